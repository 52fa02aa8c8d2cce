"""Why the mean moved: every level of the way is a cell, and the title keeps the mean of all apart from the same ones.

The worked example has twelve companies in year 4 and ten in year 5, seven of them in both. The five that drop out stood
high, the three that come in stand low: the mean of all goes from 48 to 41 while the same seven rise from 40 to 47.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from analytics.decks.speaker_notes import speaker_notes
from analytics.drawing import plotly_spec
from analytics.figure import Figure
from analytics.record.report import draft, draft_figures
from analytics.scores.composition import composition_figures
from analytics.scores.movement import movement_figures
from analytics.scores.waterfall import waterfall
from analytics.slides import pptx_of
from analytics.text import percent
from analytics.word import draft_docx
from data.cube import LANGUAGES, Cell, Cube, Detail, Language
from tests.demo import cell, count, demo_cube, plain
from tests.slides import pages_of_figures, read

LEVELS = (48, 40, 47, 41)
Levels = tuple[int | None, int | None, int | None, int | None]


def way(levels: Levels = LEVELS, *, n: tuple[int, int, int] = (12, 7, 10), change: int | None = 7) -> tuple[Cell, ...]:
    """The cells from year 4 to year 5: mean of all, start and end of the same companies, mean of all; their change."""
    before, start, end, after = levels
    return (
        cell("maturity", "overall", 4, before, n=n[0]),
        cell("maturity", "overall", 5, start, n=n[1], kind="pair_start", base_round=4),
        cell("maturity", "overall", 5, end, n=n[1], kind="pair_end", base_round=4),
        cell("maturity", "overall", 5, change, n=n[1], kind="change", base_round=4),
        cell("maturity", "overall", 5, after, n=n[2]),
        count("membership", "monitored", 5, 7, n=14),  # all seven: the title names no others
    )


def cube_of_way(changed: Iterable[Cell] | None = None) -> Cube:
    return demo_cube(changed=way() if changed is None else changed)


def of_way(*, language: Language = "nl", changed: Iterable[Cell] | None = None) -> Figure:
    return waterfall(cube_of_way(changed), language)


def of_levels(*levels: int, language: Language = "en") -> str:
    before, start, end, after = levels
    return plain(of_way(language=language, changed=way((before, start, end, after), change=end - start)).title)


def test_the_mean_of_all_is_lower_although_the_same_companies_rose() -> None:
    assert plain(of_way().title) == (
        "Het gemiddelde van alle beoordeelde bedrijven was in jaar 5 lager dan in jaar 4 (41 % tegen 48 %); toch steeg "
        "het bij dezelfde 7 bedrijven van 40 % naar 47 %"
    )
    assert plain(of_way(language="en").title) == (
        "The mean of all assessed companies was lower in year 5 than in year 4 (41% against 48%); yet among the same 7 "
        "companies it rose from 40% to 47%"
    )


def test_each_step_starts_where_the_one_before_it_ended_and_says_whose_mean_it_is() -> None:
    figure = of_way()
    start, end = figure.series
    assert [(each.value, each.n) for each in start.marks] == [(48, 12), (40, 7), (47, 7)]
    assert [(each.value, each.n) for each in end.marks] == [(40, 7), (47, 7), (41, 10)]
    assert [(plain(each.label), each.regrouped) for each in figure.categories] == [
        ("Wie alleen in jaar 4 meetelt, valt weg (n = 12 → 7)", True),
        ("Dezelfde 7 bedrijven in beide jaren", False),
        ("Wie alleen in jaar 5 meetelt, komt erbij (n = 7 → 10)", True),
    ]
    assert [plain(" ".join(row[1:])) for row in figure.table.rows] == ["48 % 40 % 12 7", "40 % 47 % 7 7",
                                                                        "47 % 41 % 7 10"]  # fmt: skip
    assert "n = 12" in figure.subtitle
    assert "n = 10" in figure.subtitle


def test_where_nobody_drops_out_or_comes_in_the_step_says_so() -> None:
    gone, same, new = (plain(each.label) for each in of_way(changed=way((40, 40, 47, 47), n=(7, 7, 7))).categories)
    assert gone.startswith("Niemand valt weg: alle 7 bedrijven tellen")
    assert new.startswith("Niemand komt erbij: alle 7 bedrijven tellen")
    assert same.startswith("Dezelfde 7 bedrijven")


@pytest.mark.parametrize(
    ("levels", "said"),
    [((48, 47, 40, 55), "higher in year 5 than in year 4 (55% against 48%); yet among the same 7 companies it fell"),
     ((48, 40, 47, 55), "higher in year 5 than in year 4 (55% against 48%); among the same 7 companies it rose"),
     ((48, 47, 40, 41), "lower in year 5 than in year 4 (41% against 48%); among the same 7 companies it fell"),
     ((48, 40, 47, 48), "was 48% in year 4 and 48% in year 5; among the same 7 companies it rose"),
     ((48, 43, 47, 41), "among the same 7 companies it showed no clear change (43% and 47%)")],
)  # fmt: skip
def test_the_title_follows_the_cells(levels: tuple[int, ...], said: str) -> None:
    assert said in of_levels(*levels)


@settings(max_examples=25, deadline=None)  # an edition each
@given(before=st.integers(20, 80), start=st.integers(20, 80), end=st.integers(20, 80), after=st.integers(20, 80))
def test_turned_round_the_title_turns_or_claims_nothing(before: int, start: int, end: int, after: int) -> None:
    turned = {"higher": "lower", "lower": "higher", "rose": "fell", "fell": "rose"}

    def claims(title: str) -> set[str]:
        return {each for each in turned if f" {each} " in title}

    here, there = of_levels(before, start, end, after), of_levels(after, end, start, before)
    assert {turned[each] for each in claims(here)} == claims(there)
    assert ("yet" in here) == (claims(here) in ({"lower", "rose"}, {"higher", "fell"})) == ("yet" in there)
    assert bool(claims(here) & {"rose", "fell"}) == (abs(end - start) >= 5)


def test_of_few_companies_no_change_is_told() -> None:
    title = of_way(changed=way(n=(12, 4, 10))).title
    assert "geen verandering vast te stellen" in title
    assert "steeg" not in title


def test_of_two_means_that_rounding_leaves_open_none_is_called_higher() -> None:
    coarse = cell("maturity", "overall", 5, 50, n=10, rounding=5)  # 47.5 to 52.5, beside 47.5 to 48.5
    title = of_way(language="en", changed=(*way()[:4], coarse)).title
    assert "was 48% in year 4 and 50% in year 5" in title
    exact = [cell("maturity", "overall", number, Decimal(value), n=n, rounding=0.0001)
             for number, value, n in ((4, "48.1", 12), (5, "48.3", 10))]  # fmt: skip
    assert "was 48% in year 4 and 48% in year 5" in of_way(language="en", changed=(*way(), *exact)).title


def test_without_one_of_its_levels_there_is_one_sentence_and_no_number() -> None:
    whole = way()
    bound = replace(whole[0], value=None, lo=Decimal(0), hi=Decimal(15), precision="at_most")
    kept = replace(whole[4], kept=True)
    lacking = [
        *(way(tuple(None if place == hidden else each for place, each in enumerate(LEVELS)))  # type: ignore[arg-type]
          for hidden in range(4)),
        way(change=None), (bound, *whole[1:]), (*whole[:4], kept),
    ]  # fmt: skip
    figures = [of_way(changed=each) for each in lacking]
    assert {each.title for each in figures} == {each.empty for each in figures}
    (sentence,) = {each.title for each in figures}
    assert "gaan niet over precies dezelfde bedrijven" in sentence
    assert {(each.series, each.categories, each.table.rows) for each in figures} == {((), (), ())}
    assert not any(str(level) in figures[0].alt for level in LEVELS)


def test_whether_the_companies_differ_is_said_only_as_far_as_it_is_shown() -> None:
    unknown = cell("membership", "comparable", 5, None)
    same = [count("membership", item, number, 9, n=14) for item, number in (("submitted", 4), ("submitted", 5),
                                                                            ("comparable", 5))]  # fmt: skip
    for counts in ([unknown], same):
        sentence = of_way(changed=(*way((None, 40, 47, 41)), *counts)).title
        assert "kunnen over verschillende bedrijven gaan" in sentence


def test_over_a_break_and_without_a_pair_it_refuses() -> None:
    assert waterfall(cube_of_way(), "nl", pair=(2, 3)).empty == (
        "Jaar 2 en jaar 3 zijn niet te vergelijken: er ligt een breuk tussen"
    )
    assert "12" not in waterfall(cube_of_way(), "nl", pair=(5, 4)).title


def test_only_the_step_of_the_same_companies_is_joined_and_fine_lines_lead_from_step_to_step() -> None:
    lines = [each for each in plotly_spec(of_way())["data"] if each["mode"] == "lines"]
    fine, steps = ([each for each in lines if (each["line"]["width"] == 1) == thin] for thin in (True, False))
    told = [(each["x"], each["meta"]["joined"], each["line"].get("dash")) for each in steps]
    assert told == [([40, 48], False, "dot"), ([40, 47], True, None), ([41, 47], False, "dot")]
    assert [(each["x"], each["y"]) for each in fine] == [([40, 40], [0, -1]), ([47, 47], [-1, -2])]
    assert not any(each["meta"]["joined"] for each in fine)
    telephone = [each for each in plotly_spec(of_way(), width=390)["data"] if each["mode"] == "lines"]
    assert len(telephone) == 3  # there the names of the steps stand in between


@pytest.mark.parametrize("language", LANGUAGES)
def test_on_a_slide_it_is_a_native_chart_of_the_four_cells_and_only_the_same_companies_have_a_solid_line(
    language: Language,
) -> None:
    figure = of_way(language=language)
    (slide,) = read(pptx_of(pages_of_figures([figure]), name="W", language=language))
    assert slide.numbers == set(LEVELS)
    (chart,) = slide.charts
    lines = [each for each in chart.plots[0].series if each._element.spPr.find("{*}ln/{*}solidFill") is not None]
    dashes = [each._element.spPr.find("{*}ln/{*}prstDash") for each in lines]
    kinds = [None if each is None else each.get("val") for each in dashes]
    assert kinds == ["sysDot", None, "sysDot", None, None]
    values = [
        [float(each.text) for each in line._element.find("{*}xVal").iter("{*}v")] for line in lines
    ]  # as they stand in the workbook
    assert [each.format.line.color.rgb for each in lines].count(lines[1].format.line.color.rgb) == 1
    assert values == [[48, 40], [40, 47], [47, 41], [40, 40], [47, 47]]
    assert all(plain(each.label) in slide.said for each in figure.categories)
    assert all(plain(percent(level, language)) in slide.said for level in LEVELS)


def test_a_speaker_is_told_that_a_dotted_step_is_no_change_of_companies() -> None:
    assert any(each.startswith("Zeg niet: ") and "stippellijn" in each for each in speaker_notes(of_way()))


def internal(*, left: tuple[int, str] = (1, "-2"), silent: tuple[int, str] = (4, "-6")) -> Cube:
    """The worked example with details: of the five that drop out, by default, one left and four stayed members."""
    parts = [Detail("composition", f"overall:{part}", 4, 5, "total", "all", n, Decimal(points))
             for part, n, points in (("within", 7, "7"), ("entry", 3, "-6"), ("left", *left), ("silent", *silent),
                                     ("all", 15, "-7"))]  # fmt: skip
    return demo_cube(audience="secretariat", changed=way(), details=parts)


def test_the_secretariat_sees_left_and_silent_as_two_steps_with_what_each_contributes() -> None:
    """From 48: the one that left takes 2 points along, the four silent ones 6; the same seven start at 40."""
    figure = waterfall(internal(), "nl")
    start, end, contributed = figure.series
    assert [each.value for each in start.marks] == [48, 46, 40, 47]
    assert [each.value for each in end.marks] == [46, 40, 47, 41]
    assert [plain(each.text) for each in contributed.marks] == ["−2,0 punten", "−6,0 punten", "+7,0 punten",
                                                                "−6,0 punten"]  # fmt: skip
    assert [(plain(each.label), each.regrouped) for each in figure.categories][:2] == [
        ("Wie vertrok, valt weg (1 bedrijf)", True),
        ("Wie lid bleef maar in jaar 5 niet beoordeeld is, valt weg (4 bedrijven)", True),
    ]
    assert (start.marks[1].n, end.marks[0].n) == (None, None)  # the level between them is no mean
    assert any("geen gemiddelde van bedrijven" in each for each in figure.notes)
    assert [plain(" ".join(row[1:])) for row in figure.table.rows] == [
        "48 % 46 % 12  −2,0 punten", "46 % 40 %  7 −6,0 punten", "40 % 47 % 7 7 +7,0 punten",
        "47 % 41 % 7 10 −6,0 punten",
    ]  # fmt: skip
    dashes = [each["line"].get("dash") for each in plotly_spec(figure)["data"]
              if each["mode"] == "lines" and each["line"]["width"] > 1]  # fmt: skip
    assert dashes == ["dot", "dot", None, "dot"]


def test_where_nobody_left_or_was_silent_that_is_said_in_its_step() -> None:
    (gone, silent, *_) = waterfall(internal(left=(0, "0"), silent=(5, "-8")), "en").categories
    assert plain(gone.label) == "None of those that counted in year 4 left"
    assert plain(silent.label).startswith("Those that stayed members but were not assessed in year 5 drop out (5")
    everybody = waterfall(internal(left=(5, "-8"), silent=(0, "0")), "en")
    assert plain(everybody.categories[1].label) == "Those that stayed members count in both years"
    assert [(each.value, each.n) for each in everybody.series[1].marks[:2]] == [(40, 7), (40, 7)]
    assert not any("no mean of companies" in each for each in everybody.notes)


def test_without_details_who_drops_out_is_one_step_and_no_contribution_is_told() -> None:
    assert composition_figures(cube_of_way()) == movement_figures(cube_of_way()) == ()
    assert [each.code for each in of_way().categories] == ["gone", "same", "new"]
    assert len(of_way().series) == 2


def test_the_draft_of_an_annual_report_tells_it_and_shows_it_where_every_level_is_shown() -> None:
    """Who has last year's report at hand would take the difference between two means of all for progress."""
    cube, hidden = cube_of_way(), cube_of_way(way((48, 40, 47, None)))
    figure = waterfall(cube, "nl")
    assert f"{figure.title}.\n" in draft(cube, "nl", round=5)
    assert [(code, each.key) for code, each in draft_figures(cube, "nl", round=5)] == [
        ("participation", "response"), ("progress", "waterfall"), ("progress", "levels")
    ]  # fmt: skip
    document = Document(BytesIO(draft_docx(cube, "nl", round=5)))
    assert any(plain(each.text).endswith(plain(figure.title)) for each in document.paragraphs)
    assert "Dezelfde 7 bedrijven" in plain(" ".join(row.cells[0].text for each in document.tables for row in each.rows))
    assert "beoordeelde bedrijven" not in draft(hidden, "nl", round=5)
    assert [code for code, _ in draft_figures(hidden, "nl", round=5)] == ["participation", "progress"]
