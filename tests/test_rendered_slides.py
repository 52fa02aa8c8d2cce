"""The slide check on what comes out: ready decks drawn by LibreOffice, looked at and read back as a room sees them.

tests/test_slide_check.py knows what a file says; `python -m bench.rendered_slides` draws every deck in every look.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Pt

from analytics.decks.deck import Page
from analytics.slides import pptx_of
from analytics.text import Language
from tests.demo import demo_cube
from tests.rendered import Drawn, drawn
from tests.slides import own_template, ready_pages, swapped, text_page

CUBE = demo_cube()
LOOKS = {"house": None, "dark": own_template({}, shaped=swapped)}
# Every deck in both languages and both looks, every look in both languages.
CASES: dict[Language, dict[str, str]] = {
    "nl": {"plenary": "house", "collective": "dark", "webinar": "house"},
    "en": {"plenary": "dark", "collective": "house", "webinar": "dark"},
}
NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


@pytest.mark.parametrize("language", CASES)
def test_every_drawn_slide_can_be_read_and_says_what_the_screen_says(language: Language, tmp_path: Path) -> None:
    pages = {code: ready_pages(CUBE, code, language) for code in CASES[language]}
    files = {
        code: pptx_of(pages[code], name=code, language=language, template=LOOKS[look])
        for code, look in CASES[language].items()
    }
    for code, slides in drawn(files, tmp_path).items():
        faults = [(number, fault) for number, slide in enumerate(slides, start=1) for fault in slide.faults()]
        assert faults == [], code
        for page, shown in _by_page(pages[code], slides):
            assert list(_unsaid(page, shown)) == [], (code, page.title)
            assert list(_added(page, shown)) == [], (code, page.title)


def test_words_that_cannot_be_read_are_found(tmp_path: Path) -> None:
    found = [" and ".join(slide.faults()) for slide in drawn({"faulty": _faulty()}, tmp_path)["faulty"]]
    expected = (
        r"‘klein’ is in type of 11 points",
        r"‘onder’ lies over ‘boven’",
        r"‘bleek’ hardly stands out \(1\.\d:1\)",
        r"‘buite\w*’ runs off the slide",  # poppler may leave out what is wholly off the page
    )
    assert len(found) == len(expected)
    assert [bool(re.fullmatch(each, told)) for each, told in zip(expected, found, strict=True)] == [True] * 4, found


def _by_page(pages: tuple[Page, ...], slides: tuple[Drawn, ...]) -> Iterator[tuple[Page, list[tuple[int, Drawn]]]]:
    """The slides of every page with their numbers: one, or of a long table several."""
    left = list(enumerate(slides, start=1))
    for page, after in zip(pages, (*pages[1:], None), strict=True):
        shown = [left.pop(0)]
        while left and (after is None or _flat(after.title) not in _said(left[0][1])):
            shown.append(left.pop(0))
        yield page, shown
    assert not left


def _unsaid(page: Page, shown: list[tuple[int, Drawn]]) -> Iterator[str]:
    """What the page says and its slides do not show: whole texts, and every word and number of a picture."""
    said = [_said(slide) for _, slide in shown]
    for text in (page.title, page.subtitle, page.footer):
        if any(_flat(text) not in each for each in said):
            yield text
    yield from (line for line in page.body if not any(_flat(line) in each for each in said))
    numbers = {each for _, slide in shown for each in _numbers(slide)}
    for text in _in_picture(page):
        if any(_flat(word) not in "".join(said) for word in text.split()) or not set(NUMBER.findall(text)) <= numbers:
            yield text


def _added(page: Page, shown: list[tuple[int, Drawn]]) -> Iterator[tuple[int, str]]:
    """Numbers on a slide that are none of the page's, of its axis, or the slide's own."""
    figure = page.figure
    known = [page.title, page.subtitle, page.footer, *page.body, *_in_picture(page)]
    if figure is not None:
        low, high = figure.axis or (0, 0)
        known += [*figure.notes, *(cell for row in figure.table.rows for cell in row)]
        known += [*figure.table.header, *(f"{low + (high - low) * k / 5:g}" for k in range(6))]
    own = {each for text in known for each in NUMBER.findall(text)}
    for number, slide in shown:
        place = {str(number), str(len(shown)), *(str(k + 1) for k in range(len(shown)))}
        yield from ((number, each) for each in _numbers(slide) if each not in own | place)


def _in_picture(page: Page) -> Iterator[str]:
    """What stands in the picture: the names of series and places, and the text of every mark.

    In a field a mark is where its two numbers say, and only its name stands there.
    """
    figure = page.figure
    if figure is None:
        return
    yield from (each.label.replace("<br>", " ") for each in figure.categories)
    if figure.form != "field":
        yield from (mark.text.replace("<br>", " ") for series in figure.series for mark in series.marks)


def _numbers(slide: Drawn) -> set[str]:
    return {each for word in slide.words for each in NUMBER.findall(word.text)}


def _said(slide: Drawn) -> str:
    return _flat("".join(word.text for word in slide.words))


def _flat(text: str) -> str:
    """Without spaces and capitals: a line breaks where it has to, and a template may set its titles in capitals."""
    return "".join(text.split()).casefold()


def _faulty() -> bytes:
    """Slides with one fault each: small type, words over words, pale words, words off the slide."""
    titles = [text_page("section", "Titel", number=number) for number in range(1, 5)]
    made = Presentation(BytesIO(pptx_of(titles, name="Fout", language="nl")))
    words = ([("klein", 40, 11.0)], [("onder", 40, 24.0), ("boven", 44, 24.0)], [("bleek", 40, 24.0)],
             [("buitenboord", 880, 24.0)])  # fmt: skip
    for slide, told in zip(made.slides, words, strict=True):
        for text, left, size in told:
            _write(slide, text, left=left, size=size, pale=text == "bleek")
    held = BytesIO()
    made.save(held)
    return held.getvalue()


def _write(slide: Any, text: str, *, left: float, size: float, pale: bool) -> None:
    box = slide.shapes.add_textbox(Pt(left), Pt(40), Pt(200), Pt(40))
    box.text_frame.word_wrap = False
    run = box.text_frame.paragraphs[0].add_run()
    run.text, run.font.size = text, Pt(size)
    run.font.color.rgb = RGBColor(0xE8, 0xE8, 0xE8) if pale else RGBColor(0x20, 0x20, 0x20)
