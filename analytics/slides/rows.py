"""Categories down the side, values to the right: native bars, dots and dumbbells with their numbers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION
from pptx.util import Pt

from analytics.drawing.rows import BARS, ticks_at
from analytics.figure import Figure, Mark, Series
from analytics.slides.charts import (
    Plot,
    bar_fill,
    category_axis,
    chart,
    data_label,
    marker,
    value_axis,
)
from analytics.slides.measure import LINE, height, width
from analytics.slides.places import Area
from analytics.slides.sheet import LABEL, SMALL, Sheet
from analytics.slides.workbook import category_data, point_data, refer

GAP, TALLEST, FOOT, AXIS_TITLE = 12, 58, 20, 18
HIDDEN: Final = ("withheld", "not_made", "absent")


@dataclass(frozen=True, slots=True)
class Rows:
    """Where the rows of a picture stand on the slide (points)."""

    figure: Figure
    drawn: tuple[Series, ...]
    written: tuple[Series, ...]
    outer: Area
    inner: Area
    right: float
    size: int
    ticks: tuple[float, ...]

    @property
    def row(self) -> float:
        """The height of a row."""
        return self.inner.height / len(self.figure.categories)

    @property
    def bars(self) -> int:
        """How many bars have their places in a row; below several bars an empty one parts the rows."""
        return len(self.drawn) if self.figure.form in BARS else 1

    def middle(self, place: int) -> float:
        """The middle of a row's bars or points."""
        return (self.bar(place, 0) + self.bar(place, self.bars - 1)) / 2

    def bar(self, place: int, order: int) -> float:
        """The middle of one bar in a row."""
        places = self.bars + (self.bars > 1)
        return self.inner.top + (place + (order + 0.5) / places) * self.row


def fits(figure: Figure, area: Area) -> bool:
    """Whether every row finds room for its name at the smallest type size."""
    room = area.height - FOOT - AXIS_TITLE - 2 * LABEL * LINE
    count = len(figure.categories)
    left = _left(figure, area)
    tallest = max((height(each.label, SMALL, left) for each in figure.categories), default=0.0)
    return count > 0 and room / count >= max(tallest, SMALL * LINE) + 1


def row_chart(sheet: Sheet, figure: Figure, area: Area) -> None:
    """The picture of a figure of form "bars", "strip", "dots" or "dumbbell" in an area."""
    rows = _rows(sheet, figure, area)
    bars = figure.form in BARS
    plot = _bars(sheet, rows) if bars else _dots(sheet, rows)
    for place, category in enumerate(figure.categories):
        if not bars or len(rows.drawn) > 1:
            beside = Area(area.left, rows.middle(place) - rows.row / 2, _left(figure, area), rows.row)
            sheet.write(category.label, beside, size=rows.size, align="right", anchor="middle")
        _hidden(plot, rows, place)
    for order, series in enumerate(rows.written):
        _written(sheet, rows, series, order=order, area=area)


def _left(figure: Figure, area: Area) -> float:
    longest = max((width(each.label, LABEL) for each in figure.categories), default=0.0)
    return min(longest, area.width * 0.3) + 2


def _rows(sheet: Sheet, figure: Figure, area: Area) -> Rows:
    drawn = tuple(each for each in figure.series if not each.written)
    written = tuple(each for each in figure.series if each.written)
    bars = figure.form in BARS
    sign = "■" if bars else "●"
    left = _left(figure, area) + GAP
    entries = [(sign, each.label, each.colour) for each in drawn]
    room = max(area.width * 0.75 - left, 200)
    key = sheet.key(entries, Area(area.left + left, area.top, room, LABEL * LINE)) + 6 if len(drawn) > 1 else 0.0
    if written and not key:
        key = LABEL * LINE + 4
    words = [mark.text for each in drawn for mark in each.marks if mark.state not in HIDDEN]
    label = max((width(each, LABEL) for each in words), default=0.0) + 14
    column = sum(_column(each) for each in written)
    places = tuple(ticks_at(figure))
    foot = (FOOT if places else 4) + (AXIS_TITLE if figure.axis_title and places else 0)
    count = len(figure.categories)
    high = min(area.height - key - foot, count * TALLEST)
    indent = 0.0 if bars else min(label, area.width * 0.15)
    outer = Area(area.left, area.top + key, area.width - column, high + foot)
    inner = Area(area.left + left + indent, outer.top, outer.width - left - indent - label, high)
    row = high / count
    large = all(height(each.label, LABEL, left - GAP) <= row for each in figure.categories)
    if bars and len(drawn) > 1:
        large = large and row / (len(drawn) + 1) >= LABEL * LINE
    return Rows(figure, drawn, written, outer, inner, column, LABEL if large else SMALL, places)


