"""What the agreement did: every public fact within two clicks, filtered by group and kind, and context on time axes."""

import csv
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from typing import Any

import pytest

from analytics.drawing import plotly_spec
from analytics.drawing.years import positions
from analytics.export import figure_csv
from analytics.reach import membership, participation
from analytics.record.context import context_marks, with_context
from analytics.record.timeline import EVERYTHING, SORTS, recorded, recorded_sorts, timeline
from analytics.record.year import matrix
from analytics.scores import overview, steps
from data.cube import FACT_TABLES, LANGUAGES, Cube, Language
from data.sample.public_facts import HISTORY, facts
from pages.parts.chapters import CHAPTERS
from pages.parts.chronicle import matrix_of
from pages.parts.rail import timeline_rail
from tests.demo import demo_cube

CUBE = demo_cube()
CONTEXT = next(row for row in CUBE.facts["note"] if row["kind"] == "context" and row["working_group"] == "general")
TABLES = dict(zip(("activities", "projects", "decisions", "outreach", "notes"), FACT_TABLES, strict=True))


def with_notes(*notes: Mapping[str, Any]) -> Cube:
    return replace(CUBE, facts={**CUBE.facts, "note": notes})


@pytest.fixture(scope="module")
def history() -> Cube:
    """The demo edition with the facts that the agreement published about itself."""
    found: dict[str, list[Mapping[str, Any]]] = {table: [] for table in FACT_TABLES}
    for number in (each.number for each in CUBE.agreement.rounds):
        for table, rows in facts(number).items():
            found[TABLES[table]] += rows
    return replace(CUBE, facts={table: tuple(rows) for table, rows in found.items()})


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_published_fact_is_found_within_two_clicks_from_the_overview(history: Cube, language: Language) -> None:
    """One click opens the timeline, which shows all rounds, groups and sorts; two open a year or all years at once."""
    with HISTORY.open(encoding="utf-8-sig", newline="") as lines:
        expected = [(int(row["round"]), row[f"fact_{language}"], row["source"]) for row in csv.DictReader(lines)]
    assert len(expected) > 50
    one_click = [
        (each.round, moment.entry.title, moment.entry.url)
        for each in timeline(history, language)
        for _, moments in each.sorts
        for moment in moments
    ]
    two_clicks = [
        (each.round, entry.title, entry.url)
        for each in matrix(history, language)
        for group in each.groups
        for entry in group.entries
    ]
    assert sorted(one_click) == sorted(expected)
    assert sorted(two_clicks) == sorted(expected)
    # and so it stands on the page, with a link to where it was published
    rail = timeline_rail(history, language, group=EVERYTHING, sort=EVERYTHING)
    table = matrix_of(matrix(history, language), language)
    for _, fact, source in expected:
        assert all(escape(fact) in page and escape(source) in page for page in (rail, table)), fact
    assert rail.count("<li>") - len(CUBE.agreement.rounds) == len(expected)
    assert {"timeline", "year"} <= {page for _, pages in CHAPTERS for page in pages}  # one click, from any page


def test_the_choices_of_the_timeline_divide_the_facts_and_lose_none(history: Cube) -> None:
    def shown(**choice: str) -> list[str]:
        return sorted(
            one.entry.title for each in timeline(history, "nl", **choice) for _, found in each.sorts for one in found
        )

    groups = [each.code for each in history.agreement.working_groups]
    assert sorted(title for group in groups for title in shown(group=group)) == shown()
    assert sorted(title for sort in recorded_sorts(history) for title in shown(sort=sort)) == shown()
    assert shown(group="secondary_materials", sort="decision") == []


def test_the_timeline_reads_decisions_first_and_says_what_a_project_came_to() -> None:
    project = {**CUBE.facts["project"][0], "result_nl": "Richtlijn voor mijnen", "result_en": "Guideline for mines"}
    cube = replace(CUBE, facts={**CUBE.facts, "project": (project,)})
    for stretch in timeline(cube, "nl"):
        order = [sort for sort, _ in stretch.sorts]
        assert order == [sort for sort in SORTS if sort in order]
    (shown,) = [one.entry for each in timeline(cube, "nl", sort="project") for _, found in each.sorts for one in found]
    assert (shown.status, shown.details[0]) == ("loopt", "Richtlijn voor mijnen")


