"""A slow, obvious second computation: published figures straight from the sample's workbooks, in exact fractions.

Nothing of the statistics is used here, only the workbooks' cells and the agreement's configuration.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from functools import cache
from math import floor
from pathlib import Path

from openpyxl import load_workbook

from data.configuration.agreement import Agreement
from data.configuration.agreement_loading import find_agreement, load_agreement
from data.configuration.contract import tables
from data.sample import deliveries

Row = dict[str, object]


@cache
def metals() -> Agreement:
    return load_agreement(find_agreement("metals"))


@cache
def published() -> tuple:
    return metals().published_figures


@cache
def sheets(path: Path) -> dict[str, list[Row]]:
    """The tables of a workbook by the contract's name; headers back to their codes, companies to one spelling."""
    workbook = load_workbook(path)
    found = {}
    for sheet, table in tables().items():
        names = {sheet, table.name.nl} & set(workbook.sheetnames)
        for name in names:
            codes = {column.name.nl: column.code for column in table.columns}
            head, *rows = workbook[name].iter_rows(values_only=True)
            head = [codes.get(each, each) for each in head]
            found[sheet] = [dict(zip(head, row, strict=True)) for row in rows]
    aliases = {
        spelling(alias): spelling(row["company"])
        for row in found["companies"]
        for alias in str(row["aliases"] or "").split(";")
    }
    for rows in found.values():
        for row in rows:
            if "company" in row:
                row["written"] = row["company"]
                row["company"] = aliases.get(spelling(row["company"]), spelling(row["company"]))
    return found


def spelling(name: object) -> str:
    letters = re.sub(r"[^a-z ]", "", str(name).casefold().replace("-", " "))
    return re.sub(r" [bn]v$", "", letters.strip())


def day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return datetime.strptime(str(value), "%d-%m-%Y").date() if value else None


@dataclass(frozen=True)
class Round:
    """One delivery of one round."""

    number: int
    tables: dict[str, list[Row]]

    @classmethod
    def of(cls, number: int, which: str = "last") -> "Round":
        paths = [each.path for each in deliveries() if each.round == number]
        return cls(number, sheets(paths[0] if which == "first" else paths[-1]))

    @property
    def steps(self) -> dict[str, dict[str, Fraction]]:
        """Company -> step -> micro-percent, of those that handed in themselves."""
        return {company: self._steps(company) for company in self.submitted}

    @property
    def submitted(self) -> set[str]:
        return {
            str(row["company"])
            for row in self.tables["assessments"]
            if row["assessor"] == "self" and row["submitted_on"] is not None
        }

    @property
    def overall(self) -> dict[str, Fraction]:
        """Company -> micro-percent: the mean of its six steps, half up."""
        return {company: half_up(sum(steps.values()) / len(steps)) for company, steps in self.steps.items()}

    def answers_of(self, company: str, assessor: str = "self") -> Row:
        return next(r for r in self.tables["answers"] if (r["company"], r["assessor"]) == (company, assessor))

    def _steps(self, company: str, assessor: str = "self") -> dict[str, Fraction]:
        row = self.answers_of(company, assessor)
        scores = {}
        for step in metals().steps:
            asked = [
                question
                for question in metals().questions_of(metals().round(self.number).instrument_version)
                if question.step == step.code and isinstance(row[question.id], int)
            ]
            if asked:
                gained = sum(Fraction(q.weight * row[q.id], q.maximum) for q in asked)
                scores[step.code] = half_up(100 * gained / sum(q.weight for q in asked) * 10**6)
        return scores

    def expert_overall(self) -> dict[str, Fraction]:
        experts = {str(row["company"]) for row in self.tables["assessments"] if row["assessor"] == "expert"}
        return {each: sum(self._steps(each, "expert").values()) / 6 for each in experts}

    def members(self, dimension: str = "total", member: str = "all") -> set[str]:
        rows = self.tables["companies"]
        if dimension == "segment":
            rows = [row for row in rows if row["segment"] == member]
        if dimension == "secondary":
            rows = [row for row in rows if (row["secondary"] != "no") == (member == "secondary")]
        if dimension == "founders":
            rows = [row for row in rows if day(row["joined"]) == date(2019, 7, 1)]
        return {str(row["company"]) for row in rows}

    def official(self) -> set[str]:
        reference = metals().round(self.number).reference_date
        return {
            str(row["company"])
            for row in self.tables["companies"]
            if day(row["joined"]) <= reference and (row["left"] is None or day(row["left"]) > reference)
        }

    def joined(self) -> set[str]:
        this = metals().round(self.number)
        return {str(r["company"]) for r in self.tables["companies"] if this.start <= day(r["joined"]) <= this.end}

    def papers(self, deliverable: str, state: str) -> set[str]:
        due = metals().round(self.number).due[deliverable]
        holds = {
            "expected": lambda row: True,
            "completed": lambda row: row["completed_on"] is not None,
            "submitted": lambda row: row["submitted_on"] is not None,
            "on_time": lambda row: row["submitted_on"] is not None and day(row["submitted_on"]) <= due,
        }[state]
        return {
            str(row["company"])
            for row in self.tables["deliverables"]
            if row["deliverable"] == deliverable and row["expected"] == "ja" and holds(row)
        }

    def target(self, company: str) -> Fraction:
        row = next(each for each in self.tables["companies"] if each["company"] == company)
        reference, joined = metals().round(self.number).reference_date, day(row["joined"])
        years = reference.year - joined.year - ((reference.month, reference.day) < (joined.month, joined.day)) + 1
        longest = max(target.membership_year for target in metals().targets)
        return next(
            Fraction(target.minimum)
            for target in metals().targets
            if target.membership_year == min(years, longest) and target.size_class in {None, row["size_class"]}
        )


def half_up(value: Fraction, unit: int = 1) -> Fraction:
    return Fraction(floor(Fraction(value) / unit + Fraction(1, 2)) * unit)


def mean_percent(scores: dict[str, Fraction], companies: set[str]) -> int:
    """The mean in whole percent, rounded once, half up."""
    return int(half_up(sum(scores[each] for each in companies) / len(companies) / 10**6))


def level(micro: Fraction) -> str:
    return [each.code for each in metals().levels if Fraction(each.minimum) * 10**6 <= micro][-1]
