"""The attacker on means finds every way to one company that we know of, and calls nothing safe without proof."""

import sys
from dataclasses import replace
from itertools import product
from pathlib import Path
from random import Random
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.attack import coalitions, system
from data.attack.known import TOTAL, Finding
from data.attack.linear import ENOUGH, attack_means
from data.attack.program import NotOptimalError, interval
from data.attack.system import Room
from tests.published_means import (
    LIMITS,
    SCORE,
    Panel,
    all_rows,
    everybody,
    mean,
    middling,
    of,
    publish,
    random_panel,
    twin,
    worst,
)  # fmt: skip


def agrees(finding: Finding, exact: float) -> bool:
    """An exact width is the twin's; a bound is no wider than the truth and wide enough."""
    if finding.proven:
        return ENOUGH - 1e-5 <= finding.width <= exact + 1e-5
    return finding.width == pytest.approx(exact, abs=1e-5)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 2), st.sampled_from([1.0, 5.0, 0.5]), st.booleans())
def test_what_is_found_is_what_programs_over_every_coalition_and_every_value_find(
    seed: int, insiders: int, rounding: float, clip: bool
) -> None:
    random = Random(seed)
    panel = random_panel(random, companies=random.randint(3, 8), rounds=random.randint(1, 3))
    rows = [row for row in all_rows(panel, least=random.choice([1, 3, 4])) if random.random() < 0.7]
    if not rows:
        return
    publication = publish(panel, rows, rounding=rounding, clip=clip)
    assert agrees(worst(publication, insiders=insiders), twin([(panel, rows, publication)], insiders))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 2))
def test_editions_with_corrected_answers_and_other_members_are_attacked_together(seed: int, insiders: int) -> None:
    random = Random(seed)
    first = random_panel(random, companies=6, rounds=2)
    later = Panel(first.groups, {SCORE: {n: dict(answers) for n, answers in first.answers[SCORE].items()}})
    for answers in later.answers[SCORE].values():
        for company in list(answers):
            if random.random() < 0.2:
                answers[company] = float(random.randint(0, 100))
            elif random.random() < 0.1:
                del answers[company]
    known = []
    for panel in (first, later):
        rows = [row for row in all_rows(panel, least=3) if random.random() < 0.8]
        if rows:
            known.append((panel, rows, publish(panel, rows, name=f"edition {len(known)}")))
    if known:
        finding = worst(*(publication for _, _, publication in known), insiders=insiders)
        assert agrees(finding, twin(known, insiders))


@pytest.mark.parametrize(("companies", "rounds", "insiders"), [(24, 1, 1), (13, 2, 1), (11, 1, 2)])
@pytest.mark.parametrize("ends", [0.1, 0.9])
def test_companies_that_stand_in_the_same_rows_are_judged_at_once_and_none_is_forgotten(
    companies: int, rounds: int, insiders: int, ends: float
) -> None:
    panel = random_panel(Random(companies), companies=companies, rounds=rounds, at_ends=ends)
    rows = all_rows(panel, least=4)
    publication = publish(panel, rows)
    assert agrees(worst(publication, insiders=insiders), twin([(panel, rows, publication)], insiders))


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 2))
def test_the_coalition_that_is_named_finds_out_what_is_said_of_the_company_that_is_named(
    seed: int, insiders: int
) -> None:
    panel = random_panel(Random(seed), companies=7, rounds=1)
    rows = all_rows(panel, least=3)
    if not rows:
        return
    publication = publish(panel, rows)
    finding = worst(publication, insiders=insiders)
    if finding.proven or finding.company is None:
        return
    answers = panel.answers[SCORE][1]
    who = sorted(answers)
    matrix = np.array([[float(company in of(panel, row)[0]) for company in who] for row in rows])
    told = publication.cells.to_pylist()
    low, high = (np.array([each["n"] * float(each[end]) for each in told]) for end in ("lo", "hi"))
    bounds = np.array([(answers[c], answers[c]) if c in finding.coalition else (0.0, 100.0) for c in who])
    least, most = interval(matrix, low - 1e-6, high + 1e-6, bounds, who.index(finding.company))
    assert finding.company not in finding.coalition
    assert len(finding.coalition) == min(insiders, len(who) - 1)
    assert most - least == pytest.approx(finding.width, abs=1e-4)
    assert least - 1e-4 <= answers[finding.company] <= most + 1e-4


def test_rows_that_contradict_each_other_are_a_failure_and_never_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    panel = Panel(everybody(1, range(5)), {SCORE: {1: dict.fromkeys(range(5), 1.0)}})
    publication = publish(panel, [mean(1)])
    (block,) = Room([publication]).blocks(SCORE)
    monkeypatch.setattr(Room, "blocks", lambda *_: [replace(block, low=block.high + 1)])
    finding = worst(publication, insiders=1)
    assert (finding.failed, finding.reason, finding.width) == (True, "infeasible", 0.0)


@pytest.mark.parametrize(("most", "insiders"), [("MOST_PROGRAMS", 0), ("MOST_SETS", 0), ("MOST_SETS", 3)])
def test_a_search_that_ends_early_is_a_failure_unless_its_bound_is_wide_enough(
    monkeypatch: pytest.MonkeyPatch, most: str, insiders: int
) -> None:
    panel = Panel(everybody(1, range(5)), {SCORE: {1: dict.fromkeys(range(5), 1.0)}})
    monkeypatch.setattr(coalitions, most, -1)
    finding = worst(publish(panel, [mean(1)]), insiders=insiders)
    assert (finding.failed, finding.reason) == (True, "not concluded")


