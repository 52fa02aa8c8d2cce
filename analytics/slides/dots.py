"""Native points in rows; in a dumbbell a line joins those of a row, dotted where they are of different companies."""

from collections.abc import Sequence
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.util import Pt

from analytics.figure import Mark
from analytics.slides.charts import Plot, chart, data_label, marker
from analytics.slides.row_places import Rows, finish, scale_of
from analytics.slides.sheet import Sheet
from analytics.slides.workbook import point_data, refer


def dot_chart(sheet: Sheet, rows: Rows) -> Plot:
    """Points in rows; in a dumbbell a line joins those of a row, solid where they are the same companies.

    Where rows are the steps of one way, a fine line leads from the end of each to the start of the next.
    """
    figure, drawn = rows.figure, rows.drawn
    count = len(figure.categories)
    series: list[tuple[str, list[tuple[float, float]]]] = []
    places: list[tuple[str, str]] = []
    pairs = [[each.marks[place] for each in drawn] for place in range(count)]
    joined = [place for place, marks in enumerate(pairs) if figure.form == "dumbbell" and len(_values(marks)) > 1]
    last = chr(ord("A") + len(drawn))
    for place in joined:
        series.append((figure.categories[place].label, [(value, count - place) for value in _values(pairs[place])]))
        places.append((f"Sheet1!$A${place + 2}", f"Sheet1!$B${place + 2}:${last}${place + 2}"))
    steps = range(count - 1) if any(each.regrouped for each in figure.categories) else ()
    for place in steps:
        ends = (pairs[place][-1].value, pairs[place + 1][0].value)
        series.append(
            (
                figure.categories[place].label,
                [(value, count - place - order) for order, value in enumerate(ends) if value is not None],
            )
        )
        places.append((f"Sheet1!$A${place + 2}", f"(Sheet1!${last}${place + 2},Sheet1!$B${place + 3})"))
    for order, one in enumerate(drawn):
        found = [(place, mark.value) for place, mark in enumerate(one.marks) if mark.value is not None]
        if not found:
            continue
        column = chr(ord("B") + order)
        series.append((one.label, [(value, count - place) for place, value in found]))
        places.append((f"Sheet1!${column}$1", _cells(column, [place for place, _ in found])))
    head: list[str | float | None] = ["", *(each.label for each in drawn)]
    body: list[list[str | float | None]] = [
        [category.label, *(mark.value for mark in marks)]
        for category, marks in zip(figure.categories, pairs, strict=True)
    ]  # fmt: skip
    data = point_data(figure, series or [(figure.title, [])], [head, *body])
    made = chart(
        sheet, XL_CHART_TYPE.XY_SCATTER, data, outer=rows.outer, inner=rows.inner, alt=figure.alt, name=figure.title
    )
    plot = Plot(sheet, made, rows.inner, *scale_of(rows), upright=False)
    finish(plot, rows, made.category_axis)
    made.value_axis.minimum_scale, made.value_axis.maximum_scale = 0.5, count + 0.5
    made.value_axis.has_major_gridlines = False
    made.value_axis.visible = False
    for (name, x), one in zip(places, made.plots[0].series, strict=False):
        refer(one, name=name, x=x, y=None, count=max(count, len(drawn)))
    made_series = list(made.plots[0].series)
    for place, one in zip(joined, made_series, strict=False):
        if figure.categories[place].regrouped:
            _line(one, sheet, colour="quiet", wide=2.5, dotted=True)
        else:
            _line(one, sheet, colour="accent", wide=2.5)
    for one in made_series[len(joined) : len(joined) + len(steps)]:
        _line(one, sheet, colour="quiet", wide=0.75)
    _points(plot, rows, made_series[len(joined) + len(steps) :], pairs)
    return plot


def _line(series: Any, sheet: Sheet, *, colour: str, wide: float, dotted: bool = False) -> None:
    """A series that is a line only."""
    series.format.line.color.rgb, series.format.line.width = sheet.colour(colour), Pt(wide)
    if dotted:
        series.format.line.dash_style = MSO_LINE.ROUND_DOT
    series.marker.style = XL_MARKER_STYLE.NONE


def _points(plot: Plot, rows: Rows, made: Sequence[Any], pairs: list[list[Mark]]) -> None:
    """Full and lighter points with their numbers outwards; of equal ones the lighter is a ring round the other."""
    with_points = [each for each in rows.drawn if any(mark.value is not None for mark in each.marks)]
    for series, one in zip(made, with_points, strict=False):
        series.format.line.fill.background()
        light = one.colour != "accent"
        marker(series, plot.sheet, colour=one.colour, light=light)
        order = rows.drawn.index(one)
        found = [place for place, mark in enumerate(one.marks) if mark.value is not None]
        for at, place in enumerate(found):
            marks = pairs[place]
            values = _values(marks)
            met = values.count(marks[order].value or 0.0) > 1
            if met and light:
                series.points[at].marker.size = 17
                series.points[at].marker.style = series.marker.style
            position = _side(marks, order)
            data_label(
                series, at, marks[order].text, sheet=plot.sheet, position=position, colour=one.colour, size=rows.size
            )


def _side(marks: list[Mark], order: int) -> XL_LABEL_POSITION:
    """Numbers stand outwards, that of a point between two others above it; of equal ones the earlier series leads."""
    ranked = [place for _, place in sorted((mark.value, place) for place, mark in enumerate(marks)
                                           if mark.value is not None)]  # fmt: skip
    if len(ranked) > 1 and ranked[0] == order:
        return XL_LABEL_POSITION.LEFT
    return XL_LABEL_POSITION.RIGHT if ranked[-1] == order else XL_LABEL_POSITION.ABOVE


def _values(marks: Sequence[Mark]) -> list[float]:
    return [mark.value for mark in marks if mark.value is not None]


def _cells(column: str, places: list[int]) -> str:
    """The cells of these rows; what is not shown has no cell to refer to."""
    if places == list(range(places[0], places[-1] + 1)):
        return f"Sheet1!${column}${places[0] + 2}:${column}${places[-1] + 2}"
    return "(" + ",".join(f"Sheet1!${column}${place + 2}" for place in places) + ")"
