"""From text to typed values: each distinct text of a column is read once, and joined back to its rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import duckdb
import pyarrow as pa

from data.configuration.agreement import Agreement, Round
from data.configuration.contract import CodeList, Column, Table, fold
from data.faults import Fault
from data.intake.mapping import Mapping as ForeignMapping
from data.intake.matching import Matched
from data.intake.names import Names
from data.intake.readers import A_VALUE, UnreadableCellError, clean, means_absent, reader_of
from data.text import Text

TYPES = {"date": pa.date32(), "count": pa.int32(), "scale": pa.int32(), "round": pa.int32(), "yes_no": pa.bool_()}
FAULTS_FETCHED = 10_000  # per column; a report prints far fewer


@dataclass(frozen=True, slots=True)
class Reading:
    """What cells are read against: the agreement's round, its codes, the delivery's names and its mapping.

    matched: the sheet of each number, per table.
    """

    agreement: Agreement
    round: Round
    lists: Mapping[str, CodeList]
    names: Names
    foreign: ForeignMapping
    matched: Mapping[tuple[str, int], Matched] = field(repr=False)

    def fault(
        self, sheet: str, sheet_number: int, row: int, code: str, *, found: str | Text | None, expected: Text,
        kind: str, position: int | None = None,
    ) -> Fault:  # fmt: skip
        """A fault of one cell of one table."""
        at = self.matched[sheet, sheet_number]
        cell = at.cell(row, code, position=position)
        return Fault(at.sheet.name, cell, found, expected, kind=kind, file=at.sheet.file)

    def value(self, sheet: str, column: Column) -> Callable[[str], object]:
        """The function from a cell's raw text to its value (None: absent); raises UnreadableCellError."""
        mapped = self.foreign.by_table.get(sheet)
        codes = {fold(text): code for text, code in (mapped.codes.get(column.code, {}) if mapped else {}).items()}
        default = column.default.format(version=self.round.instrument_version, round=self.round.number)
        read = (
            self.names.read if column.kind == "company" else reader_of(column, self.agreement, self.round, self.lists)
        )

        absent = self.foreign.absent

        written = self.names.written if column.kind == "company" and not codes and not absent else frozenset()

        def value(text: str) -> object:
            if text in written:
                return text
            plain = clean(text)
            if codes:
                plain = codes.get(fold(plain), plain)
            if (absent and plain.lower() in absent) or means_absent(column, plain):
                if not default and column.required:
                    raise UnreadableCellError(A_VALUE, "empty")
                return read(default) if default else None
            return read(plain)

        return value


def read_column(
    con: duckdb.DuckDBPyConnection, sheet: str, column: str, value: Callable[[str], object], kind: pa.DataType
) -> list[UnreadableCellError]:
    """Make map_<sheet>_<column> (text, value, problem): problem is a place in the list that is given back."""
    texts = con.execute(f"select distinct coalesce(\"{column}\", '') from text_{sheet}").fetchall()  # noqa: S608
    problems: list[UnreadableCellError] = []
    values: list[object] = []
    places: list[int | None] = []
    for (text,) in texts:
        try:
            values.append(value(text))
            places.append(None)
        except UnreadableCellError as problem:
            values.append(None)
            places.append(len(problems))
            problems.append(problem)
    columns = {
        "text": pa.array([text for (text,) in texts], pa.string()),
        "value": pa.array(values, kind),
        "problem": pa.array(places, pa.int32()),
    }
    con.register(f"map_{sheet}_{column}", pa.table(columns))
    return problems


def unreadable_cells(
    con: duckdb.DuckDBPyConnection, table: Table, column: Column, problems: Sequence[UnreadableCellError], of: Reading
) -> list[Fault]:
    """A fault for each cell whose text could not be read; none where the whole column is missing: that is one fault."""
    if not problems:
        return []
    rows = con.execute(
        f'select sheet_number, row_number, "{column.code}", problem from text_{table.sheet} '  # noqa: S608
        f"join map_{table.sheet}_{column.code} on coalesce(\"{column.code}\", '') = text "
        f"where problem is not null order by sheet_number, row_number limit {FAULTS_FETCHED}"
    ).fetchall()
    return [
        of.fault(table.sheet, sheet_number, row, column.code, found=clean(text or "") or None,
                 expected=problems[problem].expected, kind=problems[problem].kind)
        for sheet_number, row, text, problem in rows
        if not of.matched[table.sheet, sheet_number].lacks(column)
    ]  # fmt: skip


def interpret(con: duckdb.DuckDBPyConnection, table: Table, of: Reading) -> list[Fault]:
    """Make typed_<sheet> (sheet_number, row_number, typed columns) from text_<sheet>; gives the unreadable cells.

    Grain: one row per row of the sheet. An unreadable cell is null.
    """
    faults, columns, joins = [], [], []
    for column in table.columns:
        kind = TYPES.get(column.kind, pa.string())
        problems = read_column(con, table.sheet, column.code, of.value(table.sheet, column), kind)
        faults += unreadable_cells(con, table, column, problems, of)
        columns.append(f'm_{column.code}.value as "{column.code}"')
        joins.append(
            f"join map_{table.sheet}_{column.code} m_{column.code} "
            f"on coalesce(t.\"{column.code}\", '') = m_{column.code}.text"
        )
    con.execute(
        f"create table typed_{table.sheet} as select sheet_number, row_number, {', '.join(columns)} "  # noqa: S608
        f"from text_{table.sheet} t {' '.join(joins)}"
    )
    return faults
