"""What every cohort of joiners handed in, per deliverable. Only where an edition has cohorts: they are small groups."""

from collections.abc import Callable
from fractions import Fraction

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, grid_table
from analytics.indicator import indicators
from analytics.reach.participation import NOT_EXPECTED
from analytics.scores.schedule import share_of
from analytics.text import Language, Text, say
from analytics.title import LARGE_GROUPS, worth_a_sentence
from data.cube import Cell, Cube

LEAST = Text(
    nl="In {round} diende de groep ‘{cohort}’ het kleinste deel in: {handed} van de {expected} verwachte stukken",
    en="In {round}, the group ‘{cohort}’ handed in the smallest part: {handed} of the {expected} deliverables expected",
)
ALONE = Text(
    nl="In {round} diende de groep ‘{cohort}’ {handed} van de {expected} verwachte stukken in",
    en="In {round}, the group ‘{cohort}’ handed in {handed} of the {expected} deliverables expected",
)
ALL = Text(
    nl="Wat in {round} werd ingediend, per jaar van toetreden", en="What was handed in in {round}, by year of joining"
)
SUBTITLE = Text(
    nl="Bedrijven waarvan het stuk binnen is of openbaar staat, van de bedrijven waarvan het in {round} werd verwacht, "
    "per jaar van toetreden en stuk. Hoe sterker de kleur, hoe groter het aandeel.",
    en="Companies whose deliverable is in or is public, of those from which it was expected in {round}, by year of "
    "joining and deliverable. The stronger the colour, the larger the share.",
)
NOBODY = Text(nl="Deze editie telt niet per jaar van toetreden.", en="This edition does not count by year of joining.")
JOINED = Text(nl="Toetreding", en="Joined")


def cohort_figures(cube: Cube) -> tuple[Callable[..., Figure], ...]:
    """The figures per cohort that the edition has the cells for."""
    return (cohort_response,) if cube.cells("submitted", dimension="cohort") else ()


def cohort_response(cube: Cube, language: Language, *, round: int | None = None) -> Figure:
    """What was handed in, in one round (the latest by default): a row per cohort, a column per deliverable."""
    chosen = round or rounds(cube)[-1]
    parts = cube.agreement.deliverables
    cells = cube.cells("submitted", dimension="cohort", round=chosen, kind="all")
    members = sorted({each.member for each in cells}, key=int)
    series = tuple(
        Series(
            member, vocabulary.group(cube, "cohort", member, language), "accent",
            tuple(_handed_in(cube, part.code, chosen, member=member, language=language) for part in parts),
        )
        for member in members
    )  # fmt: skip
    name = vocabulary.round_short(cube, chosen, language)
    categories = tuple(Category(each.code, vocabulary.deliverable(cube, each.code, language)) for each in parts)
    content = Content(
        key="cohort_response",
        form="grid",
        title=_title(cube, chosen, members=members, language=language),
        subtitle=say(SUBTITLE, language, round=name),
        categories=categories,
        series=series,
        table=grid_table(JOINED.in_(language), categories, series),
        rounds=(chosen,),
        notes=(LARGE_GROUPS.in_(language),) if series else (),
        axis=(0, 100),
        empty=None if series else NOBODY.in_(language),
    )
    return framed(cube, language, content=content, indicator=indicators()["participation"])


def _title(cube: Cube, round: int, *, members: list[str], language: Language) -> str:
    """The group of enough companies that handed in the smallest part of all that was expected of it, where one alone
    did; where only one group has enough companies, that one.
    """
    name = vocabulary.round_short(cube, round, language)
    parts: dict[str, tuple[int, int]] = {}
    for member in members:
        cells = cube.cells("submitted", dimension="cohort", member=member, round=round, kind="all")
        handed, expected = (sum(amounts) for amounts in zip(*map(_count, cells), strict=True))
        if worth_a_sentence(max((each.n or 0 for each in cells), default=0)):
            parts[member] = handed, expected
    shares = {member: Fraction(*each) for member, each in parts.items()}
    least = [member for member, share in shares.items() if share == min(shares.values())]
    if len(least) != 1:
        return say(ALL, language, round=name)
    handed, expected = parts[least[0]]
    cohort = vocabulary.group(cube, "cohort", least[0], language)
    text = LEAST if len(shares) > 1 else ALONE
    return say(text, language, round=name, cohort=cohort, handed=handed, expected=expected)


def _count(cell: Cell) -> tuple[int, int]:
    return int(cell.value or 0), cell.n or 0


def _handed_in(cube: Cube, code: str, round: int, *, member: str, language: Language) -> Mark:
    """Handed in as a share of the companies of a cohort that were expected to."""
    cell = cube.cell("submitted", code, round=round, dimension="cohort", member=member)
    if cell is not None and cell.n == 0:
        return Mark(code, None, NOT_EXPECTED.in_(language), state="absent")
    return share_of(cell, code, language=language)
