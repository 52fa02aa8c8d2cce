"""How companies are spread over the levels: how many are at least at each, and exactly at each where all is shown."""

from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, Table, grid_table
from analytics.indicator import indicators
from analytics.marks import ABSENT, WITHHELD, mark, n_of
from analytics.text import COMPANIES, Language, Text, count, number, percent, say
from analytics.title import assessed, response_note
from data.cube import Cell, Cube

AT_LEAST = Text(
    nl="ten minste {level} (vanaf\N{NO-BREAK SPACE}{minimum})", en="at least {level} (from\N{NO-BREAK SPACE}{minimum})"
)
TITLE = Text(
    nl="In {round} stonden {count} van de {companies} op ten minste niveau ‘{level}’",
    en="In {round}, {count} of the {companies} stood at least at the level ‘{level}’",
)
HIDDEN = Text(
    nl="Hoe de bedrijven in {round} over de niveaus verdeeld zijn, wordt niet getoond",
    en="How the companies were spread over the levels in {round} is not shown",
)
SUBTITLE = Text(
    nl="Bedrijven waarvan de totaalscore op of boven de ondergrens van het niveau ligt, {round} (n = {n})",
    en="Companies whose overall score lies at or above the level's lower bound, {round} (n = {n})",
)
CUMULATIVE = Text(
    nl="Een bedrijf op een hoger niveau telt ook bij elk lager niveau mee. Een score precies op een grens hoort bij "
    "het hogere niveau.",
    en="A company at a higher level also counts at every lower one. A score exactly on a boundary belongs to the "
    "higher level.",
)
HEADER = (Text(nl="Niveau", en="Level"), Text(nl="Bedrijven", en="Companies"), Text(nl="van (n)", en="of (n)"))
COUNTS_TITLE = Text(
    nl="In {round} kwam niveau ‘{level}’ het meest voor (bij {count} van de {n} bedrijven)",
    en="In {round}, ‘{level}’ was the most common level ({count} of the {n} companies)",
)
COUNTS_EQUAL = Text(
    nl="Hoeveel bedrijven per jaar op elk niveau stonden", en="How many companies stood at each level, per year"
)
COUNTS_SUBTITLE = Text(
    nl="Aantal bedrijven per niveau en jaar, van alle bedrijven met een score in het jaar",
    en="Number of companies by level and year, of all companies with a score in the year",
)
OF = Text(nl="{count} van {n}", en="{count} of {n}")
EMPTY = Text(
    nl="Aantallen per niveau worden over {round} niet getoond.",
    en="Counts per level are not shown for {round}.",
)


def levels(cube: Cube, language: Language, *, round: int | None = None) -> Figure:
    """Bars "at least level L" of one round (the latest by default); coded counts are drawn with their bounds."""
    chosen = round or rounds(cube)[-1]
    parts = cube.agreement.levels[1:]
    cells = [cube.cell("level_at_least", part.code, round=chosen) for part in parts]
    n = next((cell.n for cell in cells if cell and cell.n), None)
    categories = tuple(
        Category(part.code, say(AT_LEAST, language, level=part.name.in_(language),
                                minimum=percent(part.minimum, language)))
        for part in parts
    )  # fmt: skip
    marks = tuple(
        mark(cell, part.code, unit="companies", language=language) for cell, part in zip(cells, parts, strict=True)
    )
    name = vocabulary.round_short(cube, chosen, language)
    shown_n = WITHHELD.in_(language) if n is None else number(n, language)
    content = Content(
        key="levels",
        form="bars",
        title=_title(cube, cells, round_name=name, language=language),
        subtitle=say(SUBTITLE, language, round=name, n=shown_n),
        categories=categories,
        series=(Series("at_least", count(n or 0, COMPANIES, language) if n else "", "accent", marks),),
        table=Table(
            tuple(each.in_(language) for each in HEADER),
            tuple((category.label, made.text, n_of(made)) for category, made in zip(categories, marks, strict=True)),
            (False, True, True),
        ),
        rounds=(chosen,),
        notes=(CUMULATIVE.in_(language), *response_note(cube, language, round=chosen, n=n)),
        unit="",
        axis=(0, n or 10),
        axis_title=COMPANIES[1].in_(language),
        empty=None if n else say(EMPTY, language, round=name),
    )
    return framed(cube, language, content=content, indicator=indicators()["level_share"])


