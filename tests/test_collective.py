"""Choosing collective risks: the order beside what runs already, how firm it is, and what became of earlier choices."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from analytics.risks.collective import collective_firm, collective_order
from analytics.risks.collective_record import collective_decisions, collective_projects
from data.cube import Cube
from tests.demo import cell, count, demo_cube
from tests.demo_facts import ACTIVITY, DECISION, PROJECT
from tests.test_risk_order import at_least, only, severities

CUBE = demo_cube()
NBSP = "\N{NO-BREAK SPACE}"


def project(code: str, round: int, status: str, **more: Any) -> dict[str, Any]:
    return PROJECT | {"project": code, "round": round, "status": status, "initiative": "collective",
                      "title_nl": f"Project {code}", "title_en": f"Project {code}", **more}  # fmt: skip


def decision(round: int, themes: str, **more: Any) -> dict[str, Any]:
    return DECISION | {"round": round, "subject": "collective_risks", "themes": themes, "reason_nl": "Omdat.",
                       "reason_en": "Because.", **more}  # fmt: skip


def recorded(**facts: list[Mapping[str, Any]]) -> Cube:
    return replace(CUBE, facts={**CUBE.facts, **{table: tuple(rows) for table, rows in facts.items()}})


def row_of(cube: Cube, theme: str) -> tuple[str, ...]:
    return next(each for each in collective_order(cube, "nl").table.rows if each[1] == theme)


def test_beside_every_risk_stands_what_runs_on_it_and_when_it_was_chosen() -> None:
    cube = recorded(
        project=[project("b", 4, "running", follows="a"), project("a", 3, "research", theme="water", countries="PE;BO"),
                 project("c", 5, "idea", follows="b"), project("d", 3, "done", theme="corruption")],
        activity=[ACTIVITY | {"round": 3, "theme": "water", "status": status} for status in ("held", "cancelled")],
        decision=[decision(2, "water;corruption"), decision(5, "water"), decision(5, "biodiversity", subject="other")],
    )  # fmt: skip
    water = row_of(cube, "waterverbruik en waterbeschikbaarheid")
    assert water[6] == (
        "gekozen in jaar 2 en jaar 5; "
        "project (collectief): onderzoek in jaar 3, loopt in jaar 4, idee in jaar 5; Peru en Bolivia; "
        f"1{NBSP}activiteit"
    )
    assert row_of(cube, "corruptie")[6] == "gekozen in jaar 2; project (collectief): afgerond in jaar 3"
    assert row_of(cube, "biodiversiteit")[6] == "niets vastgelegd"
    idle = recorded(project=[], activity=[], decision=[decision(2, "water")])
    assert row_of(idle, "waterverbruik en waterbeschikbaarheid")[6] == "gekozen in jaar 2; verder niets vastgelegd"


def test_beside_every_risk_stands_how_many_companies_have_an_action_in_progress_as_far_as_shown() -> None:
    item = "water:in_progress"
    coded = count("action_theme_companies", item, 6, 3, n=9, precision="at_most")
    hidden = count("action_theme_companies", "corruption:in_progress", 6, None, n=9)
    cube = demo_cube(changed=[coded, hidden])
    told = [row_of(cube, each)[5] for each in ("waterverbruik en waterbeschikbaarheid", "corruptie", "biodiversiteit")]
    assert told == ["hoogstens 3", "niet getoond", "5"]
    notes = [note.replace(NBSP, " ") for note in collective_order(cube, "nl").notes]
    assert any(
        "(9 bedrijven met een plan)" in each and "zonder risicothema telt hier niet mee" in each for each in notes
    )


@pytest.mark.parametrize("first_follows", ["b", None])
def test_projects_that_follow_each_other_are_told_once_even_in_a_circle(first_follows: str | None) -> None:
    cube = recorded(project=[project("a", 3, "done", theme="water", follows=first_follows),
                             project("b", 4, "running", theme="water", follows="a")])  # fmt: skip
    assert row_of(cube, "waterverbruik en waterbeschikbaarheid")[6] == (
        "gekozen in jaar 2; project (collectief): afgerond in jaar 3, loopt in jaar 4"
    )


def test_the_title_says_which_of_the_first_two_were_chosen_before() -> None:
    values = {"water": 4.4, "corruption": 4.2, "biodiversity": 3.0}
    cube = demo_cube(changed=severities(6, **values, health_safety=2.0, forced_labour=2.0, child_labour=2.0))
    named = "‘waterverbruik en waterbeschikbaarheid’ en ‘corruptie’"
    title = collective_order(cube, "nl").title
    assert title.endswith(f"staan {named} bovenaan; ‘waterverbruik en waterbeschikbaarheid’ is al eerder gekozen")
    for themes, said in (
        ("water;corruption", "beide zijn al eerder"),
        ("biodiversity;child_labour", "geen van beide is eerder"),
    ):
        facts = {**CUBE.facts, "decision": (decision(3, themes),)}
        assert collective_order(replace(cube, facts=facts), "nl").title.endswith(f"bovenaan; {said} gekozen")


def test_as_many_come_first_as_were_chosen_the_last_time_and_all_that_share_the_last_place() -> None:
    """One theme was chosen in year 3, three in year 5; corruption and biodiversity share the second place."""
    rest = dict.fromkeys(("health_safety", "forced_labour", "child_labour"), 2.0)
    even = [cell("risk_likelihood", code, 6, 3, n=8, rounding=0.1) for code in ("corruption", "biodiversity")]
    first = severities(6, water=4.4, corruption=4.2, biodiversity=4.2, fair_wages=3.1, **rest)
    cube = demo_cube(changed=[*first, *even])
    water, tied = "‘waterverbruik en waterbeschikbaarheid’", "‘biodiversiteit’ en ‘corruptie’"

    def told(*decisions: Mapping[str, Any]) -> str:
        facts = {**cube.facts, "decision": decisions}
        return collective_order(replace(cube, facts=facts), "nl").title

    assert told() == f"In jaar 6 staan {water}, {tied} bovenaan; geen daarvan is eerder gekozen"
    assert told(decision(3, "water")) == f"In jaar 6 staat {water} bovenaan; {water} is al eerder gekozen"
    assert told(decision(3, "fair_wages")) == f"In jaar 6 staat {water} bovenaan; dat is niet eerder gekozen"
    three = told(decision(3, "fair_wages"), decision(5, "water;corruption;child_labour"))
    assert three == f"In jaar 6 staan {water}, {tied} bovenaan; {water} en ‘corruptie’ zijn al eerder gekozen"
    wider = replace(cube, facts={**cube.facts, "decision": (decision(5, "water;corruption;child_labour"),)})
    assert "op plaats 3 staat" in collective_firm(wider, "nl").title


def test_a_withheld_severity_leaves_open_what_comes_first() -> None:
    assert "bovenaan, voor zover getoond; " in collective_order(only(6, water=4.4, corruption=4.0), "nl").title
    assert "voor zover" not in collective_order(CUBE, "nl").title


def test_how_firm_the_choice_is_follows_from_the_shown_means_alone() -> None:
    """4.3 and 4.2 may be equal before rounding; 4.2 and 3.9 are apart. One of eight companies shifts a mean by 1/8."""
    figure = collective_firm(only(6, water=4.3, corruption=4.2, child_labour=3.9, biodiversity=3.9), "nl")
    assert figure.title == "‘corruptie’ op plaats 2 staat 0,3 hoger in ernst dan ‘biodiversiteit’ op plaats 3"
    assert [each[2:] for each in figure.table.rows] == [
        ("4,3 en 4,2", "0,1", "niet zeker"), ("4,2 en 3,9", "0,3", "verschil groter dan de afronding"),
        ("3,9 en 3,9", "0,0", "niet zeker"),
    ]  # fmt: skip
    assert "Bij 8 bedrijven verschuift een gemiddelde 0,13" in " ".join(figure.notes)
    near = collective_firm(only(6, water=4.3, corruption=4.0, child_labour=3.9), "nl").title
    assert near == "De nummers 2 en 3, ‘corruptie’ en ‘kinderarbeid’, ontlopen elkaar nauwelijks in ernst"


def test_a_difference_with_a_bound_is_at_least_so_large_and_a_withheld_one_is_not_told() -> None:
    cube = demo_cube(changed=[at_least("water", 6, 4.8), at_least("corruption", 6, 4.6)])
    rows = collective_firm(cube, "nl").table.rows
    assert rows[1][3:] == ("minstens 0,3", "verschil groter dan de afronding")
    hidden = collective_firm(only(6, water=4.8, corruption=4.6), "nl")
    assert hidden.empty == hidden.title
    assert hidden.title.endswith("wordt niet getoond")


def test_a_decision_stands_with_what_was_considered_why_and_what_became_of_it() -> None:
    cube = recorded(
        decision=[decision(4, "water;corruption", candidates="water;corruption;biodiversity")],
        project=[project("a", 3, "done", theme="corruption"), project("b", 5, "running", theme="water")],
    )
    figure = collective_decisions(cube, "nl")
    assert figure.title == (
        "In jaar 4 kozen de partijen ‘waterverbruik en waterbeschikbaarheid’ en ‘corruptie’; voor ‘corruptie’ is geen "
        "project vastgelegd"
    )
    (row,) = figure.table.rows
    assert row[3] == "‘waterverbruik en waterbeschikbaarheid’, ‘corruptie’ en ‘biodiversiteit’"
    assert row[4:6] == (
        "Omdat.",
        "‘waterverbruik en waterbeschikbaarheid’: project (collectief): loopt in jaar 5; "
        "‘corruptie’: geen project vastgelegd",
    )


def test_the_project_that_a_decision_names_is_told_whatever_its_theme() -> None:
    cube = recorded(decision=[decision(4, "water", project="a")], project=[project("a", 5, "idea")])
    figure = collective_decisions(cube, "nl")
    assert figure.table.rows[0][5] == "project (collectief): idee in jaar 5"
    assert figure.title.endswith("voor elk daarvan is een project vastgelegd")


def test_every_project_is_told_with_its_place_its_result_and_what_it_follows() -> None:
    cube = recorded(project=[
        project("a", 3, "research", theme="water", countries="PE", partners="Vakbond", people_reached=40),
        project("b", 4, "running", follows="a", result_nl="Rapport", source="https://example.org/b"),
    ])  # fmt: skip
    figure = collective_projects(cube, "nl")
    assert figure.title == f"Stand van 1{NBSP}vastgelegd project: loopt (1)"
    first, second = figure.table.rows
    assert first[2:] == (
        "waterverbruik en waterbeschikbaarheid", "onderzoek (collectief)", "Peru, Vakbond",
        f"40{NBSP}personen bereikt", "",
    )  # fmt: skip
    assert second[1:3] == ("Project b (vervolg op een project uit jaar 3)", "waterverbruik en waterbeschikbaarheid")
    assert second[5:] == ("Rapport", "https://example.org/b")


def test_where_no_project_has_a_recorded_result_a_sentence_says_so_instead_of_a_column_of_dashes() -> None:
    without = collective_projects(recorded(project=[project("a", 3, "running"), project("b", 4, "idea")]), "nl")
    assert "Resultaat" not in without.table.header
    assert without.notes[0] == "Van geen van de projecten is een resultaat vastgelegd."
    assert {len(row) for row in without.table.rows} == {len(without.table.header)}
    one = collective_projects(recorded(project=[project("a", 3, "running", result_nl="Rapport")]), "nl")
    assert "Resultaat" in one.table.header
    assert not any("geen van de projecten" in each for each in one.notes)


def test_a_project_that_goes_on_is_counted_once_at_its_latest_status() -> None:
    cube = recorded(project=[
        project("a", 3, "research"), project("b", 4, "running", follows="a"), project("c", 5, "done", follows="b"),
        project("d", 4, "running"),
    ])  # fmt: skip
    figure = collective_projects(cube, "nl")
    assert figure.title == f"Stand van 2{NBSP}vastgelegde projecten: loopt (1) en afgerond (1)"
    assert len(figure.table.rows) == 4


def test_where_nothing_was_decided_the_page_says_so() -> None:
    for figure in (collective_decisions(recorded(decision=[]), "nl"), collective_projects(recorded(project=[]), "nl")):
        assert figure.empty
        assert figure.table.rows == ()


def test_a_latest_round_whose_severities_are_withheld_names_no_first_risks() -> None:
    hidden = [cell("risk_severity", each.code, 6, None) for each in CUBE.agreement.themes_of("analysis")]
    figure = collective_order(demo_cube(changed=hidden), "nl")
    assert figure.title.endswith("wordt niet getoond")
    assert {each[2] for each in figure.table.rows} == {"niet getoond"}
