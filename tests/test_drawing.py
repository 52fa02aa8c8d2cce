"""What is drawn: withheld as a gap, bounds hatched, colours by code, everything readable in light and dark."""

import json
import re
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise
from typing import Any

import plotly.graph_objects as go
import pytest

from analytics.drawing import CONFIG, DRAWN, plotly_spec
from analytics.drawing.canvas import text_width
from analytics.drawing.labels import AT_POINT, Box, Wish, place, point
from analytics.drawing.years import positions
from analytics.figure import Figure
from analytics.reach import participation
from analytics.risks import themes
from analytics.scores import overview, steps, target
from analytics.scores.secondary import secondary_means
from analytics.theme import DARK, LIGHT, Look, contrast
from analytics.trend import trend
from data.cube import LANGUAGES, Language
from tests.demo import RISKS, cell, count, demo_cube
from tests.every_figure import FIGURES, PUBLIC, every_figure

CUBE = demo_cube()
PICTURES = [key for key, made in FIGURES.items() if made(CUBE, "nl").form != "table"]


def _written(spec: dict[str, Any]) -> str:
    return " ".join(each["text"] for each in spec["layout"]["annotations"]).replace("<br>", " ")


def _bare(text: str) -> str:
    """Without spaces: where a line may end is the picture's."""
    return "".join(text.split())


def _points(spec: dict[str, Any]) -> list[tuple[float, float]]:
    return [
        point for each in spec["data"] if each["type"] == "scatter" for point in zip(each["x"], each["y"], strict=True)
    ]


@pytest.mark.parametrize("width", [1280, 420])
@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("key", PICTURES)
def test_every_picture_is_plain_valid_plotly_with_its_source_inside(key: str, dark: bool, width: int) -> None:
    figure = FIGURES[key](CUBE, "nl")
    assert figure.form in DRAWN
    spec = plotly_spec(figure, dark=dark, width=width)
    json.dumps(spec)
    go.Figure(spec)  # validates every property
    source = spec["layout"]["title"]["text"].replace("<br>", " ")
    assert source == figure.source
    assert ("verzonnen" in source) == (key not in PUBLIC)
    assert spec["layout"]["height"] > 80


@pytest.mark.parametrize("key", PICTURES)
def test_every_shown_number_is_written_in_the_picture(key: str) -> None:
    figure = FIGURES[key](CUBE, "nl")
    if figure.empty or figure.form == "field":
        return
    written = _bare(_written(plotly_spec(figure, width=1280)))
    for mark in (mark for each in figure.series for mark in each.marks if mark.state in ("shown", "bounded")):
        assert _bare(mark.text) in written, (key, mark)


def test_a_withheld_value_is_drawn_as_a_gap_never_as_zero() -> None:
    figure = overview.overall_trend(CUBE, "nl")
    spec = plotly_spec(figure)
    everybody = next(each for each in spec["data"] if each.get("meta") == {"series": "all"})
    place_of_4 = positions(figure)["4"]
    assert place_of_4 not in everybody["x"]
    assert all(y > 0 for _, y in _points(spec))
    column = next(each for each in spec["data"] if each["type"] == "bar")
    assert column["x"] == [place_of_4]
    assert (column["base"], column["y"]) == (0, [100])
    assert column["marker"]["pattern"]["shape"] == "/"
    assert "niet getoond" in _written(spec)


def test_the_key_says_whose_value_is_hidden_in_a_column_that_shows_another() -> None:
    assert "alle bedrijven van het jaar: niet getoond" in _written(plotly_spec(overview.overall_trend(CUBE, "nl")))
    alone = [cell("maturity", "overall", 4, None), cell("target_mean", "overall", 4, None)]
    assert ": niet getoond" not in _written(plotly_spec(target.target(demo_cube(changed=alone), "nl")))