def test_what_stands_beside_an_activity_says_what_it_is() -> None:
    activity = CUBE.facts["activity"][0] | {"organiser": "FME", "partners": "MRF;Eurometaux", "place": "Londen",
                                            "reason": None}  # fmt: skip
    cube = replace(CUBE, facts={**CUBE.facts, "activity": (activity,)})
    (entry,) = [one.entry for each in timeline(cube, "nl", sort="activity") for _, found in each.sorts for one in found]
    assert entry.details[1:] == ("georganiseerd door FME", "met MRF en Eurometaux", "plaats: Londen")


def test_a_year_of_which_nothing_is_recorded_is_no_year_with_zero_activities() -> None:
    figure = recorded(CUBE, "nl")
    activities = next(each for each in figure.series if each.code == "activity")
    assert {mark.at: (mark.value, mark.text) for mark in activities.marks} == {
        "1": (None, "niets vastgelegd"), "2": (0, "0"), "3": (2, "2"), "4": (0, "0"), "5": (None, "niets vastgelegd"),
        "6": (None, "niets vastgelegd"),
    }  # fmt: skip
    assert figure.title.replace("\N{NO-BREAK SPACE}", " ") == (
        "Over jaar 3 is het meeste vastgelegd: 5 feiten, waarvan 2 activiteiten"
    )
    assert recorded(CUBE, "en", group="secondary_materials").subtitle.startswith("Number of recorded public facts")
    empty = replace(CUBE, facts=dict.fromkeys(FACT_TABLES, ()))
    assert recorded(empty, "nl", group=EVERYTHING).empty == recorded(empty, "nl").title


def test_context_is_what_was_noted_as_general_and_not_what_a_working_group_noted_on_its_work() -> None:
    lesson = {**CONTEXT, "kind": "lesson"}
    of_a_group = {**CONTEXT, "working_group": "due_diligence"}
    later = {**CONTEXT, "round": 9}
    marks = context_marks(with_notes(CONTEXT, lesson, of_a_group, later), "nl")
    assert [(each.at, each.text) for each in marks] == [
        ("4", "Rond jaar 4 (context): Oorlog in Oekraïne en hoge prijzen.")
    ]
    assert len(marks[0].label) <= 34


@pytest.mark.parametrize(
    ("note", "label"),
    [("Oorlog in Oekraïne", "Oorlog in Oekraïne"),
     ("Het virus stelde bedrijven voor grote uitdagingen, maar deed niets af aan hun vastberadenheid",
      "Het virus stelde bedrijven voor grote uitdagingen…"),
     ("Nieuwe wetgeving over gepaste zorgvuldigheid wordt in veel landen van Europa steeds concreter",
      "Nieuwe wetgeving over gepaste zorgvuldigheid wordt in veel…")],
)  # fmt: skip
def test_a_long_note_is_cut_on_the_axis_where_its_sentence_pauses(note: str, label: str) -> None:
    (made,) = context_marks(with_notes({**CONTEXT, "text_nl": note}), "nl")
    assert made.label == label
    assert note in made.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_time_axis_carries_the_marks_in_its_notes_its_alt_and_its_download_only_where_asked(
    language: Language,
) -> None:
    cube = with_notes(CONTEXT)
    figure = overview.overall_trend(cube, language)
    assert figure.context == ()
    shown = with_context(cube, figure)
    (mark,) = shown.context
    assert mark.text in shown.notes
    assert mark.text in shown.alt
    assert mark.text in figure_csv(shown).decode("utf-8-sig")
    assert (shown.title, shown.series, shown.table) == (figure.title, figure.series, figure.table)
    for untouched in (steps.step_profile(cube, language), participation.response(cube, language)):
        assert with_context(cube, untouched) is untouched
    assert with_context(with_notes(), figure) is figure


@pytest.mark.parametrize("width", [1120, 350])
@pytest.mark.parametrize("dark", [False, True])
def test_a_context_mark_lies_behind_the_picture_and_its_label_below_it(width: int, dark: bool) -> None:
    cube = with_notes(CONTEXT)
    for build in (overview.overall_trend, membership.members):
        plain = build(cube, "nl")
        marked = with_context(cube, plain)
        before, after = (plotly_spec(each, dark=dark, width=width)["layout"] for each in (plain, marked))
        assert after["annotations"] == before["annotations"]  # no label moved, none was added over the data
        (line,) = [each for each in after["shapes"] if each not in before["shapes"]]
        assert line["layer"] == "below"
        place = positions(marked)["4"] if marked.form == "lines" else 3
        assert line["x0"] == line["x1"] == place
        names = dict(zip(after["xaxis"]["tickvals"], after["xaxis"]["ticktext"], strict=True))
        assert [at for at, name in names.items() if "▲" in name] == [place]
        assert ("Oorlog" in names[place]) == (width > 560)
        assert after["height"] > before["height"]
