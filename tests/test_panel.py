"""The panel: one version counts, one process writes, and a kill at any moment leaves the old or the new one."""

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from data.custody.home import Home, HomeError, open_home
from data.custody.panel import deliveries, new_home, open_snapshot, used_deliveries
from data.custody.panel_errors import PanelError, PanelLockedError, in_words
from data.intake.receive import store
from tests.invented_delivery import COMPANIES, NORTH, SOUTH, delivery_of, many_answers, note_row, scores

ROOT = Path(__file__).parent.parent
MANY = {"companies": 600, "questions": 100}

# Receives a correction in a process of its own and is killed there: at the given report of progress, so many
# milliseconds later. "making it safe" is reported just before the commit, so the delays reach commit and checkpoint.
KILLED = """
import os, signal, sys, threading, time
from pathlib import Path
from data.custody.home import open_home
from data.intake.receive import store
from tests.invented_delivery import delivery_of, many_answers
root, moment, delay = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
delivery = delivery_of(many_answers({companies}, questions={questions}, points=41))
seen = 0
def die():
    time.sleep(delay)
    os.kill(os.getpid(), signal.SIGKILL)
def progress(what, fraction):
    global seen
    if f"{{what.en}} {{fraction:.0f}}".startswith(moment):
        if delay:
            threading.Thread(target=die).start()
        else:
            os.kill(os.getpid(), signal.SIGKILL)
store(open_home(root), delivery, name="x", progress=progress)
time.sleep(5)
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return new_home(tmp_path / "home", agreement="metals", answers="invented")


def run(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)


def state(home: Home) -> tuple[object, ...]:
    """What the panel holds: deliveries with their rows as recorded and as counted, and the answers that count."""
    with open_snapshot(home) as con:
        recorded = con.execute(
            "select delivery, table_name, row_count from panel.main.delivered order by all"
        ).fetchall()
        counted = [
            (
                delivery,
                table,
                con.execute(f"select count(*) from panel.main.{table} where delivery = ?", [delivery]).fetchall(),  # noqa: S608
            )
            for delivery, table, _ in recorded
        ]
        assert [(d, t, [(n,)]) for d, t, n in recorded] == counted
        stray = con.execute(
            "select count(*) from panel.main.answer where delivery not in (select delivery from panel.main.delivery)"
        )
        assert stray.fetchone() == (0,)
        number = len(deliveries(con))
        counts = "select count(*), min(value_micro), max(value_micro), count(distinct company) from answer"
        return number, con.execute(counts).fetchone()


OLD = (1, (60_000, 40_000_000, 40_000_000, 600))
NEW = (2, (60_000, 41_000_000, 41_000_000, 600))


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a home with many answers, to copy."""
    folder = tmp_path_factory.mktemp("filled") / "home"
    store(new_home(folder, agreement="metals", answers="invented"), delivery_of(many_answers(**MANY)), name="x")
    return folder


@pytest.mark.parametrize("moment", ["comparing 0", "comparing 1", "writing", "making it safe 0"])
def test_killed_before_the_commit_the_panel_is_the_old_one(filled: Path, tmp_path: Path, moment: str) -> None:
    home = copy_of(filled, tmp_path)
    assert run(KILLED.format(**MANY), home.root, moment, 0).returncode == -signal.SIGKILL
    assert_old_or_new_and_usable(home, {OLD})


def test_killed_after_the_commit_the_panel_is_the_new_one(filled: Path, tmp_path: Path) -> None:
    home = copy_of(filled, tmp_path)
    assert run(KILLED.format(**MANY), home.root, "making it safe 1", 0).returncode == -signal.SIGKILL
    assert_old_or_new_and_usable(home, {NEW})


@pytest.mark.parametrize("milliseconds", [1, 6, 15, 30, 60])
def test_killed_around_commit_and_checkpoint_it_is_the_old_or_the_new_one(
    filled: Path, tmp_path: Path, milliseconds: int
) -> None:
    home = copy_of(filled, tmp_path)
    done = run(KILLED.format(**MANY), home.root, "making it safe 0", milliseconds / 1000)
    assert done.returncode == -signal.SIGKILL
    assert_old_or_new_and_usable(home, {OLD, NEW})


