"""From exact sums to shown values: half up, bounds that hold, counts that never tell all or none."""

from decimal import Decimal
from fractions import Fraction
from math import floor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.agreement import Policy
from data.text import Text
from data.values import MILLION, coded_counts, exact_counts, half_up, means, rounding_step

TOTALS = st.integers(-(10**14), 10**14)
SIZES = st.integers(1, 10_000)
STEPS = st.sampled_from([MILLION, MILLION // 10, 100])


def policy(rounding: str) -> Policy:
    return Policy(
        version="1", suppress=True, minimum_companies=4, insiders=2, counts_from=8, rounding=Decimal(rounding),
        groups=(), visible_to=Text("test", "test"),
    )  # fmt: skip


@given(total=TOTALS, n=SIZES, step=STEPS)
def test_rounding_is_half_up_of_the_exact_fraction(total: int, n: int, step: int) -> None:
    expected = floor(Fraction(total, n * step) + Fraction(1, 2)) * step
    assert half_up(np.array([total]), np.array([n]), step)[0] == expected


@given(total=TOTALS, n=SIZES, step=STEPS)
def test_the_bounds_of_a_mean_hold_the_exact_mean(total: int, n: int, step: int) -> None:
    shown = means(np.array([total]), np.array([n]), step)
    assert shown.lo[0] <= Fraction(total, n) <= shown.hi[0]
    assert shown.hi[0] - shown.lo[0] == step


def test_halves_go_up_also_below_zero() -> None:
    half = MILLION // 2
    shown = means(np.array([half, -half, 3 * half, -3 * half]), np.ones(4, dtype=np.int64), MILLION)
    assert (shown.value // MILLION).tolist() == [1, 0, 2, -1]


@given(n=st.integers(8, 40), insiders=st.integers(0, 2), data=st.data())
def test_a_coded_count_leaves_insiders_both_possibilities_for_the_others(
    n: int, insiders: int, data: st.DataObject
) -> None:
    """c insiders know themselves: the others may still all have it or not all, none or not none."""
    total = data.draw(st.integers(0, n))
    shown = coded_counts(np.array([total]), np.array([n]), insiders)
    lo, hi = int(shown.lo[0]) // MILLION, int(shown.hi[0]) // MILLION
    assert lo <= total <= hi
    others = n - insiders
    for among_insiders in range(insiders + 1):
        possible = {count for count in range(others + 1) if lo <= count + among_insiders <= hi}
        if possible:
            assert possible - {0}, "the insiders would know that none of the others counts"
            assert possible - {others}, "the insiders would know that all of the others count"


def test_a_coded_count_has_a_value_only_where_it_is_exact() -> None:
    shown = coded_counts(np.array([3, 4, 5]), np.array([8, 8, 8]), 2)
    assert shown.precision.tolist() == ["at_most", "exact", "at_least"]
    assert shown.has_value.tolist() == [False, True, False]
    assert (shown.lo // MILLION).tolist() == [0, 4, 5]
    assert (shown.hi // MILLION).tolist() == [3, 4, 8]


def test_public_counts_are_exact() -> None:
    shown = exact_counts(np.array([0, 7]))
    assert shown.value.tolist() == shown.lo.tolist() == shown.hi.tolist() == [0, 7 * MILLION]


def test_a_scale_of_five_points_is_shown_to_a_tenth_where_percentages_are_shown_to_a_point() -> None:
    assert rounding_step(policy("1"), scale=False) == MILLION
    assert rounding_step(policy("1"), scale=True) == MILLION // 10
    assert rounding_step(policy("0.0001"), scale=True) == 100


def test_a_rounding_whose_half_cannot_be_written_is_refused() -> None:
    with pytest.raises(ValueError, match=r"multiple of 0\.000002"):
        rounding_step(policy("0.000001"), scale=False)
