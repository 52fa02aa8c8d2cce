"""Counts: what a coalition works out of them is found, by programs and by enumeration alike; nothing else is safe."""

import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import combinations, product
from pathlib import Path
from typing import Any

import highspy
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.attack.counting import attack_counts
from data.attack.known import TOTAL, DisagreementError, Finding, Group, Limits, Publication, Series
from data.attack.told import columns_of, sums_of, told_by

ROOT = Path(__file__).parent.parent
HANDBOOK = ROOT.parent / "shared" / "data" / "sdc" / "handbook" / "worked_examples.json"
LIMITS = Limits(width={0: 20.0, 1: 20.0, 2: 10.0})
LEVELS = [("improving", 20.0), ("established", 40.0), ("advanced", 60.0), ("mature", 80.0)]
RISK: Series = ("risk_prioritised", "water")
SEVERITY: Series = ("risk_severity", "water")
OVERALL: Series = ("maturity", "overall")
Cell = dict[str, Any]
Values = Sequence[float]
NAN = float("nan")


def cell(series: Series, group: Group, n: int, lo: float, hi: float, **other: Any) -> Cell:
    """A published cell of kind all in round 1, unless told otherwise."""
    return {
        "measure": series[0], "item": series[1], "kind": "all", "base_round": None, "round": 1, "dimension": group[0],
        "member": group[1], "status": "published", "n": n, "value": None, "precision": "exact",
        "lo": Decimal(str(lo)), "hi": Decimal(str(hi)),
    } | other  # fmt: skip


def publication(
    cells: Sequence[Cell],
    answers: Mapping[Series, Mapping[int, Values]],
    groups: Mapping[Group, Sequence[int]] | None = None,
    *,
    name: str = "edition",
    target: Mapping[int, Values] | None = None,
) -> Publication:
    """Everybody is in the total in every round; a company has a statistic where it has an answer."""
    told = {series: {r: np.array(v, dtype=float) for r, v in here.items()} for series, here in answers.items()}
    rounds = {number for here in told.values() for number in here}
    size = max(len(values) for here in told.values() for values in here.values())
    where = {TOTAL: range(size)} | dict(groups or {})
    return Publication(
        name=name,
        cells=pa.Table.from_pylist(list(cells)),
        groups={number: {group: np.array(m, dtype=np.int64) for group, m in where.items()} for number in rounds},
        base={series: {number: ~np.isnan(v) for number, v in here.items()} for series, here in told.items()},
        answers=told,
        target={number: np.array(v, dtype=float) for number, v in (target or {}).items()},
    )


def coded(total: int, n: int, insiders: int) -> tuple[int, int]:
    """Exact between c + 2 and n - c - 2, else a bound."""
    if total <= insiders + 1:
        return 0, insiders + 1
    return (n - insiders - 1, n) if total >= n - insiders - 1 else (total, total)


def only(findings: list[Finding], series: Series) -> Finding:
    (found,) = [finding for finding in findings if finding.series == series]
    return found


def asked(told: Publication | Sequence[Publication], insiders: int, series: Series = RISK) -> Finding:
    publications = [told] if isinstance(told, Publication) else list(told)
    return only(attack_counts(publications, LIMITS, LEVELS, insiders=insiders, series=[series]), series)


def by_enumeration(
    answers: Sequence[int], rows: Sequence[tuple[Sequence[int], float, float]], insiders: int, scale: Sequence[int]
) -> int:
    """The narrowest range of one company's answers, over every assignment and every coalition."""
    n = len(answers)
    possible = [
        each
        for each in product(scale, repeat=n)
        if all(lo <= sum(each[company] for company in members) <= hi for members, lo, hi in rows)
    ]
    touched = {company for members, _, _ in rows for company in members}
    narrowest = scale[-1] - scale[0]
    for coalition in combinations(range(n), min(insiders, n - 1)):
        left = [each for each in possible if all(each[company] == answers[company] for company in coalition)]
        for company in touched - set(coalition):
            values = {each[company] for each in left}
            narrowest = min(narrowest, max(values) - min(values))
    return narrowest


@st.composite
def panels(draw: st.DrawFn, scale: Sequence[int]) -> tuple[list[int], dict[Group, list[int]], list[int]]:
    """Answers, groups (the total among them) and how far the bounds of each group are from the truth."""
    n = draw(st.integers(2, 7 if len(scale) == 2 else 4))
    answers = draw(st.lists(st.sampled_from(scale), min_size=n, max_size=n))
    sets = draw(st.lists(st.sets(st.integers(0, n - 1), min_size=1), max_size=4))
    groups = {TOTAL: list(range(n))} | {("group", str(k)): sorted(each) for k, each in enumerate(sets)}
    slack = draw(st.lists(st.integers(0, 2), min_size=2 * len(groups), max_size=2 * len(groups)))
    return answers, groups, slack


