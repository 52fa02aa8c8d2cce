"""What a title says of groups beside each other: of those that are large enough, and why the others are not in it."""

from collections.abc import Mapping, Sequence
from typing import Final

from analytics import vocabulary
from analytics.figure import Mark, Series, State
from analytics.text import Language, Text, join, number, say
from analytics.title import worth_a_sentence
from data.cube import Cube

NO_DATA: Final = Text(
    nl="{title}; over {companies} zijn er geen gegevens", en="{title}; there are no data on {companies}"
)
# What a sentence on some groups says of another one, by the state of its number, and of one that is too small.
TAILS: Final[dict[State, Text]] = {
    "withheld": Text(
        nl="{title}; bij {companies} wordt dat niet getoond", en="{title}; for {companies} this is not shown"
    ),
    "absent": NO_DATA,
    "not_made": NO_DATA,
}
# So many groups are named in a title.
NAMED: Final = 2
LOWEST: Final = Text(
    nl="In {round} was de stap met de laagste score {parts}",
    en="In {round}, the step with the lowest score was {parts}",
)
SAME_LOWEST: Final = Text(
    nl="In {round} had ‘{step}’ de laagste score: {parts}", en="In {round}, ‘{step}’ had the lowest score: {parts}"
)
LOWEST_PART: Final = Text(nl="‘{step}’ bij {companies} ({value})", en="‘{step}’ among {companies} ({value})")
SAME_PART: Final = Text(nl="{value} bij {companies}", en="{value} among {companies}")
FEW: Final = Text(
    nl="{title}; er zijn te weinig {companies} om iets te zeggen", en="{title}; there are too few {companies} to tell"
)


def sentence_on(
    cube: Cube, language: Language, *, dimension: str, found: Mapping[str, Mark], text: Text, part: Text, **words: str
) -> str | None:
    """One sentence on the groups of enough companies, and of the others why they are not in it.

    found: a number per group; text: the sentence, with `parts`; part: what it says of a group, with `value`, `n` and
    `companies`. None where there is no group to tell about.
    """
    names = {each: vocabulary.companies_of(cube, dimension, each, language) for each in found}
    told = {each: made for each, made in found.items() if worth_a_sentence(made.n)}
    if not told:
        return None
    parts = [say(part, language, value=made.text, n=number(made.n or 0, language), companies=names[each])
             for each, made in told.items()]  # fmt: skip
    title = say(text, language, parts=join(parts, language), **words)
    return _with_the_others(title, {names[each]: made for each, made in found.items() if each not in told}, language)


def lowest_steps(
    cube: Cube, language: Language, *, dimension: str, series: Sequence[Series], steps: Mapping[str, str], round: str
) -> str | None:
    """The lowest step of every group of enough companies; steps: their names by code, at which the marks stand.

    None where there is no such group or too many to name, or where of one a step is not shown or two are lowest.
    """
    told = [each for each in series if all(worth_a_sentence(one.n) for one in each.marks)]
    lowest = {each.code: min(each.marks, key=lambda one: one.value or 0) for each in told}
    alone = all([one.value for one in each.marks].count(lowest[each.code].value) == 1 for each in told)
    shown = all(one.value is not None for each in told for one in each.marks)
    if not 1 <= len(told) <= NAMED or not alone or not shown:
        return None
    same = len({made.at for made in lowest.values()}) == 1 < len(lowest)
    parts = [
        say(SAME_PART if same else LOWEST_PART, language, step=steps[made.at], value=made.text,
            companies=vocabulary.companies_of(cube, dimension, member, language))
        for member, made in lowest.items()
    ]  # fmt: skip
    title = say(SAME_LOWEST if same else LOWEST, language, round=round, parts=join(parts, language),
                step=steps[next(iter(lowest.values())).at])  # fmt: skip
    others = {
        vocabulary.companies_of(cube, dimension, each.code, language): next(
            (one for one in each.marks if one.value is None), each.marks[0]
        )
        for each in series if each.code not in lowest and len(series) <= NAMED
    }  # fmt: skip
    return _with_the_others(title, others, language)


def _with_the_others(title: str, others: Mapping[str, Mark], language: Language) -> str:
    """The sentence, and why groups (by what their companies are called) are not in it."""
    for companies, made in others.items():
        title = say(TAILS.get(made.state, FEW), language, title=title, companies=companies)
    return title
