"""Severity upwards against likelihood: a native chart of points, each with its name."""

from collections.abc import Sequence
from typing import Final

from pptx.enum.chart import XL_CHART_TYPE

from analytics.drawing.labels import AT_POINT, Box, Placed, Wish, crowded, place, point
from analytics.figure import Figure, Mark
from analytics.measure import height, lines, width
from analytics.slides.charts import (
    POSITIONS,
    Plot,
    chart,
    data_label,
    marker,
    say_beside,
    value_axis,
)
from analytics.slides.places import Area
from analytics.slides.sheet import SMALL, Sheet
from analytics.slides.workbook import point_data, refer

LEFT, RIGHT, TOP, FOOT, ABOVE = 34, 10, 6, 40, 18
# The room that a name takes before it goes over a second line.
NAME: Final = 150
MOST_LEGEND: Final = 0.32
BESIDE_LEGEND: Final = 16


def field_chart(sheet: Sheet, figure: Figure, area: Area) -> None:
    """The picture of a figure of form "field" in an area: `value` upwards, `x` to the right, on the same scale.

    Where names would lie over one another, points have numbers, and the names stand beside the picture.
    """
    names = {each.code: each.label for each in figure.categories}
    marks = [mark for each in figure.series for mark in each.marks if mark.x is not None and mark.value is not None]
    texts = ["<br>".join(lines(names[mark.at], SMALL, NAME)) for mark in marks]
    found = _placed(figure, marks, texts, inner=_inner(area))
    if found is None:
        legend = [f"{order}  {names[mark.at]}" for order, mark in enumerate(marks, start=1)]
        wide = min(max(width(each, SMALL) for each in legend) + 4, area.width * MOST_LEGEND)
        high = sum(height(each, SMALL, wide) for each in legend)
        beside = Area(area.right - wide, area.top + ABOVE, wide, min(high, area.height - ABOVE))
        sheet.write("\n".join(legend), beside, size=SMALL)
        area = Area(area.left, area.top, area.width - wide - BESIDE_LEGEND, area.height)
        texts = [str(order) for order in range(1, len(marks) + 1)]
        found = _placed(figure, marks, texts, inner=_inner(area), needed=True)
    _draw(sheet, figure, area, marks=marks, labels=list(zip(*(found or ((), ())), strict=True)))


def _inner(area: Area) -> Area:
    return Area(area.left + LEFT, area.top + ABOVE + TOP, area.width - LEFT - RIGHT, area.height - ABOVE - TOP - FOOT)


def _placed(
    figure: Figure, marks: Sequence[Mark], texts: Sequence[str], *, inner: Area, needed: bool = False
) -> tuple[list[Wish], list[Placed | None]] | None:
    """A place for every label; None where one would lie over something, unless the labels are needed all the same."""
    low, high = figure.axis or (1, 5)
    across, up = inner.width / (high - low), inner.height / (high - low)
    wishes = [
        Wish(((mark.x or 0) - low) * across, ((mark.value or 0) - low) * up, text, SMALL, AT_POINT)
        for mark, text in zip(marks, texts, strict=True)
    ]
    taken, within = [point(each.x, each.y) for each in wishes], Box(0, 0, inner.width, inner.height)
    found = place(wishes, taken=taken, within=within)
    return (wishes, found) if needed or not crowded(wishes, found, taken=taken, within=within) else None


def _draw(
    sheet: Sheet, figure: Figure, area: Area, *, marks: Sequence[Mark], labels: Sequence[tuple[Wish, Placed | None]]
) -> None:
    low, high = figure.axis or (1, 5)
    names = {each.code: each.label for each in figure.categories}
    sheet.write(
        f"↑ {figure.second_axis_title}", Area(area.left, area.top, area.width, ABOVE), size=SMALL, colour="muted"
    )
    outer, inner = Area(area.left, area.top + ABOVE, area.width, area.height - ABOVE), _inner(area)
    rows = [[names[mark.at], mark.x, mark.value] for mark in marks]
    head = ["", figure.axis_title, figure.second_axis_title]
    points = [(mark.x or 0.0, mark.value or 0.0) for mark in marks]
    data = point_data(figure, [(figure.second_axis_title, points)], [head, *rows])
    made = chart(sheet, XL_CHART_TYPE.XY_SCATTER, data, outer=outer, inner=inner, alt=figure.alt, name=figure.title)
    plot = Plot(sheet, made, inner, low, high)
    for axis in (made.category_axis, made.value_axis):
        value_axis(plot, axis, figure=figure, unit=1)
    sheet.write(f"{figure.axis_title} →", Area(inner.left, inner.bottom + 20, inner.width, SMALL * 1.3), size=SMALL,
                colour="muted", align="right")  # fmt: skip
    series = made.plots[0].series[0]
    last = len(marks) + 1
    refer(series, name="Sheet1!$C$1", x=f"Sheet1!$B$2:$B${last}", y=f"Sheet1!$C$2:$C${last}")
    series.format.line.fill.background()
    marker(series, sheet, colour="accent", light=False)
    for at, (wish, found) in enumerate(labels):
        position = None if found is None else POSITIONS.get((found.xanchor, found.yanchor))
        if position is not None:
            text = "\n".join(wish.text.split("<br>"))
            data_label(series, at, text, sheet=sheet, position=position, colour="ink", size=SMALL)
        elif found is not None:
            say_beside(plot, wish, found, colour="ink")
