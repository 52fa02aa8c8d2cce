"""On schedule: counts with their base, the founders' own target, the table of targets, and a pace that refuses."""

from dataclasses import replace
from decimal import Decimal

import pytest

from analytics.scores.founders import founders
from analytics.scores.pace import Pace, latest_start, pace, required
from analytics.scores.schedule import on_schedule
from analytics.scores.target import target
from analytics.scores.target_table import target_table
from data.cube import Cube
from tests.demo import cell, count, demo_cube, plain

CUBE = demo_cube()


def _with(cube: Cube, **parts: object) -> Cube:
    return Cube(cube.edition, cube.agreement.model_copy(update=parts), cube.facts, cube.published_figures, cube._cells,
                cube._by_measure)  # fmt: skip


def test_the_pace_is_the_distance_over_the_years_that_are_left() -> None:
    found = required(CUBE, round=3)
    assert isinstance(found, Pace)
    assert (found.goal, found.years, found.needed) == (80, 2, 22)  # (80 - 36) / 2
    figure = pace(CUBE, "nl", round=3)
    assert plain(figure.title) == (
        "Van gemiddeld 36 % in jaar 3 naar 80 % in jaar 5, het einddoel voor wie van het begin af meedoet, was "
        "ongeveer 22 punten per jaar nodig"
    )
    assert [plain(mark.text) for mark in figure.series[0].marks] == ["36 %", "80 %", "+22 punten", "+11,5 punten"]
    assert figure.series[0].marks[-1].n == 10
    # 23 points in 2 years: 12 a year would make 24
    assert "ongeveer +11,5 punten per jaar (+23 punten in 2 jaar)" in plain(figure.notes[0])


def test_the_pace_can_be_worked_out_again_from_the_numbers_on_the_page() -> None:
    """An edition that rounds nothing has 44.48 % and 22.74 points, and shows 44 % and 23."""
    changed = [cell("maturity", "overall", 4, 44.48, n=8, rounding=0),
               cell("maturity", "overall", 5, 22.74, n=11, kind="change", base_round=3, rounding=0)]  # fmt: skip
    figure = pace(demo_cube(audience="secretariat", changed=changed), "nl", round=4)
    assert [plain(mark.text) for mark in figure.series[0].marks] == ["44 %", "80 %", "+36 punten", "+11,5 punten"]
    assert "ongeveer +11,5 punten per jaar (+23 punten in 2 jaar)" in plain(figure.notes[0])


@pytest.mark.parametrize(("round", "said"), [(6, "nog geen jaar vastgelegd"), (2, "ligt een breuk"),
                                             (4, "wordt geen gemiddelde getoond")])  # fmt: skip
def test_no_pace_is_told_over_a_break_after_the_term_or_from_a_mean_that_is_not_shown(round: int, said: str) -> None:
    figure = pace(CUBE, "nl", round=round)
    assert figure.title.endswith("geen tempo naar het einddoel te berekenen")
    assert figure.empty is not None
    assert said in figure.empty
    assert "pace" not in {mark.at for mark in figure.series[0].marks}


def test_a_final_target_that_differs_by_size_gives_no_one_pace_and_none_gives_none() -> None:
    (first, last) = CUBE.agreement.targets
    by_size = last.model_copy(update={"size_class": "fte_5001", "minimum": Decimal(85)})
    assert required(_with(CUBE, targets=(first, last, by_size)), round=3) == "many_targets"
    assert required(_with(CUBE, targets=()), round=3) == "no_target"


def test_a_target_that_was_reached_asks_no_pace() -> None:
    figure = pace(demo_cube(changed=[cell("maturity", "overall", 3, 82, n=13)]), "en", round=3)
    assert figure.title == (
        "In year 3, the mean score (82%) was already at or above 80%, the final target of companies that took part "
        "from the start"
    )
    assert figure.series[0].marks[2].value == 0


