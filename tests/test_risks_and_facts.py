"""Risks, actions, published figures and the facts of a year, each in its order and with what is not known."""

from dataclasses import replace

import pytest

from analytics import vocabulary
from analytics.record.actions import action_companies, action_rows, row_figures
from analytics.record.published import published, published_rows
from analytics.record.theme_actions import theme_companies, theme_figures, theme_row_figures, theme_rows
from analytics.record.year import latest_with_facts, matrix, year
from analytics.risks import themes
from data.cube import Language, Text, cube_of
from tests.demo import RISKS, cell, count, demo_cube, plain
from tests.every_figure import FIGURES, marks_of, series_of

CUBE = demo_cube()


def test_the_title_names_the_step_with_most_completed_actions_only_where_that_is_certain() -> None:
    coded = [count("action_companies", "act:done", 5, 3, n=12, precision="at_most"),
             count("action_companies", "track:done", 5, 6, n=12)]  # fmt: skip
    figure = action_companies(demo_cube(changed=coded), "nl", round=5)
    assert figure.title == "In jaar 5 hadden bedrijven het vaakst een afgeronde actie bij ‘4. Monitoring’ (6 van de 12)"
    assert [each.label for each in figure.categories] == ["gepland", "in uitvoering", "afgerond", "vervallen"]
    assert series_of(figure, "act").marks[2].text == "hoogstens 3"
    assert plain(figure.subtitle).endswith("van de bedrijven met een actieplan in jaar 5 (n = 12)")
    bounded = [count("action_companies", "track:done", 5, 9, n=12, precision="at_least")]
    assert action_companies(demo_cube(changed=bounded), "nl", round=5).title == (
        "In jaar 5 hadden per OESO-stap hoogstens 12 van de 12 bedrijven een afgeronde actie"
    )
    equal = action_companies(CUBE, "nl", round=5).title
    assert equal == "In jaar 5 hadden per OESO-stap hoogstens 4 van de 12 bedrijven een afgeronde actie"
    hidden = [count("action_companies", "embed:done", 5, None, n=12)]
    assert action_companies(demo_cube(changed=hidden), "nl", round=5).title.endswith("wordt niet getoond")


def test_a_round_without_action_plans_says_so_and_shows_no_zeros() -> None:
    unmade = [replace(each, status="not_made") for each in CUBE.cells("action_companies", round=2)]
    figure = action_companies(demo_cube(changed=unmade), "nl", round=2)
    assert figure.empty == "Over jaar 2 zijn geen actieplannen gemaakt"
    assert {mark.text for mark in marks_of(figure)} == {"niet gemaakt"}


def test_how_many_actions_there_are_is_for_the_secretariat_alone() -> None:
    internal = demo_cube(audience="secretariat")
    assert row_figures(CUBE) == ()
    assert row_figures(internal) == (action_rows,)
    told = action_rows(internal, "nl", round=5).title
    assert told == "In jaar 5 waren er de meeste afgeronde acties bij ‘6. Herstel’ (7)"


def test_actions_are_told_by_the_themes_of_the_rounds_own_list_and_those_without_one_count_nowhere() -> None:
    coded = [count("action_theme_companies", "water:done", 5, 6, n=12)]
    figure = theme_companies(demo_cube(changed=coded), "nl", round=5)
    assert figure.title == (
        "In jaar 5 hadden bedrijven het vaakst een afgeronde actie voor ‘waterverbruik en waterbeschikbaarheid’ "
        "(6 van de 12)"
    )
    assert [each.code for each in figure.series] == [
        each.code for each in CUBE.agreement.themes_of(CUBE.agreement.round(5).theme_list)
    ]
    assert any("Acties zonder thema tellen hier niet mee" in each for each in figure.notes)
    shorter = CUBE.agreement.round(5).model_copy(update={"theme_list": "matrix2024"})
    rounds = tuple(shorter if each.number == 5 else each for each in CUBE.agreement.rounds)
    changed = replace(CUBE, agreement=CUBE.agreement.model_copy(update={"rounds": rounds}))
    listed = {each.code for each in CUBE.agreement.themes_of("matrix2024")}
    assert {each.code for each in theme_companies(changed, "nl", round=5).series} == listed < set(RISKS)


def test_an_edition_from_before_actions_had_themes_has_no_figure_of_them() -> None:
    cells = [each for each in CUBE._cells.values() if each.measure != "action_theme_companies"]
    older = cube_of(CUBE.edition, CUBE.agreement, cells, CUBE.facts)
    assert theme_figures(CUBE) == (theme_companies,)
    assert theme_figures(older) == theme_row_figures(CUBE) == ()
    internal = demo_cube(audience="secretariat")
    assert theme_row_figures(internal) == (theme_rows,)
    assert theme_rows(internal, "nl", round=5).title.startswith("In jaar 5 waren er de meeste afgeronde acties voor ‘")


def test_risks_are_ordered_by_severity_first_and_never_by_a_product() -> None:
    figure = themes.risk_ranking(CUBE, "nl", round=5)
    order = [each.code for each in figure.categories]
    # child labour 4.2 x 1.8 = 7.6 stands above health and safety 4.0 x 3.6 = 14.4
    assert order.index("child_labour") < order.index("health_safety")
    assert order[:2] == ["forced_labour", "child_labour"]
    assert "‘gedwongen arbeid’ en ‘kinderarbeid’" in figure.title


