"""From a cell to the mark that a reader sees: shown, bounded, withheld, not made and absent stay apart."""

from typing import Final

from analytics.figure import Mark
from analytics.indicator import Unit
from analytics.text import Language, Number, Text, number, percent, points, say
from data.cube import Cell, Cube, Detail

WITHHELD: Final = Text(nl="niet getoond", en="not shown")
NOT_MADE: Final = Text(nl="niet gemaakt", en="not made")
ABSENT: Final = Text(nl="geen gegevens", en="no data")
AT_MOST: Final = Text(nl="hoogstens {value}", en="at most {value}")
AT_LEAST: Final = Text(nl="minstens {value}", en="at least {value}")
WITH_A_YEAR_BEFORE: Final = ("membership", "comparable")


def mark(cell: Cell | None, at: str, *, unit: Unit, language: Language, decimals: int = 0) -> Mark:
    """One cell at one place. A withheld, not made or absent cell has no number, never zero."""
    if cell is None:
        return Mark(at=at, value=None, text=ABSENT.in_(language), state="absent")
    if cell.status == "not_made":
        return Mark(at=at, value=None, text=NOT_MADE.in_(language), state="not_made")
    if cell.status == "withheld" or cell.lo is None or cell.hi is None:
        return Mark(at=at, value=None, text=WITHHELD.in_(language), state="withheld")
    lo, hi = float(cell.lo), float(cell.hi)
    if cell.value is None:
        return Mark(at=at, value=None, text=bound(cell, unit=unit, language=language, decimals=decimals),
                    state="bounded", n=cell.n, lo=lo, hi=hi, kept=cell.kept)  # fmt: skip
    text = amount(cell.value, unit=unit, language=language, decimals=decimals)
    return Mark(at=at, value=float(cell.value), text=text, n=cell.n, lo=lo, hi=hi, kept=cell.kept)


def of_somebody(cube: Cube, cell: Cell | None) -> Cell | None:
    """The cell; None where nobody is behind it, which is no missing overview and no zero.

    So it is where the table was made and no company of the group has the statistic, where a count is of no companies,
    and where companies with a year before are counted in the first round of a series.
    """
    if cell is None or cell.n == 0:
        return None
    if (cell.measure, cell.item) == WITH_A_YEAR_BEFORE:
        return cell if cell.round in {later for _, later in cube.agreement.comparable_pairs()} else None
    numbers = (each for each in (cell.base_round, cell.round) if each is not None)
    return None if cell.status == "not_made" and cube.agreement.is_made(cell.measure, *numbers) else cell


def detail_mark(detail: Detail | None, at: str, *, unit: Unit, language: Language, decimals: int = 0) -> Mark:
    """One detail at one place; None, and one without a value, has no number. Its interval is not of the mark."""
    if detail is None or detail.value is None:
        return Mark(at=at, value=None, text=ABSENT.in_(language), state="absent")
    text = amount(detail.value, unit=unit, language=language, decimals=decimals)
    value = float(detail.value)
    return Mark(at=at, value=value, text=text, n=detail.n, lo=value, hi=value)


def n_of(shown: Mark) -> str:
    """The companies behind a mark as a column of a table has them; empty where they are not shown."""
    return "" if shown.n is None else str(shown.n)


def amount(value: Number, *, unit: Unit, language: Language, decimals: int = 0) -> str:
    """A number with its unit as the reader sees it; counts stand bare."""
    if unit == "percent":
        return percent(value, language, decimals=decimals)
    if unit == "points":
        return points(value, language, decimals=decimals)
    return number(value, language, decimals=decimals)


def bound(cell: Cell, *, unit: Unit, language: Language, decimals: int = 0) -> str:
    """A bound in words: "at least 10", "at most 3"."""
    low = cell.precision == "at_least"
    limit = cell.lo if low else cell.hi
    if limit is None:
        raise ValueError(f"A published cell has bounds: {cell}")
    shown = amount(limit, unit=unit, language=language, decimals=decimals)
    return say(AT_LEAST if low else AT_MOST, language, value=shown)
