"""Publishing: an edition is whole, immutable and repeatable, and a crash leaves the old one."""

import signal
import stat
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

import pyarrow.parquet as pq
import pytest

from data.attack.known import Finding
from data.cube import CUBE_FILE, INTERNAL_TABLES, Audience, Cube, Edition, current_edition, open_cube
from data.custody.home import Home
from data.custody.panel import deliveries, new_home, open_panel
from data.publishing.audit import replay
from data.publishing.edition import file_hash, point_to
from data.publishing.publish import NothingToPublishError, list_editions
from data.publishing.publish import publish as publish_after
from data.publishing.publish_report import narrowest
from tests.home_copy import copy_of
from tests.lean_home import lean_home
from tests.random_panel import Shape, Tables, fill, random_tables

ROOT = Path(__file__).parents[1]
Addresses = set[tuple[Any, ...]]
publish = partial(publish_after, attacks=())  # what an edition is does not depend on what it was attacked with


def tables_of(home: Home, seed: int) -> dict[int, Tables]:
    return random_tables(home.agreement(), Random(seed), Shape(companies=16, rounds=5))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with a random panel and an edition for both audiences; nobody changes it."""
    home = lean_home(tmp_path_factory.mktemp("published") / "home")
    fill(home, tables_of(home, 1))
    for audience in ("plenary", "secretariat"):
        publish_after(home, audience=audience, attacks=("linear-1",))
    return home


@pytest.fixture(scope="module")
def three_rounds(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with three rounds and an edition for both audiences; nobody changes it."""
    made = lean_home(tmp_path_factory.mktemp("three") / "home")
    tables = tables_of(made, 2)
    fill(made, {number: tables[number] for number in (2, 3, 4)})
    for audience in ("plenary", "secretariat"):
        publish(made, audience=audience)
    return made


@pytest.fixture
def home(three_rounds: Home, tmp_path: Path) -> Home:
    """A copy of it, to go on with."""
    return copy_of(three_rounds, tmp_path / "home")


def edition_of(home: Home, audience: Audience) -> Edition:
    """The one that it holds."""
    (edition,) = list_editions(home, audience)
    return edition


def addresses(cube: Cube) -> Addresses:
    return set(cube._cells)


def test_withheld_cells_are_indistinguishable(published: Home) -> None:
    cube = open_cube(published.editions, "plenary")
    withheld = [cell for cell in cube._cells.values() if cell.status == "withheld"]
    assert withheld
    assert {(cell.n, cell.value, cell.lo, cell.hi, cell.precision) for cell in withheld} == {(None,) * 5}


def test_no_order_of_unrounded_values_can_be_read_from_a_plenary_edition(published: Home) -> None:
    """Every number is a multiple of half its rounding: whatever sorts by it sorts by what is shown."""
    told = [each for each in open_cube(published.editions, "plenary")._cells.values() if each.status == "published"]
    assert any(cell.precision == "rounded" for cell in told)
    for cell in told:
        step = Decimal("0.1") if cell.measure in ("risk_severity", "risk_likelihood") else Decimal(1)
        assert cell.value is None or cell.value % step == 0
        assert {number % (step / 2) for number in (cell.lo, cell.hi) if number is not None} <= {0}


def test_no_column_or_file_of_an_edition_tells_why_a_cell_is_withheld(published: Home) -> None:
    cube = open_cube(published.editions, "plenary")
    folder = published.editions / "plenary" / cube.edition.name
    assert "decision" not in pq.read_table(folder / "cell.parquet").column_names
    assert all("remainder" not in path.read_text(errors="ignore") for path in folder.iterdir())
    report = published.confidential / "reports" / f"{cube.edition.name}.txt"
    assert "some combination would rest on too few companies" in report.read_text(encoding="utf-8")
    assert stat.S_IMODE(report.stat().st_mode) == 0o600


@pytest.mark.parametrize("audience", ["plenary", "secretariat"])
def test_no_pseudonym_is_in_an_edition(published: Home, audience: Audience) -> None:
    with open_panel(published) as con:
        pseudonyms = [row[0] for row in con.execute("select distinct company from company").fetchall()]
    assert pseudonyms
    folder = published.editions / audience / current_edition(published.editions, audience)
    cells = pq.read_table(folder / "cell.parquet").to_pylist()
    for table in INTERNAL_TABLES:
        cells += pq.read_table(folder / f"{table}.parquet").to_pylist()
    found = {str(value) for row in cells for value in row.values()}
    assert not found & set(pseudonyms)
    notes = (folder / CUBE_FILE).read_bytes()
    assert not [name for name in pseudonyms if f'"{name}"'.encode() in notes]


