"""Categories down the side, values to the right: bars, strips, dots and dumbbells."""

from typing import Final

from analytics.drawing.canvas import LINE, Canvas, Spec, hover, text_height, text_width, ticks, wrap
from analytics.drawing.dots import dots, way
from analytics.drawing.row_sheet import BARS, Rows, block, hatch
from analytics.figure import Figure, Mark, Series, key_of

__all__ = ["BARS", "rows", "ticks_at"]

RIGHT: Final = 14
EDGE: Final = 4  # on a telephone names stand above their rows,
HALF: Final = 10  # but half of the axis' first number stands beside its bars
ROUND: Final = (1, 2, 5, 10, 20)  # steps of an axis that read well


def rows(canvas: Canvas) -> Spec:
    """The picture of a figure of form "bars", "strip", "dots" or "dumbbell"."""
    figure = canvas.figure
    made = _rows(canvas)
    labels = [wrap(each.label, _characters(canvas)) for each in figure.categories]
    entries = _key(canvas, made)
    key = (
        canvas.key(entries, left=made.left)
        if len(entries) > 1
        else round(canvas.small * LINE) + 8
        if made.written
        else 8
    )
    _heading(made)
    if any(each.regrouped for each in figure.categories):
        way(made)
    for place, label in enumerate(labels):
        _row(made, place, label)
    places = ticks_at(figure)
    bottom = (canvas.small * 2 + 4 if places else 4) + (canvas.small + 10 if figure.axis_title and places else 0)
    count = len(figure.categories)
    high = canvas.free(made.row * count, around=key + bottom, least=made.tight * count, most=2 * made.row * count)
    xaxis = canvas.axis(range=(made.low, made.high), showgrid=bool(places), **ticks(figure, places))
    xaxis["title"]["text"] = figure.axis_title if places else ""
    return canvas.layout(
        height=key + high + bottom, left=made.left, right=made.right, top=key, bottom=bottom,
        xaxis=xaxis,
        yaxis=canvas.axis(range=(-count + 0.5, 0.5), showgrid=False, showticklabels=False),
        barmode="overlay",
    )  # fmt: skip


def _rows(canvas: Canvas) -> Rows:
    figure = canvas.figure
    drawn = tuple(each for each in figure.series if not each.written)
    written = tuple(each for each in figure.series if each.written)
    longest = max(
        (text_width(wrap(each.label, _characters(canvas)), canvas.size) for each in figure.categories), default=0
    )
    edge = HALF if figure.form in BARS and ticks_at(figure) else EDGE
    left = edge if canvas.narrow else round(longest) + 16
    right = RIGHT + (round(max(_written_width(each, canvas) for each in written)) if written else 0)
    largest = max((mark.hi or mark.value or 0 for each in drawn for mark in each.marks), default=1)
    low, high = figure.axis or (0, largest)
    pad = beyond = 0.0
    if figure.form in BARS:
        # What has no bar has its words at the foot of the axis, and needs no room behind a bar.
        after = (mark.text for each in drawn for mark in each.marks if mark.is_told)
        right += round(max((text_width(text, canvas.size) for text in after), default=0)) + 16
    else:
        plot = canvas.tight - left - right
        pad = _room_left(drawn, canvas, plot=plot, low=low, high=high)
        beyond = _room_right(drawn, canvas, plot=plot, low=low - pad, high=high)
    tallest = max(text_height(wrap(each.label, _characters(canvas)), canvas.size) for each in figure.categories)
    row = (34 if canvas.narrow else 26) + 20 * (len(drawn) if figure.form in BARS else 1)
    row = max(row, round(tallest) + 8)
    tight = max(22 * len(drawn) if figure.form in BARS else 20, round(tallest) + 2)
    return Rows(canvas, drawn, written, row, tight, left, right, low - pad, high + beyond)


def _characters(canvas: Canvas) -> int:
    """How many stand on a line of a row's label; on a telephone it stands above its row."""
    return 60 if canvas.narrow else 42


def _room_left(drawn: tuple[Series, ...], canvas: Canvas, *, plot: int, low: float, high: float) -> float:
    """How far the axis begins before its lowest value, so that the number to the left of a low dot is not cut off."""
    scale = plot / ((high - low) * 1.2)
    needed = [
        text_width(mark.text, canvas.size) + 16 - (mark.value - low) * scale
        for each in drawn for mark in each.marks if mark.value is not None
    ]  # fmt: skip
    return max((high - low) * 0.06, max(needed, default=0.0) / scale)


