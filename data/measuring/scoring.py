"""From one round's answers to the companies' scores: weighted means and shares, exact integers, half up.

A round's answers are a table of questions x companies. Sums over a step or a theme are sums of some of its rows, whole
numbers all along. A score is a company's own, so a table may be scored some companies at a time.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import lcm

import numpy as np
from numpy.typing import NDArray

from data.configuration.agreement import Agreement, Scoring
from data.measuring.series import Series

Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

MILLION, PERCENT = 1_000_000, 100
UNANSWERED, NOT_APPLICABLE, NO_ROW = -1, -2, -3
EXACT_BELOW = 2**53


@dataclass(frozen=True, slots=True)
class Lines:
    """Some series of one round, series x companies: the values (0 where there is none) and who has one.

    places: where these series stand among all.
    """

    places: Sequence[int]
    value: Integers
    present: Flags


@dataclass(frozen=True, slots=True)
class Sheet:
    """The questions of one version, and which series their answers make.

    numbers: of the questions among those of all versions. items: "question:...", one per question. earns: what a
    millionth of a point is worth and can: what the question is worth at most, in weights times the least common
    multiple of the version's maxima. steps, themes: item ("step:...", "theme:...") -> the lines of the questions that
    count in it. places: (measure, item) -> where the series stands.
    """

    numbers: Integers
    items: tuple[str, ...]
    maxima: Integers
    earns: Integers
    can: Integers
    steps: Mapping[str, Integers]
    themes: Mapping[str, Integers]
    places: Mapping[tuple[str, str], int]
    scoring: Scoring


def sheet_of(agreement: Agreement, version: str, series: Sequence[Series], numbers: Mapping[str, int]) -> Sheet:
    """The sheet of one version for these series; numbers: of the questions of all versions.

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
    earns = [question.weight * (common // question.maximum) for question in questions]
    themes = [each.item.partition(":")[2] for each in series if each.part == "theme"]
    return Sheet(
        numbers=_integers(numbers[question.id] for question in questions),
        items=tuple(f"question:{question.id}" for question in questions),
        maxima=_integers(question.maximum for question in questions),
        earns=_integers(earns),
        can=_integers(can),
        steps={
            f"step:{step.code}": _integers(line for line, each in enumerate(questions) if each.step == step.code)
            for step in agreement.steps
        },
        themes={
            f"theme:{theme}": _integers(line for line, each in enumerate(questions) if theme in each.themes)
            for theme in themes
        },
        places={(each.measure, each.item): place for place, each in enumerate(series)},
        scoring=agreement.scoring,
    )


def score(sheet: Sheet, codes: Integers) -> Iterator[Lines]:
    """Every series that rests on answers alone (maturity and silence).

    codes: the questions of the sheet x companies, millionths of a point or why there is none.
    """
    points, answered = np.maximum(codes, 0), codes >= 0
    counts = counting(sheet, codes)
    scored = {**sheet.steps, **sheet.themes}
    earned = _by_item(points * sheet.earns[:, None], scored)
    value, present = _ratio(PERCENT * earned, _by_item(counts * sheet.can[:, None], scored))
    yield _lines(sheet, "maturity", tuple(scored), value, present)
    steps = slice(0, len(sheet.steps))
    every = sheet.scoring.overall == "all_steps"
    yield _lines(sheet, "maturity", ("overall",), *_overall(value[steps], present[steps], every=every))
    silent = {"unanswered": codes == UNANSWERED, "not_applicable": codes == NOT_APPLICABLE}
    asked = _with_total(answered, sheet.steps)
    for measure, found in silent.items():
        share = _with_total(found, sheet.steps)
        asked = asked + share  # a question that is not applicable was not to be answered
        yield _lines(sheet, measure, (*sheet.steps, "overall"), *_ratio(PERCENT * MILLION * share, asked))
    if any(("maturity", item) in sheet.places for item in sheet.items):
        yield _lines(sheet, "maturity", sheet.items, *_questions(sheet, points, answered))


def counting(sheet: Sheet, codes: Integers) -> Flags:
    """Which questions count in a score: those that were answered, and open ones where the agreement counts them."""
    counts = codes >= 0
    for state, rule in ((UNANSWERED, sheet.scoring.unanswered), (NOT_APPLICABLE, sheet.scoring.not_applicable)):
        if rule == "zero":
            counts = counts | (codes == state)
    return counts


def _lines(sheet: Sheet, measure: str, items: Sequence[str], value: Integers, present: Flags) -> Lines:
    """The lines of these items that are series."""
    asked = [line for line, item in enumerate(items) if (measure, item) in sheet.places]
    places = [sheet.places[measure, items[line]] for line in asked]
    return Lines(places, value[asked], present[asked])


def _by_item(table: Integers, items: Mapping[str, Integers]) -> Integers:
    """The sum over the questions of each item, items x companies."""
    sums: Integers = np.zeros((len(items), table.shape[1]), dtype=np.int64)
    for place, lines in enumerate(items.values()):
        table[lines].sum(axis=0, out=sums[place])
    return sums


def _with_total(found: Flags, steps: Mapping[str, Integers]) -> Integers:
    """How many questions of each step, and of all steps."""
    counted = _by_item(found.astype(np.int64), steps)
    return np.vstack([counted, counted.sum(axis=0)])


def _overall(value: Integers, present: Flags, *, every: bool) -> tuple[Integers, Flags]:
    """The mean of the step scores that exist, one line; with `every`, only where all of them do."""
    found = present.sum(axis=0, keepdims=True)
    enough = found == len(present) if every else found > 0
    return _ratio(np.where(enough, value.sum(axis=0), 0), np.where(enough, found, 0))


def _questions(sheet: Sheet, points: Integers, answered: Flags) -> tuple[Integers, Flags]:
    """The score of each question, where it was answered; where it was not, there are no points."""
    maxima = sheet.maxima[:, None]
    return (2 * PERCENT * points + maxima) // (2 * maxima), answered


def _ratio(part: Integers, whole: Integers) -> tuple[Integers, Flags]:
    """part / whole, half up; 0 and absent where whole is 0."""
    present = whole > 0
    divisor = np.where(present, 2 * whole, 1)
    return np.where(present, (2 * part + whole) // divisor, 0), present


def _integers(numbers: Iterable[int]) -> Integers:
    return np.array(list(numbers), dtype=np.int64)
