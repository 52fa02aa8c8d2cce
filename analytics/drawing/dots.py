"""The dots of one row with their numbers, and what has no dot: hatched as far as it may be, and in words."""

from typing import Final

from analytics.drawing.canvas import hover, text_width
from analytics.drawing.row_sheet import Rows, block, hatch
from analytics.figure import Mark, Series
from analytics.text import Text, say

BESIDE: Final = 0.16  # how high the hatched part of a bound is, in rows
ABOVE = 5  # px from the middle of a dot to the number above it
BOTH: Final = Text(nl="beide {bound}", en="both {bound}")
ASIDE, DOT = 6, 12  # px from a hatching to its words, and from the middle of a dot to its number


def dots(made: Rows, marks: list[Mark], *, y: float, regrouped: bool = False) -> None:
    """Dots of one row with their numbers outward, one between them with its number above; a dumbbell joins the outer
    ones: solidly where they are the same companies, dotted where the row is `regrouped`.
    """
    canvas = made.canvas
    pairs = list(zip(made.drawn, marks, strict=True))
    shown = [(series, mark, mark.value) for series, mark in pairs if mark.value is not None]
    hidden = [(series, mark) for series, mark in pairs if mark.value is None]
    ordered = sorted(shown, key=lambda each: each[2])
    if canvas.figure.form == "dumbbell" and len(shown) > 1:
        ends = [ordered[0][2], ordered[-1][2]]
        canvas.data.append({
            "type": "scatter", "mode": "lines", "x": ends, "y": [y, y], "hoverinfo": "skip",
            "line": {"color": canvas.look.quiet, "width": 3, "dash": "dot"} if regrouped
            else {"color": canvas.look.accent, "width": 3},
            "meta": {"joined": not regrouped},
        })  # fmt: skip
    values = [value for _, _, value in shown]
    # Where both values are equal the open mark is a ring round the solid one, so that neither is hidden.
    for series, mark, value in sorted(shown, key=lambda each: each[0].colour == "accent"):
        colour = canvas.look.colour(series.colour)
        fill = colour if series.colour == "accent" else canvas.look.background
        size = 20 if values.count(value) > 1 and series.colour != "accent" else 12
        canvas.data.append({
            "type": "scatter", "mode": "markers", "x": [value], "y": [y], "name": series.label,
            "marker": {"size": size, "color": fill, "line": {"color": colour, "width": 2}},
            "hoverinfo": "text", "hovertext": hover(series, mark), "cliponaxis": False,
        })  # fmt: skip
    for order, (series, mark, value) in enumerate(ordered):
        if 0 < order < len(ordered) - 1:
            canvas.write(mark.text, x=value, y=y, yanchor="bottom", yshift=ABOVE, size=canvas.small,
                         colour=canvas.look.colour(series.colour))  # fmt: skip
            continue
        left = order == 0 and len(ordered) > 1
        away = 14 if values.count(value) > 1 else 10
        canvas.write(mark.text, x=value, y=y, xanchor="right" if left else "left", xshift=-away if left else away,
                     colour=canvas.look.colour(series.colour))  # fmt: skip
    for order, (series, mark) in enumerate(hidden):
        if mark.state == "bounded" and mark.lo is not None and mark.hi is not None:
            block(made, mark.lo, mark.hi, y=y - order * BESIDE, width=BESIDE, text=hover(series, mark),
                   marker=hatch(canvas.look.colour(series.colour)))  # fmt: skip
    if hidden:
        _unknown(made, hidden, ordered, y=y)


def way(made: Rows) -> None:
    """Fine lines from the end of each step to the start of the next, which is the same mean."""
    if made.canvas.narrow:
        return  # there the names of the rows stand in between
    starts, ends = made.drawn[0].marks, made.drawn[-1].marks
    for place, (end, start) in enumerate(zip(ends, starts[1:], strict=False)):
        made.canvas.data.append({
            "type": "scatter", "mode": "lines", "x": [end.value, start.value], "y": [made.y(place), made.y(place + 1)],
            "hoverinfo": "skip", "line": {"color": made.canvas.look.quiet, "width": 1}, "meta": {"joined": False},
        })  # fmt: skip


def _unknown(
    made: Rows, hidden: list[tuple[Series, Mark]], shown: list[tuple[Series, Mark, float]], *, y: float
) -> None:
    """What has no dot, in words: after or before its hatching where there is room, else at the right above it."""
    canvas = made.canvas
    told = tuple(dict.fromkeys(mark.text for _, mark in hidden))
    bounds = [(mark.lo, mark.hi) for _, mark in hidden
              if mark.state == "bounded" and mark.lo is not None and mark.hi is not None]  # fmt: skip
    twice = len(told) == 1 and len(bounds) == len(hidden) == 2  # two hatchings, one above the other
    text = say(BOTH, canvas.figure.language, bound=told[0]) if twice else " / ".join(told)
    wide = text_width(text, canvas.small)
    start, end = (min(low for low, _ in bounds), max(high for _, high in bounds)) if bounds else (0.0, 0.0)
    before = _free(made, made.px(start) - ASIDE - wide, made.px(start) - ASIDE, shown)
    after = _free(made, made.px(end) + ASIDE, made.px(end) + ASIDE + wide, shown)
    if bounds and len(bounds) == len(hidden) and (before or after):
        colour = canvas.look.colour(hidden[0][0].colour) if len(hidden) == 1 else canvas.look.muted
        place = {"x": end, "xanchor": "left", "xshift": ASIDE} if after else {
            "x": start, "xanchor": "right", "xshift": -ASIDE
        }  # fmt: skip
        canvas.write(text, y=y - (len(hidden) - 1) / 2 * BESIDE, size=canvas.small, colour=colour,
                     bgcolor=canvas.look.background, **place)  # fmt: skip
    elif shown or bounds:
        if shown and len(hidden) == 1:
            text = f"{hidden[0][0].label}: {text}"
        canvas.write(text, x=1, xref="paper", xanchor="right", y=y - made.below + 0.5, yanchor="top", yshift=-2,
                     size=canvas.small, colour=canvas.look.muted)  # fmt: skip
    else:
        canvas.write(text, x=made.low, y=y, xanchor="left", xshift=6, colour=canvas.look.muted,
                     bgcolor=canvas.look.background)  # fmt: skip


def _free(made: Rows, start: float, stop: float, shown: list[tuple[Series, Mark, float]]) -> bool:
    """Whether words from `start` to `stop` (px) stand on the axis and cover no dot, nor the number beside it.

    shown: the dots of the row from low to high, of which the first has its number on its left.
    """
    size = made.canvas.size
    for order, (_, mark, value) in enumerate(shown):
        left = text_width(mark.text, size) if order == 0 and len(shown) > 1 else 0
        right = text_width(mark.text, size) if not left else 0
        if stop > made.px(value) - DOT - left and start < made.px(value) + DOT + right:
            return False
    return start > 0 and stop < made.px(made.high)
