"""The deck as a file: every page a slide (a long table several), with notes, footer, language and alt text."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from pptx.util import Pt

from analytics.decks.around import (
    ABOVE_NOTES,
    BELOW_SUBTITLE,
    SUBTITLE_STEPS,
    notes_beside,
    notes_height,
    subtitle_of,
)
from analytics.decks.deck import Page
from analytics.decks.long_tables import beside, cut, numbered_title
from analytics.decks.tables import turned, written
from analytics.figure import Figure
from analytics.measure import SMALLEST, fitting, height
from analytics.slides.columns import column_chart
from analytics.slides.field import field_chart
from analytics.slides.file import finished
from analytics.slides.foot import footer_of
from analytics.slides.frame import INSET, Frame
from analytics.slides.lines import line_chart
from analytics.slides.numbers import large_numbers
from analytics.slides.places import BODIES, Area, area_of, place_of
from analytics.slides.row_places import fits
from analytics.slides.rows import row_chart
from analytics.slides.sheet import SMALL, Sheet, paragraphs
from analytics.slides.style import HOUSE, Style
from analytics.slides.tables import draw_table
from analytics.slides.template import opened
from analytics.text import Language

SECTION_STEPS: Final = (40, 36, 32, 28, 24, 20, 18, 16, 14, SMALLEST)
BODY_STEPS: Final = (24, 22, 20, 18, 16, 14, SMALLEST)
AFTER: Final = 8.0
CHARTS: Final = {
    "lines": line_chart, "dumbbell": row_chart, "bars": row_chart, "dots": row_chart,
    "strip": row_chart, "columns": column_chart, "field": field_chart, "numbers": large_numbers,
}  # fmt: skip
ROWS: Final = ("dumbbell", "bars", "dots", "strip")


def pptx_of(
    pages: Sequence[Page], *, name: str, language: Language, style: Style = HOUSE, template: bytes | None = None,
    other: Sequence[Page] = (),
) -> bytes:  # fmt: skip
    """The pages as a PowerPoint file; the same pages give the same bytes.

    template: an organisation's own .pptx or .potx, whose layouts are found by name; its own slides are left out. other:
    the same pages in the other language, so that a long table goes on at the same rows as in the offline file. Raises
    SlidesError where the template cannot serve.
    """
    made = Making(opened(style, template), language, own=template is not None)
    for page, twin in beside(pages, other):
        made.page(page, other=twin)
    return finished(made.source.presentation, name=name, language=language)


class Making(Frame):
    """A presentation while the slides of its pages are made."""

    def page(self, page: Page, *, other: Page | None = None) -> None:
        """The slides of one page; other: the same in the other language, whose table is cut at the same rows."""
        if page.kind == "section":
            self._section(page)
        elif page.figure is None:
            self._text(page)
        elif page.figure.empty:
            self._text(replace(page, body=(page.figure.empty,)))
        else:
            self._figure(page, page.figure, other=other)

    def _section(self, page: Page) -> None:
        slide, _ = self.slide("section", page, page.title, steps=SECTION_STEPS)
        body = place_of(slide, BODIES)
        texts = [*filter(None, (page.subtitle,)), *page.body]
        if body is not None and texts:
            area = area_of(body)
            size = fitting(texts, BODY_STEPS, room=area.width, high=area.height) or SMALLEST
            paragraphs(body.text_frame, texts, size=size)
        self.end(slide, page, "section", filled=body if texts else None)

    def _text(self, page: Page) -> None:
        """Lines of text; where the smallest type does not hold them, over more slides."""
        area = self.source.content
        texts = [each for each in (page.subtitle, *page.body) if each not in ("", page.title)]
        high = area.height - 2 * INSET - self.foot(footer_of(page, self.language), "text")[1]
        size = fitting(texts, BODY_STEPS, room=area.width - INSET, high=high, between=AFTER)
        parts = [texts] if size else _over(texts, room=area.width - INSET, high=high)
        for order, part in enumerate(parts):
            slide, sheet = self.slide("text", page, numbered_title(page.title, order, len(parts)))
            body: Any = place_of(slide, BODIES)
            paragraphs(body.text_frame, part, size=size or SMALLEST, after=AFTER)
            if order == 0 and page.subtitle and part[:1] == [page.subtitle]:
                below_title = body.text_frame.paragraphs[0].runs[0].font
                below_title.size = Pt(min(size or SMALLEST, SUBTITLE_STEPS[0]))
                below_title.color.rgb = sheet.colour("muted")
            for paragraph in body.text_frame.paragraphs:
                properties = paragraph._p.get_or_add_pPr()
                properties.set("marL", "0")
                properties.set("indent", "0")
                properties.insert_element_before(
                    properties.makeelement("{http://schemas.openxmlformats.org/drawingml/2006/main}buNone", {}),
                    "a:tabLst", "a:defRPr", "a:extLst",
                )  # fmt: skip
            self.end(slide, page, "text", filled=body if part else None)

    def _figure(self, page: Page, figure: Figure, *, other: Page | None) -> None:
        notes = self._notes(figure)
        area = self._picture(page, notes)
        chart = CHARTS.get(figure.form)
        drawn = chart is not None and figure.categories and (figure.form not in ROWS or fits(figure, area))
        if drawn and chart is not None:
            slide, sheet = self.slide("figure", page, page.title)
            self._above(sheet, page)
            with sheet.inside(figure.title) as group:
                chart(group, figure, area)
            self._below(sheet, notes, area)
            self.end(slide, page, "figure")
            return
        words, cut_at = written(figure), self._cut(page, figure, other=other)
        if not words.way(SMALLEST, area.width).holds(cut_at, area.height):
            notes = ()  # they are with the speaker; the rows take fewer slides without
            area = self._picture(page, notes)
        way, parts = words.parts(area.width, area.height, cut=cut_at)
        for order, rows in enumerate(parts):
            slide, sheet = self.slide("figure", page, numbered_title(page.title, order, len(parts)))
            self._above(sheet, page)
            draw_table(sheet, figure, area, way=way, rows=rows)
            self._below(sheet, notes, area)
            self.end(slide, page, "figure")

    def _cut(self, page: Page, figure: Figure, *, other: Page | None) -> list[range]:
        """The rows per slide, as in every other medium; a grid that is turned has other rows, and stays whole."""
        whole = [range(len(written(figure).rows))]
        return whole if turned(figure) or figure.form not in ("table", "grid") else cut(page, other=other)

    def _picture(self, page: Page, notes: tuple[str, ...]) -> Area:
        """What subtitle and notes leave of the content area."""
        content = self.source.content
        top = content.top + subtitle_of(page, width=content.width)[1]
        taken = notes_height(notes, width=content.width) + self.foot(footer_of(page, self.language), "figure")[1]
        return Area(content.left, top, content.width, content.bottom - taken - top)

    def _notes(self, figure: Figure) -> tuple[str, ...]:
        content = self.source.content
        return notes_beside(figure, width=content.width, high=content.height)

    def _above(self, sheet: Sheet, page: Page) -> None:
        if page.subtitle:
            content = self.source.content
            size, high = subtitle_of(page, width=content.width)
            area = Area(content.left, content.top, content.width, high - BELOW_SUBTITLE)
            sheet.write(page.subtitle, area, size=size, colour="muted")

    def _below(self, sheet: Sheet, notes: tuple[str, ...], area: Area) -> None:
        if notes:
            high = notes_height(notes, width=area.width) - ABOVE_NOTES
            below = Area(area.left, area.bottom + ABOVE_NOTES, area.width, high)
            sheet.write("\n".join(notes), below, size=SMALL, colour="muted")


def _over(texts: Sequence[str], *, room: float, high: float) -> list[list[str]]:
    """Lines of text over slides at the smallest size; a text longer than a slide is cut at its lines."""
    made: list[list[str]] = [[]]
    used = 0.0
    for text in texts:
        more = height(text, SMALLEST, room) + AFTER
        if made[-1] and used + more > high:
            made.append([])
            used = 0.0
        made[-1].append(text)
        used += more
    return made
