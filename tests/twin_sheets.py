"""The slow twin's part of the sheets that are no answers: membership, deliverables, risks and actions of a company."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from data.configuration.agreement import Agreement
from tests.random_panel import Rows

CompanySeries = dict[tuple[str, str], Fraction]


def membership_of(
    agreement: Agreement, number: int, row: Mapping[str, Any], deliverables: Rows, handed_in: tuple[bool, bool]
) -> CompanySeries:
    at, (submitted, before) = agreement.round(number), handed_in
    left = row["left"]
    official = row["joined"] <= at.reference_date and (left is None or left > at.reference_date)
    monitored = any(d["deliverable"] == agreement.assessment_deliverable and d["expected"] for d in deliverables)
    joins = at.start <= row["joined"] <= at.end
    leaves = left is not None and at.start <= left <= at.end
    strip = {
        "official": (official, official), "monitored": (official or monitored, monitored),
        "submitted": (monitored or submitted, submitted), "comparable": (submitted, submitted and before),
        "joined": (official or joins, joins), "left": (official or leaves, leaves),
    }  # fmt: skip
    return {("membership", item): Fraction(int(counts)) for item, (base, counts) in strip.items() if base}


def deliverables_of(agreement: Agreement, number: int, rows: Rows) -> CompanySeries:
    found: CompanySeries = {}
    for row in rows:
        code, due = row["deliverable"], agreement.round(number).due.get(row["deliverable"])
        if row["expected"] or row["waived_reason"] is not None:
            found["waived", code] = Fraction(int(row["waived_reason"] is not None))
        if row["expected"]:
            found["expected", code] = Fraction(1)
            found["completed", code] = Fraction(int(row["completed_on"] is not None))
            found["submitted", code] = Fraction(int(row["submitted_on"] is not None))
            if due is not None:
                found["on_time", code] = Fraction(int(row["submitted_on"] is not None and row["submitted_on"] <= due))
    return found


def risks_of(agreement: Agreement, number: int, rows: Rows) -> CompanySeries:
    found: CompanySeries = {}
    for theme in agreement.themes_of(agreement.round(number).theme_list) if rows else []:
        here = [row for row in rows if row["theme"] == theme.code]
        rated = [(row["severity"], row["likelihood"] or 0) for row in here if row["severity"] is not None]
        found["risk_prioritised", theme.code] = Fraction(int(any(row["prioritised"] for row in here)))
        found["risk_rated", theme.code] = Fraction(int(bool(rated)))
        if rated:
            severity, likelihood = max(rated)
            found["risk_severity", theme.code] = Fraction(severity)
            if likelihood:
                found["risk_likelihood", theme.code] = Fraction(likelihood)
    return found


def actions_of(agreement: Agreement, number: int, rows: Rows) -> CompanySeries:
    found: CompanySeries = {}
    for step in agreement.steps if rows else []:
        for status in agreement.vocabulary["action_status"]:
            here = [row for row in rows if (row["step"], row["status"]) == (step.code, status)]
            found["action_companies", f"{step.code}:{status}"] = Fraction(int(bool(here)))
            found["action_rows", f"{step.code}:{status}"] = Fraction(len(here))
    for theme in agreement.themes_of(agreement.round(number).theme_list) if rows else []:
        for status in agreement.vocabulary["action_status"]:
            here = [row for row in rows if (row["theme"], row["status"]) == (theme.code, status)]
            found["action_theme_companies", f"{theme.code}:{status}"] = Fraction(int(bool(here)))
            found["action_theme_rows", f"{theme.code}:{status}"] = Fraction(len(here))
    return found
