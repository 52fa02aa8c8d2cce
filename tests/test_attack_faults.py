"""The faults that a publisher can make, each sown on purpose: the attacker on means catches every one."""

from dataclasses import replace
from random import Random

import numpy as np
import pytest

from data.attack.known import TOTAL, DisagreementError
from tests.published_means import (
    SCORE,
    Address,
    Panel,
    all_rows,
    cell,
    column,
    everybody,
    mean,
    middling,
    pairs,
    publish,
    random_panel,
    worst,
)


def test_a_single_joiner_is_caught_when_a_change_is_shown_beside_the_means_of_both_rounds() -> None:
    panel = Panel(
        everybody(1, range(6)) | everybody(2, range(7)), {SCORE: {1: middling(*range(6)), 2: middling(*range(7))}}
    )
    means: list[Address] = [mean(1), mean(2)]
    assert not worst(publish(panel, means), insiders=1).failed
    for extra in ([("change", 1, 2, *TOTAL)], pairs(1, 2)):
        finding = worst(publish(panel, [*means, *extra]), insiders=0)
        assert finding.failed
        assert (finding.company, finding.round, finding.reason) == (6, 2, "narrow")


def test_a_total_beside_a_part_of_all_but_one_is_caught() -> None:
    panel = Panel(everybody(1, range(8), a=range(7), b=[7]), {SCORE: {1: middling(*range(8))}})
    assert not worst(publish(panel, [mean(1)]), insiders=2).failed
    finding = worst(publish(panel, [mean(1), mean(1, "segment", "a")]), insiders=0)
    assert finding.failed
    assert finding.company == 7


def test_two_splits_whose_groups_differ_by_one_company_are_caught() -> None:
    groups = everybody(1, range(12), a=range(6), b=range(6, 12))
    groups[1]["secondary", "yes"] = list(range(7))
    panel = Panel(groups, {SCORE: {1: middling(*range(12))}})
    for alone in (("segment", "a"), ("secondary", "yes")):
        assert not worst(publish(panel, [mean(1), mean(1, *alone)]), insiders=1).failed
    finding = worst(publish(panel, [mean(1, "segment", "a"), mean(1, "secondary", "yes")]), insiders=0)
    assert finding.failed
    assert finding.company == 6


def test_a_remainder_of_three_falls_to_two_insiders_and_not_to_one() -> None:
    panel = Panel(everybody(1, range(8), a=range(5), b=range(5, 8)), {SCORE: {1: middling(*range(8))}})
    publication = publish(panel, [mean(1), mean(1, "segment", "a")], rounding=0.2)
    assert not worst(publication, insiders=1).failed
    finding = worst(publication, insiders=2)
    assert finding.failed
    assert {finding.company, *finding.coalition} == {5, 6, 7}


def test_an_exact_mean_gives_the_last_company_away_to_all_the_others() -> None:
    panel = Panel(everybody(1, range(4)), {SCORE: {1: {0: 10.0, 1: 20.0, 2: 30.0, 3: 40.0}}})
    publication = publish(panel, [mean(1)], rounding=0)
    assert worst(publication, insiders=3).width == pytest.approx(0, abs=1e-5)
    assert not worst(publication, insiders=2).failed


@pytest.mark.parametrize("answer", [0.0, 100.0])
def test_a_mean_at_the_end_of_the_scale_gives_everybody_away_unless_it_is_clipped(answer: float) -> None:
    panel = Panel(everybody(1, range(5)), {SCORE: {1: dict.fromkeys(range(5), answer)}})
    finding = worst(publish(panel, [mean(1)]), insiders=0)
    assert finding.failed
    assert finding.width == pytest.approx(2.5, abs=1e-5)
    assert not worst(publish(panel, [mean(1)], clip=True), insiders=0).failed


def test_a_mean_near_what_everybody_knows_already_gives_the_others_away() -> None:
    """Of four companies at 0 and three at 25 or more: one at 60 knows that the two others have no more than 27.5."""
    answers = dict.fromkeys(range(4), 0.0) | {4: 60.0, 5: 25.0, 6: 25.0}
    publication = publish(
        Panel(everybody(1, range(7), a=range(4, 7)), {SCORE: {1: answers}}), [mean(1, "segment", "a")]
    )
    assert not worst(publication, insiders=1).failed
    known = {1: np.array([0.0] * 4 + [25.0] * 3)}
    finding = worst(replace(publication, least={SCORE: known}), insiders=1)
    assert finding.failed
    assert finding.coalition == (4,)
    assert finding.width == pytest.approx(3 * 37.5 - 60 - 2 * 25, abs=1e-5)


def test_what_is_known_of_an_answer_in_a_later_edition_counts_for_the_earlier_one() -> None:
    panel = Panel(everybody(1, range(5)), {SCORE: {1: dict.fromkeys(range(5), 25.0)}})
    first, last = (publish(panel, [mean(1)] if name == "first" else [], name=name) for name in ("first", "last"))
    assert not worst(first, last, insiders=0).failed
    finding = worst(first, replace(last, least={SCORE: {1: np.full(5, 25.0)}}), insiders=0)
    assert finding.width == pytest.approx(2.5, abs=1e-5)


def test_a_change_of_the_whole_scale_gives_everybody_away() -> None:
    zeros, tops = dict.fromkeys(range(9), 0.0), dict.fromkeys(range(9), 100.0)
    panel = Panel(everybody(1, range(9)) | everybody(2, range(9)), {SCORE: {1: zeros, 2: tops}})
    assert worst(publish(panel, [("change", 1, 2, *TOTAL)], clip=True), insiders=0).failed


