"""Names are stored nowhere else: no file holds one while a delivery is read, even where memory is short."""

import tempfile
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

import duckdb
import pytest
from small_delivery import FOR_ALL, METALS, as_csv, sheets

from data.custody import panel
from data.custody.home import Home, HomeError
from data.custody.panel import new_home
from data.custody.pseudonym import NO_NAMES_ON_DISK
from data.intake import delivery
from data.intake.delivery import DeliveryRefused, read_delivery
from data.intake.receive import store
from tests.invented_delivery import delivery_of, many_answers

NAME = "Verzonnen bedrijf"
COMPANIES = 2_000
ENCODINGS = ("utf-8", "cp1252", "utf-16")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which everything happens: current folder, temporary files and home."""
    for name in ("here", "temporary"):
        (tmp_path / "watched" / name).mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "watched" / "here")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "watched" / "temporary"))
    return tmp_path / "watched"


def files_while(place: Path, act: Callable[[], object]) -> dict[str, bytes]:
    """Every file that was below this place during or after the act, with all that was read from it."""
    seen: dict[str, bytes] = {}
    done = threading.Event()

    def look() -> None:
        for path in place.rglob("*"):
            try:
                seen[path.name] = max(seen.get(path.name, b""), path.read_bytes(), key=len)
            except OSError:  # a folder, or gone meanwhile
                continue

    def watch() -> None:
        while not done.is_set():
            look()

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        act()
    finally:
        done.set()
        watcher.join()
    look()
    return seen


def with_a_name(files: Mapping[str, bytes]) -> list[str]:
    return [
        path
        for path, content in files.items()
        if any(text.encode(code) in content for text in (NAME, NAME.casefold()) for code in ("utf-8", "utf-16-le"))
    ]


def large_delivery(folder: Path, *, encoding: str = "utf-8") -> Path:
    """A folder of CSV files with many answers of companies whose names are long."""
    names = [f"{NAME} {number} {'Köper' * 20}" for number in range(COMPANIES)]
    company, assessment = sheets()["companies"][0] | {"aliases": ""}, sheets()["assessments"][0]
    questions = [each.id for each in FOR_ALL[:30]]
    rows = {
        "companies": [company | {"company": name} for name in names],
        "assessments": [assessment | {"company": name} for name in names],
        "answers": [{"company": name, "question": each, "value": 1} for name in names for each in questions],
    }
    return as_csv(rows, folder, encoding=encoding)


def read_with(settings: Mapping[str, str], source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delivery, "NO_NAMES_ON_DISK", settings)
    read_delivery(source, METALS, 3)


def test_a_delivery_that_does_not_fit_in_memory_is_refused_and_leaves_no_name_on_disk(place, tmp_path, monkeypatch):
    source = large_delivery(tmp_path / "jaar")
    little = {"memory_limit": "16MB", "threads": "1"}

    def spills() -> None:
        with suppress(DeliveryRefused):
            read_with(little, source, monkeypatch)

    spilled = files_while(place, spills)
    assert with_a_name(spilled), "this delivery no longer spills, so the rest of this test says nothing"

    def refused() -> None:
        with pytest.raises(DeliveryRefused, match="does not fit in memory, expected more free memory") as refusal:
            read_with({**NO_NAMES_ON_DISK, **little}, source, monkeypatch)
        assert NAME not in str(refusal.value)

    assert files_while(place, refused) == {}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_reading_a_file_in_any_encoding_makes_no_copy_of_it(place, tmp_path, monkeypatch, encoding):
    source = large_delivery(tmp_path / "jaar", encoding=encoding)
    assert files_while(place, lambda: read_with(NO_NAMES_ON_DISK, source, monkeypatch)) == {}


def test_a_panel_that_is_short_of_memory_puts_pseudonyms_on_disk_and_no_name(place, monkeypatch):
    home = new_home(place / "home", agreement="metals", answers="invented")
    store(home, delivery_of(many_answers(COMPANIES)), name="x")
    connect = panel._connect

    def narrow(home: Home, *, read_only: bool) -> duckdb.DuckDBPyConnection:
        con = connect(home, read_only=read_only)
        con.execute("set memory_limit = '32MB'")
        con.execute("set threads = 1")
        return con

    monkeypatch.setattr(panel, "_connect", narrow)

    def correct() -> None:
        with suppress(HomeError):
            store(home, delivery_of(many_answers(COMPANIES, points=41)), name="x")

    files = files_while(place, correct)
    assert [name for name in files if name.startswith("duckdb_temp")], "nothing went to disk: the test says nothing"
    assert not with_a_name(files)