def test_of_two_groups_that_are_hidden_in_one_year_a_column_says_that_neither_is_shown() -> None:
    told = _written(plotly_spec(secondary_means(CUBE, "nl")))
    assert told.count("beide niet getoond") == 5  # in every year but the fifth
    one = [cell("maturity", "overall", 4, 41, n=5, dimension="secondary", member="other")]
    assert _written(plotly_spec(secondary_means(demo_cube(changed=one), "nl"))).count("beide niet getoond") == 4


def test_all_companies_and_other_companies_are_rings_on_every_picture() -> None:
    for figure in (overview.overall_trend(CUBE, "nl"), secondary_means(CUBE, "nl"), target.target(CUBE, "nl")):
        spec = plotly_spec(figure)
        quiet = {each.label for each in figure.series if each.colour == "quiet" and not each.written}
        rings = {each["name"] for each in spec["data"] if each.get("marker", {}).get("color") == LIGHT.background}
        assert rings == quiet
        assert all(f"○</span>\N{NO-BREAK SPACE}{each}" in _written(spec) for each in quiet)


def test_a_mean_with_a_bound_is_hatched_over_all_that_it_may_be_and_says_so() -> None:
    bounds = [count("maturity", "overall", number, value, n=9, precision=precision)
              for number, value, precision in ((5, 95, "at_least"), (6, 4, "at_most"))]  # fmt: skip
    highest = [replace(each, hi=Decimal(100)) for each in bounds[:1]]
    figure = overview.overall_trend(demo_cube(changed=[*highest, *bounds[1:]]), "nl")
    spec = plotly_spec(figure)
    hatched = {each["meta"]["at"]: each for each in spec["data"] if each.get("meta", {}).get("state") == "bounded"}
    assert {at: (each["base"], each["base"] + each["y"][0]) for at, each in hatched.items()} == {
        "5": (95, 100), "6": (0, 4)
    }  # fmt: skip
    written = _written(spec)
    assert "minstens 95\N{NO-BREAK SPACE}%" in written
    assert "hoogstens 4\N{NO-BREAK SPACE}%" in written


@pytest.mark.parametrize("width", [1280, 420])
def test_a_bound_beside_a_dot_is_hatched_and_its_words_cover_no_dot(width: int) -> None:
    bound = [count("unanswered", "step:act", 5, 8, n=12, precision="at_most")]
    spec = plotly_spec(steps.unanswered(demo_cube(changed=bound), "nl", round=5), width=width)
    (hatched,) = [each for each in spec["data"] if "pattern" in each["marker"]]
    assert (hatched["base"], hatched["base"] + hatched["x"][0]) == (0, 8)
    (words,) = [each for each in spec["layout"]["annotations"] if "hoogstens" in each["text"]]
    row = -[each.code for each in CUBE.agreement.steps].index("act")
    dots = [(x, y) for x, y in _points(spec) if abs(y - row) < 0.5]
    assert [x for x, _ in dots] == [13]
    if words["xanchor"] == "right":  # in the corner of the row, above every dot
        assert (words["y"], words["yanchor"]) == (row + 0.5, "top")
        assert all(y < words["y"] - 0.4 for _, y in dots)
    else:  # right beside the hatching
        low, high = spec["layout"]["xaxis"]["range"]
        margin = spec["layout"]["margin"]
        px = (width - margin["l"] - margin["r"]) / (high - low)
        assert words["x"] == 8
        assert 8 * px + words["xshift"] + text_width(words["text"], 12) < 13 * px - 6


@pytest.mark.parametrize("room", [None, 300])
def test_the_words_of_a_bound_that_reaches_the_end_of_the_axis_stand_before_its_hatching(room: int | None) -> None:
    """At the right above it there is no room in a low row: the hatching went through the words."""
    bound = [count("unanswered", "step:act", 5, 60, n=12, precision="at_least")]
    figure = replace(steps.unanswered(demo_cube(changed=bound), "nl", round=5), axis=(0, 100))
    spec = plotly_spec(figure, width=1000, room=room)
    (words,) = [each for each in spec["layout"]["annotations"] if "minstens" in each["text"]]
    assert (words["x"], words["xanchor"], words["y"]) == (60, "right", -2)
    assert words["xshift"] < 0


