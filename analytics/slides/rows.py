"""Categories down the side, values to the right: names, native bars or dots, and what stands beside them in words."""

from typing import Final

from analytics.drawing.rows import BARS
from analytics.figure import Figure, Mark, Series
from analytics.measure import width
from analytics.slides.bars import bar_chart
from analytics.slides.charts import Plot
from analytics.slides.dots import dot_chart
from analytics.slides.places import Area
from analytics.slides.row_places import HIDDEN, Rows, column_of, left_of, rows_of
from analytics.slides.sheet import SMALL, Sheet

HATCHED: Final = 9.0  # how high the hatching of a bound is at most, in points
BESIDE: Final = 6.0  # from a hatching to its words
DOT: Final = 12.0  # from the middle of a point to what it leaves free


def row_chart(sheet: Sheet, figure: Figure, area: Area) -> None:
    """The picture of a figure of form "bars", "strip", "dots" or "dumbbell" in an area."""
    rows = rows_of(sheet, figure, area)
    bars = figure.form in BARS
    plot = bar_chart(sheet, rows) if bars else dot_chart(sheet, rows)
    for place, category in enumerate(figure.categories):
        if not bars or len(rows.drawn) > 1:
            beside = Area(area.left, rows.middle(place) - rows.row / 2, left_of(figure, area), rows.row)
            sheet.write(category.label, beside, size=rows.size, align="right", anchor="middle")
        _hidden(plot, rows, place)
    for order, series in enumerate(rows.written):
        _written(sheet, rows, series, order=order, area=area)


def _hidden(plot: Plot, rows: Rows, place: int) -> None:
    """What has no value stands there in words, at the start of its row: once where all of it says the same."""
    if rows.figure.form in BARS:
        bars = [(rows.bar(place, order), series.marks[place]) for order, series in enumerate(rows.drawn)]
        if {mark.state for _, mark in bars} <= {*HIDDEN} and len({mark.text for _, mark in bars}) == 1:
            bars = [(rows.middle(place), bars[0][1])]
        for y, mark in bars:
            if mark.state in HIDDEN:
                plot.sheet.label(mark.text, rows.inner.left + 4, y, size=rows.size, colour="muted")
        return
    marks = [(series, series.marks[place]) for series in rows.drawn]
    hidden = [(series, mark) for series, mark in marks if mark.value is None]
    if hidden:
        text = " / ".join(dict.fromkeys(mark.text for _, mark in hidden))
        taken = _taken(plot, rows, [mark for _, mark in marks])
        spans = _hatched(plot, rows, hidden, place=place)
        if len(spans) == len(hidden) and _beside(plot, rows, hidden, place=place, text=text, taken=taken):
            return
        taken += spans
        if len(hidden) == 1 < len(marks):
            text = f"{hidden[0][0].label}: {text}"
        wide = width(text, SMALL) + 8
        at_left = _free(rows.inner.left, rows.inner.left + wide, rows=rows, taken=taken)
        at_right = _free(rows.outer.right - wide, rows.outer.right, rows=rows, taken=taken)
        x, align = (rows.outer.right, "right") if at_right and not at_left else (rows.inner.left, "left")
        plot.sheet.label(text, x, rows.middle(place), size=SMALL, colour="muted", align=align)  # type: ignore[arg-type]


def _hatched(plot: Plot, rows: Rows, hidden: list[tuple[Series, Mark]], *, place: int) -> list[tuple[float, float]]:
    """Hatches all that a bounded value may be, as on screen; from where to where."""
    bounded = [(series, plot.along(mark.lo), plot.along(mark.hi)) for series, mark in hidden
               if mark.state == "bounded" and mark.lo is not None and mark.hi is not None]  # fmt: skip
    high = min(HATCHED, rows.row / (len(bounded) + 1))
    top = rows.middle(place) - high * len(bounded) / 2
    for order, (series, low, up) in enumerate(bounded):
        area = Area(low, top + order * high, up - low, high)
        plot.sheet.hatched(area, colour=series.colour, edge=series.colour)
    return [(low, up) for _, low, up in bounded]


def _beside(
    plot: Plot, rows: Rows, hidden: list[tuple[Series, Mark]], *, place: int, text: str,
    taken: list[tuple[float, float]],
) -> bool:  # fmt: skip
    """Writes the words of bounded values right after or before their hatching; False where neither has room."""
    ends = [plot.along(each) for _, mark in hidden for each in (mark.lo, mark.hi) if each is not None]
    start, end, wide = min(ends) - BESIDE, max(ends) + BESIDE, width(text, SMALL)
    after = _free(end, end + wide, rows=rows, taken=taken)
    if not after and not _free(start - wide, start, rows=rows, taken=taken):
        return False
    colour = hidden[0][0].colour if len(hidden) == 1 else "muted"
    plot.sheet.label(text, end if after else start, rows.middle(place), size=SMALL, colour=colour,
                     align="left" if after else "right")  # fmt: skip
    return True


def _taken(plot: Plot, rows: Rows, marks: list[Mark]) -> list[tuple[float, float]]:
    """From where to where the points of a row stand with their numbers: at the left of the first of several."""
    points = sorted((plot.along(mark.value), width(mark.text, rows.size)) for mark in marks if mark.value is not None)
    return [
        (x - DOT - wide, x + DOT) if order == 0 and len(points) > 1 else (x - DOT, x + DOT + wide)
        for order, (x, wide) in enumerate(points)
    ]


def _free(start: float, end: float, *, rows: Rows, taken: list[tuple[float, float]]) -> bool:
    """Whether words find room from one x to another, beside the points and their numbers."""
    inside = start >= rows.inner.left and end <= rows.outer.right
    return inside and all(end < left or start > right for left, right in taken)


def _written(sheet: Sheet, rows: Rows, series: Series, *, order: int, area: Area) -> None:
    """A column of numbers at the right of the rows."""
    right = area.right - sum(column_of(each) for each in rows.written[order + 1 :])
    sheet.label(series.label, right, rows.inner.top - 2, size=SMALL, colour="muted", align="right", anchor="bottom")
    for place, mark in enumerate(series.marks):
        known = mark.value is not None
        sheet.label(mark.text, right, rows.middle(place), size=rows.size if known else SMALL,
                    colour="ink" if known else "muted", align="right")  # fmt: skip
