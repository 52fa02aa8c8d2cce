"""The details once more, slowly and obviously, from the delivered tables: loops over companies and fractions.

Left out are the shares of samples (risk_top) and what companies wrote in their own words (risk_where).
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import combinations
from typing import Any

from data.configuration.agreement import Agreement
from tests.random_panel import Tables
from tests.twin import assessed_in, bases_of, cohort_of, groups_of, micro, roster_of, scores_of, values_of
from tests.twin_sheets import CompanySeries

Address = tuple[str, str, int | None, int, str, str]
Told = tuple[int, Fraction | None, Fraction | None, Fraction | None]  # n, value, lo, hi
Values = Mapping[int, Mapping[str, CompanySeries]]
TOTAL = ("total", "all")


def twin_details(agreement: Agreement, tables: Mapping[int, Tables]) -> dict[Address, Told]:
    """Every detail by its address, rounded half up to six decimals."""
    rosters = {number: roster_of(agreement, tables, agreement.round(number)) for number in sorted(tables)}
    values = {number: values_of(agreement, tables, number, rosters) for number in rosters}
    found: dict[Address, Told] = {}
    for number, roster in rosters.items():
        for group, companies in groups_of(agreement, rosters, number).items():
            for item, told in _reached(agreement, values[number], companies):
                found["question_reached", item, None, number, *group] = told
            for base, consecutive in bases_of(agreement, list(rosters), number):
                both = [c for c in companies if c in rosters[base]]
                for (measure, item), told in _moved(agreement, values, base, number, both):
                    found[measure, item, base, number, *group] = told
                if consecutive and group == TOTAL:
                    for item, told in _by_attendance(values, tables[base], base, number, both):
                        found["change_by_attendance", item, base, number, *TOTAL] = told
                    stays = {c for c, row in roster.items() if not row["left"] or row["left"] > _end(agreement, number)}
                    for item, told in _split(agreement, values[base], values[number], stays):
                        found["composition", item, base, number, *group] = told
        for (measure, item), told in _attended(tables[number], list(roster)):
            found[measure, item, None, number, *TOTAL] = told
        for (measure, item), told in _in_total(agreement, tables[number], number, roster, values[number]):
            found[measure, item, None, number, *TOTAL] = told
    return {
        address: (n, *(None if each is None else micro(each) for each in rest)) for address, (n, *rest) in found.items()
    }  # type: ignore[misc]


def _end(agreement: Agreement, number: int) -> Any:
    return agreement.round(number).end


def _items(agreement: Agreement) -> list[str]:
    return ["overall", *(f"step:{step.code}" for step in agreement.steps)]


def _count(n: int, count: int) -> Told:
    return n, Fraction(count), None, None


def _reached(
    agreement: Agreement, values: Mapping[str, CompanySeries], companies: list[str]
) -> Iterator[tuple[str, Told]]:
    for item in {f"question:{question.id}" for question in agreement.questions}:
        scores = [values[c]["maturity", item] for c in companies if ("maturity", item) in values[c]]
        if scores:
            yield item, _count(len(scores), sum(score >= 80 for score in scores))


def _moved(
    agreement: Agreement, values: Values, base: int, number: int, both: list[str]
) -> Iterator[tuple[tuple[str, str], Told]]:
    for item in _items(agreement):
        series = ("maturity", item)
        ends = [
            (values[base][c][series], values[number][c][series])
            for c in both
            if series in values[base][c] and series in values[number][c]
        ]
        if not ends:
            continue
        changes = [end - start for start, end in ends]
        for word, count in (
            ("rose", sum(c > 0 for c in changes)), ("fell", sum(c < 0 for c in changes)),
            ("same", sum(c == 0 for c in changes)),
        ):  # fmt: skip
            yield ("direction", f"{item}:{word}"), _count(len(ends), count)
        mean = sum(changes, Fraction(0)) / len(changes)
        yield ("change_interval", item), (len(ends), mean, *interval(changes))
        if item == "overall":
            moves = Counter((_level(agreement, start), _level(agreement, end)) for start, end in ends)
            for before in agreement.levels:
                for after in agreement.levels:
                    count = moves[before.code, after.code]
                    yield ("moved", f"{before.code}>{after.code}"), _count(len(ends), count)


def interval(changes: list[Fraction]) -> tuple[Fraction | None, Fraction | None]:
    """Hartigan's: the means of all subsets in order, one in forty of the pieces between them left out at each end."""
    sizes = range(1, len(changes) + 1)
    means = sorted(sum(some, Fraction(0)) / size for size in sizes for some in combinations(changes, size))
    outside = (len(means) + 1) // 40
    return (means[outside - 1], means[-outside]) if outside else (None, None)