def test_two_equal_bounds_of_a_row_are_told_once_beside_their_hatching() -> None:
    bounds = [
        count(measure, "step:act", 5, 8, n=12, precision="at_most") for measure in ("unanswered", "not_applicable")
    ]
    spec = plotly_spec(steps.unanswered(demo_cube(changed=bounds), "nl", round=5), width=1120)
    (words,) = [each for each in spec["layout"]["annotations"] if "hoogstens" in each["text"]]
    assert (words["x"], words["xanchor"]) == (8, "left")
    assert words["text"].replace("\N{NO-BREAK SPACE}", " ") == "beide hoogstens 8 %"


@pytest.mark.parametrize("room", [None, 420, 300, 220])
@pytest.mark.parametrize("other", [20, 50, 56, 80])
def test_the_word_of_a_withheld_column_covers_no_point(room: int | None, other: int) -> None:
    moved = [cell("target_mean", "overall", 4, other, n=8)]
    spec = plotly_spec(target.target(demo_cube(changed=moved), "nl"), width=960, room=room)
    layout, margin = spec["layout"], spec["layout"]["margin"]
    high = layout["height"] - margin["t"] - margin["b"]
    (word,) = [each for each in layout["annotations"] if each["text"] in ("niet getoond", "niet<br>getoond")]
    if word.get("textangle") != -90:
        assert word["xanchor"] == "right"
        return
    length = text_width(word["text"], word["font"]["size"]) * 0.9
    top = high if word["yanchor"] == "top" else length
    assert not top - length < other / 100 * high < top


def test_a_year_of_which_there_is_nothing_says_so_and_a_line_that_is_not_there_has_no_key() -> None:
    figure = trend(CUBE, "nl", item="overall", key="founders", subject="de totaalscore", indicator="maturity_overall",
                   dimension="founders", member="founders")  # fmt: skip
    written = _written(plotly_spec(figure))
    assert written.count("geen gegevens") == 5  # the demo has the founders in year 5 alone
    assert "twee jaren" not in written
    assert "Losse punten: alle bedrijven van de groep in het jaar." in figure.subtitle


