"""Forms without a score axis: the grid of written values, the columns of counts, the large numbers."""

from typing import Final

from analytics.drawing.canvas import (
    CHARACTER,
    LINE,
    WIDE,
    Canvas,
    Spec,
    hover,
    text_height,
    text_width,
    wrap,
    wrap_round,
)
from analytics.drawing.context import context_lines, with_marks
from analytics.figure import Mark
from analytics.text import unbroken
from analytics.theme import between

EDGE: Final = 2
TURNED: Final = 18  # characters on a line of a head that reads upwards, as a word of it is wider than its column


def grid(canvas: Canvas) -> Spec:
    """A value written in every place (series down, categories to the right); the darker, the larger."""
    figure = canvas.figure
    low, high = figure.axis or (0, 100)
    across = len(figure.categories)
    on_slide = canvas.room is not None  # where height is dear
    words = [word for text in _in_cells(canvas) for word in text.replace("<br>", " ").split(" ")]
    needed = max((text_width(each, canvas.small) for each in words), default=0.0)
    for most in (60,) if canvas.narrow else (42, 26, 18) if on_slide else (26,):
        labels = [wrap(each.label, most) for each in figure.series]
        left = 4 if canvas.narrow else round(max((text_width(each, canvas.size) for each in labels), default=0)) + 16
        cell = (canvas.width - left - 10) / max(across, 1)
        if cell >= needed:  # else a word runs into the next cell
            break
    fits = max(6, int(cell / (canvas.small * WIDE)))
    heads = [wrap_round(each.label, fits) for each in figure.categories]
    turned = any(text_width(each, canvas.small) > cell for each in heads)
    if turned:
        heads = [wrap_round(each.label, TURNED) for each in figure.categories]
    texts = [[wrap(unbroken(mark.text), fits) for mark in each.marks] for each in figure.series]
    lines = max((text.count("<br>") + 1 for row in texts for text in row), default=1)
    tallest = max((text_height(each, canvas.size) for each in labels), default=0)
    row = round(
        max(
            22 if on_slide else 34,
            lines * LINE * canvas.small + (6 if on_slide else 12),
            0 if canvas.narrow else tallest + 6,
        )
    )
    row += round(tallest) + 6 if canvas.narrow else 0
    top = round(max(((text_width if turned else text_height)(each, canvas.small) for each in heads), default=0)) + 10
    share = (tallest + 6) / row if canvas.narrow else 0.0
    reads = {"textangle": -90} if turned else {"align": "center"}
    for column, head in enumerate(heads):
        canvas.write(head, x=column, y=1, yref="paper", yanchor="bottom", yshift=4, size=canvas.small,
                     colour=canvas.look.muted, **reads)  # fmt: skip
    for place, series in enumerate(figure.series):
        if canvas.narrow:
            canvas.write(labels[place], x=0, xref="paper", xanchor="left", y=-place + 0.5, yanchor="top", yshift=-1)
        else:
            canvas.write(labels[place], x=0, xref="paper", xanchor="right", xshift=-10, y=-place, align="right")
        for column, mark in enumerate(series.marks):
            _cell(canvas, mark, x=column, top=-place + 0.5 - share, bottom=-place - 0.5, low=low, high=high)
            canvas.write(texts[place][column], x=column, y=-place - share / 2, align="center", size=canvas.small,
                         hovertext=hover(series, mark),
                         colour=canvas.look.ink if mark.value is not None else canvas.look.muted)  # fmt: skip
    down = len(figure.series)
    return canvas.layout(
        height=top + row * down + 8, left=left, right=10, top=top, bottom=8,
        xaxis=canvas.axis(range=(-0.5, across - 0.5), showgrid=False, showticklabels=False),
        yaxis=canvas.axis(range=(-down + 0.5, 0.5), showgrid=False, showticklabels=False),
    )  # fmt: skip


def _in_cells(canvas: Canvas) -> list[str]:
    """What stands in the cells of a grid and above them, without the spaces at which no line may end."""
    figure = canvas.figure
    heads = [each.label for each in figure.categories]
    return [*heads, *(unbroken(mark.text) for each in figure.series for mark in each.marks)]


