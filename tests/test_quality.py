"""How far figures can be trusted: what was left open, breaks, corrections; and what only small groups can tell."""

from dataclasses import replace

import pytest

from analytics.left_open import left_open_note
from analytics.reach.cohorts import cohort_figures, cohort_response
from analytics.record.corrections import corrections
from analytics.scores.levels import level_counts, level_figures
from analytics.scores.quality import assessments, left_open_years
from analytics.scores.questions import question_figures, questions
from data.configuration.agreement_loading import find_agreement, load_agreement
from data.cube import Cell, Cube
from tests.demo import cell, count, demo_cube, plain

CUBE = demo_cube()
CODES = [step.code for step in CUBE.agreement.steps]


def _scored(cube: Cube, **scoring: str) -> Cube:
    rules = cube.agreement.scoring.model_copy(update=scoring)
    return replace(cube, agreement=cube.agreement.model_copy(update={"scoring": rules}))


def test_what_was_left_open_stands_per_step_and_year_with_the_largest_share_in_the_title() -> None:
    figure = left_open_years(CUBE, "nl")
    # tests/demo.py: 8 - round + (place of the series % 3); steps have places 1-6, so at most 7 + 2 in round 1
    assert plain(figure.title) == (
        "In geen enkel jaar bleef bij een stap gemiddeld meer dan 9 % van de toepasselijke vragen onbeantwoord"
    )
    assert [mark.value for mark in figure.series[0].marks] == [8, 7, 6, 5, 4, 3]
    assert "jaar 4: n = 8" in plain(figure.subtitle)


def test_a_share_that_is_not_shown_takes_in_no_year_out_of_the_title_and_a_bound_counts_to_its_end() -> None:
    hidden = [cell("unanswered", f"step:{code}", 1, None) for code in CODES]
    bounded = [count("unanswered", "step:act", 6, 12, n=9, precision="at_most")]
    assert plain(left_open_years(demo_cube(changed=[*hidden, *bounded]), "en").title) == (
        "Where it is shown, at most 12% of the applicable questions of a step were left unanswered on average"
    )
    nothing = [cell("unanswered", f"step:{code}", number, None) for code in CODES for number in range(1, 7)]
    figure = left_open_years(demo_cube(changed=nothing), "nl")
    assert figure.title == "Hoeveel vragen onbeantwoord bleven, wordt niet getoond"
    assert {mark.value for each in figure.series for mark in each.marks} == {None}


@pytest.mark.parametrize(("rule", "said"), [("leaves", "telt niet mee in zijn score"), ("zero", "telt als nul")])
@pytest.mark.parametrize("measure", ["unanswered", "not_applicable"])
def test_the_rule_that_is_told_is_the_rule_of_the_agreement(measure: str, rule: str, said: str) -> None:
    figure = left_open_years(_scored(CUBE, **{measure: rule}), "nl", measure=measure)
    assert said in figure.notes[0]


@pytest.mark.parametrize("measure", ["unanswered", "not_applicable"])
def test_nothing_is_said_not_to_count_in_a_score_where_it_counts_as_zero(measure: str) -> None:
    assert left_open_note(CUBE, "nl", item="overall", rounds=[4, 5])
    assert left_open_note(_scored(CUBE, **{measure: "zero"}), "nl", item="overall", rounds=[4, 5]) == ()


def test_every_year_says_whether_it_may_be_compared_and_what_changed() -> None:
    figure = assessments(CUBE, "nl")
    assert figure.title == "Bij 3 van de 5 overgangen naar een volgend jaar ligt een breuk: daar wordt niets vergeleken"
    told = [row[2] for row in figure.table.rows]
    assert [each.split(".")[0] for each in told] == ["Eerste jaar", "Nee", "Nee", "Ja", "Ja", "Nee"]
    assert told[2] == "Nee. Scoring bijgewerkt; eerste jaar van de webtool (secretariaat)."


@pytest.mark.parametrize(
    ("latest", "said"),
    [(1, "Er is nog maar één jaar: er valt niets te vergelijken"),
     (3, "Bij elke overgang naar een volgend jaar ligt een breuk: daar wordt niets vergeleken"),
     (4, "Bij 2 van de 3 overgangen naar een volgend jaar ligt een breuk: daar wordt niets vergeleken")],
)  # fmt: skip
def test_the_breaks_of_the_first_years_are_told_in_words(latest: int, said: str) -> None:
    cube = demo_cube()
    assert assessments(replace(cube, edition=replace(cube.edition, latest_round=latest)), "nl").title == said


