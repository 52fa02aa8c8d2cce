"""How much lower a score would at most be if unanswered questions counted as zero: arithmetic on published figures.

Such a question takes from a company's step score that score times the share of the weight that lies open; both are at
most 1, so the mean falls by no more than the mean score, and by no more than the mean of those shares. The published
share counts questions and not their weight, but the two shares of a company lie on or below one of the points that
`_points` lists, and so the mean of the companies lies nowhere above their upper hull.

So it holds for any answers: the rounding of both figures is reckoned in, and nothing is said where they may rest on
different companies, or on answers of different editions. A company's values are rounded to a millionth of a percent;
so far the bound may be passed. Of questions that do not apply nothing useful follows.
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from itertools import pairwise

from data.cube import Cell, Cube

Point = tuple[Fraction, Fraction]  # share of the questions open, share of the weight; 0 to 1
OVERALL = "overall"
WHOLE = 100  # a score and a share are percentages


def lower_by(cube: Cube, item: str, *, round: int) -> Fraction | None:
    """The most percentage points by which the mean of `item` ("overall", "step:...") would be lower in a round.

    The overall score is the mean of the steps, and so is what it loses. None where a figure that this follows from is
    not shown, stands as published before, or is of another number of companies: whoever has a score has the share,
    and whoever has the overall score has every step or, with fewer steps, makes n differ.
    """
    score = _published(cube, "maturity", item, round=round)
    if score is None or score.hi is None:
        return None
    if item == OVERALL:
        steps = [f"step:{each.code}" for each in cube.agreement.steps]
        lost = [lower_by(cube, each, round=round) for each in steps]
        known = [each for each in lost if each is not None]
        numbers = {cell.n for each in steps if (cell := cube.cell("maturity", each, round=round))}
        if len(known) < len(lost) or numbers != {score.n}:
            return None
        return min(Fraction(score.hi), sum(known, Fraction()) / len(known))
    share = _published(cube, "unanswered", item, round=round)
    if share is None or share.hi is None or share.n != score.n:
        return None
    version = cube.agreement.round(round).instrument_version
    weights = [each.weight for each in cube.agreement.questions_of(version) if f"step:{each.step}" == item]
    return min(Fraction(score.hi), WHOLE * most_weight(weights, min(Fraction(share.hi) / WHOLE, Fraction(1))))


def most_weight(weights: Sequence[int], share: Fraction) -> Fraction:
    """The largest mean share of the weight, 0 to 1, where companies left on average `share` of the questions open."""
    corners = _hull(tuple(sorted(weights)))
    return next(low + (high - low) * (share - start) / (end - start)
                for (start, low), (end, high) in pairwise(corners) if share <= end)  # fmt: skip


@cache
def _hull(weights: tuple[int, ...]) -> tuple[Point, ...]:
    """The corners of the upper hull of all points, from nothing open to everything."""
    corners: list[Point] = []
    for point in sorted(_points(weights).items()):
        while len(corners) > 1 and _slope(*corners[-2:]) <= _slope(corners[-1], point):
            corners.pop()
        corners.append(point)
    return tuple(corners)


def _points(weights: tuple[int, ...]) -> dict[Fraction, Fraction]:
    """Per share of the questions open the largest share of the weight: the heaviest open, the lightest answered.

    weights: from light to heavy. A company may have fewer questions to answer than there are.
    """
    points: dict[Fraction, Fraction] = {}
    for number in range(1, len(weights) + 1):
        for left_open in range(number + 1):
            heavy = sum(weights[len(weights) - left_open :])
            found = Fraction(heavy, heavy + sum(weights[: number - left_open]))
            share = Fraction(left_open, number)
            points[share] = max(found, points.get(share, found))
    return points


def _slope(one: Point, other: Point) -> Fraction:
    return (other[1] - one[1]) / (other[0] - one[0])


def _published(cube: Cube, measure: str, item: str, *, round: int) -> Cell | None:
    """The cell of all companies, where it is told and rests on the answers of this edition."""
    cell = cube.cell(measure, item, round=round)
    return None if cell is None or cell.status != "published" or cell.kept else cell
