"""From matched sheets to one relation of text per table: filters, constants, and wide answers made long.

Each relation `text_<table>` has sheet_number, row_number and the columns of the contract as text;
that of answers has `position` as well: the column of a wide sheet in which the answer stands.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb

from data.configuration.contract import fold, tables
from data.faults import Fault
from data.intake.mapping import Mapping
from data.intake.matching import Matched, foreign_column, letters, missing_column
from data.intake.readers import clean
from data.text import Text

SQL = Path(__file__).parents[1] / "sql"


def unfold(
    con: duckdb.DuckDBPyConnection, matched: Sequence[Matched], mapping: Mapping
) -> tuple[list[str], list[Fault]]:
    """Make `text_<table>` for every table that has at least one row; gives those tables and the faults."""
    con.execute((SQL / "plain_text.sql").read_text(encoding="utf-8"))
    faults = [fault for each in matched for fault in _stray_cells(con, each)]
    companies = _companies_by_file(con, matched)
    present = []
    for table in tables().values():
        parts, values = [], []
        for each in matched:
            if each.table == table:
                repeated = _repeated_headers(con, each)
                faults += [_header_fault(each, row) for row in repeated]
                faults += _missing_filters(each)
                text, bound = _rows_of(each, mapping, companies.get(each.sheet.file), leave=repeated)
                parts.append(text)
                values += bound
        if not parts:
            continue
        # Long answers may be a million rows: a view copies none of them. It cannot hold values to bind, though.
        kind = "view" if table.sheet == "answers" and not values else "table"
        con.execute(f"create {kind} text_{table.sheet} as " + "\nunion all\n".join(parts), values)
        if con.execute(f"select 1 from text_{table.sheet} limit 1").fetchone():  # noqa: S608
            present.append(table.sheet)
    return present, faults


def _rows_of(each: Matched, mapping: Mapping, company: str | None, *, leave: list[int]) -> tuple[str, list[object]]:
    """The select statement of one table in one sheet, and the values that it binds. leave: rows to leave out.

    Only numbers and names of our own stand in the statement.
    """
    constants = each.mapped.constants() if each.mapped else {}
    picked: list[str] = []
    values: list[object] = []
    for column in each.table.columns:
        position = each.columns.get(column.code)
        expression = f"c{position}" if position else "null::varchar"
        if column.code in constants:
            expression = "?::varchar"
            values.append(constants[column.code])
        elif column.kind == "company" and company is not None:
            expression = f"coalesce(nullif(plain({expression}), ''), ?)"
            values.append(company)
        elif column.code == "question" and each.questions:
            expression = "unnest(?::varchar[])"
            values.append(list(each.questions.values()))
        elif column.code == "value" and each.questions:
            expression = f"unnest([{', '.join(f'c{n}' for n in each.questions)}])"
        picked.append(f'{expression} as "{column.code}"')
    if each.table.sheet == "answers":
        wide = f"unnest([{', '.join(map(str, each.questions))}])" if each.questions else "null::integer"
        picked.append(f"{wide} as position")
    filters, bound = _filters(each, mapping)
    if leave:
        filters.append("row_number not in (select unnest(?::bigint[]))")
        bound.append(leave)
    return (
        f"select {each.sheet.number} as sheet_number, row_number, {', '.join(picked)} "  # noqa: S608
        f"from {each.sheet.relation} where {' and '.join(filters)}",
        [*values, *bound],
    )


def _filters(each: Matched, mapping: Mapping) -> tuple[list[str], list[object]]:
    # Nearly every row begins with a letter or digit: seeing that is cheaper than taking blanks away.
    cells = [f"c{n}" for n in range(1, each.sheet.width + 1)]
    plainly = f"{cells[0]} between '!' and '~'"
    filled = " or ".join([plainly, *(f"plain({cell}) <> ''" for cell in cells)])
    filters = [f"row_number > {each.header_row}", f"({filled})"]
    values: list[object] = []
    for header, wanted in each.mapped.where.items() if each.mapped else ():
        if fold(header) in each.header:
            filters.append(f"plain(c{each.header.index(fold(header)) + 1}) in (select unnest(?::varchar[]))")
            values.append(list(wanted))
    for header in each.mapped.skip_absent if each.mapped else ():
        if fold(header) in each.header:
            column = f"lower(plain(c{each.header.index(fold(header)) + 1}))"
            filters.append(f"{column} <> '' and {column} not in (select unnest(?::varchar[]))")
            values.append(sorted(mapping.absent))
    return filters, values


def _missing_filters(each: Matched) -> list[Fault]:
    named = [*each.mapped.where, *each.mapped.skip_absent] if each.mapped else []
    return [missing_column(each, foreign_column(header)) for header in named if fold(header) not in each.header]


def _repeated_headers(con: duckdb.DuckDBPyConnection, each: Matched) -> list[int]:
    """Rows that hold the header once more, as happens where two files were pasted under each other."""
    positions = sorted({*each.columns.values(), *each.questions})
    header = dict(each.sheet.top)[each.header_row]
    if len(positions) < 2:
        return []
    same = " and ".join(f"c{n} = ?" for n in positions)
    rows = con.execute(
        f"select row_number from {each.sheet.relation} where row_number > {each.header_row} and {same}",  # noqa: S608
        [header[n - 1] for n in positions],
    ).fetchall()
    return [row for (row,) in rows]


def _header_fault(each: Matched, row: int) -> Fault:
    found = Text("de kopregel nog eens", "the header once more")
    expected = Text("de kopregel eenmaal", "the header once")
    return Fault(each.sheet.name, str(row), found, expected, kind="duplicate", file=each.sheet.file)


def _stray_cells(con: duckdb.DuckDBPyConnection, each: Matched) -> list[Fault]:
    """Filled cells below an empty header: a value that nobody would read."""
    faults = []
    titles = [*each.header, *[""] * (each.sheet.width - len(each.header))]
    for position in (n for n, title in enumerate(titles, start=1) if not title and each.mapped is None):
        row = con.execute(
            f"select row_number, c{position} from {each.sheet.relation} "  # noqa: S608
            f"where row_number > {each.header_row} and plain(c{position}) <> '' limit 1"
        ).fetchone()
        if row:
            expected = Text("een kolomnaam boven deze kolom", "a name above this column")
            place = f"{letters(position)}{row[0]}"
            faults.append(Fault(each.sheet.name, place, row[1], expected, kind="column", file=each.sheet.file))
    return faults


def _companies_by_file(con: duckdb.DuckDBPyConnection, matched: Sequence[Matched]) -> dict[str, str]:
    """The company of each workbook in a folder of workbooks, where its companies sheet holds exactly one."""
    found = {}
    for each in matched:
        position = each.columns.get("company")
        if each.sheet.file and each.table.sheet == "companies" and position:
            rows = con.execute(
                f"select distinct plain(c{position}) from {each.sheet.relation} "  # noqa: S608
                f"where row_number > {each.header_row} and plain(c{position}) <> '' limit 2"
            ).fetchall()
            if len(rows) == 1:
                found[each.sheet.file] = clean(rows[0][0])
    return found
