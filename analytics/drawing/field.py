"""Severity upwards against likelihood: every theme a point with its name, or on a narrow sheet its rank."""

from typing import Final

from analytics.drawing.canvas import Canvas, Spec, wrap
from analytics.drawing.labels import EVERYWHERE, Box, Wish, place, point

LEFT, RIGHT, BOTTOM, HEIGHT = 50, 14, 52, 440
PAD: Final = 0.15


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
    texts = [str(order) if canvas.narrow else wrap(names[mark.at], 24) for order, (_, _, mark) in enumerate(points, 1)]
    size = canvas.size if canvas.narrow else min(canvas.small + 1, canvas.size)
    wishes = [Wish(*px(x, y), text, size, EVERYWHERE) for (x, y, _), text in zip(points, texts, strict=True)]
    taken = [point(*px(x, y)) for x, y, _ in points]
    for (x, y, _), wish, placed in zip(points, wishes, place(wishes, taken=taken, within=Box(0, 0, wide, high_px)),
                                       strict=True):  # fmt: skip
        if placed is None:
            continue
        canvas.write(wish.text, x=x, y=y, xshift=placed.xshift, yshift=placed.yshift, xanchor=placed.xanchor,
                     yanchor=placed.yanchor, size=size, align="center")  # fmt: skip
    legend = _legend(canvas, [names[mark.at] for _, _, mark in points]) if canvas.narrow else 0
    ticks = [low + k for k in range(int(high - low) + 1)]
    xaxis, yaxis = (canvas.axis(range=ends, tickvals=ticks) for _ in range(2))
    xaxis["title"]["text"] = wrap(figure.axis_title, int(wide / (canvas.small * 0.55)))
    yaxis["title"]["text"] = wrap(figure.second_axis_title, 50)
    return canvas.layout(
        height=12 + high_px + BOTTOM + legend, left=LEFT, right=RIGHT, top=12, bottom=BOTTOM + legend,
        xaxis=xaxis, yaxis=yaxis,
    )  # fmt: skip


def _legend(canvas: Canvas, names: list[str]) -> int:
    """The names behind the numbers, under the picture; returns their height in px."""
    lines = [wrap(f"{order} {name}", 60) for order, name in enumerate(names, 1)]
    text = "<br>".join(lines)
    canvas.write(text, x=0, xref="paper", xanchor="left", xshift=-LEFT + 4, y=0, yref="paper", yanchor="top",
                 yshift=-BOTTOM, size=canvas.small)  # fmt: skip
    return round((text.count("<br>") + 1) * canvas.small * 1.3) + 12
