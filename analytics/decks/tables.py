"""A table as PowerPoint has it: what stands in its cells, how wide its columns are and how high its rows, in points."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from analytics.drawing.column_widths import dealt, level
from analytics.drawing.fit import after_numbers, shared
from analytics.figure import Figure
from analytics.measure import LINE, SMALLEST, lines, longest_word, width
from analytics.text import site

STEPS: Final = (16, 14, 13, SMALLEST)
ACROSS, DOWN = 6.0, 3.0
# Beside the words of a cell on a narrow slide, before a word breaks.
CLOSE: Final = 3.0
# More before words that follow a number, which ends where they begin.
APART: Final = 9.0
MOST_ACROSS: Final = 8
# A word that breaks is worse than a line that does: room for type that is wider still.
UNBROKEN: Final = 1.03
# So many characters stay on one line: "13 of 13", "niet verwacht", "hoogstens 18 %".
SHORT: Final = 14


@dataclass(frozen=True, slots=True)
class Way:
    """A table in one type size: its columns, how high its header and every row are, and whether words stay whole.

    across: what is left free beside the words of a cell; apart: more before them, per column.
    """

    size: int
    across: float
    apart: tuple[float, ...]
    widths: tuple[float, ...]
    head: float
    rows: tuple[float, ...]
    whole: bool

    def holds(self, cut: Sequence[range], room: float) -> bool:
        """Whether each of these runs of rows finds room below the header."""
        return all(self.head + sum(self.rows[each.start : each.stop]) <= room for each in cut)


@dataclass(frozen=True, slots=True)
class Written:
    """The words of a table, a line break as a new line; numeric: the columns that stand at the right, or none."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[bool, ...] = ()

    @property
    def all(self) -> tuple[tuple[str, ...], ...]:
        """The header and the rows."""
        return (self.header, *self.rows)

    def parts(self, wide: float, room: float, *, cut: Sequence[range]) -> tuple[Way, Sequence[range]]:
        """How the table looks on slides that leave it `wide` by `room`, and the rows of each.

        Those of `cut` where they fit, as they do in the built-in theme; on a lower slide of somebody's own as few
        slides as hold all. The type is as large as it may be, but smaller is better than words that break, or than a
        number that touches the words of the next column.
        """
        ways = [self.way(size, wide) for size in STEPS]
        fit = [way for way in ways if way.holds(cut, room)]
        if fit:
            return min(fit, key=_worse), cut
        over = [(way, shared(way.rows, room - way.head)) for way in ways]
        fewest = min(len(rows) for _, rows in over)
        return min((each for each in over if len(each[1]) == fewest), key=lambda each: _worse(each[0]))

    def way(self, size: int, wide: float) -> Way:
        """How the table looks in one type size."""
        return _way(self, size, wide)

    def widths(self, size: int, free: float, least: Sequence[float]) -> tuple[Sequence[float], bool]:
        """Every column as wide as its words ask, or no narrower than its longest word; whether that has room."""
        asked = [
            max(narrow, *(width(line, size, bold=row == 0)
                          for row, text in enumerate(column) for line in text.split("\n")))
            for column, narrow in zip(zip(*self.all, strict=True), least, strict=True)
        ]  # fmt: skip
        if sum(least) > free:  # only the longest words of all break
            return level([0.0] * len(least), least, free), False
        if sum(asked) <= free:
            return [each + (free - sum(asked)) / len(asked) for each in asked], True

        def taken(row: int, column: int, wide: float) -> int:
            return self.lines(row, column, wide, size=size)

        return dealt(least, asked, free, rows=len(self.all), lines=taken), True

    def lines(self, row: int, column: int, wide: float, *, size: int) -> int:
        """How many lines a cell takes in a column that is so wide; row 0 is the header."""
        return len(lines(self.all[row][column], size, wide, bold=row == 0))


def _worse(way: Way) -> tuple[bool, bool, int]:
    """Broken words are the worst, most of all in large type; then columns close together, then small type."""
    return not way.whole, way.across < ACROSS, -way.size if way.whole else way.size


# Where a table is cut and how it is drawn ask for the same way, in every file and language.
@lru_cache(maxsize=256)
def _way(words: Written, size: int, wide: float) -> Way:
    columns = list(zip(*words.all, strict=True))
    after = after_numbers(words.numeric or (False,) * len(columns))
    # What is short breaks before a word does, and what stands apart comes closer.
    for short, across, more in ((SHORT, ACROSS, APART), (SHORT, CLOSE, APART), (0, CLOSE, APART), (0, CLOSE, CLOSE)):
        apart = [more * each for each in after]
        free = wide - (2 * across + 1) * len(columns) - sum(apart)
        least = [_least(column, size, first=not order, short=short) for order, column in enumerate(columns)]
        if sum(least) <= free:
            break
    inner, whole = words.widths(size, free, least)
    most = [
        max(words.lines(row, column, room + 1, size=size) for column, room in enumerate(inner))
        for row in range(len(words.all))
    ]
    high = [each * size * LINE + 2 * DOWN + 2 for each in most]
    widths = tuple(each + more + 2 * across + 1 for each, more in zip(inner, apart, strict=True))
    return Way(size, across, tuple(apart), widths, high[0], tuple(high[1:]), whole)


def written(figure: Figure) -> Written:
    """The figure's table, addresses as their sites; a grid as a row per series, or turned."""
    if figure.form != "grid" or not figure.categories:
        rows = tuple(tuple(map(site, row)) for row in figure.table.rows)
        return Written(figure.table.header, rows, figure.table.numeric)
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


def _least(column: Sequence[str], size: int, *, first: bool, short: int) -> float:
    """The width of the longest word of a column, or of a text of at most `short` characters that stays whole."""
    head, *body = column
    texts = [line for text in body for line in text.split("\n")]
    # The name of a column or row ("year 3 (2021/22)") breaks at its spaces only.
    words = [width(each, size, bold=True) for each in head.replace("\n", " ").split(" ")]
    words += [width(part, size) for each in texts for part in each.split(" ")] if first else [
        width(each, size) if len(each) <= short else longest_word(each, size) for each in texts
    ]  # fmt: skip
    return max(words, default=0.0) * UNBROKEN