@settings(max_examples=150, deadline=None)
@given(panel=panels([0, 1]), insiders=st.integers(0, 2))
def test_whoever_is_pinned_by_enumeration_is_pinned_by_the_attack_and_nobody_else(
    panel: tuple[list[int], dict[Group, list[int]], list[int]], insiders: int
) -> None:
    answers, groups, slack = panel
    rows, cells = [], []
    for place, (group, members) in enumerate(groups.items()):
        total = sum(answers[company] for company in members)
        lo, hi = max(0, total - slack[2 * place]), min(len(members), total + slack[2 * place + 1])
        rows.append((members, lo, hi))
        cells.append(cell(RISK, group, len(members), lo, hi))
    found = asked(publication(cells, {RISK: {1: answers}}, groups), insiders)
    pinned = by_enumeration(answers, rows, insiders, [0, 1]) == 0
    assert (found.pinned, found.failed, found.width) == (pinned, pinned, 0 if pinned else 100)


@settings(max_examples=60, deadline=None)
@given(panel=panels([1, 2, 3, 4, 5]), insiders=st.integers(0, 2))
def test_the_narrowest_range_of_a_scale_is_that_of_enumeration(
    panel: tuple[list[int], dict[Group, list[int]], list[int]], insiders: int
) -> None:
    answers, groups, _ = panel
    rows, cells = [], []
    for group, members in groups.items():
        n, total = len(members), sum(answers[company] for company in members)
        tenths = (20 * total + n) // (2 * n)  # half up
        rows.append((members, (2 * tenths - 1) * n / 20, ((2 * tenths + 1) * n - 0.5) / 20))
        cells.append(cell(SEVERITY, group, n, (2 * tenths - 1) / 20, (2 * tenths + 1) / 20, precision="rounded"))
    told = publication(cells, {SEVERITY: {1: answers}}, groups)
    wide = Limits(width=dict.fromkeys(range(3), 100.0))
    (found,) = attack_counts([told], wide, LEVELS, insiders=insiders, series=[SEVERITY])
    assert found.width == 25 * by_enumeration(answers, rows, insiders, [1, 2, 3, 4, 5])
    assert found.failed == (found.width < 100)


def test_the_handbooks_table_of_marital_status_is_judged_as_in_the_handbook() -> None:
    if not HANDBOOK.exists():
        pytest.skip("the handbook's worked examples are not beside this copy of the repository")
    table = json.loads(HANDBOOK.read_text(encoding="utf-8"))["group_attribute_disclosure"]["table"]

    def pinned(row: str, insiders: int) -> bool:
        yes, no = table[row]
        told = publication([cell(RISK, TOTAL, yes + no, yes, yes)], {RISK: {1: [1] * yes + [0] * no}})
        return asked(told, insiders).pinned

    assert pinned("Married", 0)
    assert not pinned("Divorced", 0)
    assert pinned("Divorced", 1)
    assert not pinned("Single", 0)
    assert not pinned("Single", 1)


@pytest.mark.parametrize("insiders", [0, 1, 2])
@pytest.mark.parametrize("n", [8, 9, 12])
def test_a_coded_count_from_eight_companies_on_pins_nobody(n: int, insiders: int) -> None:
    for total in range(n + 1):
        told = publication(
            [cell(RISK, TOTAL, n, *coded(total, n, insiders))], {RISK: {1: [1] * total + [0] * (n - total)}}
        )
        assert not asked(told, insiders).failed


def test_an_exact_count_of_all_but_one_is_known_by_that_one() -> None:
    told = publication([cell(RISK, TOTAL, 7, 6, 6)], {RISK: {1: [1] * 6 + [0]}})
    found = asked(told, 1)
    assert (found.failed, found.reason, found.coalition, found.width) == (True, "pinned", (6,), 0)
    assert found.company != 6


def test_a_total_minus_a_group_that_leaves_only_yeses_is_caught() -> None:
    answers = [0, 1, 0, 1, 0, 1, 1, 1, 1, 1]
    group = {("segment", "primary"): range(6)}
    total = cell(RISK, TOTAL, 10, 7, 7)
    part = cell(RISK, ("segment", "primary"), 6, 3, 3)
    for cells, pinned in [([total], False), ([part], False), ([total, part], True)]:
        assert asked(publication(cells, {RISK: {1: answers}}, group), 1).pinned == pinned


@pytest.mark.parametrize("yes", [0, 1])
def test_what_is_possible_for_one_coalition_is_not_for_another(yes: int) -> None:
    """One of three differs; whoever is that one knows the others, whatever somebody else could think."""
    groups = {("a", "other"): [0], ("a", "one"): [1], ("a", "three"): [1, 2, 3]}
    total = 2 if yes else 1
    cells = [
        cell(RISK, ("a", "other"), 1, 0, 1),
        cell(RISK, ("a", "one"), 1, 0, 1),
        cell(RISK, ("a", "three"), 3, total, total),
    ]
    found = asked(publication(cells, {RISK: {1: [0, 1 - yes, yes, yes]}}, groups), 1)
    assert (found.pinned, found.coalition) == (True, (1,))


