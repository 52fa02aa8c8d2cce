"""What an edition without suppression tells besides: other rules and assessors, membership years, goals reached."""

from dataclasses import replace
from decimal import Decimal

import pytest

from analytics.figure import Mark
from analytics.marks import detail_mark
from analytics.scores.other_scores import assessed_twice, other_rule, rule_figures, twice_figures
from analytics.scores.questions import questions
from analytics.scores.schedule_years import on_schedule_by_year, year_figures
from data.cube import LANGUAGES, Cube, Detail, Language, cube_of
from tests.demo import cell, demo_cube, plain

CUBE = demo_cube()


def _detail(measure: str, item: str, value: float, *, n: int, round: int = 6) -> Detail:
    return Detail(measure, item, None, round, "total", "all", n, Decimal(str(value)))


def _with(*details: Detail, cube: Cube = CUBE) -> Cube:
    return cube_of(cube.edition, cube.agreement, cube._cells.values(), cube.facts, cube.published_figures,
                   details=details)  # fmt: skip


TWICE = _with(
    _detail("assessed_twice", "overall:self:expert", 56, n=3), _detail("assessed_twice", "overall:expert", 51, n=3),
    _detail("assessed_twice", "step:act:self:expert", 61, n=4), _detail("assessed_twice", "step:act:expert", 54, n=4),
)  # fmt: skip
RULES = _with(
    _detail("other_rule", "overall:unanswered", 54, n=9), _detail("other_rule", "overall:not_applicable", 47, n=9)
)
YEARS = _with(
    *(_detail("on_schedule_by_year", f"year:{year}", value, n=n)
      for year, value, n in ((1, 5, 6), (2, 0, 5), (3, 0, 1), (10, 0, 7))),
    _detail("on_schedule_by_year", "year:1", 4, n=7, round=3),
    _detail("on_schedule_by_year", "year:2", 0, n=5, round=3),
)  # fmt: skip


def test_without_such_details_there_is_no_such_figure() -> None:
    assert (*twice_figures(CUBE), *rule_figures(CUBE), *year_figures(CUBE)) == ()
    assert (twice_figures(TWICE), rule_figures(RULES), year_figures(YEARS)) == (
        (assessed_twice,), (other_rule,), (on_schedule_by_year,)
    )  # fmt: skip


def test_two_assessors_are_told_of_the_same_companies_with_their_number() -> None:
    figure = assessed_twice(TWICE, "nl", round=6)
    assert plain(figure.title) == (
        "In jaar 6 beoordeelde een ander ook 3 bedrijven: te weinig om over een verschil iets te zeggen"
    )
    assert figure.table.header[1:] == ("Het bedrijf zelf (n = 3 en 4)", "Onafhankelijke deskundige (n = 3 en 4)")
    assert [plain(each) for each in figure.table.rows[3][1:]] == ["61 %", "54 %"]
    assert {mark.state for mark in figure.series[1].marks} == {"absent"}  # nobody has step 1 twice


def test_what_two_assessors_found_is_told_from_five_companies_on() -> None:
    enough = _with(*(_detail("assessed_twice", f"overall:{who}", value, n=5) for who, value in (
        ("self:expert", 56), ("expert", 51))))  # fmt: skip
    assert plain(assessed_twice(enough, "nl", round=6).title) == (
        "In jaar 6 was de totaalscore van dezelfde 5 bedrijven 56 % (het bedrijf zelf) en 51 % (onafhankelijke "
        "deskundige)"
    )


def test_a_year_in_which_nobody_was_assessed_twice_says_so() -> None:
    assert assessed_twice(TWICE, "en", round=4).empty == "In year 4, no company was assessed by somebody else too."


def test_another_rule_stands_beside_the_score_that_counts() -> None:
    figure = other_rule(RULES, "nl", round=6)
    assert plain(figure.title) == (
        "In jaar 6 was de totaalscore 62 %; met onbeantwoorde vragen als nul zou zij 54 % zijn"
    )
    assert [plain(each) for each in figure.table.rows[0]] == ["Totaalscore", "62 %", "54 %", "47 %"]
    hidden = other_rule(_with(cube=demo_cube(changed=[cell("maturity", "overall", 4, None)])), "nl", round=4)
    assert hidden.title == "Wat een andere rekenregel in jaar 4 met de scores doet"
    assert hidden.empty is not None


def test_the_membership_years_that_lag_are_told_together_where_they_are_equal() -> None:
    figure = on_schedule_by_year(YEARS, "nl")
    assert [each.code for each in figure.series] == ["1", "2", "3", "10"]
    told = [mark.text for mark in figure.series[0].marks[-4:]]
    assert told == ["4 van 7", "–", "–", "5 van 6"]
    assert figure.series[0].marks[2].value == pytest.approx(100 * 4 / 7)
    assert figure.title == (
        "In jaar 6 stonden bedrijven in lidmaatschapsjaar 2 en 10 het minst vaak op of boven hun eigen doel "
        "(0 van de 12)"
    )


def test_no_membership_year_lags_where_all_have_the_same_share() -> None:
    same = (_detail("on_schedule_by_year", f"year:{year}", year, n=2 * year) for year in (3, 4))
    assert on_schedule_by_year(_with(*same), "en").title.startswith("How many companies stood")


def test_a_detail_of_which_nothing_can_be_said_is_no_zero() -> None:
    unsaid = replace(_detail("other_rule", "overall:unanswered", 0, n=9), value=None)
    assert detail_mark(unsaid, "6", unit="percent", language="nl") == Mark("6", None, "geen gegevens", state="absent")


def test_beside_the_score_of_a_question_stands_who_reached_80_percent_and_who_left_it_open() -> None:
    cube = demo_cube(changed=[cell("maturity", "question:3.1", 6, 60, n=9, rounding=0)])
    figure = questions(_with(_detail("question_reached", "question:3.1", 4, n=9), cube=cube), "nl", step="act", round=6)
    assert [plain(each) for each in figure.table.rows[0][1:]] == ["60 % (n = 9)", "4 van 9"]
    kinds = (
        _detail("question_open", f"question:3.1:{state}", n, n=12)
        for n, state in ((2, "unanswered"), (1, "not_applicable"))
    )
    told = questions(_with(*kinds, cube=cube), "nl", step="act", round=6)
    assert [plain(each) for each in told.table.rows[0][1:]] == ["60 % (n = 9)", "2 van 12", "1 van 12"]
    without = questions(cube, "nl", step="act", round=6)
    assert (len(without.categories), [len(each.marks) for each in without.series]) == (1, [1])


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_such_figure_says_its_numbers_in_words_too(language: Language) -> None:
    for figure in (assessed_twice(TWICE, language), other_rule(RULES, language), on_schedule_by_year(YEARS, language)):
        assert "None" not in figure.alt
        assert "{" not in figure.title + figure.subtitle + figure.alt
        assert "n = " in figure.alt
