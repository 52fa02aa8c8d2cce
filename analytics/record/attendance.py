"""Who attended activities: companies per kind of activity and year. Only where an edition holds such details."""

from collections.abc import Callable
from typing import Final

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, grid_table
from analytics.indicator import indicators
from analytics.marks import detail_mark
from analytics.scores.schedule import as_share
from analytics.text import Language, Text, capital, join, say
from data.cube import Cube

ATTENDED: Final = "attended"
ANY_KIND: Final = "*"  # at least one activity of any kind

KIND = Text(nl="Soort activiteit", en="Kind of activity")
ANY = Text(nl="Eén of meer activiteiten", en="One or more activities")
WHO_TITLE = Text(
    nl="In {round} namen {companies} bedrijven deel aan één of meer activiteiten waarvan deelname is vastgelegd",
    en="In {round}, {companies} companies attended one or more activities of which attendance is recorded",
)
WHO_SUBTITLE = Text(
    nl="Aantal bedrijven dat in het jaar aan ten minste één activiteit van de soort deelnam, van de bedrijven die toen "
    "lid waren",
    en="Number of companies that attended at least one activity of the kind in the year, of the companies that were "
    "members then",
)
WHO_NOTE = Text(
    nl="Alleen activiteiten waarvan is vastgelegd wie er was, tellen mee. ‘Onbekend’ betekent dat dit niet is "
    "vastgelegd, en is geen nul.",
    en="Only activities of which it is recorded who was there are counted. ‘Unknown’ means that this is not recorded, "
    "and is no zero.",
)
UNKNOWN = Text(nl="onbekend", en="unknown")
NOT_HELD = Text(nl="niet gehouden", en="not held")
NO_YEAR = Text(nl="Over {rounds} is niets vastgelegd.", en="Nothing is recorded for {rounds}.")
NOBODY = Text(
    nl="In geen enkel jaar is vastgelegd welke bedrijven aan activiteiten deelnamen.",
    en="It is not recorded of any year which companies attended activities.",
)


def attended_figures(cube: Cube) -> tuple[Callable[..., Figure], ...]:
    """The figure on who attended; none in an edition that holds no attendance."""
    return (attended,) if cube.details(ATTENDED) else ()


def attended(cube: Cube, language: Language) -> Figure:
    """Per kind of activity and round how many of the members attended; what is unknown has words, not zeros."""
    kinds = kinds_of(cube, language)
    numbers = tuple(each for each in rounds(cube) if cube.details(ATTENDED, round=each))
    others = [vocabulary.round_short(cube, each, language) for each in rounds(cube) if each not in numbers]
    series = tuple(
        Series(kind, name, "accent", tuple(_attended(cube, kind, each, language=language) for each in numbers))
        for kind, name in kinds.items()
    )
    heads = tuple(Category(str(each), vocabulary.round_label(cube, each, language)) for each in numbers)
    nobody = NOBODY.in_(language)
    told = [made for made in series[0].marks if made.value is not None] if series else []
    content = Content(
        key=ATTENDED,
        form="grid",
        title=say(WHO_TITLE, language, round=vocabulary.round_short(cube, int(told[-1].at), language),
                  companies=told[-1].text) if told else nobody.removesuffix("."),
        subtitle=WHO_SUBTITLE.in_(language),
        categories=heads,
        series=series,
        table=grid_table(KIND.in_(language), heads, series),
        rounds=numbers,
        notes=(
            WHO_NOTE.in_(language),
            *([say(NO_YEAR, language, rounds=join(others, language))] if others and numbers else []),
        ),
        axis=(0, 100),
        empty=None if told else nobody,
    )  # fmt: skip
    return framed(cube, language, content=content, indicator=indicators()[ATTENDED])


def kinds_of(cube: Cube, language: Language, *, round: int | None = None) -> dict[str, str]:
    """The kinds of which attendance is recorded, in a round or at all, with their names; all of them together first."""
    here = cube.details(ATTENDED) if round is None else cube.details(ATTENDED, round=round)
    found = {each.item for each in here}
    names = {code: capital(vocabulary.word(cube, "activity_kind", code, language))
             for code in cube.agreement.vocabulary["activity_kind"]}  # fmt: skip
    return {code: name for code, name in {ANY_KIND: ANY.in_(language), **names}.items() if code in found}


def _attended(cube: Cube, kind: str, round: int, *, language: Language) -> Mark:
    found = cube.detail(ATTENDED, kind, round=round)
    if found is None:
        facts = cube.fact_rows("activity", round=round)
        held = any((each["status"], each["kind"]) == ("held", kind) for each in facts)
        return Mark(str(round), None, (UNKNOWN if held else NOT_HELD).in_(language), state="absent")
    return as_share(detail_mark(found, str(round), unit="companies", language=language), language)
