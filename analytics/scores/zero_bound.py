"""How much lower a score would at most be if questions that do not count counted as zero: from published figures.

Such questions (unanswered, or not applicable) take from a company's step score that score times their share of the
weight, of theirs and of those it answered. Companies are of the cases that `_cases` lists, and how many are of which
case is bounded by three published means: the score, the share unanswered of what applies, the share not applicable of
all. What any mixture of cases can lose at most is a linear program.

Its solver only proposes what a point of each mean is worth. That no case loses more than it would pay at these prices
is reckoned in fractions, so the limit holds whatever the solver finds, for any answers, with the rounding of the
figures, and it comes near where such companies exist. Nothing is said where the figures may rest on different
companies, or on answers of different editions. A company's values are rounded to a millionth of a percent; so far the
limit may be passed.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

import highspy
import numpy as np

from analytics.left_open import MEASURES
from data.cube import Cell, Cube, Question

OVERALL = "overall"
WHOLE = 100  # a score and a share are percentages
FINEST = 10**6  # a price is the simplest fraction that the solver's number can stand for


class Case(NamedTuple):
    """A company as far as a step goes, every number 0 to 1: its score, its shares, and the part of 1 that it loses."""

    score: Fraction
    unanswered: Fraction
    not_applicable: Fraction
    lost: Fraction


def lower_by(cube: Cube, item: str, *, measure: str, round: int) -> Fraction | None:
    """The most percentage points by which the mean of `item` ("overall", "step:...") would be lower in a round.

    measure: which questions count as zero, "unanswered" or "not_applicable". The overall score is the mean of the
    steps, and so is what it loses. None where the score or this share is not shown, stands as published before, or is
    of another number of companies: whoever has a score has the shares, and whoever has the overall score has every
    step or, with fewer steps, makes n differ. The other share is reckoned with where it is told.
    """
    score = _published(cube, "maturity", item, round=round)
    if score is None or score.hi is None:
        return None
    if item == OVERALL:
        steps = [f"step:{each.code}" for each in cube.agreement.steps]
        lost = [lower_by(cube, each, measure=measure, round=round) for each in steps]
        known = [each for each in lost if each is not None]
        numbers = {cell.n for each in steps if (cell := cube.cell("maturity", each, round=round))}
        if len(known) < len(lost) or numbers != {score.n}:
            return None
        return min(Fraction(score.hi), sum(known, Fraction()) / len(known))
    shares = {each: _published(cube, each, item, round=round) for each in MEASURES}
    told = {each: share.hi for each, share in shares.items() if share and share.hi is not None and share.n == score.n}
    if measure not in told:
        return None
    limits = [min(Fraction(told.get(each, WHOLE)) / WHOLE, Fraction(1)) for each in MEASURES]
    asked = cube.agreement.questions_of(cube.agreement.round(round).instrument_version)
    most = most_lost(
        tuple(each for each in asked if f"step:{each.step}" == item),
        segments=tuple(each.code for each in cube.agreement.segments),
        measure=measure,
        limits=(Fraction(score.hi) / WHOLE, *limits),
    )
    return None if most is None else WHOLE * most


@lru_cache
def most_lost(
    questions: tuple[Question, ...], *, segments: tuple[str, ...], measure: str, limits: tuple[Fraction, ...]
) -> Fraction | None:
    """The most that companies lose on average over these questions, 0 to 1.

    limits: of their mean score and of both mean shares, 0 to 1. None where no mixture of cases keeps to the limits:
    then they do not belong to these questions.
    """
    cases = list(_cases(questions, segments=segments, measure=measure))
    solver: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)  # of all programs of a process the first decides: the attackers want one
    number = len(limits)
    solver.addVars(number + 1, np.array([0.0] * number + [-highspy.kHighsInf]), np.full(number + 1, highspy.kHighsInf))
    columns = np.arange(number + 1, dtype=np.int32)  # a price per mean, and what is to be paid besides
    solver.changeColsCost(number + 1, columns, np.array([*map(float, limits), 1.0]))
    uses = np.array([[*map(float, case[:number]), 1.0] for case in cases])
    solver.addRows(
        len(cases), np.array([float(case.lost) for case in cases]), np.full(len(cases), highspy.kHighsInf),
        uses.size, np.arange(0, uses.size, number + 1, dtype=np.int32),
        np.tile(columns, len(cases)), uses.ravel(),
    )  # fmt: skip
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    found = solver.getSolution().col_value[:number]
    prices = [max(Fraction(0), Fraction(each).limit_denominator(FINEST)) for each in found]
    return _paid(prices, limits) + max(case.lost - _paid(prices, case) for case in cases)


def _paid(prices: Sequence[Fraction], amounts: Sequence[Fraction]) -> Fraction:
    return sum((price * amount for price, amount in zip(prices, amounts, strict=False)), Fraction())


def _cases(questions: Sequence[Question], *, segments: Sequence[str], measure: str) -> Iterator[Case]:
    """Per segment and number of questions in each state the company that loses most, and one that has nothing to lose.

    The one that loses most has full marks on the lightest questions, while the heaviest do not count. A question that
    is not for a company's segment does not apply to it.
    """
    for closed in {tuple(bool(each.segments) and code not in each.segments for each in questions) for code in segments}:
        others = sum(each.weight for each, shut in zip(questions, closed, strict=True) if shut)
        weights = sorted(each.weight for each, shut in zip(questions, closed, strict=True) if not shut)
        yield Case(Fraction(0), Fraction(0), Fraction(sum(closed), len(questions)), Fraction(0))
        for idle in range(len(weights)):
            applicable = len(weights) - idle
            for answered in range(1, applicable + 1):
                left_open = applicable - answered
                if measure == "unanswered":
                    heavy = sum(weights[len(weights) - left_open :])
                else:
                    heavy = others + sum(weights[applicable:])
                yield Case(
                    score=Fraction(1),
                    unanswered=Fraction(left_open, applicable),
                    not_applicable=Fraction(sum(closed) + idle, len(questions)),
                    lost=Fraction(heavy, heavy + sum(weights[:answered])),
                )


def _published(cube: Cube, measure: str, item: str, *, round: int) -> Cell | None:
    """The cell of all companies, where it is told and rests on the answers of this edition."""
    cell = cube.cell(measure, item, round=round)
    return None if cell is None or cell.status != "published" or cell.kept else cell
