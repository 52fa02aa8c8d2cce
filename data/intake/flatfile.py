"""CSV and Parquet files as text relations in DuckDB: whatever Dutch Excel wrote, and a million rows in a moment."""

import codecs
import csv
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path

import duckdb
import pyarrow as pa

from data.intake.container import UnreadableFileError
from data.text import Text

CSV_SUFFIXES = frozenset({".csv", ".tsv", ".txt"})
PARQUET_SUFFIXES = frozenset({".parquet", ".pq"})

CAREFUL_BYTES = 4 * 1024 * 1024  # below it Python's reader is fast enough, and it forgives more than DuckDB's
WIDEST = 2_000
_DELIMITERS = (";", ",", "\t", "|")
_CHUNK = 1 << 22
_BLANK_LINE = re.compile(rb"\r\n\r\n|\r\r")
_ADVICE = Text(
    "een CSV-bestand: tekst met ; of , tussen de kolommen", "a CSV file: text with ; or , between the columns"
)


def load_csv(con: duckdb.DuckDBPyConnection, path: Path, relation: str) -> int:
    """Make the relation (row_number, c1, c2, ...) from a CSV file, the header as its first row; gives its width.

    row_number counts as a spreadsheet does that opens the file: empty lines count, Excel's "sep=;" does not.
    Encodings: UTF-8 (with or without BOM), UTF-16, Windows-1252. Raises UnreadableFileError.
    """
    if not path.stat().st_size:
        raise UnreadableFileError(Text("een leeg bestand", "an empty file"), _ADVICE)
    with _as_utf8(path) as (file, careful):
        first, skip = _first_line(file)
        delimiter = max(_DELIMITERS, key=first.count)
        if not careful:
            width = len(next(csv.reader([first], delimiter=delimiter), []))
            if _load_fast(con, file, relation, delimiter=delimiter, width=width, skip=skip):
                return width
        return _load_careful(con, file, relation, delimiter=delimiter, skip=skip)


def load_parquet(con: duckdb.DuckDBPyConnection, path: Path, relation: str) -> tuple[str, ...]:
    """Make the relation (row_number, c1, c2, ...) over a Parquet file; gives the names of its columns.

    The names count as row 1, so the first row of data is row 2. Raises UnreadableFileError.
    """
    if not path.stat().st_size:
        raise UnreadableFileError(
            Text("een leeg bestand", "an empty file"), Text("een Parquet-bestand", "a Parquet file")
        )
    try:
        rows = con.read_parquet(str(path), file_row_number=True)
    except duckdb.Error as error:
        raise UnreadableFileError(
            Text("een beschadigd Parquet-bestand", "a damaged Parquet file"),
            Text("een Parquet-bestand", "a Parquet file"),
        ) from error
    names = tuple(rows.columns[:-1])
    positions = ", ".join(f"c{n}" for n in range(1, len(names) + 1))
    as_text = ", ".join(f"c{n}::varchar as c{n}" for n in range(1, len(names) + 1))
    source = f"{relation}_file"
    rows.create_view(source)
    # Only names of our own making stand in the statement; the file's columns are taken by position.
    con.execute(
        f"create view {relation} as select file_row_number + 2 as row_number, {as_text} "  # noqa: S608
        f"from {source} as t({positions}, file_row_number)"
    )
    return names


@contextmanager
def _as_utf8(path: Path) -> Iterator[tuple[Path, bool]]:
    """The file itself if it is UTF-8, otherwise a copy in memory that is; and whether it needs the careful reader."""
    careful = path.stat().st_size < CAREFUL_BYTES
    encoding, blank_lines = _encoding(path)
    if encoding == "utf-8":
        yield path, careful or blank_lines
        return
    with (
        os.fdopen(os.memfd_create("copy"), "w", encoding="utf-8", newline="") as new,  # names never go to a disk
        path.open(encoding=encoding, newline="") as old,
    ):
        while text := old.read(_CHUNK):
            new.write(text)
        new.flush()
        yield Path(f"/proc/self/fd/{new.fileno()}"), careful or blank_lines


