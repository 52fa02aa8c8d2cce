"""The explorer: what an edition can be asked, what it answers, and what it offers where it shows nothing."""

from dataclasses import replace
from itertools import combinations

import pytest

from analytics.breaks import rounds
from analytics.choosing.asked import Asked, cells_of, is_shown, nearest
from analytics.choosing.explore import explore
from analytics.choosing.offer import item_name, name_of, offered, subject_of
from analytics.figure import Figure
from analytics.indicator import indicators
from data.cube import LANGUAGES, Cell, Cube, Language
from tests.demo import cell, count, demo_cube, plain

CUBE = demo_cube()
INTERNAL = demo_cube(audience="secretariat")
OFFER = offered(CUBE)
EVERY = [
    Asked(indicator, item, group)
    for indicator, items in OFFER.items() for item, groups in items.items() for group in groups
]  # fmt: skip
SOME_ROUNDS = [(each,) for each in rounds(CUBE)] + list(combinations(rounds(CUBE), 2)) + [()]


def answer(asked: Asked, *, cube: Cube = CUBE, language: Language = "nl") -> Figure:
    return explore(cube, language, asked=asked)


def states(figure: Figure) -> set[str]:
    return {mark.state for series in figure.series for mark in series.marks}


def in_rounds(asked: Asked) -> list[Asked]:
    return [replace(asked, rounds=each) for each in SOME_ROUNDS]


def test_a_series_is_called_what_it_is_in_a_sentence_and_never_the_whole_for_a_part() -> None:
    said = [subject_of(CUBE, item, "nl") for item in ("overall", "step:act", "theme:child_labour", "question:1.1")]
    assert said == [
        "de totaalscore", "de score op stap 3 (Aanpak)", "de score op het thema ‘kinderarbeid’",
        "de score op vraag 1.1",
    ]  # fmt: skip


def test_everything_that_the_edition_has_a_declared_cell_of_can_be_asked_and_nothing_else() -> None:
    covered = {
        (key, each.item, f"{each.dimension}:{each.member}")
        for key, declared in indicators().items()
        for each in CUBE._cells.values()
        if declared.covers(each)
    }
    assert {(each.indicator, each.item, each.group) for each in EVERY} == covered
    assert not {"action_rows", "action_theme_rows"} & set(OFFER)
    assert "action_rows" in offered(INTERNAL)


def test_items_stand_in_the_order_of_the_agreement_and_the_whole_before_its_parts() -> None:
    assert list(OFFER["paired_change"])[:4] == ["overall", "step:embed", "step:identify", "step:act"]
    assert list(OFFER["level_share"]) == [level.code for level in CUBE.agreement.levels[1:]]
    assert OFFER["maturity_overall"]["overall"] == (
        "total:all", "secondary:other", "secondary:secondary", "founders:founders"
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_item_of_an_indicator_has_a_name_of_its_own_that_is_no_code(language: Language) -> None:
    for key, items in offered(INTERNAL).items():
        names = [item_name(INTERNAL, indicators()[key], item, language) for item in items]
        assert len(set(names)) == len(names), key
        assert not any(":" in name or "_" in name for name in names), key


@pytest.mark.parametrize("key", ["unanswered", "not_applicable"])
def test_the_share_of_questions_of_all_steps_is_called_no_score(key: str) -> None:
    asked = Asked(key, "overall")
    assert name_of(INTERNAL, asked, "nl").endswith(", ‘alle stappen samen’")
    assert name_of(INTERNAL, replace(asked, indicator="maturity_overall"), "nl") == "Volwassenheid"


def test_an_answer_shows_something_exactly_where_the_edition_does() -> None:
    for asked in EVERY[::3]:
        for each in in_rounds(asked)[-5:]:
            figure = answer(each)
            assert (figure.empty is None) == is_shown(CUBE, each), each
            assert (figure.empty is None) == bool({"shown", "bounded"} & states(figure)), each


def test_only_rounds_that_were_asked_stand_in_the_answer() -> None:
    for asked in EVERY[::7]:
        for each in in_rounds(asked):
            figure = answer(each)
            named = {part for category in figure.categories for part in category.code.split("-")}
            assert named <= {str(number) for number in each.rounds or rounds(CUBE)}


def test_what_is_offered_instead_is_shown_and_nothing_is_offered_only_where_nothing_is() -> None:
    offered_instead = 0
    for asked in EVERY:
        for each in in_rounds(asked)[:6]:
            if is_shown(CUBE, each):
                continue
            found = nearest(CUBE, each)
            if found is None:
                assert not is_shown(CUBE, Asked(each.indicator, each.item))
                continue
            offered_instead += 1
            assert answer(found).empty is None
            assert found.indicator in OFFER
            assert found.group in OFFER[found.indicator][found.item]
    assert offered_instead > 50


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        # the same of all companies, in the same round
        (Asked("maturity_overall", "overall", "founders:founders", (3,)),
         Asked("maturity_overall", "overall", rounds=(3,))),
        # all companies are withheld in year 4: the closest round of the group, not of everybody
        (Asked("maturity_overall", "overall", "founders:founders", (4,)),
         Asked("maturity_overall", "overall", "founders:founders", (5,))),
        # years 3 and 5 are as close as each other: the later one
        (Asked("maturity_step", "step:act", rounds=(4,)), Asked("maturity_step", "step:act", rounds=(5,))),
    ],
)  # fmt: skip
def test_the_nearest_is_a_wider_group_then_another_round(asked: Asked, expected: Asked) -> None:
    assert not is_shown(CUBE, asked)
    assert nearest(CUBE, asked) == expected


