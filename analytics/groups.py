"""How groups of companies fare beside each other: means and levels per group, each over its own companies.

Groups are never subtracted from one another and no line joins them: they hold different companies.
"""

from dataclasses import replace
from typing import Final

from analytics import vocabulary
from analytics.breaks import break_notes, rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, anything_told, grid_table
from analytics.group_sentence import NAMED, sentence_on
from analytics.indicator import indicators
from analytics.marks import mark, of_somebody
from analytics.reach.participation import OF
from analytics.text import Language, Text, number, percent, say
from analytics.title import LARGE_GROUPS, worth_a_sentence
from data.cube import Cube

# Dimensions of which only an edition without suppression holds cells, with the words of a choice and of a sentence.
INTERNAL: Final = {
    "segment": (Text(nl="Segment", en="Segment"), Text(nl="per segment", en="by segment")),
    "size_class": (Text(nl="Grootte", en="Size"), Text(nl="per grootteklasse", en="by size class")),
    "cohort": (Text(nl="Jaar van toetreden", en="Year of joining"),
               Text(nl="per jaar van toetreden", en="by year of joining")),
}  # fmt: skip
SMALL_GROUPS: Final = Text(
    nl="Groepen zijn hier soms maar één bedrijf groot. Deze cijfers zijn niet bedoeld om te delen.",
    en="Groups here may be as small as one company. These figures are not meant to be shared.",
)
GROUP: Final = Text(nl="Groep", en="Group")
WITH_N: Final = Text(nl="{value} (n = {n})", en="{value} (n = {n})")
APART_GROUPS: Final = Text(
    nl="De groepen bestaan uit verschillende bedrijven. Het verschil tussen twee groepen is geen verandering, en groot "
    "of klein zegt het niets over één bedrijf.",
    en="The groups hold different companies. The difference between two groups is no change, and large or small it "
    "says nothing about any one company.",
)
NO_CELLS: Final = Text(
    nl="Deze editie heeft geen cijfers voor deze groepen.", en="This edition has no figures for these groups."
)
MEANS_TITLE: Final = Text(
    nl="In {round} lagen de gemiddelde scores {by} tussen {low} (n = {low_n}) en {high} (n = {high_n})",
    en="In {round}, the mean scores {by} lay between {low} (n = {low_n}) and {high} (n = {high_n})",
)
MEANS_OF_LARGE: Final = Text(
    nl="In {round} lagen de gemiddelde scores {by} bij groepen van ten minste vijf bedrijven tussen {low} "
    "(n = {low_n}) en {high} (n = {high_n})",
    en="In {round}, the mean scores {by} in groups of at least five companies lay between {low} (n = {low_n}) and "
    "{high} (n = {high_n})",
)
MEANS_ALONE: Final = Text(
    nl="In {round} had de groep ‘{group}’ gemiddeld een score van {value} (n = {n}); de andere groepen tellen "
    "minder dan vijf bedrijven",
    en="In {round}, the group ‘{group}’ had a mean score of {value} (n = {n}); the other groups hold fewer than "
    "five companies",
)
MEANS_SMALL: Final = Text(
    nl="De gemiddelde scores {by}: geen groep telt ten minste vijf bedrijven met een score",
    en="The mean scores {by}: no group holds at least five companies with a score",
)
MEANS_HIDDEN: Final = Text(nl="De gemiddelde scores {by} worden niet getoond", en="The mean scores {by} are not shown")
MEANS_SUBTITLE: Final = Text(
    nl="Gemiddelde totaalscore, 0-100 %, van de bedrijven van elke groep met een score in het jaar",
    en="Mean overall score, 0-100%, of the companies of each group with a score in the year",
)
LEVELS_TITLE: Final = Text(
    nl="In {round} stonden {parts} op ten minste niveau ‘{level}’",
    en="In {round}, {parts} stood at least at the level ‘{level}’",
)
LEVELS_PART: Final = Text(nl="{value} van de {n} {companies}", en="{value} of the {n} {companies}")
LEVELS_MANY: Final = Text(
    nl="Hoeveel bedrijven van elke groep in {round} elk niveau haalden",
    en="How many companies of each group reached each level in {round}",
)
LEVELS_HIDDEN: Final = Text(
    nl="Hoe de bedrijven van elke groep in {round} over de niveaus verdeeld zijn, wordt niet getoond",
    en="How the companies of each group were spread over the levels in {round} is not shown",
)
LEVELS_SUBTITLE: Final = Text(
    nl="Bedrijven waarvan de totaalscore op of boven de ondergrens van het niveau ligt, van de bedrijven van de groep "
    "met een score in {round}",
    en="Companies whose overall score lies at or above the level's lower bound, of the group's companies with a score "
    "in {round}",
)
FROM: Final = Text(nl="{level} (vanaf\N{NO-BREAK SPACE}{minimum})", en="{level} (from\N{NO-BREAK SPACE}{minimum})")