def test_an_earlier_publication_is_not_forgotten() -> None:
    """Two editions that each pin nobody: with and without three companies that handed in late and all say yes."""
    late = [1, 0, 0, 1, 0, 1, 1, 1, 1]
    early = [*late[:6], NAN, NAN, NAN]
    first = publication([cell(RISK, TOTAL, 6, 3, 3)], {RISK: {1: early}}, name="first")
    second = publication([cell(RISK, TOTAL, 9, 6, 6)], {RISK: {1: late}}, name="second")
    assert not asked(first, 1).failed
    assert not asked(second, 1).failed
    assert asked([first, second], 1).pinned


def test_a_corrected_answer_is_another_one_and_an_unchanged_answer_the_same() -> None:
    """The bounds of two editions meet in unchanged answers; they say nothing of each other where all are corrected."""
    group = {("segment", "rest"): [1, 2, 3]}
    low, high = cell(RISK, TOTAL, 4, 0, 2), cell(RISK, ("segment", "rest"), 3, 2, 3)
    last = publication([high], {RISK: {1: [0, 1, 0, 1]}}, group, name="last")
    same = publication([low], {RISK: {1: [0, 1, 0, 1]}}, name="same")
    corrected = publication([low], {RISK: {1: [1, 0, 1, 0]}}, name="corrected")
    assert not asked(last, 0).failed
    assert asked([same, last], 0).pinned
    assert not asked([corrected, last], 0).failed


def test_a_scale_on_few_companies_gives_away_its_exact_sum() -> None:
    """The mean of three on a scale of five, 1.3, says four points: whoever has two knows that the others have one."""
    told = publication([cell(SEVERITY, TOTAL, 3, 1.25, 1.35, precision="rounded")], {SEVERITY: {1: [1, 1, 2]}})
    found = asked(told, 1, SEVERITY)
    assert (found.width, found.pinned, found.coalition, found.reason) == (0, True, (2,), "pinned")


def test_a_mean_on_the_upper_edge_would_have_been_rounded_up() -> None:
    """Twenty companies with a mean of 1.0 all have one point: 21 points would be shown as 1.1."""
    told = publication([cell(SEVERITY, TOTAL, 20, 0.95, 1.05, precision="rounded")], {SEVERITY: {1: [1] * 20}})
    assert asked(told, 0, SEVERITY).pinned
    exact = publication([cell(SEVERITY, TOTAL, 20, 0.95, 1.05, precision="exact")], {SEVERITY: {1: [1] * 20}})
    assert not asked(exact, 0, SEVERITY).failed


@pytest.mark.parametrize(
    ("wrong", "says"),
    [({"n": 5}, "n is 5"), ({"hi": Decimal(2), "lo": Decimal(0)}, "outside"), ({"member": "nobody"}, "n is 6")],
)
def test_a_cell_that_the_answers_do_not_give_is_named(wrong: Cell, says: str) -> None:
    told = publication([cell(RISK, TOTAL, 6, 3, 3) | wrong], {RISK: {1: [0, 1, 0, 1, 0, 1]}})
    with pytest.raises(DisagreementError, match=r"edition: risk_prioritised water, all 1, total .*" + says):
        asked(told, 1)


def test_withheld_cells_and_series_without_a_published_cell_tell_nothing() -> None:
    told = publication([cell(RISK, TOTAL, 9, 4, 4, status="withheld")], {RISK: {1: [0, 1, 0, 1]}})
    found = asked(told, 1)
    assert (found.failed, found.width, found.proven) == (False, 100, True)


def test_a_severity_that_everybody_has_tells_who_rated_the_risk() -> None:
    """Eight of eight have a severity: the coded count of who rated says nothing, the n of the mean everything."""
    rated: Series = ("risk_rated", "water")
    severity = [1, 2, 3, 4, 5, 1, 3, 4]
    cells = [
        cell(rated, TOTAL, 8, *coded(8, 8, 1)),
        cell(SEVERITY, TOTAL, 8, 2.85, 2.95, precision="rounded"),
    ]
    told = publication(cells, {rated: {1: [1] * 8}, SEVERITY: {1: severity}})
    assert not asked(told, 1, rated).failed
    assert asked(told, 1, SEVERITY).pinned
    (known,) = attack_counts([told], LIMITS, LEVELS, insiders=1, series=[SEVERITY], rated_is_public=True)
    assert not known.failed


# Scores beside counts.

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


def test_a_mean_that_is_shown_beside_an_edge_is_not_on_it() -> None:
    """Thirty companies, edge 1.2: up to a sum of 36 the bound is told, so what is shown as 1.2 is 37."""
    points = [1.0] * 23 + [2.0] * 7
    told = {"value": Decimal("1.2"), "precision": "rounded"}
    shown = publication([cell(SEVERITY, TOTAL, 30, 1.2, 1.25, **told)], {SEVERITY: {1: points}})
    sums = sums_of([shown], told_by([shown])[SEVERITY], columns_of([shown], SEVERITY), 4, least=1)
    assert sums is not None
    assert (int(sums.lo[0]), int(sums.hi[0])) == (7, 7)