def test_a_committed_delivery_survives_without_its_checkpoint(filled: Path, tmp_path: Path) -> None:
    home = copy_of(filled, tmp_path)
    without_checkpoint = "import data.custody.panel as panel, os, signal\n" + KILLED.format(**MANY).replace(
        "seen = 0",
        "execute = panel.duckdb.DuckDBPyConnection.execute\n"
        "class Stops:\n"
        "    def __init__(self, con): self.con = con\n"
        "    def __getattr__(self, name): return getattr(self.con, name)\n"
        "    def execute(self, text, *rest):\n"
        "        if text == 'checkpoint': os.kill(os.getpid(), signal.SIGKILL)\n"
        "        return self.con.execute(text, *rest)\n"
        "connect = panel._connect\n"
        "panel._connect = lambda home, read_only: Stops(connect(home, read_only=read_only))\n",
    )
    done = run(without_checkpoint, home.root, "never", 0)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert home.panel_path.with_name("panel.duckdb.wal").exists()
    assert b"Verzonnen bedrijf" not in home.panel_path.with_name("panel.duckdb.wal").read_bytes()
    assert_old_or_new_and_usable(home, {NEW})


def copy_of(filled: Path, tmp_path: Path) -> Home:
    subprocess.run(["cp", "-a", str(filled), str(tmp_path / "home")], check=True)
    return open_home(tmp_path / "home")


def assert_old_or_new_and_usable(home: Home, expected: set[tuple[object, ...]]) -> None:
    assert state(home) in expected
    assert all(path.stat().st_mode & 0o077 == 0 for path in home.confidential.iterdir())
    store(home, delivery_of(many_answers(**MANY, points=42)), name="x")
    assert state(home)[1] == (60_000, 42_000_000, 42_000_000, 600)


def test_a_disk_that_is_read_only_is_no_reason_to_put_back_a_backup(filled: Path) -> None:
    home = open_home(filled)
    refused = duckdb.IOException(f'IO Error: Cannot open file "{home.panel_path}": {os.strerror(errno.EROFS)}')
    said = str(in_words(home, refused))
    assert "is read-only: make it writable and try again. Nothing was written." in said
    assert "backup" not in said


def test_a_full_disk_is_an_error_in_words_and_the_panel_is_the_old_one(filled: Path, tmp_path: Path) -> None:
    home = copy_of(filled, tmp_path)
    size = home.panel_path.stat().st_size + 4096
    limited = (
        (
            f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))\n"
            + KILLED.format(**MANY | {"questions": 1000}).replace("time.sleep(5)", "")
        )
        .replace("store(open_home", "from data.custody.panel_errors import PanelError\ntry:\n    store(open_home")
        .replace(
            "progress=progress)",
            "progress=progress)\nexcept PanelError as error:\n    print(error); raise SystemExit(3)",
        )
    )
    done = run(limited, home.root, "never", 0)
    assert done.returncode == 3, done.stderr
    assert "full" in done.stdout
    assert_old_or_new_and_usable(home, {OLD})


def test_a_snapshot_shows_the_version_of_each_table_that_counts(home: Home) -> None:
    store(home, scores(points=40), name="x")
    store(home, scores(points=41), name="x")
    store(home, scores(points=50, round=4), name="x")
    with open_snapshot(home) as con:
        found = con.execute(
            "select round, min(value_micro), count(*) from answer group by round order by round"
        ).fetchall()
        assert found == [(3, 41_000_000, 9), (4, 50_000_000, 9)]
        assert con.execute("select count(*) from company").fetchone() == (6,)
        assert used_deliveries(con) == (1, 2, 3)


def test_a_snapshot_as_of_an_earlier_delivery_shows_what_counted_then(home: Home) -> None:
    for points in (40, 41, 42):
        store(home, scores(points=points), name="x")
    store(home, scores(points=50, round=4), name="x")
    for delivery, expected in ((1, 40_000_000), (2, 41_000_000), (3, 42_000_000)):
        with open_snapshot(home, as_of={3: delivery}) as con:
            assert con.execute("select distinct value_micro from answer where round = 3").fetchall() == [(expected,)]
            assert con.execute("select count(*) from answer where round = 4").fetchone() == (9,)
    with open_snapshot(home, as_of={3: 0}) as con:
        assert con.execute("select distinct round from answer").fetchall() == [(4,)]


