"""What a PowerPoint file promises: the words and numbers of the figures, nothing else in it, readable by everybody."""

import hashlib
import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.dml import MSO_FILL
from pptx.oxml.ns import qn

from analytics.figure import Figure, Mark
from analytics.measure import height
from analytics.scores import steps
from analytics.slides import SlidesError, Style, pptx_of, read_style
from analytics.slides.sheet import LIGHTER
from analytics.text import Language, site
from analytics.theme import LIGHT, between, contrast
from data.cube import LANGUAGES
from tests.demo import count, demo_cube
from tests.every_figure import every_figure
from tests.slides import (
    TAGS,
    languages,
    own_template,
    page_of,
    pages_of_figures,
    published_numbers,
    read,
    sizes,
    text_page,
)

POINT = 12700


@cache
def _figures(language: Language) -> dict[str, Figure]:
    """All figures in Dutch, with those that only the secretariat's edition can make; in English some."""
    figures = every_figure(demo_cube(), language)
    if language == "nl":
        behind = every_figure(demo_cube(audience="secretariat"), language)
        return figures | {
            f"{key}_intern": each for key, each in behind.items() if figures[key].empty and not each.empty
        }
    return {key: each for place, (key, each) in enumerate(figures.items()) if place % 3 == 1}


@cache
def _deck(language: Language) -> bytes:
    return pptx_of(pages_of_figures(_figures(language).values()), name="Alle figuren", language=language)


def _plain(text: str) -> str:
    return " ".join(text.replace("<br>", " ").replace("\N{NO-BREAK SPACE}", " ").split())


@cache
def _slides(language: Language) -> dict[str, list]:
    """The slides of every figure; a long table has several."""
    slides = iter(read(_deck(language)))
    found: dict[str, list] = {}
    for key, figure in _figures(language).items():
        first = next(slides)
        of = re.search(r" \(1/(\d+)\)$", first.title) if first.title != figure.title else None
        found[key] = [first, *(next(slides) for _ in range(int(of[1]) - 1 if of else 0))]
    assert next(slides, None) is None
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_screen_and_slide_show_the_same_words_and_numbers(language: Language) -> None:
    for key, slides in _slides(language).items():
        figure = _figures(language)[key]
        said = _plain(" ".join(each.said for each in slides))
        assert all(_plain(each.title).startswith(_plain(figure.title)) for each in slides), key
        assert _plain(figure.subtitle) in said, key
        assert figure.source in said, key
        if figure.empty:
            assert figure.empty in said, key
            continue
        alone = {mark.text for series in figure.series for mark in series.marks}
        if figure.form == "field":
            assert all(_plain(each.label) in said for each in figure.categories), key
        elif figure.form not in ("lines", "table"):
            assert {each for each in alone if _plain(each) not in said} == set(), key
        if figure.form == "lines":
            marks = [
                mark for each in figure.series if not each.written for mark in each.marks if mark.value is not None
            ]
            assert all(_plain(each.text) in said for each in marks), key
        if any(each.tables for each in slides) and figure.form != "grid":
            for row in figure.table.rows:
                assert all(_plain(site(text)) in said for text in row), (key, row)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_workbook_holds_published_values_and_nothing_else(language: Language) -> None:
    charts = 0
    for key, slides in _slides(language).items():
        allowed = published_numbers(_figures(language)[key])
        for slide in slides:
            charts += len(slide.charts)
            assert {round(each, 9) for each in slide.numbers} <= allowed, key
            for chart in slide.charts:
                cached = {float(each.text) for ref in chart._chartSpace.iter("{*}numRef") for each in ref.iter("{*}v")}
                assert {round(each, 9) for each in cached} <= allowed, key
    assert charts > 10


def test_a_withheld_value_is_words_and_never_a_point() -> None:
    figure = _figures("nl")["overall_trend"]
    hidden = {mark.at for each in figure.series if each.code == "all" for mark in each.marks if mark.value is None}
    assert hidden
    (slide,) = _slides("nl")["overall_trend"]
    (chart,) = slide.charts
    everybody = next(
        each for each in chart.plots[0].series if each.name == next(s.label for s in figure.series if s.code == "all")
    )
    shown = [each for each in figure.series if each.code == "all" for each in each.marks if each.value is not None]
    assert sorted(each for each in everybody.values if each is not None) == sorted(mark.value for mark in shown)
    assert "niet getoond" in slide.said


