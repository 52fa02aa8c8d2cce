"""What happened in a year, and in all years: facts without companies' answers, per round and working group."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.fact import both, parts
from analytics.text import Language, Text, count, day, join, number, say
from data.cube import Cube

Sort = Literal["activity", "project", "decision", "outreach", "note"]

PRESENT = (Text(nl="bedrijf aanwezig", en="company present"), Text(nl="bedrijven aanwezig", en="companies present"))
OUTSIDERS = (
    Text(nl="buitenstaander bereikt", en="outsider reached"),
    Text(nl="buitenstaanders bereikt", en="outsiders reached"),
)
REACHED = (Text(nl="persoon bereikt", en="person reached"), Text(nl="personen bereikt", en="people reached"))
PERIOD = Text(nl="{start} tot en met {end}", en="{start} to {end}")
CHOSEN = Text(nl="gekozen: {themes}", en="chosen: {themes}")
BESIDE = {
    "organiser": Text(nl="georganiseerd door {value}", en="organised by {value}"),
    "partners": Text(nl="met {value}", en="with {value}"),
    "place": Text(nl="plaats: {value}", en="place: {value}"),
    "reason": Text(nl="reden: {value}", en="reason: {value}"),
}
OUTREACH = {
    "companies_listed": Text(nl="{n} op de lijst", en="{n} listed"),
    "approached": Text(nl="{n} benaderd", en="{n} approached"),
    "in_talks": Text(nl="{n} in gesprek", en="{n} in talks"),
    "joined": Text(nl="{n} toegetreden", en="{n} joined"),
    "declined": Text(nl="{n} zagen ervan af", en="{n} declined"),
}
OUTREACH_TITLE = Text(nl="werving van bedrijven", en="recruiting companies")
GENERAL = "general"


@dataclass(frozen=True, slots=True)
class Entry:
    """One fact. kind: what it is, in words; details: short facts; url: where its public source is, or empty."""

    sort: Sort
    kind: str
    title: str
    when: str
    details: tuple[str, ...]
    status: str
    url: str
    source: str
    theme: str


@dataclass(frozen=True, slots=True)
class GroupYear:
    """The facts of one working group in one round; notes hold context and lessons."""

    group: str
    name: str
    activities: tuple[Entry, ...]
    projects: tuple[Entry, ...]
    decisions: tuple[Entry, ...]
    notes: tuple[Entry, ...]

    @property
    def entries(self) -> tuple[Entry, ...]:
        """Everything, in the order of reading."""
        return (*self.decisions, *self.activities, *self.projects, *self.notes)


@dataclass(frozen=True, slots=True)
class Year:
    """One round: its label and period in words, its note and its working groups (also those without facts)."""

    round: int
    label: str
    period: str
    note: str
    groups: tuple[GroupYear, ...]


def year(cube: Cube, language: Language, *, round: int) -> Year:
    """Everything that happened in one round. Decisions of the plenary stand under collective action."""
    found = cube.agreement.round(round)
    groups = tuple(
        _group(cube, language, round=round, code=each.code, name=each.name.in_(language))
        for each in cube.agreement.working_groups
    )
    period = say(PERIOD, language, start=day(found.start, language), end=day(found.end, language))
    return Year(round, found.label.in_(language), period, found.note.in_(language) if found.note else "", groups)


def matrix(cube: Cube, language: Language) -> tuple[Year, ...]:
    """All rounds x working groups: the agreement's own multi-year overview."""
    return tuple(year(cube, language, round=each) for each in rounds(cube))


def latest_with_facts(cube: Cube) -> int | None:
    """The latest round of the edition of which anything is recorded; None where nothing is."""
    recorded = {row["round"] for table in cube.facts for row in cube.fact_rows(table)}
    return max(recorded.intersection(rounds(cube)), default=None)


def _group(cube: Cube, language: Language, *, round: int, code: str, name: str) -> GroupYear:
    def of(table: str) -> list[Mapping[str, Any]]:
        rows = cube.fact_rows(table, round=round)
        return [row for row in rows if _home(row, table, cube=cube) == code]

    def ordered(entries: list[Entry]) -> tuple[Entry, ...]:
        return tuple(entries)

    activities = sorted(of("activity"), key=lambda row: (row.get("date") is None, row.get("date") or date.max))
    return GroupYear(
        group=code,
        name=name,
        activities=ordered([_activity(cube, row, language=language) for row in activities]),
        projects=ordered([_project(cube, row, language=language) for row in of("project")]),
        decisions=ordered([_decision(cube, row, language=language) for row in of("decision")]),
        notes=ordered(
            [_outreach(row, language=language) for row in of("outreach")]
            + [_note(cube, row, language=language) for row in of("note")]
        ),
    )