def hidden(*, but: str = "") -> Cube:
    """The demo edition with every mean per step withheld; `but` keeps one kind."""
    cells = [each for each in CUBE.cells("maturity") if each.item == "step:act" and each.kind != but]
    return demo_cube(changed=[_withheld(each) for each in cells])


def _withheld(each: Cell) -> Cell:
    return replace(each, status="withheld", n=None, value=None, lo=None, hi=None, precision=None)


def test_where_no_round_is_shown_the_change_alone_is_and_after_it_the_overall_score() -> None:
    asked = Asked("maturity_step", "step:act", rounds=(5,))
    only_changes = hidden(but="change")
    assert nearest(only_changes, asked) == Asked("maturity_step", "step:act")
    assert answer(Asked("maturity_step", "step:act"), cube=only_changes).empty is None
    assert nearest(hidden(), asked) == Asked("maturity_overall", "overall", rounds=(5,))


def test_of_a_group_of_two_dimensions_one_is_the_nearest() -> None:
    address = {"dimension": "secondary+founders", "member": "other+founders"}
    cube = demo_cube(changed=[cell("maturity", "overall", 5, None, **address)])
    asked = Asked("maturity_overall", "overall", "secondary+founders:other+founders", (5,))
    assert nearest(cube, asked) == replace(asked, group="secondary:other")
    assert name_of(cube, asked, "nl") == "Volwassenheid, ‘overige bedrijven én oprichters (sinds het begin)’"


def test_what_is_not_shown_says_so_in_one_sentence_that_is_the_same_for_every_reason() -> None:
    """Withheld, not made and not there: which of them it is would itself tell something."""
    asked = [
        Asked("maturity_step", "step:act", rounds=(4,)),
        Asked("risk_severity", "water", rounds=(3,)),
        Asked("maturity_step", "step:act", "founders:founders", (4,)),
    ]
    found = [{each.status for each in cells_of(CUBE, one)} for one in asked]
    assert found == [{"withheld"}, {"not_made"}, set()]
    for language in LANGUAGES:
        figures = [answer(each, language=language) for each in asked]
        assert len({each.empty for each in figures}) == 1
        for each in figures:
            assert (each.series, each.categories, each.table.rows, each.notes) == ((), (), (), ())