def internal_dimensions(cube: Cube) -> tuple[str, ...]:
    """The dimensions beside the one split that everybody may see, as far as the edition holds cells of them."""
    found = {cell.dimension for cell in cube.cells("maturity", item="overall")}
    return tuple(each for each in INTERNAL if each in found)


def members_of(cube: Cube, dimension: str) -> tuple[str, ...]:
    """The groups of a dimension that the edition has cells of, in the agreement's order; cohorts by year."""
    found = {cell.member for cell in cube.cells("maturity", item="overall", dimension=dimension)}
    if dimension == "cohort":
        return tuple(sorted(found, key=int))
    known = {
        "secondary": list(cube.agreement.vocabulary["secondary_group"]),
        "segment": [each.code for each in cube.agreement.segments],
        "size_class": [each.code for each in cube.agreement.size_classes],
    }[dimension]
    return tuple(each for each in known if each in found)


def group_means(cube: Cube, language: Language, *, dimension: str) -> Figure:
    """The mean of every group in every round, written with its n."""
    members, numbers = members_of(cube, dimension), rounds(cube)
    series = tuple(
        Series(each, vocabulary.group(cube, dimension, each, language), "accent",
               tuple(group_mean(cube, dimension, each, round=number_, language=language) for number_ in numbers))
        for each in members
    )  # fmt: skip
    categories = tuple(Category(str(each), vocabulary.round_label(cube, each, language)) for each in numbers)
    written = tuple(replace(each, marks=tuple(with_n(one, language) for one in each.marks)) for each in series)
    content = Content(
        key=f"group_means_{dimension}",
        form="grid",
        title=_means_title(cube, series, dimension=dimension, language=language),
        subtitle=MEANS_SUBTITLE.in_(language),
        categories=categories,
        series=written,
        table=grid_table(GROUP.in_(language), categories, written),
        rounds=numbers,
        notes=(APART_GROUPS.in_(language), LARGE_GROUPS.in_(language), *break_notes(cube, language)) if members else (),
        axis=(0, 100),
        empty=None if members else NO_CELLS.in_(language),
    )
    return framed(cube, language, content=content, indicator=indicators()["maturity_overall"])


def group_mean(
    cube: Cube, dimension: str, member: str, *, round: int, language: Language, item: str = "overall"
) -> Mark:
    """The mean of one group in one round, at that round."""
    cell = cube.cell("maturity", item, round=round, dimension=dimension, member=member)
    return mark(of_somebody(cube, cell), str(round), unit="percent", language=language)