def test_a_failure_stands_when_no_narrower_one_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    panel = Panel(everybody(1, range(8), a=range(5), b=range(5, 8)), {SCORE: {1: middling(*range(8))}})
    publication = publish(panel, [mean(1), mean(1, "segment", "a")], rounding=0.2)
    monkeypatch.setattr(coalitions, "ENOUGH_FAILED", 0)
    finding = worst(publication, insiders=2)
    assert (finding.failed, finding.reason, finding.proven) == (True, "narrow", False)
    assert {finding.company, *finding.coalition} == {5, 6, 7}


def test_a_program_without_an_optimum_says_so() -> None:
    one, bounds = np.ones((1, 2)), np.array([[0.0, 1.0], [0.0, 1.0]])
    with pytest.raises(NotOptimalError, match="infeasible"):
        interval(one, np.array([3.0]), np.array([3.0]), bounds, 0)
    with pytest.raises(NotOptimalError, match="unbounded"):
        interval(one, np.array([-np.inf]), np.array([np.inf]), np.array([[0.0, np.inf], [0.0, 1.0]]), 0)


def test_severity_is_told_in_points_of_a_hundred() -> None:
    severity = ("risk_severity", "water")
    panel = Panel(everybody(1, range(4)), {severity: {1: {0: 2.0, 1: 3.0, 2: 2.0, 3: 3.0}}})
    publication = publish(panel, [mean(1)], rounding=0.1)
    assert worst(publication, insiders=3).width == pytest.approx(4 * 0.1 * 25, abs=1e-5)
    assert worst(publication, insiders=0).proven


def test_a_change_of_severity_is_no_place_on_the_scale() -> None:
    severity = ("risk_severity", "water")
    answers = {1: dict.fromkeys(range(4), 2.0), 2: {0: 3.0, 1: 3.0, 2: 2.0, 3: 4.0}}
    panel = Panel(everybody(1, range(4)) | everybody(2, range(4)), {severity: answers})
    assert worst(publish(panel, [("change", 1, 2, *TOTAL)], rounding=0.1), insiders=0).proven


def test_counts_and_means_without_a_company_are_left_alone_and_a_mean_without_a_cell_tells_nothing() -> None:
    panel = Panel(everybody(1, range(4)), {SCORE: {1: middling(*range(4))}, ("unanswered", "overall"): {1: {}}})
    panel.answers["level_at_least", "x"] = {1: dict.fromkeys(range(4), 1.0)}
    publication = publish(panel, {series: [] for series in panel.answers})
    finding = worst(publication, insiders=1)
    assert (finding.series, finding.width, finding.failed) == (SCORE, 100.0, False)
    assert attack_means([publication], LIMITS, insiders=1, series=[("level_at_least", "x")]) == []


def test_a_withheld_cell_tells_nothing() -> None:
    panel = Panel(everybody(1, range(5)), {SCORE: {1: dict.fromkeys(range(5), 0.0)}})
    publication = publish(panel, [mean(1)])
    (told,) = publication.cells.to_pylist()
    told |= dict.fromkeys(("n", "lo", "hi", "precision")) | {"status": "withheld"}
    assert worst(replace(publication, cells=publication.cells.from_pylist([told])), insiders=1).width == 100


def test_two_processes_find_what_one_finds_and_tell_how_far_they_are() -> None:
    series = [("maturity", f"step:{n}") for n in range(9)]
    panel = random_panel(Random(2), companies=10, rounds=3, series=series)
    publication = publish(panel, {each: all_rows(panel, least=4, series=each) for each in series})
    told: list[tuple[int, int]] = []
    alone = attack_means([publication], LIMITS, insiders=1)
    together = attack_means(
        [publication], LIMITS, insiders=1, processes=2, tell=lambda done, of: told.append((done, of))
    )
    assert alone == together
    assert [finding.series for finding in alone] == series
    assert told[-1] == (9, 9)


def test_other_processes_do_not_run_the_page_that_asked_for_them_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.py"
    page.write_text("raise SystemExit('a page ran outside its session')")
    running = ModuleType("__main__")  # what a dashboard puts there while it runs a page
    running.__file__ = str(page)
    monkeypatch.setitem(sys.modules, "__main__", running)
    series = [("maturity", "step:1"), ("maturity", "step:2")]
    panel = random_panel(Random(2), companies=6, rounds=2, series=series)
    publication = publish(panel, {each: all_rows(panel, least=4, series=each) for each in series})
    assert len(attack_means([publication], LIMITS, insiders=1, processes=2)) == 2


def test_more_insiders_never_find_less() -> None:
    for seed, least in product(range(6), (3, 4)):
        panel = random_panel(Random(seed), companies=9, rounds=2, at_ends=0.5)
        publication = publish(panel, all_rows(panel, least=least))
        widths = [min(ENOUGH, worst(publication, insiders=n).width) for n in range(4)]
        assert widths == sorted(widths, reverse=True) or np.allclose(widths, sorted(widths, reverse=True), atol=1e-5)


def test_the_measures_that_are_means_are_named_in_one_place() -> None:
    publication = publish(random_panel(Random(1), companies=4, rounds=1), [])
    assert set(publication.scales) < system.MEANS
