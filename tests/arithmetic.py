"""What a page may work out from shown numbers, worked out again here: see "arithmetic on the way out" of the docs.

Everything follows from published cells and the agreement, so that nobody learns from it what the cells do not tell.
"""

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from itertools import combinations
from math import ceil, floor

import numpy as np

from data.cube import Cell, Cube

WHOLE, TENTH, HUNDREDTH = Decimal(1), Decimal("0.1"), Decimal("0.01")
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
    """In whole points upwards, how much a mean would at most lose by a zero for every open question; and its n."""
    for number in (each.number for each in cube.agreement.rounds):
        lost: list[float] = []
        for step in cube.agreement.steps:
            score, share = (cube.cell(each, f"step:{step.code}", round=number) for each in ("maturity", "unanswered"))
            if score and share and score.hi is not None and share.hi is not None and score.n:
                weights = [
                    each.weight
                    for each in cube.agreement.questions
                    if (each.version, each.step) == (cube.agreement.round(number).instrument_version, step.code)
                ]
                lost.append(min(float(score.hi), 100 * _weight_left_open(weights, float(share.hi) / 100)))
                yield _upwards(lost[-1]), score.n
        overall = cube.cell("maturity", "overall", round=number)
        if overall and overall.hi is not None and overall.n and len(lost) == len(cube.agreement.steps):
            yield _upwards(min(float(overall.hi), sum(lost) / len(lost))), overall.n


def _weight_left_open(weights: list[int], share: float) -> float:
    """The largest mean share of the weight for a mean share of the questions, over what each company can leave open.

    As the lowest of all lines above every company, each parallel to the line through two of them.
    """
    ordered = sorted(weights)
    kinds = [(up, down) for up in range(len(ordered) + 1) for down in range(len(ordered) + 1 - up) if up + down]
    heavy = [sum(ordered[len(ordered) - up :]) for up, _ in kinds]
    asked = np.array([up / (up + down) for up, down in kinds])
    gained = np.array([top / (top + sum(ordered[:down])) for top, (_, down) in zip(heavy, kinds, strict=True)])
    one, other = np.nonzero(asked[:, None] < asked[None, :])
    slopes = (gained[other] - gained[one]) / (asked[other] - asked[one])
    above = (gained[None, :] - slopes[:, None] * asked[None, :]).max(axis=1)
    return float((above + slopes * share).min())


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
