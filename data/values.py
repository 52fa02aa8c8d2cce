"""From exact sums to what may be shown: rounding half up, bounds, coded counts. Integers to the end.

Everything is in millionths, as arrays of one shape; the value of a cell that tells only a bound is absent.
"""

from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from data.agreement import Policy

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

MILLION = 1_000_000
SCALE_ROUNDING = Decimal("0.1")  # severity and likelihood, on a scale of five points


@dataclass(frozen=True, slots=True)
class Shown:
    """value, lo and hi in millionths; precision as a code; `has_value` is false where only a bound is told."""

    value: Integers
    lo: Integers
    hi: Integers
    precision: NDArray[np.str_]
    has_value: Flags


def rounding_step(policy: Policy, *, scale: bool) -> int:
    """The policy's rounding in millionths. Raises ValueError where its half is not a whole number of them."""
    rounding = min(policy.rounding, SCALE_ROUNDING) if scale else policy.rounding
    step = rounding * MILLION
    if step % 2:
        raise ValueError(f"rounding {rounding}: expected a multiple of 0.000002; nothing was written")
    return int(step)


def half_up(total: Integers, n: Integers, step: int) -> Integers:
    """total / n, rounded to a multiple of step, halves upwards (also below zero). n must be at least 1."""
    return (2 * total + n * step) // (2 * n * step) * step


def means(total: Integers, n: Integers, step: int) -> Shown:
    """Rounded means; [lo, hi] holds the exact mean."""
    value = half_up(total, n, step)
    half = step // 2
    everywhere = np.ones(value.shape, dtype=bool)
    return Shown(value, value - half, value + half, np.full(value.shape, "rounded"), everywhere)


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
