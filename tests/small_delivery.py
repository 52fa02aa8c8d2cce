"""A small valid delivery of invented companies as rows of text, and the forms in which it may arrive."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from openpyxl import Workbook

from data.configuration.agreement import Agreement
from data.configuration.agreement_loading import find_agreement, load_agreement
from data.configuration.contract import tables
from data.intake.delivery import Delivery, DeliveryRefused, read_delivery

ROUND = 3
NORTH, SOUTH, EAST = "Voorbeeld Gieterij Noord B.V.", "Verzonnen Koperhandel Zuid", "Bedachte Schroothoop Oost N.V."

Cell = object
Sheets = dict[str, list[dict[str, Cell]]]


def metals() -> Agreement:
    return load_agreement(find_agreement("metals"))


METALS = metals()
QUESTIONS = METALS.questions_of(METALS.round(ROUND).instrument_version)
FOR_ALL = [question for question in QUESTIONS if not question.segments]
FIRST, SECOND = FOR_ALL[0].id, FOR_ALL[1].id
MAXIMUM = FOR_ALL[0].maximum
NOT_FOR_RECYCLERS = next(q for q in QUESTIONS if q.segments and "recycling" not in q.segments)
THEME = METALS.themes_of(METALS.round(ROUND).theme_list)[0]


def sheets() -> Sheets:
    """A fresh valid delivery: change a cell and it is no longer valid."""
    company = {"joined": "2019-07-01", "left": "", "secondary": "no", "size_class": "fte_26_250", "aliases": ""}
    return {
        "companies": [
            {"company": NORTH, **company, "segment": "primary", "aliases": "Gieterij Noord; VGN"},
            {"company": SOUTH, **company, "segment": "wholesale"},
            {"company": EAST, **company, "segment": "recycling", "secondary": "supplies"},
        ],
        "assessments": [
            {"company": name, "assessor": "self", "instrument_version": "v3", "submitted_on": "2022-04-01"}
            for name in (NORTH, SOUTH, EAST)
        ],
        "answers": [
            {"company": name, "question": question, "assessor": "self", "value": value}
            for name in (NORTH, SOUTH, EAST)
            for question, value in ((FIRST, "1"), (SECOND, "2,5"))
        ],
        "risks": [
            {
                "company": NORTH, "theme": THEME.code, "material": "koper", "country": "Peru", "severity": "4",
                "likelihood": "2", "relation": "linked", "prioritised": "ja",
            }
        ],
        "actions": [
            {
                "action": "A-1", "company": SOUTH, "step": "act", "theme": THEME.code, "due": "2022-12-31",
                "status": "in_progress", "completed_on": "", "partner": "=SUM(A1)", "support_wanted": "",
            }
        ],
        "deliverables": [
            {
                "company": NORTH, "deliverable": "mat", "expected": "yes", "completed_on": "", "waived_reason": "",
                "submitted_on": "2022-04-01",
            }
        ],
        "activities": [
            {
                "activity": "W-1", "round": "", "date": "2022-03-01", "ended": "", "kind": "webinar",
                "working_group": "general", "step": "", "theme": "", "title_nl": "=1+1 over water",
                "title_en": "@water", "companies_present": "1.200", "outsiders_reached": "", "status": "held",
                "url": "https://example.org/a",
            }
        ],
        "notes": [
            {"round": "3", "working_group": "general", "kind": "lesson", "text_nl": "-les", "text_en": "+lesson",
             "url": ""},
        ],
    }  # fmt: skip


def as_workbook(rows: Mapping[str, Sequence[Mapping[str, Cell]]], path: Path) -> Path:
    """One workbook; texts are written as texts, never as formulas."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet, filled in rows.items():
        page = book.create_sheet(sheet)
        header = list(filled[0]) if filled else []
        page.append(header)
        for number, row in enumerate(filled, start=2):
            for position, code in enumerate(header, start=1):
                cell = page.cell(number, position, row[code] if row[code] != "" else None)
                if isinstance(row[code], str):
                    cell.data_type = "s"
    book.save(path)
    return path


def as_csv(
    rows: Mapping[str, Sequence[Mapping[str, Cell]]], folder: Path, *, delimiter: str = ";", encoding: str = "utf-8-sig"
) -> Path:
    folder.mkdir(exist_ok=True)
    for sheet, filled in rows.items():
        with (folder / f"{sheet}.csv").open("w", encoding=encoding, newline="") as file:
            writer = csv.DictWriter(file, list(filled[0]), delimiter=delimiter)
            writer.writeheader()
            writer.writerows(filled)
    return folder


def as_parquet(rows: Mapping[str, Sequence[Mapping[str, Cell]]], folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for sheet, filled in rows.items():
        pq.write_table(pa.Table.from_pylist([dict(row) for row in filled]), folder / f"{sheet}.parquet")
    return folder


def wide(rows: Sheets) -> Sheets:
    """The same delivery with a row of answers per company."""
    by_company: dict[tuple[Cell, Cell], dict[str, Cell]] = {}
    for row in rows["answers"]:
        line = by_company.setdefault((row["company"], row["assessor"]), {"company": row["company"]})
        line[str(row["question"])] = row["value"]
    return rows | {"answers": list(by_company.values())}


def read(source: Path, **options: object) -> Delivery:
    return read_delivery(source, METALS, ROUND, **options)  # type: ignore[arg-type]


def refused(source: Path, **options: object) -> str:
    """The report of a delivery that must be refused."""
    with pytest.raises(DeliveryRefused) as caught:
        read(source, **options)
    return str(caught.value)


def plain(delivery: Delivery) -> dict[str, list[dict[str, object]]]:
    """The delivery as sorted rows, to compare two deliveries value by value."""
    return {
        name: sorted(table.to_pylist(), key=lambda row: repr(sorted(row.items())))
        for name, table in delivery.tables.items()
    }


def all_columns(rows: Sheets) -> Sheets:
    """Every row with every column of its table."""
    return {
        sheet: [{column.code: row.get(column.code, "") for column in tables()[sheet].columns} for row in filled]
        for sheet, filled in rows.items()
    }
