"""The linear program of an attacker: how far a value can move while everything that was published stays true."""

import highspy
import numpy as np
from numpy.typing import NDArray

from data.attack.known import Floats


class NotOptimalError(Exception):
    """A program did not end in an optimum, so it says nothing: whoever asked must call that a failure."""


class Program:
    """low <= rows @ x <= high, with bounds on x that change from question to question.

    Each question starts at the basis in which the one before ended (simplex, no presolve).
    """

    def __init__(self, rows: Floats, low: Floats, high: Floats) -> None:
        """Take the rows; all columns are fixed at 0 until `bound` says otherwise."""
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]
        for option, setting in (
            ("output_flag", False),
            ("presolve", "off"),
            ("solver", "simplex"),
            ("parallel", "off"),
            ("threads", 1),
        ):
            self._solver.setOptionValue(option, setting)
        self._width = rows.shape[1]
        self._columns = np.arange(self._width, dtype=np.int32)
        self._solver.passModel(_model(rows, low, high))

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

    def furthest_sum(self, goal: Floats, sign: int) -> Floats:
        """A feasible point in which goal @ x is as high (sign 1) or as low (-1) as it can be.

        Raises NotOptimalError with the solver's own word.
        """
        self._solver.changeColsCost(self._width, self._columns, -sign * goal)
        self._solver.run()
        if self._solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            self._solver.clearSolver()  # once more without the earlier basis, before it counts as a failure
            self._solver.run()
        status = self._solver.getModelStatus()
        if status != highspy.HighsModelStatus.kOptimal:
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
