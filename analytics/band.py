"""Where the mean of all monitored companies lies for certain, and what would tip it.

A monitored company that is not in the mean (it handed nothing in, or the mean shown is of the same companies in two
years) may have had anything from 0 to 100 (Manski's bounds). Nothing is estimated: all follows from a mean as shown,
its n and the number of monitored companies, which stand on the page already.
"""

from dataclasses import dataclass
from decimal import Decimal

from data.cube import Cell, Cube

HIGHEST = Decimal(100)


@dataclass(frozen=True, slots=True)
class Band:
    """Where the mean of all `monitored` companies lies for certain, 0-100, also over the rounding of the shown mean.

    mean: the shown cell over `n` of them. lo = hi but for the rounding where it is over all.
    """

    round: int
    mean: Cell
    n: int
    monitored: int
    lo: Decimal
    hi: Decimal

    @property
    def outside(self) -> int:
        """Monitored companies that are not in the mean."""
        return self.monitored - self.n


def band(cube: Cube, *, round: int) -> Band | None:
    """The band of one round; None where no mean of it, its n or the number of monitored companies is not shown."""
    mean, everybody = widest_mean(cube, round), monitored(cube, round)
    if mean is None or mean.lo is None or mean.hi is None or not mean.n or everybody is None or mean.n > everybody:
        return None
    outside = everybody - mean.n
    lo, hi = mean.lo * mean.n / everybody, (mean.hi * mean.n + HIGHEST * outside) / everybody
    return Band(round, mean, mean.n, everybody, lo, hi)


def tipping_mean(found: Band, *, bound: Decimal) -> Decimal | None:
    """The mean under which the companies outside would bring the mean of all below `bound`; 0 or less: never.

    None where nobody is outside, or where the shown mean, rounded as it is, may lie below the bound itself.
    """
    if not found.outside or found.mean.lo is None or found.mean.lo < bound:
        return None
    return (bound * found.monitored - found.mean.lo * found.n) / found.outside


def tipping_change(change: Cell, *, others: int) -> Decimal:
    """By how many points the other companies would at least have to move the other way to undo a change on average.

    Certain also over the rounding of the change, and for any smaller number of others: fewer would have to move more.
    Raises ValueError where the change is not shown.
    """
    if change.lo is None or change.hi is None or change.n is None:
        raise ValueError(f"A change that tips is shown: {change}")
    least = change.lo if change.lo > 0 else -change.hi
    return least * change.n / others


def widest_mean(cube: Cube, round: int) -> Cell | None:
    """The shown mean of a round over most companies: of all, or of those compared with another round."""
    cells = [cell for cell in cube.cells("maturity", item="overall", dimension="total") if _is_mean_of(cell, round)]
    return max(cells, key=lambda each: (each.n or 0, each.kind == "all"), default=None)


def _is_mean_of(cell: Cell, round: int) -> bool:
    if cell.value is None or cell.kind == "change":
        return False
    return (cell.base_round if cell.kind == "pair_start" else cell.round) == round


def monitored(cube: Cube, round: int) -> int | None:
    """How many companies were monitored in a round; None where that is not shown."""
    cell = cube.cell("membership", "monitored", round=round)
    return None if cell is None or cell.value is None else int(cell.value)
