"""The door: a cube reads what was written, refuses what was touched, and can do nothing but read."""

import json
import shutil
from contextlib import closing
from dataclasses import fields, replace
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from pathlib import Path
from random import Random
from time import perf_counter

import duckdb
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.configuration.agreement import Agreement
from data.cube import CELL_TABLE, CUBE_FILE, FACT_TABLES, MANIFEST_FILE, Cell, Cube, Text, connect_read_only, open_cube
from data.cube import open_cube_from_parquet as from_parquet
from data.measuring.series import series_of
from data.measuring.statistics import Sums, company_values
from data.protection.cells import cell_table, decide
from data.publishing.edition import point_to, write_edition
from data.publishing.edition_tables import Content
from tests.demo import demo_cube
from tests.demo_home import CURRENT, EARLIER
from tests.random_panel import Shape, Tables, random_tables, snapshot_of
from tests.small_agreement import small_agreement
from tests.twin import twin

AGREEMENT = small_agreement()
MOMENT = datetime(2026, 1, 2, tzinfo=UTC)
BUDGET = 2.0  # half a second on a quiet machine


@pytest.fixture
def editions(demo_home: Path) -> Path:
    """The demo editions of both audiences; nobody changes them."""
    return demo_home / "editions"


@pytest.fixture
def own(editions: Path, tmp_path: Path) -> Path:
    """Demo editions of one's own, to spoil."""
    shutil.copytree(editions / "plenary", tmp_path / "editions" / "plenary")
    return tmp_path / "editions"


def spoil(path: Path, content: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(content)


def published_cube(tables: dict[int, Tables], agreement: Agreement, folder: Path) -> Cube:
    """Compute, protect, write and read."""
    policy = agreement.policies["plenary"]
    with snapshot_of(tables) as con:
        values = company_values(con, agreement, series_of(agreement, policy), policy.groups)
        facts = {name: con.table(name).to_arrow_table() for name in FACT_TABLES}
    cells = cell_table(decide(values, agreement, policy))
    content = Content(agreement, policy, cells, facts, (), 5)
    write_edition(folder, "plenary", content, name="a-20260102-01", published_at=MOMENT, invented=True, deliveries=[])
    point_to(folder, "plenary", "a-20260102-01")
    return open_cube(folder, "plenary")


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 2**32), companies=st.integers(1, 24))
def test_the_true_value_lies_between_lo_and_hi_of_every_published_cell(
    tmp_path_factory: pytest.TempPathFactory, seed: int, companies: int
) -> None:
    """The slow twin's value, the shown cell: from random answers through the file and back."""
    tables = random_tables(AGREEMENT, Random(seed), Shape(companies=companies, silent=0.1))
    expected = twin(AGREEMENT, tables)
    cube = published_cube(tables, AGREEMENT, tmp_path_factory.mktemp("edition"))
    for address, cell in cube._cells.items():
        if cell.status == "published":
            n, value = expected[address]  # type: ignore[index]
            assert value is not None
            assert cell.n == n
            assert cell.lo is not None
            assert cell.hi is not None
            assert Fraction(cell.lo) <= value <= Fraction(cell.hi), address
            assert cell.value is None or cell.lo <= cell.value <= cell.hi


def test_a_cube_read_again_equals_the_cube_that_was_written(editions: Path) -> None:
    written, read = demo_cube(), open_cube(editions, "plenary")
    assert read._cells == written._cells
    assert list(read._cells) == list(written._cells)
    assert read.agreement == written.agreement
    assert read.published_figures == written.published_figures
    assert {table: len(rows) for table, rows in read.facts.items()} == {
        t: len(rows) for t, rows in written.facts.items()
    }


def test_the_parquet_copies_alone_rebuild_the_cube(editions: Path) -> None:
    read, rebuilt = open_cube(editions, "plenary"), from_parquet(editions / "plenary" / CURRENT)
    assert all(getattr(rebuilt, field.name) == getattr(read, field.name) for field in fields(Cube))


def test_where_the_format_of_the_file_cannot_be_read_the_parquet_copies_are(own: Path) -> None:
    """As after an upgrade of DuckDB: the file is the one that was published, and yet unreadable."""
    folder = own / "plenary" / CURRENT
    expected = open_cube(own, "plenary")
    spoil(folder / CUBE_FILE, b"a format of another age")
    manifest = json.loads((folder / MANIFEST_FILE).read_text(encoding="utf-8"))
    manifest["files"][CUBE_FILE] = "0b6a1ec6aa76d5c3f8b2e7da"
    spoil(folder / MANIFEST_FILE, json.dumps(manifest).encode())
    with pytest.raises(ValueError, match="is not the file that was published"):
        open_cube(own, "plenary")
    manifest["files"][CUBE_FILE] = sha256(b"a format of another age").hexdigest()
    spoil(folder / MANIFEST_FILE, json.dumps(manifest).encode())
    assert open_cube(own, "plenary")._cells == expected._cells


def test_a_file_that_was_touched_is_not_opened(own: Path) -> None:
    path = own / "plenary" / CURRENT / CUBE_FILE
    spoil(path, path.read_bytes()[:-1] + b"x")
    with pytest.raises(ValueError, match=r"is not the file that was published.*Put back the backup"):
        open_cube(own, "plenary")


