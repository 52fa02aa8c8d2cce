"""The linear program of an attacker: how far a value can move while everything that was published stays true."""

from collections.abc import Collection

import highspy
import numpy as np
from numpy.typing import NDArray

from data.attack.known import Flags, Floats
from data.attack.whole_numbers import quiet_highs

GOOD_ENOUGH = 2.0  # a small point need not be the smallest: this share above it will do


class NotOptimalError(Exception):
    """A program did not end in an optimum, so it says nothing: whoever asked must call that a failure."""


class Program:
    """low <= rows @ x <= high, with bounds on x that change from question to question.

    Each question starts at the basis in which the one before ended (simplex, no presolve), unless some columns are
    whole numbers.
    """

    def __init__(self, rows: Floats, low: Floats, high: Floats, *, whole: Flags | None = None) -> None:
        """Take the rows; all columns are fixed at 0 until `bound` says otherwise. whole: columns in whole numbers."""
        self._solver = _simplex() if whole is None else quiet_highs()
        self._width = rows.shape[1]
        self._columns = np.arange(self._width, dtype=np.int32)
        model = _model(rows, low, high)
        if whole is not None:
            kinds = highspy.HighsVarType
            model.integrality_ = [kinds.kInteger if each else kinds.kContinuous for each in whole.tolist()]
        self._solver.passModel(model)

    def bound(self, low: Floats, high: Floats) -> None:
        """Set the bounds of all columns."""
        self._solver.changeColsBounds(self._width, self._columns, low, high)

    def furthest(self, column: int, sign: int) -> Floats:
        """A feasible point in which a column is as high (sign 1) or as low (-1) as it can be.

        Raises NotOptimalError with the solver's own word.
        """
        goal = np.zeros(self._width)
        goal[column] = 1.0
        return self.furthest_sum(goal, sign)

    def furthest_sum(self, goal: Floats, sign: int, *, enough: float = np.inf) -> Floats:
        """A feasible point in which goal @ x is as high (sign 1) or as low (-1) as it can be.

        enough: of whole numbers, any point in which it is that far from 0 will do. Raises NotOptimalError with the
        solver's own word.
        """
        if enough < np.inf:
            self._solver.setOptionValue("objective_target", -enough)
        found = self._solve(
            -sign * goal, {highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kObjectiveTarget}
        )
        self._solver.setOptionValue("objective_target", -np.inf)
        return found

    def small(self, cost: Floats, row: int, least: float, most: float) -> Floats | None:
        """A feasible point in which the sum of a row lies between least and most: of those of little cost, not always
        the one of the least. None: there is none. Raises NotOptimalError with the solver's own word.
        """
        self._solver.changeRowBounds(row, least, most)
        self._solver.setOptionValue("mip_rel_gap", GOOD_ENOUGH)
        try:
            return self._solve(cost, {highspy.HighsModelStatus.kOptimal})
        except NotOptimalError:
            if self._solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
                return None
            raise
        finally:
            self._solver.changeRowBounds(row, -np.inf, np.inf)
            self._solver.setOptionValue("mip_rel_gap", 0.0)

    def _solve(self, cost: Floats, done: Collection[highspy.HighsModelStatus]) -> Floats:
        self._solver.changeColsCost(self._width, self._columns, cost)
        self._solver.run()
        if self._solver.getModelStatus() not in done:
            self._solver.clearSolver()  # once more without the earlier basis, before it counts as a failure
            self._solver.run()
        status = self._solver.getModelStatus()
        if status not in done:
            raise NotOptimalError(self._solver.modelStatusToString(status).lower())
        return np.array(self._solver.getSolution().col_value)


def interval(rows: Floats, low: Floats, high: Floats, bounds: Floats, target: int) -> tuple[float, float]:
    """The least and the most that column `target` can be: low <= rows @ x <= high, bounds[:, 0] <= x <= bounds[:, 1].

    Raises NotOptimalError where there is no such x, or no least or most.
    """
    program = Program(rows, low, high)
    program.bound(np.ascontiguousarray(bounds[:, 0]), np.ascontiguousarray(bounds[:, 1]))
    least, most = (float(program.furthest(target, sign)[target]) for sign in (-1, 1))
    return least, most


def _simplex() -> highspy.Highs:
    solver: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, setting in (
        ("output_flag", False),
        ("presolve", "off"),
        ("solver", "simplex"),
        ("parallel", "off"),
        ("threads", 1),
    ):
        solver.setOptionValue(option, setting)
    return solver


def _model(rows: Floats, low: Floats, high: Floats) -> highspy.HighsLp:
    model = highspy.HighsLp()
    model.num_row_, model.num_col_ = rows.shape
    model.col_cost_ = np.zeros(rows.shape[1])
    model.col_lower_, model.col_upper_ = np.zeros(rows.shape[1]), np.zeros(rows.shape[1])
    model.row_lower_, model.row_upper_ = low, high
    at_row, at_column = np.nonzero(rows)
    starts: NDArray[np.int64] = np.searchsorted(at_row, np.arange(rows.shape[0] + 1))
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_ = starts.astype(np.int32)
    model.a_matrix_.index_ = at_column.astype(np.int32)
    model.a_matrix_.value_ = rows[at_row, at_column]
    return model
