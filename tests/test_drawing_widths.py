"""A picture is drawn once and follows the window: what is written in it stays whole in every window that shows it."""

import re
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from analytics.drawing import plotly_spec
from analytics.drawing.canvas import WIDE as WIDE_TYPE
from analytics.drawing.canvas import text_height, text_width, wrap_round
from analytics.drawing.labels import Box
from analytics.scores.overview import overall_trend
from pages.parts.shelf import LEAST, WIDE
from tests.demo import cell, demo_cube
from tests.every_figure import FIGURES

CUBE = demo_cube()
MADE = {key: made(CUBE, "nl") for key, made in FIGURES.items()}
LOOK = Path(__file__).parents[1] / "pages" / "static" / "look.css"
NEAR = 0.85  # no word is as wide as it is reckoned


def _of(*forms: str) -> list[str]:
    return [key for key, figure in MADE.items() if figure.form in forms and not figure.empty]


def _boxes(spec: dict[str, Any], *, width: int) -> dict[str, list[Box]]:
    """Where the words at points of the picture stand in a window of `width` px, by what they say."""
    layout, margin = spec["layout"], spec["layout"]["margin"]
    (x0, x1), (y0, y1) = layout["xaxis"]["range"], layout["yaxis"]["range"]
    across, up = width - margin["l"] - margin["r"], layout["height"] - margin["t"] - margin["b"]
    boxes: dict[str, list[Box]] = {}
    for each in layout["annotations"]:
        if each.get("xref") or each.get("yref") or "textangle" in each:
            continue
        size, text = each["font"]["size"], each["text"]
        wide, tall = text_width(text, size) * NEAR, text_height(text, size) * NEAR
        x = margin["l"] + (each["x"] - x0) / (x1 - x0) * across + each.get("xshift", 0)
        y = margin["b"] + (each["y"] - y0) / (y1 - y0) * up + each.get("yshift", 0)
        left = x - {"left": 0, "right": wide}.get(each.get("xanchor", "center"), wide / 2)
        bottom = y - {"bottom": 0, "top": tall}.get(each.get("yanchor", "middle"), tall / 2)
        boxes.setdefault(text, []).append(Box(left, bottom, left + wide, bottom + tall))
    return boxes


@pytest.mark.parametrize("width", [LEAST, 900, WIDE, 1400])
@pytest.mark.parametrize("key", _of("bars", "strip"))
def test_the_number_behind_a_bar_is_whole_in_a_window_of_any_width(key: str, width: int) -> None:
    boxes = _boxes(plotly_spec(MADE[key], width=WIDE, least=LEAST), width=width)
    assert [text for text, found in boxes.items() if max(box.right for box in found) > width] == []


@pytest.mark.parametrize("width", [LEAST, 768, 900, WIDE, 1400])
@pytest.mark.parametrize(("first", "last", "everybody"), [(47, 62, 55), (65, 78, 70), (45, 60, 53), (49, 60, 59)])
def test_no_number_of_a_rise_covers_another_in_a_window_of_any_width(
    first: int, last: int, everybody: int, width: int
) -> None:
    parts = (("pair_start", first), ("pair_end", last), ("change", last - first))
    rise = [cell("maturity", "overall", 5, value, n=7, kind=kind, base_round=4) for kind, value in parts]
    cube = demo_cube(changed=[*rise, cell("maturity", "overall", 5, everybody, n=13)])
    boxes = _boxes(plotly_spec(overall_trend(cube, "nl"), width=WIDE, least=LEAST), width=width)
    every = [(text, box) for text, found in boxes.items() for box in found]
    assert len(every) > 8
    assert [(one, other) for (one, a), (other, b) in combinations(every, 2) if a.overlap(b) > 0] == []


@pytest.mark.parametrize("width", [520, 744, 960])
@pytest.mark.parametrize("key", _of("grid"))
def test_words_of_a_grid_on_a_slide_go_on_over_a_second_line_where_their_cell_ends(key: str, width: int) -> None:
    spec = plotly_spec(MADE[key], width=width, room=300)
    margin, (left, right) = spec["layout"]["margin"], spec["layout"]["xaxis"]["range"]
    cell = (width - margin["l"] - margin["r"]) / (right - left)
    for each in spec["layout"]["annotations"]:
        size = each["font"]["size"]
        for line in each["text"].split("<br>") if each.get("align") == "center" else ():
            assert " " not in line or len(line) * size * WIDE_TYPE <= max(cell, 6 * size)


def test_heads_of_a_grid_read_upwards_where_a_word_is_wider_than_its_column_and_never_lie_over_each_other() -> None:
    figure = MADE[_of("grid")[0]]
    named = tuple(replace(each, label="Loon en arbeidsvoorwaarden") for each in figure.categories)
    for width, turned in ((520, True), (2400, False)):
        spec = plotly_spec(replace(figure, categories=named), width=width, room=300)
        heads = [each for each in spec["layout"]["annotations"] if "arbeidsvoorwaarden" in each["text"]]
        assert len(heads) == len(named)
        assert {each.get("textangle") == -90 for each in heads} == {turned}
        long, high = (
            max(made(each["text"], each["font"]["size"]) for each in heads) for made in (text_width, text_height)
        )
        assert spec["layout"]["margin"]["t"] >= (long if turned else high)


def test_the_number_of_a_year_stands_on_the_line_of_its_word() -> None:
    label = wrap_round("Termijn 2, jaar 1 (2025/26)", 15).replace("\N{NO-BREAK SPACE}", " ")
    assert label == "Termijn 2,<br>jaar 1<br>(2025/26)"


def test_a_window_narrower_than_the_pictures_find_room_in_scrolls_them() -> None:
    scrolled = re.search(r"max-width: (\d+)px\) \{[^}]+ks-wide[^}]+\}[^}]+min-width: (\d+)rem", LOOK.read_text())
    assert scrolled is not None
    edges = 2 * 2 * 16  # the page's own, on either side
    assert (int(scrolled[1]) + 1 - edges, int(scrolled[2]) * 16) == (LEAST, LEAST)
