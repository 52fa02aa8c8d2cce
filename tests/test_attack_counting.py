"""Counts: what a coalition works out of them is found, by programs and by enumeration alike; nothing else is safe."""

import json
from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations, product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.attack.counting import attack_counts
from data.attack.known import TOTAL, DisagreementError, Group, Limits, Series
from data.attack.told import columns_of, sums_of, told_by
from tests.published_counts import LEVELS, LIMITS, NAN, RISK, Cell, asked, cell, coded, publication

ROOT = Path(__file__).parent.parent
HANDBOOK = ROOT.parent / "shared" / "data" / "sdc" / "handbook" / "worked_examples.json"
SEVERITY: Series = ("risk_severity", "water")


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


def test_a_mean_that_is_shown_beside_an_edge_is_not_on_it() -> None:
    """Thirty companies, edge 1.2: up to a sum of 36 the bound is told, so what is shown as 1.2 is 37."""
    points = [1.0] * 23 + [2.0] * 7
    told = {"value": Decimal("1.2"), "precision": "rounded"}
    shown = publication([cell(SEVERITY, TOTAL, 30, 1.2, 1.25, **told)], {SEVERITY: {1: points}})
    sums = sums_of([shown], told_by([shown])[SEVERITY], columns_of([shown], SEVERITY), 4, least=1)
    assert sums is not None
    assert (int(sums.lo[0]), int(sums.hi[0])) == (7, 7)
