"""From exact sums to what may be shown: rounding half up, bounds, coded counts. Integers to the end.

Everything is in millionths, as arrays of one shape; the value of a cell that tells only a bound is absent.
"""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor

import numpy as np
from numpy.typing import NDArray

from data.configuration.agreement import Policy

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

MILLION = 1_000_000
SCALE_ROUNDING = Decimal("0.1")  # of severity and likelihood, beside that of percentages


@dataclass(frozen=True, slots=True)
class Shown:
    """value, lo and hi in millionths; precision as a code; `has_value` is false where only a bound is told."""

    value: Integers
    lo: Integers
    hi: Integers
    precision: NDArray[np.str_]
    has_value: Flags


@dataclass(frozen=True, slots=True)
class Ends:
    """Where a mean can lie and from where on only a bound is told, all in millionths; one entry per cell."""

    bottom: Integers
    top: Integers
    low: Integers
    high: Integers


def rounding_step(rounding: Decimal, *, scale: bool) -> int:
    """A rounding of percentage points in millionths; on a scale of five points a tenth goes with a point.

    Raises ValueError where its half is not a whole number of millionths.
    """
    step = (rounding * SCALE_ROUNDING if scale else rounding) * MILLION
    if step % 2:
        raise ValueError(f"rounding {rounding}: expected a multiple of 0.000002; nothing was written")
    return int(step)


def ends(n: Integers, changes: Flags, policy: Policy, step: Integers, *, scale_points: int | None = None) -> Ends:
    """From where on a mean over n companies is told as a bound only.

    A company is one of the n, and of the others `clip_insiders` know their own value and it is at the end that helps
    them most. Then the mean m leaves the company an interval of n * m - 100 c points at the low end and as much at the
    high end; it has to be as wide as the policy's narrowest interval. A change can lie between -100 and 100.
    scale_points: of a mean on a scale from 1.
    """
    width, known = int(policy.narrowest[1] * MILLION), policy.clip_insiders or 0
    span = np.where(changes, 200, 100) * MILLION
    bottom = np.where(changes, -100, 0) * MILLION
    edge = -(-(width + known * span) // n)
    low, high, top = bottom + edge, bottom + span - edge, bottom + span
    if scale_points is not None:
        bottom, low, high, top = ((each * (scale_points - 1)) // 100 + MILLION for each in (bottom, low, high, top))
    return Ends(bottom, top, -(-low // step) * step, high // step * step)


def half_up(total: Integers, n: Integers, step: Integers) -> Integers:
    """total / n, rounded to a multiple of step, halves upwards (also below zero). n must be at least 1."""
    rounded: Integers = (2 * total + n * step) // (2 * n * step) * step
    return rounded


def decimal_of(millionths: Fraction | float) -> Decimal:
    """A number in millionths as a decimal with six places, halves upwards."""
    return Decimal(floor(Fraction(millionths) + Fraction(1, 2))).scaleb(-6)


def means(total: Integers, n: Integers, step: Integers, *, told: Ends | None = None) -> Shown:
    """Rounded means; [lo, hi] holds the exact mean.

    With `told`, a mean up to the low edge, or from the high one, is the bound alone. What is shown beside an edge tells
    by being shown that the mean is not beyond it: its lo or hi is the edge.
    """
    value = half_up(total, n, step)
    half = step // 2
    shown = Shown(value, value - half, value + half, np.full(value.shape, "rounded"), np.ones(value.shape, dtype=bool))
    if told is None:
        return shown
    below, above = total <= told.low * n, total >= told.high * n
    lo = np.where(below, told.bottom, np.where(above, told.high, np.maximum(shown.lo, told.low)))
    hi = np.where(below, told.low, np.where(above, told.top, np.minimum(shown.hi, told.high)))
    precision = np.where(below, "at_most", np.where(above, "at_least", shown.precision))
    return Shown(np.where(below | above, 0, value), lo, hi, precision, ~(below | above))


def exact_counts(total: Integers) -> Shown:
    """Counts as they are."""
    value = total * MILLION
    return Shown(value, value, value, np.full(value.shape, "exact"), np.ones(value.shape, dtype=bool))


def coded_counts(total: Integers, n: Integers, insiders: int) -> Shown:
    """Counts told exactly in [c + 2, n - c - 2]; below it "at most c + 1", above it "at least n - c - 1".

    So c insiders never learn that all or none of the others belong to the count.
    """
    least, most = insiders + 1, n - insiders - 1
    low, high = total <= least, total >= most
    exact = ~low & ~high
    lo = np.where(exact, total, np.where(low, 0, most))
    hi = np.where(exact, total, np.where(low, least, n))
    precision = np.where(exact, "exact", np.where(low, "at_most", "at_least"))
    return Shown(np.where(exact, total, 0) * MILLION, lo * MILLION, hi * MILLION, precision, exact)
