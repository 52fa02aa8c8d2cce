"""Severity upwards against likelihood: every theme a point with its name, or on a narrow sheet its rank."""

from typing import Final

from analytics.drawing.canvas import Canvas, Spec, wrap
from analytics.drawing.labels import EVERYWHERE, Box, Placed, Wish, covered, place, point

LEFT, RIGHT, BOTTOM, HEIGHT = 50, 14, 52, 440
PAD: Final = 0.15
# How long a line of a name may be: one line reads best, but in a crowd two or three find more room.
LINES: Final = (60, 24, 16)
Points = list[tuple[float, float]]


def field(canvas: Canvas) -> Spec:
    """The picture of a figure of form "field": `value` upwards, `x` to the right, both on the same scale."""
    figure = canvas.figure
    low, high = figure.axis or (1, 5)
    ends = (low - PAD, high + PAD)
    wide = canvas.width - LEFT - RIGHT
    high_px = canvas.free(320 if canvas.narrow else HEIGHT, around=12 + BOTTOM, least=300)
    names = {each.code: each.label for each in figure.categories}
    points = [(mark.x, mark.value, mark) for each in figure.series for mark in each.marks
              if mark.x is not None and mark.value is not None]  # fmt: skip

    def px(x: float, y: float) -> tuple[float, float]:
        span = ends[1] - ends[0]
        return (x - ends[0]) / span * wide, (y - ends[0]) / span * high_px

    canvas.data.append({
        "type": "scatter", "mode": "markers", "x": [x for x, _, _ in points], "y": [y for _, y, _ in points],
        "marker": {"size": 11, "color": canvas.look.accent, "line": {"color": canvas.look.background, "width": 1.5}},
        "hoverinfo": "text", "cliponaxis": False,
        "hovertext": [f"{wrap(names[mark.at], 40)}: {mark.text}" for _, _, mark in points],
    })  # fmt: skip
    size = canvas.size if canvas.narrow else min(canvas.small + 1, canvas.size)
    marked = [names[mark.at] for _, _, mark in points]
    texts = (
        [[str(order) for order, _ in enumerate(marked, 1)]]
        if canvas.narrow
        else [[wrap(name, characters) for name in marked] for characters in LINES]
    )
    labels = _labels([px(x, y) for x, y, _ in points], texts, size=size, within=Box(0, 0, wide, high_px))
    for (x, y, _), (text, placed) in zip(points, labels, strict=True):
        aside = placed.xanchor  # of two lines, both begin at their point
        canvas.write(text, x=x, y=y, xshift=placed.xshift, yshift=placed.yshift, xanchor=aside,
                     yanchor=placed.yanchor, size=size, align=aside)  # fmt: skip
    legend = _legend(canvas, marked) if canvas.narrow else 0
    ticks = [low + k for k in range(int(high - low) + 1)]
    xaxis, yaxis = (canvas.axis(range=ends, tickvals=ticks) for _ in range(2))
    xaxis["title"]["text"] = wrap(figure.axis_title, int(wide / (canvas.small * 0.55)))
    yaxis["title"]["text"] = wrap(figure.second_axis_title, 50)
    return canvas.layout(
        height=12 + high_px + BOTTOM + legend, left=LEFT, right=RIGHT, top=12, bottom=BOTTOM + legend,
        xaxis=xaxis, yaxis=yaxis,
    )  # fmt: skip


def _labels(points: Points, forms: list[list[str]], *, size: float, within: Box) -> list[tuple[str, Placed]]:
    """A text and its place per point (px): of the forms of the texts the one that covers least.

    Of two that cover as little the one with more names right beside their point: above or below, a name may seem to be
    that of a neighbour.
    """
    taken = [point(*each) for each in points]
    told: list[tuple[float, int, list[tuple[str, Placed]]]] = []
    for texts in forms:
        wishes = [Wish(*each, text, size, EVERYWHERE) for each, text in zip(points, texts, strict=True)]
        placed = place(wishes, taken=taken, within=within)
        kept = [(wish.text, found) for wish, found in zip(wishes, placed, strict=True) if found is not None]
        away = sum(found.yanchor != "middle" for _, found in kept)
        told.append((covered(wishes, placed, taken=taken, within=within), away, kept))
        if told[-1][:2] == (0, 0):
            break
    return min(told, key=lambda each: each[:2])[2]


def _legend(canvas: Canvas, names: list[str]) -> int:
    """The names behind the numbers, under the picture; returns their height in px."""
    lines = [wrap(f"{order} {name}", 60) for order, name in enumerate(names, 1)]
    text = "<br>".join(lines)
    canvas.write(text, x=0, xref="paper", xanchor="left", xshift=-LEFT + 4, y=0, yref="paper", yanchor="top",
                 yshift=-BOTTOM, size=canvas.small)  # fmt: skip
    return round((text.count("<br>") + 1) * canvas.small * 1.3) + 12