def test_the_rows_of_an_edition_do_not_depend_on_answers(tmp_path: Path) -> None:
    """Other answers of the same companies on the same sheets: the same cells, withheld or not, with other values."""
    rows, statuses = [], []
    for place, turned in enumerate((False, True)):
        made = lean_home(tmp_path / str(place))
        tables = tables_of(made, 5)
        for here in tables.values():
            for answer in here["answer"] if turned else []:
                answer["value_micro"] = None if answer["value_micro"] is None else 1_000_000
        fill(made, tables)
        publish(made, audience="plenary")
        cube = open_cube(made.editions, "plenary")
        rows.append(addresses(cube))
        statuses.append({address: cell.status for address, cell in cube._cells.items()})
    assert rows[0] == rows[1]
    assert statuses[0] == statuses[1]


def test_every_row_times_every_series_is_present(published: Home) -> None:
    cube = open_cube(published.editions, "plenary")
    overall = {(c.kind, c.base_round, c.round, c.dimension, c.member) for c in cube.cells("maturity", item="overall")}
    for item in {cell.item for cell in cube.cells("maturity") if cell.item.startswith("step:")}:
        rows = {(c.kind, c.base_round, c.round, c.dimension, c.member) for c in cube.cells("maturity", item=item)}
        assert rows == overall


def test_a_risk_overview_that_was_not_made_says_so(published: Home) -> None:
    cells = open_cube(published.editions, "secretariat").cells("risk_prioritised", round=3)
    assert cells
    assert {cell.status for cell in cells} == {"not_made"}


def test_the_plenary_edition_holds_no_single_question_no_rows_of_actions_and_no_details(published: Home) -> None:
    plenary, internal = (open_cube(published.editions, audience) for audience in ("plenary", "secretariat"))
    assert not [cell for cell in plenary.cells("maturity") if cell.item.startswith("question:")]
    assert not plenary.cells("action_rows")
    assert [cell for cell in internal.cells("maturity") if cell.item.startswith("question:")]
    assert {cell.dimension for cell in plenary._cells.values()} == {"total", "secondary", "founders"}
    assert not plenary._details
    assert not plenary.actions
    assert {"direction", "composition", "risk_rank"} <= internal._details_by_measure.keys()
    assert internal.actions


def test_the_same_content_is_published_under_a_new_name_with_the_same_hash(home: Home) -> None:
    first, other = edition_of(home, "plenary"), edition_of(home, "secretariat")
    second = publish(home, audience="plenary")
    assert first.content_hash == second.content_hash != other.content_hash
    assert len({first.name, second.name, other.name}) == 3
    assert [edition.name for edition in list_editions(home, "plenary")] == [first.name, second.name]
    assert current_edition(home.editions, "plenary") == second.name


