"""The order of the risks: what stands on top for certain, what lies level, and the first three over the years."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest

from analytics.risks import themes
from analytics.risks.collective import collective_order
from analytics.risks.risk_first import risk_first
from analytics.risks.risk_order import level, ranked
from data.configuration.agreement import ThemeLink
from data.cube import Cell, Cube
from tests.demo import RISKS, cell, demo_cube

CUBE = demo_cube()


def severities(round: int, **values: float | None) -> list[Cell]:
    """Severities of one round; a theme that is not named keeps what the demo edition says."""
    return [cell("risk_severity", code, round, value, n=8, rounding=0.1) for code, value in values.items()]


def at_least(code: str, round: int, bound: float) -> Cell:
    low = cell("risk_severity", code, round, bound, n=8, rounding=0)
    return replace(low, value=None, hi=Decimal(5), precision="at_least")


def only(round: int, **values: float | None) -> Cube:
    """An edition whose round has these severities and withholds all others."""
    hidden: Iterable[Cell] = [cell("risk_severity", code, round, None) for code in RISKS if code not in values]
    return demo_cube(changed=[*hidden, *severities(round, **values)])


def first_row(cube: Cube, year: str) -> tuple[str, ...]:
    return next(row for row in risk_first(cube, "nl").table.rows if row[0].startswith(year))


def test_a_risk_that_is_at_least_so_severe_stands_above_one_that_is_less() -> None:
    """Health and safety is 4.0 and child labour 4.2: water, of at least 4.4, is the most severe for certain."""
    cube = demo_cube(changed=[at_least("water", 5, 4.4)])
    assert [(each.rank, each.code) for each in ranked(cube, "nl", round=5)][:2] == [
        (1, "water"), (2, "forced_labour")
    ]  # fmt: skip
    assert themes.risk_ranking(cube, "nl", round=5).title == (
        "In jaar 5 vonden bedrijven ‘waterverbruik en waterbeschikbaarheid’ het ernstigst (minstens 4,4 op een schaal "
        "van 1 tot 5)"
    )


def test_a_risk_of_at_least_a_value_stands_before_one_of_exactly_that_value_and_a_note_says_so() -> None:
    """Likelihood would put child labour (at 4.2 as well) first: 3.9 against 3.3."""
    likely = cell("risk_likelihood", "child_labour", 5, 3.9, n=8, rounding=0.1)
    cube = demo_cube(changed=[at_least("water", 5, 4.2), likely])
    assert [each.code for each in ranked(cube, "nl", round=5)][:2] == ["water", "child_labour"]
    notes = themes.risk_ranking(cube, "nl", round=5).notes
    assert any(each.endswith("vóór thema's met precies die waarde.") for each in notes)


def test_an_order_that_rounding_may_have_made_is_said_to_be_uncertain() -> None:
    """Of 3.13 and 3.07 the first is more severe; both stand there as 3.1, and likelihood puts the second above it."""
    close = [cell("risk_severity", code, 5, value, n=15, rounding=0.01)
             for code, value in (("fair_wages", 3.07), ("biodiversity", 3.13))]  # fmt: skip
    cube = demo_cube(audience="secretariat", changed=close)
    places = [each.code for each in ranked(cube, "nl", round=5)]
    assert places.index("fair_wages") < places.index("biodiversity")  # likelihood 3.2 and 2.7 in tests/demo.py
    for figure in (themes.risk_ranking(cube, "nl", round=5), collective_order(cube, "nl")):
        assert any("Scheelt de ernst hoogstens 0,1, dan is de volgorde niet zeker" in each for each in figure.notes)


def test_the_title_names_every_risk_that_is_the_most_severe_and_none_that_only_may_be() -> None:
    """Of exactly 4.2, forced labour and child labour are most severe only if water is not more than the least it is."""
    assert (
        "‘gedwongen arbeid’ en ‘kinderarbeid’ het ernstigst (4,2 op" in themes.risk_ranking(CUBE, "nl", round=5).title
    )
    cube = demo_cube(changed=[at_least("water", 5, 4.2)])
    title = themes.risk_ranking(cube, "nl", round=5).title
    assert "vonden bedrijven ‘waterverbruik en waterbeschikbaarheid’ het ernstigst (minstens 4,2 op" in title


def test_a_risk_of_which_only_a_lower_bound_is_shown_may_be_the_most_severe_too() -> None:
    """Health and safety is 4.5; water is at least 4.2, so nobody knows which of both is higher."""
    cube = demo_cube(changed=[at_least("water", 5, 4.2), *severities(5, health_safety=4.5)])
    title = themes.risk_ranking(cube, "nl", round=5).title
    assert "‘gezondheid en veiligheid’ en ‘waterverbruik en waterbeschikbaarheid’" in title
    assert "(minstens 4,2 op" in title


def test_where_a_severity_is_withheld_the_title_speaks_of_the_risks_that_are_shown() -> None:
    assert "van de thema's die worden getoond" in themes.risk_ranking(CUBE, "nl", round=4).title
    assert "van de thema's" not in themes.risk_ranking(CUBE, "nl", round=5).title


def test_the_field_says_what_is_known_of_a_risk_that_it_cannot_place() -> None:
    figure = themes.risk_field(demo_cube(changed=[at_least("water", 5, 4.4)]), "nl", round=5)
    assert "water" not in {mark.at for mark in figure.series[0].marks}
    assert "ernst minstens 4,4, waarschijnlijkheid 3,3" in " ".join(figure.notes)


@pytest.mark.parametrize(
    ("above", "below", "said"),
    [(4.2, 4.2, True), (4.2, 4.1, True), (4.2, 4.0, False)],
)  # fmt: skip
def test_two_risks_are_level_where_rounding_alone_can_make_their_difference(
    above: float, below: float, *, said: bool
) -> None:
    """4.2 may be 4.15 and 4.1 may be 4.15 before rounding; 4.2 and 4.0 are apart by 0.1 at least."""
    rows = ranked(only(5, water=above, corruption=below), "nl", round=5)
    assert level(rows[0], rows[1]) is said


def test_a_risk_of_at_least_so_much_is_apart_only_where_its_lowest_value_is() -> None:
    cube = demo_cube(changed=[at_least("water", 5, 4.4), at_least("corruption", 5, 4.1)])
    order = {each.code: each for each in ranked(cube, "nl", round=5)}
    assert level(order["water"], order["corruption"])
    assert not level(order["water"], order["child_labour"])
    assert level(order["child_labour"], order["corruption"])


def test_the_first_three_of_a_year_are_named_with_what_lies_level() -> None:
    cube = only(5, water=4.3, corruption=4.2, child_labour=3.9, biodiversity=3.8, fair_wages=3.7)
    row = first_row(cube, "Jaar 5")
    assert row[1:5] == (
        "waterverbruik en waterbeschikbaarheid (4,3)", "corruptie (4,2)", "kinderarbeid (3,9)",
        "1 en 2; 3 en ‘biodiversiteit’",
    )  # fmt: skip
    assert first_row(only(5, water=4.3, corruption=3.2, child_labour=2.2), "Jaar 5")[4] == "–"


def test_a_year_without_an_overview_of_risks_is_not_made_and_a_withheld_place_is_not_empty() -> None:
    assert first_row(CUBE, "Jaar 3")[1:] == ("niet gemaakt", "niet gemaakt", "niet gemaakt", "", "")
    assert first_row(only(5, water=4.3), "Jaar 5")[1:5] == (
        "waterverbruik en waterbeschikbaarheid (4,3)", "niet getoond", "niet getoond", "–"
    )  # fmt: skip


def test_the_title_names_what_is_among_the_first_three_in_every_year_that_is_shown() -> None:
    cells = [
        one
        for number in (1, 2, 4, 5, 6)
        for one in severities(number, water=4.8, corruption=4.7 if number != 4 else 1.0, biodiversity=1.0)
    ]
    cells.append(cell("risk_severity", "fair_wages", 4, 2.8, n=8, rounding=0.1))  # the demo edition withholds it
    title = risk_first(demo_cube(changed=cells), "nl").title
    assert title == (
        "Alleen ‘waterverbruik en waterbeschikbaarheid’ staat in alle 5 jaren die worden getoond bij de eerste drie "
        "risico's"
    )
    hidden = [*cells, cell("risk_severity", "fair_wages", 4, None)]
    assert risk_first(demo_cube(changed=hidden), "nl").title == f"{title}, voor zover getoond"
    cells += severities(2, water=1.0)
    assert risk_first(demo_cube(changed=cells), "nl").title.startswith("Geen enkel risico staat in alle 5 jaren")


def test_what_shares_the_third_place_is_among_the_first_three_whatever_its_name() -> None:
    """In year 5 three themes share the third place; of these the alphabet puts child labour last, in the row too."""
    values = {"water": 4.3, "forced_labour": 4.2, "corruption": 3.9, "biodiversity": 3.9, "child_labour": 3.9}
    codes = [code for code in values if code not in ("water", "forced_labour")]
    even = [cell("risk_likelihood", code, 5, 3, n=8, rounding=0.1) for code in codes]
    cells = [*severities(5, **dict.fromkeys(RISKS, 1.0) | values), *even]
    for number in (1, 2, 4, 6):
        cells += severities(number, **dict.fromkeys(RISKS, 1.0) | {"child_labour": 4.9})
    figure = risk_first(demo_cube(changed=cells), "nl")
    assert figure.title.startswith("Alleen ‘kinderarbeid’ staat in alle 5 jaren")
    assert "kinderarbeid" not in " ".join(first_row(demo_cube(changed=cells), "Jaar 5")[1:4])


def test_a_withheld_severity_takes_the_certainty_out_of_what_was_most_severe_over_the_years() -> None:
    shown = demo_cube(changed=severities(4, fair_wages=2.8))
    assert "voor zover" not in themes.risk_development(shown, "nl").title
    assert themes.risk_development(CUBE, "nl").title == (
        f"{themes.risk_development(shown, 'nl').title}, voor zover getoond"
    )


def test_a_risk_that_is_not_shown_is_said_to_be_possibly_among_the_first_three() -> None:
    note = next(each for each in risk_first(CUBE, "nl").notes if "eerste drie" in each)
    assert note == "In jaar 4 is de ernst van ‘leefbaar loon’ niet getoond. Dat kan ook bij de eerste drie horen."


def other_list(cube: Cube, number: int, links: Iterable[tuple[str, str]]) -> Cube:
    """The edition with a round that used the other list of themes, linked by pairs (company analyses, matrix)."""
    given = tuple(ThemeLink(from_list="analysis", from_theme=a, to_list="matrix2024", to_theme=b) for a, b in links)
    rounds = tuple(
        each.model_copy(update={"theme_list": "matrix2024"}) if each.number == number else each
        for each in cube.agreement.rounds
    )
    agreement = cube.agreement.model_copy(update={"theme_links": given, "rounds": rounds})
    return replace(cube, agreement=agreement)


def test_a_risk_of_another_list_has_its_present_name_and_a_split_one_keeps_its_own() -> None:
    cells = severities(2, child_labour=4.9, forced_labour=4.7, biodiversity=4.5)
    linked = [("child_labour", "child_labour"), ("water", "forced_labour"), ("health_safety", "biodiversity"),
              ("labour_rights", "biodiversity")]  # fmt: skip
    cube = other_list(demo_cube(changed=cells), 2, linked)
    assert first_row(cube, "Jaar 2")[1:4] == (
        "kinderarbeid (4,9)", "waterverbruik en waterbeschikbaarheid (4,7)", "biodiversiteit, andere lijst (4,5)"
    )  # fmt: skip
    merged = other_list(demo_cube(changed=cells), 2, [("water", "child_labour"), ("water", "forced_labour")])
    assert first_row(merged, "Jaar 2")[1] == "kinderarbeid, andere lijst (4,9)"
    assert any("gesplitst" in each for each in risk_first(cube, "nl").notes)
    assert not any("gesplitst" in each for each in risk_first(CUBE, "nl").notes)


def test_what_only_may_have_been_most_severe_in_a_year_is_told_as_far_as_shown() -> None:
    """Water is at least 4.4 in year 4 and health and safety 4.6: either may be the higher one."""
    shown = severities(4, fair_wages=2.8)
    years = [at_least("water", number, 4.9) for number in (1, 2, 5, 6)]
    sure = themes.risk_development(demo_cube(changed=[*shown, *years, at_least("water", 4, 4.4)]), "nl").title
    open_ = [*shown, *years, at_least("water", 4, 4.4), *severities(4, health_safety=4.6)]
    assert themes.risk_development(demo_cube(changed=open_), "nl").title == f"{sure}, voor zover getoond"


def test_of_one_year_with_an_overview_of_risks_the_title_names_the_year() -> None:
    edition = replace(CUBE.edition, latest_round=1)
    assert themes.risk_development(replace(CUBE, edition=edition), "nl").title == (
        "In jaar 1 staat ‘kinderarbeid’ bovenaan in ernst, alleen of gedeeld"
    )


@pytest.mark.parametrize("hidden", [(2, 4, 5, 6), (4, 5, 6)])
def test_no_risk_of_now_is_said_to_have_been_most_severe_where_those_that_were_are_not_on_the_list(
    hidden: tuple[int, ...],
) -> None:
    """Of the years that show severities, every most severe theme is gone from the list of year 6."""
    gone = [cell("risk_severity", code, number, None) for number in hidden for code in RISKS]
    cube = other_list(demo_cube(changed=gone), 6, [("water", "water")])
    assert themes.risk_development(cube, "nl").title == (
        "Wat in ernst bovenaan stond, is op de risicolijst van nu gesplitst, samengevoegd of vervallen, "
        "voor zover getoond"
    )


def test_a_bound_counts_where_the_years_are_told_in_which_a_risk_came_first() -> None:
    """Without the bound, forced labour would be most severe in every year."""
    cells = [at_least("water", number, 4.9) for number in (1, 2, 4, 5, 6)]
    title = themes.risk_development(demo_cube(changed=cells), "nl").title
    assert title.startswith("In alle 5 jaren")
    assert "‘waterverbruik en waterbeschikbaarheid’" in title
