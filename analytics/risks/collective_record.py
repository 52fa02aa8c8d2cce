"""What earlier plenaries decided together and what became of it, and every project: tables of public facts.

They hold no answers, so nothing in them is marked as invented: the note says that they are public facts.
"""

from analytics import vocabulary
from analytics.evidence import Content, framed
from analytics.fact import Fact, address, both, parts
from analytics.figure import Figure, Table
from analytics.record.year import REACHED
from analytics.risks.collective_work import (
    CHOSEN,
    STATUS,
    chain,
    chain_in_words,
    chains,
    decisions,
    projects,
    projects_on,
)
from analytics.risks.theme_list import present, present_name
from analytics.text import Language, Text, count, day, join, number, say
from data.cube import Cube

DECIDED = Text(nl="In {round} kozen de partijen {themes}", en="In {round}, the parties chose {themes}")
WITHOUT = Text(
    nl="{decided}; voor {themes} is geen project vastgelegd", en="{decided}; no project is recorded for {themes}"
)
WITH = Text(nl="{decided}; voor elk daarvan is een project vastgelegd", en="{decided}; a project is recorded for each")
NEVER = Text(
    nl="Er zijn nog geen collectieve risico's gekozen", en="No collective risks have been chosen so far"
)  # fmt: skip
DECISIONS_SUBTITLE = Text(
    nl="Besluiten van plenaire vergaderingen en de projecten die erop volgden, zoals openbaar vastgelegd",
    en="Decisions of plenary sessions and the projects that followed, as publicly recorded",
)
NO_DECISIONS = Text(nl="Er zijn geen besluiten vastgelegd.", en="No decisions are recorded.")
PROJECTS_TITLE = Text(nl="Stand van {projects}: {parts}", en="Status of {projects}: {parts}")
PROJECTS = (
    Text(nl="vastgelegd project", en="recorded project"),
    Text(nl="vastgelegde projecten", en="recorded projects"),
)
PART = Text(nl="{status} ({n})", en="{status} ({n})")
PROJECTS_SUBTITLE = Text(
    nl="Alle projecten per jaar, met wat zij opleverden voor zover dat is vastgelegd. Een vervolg telt niet apart.",
    en="All projects by year, with what they resulted in as far as that is recorded. A continuation is not counted "
    "apart.",
)
NO_PROJECTS = Text(nl="Er zijn geen projecten vastgelegd.", en="No projects are recorded.")
PUBLIC = Text(
    nl="Besluiten, projecten en activiteiten zijn openbare feiten; er staan geen antwoorden van bedrijven in.",
    en="Decisions, projects and activities are public facts; they hold no company's answers.",
)
ON_THEME = Text(nl="{theme}: {work}", en="{theme}: {work}")
NO_PROJECT = Text(nl="geen project vastgelegd", en="no project recorded")
FOLLOWS = Text(
    nl="{title} (vervolg op een project uit {round})", en="{title} (follows a project of {round})"
)  # fmt: skip
STATUS_OF = Text(nl="{status} ({initiative})", en="{status} ({initiative})")
NOT_RECORDED = "–"
YEAR, SOURCE = Text(nl="Jaar", en="Year"), Text(nl="Bron", en="Source")
DECISION_HEADER = (
    YEAR, Text(nl="Besluit", en="Decision"), Text(nl="Gekozen", en="Chosen"),
    Text(nl="Ook overwogen", en="Also considered"), Text(nl="Toelichting", en="Explanation"),
    Text(nl="Wat ervan werd", en="What became of it"), SOURCE,
)  # fmt: skip
PROJECT_HEADER = (
    YEAR, Text(nl="Project", en="Project"), Text(nl="Thema", en="Theme"), Text(nl="Stand", en="Status"),
    Text(nl="Waar en met wie", en="Where and with whom"), Text(nl="Resultaat", en="Result"), SOURCE,
)  # fmt: skip
RESULT = 5
NO_RESULT = Text(
    nl="Van geen van de projecten is een resultaat vastgelegd.", en="No result is on record for any of the projects."
)


def collective_decisions(cube: Cube, language: Language) -> Figure:
    """Every decision of a plenary: what was chosen out of what, why, and the projects that came of it; a table."""
    rows = decisions(cube)
    title, told = _decided(cube, rows, language=language), [decision_row(cube, row, language=language) for row in rows]
    table = Table(tuple(each.in_(language) for each in DECISION_HEADER), tuple(told))
    return _recorded(
        cube, language, rows=rows, key="collective_decisions", title=title, subtitle=DECISIONS_SUBTITLE, table=table,
        nothing=NO_DECISIONS,
    )  # fmt: skip


def collective_projects(cube: Cube, language: Language) -> Figure:
    """Every project with its theme, status, place and result, where one is recorded of any; a table."""
    rows = projects(cube)
    latest = [each[-1]["status"] for each in chains(rows, rows)]
    words = cube.agreement.vocabulary[STATUS]
    amounts = {name.in_(language): latest.count(code) for code, name in words.items()}
    stages = [say(PART, language, status=name, n=number(n, language)) for name, n in amounts.items() if n]
    title = say(PROJECTS_TITLE, language, projects=count(len(latest), PROJECTS, language), parts=join(stages, language))
    told = [project_row(cube, row, language=language) for row in rows]
    none = bool(told) and all(row[RESULT] == NOT_RECORDED for row in told)
    kept = [place for place in range(len(PROJECT_HEADER)) if place != RESULT or not none]
    header = tuple(PROJECT_HEADER[place].in_(language) for place in kept)
    return _recorded(
        cube, language, rows=rows, key="collective_projects", subtitle=PROJECTS_SUBTITLE,
        table=Table(header, tuple(tuple(row[place] for place in kept) for row in told)),
        title=title if rows else NO_PROJECTS.in_(language).removesuffix("."), nothing=NO_PROJECTS,
        notes=(NO_RESULT.in_(language),) if none else (),
    )  # fmt: skip