def test_who_checks_the_companies_own_assessments_is_told_as_published_where_it_was() -> None:
    found = load_agreement(find_agreement("metals")).verification
    assert found is not None
    told = replace(CUBE, agreement=CUBE.agreement.model_copy(update={"verification": found}))
    assert "onafhankelijke deskundige een willekeurige steekproef" in assessments(told, "nl").notes[1]
    assert len(assessments(CUBE, "nl").notes) == 1
    assert "het oordeel van de ander is alleen voor het secretariaat" in assessments(CUBE, "nl").notes[0]


def test_restatements_second_deliveries_and_figures_left_as_they_were_are_named() -> None:
    kept = [replace(each, kept=True) for each in CUBE.cells("on_schedule", round=3)]
    kept += [replace(each, kept=True) for each in CUBE.cells("maturity", item="step:act", round=3, kind="all")]
    cube = demo_cube(changed=kept)
    delivered = ({"delivery": 1, "round": 2}, {"delivery": 2, "round": 2}, {"delivery": 3, "round": 3})
    figure = corrections(replace(cube, edition=replace(cube.edition, deliveries=delivered)), "nl")
    assert plain(figure.title) == (
        "Sinds de eerste publicatie: 1 gepubliceerd cijfer herzien, 1 jaar opnieuw aangeleverd en 2 cijfers "
        "ongewijzigd gelaten"
    )
    assert [row[0] for row in figure.table.rows] == ["Jaar 2", "Jaar 2", "Jaar 3"]
    assert "6 van 9 werd 6 van 11" in figure.table.rows[0][1]
    assert figure.table.rows[0][2].startswith("https://")
    assert "2 keer aangeleverd" in figure.table.rows[1][1]
    assert "Score per OESO-stap en Op schema" in figure.table.rows[2][1]


def test_where_nothing_was_corrected_the_page_says_that() -> None:
    figure = corrections(replace(CUBE, published_figures=()), "en")
    assert figure.empty == "Nothing that counts in this edition was corrected or restated."


def _asked(value: int | None, code: str, *, n: int = 9) -> Cell:
    return cell("maturity", f"question:{code}", 6, value, n=n, rounding=0)


def test_the_questions_of_a_step_stand_with_the_lowest_first_and_their_own_number_of_companies() -> None:
    (question,) = [each for each in CUBE.agreement.questions if each.step == "act"]
    more = tuple(question.model_copy(update={"id": each}) for each in ("3.2", "3.3", "3.4"))
    nobodys = replace(_asked(None, "3.4"), status="not_made")
    asked = replace(
        demo_cube(changed=[_asked(60, "3.1"), _asked(25, "3.2", n=4), _asked(None, "3.3"), nobodys]),
        agreement=CUBE.agreement.model_copy(update={"questions": (*CUBE.agreement.questions, *more)}),
    )
    assert question_figures(asked) == (questions,)
    figure = questions(asked, "nl", step="act", round=6)
    assert [(each.code, each.marks[0].value, each.marks[0].n) for each in figure.series] == [
        ("3.2", 25, 4), ("3.1", 60, 9), ("3.3", None, None), ("3.4", None, None)
    ]  # fmt: skip
    assert [each.marks[0].text for each in figure.series[2:]] == ["niet getoond", "geen gegevens"]
    assert figure.title == "Hoe de vragen van stap ‘3. Aanpak’ in jaar 6 scoorden"  # four companies are no step
    assert (figure.series[0].label, plain(figure.series[0].marks[0].text)) == ("3.2 Vraag 3.1?", "25 % (n = 4)")
    assert "gaan de gemiddelden niet over precies dezelfde bedrijven" in figure.notes[0]  # of 4 and of 9


