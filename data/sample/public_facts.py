"""The agreement's public facts as rows of a delivery. Nothing here is invented: text and source are published ones.

Every row of `agreement_history.csv` becomes one row: its table where that is one of the five tables of facts, and a
note otherwise (who joined, a first risk analysis, deliverables, a new questionnaire).
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from data.configuration.agreement_loading import SHIPPED

HISTORY = SHIPPED / "metals" / "agreement_history.csv"

Row = dict[str, object]

# What a fact says beside its text, by the first words of the English text. Places, partners and themes stand in it.
DETAILS: dict[str, Row] = {
    "Event on responsible business": {"status": "cancelled", "reason": "COVID-19"},
    "Several events could not": {"status": "cancelled", "reason": "COVID-19"},
    "Contribution to the update": {"step": "identify"},
    "Meeting with members of Eurometaux": {"partners": "Eurometaux"},
    "Knowledge sessions, one of them on risk": {"step": "identify"},
    "Feedback to the International Zinc": {"partners": "International Zinc Association"},
    "Webinar for recycling companies": {"partners": "Metaal Recycling Federatie"},
    "Webinar for members of FME": {"partners": "FME"},
    "OECD Forum on Responsible Mineral Supply Chains (online)": {"place": "online"},
    "The chair presented": {"organiser": "European Resources Forum"},
    "In a plenary session": {"themes": "health_safety;water"},
    "Joint research into": {
        "project": "mijnen-zuid-amerika",
        "theme": "health_safety",
        "countries": "Peru;Bolivia;Colombia",
        "status": "research",
    },
    "Project on working conditions": {
        "project": "secundair-india",
        "theme": "working_conditions",
        "countries": "India",
        "status": "running",
    },
    "Field visit to manganese": {
        "project": "mangaan-zuid-afrika",
        "material": "mangaan",
        "countries": "Zuid-Afrika",
        "status": "done",
    },
    "A number of possible": {"project": "onderzoeken-jaar-5", "status": "idea", "initiative": "collective"},
    "The collective projects": {
        "project": "collectieve-projecten-jaar-4",
        "status": "running",
        "follows": "mijnen-zuid-amerika",
    },
}

# Facts whose table is one of the companies' own: they become notes of this kind.
NOTE_KINDS = {"companies": "event", "risks": "event", "deliverables": "result", "instrument_version": "event"}


def read_history(path: Path = HISTORY) -> list[dict[str, str]]:
    """The public facts: round, working_group, table, kind, fact_nl, fact_en, source."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def facts(number: int) -> dict[str, list[Row]]:
    """The rows of a round per table of facts (activities, projects, decisions, outreach, notes)."""
    tables: dict[str, list[Row]] = {}
    for fact in read_history():
        if int(fact["round"]) != number:
            continue
        table = "notes" if fact["table"] in NOTE_KINDS else fact["table"]
        rows = tables.setdefault(table, [])
        rows.append(_ROWS[table](fact, len(rows) + 1) | dict(_details(fact)))
    return tables


def _details(fact: dict[str, str]) -> Iterator[tuple[str, object]]:
    for words, details in DETAILS.items():
        if fact["fact_en"].startswith(words):
            yield from details.items()


def _shared(fact: dict[str, str]) -> Row:
    return {"round": int(fact["round"]), "working_group": fact["working_group"]}


def _activity(fact: dict[str, str], place: int) -> Row:
    return _shared(fact) | {
        "activity": f"jaar-{fact['round']}-{place:02d}",
        "kind": fact["kind"],
        "title_nl": fact["fact_nl"],
        "title_en": fact["fact_en"],
        "status": "held",
        "source": fact["source"],
        "url": fact["source"],
    }


def _project(fact: dict[str, str], place: int) -> Row:
    return _shared(fact) | {
        "project": f"project-{fact['round']}-{place}",
        "title_nl": fact["fact_nl"],
        "title_en": fact["fact_en"],
        "initiative": fact["kind"],
        "status": "running",
        "source": fact["source"],
    }


def _decision(fact: dict[str, str], place: int) -> Row:
    return {
        "round": int(fact["round"]),
        "subject": fact["kind"],
        "reason_nl": fact["fact_nl"],
        "reason_en": fact["fact_en"],
        "source": fact["source"],
    }


def _outreach(fact: dict[str, str], place: int) -> Row:
    return {
        "round": int(fact["round"]),
        "text_nl": fact["fact_nl"],
        "text_en": fact["fact_en"],
        "source": fact["source"],
    }


def _note(fact: dict[str, str], place: int) -> Row:
    return _shared(fact) | {
        "kind": NOTE_KINDS.get(fact["table"], fact["kind"]),
        "text_nl": fact["fact_nl"],
        "text_en": fact["fact_en"],
        "url": fact["source"],
    }


_ROWS = {
    "activities": _activity,
    "projects": _project,
    "decisions": _decision,
    "outreach": _outreach,
    "notes": _note,
}
