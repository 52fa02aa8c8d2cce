"""Every figure opens its passport: the same labels everywhere, and nothing in it that the edition does not show."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from analytics.choosing.asked import Asked
from analytics.choosing.explore import explore
from analytics.figure import Figure
from analytics.passport import LABELS, NOT_ASSESSED, OPTIONAL
from analytics.risks import themes
from analytics.scores import overview, steps
from analytics.scores.founders import founders
from analytics.scores.pace import pace
from analytics.scores.target import target
from data.cube import LANGUAGES, Language
from tests.demo import cell, count, demo_cube
from tests.every_figure import FIGURES

CUBE = demo_cube()


def entry(figure: Figure, key: str) -> str:
    return dict(figure.passport)[LABELS[key].in_(figure.language)].replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", FIGURES)
def test_every_figure_has_every_label_of_the_passport_in_the_same_order(key: str, language: Language) -> None:
    found = [label for label, text in FIGURES[key](CUBE, language).passport if text.strip()]
    expected = [label.in_(language) for each, label in LABELS.items() if each not in OPTIONAL]
    assert [label for label in found if label in expected] == expected
    assert set(found) <= {label.in_(language) for label in LABELS.values()}


def test_response_and_share_unanswered_stand_per_round_and_a_census_is_called_all() -> None:
    changed = [
        count("membership", "monitored", 3, 13, n=13), count("membership", "monitored", 5, None, n=14),
        cell("unanswered", "overall", 4, None), count("unanswered", "overall", 5, 9, n=12, precision="at_most"),
    ]  # fmt: skip
    figure = explore(
        demo_cube(changed=changed), "nl", asked=Asked("maturity_overall", "overall", rounds=(3, 4, 5))
    )  # fmt: skip
    assert entry(figure, "response") == (
        "Jaar 3: alle 13 gemonitorde bedrijven; jaar 4: 8 van de 12 gemonitorde bedrijven; jaar 5: niet getoond."
    )
    assert entry(figure, "unanswered") == "Jaar 3: 5 %; jaar 4: niet getoond; jaar 5: hoogstens 9 %."


def test_a_figure_that_rests_on_no_answers_says_so_instead_of_a_share() -> None:
    figure = themes.risk_ranking(CUBE, "en", round=5)
    assert entry(figure, "unanswered") == entry(figure, "response") == NOT_ASSESSED.en
    assert entry(overview.bases(CUBE, "en"), "unanswered") == NOT_ASSESSED.en


def test_the_passport_of_what_is_not_shown_holds_no_number_of_it_whatever_the_reason() -> None:
    asked = Asked("maturity_step", "step:act", rounds=(4,))
    withheld = explore(CUBE, "nl", asked=asked)
    absent = explore(CUBE, "nl", asked=replace(asked, group="founders:founders"))
    assert withheld.passport == absent.passport
    assert entry(withheld, "n") == "niet getoond"


def test_where_no_companies_are_counted_their_number_is_not_called_withheld() -> None:
    for key in ("target_table", "recorded"):
        assert entry(FIGURES[key](CUBE, "nl"), "n") == "Niet van toepassing: hier zijn geen bedrijven geteld."
    assert entry(FIGURES["levels_withheld"](CUBE, "nl"), "n") == "niet getoond"
    hidden = [replace(each, status="withheld", n=None, value=None, lo=None, hi=None, precision=None)
              for each in CUBE.cells("on_schedule")]  # fmt: skip
    assert entry(FIGURES["on_schedule"](demo_cube(changed=hidden), "nl"), "n") == "niet getoond"


@pytest.mark.parametrize("made", [steps.step_profile, themes.theme_profile])
def test_a_figure_of_the_same_companies_names_no_other_base(made: Callable[..., Figure]) -> None:
    figure = made(CUBE, "en")
    assert "both years" in entry(figure, "base")
    assert "both years" in entry(figure, "population")
    assert "in the year" not in entry(figure, "base") + entry(figure, "population")
    assert "The difference between two comparable years" in entry(figure, "definition")


def test_a_figure_over_the_years_defines_the_change_where_it_shows_one() -> None:
    change = "Verandering bij dezelfde bedrijven"
    assert change in entry(overview.overall_trend(CUBE, "nl"), "base")
    alone = explore(CUBE, "nl", asked=Asked("maturity_overall", "overall", rounds=(3,)))
    assert change not in entry(alone, "base")


def test_a_figure_with_a_score_and_a_target_defines_both_and_names_where_both_come_from() -> None:
    for made in (target(CUBE, "nl"), founders(CUBE, "nl"), pace(CUBE, "nl", round=3)):
        for key in ("definition", "source"):
            assert all(f"{name}: " in entry(made, key) for name in ("Volwassenheid", "Eigen doel"))
        assert "zelfbeoordeling" in entry(made, "source")
        assert "oelentabel" in entry(made, "source")
        assert entry(made, "base") == "Alle bedrijven met een waarde in het jaar." or made.key == "pace"
    bases = overview.bases(CUBE, "en")
    assert "Monitored are the companies" in entry(bases, "definition")
    assert "records of what was handed in" in entry(bases, "source")