@pytest.mark.parametrize(
    ("few", "said"),
    [
        (9, "In jaar 6 scoorde vraag 3.2 het laagst van stap ‘3. Aanpak’ (25 %, n = 9) en vraag 3.1 het hoogst (60 %, "
            "n = 9)"),
        (1, "In jaar 6 scoorde, van de vragen die ten minste vijf bedrijven beantwoordden, vraag 3.3 het laagst van "
            "stap ‘3. Aanpak’ (40 %, n = 9) en vraag 3.1 het hoogst (60 %, n = 9)"),
    ],
)  # fmt: skip
def test_the_answer_of_one_company_is_not_the_lowest_score_of_a_step(few: int, said: str) -> None:
    (question,) = [each for each in CUBE.agreement.questions if each.step == "act"]
    more = (question.model_copy(update={"id": "3.2"}), question.model_copy(update={"id": "3.3"}))
    asked = replace(
        demo_cube(changed=[_asked(60, "3.1"), _asked(25, "3.2", n=few), _asked(40, "3.3")]),
        agreement=CUBE.agreement.model_copy(update={"questions": (*CUBE.agreement.questions, *more)}),
    )
    assert plain(questions(asked, "nl", step="act", round=6).title) == said


def test_a_question_that_stands_alone_is_neither_the_lowest_nor_the_highest() -> None:
    alone = questions(demo_cube(changed=[_asked(60, "3.1")]), "nl", step="act", round=6)
    assert alone.title == "Hoe de vragen van stap ‘3. Aanpak’ in jaar 6 scoorden"


def test_single_questions_have_no_figure_where_the_edition_has_no_cells_of_them() -> None:
    assert question_figures(CUBE) == ()
    assert questions(CUBE, "nl", step="act").empty is not None


def _levels(round: int, *amounts: int, n: int) -> list[Cell]:
    codes = [each.code for each in CUBE.agreement.levels[1:]]
    return [count("level_at_least", code, round, amount, n=n) for code, amount in zip(codes, amounts, strict=True)]


def test_exact_counts_per_level_add_up_to_the_companies_and_exist_only_where_nothing_is_suppressed() -> None:
    internal = demo_cube(audience="secretariat", changed=_levels(6, 8, 7, 5, 3, n=9))
    assert (level_figures(internal), level_figures(CUBE)) == ((level_counts,), ())
    figure = level_counts(internal, "nl")
    last = [each.marks[-1] for each in figure.series]
    assert [mark.text for mark in last] == ["1 van 9", "1 van 9", "2 van 9", "2 van 9", "3 van 9"]
    assert figure.title == "In jaar 6 kwam niveau ‘volwassen’ het meest voor (bij 3 van de 9 bedrijven)"


def test_a_round_with_a_bounded_count_has_no_exact_counts_at_all() -> None:
    figure = level_counts(demo_cube(audience="secretariat"), "nl")  # every round of the demo has one
    assert {mark.state for each in figure.series for mark in each.marks} == {"absent"}
    assert not any(character.isdigit() for each in figure.series for mark in each.marks for character in mark.text)


def _of_cohort(member: str, code: str, handed: int, expected: int) -> Cell:
    made = count("submitted", code, 5, handed, n=expected)
    return replace(made, dimension="cohort", member=member)


def test_what_a_cohort_handed_in_stands_with_its_own_base_and_not_expected_is_not_zero() -> None:
    cells = [_of_cohort("1", "mat", 5, 6), _of_cohort("1", "policy", 6, 6), _of_cohort("10", "mat", 0, 1),
             _of_cohort("2", "mat", 2, 4), _of_cohort("10", "policy", 0, 0)]  # fmt: skip
    cube = demo_cube(changed=cells)
    rounds = {each.number: each for each in cube.agreement.rounds}
    tenth = rounds[6].model_copy(update={"number": 10})
    cube = replace(cube, agreement=cube.agreement.model_copy(update={"rounds": (*rounds.values(), tenth)}))
    figure = cohort_response(cube, "nl", round=5)
    assert [each.code for each in figure.series] == ["1", "2", "10"]  # by round, not by letter
    mat = [each.marks[0].text for each in figure.series]
    assert mat == ["5 van 6", "2 van 4", "0 van 1"]
    assert figure.series[2].marks[3].text == "niet verwacht"
    assert figure.title.startswith(
        "In jaar 5 diende de groep ‘toegetreden in jaar 1’ 11 van de 12 verwachte stukken in"
    )
    assert (cohort_figures(cube), cohort_figures(CUBE)) == ((cohort_response,), ())


def test_two_cohorts_that_handed_in_as_little_are_not_told_apart() -> None:
    cells = [_of_cohort("1", "mat", 3, 6), _of_cohort("2", "mat", 4, 8), _of_cohort("3", "mat", 5, 5)]
    assert cohort_response(demo_cube(changed=cells), "nl", round=5).title == (
        "Wat in jaar 5 werd ingediend, per jaar van toetreden"
    )
