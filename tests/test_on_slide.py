"""Set on a slide: words that stay together, a source that is said once, tables and pictures that find their room."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Pt

from analytics.decks.long_tables import numbered
from analytics.decks.on_slide import on_slide
from analytics.drawing.column_widths import by_asking, dealt
from analytics.figure import Figure, Mark, Table
from analytics.image import figure_svg
from analytics.record.plans import plans_on_time
from analytics.scores.overview import overall_trend
from analytics.slides import pptx_of
from analytics.slides.places import Area
from analytics.slides.row_places import LOWEST_BAR, fits, rows_of
from analytics.slides.sheet import Sheet
from analytics.slides.style import HOUSE
from analytics.text import Language, other_language, unbroken
from tests.demo import demo_cube
from tests.slides import own_template, page_of, read, ready_pages, text_page

CUBE = demo_cube()
NBSP = "\N{NO-BREAK SPACE}"
SITE = "https://publicaties.example/"
WORDS = st.lists(st.integers(1, 12), min_size=1, max_size=25).map(lambda sizes: " ".join("w" * each for each in sizes))


def with_sources(*addresses: str) -> Figure:
    rows = tuple((f"rij {place}", "12", address) for place, address in enumerate(addresses))
    return replace(
        overall_trend(CUBE, "nl"), form="table", table=Table(("Wat", "n", "Bron"), rows, (False, True, False))
    )


@pytest.mark.parametrize(
    ("text", "kept"),
    [("van jaar 4 (n = 7)", f"van jaar{NBSP}4 (n{NBSP}={NBSP}7)"), ("n = niet getoond", f"n{NBSP}={NBSP}niet getoond"),
     ("0-100 %, stap 3", f"0-100{NBSP}%, stap{NBSP}3"), ("‘6. Herstellen’ · 2", f"‘6.{NBSP}Herstellen’{NBSP}· 2"),
     ("(0 van 11), 11 van de 14", f"(0{NBSP}van{NBSP}11), 11 van de 14"),
     ("1 en 2; 2 en 3", f"1{NBSP}en{NBSP}2; 2{NBSP}en{NBSP}3"),
     ("van 1 tot 5; 1 to 5", f"van 1{NBSP}tot{NBSP}5; 1{NBSP}to{NBSP}5"),
     ("met 23 punten", f"met 23{NBSP}punten"),
     ("reden = 4 jaar lang", "reden = 4 jaar lang")],
)  # fmt: skip
def test_what_belongs_together_stays_on_one_line(text: str, kept: str) -> None:
    assert unbroken(text) == kept
    page = on_slide(replace(text_page("text", text, subtitle=text), footer=text, notes=(text,)))
    assert (page.title, page.subtitle, page.footer, page.notes) == (kept, kept, kept, (kept,))


def test_a_table_of_one_source_says_it_once_at_the_foot_and_in_no_row() -> None:
    page = on_slide(page_of(with_sources(SITE + "a", SITE + "b")))
    assert page.figure is not None
    assert page.figure.table == Table(("Wat", "n"), (("rij 0", "12"), ("rij 1", "12")), (False, True))
    assert page.footer.endswith(f"{NBSP}· publicaties.example")
    assert on_slide(page) == page
    picture = figure_svg(with_sources(SITE + "a", SITE + "b"))
    assert picture.count("publicaties.example") == 1
    assert ">Bron<" not in picture
    for addresses in ((SITE, "https://elders.example/"), (SITE, "–"), ()):
        figure = with_sources(*addresses)
        assert on_slide(page_of(figure)).figure.table == figure.table  # type: ignore[union-attr]


@given(cells=st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=1, max_size=8), share=st.floats(0.05, 0.95))
@settings(max_examples=30, deadline=None)
def test_columns_share_all_the_room_and_never_take_more_lines_than_if_each_got_what_it_asks(
    cells: list[list[str]], share: float
) -> None:
    def lines(row: int, column: int, wide: float) -> int:
        left, count = 0.0, 1
        for word in cells[row][column].split(" "):
            left = left + 1 + len(word) if left else len(word)
            count, left = (count + 1, len(word)) if left > wide else (count, left)
        return count

    columns = list(zip(*cells, strict=True))
    least = [float(max(len(word) for text in column for word in text.split(" "))) for column in columns]
    asked = [float(max(map(len, column))) + 1 for column in columns]
    free = float(int(sum(least) + share * (sum(asked) - sum(least))))
    made = dealt(least, asked, free, rows=len(cells), lines=lines)

    def taken(widths: list[float]) -> int:
        return sum(
            max(lines(row, column, int(wide)) for column, wide in enumerate(widths)) for row in range(len(cells))
        )

    assert sum(made) == pytest.approx(free)
    assert all(wide >= narrow for wide, narrow in zip(made, least, strict=True))
    assert taken(made) <= taken(by_asking(least, asked, free))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_webinar_in_eight_slides_has_eight_in_every_file_and_template(language: Language) -> None:
    pages, other = (ready_pages(CUBE, "webinar", each) for each in (language, other_language(language)))
    assert len(numbered(pages, other)) == 8
    assert "table" not in {page.figure.form for page in pages if page.figure}, "a table may go on over more slides"
    for template in (None, own_template({})):
        made = pptx_of(pages, name="Webinar", language=language, template=template, other=other)
        assert len(Presentation(BytesIO(made)).slides) == 8


@pytest.mark.parametrize("high", range(150, 400, 10))
def test_numbers_at_bars_of_one_row_never_touch_and_bars_without_the_room_are_a_table(high: int) -> None:
    figure, area = plans_on_time(CUBE, "nl"), Area(0, 0, 648, high)
    sheet = Sheet(Presentation().slides.add_slide(Presentation().slide_layouts[6]).shapes, HOUSE, "nl")
    rows = rows_of(sheet, figure, area)
    assert not fits(figure, area) or rows.bar(0, 1) - rows.bar(0, 0) >= LOWEST_BAR - 0.01
    assert fits(figure, area) == (high >= 300)


def _low(presentation: Any) -> None:
    """A template that leaves little of its height to the content."""
    layout = next(each for each in presentation.slide_layouts if each.name == "Title and Content")
    body = next(each for each in layout.placeholders if each.placeholder_format.type == PP_PLACEHOLDER.OBJECT)
    body.left, body.top, body.width, body.height = Pt(36), Pt(130), Pt(648), Pt(250)


def test_words_in_a_hatched_column_cover_no_point_and_without_the_room_stand_in_the_key() -> None:
    figure = overall_trend(CUBE, "nl")
    hidden = {mark.at for each in figure.series if each.code == "all" for mark in each.marks if mark.value is None}
    assert hidden & {mark.at for each in figure.series if each.joined for mark in each.marks}
    high, low = (
        read(pptx_of([page_of(figure)], name="Reeks", language="nl", template=each))[0].texts
        for each in (None, own_template({}, shaped=_low))
    )
    assert ("niet getoond" in high, any("▨" in each for each in high)) == (True, False)
    assert ("niet getoond" in low, any("▨" in each for each in low)) == (False, True)


def _of(change: Callable[[Mark], Mark], figure: Figure) -> Figure:
    return replace(figure, series=tuple(replace(each, marks=tuple(map(change, each.marks))) for each in figure.series))


def test_a_row_of_bars_that_all_say_the_same_says_it_once() -> None:
    figure = plans_on_time(CUBE, "nl")
    hidden = _of(lambda mark: replace(mark, value=None, lo=None, hi=None, text="niet verwacht", state="absent"), figure)
    (slide,) = read(pptx_of([page_of(hidden)], name="Plannen", language="nl"))
    assert slide.texts.count("niet verwacht") == len(figure.categories)