def _title(cube: Cube, cells: list[Cell | None], *, round_name: str, language: Language) -> str:
    """The middle level speaks where its count is exact; otherwise the highest level with an exact count, or none."""
    exact = [cell for cell in cells if cell is not None and cell.value is not None and cell.n is not None]
    if not exact:
        return say(HIDDEN, language, round=round_name)
    middle = cube.agreement.levels[len(cube.agreement.levels) // 2].code
    told = next((cell for cell in exact if cell.item == middle), exact[-1])
    return say(
        TITLE, language, round=round_name, count=number(told.value or 0, language),
        companies=assessed(cube, language, round=told.round, n=told.n or 0),
        level=vocabulary.level(cube, told.item, language),
    )  # fmt: skip


def level_figures(cube: Cube) -> tuple[Callable[..., Figure], ...]:
    """The exact counts per level, in an edition that suppresses nothing: elsewhere they would tell of one company."""
    return () if cube.edition.policy.suppress else (level_counts,)


def level_counts(cube: Cube, language: Language) -> Figure:
    """Companies at exactly each level in every round, the lowest level first."""
    numbers, parts = rounds(cube), cube.agreement.levels
    by_round = {each: _exactly(cube, each) for each in numbers}
    categories = tuple(Category(str(each), vocabulary.round_label(cube, each, language)) for each in numbers)
    series = tuple(
        Series(part.code, part.name.in_(language), "accent",
               tuple(_count_mark(by_round[each], place, str(each), language=language) for each in numbers))
        for place, part in enumerate(parts)
    )  # fmt: skip
    content = Content(
        key="level_counts",
        form="grid",
        title=_counts_title(cube, by_round, language=language),
        subtitle=COUNTS_SUBTITLE.in_(language),
        categories=categories,
        series=series,
        table=grid_table(HEADER[0].in_(language), categories, series),
        rounds=numbers,
        axis=(0, 100),
    )
    return framed(cube, language, content=content, indicator=indicators()["level_share"])


def _exactly(cube: Cube, round: int) -> tuple[int, ...]:
    """The companies at each level, the lowest first; nothing unless every "at least" of the round is an exact count."""
    cells = [cube.cell("level_at_least", part.code, round=round) for part in cube.agreement.levels[1:]]
    exact = [cell.value for cell in cells if cell is not None and cell.value is not None]
    n = next((cell.n for cell in cells if cell and cell.n), None)
    if n is None or len(exact) < len(cells):
        return ()
    return tuple(int(more - fewer) for more, fewer in pairwise((Decimal(n), *exact, Decimal(0))))


def _count_mark(counts: tuple[int, ...], place: int, at: str, *, language: Language) -> Mark:
    if not counts:
        return Mark(at, None, ABSENT.in_(language), state="absent")
    n, here = sum(counts), counts[place]
    text = say(OF, language, count=number(here, language), n=number(n, language))
    return Mark(at, 100 * here / n, text, n=n)


def _counts_title(cube: Cube, by_round: dict[int, tuple[int, ...]], *, language: Language) -> str:
    """The level with most companies in the latest round, where one level has most."""
    latest = max((each for each, counts in by_round.items() if counts), default=None)
    if latest is None or by_round[latest].count(max(by_round[latest])) > 1:
        return COUNTS_EQUAL.in_(language)
    counts = by_round[latest]
    level = cube.agreement.levels[counts.index(max(counts))]
    return say(COUNTS_TITLE, language, round=vocabulary.round_short(cube, latest, language),
               level=level.name.in_(language), count=max(counts), n=sum(counts))  # fmt: skip
