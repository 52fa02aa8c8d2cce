"""What the companies outside a mean could change: bounds that hold in the worst case, and refusals."""

from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest

from analytics.band import band, tipping_change, tipping_mean
from analytics.scores.silent import silent
from data.cube import Cell, Cube
from tests.demo import cell, count, demo_cube, plain

CUBE = demo_cube()


def _cube(mean: int | None, *, n: int, monitored: int | None, rounding: float = 1) -> Cube:
    """Round 6 of the demo with another mean over n of the monitored companies."""
    return demo_cube(changed=[cell("maturity", "overall", 6, mean, n=n, rounding=rounding),
                              count("membership", "monitored", 6, monitored, n=20)])  # fmt: skip


def test_47_percent_over_7_of_12_puts_the_mean_of_all_12_anywhere_between_27_4_and_69_1_told_as_27_and_70() -> None:
    found = band(_cube(47, n=7, monitored=12, rounding=0), round=6)
    assert found is not None
    # by hand: 7 x 47 = 329; 329 / 12 and (329 + 5 x 100) / 12
    assert (found.lo, found.hi) == (pytest.approx(Decimal("27.416667")), pytest.approx(Decimal("69.083333")))
    title = plain(silent(_cube(47, n=7, monitored=12, rounding=0), "nl").title)
    assert title.endswith("het gemiddelde van alle 12 gemonitorde bedrijven ergens tussen 27 % en 70 %")


def test_the_band_also_holds_over_the_rounding_of_the_mean() -> None:
    mark = silent(_cube(47, n=7, monitored=12), "en").series[0].marks[-1]
    assert (mark.state, mark.value, mark.text) == ("bounded", None, "27% to 70%")
    assert (mark.lo, mark.hi) == (27, 70)  # by hand: 46.5 x 7 / 12 = 27.1 and (47.5 x 7 + 500) / 12 = 69.4


def test_a_band_is_explained_as_one_and_not_as_a_coded_count() -> None:
    notes = silent(_cube(47, n=7, monitored=12), "nl").notes
    assert [note[:25] for note in notes if "gearceerde" in note] == ["Het gearceerde deel hangt"]
    assert not any("aantallen" in note for note in notes)


def test_no_answers_of_the_silent_ones_lead_outside_the_band_and_the_worst_ones_reach_its_ends() -> None:
    scores, ends = (10, 30, 50, 70), set()
    found = band(_cube(40, n=4, monitored=6, rounding=0), round=6)
    assert found is not None
    for others in product((0, 25, 50, 100), repeat=2):
        mean = Fraction(sum(scores) + sum(others), 6)
        assert found.lo - Decimal("1e-6") <= mean <= found.hi + Decimal("1e-6")
        ends.add(mean)
    assert [float(each) for each in (min(ends), max(ends))] == pytest.approx([float(found.lo), float(found.hi)])


def test_below_the_tipping_point_and_only_there_the_mean_of_all_falls_under_the_bound() -> None:
    found = band(_cube(47, n=7, monitored=12, rounding=0), round=6)
    assert found is not None
    tip = tipping_mean(found, bound=Decimal(40))
    assert tip == pytest.approx(Decimal("30.2"))  # by hand: (12 x 40 - 7 x 47) / 5
    for silent_mean, under in ((Decimal("30.1"), True), (Decimal("30.3"), False)):
        assert ((7 * 47 + 5 * silent_mean) / 12 < 40) is under


def test_what_tips_is_said_in_words_with_the_rounding_of_the_mean_counted() -> None:
    tips = [plain(each) for each in silent(_cube(47, n=7, monitored=12), "en").notes]
    assert (
        "Year 6: the mean of all 12 is below the level ‘established’ (40%) only with a mean of less than 31% for the "
        "rest (5 companies)."
    ) in tips  # by hand: (12 x 40 - 7 x 46.5) / 5 = 30.9
    stands = [plain(each) for each in silent(_cube(55, n=15, monitored=16), "en").notes]
    assert any(each.startswith("Year 6: even with 0% for the rest (1 company), the mean") for each in stands)


def test_a_level_that_the_shown_mean_may_not_have_reached_cannot_be_undone() -> None:
    found = band(_cube(40, n=7, monitored=12), round=6)
    assert found is not None
    assert tipping_mean(found, bound=Decimal(40)) is None  # 39.5 is shown as 40 too


def test_everybody_in_the_mean_leaves_no_band_and_says_so() -> None:
    figure = silent(_cube(62, n=15, monitored=15), "nl")
    assert figure.title.endswith(
        "zitten alle 15 gemonitorde bedrijven in het gemiddelde: er is niemand die het kan veranderen"
    )
    assert [(mark.state, mark.value) for mark in figure.series[0].marks][-1] == ("shown", 62)
    assert [plain(each) for each in figure.table.rows[-1][4:]] == [
        "62 %",
        "62 %",
    ]  # no wider for the rounding of the mean


@pytest.mark.parametrize(("mean", "monitored"), [(None, 15), (62, None), (62, 8)])
def test_where_a_number_is_not_shown_or_the_bases_contradict_there_is_no_band(
    mean: int | None, monitored: int | None
) -> None:
    cube = _cube(mean, n=9, monitored=monitored)
    assert band(cube, round=6) is None
    mark = silent(cube, "nl").series[0].marks[-1]
    assert (mark.state, mark.value, mark.lo, mark.hi, mark.n) == ("withheld", None, None, None, None)


def test_a_round_whose_own_mean_is_withheld_tells_the_mean_of_the_companies_that_were_compared() -> None:
    found = band(CUBE, round=4)
    assert found is not None
    assert (found.mean.kind, found.mean.value, found.n, found.monitored) == ("pair_start", 49, 8, 12)
    hidden = [cell("maturity", "overall", 5, None), cell("maturity", "overall", 5, None, kind="pair_end", base_round=4)]
    assert band(demo_cube(changed=hidden), round=5) is None  # a change that is shown is no mean


@pytest.mark.parametrize(("change", "least"), [(14, "18.9"), (-14, "18.9")])
def test_a_change_is_undone_only_by_others_who_moved_more_than_the_tipping_point(change: int, least: str) -> None:
    shown: Cell = cell("maturity", "overall", 4, change, n=7, kind="change", base_round=3)
    assert tipping_change(shown, others=5) == Decimal(least)  # by hand: 7 x 13.5 / 5
    assert tipping_change(shown, others=4) > tipping_change(shown, others=5)


def test_a_change_without_a_finding_has_no_tipping_point_and_one_that_few_could_undo_says_so() -> None:
    def notes(change: int, *, n: int = 8) -> str:
        changed = [cell("maturity", "overall", 5, change, n=n, kind="change", base_round=4)]
        return plain(" ".join(silent(demo_cube(changed=changed), "nl").notes))

    assert "(hoogstens 4) gemiddeld meer dan 21 punten daalden" in notes(11)  # 12 monitored; 8 x 10.5 / 4
    assert "gemiddeld meer dan 21 punten stegen" in notes(-11)
    assert "punten daalden" not in notes(4)
    assert "punten daalden" not in notes(11, n=12)
    assert "weegt zwaarder" in notes(11, n=11)  # 11 x 10.5 / 1 is more than a score can fall
