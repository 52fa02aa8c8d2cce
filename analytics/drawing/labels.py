"""Where a label goes so that it covers no point, no line and no other label: the first free place round its point."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from analytics.drawing.canvas import text_height, text_width


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in px; y grows upwards."""

    left: float
    bottom: float
    right: float
    top: float

    def overlap(self, other: "Box") -> float:
        """The area that two boxes share, px squared."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        return wide * high if wide > 0 and high > 0 else 0.0


@dataclass(frozen=True, slots=True)
class Wish:
    """A label and its point (px), with the sides it may take in order of preference.

    needed: False where the label is left out rather than written over something else.
    """

    x: float
    y: float
    text: str
    size: float
    sides: tuple[str, ...]
    needed: bool = True


@dataclass(frozen=True, slots=True)
class Placed:
    """The side chosen: shifts in px and anchors for an annotation at the point."""

    xshift: float
    yshift: float
    xanchor: str
    yanchor: str


GAP: Final = 9
SIDES: Final = {
    "right": Placed(GAP, 0, "left", "middle"),
    "left": Placed(-GAP, 0, "right", "middle"),
    "above": Placed(0, GAP - 2, "center", "bottom"),
    "below": Placed(0, -GAP + 2, "center", "top"),
    "above right": Placed(GAP - 1, GAP - 4, "left", "bottom"),
    "above left": Placed(-GAP + 1, GAP - 4, "right", "bottom"),
    "below right": Placed(GAP - 1, -GAP + 4, "left", "top"),
    "below left": Placed(-GAP + 1, -GAP + 4, "right", "top"),
    "far above": Placed(0, 2.6 * GAP, "center", "bottom"),
    "far below": Placed(0, -2.6 * GAP, "center", "top"),
}
# Right at the point: from further away a name may be that of another.
AT_POINT: Final = tuple(side for side in SIDES if not side.startswith("far"))
ROUNDS: Final = 6


def place(wishes: Sequence[Wish], *, taken: Iterable[Box], within: Box) -> list[Placed | None]:
    """One place per wish, in order: the first side that overlaps nothing, or else the one that overlaps least.

    Where labels still lie over something, all of them look again for a better side: an earlier one may make room. None
    for a label that is not needed and would overlap something everywhere.
    """
    full = list(taken)
    chosen: dict[int, Placed] = {}
    for _ in range(ROUNDS):
        before = dict(chosen)
        crowded = 0.0
        for at, wish in enumerate(wishes):
            others = [*full, *(_box(wishes[other], side) for other, side in chosen.items() if other != at)]
            costs = [(_cost(_box(wish, SIDES[side]), others, within), order) for order, side in enumerate(wish.sides)]
            least, order = min(costs)
            crowded += least
            chosen.pop(at, None)
            if least == 0 or wish.needed:
                chosen[at] = SIDES[wish.sides[order]]
        if not crowded or chosen == before:
            break
    return [chosen.get(at) for at in range(len(wishes))]


def covered(wishes: Sequence[Wish], placed: Sequence[Placed | None], *, taken: Sequence[Box], within: Box) -> float:
    """How much the labels lie over one another, over what is taken, or off the sheet, in px squared."""
    boxes = [_box(wish, found) for wish, found in zip(wishes, placed, strict=True) if found is not None]
    return sum(_cost(box, [*taken, *boxes[:order], *boxes[order + 1 :]], within) for order, box in enumerate(boxes))


def crowded(wishes: Sequence[Wish], placed: Sequence[Placed | None], *, taken: Sequence[Box], within: Box) -> bool:
    """Whether a label lies over another, over what is taken, or off the sheet."""
    return covered(wishes, placed, taken=taken, within=within) > 0


def point(x: float, y: float, *, radius: float = 7) -> Box:
    """The box of a point."""
    return Box(x - radius, y - radius, x + radius, y + radius)


def line(start: tuple[float, float], end: tuple[float, float]) -> list[Box]:
    """A line as a row of small boxes."""
    steps = max(2, round((abs(end[0] - start[0]) + abs(end[1] - start[1])) / 8))
    return [
        point(start[0] + (end[0] - start[0]) * k / steps, start[1] + (end[1] - start[1]) * k / steps, radius=3)
        for k in range(steps + 1)
    ]


def _box(wish: Wish, placed: Placed) -> Box:
    wide, high = text_width(wish.text, wish.size), text_height(wish.text, wish.size)
    x, y = wish.x + placed.xshift, wish.y + placed.yshift
    left = {"left": x, "right": x - wide, "center": x - wide / 2}[placed.xanchor]
    bottom = {"bottom": y, "top": y - high, "middle": y - high / 2}[placed.yanchor]
    return Box(left, bottom, left + wide, bottom + high)


def _cost(box: Box, full: Iterable[Box], within: Box) -> float:
    outside = (box.right - box.left) * (box.top - box.bottom) - box.overlap(within)
    return round(sum(box.overlap(each) for each in full) + 4 * max(0.0, outside), 1)