def _home(row: Mapping[str, Any], table: str, *, cube: Cube) -> str:
    """The working group of a fact: decisions are the plenary's (collective action), outreach is general."""
    known = {each.code for each in cube.agreement.working_groups}
    home = {"decision": "collective_action", "outreach": GENERAL}.get(table) or row.get("working_group")
    return home if home in known else cube.agreement.working_groups[-1].code


def _activity(cube: Cube, row: Mapping[str, Any], *, language: Language) -> Entry:
    details = [
        *_amount(row, "companies_present", PRESENT, language=language),
        *_amount(row, "outsiders_reached", OUTSIDERS, language=language),
        *(say(text, language, value=join(parts(row, key), language)) for key, text in BESIDE.items() if row.get(key)),
    ]
    held = row["status"] == "held"
    return _entry(
        cube, "activity", row, language=language, kind=vocabulary.word(cube, "activity_kind", row["kind"], language),
        title=both(row, "title", language), when=_when(row, "date", "ended", language=language), details=details,
        status="" if held else vocabulary.word(cube, "activity_status", row["status"], language),
    )  # fmt: skip


def _project(cube: Cube, row: Mapping[str, Any], *, language: Language) -> Entry:
    named = (
        [vocabulary.material(cube, each, language) for each in parts(row, "material")],
        [vocabulary.country(each, language) for each in parts(row, "countries")],
        parts(row, "partners"),
    )
    result = both(row, "result", language)
    details = [
        *([result] if result else []),
        *_amount(row, "people_reached", REACHED, language=language),
        *(", ".join(each) for each in named if each),
    ]
    return _entry(
        cube, "project", row, language=language, kind=vocabulary.word(cube, "initiative", row["initiative"], language),
        title=both(row, "title", language), when=_when(row, "started", "ended", language=language), details=details,
        status=vocabulary.word(cube, "project_status", row["status"], language),
    )  # fmt: skip


def _decision(cube: Cube, row: Mapping[str, Any], *, language: Language) -> Entry:
    themes = join((vocabulary.theme(cube, each, language) for each in parts(row, "themes")), language)
    return _entry(
        cube, "decision", row, language=language,
        kind=vocabulary.word(cube, "decision_subject", row["subject"], language),
        title=both(row, "reason", language), when=_when(row, "date", None, language=language),
        details=[say(CHOSEN, language, themes=themes)] if themes else [],
    )  # fmt: skip


def _outreach(row: Mapping[str, Any], *, language: Language) -> Entry:
    given = {key: row[key] for key in OUTREACH if row.get(key) is not None}
    counts = [say(OUTREACH[key], language, n=number(value, language)) for key, value in given.items()]
    text = both(row, "text", language)
    source = str(row.get("source") or "")
    url = source if source.startswith("https://") else ""
    details = tuple(counts if text else ())
    title = text or join(counts, language)
    return Entry("outreach", OUTREACH_TITLE.in_(language), title, "", details, "", url, source, "")


def _note(cube: Cube, row: Mapping[str, Any], *, language: Language) -> Entry:
    return _entry(cube, "note", row, language=language, kind=vocabulary.word(cube, "note_kind", row["kind"], language),
                  title=both(row, "text", language), when="", details=[])  # fmt: skip


def _entry(
    cube: Cube, sort: Sort, row: Mapping[str, Any], *, language: Language, kind: str, title: str, when: str,
    details: list[str], status: str = "",
) -> Entry:  # fmt: skip
    theme = vocabulary.theme(cube, row["theme"], language) if row.get("theme") else ""
    source = str(row.get("source") or "")
    url = str(row.get("url") or (source if source.startswith("https://") else ""))
    return Entry(sort, kind, title, when, tuple(details), status, url, source, theme)


def _when(row: Mapping[str, Any], start: str, end: str | None, *, language: Language) -> str:
    days = [day(row[key], language) for key in (start, end) if key and row.get(key)]
    return " – ".join(days)


def _amount(row: Mapping[str, Any], key: str, noun: tuple[Text, Text], *, language: Language) -> list[str]:
    return [count(int(row[key]), noun, language)] if row.get(key) is not None else []