def group_levels(cube: Cube, language: Language, *, dimension: str, round: int | None = None) -> Figure:
    """How many companies of every group stand at least at each level in one round (the latest by default)."""
    chosen = round or rounds(cube)[-1]
    members, parts = members_of(cube, dimension), cube.agreement.levels[1:]
    series = tuple(
        Series(each, vocabulary.group(cube, dimension, each, language), "accent",
               tuple(_level(cube, dimension, each, part.code, round=chosen, language=language) for part in parts))
        for each in members
    )  # fmt: skip
    categories = tuple(
        Category(part.code, say(FROM, language, level=part.name.in_(language),
                                minimum=percent(part.minimum, language)))
        for part in parts
    )  # fmt: skip
    name = vocabulary.round_short(cube, chosen, language)
    anything = anything_told(series)
    hidden = say(LEVELS_HIDDEN, language, round=name)
    content = Content(
        key=f"group_levels_{dimension}",
        form="grid",
        title=_levels_title(cube, series, dimension=dimension, round=chosen, language=language) if anything else hidden,
        subtitle=say(LEVELS_SUBTITLE, language, round=name),
        categories=categories,
        series=series,
        table=grid_table(GROUP.in_(language), categories, series),
        rounds=(chosen,),
        axis=(0, 100),
        empty=None if anything else (hidden if members else NO_CELLS.in_(language)),
    )
    return framed(cube, language, content=content, indicator=indicators()["level_share"])


def with_n(made: Mark, language: Language) -> Mark:
    """A number written with the companies behind it; as it is where they are not shown."""
    return made if made.n is None else replace(made, text=say(WITH_N, language, value=made.text, n=made.n))


def _means_title(cube: Cube, series: tuple[Series, ...], *, dimension: str, language: Language) -> str:
    """The lowest and the highest mean of the latest round of which at least two groups are shown, among the groups of
    enough companies; where one alone is large enough, its mean.
    """
    by = INTERNAL[dimension][1].in_(language)
    for place, number_ in reversed(tuple(enumerate(rounds(cube)))):
        shown = [(each.label, each.marks[place]) for each in series if each.marks[place].value is not None]
        if len(shown) < 2:
            continue
        large = [(label, one) for label, one in shown if worth_a_sentence(one.n)]
        if not large:
            return say(MEANS_SMALL, language, by=by)
        (label, low), (_, high) = (chosen(large, key=lambda each: each[1].value or 0) for chosen in (min, max))
        words = {"round": vocabulary.round_short(cube, number_, language), "by": by}
        if len(large) == 1:
            return say(MEANS_ALONE, language, group=label, value=low.text, n=low.n, **words)
        text = MEANS_TITLE if len(large) == len(shown) else MEANS_OF_LARGE
        return say(text, language, low=low.text, high=high.text, low_n=low.n, high_n=high.n, **words)
    return say(MEANS_HIDDEN, language, by=by)


def _level(cube: Cube, dimension: str, member: str, level: str, *, round: int, language: Language) -> Mark:
    """Companies at least at one level as a share of the group, written "5 of 8"."""
    cell = of_somebody(cube, cube.cell("level_at_least", level, round=round, dimension=dimension, member=member))
    made = mark(cell, level, unit="companies", language=language)
    if cell is None or not cell.n or made.lo is None or made.hi is None:
        return replace(made, value=None, n=None, lo=None, hi=None)
    share = 100 / cell.n
    return replace(
        made, text=say(OF, language, count=made.text, base=number(cell.n, language)), lo=made.lo * share,
        hi=made.hi * share, value=None if made.value is None else made.value * share,
    )  # fmt: skip


def _levels_title(cube: Cube, series: tuple[Series, ...], *, dimension: str, round: int, language: Language) -> str:
    """The middle level of two groups by name; of more groups, of those of enough companies as far as they are two."""
    middle = cube.agreement.levels[len(cube.agreement.levels) // 2].code
    found = {
        each.code: mark(of_somebody(cube, cube.cell("level_at_least", middle, round=round, dimension=dimension,
                                                    member=each.code)), middle, unit="companies", language=language)
        for each in series
    }  # fmt: skip
    name = vocabulary.round_short(cube, round, language)
    told = None
    if len(series) > NAMED:
        found = {each: made for each, made in found.items() if worth_a_sentence(made.n)}
    if len(found) <= NAMED:
        level = vocabulary.level(cube, middle, language)
        told = sentence_on(cube, language, dimension=dimension, found=found, text=LEVELS_TITLE, part=LEVELS_PART,
                           round=name, level=level)  # fmt: skip
    return told or say(LEVELS_MANY, language, round=name)