def test_two_figures_of_the_same_risks_have_a_message_each() -> None:
    ranking, field = themes.risk_ranking(CUBE, "nl", round=5), themes.risk_field(CUBE, "nl", round=5)
    assert "het ernstigst (4,2" in ranking.title
    assert (
        field.title == "In jaar 5 vonden bedrijven ‘gezondheid en veiligheid’ het waarschijnlijkst (3,6 op een schaal "
        "van 1 tot 5)"
    )


def test_equal_shown_risks_share_a_rank_and_stand_in_alphabetical_order() -> None:
    same = [cell("risk_likelihood", code, 5, 2, n=8, rounding=0.1) for code in ("forced_labour", "child_labour")]
    rows = themes.risk_ranking(demo_cube(changed=same), "nl", round=5).table.rows
    assert [(row[0], row[1]) for row in rows[:3]] == [
        ("1", "gedwongen arbeid"), ("1", "kinderarbeid"), ("3", "gezondheid en veiligheid")
    ]  # fmt: skip


def test_a_round_without_a_risk_overview_says_so_and_shows_no_zeros() -> None:
    figure = themes.risk_field(CUBE, "nl", round=3)
    assert figure.empty == "Over jaar 3 is geen overzicht van risico's gemaakt"
    grid = themes.risk_development(CUBE, "nl")
    assert {mark.text for each in grid.series for mark in each.marks if mark.at == "3"} == {"niet gemaakt"}


def test_a_published_figure_stands_beside_the_computed_one_with_its_restatement() -> None:
    told = "zegt dus iets over de berekening en niets over bedrijven"
    assert [any(told in each for each in FIGURES["published"](cube, "nl").notes)
            for cube in (CUBE, demo_cube(invented=False))] == [True, False]  # fmt: skip
    rows = published_rows(CUBE, "nl")
    assert [row.computed for row in rows[:2]] == ["6 van 9", "6 van 11"]
    assert rows[0].restatement == ""
    assert rows[1].restatement == "herzien: 6 van 9 werd 6 van 11"
    assert [row.computed for row in rows[3:5]] == ["–", "–"]
    assert rows[0].url.startswith("https://")


def test_a_published_figure_of_a_year_before_the_first_delivery_is_not_said_to_be_withheld() -> None:
    last = max(each.year for each in CUBE.published_figures)
    withheld = tuple(replace(each, reason="withheld", computed=None) for each in CUBE.published_figures)
    for first, outcomes in ((1, {"niet getoond"}), (last, {"geen gegevens", "niet getoond"}), (6, {"geen gegevens"})):
        edition = replace(CUBE.edition, deliveries=({"delivery": 1, "round": first},))
        cube = replace(CUBE, edition=edition, published_figures=withheld)
        assert {each.outcome for each in published_rows(cube, "nl")} == outcomes
        said = published(cube, "nl").title
        assert said.startswith("Deze editie heeft geen gegevens over de jaren") == (first == 6)


def test_the_year_holds_every_fact_of_its_round_in_its_working_group() -> None:
    found = year(CUBE, "nl", round=3)
    groups = {each.group: each for each in found.groups}
    assert [each.title for each in groups["due_diligence"].activities] == ["Webinar over risicoanalyse"]
    assert plain(groups["due_diligence"].activities[0].details[0]) == "11 bedrijven aanwezig"
    assert groups["secondary_materials"].activities[0].status == "uitgesteld"
    assert groups["general"].notes[0].kind == "les"
    everything = sum(len(group.entries) for each in matrix(CUBE, "nl") for group in each.groups)
    assert everything == sum(len(rows) for rows in CUBE.facts.values())


@pytest.mark.parametrize(
    ("delivered", "language", "shown"),
    [("PE;BO;CO", "nl", "Peru, Bolivia, Colombia"), ("za", "en", "South Africa"), ("Zuid-Afrika", "en", "South Africa"),
     ("South Africa; Turkije", "nl", "Zuid-Afrika, Turkije"), ("Hoog-Peru", "en", "Hoog-Peru")],
)  # fmt: skip
def test_a_projects_countries_stand_in_the_readers_language(delivered: str, language: Language, shown: str) -> None:
    row = {**CUBE.facts["project"][0], "countries": delivered}
    found = year(replace(CUBE, facts={**CUBE.facts, "project": (row,)}), language, round=3)
    (project,) = [each for group in found.groups for each in group.projects]
    assert project.details == (shown,)


def test_a_projects_material_stands_in_the_readers_language_where_the_agreement_names_it() -> None:
    words = dict(CUBE.agreement.vocabulary) | {"material": {"manganese": Text("mangaan", "manganese")}}
    cube = replace(CUBE, agreement=CUBE.agreement.model_copy(update={"vocabulary": words}))
    shown = [vocabulary.material(cube, name, "en") for name in ("mangaan", "Manganese", "rhenium")]
    assert shown == ["manganese", "manganese", "rhenium"]


def test_the_latest_year_with_facts_is_the_last_one_of_which_anything_is_recorded() -> None:
    assert latest_with_facts(CUBE) == 4
    assert latest_with_facts(replace(CUBE, facts={"note": ({"round": 3}, {"round": 9})})) == 3
    assert latest_with_facts(replace(CUBE, facts={"note": ()})) is None
