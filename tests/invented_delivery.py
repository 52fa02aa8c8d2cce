"""Small typed deliveries for the tests of custody, as the checks hand them over: invented names, known rows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from data.custody.pseudonym import normalise
from data.intake.delivery import Delivery

NORTH, SOUTH, EAST = "Voorbeeld Gieterij Noord B.V.", "Verzonnen Koperhandel Zuid", "Bedachte Schroothoop Oost N.V."
COMPANIES = (NORTH, SOUTH, EAST)
QUESTIONS = ("1.1", "1.2", "2.1")


def delivery_of(tables: Mapping[str, Sequence[Mapping[str, Any]] | pa.Table], *, round: int = 3) -> Delivery:
    """A delivery of these rows, as if the checks had accepted it."""
    made = {
        name: rows if isinstance(rows, pa.Table) else pa.Table.from_pylist(list(rows)) for name, rows in tables.items()
    }
    aliases = {row["company"]: row["aliases"] for row in made["company"].to_pylist()} if "company" in made else {}
    tables_with_names = [made["company"]] if "company" in made else made.values()
    names = {
        name for table in tables_with_names if "company" in table.column_names for name in table["company"].to_pylist()
    }
    spellings = {name: list(dict.fromkeys(map(normalise, (name, *aliases.get(name, []))))) for name in sorted(names)}
    return Delivery(round, "v3", made, {name: table.num_rows for name, table in made.items()}, spellings)


def scores(
    companies: Iterable[str] = COMPANIES,
    *,
    round: int = 3,
    aliases: Mapping[str, list[str]] | None = None,
    points: int = 2,
    **extra: Sequence[Mapping[str, Any]],
) -> Delivery:
    """A delivery with companies, assessments, answers (all of them `points`) and deliverables."""
    names = list(companies)
    return delivery_of(
        {
            "company": [company_row(name, aliases=(aliases or {}).get(name, [])) for name in names],
            "assessment": [
                {"company": n, "assessor": "self", "instrument_version": "v3", "submitted_on": date(2022, 5, 1)}
                for n in names
            ],
            "answer": [answer_row(name, question, points) for name in names for question in QUESTIONS],
            "deliverable": [{"company": name, "deliverable": "mat", "expected": True} for name in names],
            **extra,
        },
        round=round,
    )


def company_row(name: str, *, aliases: Sequence[str] = ()) -> dict[str, Any]:
    """One row of the companies sheet."""
    return {
        "company": name, "joined": date(2019, 7, 1), "left": None, "segment": "primary", "secondary": "no",
        "size_class": "fte_26_250", "aliases": list(aliases),
    }  # fmt: skip


def answer_row(company: str, question: str, points: int | None) -> dict[str, Any]:
    """One answer in whole points; None is unanswered."""
    state = "unanswered" if points is None else "answered"
    value = None if points is None else points * 1_000_000
    return {"company": company, "question": question, "assessor": "self", "state": state, "value_micro": value}


def note_row(text: str, *, round: int = 3) -> dict[str, Any]:
    """One note in both languages."""
    return {"round": round, "working_group": "general", "kind": "context", "text_nl": text, "text_en": text}


def many_answers(companies: int, *, questions: int = 100, points: int = 40) -> dict[str, pa.Table]:
    """Companies with assessments and answers in bulk: companies x questions rows."""
    with duckdb.connect() as con:
        con.execute(
            "create table name as select 'Verzonnen bedrijf ' || i as company from range(?) as t(i)", [companies]
        )
        return {
            table: con.sql(statement, params=parameters).to_arrow_table()
            for table, statement, parameters in (
                (
                    "company",
                    "select company, date '2019-07-01' as joined, null::date as left, 'primary' as segment, "
                    "'no' as secondary, 'fte_26_250' as size_class, []::text[] as aliases from name",
                    [],
                ),
                (
                    "assessment",
                    "select company, 'self' as assessor, 'v3' as instrument_version, date '2022-05-01' as submitted_on "
                    "from name",
                    [],
                ),
                (
                    "answer",
                    "select company, 'q' || q as question, 'self' as assessor, 'answered' as state, "
                    "?::bigint * 1000000 as value_micro from name, range(?) as t(q)",
                    [points, questions],
                ),
            )
        }
