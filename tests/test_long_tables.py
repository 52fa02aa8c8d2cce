"""A table that is too long for one slide is cut once: at the same rows, with the same titles, in every medium."""

import re
from dataclasses import replace
from functools import cache

import pytest

from analytics.decks.deck import Page
from analytics.decks.long_tables import cut, numbered
from analytics.decks.on_slide import on_slide
from analytics.decks.stage import as_table
from analytics.decks.tables import ACROSS, Written, turned
from analytics.drawing.fit import READABLE_PX, sheet
from analytics.figure import Table
from analytics.offline import html_of
from analytics.risks.collective import collective_order
from analytics.scores.overview import overall_trend
from analytics.slides import pptx_of
from analytics.text import Language, other_language, site
from tests.demo import demo_cube
from tests.every_figure import every_figure
from tests.slides import own_template, page_of, read, sizes

CUBE = demo_cube()
# A table and a grid that are longer than any slide, and all that the demo edition has.
TIMES = {"published": 5, "risk_development": 3}
# Of wide letters fewer rows find room on a slide of PowerPoint, which measures them, than in the offline file.
WIDE = Table(("W",) * 7, (("MMMM WWWW",) * 7,) * 40)

LONG_NAME = "Conflict en ernstige schendingen"
LONG_WORK = "gekozen in jaar 2; project (collectief): onderzoek in jaar 3, loopt in jaar 4; Peru, Bolivia en Colombia"


@cache
def tables(language: Language) -> tuple[Page, ...]:
    """A page per table of the demo edition, those of TIMES so many times as long."""
    figures = every_figure(CUBE, language)
    made = []
    for key, figure in figures.items():
        if figure.form in ("table", "grid") and figure.empty is None and not turned(figure):
            longer = replace(
                figure, table=replace(figure.table, rows=figure.table.rows * TIMES.get(key, 1)),
                series=figure.series * TIMES.get(key, 1),
            )  # fmt: skip
            made.append(page_of(longer, len(made) + 1))
    wide = made[0].figure
    assert wide is not None
    return (*made, page_of(replace(wide, form="table", table=WIDE), len(made) + 1))


def shown(file: bytes) -> list[tuple[str, list[list[str]]]]:
    """The title of every slide with the rows of its table."""
    return [
        (slide.title, [[cell.text_frame.text.replace("\n", " ") for cell in row.cells] for row in table.rows][1:])
        for slide in read(file)
        for table in slide.tables
    ]


def rows_of(page: Page) -> list[list[str]]:
    assert page.figure is not None
    return [[site(text).replace("<br>", " ") for text in row] for row in as_table(page.figure).rows]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_offline_file_and_powerpoint_cut_a_table_at_the_same_rows_under_the_same_titles(
    language: Language,
) -> None:
    pages, other = tables(language), tables(other_language(language))
    offline = [(page.title, rows_of(page)) for page in numbered(pages, other)]
    assert len(offline) > len(pages) + 4
    assert any("(2/" in title for title, _ in offline)
    made = pptx_of(pages, name="Tabellen", language=language, other=other)
    assert shown(made) == offline
    assert min(sizes(made)) >= 12


def test_a_change_of_language_changes_no_row_that_is_shown() -> None:
    nl, en = numbered(tables("nl"), tables("en")), numbered(tables("en"), tables("nl"))
    assert [len(rows_of(each)) for each in nl] == [len(rows_of(each)) for each in en]


def test_on_a_lower_slide_of_somebodys_own_every_row_is_there_once_in_type_that_can_be_read() -> None:
    pages = tables("nl")
    made = pptx_of(pages, name="Tabellen", language="nl", other=tables("en"), template=own_template({}))
    assert [row for _, rows in shown(made) for row in rows] == [
        row for page in pages for row in rows_of(on_slide(page))
    ]
    assert min(sizes(made)) >= 12


def test_the_words_above_numbers_break_before_they_take_the_room_of_a_sentence() -> None:
    numbers = ("Prioriteit bij zoveel bedrijven", "Actie in uitvoering bij zoveel bedrijven")
    sentence = "een lange zin die zonder deze koppen op veel minder regels staat"
    table = Table(("Thema", *numbers, "Wat er loopt"), (("Water", "4", "hoogstens 3", sentence),) * 4,
                  (False, True, True, False))  # fmt: skip
    made = sheet(table, width=920, height=400)
    assert made.header[1:3] == ("Prioriteit bij<br>zoveel bedrijven", "Actie in uitvoering<br>bij zoveel bedrijven")
    assert made.rows[0][1:3] == ("4", "hoogstens 3")
    assert made.rows[0][3].count("<br>") == 1


def test_a_number_does_not_touch_the_words_beside_it_for_the_sake_of_larger_type() -> None:
    header = ("Rang", "Risicothema", "Ernst", "Waarschijnlijkheid", "Prioriteit bij", "Actie in uitvoering bij",
              "Eerder gekozen in", "Wat er al loopt of liep")  # fmt: skip
    row = ("8", "Loon en arbeidsvoorwaarden", "3,1", "3,1", "hoogstens 3", "hoogstens 3", "–",
           "project (met een maatschappelijke organisatie): loopt in jaar 3")  # fmt: skip
    words = Written(header, (row,) * 4)
    larger = words.way(14, 876)
    assert larger.whole
    assert larger.across < ACROSS
    way, _ = words.parts(876, 600, cut=[range(4)])
    assert way.whole
    assert (way.size, way.across) == (13, ACROSS)


def test_words_after_a_number_begin_well_apart_from_it_on_a_slide() -> None:
    """The number ends at the right of its column, and the words begin at the left of theirs."""
    table = Table(("Thema", "Acties bij", "Gekozen in"), (("Water", "hoogstens 3", "jaar 2"),), (False, True, False))
    figure = replace(overall_trend(CUBE, "nl"), form="table", categories=(), series=(), table=table)
    (slide,) = read(pptx_of((page_of(figure),), name="Apart", language="nl"))
    _, number, words = slide.tables[0].rows[1].cells
    assert (number.margin_right + words.margin_left) / 12700 >= 20
    assert words.margin_left > number.margin_left


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_order_of_twelve_risks_to_choose_from_takes_two_slides(language: Language) -> None:
    """As long as the sample's: with a project on two of them, and the others named in two lines at most."""
    figure = collective_order(CUBE, language)
    rows = [(str(rank), LONG_NAME, "4,3", "2,9", "hoogstens 3", "hoogstens 3",
             LONG_WORK if rank in (2, 8) else "niets vastgelegd") for rank in range(1, 13)]  # fmt: skip
    page = on_slide(page_of(replace(figure, table=replace(figure.table, rows=tuple(rows)))))
    assert len(cut(page)) == 2
    drawn = re.findall(r"class='roll t(\d+)'", html_of([page], name="Plenair", language=language))
    assert drawn == [f"{READABLE_PX}"] * 2  # which it has by the room of its notes
