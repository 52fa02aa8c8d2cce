"""The exact interval of a mean change: which shifts the sign-flip test does not reject.

Under a shift that is true, every change could as well have gone the other way by as much. Then the means of all
non-empty subsets of the companies cut the line into 2^n pieces that are equally likely to hold the shift (Hartigan,
1969): the interval runs from one of these means to another. With n companies it cannot say more than 1 in 2^(n-1).
"""

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Flags = NDArray[np.bool_]

ONE_IN = 40  # at each end, so that 95 % lies between
LEAST = 6  # 2^5 means leave none outside at either end: below six companies there is no 95 % interval
EXACT_UP_TO = 18  # companies; 262,143 means take milliseconds, a million would show when an edition is made
DRAWS = 1_999  # and with what was observed itself 2,000
SEED = 1969
Interval = tuple[float, float]


def intervals(changes: Values, present: Flags) -> list[Interval | None]:
    """The 95 % interval of the mean change per line, over the companies that are present; None below six.

    changes, present: lines x companies; where absent, a change counts for nothing. Exact up to EXACT_UP_TO companies;
    above it the subsets are drawn from a seed, which keeps the level and costs sharpness at the ends.
    """
    n = present.sum(axis=1)
    drawn = _drawn(changes, present) if (n > EXACT_UP_TO).any() else None
    found: list[Interval | None] = []
    for line in range(len(changes)):
        if n[line] < LEAST:
            found.append(None)
        elif drawn is not None and n[line] > EXACT_UP_TO:
            found.append(_between(drawn[:, line], (DRAWS + 1) // ONE_IN))
        else:
            found.append(_between(subset_means(changes[line, present[line]]), 2 ** int(n[line]) // ONE_IN))
    return found


def subset_means(changes: Values) -> Values:
    """The means of all non-empty subsets, in no order that matters."""
    totals, sizes = np.zeros(1), np.zeros(1)
    for each in changes:
        totals = np.concatenate([totals, totals + each])
        sizes = np.concatenate([sizes, sizes + 1])
    means: Values = totals[1:] / sizes[1:]
    return means


def _drawn(changes: Values, present: Flags) -> Values:
    """Means of random subsets, draws x lines; an empty one stands for everybody.

    The old generator of numpy is used since its numbers stay the same in later versions: an edition comes out again.
    """
    chosen = np.random.RandomState(SEED).randint(0, 2, size=(DRAWS, changes.shape[1]), dtype=np.int8).astype(float)
    counted = present.astype(float)
    totals, sizes = chosen @ np.where(present, changes, 0).T, chosen @ counted.T
    everybody = np.where(present, changes, 0).sum(axis=1) / np.maximum(counted.sum(axis=1), 1)
    means: Values = np.where(sizes > 0, totals / np.maximum(sizes, 1), everybody)
    return means


def _between(means: Values, place: int) -> Interval:
    """The mean at this place from below, and the one at this place from above, counting from 1."""
    ordered = np.partition(means, [place - 1, len(means) - place])
    return float(ordered[place - 1]), float(ordered[len(means) - place])
