"""The command line: the secretariat's acts, what they say, and how they end."""

import errno
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from data import sample
from data.__main__ import main
from data.commandline.audiences import day_of
from data.commandline.next_round import following, open_already
from data.commandline.speech import LANGUAGE_VARIABLE, spoken
from data.commandline.terminal import say_editions
from data.configuration.agreement_loading import SHIPPED
from data.custody.home import open_home
from data.custody.panel import deliveries, new_home, open_panel
from data.intake.receive import store
from tests.demo import demo_cube
from tests.invented_delivery import COMPANIES, NORTH, SOUTH, delivery_of, note_row, scores
from tests.misspelt import MISSPELT, a_year_later_misspelt
from tests.small_delivery import as_workbook, sheets

ROOT = Path(__file__).parent.parent
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command; gives its exit code and everything that it said."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv(LANGUAGE_VARIABLE, "en")

    def command(*arguments: object) -> tuple[int, str]:
        with pytest.raises(SystemExit) as end:
            main([str(each) for each in arguments])
        said = capsys.readouterr()
        return int(end.value.code or 0), said.out + said.err

    return command


@pytest.fixture
def home(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    new_home(folder, agreement="metals", answers="invented")
    return folder


def first_sample() -> Path:
    return sample.deliveries()[0].path


def test_every_command_has_help_with_an_example(run: Run) -> None:
    code, said = run("--help")
    commands = re.findall(r"^  ([a-z-]+)  ", said.split("Commands:")[1], re.MULTILINE)
    assert code == 0
    assert set(commands) >= {"init", "template", "receive", "publish", "editions", "replay", "new-round", "sample"}
    for command in commands:
        code, said = run(command, "--help")
        assert (code, f"python -m data {command}" in said) == (0, True), command


def test_init_says_where_the_key_lies_what_is_lost_without_it_and_how_to_back_it_up(run: Run, tmp_path: Path) -> None:
    code, said = run("init", "--home", tmp_path / "home")
    made = open_home(tmp_path / "home")
    assert code == 0
    assert made.answers == "real"
    assert str(made.key_path) in said
    assert made.key_fingerprint in said
    assert "cannot be joined to earlier ones" in said
    assert "apart from the panel" in said
    assert made.key().secret.hex() not in said
    assert all(len(line) <= 80 for line in said.splitlines() if str(tmp_path) not in line)


def test_init_refuses_an_agreement_with_faults(run: Run, tmp_path: Path) -> None:
    home = tmp_path / "home"
    broken = home / "agreements" / "broken"
    shutil.copytree(SHIPPED / "metals", broken)
    (broken / "questions.csv").write_text("id\n", encoding="utf-8")
    code, said = run("init", "--home", home, "--agreement", "broken")
    assert code != 0
    assert "questions.csv" in said
    assert not (home / "home.toml").exists()
    assert not (home / "confidential").exists()


def test_init_never_overwrites(run: Run, home: Path) -> None:
    code, said = run("init", "--home", home)
    assert code == 2
    assert "never overwrites" in said


def test_a_restored_key_can_be_recognised(run: Run, home: Path, tmp_path: Path) -> None:
    assert run("key-check", "--home", home)[0] == 0
    shutil.copy(
        new_home(tmp_path / "other", agreement="metals", answers="invented").key_path, home / "confidential/key"
    )
    code, said = run("key-check", "--home", home)
    assert code == 2
    assert "not the key" in said


def test_no_home_is_a_usage_error_in_words(run: Run, tmp_path: Path) -> None:
    for command in (["publish", "--audience", "plenary"], ["editions"], ["new-round"], ["key-check"]):
        code, said = run(*command, "--home", tmp_path)
        assert code == 2
        assert "python -m data init" in said


def test_a_delivery_is_received_and_the_next_command_is_named(run: Run, home: Path) -> None:
    code, said = run("receive", first_sample(), "--round", 1, "--home", home, "--invented")
    assert code == 0
    assert "received as delivery 1" in said
    assert re.search(r"answers +168 +168 +0 +0 +new", said)
    assert "python -m data publish" in said
    assert max(map(len, said.splitlines())) <= 80
    code, said = run("receive", first_sample(), "--round", 1, "--home", home, "--invented")
    assert code == 0
    assert "nothing changed" in said


def test_a_dry_run_writes_nothing(run: Run, home: Path) -> None:
    code, said = run("receive", first_sample(), "--round", 1, "--home", home, "--invented", "--dry-run")
    assert code == 0
    assert "Nothing was written" in said
    with open_panel(open_home(home)) as con:
        assert deliveries(con) == ()


def test_a_refused_delivery_ends_with_1_and_lists_every_fault(run: Run, home: Path) -> None:
    code, said = run("receive", first_sample(), "--round", 2, "--home", home, "--invented")
    assert code == 1
    assert "was not accepted" in said
    assert len(re.findall(r"found .*, expected", said)) > 1


def test_a_command_leaves_its_language_to_itself(run: Run, home: Path) -> None:
    assert "nothing" in run("publish", "--audience", "plenary", "--home", home, "--language", "en")[1].lower()
    assert spoken() == "nl"


def test_every_act_speaks_dutch_unless_english_is_asked_for(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(LANGUAGE_VARIABLE)
    home = ["--home", tmp_path / "home"]
    quick = [
        ["init", "--invented"], ["init"], ["key-check"], ["new-round"], ["template", "--round", 7, tmp_path / "7.xlsx"],
        ["template", "--round", 99, tmp_path / "99.xlsx"], ["publish", "--audience", "plenary"],
        ["publish", "--audience", "everyone"], ["receive", first_sample(), "--round", 1],
        ["receive", tmp_path, "--round", 1, "--invented"], ["editions"], ["replay", "metals-19990101-01"],
    ]  # fmt: skip
    slow = [["receive", first_sample(), "--round", 1, "--invented"], ["publish", "--audience", "secretariat"]]
    for act in quick:
        assert not {"the", "this", "with", "nothing", "was", "for"} & words(run(*act, *home)), act
        assert not {"de", "het", "een", "niets", "voor", "van"} & words(run(*act, *home, "--language", "en")), act
    for act in slow:
        assert not {"the", "this", "with", "nothing", "was", "for"} & words(run(*act, *home)), act
    (report,) = (tmp_path / "home" / "confidential" / "reports").iterdir()
    assert "Wie haar mag zien: alleen het secretariaat" in report.read_text(encoding="utf-8")


def words(ran: tuple[int, str]) -> set[str]:
    """The words in small letters of what a command said."""
    return set(re.findall(r"\b[a-z]+\b", ran[1]))


def test_a_word_that_an_option_does_not_know_is_answered_with_what_it_expects(run: Run, home: Path) -> None:
    for act, expected in (
        (["publish", "--audience", "plenair"], "found 'plenair', expected plenary (the plenary) or secretariat"),
        (["editions", "--audience", "plenair"], "found 'plenair', expected plenary (the plenary) or secretariat"),
        (["publish", "--audience", "plenary", "--public-from", "soon"], "found 'soon', expected a date such as 2027"),
        (["template", home / "x.xlsx", "--round", 8], "Open the next one with: python -m data new-round"),
        (["consent", "maturity", "overall", "--round", 4, "--by", " "], "--by: found nothing, expected who consented"),
    ):
        code, said = run(*act, "--home", home)
        assert (code, expected in said) == (2, True), said


@pytest.mark.parametrize("written", ["2027-07-01", "01-07-2027", "1 juli 2027"])
def test_the_day_from_which_anybody_may_see_it_is_read_like_a_date_of_a_delivery(written: str) -> None:
    assert day_of(written) == date(2027, 7, 1)


def test_a_company_that_is_written_otherwise_is_asked_about_and_received_once_that_is_confirmed(
    run: Run, home: Path, tmp_path: Path
) -> None:
    store(open_home(home), scores([NORTH, SOUTH]), name="x")
    path = as_workbook(a_year_later_misspelt(), tmp_path / "jaar-4.xlsx")
    command = ["receive", path, "--round", 4, "--home", home, "--invented"]
    code, said = run(*command, "--dry-run")
    assert code == 0
    assert f"'{MISSPELT}', joined on 2019-07-01; looks like 'voorbeeld gieterij noord'" in said
    assert said.index("something to decide first") < said.index("let the name stand with --confirm-companies")
    code, refused = run(*command)
    assert (code, "--confirm-companies" in refused) == (1, True)
    code, said = run(*command, "--confirm-companies")
    assert (code, "received as delivery 2" in said) == (0, True)


def test_a_file_that_is_no_delivery_is_told_so_before_what_the_home_holds(run: Run, home: Path, tmp_path: Path) -> None:
    picture = tmp_path / "foto.png"
    picture.write_bytes(b"x")
    for path, found in ((picture, "a file that ends in '.png'"), (tmp_path / "absent.xlsx", "found nothing")):
        code, said = run("receive", path, "--round", 1, "--home", home)
        assert (code, found in said, "never holds both" in said) == (1, True, False)


def test_the_faults_of_a_delivery_can_be_read_in_dutch(run: Run, home: Path) -> None:
    code, said = run("receive", first_sample(), "--round", 2, "--home", home, "--invented", "--language", "nl")
    assert code == 1
    assert "Er is niets weggeschreven." in said
    assert len(re.findall(r"gevonden .*, verwacht", said)) > 1
    assert "expected" not in said


def test_rows_of_what_the_agreement_calls_not_made_are_named(run: Run, home: Path, tmp_path: Path) -> None:
    path = as_workbook(sheets(), tmp_path / "jaar-3.xlsx")
    code, said = run("receive", path, "--round", 3, "--home", home, "--invented", "--dry-run")
    assert code == 0
    assert "risks: the agreement says that round 3 has none (not_made)" in " ".join(said.split())


def test_a_real_delivery_is_kept_out_of_an_invented_home(run: Run, home: Path) -> None:
    code, said = run("receive", first_sample(), "--round", 1, "--home", home)
    assert code == 2
    assert "never holds both" in said


def test_a_file_that_is_not_there_ends_in_words(run: Run, home: Path) -> None:
    code, said = run("receive", home / "absent.xlsx", "--round", 1, "--home", home, "--invented")
    assert code in {1, 2}
    assert "absent.xlsx" in said


def test_a_published_round_is_restated_only_with_a_reason(run: Run, home: Path, tmp_path: Path) -> None:
    store(open_home(home), scores(note=[note_row("Een notitie")]), name="x")
    assert run("publish", "--audience", "secretariat", "--home", home)[0] == 0
    files = corrected_deliverables(tmp_path / "corrected")
    code, said = run("receive", files, "--round", 3, "--home", home, "--invented")
    assert code == 1, said
    assert "--restate" in said
    code, said = run("receive", files, "--round", 3, "--home", home, "--invented", "--restate", "late answers")
    assert code == 0, said
    assert "in place of delivery 1" in said


def corrected_deliverables(folder: Path) -> Path:
    """A folder with one table: nobody is expected to hand in the assessment any more."""
    folder.mkdir()
    rows = [f"{company};mat;no;;;" for company in COMPANIES]
    header = "company;deliverable;expected;completed_on;submitted_on;waived_reason"
    (folder / "deliverables.csv").write_text("\n".join([header, *rows]), encoding="utf-8")
    return folder


def test_an_edition_is_listed_and_comes_out_again_as_it_was_published(run: Run, home: Path) -> None:
    store(open_home(home), scores(), name="x")
    code, said = run("publish", "--audience", "secretariat", "--home", home)
    (name,) = set(re.findall(r"metals-\d{8}-\d\d", said))
    assert (code, "Nothing is withheld" in said, "What is withheld" in said) == (0, True, False)
    code, said = run("editions", "--home", home)
    assert (code, f"*  {name}" in said, "plenary: 0 editions" in said) == (0, True, True)
    store(open_home(home), scores(points=90), name="x", restate="late answers")
    code, said = run("replay", name, "--home", home)
    assert (code, "as it was published" in said) == (0, True), said
    code, said = run("replay", "metals-19990101-01", "--home", home)
    assert (code, "There is no edition" in said) == (2, True)


def test_the_names_of_editions_stay_whole_in_a_narrow_terminal_however_many_deliveries_they_used(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    edition = replace(demo_cube().edition, name="metals-20261127-01")
    used = tuple({"delivery": number, "round": number} for number in (*range(1, 40, 2), 40, 41))
    say_editions((replace(edition, deliveries=used),), current=edition.name)
    said = capsys.readouterr().out
    assert "*  metals-20261127-01  " in said
    assert "39-41" in said


def test_nothing_to_publish_is_refused(run: Run, home: Path) -> None:
    code, said = run("publish", "--audience", "plenary", "--home", home)
    assert code == 1
    assert "no deliveries" in said


def test_the_next_round_is_opened_ready_to_edit_and_changes_no_code(run: Run, home: Path, tmp_path: Path) -> None:
    shipped = (ROOT / "data/agreements/metals/agreement.toml").read_text(encoding="utf-8")
    code, said = run("new-round", "--home", home)
    path = home / "agreements/metals/agreement.toml"
    assert code == 0
    assert str(path) in said.replace("\n", "")
    assert (ROOT / "data/agreements/metals/agreement.toml").read_text(encoding="utf-8") == shipped
    added = tomllib.loads(path.read_text(encoding="utf-8"))["rounds"][-1]
    assert (added["number"], added["start"]) == (7, date(2026, 11, 17))
    assert added["label"]["nl"] == "Termijn 2, jaar 2 (2026/27)"
    code, said = run("template", tmp_path / "round-7.xlsx", "--round", 7, "--home", home)
    assert (code, (tmp_path / "round-7.xlsx").exists()) == (0, True)
    before = path.read_text(encoding="utf-8")
    code, said = run("new-round", "--home", home)
    assert (code, path.read_text(encoding="utf-8")) == (2, before)
    assert "Round 7, Term 2, year 2 (2026/27), stands in" in said
    assert "nothing of it was received yet. Nothing was written." in said
    code, said = run("new-round", "--another", "--home", home)
    assert (code, open_home(home).agreement().round(8).start) == (0, date(2027, 11, 17))
    assert "Delete round 8 from that file, from its line '# Added by new-round' on" in said
    kept, _, _ = path.read_text(encoding="utf-8").rpartition("# Added by new-round")
    path.write_text(kept, encoding="utf-8")
    assert max(each.number for each in open_home(home).agreement().rounds) == 7


def test_the_round_after_one_that_was_received_needs_no_word(run: Run, home: Path) -> None:
    """The copy of the agreement then ends with a round that has a delivery."""
    copied = open_home(home)
    run("new-round", "--home", home)
    path = home / "agreements/metals/agreement.toml"
    kept, _, _ = path.read_text(encoding="utf-8").rpartition("# Added by new-round")
    path.write_text(kept, encoding="utf-8")
    assert open_already(copied) == copied.agreement().round(6)
    source = next(each.path for each in sample.deliveries() if each.round == 6)
    assert run("receive", source, "--round", 6, "--home", home, "--invented")[0] == 0
    assert open_already(copied) is None
    assert run("new-round", "--home", home)[0] == 0


def test_an_edited_agreement_with_a_fault_is_refused_and_stays_as_it_was(run: Run, home: Path) -> None:
    run("new-round", "--home", home)
    path = home / "agreements/metals/agreement.toml"
    broken = path.read_text(encoding="utf-8").replace("number = 7", 'number = 7\ncolour = "red"')
    path.write_text(broken, encoding="utf-8")
    code, said = run("new-round", "--home", home)
    assert code == 2
    assert "colour" in said
    assert path.read_text(encoding="utf-8") == broken


def test_a_round_after_a_leap_day_ends_on_the_last_of_february() -> None:
    last = open_agreement_round().model_copy(update={"end": date(2027, 2, 28), "reference_date": date(2024, 2, 29)})
    added = following(last)
    assert (added.start, added.end) == (date(2027, 3, 1), date(2028, 2, 29))
    assert added.reference_date == date(2025, 2, 28)


def open_agreement_round():
    from data.configuration.agreement_loading import SHIPPED, load_agreement  # noqa: PLC0415

    return load_agreement(SHIPPED / "metals").rounds[-1]


def test_a_template_is_never_written_over_a_file(run: Run, home: Path, tmp_path: Path) -> None:
    filled = tmp_path / "filled.xlsx"
    filled.write_text("a year of work")
    code, said = run("template", filled, "--round", 6, "--home", home)
    assert (code, "exists already" in said) == (2, True)
    assert filled.read_text() == "a year of work"
    code, said = run("template", tmp_path / "nowhere" / "new.xlsx", "--round", 6, "--home", home)
    assert (code, "make it first. Nothing was written." in " ".join(said.split())) == (2, True)
    code, said = run("template", tmp_path / "new.xlsx", "--round", 99, "--home", home)
    assert (code, "expected a round of metals" in " ".join(said.split())) == (2, True)


def test_a_template_is_a_workbook_that_receive_reads(run: Run, home: Path, tmp_path: Path) -> None:
    code, said = run("template", tmp_path / "year.xls", "--round", 3, "--home", home)
    assert code == 2
    assert "Found year.xls, expected a name such as year.xlsx. Nothing was written." in said
    assert not (tmp_path / "year.xls").exists()


@pytest.mark.parametrize(
    "work",
    [
        "stop(); time.sleep(60)",
        "stop(); [con.execute('from range(100000)') for _ in range(10**6)]",
        "raise RuntimeError('Query interrupted')",  # what DuckDB makes of it, where the key is hit within a query
    ],
)
def test_a_command_that_is_stopped_says_what_was_written(home: Path, tmp_path: Path, work: str) -> None:
    program = f"""
import duckdb, os, signal, threading, time
from data import __main__
from data.commandline import commands
con = duckdb.connect()
signal.signal(signal.SIGINT, signal.default_int_handler)  # children of what runs in the background ignore it
stop = threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT)).start
def work(*_, **__):
    {work}
commands.write_template = work
__main__.main(["template", {str(tmp_path / "year.xlsx")!r}, "--round", "3", "--home", {str(home)!r}])
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 130
    assert done.stderr.startswith("Afgebroken. Er is niets half weggeschreven")
    assert len(done.stderr.splitlines()) == 1


def test_a_disk_that_cannot_be_written_is_told_in_words(
    run: Run, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(tmp_path / "year.xlsx"))

    monkeypatch.setattr("data.commandline.commands.write_template", refused)
    code, said = run("template", tmp_path / "year.xlsx", "--round", 3, "--home", home)
    assert code == 2
    assert said.startswith(f"{tmp_path / 'year.xlsx'}: the disk is read-only. Mend that or choose another place.")


def test_the_sample_never_enters_a_home_with_real_deliveries(run: Run, tmp_path: Path) -> None:
    new_home(tmp_path / "real", agreement="metals", answers="real")
    code, said = run("sample", "--home", tmp_path / "real")
    assert (code, "holds real deliveries" in said) == (2, True)
    assert "is shown with: .venv/bin/streamlit run app.py" in " ".join(said.split())


def test_an_interrupted_sample_goes_on_where_it_stopped(run: Run, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    every = sample.deliveries()
    monkeypatch.setattr(sample, "deliveries", lambda: every[:2])
    for each in every[:1]:
        run("receive", each.path, "--round", each.round, "--home", home, "--invented")
    code, said = run("sample", "--home", home)
    assert code == 0, said
    assert "Round 1" not in said
    assert "delivery 2" in said
    assert said.count("Published") == 2
    assert "nothing was done" in run("sample", "--home", home)[1]


def test_the_module_runs_from_a_shell_and_keeps_the_exit_code(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "data", "editions", "--home", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 2
    assert "is geen thuismap" in done.stderr
    assert "Traceback" not in done.stderr


def test_facts_alone_are_published_without_scores(run: Run, home: Path) -> None:
    store(open_home(home), delivery_of({"note": [note_row("Een notitie")]}), name="x")
    code, said = run("publish", "--audience", "plenary", "--home", home)
    assert (code, "What is withheld, and why" in said) == (0, True)


def test_a_name_in_a_text_stops_publishing_until_it_is_confirmed(run: Run, home: Path) -> None:
    store(open_home(home), scores(), name="x")
    store(open_home(home), scores(COMPANIES[:1]), name="x")
    store(open_home(home), delivery_of({"note": [note_row(f"Bezoek aan {COMPANIES[1]}")]}), name="x")
    code, said = run("publish", "--audience", "plenary", "--home", home)
    assert code == 1
    assert f"'{COMPANIES[1]}' in notes, text_nl: Bezoek aan {COMPANIES[1]}" in said
    assert "--confirm-names. Nothing was written." in said
    assert "plenary: 0 editions" in run("editions", "--home", home)[1]
    assert run("publish", "--audience", "plenary", "--confirm-names", "--home", home)[0] == 0
