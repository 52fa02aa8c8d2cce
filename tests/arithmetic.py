"""What a page may work out from shown numbers, worked out again here: see "arithmetic on the way out" of the docs.

Everything follows from published cells and the agreement, so that nobody learns from it what the cells do not tell.
"""

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import cache
from itertools import combinations, product
from math import ceil, floor

import highspy
import numpy as np

from data.cube import Cell, Cube

WHOLE, TENTH, HUNDREDTH = Decimal(1), Decimal("0.1"), Decimal("0.01")
ANSWERED, OPEN, OUT = range(3)  # a question: answered, left open, or not applicable
Band = tuple[int, int, int]  # lo and hi of the mean of all monitored companies, outwards; n of the mean shown


def bands(cube: Cube) -> Iterator[Band]:
    """The worst case of every shown mean: the monitored companies that are not in it had 0, or 100."""
    for cell, monitored in _means(cube):
        assert cell.lo is not None
        assert cell.hi is not None
        assert cell.n
        yield (
            floor(cell.n * cell.lo / monitored),
            ceil((cell.n * cell.hi + 100 * (monitored - cell.n)) / monitored),
            cell.n,
        )


def paces(cube: Cube) -> set[float]:
    """Points per year from a shown mean to a target in a later round, and what the same companies did per year."""
    means = _shown(cube.cells("maturity", item="overall", kind="all", dimension="total"))
    goals = [(each.minimum, later.number) for each in cube.agreement.targets for later in cube.agreement.rounds]
    needed = {
        float((goal - mean.value) / (later - mean.round))
        for goal, later in goals
        for mean in means
        if mean.value is not None and later > mean.round
    }
    changes = _shown(cube.cells("maturity", item="overall", kind="change"))
    return needed | {float(each.value / (each.round - (each.base_round or 0))) for each in changes if each.value}


def zero_limits(cube: Cube) -> Iterator[tuple[int, int]]:
    """In whole points upwards, how much a mean would at most lose by zeros for questions that do not count; and its n.

    A zero for every open question, and for every one that does not apply.
    """
    for number, gives in product((each.number for each in cube.agreement.rounds), (OPEN, OUT)):
        lost: list[float] = []
        asked = cube.agreement.questions_of(cube.agreement.round(number).instrument_version)
        for step in cube.agreement.steps:
            score, *shares = (
                cube.cell(each, f"step:{step.code}", round=number)
                for each in ("maturity", "unanswered", "not_applicable")
            )
            if not score or score.hi is None or not score.n or not all(each and each.hi is not None for each in shares):
                continue
            means = [float(each.hi) / 100 for each in (score, *shares) if each and each.hi is not None]
            here = [each for each in asked if each.step == step.code]
            closed = {tuple(bool(each.segments) and segment.code not in each.segments for each in here)
                      for segment in cube.agreement.segments}  # fmt: skip
            most = _most_lost(tuple(each.weight for each in here), frozenset(closed), gives, tuple(means))
            if most is not None:
                lost.append(100 * most)
                yield _upwards(lost[-1]), score.n
        overall = cube.cell("maturity", "overall", round=number)
        if overall and overall.hi is not None and overall.n and len(lost) == len(cube.agreement.steps):
            yield _upwards(min(float(overall.hi), sum(lost) / len(lost))), overall.n


@cache
def _most_lost(
    weights: tuple[int, ...], closed: frozenset[tuple[bool, ...]], gives: int, means: tuple[float, ...]
) -> float | None:
    """What any mixture of companies loses at most on average, 0 to 1; one per way in which a step can be filled in.

    closed: which questions are not for a segment. means: of the score, the shares open and out.
    """
    ways = np.array([
        states
        for states in product((ANSWERED, OPEN, OUT), repeat=len(weights))
        if ANSWERED in states
    ], dtype=np.int8)  # fmt: skip
    fits = np.any([(ways[:, list(shut)] == OUT).all(axis=1) for shut in closed], axis=0)
    ways = ways[fits]
    answered, open_, out = (ways == each for each in (ANSWERED, OPEN, OUT))
    kept = answered @ np.array(weights)
    zero = (ways == gives) @ np.array(weights)
    shares = np.stack([open_.sum(axis=1) / (answered | open_).sum(axis=1), out.mean(axis=1)], axis=1)
    found = np.unique(np.column_stack([shares, zero / (zero + kept)]).round(12), axis=0)
    points = np.vstack([np.insert(found, 0, 1, axis=1), np.insert(found * [1, 1, 0], 0, 0, axis=1)])  # full marks, none
    mixed = highspy.Highs()
    mixed.setOptionValue("output_flag", False)
    mixed.setOptionValue("threads", 1)
    parts = mixed.addVariables(len(points), lb=0)
    mixed.addConstr(mixed.qsum(parts) == 1)
    for uses, mean in zip(points[:, :3].T, means, strict=True):
        mixed.addConstr(mixed.qsum(parts * uses) <= mean)
    mixed.maximize(mixed.qsum(parts * points[:, 3]))
    return mixed.getObjectiveValue() if mixed.getModelStatus() == highspy.HighsModelStatus.kOptimal else None


def _upwards(amount: float) -> int:
    return ceil(amount - 1e-7)


def worked_out(cube: Cube) -> set[Decimal]:
    """Every number that a page may derive, as it is written."""
    found = {TENTH}  # the step of rounding of severity and likelihood
    found |= {Decimal(str(abs(each))).quantize(TENTH, ROUND_HALF_UP) for each in paces(cube)}
    for lo, hi, _ in bands(cube):
        found |= {Decimal(lo), Decimal(hi)}
    for cell, monitored in _means(cube):
        assert cell.lo is not None
        assert cell.n
        for level in cube.agreement.levels if monitored > cell.n else ():
            tip = (level.minimum * monitored - cell.lo * cell.n) / (monitored - cell.n)
            found.add(tip.quantize(WHOLE, ROUND_CEILING))
    found |= {Decimal(limit) for limit, _ in zero_limits(cube)}
    for change in _shown(cube.cells("maturity", item="overall", kind="change")):
        assert change.base_round
        monitored = min(_monitored(cube, change.round), _monitored(cube, change.base_round))
        for end in (change.lo, change.hi) if monitored > (change.n or 0) else ():
            assert end is not None
            assert change.n
            found.add((abs(end) * change.n / (monitored - change.n)).quantize(WHOLE, ROUND_FLOOR))
    for here in (_shown(cube.cells("risk_severity", round=each.number)) for each in cube.agreement.rounds):
        found |= {(Decimal(1) / each.n).quantize(HUNDREDTH) for each in here if each.n}
        ends = [end for end in (each.lo if each.value is None else each.value for each in here) if end is not None]
        found |= {abs(one - other).quantize(TENTH) for one, other in combinations(ends, 2)}
    return found


def _means(cube: Cube) -> Iterator[tuple[Cell, int]]:
    """Every shown mean of the overall score, of all or of the same companies, with the companies monitored then."""
    for cell in _shown(cube.cells("maturity", item="overall", dimension="total")):
        number = cell.base_round if cell.kind == "pair_start" else cell.round
        if cell.kind != "change" and number and _monitored(cube, number) >= (cell.n or 0):
            yield cell, _monitored(cube, number)


def _monitored(cube: Cube, number: int) -> int:
    cell = cube.cell("membership", "monitored", round=number)
    return 0 if cell is None or cell.value is None else int(cell.value)


def _shown(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    return tuple(each for each in cells if each.status == "published" and each.n)