def test_facts_keep_the_round_that_they_are_about(home: Home) -> None:
    store(home, delivery_of({"note": [note_row("Een notitie", round=2)]}, round=3), name="x")
    with open_snapshot(home) as con:
        assert con.execute("select round, delivery from note").fetchall() == [(2, 1)]


def test_a_snapshot_cannot_be_written_to(home: Home) -> None:
    with open_snapshot(home) as con, pytest.raises(duckdb.InvalidInputException):
        con.execute("delete from panel.main.custody")


@contextmanager
def held(home: Home, *, read_only: bool) -> Iterator[None]:
    """Another process that holds the panel open."""
    script = (
        "import duckdb, sys, time\n"
        f"con = duckdb.connect(sys.argv[1], read_only={read_only})\n"
        "print('open', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", script, str(home.panel_path)], stdout=subprocess.PIPE)
    try:
        assert process.stdout is not None
        process.stdout.readline()
        yield
    finally:
        process.kill()
        process.wait()


def test_a_panel_that_another_process_writes_is_an_error_that_names_the_process(home: Home) -> None:
    with held(home, read_only=False), pytest.raises(PanelLockedError, match=r"process \d+ has .* open: wait"):
        open_snapshot(home)


def test_receiving_waits_for_no_reader_but_says_what_to_do(home: Home) -> None:
    with held(home, read_only=True):
        with pytest.raises(PanelLockedError, match="close it, and try again"):
            store(home, scores(), name="x")
        open_snapshot(home).close()
    assert store(home, scores(), name="x").delivery == 1


def test_receiving_while_this_process_reads_says_to_try_again(home: Home) -> None:
    with open_snapshot(home), pytest.raises(PanelLockedError, match="try again"):
        store(home, scores(), name="x")


def test_a_panel_of_another_key_is_refused(home: Home, tmp_path: Path) -> None:
    other = new_home(tmp_path / "other", agreement="metals", answers="invented")
    os.replace(other.panel_path, home.panel_path)  # noqa: PTH105
    with pytest.raises(PanelError, match="does not belong to this home"):
        store(home, scores(), name="x")


def test_a_missing_panel_is_never_made_anew(home: Home) -> None:
    home.panel_path.unlink()
    with pytest.raises(PanelError, match="put back its backup"):
        open_snapshot(home)
    assert not home.panel_path.exists()


@pytest.mark.parametrize("content", [b"", b"not a database", b"\0" * 9000])
def test_a_damaged_panel_is_an_error_in_words(home: Home, content: bytes) -> None:
    home.panel_path.write_bytes(content)
    with pytest.raises(HomeError, match="panel"):
        store(home, scores(), name="x")


def test_a_database_that_is_no_panel_is_refused(home: Home) -> None:
    home.panel_path.unlink()
    duckdb.connect(str(home.panel_path)).close()
    with pytest.raises(PanelError, match="does not belong"):
        open_snapshot(home)


def test_the_views_of_a_snapshot_hold_no_copies(filled: Path, tmp_path: Path) -> None:
    home = copy_of(filled, tmp_path)
    start = time.perf_counter()
    with open_snapshot(home) as con:
        kinds = con.execute("select count(*) from duckdb_views() where temporary").fetchone()
        tables = con.execute(
            "select list(table_name order by table_name) from duckdb_tables() where temporary"
        ).fetchone()
    assert tables == (["as_of", "chosen"],)
    assert kinds is not None
    assert kinds[0] >= 11
    assert time.perf_counter() - start < 5


def test_companies_of_two_rounds_have_one_pseudonym(home: Home) -> None:
    store(home, scores(COMPANIES, round=3), name="x")
    store(home, scores([NORTH, SOUTH], round=4), name="x")
    with open_snapshot(home) as con:
        paired = con.execute("select count(*) from company a join company b using (company) where a.round < b.round")
        assert paired.fetchone() == (2,)