def _column(series: Series) -> float:
    return max(width(series.label, SMALL), *(width(mark.text, LABEL) for mark in series.marks), 0) + 12


def _scale(rows: Rows) -> tuple[float, float]:
    if rows.figure.axis is not None:
        return rows.figure.axis
    return 0, max((mark.hi or mark.value or 0 for each in rows.drawn for mark in each.marks), default=1) or 1


def _finish(plot: Plot, rows: Rows, axis: Any) -> None:
    """The value axis with its ticks, and what it measures below it."""
    unit = rows.ticks[1] - rows.ticks[0] if len(rows.ticks) > 1 else None
    value_axis(plot, axis, figure=rows.figure, unit=unit)
    if rows.figure.axis_title and rows.ticks:
        below = Area(rows.inner.left, rows.inner.bottom + FOOT, rows.inner.width, AXIS_TITLE)
        plot.sheet.write(rows.figure.axis_title, below, size=SMALL, colour="muted", align="center")


def _bars(sheet: Sheet, rows: Rows) -> Plot:
    """Bars that lie on each other: hatched up to what is possible, solid up to what is certain.

    More than one series: a bar per series in every row, each in its own colour, so that every bar can be bounded.
    """
    figure, drawn = rows.figure, rows.drawn
    several = len(drawn) > 1
    names: list[str] = []
    bars: list[tuple[Series, Mark] | None] = []
    for place, category in enumerate(figure.categories):
        names += [f"{category.label} · {each.label}" if several else category.label for each in drawn]
        bars += [(each, each.marks[place]) for each in drawn]
        if several:
            names.append("")
            bars.append(None)
    possible = [each[1].hi if each and each[1].state == "bounded" else None for each in bars]
    certain = [(each[1].lo if each[1].state == "bounded" else each[1].value) if each else None for each in bars]
    label = figure.axis_title or drawn[0].label or figure.title
    parts = [
        (part, values)
        for part, values in (("hatched", possible), ("solid", certain))
        if any(each is not None for each in values)
    ]
    data = category_data(figure, names, [(label, values) for _, values in parts] or [(label, certain)])
    made = chart(
        sheet, XL_CHART_TYPE.BAR_CLUSTERED, data, outer=rows.outer, inner=rows.inner, alt=figure.alt, name=figure.title
    )
    plot = Plot(sheet, made, rows.inner, *_scale(rows), upright=False)
    bar = made.plots[0]
    bar.overlap, bar.gap_width = 100, 15 if several else 80
    bar.vary_by_categories = False
    category_axis(plot, made.category_axis, size=rows.size)
    made.category_axis.tick_labels.font.color.rgb = sheet.colour("ink")
    made.category_axis.reverse_order = True
    if several:
        made.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    _finish(plot, rows, made.value_axis)
    if rows.ticks:
        made.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    for (part, values), series in zip(parts, bar.series, strict=False):
        bar_fill(series, sheet, colour=drawn[0].colour, hatched=part == "hatched")
        for place, each in enumerate(bars):
            if each is None or values[place] is None:
                continue
            one, mark = each
            if one.colour != drawn[0].colour:
                bar_fill(series.points[place], sheet, colour=one.colour, hatched=part == "hatched")
            if mark.state == "shown" or part == "hatched":
                beside = XL_LABEL_POSITION.OUTSIDE_END
                data_label(series, place, mark.text, sheet=sheet, position=beside, colour="ink", size=rows.size)
    return plot


