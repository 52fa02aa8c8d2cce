"""The pages as a reader meets them, without a browser: every page in both languages, its choices and its downloads."""

import csv
import json
import re
import shutil
import tomllib
from collections.abc import Iterator
from functools import cache
from io import StringIO
from pathlib import Path

import pytest
from starlette.requests import Request
from streamlit import config as settings
from streamlit.testing.v1 import AppTest

from analytics.export import figure_csv, inert
from analytics.figure import Figure, Table
from analytics.record.year import matrix
from analytics.theme import contrast, look
from data.cube import LANGUAGES, Language
from pages.parts import word
from pages.parts.place import StartRefused, is_loopback, served_audience
from tests.dashboard import PAGES, ROOT
from tests.demo import demo_cube
from tests.demo_home import CURRENT, EARLIER
from tests.every_figure import FIGURES
from tests.visited import visit, words
from tests.words import said

CUBE = demo_cube()
SHELL = ROOT / "pages" / "shell.py"


@pytest.fixture(autouse=True)
def _plenary(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KETENSPIEGEL_HOME", str(demo_home))
    monkeypatch.delenv("KETENSPIEGEL_AUDIENCE", raising=False)


@cache
def visited(page: str, language: Language) -> AppTest:
    """A page of the current edition, visited once for all that is asked of it; nobody goes on from it."""
    return visit(page, lang=language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_shows_itself_in_both_languages(page: str, language: Language) -> None:
    test = visited(page, language)
    assert not test.exception
    assert not test.error
    shown = words(test)
    assert shown.count("<h1>") == 1
    assert ("verzonnen antwoorden" if language == "nl" else "invented answers") in shown.lower()
    assert "<footer>" in shown


@pytest.mark.parametrize(("language", "said"), [("nl", "voorlopig"), ("en", "provisional")])
def test_that_the_rules_are_provisional_is_said_once_at_the_foot_of_a_page(language: Language, said: str) -> None:
    shown = [each.split("<details")[0] for each in words(visited("overview", language)).split("</details>")]
    assert [each.count(said) for each in ("".join(shown).split("<footer>"))] == [0, 1]


def test_a_year_without_facts_says_so_in_the_table_of_all_years() -> None:
    shown = words(visit("year", lang="nl", view="all"))
    empty = shown.split("<table class='ks-matrix'>")[1].split("</table>")[0].count("zijn geen activiteiten")
    assert empty == sum(not any(group.entries for group in each.groups) for each in matrix(CUBE, "nl")) > 0
    assert "\N{NO-BREAK SPACE}· " in shown  # no line begins with a dot, as an item of a list would


def test_the_year_page_opens_on_the_latest_year_with_facts_unless_the_address_names_another() -> None:
    assert "<dl class='ks-facts'>" in words(visited("year", "nl"))
    assert "24 benaderd" in words(visited("year", "nl"))
    visited_elsewhere = visit("steps", lang="nl", round="6")
    assert "24 benaderd" in words(visited_elsewhere.switch_page(str(ROOT / "pages" / "year.py")).run())
    named = words(visit("year", lang="en", year="6"))
    assert "No activities, projects, decisions or notes are recorded for this year." in named
    assert "<dl class='ks-facts'>" not in named


@pytest.mark.parametrize("page", PAGES)
def test_every_chart_says_in_words_what_it_shows_and_carries_the_word_invented(page: str) -> None:
    test = visited(page, "nl")
    for chart in test.get("plotly_chart"):
        assert len(chart.proto.alt) > 40
        assert "verzonnen" in json.dumps(json.loads(chart.proto.spec), ensure_ascii=False).lower()


def test_an_earlier_edition_opens_by_its_address_and_says_so() -> None:
    assert "U leest een eerdere editie" in words(visit("overview", lang="nl", edition=EARLIER))
    assert "U leest een eerdere editie" not in words(visited("overview", "nl"))


def test_an_edition_that_does_not_exist_or_is_not_of_this_audience_gives_the_current_one() -> None:
    for name in ("metals-19990101-01", "../secretariat/" + EARLIER, ""):
        test = visit("overview", lang="nl", edition=name)
        assert not test.exception
        shown = words(test)
        assert "U leest een eerdere editie" not in shown
        assert "Deze editie wordt niet getoond" not in shown
        assert CURRENT in shown


def test_language_and_edition_survive_a_change_of_page() -> None:
    test = visit("overview", lang="en", edition=EARLIER)
    test.query_params.clear()
    test.switch_page(str(ROOT / "pages" / "method.py")).run()
    assert "You are reading an earlier edition" in words(test)


def test_events_stand_in_charts_once_the_reader_asks_for_them_and_stay_over_pages_until_the_reader_hides_them() -> None:
    def events(test: AppTest) -> int:
        return sum("Oorlog" in chart.proto.spec for chart in test.get("plotly_chart"))

    test = visit("overview", lang="nl")
    assert events(test) == 0
    test.query_params["context"] = "on"
    test.run()
    assert events(test) > 0
    assert "Rond jaar\N{NO-BREAK SPACE}4 (context): Oorlog in Oekraïne en hoge prijzen." in words(test)
    test.query_params.clear()
    test.switch_page(str(ROOT / "pages" / "participation.py")).run()
    assert events(test) == 1
    assert test.query_params["context"] == "on"
    test.query_params["context"] = "off"
    test.run()
    assert events(test) == 0
    assert "context" not in test.query_params


@pytest.fixture
def _secretariat(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("KETENSPIEGEL_AUDIENCE", "secretariat")
    before = settings.get_option("server.address")
    settings.set_option("server.address", "127.0.0.1")
    yield
    settings.set_option("server.address", before)


def documents(shown: str) -> list[str]:
    """The words of every Word document that a page offers, as a click on its link brings them."""
    addresses = re.findall(r"href='word/(\w+)\.docx' download", shown)
    answers = [word.document(Request({"type": "http", "path_params": {"name": each}})) for each in addresses]
    return [said(bytes(each.body)) for each in answers]


def test_the_year_and_all_years_can_be_taken_along_for_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "executable", lambda: None)
    (one,) = documents(words(visit("year", lang="en", year="4")))
    assert one.startswith("Year\N{NO-BREAK SPACE}4")
    (every,) = documents(words(visit("year", lang="nl", view="all")))
    assert every.startswith("Alle jaren per werkgroep")


def test_the_plenary_sees_no_draft_of_the_report() -> None:
    assert not visit("year", lang="nl", year="4").code


@pytest.mark.usefixtures("_secretariat")
@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_the_secretariat_fills_in_what_its_words_leave_open(page: str) -> None:
    shown = words(visit(page, lang="nl" if PAGES.index(page) % 2 else "en"))
    assert re.findall(r"\{[a-z_]+\}", shown) == []


@pytest.mark.usefixtures("_secretariat")
def test_the_draft_of_the_report_holds_what_the_plenary_sees(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "executable", lambda: None)
    shown = visit("year", lang="nl", year="4")
    (draft,) = shown.code
    assert "Concept voor de jaarrapportage: Jaar 4" in draft.value
    assert "te zien voor: de plenaire vergadering" in draft.value
    own, for_all = documents(words(shown))
    assert own.startswith("Jaar\N{NO-BREAK SPACE}4")
    assert "Intern, niet verspreiden" in own
    assert for_all.startswith("Concept voor de jaarrapportage: Jaar\N{NO-BREAK SPACE}4")
    assert "te zien voor: de plenaire vergadering" in for_all
    assert "Intern" not in for_all


def test_the_timeline_shows_one_group_and_one_kind_where_the_reader_chose_them() -> None:
    shown = words(visit("timeline", lang="nl", group="secondary_materials", kind="activity")).split(
        "<ol class='ks-rail'>"
    )[1]
    assert "Bezoek aan een recyclingbedrijf" in shown
    assert "Webinar over risicoanalyse" not in shown
    assert "Van deze keuze is niets vastgelegd." in words(visit("timeline", lang="nl", group="general", kind="project"))


def test_an_empty_home_says_which_command_publishes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KETENSPIEGEL_HOME", str(tmp_path))
    test = visit("overview", lang="nl")
    assert not test.exception
    assert "Er is nog geen editie" in words(test)
    assert "python -m data publish" in test.code[0].value


def test_an_edition_whose_file_was_changed_is_not_shown(
    demo_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(demo_home, tmp_path / "home")
    cube = tmp_path / "home" / "editions" / "plenary" / CURRENT / "cube.duckdb"
    cube.chmod(0o600)
    cube.write_bytes(cube.read_bytes()[:-1] + b"x")
    monkeypatch.setenv("KETENSPIEGEL_HOME", str(tmp_path / "home"))
    test = visit("overview", lang="en")
    assert not test.exception
    assert "This edition is not shown" in words(test)
    assert not test.get("plotly_chart")


def test_the_receive_page_is_absent_for_the_plenary() -> None:
    test = AppTest.from_file(str(SHELL), default_timeout=60).run()
    assert "receive" not in {page.url_pathname for page in test._tree_pages} if hasattr(test, "_tree_pages") else True
    assert not test.get("file_uploader")


@pytest.mark.parametrize("name", ["light", "dark"])
def test_screen_and_charts_share_their_colours_and_text_is_readable(name: str) -> None:
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"][name]
    colours = look(dark=name == "dark")
    shown = (config["backgroundColor"], config["textColor"], config["primaryColor"], config["secondaryBackgroundColor"])
    assert shown == (colours.background, colours.ink, colours.accent, colours.track)
    for ground in (config["backgroundColor"], config["secondaryBackgroundColor"]):
        assert contrast(config["textColor"], ground) >= 7
        assert contrast(config["linkColor"], ground) >= 4.5
        assert contrast(config["primaryColor"], ground) >= 4.5


FIGURE = Figure(
    key="change", form="table", title="=1+1", subtitle="7 bedrijven", categories=(), series=(), language="nl",
    table=Table(("Stap", "Verschil"), (("Beleid", "+14"), ("@cmd", "−3"), ("Actie", "-3,5 %"))),
    alt="", source="Bron", notes=("-let op",),
)  # fmt: skip


def test_a_download_of_a_figure_without_marks_holds_its_table_and_its_words() -> None:
    text = figure_csv(FIGURE).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text), delimiter=";"))
    assert rows[0] == ["Stap", "Verschil"]
    assert rows[1] == ["Beleid", "+14"]
    assert [row[0] for row in rows[5:]] == ["'=1+1", "7 bedrijven", "'-let op", "Bron"]


