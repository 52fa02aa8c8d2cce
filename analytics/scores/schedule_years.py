"""Who is on schedule, by how long companies have been members. Only where an edition holds such details."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, grid_table
from analytics.indicator import indicators
from analytics.marks import detail_mark
from analytics.scores.schedule import as_share
from analytics.scores.target_course import on_schedule_note
from analytics.text import Language, Text, capital, join, say
from analytics.title import LARGE_GROUPS, worth_a_sentence
from data.cube import Cube

MEASURE = "on_schedule_by_year"
YEAR = Text(nl="lidmaatschapsjaar {year}", en="membership year {year}")
HEADING = Text(nl="Lidmaatschapsjaar", en="Membership year")
LEAST = Text(
    nl="In {round} stonden bedrijven in lidmaatschapsjaar {years} het minst vaak op of boven hun eigen doel ({count} "
    "van de {n})",
    en="In {round}, companies in membership year {years} stood least often at or above their own target ({count} of "
    "{n})",
)
ALONE = Text(
    nl="In {round} lag de score van {count} van de {n} bedrijven in lidmaatschapsjaar {years} op of boven het eigen "
    "doel",
    en="In {round}, {count} of the {n} companies in membership year {years} stood at or above their own target",
)
TOPIC = Text(
    nl="Hoeveel bedrijven op of boven hun eigen doel stonden, per lidmaatschapsjaar",
    en="How many companies stood at or above their own target, by membership year",
)
NOBODY = Text(nl="Deze editie telt niet per lidmaatschapsjaar.", en="This edition does not count by membership year.")
SUBTITLE = Text(
    nl="Bedrijven op of boven hun eigen doel, van de bedrijven met een score, per jaar en lidmaatschapsjaar (1 is het "
    "jaar van toetreden)",
    en="Companies at or above their own target, of the companies with a score, by year and membership year (1 is the "
    "year of joining)",
)


def year_figures(cube: Cube) -> tuple[Callable[..., Figure], ...]:
    """The figure per membership year; none in an edition that holds no details."""
    return (on_schedule_by_year,) if cube.details(MEASURE) else ()


def on_schedule_by_year(cube: Cube, language: Language) -> Figure:
    """A row per membership year, a column per round: "1 of 7"."""
    numbers = rounds(cube)
    years = sorted({_year(each.item) for each in cube.details(MEASURE, dimension="total")})
    series = tuple(
        Series(
            str(year), capital(say(YEAR, language, year=year)), "accent",
            tuple(_share(cube, year, each, language=language) for each in numbers),
        )
        for year in years
    )  # fmt: skip
    categories = tuple(Category(str(each), vocabulary.round_label(cube, each, language)) for each in numbers)
    content = Content(
        key=MEASURE,
        form="grid",
        title=_title(cube, language),
        subtitle=SUBTITLE.in_(language),
        categories=categories,
        series=series,
        table=grid_table(HEADING.in_(language), categories, series),
        rounds=numbers,
        notes=(*on_schedule_note(cube, language), *([LARGE_GROUPS.in_(language)] if series else [])),
        axis=(0, 100),
        empty=None if series else NOBODY.in_(language),
    )
    return framed(cube, language, content=content, indicator=indicators()["on_schedule"])


def _share(cube: Cube, year: int, round: int, *, language: Language) -> Mark:
    """Of the companies in one membership year; where there were none, nothing is missing."""
    detail = cube.detail(MEASURE, f"year:{year}", round=round)
    made = as_share(detail_mark(detail, str(round), unit="companies", language=language), language)
    return made if made.state != "absent" else replace(made, text="–")


def _year(item: str) -> int:
    return int(item.removeprefix("year:"))


def _title(cube: Cube, language: Language) -> str:
    """The membership years of enough companies with the smallest share in the latest round, together where several
    have it; where only one year has enough companies, that one.
    """
    found = cube.details(MEASURE, dimension="total")
    latest = max((each.round for each in found), default=0)
    here = {
        each: Fraction(each.value or 0) / each.n for each in found if each.round == latest and worth_a_sentence(each.n)
    }
    least = [each for each, share in here.items() if share == min(here.values())]
    if not here or 1 < len(here) == len(least):
        return TOPIC.in_(language)
    text = LEAST if len(here) > 1 else ALONE
    return say(
        text, language, round=vocabulary.round_short(cube, latest, language), n=sum(each.n for each in least),
        years=join((str(_year(each.item)) for each in least), language),
        count=sum(int(each.value or 0) for each in least),
    )  # fmt: skip
