"""The series of an agreement: every statistic that is published per group and round, declared once.

A series says how companies' values become a cell (a mean or a count) and who may know the values. Nothing here
depends on an answer: the series of an edition follow from the agreement and the audience's policy alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from data.configuration.agreement import Agreement, Policy

Form = Literal["mean", "count"]
Guard = Literal["public", "reporting", "answers"]
Part = Literal["overall", "step", "theme", "question", "item"]

DELIVERABLE_MEASURES = ("expected", "waived", "completed", "submitted", "on_time")
MEMBERSHIP_ITEMS = ("official", "monitored", "submitted", "comparable", "joined", "left")
ASSESSED = ("membership", "submitted")  # the companies whose self-assessment came in
MEMBER_LIST = frozenset({"official", "joined", "left"})  # who is a member is public in every agreement


@dataclass(frozen=True, slots=True)
class Series:
    """One statistic of a group.

    form "mean" is a mean of company values in millionths (of a percent or a scale point); "count" is a sum of whole
    numbers. paired: also over the companies of two rounds. guard: "public" values are known to everybody, "reporting"
    tells who handed in, where the room does not know that (shown in total only, coded), "answers" are a company's own.
    part says what an item is made of. rounds: where the series exists. base: the series (measure and item) that tells
    who should have this one: the companies of its count; None: whoever has a value (see data/measuring/populations.py).
    """

    measure: str
    item: str
    form: Form
    guard: Guard
    rounds: frozenset[int]
    part: Part = "item"
    paired: bool = False
    scale: bool = False
    base: tuple[str, str] | None = None


def theme_codes(agreement: Agreement) -> tuple[str, ...]:
    """The themes that questions carry, in order of their first appearance in the lists."""
    carried = {theme for question in agreement.questions for theme in question.themes}
    ordered = dict.fromkeys(theme.code for theme in agreement.themes if theme.code in carried)
    return tuple(ordered)


def question_ids(agreement: Agreement) -> tuple[str, ...]:
    """The identifiers of questions over all instrument versions, in file order."""
    return tuple(dict.fromkeys(question.id for question in agreement.questions))


def series_of(agreement: Agreement, policy: Policy, *, questions: bool | None = None) -> tuple[Series, ...]:
    """All series of an edition, in the order of its rows.

    Single questions and rows of actions exist only where nothing is suppressed; questions can be left out.
    """
    internal = not policy.suppress
    with_questions = internal if questions is None else questions
    rounds = frozenset(each.number for each in agreement.rounds)
    return (
        *_maturity(agreement, rounds, with_questions=with_questions),
        *_counts(agreement, rounds),
        *_shares(agreement, rounds, internal=internal),
        *_participation(agreement, rounds),
        *_risks(agreement),
        *_actions(agreement, rounds, rows=internal),
        Series("target_mean", "overall", "mean", _reporting(agreement), rounds, base=ASSESSED),
        Series("on_schedule", "overall", "count", "answers", rounds, base=ASSESSED),
    )


def exists(series: Series, base: int | None, number: int) -> bool:
    """Whether a series exists in a row over one round, or over a base round and a later one."""
    if base is None:
        return number in series.rounds
    return series.paired and {base, number} <= series.rounds


def is_made(series: Series, agreement: Agreement, base: int | None, number: int) -> bool:
    """Whether the table behind a series was made in the rounds of a row."""
    return agreement.is_made(series.measure, *(each for each in (base, number) if each is not None))


def _reporting(agreement: Agreement) -> Guard:
    """Whether the room knows who handed in what."""
    return "public" if agreement.reporting_is_public else "reporting"


def _maturity(agreement: Agreement, rounds: frozenset[int], *, with_questions: bool) -> Iterator[Series]:
    yield Series("maturity", "overall", "mean", "answers", rounds, part="overall", paired=True, base=ASSESSED)
    for step in agreement.steps:
        item = f"step:{step.code}"
        yield Series("maturity", item, "mean", "answers", rounds, part="step", paired=True, base=ASSESSED)
    for theme in theme_codes(agreement):
        item, where = f"theme:{theme}", _rounds_with(agreement, theme=theme)
        yield Series("maturity", item, "mean", "answers", where, part="theme", paired=True, base=ASSESSED)
    for question in question_ids(agreement) if with_questions else ():
        item, where = f"question:{question}", _rounds_with(agreement, question=question)
        yield Series("maturity", item, "mean", "answers", where, part="question", paired=True, base=ASSESSED)


def _rounds_with(agreement: Agreement, *, theme: str | None = None, question: str | None = None) -> frozenset[int]:
    versions = {each.version for each in agreement.questions if theme in each.themes or each.id == question}
    return frozenset(each.number for each in agreement.rounds if each.instrument_version in versions)


def _counts(agreement: Agreement, rounds: frozenset[int]) -> Iterator[Series]:
    levels = sorted(agreement.levels, key=lambda level: level.minimum)
    for level in levels[1:]:
        yield Series("level_at_least", level.code, "count", "answers", rounds, base=ASSESSED)


def _shares(agreement: Agreement, rounds: frozenset[int], *, internal: bool) -> Iterator[Series]:
    """Where a question left open counts as zero, a score tells how many can be open; no attack takes scores and open
    shares together, so that the share then stays in an edition that protects nothing.
    """
    measures = [
        each for each in ("unanswered", "not_applicable") if internal or getattr(agreement.scoring, each) != "zero"
    ]
    for measure in measures:
        yield Series(measure, "overall", "mean", "answers", rounds, part="overall", base=ASSESSED)
        for step in agreement.steps:
            yield Series(measure, f"step:{step.code}", "mean", "answers", rounds, part="step", base=ASSESSED)


def _participation(agreement: Agreement, rounds: frozenset[int]) -> Iterator[Series]:
    for item in MEMBERSHIP_ITEMS:
        guard: Guard = "public" if item in MEMBER_LIST else _reporting(agreement)
        yield Series("membership", item, "count", guard, rounds)
    for measure in DELIVERABLE_MEASURES:
        for deliverable in agreement.deliverables:
            guard = "public" if deliverable.public else _reporting(agreement)
            due = frozenset(each.number for each in agreement.rounds if deliverable.code in each.due)
            yield Series(measure, deliverable.code, "count", guard, due if measure == "on_time" else rounds)


def _risks(agreement: Agreement) -> Iterator[Series]:
    for measure in ("risk_prioritised", "risk_rated", "risk_severity", "risk_likelihood"):
        for code, where in _listed(agreement).items():
            if measure in ("risk_severity", "risk_likelihood"):
                yield Series(measure, code, "mean", "answers", where, scale=True, base=("risk_rated", code))
            else:
                yield Series(measure, code, "count", "answers", where)


def _listed(agreement: Agreement) -> dict[str, frozenset[int]]:
    """Every risk theme that a round has on its list, with these rounds, in order of first appearance."""
    lists: dict[str, set[str]] = {}
    for theme in agreement.themes:
        lists.setdefault(theme.code, set()).add(theme.list)
    found = {
        code: frozenset(each.number for each in agreement.rounds if each.theme_list in on) for code, on in lists.items()
    }
    return {code: where for code, where in found.items() if where}


def _actions(agreement: Agreement, rounds: frozenset[int], *, rows: bool) -> Iterator[Series]:
    parts = {"action": {step.code: rounds for step in agreement.steps}, "action_theme": _listed(agreement)}
    for counted in ("companies", *(["rows"] if rows else [])):
        for start, codes in parts.items():
            for code, where in codes.items():
                for status in agreement.vocabulary["action_status"]:
                    yield Series(f"{start}_{counted}", f"{code}:{status}", "count", "answers", where)
