"""What every figure says: guarded titles, bases and n, notes that follow from the data, the same in both languages."""

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest

from analytics import vocabulary
from analytics.export import figure_csv, inert
from analytics.figure import Figure, Mark, Series
from analytics.reach import membership, participation
from analytics.record.actions import action_companies, action_rows, row_figures
from analytics.record.published import published_rows
from analytics.record.year import latest_with_facts, matrix, year
from analytics.risks import themes
from analytics.scores import overview, steps
from analytics.title import change_title, comparable
from analytics.trend import rounded_apart
from data.cube import LANGUAGES, Cell, Language, Text
from tests.demo import cell, count, demo_cube, plain
from tests.every_figure import FIGURES, PUBLIC, every_figure

CUBE = demo_cube()
NBSP = "\N{NO-BREAK SPACE}"


def _marks(figure: Figure) -> list[Mark]:
    return [mark for series in figure.series for mark in series.marks]


def _series(figure: Figure, code: str) -> Series:
    return next(each for each in figure.series if each.code == code)


def _pair(start: int | None, end: int | None, change: int | None, *, n: int = 8) -> Iterable[Cell]:
    for kind, value in (("pair_start", start), ("pair_end", end), ("change", change)):
        yield cell("maturity", "overall", 5, value, n=n, kind=kind, base_round=4)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("key", FIGURES)
def test_every_figure_has_its_words_table_and_passport(key: str, language: Language) -> None:
    figure = FIGURES[key](CUBE, language)
    for text in (figure.title, figure.subtitle, figure.source, figure.alt, *figure.notes):
        assert text.strip()
        assert "{" not in text
        assert "None" not in text
    assert figure.table.header
    assert len(figure.passport) >= 4
    assert all(label and text for label, text in figure.passport)
    assert figure.table.rows or figure.empty
    assert {len(row) for row in figure.table.rows} <= {len(figure.table.header)}
    assert not figure.title.endswith(".")


@pytest.mark.parametrize("key", FIGURES)
def test_both_languages_show_the_same_numbers(key: str) -> None:
    dutch, english = (FIGURES[key](CUBE, language) for language in LANGUAGES)
    assert [(each.code, each.colour, each.joined) for each in dutch.series] == [
        (each.code, each.colour, each.joined) for each in english.series
    ]
    by_place = [
        {(each.code, m.at): (m.value, m.lo, m.hi, m.n, m.state, m.x) for each in figure.series for m in each.marks}
        for figure in (dutch, english)
    ]
    assert by_place[0] == by_place[1]
    assert len(dutch.notes) == len(english.notes)
    assert len(dutch.table.rows) == len(english.table.rows)


@pytest.mark.parametrize("key", FIGURES)
def test_no_mark_that_is_not_shown_carries_a_number(key: str) -> None:
    for mark in _marks(FIGURES[key](CUBE, "nl")):
        if mark.state in ("withheld", "not_made", "absent"):
            assert (mark.value, mark.lo, mark.hi, mark.n) == (None, None, None, None)
            assert not re.search(r"\d", mark.text)


@pytest.mark.parametrize("key", ["headline", "overall_trend", "levels", "step_profile", "risk_field", "target"])
def test_the_alternative_text_says_how_many_companies_stand_behind_it(key: str) -> None:
    for language in LANGUAGES:
        assert re.search(r"n = \d", FIGURES[key](CUBE, language).alt)


def test_invented_answers_are_named_in_every_source_line() -> None:
    for language, word in (("nl", "verzonnen"), ("en", "invented")):
        figures = every_figure(CUBE, language)
        assert all(word in figures[key].source and figures[key].invented for key in FIGURES if key not in PUBLIC)
        for figure in (figures[key] for key in PUBLIC):
            assert not figure.invented
            assert word not in figure.source
            assert figure.source.endswith("openbare feiten" if language == "nl" else "public facts")
    assert "verzonnen" not in overview.headline(demo_cube(invented=False), "nl").source


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
    assert not _series(figure, "pair:4-5").joined
    assert plain(_series(figure, "change:4-5").marks[0].text) == "+12 punten (n = 8)"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_change_that_the_title_of_a_trend_tells_is_in_the_figure_with_its_base(language: Language) -> None:
    figure = steps.step_trend(CUBE, language, step="embed")
    assert "24" in figure.title
    assert "10" in figure.title
    assert "n = 10" in figure.subtitle
    told = _series(figure, "long:3-5")
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
    assert [mark.value for mark in _series(figure, "round:5").marks] == [14, 14, 12, 8]
    last = _series(figure, "round:6").marks[-1]
    assert (last.value, last.text, last.state) == (None, "geen vergelijking", "absent")


