"""Scores beside counts of levels and targets: what neither tells alone is found, and nothing else is safe."""

from collections.abc import Mapping, Sequence
from itertools import combinations, product
from typing import Any

import highspy
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.attack.counting import attack_counts
from data.attack.known import TOTAL, Finding, Group, Limits, Publication, Series
from tests.published_counts import LEVELS, NAN, RISK, Cell, Values, asked, cell, coded, only, publication

OVERALL: Series = ("maturity", "overall")
MATURE: Series = ("level_at_least", "mature")
SCHEDULE: Series = ("on_schedule", "overall")


def scored(
    scores: Mapping[int, Values],
    cells: Sequence[Cell],
    groups: Mapping[Group, Sequence[int]] | None = None,
    *,
    target: Mapping[int, Values] | None = None,
    name: str = "edition",
) -> Publication:
    """A publication about overall scores; the answers of levels and targets follow from them."""
    answers: dict[Series, Mapping[int, Values]] = {OVERALL: scores}
    for code, bound in LEVELS:
        answers["level_at_least", code] = {r: reached(values, [bound] * len(values)) for r, values in scores.items()}
    if target:
        answers[SCHEDULE] = {number: reached(scores[number], bounds) for number, bounds in target.items()}
    return publication(cells, answers, groups, target=target, name=name)


def reached(scores: Values, bounds: Values) -> list[float]:
    return [NAN if np.isnan(x + bound) else float(x >= bound) for x, bound in zip(scores, bounds, strict=True)]


def mean(group: Group, scores: Values, rounding: float = 1, **other: Any) -> Cell:
    """A mean as it is shown: rounded half up, with the bounds that this leaves."""
    exact = sum(scores) / len(scores)
    value = np.floor(exact / rounding + 0.5) * rounding
    return cell(OVERALL, group, len(scores), value - rounding / 2, value + rounding / 2, precision="rounded", **other)


def attacked(
    told: Publication | Sequence[Publication], insiders: int, series: Series = MATURE, limit: float = 20
) -> Finding:
    publications = [told] if isinstance(told, Publication) else list(told)
    limits = Limits(width=dict.fromkeys(range(3), limit))
    return only(attack_counts(publications, limits, LEVELS, insiders=insiders, series=[series]), series)


def test_counts_and_means_together_catch_what_neither_catches_alone() -> None:
    """Four companies with a mean of 60: three have reached 80, so the fourth has nothing, whoever asks."""
    scores = [80, 80, 80, 0]
    told = {"mean": mean(TOTAL, scores), "count": cell(MATURE, TOTAL, 4, 3, 3)}
    assert attacked(scored({1: scores}, [told["count"]]), 0).failed is False
    assert attacked(scored({1: scores}, [told["mean"], cell(MATURE, TOTAL, 4, 0, 4)]), 0).failed is False
    assert attacked(scored({1: scores}, [*told.values()]), 1).failed


def test_rounds_that_a_change_connects_are_attacked_together() -> None:
    """Everybody of four is mature in round 2, and all rose by 80 on average: nobody had more than 20 in round 1."""
    scores = {1: [5, 0, 0, 3], 2: [82, 80, 80, 84]}
    rose = cell(OVERALL, TOTAL, 4, 79, 80, kind="change", base_round=1, round=2, precision="rounded")
    count = cell(MATURE, TOTAL, 4, 4, 4, round=2)
    anywhere = cell(MATURE, TOTAL, 4, 0, 4, round=2)
    wide = attacked(scored(scores, [rose, anywhere]), 1)
    found = attacked(scored(scores, [rose, count]), 1)
    assert (wide.failed, found.pinned) == (False, True)


def test_whether_a_target_was_reached_is_certain_only_where_counts_make_it_so() -> None:
    target = {1: [50.0] * 4}
    everybody = cell(SCHEDULE, TOTAL, 4, 4, 4)
    found = attacked(scored({1: [60, 70, 80, 90]}, [everybody], target=target), 0, SCHEDULE)
    assert (found.pinned, found.failed) == (True, True)
    high = scored({1: [97, 99, 98, 98]}, [mean(TOTAL, [97, 99, 98, 98]), everybody], target=target)
    by_means = attacked(high, 0, SCHEDULE, limit=5)
    assert (by_means.pinned, by_means.failed) == (False, False), "a mean of 98 says as much"
    assert attacked(high, 0, SCHEDULE).reason == "narrow"


def test_a_target_that_everybody_has_reached_at_zero_is_no_secret() -> None:
    told = scored({1: [60, 70, 80, 90]}, [cell(SCHEDULE, TOTAL, 4, 4, 4)], target={1: [0.0] * 4})
    assert not attacked(told, 1, SCHEDULE).pinned


def test_exact_counts_of_few_companies_pin_somebody_and_coded_counts_from_eight_do_not() -> None:
    few = [85, 91, 88, 95, 82, 50]
    exact = [
        cell(("level_at_least", code), TOTAL, 6, sum(x >= b for x in few), sum(x >= b for x in few))
        for code, b in LEVELS
    ]
    assert attacked(scored({1: few}, [mean(TOTAL, few), *exact]), 1).failed
    many = [10, 25, 45, 65, 85, 50, 30, 70, 55, 42]
    for insiders in (0, 1, 2):
        counts = [
            cell(("level_at_least", code), TOTAL, 10, *coded(sum(x >= bound for x in many), 10, insiders))
            for code, bound in LEVELS
        ]
        assert not attacked(scored({1: many}, [mean(TOTAL, many), *counts]), insiders).failed


