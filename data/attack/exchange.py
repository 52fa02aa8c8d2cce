"""What exchanges leave open: without any program, for every attack at once, and however many companies there are.

Two companies that stand in the very same rows and counts of a round, of whom the room knows the same (which questions
count in which score, which answers were corrected, at which bounds they are counted), may have each other's answers of
that round: every published figure stays what it is, for the sum of the two does. Others keep theirs, so such an
exchange serves every coalition without these two. It leaves a company whatever the companies like it have, but for
those that work together; they do worst where they are the ones at the ends. Other ways to be elsewhere may exist:
what is proven here is a bound.
"""

import numpy as np

from data.attack.blocks import distinct
from data.attack.known import Flags, Floats
from data.attack.rows import Integers


def alike(*known: Floats | Integers) -> Integers:
    """Per column of these a number that columns share which are equal in every line."""
    lines = np.vstack(known).T.astype(float) + 0.0  # -0.0 is 0.0
    return distinct(lines)[1] if len(lines) else np.zeros(0, dtype=np.int64)


def widths(kind: Integers, value: Floats, insiders: int) -> Floats:
    """How far apart at least the values are that each may have, whichever so many of the others work together.

    kind: those with the same number may have each other's value; each is of another company.
    """
    order = np.lexsort((value, kind))
    kinds, value = kind[order], value[order]
    start = np.searchsorted(kinds, kinds)
    others = np.searchsorted(kinds, kinds, side="right") - start - 1
    place = np.arange(len(kinds)) - start
    width = np.where(others > insiders, np.inf, 0.0)
    few = others <= insiders
    for above in range(insiders + 1):  # so many of the coalition have the highest values, the rest of it the lowest
        last, first = np.where(few, 0, others - 1 - above), np.where(few, 0, insiders - above)
        last, first = (at + (at >= place) for at in (last, first))  # of the others: nobody takes its own place
        most, least = (value[np.minimum(start + at, len(value) - 1)] for at in (last, first))
        width = np.minimum(width, np.maximum(most, value) - np.minimum(least, value))
    found = np.empty(len(kinds))
    found[order] = width
    return found


def open_sides(kind: Integers, side: Integers, insiders: int) -> Flags:
    """Whether each may be on another side, whichever so many of the others work together."""
    _, here = np.unique(kind, return_inverse=True)
    _, both = np.unique(np.stack([kind, side]), axis=1, return_inverse=True)
    return np.asarray(np.bincount(here)[here] - np.bincount(both)[both] > insiders)


def first(kind: Integers, many: int) -> Flags:
    """The first so many of each kind: so many are asked about, for all.

    Of one more of a kind than work together, one is no insider. Take any answers that give everything published and
    exchange its own with another's: what it may have, the other may have too, whoever knows what. A level or target
    is no less open for that: where the two are on the same side, one may be elsewhere where the other may; where they
    are not, each may be where the other is.
    """
    order = np.argsort(kind, kind="stable")
    found = np.empty(len(kind), dtype=bool)
    found[order] = np.arange(len(kind)) - np.searchsorted(kind[order], kind[order]) < many
    return found
