"""What is said of change: of the same companies, with their number, never across a break, as far as is shown."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest

from analytics.breaks import rounds
from analytics.pairs import Line, pairs_of
from analytics.scores import overview, steps
from analytics.text import percent
from analytics.title import change_title, comparable, latest_pair
from analytics.trend import rounded_apart, small_group
from data.cube import LANGUAGES, Cell, Cube, Language
from tests.demo import cell, demo_cube, plain
from tests.every_figure import every_figure, series_of

CUBE = demo_cube()


def _pair(start: int | None, end: int | None, change: int | None, *, n: int = 8) -> Iterable[Cell]:
    for kind, value in (("pair_start", start), ("pair_end", end), ("change", change)):
        yield cell("maturity", "overall", 5, value, n=n, kind=kind, base_round=4)


def test_a_line_joins_two_ends_of_one_pair_and_never_two_cohorts_or_a_break() -> None:
    for figure in every_figure(CUBE, "nl").values():
        for series in figure.series:
            if not series.joined:
                continue
            earlier, later = (int(mark.at) for mark in series.marks)
            assert series.code == f"pair:{earlier}-{later}"
            assert comparable(CUBE, earlier, later)
            assert len({mark.n for mark in series.marks}) == 1
    lines = [each.code for each in overview.overall_trend(CUBE, "nl").series if each.joined]
    assert lines == ["pair:3-4", "pair:4-5"]


def test_a_pair_without_its_ends_is_no_line_but_its_change_is_told() -> None:
    figure = steps.step_trend(CUBE, "nl", step="track")
    assert not series_of(figure, "pair:4-5").joined
    assert plain(series_of(figure, "change:4-5").marks[0].text) == "+12 punten (n = 8)"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_change_that_the_title_of_a_trend_tells_is_in_the_figure_with_its_base(language: Language) -> None:
    figure = steps.step_trend(CUBE, language, step="embed")
    assert "24" in figure.title
    assert "10" in figure.title
    assert "n = 10" in figure.subtitle
    told = series_of(figure, "long:3-5")
    assert (told.written, told.joined) == (True, False)
    assert [(mark.at, mark.value, mark.n) for mark in told.marks] == [("5", 24, 10)]
    assert not any(each.code.startswith("long:") for each in steps.step_trend(CUBE, language, step="track").series)


def test_one_note_says_of_all_pairs_where_rounding_hides_a_point() -> None:
    changed = [cell("maturity", "step:embed", 5, value, n=8, kind=kind, base_round=4)
               for kind, value in (("pair_start", 57), ("pair_end", 69), ("change", 13))]  # fmt: skip
    told = rounded_apart(demo_cube(changed=changed), (3, 4), (4, 5), item="step:embed", language="nl")
    assert told is not None
    assert plain(told).endswith("afgerond: +14 punten van 41 % naar 54 % en +13 punten van 57 % naar 69 %.")


def test_the_title_tells_the_same_companies_with_their_number() -> None:
    assert plain(overview.headline(CUBE, "nl").title) == (
        "Bij dezelfde 8 van de 14 gemonitorde bedrijven steeg de totaalscore van 49 % in jaar 4 naar 60 % in jaar 5"
    )
    assert plain(overview.headline(CUBE, "en").title) == (
        "Among the same 8 of the 14 monitored companies, the overall score rose from 49% in year 4 to 60% in year 5"
    )


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (_pair(60, 49, -11), "daalde"),
        (_pair(50, 54, 4), "niet duidelijk veranderd"),
        (_pair(50, 46, -4), "niet duidelijk veranderd"),
        (_pair(50, 55, 5), "steeg"),
        (_pair(50, 60, 10, n=4), "geen verandering vast te stellen"),
        (_pair(None, None, 11), "met 11 punten"),
        (_pair(None, None, None), "wordt niet getoond"),
    ],
)
def test_the_title_flips_or_withdraws_when_the_data_flip(cells: Iterable[Cell], said: str) -> None:
    title = overview.headline(demo_cube(changed=cells), "nl").title
    assert said in title
    others = {"steeg", "daalde"} - {said}
    assert not any(word in title for word in others) or said == "met 11 punten"


def test_the_rule_looks_at_the_change_as_it_is_shown() -> None:
    nearly = [
        Cell("maturity", "overall", "change", 4, 5, "total", "all", "published", 8, *[Decimal("4.6")] * 3, "rounded")
    ]
    assert "steeg" in overview.headline(demo_cube(changed=nearly), "nl").title


def test_no_title_compares_across_a_break() -> None:
    title = change_title(CUBE, "nl", item="overall", subject="de totaalscore", pair=(2, 3))
    assert title == "Er zijn geen twee jaren waarin de totaalscore te vergelijken is"
    refused = steps.step_profile(CUBE, "nl", pair=(2, 3))
    assert refused.empty == "Jaar 2 en jaar 3 zijn niet te vergelijken: er ligt een breuk tussen"
    assert refused.series == ()


def _only_the_sixth() -> Cube:
    return replace(CUBE, edition=replace(CUBE.edition, deliveries=({"delivery": 1, "round": 6},)))


def test_years_before_the_first_delivery_take_no_place_and_one_in_between_does() -> None:
    assert rounds(_only_the_sixth()) == (6,)
    gap = replace(CUBE.edition, deliveries=({"delivery": 1, "round": 3}, {"delivery": 2, "round": 5}))
    assert rounds(replace(CUBE, edition=gap)) == (3, 4, 5, 6)
    figure = overview.overall_trend(_only_the_sixth(), "nl")
    assert [(each.code, each.break_before) for each in figure.categories] == [("6", None)]


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("nl", "In jaar 6 was de totaalscore van 9 bedrijven die een zelfbeoordeling indienden gemiddeld 62 %"),
        ("en", "In year 6, the overall score of 9 companies that handed in a self-assessment was 62% on average"),
    ],
)
def test_the_first_year_of_all_is_told_by_its_mean(language: Language, title: str) -> None:
    first = _only_the_sixth()
    assert plain(overview.overall_trend(first, language).title) == title
    told = overview.headline(first, language)
    assert plain(told.title) == title
    assert [mark.text for mark in told.series[0].marks] == [percent(62, language)]
    assert (told.empty, told.series[0].marks[0].n) == (None, 9)
    hidden = [
        replace(each, value=None, lo=None, hi=None, status="withheld") for each in first.cells("maturity", round=6)
    ]
    unseen = replace(demo_cube(changed=hidden), edition=first.edition)
    assert (
        plain(overview.overall_trend(unseen, "nl").title)
        == "Er zijn geen twee jaren waarin de totaalscore te vergelijken is"
    )


def test_every_break_says_what_changed_and_by_whom() -> None:
    figure = overview.overall_trend(CUBE, "nl")
    assert [each.code for each in figure.categories if each.break_before] == ["2", "3", "6"]
    assert "Scoring bijgewerkt; eerste jaar van de webtool (secretariaat)." in figure.categories[2].break_before
    assert [note for note in figure.notes if note.startswith("Breuken vóór jaar 2, jaar 3 en ")]
    assert dict(figure.passport)["Breuken"].count("Breuk tussen") == 3


def test_ends_that_do_not_add_up_to_the_change_are_explained_and_others_are_not() -> None:
    told = rounded_apart(CUBE, (3, 4), item="step:embed", language="nl")
    assert told is not None
    assert plain(told).endswith("elk apart afgerond: +14 punten van 41 % naar 54 %.")
    assert rounded_apart(CUBE, (3, 4), item="overall", language="nl") is None
    exact = [
        Cell("maturity", "overall", kind, 4, 5, "total", "all", "published", 8, *[Decimal(value)] * 3, "rounded")
        for kind, value in (("pair_start", "33.4001"), ("pair_end", "47.3123"), ("change", "13.9122"))
    ]
    assert rounded_apart(demo_cube(changed=exact), (4, 5), item="overall", language="nl") is None


def test_the_first_round_of_a_series_has_no_comparable_companies_rather_than_zero() -> None:
    figure = overview.bases(CUBE, "nl")
    assert [mark.value for mark in series_of(figure, "round:5").marks] == [14, 14, 12, 8]
    last = series_of(figure, "round:6").marks[-1]
    assert (last.value, last.text, last.state) == (None, "geen vergelijking", "absent")


def test_a_rise_that_is_rounded_to_five_points_is_told_only_where_it_is_one_before_rounding() -> None:
    """Five points may be 2.5 before rounding; ten are at least 7.5."""
    for change, said in ((5, "niet duidelijk veranderd"), (10, "met 10 punten")):
        hidden = [cell("maturity", "overall", 5, None, kind=kind, base_round=4) for kind in ("pair_start", "pair_end")]
        told = cell("maturity", "overall", 5, change, n=8, kind="change", base_round=4, rounding=5)
        assert said in overview.headline(demo_cube(changed=[*hidden, told]), "nl").title


def test_a_profile_names_once_where_rounding_hides_a_point_and_says_all_where_all_rose() -> None:
    figure = steps.step_profile(CUBE, "nl", pair=(3, 4))
    apart = [each for each in figure.notes if "apart afgerond" in each]
    assert len(apart) == 1
    assert apart[0].endswith("van beide getallen bij ‘1. Beleid’.")
    assert "alle" not in figure.title
    rising = [cell("maturity", f"step:{each.code}", 4, 20, n=7, kind="change", base_round=3)
              for each in CUBE.agreement.steps]  # fmt: skip
    assert plain(steps.step_profile(demo_cube(changed=rising), "nl", pair=(3, 4)).title).startswith(
        "Van jaar 3 naar jaar 4 stegen bij dezelfde 7 van de 12 gemonitorde bedrijven alle 6 stappen; "
    )
    for change, said in ((-20, "all 6 steps fell among"), (3, "all 6 steps showed no clear change among")):
        other = [replace(each, value=Decimal(change), lo=Decimal(change), hi=Decimal(change)) for each in rising]
        assert f"to year 4, {said} the same" in steps.step_profile(demo_cube(changed=other), "en", pair=(3, 4)).title


def test_a_profile_says_of_how_many_monitored_companies_it_tells_and_names_a_lowest_only_as_shown() -> None:
    """Seven of twelve are no "steps rose" of everybody; 24.6 and 25.4 both stand there as 25 %."""
    figure = steps.step_profile(CUBE, "nl", pair=(3, 4))
    assert figure.title.startswith(
        "Van jaar 3 naar jaar 4 stegen bij dezelfde 7 van de 12 gemonitorde bedrijven 5 van de 6 stappen; 1 veranderde "
        "niet duidelijk; "
    )
    assert "In jaar 4 dienden 8 van de 12 gemonitorde bedrijven een zelfbeoordeling in." in figure.notes
    assert plain(figure.title).endswith("; ‘6. Herstel’ staat het laagst (25 %)")
    ends = {"remedy": "25.4", "track": "24.6"}
    tied = [cell("maturity", f"step:{code}", 4, Decimal(end), n=7, kind="pair_end", base_round=3, rounding=0.1)
            for code, end in ends.items()]  # fmt: skip
    assert "laagst" not in steps.step_profile(demo_cube(audience="secretariat", changed=tied), "nl", pair=(3, 4)).title
    fewer = cell("maturity", "step:embed", 4, 20, n=6, kind="change", base_round=3)
    assert (
        "bij dezelfde bedrijven 5 van de 6" in steps.step_profile(demo_cube(changed=[fewer]), "nl", pair=(3, 4)).title
    )


def test_the_steps_are_held_against_the_own_target_of_the_overall_score_only_where_that_is_shown() -> None:
    shown = cell("target_mean", "overall", 5, 65, n=13)
    notes = [plain(each) for each in steps.step_profile(demo_cube(changed=[shown]), "nl").notes]
    told = "Het eigen doel geldt voor de totaalscore, niet per stap: in jaar 5 was het gemiddeld 65 % (n = 13)"
    assert sum(each.startswith(told) for each in notes) == 1
    hidden = steps.step_profile(demo_cube(changed=[cell("target_mean", "overall", 5, None)]), "nl")
    assert not any("eigen doel" in each for each in hidden.notes)


def test_what_one_company_would_change_is_told_of_the_smallest_group_that_is_no_company_alone() -> None:
    """The mean of one company is its own; of ten or more companies one moves it little."""
    (said,) = small_group((1, 4, None, 12), "nl")
    assert "één van de 4 bedrijven" in plain(said)
    assert "ongeveer 5 punten" in plain(said)
    assert small_group((1, None, 10), "nl") == ()


def test_two_years_in_which_nobody_of_a_group_handed_in_twice_are_no_pair_of_it() -> None:
    """The table was made in both: the latest pair of the group is the one before, and the later one is no gap."""
    group = {"kind": "change", "dimension": "segment", "member": "recycling"}
    before = cell("maturity", "overall", 4, 10, n=5, base_round=3, **group)
    nobody = replace(cell("maturity", "overall", 5, None, base_round=4, **group), status="not_made")
    cube = demo_cube(audience="secretariat", changed=[before, nobody])
    assert latest_pair(cube, dimension="segment", member="recycling") == (3, 4)
    assert pairs_of(cube, Line("overall", (3, 4, 5), "segment", "recycling")) == ((3, 4),)