def test_an_edition_that_hides_nothing_says_why_there_is_no_number() -> None:
    unmade = answer(Asked("risk_severity", "water", rounds=(3,)), cube=INTERNAL)
    assert unmade.empty == "Dit overzicht is niet gemaakt voor jaar 3."
    empty = demo_cube(audience="secretariat", changed=[
        replace(cell("maturity", "overall", 5, None, dimension="segment", member="recycling"), status="not_made")
    ])  # fmt: skip
    small = answer(Asked("maturity_overall", "overall", "segment:recycling", (5,)), cube=empty)
    assert small.empty == "In jaar 5 had geen enkel bedrijf van deze groep hierover een gegeven."
    nobody = answer(Asked("maturity_overall", "overall", "founders:founders", (1, 2)), cube=INTERNAL)
    assert nobody.empty == "In jaar 1 en jaar 2 had geen enkel bedrijf van deze groep hierover een gegeven."


def test_a_round_or_pair_in_which_a_group_has_nobody_is_no_missing_overview() -> None:
    """One company, silent in year 5: no comparison and no gap in what was made, and no title that hides something."""
    group = {"dimension": "segment", "member": "recycling"}
    last = cell("maturity", "overall", 5, None, **group)
    pair = [cell("maturity", "overall", 5, None, kind=kind, base_round=4, **group)
                 for kind in ("pair_start", "pair_end", "change")]  # fmt: skip
    alone = cell("maturity", "overall", 4, 27, n=1, **group)
    cube = demo_cube(
        audience="secretariat", changed=[alone, *(replace(each, status="not_made") for each in (last, *pair))]
    )
    shown = answer(Asked("maturity_overall", "overall", "segment:recycling", (4, 5)), cube=cube)
    assert plain(shown.title) == "Volwassenheid, ‘recycling’: 27 % in jaar 4 (n = 1)"
    assert [row[1:] for row in shown.table.rows] == [("27\N{NO-BREAK SPACE}%", "1"), ("geen gegevens", "")]
    assert not any("Niet gemaakt" in note for note in shown.notes)
    change = answer(Asked("paired_change", "overall", "segment:recycling", (4, 5)), cube=cube)
    assert change.empty == "In jaar 4 en jaar 5 had geen enkel bedrijf van deze groep hierover een gegeven."


def test_a_count_of_no_companies_is_no_zero() -> None:
    """Nobody was asked for it that year: 0 of 0 says nothing about anybody."""
    cube = demo_cube(changed=[count("submitted", "policy", 1, 0, n=0)])
    asked = Asked("policy_published", "policy", rounds=(1, 2))
    assert [row[1:] for row in answer(asked, cube=cube).table.rows] == [("geen gegevens", ""), ("9", "9")]
    assert not is_shown(cube, replace(asked, rounds=(1,)))


def test_no_company_is_compared_in_the_first_year_of_a_series_which_is_not_zero_of_them() -> None:
    shown = answer(Asked("membership", "comparable"))
    said = {row[0][:6]: row[1] for row in shown.table.rows}
    assert said == {"Jaar 1": "geen gegevens", "Jaar 2": "geen gegevens", "Jaar 3": "geen gegevens", "Jaar 4": "7",
                    "Jaar 5": "8", "Jaar 6": "geen gegevens"}  # fmt: skip


def test_another_number_of_members_is_a_change_of_it() -> None:
    different = "De bedrijven verschillen per jaar. Een andere waarde is daarom nog geen verandering."
    assert different in answer(Asked("on_schedule", "overall")).notes
    assert different not in answer(Asked("membership", "official")).notes


def test_a_score_over_comparable_rounds_is_a_trend_and_over_a_break_it_is_dots_that_are_not_compared() -> None:
    trend = answer(Asked("maturity_overall", "overall", rounds=(4, 5)))
    assert [each.code for each in trend.series if each.joined] == ["pair:4-5"]
    assert "steeg" in trend.title
    apart = answer(Asked("maturity_overall", "overall", rounds=(2, 3)))
    assert not any(each.joined for each in apart.series)
    assert plain(apart.title) == "Volwassenheid: 36 % in jaar 3 (n = 13)"
    assert apart.categories[1].break_before
    assert sum(note.startswith("Breuk tussen") for note in apart.notes) == 1


