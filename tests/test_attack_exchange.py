"""Exchanges: who may have each other's answers, and what that alone leaves open to every coalition."""

from copy import deepcopy
from dataclasses import replace
from itertools import combinations, product
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.attack import evidence
from data.attack.exchange import first, open_sides, widths
from data.attack.known import TOTAL, Publication
from data.attack.questions import Shared
from data.attack.system import Room
from tests.published_means import Panel, all_rows, everybody, mean, pairs, random_panel
from tests.test_attack_shared_counts import ADVANCED, ESTABLISHED, LEVELS, SCHEDULE, Twin, attacked, with_counts
from tests.test_attack_sharing import LIMITS, MADE_OF, QUESTION, SCORE, STEPS, WATER, Rows, scored, told, twin

TARGETS = [50.0, 60.0] * 10


def shared_of(*publications: Publication) -> Shared:
    return Shared(publications, Room(publications), dict(LEVELS))


def test_a_score_may_be_any_that_the_others_alike_have_but_for_those_who_work_together() -> None:
    """Of 10, 20, 60, 90 and one more of another kind."""
    kind, value = np.array([0, 0, 0, 0, 1]), np.array([60.0, 10.0, 90.0, 20.0, 50.0])
    # with 90 gone, 60 may be 10 to 60; 10 may be 10 to 60; 90 may be 20 to 90 without 10; 20 may be 10 to 60
    assert widths(kind, value, 1).tolist() == [50, 50, 70, 50, 0]
    # without two, one other is left at the worst the nearest
    assert widths(kind, value, 2).tolist() == [30, 10, 30, 10, 0]
    assert widths(kind, value, 3).tolist() == [0] * 5
    advanced = (value >= 60).astype(int)
    assert open_sides(kind, advanced, 1).tolist() == [True, True, True, True, False]
    assert not open_sides(kind, advanced, 2).any()


def test_so_many_of_each_kind_speak_for_the_others() -> None:
    assert first(np.array([7, 2, 7, 7, 2, 5]), 2).tolist() == [True, True, True, False, True, True]


def some_alike(seed: int, companies: int, telling: int) -> tuple[Panel, Rows]:
    """Companies that stand in the same rows: the first few just not far enough above the others, so that only whoever
    knows those few places the rest. Of odd seeds a few of another kind, of whom little is told, come before them.
    """
    random, before = Random(seed), (telling + 1) * (seed % 2)
    who, far = range(before + companies), LIMITS.width[telling] - 1
    value = [far if before <= c < before + telling else 0 for c in who]
    answers = {each: {1: {c: value[c] + random.choice([0.0, 0.0, 0.5]) for c in who}} for each in QUESTION}
    panel = scored(Panel(everybody(1, who, a=who[before:]), answers))
    shown = [each for each in (SCORE, *MADE_OF) if random.random() < 0.7]
    return panel, {each: [mean(1, "segment", "a")] for each in shown}


@pytest.mark.parametrize(("seed", "insiders"), [(1, 1), (2, 1), (1, 2), (2, 2)])
def test_what_is_found_out_of_any_of_a_kind_is_found_by_asking_about_few(
    monkeypatch: pytest.MonkeyPatch, seed: int, insiders: int
) -> None:
    """As of a larger panel only one more of a kind is asked about than work together; programs over every answer ask
    about all. Those who tell most are never those of whom most is told.
    """
    panel, rows = some_alike(seed, companies=8 - insiders, telling=insiders)
    publication = told(panel, rows)
    expected = twin(panel, rows, publication, insiders)
    monkeypatch.setattr("data.attack.questions.FEW_ENOUGH", 0)
    shared = shared_of(publication)
    assert not shared.few
    kind = shared.alike(1)
    assert not first(kind, insiders + 1).all(), "everybody is asked about"
    narrow = {series for series, width in expected.items() if width < LIMITS.width[insiders] - 1e-4}
    assert narrow, "an example that tries nothing"
    assert narrow <= {series for series, each in attacked(publication, insiders).items() if each.failed}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 9).map(float)), min_size=1, max_size=7), st.integers(0, 3))
def test_whoever_works_together_leaves_at_least_so_much(members: list[tuple[int, float]], insiders: int) -> None:
    kind, value = np.array([kind for kind, _ in members]), np.array([value for _, value in members])
    level = (value >= 5).astype(int)
    found, is_open = widths(kind, value, insiders), open_sides(kind, level, insiders)
    for one in range(len(value)):
        others = [each for each in range(len(value)) if each != one and kind[each] == kind[one]]
        left = [
            [one, *(each for each in others if each not in coalition)]
            for coalition in combinations(others, min(insiders, len(others)))
        ]
        assert found[one] == min(np.ptp(value[here]) for here in left)
        assert is_open[one] == all(len(set(level[here])) > 1 for here in left)


def some(seed: int, companies: int) -> tuple[Panel, Rows]:
    """A random panel with most of its means; that of the total is always told."""
    random = Random(seed)
    panel = scored(random_panel(random, companies=companies, rounds=2, series=QUESTION, at_ends=0.8))
    rows = {
        each: [row for row in all_rows(panel, least=2, series=each) if row[3] == "total" or random.random() < 0.4]
        for each in (SCORE, *MADE_OF)
    }
    return panel, rows