@pytest.mark.parametrize(("shown", "rounding"), [(80, 1), (81, 5)])
def test_a_mean_that_only_rounding_may_have_brought_to_the_target_is_said_to_be_about_there(
    shown: int, rounding: int
) -> None:
    """80 % as shown may be 79.5, and 81 % in steps of five 78.5; a pace of no points, or of fewer, is none."""
    figure = pace(demo_cube(changed=[cell("maturity", "overall", 3, shown, n=13, rounding=rounding)]), "nl", round=3)
    assert plain(figure.title) == (
        f"In jaar 3 lag de gemiddelde score ({shown} %) al rond 80 %, het einddoel voor wie van het begin af meedoet"
    )


def test_what_the_same_companies_did_is_told_only_where_something_may_be_said_of_it() -> None:
    few = [cell("maturity", "overall", end, 12, n=4, kind="change", base_round=start)
           for start, end in ((3, 4), (4, 5), (3, 5))]  # fmt: skip
    figure = pace(demo_cube(changed=few), "nl", round=3)
    assert [mark.at for mark in figure.series[0].marks] == ["mean", "goal", "pace"]
    assert not any("Dezelfde" in note for note in figure.notes)


def test_the_pace_starts_from_the_latest_year_from_which_there_is_one() -> None:
    """Year 6 is the last of its term and so is year 5; the mean of year 4 is withheld; from year 3 it is 2 years."""
    assert latest_start(CUBE) == 3
    assert pace(CUBE, "nl").title == pace(CUBE, "nl", round=3).title
    assert latest_start(demo_cube(changed=[cell("maturity", "overall", 4, 0, n=8)])) == 4  # nought is a score too
    assert latest_start(demo_cube(changed=[cell("maturity", "overall", 3, None)])) == 6  # none: the latest, refused


def test_a_pace_is_told_as_past_only_where_the_term_is_over() -> None:
    running = replace(CUBE, edition=replace(CUBE.edition, latest_round=4))
    assert "meedoet, is ongeveer" in pace(running, "nl", round=3).title
    assert "meedoet, was ongeveer" in pace(CUBE, "nl", round=3).title
    assert "would have taken about 22" in pace(CUBE, "en", round=3).title  # it did not come to that


def test_who_is_on_schedule_is_a_share_with_its_own_base_and_a_bound_stays_one() -> None:
    marks = {mark.at: mark for mark in on_schedule(CUBE, "nl").series[0].marks}
    assert (marks["3"].text, marks["3"].value) == ("5 van 13", pytest.approx(100 * 5 / 13))
    assert (marks["5"].text, marks["5"].value, marks["5"].lo) == ("hoogstens 3 van 12", None, 0)
    assert marks["5"].hi == pytest.approx(25)
    assert (marks["4"].text, marks["4"].value, marks["4"].n) == ("niet getoond", None, None)
    assert plain(on_schedule(CUBE, "nl").title) == (
        "In jaar 5 stonden hoogstens 3 van de 12 bedrijven die een zelfbeoordeling indienden op of boven hun eigen doel"
    )
    assert any("Het doel stijgt" in note for note in on_schedule(CUBE, "nl").notes)
    hidden = demo_cube(changed=[count("on_schedule", "overall", each, None, n=9) for each in (3, 5)])
    assert on_schedule(hidden, "nl").title.endswith("wordt niet getoond")


def test_the_founders_stand_beside_their_own_target_where_their_row_fits() -> None:
    own = cell("target_mean", "overall", 5, 80, n=6, dimension="founders", member="founders")
    figure = founders(demo_cube(changed=[own]), "en")
    assert (
        figure.title == "In year 5, 6\N{NO-BREAK SPACE}founders had a mean of 66%; their own target was 80% on average"
    )
    assert "year 5: n = 6" in figure.subtitle
    assert "which of them handed in may differ per year" in figure.subtitle
    assert founders(CUBE, "en").title == "In year 5, 6\N{NO-BREAK SPACE}founders had a mean of 66%"
    withheld = cell("maturity", "overall", 5, None, dimension="founders", member="founders")
    assert founders(demo_cube(changed=[withheld]), "en").empty == "The score of the founders is not shown in any year."