@pytest.mark.parametrize(
    ("joined", "left", "dutch", "english"),
    [(3, 0, "in dat jaar kwamen er 3 bij en vertrok er geen", "in that year 3 joined and none left"),
     (0, 2, "in dat jaar kwam er geen bij en vertrokken er 2", "in that year none joined and 2 left"),
     (1, 1, "in dat jaar kwam er 1 bij en vertrok er 1", "in that year 1 joined and 1 left")],
)  # fmt: skip
def test_who_joined_and_left_is_told_in_words_that_follow_the_number(
    joined: int, left: int, dutch: str, english: str
) -> None:
    changed = [count("membership", "joined", 6, joined, n=16), count("membership", "left", 6, left, n=16)]
    cube = demo_cube(changed=changed)
    assert membership.members(cube, "nl").title.endswith(dutch)
    assert membership.members(cube, "en").title.endswith(english)


def test_coded_counts_are_words_with_their_bounds() -> None:
    figure = overview.levels(CUBE, "nl", round=5)
    marks = {mark.at: (mark.text, mark.value, mark.lo, mark.hi) for mark in _marks(figure)}
    assert marks["improving"] == ("minstens 11", None, 11, 12)
    assert marks["established"] == ("10", 10, 10, 10)
    assert marks["mature"] == ("hoogstens 3", None, 0, 3)
    assert plain(figure.title).startswith(
        "In jaar 5 stonden 10 van de 12 bedrijven die een zelfbeoordeling indienden op"
    )


def test_every_deliverable_has_its_own_base_and_not_expected_is_not_zero() -> None:
    figure = overview.response(CUBE, "nl", round=4)
    assert {mark.at: mark.text for mark in _marks(figure)} == {
        "mat": "8 van 12", "risk_analysis": "7 van 12", "action_plan": "6 van 12", "policy": "8 van 12",
        "public_report": "8 van 8",
    }  # fmt: skip
    changed = [count(measure, "policy", 1, 0, n=0) for measure in ("expected", "submitted")]
    grid = participation.deliverables(demo_cube(changed=changed), "nl")
    assert _series(grid, "policy").marks[0].text == "niet verwacht"


def test_where_nothing_was_completed_the_title_says_none_and_not_at_most_none() -> None:
    none = [count("action_companies", f"{each.code}:done", 5, 0, n=12) for each in CUBE.agreement.steps]
    title = action_companies(demo_cube(changed=none), "nl", round=5).title
    assert title == "In jaar 5 had geen van de 12 bedrijven met een actieplan een afgeronde actie"


def test_only_a_number_that_is_rounded_more_coarsely_than_to_whole_points_is_said_to_be() -> None:
    def coarse(figure: Figure) -> bool:
        return any("grover afgerond" in note for note in figure.notes)

    assert not coarse(overview.target(CUBE, "nl"))
    five = [cell("maturity", "overall", 5, 60, n=12, rounding=5)]
    assert coarse(overview.target(demo_cube(changed=five), "nl"))


def test_a_rise_that_is_rounded_to_five_points_is_told_only_where_it_is_one_before_rounding() -> None:
    """Five points may be 2.5 before rounding; ten are at least 7.5."""
    for change, said in ((5, "niet duidelijk veranderd"), (10, "met 10 punten")):
        hidden = [cell("maturity", "overall", 5, None, kind=kind, base_round=4) for kind in ("pair_start", "pair_end")]
        told = cell("maturity", "overall", 5, change, n=8, kind="change", base_round=4, rounding=5)
        assert said in overview.headline(demo_cube(changed=[*hidden, told]), "nl").title


def test_a_bounded_count_is_explained_as_it_is_shown() -> None:
    def said(figure: Figure) -> str:
        return next(note for note in figure.notes if note.startswith("Kleine en bijna volledige aantallen"))

    coded = [count("action_companies", "embed:done", 5, 3, n=12, precision="at_most")]
    assert "gearceerde" in said(overview.levels(CUBE, "nl", round=5))
    assert "gearceerde" not in said(action_companies(demo_cube(changed=coded), "nl", round=5))


def test_the_title_names_the_step_with_most_completed_actions_only_where_that_is_certain() -> None:
    coded = [count("action_companies", "act:done", 5, 3, n=12, precision="at_most"),
             count("action_companies", "track:done", 5, 6, n=12)]  # fmt: skip
    figure = action_companies(demo_cube(changed=coded), "nl", round=5)
    assert figure.title == "In jaar 5 hadden bedrijven het vaakst een afgeronde actie bij ‘4. Monitoring’ (6 van de 12)"
    assert [each.label for each in figure.categories] == ["gepland", "in uitvoering", "afgerond", "vervallen"]
    assert _series(figure, "act").marks[2].text == "hoogstens 3"
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
    assert {mark.text for mark in _marks(figure)} == {"niet gemaakt"}


def test_a_number_that_is_not_shown_does_not_count_companies_in_a_sentence() -> None:
    for language, said in zip(LANGUAGES, ("(n = niet getoond)", "(n = not shown)"), strict=True):
        assert action_companies(CUBE, language, round=2).subtitle.endswith(said)


def test_how_many_actions_there_are_is_for_the_secretariat_alone() -> None:
    internal = demo_cube(audience="secretariat")
    assert row_figures(CUBE) == ()
    assert row_figures(internal) == (action_rows,)
    told = action_rows(internal, "nl", round=5).title
    assert told == "In jaar 5 waren er de meeste afgeronde acties bij ‘6. Herstel’ (7)"