def test_who_does_not_have_the_statistic_is_left_out_of_its_rows() -> None:
    answers = middling(*range(5))  # 5, 6 and 7 are members to whom it does not apply
    panel = Panel(everybody(1, range(8), a=range(4), b=range(4, 8)), {SCORE: {1: answers}})
    finding = worst(publish(panel, [mean(1), mean(1, "segment", "a")]), insiders=0)
    assert finding.failed  # four and four on the roster, but one is all that the second four have
    assert finding.company == 4
    publication = publish(panel, [mean(1)])
    everyone = cell(SCORE, mean(1), 8, sum(answers.values()) / 8)
    with pytest.raises(DisagreementError, match="published over 8 companies, expected 5"):
        worst(replace(publication, cells=publication.cells.from_pylist([everyone])), insiders=0)


def test_a_corrected_answer_is_caught_by_whoever_kept_the_earlier_edition() -> None:
    before, after = middling(*range(9)), middling(*range(9)) | {4: 71.0}
    first, last = (
        publish(Panel(everybody(1, range(9)), {SCORE: {1: answers}}), [mean(1)], name=name, rounding=0.02)
        for name, answers in (("first", before), ("last", after))
    )
    assert not worst(last, insiders=1).failed
    # The sum of all others is the same in both, so the two values of one company hang together.
    assert worst(first, last, insiders=1).failed is False
    extreme = publish(
        Panel(everybody(1, range(9)), {SCORE: {1: before | {4: 0.0}}}), [mean(1)], name="first", rounding=0.02
    )
    corrected = publish(
        Panel(everybody(1, range(9)), {SCORE: {1: before | {4: 100.0}}}), [mean(1)], name="last", rounding=0.02
    )
    assert not worst(corrected, insiders=1).failed  # the ledger forgotten: the last edition alone looks safe
    finding = worst(extreme, corrected, insiders=1)
    assert finding.failed
    assert finding.company == 4


def test_a_late_answer_is_caught_by_whoever_kept_the_earlier_edition() -> None:
    first, last = (
        publish(Panel(everybody(1, range(9)), {SCORE: {1: middling(*range(n))}}), [mean(1)], name=f"with {n}")
        for n in (8, 9)
    )
    assert not worst(last, insiders=2).failed
    assert worst(first, last, insiders=0).company == 8


def test_the_same_answers_published_twice_tell_nothing_more() -> None:
    panel = random_panel(Random(4), companies=9, rounds=2)
    once = publish(panel, all_rows(panel, least=4))
    assert worst(once, insiders=1) == worst(once, replace(once, name="again"), insiders=1)


@pytest.mark.parametrize("change", ["member", "n", "value", "company"])
def test_a_cell_that_the_answers_do_not_give_is_named(change: str) -> None:
    panel = Panel(everybody(3, range(8), a=range(4), b=range(4, 8)), {SCORE: {3: middling(*range(8)) | {0: 0.0}}})
    publication = publish(panel, [mean(3), mean(3, "segment", "a")])
    (total, part) = publication.cells.to_pylist()
    groups = dict(publication.groups)
    if change == "member":
        part["member"] = "b"
    elif change == "n":
        part["n"] = 5
    elif change == "value":
        part["hi"], part["lo"] = part["lo"] - 1, part["lo"] - 2
    else:
        groups = {3: groups[3] | {("segment", "a"): np.array([1, 2, 3, 4])}}
    wrong = replace(publication, groups=groups, cells=publication.cells.from_pylist([total, part]))
    with pytest.raises(DisagreementError, match=r"edition: maturity overall, all of round 3, segment (a|b): "):
        worst(wrong, insiders=1)


def test_a_cell_of_a_round_in_which_nobody_has_the_statistic_is_a_disagreement() -> None:
    panel = Panel(everybody(1, range(5)) | everybody(2, range(5)), {SCORE: {1: middling(*range(5))}})
    publication = publish(panel, [mean(1)])
    for n in (5, 0):
        cells = [*publication.cells.to_pylist(), cell(SCORE, mean(2), 5, 50.0) | {"n": n}]
        with pytest.raises(DisagreementError, match=f"published over {n} companies, expected 0"):
            worst(replace(publication, cells=publication.cells.from_pylist(cells)), insiders=0)


def test_a_pair_rests_on_members_of_both_rounds() -> None:
    rounds = everybody(1, range(5)) | everybody(2, range(6))  # 5 answered in round 1, when it was no member
    panel = Panel(rounds, {SCORE: {1: middling(*range(6)), 2: middling(*range(6))}})
    publication = publish(panel, pairs(1, 2))
    assert {each["n"] for each in publication.cells.to_pylist()} == {5}
    assert not worst(publication, insiders=1).failed


def test_a_figure_over_an_answer_that_is_missing_or_outside_the_scale_is_a_disagreement() -> None:
    panel = Panel(everybody(1, range(5)), {SCORE: {1: middling(*range(5))}})
    publication = publish(panel, [mean(1)])
    for value, said in ((np.nan, "the answers do not give what was published"), (101.0, "not one from 0 to 100")):
        answers = column(panel, panel.answers[SCORE][1])
        answers[2] = value
        with pytest.raises(DisagreementError, match=said):
            worst(replace(publication, answers={SCORE: {1: answers}}), insiders=0)