def test_a_line_joins_the_same_companies_only_and_never_over_a_break() -> None:
    for key, slides in _slides("en").items():
        figure = _figures("en")[key]
        if figure.form != "lines" or figure.empty:
            continue
        drawn = [each for each in figure.series if not each.written]
        (chart,) = slides[0].charts
        names = list(chart.plots[0].categories)
        gaps = [place for place, name in enumerate(names) if name in ("", "None")]
        assert len(gaps) == sum(each.break_before is not None for each in figure.categories[1:])
        assert slides[0].said.count("break") >= len(gaps)
        for made, series in zip(chart.plots[0].series, drawn, strict=True):
            line = made._element.spPr.find("{*}ln")
            joined = line is not None and line.find("{*}noFill") is None
            assert joined == series.joined, (key, series.code)
            if joined:
                places = [place for place, value in enumerate(made.values) if value is not None]
                assert len(places) == 2
                assert places[1] - places[0] == 1
        assert chart._chartSpace.find(".//{*}dispBlanksAs").get("val") == "gap"


def test_a_dumbbell_joins_what_is_shown_at_both_ends() -> None:
    figure = _figures("nl")["step_profile"]
    ends = [each for each in figure.series if not each.written]
    whole = [
        marks
        for marks in zip(*(each.marks for each in ends), strict=True)
        if all(mark.value is not None for mark in marks)
    ]
    (chart,) = _slides("nl")["step_profile"][0].charts
    joined = [each for each in chart.plots[0].series if each._element.spPr.find("{*}ln/{*}solidFill") is not None]
    assert len(joined) == len(whole) < len(figure.categories)


def test_a_bound_without_a_point_is_hatched_as_far_as_it_may_be_with_its_words_beside_that() -> None:
    """At the start of the row the words stood at a value that it does not have."""
    wide = {}
    for most in (4, 8):
        bound = [count("unanswered", "step:act", 5, most, n=12, precision="at_most")]
        figure = steps.unanswered(demo_cube(changed=bound), "nl", round=5)
        (slide,) = read(pptx_of((page_of(figure),), name="Grens", language="nl"))
        (strip,) = [each for each in slide.shapes if each.name.startswith("Rectangle")]
        (words,) = [each for each in slide.shapes if each.has_text_frame and each.text_frame.text.startswith("hoogst")]
        assert strip.fill.type == MSO_FILL.PATTERNED
        assert 0 <= words.left - strip.left - strip.width <= 12 * POINT
        wide[most] = strip.width
    assert wide[8] == pytest.approx(2 * wide[4], rel=0.01)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_has_its_language_and_no_type_is_smaller_than_12_points(language: Language) -> None:
    assert languages(_deck(language)) == {TAGS[language]}
    assert min(sizes(_deck(language))) == 12


def test_what_has_no_words_is_described_or_said_to_be_there_for_the_eye_only() -> None:
    """As the accessibility check of PowerPoint asks of every group, line, rectangle, chart, table and picture."""
    wordless = [
        (key, shape._element.xpath("./*[1]/p:cNvPr")[0])
        for key, slides in _slides("nl").items() for slide in slides for shape in slide.shapes
        if not (shape.has_text_frame and shape.text_frame.text)
    ]  # fmt: skip
    assert len({each.get("name").split(" ")[0] for _, each in wordless} & {"Connector", "Rectangle"}) == 2
    for key, named in wordless:
        eye_only = [each.get("val") for each in named.iter("{*}decorative")]
        assert named.get("descr") or eye_only == ["1"], (key, named.get("name"))


def test_the_file_says_that_it_is_wide_and_which_master_its_notes_have() -> None:
    root = Presentation(BytesIO(_deck("nl"))).part._element
    assert root.sldSz.get("type") is None
    (named,) = root.xpath("p:notesMasterIdLst/p:notesMasterId")
    assert (
        Presentation(BytesIO(_deck("nl")))
        .part.related_part(named.get(qn("r:id")))
        .partname.startswith("/ppt/notesMasters/")
    )