def test_an_edition_that_reads_otherwise_than_it_was_judged_is_not_published(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = list(home.editions.rglob("*"))
    monkeypatch.setattr("data.publishing.edition.content_hash", lambda con: "other")
    with pytest.raises(OSError, match="gives back other content than was written: found other, expected"):
        publish(home, audience="plenary")
    assert list(home.editions.rglob("*")) == before


def test_a_published_edition_is_never_written_again(home: Home) -> None:
    edition = edition_of(home, "plenary")
    folder = home.editions / "plenary" / edition.name
    before = {path.name: (file_hash(path), stat.S_IMODE(path.stat().st_mode)) for path in folder.iterdir()}
    publish(home, audience="plenary")
    point_to(home.editions, "plenary", edition.name)
    assert {path.name: (file_hash(path), stat.S_IMODE(path.stat().st_mode)) for path in folder.iterdir()} == before
    assert {mode for _, mode in before.values()} == {0o444}


def test_the_panel_remembers_which_deliveries_an_edition_used(home: Home) -> None:
    edition = edition_of(home, "plenary")
    with open_panel(home) as con:
        known = {record.number: record.published for record in deliveries(con)}
    assert known == {1: True, 2: True, 3: True}
    assert [(each["delivery"], each["round"]) for each in edition.deliveries] == [(1, 2), (2, 3), (3, 4)]


def test_an_edition_comes_out_again_after_corrections_and_new_rounds(home: Home) -> None:
    edition = edition_of(home, "secretariat")
    tables = tables_of(home, 9)
    fill(home, {3: tables[3], 5: tables[5]}, first_delivery=4)
    later = publish(home, audience="secretariat")
    assert later.content_hash != edition.content_hash
    assert (later.latest_round, edition.latest_round) == (5, 4)
    assert replay(home, edition.name).same
    assert replay(home, later.name).same


def test_an_edition_as_of_an_earlier_delivery_ignores_the_later_ones(home: Home) -> None:
    edition = edition_of(home, "secretariat")
    fill(home, {3: tables_of(home, 9)[3]}, first_delivery=4)
    again = publish(home, audience="secretariat", as_of={3: 2})
    assert again.content_hash == edition.content_hash


def test_a_changed_answer_in_the_panel_makes_the_replay_differ(home: Home) -> None:
    edition = edition_of(home, "secretariat")
    with open_panel(home, write=True) as con:
        con.execute("update coded_answer set value_micro = 0 where value_micro is not null and delivery = 2")
    assert not replay(home, edition.name).same


def test_nothing_is_published_from_an_empty_panel(tmp_path: Path) -> None:
    empty = new_home(tmp_path / "home", agreement="metals", answers="real")
    with pytest.raises(NothingToPublishError, match="Nothing was written"):
        publish(empty, audience="plenary")
    assert not list(empty.editions.rglob("*.duckdb"))


# Run in a process of its own: publishes and kills itself when this step is reached.
PUBLISH_AND_DIE = """
import os, signal, sys
from pathlib import Path
from data.custody.home import open_home
from data.publishing.publish import publish

root, step = sys.argv[1:]
publish(open_home(Path(root)), audience="plenary", attacks=(),
        progress=lambda reached: os.kill(os.getpid(), signal.SIGKILL) if reached.en == step else None)
"""


@pytest.mark.parametrize("step", ["computing and protecting", "writing the edition", "putting it to use"])
def test_a_crash_at_any_step_leaves_the_old_edition_and_the_next_publication_works(home: Home, step: str) -> None:
    old = edition_of(home, "plenary")
    process = subprocess.run([sys.executable, "-c", PUBLISH_AND_DIE, str(home.root), step], cwd=ROOT, check=False)
    assert process.returncode == -signal.SIGKILL
    assert open_cube(home.editions, "plenary").edition == old
    new = publish(home, audience="plenary")
    assert open_cube(home.editions, "plenary").edition == new
    assert new.name not in (old.name,)


def test_facts_alone_can_be_published(tmp_path: Path) -> None:
    made = lean_home(tmp_path / "home")
    note = {"round": 4, "working_group": "general", "kind": "context", "text_nl": "Een feit.", "text_en": "A fact."}
    fill(made, {4: {"note": [note]}})
    edition = publish(made, audience="plenary")
    cube = open_cube(made.editions, "plenary")
    assert (edition.latest_round, len(cube._cells)) == (4, 0)
    assert cube.fact_rows("note")[0]["text"].in_("nl") == "Een feit."


def test_the_report_tells_a_proven_bound_as_at_least_so_much_and_only_an_exact_width_as_a_band() -> None:
    wide = Finding(("maturity", "overall"), 1, 20.0, pinned=False, failed=False, reason="", proven=True)
    exact = replace(wide, width=35.0, proven=False)
    assert narrowest([wide]).en == "20 or more"
    assert narrowest([exact]).en == "30 to 50"
    assert narrowest([wide, exact]).en == "20 to 50"  # somebody's is 35, and nobody's is under 20
    assert narrowest([replace(wide, width=25.0), replace(exact, width=22.0)]).en == "20 to 30"
    assert narrowest([replace(wide, width=0.0), replace(exact, width=8.0)]).en == "under 10"
    assert narrowest([replace(wide, width=0.0)]).en == "not known"
    assert narrowest([]).en == "50 or more"
