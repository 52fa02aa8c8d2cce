"""Context marks under a time axis: a thin line at the round behind everything, its label below the round's name."""

from collections.abc import Mapping
from typing import Final

from analytics.drawing.canvas import Canvas, wrap

SIGN: Final = "▲"


def context_lines(canvas: Canvas, places: Mapping[str, float]) -> None:
    """A thin line per round that has a mark; it lies behind the points, so that it covers none."""
    for at in dict.fromkeys(mark.at for mark in canvas.figure.context):
        canvas.shapes.append({
            "type": "line", "x0": places[at], "x1": places[at], "y0": 0, "y1": 1, "yref": "paper", "layer": "below",
            "line": {"color": canvas.look.grid, "width": 1.5},
        })  # fmt: skip


def with_marks(canvas: Canvas, code: str, label: str, *, characters: int) -> str:
    """The name of a round with what happened around it below; on a telephone the sign alone: the notes tell the rest.

    characters: how many fit in a line of the label.
    """
    marks = [mark for mark in canvas.figure.context if mark.at == code]
    below = [SIGN] * bool(marks) if canvas.narrow else [wrap(f"{SIGN} {mark.label}", characters) for mark in marks]
    return "<br>".join((label, *below))
