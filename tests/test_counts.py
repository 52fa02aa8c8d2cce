"""How many: who joined, what was handed in, what was left open; most and least only where that is certain."""

from dataclasses import replace
from datetime import timedelta

import pytest

from analytics import vocabulary
from analytics.reach import membership, participation
from analytics.record.actions import action_companies
from analytics.risks import themes
from analytics.scores import overview, steps
from data.cube import LANGUAGES
from tests.demo import cell, count, demo_cube, plain
from tests.every_figure import marks_of, series_of

CUBE = demo_cube()


@pytest.mark.parametrize(
    ("joined", "left", "dutch", "english"),
    [(3, 0, "in dat jaar kwamen er 3 bij en vertrok er geen", "; 3 joined and none left during the year"),
     (0, 2, "in dat jaar kwam er geen bij en vertrokken er 2", "; none joined and 2 left during the year"),
     (1, 1, "in dat jaar kwam er 1 bij en vertrok er 1", "; 1 joined and 1 left during the year")],
)  # fmt: skip
def test_who_joined_and_left_is_told_in_words_that_follow_the_number(
    joined: int, left: int, dutch: str, english: str
) -> None:
    changed = [count("membership", "joined", 6, joined, n=16), count("membership", "left", 6, left, n=16)]
    cube = demo_cube(changed=changed)
    assert membership.members(cube, "nl").title.endswith(dutch)
    assert membership.members(cube, "en").title.endswith(english)


def test_months_between_two_terms_that_belong_to_no_year_are_told_beside_the_members() -> None:
    """A company that left in them is in neither year's count, and 14 + 3 - 0 members are then 16."""
    said = (
        "Tussen jaar 5 en jaar 6 liggen maanden die bij geen jaar horen. Wie toen toetrad of vertrok, is in geen jaar"
    )
    assert membership.members(CUBE, "nl").notes[-1].startswith(said)  # tests/demo_agreement.py: a year between terms
    *before, last = CUBE.agreement.rounds
    at_once = last.model_copy(update={"start": before[-1].end + timedelta(days=1)})
    agreement = CUBE.agreement.model_copy(update={"rounds": (*before, at_once)})
    assert not any("geen jaar" in each for each in membership.members(replace(CUBE, agreement=agreement), "nl").notes)


def test_every_deliverable_has_its_own_base_and_not_expected_is_not_zero() -> None:
    figure = overview.response(CUBE, "nl", round=4)
    assert {mark.at: mark.text for mark in marks_of(figure)} == {
        "mat": "8 van 12", "risk_analysis": "7 van 12", "action_plan": "6 van 12", "policy": "8 van 12",
        "public_report": "8 van 8",
    }  # fmt: skip
    changed = [count(measure, "policy", 1, 0, n=0) for measure in ("expected", "submitted")]
    grid = participation.deliverables(demo_cube(changed=changed), "nl")
    assert series_of(grid, "policy").marks[0].text == "niet verwacht"


def test_where_nothing_was_completed_the_title_says_none_and_not_at_most_none() -> None:
    none = [count("action_companies", f"{each.code}:done", 5, 0, n=12) for each in CUBE.agreement.steps]
    title = action_companies(demo_cube(changed=none), "nl", round=5).title
    assert title == "In jaar 5 had geen van de 12 bedrijven met een actieplan een afgeronde actie"


def test_a_number_that_is_not_shown_does_not_count_companies_in_a_sentence() -> None:
    for language, said in zip(LANGUAGES, ("(n = niet getoond)", "(n = not shown)"), strict=True):
        assert action_companies(CUBE, language, round=2).subtitle.endswith(said)


def test_what_was_left_out_of_a_score_stands_beside_it() -> None:
    hidden = [cell(measure, "step:track", 4, None) for measure in ("unanswered", "not_applicable")]
    cube = demo_cube(changed=hidden)
    trend = steps.step_trend(cube, "nl", step="embed")
    assert trend.table.header[-2:] == ("Onbeantwoord", "Niet van toepassing")
    assert [plain(" ".join(row[-2:])) for row in trend.table.rows[-2:]] == ["4 % 11 %", "3 % 11 %"]
    assert {row[-2:] for row in trend.table.rows if row[0] == "dezelfde bedrijven"} == {("", "")}
    note = next(plain(each) for each in trend.notes if "onbeantwoord" in each)
    assert note.startswith(
        "In jaar 3 was gemiddeld 11 % van de vragen niet van toepassing, en bleef 6 % van de toepasselijke vragen "
        "onbeantwoord; in jaar 5 was"
    )
    profile = steps.step_profile(cube, "nl")
    assert profile.table.header[-4] == "Onbeantwoord, alle bedrijven (jaar 4)"
    assert [plain(each) for each in profile.table.rows[3][-4:]] == ["niet getoond", "4 %", "niet getoond", "14 %"]
    assert sum("onbeantwoord" in each for each in profile.notes) == 1


