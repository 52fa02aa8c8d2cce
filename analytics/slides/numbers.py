"""A few large numbers on a slide."""

from itertools import accumulate
from typing import Final

from analytics.figure import Category, Figure, Mark
from analytics.measure import longest_word, width
from analytics.slides.places import Area
from analytics.slides.sheet import Sheet

LARGE: Final = (88, 80, 72, 66, 60, 54, 48, 40, 32, 28)
# Of words in the place of a number, and of what stands below it.
IN_WORDS, BELOW, GAP = 24, 18, 36.0
# What stands below breaks rather than make the numbers smaller.
BREAKS_FROM: Final = 150.0


def large_numbers(sheet: Sheet, figure: Figure, area: Area) -> None:
    """A few large numbers with what they are, and the companies behind them."""
    marks = [mark for each in figure.series for mark in each.marks]
    below = [_below(category, mark) for category, mark in zip(figure.categories, marks, strict=True)]
    high = min(area.height, 250.0)
    top = area.top + max(0.0, (area.height - high) / 3)
    wide, size = next(
        (asked, size)
        for size in LARGE
        if sum(asked := [_asked(mark, words, size) for mark, words in zip(marks, below, strict=True)]) <= area.width
        or size == LARGE[-1]
    )
    more = (area.width - sum(wide)) / max(len(wide), 1)
    lefts = accumulate((each + more for each in wide[:-1]), initial=area.left)
    for place, (left, each, mark, words) in enumerate(zip(lefts, wide, marks, below, strict=True)):
        known = mark.value is not None
        colour = "muted" if not known else "accent" if place == len(marks) - 1 else "ink"
        room = each + more - GAP
        sheet.write(mark.text, Area(left, top, room, high * 0.45), size=size if known else IN_WORDS, colour=colour,
                    bold=known, anchor="bottom")  # fmt: skip
        sheet.write(words, Area(left, top + high * 0.45 + 8, room, high * 0.5), size=BELOW, colour="muted")


def _below(category: Category, mark: Mark) -> str:
    """What a number is, and of how many companies."""
    n = f"\nn = {mark.n}" if mark.n is not None else ""
    return category.label.replace("<br>", "\n") + n


def _asked(mark: Mark, below: str, size: int) -> float:
    """The width that a number asks with what stands below it, and what keeps it from the next."""
    own = width(mark.text, size, bold=True) if mark.value is not None else width(mark.text, IN_WORDS)
    lines = [width(line, BELOW) for line in below.split("\n")]
    return max(own, min(max(lines), BREAKS_FROM), longest_word(below, BELOW)) + GAP
