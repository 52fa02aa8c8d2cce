"""A figure as SVG and a deck as one file: the words and marks of the screen, and nothing that runs or is fetched."""

import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from xml.etree import ElementTree

import pytest

from analytics.decks.deck import Page
from analytics.decks.long_tables import lines_beside, numbered
from analytics.decks.on_slide import on_slide
from analytics.decks.stage import WIDTH, as_table, room_of
from analytics.drawing import DRAWN, plotly_spec
from analytics.drawing.canvas import text_width
from analytics.drawing.fit import READABLE, READABLE_PX, fitted, sheet
from analytics.figure import Category, Figure, Mark, Series
from analytics.image import figure_svg
from analytics.offline import html_of
from analytics.scores import levels, overview
from analytics.slides import pptx_of
from analytics.theme import DARK, LIGHT
from tests.demo import demo_cube
from tests.every_figure import FIGURES
from tests.pages_of_figures import pages_of_figures
from tests.slides import read, text_page

CUBE = demo_cube()
EVERY = {key: made(CUBE, "nl") for key, made in FIGURES.items()}
PICTURES = [key for key, figure in EVERY.items() if figure.form in DRAWN and figure.empty is None]
POINTS = ("lines", "dots", "dumbbell", "field")
SVG = "{http://www.w3.org/2000/svg}"
DECK = (*PICTURES[:12], "headline", "target_table", "risk_development", "theme_profile", "published", "pace")


def _tree(figure: Figure, *, dark: bool = False) -> ElementTree.Element:
    return ElementTree.fromstring(figure_svg(figure, dark=dark))  # noqa: S314  made right here


def _words(element: ElementTree.Element) -> str:
    return _plain(" ".join(" ".join(each.itertext()) for each in element.iter(f"{SVG}text")))


def _plain(text: str) -> str:
    return re.sub(r"[\s-]+", "", text)


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("key", FIGURES)
def test_every_figure_is_one_picture_with_its_title_base_notes_and_source_inside(key: str, dark: bool) -> None:
    figure, tree = EVERY[key], _tree(EVERY[key], dark=dark)
    words = _words(tree)
    for text in (figure.title, figure.subtitle, *figure.notes, figure.source):
        assert _plain(text) in words, text
    assert (tree.get("width"), tree.get("height"), tree.get("lang")) == ("1600", "900", "nl")
    assert (tree.get("role"), tree.get("aria-label")) == ("img", figure.alt)
    assert tree[0].get("fill") == (DARK if dark else LIGHT).background
    assert {each.tag.removeprefix(SVG) for each in tree.iter()} <= {
        "svg", "g", "rect", "path", "circle", "text", "tspan", "defs", "pattern"
    }  # fmt: skip


@pytest.mark.parametrize("key", PICTURES)
def test_every_shown_number_stands_in_the_picture_and_no_point_stands_for_a_withheld_one(key: str) -> None:
    figure = EVERY[key]
    body = fitted(figure, width=1488, height=640).body
    tree = ElementTree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{body}</svg>')  # noqa: S314
    marks = [mark for series in figure.series for mark in series.marks]
    if figure.form != "field":
        for mark in marks:
            if mark.state in ("shown", "bounded"):
                assert _plain(mark.text) in _words(tree), mark
    drawn = [mark for series in figure.series if not series.written for mark in series.marks]
    diamonds = [each for each in tree.iter(f"{SVG}path") if each.get("d", "").endswith("z")]
    points = [*tree.iter(f"{SVG}circle"), *diamonds]
    if figure.form in POINTS:
        assert len(points) == sum(mark.value is not None for mark in drawn)


