"""How far the agreement reaches: what was not recorded is no zero, and nothing is added up."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from analytics.reach.outreach import outreach, reached
from analytics.reach.participation import deliverables
from data.cube import Cube
from tests.demo import count, demo_cube

CUBE = demo_cube()
UNCOUNTED: Mapping[str, Any] = {
    "round": 5, "companies_listed": None, "approached": None, "in_talks": None, "joined": None, "declined": None,
    "text_nl": "Er is geworven.", "text_en": "There was recruiting.", "source": None,
}  # fmt: skip


def with_outreach(*rows: Mapping[str, Any]) -> Cube:
    return replace(CUBE, facts={**CUBE.facts, "outreach": rows})


def test_every_stage_of_recruiting_has_the_list_of_its_year_as_its_base() -> None:
    figure = outreach(CUBE, "nl")
    assert {each.code: each.marks[3].text for each in figure.series} == {
        "companies_listed": "60", "approached": "24 van 60", "in_talks": "5 van 60", "joined": "1 van 60",
        "declined": "9 van 60",
    }  # fmt: skip
    assert figure.title == "In jaar 4 trad 1 bedrijf toe van de 60 op de lijst"
    assert outreach(CUBE, "en").title == "In year 4, 1 company joined of the 60 listed"


def test_a_number_of_recruiting_that_was_not_recorded_is_not_zero() -> None:
    half = {**UNCOUNTED, "round": 4, "approached": 0, "in_talks": 3}
    figure = outreach(with_outreach(half, UNCOUNTED), "nl")
    said = {each.code: [(mark.value, mark.text) for mark in each.marks] for each in figure.series}
    assert said["approached"][3] == (0.0, "0")  # recorded as none, without a list to be of
    assert said["in_talks"][3] == (3.0, "3")
    assert said["companies_listed"][3] == (None, "niet vastgelegd")
    assert {rows[4] for rows in said.values()} == {(None, "niet vastgelegd")}
    assert figure.title == "Hoeveel bedrijven zijn benaderd, per jaar"
    nothing = outreach(with_outreach(UNCOUNTED), "nl")
    assert nothing.empty is not None
    assert "betekent niet dat er niet is geworven" in nothing.empty
    assert nothing.series == ()


def test_whom_an_activity_reached_stands_with_it_and_is_never_added_up() -> None:
    project = {**CUBE.facts["project"][0], "people_reached": 250}
    twice = {**CUBE.facts["activity"][0], "companies_present": 9, "outsiders_reached": 40}
    cube = replace(CUBE, facts={**CUBE.facts, "project": (project,), "activity": (*CUBE.facts["activity"], twice)})
    figure = reached(cube, "nl")
    assert figure.title == "Van 3 van de 4 activiteiten en projecten is vastgelegd wie zij bereikten"
    assert [row[2:] for row in figure.table.rows] == [("11", "–", "–"), ("9", "40", "–"), ("–", "–", "250")]
    assert reached(CUBE, "en").table.header[2:] == ("Companies present",)
    silent = replace(CUBE, facts={**CUBE.facts, "activity": ()})
    assert reached(silent, "nl").empty == (
        "Van geen enkele activiteit of project is vastgelegd hoeveel bedrijven of mensen zij bereikten."
    )


def test_the_table_of_what_was_handed_in_names_what_anyone_can_check() -> None:
    assert any(note.endswith("IMVO-beleid gepubliceerd en openbare rapportage.") for note in
               deliverables(CUBE, "nl").notes)  # fmt: skip


def test_the_table_of_what_was_handed_in_says_in_how_many_years_everybody_handed_in_an_assessment() -> None:
    """Of the demo edition 9 of 9 in year 2 and 13 of 13 in year 3; not so in the other four."""
    assert deliverables(CUBE, "nl").title == (
        "‘Volwassenheidsmeting’ werd in 2 van de 6 jaren door alle verwachte bedrijven ingediend"
    )
    never = [count("submitted", "mat", number, 5, n=9) for number in (2, 3)]
    assert "in geen van de 6 jaren" in deliverables(demo_cube(changed=never), "nl").title
    bounded = count("submitted", "mat", 4, 9, n=12, precision="at_least")
    assert deliverables(demo_cube(changed=[bounded]), "nl").title.startswith("Hoeveel bedrijven elk stuk indienden")
    first = replace(CUBE, edition=replace(CUBE.edition, latest_round=1))  # of one year there is nothing to count
    assert deliverables(first, "nl").title.startswith("Hoeveel bedrijven elk stuk indienden")
