"""What every figure says: its words, bases and n, notes that follow from the data, the same in both languages."""

import re

import pytest

from analytics.export import figure_csv, inert
from analytics.figure import Figure
from analytics.record.actions import action_companies
from analytics.scores import overview
from data.cube import LANGUAGES, Language
from tests.demo import cell, count, demo_cube, plain
from tests.every_figure import FIGURES, PUBLIC, every_figure, marks_of

CUBE = demo_cube()
NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", FIGURES)
def test_every_figure_has_its_words_table_and_passport(key: str, language: Language) -> None:
    figure = FIGURES[key](CUBE, language)
    for text in (figure.title, figure.subtitle, figure.source, figure.alt, *figure.notes):
        assert text.strip()
        assert "{" not in text
        assert "None" not in text
    assert figure.table.header
    assert len(figure.passport) >= 4
    assert all(label and text for label, text in figure.passport)
    assert figure.table.rows or figure.empty
    assert {len(row) for row in figure.table.rows} <= {len(figure.table.header)}
    assert not figure.title.endswith(".")


@pytest.mark.parametrize("key", FIGURES)
def test_both_languages_show_the_same_numbers(key: str) -> None:
    dutch, english = (FIGURES[key](CUBE, language) for language in LANGUAGES)
    assert [(each.code, each.colour, each.joined) for each in dutch.series] == [
        (each.code, each.colour, each.joined) for each in english.series
    ]
    by_place = [
        {(each.code, m.at): (m.value, m.lo, m.hi, m.n, m.state, m.x) for each in figure.series for m in each.marks}
        for figure in (dutch, english)
    ]
    assert by_place[0] == by_place[1]
    assert len(dutch.notes) == len(english.notes)
    assert len(dutch.table.rows) == len(english.table.rows)


@pytest.mark.parametrize("key", FIGURES)
def test_no_mark_that_is_not_shown_carries_a_number(key: str) -> None:
    for mark in marks_of(FIGURES[key](CUBE, "nl")):
        if mark.state in ("withheld", "not_made", "absent"):
            assert (mark.value, mark.lo, mark.hi, mark.n) == (None, None, None, None)
            assert not re.search(r"\d", mark.text)


@pytest.mark.parametrize("key", ["headline", "overall_trend", "levels", "step_profile", "risk_field", "target"])
def test_the_alternative_text_says_how_many_companies_stand_behind_it(key: str) -> None:
    for language in LANGUAGES:
        assert re.search(r"n = \d", FIGURES[key](CUBE, language).alt)


def test_invented_answers_are_named_in_every_source_line() -> None:
    for language, word in (("nl", "verzonnen"), ("en", "invented")):
        figures = every_figure(CUBE, language)
        assert all(word in figures[key].source and figures[key].invented for key in FIGURES if key not in PUBLIC)
        for figure in (figures[key] for key in PUBLIC):
            assert not figure.invented
            assert word not in figure.source
            assert figure.source.endswith("openbare feiten" if language == "nl" else "public facts")
    assert "verzonnen" not in overview.headline(demo_cube(invented=False), "nl").source


def test_coded_counts_are_words_with_their_bounds() -> None:
    figure = overview.levels(CUBE, "nl", round=5)
    marks = {mark.at: (mark.text, mark.value, mark.lo, mark.hi) for mark in marks_of(figure)}
    assert marks["improving"] == ("minstens 11", None, 11, 12)
    assert marks["established"] == ("10", 10, 10, 10)
    assert marks["mature"] == ("hoogstens 3", None, 0, 3)
    assert plain(figure.title).startswith(
        "In jaar 5 stonden 10 van de 12 bedrijven die een zelfbeoordeling indienden op"
    )


def test_only_a_number_that_is_rounded_more_coarsely_than_to_whole_points_is_said_to_be() -> None:
    def coarse(figure: Figure) -> bool:
        return any("grover afgerond" in note for note in figure.notes)

    assert not coarse(overview.target(CUBE, "nl"))
    five = [cell("maturity", "overall", 5, 60, n=12, rounding=5)]
    assert coarse(overview.target(demo_cube(changed=five), "nl"))


def test_a_bounded_count_is_explained_as_it_is_shown() -> None:
    def said(figure: Figure) -> str:
        return next(note for note in figure.notes if note.startswith("Waar ‘hoogstens’ of ‘minstens’ staat"))

    coded = [count("action_companies", "embed:done", 5, 3, n=12, precision="at_most")]
    assert "gearceerde" in said(overview.levels(CUBE, "nl", round=5))
    assert "gearceerde" not in said(action_companies(demo_cube(changed=coded), "nl", round=5))


def test_the_csv_holds_the_shown_values_with_flags_and_nothing_that_runs() -> None:
    text = figure_csv(overview.overall_trend(CUBE, "nl"))
    assert text.startswith(b"\xef\xbb\xbf")
    lines = text.decode("utf-8-sig").splitlines()
    assert lines[0] == "reeks;plaats;waarde;ondergrens;bovengrens;n;zoals getoond;vlag"
    assert "alle bedrijven van het jaar;Jaar 4 (2022/23);;;;;niet getoond;niet getoond" in lines
    assert f"alle bedrijven van het jaar;Jaar 3 (2021/22);36;35,5;36,5;13;36{NBSP}%;getoond" in lines
    assert any(f"'+14{NBSP}punten" in line for line in lines)
    assert not re.search(r'(^|;|,|")[=+@-]', "\n".join(lines))
    assert [inert(each) for each in ("=1+1", "@a", "\tx", "jaar")] == ["'=1+1", "'@a", "'\tx", "jaar"]