def _who(tables: Tables) -> dict[str, dict[str, set[str]]]:
    """Kind ("*" for any) -> activity that was held -> the companies that attended; without those nobody attended."""
    held = {row["activity"]: row["kind"] for row in tables["activity"] if row["status"] == "held"}
    found: dict[str, dict[str, set[str]]] = {}
    for row in tables["attendance"]:
        if row["activity"] in held and row["company"] != "stranger":
            for kind in (held[row["activity"]], "*"):
                found.setdefault(kind, {}).setdefault(row["activity"], set()).add(row["company"])
    return found


def _attended(tables: Tables, roster: list[str]) -> Iterator[tuple[tuple[str, str], Told]]:
    for kind, activities in _who(tables).items():
        there = [c for c in roster if any(c in companies for companies in activities.values())]
        yield ("attended", kind), _count(len(roster), len(there))
        yield ("attendance_recorded", kind), _count(len(there), len(activities))


def _by_attendance(
    values: Values, earlier: Tables, base: int, number: int, both: list[str]
) -> Iterator[tuple[str, Told]]:
    score = ("maturity", "overall")
    changes = {
        c: values[number][c][score] - values[base][c][score]
        for c in both
        if score in values[base][c] and score in values[number][c]
    }
    for kind, activities in _who(earlier).items():
        for word, present in (("attended", True), ("not_attended", False)):
            side = [
                change for c, change in changes.items()
                if any(c in companies for companies in activities.values()) is present
            ]  # fmt: skip
            if side:
                yield f"{kind}:{word}", (len(side), sum(side, Fraction(0)) / len(side), None, None)


def _level(agreement: Agreement, score: Fraction) -> str:
    return max((level for level in agreement.levels if level.minimum <= score), key=lambda level: level.minimum).code


def _split(
    agreement: Agreement, before: Mapping[str, CompanySeries], after: Mapping[str, CompanySeries], stays: set[str]
) -> Iterator[tuple[str, Told]]:
    """Company by company: what the mean of all would have been without those who went, and without those who came."""
    for item in _items(agreement):
        old = {c: series["maturity", item] for c, series in before.items() if ("maturity", item) in series}
        new = {c: series["maturity", item] for c, series in after.items() if ("maturity", item) in series}
        same = old.keys() & new.keys()
        if not same:
            continue
        first, last = (sum((each[c] for c in same), Fraction(0)) / len(same) for each in (old, new))
        parts = {
            "within": (len(same), last - first),
            "entry": (len(new) - len(same), sum((new[c] - last for c in new.keys() - same), Fraction(0)) / len(new)),
        }
        for word, gone in (("left", old.keys() - same - stays), ("silent", (old.keys() - same) & stays)):
            parts[word] = (len(gone), sum((first - old[c] for c in gone), Fraction(0)) / len(old))
        means = [sum(each.values(), Fraction(0)) / len(each) for each in (old, new)]
        assert sum(points for _, points in parts.values()) == means[1] - means[0]
        parts["all"] = (len(old.keys() | new.keys()), means[1] - means[0])
        for part, (n, points) in parts.items():
            yield f"{item}:{part}", (n, points, None, None)