def _cell(canvas: Canvas, mark: Mark, *, x: float, top: float, bottom: float, low: float, high: float) -> None:
    """The shade of a shown value, and of what is certain of a bound, hatched; anything else stays open, edged."""
    look, inset = canvas.look, 0.03

    def shade(value: float) -> str:
        return between(look.shade_from, look.shade_to, (value - low) / (high - low))

    certain = mark.lo if mark.state == "bounded" else mark.value
    open_ = certain is None
    canvas.shapes.append({
        "type": "rect", "x0": x - 0.5 + inset, "x1": x + 0.5 - inset, "y0": bottom + inset, "y1": top - inset,
        "fillcolor": "rgba(0,0,0,0)" if certain is None else shade(certain), "layer": "below",
        "line": {"color": look.grid, "width": 1 if open_ else 0, "dash": "dot" if open_ else "solid"},
    })  # fmt: skip
    if mark.state == "bounded" and mark.hi is not None:
        canvas.data.append({
            "type": "bar", "x": [x], "y": [top - bottom - 2 * inset], "base": bottom + inset, "width": 1 - 2 * inset,
            "marker": {"color": "rgba(0,0,0,0)",
                       "pattern": {"shape": "/", "fgcolor": shade(mark.hi), "size": 7, "solidity": 0.3}},
        })  # fmt: skip


def columns(canvas: Canvas) -> Spec:
    """Counts per round, upwards, each with its number."""
    figure = canvas.figure
    key = canvas.key([("■", each.label, canvas.look.colour(each.colour)) for each in figure.series], left=EDGE)
    count = len(figure.series)
    width = 0.8 / max(count, 1)
    for order, series in enumerate(figure.series):
        colour = canvas.look.colour(series.colour)
        for place, mark in enumerate(series.marks):
            x = place + (order - (count - 1) / 2) * width
            if mark.value is not None:
                canvas.data.append({
                    "type": "bar", "x": [x], "y": [mark.value], "width": width * 0.86, "marker": {"color": colour},
                    "hoverinfo": "text", "hovertext": hover(series, mark),
                })  # fmt: skip
            text = mark.text if mark.value is not None else mark.text.replace(" ", "<br>")
            canvas.write(text, x=x, y=mark.value or 0, yanchor="bottom", yshift=2, align="center",
                         size=canvas.small if mark.value is None else canvas.size,
                         colour=colour if mark.value is not None else canvas.look.muted)  # fmt: skip
    fits = int(canvas.width / max(len(figure.categories), 1) / (canvas.small * CHARACTER)) - 1
    ticks = [
        with_marks(canvas, each.code, wrap_round(each.label, 11 if canvas.narrow else 18), characters=fits)
        for each in figure.categories
    ]
    context_lines(canvas, {each.code: float(place) for place, each in enumerate(figure.categories)})
    bottom = round(max((text_height(each, canvas.small) for each in ticks), default=0)) + 12
    plot = canvas.free(250, around=key + bottom, least=190)
    return canvas.layout(
        height=key + plot + bottom, left=EDGE, right=EDGE, top=key, bottom=bottom,
        xaxis=canvas.axis(range=(-0.5, len(ticks) - 0.5), tickvals=list(range(len(ticks))), ticktext=ticks,
                          showgrid=False, tickangle=0),
        yaxis=canvas.axis(range=figure.axis or (0, 1), showgrid=False, showticklabels=False),
        barmode="overlay",
    )  # fmt: skip


def numbers(canvas: Canvas) -> Spec:
    """A few large numbers with what they are."""
    figure = canvas.figure
    marks = [mark for each in figure.series for mark in each.marks]
    longest = max((len(mark.text) for mark in marks if mark.value is not None), default=1)
    fits = canvas.width / max(len(marks), 1) / (longest * 0.64)
    size = int(min(26 if canvas.narrow else 44, fits))
    for place, (category, mark) in enumerate(zip(figure.categories, marks, strict=True)):
        last = place == len(marks) - 1
        shown = mark.value is not None
        text = mark.text if shown else wrap(mark.text, 8)
        strong = canvas.look.accent if last else canvas.look.ink
        canvas.write(text, x=place, y=0, yanchor="bottom", size=size if shown else canvas.size + 2, align="center",
                     colour=strong if shown else canvas.look.muted)  # fmt: skip
        n = f"<br>n = {mark.n}" if mark.n is not None else ""
        canvas.write(wrap(unbroken(category.label), 18) + n, x=place, y=0, yanchor="top", align="center",
                     colour=canvas.look.muted)  # fmt: skip
    return canvas.layout(
        height=130 if canvas.narrow else 150, left=EDGE, right=EDGE, top=8, bottom=0,
        xaxis=canvas.axis(range=(-0.5, max(len(marks), 1) - 0.5), showgrid=False, showticklabels=False),
        yaxis=canvas.axis(range=(-0.9, 1), showgrid=False, showticklabels=False),
    )  # fmt: skip
