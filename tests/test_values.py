"""From exact sums to shown values: half up, bounds that hold, counts that never tell all or none."""

from decimal import Decimal
from fractions import Fraction
from math import floor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.configuration.agreement import Policy
from data.measuring.values import MILLION, coded_counts, ends, exact_counts, half_up, means, rounding_step
from data.text import Text

TOTALS = st.integers(-(10**14), 10**14)
SIZES = st.integers(1, 10_000)
STEPS = st.sampled_from([MILLION, MILLION // 10, 100])


def policy(*, clip_insiders: int = 1) -> Policy:
    return Policy(
        version="1", suppress=True, minimum_companies=4, insiders=2, narrowest={1: Decimal(20), 2: Decimal(10)},
        counts_from=8, rounding=Decimal(1), clip_insiders=clip_insiders, groups=(), visible_to=Text("test", "test"),
    )  # fmt: skip


def edges(n: int, *, change: bool = False, scale: int | None = None) -> tuple[float, float]:
    """From where on a mean over n companies is a bound: at the low and at the high end."""
    step = np.array([MILLION // 10 if scale else MILLION])
    found = ends(np.array([n]), np.array([change]), policy(), step, scale_points=scale)
    return int(found.low[0]) / MILLION, int(found.high[0]) / MILLION


@given(total=TOTALS, n=SIZES, step=STEPS)
def test_rounding_is_half_up_of_the_exact_fraction(total: int, n: int, step: int) -> None:
    expected = floor(Fraction(total, n * step) + Fraction(1, 2)) * step
    assert half_up(np.array([total]), np.array([n]), np.array([step]))[0] == expected


@given(total=TOTALS, n=SIZES, step=STEPS)
def test_the_bounds_of_a_mean_hold_the_exact_mean(total: int, n: int, step: int) -> None:
    shown = means(np.array([total]), np.array([n]), np.array([step]))
    assert shown.lo[0] <= Fraction(total, n) <= shown.hi[0]
    assert shown.hi[0] - shown.lo[0] == step


def test_halves_go_up_also_below_zero() -> None:
    half = MILLION // 2
    shown = means(np.array([half, -half, 3 * half, -3 * half]), np.ones(4, dtype=np.int64), np.full(4, MILLION))
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
    assert rounding_step(Decimal(1), scale=False) == MILLION
    assert rounding_step(Decimal(1), scale=True) == MILLION // 10
    assert rounding_step(Decimal("0.0001"), scale=True) == 10


def test_a_rounding_whose_half_cannot_be_written_is_refused() -> None:
    with pytest.raises(ValueError, match=r"multiple of 0\.000002"):
        rounding_step(Decimal("0.000001"), scale=False)


@pytest.mark.parametrize(("n", "low", "high"), [(4, 30, 70), (5, 24, 76), (8, 15, 85), (12, 10, 90), (20, 6, 94)])
def test_a_mean_near_either_end_is_a_bound_from_where_the_research_says(n: int, low: int, high: int) -> None:
    assert edges(n) == (low, high)


def test_a_change_and_a_scale_have_ends_of_their_own() -> None:
    assert edges(4, change=True) == (-45, 45)
    assert edges(8, scale=5) == (1.6, 4.4)


def test_beyond_the_edge_only_the_bound_is_told() -> None:
    totals = np.array([29.9, 30, 30.2, 31, 69, 69.8, 70]) * 4 * MILLION
    n, step = np.full(7, 4), np.full(7, MILLION)
    shown = means(totals.astype(np.int64), n, step, told=ends(n, np.zeros(7, dtype=bool), policy(), step))
    assert shown.precision.tolist() == ["at_most", "at_most", *["rounded"] * 4, "at_least"]
    assert shown.has_value.tolist() == [False, False, *[True] * 4, False]
    assert (shown.lo / MILLION).tolist() == [0, 0, 30, 30.5, 68.5, 69.5, 70]
    assert (shown.hi / MILLION).tolist() == [30, 30, 30.5, 31.5, 69.5, 70, 100]


@given(n=st.integers(4, 30), points=st.sampled_from([None, 5]), coarse=st.booleans(), data=st.data())
def test_what_is_told_tells_no_more_than_its_bounds(
    n: int, points: int | None, coarse: bool, data: st.DataObject
) -> None:
    """Whoever knows how figures are rounded learns no more: every mean within the bounds is told in the same words."""
    scale = points is not None
    step = np.array([rounding_step(Decimal(5 if coarse else 1), scale=scale)])
    sizes, first = np.array([n]), MILLION if scale else 0
    told = ends(sizes, np.zeros(1, dtype=bool), policy(), step, scale_points=points)
    totals = st.integers(first * n, (5 if scale else 100) * MILLION * n)
    shown = means(np.array([data.draw(totals)]), sizes, step, told=told)
    lo, hi = int(shown.lo[0]) * n, int(shown.hi[0]) * n
    other = means(np.array([data.draw(st.integers(lo + 1, hi - 1))]), sizes, step, told=told)
    assert (other.lo[0], other.hi[0], other.precision[0]) == (shown.lo[0], shown.hi[0], shown.precision[0])


@given(n=st.integers(4, 30), data=st.data())
def test_one_insider_who_helps_most_leaves_everybody_else_twenty_points(n: int, data: st.DataObject) -> None:
    """A mean alone: n - 1 others share what is left of the bounds, whatever the insider's own score is."""
    total = data.draw(st.integers(0, 100 * n)) * MILLION
    sizes = np.array([n])
    step = np.array([MILLION])
    shown = means(np.array([total]), sizes, step, told=ends(sizes, np.zeros(1, dtype=bool), policy(), step))
    lo, hi = (int(each[0]) * n / MILLION for each in (shown.lo, shown.hi))
    for own in (0, 100):
        if not lo - 100 * (n - 1) <= own <= hi:
            continue  # nobody with this score can be among them
        least, most = max(0.0, lo - own - 100 * (n - 2)), min(100.0, hi - own)
        assert most - least >= 20
