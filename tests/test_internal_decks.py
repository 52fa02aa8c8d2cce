"""A deck or picture of the secretariat that lands on the screen of a room says so itself, in every form of it."""

import asyncio
import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pptx import Presentation
from starlette.requests import Request

from analytics.decks.deck import Deck, Page, Slide, pages_of
from analytics.decks.deck_file import file_name
from analytics.image import figure_svg
from analytics.offline import html_of
from analytics.pack import pack_of
from analytics.scores.overview import overall_trend
from analytics.slides import pptx_of
from analytics.text import Language
from data.cube import Audience, Text
from pages.parts.downloads import values
from pages.parts.frame import Frame
from pages.parts.pictures import pixels, vector
from pages.parts.shelf import ready_figure
from tests.demo import demo_cube
from tests.rendered import drawn
from tests.slides import flat, own_template, swapped

CHOSEN = (
    Slide("section", title="Waar staan we?"), Slide("figure", "overall_trend"), Slide("figure", "collective_order"),
    Slide("figure", "members"), Slide("steps"), Slide("protection"), Slide("decision", code="nothing"),
)  # fmt: skip
SAID: dict[Language, str] = {
    "nl": "Intern, niet verspreiden · alleen het secretariaat",
    "en": "Internal, do not pass on · the secretariat only",
}


@cache
def pages(audience: Audience, language: Language) -> tuple[Page, ...]:
    cube = demo_cube(audience=audience)
    if audience == "secretariat":
        only = Text(nl="alleen het secretariaat", en="the secretariat only")
        cube = replace(cube, edition=replace(cube.edition, visible_to=only))
    return pages_of(cube, Deck("Stand", language, cube.edition.name, CHOSEN))


@pytest.mark.parametrize("language", SAID)
def test_the_offline_file_says_it_on_every_slide_and_in_its_tab(language: Language) -> None:
    said = SAID[language]
    document = html_of(pages("secretariat", language), name="Stand", language=language)
    slides = document.split("<section ")[1:]
    assert len(slides) >= len(CHOSEN)
    assert all(f"<p class='internal'>{said}</p><header>" in each for each in slides)
    assert f"<title>{said} · Stand</title>" in document
    open_to_all = html_of(pages("plenary", language), name="Stand", language=language)
    assert "class='internal'" not in open_to_all
    assert "<title>Stand</title>" in open_to_all


def test_a_figures_own_picture_says_it_too() -> None:
    for audience, there in (("secretariat", 1), ("plenary", 0)):
        figure = pages(audience, "nl")[1].figure
        assert figure is not None
        for dark in (False, True):
            assert figure_svg(figure, dark=dark).count(SAID["nl"]) == there


@pytest.mark.parametrize("template", [None, own_template({}, shaped=swapped)])
def test_powerpoint_says_it_at_the_top_of_every_slide_in_any_template(template: bytes | None) -> None:
    for audience, there in (("secretariat", True), ("plenary", False)):
        made = pptx_of(pages(audience, "nl"), name="Stand", language="nl", template=template)
        for slide in Presentation(BytesIO(made)).slides:
            tags = [each for each in flat(slide.shapes) if each.has_text_frame and each.text_frame.text == SAID["nl"]]
            assert [each.top for each in tags] == [0] * there


def test_it_lies_over_nothing_and_can_be_read_where_it_is_drawn(tmp_path: Path) -> None:
    looks = {"house": None, "dark": own_template({}, shaped=swapped)}
    files = {
        look: pptx_of(pages("secretariat", "nl"), name="Stand", language="nl", template=template)
        for look, template in looks.items()
    }
    for slides in drawn(files, tmp_path).values():
        assert [fault for each in slides for fault in each.faults()] == []
        assert all(re.match(r"Intern, niet", " ".join(word.text for word in sorted(each.words, key=lambda w: w.top)))
                   for each in slides)  # fmt: skip


def test_its_files_are_called_internal() -> None:
    deck = Deck("Stand", "nl", "metals-2", ())
    assert file_name(deck, "secretariat") == "intern-stand-metals-2"
    assert file_name(deck, "plenary") == "stand-metals-2"


def test_so_are_those_of_its_figures() -> None:
    audiences: tuple[Audience, ...] = ("secretariat", "plenary")
    for audience in audiences:
        below = ready_figure(Frame(demo_cube(audience=audience), "nl", audience), overall_trend).below
        name = re.findall(r"figures/([0-9a-f]+)(?=\.picture)", below)[0]
        asked = Request({"type": "http", "headers": [], "path_params": {"name": name}})
        called = f"{'intern-' if audience == 'secretariat' else ''}overall_trend"
        for ending, given in (("csv", asyncio.run(values(asked))), ("svg", vector(asked))):
            assert given.headers["content-disposition"] == f'attachment; filename="{called}.{ending}"'
        assert f"download='{called}.png'".encode() in pixels(asked).body


@pytest.mark.parametrize("audience", ["secretariat", "plenary"])
def test_so_are_those_in_its_pack(audience: Audience) -> None:
    cube, deck = demo_cube(audience=audience), Deck("Stand", "nl", demo_cube().edition.name, CHOSEN)
    pack = pack_of(cube, deck, pages(audience, "nl"), pptx=b"slides", html="", pdf=b"handout")
    names = {each for each in ZipFile(BytesIO(pack)).namelist() if deck.edition in each}
    assert len(names) == 5
    assert {each.startswith("intern-") for each in names} == {audience == "secretariat"}
