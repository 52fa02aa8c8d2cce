"""The slide check: the ready decks as PowerPoint, so that a chair has nothing to repair by hand.

What can be known from the file itself is checked here; tests/test_rendered_slides.py has the same decks drawn and looks
at what comes out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from itertools import combinations
from typing import Any

import pytest
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn

from analytics.decks.deck import Page
from analytics.decks.on_slide import on_slide
from analytics.measure import LINE, lines, width
from analytics.slides import pptx_of
from analytics.slides.sheet import SMALL
from analytics.text import Language
from analytics.theme import contrast
from tests.demo import demo_cube
from tests.slides import flat, own_template, published_numbers, read, ready_pages

CUBE = demo_cube()
POINT = 12700
# A label may lie this far (points) over another's box before letters touch: boxes are reckoned wider than type is.
TOUCHING = 4.0


def dark(presentation: Any) -> None:
    fill = presentation.slide_master.background.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor(0x0B, 0x1E, 0x33)


LOOKS = {"house": None, "white": own_template({}), "dark": own_template({}, shaped=dark)}
BACKGROUNDS = {"house": "#ffffff", "white": "#ffffff", "dark": "#0b1e33"}
# Every deck, both languages and every look at least once.
CASES = [("plenary", "nl", "house"), ("collective", "en", "white"), ("webinar", "nl", "dark")]


@cache
def _pages(code: str, language: Language) -> tuple[Page, ...]:
    return tuple(map(on_slide, ready_pages(CUBE, code, language)))


@cache
def _file(code: str, language: Language, look: str) -> bytes:
    return pptx_of(_pages(code, language), name="Controle", language=language, template=LOOKS[look])


@dataclass(frozen=True, slots=True)
class Written:
    """Words on a slide with the rectangle that they take, in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def over(self, other: "Written") -> float:
        """How far two lie over each other, points; the smaller of across and down."""
        return min(min(self.right, other.right) - max(self.left, other.left),
                   min(self.bottom, other.bottom) - max(self.top, other.top))  # fmt: skip


def _written(slide: Any) -> Iterator[Written]:
    """What stands in boxes, not in charts and tables; turned words are left out."""
    for shape in flat(slide.shapes):
        if not shape.has_text_frame or not shape.text_frame.text or shape.text_frame._txBody.bodyPr.get("vert"):
            continue
        frame = shape.text_frame
        inset = [(getattr(frame, f"margin_{side}") or 0) / POINT for side in ("left", "top", "right", "bottom")]
        left, top = shape.left / POINT + inset[0], shape.top / POINT + inset[1]
        room = shape.width / POINT - inset[0] - inset[2]
        high = shape.height / POINT - inset[1] - inset[3]
        wide, used = 0.0, 0.0
        for paragraph in frame.paragraphs:
            sizes = [run.font.size.pt for run in paragraph.runs if run.font.size] or [SMALL]
            bold = any(run.font.bold for run in paragraph.runs)
            made = lines(paragraph.text, max(sizes), room + 1, bold=bold)
            wide = max(wide, *(width(each, max(sizes), bold=bold) for each in made))
            used += len(made) * max(sizes) * LINE + (paragraph.space_after.pt if paragraph.space_after else 0)
        anchor = frame._txBody.bodyPr.get("anchor") or ("b" if shape.is_placeholder and "Title" in shape.name else "t")
        align = frame.paragraphs[0]._p.find(qn("a:pPr"))
        align = "l" if align is None else align.get("algn", "l")
        top += {"t": 0, "ctr": (high - used) / 2, "b": high - used}[anchor]
        left += {"l": 0, "ctr": (room - wide) / 2, "r": room - wide}[align]
        yield Written(frame.text, left, top, left + wide, top + used)


@pytest.mark.parametrize(("code", "language", "look"), CASES)
def test_no_words_lie_over_other_words_or_run_off_the_slide(code: str, language: Language, look: str) -> None:
    made = Presentation(BytesIO(_file(code, language, look)))
    wide, high = made.slide_width / POINT, made.slide_height / POINT
    for number, slide in enumerate(made.slides, start=1):
        written = list(_written(slide))
        for each in written:
            assert each.left >= -1, (number, each)
            assert each.top >= -1, (number, each)
            assert each.right <= wide + 1, (number, each)
            assert each.bottom <= high + 1, (number, each)
        for one, other in combinations(written, 2):
            assert one.over(other) <= TOUCHING, (number, one, other)


@pytest.mark.parametrize(("code", "language", "look"), CASES)
def test_type_is_large_enough_and_stands_out(code: str, language: Language, look: str) -> None:
    for number, slide in enumerate(Presentation(BytesIO(_file(code, language, look))).slides, start=1):
        charts = [each.chart._chartSpace for each in flat(slide.shapes) if getattr(each, "has_chart", False)]
        for root in (slide._element, *charts):
            for run in root.iter(qn("a:rPr"), qn("a:defRPr")):
                assert int(run.get("sz", "1200")) >= 1200, number
                for colour in run.iterfind(f"{qn('a:solidFill')}/{qn('a:srgbClr')}"):
                    behind = _behind(run) or BACKGROUNDS[look]
                    assert contrast(f"#{colour.get('val').lower()}", behind) >= 4.5, (number, colour.get("val"), behind)


def _behind(run: Any) -> str | None:
    """The colour of the cell that a run stands in."""
    cell = next(run.iterancestors(qn("a:tc")), None)
    fill = None if cell is None else cell.find(f"{qn('a:tcPr')}/{qn('a:solidFill')}/{qn('a:srgbClr')}")
    return None if fill is None else f"#{fill.get('val').lower()}"


@pytest.mark.parametrize(("code", "language", "look"), CASES)
def test_every_slide_has_its_source_and_every_mean_the_companies_behind_it(
    code: str, language: Language, look: str
) -> None:
    slides = iter(read(_file(code, language, look)))
    for page in _pages(code, language):
        slide = next(slides)
        for _ in range(int(slide.title.rpartition("/")[2].rstrip(")")) - 1 if slide.title.endswith(")") and
                       slide.title != page.title and "/" in slide.title[-6:] else 0):  # fmt: skip
            next(slides)
        assert slide.title.startswith(page.title), page.title
        assert " ".join(page.footer.split()) in slide.said, page.title
        assert ("verzonnen" in slide.said or "invented" in slide.said) == page.invented
        figure = page.figure
        if figure is None:
            continue
        behind = {mark.n for series in figure.series for mark in series.marks if mark.n is not None}
        said = f"{slide.said} {figure.subtitle}"
        assert not behind or any(str(each) in said for each in behind), page.title
        assert {round(each, 9) for each in slide.numbers} <= published_numbers(figure), page.title
    assert next(slides, None) is None
