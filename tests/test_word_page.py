"""The way to a Word document: offered by the page, made on a click, once, with or without a browser that draws."""

from collections.abc import Iterator, Sequence
from io import BytesIO

import pytest
from docx import Document
from PIL import Image
from starlette.requests import Request
from starlette.responses import Response

from analytics.chromium import ChromiumError
from analytics.record.report import YEAR_FIGURES
from analytics.word.pictures import SCALE, Sketch, drawn, sketch
from data.cube import Cube
from pages.parts import word
from pages.parts.word import word_link
from tests.demo import demo_cube
from tests.words import described, painted

CUBE = demo_cube()


@pytest.fixture(autouse=True)
def shelf(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """A shelf of its own with the demo edition, a browser that paints white; how often it painted."""
    painting: list[int] = []

    def paint(sketches: Sequence[Sketch]) -> tuple[bytes, ...]:
        painting.append(len(sketches))
        return painted(sketches)

    def opened(audience: str, name: str) -> Cube:
        assert (audience, name) == ("plenary", CUBE.edition.name)
        return CUBE

    for name, value in (("_made", {}), ("_offered", {}), ("open_edition", opened), ("executable", lambda: "chromium")):
        monkeypatch.setattr(word, name, value)
    monkeypatch.setattr(word, "drawn", paint)
    return painting


def followed(link: str) -> Response:
    """The answer to a click on the link of a page."""
    name = link.split("href='word/")[1].split(".docx'", maxsplit=1)[0]
    return word.document(Request({"type": "http", "path_params": {"name": name, "before": ""}}))


def test_a_document_is_made_on_the_first_click_and_then_given_again(shelf: list[int]) -> None:
    link = word_link(CUBE, "nl", "year", round=4)
    assert shelf == []
    first, second = followed(link), followed(word_link(CUBE, "nl", "year", round=4))
    assert shelf == [2]
    assert first.body == second.body
    assert first.headers["content-disposition"] == 'attachment; filename="jaar-4-metals-20260305-01.docx"'
    assert len(described(bytes(first.body))) == 2


def test_a_document_of_the_secretariat_is_called_internal(monkeypatch: pytest.MonkeyPatch) -> None:
    internal = demo_cube(audience="secretariat")
    monkeypatch.setattr(word, "open_edition", lambda audience, name: internal)
    given = followed(word_link(internal, "en", "matrix")).headers["content-disposition"]
    assert given.startswith('attachment; filename="internal-')


def test_another_year_language_or_kind_is_another_document() -> None:
    links = {word_link(CUBE, language, "year", round=number) for language in ("nl", "en") for number in (3, 4)}
    links |= {word_link(CUBE, "nl", "draft", round=4), word_link(CUBE, "nl", "matrix")}
    files = {bytes(followed(link).body) for link in links}
    assert len(links) == len(files) == 6
    assert (
        'filename="concept-jaar-4-' in followed(word_link(CUBE, "nl", "draft", round=4)).headers["content-disposition"]
    )


def test_nobody_gets_a_document_under_an_address_that_no_page_gave() -> None:
    gone = followed("<a href='word/0123456789abcdef.docx'")
    assert gone.status_code == 404
    assert b"laad de pagina opnieuw" in gone.body


def test_where_no_browser_is_or_where_it_fails_the_document_comes_with_tables(
    shelf: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word, "executable", lambda: None)
    assert len(Document(BytesIO(bytes(followed(word_link(CUBE, "en", "year", round=4)).body))).tables) == 2
    asked: list[int] = []

    def failing(sketches: Sequence[Sketch]) -> tuple[bytes, ...]:
        asked.append(len(sketches))
        raise ChromiumError("too late")

    monkeypatch.setattr(word, "executable", lambda: "chromium")
    monkeypatch.setattr(word, "drawn", failing)
    link = word_link(CUBE, "en", "year", round=3)
    tables = followed(link).body
    assert described(bytes(tables)) == []
    assert followed(link).body == tables
    assert asked == [2], "a browser that failed is not asked again by every click"
    later = word.monotonic() + word.AGAIN + 1
    monkeypatch.setattr(word, "monotonic", lambda: later)
    followed(link)
    assert asked == [2, 2]


@pytest.mark.browser
def test_a_browser_draws_all_figures_in_one_go_each_as_high_as_it_is() -> None:
    found = [sketch(build(CUBE, "nl", round=5)) for build in YEAR_FIGURES.values()]
    sketches = [each for each in found if each is not None]
    assert len(sketches) == 2
    for each, png in zip(sketches, drawn(sketches), strict=True):
        with Image.open(BytesIO(png)) as picture:
            assert picture.size == (round(each.width * SCALE), pytest.approx(each.height * SCALE, abs=1))
            colours = picture.convert("RGB").getcolors(1 << 24)
        assert colours is not None
        assert {(255, 255, 255), (0, 103, 163)} <= {colour for _, colour in colours}, "white paper and blue bars"