def test_a_round_that_is_left_out_takes_its_pairs_along_but_not_the_stretch_over_it_nor_its_break() -> None:
    stretch = answer(Asked("maturity_overall", "overall", rounds=(3, 5)))
    assert [each.code for each in stretch.series] == ["long:3-5", "all"]
    assert "steeg de totaalscore met 23 punten van jaar 3 naar jaar 5" in plain(stretch.title)
    over = answer(Asked("unanswered", "overall", rounds=(1, 3)))
    assert over.categories[1].break_before is not None
    assert "beoordelingskader" in over.categories[1].break_before
    assert "webtool" in over.categories[1].break_before


def test_a_trend_of_a_group_shows_the_cells_of_the_group_and_no_others() -> None:
    address = {"dimension": "secondary", "member": "other"}
    changed = [cell("maturity", "overall", 5, value, n=5, kind=kind, base_round=4, **address)
               for kind, value in (("pair_start", 40), ("pair_end", 52), ("change", 12))]  # fmt: skip
    figure = answer(Asked("maturity_overall", "overall", "secondary:other"), cube=demo_cube(changed=changed))
    values = {(each.code, mark.at): mark.value for each in figure.series for mark in each.marks if mark.value}
    assert values == {("pair:4-5", "4"): 40, ("pair:4-5", "5"): 52, ("change:4-5", "5"): 12, ("all", "5"): 62}
    assert "overige bedrijven" in figure.title
    assert "overige bedrijven" in figure.subtitle
    assert "Onbeantwoord" not in figure.table.header


def test_a_change_is_a_row_per_pair_and_a_longer_stretch_has_no_ends() -> None:
    figure = answer(Asked("paired_change", "overall"))
    assert [[plain(each) for each in row] for row in figure.table.rows] == [
        ["jaar 3 en jaar 4", "33 %", "47 %", "+14 punten", "7"],
        ["jaar 4 en jaar 5", "49 %", "60 %", "+11 punten", "8"],
        ["jaar 3 en jaar 5", "alleen de verandering", "alleen de verandering", "+23 punten", "10"],
    ]


def test_a_count_carries_its_base_at_every_round_and_a_bound_stays_a_bound() -> None:
    changed = [count("level_at_least", "established", 6, 9, n=12, precision="at_least")]
    figure = answer(Asked("level_share", "established", rounds=(5, 6)), cube=demo_cube(changed=changed))
    assert [each.label for each in figure.categories] == ["Jaar 5 (2023/24), n = 12", "Jaar 6 (2025/26), n = 12"]
    assert [(mark.text, mark.value, mark.lo, mark.hi) for mark in figure.series[0].marks] == [
        ("10", 10, 10, 10), ("minstens 9", None, 9, 12),
    ]  # fmt: skip
    assert figure.title.endswith(": minstens 9 in jaar 6 (n = 12)")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_has_its_words_in_both_languages(language: Language) -> None:
    for asked in EVERY[::5]:
        figure = answer(asked, language=language)
        for text in (figure.title, figure.subtitle, figure.alt, *figure.notes, figure.empty or "-"):
            assert text.strip()
            assert "{" not in text
            assert "None" not in text


def test_the_companies_behind_a_value_are_told_once_beside_its_year_or_below_the_title() -> None:
    for asked in (
        Asked("level_share", "established"),
        Asked("risk_severity", "water"),
        Asked("unanswered", "step:act"),
    ):
        figure = explore(CUBE, "nl", asked=asked)
        rows = any("n = " in each.label for each in figure.categories)
        assert rows != ("n = " in figure.subtitle)
        assert rows == (figure.form != "lines")
        assert "{" not in figure.subtitle


def test_of_one_company_it_is_not_told_what_one_of_them_would_change() -> None:
    """The mean of one company is that company's own."""
    cells = [cell("maturity", "step:act", 4, shown, n=1, kind=kind, base_round=3)
             for kind, shown in (("pair_start", 30), ("pair_end", 40), ("change", 10))]  # fmt: skip
    cube = demo_cube(audience="secretariat", changed=cells)
    shown = answer(Asked("maturity_step", "step:act", rounds=(3, 4)), cube=cube)
    assert "Met 1 van de 12 gemonitorde bedrijven" in plain(shown.title)
    assert not any("De groepen zijn klein" in note for note in shown.notes)
