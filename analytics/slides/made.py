"""The deck as a file: every page a slide (a long table several), with notes, footer, language and alt text."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from pptx.util import Pt

from analytics.decks.deck import Page
from analytics.figure import Figure
from analytics.slides.columns import column_chart
from analytics.slides.field import field_chart
from analytics.slides.file import finished
from analytics.slides.foot import footer_of, inherited, logo, notes, numbering
from analytics.slides.lines import line_chart
from analytics.slides.measure import LINE, SMALLEST, fitting, height, lines, shortened
from analytics.slides.numbers import large_numbers
from analytics.slides.places import BODIES, Area, Role, area_of, place_of
from analytics.slides.row_places import fits
from analytics.slides.rows import row_chart
from analytics.slides.sheet import SMALL, Sheet, paragraphs
from analytics.slides.style import HOUSE, Style
from analytics.slides.tables import Grid, grid_of, table_of
from analytics.slides.template import Source, opened
from analytics.text import Language

TITLE_STEPS: Final = (28, 26, 24, 22, 20, 18, 16, 14, SMALLEST)
SECTION_STEPS: Final = (40, 36, 32, 28, 24, 20, 18, 16, 14, SMALLEST)
SUBTITLE_STEPS: Final = (16, 14, SMALLEST)
BODY_STEPS: Final = (24, 22, 20, 18, 16, 14, SMALLEST)
# Lines of notes below a picture: on a low sheet the picture comes first.
NOTE_LINES, NOTE_LINES_LOW, LOW = 3, 1, 380
AFTER: Final = 8.0
# The edges within a body of text, on both sides together.
INSET: Final = 16.0
BOTTOM_EDGE: Final = 6.0
CHARTS: Final = {
    "lines": line_chart, "dumbbell": row_chart, "bars": row_chart, "dots": row_chart,
    "strip": row_chart, "columns": column_chart, "field": field_chart, "numbers": large_numbers,
}  # fmt: skip
ROWS: Final = ("dumbbell", "bars", "dots", "strip")


def pptx_of(
    pages: Sequence[Page], *, name: str, language: Language, style: Style = HOUSE, template: bytes | None = None
) -> bytes:
    """The pages as a PowerPoint file; the same pages give the same bytes.

    template: an organisation's own .pptx or .potx, whose layouts are found by name; its own slides are left out. Raises
    SlidesError where it cannot serve.
    """
    made = Making(opened(style, template), language, own=template is not None)
    for page in pages:
        made.page(page)
    return finished(made.source.presentation, name=name, language=language)


@dataclass(frozen=True, slots=True)
class Making:
    """A presentation while its slides are made; own: in somebody's own template, whose places and type stay theirs."""

    source: Source
    language: Language
    own: bool

    def page(self, page: Page) -> None:
        """The slides of one page."""
        if page.kind == "section":
            self._section(page)
        elif page.figure is None:
            self._text(page)
        elif page.figure.empty:
            self._text(replace(page, body=(page.figure.empty,)))
        else:
            self._figure(page, page.figure)

    def _section(self, page: Page) -> None:
        slide, _ = self._slide("section", page, page.title, steps=SECTION_STEPS)
        body = place_of(slide, BODIES)
        texts = [*filter(None, (page.subtitle,)), *page.body]
        if body is not None and texts:
            area = area_of(body)
            size = fitting(texts, BODY_STEPS, room=area.width, high=area.height) or SMALLEST
            paragraphs(body.text_frame, texts, size=size)
        self._end(slide, page, "section", filled=body if texts else None)

    def _text(self, page: Page) -> None:
        """Lines of text; where the smallest type does not hold them, over more slides."""
        area = self.source.content
        texts = [each for each in (page.subtitle, *page.body) if each not in ("", page.title)]
        high = area.height - 2 * INSET - self._foot(footer_of(page, self.language), "text")[1]
        size = fitting(texts, BODY_STEPS, room=area.width - INSET, high=high, between=AFTER)
        parts = [texts] if size else _over(texts, room=area.width - INSET, high=high)
        for order, part in enumerate(parts):
            slide, sheet = self._slide("text", page, _numbered(page.title, order, len(parts)))
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
            self._end(slide, page, "text", filled=body)

    def _figure(self, page: Page, figure: Figure) -> None:
        area = self._picture(page, figure)
        chart = CHARTS.get(figure.form)
        drawn = chart is not None and figure.categories and (figure.form not in ROWS or fits(figure, area))
        if drawn and chart is not None:
            slide, sheet = self._slide("figure", page, page.title)
            self._above(sheet, page)
            with sheet.inside() as group:
                chart(group, figure, area)
            self._below(sheet, figure, area)
            self._end(slide, page, "figure")
            return
        grid = (
            grid_of(figure, self.source.styles["figure"])
            if figure.form == "grid" and figure.categories
            else table_of(figure)
        )
        self._tables(page, figure, grid, area)

    def _tables(self, page: Page, figure: Figure, grid: Grid, area: Area) -> None:
        size, widths, parts = grid.parts(area)
        for order, part in enumerate(parts):
            slide, sheet = self._slide("figure", page, _numbered(page.title, order, len(parts)))
            self._above(sheet, page)
            grid.draw(sheet, area, size=size, widths=widths, rows=part)
            self._below(sheet, figure, area)
            self._end(slide, page, "figure")

    def _slide(self, role: Role, page: Page, title: str, *, steps: Sequence[int] = TITLE_STEPS) -> tuple[Any, Sheet]:
        """A slide of a layout with its title, as large as fits."""
        slide = self.source.presentation.slides.add_slide(self.source.layouts[role])
        place = slide.shapes.title
        area = self.source.titles[role]
        frame = place.text_frame
        room, high = area.width - _insets(frame, "left", "right"), area.height - _insets(frame, "top", "bottom")
        size = fitting([title], steps, room=room, high=high, bold=True)
        words = title if size else shortened(title, SMALLEST, room=room, high=high, bold=True)
        paragraphs(frame, [words], size=size or SMALLEST, bold=not self.own)
        return slide, Sheet(slide.shapes, self.source.styles[role], self.language)

    def _picture(self, page: Page, figure: Figure) -> Area:
        """What subtitle and notes leave of the content area."""
        content = self.source.content
        top = content.top + self._subtitle(page)[1]
        notes = self._notes(figure)
        foot = len(notes) * SMALL * LINE + (8 if notes else 0)
        return Area(
            content.left,
            top,
            content.width,
            content.bottom - foot - top - self._foot(footer_of(page, self.language), "figure")[1],
        )

    def _subtitle(self, page: Page) -> tuple[int, float]:
        """Type size and height of the subtitle with what stands below it."""
        if not page.subtitle:
            return SUBTITLE_STEPS[0], 0.0
        room = self.source.content.width
        size = fitting([page.subtitle], SUBTITLE_STEPS, room=room, high=2 * SUBTITLE_STEPS[0] * LINE) or SMALLEST
        return size, height(page.subtitle, size, room) + 12

    def _notes(self, figure: Figure) -> list[str]:
        """The lines of the notes that find room on the slide, whole notes only; all of them are with the speaker."""
        made: list[str] = []
        most = NOTE_LINES_LOW if self.source.content.height < LOW else NOTE_LINES
        for note in figure.notes:
            more = lines(note, SMALL, self.source.content.width)
            if len(made) + len(more) <= most:
                made += more
        return made

    def _above(self, sheet: Sheet, page: Page) -> None:
        if page.subtitle:
            content = self.source.content
            size, high = self._subtitle(page)
            sheet.write(
                page.subtitle, Area(content.left, content.top, content.width, high - 12), size=size, colour="muted"
            )

    def _below(self, sheet: Sheet, figure: Figure, area: Area) -> None:
        notes = self._notes(figure)
        if notes:
            whole = [note for note in figure.notes if lines(note, SMALL, area.width)[0] in notes]
            below = Area(area.left, area.bottom + 8, area.width, len(notes) * SMALL * LINE)
            sheet.write("\n".join(whole), below, size=SMALL, colour="muted")

    def _foot(self, footer: str, role: Role) -> tuple[Area | None, float]:
        """Where the footer stands, and what it takes of the content area; None: in the layout's own place.

        In another's template it may need the row of footer and date, or else the lower end of the content.
        """
        content = self.source.content
        if role in self.source.footers:
            area = self.source.footers[role].area
            if height(footer, SMALL, area.width - INSET * self.own) <= area.height:
                return None, 0.0
            row = self.source.feet[role]
            if height(footer, SMALL, row.width) <= row.height + 1:  # a hair over shows nowhere
                return row, 0.0
        high = height(footer, SMALL, content.width) + 2
        return Area(content.left, content.bottom - high, content.width, high), high + 4

    def _end(self, slide: Any, page: Page, role: Role, *, filled: Any | None = None) -> None:
        """Footer, slide number, logo and notes; empty places of the layout go."""
        kept = [each._element for each in (slide.shapes.title, filled) if each is not None]
        for each in list(slide.placeholders):
            if each._element not in kept:
                each._element.getparent().remove(each._element)
        sheet = Sheet(slide.shapes, self.source.styles[role], self.language)
        muted = None if self.own else sheet.colour("muted")
        footer = footer_of(page, self.language)
        area, _ = self._foot(footer, role)
        if area is None:
            paragraphs(inherited(slide, self.source.footers[role].shape), [footer], size=SMALL, colour=muted)
        else:
            sheet.write(footer, area, size=SMALL, colour="muted")
        if role in self.source.numbers:
            count = len(self.source.presentation.slides)
            numbering(slide, self.source.numbers[role].shape, number=count, colour=muted)
        if not self.own:
            logo(slide, self.source.styles[role], self.language)
        notes(slide, page)


def _numbered(title: str, order: int, count: int) -> str:
    """The title of one of several slides that show one page."""
    return title if count == 1 else f"{title} ({order + 1}/{count})"


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


def _insets(frame: Any, *sides: str) -> float:
    return sum((getattr(frame, f"margin_{side}") or 0) / 12700 for side in sides)