def _in_total(
    agreement: Agreement, tables: Tables, number: int, roster: Mapping[str, Any], values: Mapping[str, CompanySeries]
) -> Iterator[tuple[tuple[str, str], Told]]:
    yield from _other_scores(agreement, tables, number, roster, values)
    for year in range(1, number + 1):
        here = [c for c, row in roster.items() if number - cohort_of(agreement, row["joined"]) + 1 == year]
        reached = [values[c]["on_schedule", "overall"] for c in here if ("on_schedule", "overall") in values[c]]
        if reached:
            yield ("on_schedule_by_year", f"year:{year}"), _count(len(reached), int(sum(reached)))
    rated: dict[str, dict[str, tuple[Fraction, Fraction | None]]] = {}
    for company, series in values.items():
        for (measure, theme), severity in series.items():
            if measure == "risk_severity":
                likelihood = series.get(("risk_likelihood", theme))
                rated.setdefault(theme, {})[company] = (severity, likelihood)
    for theme, ratings in rated.items():
        whole = [(s, p) for s, p in ratings.values() if p is not None]
        for (severity, likelihood), count in Counter(whole).items():
            yield ("risk_field", f"{theme}:{severity}x{likelihood}"), _count(len(whole), count)
    ranked = {theme: ratings for theme, ratings in rated.items() if len(ratings) >= 2}
    for theme, ratings in ranked.items():
        found = [_place(theme, ranked, without) for without in (None, *values)]
        yield ("risk_rank", theme), (len(ratings), Fraction(found[0]), Fraction(min(found)), Fraction(max(found)))


def _place(theme: str, ranked: Mapping[str, Mapping[str, Any]], without: str | None) -> int:
    def means(ratings: Mapping[str, Any]) -> tuple[Fraction, Fraction]:
        pairs = [pair for company, pair in ratings.items() if company != without]
        likely = [likelihood for _, likelihood in pairs if likelihood is not None]
        severe = Fraction(sum(severity for severity, _ in pairs), len(pairs))
        return severe, Fraction(sum(likely), len(likely)) if likely else Fraction(-1)

    return 1 + sum(means(ratings) > means(ranked[theme]) for ratings in ranked.values())


def _other_scores(
    agreement: Agreement, tables: Tables, number: int, roster: Mapping[str, Any], values: Mapping[str, CompanySeries]
) -> Iterator[tuple[tuple[str, str], Told]]:
    def answers(company: str, assessor: str) -> list[dict[str, Any]]:
        return [row for row in tables["answer"] if (row["company"], row["assessor"]) == (company, assessor)]

    handed_in = assessed_in(tables) & set(roster)
    asked = {question.id for question in agreement.questions_of(agreement.round(number).instrument_version)}
    for state in ("unanswered", "not_applicable"):
        sheets = [{row["question"]: row["state"] for row in answers(c, "self")} for c in handed_in]
        for question in asked if sheets else ():
            open_in = sum(sheet.get(question) == state for sheet in sheets)
            yield ("question_open", f"question:{question}:{state}"), _count(len(sheets), open_in)
        scoring = agreement.scoring.model_copy(update={state: "zero"})
        other = agreement.model_copy(update={"scoring": scoring})
        scores = [scores_of(other, number, answers(c, "self")) for c in handed_in]
        for item in _items(agreement):
            found = [each["maturity", item] for each in scores if ("maturity", item) in each]
            if found:
                yield ("other_rule", f"{item}:{state}"), (len(found), sum(found) / Fraction(len(found)), None, None)
    for assessor in ("secretariat", "expert"):
        there = [r["company"] for r in tables["assessment"] if r["assessor"] == assessor and r["submitted_on"]]
        theirs = {c: scores_of(agreement, number, answers(c, assessor)) for c in there if c in roster}
        for item in _items(agreement):
            series = ("maturity", item)
            pairs = [
                (values[c][series], each[series])
                for c, each in theirs.items()
                if series in values[c] and series in each
            ]
            for name, column in ((f"self:{assessor}", 0), (assessor, 1)):
                if pairs:
                    mean = sum((pair[column] for pair in pairs), Fraction(0)) / len(pairs)
                    yield ("assessed_twice", f"{item}:{name}"), (len(pairs), mean, None, None)