def test_a_profile_names_once_where_rounding_hides_a_point_and_says_all_where_all_rose() -> None:
    figure = steps.step_profile(CUBE, "nl", pair=(3, 4))
    apart = [each for each in figure.notes if "apart afgerond" in each]
    assert len(apart) == 1
    assert apart[0].endswith("van beide getallen bij ‘1. Beleid’.")
    assert "alle" not in figure.title
    rising = [cell("maturity", f"step:{each.code}", 4, 20, n=7, kind="change", base_round=3)
              for each in CUBE.agreement.steps]  # fmt: skip
    title = plain(steps.step_profile(demo_cube(changed=rising), "nl", pair=(3, 4)).title)
    assert title.startswith("Bij dezelfde 7 bedrijven steeg van jaar 3 naar jaar 4 de score op alle 6 stappen; ")


def test_what_was_left_out_of_a_score_stands_beside_it() -> None:
    hidden = [cell(measure, "step:track", 4, None) for measure in ("unanswered", "not_applicable")]
    cube = demo_cube(changed=hidden)
    trend = steps.step_trend(cube, "nl", step="embed")
    assert trend.table.header[-2:] == ("Onbeantwoord", "Niet van toepassing")
    assert [plain(" ".join(row[-2:])) for row in trend.table.rows[-2:]] == ["4 % 11 %", "3 % 11 %"]
    assert {row[-2:] for row in trend.table.rows if row[0] == "dezelfde bedrijven"} == {("", "")}
    note = next(plain(each) for each in trend.notes if "onbeantwoord" in each)
    assert note.startswith(
        "In jaar 3 bleef gemiddeld 6 % van de vragen onbeantwoord en was 11 % niet van toepassing; in jaar 5 bleef"
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
    [((9, 8, 7, 6, 5), "werd ‘zelfbeoordeling’ naar verhouding het vaakst ingediend (9 van 10) en ‘rapport’ het minst "
      "(5 van 10)"),
     ((9, 9, 7, 6, 5), "In jaar 5 werd ‘rapport’ naar verhouding het minst ingediend (5 van 10)"),
     ((9, 8, 8, 8, 8), "In jaar 5 werd ‘zelfbeoordeling’ naar verhouding het vaakst ingediend (9 van 10)"),
     ((9, 9, 7, 6, 6), "In jaar 5 werden ‘zelfbeoordeling’ en ‘risicoanalyse’ naar verhouding het vaakst ingediend "
      "(9 van 10)"),
     ((9, 9, 9, 5, 5), "In jaar 5 werden ‘beleid’ en ‘rapport’ naar verhouding het minst ingediend (5 van 10)"),
     ((9, 9, 9, 9, 9), "In jaar 5 diende bij elk stuk hetzelfde deel van de verwachte bedrijven in (9 van 10)")],
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
    [(8, "at_least", "het minst ingediend (5 van 10)"), (9, "at_most", "het vaakst ingediend (9 van 10)"),
     (None, "exact", "Hoeveel bedrijven in jaar 5 elk stuk indienden")],
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
    assert ("vaakst" in title) + ("minst ingediend" in title) <= 1


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
    rows = published_rows(CUBE, "nl")
    assert [row.computed for row in rows[:2]] == ["6 van 9", "6 van 11"]
    assert rows[0].restatement == ""
    assert rows[1].restatement == "herzien: 6 van 9 werd 6 van 11"
    assert [row.computed for row in rows[3:5]] == ["–", "–"]
    assert rows[0].url.startswith("https://")


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


def test_the_csv_holds_the_shown_values_with_flags_and_nothing_that_runs() -> None:
    text = figure_csv(overview.overall_trend(CUBE, "nl"))
    assert text.startswith(b"\xef\xbb\xbf")
    lines = text.decode("utf-8-sig").splitlines()
    assert lines[0] == "reeks;plaats;waarde;ondergrens;bovengrens;n;zoals getoond;vlag"
    assert "alle bedrijven van het jaar;Jaar 4 (2022/23);;;;;niet getoond;niet getoond" in lines
    assert f"alle bedrijven van het jaar;Jaar 3 (2021/22);36;35,5;36,5;13;36{NBSP}%;getoond" in lines
    assert any(f"'+14{NBSP}punten" in line for line in lines)
    assert not re.search(r'(^|;|,|")[=+@-]', "\n".join(lines))
    assert [inert(each) for each in ("=1+1", "@a", "\tx", "jaar")] == ["'=1+1", "'@a", "'\tx", "jaar"]


def test_the_title_of_what_was_left_open_says_at_most_where_only_bounds_are_told() -> None:
    """A share near nothing is told as a bound: the title may not say that nothing is shown."""
    codes = [step.code for step in demo_cube().agreement.steps]
    bounded = [count("unanswered", f"step:{code}", 5, 9, n=8, precision="at_most") for code in codes]
    figure = steps.unanswered(demo_cube(changed=bounded), "nl", round=5)
    assert figure.title == "In jaar 5 bleef per stap gemiddeld hoogstens 9\u00a0% van de vragen onbeantwoord"
    assert "(n = 8)" in figure.subtitle