def test_every_chart_and_table_has_its_figure_in_words_and_stands_between_subtitle_and_notes() -> None:
    for key, slides in _slides("nl").items():
        figure = _figures("nl")[key]
        for slide in slides:
            frames = [each for each in slide.shapes if getattr(each, "has_chart", 0) or getattr(each, "has_table", 0)]
            assert len(frames) == (0 if figure.empty or figure.form == "numbers" else 1), key
            for frame in frames:
                assert frame._element.xpath("./*[1]/p:cNvPr/@descr") == [figure.alt]
                texts = [_plain(each.text_frame.text) if each.has_text_frame else "" for each in slide.shapes]
                at = slide.shapes.index(frame)
                assert texts[0] == _plain(slide.title)
                foot = next(place for place, text in enumerate(texts) if text.startswith(figure.source))
                assert texts.index(_plain(figure.subtitle)) < at < foot
            assert slide.notes, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_runs_over_the_edge_of_its_box_or_of_the_slide(language: Language) -> None:
    for key, slides in _slides(language).items():
        for slide in slides:
            for shape in slide.shapes:
                assert min(shape.left, shape.top) >= -1, (key, shape.name)
                assert shape.left + shape.width <= 960 * POINT + 1, (key, shape.name)
                assert shape.top + shape.height <= 540 * POINT + 1, (key, shape.name)
                turned = shape.has_text_frame and shape.text_frame._txBody.bodyPr.get("vert")
                if shape.has_text_frame and shape.text_frame.text and not turned:
                    used = sum(
                        height(paragraph.text, max(run.font.size.pt for run in paragraph.runs), shape.width / POINT,
                               bold=bool(paragraph.runs[0].font.bold))
                        for paragraph in shape.text_frame.paragraphs if paragraph.runs
                    )  # fmt: skip
                    assert used <= shape.height / POINT + 1, (key, shape.text_frame.text)
            for table in slide.tables:
                assert sum(row.height for row in table.rows) <= 400 * POINT, key


