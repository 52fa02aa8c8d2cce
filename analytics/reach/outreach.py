"""How far the agreement reaches: companies approached per round, and whom activities and projects reached."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, Table, grid_table
from analytics.record.timeline import PUBLIC
from analytics.text import Language, Text, number, say
from data.cube import Cube

STAGES: Final = {
    "companies_listed": Text(nl="op de lijst", en="listed"),
    "approached": Text(nl="benaderd", en="approached"),
    "in_talks": Text(nl="in gesprek", en="in talks"),
    "joined": Text(nl="toegetreden", en="joined"),
    "declined": Text(nl="zagen ervan af", en="declined"),
}
BASE: Final = "companies_listed"
OF: Final = Text(nl="{count} van {base}", en="{count} of {base}")
NOT_RECORDED: Final = Text(nl="niet vastgelegd", en="not recorded")
TITLE: Final = Text(
    nl="In {round} traden {joined} bedrijven toe van de {base} op de lijst",
    en="In {round}, {joined} companies joined of the {base} on the list",
)
TITLE_ONE: Final = Text(
    nl="In {round} trad 1 bedrijf toe van de {base} op de lijst", en="In {round}, 1 company joined of the {base} listed"
)
PLAIN: Final = Text(nl="Hoeveel bedrijven zijn benaderd, per jaar", en="How many companies were approached, per year")
SUBTITLE: Final = Text(
    nl="Aantal bedrijven per stap van de werving, van de bedrijven die dat jaar op de lijst stonden",
    en="Number of companies at each stage of recruiting, of the companies on that year's list",
)
MISSING: Final = Text(
    nl="‘Niet vastgelegd’ betekent dat het aantal niet is bijgehouden. Het betekent niet dat het nul is.",
    en="‘Not recorded’ means that the number was not kept. It does not mean that it is zero.",
)
LISTS_DIFFER: Final = Text(
    nl="Elk jaar heeft een eigen lijst. Een bedrijf kan in meer jaren op de lijst staan; tel de jaren niet op.",
    en="Every year has its own list. A company may be on it in several years, so do not add up the years.",
)
EMPTY: Final = Text(
    nl="Van de werving zijn voor geen enkel jaar aantallen vastgelegd. Dat betekent niet dat er niet is geworven.",
    en="No recruiting numbers are recorded for any year. That does not mean that nobody was recruited.",
)
STAGE: Final = Text(nl="Stap", en="Stage")

# Column of a fact, table -> what it counts.
COUNTS: Final = {
    "companies_present": Text(nl="Bedrijven aanwezig", en="Companies present"),
    "outsiders_reached": Text(nl="Buitenstaanders bereikt", en="Outsiders reached"),
    "people_reached": Text(nl="Mensen bereikt", en="People reached"),
}
REACHED: Final = {
    1: Text(
        nl="Van één activiteit of project is vastgelegd wie het bereikte",
        en="Of one activity or project it is recorded whom it reached",
    ),
    2: Text(
        nl="Van {told} van de {all} activiteiten en projecten is vastgelegd wie zij bereikten",
        en="Of {told} of the {all} activities and projects it is recorded whom they reached",
    ),
}
REACHED_SUBTITLE: Final = Text(
    nl="Aanwezige bedrijven, bereikte buitenstaanders en bereikte mensen per activiteit of project, waar dat is "
    "vastgelegd",
    en="Companies present, outsiders reached and people reached per activity or project, where recorded",
)
NOT_ADDED: Final = Text(
    nl="De aantallen zijn niet opgeteld: wie bij twee activiteiten was, zou dubbel tellen.",
    en="The numbers are not added up: who attended two activities would count twice.",
)
NOBODY: Final = Text(
    nl="Van geen enkele activiteit of project is vastgelegd hoeveel bedrijven of mensen zij bereikten.",
    en="For no activity or project is it recorded how many companies or people it reached.",
)
REACHED_HEADER: Final = (Text(nl="Jaar", en="Year"), Text(nl="Activiteit of project", en="Activity or project"))


def outreach(cube: Cube, language: Language) -> Figure:
    """Recruiting per round, from the list to joining; a number that was not recorded has words and no zero."""
    numbers = rounds(cube)
    rows = {row["round"]: row for row in cube.fact_rows("outreach") if row["round"] in numbers and _counted(row)}
    series = tuple(
        Series(stage, name.in_(language), "accent",
               tuple(_mark(rows.get(each, {}), each, stage=stage, language=language) for each in numbers))
        for stage, name in STAGES.items()
    )  # fmt: skip
    categories = tuple(Category(str(each), vocabulary.round_label(cube, each, language)) for each in numbers)
    highest = max((mark.value or 0 for each in series for mark in each.marks), default=0)
    content = Content(
        key="outreach",
        form="grid",
        title=_title(cube, rows, language=language),
        subtitle=SUBTITLE.in_(language),
        categories=categories if rows else (),
        series=series if rows else (),
        table=grid_table(STAGE.in_(language), categories, series if rows else ()),
        rounds=numbers,
        notes=(PUBLIC.in_(language), LISTS_DIFFER.in_(language), MISSING.in_(language)) if rows else (),
        unit="",
        axis=(0, highest or 1),
        empty=None if rows else EMPTY.in_(language),
        public=True,
    )
    return framed(cube, language, content=content, indicator=None)


def reached(cube: Cube, language: Language) -> Figure:
    """Whom activities and projects reached, as recorded with each of them; never added up."""
    covered = rounds(cube)
    facts = [row for table in ("activity", "project") for row in cube.fact_rows(table) if row["round"] in covered]
    told = [row for row in facts if any(row.get(key) is not None for key in COUNTS)]
    columns = [key for key in COUNTS if any(row.get(key) is not None for row in told)]
    title = NOBODY.in_(language).removesuffix(".")
    if told:
        title = say(REACHED[min(len(told), 2)], language, told=len(told), all=len(facts))
    content = Content(
        key="reached",
        form="table",
        title=title,
        subtitle=REACHED_SUBTITLE.in_(language),
        categories=(),
        series=(),
        table=Table(
            tuple(each.in_(language) for each in (*REACHED_HEADER, *(COUNTS[key] for key in columns))),
            tuple(_reach(cube, sorted(told, key=lambda row: int(row["round"])), columns, language=language)),
            (False, False, *(True for _ in columns)),
        ),
        rounds=covered,
        notes=(PUBLIC.in_(language), NOT_ADDED.in_(language)) if told else (),
        empty=None if told else NOBODY.in_(language),
        public=True,
    )
    return framed(cube, language, content=content, indicator=None)


def _counted(row: Mapping[str, Any]) -> bool:
    return any(row.get(stage) is not None for stage in STAGES)


def _mark(row: Mapping[str, Any], round: int, *, stage: str, language: Language) -> Mark:
    """One stage of one round, "24 of 60" where the length of the list is known."""
    amount, base = row.get(stage), row.get(BASE)
    if amount is None:
        return Mark(str(round), None, NOT_RECORDED.in_(language), state="absent")
    shown = number(amount, language)
    if stage == BASE or base is None:
        return Mark(str(round), float(amount), shown)
    text = say(OF, language, count=shown, base=number(base, language))
    return Mark(str(round), float(amount), text, n=int(base))


def _title(cube: Cube, rows: Mapping[int, Mapping[str, Any]], *, language: Language) -> str:
    """The latest round of which both the list and who joined are recorded."""
    if not rows:
        return EMPTY.in_(language).split(".")[0]
    told = [each for each, row in rows.items() if row.get(BASE) is not None and row.get("joined") is not None]
    if not told:
        return PLAIN.in_(language)
    last = max(told)
    joined, base = rows[last]["joined"], rows[last][BASE]
    return say(
        TITLE_ONE if joined == 1 else TITLE, language, round=vocabulary.round_short(cube, last, language),
        joined=number(joined, language), base=number(base, language),
    )  # fmt: skip


def _reach(
    cube: Cube, rows: list[Mapping[str, Any]], columns: list[str], *, language: Language
) -> Iterator[tuple[str, ...]]:
    for row in rows:
        counts = (row.get(key) for key in columns)
        year = vocabulary.round_label(cube, row["round"], language)
        amounts = ("–" if each is None else number(each, language) for each in counts)
        yield (year, Text(str(row["title_nl"] or ""), str(row["title_en"] or "")).in_(language), *amounts)