def _encoding(path: Path) -> tuple[str, bool]:
    """The encoding of a CSV file, and whether it holds empty lines. Raises UnreadableFileError if it is not text."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    encoding, blank_lines = "utf-8", False
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            if chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) and file.tell() == len(chunk):
                return "utf-16", True
            if b"\x00" in chunk:
                raise UnreadableFileError(Text("een bestand dat geen tekst is", "a file that is not text"), _ADVICE)
            blank_lines = blank_lines or b"\n\n" in chunk or (b"\r" in chunk and _BLANK_LINE.search(chunk) is not None)
            if encoding == "utf-8" and not (chunk.isascii() and decoder.getstate()[0] == b""):
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    encoding = "cp1252"
    if encoding == "cp1252":
        try:
            with path.open(encoding=encoding) as text:
                while text.read(_CHUNK):
                    pass
        except UnicodeDecodeError as error:
            raise UnreadableFileError(
                Text("tekens in een onbekende codering", "characters in an unknown encoding"),
                Text("UTF-8 of Windows-1252", "UTF-8 or Windows-1252"),
            ) from error
    return encoding, blank_lines


def _first_line(path: Path) -> tuple[str, int]:
    """The first line that is not Excel's "sep=;", and how many lines came before it."""
    with path.open(encoding="utf-8-sig", newline=None) as lines:
        first = lines.readline()
        if first.lower().startswith("sep=") and len(first.strip()) <= 5:
            return lines.readline().rstrip("\n"), 1
        return first.rstrip("\n"), 0


def _load_fast(
    con: duckdb.DuckDBPyConnection, path: Path, relation: str, *, delimiter: str, width: int, skip: int
) -> bool:
    """DuckDB's own reader, for a large file whose rows all have the header's width; False where they do not."""
    columns = {f"c{n}": "varchar" for n in range(1, width + 1)}
    try:
        rows = con.read_csv(
            str(path), columns=columns, sep=delimiter, header=False, quotechar='"', escapechar='"', skiprows=skip,
            auto_detect=False,
        )  # fmt: skip
        rows.create(f"{relation}_file")
    except duckdb.Error:
        return False
    con.execute(
        f"create view {relation} as select rowid + 1 as row_number, * from {relation}_file"  # noqa: S608
    )
    return True


def _load_careful(con: duckdb.DuckDBPyConnection, path: Path, relation: str, *, delimiter: str, skip: int) -> int:
    """Python's reader: rows of any width, empty lines counted."""
    csv.field_size_limit(1 << 24)
    with path.open(encoding="utf-8-sig", newline="") as file:
        lines = csv.reader(file, delimiter=delimiter, strict=True)
        try:
            rows = list(lines)[skip:]
        except csv.Error as error:
            place = f"{lines.line_num}"
            raise UnreadableFileError(
                Text(
                    f"een aanhalingsteken dat niet sluit, tot regel {place}",
                    f"a quote that is not closed, up to line {place}",
                ),
                _ADVICE,
            ) from error
    if max(map(len, rows), default=0) > WIDEST:
        raise UnreadableFileError(
            Text("een rij met duizenden kolommen", "a row with thousands of columns"),
            Text(f"hoogstens {WIDEST} kolommen", f"at most {WIDEST} columns"),
        )
    numbered = [(number, row) for number, row in enumerate(rows, start=1) if any(row)]
    return load_rows(con, numbered, relation)


def load_rows(con: duckdb.DuckDBPyConnection, rows: Sequence[tuple[int, Sequence[str]]], relation: str) -> int:
    """Make the relation (row_number, c1, c2, ...) from numbered rows of text; gives its width (at least one column)."""
    columns = [pa.array(column, pa.string()) for column in zip_longest(*(row for _, row in rows), fillvalue="")]
    cells = {f"c{n}": column for n, column in enumerate(columns or [pa.array([], pa.string())], start=1)}
    con.register(relation, pa.table({"row_number": pa.array([number for number, _ in rows], pa.int64())} | cells))
    return len(cells)