def test_no_name_in_a_crowded_field_lies_over_a_point_or_another_name() -> None:
    places = {code: (4 - 0.2 * (k // 2) - 0.05 * (k % 2), 2.2 + 0.2 * (k % 2)) for k, code in enumerate(RISKS)}
    crowd = [
        cell(measure, code, 5, value, n=11, rounding=0.1)
        for code, values in places.items()
        for measure, value in zip(("risk_severity", "risk_likelihood"), values, strict=True)
    ]
    spec = plotly_spec(themes.risk_field(demo_cube(changed=crowd), "nl", round=5), width=1120)
    layout, margin = spec["layout"], spec["layout"]["margin"]
    low, high = layout["xaxis"]["range"]
    across, up = ((1120 - margin["l"] - margin["r"]) / (high - low),
                  (layout["height"] - margin["t"] - margin["b"]) / (high - low))  # fmt: skip
    boxes = [point(x * across, y * up, radius=5) for x, y in _points(spec)]
    for each in layout["annotations"]:
        size = each["font"]["size"]
        wide, tall = text_width(each["text"], size) * 0.9, (each["text"].count("<br>") + 1) * size
        x, y = each["x"] * across + each["xshift"], each["y"] * up + each["yshift"]
        left = x - {"left": 0, "center": wide / 2, "right": wide}[each["xanchor"]]
        bottom = y - {"bottom": 0, "middle": tall / 2, "top": tall}[each["yanchor"]]
        boxes.append(Box(left, bottom, left + wide, bottom + tall))
    assert len(boxes) == 2 * len(RISKS)
    assert not [(one, other) for one, other in combinations(boxes, 2) if one.overlap(other) > 0]


def test_where_names_find_no_room_at_their_points_these_have_numbers_and_the_names_stand_in_a_list() -> None:
    crowd = [
        cell(measure, code, 5, 3 + 0.1 * (k % 3), n=11, rounding=0.1)
        for k, code in enumerate(RISKS)
        for measure in ("risk_severity", "risk_likelihood")
    ]
    figure = themes.risk_field(demo_cube(changed=crowd), "nl", round=5)
    spec = plotly_spec(figure, width=1120)
    listed, *numbers = (each["text"] for each in spec["layout"]["annotations"])
    names = {each.code: each.label for each in figure.categories}
    marked = [names[mark.at] for mark in figure.series[0].marks if mark.value is not None]
    assert sorted(numbers, key=int) == [str(order) for order in range(1, len(marked) + 1)]
    assert listed.replace("<br>", " ") == " ".join(f"{order} {name}" for order, name in enumerate(marked, 1))
    assert spec["layout"]["margin"]["r"] > 150  # the list has a place of its own


def test_a_withheld_bar_has_no_length_and_says_that_it_is_not_shown() -> None:
    figure = steps.step_profile(CUBE, "nl")
    spec = plotly_spec(figure)
    row = -[each.code for each in figure.categories].index("step:communicate")
    assert not any(y == row for _, y in _points(spec))
    assert any(each["y"] == row and each["text"] == "niet getoond" for each in spec["layout"]["annotations"])


def test_no_line_touches_the_dot_of_all_companies() -> None:
    for step in ("embed", "track", "remedy"):
        spec = plotly_spec(steps.step_trend(CUBE, "nl", step=step))
        dots = next(each for each in spec["data"] if each.get("meta") == {"series": "all"})
        assert dots["mode"] == "markers"
        drawn = [each for each in spec["data"] if "lines" in each.get("mode", "")]
        assert all(set(each["x"]).isdisjoint(dots["x"]) for each in drawn)
        assert all(len(each["x"]) == 2 for each in drawn)


def test_two_cohorts_never_meet_in_one_point_and_no_line_passes_a_break() -> None:
    figure = overview.overall_trend(CUBE, "nl")
    spec = plotly_spec(figure)
    lines = [each["x"] for each in spec["data"] if "lines" in each.get("mode", "")]
    assert max(lines[0]) < min(lines[1])
    breaks = [each["x0"] for each in spec["layout"]["shapes"] if each.get("line", {}).get("dash") == "dot"]
    assert len(breaks) == 3
    assert not any(min(line) < at < max(line) for line in lines for at in breaks)
    assert _written(spec).count("breuk") == 3


def test_a_bounded_count_is_solid_to_what_is_certain_and_hatched_to_what_is_possible() -> None:
    spec = plotly_spec(overview.levels(CUBE, "nl", round=5))
    hatched = [each for each in spec["data"] if "pattern" in each["marker"]]
    assert [(each["base"], each["base"] + each["x"][0]) for each in hatched] == [(11, 12), (0, 3)]
    assert "minstens 11" in _written(spec)


def test_what_was_not_expected_has_no_bar_that_could_be_read_as_zero() -> None:
    changed = [count(measure, "policy", 1, 0, n=0) for measure in ("expected", "submitted")]
    figure = participation.response(demo_cube(changed=changed), "nl", round=1)
    absent = [-place for place, mark in enumerate(figure.series[0].marks) if mark.state == "absent"]
    assert len(absent) == 1
    assert {each["y"][0] for each in plotly_spec(figure)["data"]}.isdisjoint(absent)


def test_a_change_over_more_years_is_a_bracket_above_the_picture_and_no_line_in_it() -> None:
    spec = plotly_spec(steps.step_trend(CUBE, "nl", step="embed"))
    places = positions(steps.step_trend(CUBE, "nl", step="embed"))
    bracket = [each for each in spec["layout"]["shapes"] if each.get("ysizemode") == "pixel"]
    assert {(each["x0"], each["x1"]) for each in bracket} == {
        (places["3"], places["5"]), (places["3"], places["3"]), (places["5"], places["5"])
    }  # fmt: skip
    assert all(each["y0"] > 0 and each["y1"] > 0 for each in bracket)
    assert "verandering van jaar 3 naar jaar 5: +24" in _written(spec)


@pytest.mark.parametrize("width", [1120, 350])
def test_the_years_under_a_picture_do_not_run_together(width: int) -> None:
    figure = overview.overall_trend(CUBE, "nl")
    axis = plotly_spec(figure, width=width)["layout"]["xaxis"]
    size = 11 if width < 560 else 12
    room = (width - 60) / (axis["range"][1] - axis["range"][0])
    halves = [text_width(each, size) / 2 for each in axis["ticktext"]]
    for (left, right), (one, other) in zip(pairwise(axis["tickvals"]), pairwise(halves), strict=True):
        assert (right - left) * room > one + other


def test_the_number_beside_a_low_dot_is_not_cut_off_on_a_telephone() -> None:
    spec = plotly_spec(steps.unanswered(CUBE, "nl", round=5), width=350)
    layout = spec["layout"]
    low, high = layout["xaxis"]["range"]
    plot = 350 - layout["margin"]["l"] - layout["margin"]["r"]
    numbers = [each for each in layout["annotations"] if each.get("xanchor") == "right" and each.get("xref") is None]
    assert numbers
    for each in numbers:
        left = layout["margin"]["l"] + (each["x"] - low) / (high - low) * plot + each["xshift"]
        assert left - text_width(each["text"], 12) > 0


@pytest.mark.parametrize("width", [350, 960])
def test_a_long_number_beside_a_high_dot_is_not_cut_off(width: int) -> None:
    figure = steps.step_profile(CUBE, "nl")
    first, second = figure.series[:2]
    long = tuple(replace(each, value=99.0, text="+99 punten (n = 13)") for each in second.marks)
    layout = plotly_spec(replace(figure, series=(first, replace(second, marks=long))), width=width)["layout"]
    low, high = layout["xaxis"]["range"]
    plot = width - layout["margin"]["l"] - layout["margin"]["r"]
    numbers = [each for each in layout["annotations"] if each["text"].startswith("+99")]
    assert len(numbers) == 6
    size = 12 if width < 560 else 14
    for each in numbers:
        assert (each["x"] - low) / (high - low) * plot + each["xshift"] + text_width(each["text"], size) <= plot


def test_the_first_number_of_the_axis_below_bars_is_not_cut_off_on_a_telephone() -> None:
    """Plotly leaves out a number that would be cut off: without 0 % nobody knows where the bars begin."""
    layout = plotly_spec(participation.response(CUBE, "nl", round=5), width=350)["layout"]
    assert layout["xaxis"]["ticktext"][0] == "0\N{NO-BREAK SPACE}%"
    assert layout["margin"]["l"] >= 9  # half of "0 %" at 11 px, of which digit, space and sign take 1.52 em


@pytest.mark.parametrize(("text", "em"), [("47%", 1.82), ("+15 points", 4.6), ("47\N{NO-BREAK SPACE}%", 2.02)])
def test_a_text_is_never_narrower_than_it_was_reckoned(text: str, em: float) -> None:
    """em: its width in Source Sans: a digit or "+" 0.497, "%" 0.824, a space 0.2, these letters 0.44 on average."""
    assert text_width(text, 14) >= em * 14


def test_all_companies_have_one_colour_on_every_page() -> None:
    for figure in every_figure(CUBE, "nl").values():
        assert all(each.colour == "quiet" for each in figure.series if each.code == "all"), figure.key


def test_a_label_that_is_not_needed_is_left_out_rather_than_written_over_another() -> None:
    within, full = Box(0, 0, 400, 400), [Box(0, 0, 400, 400)]
    assert place([Wish(200, 200, "+14", 14, AT_POINT, needed=False)], taken=full, within=within) == [None]
    assert place([Wish(200, 200, "+14", 14, AT_POINT)], taken=full, within=within) != [None]


def test_a_label_beside_its_point_does_not_touch_it_on_any_side() -> None:
    for side in AT_POINT:
        wish = [Wish(200, 200, "+14", 14, (side,), needed=False)]
        assert place(wish, taken=[point(200, 200)], within=Box(0, 0, 400, 400)) != [None], side


def test_equal_severity_and_likelihood_hide_neither() -> None:
    same = [cell("risk_likelihood", "child_labour", 5, 4.2, n=8, rounding=0.1)]
    spec = plotly_spec(themes.risk_ranking(demo_cube(changed=same), "nl", round=5))
    twice = [each for each in spec["data"] if each["x"] == [4.2] and each["y"] == [0.0]]
    assert sorted(each["marker"]["size"] for each in twice) == [12, 20]
    assert _written(spec).count("4,2") >= 2


@pytest.mark.parametrize("dark", [False, True])
def test_colours_belong_to_codes_in_either_language(dark: bool) -> None:
    def colours(language: Language) -> dict[str, list[str]]:
        figures = every_figure(CUBE, language)
        return {
            key: [
                str(each["marker"].get("color")) for each in plotly_spec(figure, dark=dark)["data"] if "marker" in each
            ]
            for key, figure in figures.items()
            if figure.form in DRAWN
        }

    dutch, english = map(colours, LANGUAGES)
    assert {key: sorted(value) for key, value in dutch.items()} == {key: sorted(v) for key, v in english.items()}


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_what_is_written_and_drawn_stands_out_from_its_ground(look: Look) -> None:
    for written in (look.ink, look.muted, look.accent, look.quiet, look.contrast, look.target):
        assert contrast(written, look.background) >= 4.5
    for ground in (look.shade_from, look.shade_to, look.track):
        assert contrast(look.ink, ground) >= 4.5


def test_numbers_on_the_axis_follow_the_language() -> None:
    figure = overview.overall_trend
    assert plotly_spec(figure(CUBE, "nl"))["layout"]["yaxis"]["ticktext"][-1] == "100\N{NO-BREAK SPACE}%"
    assert plotly_spec(figure(CUBE, "en"))["layout"]["yaxis"]["ticktext"][-1] == "100%"
    assert [plotly_spec(figure(CUBE, each))["layout"]["separators"] for each in LANGUAGES] == [",.", ".,"]


def test_no_word_of_a_label_is_cut() -> None:
    for key, figure in every_figure(CUBE, "nl").items():
        if figure.form in ("bars", "strip", "dumbbell", "dots") and not figure.empty:
            written = _written(plotly_spec(figure, width=420))
            assert all(each.label in written for each in figure.categories), key


def test_text_that_looks_like_markup_is_shown_as_text() -> None:
    figure = overview.bases(CUBE, "nl")
    odd = Figure(**{name: getattr(figure, name) for name in Figure.__slots__} | {"source": "a < b & <b>c</b>"})
    assert plotly_spec(odd)["layout"]["title"]["text"] == "a &lt; b &amp; &lt;b&gt;c&lt;/b&gt;"


def test_a_label_takes_the_first_side_where_it_covers_nothing() -> None:
    within = Box(0, 0, 400, 400)
    wishes = [Wish(200, 200, "36 %", 14, AT_POINT), Wish(215, 200, "33 %", 14, AT_POINT)]
    first, second = place(wishes, taken=[point(200, 200), point(215, 200)], within=within)
    assert first is not None
    assert second is not None
    assert (first.xanchor, second.xanchor) == ("right", "left")


def test_a_picture_offers_no_download_of_itself_without_its_title_and_the_word_invented() -> None:
    assert CONFIG["displayModeBar"] is False  # Plotly's camera saves the drawing alone


def test_nothing_in_analytics_knows_the_screen() -> None:
    from pathlib import Path  # noqa: PLC0415

    for path in (Path(__file__).parent.parent / "analytics").rglob("*.py"):
        assert not re.search(r"^\s*(import|from) (streamlit|pandas|plotly)", path.read_text(encoding="utf-8"), re.M)
