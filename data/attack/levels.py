"""Scores beside counts of who has reached a bound: what both together leave possible.

A count of levels is a sum of yes and no, each of which follows from a score that the means speak of as well: an
integer program over all rounds that figures connect. A way to change the scores that keeps every published figure is a
witness; it serves every coalition of which it leaves all scores alone. So not every coalition is asked: the coalitions
that a witness leaves open are those with a company that it changes (witnesses.py).
"""

from collections import ChainMap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import highspy
import numpy as np
from numpy.typing import NDArray

from data.attack.figures import HIGHEST, TIE, Block, Mean
from data.attack.known import Floats
from data.attack.whole_numbers import UndecidedError, quiet_highs, set_rows

Flags = NDArray[np.bool_]
Row = tuple[dict[int, float], float, float]  # coefficients of a program's variables, least and greatest sum
GOOD_ENOUGH = 2.0  # a witness need not be the smallest: this share above it will do


@dataclass(frozen=True, slots=True)
class Witness:
    """Other scores for some columns with which every figure stays what it is, and the companies that they are of."""

    score: dict[int, float]
    companies: frozenset[int]


class Program:
    """The integer program of a block: steps of the scores up and down from the truth, and who has reached which bound.

    movable: the companies whose scores may differ from the truth. With fewer than all, what is found is as true, and
    what is not found says nothing.
    """

    def __init__(self, block: Block, movable: frozenset[int]) -> None:
        """Write the program down once: a question changes bounds and costs only."""
        self.block, self.solved = block, 0
        self.moves = np.isin(block.company, list(movable))
        self.columns = np.flatnonzero(self.moves).tolist()
        self.place = {column: number for number, column in enumerate(self.columns)}
        many = len(self.columns)
        self.reached: dict[tuple[int, float], int] = {}  # the number of the variable: yes or no
        rows: list[Row] = []
        for column, bounds in block.bounds(self.moves).items():
            for bound in bounds:
                self.reached[column, bound] = 2 * many + len(self.reached)
            rows.extend(self._ladder(column, bounds))
        self.true = np.array([float(block.truth[column] >= bound) for column, bound in self.reached])
        rows.extend(self._figures())
        truth = block.truth[self.columns]
        self.room = np.concatenate([HIGHEST - truth, truth])
        nothing = np.zeros((many, 0))
        steps = nothing if block.steps is None else block.steps.truth[self.columns]
        self.weight = nothing if block.steps is None else block.steps.weight[self.columns]
        asked = self.weight > 0
        self.step_room = np.array([np.where(asked, HIGHEST - steps, 0.0), np.where(asked, steps, 0.0)])
        self.step_cost = np.tile(self.weight.ravel(), 2)
        rows.extend(self._made_of_steps())
        lp = highspy.HighsLp()
        scores = 2 * many + len(self.reached)
        lp.num_col_, lp.num_row_ = scores + self.step_room.size, len(rows)
        lp.col_cost_ = np.zeros(lp.num_col_)
        lp.col_lower_ = np.zeros(lp.num_col_)
        lp.col_upper_ = np.concatenate([self.room, np.ones(len(self.reached)), self.step_room.ravel()])
        lp.row_lower_, lp.row_upper_ = np.array([row[1] for row in rows]), np.array([row[2] for row in rows])
        if self.reached:
            kinds = [highspy.HighsVarType.kContinuous] * (2 * many)
            kinds += [highspy.HighsVarType.kInteger] * len(self.reached)
            lp.integrality_ = kinds + [highspy.HighsVarType.kContinuous] * self.step_room.size
        set_rows(lp, [row[0] for row in rows])
        self.highs = quiet_highs()
        self.highs.passModel(lp)

    def _move(self, column: int, sign: float = 1.0) -> dict[int, float]:
        place = self.place[column]
        return {place: sign, len(self.columns) + place: -sign}

    def _ladder(self, column: int, bounds: Sequence[float]) -> Iterator[Row]:
        """The rows that tie a score to the bounds it has reached: the tightest that leave every score possible."""
        truth = float(self.block.truth[column])
        reached = [self.reached[column, bound] for bound in bounds]
        below = np.array(bounds) - self.block.margin(np.full(len(bounds), column), np.array(bounds))
        ends = [*below.tolist(), HIGHEST]
        rungs, gaps = np.diff([0.0, *bounds]).tolist(), np.diff(ends).tolist()
        yield self._move(column) | {y: -rung for y, rung in zip(reached, rungs, strict=True)}, -truth, np.inf
        yield self._move(column) | {y: -gap for y, gap in zip(reached, gaps, strict=True)}, -np.inf, ends[0] - truth
        for lower, higher in pairwise(reached):
            yield {lower: 1.0, higher: -1.0}, 0.0, np.inf

    def _figures(self) -> Iterator[Row]:
        """What was published; the truth lies within it, also where an edge is off by the last bit."""
        for mean in self.block.means:
            row: dict[int, float] = {}
            for column, sign in self._moving(mean):
                row |= self._move(column, sign)
            yield from _around(row, mean, self.block.truth)
        for count in self.block.counts:
            here = self.moves[count.columns]
            pairs = zip(count.columns[here].tolist(), count.bound[here].tolist(), strict=True)
            open_ones = [self.reached[pair] for pair in pairs if pair in self.reached]
            true = sum(self.true[variable - 2 * len(self.columns)] for variable in open_ones)
            fixed = int((self.block.truth[count.columns] >= count.bound).sum()) - true
            if open_ones:
                yield dict.fromkeys(open_ones, 1.0), count.lo - fixed, count.hi - fixed

    def _moving(self, mean: Mean) -> Iterator[tuple[int, float]]:
        here = self.moves[mean.columns]
        yield from zip(mean.columns[here].tolist(), mean.sign[here].tolist(), strict=True)

    def _made_of_steps(self) -> Iterator[Row]:
        """Every score is the weighted mean of its steps; and what was published of these."""
        steps = self.block.steps
        if steps is None:
            return
        for column in self.columns:
            weights = enumerate(steps.weight[column].tolist())
            parts = [self._step(column, step, weight) for step, weight in weights if weight]
            if parts:
                yield self._move(column, -1.0) | dict(ChainMap(*parts)), 0.0, 0.0
        for step, mean in steps.means:
            parts = [self._step(column, step, sign) for column, sign in self._moving(mean)]
            yield from _around(dict(ChainMap(*parts)), mean, steps.truth[:, step])

    def _step(self, column: int, step: int, sign: float) -> dict[int, float]:
        """How far a step moves, up and down."""
        up = 2 * len(self.columns) + len(self.reached) + self.place[column] * self.weight.shape[1] + step
        return {up: sign, up + self.weight.size: -sign}

    def other(self, column: int, coalition: frozenset[int], *, least: float, most: float) -> Witness | None:
        """Scores with this one between least and most, that leave the coalition's alone and others where they can.

        None: there are none. Raises UndecidedError.
        """
        lower, upper, known = self._bounds(coalition)
        place, many, truth = self.place[column], len(self.columns), float(self.block.truth[column])
        if least > truth:
            lower[place], upper[place], upper[many + place] = least - truth, min(upper[place], most - truth), 0.0
        else:
            lower[many + place], upper[place] = truth - most, 0.0
        if (lower > upper).any():
            return None
        cost = np.ones(2 * many)
        own = [number for (of, _), number in self.reached.items() if of == column]
        near = self._solve(lower, upper, known, cost, gap=GOOD_ENOUGH, free=own)
        return near or self._solve(lower, upper, known, cost, gap=GOOD_ENOUGH)

    def furthest(self, column: int, coalition: frozenset[int], sign: int) -> Witness:
        """Scores with this one as high (sign 1) or as low (-1) as it can be. Raises UndecidedError."""
        cost = np.zeros(2 * len(self.columns))
        for variable, step in self._move(column, float(-sign)).items():
            cost[variable] = step
        found = self._solve(*self._bounds(coalition), cost, gap=0.0)
        if found is None:
            raise UndecidedError("the true scores do not fit what was published")
        return found

    def _bounds(self, coalition: frozenset[int]) -> tuple[Floats, Floats, Flags]:
        """How far scores can go, up and then down, and which are the coalition's own."""
        known = np.isin(self.block.company[self.columns], list(coalition))
        return np.zeros(2 * len(self.columns)), np.where(np.tile(known, 2), 0.0, self.room), known

    def _solve(
        self, lower: Floats, upper: Floats, known: Flags, cost: Floats, *, gap: float,
        free: Sequence[int] | None = None,
    ) -> Witness | None:  # fmt: skip
        """Solve, and check the solution without the solver. None: proven that there is no solution.

        free: only these yeses and noes may differ from the truth (which is quick), None: all.
        """
        self.solved += 1
        least, most = np.zeros(len(self.true)), np.ones(len(self.true))
        if free is not None:
            least, most = self.true.copy(), self.true.copy()
            here = np.array(free, dtype=np.int64) - len(cost)
            least[here], most[here] = 0, 1
        step_room = np.where(known[:, None], 0.0, self.step_room).ravel()
        everything = np.arange(len(cost) + len(self.true) + len(step_room), dtype=np.int32)
        self.highs.changeColsBounds(
            len(everything), everything, np.concatenate([lower, least, np.zeros(len(step_room))]),
            np.concatenate([upper, most, step_room]),
        )  # fmt: skip
        self.highs.changeColsCost(len(cost), everything[: len(cost)], cost)
        of_steps = self.step_cost if gap else np.zeros(len(self.step_cost))  # the smallest witness, or the furthest
        self.highs.changeColsCost(len(of_steps), everything[len(everything) - len(of_steps) :], of_steps)
        self.highs.setOptionValue("mip_rel_gap", gap)
        self.highs.run()
        status = self.highs.getModelStatus()
        if status == highspy.HighsModelStatus.kInfeasible:
            return None
        if status != highspy.HighsModelStatus.kOptimal:
            raise UndecidedError(str(self.highs.modelStatusToString(status)))
        solution = np.array(self.highs.getSolution().col_value)
        value = solution[: len(cost)]
        step = value[: len(self.columns)] - value[len(self.columns) :]
        up, down = solution[len(cost) + len(self.true) :].reshape(self.step_room.shape)
        of_steps = up - down
        moved = np.flatnonzero((np.abs(step) > TIE) | (np.abs(of_steps) > TIE).any(axis=1))
        score = self.block.truth.copy()
        columns = np.array(self.columns, dtype=np.int64)[moved]
        score[columns] += step[moved]
        steps = None
        if self.block.steps is not None:
            steps = self.block.steps.truth.copy()
            steps[self.columns] += of_steps
        if not self.block.fits(score, steps):
            raise UndecidedError("the solution does not fit what was published")
        scores = dict(zip(columns.tolist(), score[columns].tolist(), strict=True))
        return Witness(scores, frozenset(self.block.company[columns].tolist()))


def _around(row: dict[int, float], mean: Mean, truth: Floats) -> Iterator[Row]:
    """A published mean as a row over how far values are from the truth; the truth lies within it."""
    total = float(mean.sign @ truth[mean.columns])
    if row:
        yield row, min(0.0, mean.lo - total), max(0.0, mean.hi - total)
