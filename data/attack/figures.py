"""Scores, and every figure that was published of them: means of the overall score and of its steps, and counts."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from data.attack.known import Floats

Integers = NDArray[np.int64]
HIGHEST = 100.0
MARGIN = 1e-3  # a score below a bound is at least this far below it (scores are millionths), or as far as the truth is
TIE = 1e-7  # what a solver may be wrong by
SLACK = 1e-6  # in a mean: the last digit of a published figure


@dataclass(frozen=True, slots=True)
class Mean:
    """lo <= the sum of sign x score over columns <= hi, over n companies."""

    columns: Integers
    sign: Floats
    lo: float
    hi: float
    n: int


@dataclass(frozen=True, slots=True)
class Count:
    """lo <= how many of the columns have reached their bound <= hi. target: these are the companies' own targets."""

    columns: Integers
    bound: Floats
    lo: int
    hi: int
    target: bool


@dataclass(frozen=True, slots=True)
class Steps:
    """What scores are made of. truth and weight: columns x steps; a score is the weighted mean of its steps.

    means: the published means of steps, each with the number of its step; over the same columns as those of scores.
    """

    truth: Floats
    weight: Floats
    means: tuple[tuple[int, Mean], ...]

    def fit(self, moved: Floats, steps: Floats) -> bool:
        """Whether these steps move every score as far as said, and give what was published of them."""
        by_steps = (self.weight * (steps - self.truth)).sum(axis=1)
        return (
            _within(steps[self.weight > 0])
            and bool(np.allclose(by_steps, moved, rtol=0, atol=SLACK))
            and all(_gives(mean, steps[:, step]) for step, mean in self.means)
        )


@dataclass(frozen=True, slots=True)
class Block:
    """Columns that figures connect, with company, round and true score; their means and counts.

    steps: where means of the steps were published as well.
    """

    company: Integers
    round: Integers
    truth: Floats
    means: tuple[Mean, ...]
    counts: tuple[Count, ...]
    steps: Steps | None = None

    @property
    def figures(self) -> tuple[Mean | Count, ...]:
        """Everything that was published."""
        of_steps = () if self.steps is None else (mean for _, mean in self.steps.means)
        return (*self.means, *self.counts, *of_steps)

    def bounds(self, movable: NDArray[np.bool_]) -> dict[int, list[float]]:
        """Per column the bounds that a count speaks of, ascending, without what every score has reached or none can."""
        found: dict[int, set[float]] = {}
        for count in self.counts:
            here = movable[count.columns] & (count.bound > 0) & (count.bound <= HIGHEST)
            for column, bound in zip(count.columns[here].tolist(), count.bound[here].tolist(), strict=True):
                found.setdefault(column, set()).add(bound)
        return {column: sorted(here) for column, here in found.items()}

    def margin(self, columns: Integers, bound: Floats) -> Floats:
        """How far below a bound a score must stay to be below it; the true score itself always may stay."""
        below = bound - self.truth[columns]
        return np.where(below > 0, np.minimum(below, MARGIN), MARGIN)

    def fits(self, score: Floats, steps: Floats | None = None) -> bool:
        """Whether these scores, all within 0 and 100, give every published figure; reckoned without a solver.

        steps: columns x steps of which the scores are made, where means of steps were published.
        """
        if not _within(score) or not all(_gives(mean, score) for mean in self.means):
            return False
        if self.steps is not None and (steps is None or not self.steps.fit(score - self.truth, steps)):
            return False
        for count in self.counts:
            here = score[count.columns]
            reached = here >= count.bound - TIE
            gap = self.margin(count.columns, count.bound)
            if not (reached | (here <= count.bound - gap + TIE)).all() or not count.lo <= reached.sum() <= count.hi:
                return False
        return True


def _within(values: Floats) -> bool:
    return bool(values.min(initial=0.0) >= -TIE and values.max(initial=0.0) <= HIGHEST + TIE)


def _gives(mean: Mean, values: Floats) -> bool:
    total = float(mean.sign @ values[mean.columns])
    return mean.lo - SLACK * mean.n <= total <= mean.hi + SLACK * mean.n


def blocks_of(block: Block) -> Iterator[Block]:
    """The parts of a block that no figure connects, each on its own; columns without a figure are left out."""
    label = np.arange(len(block.truth))
    rows = block.figures
    changed = True
    while changed:
        changed = False
        for row in rows:
            here = label[row.columns]
            changed |= bool((here != here.min()).any())
            label[row.columns] = here.min()
    for name in np.unique([label[row.columns[0]] for row in rows]):
        columns = np.flatnonzero(label == name)
        place = np.full(len(label), -1)
        place[columns] = np.arange(len(columns))
        means = tuple(replace(row, columns=place[row.columns]) for row in block.means if label[row.columns[0]] == name)
        counts = tuple(
            replace(row, columns=place[row.columns]) for row in block.counts if label[row.columns[0]] == name
        )
        steps = block.steps and Steps(
            block.steps.truth[columns],
            block.steps.weight[columns],
            tuple(
                (step, replace(row, columns=place[row.columns]))
                for step, row in block.steps.means
                if label[row.columns[0]] == name
            ),
        )
        yield Block(block.company[columns], block.round[columns], block.truth[columns], means, counts, steps)
