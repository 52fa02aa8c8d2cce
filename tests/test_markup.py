"""A figure as markup: the shade of a bound, and words that are not said twice."""

from dataclasses import replace
from decimal import Decimal

import pytest

from analytics.figure import Table
from analytics.reach.outreach import outreach
from analytics.risks import themes
from analytics.risks.collective import collective_order
from analytics.scores.overview import headline
from analytics.text import unbroken
from data.cube import LANGUAGES, Language
from pages.parts.markup import empty_of, foot_of, head_of, table_of, written
from tests.demo import cell, demo_cube

CUBE = demo_cube()


def test_a_bound_has_the_shade_of_what_is_certain_and_is_hatched_to_what_is_possible() -> None:
    """On a scale from 1 to 5, at least 4.4 lies 85 % of the way, and 5 at its end; white would read as the least."""
    severe = cell("risk_severity", "water", 5, None)
    bound = replace(severe, status="published", n=8, lo=Decimal("4.4"), hi=Decimal(5), precision="at_least")
    told = written(themes.risk_development(demo_cube(changed=[bound]), "nl"))
    assert "ks-bounded' style='--share:85%;--most:100%'>minstens 4,4<" in told
    assert "ks-not_made' style='--share:0%'>niet gemaakt<" in told


def test_a_figure_that_shows_nothing_says_so_once() -> None:
    figure = outreach(demo_cube(), "nl")
    empty = replace(figure, title="Niets vastgelegd", empty="Niets vastgelegd. Dat is geen nul.")
    assert empty_of(empty) == "<p class='ks-empty'>Dat is geen nul.</p>"
    assert empty_of(replace(empty, empty="Niets vastgelegd.")) == ""
    assert empty_of(replace(empty, empty="Om een andere reden.")) == "<p class='ks-empty'>Om een andere reden.</p>"
    assert head_of(replace(empty, subtitle=empty.title)).count("Niets vastgelegd") == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_two_comparable_years_the_large_numbers_say_so_once(language: Language) -> None:
    apart = [each.model_copy(update={"comparability_group": str(each.number)}) for each in CUBE.agreement.rounds]
    cube = replace(CUBE, agreement=CUBE.agreement.model_copy(update={"rounds": tuple(apart)}))
    figure = headline(cube, language)
    said = [unbroken(figure.title), unbroken(figure.subtitle), figure.empty or ""]
    assert all(said)
    told = head_of(figure) + empty_of(figure)
    assert [told.count(each) for each in said] == [1, 1, 1]
    assert sum(told.count(each) for each in ("Er zijn geen twee", "There are no two")) == 1


@pytest.mark.parametrize(
    ("words", "rows"), [(("short", "words"), False), (("short", "words that take more than one line"), True)]
)
def test_a_telephone_shows_a_table_row_by_row_where_its_words_would_not_fit_beside_each_other(
    words: tuple[str, str], rows: bool
) -> None:
    told = table_of(Table(("Year", "One", "Other"), (("Year 1", *words),)), "Table")
    assert ("ks-many" in told) == rows


def test_a_short_cell_and_a_short_aside_stay_on_one_line() -> None:
    row = ("1. Embed", "in progress", "Water use and water quality (at least 4.4)")
    told = table_of(Table(("Step", "Status", "Risk"), (row,)), "Table")
    assert "<td class='ks-short' data-name='Status'>in progress</td>" in told
    assert "Water use and water quality <span class='ks-short'>(at least 4.4)</span>" in told


def test_a_line_never_ends_between_a_year_and_its_number() -> None:
    figure = replace(
        outreach(CUBE, "nl"), title="In termijn 2, jaar 1 had ‘6. Herstel’ een jaar", subtitle="Jaar 4 (n = 7)"
    )
    assert "termijn\N{NO-BREAK SPACE}2, jaar\N{NO-BREAK SPACE}1 had ‘6.\N{NO-BREAK SPACE}Herstel’ een jaar" in head_of(
        figure
    )
    assert "Jaar\N{NO-BREAK SPACE}4 (n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}7)" in head_of(figure)


def test_no_line_of_a_note_or_a_cell_ends_within_a_number_of_companies_or_a_year() -> None:
    figure = replace(outreach(CUBE, "en"), notes=("In year 5 it was 65% on average (n = 13).",))
    assert "year\N{NO-BREAK SPACE}5 it" in foot_of(figure)
    assert "(n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}13)" in foot_of(figure)
    assert "year\N{NO-BREAK SPACE}4; Peru" in table_of(
        Table(("Theme", "Runs"), (("Water", "since year 4; Peru"),)), "T"
    )


def test_a_number_at_the_head_of_a_row_has_the_name_of_its_column_for_a_telephone() -> None:
    table = collective_order(CUBE, "nl").table
    assert f"<th scope='row' class='n' data-name='{table.header[0]}'>1</th>" in table_of(table, "Tabel")