def _dots(sheet: Sheet, rows: Rows) -> Plot:
    """Points in rows; in a dumbbell a line joins the two of a row, because they are the same companies."""
    figure, drawn = rows.figure, rows.drawn
    count = len(figure.categories)
    series: list[tuple[str, list[tuple[float, float]]]] = []
    places: list[tuple[str, str]] = []
    pairs = [[each.marks[place] for each in drawn] for place in range(count)]
    joined = [place for place, marks in enumerate(pairs) if figure.form == "dumbbell" and len(_values(marks)) == 2]
    for place in joined:
        series.append((figure.categories[place].label, [(value, count - place) for value in _values(pairs[place])]))
        places.append((f"Sheet1!$A${place + 2}", f"Sheet1!$B${place + 2}:$C${place + 2}"))
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
    plot = Plot(sheet, made, rows.inner, *_scale(rows), upright=False)
    _finish(plot, rows, made.category_axis)
    made.value_axis.minimum_scale, made.value_axis.maximum_scale = 0.5, count + 0.5
    made.value_axis.has_major_gridlines = False
    made.value_axis.visible = False
    for (name, x), one in zip(places, made.plots[0].series, strict=False):
        refer(one, name=name, x=x, y=None, count=max(count, 2))
    made_series = list(made.plots[0].series)
    for one in made_series[: len(joined)]:
        one.format.line.color.rgb, one.format.line.width = sheet.colour("accent"), Pt(2.5)
        one.marker.style = XL_MARKER_STYLE.NONE
    _points(plot, rows, made_series[len(joined) :], pairs)
    return plot


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
            met = len(values) == 2 and values[0] == values[1]
            if met and light:
                series.points[at].marker.size = 17
                series.points[at].marker.style = series.marker.style
            first = len(values) > 1 and _is_first(marks, order)
            position = XL_LABEL_POSITION.LEFT if first else XL_LABEL_POSITION.RIGHT
            data_label(
                series, at, marks[order].text, sheet=plot.sheet, position=position, colour=one.colour, size=rows.size
            )


def _is_first(marks: list[Mark], order: int) -> bool:
    """Whether the mark is the leftmost of its row; of equal ones the earlier series is."""
    ranked = sorted((mark.value, place) for place, mark in enumerate(marks) if mark.value is not None)
    return ranked[0][1] == order


def _values(marks: Sequence[Mark]) -> list[float]:
    return [mark.value for mark in marks if mark.value is not None]


def _cells(column: str, places: list[int]) -> str:
    """The cells of these rows; what is not shown has no cell to refer to."""
    if places == list(range(places[0], places[-1] + 1)):
        return f"Sheet1!${column}${places[0] + 2}:${column}${places[-1] + 2}"
    return "(" + ",".join(f"Sheet1!${column}${place + 2}" for place in places) + ")"


def _hidden(plot: Plot, rows: Rows, place: int) -> None:
    """What has no value stands there in words, at the start of its row."""
    if rows.figure.form in BARS:
        for order, series in enumerate(rows.drawn):
            mark = series.marks[place]
            if mark.state in HIDDEN:
                plot.sheet.label(mark.text, rows.inner.left + 4, rows.bar(place, order), size=rows.size, colour="muted")
        return
    marks = [(series, series.marks[place]) for series in rows.drawn]
    hidden = [(series, mark) for series, mark in marks if mark.value is None]
    if hidden:
        text = " / ".join(dict.fromkeys(mark.text for _, mark in hidden))
        if len(hidden) < len(marks):
            text = f"{hidden[0][0].label}: {text}"
        wide = width(text, SMALL) + 8
        taken = [
            (plot.along(mark.value), width(mark.text, rows.size) + 14) for _, mark in marks if mark.value is not None
        ]
        left = all(x - beside > rows.inner.left + wide for x, beside in taken)
        right = all(x + beside < rows.outer.right - wide for x, beside in taken)
        x, align = (rows.outer.right, "right") if right and not left else (rows.inner.left, "left")
        plot.sheet.label(text, x, rows.middle(place), size=SMALL, colour="muted", align=align)  # type: ignore[arg-type]


def _written(sheet: Sheet, rows: Rows, series: Series, *, order: int, area: Area) -> None:
    """A column of numbers at the right of the rows."""
    right = area.right - sum(_column(each) for each in rows.written[order + 1 :])
    sheet.label(series.label, right, rows.inner.top - 2, size=SMALL, colour="muted", align="right", anchor="bottom")
    for place, mark in enumerate(series.marks):
        known = mark.value is not None
        sheet.label(mark.text, right, rows.middle(place), size=rows.size if known else SMALL,
                    colour="ink" if known else "muted", align="right")  # fmt: skip