def _recorded(
    cube: Cube, language: Language, *, rows: tuple[Fact, ...], key: str, title: str, subtitle: Text, table: Table,
    nothing: Text, notes: tuple[str, ...] = (),
) -> Figure:  # fmt: skip
    """A table of public facts, with the rounds that they are of; nothing: what stands there where there are none."""
    content = Content(
        public=True,
        key=key,
        form="table",
        title=title,
        subtitle=subtitle.in_(language),
        categories=(),
        series=(),
        table=table,
        rounds=tuple(dict.fromkeys(row["round"] for row in rows)),
        notes=(*notes, PUBLIC.in_(language)),
        empty=None if rows else nothing.in_(language),
    )
    return framed(cube, language, content=content, indicator=None)


def _decided(cube: Cube, rows: tuple[Fact, ...], *, language: Language) -> str:
    """What was chosen the last time, and for which of it no project is recorded."""
    chosen = [row for row in rows if row["subject"] == CHOSEN and parts(row, "themes")]
    if not chosen:
        return NEVER.in_(language)
    last = chosen[-1]
    decided = say(
        DECIDED, language, round=vocabulary.round_short(cube, last["round"], language),
        themes=join(_themes(cube, last, "themes", language=language), language),
    )  # fmt: skip
    without = [
        _quoted(cube, theme, round=last["round"], language=language)
        for theme in parts(last, "themes")
        if not last.get("project") and not _since(cube, theme, round=last["round"])
    ]
    return say(WITHOUT if without else WITH, language, decided=decided, themes=join(without, language))


def decision_row(cube: Cube, row: Fact, *, language: Language) -> tuple[str, ...]:
    """A decision under `DECISION_HEADER`."""
    return (
        _when(cube, row, "date", language=language),
        vocabulary.word(cube, "decision_subject", row["subject"], language),
        join(_themes(cube, row, "themes", language=language), language) or NOT_RECORDED,
        join(_themes(cube, row, "candidates", language=language), language) or NOT_RECORDED,
        both(row, "reason", language) or NOT_RECORDED,
        "; ".join(_became(cube, row, language=language)) or NOT_RECORDED,
        address(row),
    )


def _became(cube: Cube, row: Fact, *, language: Language) -> list[str]:
    """The project that the decision names; otherwise, per theme, the projects on it that began since."""
    found = projects(cube)
    named = [each for each in found if row.get("project") and each["project"] == row["project"]][:1]
    if named:
        return [chain_in_words(cube, chain(found, each), language) for each in named]
    told: list[str] = []
    for theme in parts(row, "themes"):
        work = [chain_in_words(cube, each, language) for each in _since(cube, theme, round=row["round"])]
        name = _quoted(cube, theme, round=row["round"], language=language)
        told.append(say(ON_THEME, language, theme=name, work="; ".join(work) or NO_PROJECT.in_(language)))
    return told


def _since(cube: Cube, theme: str, *, round: int) -> list[tuple[Fact, ...]]:
    """The projects on a theme of a round that began in that round or later."""
    code = present(cube, theme, round=round)
    return [rows for rows in projects_on(cube, code) if rows[0]["round"] >= round] if code else []


def project_row(cube: Cube, row: Fact, *, language: Language) -> tuple[str, ...]:
    """A project in one round under `PROJECT_HEADER`."""
    title = both(row, "title", language)
    earlier = next((each for each in projects(cube) if row.get("follows") == each["project"]), None)
    where = (
        *(vocabulary.country(each, language) for each in parts(row, "countries")),
        *(vocabulary.material(cube, each, language) for each in parts(row, "material")),
        *parts(row, "partners"),
    )
    reached = row.get("people_reached")
    result = (both(row, "result", language), "" if reached is None else count(int(reached), REACHED, language))
    of = row if row.get("theme") or not earlier else earlier
    theme = of.get("theme")
    return (
        _when(cube, row, "started", "ended", language=language),
        _follows(cube, title, earlier, language=language) if earlier else title,
        present_name(cube, theme, round=of["round"], language=language) if theme else NOT_RECORDED,
        say(STATUS_OF, language, initiative=vocabulary.word(cube, "initiative", row["initiative"], language),
            status=vocabulary.word(cube, STATUS, row["status"], language)),
        ", ".join(where) or NOT_RECORDED,
        "; ".join(filter(None, result)) or NOT_RECORDED,
        address(row),
    )  # fmt: skip


def _follows(cube: Cube, title: str, earlier: Fact, *, language: Language) -> str:
    return say(FOLLOWS, language, title=title, round=vocabulary.round_short(cube, earlier["round"], language))


def _themes(cube: Cube, row: Fact, key: str, *, language: Language) -> list[str]:
    return [_quoted(cube, each, round=row["round"], language=language) for each in parts(row, key)]


def _quoted(cube: Cube, theme: str, *, round: int, language: Language) -> str:
    return f"‘{present_name(cube, theme, round=round, language=language)}’"


def _when(cube: Cube, row: Fact, *days: str, language: Language) -> str:
    """The round of a fact, with its days where they are recorded."""
    told = " – ".join(day(row[each], language) for each in days if row.get(each))
    label = vocabulary.round_label(cube, row["round"], language)
    return f"{label}, {told}" if told else label
