"""What lies in the files of an edition: what it says, and no remains of what the publishing process had in memory."""

from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest

from data.cube import CUBE_FILE, Audience, open_cube, open_cube_from_parquet
from data.publishing import edition_tables
from data.publishing.publish import publish
from tests.lean_home import lean_home
from tests.random_panel import Shape, fill, random_tables


@pytest.mark.parametrize("audience", ["plenary", "secretariat"])
def test_the_process_that_has_read_answers_writes_no_cube(
    audience: Audience, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DuckDB fills what holds no value with what its memory held, so memory must never have held an answer."""
    home = lean_home(tmp_path / "home")
    fill(home, {3: random_tables(home.agreement(), Random(3), Shape(companies=14))[3]})
    connect = duckdb.connect

    def only_to_read(database: str = ":memory:", **options: Any) -> duckdb.DuckDBPyConnection:
        assert Path(database).name != CUBE_FILE or options["read_only"]
        return connect(database, **options)

    monkeypatch.setattr(duckdb, "connect", only_to_read)
    name = publish(home, audience=audience, attacks=()).name
    folder = home.editions / audience / name
    assert open_cube(home.editions, audience) == open_cube_from_parquet(folder)


def test_a_cube_that_cannot_be_written_leaves_no_edition(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = lean_home(tmp_path / "home")
    fill(home, {3: random_tables(home.agreement(), Random(3), Shape(companies=14))[3]})
    broken = tmp_path / "broken.py"
    broken.write_text("raise SystemExit('the disk is full')", encoding="utf-8")
    monkeypatch.setattr(edition_tables, "CUBE_WRITER", broken)
    with pytest.raises(OSError, match=r"cube\.duckdb could not be written: the disk is full"):
        publish(home, audience="plenary", attacks=())
    assert not [*(home.editions / "plenary").iterdir()]