def test_a_level_is_not_certain_where_somebody_else_could_have_it_instead() -> None:
    """One of four is mature: it need not be the one that is, if another one is so instead."""
    groups = {("a", "one"): [0]}
    cells = [cell(MATURE, TOTAL, 4, 1, 1), cell(MATURE, ("a", "one"), 1, 0, 1)]
    assert not attacked(scored({1: [85, 50, 50, 50]}, cells, groups), 1, limit=5).failed
    assert attacked(scored({1: [85, 50, 50, 50]}, [*cells, cell(MATURE, ("a", "one"), 1, 1, 1)], groups), 1).pinned


def lp_range(
    n: int, rows: Sequence[tuple[Sequence[int], float, float]], box: Sequence[tuple[float, float]], who: int
) -> tuple[float, float] | None:
    """Least and greatest score of one company, each within its box, by a linear program of its own."""
    ends = []
    for sign in (1.0, -1.0):
        highs = highspy.Highs()
        highs.setOptionValue("output_flag", False)
        for company in range(n):
            highs.addCol(sign if company == who else 0.0, *box[company], 0, np.array([], dtype=np.int32), np.array([]))
        for members, lo, hi in rows:
            highs.addRow(lo, hi, len(members), np.array(members, dtype=np.int32), np.ones(len(members)))
        highs.run()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None
        ends.append(highs.getSolution().col_value[who])
    return ends[0], ends[1]


@settings(max_examples=25, deadline=None)
@given(data=st.data(), insiders=st.integers(0, 2))
def test_intervals_and_certainties_are_those_of_every_assignment_of_levels(data: st.DataObject, insiders: int) -> None:
    """One round, two bounds (a level and a target), means and counts over the total and a group.

    What counts make certain for fewer insiders is their doing, also where more insiders need only the means.
    """
    n = data.draw(st.integers(3, 5))
    scores = data.draw(
        st.lists(st.integers(0, 10).map(lambda tens: tens * 10 + 3 if tens < 10 else 100), min_size=n, max_size=n)
    )
    group = data.draw(st.lists(st.sampled_from(range(n)), min_size=1, max_size=n, unique=True).map(sorted))
    groups: dict[Group, list[int]] = {TOTAL: list(range(n)), ("segment", "some"): group}
    means, counts, cells = [], [], []
    for name, members in groups.items():
        if data.draw(st.booleans()):
            here = mean(name, [scores[company] for company in members], rounding=5)
            means.append((members, float(here["lo"]) * len(members), float(here["hi"]) * len(members)))
            cells.append(here)
        for series, bound in ((MATURE, 80.0), (SCHEDULE, 50.0)):
            total, slack = sum(scores[c] >= bound for c in members), data.draw(st.integers(0, 1))
            counts.append((members, bound, total - slack, total + slack))
            cells.append(cell(series, name, len(members), total - slack, total + slack))
    bands = [(0.0, 49.999), (50.0, 79.999), (80.0, 100.0)]
    possible = [
        each for each in product(range(3), repeat=n)
        if all(lo <= sum(bands[each[c]][0] >= bound for c in members) <= hi for members, bound, lo, hi in counts)
    ]  # fmt: skip
    narrowest, certain = 100.0, {MATURE: False, SCHEDULE: False}
    for coalition in (each for size in range(insiders + 1) for each in combinations(range(n), size)):
        for who in set(range(n)) - set(coalition):
            known = [(scores[c], scores[c]) if c in coalition else None for c in range(n)]
            alone = lp_range(n, means, [each or (0, 100) for each in known], who)
            ranges = [
                found for each in possible
                if all(bands[each[c]][0] <= scores[c] <= bands[each[c]][1] for c in coalition)
                if (found := lp_range(n, means, [known[c] or bands[each[c]] for c in range(n)], who))
            ]  # fmt: skip
            assert alone
            low, high = min(lo for lo, _ in ranges), max(hi for _, hi in ranges)
            narrowest = min(narrowest, high - low)
            for series, bounds in ((MATURE, [20, 40, 60, 80]), (SCHEDULE, [50])):

                def sides(ends: tuple[float, float], bounds: list[int] = bounds) -> int:
                    return sum(ends[0] < bound - 0.002 and ends[1] >= bound for bound in bounds)

                certain[series] |= sides((low, high)) == 0 and sides(alone) > 0
    told = scored({1: scores}, cells, groups, target={1: [50.0] * n})
    for series, is_certain in certain.items():
        found = attacked(told, insiders, series, limit=100)
        assert found.width == pytest.approx(narrowest, abs=0.01)
        assert found.pinned == is_certain


def test_what_a_program_does_not_answer_is_a_failure_never_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    scores = [10, 25, 45, 65, 85, 50, 30, 70]
    of_scores = scored({1: scores}, [mean(TOTAL, scores), cell(MATURE, ("a", "b"), 2, 1, 1)], {("a", "b"): [0, 4]})
    whole = publication([cell(RISK, TOTAL, 4, 0, 1)], {RISK: {1: [0, 0, 0, 0]}})
    assert not asked(whole, 0).failed
    for status in ("kInfeasible", "kTimeLimit", "kUnknown"):
        wrong = getattr(highspy.HighsModelStatus, status)
        monkeypatch.setattr(highspy.Highs, "getModelStatus", lambda self, wrong=wrong: wrong)
        assert (asked(whole, 0).failed, asked(whole, 0).reason) == (True, "undecided")
        assert attacked(of_scores, 2).failed