def test_a_long_title_is_made_smaller_in_steps_and_never_runs_over() -> None:
    figure = _figures("nl")["headline"]
    for words in (5, 20, 40, 80, 160):
        title = " ".join(["samenwerkingsverbanden"] * words)
        (slide,) = read(pptx_of([page_of(figure, title=title)], name="Lang", language="nl"))
        shape = slide.shapes[0]
        size = shape.text_frame.paragraphs[0].runs[0].font.size.pt
        assert size >= 12
        assert height(slide.title, size, shape.width / POINT, bold=True) <= shape.height / POINT
        assert slide.title == title or (slide.title.endswith(" …") and title in slide.notes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_longest_grid_and_table_lose_no_row(language: Language) -> None:
    grid = next(
        each
        for each in _figures(language).values()
        if each.form == "grid" and len(each.categories) >= 4 and not each.empty
    )
    themes = tuple(
        replace(
            grid.series[0],
            code=str(k),
            label=f"{k} discriminatie en gendergelijkheid in de keten",
            marks=tuple(replace(mark, text="hoogstens 3") for mark in grid.series[0].marks),
        )
        for k in range(13)
    )
    rows = tuple((f"rij {k}", "gemeenschappelijke ketenverantwoordelijkheid " * 3, "12 %") for k in range(31))
    table = replace(
        grid, form="table", table=replace(grid.table, header=("Rij", "Wat", "Hoeveel"), rows=rows, numeric=())
    )
    slides = read(pptx_of(pages_of_figures((replace(grid, series=themes), table)), name="Lang", language=language))
    said = [cell.text for each in slides for made in each.tables for row in made.rows for cell in row.cells]
    assert {each.label for each in themes} <= set(said)
    assert {row[0] for row in rows} <= set(said)
    assert sum(len(made.rows) - 1 for each in slides for made in each.tables) == 13 + 31
    assert re.fullmatch(r".* \((\d+)/\1\)", slides[-1].title)
    assert all(sum(row.height for row in made.rows) <= 400 * POINT for each in slides for made in each.tables)


def test_the_same_pages_give_the_same_file_and_it_names_no_person() -> None:
    pages = pages_of_figures(list(_figures("nl").values())[:6])
    first, second = (pptx_of(pages, name="Voortgang", language="nl") for _ in range(2))
    assert hashlib.sha256(first).hexdigest() == hashlib.sha256(second).hexdigest()
    with ZipFile(BytesIO(first)) as parts:
        core = parts.read("docProps/core.xml").decode()
        books = [ZipFile(BytesIO(parts.read(each))) for each in parts.namelist() if each.endswith(".xlsx")]
        cores = [core, *(each.read("docProps/core.xml").decode() for each in books)]
    assert "Voortgang" in core
    for each in cores:
        assert not re.search(r"<(dc:creator|cp:lastModifiedBy)>[^<]+<", each)
    assert "Canny" not in core


def test_a_section_text_and_card_have_their_words_and_their_notes() -> None:
    pages = (
        text_page("section", "Voortgang", "Wat bedrijven zelf opgaven"),
        text_page(
            "steps", "Zes stappen van gepaste zorgvuldigheid", *(f"{k}. Een stap" for k in range(1, 7)), number=2
        ),
        text_page("text", "Heel veel", *("Een lange zin over de keten. " * 12 for _ in range(30)), number=3),
    )
    slides = read(pptx_of(pages, name="Tekst", language="nl"))
    assert [each.title for each in slides[:2]] == [each.title for each in pages[:2]]
    for page, slide in zip(pages, slides, strict=False):
        assert page.body[0] in " ".join(slide.texts)
        assert slide.notes == "Zeg dit."
    assert sum(slide.said.count("Een lange zin over de keten.") for slide in slides[2:]) == 360
    assert all("verzonnen antwoorden" in each.said for each in slides)


DUTCH = {"Title Only": "Alleen titel", "Section Header": "Sectiekop", "Title and Content": "Titel en inhoud"}

GERMAN = {"Title Only": "Nur Titel", "Section Header": "Abschnittsüberschrift", "Title and Content": "Unsere Seite"}


@pytest.mark.parametrize("names", [{}, DUTCH, GERMAN])
def test_the_layouts_of_an_own_template_are_found_by_name_or_by_what_they_are_for(names: dict[str, str]) -> None:
    pages = (
        text_page("section", "Voortgang"),
        *pages_of_figures(list(_figures("nl").values())[:3]),
        text_page("text", "Tot slot", "Dank"),
    )
    made = pptx_of(pages, name="Eigen", language="nl", template=own_template(names))
    slides = Presentation(BytesIO(made)).slides
    used = [each.slide_layout.name for each in slides]
    wanted = ["Section Header", "Title Only", "Title Only", "Title Only", "Title and Content"]
    assert used == [names.get(each, each) for each in wanted]
    assert "Voorbeelddia" not in " ".join(each.said for each in read(made))


def test_in_an_own_template_words_stay_above_the_source_line() -> None:
    """Its footer is too small for the source line, which takes the row of footer and date or the end of the content."""
    body = tuple(
        f"{k}. Een regel over de keten die bijna de hele breedte van de dia nodig heeft, en dan nog iets meer"
        for k in range(14)
    )
    page = text_page("text", "Veel regels", *body)
    long = replace(page, footer=page.footer + " en iedereen die verder nog aan tafel zit bij het overleg" * 2)
    slide, *_ = read(pptx_of([long], name="Eigen", language="nl", template=own_template(DUTCH)))
    text = next(each for each in slide.shapes if each.has_text_frame and each.text_frame.text.startswith("0. "))
    foot = next(each for each in slide.shapes if each.has_text_frame and "iedereen" in each.text_frame.text)
    used = sum(
        height(each.text, each.runs[0].font.size.pt, text.width / POINT - 16) + 8 for each in text.text_frame.paragraphs
    )
    assert text.top / POINT + used <= foot.top / POINT + 8


def untyped(presentation: Any) -> None:
    """Layouts that somebody made anew: of those PowerPoint does not say what they are for."""
    for layout in presentation.slide_layouts:
        layout._element.attrib.pop("type", None)


def test_a_template_that_lacks_a_layout_is_refused_with_what_it_lacks_and_has() -> None:
    with pytest.raises(SlidesError, match="Title Only") as told:
        pptx_of((), name="Eigen", language="nl", template=own_template({"Title Only": "Onze titel"}, shaped=untyped))
    assert "‘Title Only’ / ‘Alleen titel’" in told.value.in_("nl")
    assert "‘Onze titel’" in told.value.in_("nl")
    assert "mist" in told.value.in_("nl")
    assert "lacks" in str(told.value)
    for broken in (b"geen presentatie", b""):
        with pytest.raises(SlidesError, match="no readable PowerPoint"):
            pptx_of((), name="Eigen", language="nl", template=broken)


def test_lighter_points_still_stand_out() -> None:
    for name in ("accent", "quiet", "contrast", "target"):
        lighter = between(LIGHT.background, LIGHT.colour(name), LIGHTER)
        assert contrast(lighter, LIGHT.background) >= 3, name


def test_a_house_style_gives_colours_fonts_and_a_logo_with_its_words(tmp_path: Path) -> None:
    Image.new("RGB", (40, 20), "#004b87").save(tmp_path / "logo.png")
    told = '[colours]\naccent = "#004b87"\n[fonts]\nheading = "Georgia"\n'
    told += '[logo]\npicture = "logo.png"\nnl = "Logo van ons"\n'
    (tmp_path / "stijl.toml").write_text(told, encoding="utf-8")
    style = read_style(tmp_path / "stijl.toml")
    made = pptx_of(pages_of_figures([_figures("nl")["overall_trend"]]), name="Stijl", language="nl", style=style)
    (slide,) = read(made)
    assert [each._element.xpath("./*[1]/p:cNvPr/@descr") for each in slide.shapes if each.shape_type == 13] == [
        ["Logo van ons"]
    ]
    with ZipFile(BytesIO(made)) as parts:
        every = b"".join(parts.read(each) for each in parts.namelist() if each.endswith(".xml"))
    assert b"004B87" in every
    assert b'latin typeface="Georgia"' in every
    assert Style().look.accent[1:].upper().encode() not in every


@pytest.mark.parametrize(
    ("told", "words"),
    [("[colours]\naccent = 'blauw'", "#0067a3"), ("[colours]\nkleur = '#ffffff'", "kleur"),
     ("[letters]\na = 1", "letters"),
     ("[logo]\npicture = 'weg.png'", "weg.png"), ("niet = = toml", "TOML")],
)  # fmt: skip
def test_a_house_style_that_says_something_unknown_is_refused(tmp_path: Path, told: str, words: str) -> None:
    (tmp_path / "stijl.toml").write_text(told, encoding="utf-8")
    with pytest.raises(SlidesError, match=words):
        read_style(tmp_path / "stijl.toml")


def test_a_bounded_bar_is_solid_to_what_is_certain_and_hatched_to_what_is_possible() -> None:
    figure = _figures("nl")["levels"]
    bounded = [mark for mark in figure.series[0].marks if mark.state == "bounded"]
    assert bounded
    (chart,) = _slides("nl")["levels"][0].charts
    possible, certain = chart.plots[0].series
    assert possible._element.spPr.find("{*}pattFill") is not None
    assert certain._element.spPr.find("{*}solidFill") is not None
    assert [each for each in possible.values if each is not None] == [mark.hi for mark in bounded]
    expected: list[Mark] = list(figure.series[0].marks)
    assert list(certain.values) == [mark.lo if mark.state == "bounded" else mark.value for mark in expected]
    assert chart.plots[0].overlap == 100


def test_names_that_would_lie_over_one_another_stand_beside_the_picture_with_a_number_at_their_points() -> None:
    figure = next(each for each in _figures("nl").values() if each.form == "field" and not each.empty)
    marks = figure.series[0].marks
    near = tuple(replace(mark, x=2.5 + k / 50, value=3.0 + k / 90) for k, mark in enumerate(marks))
    apart = tuple(replace(mark, x=1.5 + k % 3, value=1.5 + k // 3 * 0.9) for k, mark in enumerate(marks))
    said = {}
    for name, moved in (("near", near), ("apart", apart)):
        changed = replace(figure, series=(replace(figure.series[0], marks=moved),))
        (slide,) = read(pptx_of(pages_of_figures([changed]), name="Veld", language="nl"))
        assert all(_plain(each.label) in slide.said for each in figure.categories)
        said[name] = {each.text_frame.text for each in slide.shapes if each.has_text_frame}
    names = {each.code: each.label for each in figure.categories}
    legend = "\n".join(f"{order}  {names[mark.at]}" for order, mark in enumerate(marks, start=1))
    assert legend in said["near"]
    assert legend not in said["apart"]
