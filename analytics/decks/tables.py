"""A table as PowerPoint has it: what stands in its cells, how wide its columns are and how high its rows, in points."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from analytics.drawing.fit import shared
from analytics.figure import Figure
from analytics.measure import SMALLEST, height, longest_word, width
from analytics.text import site

STEPS: Final = (16, 14, 13, SMALLEST)
ACROSS, DOWN = 6.0, 3.0
MOST_ACROSS: Final = 8
# A word that breaks is worse than a line that does: room for type that is wider still.
UNBROKEN: Final = 1.03
# So many characters stay on one line: "13 of 13", "hoogstens 3".
SHORT: Final = 11

Widths = tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A table in one type size: its columns, how high its header and every row are, and whether words stay whole."""

    size: int
    widths: Widths
    head: float
    rows: tuple[float, ...]
    whole: bool

    def holds(self, cut: Sequence[range], room: float) -> bool:
        """Whether each of these runs of rows finds room below the header."""
        return all(self.head + sum(self.rows[each.start : each.stop]) <= room for each in cut)


@dataclass(frozen=True, slots=True)
class Written:
    """The words of a table, a line break as a new line."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def parts(self, wide: float, room: float, *, cut: Sequence[range]) -> tuple[Way, Sequence[range]]:
        """How the table looks on slides that leave it `wide` by `room`, and the rows of each.

        Those of `cut` where they fit, as they do in the built-in theme; on a lower slide of somebody's own as few
        slides as hold all. The type is as large as it may be, but smaller is better than words that break.
        """
        ways = [self.way(size, wide) for size in STEPS]
        fit = [way for way in ways if way.holds(cut, room)]
        if fit:
            return next((way for way in fit if way.whole), fit[-1]), cut
        dealt = [(way, shared(way.rows, room - way.head)) for way in ways]
        fewest = min(len(rows) for _, rows in dealt)
        few = [each for each in dealt if len(each[1]) == fewest]
        return next((each for each in few if each[0].whole), few[-1])

    def way(self, size: int, wide: float) -> Way:
        """How the table looks in one type size."""
        widths, whole = self._widths(size, wide)
        head = row_height(self.header, size, widths, bold=True)
        return Way(size, widths, head, tuple(row_height(row, size, widths) for row in self.rows), whole)

    def _widths(self, size: int, room: float) -> tuple[Widths, bool]:
        """Every column as wide as its words ask, or no narrower than its longest word; whether that has room."""
        columns = list(zip(self.header, *self.rows, strict=True))
        least, asked = [], []
        for order, (head, *body) in enumerate(columns):
            texts = [line for text in body for line in text.split("\n")]
            # The name of a column or row ("year 3 (2021/22)") breaks at its spaces only.
            words = [width(each, size, bold=True) for each in head.split()]
            words += [width(part, size) for each in texts for part in each.split()] if order == 0 else [
                width(each, size) if len(each) <= SHORT else longest_word(each, size) for each in texts
            ]  # fmt: skip
            heads = (width(each, size, bold=True) for each in head.split("\n"))
            least.append(max(words, default=0.0) * UNBROKEN)
            asked.append(max(*heads, *(width(each, size) for each in texts), least[-1]))
        free = room - (2 * ACROSS + 1) * len(columns)
        if sum(least) > free:  # only the longest words of all break
            return _edged(_level([0.0] * len(least), least, free)), False
        if sum(asked) <= free:
            return _edged([each + (free - sum(asked)) / len(columns) for each in asked]), True
        dealt = (_level(least, asked, free), _by_asking(least, asked, free))
        return min((_edged(each) for each in dealt), key=lambda way: self._tall(size, way)), True

    def _tall(self, size: int, widths: Sequence[float]) -> float:
        return sum(row_height(row, size, widths) for row in self.rows)


def row_height(row: Sequence[str], size: int, widths: Sequence[float], *, bold: bool = False) -> float:
    """The height of a row."""
    cells = (height(text, size, wide - 2 * ACROSS, bold=bold) for text, wide in zip(row, widths, strict=True))
    return max(cells) + 2 * DOWN + 2


def written(figure: Figure) -> Written:
    """The figure's table, addresses as their sites; a grid as a row per series, or turned."""
    if figure.form != "grid" or not figure.categories:
        return Written(figure.table.header, tuple(tuple(map(site, row)) for row in figure.table.rows))
    down = [each.label for each in figure.series]
    across = [each.label.replace("<br>", "\n").replace(" (", "\n(", 1) for each in figure.categories]
    cells = [[mark.text.replace("<br>", "\n") for mark in series.marks] for series in figure.series]
    if turned(figure):
        down, across = [each.replace("\n", " ") for each in across], down
        cells = [list(column) for column in zip(*cells, strict=True)]
    return Written(("", *across), tuple((label, *row) for label, row in zip(down, cells, strict=True)))


def turned(figure: Figure) -> bool:
    """Whether the columns of a grid become rows, because it is wider than a slide reads."""
    return figure.form == "grid" and len(figure.categories) > max(MOST_ACROSS, len(figure.series))


def _edged(widths: Sequence[float]) -> Widths:
    return tuple(each + 2 * ACROSS + 1 for each in widths)


def _level(least: Sequence[float], asked: Sequence[float], free: float) -> list[float]:
    """Columns that ask little get it; the others are equally wide, none narrower than its longest word."""
    low, high = 0.0, max(asked)
    for _ in range(30):
        middle = (low + high) / 2
        made = [max(narrow, min(wish, middle)) for narrow, wish in zip(least, asked, strict=True)]
        low, high = (middle, high) if sum(made) <= free else (low, middle)
    return [max(narrow, min(wish, low)) for narrow, wish in zip(least, asked, strict=True)]


def _by_asking(least: Sequence[float], asked: Sequence[float], free: float) -> list[float]:
    """Every column its longest word, and of the rest as much as it asks more."""
    share = (free - sum(least)) / sum(wish - narrow for narrow, wish in zip(least, asked, strict=True))
    return [narrow + share * (wish - narrow) for narrow, wish in zip(least, asked, strict=True)]
