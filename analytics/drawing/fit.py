"""A picture at the size of a slide: as large as it can be drawn in the room that the words leave."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Final

from analytics.drawing import plotly_spec
from analytics.drawing.canvas import WIDE, text_height, wrap, wrapped_lines
from analytics.drawing.column_widths import dealt
from analytics.drawing.svg import svg_of
from analytics.drawing.svg_text import Paint, same
from analytics.figure import Figure, Table
from analytics.text import site, unbroken

# How much larger than on a page, the largest first: type of 14 px becomes 30, on a slide of 1600 px as 18 points.
# 12 points on a slide of 1600 px, and the scale that makes type of 14 px as large.
READABLE_PX: Final = 20
READABLE: Final = 1.43
SCALES: Final = (2.15, 2.0, 1.85, 1.7, 1.55, READABLE, 1.25, 1.1, 1.0, 0.9, 0.8, 0.7, 0.6)


@dataclass(frozen=True, slots=True)
class Fitted:
    """A picture in a room: its elements as SVG, how much larger than on a page, and the room that it takes (px)."""

    body: str
    scale: float
    height: float


def fitted(
    figure: Figure, *, width: float, height: float, dark: bool = False, paint: Paint = same, name: str = "p"
) -> Fitted:
    """The picture of a figure in a room of `width` by `height` px, without its source.

    The largest type at which it fits; the smallest where it never does. Raises KeyError for form "table".
    """
    for scale in SCALES:
        readable = ceil(READABLE_PX / scale - 0.05)
        spec = plotly_spec(figure, dark=dark, width=round(width / scale), room=int(height / scale), readable=readable)
        taken = spec["layout"]["height"] * scale
        if taken <= height or scale == SCALES[-1]:
            break
    body = svg_of(spec, width=width / scale, paint=paint, name=name)
    return Fitted(f'<g transform="scale({scale})">{body}</g>', scale, taken)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table in a room: its type size (px), the width of every column, and the wrapped cells that find room.

    left_out: how many rows find none, even in the smallest type.
    """

    size: int
    widths: tuple[float, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: int


TYPES: Final = (30, 28, 26, 24, 22, 20, 18, 16)
SHORT: Final = 18  # characters at the head of a row that stay on one line
PAD: Final = 1.3  # between columns and round a row, as a share of the type size
APART: Final = 0.75  # more between a number and the words of the next column, which begin where it ends


def sheet(table: Table, *, width: float, height: float) -> Sheet:
    """The table in the largest type at which all its rows fit, else in the smallest with the rows that do."""
    for size in TYPES:
        made = _sheet(table, size=size, width=width)
        if sum(row_height(row, size) for row in (made.header, *made.rows)) <= height:
            return made
    left = height - row_height(made.header, made.size) - made.size * 2
    kept: list[tuple[str, ...]] = []
    for row in made.rows:
        left -= row_height(row, made.size)
        if left < 0:
            break
        kept.append(row)
    return Sheet(made.size, made.widths, made.header, tuple(kept), len(made.rows) - len(kept))


def row_heights(table: Table, *, size: int, width: float) -> tuple[float, ...]:
    """What the header and every row of a table take in type of `size`, px."""
    made = _sheet(table, size=size, width=width)
    return tuple(row_height(row, size) for row in (made.header, *made.rows))


def shared(heights: Sequence[float], room: float) -> list[range]:
    """Rows over slides: as few slides as hold them, each about as full; one without rows where there are none."""
    fewest = _split(heights, room)
    even = (_split(heights, room * share / 20) for share in range(1, 20))
    return next((made for made in even if len(made) <= len(fewest)), fewest) or [range(0)]


def _split(heights: Sequence[float], room: float) -> list[range]:
    made: list[range] = []
    start, used = 0, 0.0
    for place, each in enumerate(heights):
        if place > start and used + each > room:
            made.append(range(start, place))
            start, used = place, 0.0
        used += each
    return [*made, range(start, len(heights))] if heights else []


def after_numbers(numeric: Sequence[bool]) -> tuple[bool, ...]:
    """Per column whether it holds words and the one before it numbers, which stand at the right."""
    return tuple(before and not here for before, here in zip((False, *numeric), numeric, strict=False))


def row_height(row: tuple[str, ...], size: float) -> float:
    """What a row of wrapped cells takes, px."""
    return max(text_height(each, size) for each in row) + size * 0.5


@lru_cache(maxsize=256)
def _sheet(table: Table, *, size: int, width: float) -> Sheet:
    rows = [tuple(unbroken(site(each)) for each in row) for row in (table.header, *table.rows)]
    columns = list(zip(*rows, strict=True))
    longest = [max(len(each) for each in column) for column in columns]
    numeric = table.numeric or (False,) * len(columns)
    least = [
        max(_unbroken(head, place=place), *(_unbroken(each, place=place, numeric=number) for each in body), 0)
        for place, ((head, *body), number) in enumerate(zip(columns, numeric, strict=True))
    ]
    pads = [PAD + APART * each for each in after_numbers(numeric)]
    room = width / (size * WIDE) - sum(pads) / WIDE
    shares = _shares(longest, least, rows, room=room)
    wrapped = [tuple(wrap(each, int(share)) for each, share in zip(row, shares, strict=True))
               for row in rows]  # fmt: skip
    widths = tuple((share + pad / WIDE) * size * WIDE for share, pad in zip(shares, pads, strict=True))
    return Sheet(size, widths, wrapped[0], tuple(wrapped[1:]), 0)


def _shares(longest: list[int], least: list[int], rows: list[tuple[str, ...]], *, room: float) -> list[float]:
    """Characters per column: what does not break first, the rest so that the rows take few lines."""
    if sum(longest) <= room:
        return [float(each) for each in longest]
    if sum(least) >= room:
        return [each * room / sum(least) for each in least]

    def taken(row: int, column: int, wide: float) -> int:
        return len(wrapped_lines(rows[row][column], int(wide)))

    return dealt(least, longest, room, rows=len(rows), lines=taken)


def _unbroken(text: str, *, place: int, numeric: bool = False) -> int:
    """Characters of a cell that stay on one line: a number, a short head of a row, the longest word."""
    if numeric or (place == 0 and len(text) <= SHORT):
        return len(text)
    return max((len(part) for part in text.split(" ")), default=0)