def test_a_point_stands_as_high_as_its_value() -> None:
    figure = overview.overall_trend(CUBE, "nl")
    body = fitted(figure, width=1488, height=640).body
    heights = [(float(y), float(x)) for x, y in re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', body)]
    values = [m.value for s in figure.series if not s.written for m in s.marks if m.value is not None]
    (top, _), (low, _) = heights[values.index(max(values))], heights[values.index(min(values))]
    unit = (low - top) / (max(values) - min(values))
    for value, (y, _) in zip(values, heights, strict=True):
        assert y == pytest.approx(top + (max(values) - value) * unit, abs=0.11)


def test_a_bound_is_solid_to_what_is_certain_and_hatched_to_what_is_possible() -> None:
    body = fitted(levels.levels(CUBE, "nl", round=5), width=1488, height=640).body
    hatched = [float(each) for each in re.findall(r'<rect [^>]*width="([\d.]+)"[^>]* fill="url', body)]
    # At least 11 of the 12, at most 3: hatched are 1 and 3 companies.
    assert max(hatched) / min(hatched) == pytest.approx(3, rel=0.01)


def test_a_withheld_value_is_a_hatched_column_over_the_whole_axis() -> None:
    figure = overview.overall_trend(CUBE, "nl")
    body = fitted(figure, width=1488, height=640).body
    hatched = [float(each) for each in re.findall(r'<rect [^>]*height="([\d.]+)" fill="url\(#p-h\d\)"', body)]
    grid = [float(each) for each in re.findall(r'<path d="M[\d.]+ ([\d.]+)H', body)]
    assert hatched == [pytest.approx(max(grid) - min(grid), abs=0.2)]


@pytest.mark.parametrize("dark", [False, True])
def test_a_picture_has_no_colour_but_those_of_its_look(dark: bool) -> None:
    look = DARK if dark else LIGHT
    named = {getattr(look, each) for each in look.__slots__}
    for key in PICTURES:
        if EVERY[key].form != "grid":
            found = set(re.findall(r"#[0-9a-f]{6}", figure_svg(EVERY[key], dark=dark)))
            assert found <= named, key


def test_a_deck_is_one_file_that_fetches_nothing_and_runs_its_own_script_alone() -> None:
    document = html_of(pages_of_figures(CUBE, "nl", DECK), name="Plenair <1>", language="nl")
    assert document.startswith("<!doctype html>\n<html lang='nl'")
    assert "Plenair &lt;1&gt;" in document
    assert "Een &amp; &lt; tweede" in document
    assert not re.search(r"<[^>]+\s(on\w+|style|src)\s*=", document)
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", document)
    policy = re.search(r'http-equiv=\'Content-Security-Policy\' content="([^"]+)"', document)[1]
    for part, name in (("script", "script-src"), ("style", "style-src")):
        (text,) = re.findall(rf"<{part}>(.*?)</{part}>", document, re.DOTALL)
        said = f"{name} 'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
        assert said in policy.split("; ")
    assert "default-src 'none'" in policy


def test_every_slide_has_a_heading_its_place_its_source_and_says_that_answers_are_invented() -> None:
    pages = numbered(pages_of_figures(CUBE, "nl", DECK), ())
    slides = html_of(pages_of_figures(CUBE, "nl", DECK), name="Plenair", language="nl").split("<section ")[1:]
    assert len(slides) == len(pages)
    for page, slide in zip(pages, slides, strict=True):
        assert slide.count("<h2>") == 1
        assert f"<p class='place'>{page.number} / {len(pages)}</p>" in slide
        assert page.footer.replace("&", "&amp;") in slide
        assert ("<p class=invented>verzonnen antwoorden</p>" in slide) == page.invented
        if page.figure and page.figure.form in ("table", "grid"):
            assert "<th scope='col'" in slide
            assert "<th scope='row'" in slide
        elif page.figure and page.figure.form != "numbers":
            assert 'role="img" aria-label="' in slide
        for note in page.notes:
            assert note in slide.split("<aside")[1]


def test_the_same_pages_give_the_same_file_under_a_megabyte_with_both_languages() -> None:
    nl, en = (pages_of_figures(CUBE, language, DECK) for language in ("nl", "en"))
    document = html_of(nl, name="Plenair", language="nl", other=en)
    assert document == html_of(nl, name="Plenair", language="nl", other=en)
    assert len(document.encode()) < 1_000_000
    assert document.count("<section ") == 2 * len(numbered(nl, en))
    names = re.findall(r'<pattern id="([^"]+)"', document)
    assert len(names) == len(set(names)) > 0


def test_a_long_table_goes_on_over_slides_at_the_same_rows_in_both_languages_and_loses_none() -> None:
    whole = {language: pages_of_figures(CUBE, language, ("published",))[-1:] for language in ("nl", "en")}
    rows = whole["nl"][0].figure.table.rows
    long = {key: _longer(pages, times=40 // len(rows) + 1) for key, pages in whole.items()}
    nl, en = numbered(long["nl"], long["en"]), numbered(long["en"], long["nl"])
    assert len(nl) == len(en) > 1
    assert [len(each.figure.table.rows) for each in nl] == [len(each.figure.table.rows) for each in en]
    assert tuple(row for each in nl for row in each.figure.table.rows) == on_slide(long["nl"][0]).figure.table.rows
    assert [each.number for each in nl] == list(range(1, len(nl) + 1))
    assert nl[-1].title.endswith(f"({len(nl)}/{len(nl)})")
    assert [each.explained for each in nl] == [()] * (len(nl) - 1) + [("Een keer.",)]
    for page in (*nl, *en):
        assert (
            sheet(as_table(page.figure), width=WIDTH, height=room_of(page, lines=lines_beside(page))).size
            >= READABLE_PX
        )


def _longer(pages: tuple[Page, ...], *, times: int) -> tuple[Page, ...]:
    (page,) = pages
    table = replace(page.figure.table, rows=page.figure.table.rows * times)
    return (replace(page, figure=replace(page.figure, table=table), explained=("Een keer.",)),)


def test_a_grid_that_goes_on_keeps_every_row_and_a_short_table_stays_on_its_slide() -> None:
    (page,) = pages_of_figures(CUBE, "nl", ("theme_profile",))[-1:]
    grid = next(each for each in EVERY.values() if each.form == "grid" and not each.empty)
    assert len(numbered((replace(page, figure=grid),), ())) == 1
    long = replace(grid, series=grid.series * (40 // len(grid.series)))
    parts = numbered((replace(page, figure=long),), ())
    assert len(parts) > 1
    assert tuple(series for each in parts for series in each.figure.series) == long.series


def test_lines_of_words_are_as_large_as_find_room() -> None:
    line = "Een regel die niet over de hele breedte van de dia loopt."
    for times, size in ((3, 34), (11, 30), (30, 26)):
        document = html_of((text_page("text", "Titel", *([line] * times)),), name="Woorden", language="nl")
        assert f"<ul class='lines s{size}'>" in document, times


def test_a_picture_that_would_be_too_small_beside_its_notes_takes_their_room() -> None:
    (page,) = pages_of_figures(CUBE, "nl", ("risk_ranking",))[-1:]
    notes = tuple(f"Een toelichting die een hele regel van de dia vult, en wel nummer {k}." for k in range(3))
    crowded = replace(page, title=page.title * 2, subtitle=page.subtitle * 2, figure=replace(page.figure, notes=notes))
    assert fitted(crowded.figure, width=WIDTH, height=room_of(crowded)).scale < READABLE
    document = html_of((crowded,), name="Vol", language="nl")
    (scale,) = re.findall(r'<g transform="scale\(([\d.]+)\)">', document)
    assert float(scale) >= READABLE
    shown = document.split("<aside")[0]
    assert notes[0] in shown  # as many as leave it large enough
    assert notes[2] not in shown
    assert "Meer toelichting staat in de notities." in document


def test_a_picture_of_a_long_grid_can_be_read_and_no_line_of_its_words_ends_within_a_number() -> None:
    (page,) = pages_of_figures(CUBE, "nl", ("risk_development",))[-1:]
    assert page.figure is not None
    assert len(page.figure.series) >= 10
    assert fitted(page.figure, width=1520, height=600).scale >= READABLE
    titled = replace(page.figure, title="Bedrijven " * 9 + "met (0 van 11)")
    words = " ".join(re.findall(r"<text[^>]*>(.*?)</text>", figure_svg(titled), flags=re.S))
    assert "(0\N{NO-BREAK SPACE}van\N{NO-BREAK SPACE}11)" in words


def test_the_lines_of_a_title_in_a_picture_are_about_as_long_as_each_other() -> None:
    title = "Stand van 4 vastgelegde projecten: idee (1), loopt (2), afgerond (1) en gestopt (1)"
    titled = replace(EVERY["overall_trend"], title=title)
    (first, second), *_ = ([*each.itertext()] for each in _tree(titled).iter(f"{SVG}text"))
    assert 0.7 < len(first) / len(second) < 1.4


def test_a_bound_in_a_grid_is_shaded_by_what_is_certain_in_either_file() -> None:
    """At least 70 of a scale to 100 is as dark as 70 is; at most 30 is as light as 0 is."""
    (page,) = pages_of_figures(CUBE, "nl", ("theme_profile",))[-1:]
    grid = next(each for each in EVERY.values() if each.form == "grid" and not each.empty)
    at = [each.code for each in grid.categories[:2]]
    rows = (
        (Mark(at[0], 70, "70"), Mark(at[1], 0, "0")),
        (Mark(at[0], None, "minstens 70", state="bounded", lo=70, hi=100),
         Mark(at[1], None, "hoogstens 30", state="bounded", lo=0, hi=30)),
    )  # fmt: skip
    series = tuple(Series(str(k), f"rij {k}", "accent", marks) for k, marks in enumerate(rows))
    figure = replace(grid, categories=grid.categories[:2], series=series, axis=(0, 100))
    pages = (replace(page, figure=figure),)
    cells = re.findall(r"<td class='(q\d+)'>", html_of(pages, name="Vak", language="nl"))
    assert cells[:2] == cells[2:4]
    assert cells[0] != cells[1]
    (table,) = [made for slide in read(pptx_of(pages, name="Vak", language="nl")) for made in slide.tables]
    told = {mark.text for each in rows for mark in each}
    shade = {cell.text: str(cell.fill.fore_color.rgb) for row in table.rows for cell in row.cells if cell.text in told}
    assert shade["70"] == shade["minstens 70"] != shade["0"] == shade["hoogstens 30"]


def test_no_word_of_a_grid_with_long_names_runs_into_the_next_cell_of_its_picture() -> None:
    grid = next(each for each in EVERY.values() if each.form == "grid" and not each.empty)
    names = ("1. Integreren", "2. Identificeren", "3. Aanpakken", "4. Monitoren", "5. Communiceren", "6. Herstellen")
    heads = tuple(Category(str(k), name) for k, name in enumerate(names))
    marks = tuple(Mark(each.code, 78, "78 % (n = 8)") for each in heads)
    figure = replace(grid, categories=heads, series=(Series("a", "primaire productie en verwerking", "accent", marks),))
    layout = plotly_spec(figure, width=707, room=280, readable=10)["layout"]
    cell = (707 - layout["margin"]["l"] - layout["margin"]["r"]) / len(heads)
    inside = [each for each in layout["annotations"] if each["x"] in range(6) and each.get("xref") != "paper"]
    assert len(inside) == 2 * len(heads)
    for each in inside:
        assert text_width(each["text"], each["font"]["size"]) <= cell + 1, each["text"]
    assert "(n = 8)".replace(" ", "\N{NO-BREAK SPACE}") in inside[-1]["text"]
