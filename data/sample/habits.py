"""How the sample's workbooks are written: Dutch headers and dates as text in one, other spellings of names in some."""

from datetime import date

from data.configuration.contract import Table
from data.sample.members import Company
from data.sample.workbook import Cell

# The workbook of this round has Dutch sheet names and headers, and its dates are texts such as 30-06-2023.
DUTCH_ROUND = 4

# Names as people type them: (round, table, company) -> spelling.
SPELLINGS = {
    (2, "answers", "f2"): "VOORBEELD WALSERIJ DELTA NV ",
    (3, "answers", "f1"): "voorbeeld gieterij noord bv",
    (3, "deliverables", "f1"): "Voorbeeld Gieterij Noord",
    (4, "deliverables", "f7"): "Voorbeeld Legeringen West B.V.",  # the name before it was renamed
    (5, "answers", "f7"): "Voorbeeld Legeringen West",
    (5, "risks", "r1"): "Voorbeeld-Schrootverwerking Haven b.v.",
    (6, "actions", "f3"): "Voorbeeld Smelterij Kust",
}


def sheet_name(table: Table, number: int) -> str:
    """The name of a table's sheet in a round's workbook."""
    return table.name.nl if number == DUTCH_ROUND else table.sheet


def header(table: Table, column: str, number: int) -> str:
    """The header of a column in a round's workbook."""
    return table.column(column).name.nl if number == DUTCH_ROUND else column


def spelled(company: Company, table: str, number: int) -> str:
    """A company's name as it stands in one sheet of a round's workbook."""
    return SPELLINGS.get((number, table, company.code), company.written(number))


def cell(value: object, number: int) -> Cell:
    """A value as it is typed: yes and no in Dutch, nothing for an empty text."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y") if number == DUTCH_ROUND else value
    if isinstance(value, str | int):
        return value
    raise TypeError(f"A sample workbook holds texts, whole numbers and dates, not {value!r}.")
