"""The tables of an edition: what it says, written to DuckDB and Parquet, and the hash of it."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from data.configuration.agreement import Agreement, Policy
from data.cube import CELL_TABLE, CUBE_FILE, FACT_TABLES, INTERNAL_TABLES, Action, Detail, PublishedAndComputed

SQL = Path(__file__).parents[1] / "sql"
CUBE_WRITER = Path(__file__).with_name("cube_file.py")

# Values as text: "36" was published to the point, "36.0" would have been to a tenth.
PUBLISHED_FIGURE_TABLE = """
create table published_figure (
    year integer not null,
    figure text not null,
    population_nl text not null,
    population_en text not null,
    value text not null,
    unit text not null,
    n integer,
    base text not null,
    source text not null,
    computed text,
    reason text not null
)
"""


@dataclass(frozen=True, slots=True)
class Content:
    """What an edition says: cells (see data.cells), facts per table, published figures, public configuration.

    rungs, attacks and lost: how it is protected, as in data.cube.Edition. details and actions: empty where the policy
    suppresses; writing refuses them there.
    """

    agreement: Agreement
    policy: Policy
    cells: pa.Table
    facts: Mapping[str, pa.Table]
    published_figures: tuple[PublishedAndComputed, ...]
    latest_round: int
    rungs: Mapping[str, str] = field(default_factory=dict)
    attacks: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    details: tuple[Detail, ...] = ()
    actions: tuple[Action, ...] = ()


def content_hash(con: duckdb.DuckDBPyConnection) -> str:
    """The hash of the cells, facts, published figures and internal rows of a cube: the same content, the same hash.

    It does not depend on the file's format, the row order or the moment of publication, nor on whether an internal
    table without rows is there.
    """
    digest = hashlib.sha256()
    there = {name for (name,) in con.execute("select table_name from duckdb_tables()").fetchall()}
    internal = [table for table in INTERNAL_TABLES if table in there and len(con.table(table))]
    for table in ("cell", *FACT_TABLES, "published_figure", *internal):
        columns = sorted(row[0] for row in con.execute(f"describe {table}").fetchall())
        lines = sorted(_lines(con, table, columns))
        digest.update(json.dumps([table, columns, len(lines)]).encode())
        digest.update("\n".join(lines).encode())
    return digest.hexdigest()


def content_hash_of(content: Content) -> str:
    """The content hash that an edition of this content would have; nothing is kept."""
    with duckdb.connect() as con:
        _create_tables(con, content)
        return content_hash(con)


def _lines(con: duckdb.DuckDBPyConnection, table: str, columns: Sequence[str]) -> Iterator[str]:
    relation = con.table(table).project(", ".join(f'"{column}"' for column in columns))
    for row in relation.fetchall():
        yield json.dumps([None if value is None else str(value) for value in row], ensure_ascii=False)


def write_tables(folder: Path, content: Content) -> tuple[dict[str, int], str]:
    """Every table as Parquet, and the cube made of these files; returns the rows per table and the content hash.

    Raises OSError where the cube cannot be written.
    """
    with duckdb.connect() as con:
        _create_tables(con, content)
        counts = {}
        for table in ("cell", *FACT_TABLES, "published_figure", "agreement", *INTERNAL_TABLES):
            rows = con.table(table).to_arrow_table()
            counts[table] = rows.num_rows
            pq.write_table(rows, folder / f"{table}.parquet", compression="zstd")
        created = dict(con.execute("select table_name, sql from duckdb_tables()").fetchall())
        written = content_hash(con)
    _write_cube(folder, {table: created[table] for table in counts})
    return counts, written


def _write_cube(folder: Path, created: Mapping[str, str]) -> None:
    """The cube from the Parquet files, by a process that never saw an answer: see cube_file.py."""
    done = subprocess.run(  # noqa: S603  no shell, and nothing of a reader is in the arguments
        [sys.executable, "-P", str(CUBE_WRITER), str(folder)],
        input=json.dumps(created), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise OSError(f"{folder / CUBE_FILE} could not be written: {done.stderr.strip()}")


def refuse_what_is_internal(content: Content) -> None:
    """Raises ValueError where an edition that suppresses would hold details or actions."""
    if content.policy.suppress and (content.details or content.actions):
        raise ValueError("what only the secretariat may know stands in a protected edition: nothing was written")


def _create_tables(con: duckdb.DuckDBPyConnection, content: Content) -> None:
    refuse_what_is_internal(content)
    con.execute(CELL_TABLE)
    con.execute(PUBLISHED_FIGURE_TABLE)
    _fill(con, "cell", _decimals(con, content.cells))
    twice = con.execute((SQL / "edition_cell_twice.sql").read_text(encoding="utf-8")).fetchall()
    if twice:
        raise ValueError(f"{len(twice)} cells stand twice, the first is {twice[0]}: nothing was written")
    for table in FACT_TABLES:
        con.register("given", content.facts[table])
        con.execute(f"create table {table} as select * from given")  # noqa: S608 (our own table names)
        con.unregister("given")
    _fill(con, "published_figure", _figures(content.published_figures))
    configuration = json.dumps(content.agreement.model_dump(mode="json"), ensure_ascii=False)
    con.execute("create table agreement (configuration text not null)")
    con.execute("insert into agreement values (?)", [configuration])
    rows: dict[str, Sequence[object]] = {"detail": content.details, "action": content.actions}
    for table, created in INTERNAL_TABLES.items():
        con.execute(created)
        if rows[table]:
            _fill(con, table, _columns(con.table(table).to_arrow_table().schema, rows[table]))


def _fill(con: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    con.register("given", rows)
    con.execute(f"insert into {table} by name select * from given")  # noqa: S608 (our own table names)
    con.unregister("given")


def _columns(schema: pa.Schema, rows: Sequence[object]) -> pa.Table:
    """Values as a table of this schema, a column per field."""
    return pa.table({each.name: pa.array([getattr(row, each.name) for row in rows], each.type) for each in schema})


def _decimals(con: duckdb.DuckDBPyConnection, cells: pa.Table) -> pa.Table:
    """Cells as the cube keeps them: decimals, and no decision."""
    con.register("decided", cells)
    rows = con.sql((SQL / "edition_cell.sql").read_text(encoding="utf-8")).to_arrow_table()
    con.unregister("decided")
    return rows


def _figures(figures: Sequence[PublishedAndComputed]) -> pa.Table:
    columns = {
        "year": pa.int32(), "figure": pa.string(), "population_nl": pa.string(), "population_en": pa.string(),
        "value": pa.string(), "unit": pa.string(), "n": pa.int32(), "base": pa.string(), "source": pa.string(),
        "computed": pa.string(), "reason": pa.string(),
    }  # fmt: skip
    rows = [
        {
            **{name: getattr(figure, name) for name in columns if hasattr(figure, name)},
            "population_nl": figure.population.nl,
            "population_en": figure.population.en,
            "value": str(figure.value),
            "computed": None if figure.computed is None else str(figure.computed),
        }
        for figure in figures
    ]
    return pa.Table.from_pylist(rows, schema=pa.schema(list(columns.items())))
