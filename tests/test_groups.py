"""Groups of companies stand beside each other: never joined or subtracted, and in words where they are not shown."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from analytics.drawing import plotly_spec
from analytics.groups import group_levels, group_means, internal_dimensions, members_of
from analytics.scores.group_changes import group_changes
from analytics.scores.secondary import (
    secondary_facts,
    secondary_levels,
    secondary_means,
    secondary_members,
    secondary_steps,
)
from data.cube import LANGUAGES, Cell, Language
from tests.demo import cell, count, demo_cube, plain
from tests.demo_agreement import STEPS

CUBE = demo_cube()
NBSP = "\N{NO-BREAK SPACE}"


def both(measure: str, item: str, *values: tuple[int | None, int], round: int = 5) -> Iterator[Cell]:
    """One cell per group: of companies with secondary materials, then of the others, as (value, n)."""
    for member, (value, n) in zip(("secondary", "other"), values, strict=True):
        yield cell(measure, item, round, value, n=n, dimension="secondary", member=member)


def change(member: str, value: int | None, *, n: int, pair: tuple[int, int] = (3, 5), ends: bool = False) -> list[Cell]:
    earlier, later = pair
    kinds = {"pair_start": 40, "pair_end": None if value is None else 40 + value} if ends else {}
    return [
        cell("maturity", "overall", later, shown, n=n, kind=kind, base_round=earlier, dimension="secondary",
             member=member)
        for kind, shown in {**kinds, "change": value}.items()
    ]  # fmt: skip


def test_the_means_of_both_groups_are_dots_with_their_own_n_that_no_line_joins() -> None:
    figure = secondary_means(CUBE, "nl")
    assert not any(each.joined for each in figure.series)
    spec = plotly_spec(figure)
    assert not any("lines" in each.get("mode", "") for each in spec["data"])
    assert figure.title.replace(NBSP, " ") == (
        "In jaar 5 was de gemiddelde score 55 % bij 5 bedrijven met secundaire metalen en 62 % bij 7 overige bedrijven"
    )
    assert "met secundaire metalen n = 5; overige bedrijven n = 7" in figure.subtitle


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_distance_between_two_groups_is_told_nowhere(language: Language) -> None:
    """55 and 62: neither 7 points, nor which is higher."""
    figure = secondary_means(CUBE, language)
    words = " ".join((figure.title, figure.subtitle, figure.alt, *figure.notes, *sum(figure.table.rows, ())))
    assert not re.search(r"7\s*(punt|point)|hoger|lager|higher|lower|verschil van", words.replace(NBSP, " "))


def test_where_one_group_is_withheld_the_column_has_its_colour_and_the_other_its_dot() -> None:
    changed = list(both("maturity", "overall", (None, 5), (41, 5), round=4))
    figure = secondary_means(demo_cube(changed=changed), "nl")
    spec = plotly_spec(figure)
    patterns = {
        each["meta"]["at"]: each["marker"]["pattern"]["fgcolor"] for each in spec["data"] if each["type"] == "bar"
    }
    blue = next(each["marker"]["color"] for each in spec["data"] if each.get("meta") == {"series": "secondary"})
    assert patterns["4"] == blue
    assert patterns["3"] != blue  # nobody is shown there: the column hides both


def test_without_shown_cells_every_figure_of_the_split_says_so_in_words() -> None:
    hidden = demo_cube(changed=both("maturity", "overall", (None, 5), (None, 7)))
    figures = [
        secondary_means(hidden, "nl"), secondary_steps(hidden, "nl", round=5), secondary_levels(hidden, "nl", round=5),
        group_changes(hidden, "nl", dimension="secondary"),
    ]  # fmt: skip
    assert all(each.empty for each in figures)
    assert figures[0].empty == "Hoe bedrijven met en zonder secundaire metalen scoorden, wordt niet getoond"
    for each in figures:
        assert not any(mark.value is not None for one in each.series for mark in one.marks)
    assert secondary_members(CUBE, "nl").empty is not None


@pytest.mark.parametrize(
    ("secondary", "said"),
    [((23, 5), "steeg {same} met 23 punten (5 bedrijven met secundaire metalen) en 12 punten (6 overige bedrijven)"),
     ((-6, 5), "is {both} 5 bedrijven met secundaire metalen met 6 punten gedaald en bij dezelfde 6 overige "
      "bedrijven met 12 punten gestegen"),
     ((4, 5), "is {both} 5 bedrijven met secundaire metalen niet duidelijk veranderd en bij dezelfde 6 overige "
      "bedrijven met 12 punten gestegen"),
     ((23, 4), "steeg {same} met 12 punten (6 overige bedrijven); er zijn te weinig bedrijven met secundaire metalen "
      "om iets te zeggen"),
     ((None, 4), "steeg {same} met 12 punten (6 overige bedrijven); bij bedrijven met secundaire metalen wordt dat "
      "niet getoond")],
)  # fmt: skip
def test_a_change_of_a_group_is_told_by_the_one_rule_for_rose_and_fell(
    secondary: tuple[int | None, int], said: str
) -> None:
    value, n = secondary
    shorter = [*change("secondary", 9, n=5, pair=(4, 5)), *change("other", 9, n=6, pair=(4, 5))]
    changed = [*change("secondary", value, n=n), *change("other", 12, n=6), *shorter]
    figure = group_changes(demo_cube(changed=changed), "nl", dimension="secondary")
    said = said.format(same="de totaalscore bij dezelfde bedrijven", both="de totaalscore bij dezelfde")
    assert figure.title == f"Van jaar 3 naar jaar 5 {said}"


def test_both_ends_of_a_group_are_over_the_same_companies_as_its_change() -> None:
    changed = [*change("secondary", 15, n=5, pair=(4, 5), ends=True), *change("other", None, n=4, pair=(4, 5))]
    figure = group_changes(demo_cube(changed=changed), "nl", dimension="secondary")
    assert [tuple(text.replace(NBSP, " ") for text in row) for row in figure.table.rows] == [
        ("jaar 4 → jaar 5: met secundaire metalen", "40 %", "55 %", "+15 punten", "5"),
        ("jaar 4 → jaar 5: overige bedrijven", "alleen de verandering", "alleen de verandering", "niet getoond", ""),
    ]
    assert {mark.n for each in figure.series for mark in each.marks if mark.at.endswith(":secondary")} == {5}


def test_changes_without_their_ends_stand_large_and_what_is_not_shown_in_one_sentence() -> None:
    changed = [
        *change("secondary", 23, n=5), *change("other", 12, n=6),
        *change("secondary", None, n=5, pair=(3, 4)), *change("other", None, n=6, pair=(3, 4)),
        *change("secondary", None, n=4, pair=(4, 5)), *change("other", 9, n=6, pair=(4, 5)),
    ]  # fmt: skip
    figure = group_changes(demo_cube(changed=changed), "nl", dimension="secondary")
    assert figure.form == "numbers"
    told = {each.code: each.label for each in figure.categories}
    assert [(told[mark.at], mark.text.replace(NBSP, " ")) for each in figure.series for mark in each.marks] == [
        ("jaar 3 → jaar 5: met secundaire metalen", "+23 punten"),
        ("jaar 3 → jaar 5: overige bedrijven", "+12 punten"),
        ("jaar 4 → jaar 5: overige bedrijven", "+9 punten"),
    ]
    assert figure.notes[0].startswith(
        "De verandering van jaar 3 naar jaar 4 en van jaar 4 naar jaar 5 (met secundaire metalen) wordt niet getoond"
    )
    assert len(figure.table.rows) == 6  # the table has them all
    one_with_ends = [*changed, *change("secondary", 15, n=5, pair=(4, 5), ends=True)]
    drawn = group_changes(demo_cube(changed=one_with_ends), "nl", dimension="secondary")
    assert (drawn.form, len(drawn.categories)) == ("dumbbell", 4)


def test_the_lowest_step_of_a_group_is_named_only_where_all_its_steps_are_shown() -> None:
    scores = (50, 45, 40, 35, 30, 25)
    shown = [
        each
        for step, score in zip(STEPS, scores, strict=True)
        for each in both("maturity", f"step:{step}", (score, 5), (score + 10, 7))
    ]
    figure = secondary_steps(demo_cube(changed=shown), "en", round=5)
    assert figure.title == (
        "In year 5, ‘6. Remedy’ had the lowest score: 25% among companies with secondary materials and 35% among other "
        "companies"
    )
    apart = [*shown, *both("maturity", "step:embed", (20, 5), (60, 7))]
    assert secondary_steps(demo_cube(changed=apart), "en", round=5).title == (
        "In year 5, the step with the lowest score was ‘1. Policy’ among companies with secondary materials (20%) and "
        "‘6. Remedy’ among other companies (35%)"
    )
    partly = [*shown, *both("maturity", "step:embed", (None, 5), (60, 7))]
    assert secondary_steps(demo_cube(changed=partly), "en", round=5).title == (
        "In year 5, the step with the lowest score was ‘6. Remedy’ among other companies (35%); for companies with "
        "secondary materials this is not shown"
    )
    tied = [*shown, *both("maturity", "step:embed", (25, 5), (60, 7))]
    topic = "How companies with secondary materials and other companies scored by OECD step in year 5"
    assert secondary_steps(demo_cube(changed=tied), "en", round=5).title == topic


def test_the_facts_are_those_of_the_working_group_and_those_that_mention_it_in_either_language_the_same() -> None:
    def note(group: str, nl: str, en: str) -> dict[str, object]:
        return {"round": 4, "working_group": group, "kind": "event", "text_nl": nl, "text_en": en, "url": None}

    notes = (note("secondary_materials", "Een besluit", "A decision"), note("general", "Iets anders", "All recycled"),
             note("collective_action", "Twee recyclingbedrijven erbij", "Two more"))  # fmt: skip
    cube = replace(CUBE, facts={**CUBE.facts, "note": notes})
    shown = {
        language: [one.entry.title for each in secondary_facts(cube, language) for _, found in each.sorts
                   for one in found]
        for language in LANGUAGES
    }  # fmt: skip
    assert shown == {
        "nl": ["Bezoek aan een recyclingbedrijf", "Een besluit", "Twee recyclingbedrijven erbij"],
        "en": ["Visit to a recycling company", "A decision", "Two more"],
    }


def test_groups_by_segment_show_themselves_only_where_the_edition_holds_their_cells() -> None:
    assert internal_dimensions(CUBE) == ()
    assert group_means(CUBE, "nl", dimension="segment").empty == "Deze editie heeft geen cijfers voor deze groepen."
    changed = [cell("maturity", "overall", 6, value, n=n, dimension="segment", member=member)
               for member, value, n in (("recycling", 38, 1), ("primary", 64, 8))]  # fmt: skip
    changed += [
        cell("maturity", "overall", 6, 50, n=2, dimension="cohort", member=member) for member in ("10", "2")
    ]  # fmt: skip
    levels = [count("level_at_least", "established", 6, 7, n=8)]
    changed += [Cell(**{name: getattr(each, name) for name in Cell.__slots__} |
                     {"dimension": "segment", "member": "primary"}) for each in levels]  # fmt: skip
    cube = demo_cube(audience="secretariat", changed=changed)
    assert internal_dimensions(cube) == ("segment", "cohort")
    assert members_of(cube, "cohort") == ("2", "10")  # by year, not by letter
    figure = group_means(cube, "nl", dimension="segment")
    assert [each.code for each in figure.series] == ["primary", "recycling"]  # as the agreement orders them
    assert figure.series[1].marks[5].text == f"38{NBSP}% (n = 1)"
    assert figure.title.replace(NBSP, " ") == (
        "In jaar 6 had de groep ‘primair / verwerking’ gemiddeld een score van 64 % (n = 8); de andere groepen tellen "
        "minder dan vijf bedrijven"
    )
    found = group_levels(cube, "nl", dimension="segment", round=6)
    assert [mark.text for mark in found.series[0].marks] == [
        "geen gegevens",
        "7 van 8",
        "geen gegevens",
        "geen gegevens",
    ]


def test_a_title_on_the_large_groups_alone_says_that_it_is_on_these() -> None:
    """A group of one company has a mean that lies outside what the title tells."""
    found = {"1": (64, 8), "2": (51, 5), "3": (91, 1)}
    cells = {each: cell("maturity", "overall", 6, mean, n=n, dimension="cohort", member=each)
             for each, (mean, n) in found.items()}  # fmt: skip

    def title(*members: str) -> str:
        cube = demo_cube(audience="secretariat", changed=[cells[each] for each in members])
        return plain(group_means(cube, "nl", dimension="cohort").title)

    assert title("1", "2", "3") == (
        "In jaar 6 lagen de gemiddelde scores per jaar van toetreden bij groepen van ten minste vijf bedrijven tussen "
        "51 % (n = 5) en 64 % (n = 8)"
    )
    assert "ten minste vijf" not in title("1", "2")


@pytest.mark.parametrize(
    ("third", "title"),
    [(12, "Van jaar 3 naar jaar 4 zijn alle 3 groepen te klein om iets over dezelfde bedrijven te zeggen"),
     (None, "Hoe de totaalscore per groep bij dezelfde bedrijven veranderde van jaar 3 naar jaar 4")],
)  # fmt: skip
def test_of_groups_that_are_all_too_small_none_is_said_to_have_risen_or_not(third: int | None, title: str) -> None:
    """‘Rose in 0 of the 3 groups’ would be a finding; a group that is not shown may be a large one."""
    found = {"1": (12, 4), "2": (12, 2), "3": (third, 1)}
    small = [cell("maturity", "overall", 4, value, n=n, kind="change", base_round=3, dimension="cohort", member=each)
             for each, (value, n) in found.items()]  # fmt: skip
    members = [cell("maturity", "overall", 4, 40, n=n, dimension="cohort", member=each)
               for each, (_, n) in found.items()]  # fmt: skip
    cube = demo_cube(audience="secretariat", changed=[*small, *members])
    assert group_changes(cube, "nl", dimension="cohort").title == title


def test_a_group_of_which_nobody_handed_in_has_no_data_and_no_overview_that_was_not_made() -> None:
    unmade = [replace(each, status="not_made") for each in both("maturity", "overall", (None, 5), (None, 7))]
    (row, *_) = secondary_means(demo_cube(changed=unmade), "nl").series
    assert row.marks[4].text == "geen gegevens"
    assert row.marks[4].state == "absent"
    group = {"dimension": "cohort", "member": "3"}
    none = [cell("level_at_least", "established", 6, None, **group),
            cell("maturity", "overall", 4, None, kind="change", base_round=3, **group)]  # fmt: skip
    cube = demo_cube(audience="secretariat", changed=[replace(each, status="not_made") for each in none])
    assert all(each.text == "geen gegevens" for made in group_levels(cube, "nl", dimension="cohort", round=6).series
               for each in made.marks)  # fmt: skip
    assert group_changes(cube, "nl", dimension="cohort").table.rows == ()
