"""Text in an SVG, and what every SVG of the house has: lengths, boxes, the root element."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from analytics.drawing.canvas import LINE, text_width
from analytics.theme import FONT

Paint = Callable[[str], str]

# A word is on average narrower than `text_width` allows for; a ground behind it need not be wider than the word.
TIGHT: Final = 0.94
SPAN: Final = re.compile(r'<span style="color:([^"]+)">(.*?)</span>')
ANCHORS: Final = {"left": "start", "center": "middle", "right": "end"}
BEFORE: Final = {"left": 0.0, "center": 0.5, "right": 1.0, "top": 0.0, "middle": 0.5, "bottom": 1.0}


def same(colour: str) -> str:
    """A colour written as it is."""
    return colour


def length(value: float) -> str:
    """A length with one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def box(x0: float, y0: float, x1: float, y1: float) -> str:
    """The attributes of a rectangle between two corners."""
    left, top = min(x0, x1), min(y0, y1)
    return f' x="{length(left)}" y="{length(top)}" width="{length(abs(x1 - x0))}" height="{length(abs(y1 - y0))}"'


@dataclass(frozen=True, slots=True)
class Label:
    """Text at a point (px), safe as it stands: lines parted by <br>; which of its sides the point is, and its turn."""

    text: str
    size: float
    colour: str
    x: float
    y: float
    side: str = "center"
    level: str = "middle"
    align: str = "center"
    ground: str = ""
    angle: int = 0

    @property
    def height(self) -> float:
        """What its lines take, px."""
        return (self.text.count("<br>") + 1) * self.size * LINE

    @property
    def width(self) -> float:
        """What its longest line takes, px, a little generous."""
        return text_width(SPAN.sub(r"\2", self.text), self.size) * TIGHT

    def drawn(self, paint: Paint) -> str:
        """The label as SVG, on its ground where it has one."""
        side, level, align = self.side, self.level, self.align
        if self.angle:  # text that runs upwards: its end is its top
            side, level = {"top": "right", "middle": "center", "bottom": "left"}[level], "middle"
        lines = self.text.split("<br>")
        left = self.x - BEFORE[side] * self.width
        top = self.y - BEFORE[level] * self.height
        x, anchor = (self.x, side) if len(lines) == 1 else (left + BEFORE[align] * self.width, align)
        turn = f' transform="rotate({self.angle} {length(self.x)} {length(self.y)})"' if self.angle else ""
        ground = ""
        if self.ground:
            area = box(left, top, left + self.width, top + self.height)
            ground = f'<rect{area} fill="{paint(self.ground)}"{turn}/>'
        step = self.size * LINE
        first = _coloured(lines[0], paint)
        more = "".join(
            f'<tspan x="{length(x)}" dy="{length(step)}">{_coloured(each, paint)}</tspan>' for each in lines[1:]
        )
        return (
            f'{ground}<text x="{length(x)}" y="{length(top + self.size)}" font-size="{length(self.size)}" '
            f'fill="{paint(self.colour)}" text-anchor="{ANCHORS[anchor]}"{turn}>{first}{more}</text>'
        )


def _coloured(line: str, paint: Paint) -> str:
    return SPAN.sub(lambda found: f'<tspan fill="{paint(found[1])}">{found[2]}</tspan>', line)


def root(body: str, *, width: float, height: float, attributes: dict[str, Any] | None = None) -> str:
    """A whole SVG around elements; attributes: of its root, already escaped."""
    more = "".join(f' {key}="{value}"' for key, value in (attributes or {}).items())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {length(width)} {length(height)}" '
        f'font-family="{FONT}"{more}>{body}</svg>'
    )
