"""What each invented company handed in, when, and what it was waived from.

The published counts decide who handed in what; the days are free. Round 2: policy 6 of 9 (restated 6 of 11), risks
identified by 7 of 9, no action plan on time. Round 3: policy 10 of 13, public report 7 of 9. Round 4: policy 11 of 12.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from data.configuration.agreement import Agreement
from data.sample.calibration import OVERALL
from data.sample.chance import chance, whole
from data.sample.members import Company, left_during, listed, monitored

FIRST_YEAR = "eerste jaar als lid: nog niet verwacht"
LATE_JOINER = "laat in jaar 2 toegetreden: een jaar later verwacht"
REORGANISATION = "overname van het bedrijf: uitgesteld tot jaar 5"

# The round in which a company published its policy; who is absent has none.
POLICY_SINCE = {
    "f1": 2, "f2": 2, "f3": 2, "f4": 2, "f5": 2, "r1": 2, "f6": 3, "f7": 3, "n1": 3, "r2": 3,
    "r3": 4, "n2": 4, "w1": 5, "n3": 5, "t1": 6,
}  # fmt: skip

# Who was waived, per deliverable and round; a waived company is not expected.
WAIVED: dict[tuple[int, str], dict[str, str]] = {
    (3, "public_report"): {"r3": FIRST_YEAR, "r4": FIRST_YEAR, "r2": LATE_JOINER, "n2": LATE_JOINER},
    (4, "public_report"): {"w1": FIRST_YEAR, "r3": FIRST_YEAR},
    (4, "action_plan"): {"w1": FIRST_YEAR, "f7": REORGANISATION},
    (5, "public_report"): {"n3": FIRST_YEAR, "n4": FIRST_YEAR},
    (5, "action_plan"): {"n3": FIRST_YEAR, "n4": FIRST_YEAR},
    (6, "public_report"): {"t1": FIRST_YEAR, "t2": FIRST_YEAR, "t3": FIRST_YEAR},
    (6, "action_plan"): {"t3": FIRST_YEAR},
}

# Who did not hand in although expected; an assessment is handed in by those that have an overall score.
MISSING: dict[tuple[int, str], set[str]] = {
    (2, "action_plan"): {"f6", "f7", "n1", "r2"},
    (3, "risk_analysis"): {"r4", "n1"},
    (3, "action_plan"): {"r4", "n1", "r3", "f4"},
    (3, "public_report"): {"f4", "n1"},
    (4, "action_plan"): {"f6", "n2", "r3", "n1"},
    (4, "public_report"): {"f4", "n1", "n2"},
    (5, "action_plan"): {"w1"},
    (5, "public_report"): {"w1", "r3"},
    (6, "action_plan"): {"w1"},
    (6, "public_report"): {"w1", "n4"},
}

# Finished, but never sent to the secretariat.
FINISHED_ONLY = {(3, "risk_analysis"): {"r4", "n1"}}

ALL_LATE = {(2, "action_plan")}
LATE_SHARE = 0.16


@dataclass(frozen=True)
class Paper:
    """One company's deliverable in one round."""

    company: Company
    deliverable: str
    expected: bool
    completed_on: date | None = None
    submitted_on: date | None = None
    waived_reason: str = ""


def papers(agreement: Agreement, number: int, *, corrected: bool = True) -> list[Paper]:
    """Every company's deliverables of a round, in the order of the agreement.

    Companies that left during the round are listed as not expected; so are, in the first delivery of round 2, the
    two that joined late.
    """
    due = agreement.round(number).due
    here = {company.code for company in monitored(number, corrected=corrected)}
    rows = []
    for company in listed(number):
        for deliverable in (each.code for each in agreement.deliverables if each.code in due):
            if company.code not in here or left_during(company, number):
                rows.append(Paper(company, deliverable, expected=False))
            else:
                rows.append(_paper(company, deliverable, number, due[deliverable], agreement.round(number).start))
    return rows


def submitters(number: int, *, corrected: bool = True) -> list[Company]:
    """The companies that handed in an assessment."""
    return [each for each in monitored(number, corrected=corrected) if each.code in OVERALL[number]]


def handed_in(company: Company, number: int, deliverable: str) -> bool:
    """Whether a monitored company handed in a deliverable."""
    if company.code in WAIVED.get((number, deliverable), {}):
        return False
    if deliverable == "policy":
        return POLICY_SINCE.get(company.code, 99) <= number
    if deliverable in {"mat", "risk_analysis"} and (number, deliverable) not in MISSING:
        return company.code in OVERALL[number]
    return company.code not in MISSING.get((number, deliverable), set())


def _paper(company: Company, deliverable: str, number: int, due: date, start: date) -> Paper:
    reason = WAIVED.get((number, deliverable), {}).get(company.code, "")
    if reason:
        return Paper(company, deliverable, expected=False, waived_reason=reason)
    day = _day(company, deliverable, number, due, start)
    if handed_in(company, number, deliverable):
        before = whole(0, 9, "ready", number, company.code, deliverable)
        return Paper(company, deliverable, True, day - timedelta(days=before), day)
    if company.code in FINISHED_ONLY.get((number, deliverable), set()):
        return Paper(company, deliverable, True, completed_on=day)
    return Paper(company, deliverable, expected=True)


def _day(company: Company, deliverable: str, number: int, due: date, start: date) -> date:
    """The day of handing in: mostly in the weeks before the due date, for some in the weeks after."""
    if deliverable == "policy":
        return _policy_day(company, number, start)
    habit = chance("lateness", company.code) - 0.5
    late = chance("late", number, company.code, deliverable) + 0.3 * habit < LATE_SHARE
    if late or (number, deliverable) in ALL_LATE:
        return due + timedelta(days=whole(2, 28, "after", number, company.code, deliverable))
    return due - timedelta(days=whole(0, 33, "before", number, company.code, deliverable))


def _policy_day(company: Company, number: int, start: date) -> date:
    """A policy keeps the day on which it was published: rounds begin in July, those of the first term a year apart."""
    since = POLICY_SINCE.get(company.code, number)
    days = whole(150, 330, "policy", company.code)
    first_day = start if since == number else date(2018 + since, 7, 1)
    return first_day + timedelta(days=days)
