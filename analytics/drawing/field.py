"""Severity upwards against likelihood: every theme a point with its name at it.

On a narrow sheet, and where a name finds no room right at its point, points have numbers and the names are listed.
"""

from dataclasses import dataclass, replace
from typing import Final

from analytics.drawing.canvas import Canvas, Spec, text_height, text_width, wrap
from analytics.drawing.labels import AT_POINT, Box, Placed, Wish, covered, place, point

LEFT, RIGHT, TOP, BOTTOM, HEIGHT = 50, 14, 12, 52, 440
PAD: Final = 0.15
# How long a line of a name may be: one line reads best, but in a crowd two or three find more room.
LINES: Final = (60, 24, 16)
LISTED: Final = 34  # characters on a line of the list beside the picture
BESIDE: Final = 24  # px between the picture and the list beside it
Points = list[tuple[float, float]]
Labels = list[tuple[str, Placed]]


def field(canvas: Canvas) -> Spec:
    """The picture of a figure of form "field": `value` upwards, `x` to the right, both on the same scale."""
    figure = canvas.figure
    low, high = figure.axis or (1, 5)
    names = {each.code: each.label for each in figure.categories}
    marks = [mark for each in figure.series for mark in each.marks if mark.x is not None and mark.value is not None]
    points = [(mark.x or 0.0, mark.value or 0.0) for mark in marks]
    marked = [names[mark.at] for mark in marks]
    high_px = canvas.free(320 if canvas.narrow else HEIGHT, around=TOP + BOTTOM, least=300)
    made = _Sheet(canvas, (low - PAD, high + PAD), high_px, canvas.width)
    # Names right at their points are worth more than room for all of them in the narrowest window.
    placed = _named(replace(made, across=canvas.tight), points, marked) or _named(made, points, marked)
    right, below = RIGHT, 0
    if placed is None:
        right, below = _listed(made, marked)
        placed = _labels(made, points, [str(order) for order, _ in enumerate(marked, 1)], right=right)[1]
    canvas.data.append({
        "type": "scatter", "mode": "markers", "x": [x for x, _ in points], "y": [y for _, y in points],
        "marker": {"size": 11, "color": canvas.look.accent, "line": {"color": canvas.look.background, "width": 1.5}},
        "hoverinfo": "text", "cliponaxis": False,
        "hovertext": [f"{wrap(name, 40)}: {mark.text}" for name, mark in zip(marked, marks, strict=True)],
    })  # fmt: skip
    for (x, y), (text, found) in zip(points, placed, strict=True):
        aside = found.xanchor  # of two lines, both begin at their point
        canvas.write(text, x=x, y=y, xshift=found.xshift, yshift=found.yshift, xanchor=aside,
                     yanchor=found.yanchor, size=made.size, align=aside)  # fmt: skip
    ticks = [low + k for k in range(int(high - low) + 1)]
    xaxis, yaxis = (canvas.axis(range=made.ends, tickvals=ticks) for _ in range(2))
    xaxis["title"]["text"] = wrap(figure.axis_title, int(made.wide(right) / (canvas.small * 0.55)))
    yaxis["title"]["text"] = wrap(figure.second_axis_title, 50)
    return canvas.layout(
        height=TOP + high_px + BOTTOM + below, left=LEFT, right=right, top=TOP, bottom=BOTTOM + below,
        xaxis=xaxis, yaxis=yaxis,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The sheet of one field: the ends of both scales, the height of the drawing itself and the width of all, px."""

    canvas: Canvas
    ends: tuple[float, float]
    high: int
    across: int

    @property
    def size(self) -> int:
        """The type size of names."""
        return self.canvas.size if self.canvas.narrow else min(self.canvas.small + 1, self.canvas.size)

    def wide(self, right: float) -> float:
        """The width of the drawing itself beside a margin, px."""
        return self.across - LEFT - right


def _named(made: _Sheet, points: Points, names: list[str]) -> Labels | None:
    """Every name right at its point, in as few lines as that takes; None on a narrow sheet or where one finds no room.

    Of two ways the one with more names beside their points: above or below, a name may seem to be that of a neighbour.
    """
    if made.canvas.narrow:
        return None
    ways = (_labels(made, points, [wrap(each, most) for each in names], right=RIGHT) for most in LINES)
    found = [placed for over, placed in ways if not over]
    return min(found, key=lambda placed: sum(one.yanchor != "middle" for _, one in placed), default=None)


def _labels(made: _Sheet, points: Points, texts: list[str], *, right: float) -> tuple[float, Labels]:
    """A text and its place per point, and how much they cover together (px squared)."""
    low, high = made.ends
    wide = made.wide(right)
    across, up = wide / (high - low), made.high / (high - low)
    places = [((x - low) * across, (y - low) * up) for x, y in points]
    taken, within = [point(*each) for each in places], Box(0, 0, wide, made.high)
    wishes = [Wish(*each, text, made.size, AT_POINT) for each, text in zip(places, texts, strict=True)]
    placed = place(wishes, taken=taken, within=within)
    kept = [(wish.text, found) for wish, found in zip(wishes, placed, strict=True) if found is not None]
    return covered(wishes, placed, taken=taken, within=within), kept


def _listed(made: _Sheet, names: list[str]) -> tuple[int, int]:
    """The names behind the numbers: beside the picture, on a narrow sheet under it. Returns the margins, px."""
    canvas = made.canvas
    size = canvas.small if canvas.narrow else made.size
    lines = [wrap(f"{order} {name}", 60 if canvas.narrow else LISTED) for order, name in enumerate(names, 1)]
    text = "<br>".join(lines)
    if canvas.narrow:
        canvas.write(text, x=0, xref="paper", xanchor="left", xshift=-LEFT + 4, y=0, yref="paper", yanchor="top",
                     yshift=-BOTTOM, size=size)  # fmt: skip
        return RIGHT, round(text_height(text, size)) + 12
    canvas.write(text, x=1, xref="paper", xanchor="left", xshift=BESIDE, y=1, yref="paper", yanchor="top", size=size)
    return BESIDE + round(text_width(text, size)), 0