def test_the_table_of_targets_holds_for_every_size_and_names_what_has_none() -> None:
    figure = target_table(CUBE, "nl")
    assert [plain(" ".join(row)) for row in figure.table.rows] == ["elke grootte 20 % 80 %"]
    assert [each.label for each in figure.categories] == ["jaar 1", "jaar 5 en later"]
    (first, last) = CUBE.agreement.targets
    by_size = first.model_copy(update={"size_class": "fte_5001", "minimum": Decimal(30)})
    sized = target_table(_with(CUBE, targets=(by_size, last)), "nl")
    assert [plain(" ".join(row[1:])) for row in sized.table.rows] == ["geen doel 80 %", "30 % 80 %"]
    assert plain(sized.title) == "Het doel loopt op van 30 % in lidmaatschapsjaar 1 naar 80 % in lidmaatschapsjaar 5"
    ranged = target_table(_with(CUBE, targets=(first, last, by_size)), "en")
    assert (
        plain(ranged.title)
        == "The target rises from between 20 and 30% in membership year 1 to 80% in membership year 5"
    )
    assert target_table(_with(CUBE, targets=()), "nl").empty == "Deze overeenkomst heeft geen doelen."


RISES, FALLS, STAYS, VARIES = "stijgt met", "daalt met", "blijft met", "niet één kant op"


@pytest.mark.parametrize(
    ("minimums", "said", "title"),
    [
        ({1: 20, 5: 80}, RISES, "loopt op van 20 % in lidmaatschapsjaar 1 naar 80 %"),
        ({1: 20, 2: 20, 3: 50}, RISES, "loopt op van 20 %"),  # it may stand still
        ({1: 80, 2: 60}, FALLS, "loopt af van 80 % in lidmaatschapsjaar 1 naar 60 %"),
        ({1: 50, 2: 50}, STAYS, "is 50 % in elk lidmaatschapsjaar"),
        ({3: 50}, STAYS, "is 50 % in elk lidmaatschapsjaar"),
        ({1: 50, 2: 80, 3: 50}, VARIES, "verschilt per lidmaatschapsjaar: van 50 % in jaar 1 tot 50 % in jaar 3"),
    ],
)
def test_what_is_said_of_the_target_follows_the_way_it_goes(minimums: dict[int, int], said: str, title: str) -> None:
    first = CUBE.agreement.targets[0]
    asked = tuple(first.model_copy(update={"membership_year": year, "minimum": Decimal(each)})
                  for year, each in minimums.items())  # fmt: skip
    cube = _with(CUBE, targets=asked)
    for note in (on_schedule(cube, "nl").notes[0], *target(cube, "nl").notes):
        assert (said in note) == note.startswith("Het doel")
    assert title in plain(target_table(cube, "nl").title)


def test_targets_that_rise_for_one_size_and_fall_for_another_go_no_one_way_and_no_targets_have_no_note() -> None:
    (first, last) = CUBE.agreement.targets
    falls = last.model_copy(update={"size_class": "fte_5001", "minimum": Decimal(10)})
    assert VARIES in on_schedule(_with(CUBE, targets=(first, last, falls)), "nl").notes[0]
    none = on_schedule(_with(CUBE, targets=()), "nl")
    assert not any(note.startswith("Het doel") for note in none.notes)


def test_the_distance_to_the_target_is_said_of_the_companies_behind_it_and_their_means_are_no_line() -> None:
    """In the demo edition 9 of 15 monitored companies handed in."""
    figure = target(CUBE, "en")
    assert "the mean score of the 9\N{NO-BREAK SPACE}companies that handed in a self-assessment was" in figure.title
    assert "Separate dots: the companies differ per year." in figure.subtitle
    assert any("The distance is that of the rounded numbers" in each for each in figure.notes)


def test_the_distance_to_the_target_is_that_of_the_numbers_on_the_page_in_every_edition() -> None:
    """36.4 and 40.6 lie 4.2 apart: an edition that rounds nothing shows 36 and 41 as well, and says the same."""
    near = [
        cell("maturity", "overall", 6, 36.4, n=9, rounding=0),
        cell("target_mean", "overall", 6, 40.6, n=9, rounding=0),
    ]
    assert "ongeveer 5 punten onder" in plain(target(demo_cube(audience="secretariat", changed=near), "nl").title)
