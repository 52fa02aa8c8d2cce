"""Severity upwards against likelihood: a native chart of points, each with its name."""

from typing import Final

from pptx.enum.chart import XL_CHART_TYPE

from analytics.drawing.labels import EVERYWHERE, Wish, place, point
from analytics.figure import Figure
from analytics.slides.charts import (
    POSITIONS,
    Plot,
    chart,
    data_label,
    marker,
    say_beside,
    value_axis,
)
from analytics.slides.measure import lines
from analytics.slides.places import Area
from analytics.slides.sheet import SMALL, Sheet
from analytics.slides.workbook import point_data, refer

LEFT, RIGHT, TOP, FOOT, ABOVE = 34, 10, 6, 40, 18
# The room that a name takes before it goes over a second line.
NAME: Final = 150


def field_chart(sheet: Sheet, figure: Figure, area: Area) -> None:
    """The picture of a figure of form "field" in an area: `value` upwards, `x` to the right, on the same scale."""
    low, high = figure.axis or (1, 5)
    names = {each.code: each.label for each in figure.categories}
    marks = [mark for each in figure.series for mark in each.marks if mark.x is not None and mark.value is not None]
    sheet.write(
        f"↑ {figure.second_axis_title}", Area(area.left, area.top, area.width, ABOVE), size=SMALL, colour="muted"
    )
    outer = Area(area.left, area.top + ABOVE, area.width, area.height - ABOVE)
    inner = Area(outer.left + LEFT, outer.top + TOP, outer.width - LEFT - RIGHT, outer.height - TOP - FOOT)
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
    across = Plot(sheet, made, inner, low, high, upright=False)
    wishes = [
        Wish(across.along(x) - inner.left, inner.bottom - plot.along(y),
             "<br>".join(lines(names[mark.at], SMALL, NAME)), SMALL, EVERYWHERE)
        for (x, y), mark in zip(points, marks, strict=True)
    ]  # fmt: skip
    placed = place(wishes, taken=[point(each.x, each.y) for each in wishes], within=plot.within)
    for at, (wish, found) in enumerate(zip(wishes, placed, strict=True)):
        position = None if found is None else POSITIONS.get((found.xanchor, found.yanchor))
        if position is not None and found is not None and abs(found.yshift) < 12:
            text = "\n".join(wish.text.split("<br>"))
            data_label(series, at, text, sheet=sheet, position=position, colour="ink", size=SMALL)
        elif found is not None:
            say_beside(plot, wish, found, colour="ink")
