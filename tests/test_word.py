"""Documents for Word say what the screen says, in real styles, and open in either language in anybody's template."""

from dataclasses import replace
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from analytics.record.report import YEAR_FIGURES, draft
from analytics.record.telling import NOTHING
from analytics.record.year import matrix, year
from analytics.slides.style import HOUSE
from analytics.text import Text, unbroken
from analytics.word import WordError, draft_docx, matrix_docx, year_docx
from analytics.word.figures import NO_BROWSER
from analytics.word.pictures import Sketch
from data.cube import LANGUAGES, Language
from tests.demo import demo_cube
from tests.words import described, edited, languages, painted, said, styled

CUBE, INTERNAL = demo_cube(), demo_cube(audience="secretariat")
REAL = demo_cube(invented=False)
ROUND = 3  # with facts of every sort, and figures that show something


@cache
def the_year(language: Language, *, round: int = ROUND, pictures: bool = True) -> bytes:
    """The year of the demo edition, made once for all tests that only read it."""
    return year_docx(CUBE, language, round=round, draw=painted if pictures else None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_year_holds_every_fact_and_every_word_of_its_figures(language: Language) -> None:
    words = said(the_year(language))
    for entry in (entry for group in year(CUBE, language, round=ROUND).groups for entry in group.entries):
        for part in (entry.title, entry.kind, entry.status, entry.when, *entry.details):
            assert unbroken(part) in words
    for build in YEAR_FIGURES.values():
        figure = build(CUBE, language, round=ROUND)
        for part in (figure.title, figure.subtitle, figure.source, *figure.notes):
            assert unbroken(part) in words
        for cell in (cell for row in (figure.table.header, *figure.table.rows) for cell in row):
            assert unbroken(cell) in words


def test_headings_captions_and_lists_are_styles_that_an_editor_can_change() -> None:
    document = the_year("nl")
    assert styled(document, "Title") == ["Jaar\N{NO-BREAK SPACE}3 (2021/22)"]
    assert styled(document, "Heading 1") == ["Gedaan en besloten", "Cijfers van het jaar", "De waarden van de figuren"]
    assert styled(document, "Heading 2")[:2] == ["Gepaste zorgvuldigheid", "Secundaire metalen"]
    assert styled(document, "Heading 3")[:2] == ["Activiteiten", "Context en lessen"]
    assert [each.split(".")[0] for each in styled(document, "Caption")] == [
        "Figuur 1",
        "Figuur 2",
        "Tabel 1",
        "Tabel 2",
    ]
    assert any(each.startswith("Webinar over risicoanalyse") for each in styled(document, "List Bullet"))


def test_without_a_browser_a_figure_is_a_table_and_the_document_says_so_once() -> None:
    document = the_year("en", pictures=False)
    assert [each.split(".")[0] for each in styled(document, "Caption")] == ["Table 1", "Table 2"]
    assert said(document).count(NO_BROWSER.en) == 1
    assert "hatched" not in said(document)
    assert NO_BROWSER.en not in said(the_year("en"))


def test_every_picture_has_the_words_of_its_figure_for_who_cannot_see_it() -> None:
    figures = [build(CUBE, "en", round=ROUND) for build in YEAR_FIGURES.values()]
    assert described(the_year("en")) == [figure.alt for figure in figures]


def test_the_logo_of_a_house_style_stands_on_every_page_with_its_name() -> None:
    logo = painted([Sketch("", 40, 120)])[0]
    style = replace(HOUSE, logo=logo, logo_alt=Text(nl="Logo van de stichting", en="Logo of the foundation"))
    assert described(matrix_docx(CUBE, "nl", style=style)) == ["Logo van de stichting"]


def test_a_figure_that_shows_nothing_is_a_sentence_and_no_zero() -> None:
    figure = YEAR_FIGURES["progress"](CUBE, "nl", round=1)
    assert figure.empty is not None
    document = the_year("nl", round=1)
    assert unbroken(figure.empty) in said(document)
    assert [each.split(".")[0] for each in styled(document, "Caption")] == [
        "Figuur 1",
        unbroken(figure.title),
        "Tabel 1",
    ]


def test_a_year_of_which_nothing_is_recorded_says_so() -> None:
    assert NOTHING.nl in said(the_year("nl", round=6, pictures=False))


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_years_are_one_table_on_its_side_whose_header_comes_back_on_every_page(language: Language) -> None:
    file = matrix_docx(CUBE, language)
    document = Document(BytesIO(file))
    (table,) = document.tables
    years = matrix(CUBE, language)
    assert document.sections[0].page_width > document.sections[0].page_height
    assert [row.cells[0].text for row in table.rows[1:]] == [unbroken(each.label) for each in years]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    for row, each in zip(table.rows[1:], years, strict=True):
        if not any(group.entries for group in each.groups):
            assert row.cells[1].text == NOTHING.in_(language)
            continue
        for cell, group in zip(row.cells[1:], each.groups, strict=True):
            assert len([line for line in cell.text.splitlines() if line]) == len(group.entries)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_draft_is_the_text_to_copy_with_each_figure_where_its_sentences_are(language: Language) -> None:
    document = draft_docx(CUBE, language, round=4, draw=painted)
    words = said(document)
    for line in draft(CUBE, language, round=4).splitlines():
        assert unbroken(line.removeprefix("- ").removesuffix(":")) in words
    order = [each for each in words.splitlines() if each]
    figure = next(place for place, each in enumerate(order) if each.startswith(("Figuur 1", "Figure 1")))
    assert order.index("Deelname" if language == "nl" else "Participation") < figure
    assert figure < order.index("Voortgang" if language == "nl" else "Progress")


def test_every_page_says_whose_figures_they_are_who_may_see_them_and_what_is_invented_or_internal() -> None:
    def margins(file: bytes) -> str:
        section = Document(BytesIO(file)).sections[0]
        return "\n".join(each.text for part in (section.header, section.footer) for each in part.paragraphs)

    open_to = margins(the_year("nl", pictures=False))
    assert "verzonnen antwoorden" in open_to.splitlines()[0]
    assert unbroken("editie metals-20260305-01 van 5 maart 2026 · te zien voor: ") in open_to
    assert "Intern" not in open_to
    assert margins(year_docx(INTERNAL, "nl", round=ROUND)).startswith("Intern, niet verspreiden")
    facts = margins(matrix_docx(CUBE, "nl"))
    assert "verzonnen" not in facts
    assert "openbare feiten" in facts
    assert "verzonnen" not in said(year_docx(REAL, "nl", round=ROUND))


@pytest.mark.parametrize(("language", "tag"), [("nl", "nl-NL"), ("en", "en-GB")])
def test_every_word_is_in_the_language_of_the_document(language: Language, tag: str) -> None:
    for file in (the_year(language), matrix_docx(CUBE, language)):
        assert languages(file) == {tag}
        assert Document(BytesIO(file)).core_properties.language == tag


def test_the_same_edition_gives_the_same_bytes_that_name_no_person_and_no_day() -> None:
    made = [the_year("nl"), year_docx(CUBE, "nl", round=ROUND, draw=painted)]
    assert made[0] == made[1]
    properties = Document(BytesIO(made[0])).core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("", "", "")
    with ZipFile(BytesIO(made[0])) as parts:
        assert {each.date_time[0] for each in parts.infolist()} == {1980}
        assert "dcterms" not in parts.read("docProps/core.xml").decode().split(">", 2)[2]


def test_a_template_gives_its_own_look_and_keeps_its_letterhead_and_none_of_its_text() -> None:
    def letterhead(document: Document) -> None:  # type: ignore[valid-type]
        document.sections[0].header.paragraphs[0].text = "Stichting Voorbeeld"
        document.add_paragraph("Voorbeeldtekst van het sjabloon")
        document.styles["Heading 1"].font.name = "Georgia"

    template = edited(the_year("nl", pictures=False), letterhead)
    document = Document(BytesIO(year_docx(CUBE, "nl", round=4, template=template)))
    header = [each.text for each in document.sections[0].header.paragraphs]
    assert header[0] == "Stichting Voorbeeld"
    assert "verzonnen antwoorden" in header[-1]
    assert document.styles["Heading 1"].font.name == "Georgia"
    assert "Voorbeeldtekst" not in "".join(each.text for each in document.paragraphs)


def test_a_template_that_lacks_a_style_is_refused_in_words_of_either_language() -> None:
    def without(document: Document) -> None:  # type: ignore[valid-type]
        document.styles["Heading 2"].delete()
        document.styles["Table Grid"].delete()

    with pytest.raises(WordError) as refused:
        year_docx(CUBE, "nl", round=ROUND, template=edited(matrix_docx(CUBE, "nl"), without))
    assert "mist ‘Heading 2’ (Kop 2), ‘Table Grid’ (Tabelraster)" in refused.value.in_("nl")
    assert "lacks ‘Heading 2’" in refused.value.in_("en")
    with pytest.raises(WordError, match="no readable Word file"):
        matrix_docx(CUBE, "nl", template=b"no zip")
