"""Answers of invented companies, climbed towards the planned overall score by single points."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, log

from data.configuration.agreement import Question
from data.sample.calibration import CONFLICT_NOT_APPLICABLE_SHARE, NOT_APPLICABLE_SHARE, OPEN_SHARE, STEP_OFFSET
from data.sample.chance import around_zero, chance

NOT_APPLICABLE = "n.v.t."
NEAR_ENOUGH = 0.05  # percentage points of the overall score
STEP_PULL = 0.02  # how much a step's own plan counts beside the overall score
MOST_MOVES = 200

Answers = dict[str, int | str | None]
"""Question id -> points, "n.v.t." or None (left open); questions of other segments are absent."""


@dataclass(frozen=True)
class Sheet:
    """What a company's answers must come out at: the questions that apply to it and the planned scores in percent."""

    number: int
    company: str
    questions: tuple[Question, ...]
    overall: float


def answer(sheet: Sheet) -> Answers:
    """The answers of one company in one round; the overall score is within 0.05 points of the plan if it can be."""
    plan = _step_plan(sheet)
    silent = dict(_silent(sheet))
    points = {
        question.id: _first_guess(sheet, question, plan[question.step])
        for question in sheet.questions
        if question.id not in silent
    }
    _climb(sheet, points, plan)
    return {question.id: points.get(question.id, silent.get(question.id)) for question in sheet.questions}


def expert_view(sheet: Sheet, own: Answers) -> Answers:
    """What an independent expert makes of the same answers: often a point lower, seldom a point higher."""
    seen: Answers = {}
    for question in sheet.questions:
        value = own[question.id]
        if isinstance(value, int):
            draw = chance("expert", sheet.number, sheet.company, question.id)
            value = max(0, min(question.maximum, value - (draw < 0.28) + (draw > 0.94)))
        seen[question.id] = value
    return seen


def _step_plan(sheet: Sheet) -> dict[str, float]:
    """Planned percent per step: the overall score moved along the logit scale, with the company's own strengths."""
    overall = min(max(sheet.overall, 3.0), 97.0) / 100
    logit = log(overall / (1 - overall))
    plan = {}
    for step, offset in STEP_OFFSET[sheet.number].items():
        lasting = 0.3 * around_zero("strength", sheet.company, step)
        passing = 0.12 * around_zero("year", sheet.number, sheet.company, step)
        plan[step] = 100 / (1 + exp(-(logit + offset + lasting + passing)))
    return plan


def _silent(sheet: Sheet) -> Iterator[tuple[str, str | None]]:
    """Questions left open or not applicable; every step and every theme keeps at least one answer."""
    kept = {question.id for question in sheet.questions}
    for question in sheet.questions:
        draw = 100 * chance("silent", sheet.number, sheet.company, question.id)
        lasting = 100 * chance("lasting", sheet.company, question.id)
        outside = CONFLICT_NOT_APPLICABLE_SHARE if question.conflict_area else NOT_APPLICABLE_SHARE[sheet.number]
        is_open = draw < OPEN_SHARE[sheet.number]
        if not (is_open or lasting < outside) or not _spared(question, sheet.questions, kept - {question.id}):
            continue
        kept.discard(question.id)
        yield question.id, None if is_open else NOT_APPLICABLE


def _spared(question: Question, questions: tuple[Question, ...], kept: set[str]) -> bool:
    """Whether the step keeps two answers and each theme of the question one."""
    others = [each for each in questions if each.id in kept]
    if sum(each.step == question.step for each in others) < 2:
        return False
    return all(any(theme in each.themes for each in others) for theme in question.themes)


def _first_guess(sheet: Sheet, question: Question, percent: float) -> int:
    hard = 9 * around_zero("difficulty", question.id.rstrip("r"))
    habit = 12 * around_zero("habit", sheet.company, question.id)
    mood = 6 * around_zero("mood", sheet.number, sheet.company, question.id)
    guess = (percent + hard + habit + mood) / 100 * question.maximum
    low = int(guess)
    rounded = low + (chance("round", sheet.number, sheet.company, question.id) < guess - low)
    return max(0, min(question.maximum, rounded))


def step_percent(questions: tuple[Question, ...], points: dict[str, int]) -> dict[str, float]:
    """Weighted percent per step over the answered questions; near enough to steer by, the tests compute exactly."""
    gained: dict[str, float] = {}
    possible: dict[str, int] = {}
    for question in questions:
        if question.id in points:
            share = points[question.id] / question.maximum
            gained[question.step] = gained.get(question.step, 0.0) + question.weight * share
            possible[question.step] = possible.get(question.step, 0) + question.weight
    return {step: 100 * gained[step] / possible[step] for step in gained}


def _climb(sheet: Sheet, points: dict[str, int], plan: dict[str, float]) -> None:
    """Change one answer by one point at a time, always the one that brings the scores nearest to the plan."""
    weight: dict[str, int] = {}
    for question in sheet.questions:
        if question.id in points:
            weight[question.step] = weight.get(question.step, 0) + question.weight
    scores = step_percent(sheet.questions, points)
    cost = _cost(sheet, scores, plan)
    for _ in range(MOST_MOVES):
        best, best_cost, best_scores = None, cost, scores
        for question in sheet.questions:
            for move in (-1, 1):
                value = points.get(question.id, -9) + move
                if not 0 <= value <= question.maximum:
                    continue
                gain = 100 * move * question.weight / question.maximum / weight[question.step]
                tried = scores | {question.step: scores[question.step] + gain}
                tried_cost = _cost(sheet, tried, plan)
                if tried_cost < best_cost - 1e-12:
                    best, best_cost, best_scores = (question.id, value), tried_cost, tried
        if best is None:
            return
        points[best[0]] = best[1]
        cost, scores = best_cost, best_scores


def _cost(sheet: Sheet, scores: dict[str, float], plan: dict[str, float]) -> float:
    off = sum(scores.values()) / len(scores) - sheet.overall
    return off * off * 10 + STEP_PULL * sum((scores[step] - plan[step]) ** 2 for step in scores) / len(scores)