def test_an_earlier_edition_can_be_opened_by_name(editions: Path) -> None:
    assert open_cube(editions, "plenary").edition.name == CURRENT
    assert open_cube(editions, "plenary", name=EARLIER).edition.name == EARLIER


def test_an_edition_of_another_audience_is_refused(own: Path) -> None:
    (own / "plenary").rename(own / "secretariat")
    with pytest.raises(ValueError, match="the plenary edition"):
        open_cube(own, "secretariat")


def test_where_there_is_no_edition_the_error_says_how_to_publish_one(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="python -m data publish --audience plenary"):
        open_cube(tmp_path, "plenary")
    with pytest.raises(FileNotFoundError, match="python -m data editions"):
        open_cube(tmp_path, "plenary", name="metals-20300101-01")


@pytest.mark.parametrize("name", ["../secretariat/metals-20260305-01", "..", "/etc"])
def test_a_name_cannot_lead_out_of_the_shelf(editions: Path, name: str) -> None:
    with pytest.raises((ValueError, FileNotFoundError)):
        open_cube(editions, "plenary", name=name)


def test_a_read_only_connection_reads_no_other_file_and_writes_nothing(editions: Path) -> None:
    with closing(connect_read_only(editions / "plenary" / CURRENT / CUBE_FILE)) as con:
        for statement in (
            "select * from read_csv('/etc/passwd')",
            "create table other (x integer)",
            "delete from cell",
            "attach '/tmp/other.duckdb' as other",
            "set enable_external_access = true",
            "copy cell to '/tmp/cell.csv'",
        ):
            with pytest.raises(duckdb.Error):
                con.execute(statement)


@pytest.mark.parametrize(
    "row",
    [
        "('m', 'i', 'all', null, 1, 'total', 'all', 'withheld', null, null, 1, 1, null, false)",
        "('m', 'i', 'all', null, 1, 'total', 'all', 'published', 4, 1, null, null, 'exact', false)",
        "('m', 'i', 'all', null, 1, 'total', 'all', 'withheld', null, 1, null, null, null, false)",
        "('m', 'i', 'all', null, 1, 'total', 'all', 'withheld', 3, null, null, null, null, false)",
        "('m', 'i', 'all', null, 1, 'total', 'all', 'published', null, 1, 1, 1, 'exact', false)",
        "('m', 'i', 'all', null, 1, 'total', 'all', 'published', 4, 1, 2, 3, 'exact', false)",
        "('m', 'i', 'all', 1, 2, 'total', 'all', 'withheld', null, null, null, null, null, false)",
        "('m', 'i', 'change', null, 2, 'total', 'all', 'withheld', null, null, null, null, null, false)",
        "('m', 'i', 'all', null, 1, 'total', 'all', 'small', null, null, null, null, null, false)",
        "('m', 'i', 'all', null, 1, 'total', 'all', 'withheld', null, null, null, null, null, true)",
    ],
)
def test_the_cube_refuses_a_cell_that_contradicts_itself(row: str) -> None:
    with duckdb.connect() as con:
        con.execute(CELL_TABLE)
        with pytest.raises(duckdb.ConstraintException):
            con.execute(f"insert into cell values {row}")  # noqa: S608


def test_no_address_stands_twice_in_a_cube(tmp_path: Path) -> None:
    tables = random_tables(AGREEMENT, Random(1), Shape(companies=5))
    policy = AGREEMENT.policies["plenary"]
    with snapshot_of(tables) as con:
        values = company_values(con, AGREEMENT, series_of(AGREEMENT, policy), policy.groups)
        facts = {name: con.table(name).to_arrow_table() for name in FACT_TABLES}
    decided = decide(values, AGREEMENT, policy)
    again = np.append(np.arange(len(decided.rows)), 0)
    doubled = cell_table(
        replace(
            decided, rows=(*decided.rows, decided.rows[0]), decisions=decided.decisions[again],
            sums=Sums(decided.sums.n[again], decided.sums.total[again]),
        )
    )  # fmt: skip
    content = Content(AGREEMENT, policy, doubled, facts, (), 5)
    with pytest.raises(ValueError, match="cells stand twice"):
        write_edition(tmp_path, "plenary", content, name="a", published_at=MOMENT, invented=True, deliveries=[])
    assert not list((tmp_path / "plenary").iterdir())


def test_facts_carry_their_text_in_both_languages(editions: Path) -> None:
    cube = open_cube(editions, "plenary")
    assert cube.fact_rows("activity", round=3)[0]["title"] == Text(
        "Webinar over risicoanalyse", "Webinar on risk analysis"
    )
    assert cube.fact_rows("outreach")[0]["text"] is None
    assert cube.fact_rows("activity")[1]["reason"] == "COVID-19"


def test_a_published_figure_keeps_the_decimals_that_it_was_published_with(editions: Path) -> None:
    assert {str(figure.value) for figure in open_cube(editions, "plenary").published_figures} == {
        "6",
        "36",
        "0",
        "3",
        "47",
    }


def test_an_edition_opens_quickly(editions: Path) -> None:
    start = perf_counter()
    cube = open_cube(editions, "plenary")
    assert perf_counter() - start < BUDGET
    assert isinstance(cube.cell("maturity", "overall", round=3), Cell)
    assert cube.cells("maturity", item="overall", round=3, kind="all")[0].value == Decimal(36)
