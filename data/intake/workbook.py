"""Workbooks as text: every cell of every sheet, numbers and dates without traces of the spreadsheet that held them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum

from data.intake.container import SAVE_ANEW, UnreadableFileError, scan_workbook
from data.text import Text

WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm", ".ods", ".xls", ".xlsb"})


@dataclass(frozen=True, slots=True)
class SheetText:
    """One sheet: its filled rows with their numbers; lost: (address, what stands there) of cells that read as empty."""

    name: str
    rows: Sequence[tuple[int, Sequence[str]]]
    lost: tuple[tuple[str, str | Text], ...] = ()


def read_workbook(path: Path) -> Iterator[SheetText]:
    """Every sheet of a workbook, charts left out. Raises UnreadableFileError."""
    scans = scan_workbook(path)
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        names = [each.name for each in workbook.sheets_metadata if each.typ == SheetTypeEnum.WorkSheet]
        sheets = [(name, workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)) for name in names]
    except PasswordError as error:
        raise UnreadableFileError(
            Text("een werkmap met een wachtwoord", "a workbook protected by a password"), SAVE_ANEW
        ) from error
    except CalamineError as error:
        raise UnreadableFileError(Text("een beschadigde werkmap", "a damaged workbook"), SAVE_ANEW) from error
    for name, rows in sheets:
        lost = tuple(scans[name].lost) if name in scans else ()
        filled = ((number, row) for number, row in enumerate(rows, start=1) if any(value != "" for value in row))
        yield SheetText(name, [(number, [cell_text(value) for value in row]) for number, row in filled], lost)


def cell_text(value: str | float | bool | date | datetime | time | timedelta) -> str:
    """A cell's value as a person would type it: 3.0 is "3", a date is ISO, true is "true".

    A spreadsheet holds 15 digits of a number; what it stores beyond them (0.1 + 0.2) is dropped. A number with
    exactly three decimals gets a fourth, so that it never looks like thousands.
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _number_text(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    return value.isoformat() if isinstance(value, date) else str(value)


def _number_text(value: float) -> str:
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    text = format(Decimal(format(value, ".15g")), "f")
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals}0" if len(decimals) == 3 else text