@pytest.mark.parametrize("seed", range(4))
def test_whoever_is_alike_may_have_each_others_answers_and_everything_published_stays(seed: int) -> None:
    panel, rows = some(seed, companies=12)
    places = product((ADVANCED, ESTABLISHED, SCHEDULE), panel.groups, (TOTAL, ("segment", "a")))
    slack = dict.fromkeys(places, 0)
    publication = with_counts(panel, told(panel, rows), slack, targets=TARGETS)
    shared, exchanged = shared_of(publication), 0
    for number in shared.rounds:
        kind = shared.alike(number)
        here = [c for c in panel.groups[number][TOTAL] if c in panel.answers[SCORE][number]]
        for one, two in combinations(here, 2):
            if kind[one] != kind[two]:
                continue
            other = deepcopy(panel)
            for question in QUESTION:
                answers = other.answers[question][number]
                mine = answers.pop(one, None)
                if (theirs := answers.pop(two, None)) is not None:
                    answers[one] = theirs
                if mine is not None:
                    answers[two] = mine
            exchanged += 1
            assert with_counts(scored(other), told(other, rows), slack, targets=TARGETS).cells == publication.cells
    assert exchanged, "an example that tries nothing"


@pytest.mark.parametrize("insiders", [0, 1])
def test_what_exchanges_leave_open_is_never_more_than_programs_over_every_answer_find(insiders: int) -> None:
    panel, rows = some(2, companies=7)
    publication = told(panel, rows)
    shared, exact = shared_of(publication), dict[tuple[object, ...], float]()
    twin = Twin(panel, rows, publication)
    for coalition in combinations(range(panel.size), insiders):
        for series, number, company, low, high in twin.ends([(0.0, 100.0)] * len(twin.scores), coalition):
            key = series, number, company
            exact[key] = min(exact.get(key, 100.0), high - low)
    claimed = 0
    for number in shared.rounds:
        kind = shared.alike(number)
        for series, _, score in shared.asked(number):
            has = np.flatnonzero(~np.isnan(score))
            for company, width in zip(has, widths(kind[has], score[has], insiders), strict=True):
                claimed += width > 0
                assert width <= exact[series, number, company] + 1e-5
    assert claimed, "an example that tries nothing"


def kinds(publication: Publication, number: int = 1) -> list[int]:
    return shared_of(publication).alike(number).tolist()


def test_companies_are_alike_in_a_round_only_where_nothing_published_or_known_tells_them_apart() -> None:
    answers = {
        q: {1: {c: 10.0 * c + n for c in range(6)}, 2: dict.fromkeys(range(5), 50.0)} for n, q in enumerate(QUESTION)
    }
    panel = scored(Panel(everybody(1, range(6), a=[0, 1, 2]) | everybody(2, range(5)), answers))
    total = {SCORE: [mean(1)]}
    some = mean(1, "segment", "a")
    assert len(set(kinds(told(panel, total)))) == 1
    for rows in ({SCORE: [mean(1), some]}, {**total, WATER: [some]}):
        in_a_group = kinds(told(panel, rows))
        assert in_a_group[0] == in_a_group[2] != in_a_group[3]
    with_change = kinds(told(panel, {**total, next(iter(STEPS)): pairs(1, 2)}))
    assert with_change[0] == with_change[4] != with_change[5], "whoever is in a change, and who is not"
    in_a_count = kinds(with_counts(panel, told(panel, total), {(ADVANCED, 1, ("segment", "a")): 0}))
    assert in_a_count[0] == in_a_count[2] != in_a_count[3]
    counted = with_counts(panel, told(panel, total), {(SCHEDULE, 1, TOTAL): 0}, targets=TARGETS)
    own_target = kinds(counted)
    assert own_target[0] == own_target[2] != own_target[1]
    fewer = deepcopy(panel)
    del fewer.answers[QUESTION[1]][1][4]
    unanswered = kinds(told(scored(fewer), total))
    assert unanswered[0] == unanswered[3] != unanswered[4]


def test_whose_answer_was_corrected_is_not_like_whose_answer_was_not() -> None:
    answers = {q: {1: {c: 10.0 * c for c in range(5)}} for q in QUESTION}
    before = scored(Panel(everybody(1, range(5)), answers))
    after = deepcopy(before)
    after.answers[QUESTION[0]][1] |= {1: 99.0, 2: 98.0}
    after = scored(after)
    rows = {SCORE: [mean(1)]}
    shared = shared_of(told(before, rows), replace(told(after, rows), name="later"))
    first, one, two, *rest = shared.alike(1).tolist()
    assert one == two != first == rest[0] == rest[1]
    # the scores of both editions are asked for
    assert [place for series, place, _ in shared.asked(1) if series == SCORE] == [0, 1]


def test_of_a_larger_panel_exchanges_prove_with_counts_beside_what_programs_no_longer_would(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    answers = {q: {1: {c: 8.0 * c for c in range(12)}} for q in QUESTION}
    panel = scored(Panel(everybody(1, range(12)), answers))
    slack = dict.fromkeys(product((ADVANCED, ESTABLISHED, SCHEDULE), (1,), (TOTAL,)), 0)
    rows = {each: [mean(1)] for each in (SCORE, *MADE_OF)}
    publication = with_counts(panel, told(panel, rows), slack, targets=[50.0] * 12)
    monkeypatch.setattr(evidence, "Tries", None)  # no program is made
    for insiders in (1, 2):
        assert {(each.failed, each.proven) for each in attacked(publication, insiders).values()} == {(False, True)}
