"""Reading a delivery as text: every sheet or file becomes a relation with row numbers, nothing is interpreted."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from data.faults import DeliveryRefused, Fault
from data.intake.container import WORKBOOK, UnreadableFileError
from data.intake.flatfile import CSV_SUFFIXES, PARQUET_SUFFIXES, load_csv, load_parquet, load_rows
from data.intake.invented import says_invented
from data.intake.workbook import WORKBOOK_SUFFIXES, read_workbook
from data.text import Text

TITLE_ROWS = 15  # a header may stand below a title and some explanation, but not further down
READ = WORKBOOK_SUFFIXES | CSV_SUFFIXES | PARQUET_SUFFIXES
_EXCEL_OPEN = "~$"  # how the file begins that Excel puts beside a workbook while it is open
_TEMPORARY = (_EXCEL_OPEN, ".")  # what Excel and macOS leave in a folder
_READABLE = Text(
    "een werkmap (.xlsx, .xlsm, .ods), CSV- of Parquet-bestand", "a workbook (.xlsx, .xlsm, .ods), CSV or Parquet file"
)
_INVENTED_WORKBOOK = Text(
    "een werkmap die zelf zegt dat haar antwoorden verzonnen zijn",
    "a workbook that itself says that its answers are invented",
)
_REAL_ANSWERS = Text(
    "echte antwoorden, want een thuismap bevat nooit beide; oefenen kan in een eigen thuismap (init --invented)",
    "real answers, because a home never holds both; to practise, make a home of its own (init --invented)",
)


@dataclass(frozen=True, slots=True)
class RawSheet:
    """One sheet or file as text, not interpreted.

    number: its place in the delivery; relation: in DuckDB, with row_number (as a spreadsheet shows it) and c1, c2, ...
    (text, null or ''); top: the first rows as (row_number, cells), among them the header; lost: cells that would read
    as empty; file: the workbook, where there are several.
    """

    number: int
    file: str
    name: str
    relation: str
    width: int
    top: tuple[tuple[int, tuple[str, ...]], ...]
    lost: tuple[tuple[str, str | Text], ...] = ()


def read_source(con: duckdb.DuckDBPyConnection, source: Path) -> list[RawSheet]:
    """Every sheet of a workbook, a file, or a folder of files. Raises DeliveryRefused with every unreadable file."""
    files = _files(source)
    sheets: list[RawSheet] = []
    faults: list[Fault] = []
    workbooks = [path for path in files if path.suffix.lower() in WORKBOOK_SUFFIXES]
    if copies := list(_copies(workbooks)):
        raise DeliveryRefused(source.name, copies)
    several = len(workbooks) > 1
    for path in files:
        try:
            sheets += _sheets_of(con, path, several=several, first=len(sheets))
        except UnreadableFileError as error:
            faults.append(error.fault(path.name))
    if faults:
        raise DeliveryRefused(source.name, faults)
    return sheets


def refuse_unreadable(source: Path) -> None:
    """Raises DeliveryRefused where there is no such file or folder, or nothing in it that a delivery may be."""
    faults = [_of_another_kind(path).fault(path.name) for path in _files(source) if path.suffix.lower() not in READ]
    if faults:
        raise DeliveryRefused(source.name, faults)


def refuse_invented(source: Path) -> None:
    """Raises DeliveryRefused with every workbook of the source that says that its answers are invented."""
    invented = [path for path in _files(source) if path.suffix.lower() in WORKBOOK_SUFFIXES and says_invented(path)]
    faults = [Fault(path.name, "", _INVENTED_WORKBOOK, _REAL_ANSWERS, kind="file") for path in invented]
    if faults:
        raise DeliveryRefused(source.name, faults)


def _files(source: Path) -> list[Path]:
    if not source.exists():
        raise DeliveryRefused(source.name, [Fault(source.name, "", None, _READABLE, kind="file")])
    if source.name.startswith(_EXCEL_OPEN):
        found = Text("het hulpbestand van een werkboek dat in Excel open is", "what Excel keeps of an open workbook")
        itself = source.name.removeprefix(_EXCEL_OPEN)
        expected = Text(f"het werkboek zelf, {itself}, bewaard", f"the workbook itself, {itself}, saved")
        raise DeliveryRefused(source.name, [Fault(source.name, "", found, expected, kind="file")])
    if source.is_file():
        return [source]
    files = sorted(
        path
        for path in source.iterdir()
        if path.is_file() and path.suffix.lower() in READ and not path.name.startswith(_TEMPORARY)
    )
    if not files:
        found = Text("een map zonder zulke bestanden", "a folder without such files")
        raise DeliveryRefused(source.name, [Fault(source.name, "", found, _READABLE, kind="file")])
    return files


def _copies(workbooks: Sequence[Path]) -> Iterable[Fault]:
    """A fault for every workbook that is another one of the folder, byte for byte."""
    first_with: dict[bytes, Path] = {}
    for path in workbooks:
        with path.open("rb") as file:
            first = first_with.setdefault(hashlib.file_digest(file, "sha256").digest(), path)
        if first is not path:
            found = Text(f"een kopie van {first.name}", f"a copy of {first.name}")
            yield Fault(path.name, "", found, Text("elk werkboek eenmaal", "each workbook once"), kind="file")


def _sheets_of(con: duckdb.DuckDBPyConnection, path: Path, *, several: bool, first: int) -> Iterator[RawSheet]:
    suffix = path.suffix.lower()
    relation = f"raw_{first}"
    if suffix in CSV_SUFFIXES:
        width = load_csv(con, path, relation)
        yield RawSheet(first, "", path.stem, relation, width, _top(con, relation))
    elif suffix in PARQUET_SUFFIXES:
        names = load_parquet(con, path, relation)
        yield RawSheet(first, "", path.stem, relation, len(names), ((1, names),))
    elif suffix in WORKBOOK_SUFFIXES:
        for number, sheet in enumerate(read_workbook(path), start=first):
            relation = f"raw_{number}"
            width = load_rows(con, sheet.rows, relation)
            file = path.name if several else ""
            yield RawSheet(number, file, sheet.name, relation, width, _top(con, relation), sheet.lost)
    else:
        raise _of_another_kind(path)


def _of_another_kind(path: Path) -> UnreadableFileError:
    end = path.suffix.lower()
    return UnreadableFileError(Text(f"een bestand dat eindigt op {end!r}", f"a file that ends in {end!r}"), _READABLE)


def _top(con: duckdb.DuckDBPyConnection, relation: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The first rows that are not empty."""
    rows = con.execute(f"select * from {relation} limit ?", [4 * TITLE_ROWS]).fetchall()  # noqa: S608
    filled = ((row[0], tuple(cell or "" for cell in row[1:])) for row in rows)
    return tuple(row for row in filled if any(cell.strip() for cell in row[1]))[:TITLE_ROWS]


__all__ = ["WORKBOOK", "RawSheet", "read_source"]