@pytest.mark.parametrize("key", FIGURES)
def test_a_download_of_any_figure_says_nothing_of_what_is_not_shown_and_leaves_out_nothing_that_is(key: str) -> None:
    figure = FIGURES[key](CUBE, "en")
    parts = [[]]
    for row in csv.reader(StringIO(figure_csv(figure).decode("utf-8-sig"))):
        parts.append([]) if not row else parts[-1].append(row)
    *values, table, told = parts
    assert len(values) == (1 if any(each.marks for each in figure.series) else 0)
    for header, *marks in values:
        assert len(marks) == sum(len(each.marks) for each in figure.series)
        for mark in (dict(zip(header, each, strict=True)) for each in marks):
            numbers = mark["value"], mark.get("second value", ""), mark["lower bound"], mark["upper bound"]
            assert (set(numbers) == {""}) == (mark["flag"] in ("not shown", "not made", "no data")), mark
    assert table == [list(map(inert, each)) for each in (figure.table.header, *figure.table.rows)]
    assert [each for (each,) in told] == [
        inert(each) for each in (figure.title, figure.subtitle, *figure.notes, figure.source)
    ]


def test_nothing_in_a_download_can_run_as_a_formula() -> None:
    for text in ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "+14;=1"):
        assert inert(text).startswith("'"), text
    for text in ("+14", "-3,5", "-3.5 %", "−3", "Beleid", "", "1.234"):
        assert inert(text) == text


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.8.8.8"])
def test_loopback_addresses_are_known(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", [None, "", "0.0.0.0", "::", "192.0.2.1", "localhost.example", "unix:///tmp/x"])  # noqa: S104
def test_every_other_address_counts_as_open(host: str | None) -> None:
    assert not is_loopback(host)


def test_an_unknown_audience_is_no_audience(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KETENSPIEGEL_AUDIENCE", "chair")
    with pytest.raises(StartRefused, match="expected 'plenary' or 'secretariat'"):
        served_audience()


def test_which_questions_lag_is_answered_with_why_that_is_not_shown() -> None:
    assert "Losse vragen staan niet in deze editie" in words(visit("steps", lang="nl"))
