"""Rows on their way into the panel: an incoming table, which has no names any more, beside the version that counts.

Both are views of the same columns and types, so that one query compares any table. Statements are put together
from the names of tables and columns only; every value is a parameter or a row.
"""

# ruff: noqa: S608 - identifiers come from the panel's own description, see above

from collections.abc import Iterable, Iterator, Mapping

import duckdb
import pyarrow as pa
import pyarrow.compute

from data.configuration.contract import tables as declared_tables
from data.custody.panel import SQL
from data.intake.panel_names import Joined

ROWS_AT_A_TIME = 2_000_000  # so that progress shows and memory stays small; each part costs as much as 500,000 rows
ROW_GROUP = 122_880  # rows that DuckDB compresses and writes together
CODED = ("company", "question", "assessor")  # columns of answers whose words the panel keeps once
PANEL_KEYS: Mapping[str, tuple[str, ...]] = {each.panel: each.key for each in declared_tables().values()}


def show_declared(con: duckdb.DuckDBPyConnection, joined: Joined) -> None:
    """Offer what a delivery declares, spellings (hashed) and their companies, to the queries of this connection."""
    declared = {"alias_hash": [each[0] for each in joined.declared], "company": [each[1] for each in joined.declared]}
    con.register("declared", pa.table(declared, schema=_texts("alias_hash", "company")))
    con.execute("create or replace temp table earlier (delivery integer)")


def show_rows(con: duckdb.DuckDBPyConnection, table: str, rows: pa.Table, *, earlier: int | None) -> None:
    """Set the views `incoming` (the delivered rows) and `counting` (those of the delivery `earlier`, if any).

    rows: with pseudonyms for names, see `pseudonymised`.
    """
    con.execute("delete from earlier")
    if earlier is not None:
        con.execute("insert into earlier values (?)", [earlier])
    con.register("delivered_rows", _side_by_side(rows))
    columns = _columns(con, table)
    has_company = "company" in columns
    typed = ", ".join(
        f"cast({_source(name, rows)} as {kind}) as {_quoted(name)}" for name, kind in columns.items()
    )  # every column in the panel's own type, so that equal content is equal
    same = ", ".join(_quoted(name) for name in columns)
    extra = f"{_row_key(table, columns)} as row_key" + ("" if has_company else ", cast(null as text) as company")
    for view, source in (
        ("incoming", f"(select {typed} from delivered_rows)"),
        ("counting", f"panel.main.{_quoted(table)} where delivery in (select delivery from earlier)"),
    ):
        con.execute(f"create or replace temp view {view} as select {same}, {extra} from {source}")


def append_rows(con: duckdb.DuckDBPyConnection, table: str, rows: pa.Table, *, delivery: int) -> Iterator[int]:
    """Write rows as those of a delivery, some at a time; gives the rows written so far.

    rows: with pseudonyms for names; only columns of the panel's table count.
    """
    if table == "answer":
        table, rows = "coded_answer", _coded(con, rows)
    columns = _columns(con, table)
    names = ", ".join(_quoted(name) for name in columns if name in rows.column_names)
    insert = (
        f"insert into main.{_quoted(table)} by name select cast(? as integer) as delivery, {names} from delivered_rows"
    )
    for start in range(0, rows.num_rows, ROWS_AT_A_TIME):
        part = rows.slice(start, ROWS_AT_A_TIME)
        con.register("delivered_rows", _side_by_side(part))
        con.execute(insert, [delivery])
        yield start + part.num_rows
    con.unregister("delivered_rows")


def _coded(con: duckdb.DuckDBPyConnection, answers: pa.Table) -> pa.Table:
    """Answers as `coded_answer` has them; words that the panel does not have yet become its own."""
    encoded = {name: answers.column(name).combine_chunks().dictionary_encode() for name in CODED}
    words = pa.concat_arrays([encoded[name].dictionary for name in CODED])
    con.register("delivered_words", pa.table({"place": pa.array(range(len(words))), "word": words}))
    con.execute((SQL / "new_answer_words.sql").read_text(encoding="utf-8"))
    found = con.execute(
        "select number from delivered_words join main.answer_word using (word) order by place"
    ).fetchnumpy()
    con.unregister("delivered_words")
    numbers, columns, first = pa.array(found["number"], pa.int32()), {}, 0
    for name, column in encoded.items():
        columns[name] = numbers.slice(first, len(column.dictionary)).take(column.indices)
        first += len(column.dictionary)
    state = answers.column("state").combine_chunks().dictionary_encode()
    columns["applicable"] = pa.compute.not_equal(state.dictionary, "not_applicable").take(state.indices)
    return pa.table(columns | {"value_micro": answers.column("value_micro")})


def _columns(con: duckdb.DuckDBPyConnection, table: str) -> dict[str, str]:
    """The panel's columns of a table, without the delivery, with their types."""
    found = con.execute(f"describe main.{_quoted(table)}").fetchall()
    return {name: kind for name, kind, *_ in found if name != "delivery"}


def _source(name: str, rows: pa.Table) -> str:
    """Where a column's value comes from; a column that a delivery does not have is empty."""
    return _quoted(name) if name in rows.column_names else "null"


def _row_key(table: str, columns: Iterable[str]) -> str:
    """What names a row: the declared key, or the whole row where the table has none."""
    return f"hash(({', '.join(map(_quoted, PANEL_KEYS[table] or columns))},))"


def _side_by_side(rows: pa.Table) -> pa.Table:
    """The same rows in batches of the database's own size: it reads and writes them side by side."""
    return pa.Table.from_batches(rows.to_batches(max_chunksize=ROW_GROUP), rows.schema)


def _quoted(name: str) -> str:
    return f'"{name}"'


def _texts(*names: str) -> pa.Schema:
    return pa.schema([(name, pa.string()) for name in names])
