"""A title singles out a group only where it is large enough: of a smaller one it would tell about a company or two."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from analytics.groups import group_levels, group_means
from analytics.reach.cohorts import cohort_response
from analytics.scores.group_steps import group_steps
from analytics.scores.schedule_years import on_schedule_by_year
from analytics.scores.secondary import secondary_levels, secondary_means
from data.cube import Cube, Detail, cube_of
from tests.demo import cell, count, demo_cube, plain

CUBE = demo_cube(audience="secretariat")
ENOUGH = 5
# Of every group how many companies it has, and how many of them do something.
GROUPS = st.lists(st.integers(1, 9).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=2, max_size=4)
Groups = Sequence[tuple[int, int]]
SIZES = st.tuples(st.integers(1, 7), st.integers(1, 7))


def by_year(groups: Groups) -> Cube:
    details = (
        Detail("on_schedule_by_year", f"year:{year}", None, 6, "total", "all", n, Decimal(value))
        for year, (value, n) in enumerate(groups, 1)
    )
    return cube_of(CUBE.edition, CUBE.agreement, CUBE._cells.values(), CUBE.facts, (), details=details)


@settings(max_examples=25, deadline=None)
@given(groups=GROUPS)
@example(groups=[(0, 1), (1, 6)])
@example(groups=[(0, 4), (0, 4), (3, 6), (5, 6)])
def test_a_membership_year_in_a_title_has_five_companies_and_no_smaller_one_adds_to_its_count(groups: Groups) -> None:
    title = on_schedule_by_year(by_year(groups), "nl").title
    named = re.search(r"lidmaatschapsjaar ([\d, en]+?) (?:het minst|op of)", title)
    if named is None:
        assert title.startswith("Hoeveel bedrijven")
        return
    years = [int(each) for each in re.findall(r"\d+", named[1])]
    here = [groups[year - 1] for year in years]
    assert all(n >= ENOUGH for _, n in here)
    numbers = re.findall(r"(\d+) van de (\d+)", title)
    assert numbers == [(str(sum(value for value, _ in here)), str(sum(n for _, n in here)))]
    smaller = min(value / n for value, n in groups if n >= ENOUGH)
    assert all(value / n == smaller for value, n in here)


@settings(max_examples=15, deadline=None)
@given(groups=GROUPS)
@example(groups=[(0, 1), (2, 7)])
def test_a_year_of_joining_in_a_title_has_five_companies(groups: Groups) -> None:
    cells = [
        replace(count("submitted", "mat", 5, value, n=n), dimension="cohort", member=str(member))
        for member, (value, n) in enumerate(groups, 1)
    ]
    title = cohort_response(demo_cube(changed=cells), "nl", round=5).title
    named = re.search(r"‘toegetreden in jaar (\d+)’.*?(\d+) van de (\d+)", title)
    large = [each for each in groups if each[1] >= ENOUGH]
    if named is None:
        assert title.startswith("Wat in jaar 5")
        assert len(large) != 1
        return
    value, n = groups[int(named[1]) - 1]
    assert n >= ENOUGH
    assert (int(named[2]), int(named[3])) == (value, n)
    assert value / n == min(one / of for one, of in large)


@settings(max_examples=8, deadline=None)
@given(sizes=SIZES)
@example(sizes=(1, 7))
def test_the_mean_of_a_group_stands_in_a_title_from_five_companies_on(sizes: tuple[int, int]) -> None:
    first, second = sizes
    changed = [cell("maturity", "overall", 6, value, n=n, dimension="segment", member=member)
               for member, value, n in (("recycling", 38, first), ("primary", 64, second))]  # fmt: skip
    title = group_means(demo_cube(audience="secretariat", changed=changed), "en", dimension="segment").title
    assert ("38%" in title) == (first >= ENOUGH)
    assert ("64%" in title) == (second >= ENOUGH)


@settings(max_examples=8, deadline=None)
@given(sizes=SIZES)
def test_of_companies_with_secondary_materials_a_title_tells_from_five_companies_on(
    sizes: tuple[int, int],
) -> None:
    first, second = sizes
    groups = {"secondary": (38, first), "other": (64, second)}
    changed = [cell("maturity", "overall", 6, value, n=n, dimension="secondary", member=member)
               for member, (value, n) in groups.items()]  # fmt: skip
    changed += [replace(count("level_at_least", "established", 6, n, n=n), dimension="secondary", member=member)
                for member, (_, n) in groups.items()]  # fmt: skip
    cube = demo_cube(audience="secretariat", changed=changed)
    mean, levels = secondary_means(cube, "nl").title, secondary_levels(cube, "nl", round=6).title
    for (value, n), companies in zip(groups.values(), ("bedrijven met secundaire", "overige bedrijven"), strict=True):
        large = n >= ENOUGH
        assert (f"{value}\N{NO-BREAK SPACE}% bij {n} {companies}" in mean) == large
        assert (f"{n} van de {n} {companies}" in levels) == large


def test_of_more_groups_than_a_title_names_the_level_is_told_of_those_of_enough_companies() -> None:
    """Of those that joined in year 1 there are eight, of whom seven stand at the middle level; in years 2 and 3 few."""
    joined = {"1": (8, 7), "2": (2, 2), "3": (4, 1)}
    changed = [cell("maturity", "overall", 6, 50, n=n, dimension="cohort", member=member)
               for member, (n, _) in joined.items()]  # fmt: skip
    changed += [replace(count("level_at_least", "established", 6, value, n=n), dimension="cohort", member=member)
                for member, (n, value) in joined.items()]  # fmt: skip
    cube = demo_cube(audience="secretariat", changed=changed)
    title = group_levels(cube, "nl", dimension="cohort", round=6).title
    assert plain(title).startswith("In jaar 6 stonden 7 van de 8 bedrijven uit de groep ‘toegetreden in jaar 1’ op ten")
    assert "jaar 2" not in title


@pytest.mark.parametrize(("size", "named"), [(5, True), (4, False)])
def test_the_step_that_lags_is_told_of_groups_of_five_companies_with_every_mean_beside_its_n(
    size: int, named: bool
) -> None:
    """Recycling is lowest on step 6, primary on step 1."""
    steps = [each.code for each in CUBE.agreement.steps]
    scores = {"recycling": (60, 55, 50, 45, 40, 35), "primary": (30, 40, 50, 60, 70, 80)}
    sizes = {"recycling": size, "primary": 8}
    changed = [
        cell("maturity", f"step:{step}", 6, value, n=sizes[member], dimension="segment", member=member)
        for member, values in scores.items()
        for step, value in zip(steps, values, strict=True)
    ]
    changed += [cell("maturity", "overall", 6, 50, n=n, dimension="segment", member=member)
                for member, n in sizes.items()]  # fmt: skip
    figure = group_steps(demo_cube(audience="secretariat", changed=changed), "nl", dimension="segment")
    rows = {row[0]: row[1:] for row in figure.table.rows}
    assert plain(rows["recycling"][-1]) == f"35 % (n = {size})"
    recycling = "‘6. Herstel’ bij bedrijven uit de groep ‘recycling’ (35 %)"
    assert (recycling in plain(figure.title)) == named
    assert "bij bedrijven uit de groep ‘primair / verwerking’ (30 %)" in plain(figure.title)
    assert group_steps(CUBE, "nl", dimension="segment").empty == "Deze editie heeft geen cijfers voor deze groepen."
