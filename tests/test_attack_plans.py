"""Counts by step and by theme together: what one plan behind both tells is found; nothing else is safe."""

from collections.abc import Mapping, Sequence
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from data.attack.counting import attack_counts
from data.attack.known import TOTAL, Group, Publication, Series
from data.attack.plans import attack_plans
from tests.published_counts import LEVELS, LIMITS, cell, coded, publication

STEP, OTHER_STEP, THEME = (
    ("action_companies", "embed:done"), ("action_companies", "act:planned"), ("action_theme_companies", "water:done")
)  # fmt: skip
SERIES: tuple[Series, ...] = (STEP, OTHER_STEP, THEME)
Plan = tuple[int, int, int]  # yes or no per series
# Every plan has an action; one on a theme is at a step as well, with the same status.
PLANS: tuple[Plan, ...] = ((1, 0, 0), (1, 0, 1), (0, 1, 0), (1, 1, 0), (1, 1, 1))
PLANS_OF_TWO_STEPS: tuple[Plan, ...] = ((1, 0, 0), (1, 0, 1), (0, 1, 0), (0, 1, 1), (1, 1, 0), (1, 1, 1))
Told = Mapping[tuple[Series, Group], tuple[int, int]]


def published(
    plans: Sequence[Plan], groups: Mapping[Group, Sequence[int]], told: Told, series: Sequence[Series] = SERIES
) -> Publication:
    cells = [cell(each, group, len(groups[group]), lo, hi) for (each, group), (lo, hi) in told.items()]
    answers = {each: {1: [float(plan[line]) for plan in plans]} for line, each in enumerate(series)}
    return publication(cells, answers, groups)


def certain(plans: Sequence[Plan], groups: Mapping[Group, Sequence[int]], told: Told, insiders: int) -> set[Series]:
    """Slow and obvious: every set of plans, every coalition; the shown series of which a yes or no is certain."""
    worlds = [
        each
        for each in product(PLANS, repeat=len(plans))
        if all(lo <= sum(each[at][SERIES.index(series)] for at in groups[group]) <= hi
               for (series, group), (lo, hi) in told.items())
    ]  # fmt: skip
    found = set()
    for coalition in combinations(range(len(plans)), insiders):
        left = [each for each in worlds if all(each[at] == plans[at] for at in coalition)]
        for series, group in told:
            line = SERIES.index(series)
            for company in set(groups[group]) - set(coalition):
                if len({each[company][line] for each in left}) == 1:
                    found.add(series)
    return found


@st.composite
def panels(draw: st.DrawFn) -> tuple[list[Plan], dict[Group, list[int]], Told]:
    """Plans, groups (all companies and the sides of two splits), and bounds around most of their counts."""
    n = draw(st.integers(3, 5))
    plans = draw(st.lists(st.sampled_from(PLANS), min_size=n, max_size=n))
    groups: dict[Group, list[int]] = {TOTAL: list(range(n))}
    for split in ("group", "other"):
        some = draw(st.sets(st.integers(0, n - 1)))
        sides = {(split, "some"): sorted(some), (split, "rest"): sorted(set(range(n)) - some)}
        groups |= {side: members for side, members in sides.items() if members}
    told = {}
    for line, series in enumerate(SERIES):
        for group, members in groups.items():
            if draw(st.integers(0, 3)):
                truth = sum(plans[at][line] for at in members)
                below, above = draw(st.integers(0, 2)), draw(st.integers(0, 2))
                told[series, group] = (max(0, truth - below), min(len(members), truth + above))
    return plans, groups, told


@settings(max_examples=60, deadline=None)
@given(panel=panels(), insiders=st.integers(0, 2))
def test_nothing_that_is_certain_over_all_plans_and_coalitions_passes(
    panel: tuple[list[Plan], dict[Group, list[int]], Told], insiders: int
) -> None:
    plans, groups, told = panel
    if not told:
        return
    found = attack_plans([published(plans, groups, told)], SERIES, insiders=insiders)
    assert set(found) >= certain(plans, groups, told, insiders)


def test_a_step_and_a_theme_tell_together_what_neither_tells_alone() -> None:
    """At most one company has a completed action at the only step. One of the first and the last has one on water, so
    theirs is that one: the company in the middle has none."""
    plans = [(0, 1, 0), (0, 1, 0), (1, 0, 1)]
    groups: dict[Group, Sequence[int]] = {TOTAL: [0, 1, 2], ("group", "some"): [0, 2]}
    step, theme = {(STEP, TOTAL): (0, 1)}, {(THEME, ("group", "some")): (1, 1)}
    for told in (step, theme):
        assert not certain(plans, groups, told, 0)
        assert not attack_plans([published(plans, groups, told)], SERIES, insiders=0)
    assert certain(plans, groups, step | theme, 0) == {STEP}
    both = published(plans, groups, step | theme)
    found = {each.series: each for each in attack_counts([both], LIMITS, LEVELS, insiders=0, series=[STEP, THEME])}
    assert (found[STEP].failed, found[STEP].reason, found[STEP].round) == (True, "undecided", 1)
    assert not found[THEME].failed
    assert not attack_plans([both], [THEME], insiders=0)


def test_an_earlier_edition_over_the_same_plans_is_told_with_the_new_one_and_a_corrected_plan_is_another() -> None:
    plans = [(0, 1, 0), (0, 1, 0), (1, 0, 1)]
    groups: dict[Group, Sequence[int]] = {TOTAL: [0, 1, 2], ("group", "some"): [0, 2]}
    earlier = published(plans, groups, {(STEP, TOTAL): (0, 1)})
    later = {(THEME, ("group", "some")): (1, 1)}
    assert set(attack_plans([earlier, published(plans, groups, later)], SERIES, insiders=0)) == {STEP}
    corrected = [(1, 1, 0), (0, 1, 0), (1, 1, 1)]
    assert not attack_plans([earlier, published(corrected, groups, later)], SERIES, insiders=0)


@settings(max_examples=40, deadline=None)
@given(plans=st.lists(st.sampled_from(PLANS_OF_TWO_STEPS), min_size=8, max_size=12), insiders=st.integers(0, 2))
def test_coded_counts_of_all_companies_together_give_no_plan_away(plans: list[Plan], insiders: int) -> None:
    two_steps = (STEP, ("action_companies", "act:done"), THEME)
    everybody: dict[Group, Sequence[int]] = {TOTAL: range(len(plans))}
    told = {(series, TOTAL): coded(sum(plan[line] for plan in plans), len(plans), 2)
            for line, series in enumerate(two_steps)}  # fmt: skip
    assert not attack_plans([published(plans, everybody, told, two_steps)], two_steps, insiders=insiders)
