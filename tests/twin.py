"""The statistics once more, slowly and obviously: loops over companies and fractions, from the delivered tables.

Written from the definitions of the domain, not from the fast path: nothing is shared with it but the agreement.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import floor
from typing import Any

from data.configuration.agreement import Agreement, Round
from tests.random_panel import Rows, Tables
from tests.twin_sheets import CompanySeries, actions_of, deliverables_of, membership_of, risks_of

Address = tuple[str, str, str, int | None, int, str, str]
Statistic = tuple[int, Fraction | None]  # n; the mean (of counts: the count), None over nobody
MICRO = 1_000_000
MEANS = ("maturity", "unanswered", "not_applicable", "risk_severity", "risk_likelihood", "target_mean")


def twin(agreement: Agreement, tables: Mapping[int, Tables]) -> dict[Address, Statistic]:
    """Every statistic over at least one company (counts: also over nobody), by its address."""
    rosters = {number: roster_of(agreement, tables, agreement.round(number)) for number in sorted(tables)}
    values = {number: values_of(agreement, tables, number, rosters) for number in rosters}
    result: dict[Address, Statistic] = {}
    for number in rosters:
        for (dimension, member), companies in groups_of(agreement, rosters, number).items():
            for series in _series(agreement, number):
                found = [values[number][c][series] for c in companies if series in values[number].get(c, {})]
                result[(*series, "all", None, number, dimension, member)] = _statistic(series[0], found)
            for base, with_ends in bases_of(agreement, list(rosters), number):
                both = [c for c in companies if c in rosters[base]]
                if not both:
                    continue
                maturity = {s for s in _series(agreement, number) & _series(agreement, base) if s[0] == "maturity"}
                for series in maturity:
                    here = [
                        c for c in both if series in values[base].get(c, {}) and series in values[number].get(c, {})
                    ]
                    start = [values[base][c][series] for c in here]
                    end = [values[number][c][series] for c in here]
                    change = [b - a for a, b in zip(start, end, strict=True)]
                    kinds = {"pair_start": start, "pair_end": end, "change": change}
                    for kind in kinds if with_ends else ["change"]:
                        address = (*series, kind, base, number, dimension, member)
                        result[address] = _statistic("maturity", kinds[kind])
    return result


def _statistic(measure: str, values: list[Fraction]) -> Statistic:
    if measure not in MEANS:
        return len(values), sum(values, Fraction(0))
    return len(values), Fraction(sum(values), len(values)) if values else None


def micro(value: Fraction) -> Fraction:
    """Half up to six decimals."""
    return Fraction(floor(value * MICRO + Fraction(1, 2)), MICRO)


def roster_of(agreement: Agreement, tables: Mapping[int, Tables], at: Round) -> dict[str, dict[str, Any]]:
    """The companies of a round with their attributes."""
    listed = tables[at.number]["company"] or next(
        (tables[n]["company"] for n in sorted(tables, reverse=True) if n < at.number and tables[n]["company"]), []
    )
    here = tables[at.number]
    busy = {row["company"] for name in ("assessment", "risk", "action") for row in here[name]}
    busy |= {row["company"] for row in here["deliverable"] if row["expected"]}
    return {
        row["company"]: row
        for row in listed
        if (row["joined"] <= at.end and (row["left"] is None or row["left"] >= at.start)) or row["company"] in busy
    }


def groups_of(agreement: Agreement, rosters: Mapping[int, Any], number: int) -> dict[tuple[str, str], list[str]]:
    first = next((roster for roster in rosters.values() if roster), {})
    founding = min((row["joined"] for row in first.values()), default=date.max)
    groups: dict[tuple[str, str], list[str]] = {}
    for company, row in rosters[number].items():
        of = [("total", "all"), ("segment", row["segment"]), ("size_class", row["size_class"])]
        of.append(("secondary", "other" if row["secondary"] == "no" else "secondary"))
        if (row["joined"].year, row["joined"].month) <= (founding.year, founding.month):
            of.append(("founders", "founders"))
        of.append(("cohort", str(cohort_of(agreement, row["joined"]))))
        for group in of:
            groups.setdefault(group, []).append(company)
    return groups


def cohort_of(agreement: Agreement, joined: date) -> int:
    return next(each.number for each in agreement.rounds if joined <= each.end)


def bases_of(agreement: Agreement, present: list[int], number: int) -> Iterator[tuple[int, bool]]:
    group = [r.number for r in agreement.rounds if r.comparability_group == agreement.round(number).comparability_group]
    for earlier, later in pairwise(each.number for each in agreement.rounds):
        if later == number and earlier in group and earlier in present:
            yield earlier, True
    if group.index(number) >= 2 and group[0] in present:
        yield group[0], False


def _series(agreement: Agreement, number: int) -> set[tuple[str, str]]:
    at = agreement.round(number)
    questions = agreement.questions_of(at.instrument_version)
    steps = [step.code for step in agreement.steps]
    found = {("maturity", "overall"), ("target_mean", "overall"), ("on_schedule", "overall")}
    found |= {("maturity", f"question:{question.id}") for question in questions}
    found |= {("maturity", f"theme:{theme}") for question in questions for theme in question.themes}
    for item in ("overall", *(f"step:{step}" for step in steps)):
        found |= {("maturity", item), ("unanswered", item), ("not_applicable", item)}
    found |= {("level_at_least", level.code) for level in agreement.levels if level.minimum > 0}
    for item in ("official", "monitored", "submitted", "comparable", "joined", "left"):
        found.add(("membership", item))
    for deliverable in agreement.deliverables:
        found |= {(measure, deliverable.code) for measure in ("expected", "waived", "completed", "submitted")}
        if deliverable.code in at.due:
            found.add(("on_time", deliverable.code))
    for theme in agreement.themes_of(at.theme_list):
        for measure in ("risk_prioritised", "risk_rated", "risk_severity", "risk_likelihood"):
            found.add((measure, theme.code))
    for status in agreement.vocabulary["action_status"]:
        found |= {(measure, f"{s}:{status}") for s in steps for measure in ("action_companies", "action_rows")}
        for theme in agreement.themes_of(at.theme_list):
            for measure in ("action_theme_companies", "action_theme_rows"):
                found.add((measure, f"{theme.code}:{status}"))
    return found


def values_of(
    agreement: Agreement, tables: Mapping[int, Tables], number: int, rosters: Mapping[int, Any]
) -> dict[str, CompanySeries]:
    """Per company the value of every series that it has."""
    assessed = {n: assessed_in(tables[n]) & set(rosters[n]) for n in rosters}
    before = next((a for a, b in agreement.comparable_pairs() if b == number), None)
    result: dict[str, CompanySeries] = {}
    for company, row in rosters[number].items():
        here = {name: [r for r in rows if r.get("company") == company] for name, rows in tables[number].items()}
        found: CompanySeries = {}
        if company in assessed[number]:
            found |= scores_of(agreement, number, [r for r in here["answer"] if r["assessor"] == "self"])
            found |= _targets(agreement, number, row, found)
        was_assessed = before in assessed and company in assessed[before]
        found |= membership_of(agreement, number, row, here["deliverable"], (company in assessed[number], was_assessed))
        found |= deliverables_of(agreement, number, here["deliverable"])
        found |= risks_of(agreement, number, here["risk"])
        found |= actions_of(agreement, number, here["action"])
        result[company] = found
    return result


def assessed_in(tables: Tables) -> set[str]:
    return {r["company"] for r in tables["assessment"] if r["assessor"] == "self" and r["submitted_on"] is not None}


def scores_of(agreement: Agreement, number: int, answers: Rows) -> CompanySeries:
    questions = {q.id: q for q in agreement.questions_of(agreement.round(number).instrument_version)}
    rows = [(questions[row["question"]], row) for row in answers if row["question"] in questions]
    found: CompanySeries = {}
    for question, row in rows:
        if row["state"] == "answered":
            share = Fraction(row["value_micro"], MICRO) / question.maximum
            found["maturity", f"question:{question.id}"] = micro(100 * share)
    items = {f"step:{s.code}": [each for each in rows if each[0].step == s.code] for s in agreement.steps}
    themes = {theme for question, _ in rows for theme in question.themes}
    items |= {f"theme:{theme}": [each for each in rows if theme in each[0].themes] for theme in themes}
    for item, part in items.items():
        mean = _weighted(agreement, part)
        if mean is not None:
            found["maturity", item] = micro(100 * mean)
    steps = [found.get(("maturity", f"step:{s.code}")) for s in agreement.steps]
    scores = [score for score in steps if score is not None]
    if scores and (len(scores) == len(steps) or agreement.scoring.overall == "existing_steps"):
        overall = micro(Fraction(sum(scores), len(scores)))
        found["maturity", "overall"] = overall
        for level in agreement.levels:
            if level.minimum > 0:
                found["level_at_least", level.code] = Fraction(int(overall >= level.minimum))
    for item, part in [("overall", rows), *((item, part) for item, part in items.items() if item.startswith("step:"))]:
        states = [row["state"] for _, row in part]
        silent, away = states.count("unanswered"), states.count("not_applicable")
        if len(states) > away:
            found["unanswered", item] = micro(Fraction(100 * silent, len(states) - away))
        if states:
            found["not_applicable", item] = micro(Fraction(100 * away, len(states)))
    return found


def _weighted(agreement: Agreement, part: list[tuple[Any, dict[str, Any]]]) -> Fraction | None:
    total, weights = Fraction(0), 0
    for question, row in part:
        rule = getattr(agreement.scoring, row["state"], None)
        if row["state"] == "answered":
            total += question.weight * Fraction(row["value_micro"], MICRO) / question.maximum
        if row["state"] == "answered" or rule == "zero":
            weights += question.weight
    return total / weights if weights else None


def _targets(agreement: Agreement, number: int, row: Mapping[str, Any], found: CompanySeries) -> CompanySeries:
    overall = found.get(("maturity", "overall"))
    year = number - cohort_of(agreement, row["joined"]) + 1
    fitting = [
        target
        for target in agreement.targets
        if target.membership_year <= year and target.size_class in (None, row["size_class"])
    ]
    if overall is None or not fitting:
        return {}
    own = max(fitting, key=lambda target: (target.membership_year, target.size_class is not None))
    reached = Fraction(int(overall >= own.minimum))
    return {("target_mean", "overall"): Fraction(own.minimum), ("on_schedule", "overall"): reached}