def _room_right(drawn: tuple[Series, ...], canvas: Canvas, *, plot: int, low: float, high: float) -> float:
    """How far the axis goes on after its highest value, so that the number to the right of a dot is not cut off.

    low: where the axis begins.
    """
    needed = [(high - low) * 0.06]
    for marks in zip(*(each.marks for each in drawn), strict=True):
        last = max((mark for mark in marks if mark.value is not None), key=lambda each: each.value or 0, default=None)
        if last is not None and last.value is not None:
            wide = text_width(last.text, canvas.size) + 16
            needed.append((wide * (high - low) - (high - last.value) * plot) / max(plot - wide, 80))
    return max(needed)


def _written_width(series: Series, canvas: Canvas) -> float:
    words = [series.label, *(mark.text for mark in series.marks if mark.value is None)]
    amounts = [mark.text for mark in series.marks if mark.value is not None]
    widths = [text_width(each, canvas.small) for each in words] + [text_width(each, canvas.size) for each in amounts]
    return max(widths) + 12


def _key(canvas: Canvas, made: Rows) -> list[tuple[str, str, str]]:
    sign = "■" if canvas.figure.form in BARS else "●"
    hollow = "○" if sign == "●" else sign
    return [
        (sign if colour == "accent" else hollow, label, canvas.look.colour(colour))
        for label, colour in key_of(made.drawn)
    ]


def _heading(made: Rows) -> None:
    """The heading of the column of written numbers."""
    for series in made.written:
        canvas = made.canvas
        canvas.write(series.label, x=1, xref="paper", xanchor="right", xshift=made.right - 4, y=1, yref="paper",
                     yanchor="bottom", yshift=2, size=canvas.small, colour=canvas.look.muted)  # fmt: skip


def _row(made: Rows, place: int, label: str) -> None:
    canvas = made.canvas
    y = made.y(place)
    if canvas.narrow:
        canvas.write(label, x=0, xref="paper", xanchor="left", y=y + 0.5, yanchor="top", yshift=-2)
    else:
        canvas.write(label, x=0, xref="paper", xanchor="right", xshift=-12, y=y, yanchor="middle", align="right")
    marks = [series.marks[place] for series in made.drawn]
    if canvas.figure.form in BARS:
        for order, (series, mark) in enumerate(zip(made.drawn, marks, strict=True)):
            _bar(made, series, mark, y=y + made.offset(order))
    else:
        dots(made, marks, y=y + made.below, regrouped=canvas.figure.categories[place].regrouped)
    for series in made.written:
        _written(made, series.marks[place], y=y + made.below)


def _bar(made: Rows, series: Series, mark: Mark, *, y: float) -> None:
    """A shown count is a solid bar; a bounded one is solid up to what is certain and hatched up to what is possible."""
    canvas = made.canvas
    colour = canvas.look.colour(series.colour)
    width = 0.52 / len(made.drawn)
    hidden = mark.state in ("withheld", "not_made", "absent")
    if canvas.figure.axis is not None and not hidden:  # an empty track would read as zero
        block(made, 0, canvas.figure.axis[1], y=y, width=width, marker={"color": canvas.look.track}, text="")
    end = 0.0
    if mark.state == "shown" and mark.value is not None:
        end = mark.value
        block(made, 0, end, y=y, width=width, marker={"color": colour}, text=hover(series, mark))
    elif mark.state == "bounded" and mark.lo is not None and mark.hi is not None:
        end = mark.hi
        block(made, 0, mark.lo, y=y, width=width, marker={"color": colour}, text=hover(series, mark))
        block(made, mark.lo, mark.hi, y=y, width=width, marker=hatch(colour), text=hover(series, mark))
    at = made.canvas.figure.axis[1] if made.canvas.figure.axis is not None and not hidden else end
    canvas.write(mark.text, x=max(end, at) if not hidden else 0, y=y, xanchor="left", xshift=8,
                 colour=canvas.look.muted if hidden else canvas.look.ink)  # fmt: skip


def _written(made: Rows, mark: Mark, *, y: float) -> None:
    canvas = made.canvas
    strong = mark.value is not None
    canvas.write(mark.text, x=1, xref="paper", xanchor="right", xshift=made.right - 4, y=y, yanchor="middle",
                 align="right", size=canvas.size if strong else canvas.small,
                 colour=canvas.look.ink if strong else canvas.look.muted)  # fmt: skip


def ticks_at(figure: Figure) -> list[float]:
    """A few round places on the value axis; counts in bars are written and need none."""
    if figure.axis is None or (figure.form in BARS and figure.unit != "%"):
        return []
    low, high = figure.axis
    parts = next((each for each in (5, 4, 3, 6) if (high - low) / each in ROUND), 5)
    return [low + (high - low) * k / parts for k in range(parts + 1)]
