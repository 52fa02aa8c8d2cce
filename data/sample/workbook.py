"""Sheets of cells and the workbooks that hold them: written with openpyxl, read back for comparison."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from data.intake.invented import INVENTED

Cell = str | int | date | None

EXPLANATION = "uitleg"
DATE_FORMAT = "dd-mm-yyyy"
# A fixed moment, so that a workbook written again is the same.
WRITTEN_ON = datetime(2026, 1, 1)
WIDEST = 60


@dataclass(frozen=True)
class Sheet:
    """One sheet; the first row is the header. Every row is as long as the header; None is an empty cell."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Book:
    """One delivery as a workbook. `title` and `subject` go into the document's properties."""

    round: int
    file: str
    title: str
    subject: str
    sheets: tuple[Sheet, ...]


def write(book: Book, path: Path) -> None:
    """Write a workbook: frozen header, dates as Excel dates, the explanation wrapped."""
    workbook = Workbook()
    for empty in workbook.worksheets:
        workbook.remove(empty)
    for sheet in book.sheets:
        page = workbook.create_sheet(sheet.name)
        for row in sheet.rows:
            page.append(row)
        explains = sheet.name == EXPLANATION
        for place, column in enumerate(page.columns, start=1):
            longest = max(len(str(cell.value or "")) for cell in column)
            page.column_dimensions[get_column_letter(place)].width = min(WIDEST, longest + 2)
            for cell in column:
                if isinstance(cell.value, date):
                    cell.number_format = DATE_FORMAT
                if explains:
                    cell.alignment = Alignment(wrap_text=True, vertical="top")
        for cell in page[1]:
            cell.font = Font(bold=True)
        if not explains:
            page.freeze_panes = "B2"
    properties = workbook.properties
    properties.title, properties.subject, properties.keywords = book.title, book.subject, INVENTED
    properties.description = book.subject
    properties.creator = properties.lastModifiedBy = "Ketenspiegel"
    properties.created = properties.modified = WRITTEN_ON
    workbook.save(path)


def read(path: Path) -> tuple[Sheet, ...]:
    """The sheets of a workbook as cells; a date comes back as a date."""
    workbook = load_workbook(path)
    return tuple(
        Sheet(page.title, tuple(tuple(_plain(value) for value in row) for row in page.iter_rows(values_only=True)))
        for page in workbook.worksheets
    )


def _plain(value: object) -> Cell:
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, str | int | date):
        return value
    raise TypeError(f"A sample workbook holds texts, whole numbers and dates, not {value!r}.")