def test_a_share_that_is_not_shown_is_said_to_be_so_and_a_series_without_shares_says_nothing() -> None:
    hidden = [cell(measure, "overall", 5, None) for measure in ("unanswered", "not_applicable")]
    note = next(each for each in overview.overall_trend(demo_cube(changed=hidden), "en").notes if "unanswered" in each)
    assert "; for year 5 it is not shown how many questions were unanswered or did not apply. These" in note
    theme = themes.theme_trend(CUBE, "nl", theme="corruption")
    assert not any("onbeantwoord" in each for each in theme.notes)
    assert theme.table.header[-1] == "n"
    assert themes.theme_profile(CUBE, "nl").table.header[-1] == "n"


@pytest.mark.parametrize(
    ("handed_in", "said"),
    [((9, 8, 7, 6, 5), "was het aandeel bedrijven met ‘zelfbeoordeling’ het grootst (9 van 10) en dat met ‘rapport’ "
      "het kleinst (5 van 10)"),
     ((9, 9, 7, 6, 5), "In jaar 5 was het aandeel bedrijven met ‘rapport’ het kleinst (5 van 10)"),
     ((9, 8, 8, 8, 8), "In jaar 5 was het aandeel bedrijven met ‘zelfbeoordeling’ het grootst (9 van 10)"),
     ((9, 9, 7, 6, 6), "In jaar 5 waren de aandelen bedrijven met ‘zelfbeoordeling’ en met ‘risicoanalyse’ het grootst "
      "(9 van 10)"),
     ((9, 9, 9, 5, 5), "In jaar 5 waren de aandelen bedrijven met ‘beleid’ en met ‘rapport’ het kleinst (5 van 10)"),
     ((9, 9, 9, 9, 9), "In jaar 5 was het aandeel bedrijven voor elk stuk even groot (9 van 10)")],
)  # fmt: skip
def test_what_was_handed_in_most_and_least_is_named_with_all_that_share_the_place(
    handed_in: tuple[int, ...], said: str
) -> None:
    parts = [each.code for each in CUBE.agreement.deliverables]
    changed = [count("expected", code, 5, 10, n=10) for code in parts]
    changed += [count("submitted", code, 5, amount, n=10) for code, amount in zip(parts, handed_in, strict=True)]
    title = participation.response(demo_cube(changed=changed), "nl", round=5).title
    names = {"zelfbeoordeling": parts[0], "risicoanalyse": parts[1], "beleid": parts[3], "rapport": parts[-1]}
    for word, code in names.items():
        said = said.replace(word, vocabulary.deliverable(CUBE, code, "nl"))
    assert title.endswith(said)


@pytest.mark.parametrize(
    ("bound", "precision", "said"),
    [(8, "at_least", "het kleinst (5 van 10)"), (9, "at_most", "het grootst (9 van 10)"),
     (None, "exact", "Welk deel van de bedrijven in jaar 5 elk stuk had")],
)  # fmt: skip
def test_nothing_is_called_most_or_least_where_a_bound_or_a_withheld_count_may_be_more_or_less(
    bound: int | None, precision: str, said: str
) -> None:
    """9 of 10 is not the most where another is at least 8, nor 5 of 10 the least where another is at most 9."""
    parts = [each.code for each in CUBE.agreement.deliverables]
    amounts = dict(zip(parts, (9, 7, 7, 5, bound), strict=True))
    changed = [count("expected", code, 5, 10, n=10) for code in parts]
    changed += [
        count("submitted", code, 5, value, n=10, precision=precision if code == parts[-1] else "exact")
        for code, value in amounts.items()
    ]
    title = participation.response(demo_cube(changed=changed), "nl", round=5).title
    assert title.endswith(said)
    assert ("grootst" in title) + ("kleinst" in title) <= 1


def test_the_title_of_what_was_left_open_says_at_most_where_only_bounds_are_told() -> None:
    """A share near nothing is told as a bound: the title may not say that nothing is shown."""
    codes = [step.code for step in demo_cube().agreement.steps]
    bounded = [count("unanswered", f"step:{code}", 5, 9, n=8, precision="at_most") for code in codes]
    figure = steps.unanswered(demo_cube(changed=bounded), "nl", round=5)
    assert (
        figure.title == "In jaar 5 bleef per stap gemiddeld hoogstens 9\u00a0% van de toepasselijke vragen onbeantwoord"
    )
    assert "(n = 8): onbeantwoord van de toepasselijke vragen, niet van toepassing van alle vragen" in figure.subtitle


def test_where_no_share_or_count_is_shown_one_sentence_says_so_instead_of_an_empty_picture() -> None:
    codes = [each.code for each in CUBE.agreement.steps]
    hidden = [cell(measure, f"step:{each}", 5, None) for measure in ("unanswered", "not_applicable") for each in codes]
    for figure in (steps.unanswered(demo_cube(changed=hidden), "nl", round=5), action_companies(CUBE, "nl", round=2)):
        assert figure.empty == figure.title
        assert figure.title.endswith("niet getoond")
    one = demo_cube(changed=hidden[:-1])
    assert steps.unanswered(one, "nl", round=5).empty is None
