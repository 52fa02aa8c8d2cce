"""The interval of a mean change holds exactly the shifts that the sign-flip test does not reject."""

from fractions import Fraction
from itertools import product
from random import Random

import numpy as np
import pytest

from data.measuring import sign_flip
from data.measuring.sign_flip import EXACT_UP_TO, intervals

NEAR = Fraction(1, 10**6)

# scipy 1.17.1, permutation_test(permutation_type="samples", n_resamples=inf) of the mean: its p-value just below the
# low end, at it and just above the high end. The first three are also quickly seen by hand: of seven changes the third
# smallest mean of a subset is that of -2 and 13.25.
SCIPY = [
    ([20, 16, -3, 9, 14, 25], (-3, 25), (0.03125, 0.0625, 0.03125)),
    ([13.25, 14, 14, 16, -2, 22, 11.5], (5.625, 18), (0.04688, 0.0625, 0.04688)),
    ([5, 5, 5, 5, 5, 5, 5], (5, 5), (0.01562, 1, 0.01562)),
    ([-8, 3, 12, 40, 1, 0, -5, 6, 18], (-2.5, 58 / 3), (0.03906, 0.05078, 0.04688)),
    ([0, 0, 0, 1, 2, -40, 3, 4, 5, 6], (-12, 3.75), (0.04688, 0.05469, 0.04492)),
]  # fmt: skip


def p_value(changes: list[Fraction], shift: Fraction) -> Fraction:
    """The share of all ways to flip signs that give a sum at least as far from zero as the one that was observed."""
    moved = [change - shift for change in changes]
    sums = [
        sum(sign * each for sign, each in zip(signs, moved, strict=True))
        for signs in product((1, -1), repeat=len(moved))
    ]
    return Fraction(sum(abs(each) >= abs(sum(moved)) for each in sums), len(sums))


def interval_of(changes: list[float]) -> tuple[float, float] | None:
    return intervals(np.array([changes]), np.ones((1, len(changes)), dtype=bool))[0]


@pytest.mark.parametrize(("changes", "expected", "p_values"), SCIPY)
def test_the_interval_agrees_with_scipy(
    changes: list[float], expected: tuple[float, float], p_values: tuple[float, float, float]
) -> None:
    assert interval_of(changes) == pytest.approx(expected)
    lo, hi = (Fraction(each).limit_denominator(1000) for each in expected)
    exact = [Fraction(each) for each in changes]
    found = [p_value(exact, shift) for shift in (lo - NEAR, lo, hi + NEAR)]
    assert [float(each) for each in found] == pytest.approx(p_values, abs=1e-5)


@pytest.mark.parametrize("n", [6, 7, 8])
def test_a_shift_outside_is_rejected_and_one_inside_is_not(n: int) -> None:
    random = Random(n)
    changes = [random.randint(-20, 40) for _ in range(n)]
    found = interval_of([float(each) for each in changes])
    assert found is not None
    lo, hi = (Fraction(each).limit_denominator(1000) for each in found)
    exact = [Fraction(each) for each in changes]
    assert min(p_value(exact, lo), p_value(exact, hi)) > Fraction(1, 20)
    assert max(p_value(exact, lo - NEAR), p_value(exact, hi + NEAR)) <= Fraction(1, 20)


def test_below_six_companies_there_is_no_interval() -> None:
    assert interval_of([4.0, 5, 6, 7, 8]) is None
    assert interval_of([4.0, 5, 6, 7, 8, 9]) == (4, 9)


def test_who_is_absent_counts_for_nothing() -> None:
    present = np.array([[True] * 6 + [False]])
    assert intervals(np.array([[20.0, 16, -3, 9, 14, 25, 1000]]), present) == [(-3, 25)]


def test_many_companies_are_drawn_near_the_exact_interval_and_each_time_alike() -> None:
    """Of many changes the interval of the t-test is near: 1.96 standard errors to both sides."""
    changes = np.random.default_rng(3).normal(10, 20, size=(2, 400))
    drawn = intervals(changes, np.ones_like(changes, dtype=bool))
    assert drawn == intervals(changes, np.ones_like(changes, dtype=bool))
    for line, found in zip(changes, drawn, strict=True):
        assert found is not None
        error = 1.96 * line.std(ddof=1) / 20
        assert found == pytest.approx((line.mean() - error, line.mean() + error), abs=error / 4)


def test_drawn_subsets_come_near_what_all_of_them_say(monkeypatch: pytest.MonkeyPatch) -> None:
    changes = np.random.default_rng(4).normal(10, 20, size=EXACT_UP_TO + 1).tolist()
    drawn = interval_of(changes)
    monkeypatch.setattr(sign_flip, "EXACT_UP_TO", EXACT_UP_TO + 1)
    exact = interval_of(changes)
    assert drawn != exact
    assert drawn == pytest.approx(exact, abs=1.5)
