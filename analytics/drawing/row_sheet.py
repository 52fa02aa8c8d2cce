"""The places of a picture with rows, and the blocks that stand in them."""

from dataclasses import dataclass
from typing import Final

from analytics.drawing.canvas import Canvas, Spec
from analytics.figure import Series

BARS: Final = ("bars", "strip")


@dataclass(frozen=True, slots=True)
class Rows:
    """The places of this picture: y of every category (downwards), px per row, and the ends of the value axis.

    tight: px that a row needs at least, where a slide is short of room.
    """

    canvas: Canvas
    drawn: tuple[Series, ...]
    written: tuple[Series, ...]
    row: int
    tight: int
    left: int
    right: int
    low: float
    high: float

    def y(self, place: int) -> float:
        """The middle of a row."""
        return -float(place)

    def offset(self, place: int) -> float:
        """How far the bar of the series at `place` stands from the middle of its row."""
        count = len(self.drawn) if self.canvas.figure.form in BARS else 1
        return self.below - (place - (count - 1) / 2) * 0.64 / count if count > 1 else self.below

    def px(self, value: float) -> float:
        """How far a value stands from the beginning of the axis, px."""
        return (value - self.low) / (self.high - self.low) * (self.canvas.tight - self.left - self.right)

    @property
    def below(self) -> float:
        """On a narrow sheet the label stands above its row, and the marks a little lower."""
        return -0.18 if self.canvas.narrow else 0.0


def hatch(colour: str) -> Spec:
    """The look of what is possible, not certain."""
    return {"color": "rgba(0,0,0,0)", "line": {"color": colour, "width": 1},
            "pattern": {"shape": "/", "fgcolor": colour, "size": 6, "solidity": 0.25}}  # fmt: skip


def block(made: Rows, start: float, end: float, *, y: float, width: float, marker: Spec, text: str) -> None:
    """A bar from one value to another; nothing where it has no length. text: what a pointer over it says."""
    if end > start:
        made.canvas.data.append({
            "type": "bar", "orientation": "h", "y": [y], "x": [end - start], "base": start, "width": width,
            "marker": marker, "hoverinfo": "text" if text else "skip", "hovertext": text,
        })  # fmt: skip
