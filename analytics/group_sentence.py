"""What a title says of groups beside each other: of those that are large enough, and why the others are not in it."""

from collections.abc import Mapping
from typing import Final

from analytics import vocabulary
from analytics.figure import Mark, State
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
    "absent": Text(
        nl="{title}; over {companies} zijn er geen gegevens", en="{title}; there are no data on {companies}"
    ),
    "not_made": Text(
        nl="{title}; over {companies} zijn er geen gegevens", en="{title}; there are no data on {companies}"
    ),
}
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
    for each, made in found.items():
        if each not in told:
            title = say(TAILS.get(made.state, FEW), language, title=title, companies=names[each])
    return title
