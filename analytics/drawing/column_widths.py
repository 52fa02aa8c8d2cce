"""How wide the columns of a table are, in characters or points, so that its rows take few lines."""

from collections.abc import Callable, Sequence
from itertools import permutations
from typing import Final

# Shares of the whole width that go from one column to another at a time, the largest first.
STEPS: Final = (0.06, 0.03, 0.015)
# Of longer tables too many rows have to lose a line together, and looking for it takes long.
MOST_ROWS: Final = 20

Lines = Callable[[int, int, float], int]


def dealt(least: Sequence[float], asked: Sequence[float], free: float, *, rows: int, lines: Lines) -> list[float]:
    """Columns that together have `free`: none below its `least`, and with the fewest lines in all that were found.

    least: its longest word; asked: its longest line. Together more than `free` are asked, and no more than that least.
    lines: how many lines a cell takes, by its row, its column and the width of that.
    """
    starts = [[float(int(each)) for each in way(least, asked, free)] for way in (by_asking, level)]
    ways = [(_taken(each, rows=rows, lines=lines), each) for each in starts]
    if rows <= MOST_ROWS:
        ways = [_lowered(least, asked, each, cells=cells, lines=lines) for cells, each in ways]
    _, made = min(ways, key=lambda way: sum(map(max, way[0])))
    return [each + (free - sum(made)) / len(made) for each in made]


def level(least: Sequence[float], asked: Sequence[float], free: float) -> list[float]:
    """Columns that ask little get it; the others are equally wide, none narrower than its longest word."""
    low, high = 0.0, max(asked)
    for _ in range(30):
        middle = (low + high) / 2
        made = [max(narrow, min(wish, middle)) for narrow, wish in zip(least, asked, strict=True)]
        low, high = (middle, high) if sum(made) <= free else (low, middle)
    return [max(narrow, min(wish, low)) for narrow, wish in zip(least, asked, strict=True)]


def by_asking(least: Sequence[float], asked: Sequence[float], free: float) -> list[float]:
    """Every column its longest word, and of the rest as much as it asks more."""
    share = (free - sum(least)) / sum(wish - narrow for narrow, wish in zip(least, asked, strict=True))
    return [narrow + share * (wish - narrow) for narrow, wish in zip(least, asked, strict=True)]


def _taken(widths: Sequence[float], *, rows: int, lines: Lines) -> list[list[int]]:
    return [[lines(row, column, wide) for column, wide in enumerate(widths)] for row in range(rows)]


def _lowered(
    least: Sequence[float], asked: Sequence[float], widths: list[float], *, cells: list[list[int]], lines: Lines
) -> tuple[list[list[int]], list[float]]:
    """The lines of every cell, and the widths, after every step from one column to another that saves a line."""
    for share in STEPS:
        step = max(1.0, float(int(sum(widths) * share)))
        while (better := _better(least, asked, widths, cells=cells, step=step, lines=lines)) is not None:
            cells, widths = better
    return cells, widths


def _better(
    least: Sequence[float], asked: Sequence[float], widths: list[float], *, cells: list[list[int]], step: float,
    lines: Lines,
) -> tuple[list[list[int]], list[float]] | None:  # fmt: skip
    highest = [max(row) for row in cells]
    known = sum(highest)
    # Only a column that makes a row as high as it is can save a line.
    wanting = {
        column
        for row, high in zip(cells, highest, strict=True)
        for column, taken in enumerate(row)
        if taken == high > 1
    }
    for one, other in permutations(range(len(widths)), 2):
        if other not in wanting or widths[one] - step < least[one] or widths[other] >= asked[other]:
            continue
        made = list(widths)
        made[one] -= step
        made[other] += step
        found = [list(row) for row in cells]
        for row, each in enumerate(found):
            each[one], each[other] = lines(row, one, made[one]), lines(row, other, made[other])
        if sum(map(max, found)) < known:
            return found, made
    return None
