"""From one round's answers to the companies' scores: weighted means and shares, exact integers, half up.

A round's answers are a table of questions x companies. Sums over a step or a theme are products of that table with
a table of items x questions; they are whole numbers below 2^53, which floating point adds without error.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import lcm

import numpy as np
from numpy.typing import NDArray

from data.agreement import Agreement, Question, Scoring
from data.series import Series

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

MILLION, PERCENT = 1_000_000, 100
UNANSWERED, NOT_APPLICABLE, NO_ROW = -1, -2, -3
EXACT_BELOW = 2**53


@dataclass(frozen=True, slots=True)
class Column:
    """One series of one round: the value of every company (0 where it has none) and which companies have one."""

    value: Integers
    present: Flags


@dataclass(frozen=True, slots=True)
class Sheet:
    """The answers of one round, the questions of its version x companies.

    code: millionths of a point, or why there is none. earns: what a millionth of a point is worth and can: what the
    question is worth at most, in weights times the least common multiple of the version's maxima.
    """

    questions: tuple[Question, ...]
    code: Integers
    earns: Integers
    can: Integers
    scoring: Scoring

    def earned(self) -> Floats:
        """What each answer earned."""
        earned: Floats = np.maximum(self.code, 0) * self.earns[:, None].astype(float)
        return earned

    def counts(self) -> Flags:
        """Which answers stand in the denominator: answered ones, and silent ones where the agreement says zero."""
        counted: Flags = self.code >= 0
        for state, rule in ((UNANSWERED, self.scoring.unanswered), (NOT_APPLICABLE, self.scoring.not_applicable)):
            if rule == "zero":
                counted = counted | (self.code == state)
        return counted


def sheet_of(agreement: Agreement, version: str, codes: Integers, numbers: Mapping[str, int]) -> Sheet:
    """The answers to the questions of one version; codes: all questions, by their numbers, x companies.

    Raises ValueError where weights and maxima make sums that are too large to be exact.
    """
    questions = agreement.questions_of(version)
    common = lcm(*(question.maximum for question in questions))
    can = [question.weight * common for question in questions]
    if sum(can) * MILLION >= EXACT_BELOW:
        raise ValueError(
            f"instrument version {version}: weights and maxima make sums too large to be exact; found a least common "
            f"multiple of the maxima of {common}, expected smaller weights or maxima with more in common"
        )
    earns = np.array([question.weight * (common // question.maximum) for question in questions], dtype=np.int64)
    places = [numbers[question.id] for question in questions]
    return Sheet(questions, codes[places], earns, np.array(can, dtype=np.int64), agreement.scoring)


def score(sheet: Sheet, series: Sequence[Series], agreement: Agreement) -> dict[int, Column]:
    """Every series that rests on answers alone (maturity and silence), by its place in `series`."""
    steps = [step.code for step in agreement.steps]
    by_step = np.array([[question.step == step for question in sheet.questions] for step in steps], dtype=float)
    themes = [(place, each.item.partition(":")[2]) for place, each in enumerate(series) if each.part == "theme"]
    by_theme = [[float(theme in question.themes) for question in sheet.questions] for _, theme in themes]
    value, present = _scores(sheet, np.vstack([by_step, *by_theme]))
    step_scores = value[: len(steps)], present[: len(steps)]
    silences = {
        "unanswered": _shares(sheet.code == UNANSWERED, sheet.code >= UNANSWERED, by_step),
        "not_applicable": _shares(sheet.code == NOT_APPLICABLE, sheet.code > NO_ROW, by_step),
    }
    places = {question.id: number for number, question in enumerate(sheet.questions)}
    columns = {place: _of((value, present), len(steps) + number) for number, (place, _) in enumerate(themes)}
    for place, each in enumerate(series):
        _, _, code = each.item.partition(":")
        if each.measure in silences:
            columns[place] = _of(silences[each.measure], len(steps) if each.part == "overall" else steps.index(code))
        elif each.measure == "maturity" and each.part == "overall":
            columns[place] = _overall(step_scores, every=agreement.scoring.overall == "all_steps")
        elif each.part == "step":
            columns[place] = _of(step_scores, steps.index(code))
        elif each.part == "question" and code in places:
            columns[place] = _question(sheet, places[code])
    return columns


def _scores(sheet: Sheet, carries: Floats) -> tuple[Integers, Flags]:
    """The weighted mean over the questions of each item, in millionths of a percent."""
    earned = (carries @ sheet.earned()).astype(np.int64)
    possible = (carries @ (sheet.counts() * sheet.can[:, None].astype(float))).astype(np.int64)
    return _ratio(PERCENT * earned, possible)


def _shares(silent: Flags, base: Flags, by_step: Floats) -> tuple[Integers, Flags]:
    """The share of silent questions per step, and over all of them, in millionths of a percent."""
    with_total = np.vstack([by_step, by_step.sum(axis=0)])
    part, whole = (with_total @ silent).astype(np.int64), (with_total @ base).astype(np.int64)
    return _ratio(PERCENT * MILLION * part, whole)


def _overall(steps: tuple[Integers, Flags], *, every: bool) -> Column:
    """The mean of the step scores that exist; with `every`, only where all of them do."""
    value, present = steps
    found = present.sum(axis=0)
    enough = found == len(present) if every else found > 0
    return Column(*_ratio(np.where(enough, value.sum(axis=0), 0), np.where(enough, found, 0)))


def _question(sheet: Sheet, place: int) -> Column:
    """The score of one question, where it was answered."""
    code, maximum = sheet.code[place], sheet.questions[place].maximum
    answered = code >= 0
    return Column(*_ratio(np.where(answered, PERCENT * code, 0), np.where(answered, maximum, 0)))


def _ratio(part: Integers, whole: Integers) -> tuple[Integers, Flags]:
    """part / whole, half up; 0 and absent where whole is 0."""
    present = whole > 0
    divisor = np.where(present, 2 * whole, 1)
    return np.where(present, (2 * part + whole) // divisor, 0), present


def _of(items: tuple[Integers, Flags], place: int) -> Column:
    return Column(items[0][place], items[1][place])
