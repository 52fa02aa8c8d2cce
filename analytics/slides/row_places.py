"""Where the rows of a picture stand on a slide, and the scale that their values are read from."""

from dataclasses import dataclass
from typing import Any, Final

from analytics.drawing.rows import BARS, ticks_at
from analytics.figure import Figure, Series, key_of
from analytics.measure import LINE, height, width
from analytics.slides.charts import Plot, value_axis
from analytics.slides.places import Area
from analytics.slides.sheet import LABEL, SMALL, Sheet

GAP, TALLEST, FOOT, AXIS_TITLE = 12, 58, 20, 18
NO_TICKS = 4  # what stands below bars that carry their numbers themselves
# A bar is at least as high as the number at its end, which is all digits and no tails.
LOWEST_BAR: Final = 1.1 * SMALL
# Names of rows that find no room on one line take so much of the width; on one line they may take more.
NAMES, MOST_NAMES = 0.3, 0.4
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


def rows_of(sheet: Sheet, figure: Figure, area: Area) -> Rows:
    """The places in an area; the key above the rows is written on the sheet, as its height decides them."""
    drawn = tuple(each for each in figure.series if not each.written)
    written = tuple(each for each in figure.series if each.written)
    bars = figure.form in BARS
    sign = "■" if bars else "●"
    left = left_of(figure, area) + GAP
    entries = [(sign, label, colour) for label, colour in key_of(drawn)]
    room = max(area.width * 0.75 - left, 200)
    key = sheet.key(entries, Area(area.left + left, area.top, room, LABEL * LINE)) + 6 if len(entries) > 1 else 0.0
    if written and not key:
        key = LABEL * LINE + 4
    words = [mark.text for each in drawn for mark in each.marks if mark.state not in HIDDEN]
    label = max((width(each, LABEL) for each in words), default=0.0) + 14
    column = sum(column_of(each) for each in written)
    places = tuple(ticks_at(figure))
    count = len(figure.categories)
    titled = AXIS_TITLE if figure.axis_title and places else 0
    if (area.height - key - FOOT - titled) / count < _least(figure):
        places = ()
    foot = (FOOT if places else NO_TICKS) + titled
    high = min(area.height - key - foot, count * TALLEST)
    indent = 0.0 if bars else min(label, area.width * 0.15)
    outer = Area(area.left, area.top + key, area.width - column, high + foot)
    inner = Area(area.left + left + indent, outer.top, outer.width - left - indent - label, high)
    row = high / count
    large = all(height(each.label, LABEL, left - GAP) <= row for each in figure.categories)
    if bars and len(drawn) > 1:
        large = large and row / (len(drawn) + 1) >= LABEL * LINE
    return Rows(figure, drawn, written, outer, inner, column, LABEL if large else SMALL, places)


def fits(figure: Figure, area: Area) -> bool:
    """Whether every row finds room for its name at the smallest type size."""
    least = _least(figure)
    titled = AXIS_TITLE if figure.axis_title else 0
    room = area.height - (NO_TICKS if least else FOOT) - titled - 2 * LABEL * LINE
    count = len(figure.categories)
    left = left_of(figure, area)
    tallest = max((height(each.label, SMALL, left) for each in figure.categories), default=0.0)
    return count > 0 and room / count >= max(tallest + 1, SMALL * LINE + 1, least)


def _least(figure: Figure) -> float:
    """The height of a row of several bars with what parts it from the next; none of its own where there is one."""
    bars = sum(not each.written for each in figure.series)
    return (bars + 1) * LOWEST_BAR if figure.form in BARS and bars > 1 else 0.0


def left_of(figure: Figure, area: Area) -> float:
    """The width of the names of the rows, in points."""
    for size in (LABEL, SMALL):
        longest = max((width(each.label, size) for each in figure.categories), default=0.0)
        if longest <= area.width * MOST_NAMES:
            return longest + 2
    return area.width * NAMES + 2


def column_of(series: Series) -> float:
    """The width of a column of written numbers, in points."""
    return max(width(series.label, SMALL), *(width(mark.text, LABEL) for mark in series.marks), 0) + 12


def scale_of(rows: Rows) -> tuple[float, float]:
    """The ends of the value axis."""
    if rows.figure.axis is not None:
        return rows.figure.axis
    return 0, max((mark.hi or mark.value or 0 for each in rows.drawn for mark in each.marks), default=1) or 1


def finish(plot: Plot, rows: Rows, axis: Any) -> None:
    """The value axis with its ticks, and what it measures below it."""
    unit = rows.ticks[1] - rows.ticks[0] if len(rows.ticks) > 1 else None
    value_axis(plot, axis, figure=rows.figure, unit=unit)
    if rows.figure.axis_title and ticks_at(rows.figure):
        top = rows.inner.bottom + (FOOT if rows.ticks else NO_TICKS)
        below = Area(rows.inner.left, top, rows.inner.width, AXIS_TITLE)
        plot.sheet.write(rows.figure.axis_title, below, size=SMALL, colour="muted", align="center")
