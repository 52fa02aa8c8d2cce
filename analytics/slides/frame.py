"""What every slide has, whatever it shows: its title, footer, number, logo and notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from analytics.decks.deck import Page
from analytics.measure import SMALLEST, fitting, height, shortened
from analytics.slides.foot import footer_of, inherited, logo, notes, numbering, tag
from analytics.slides.places import Area, Role
from analytics.slides.sheet import SMALL, Sheet, paragraphs
from analytics.slides.template import Source
from analytics.text import Language

TITLE_STEPS: Final = (28, 26, 24, 22, 20, 18, 16, 14, SMALLEST)
# The edges within a body of text, on both sides together.
INSET: Final = 16.0


@dataclass(frozen=True, slots=True)
class Frame:
    """A presentation while slides are added; own: in somebody's own template, whose places and type stay theirs."""

    source: Source
    language: Language
    own: bool

    def slide(self, role: Role, page: Page, title: str, *, steps: Sequence[int] = TITLE_STEPS) -> tuple[Any, Sheet]:
        """A slide of a layout with its title, as large as fits."""
        slide = self.source.presentation.slides.add_slide(self.source.layouts[role])
        place = slide.shapes.title
        area = self.source.titles[role]
        frame = place.text_frame
        room, high = area.width - _insets(frame, "left", "right"), area.height - _insets(frame, "top", "bottom")
        seen = title.upper() if self._in_capitals(place, role) else title
        size = fitting([seen], steps, room=room, high=high, bold=True)
        words = title if size else shortened(title, SMALLEST, room=room, high=high, bold=True)
        paragraphs(frame, [words], size=size or SMALLEST, bold=not self.own)
        sheet = Sheet(slide.shapes, self.source.styles[role], self.language)
        if page.internal:
            tag(sheet, page.internal, left=area.left)
        return slide, sheet

    def _in_capitals(self, place: Any, role: Role) -> bool:
        """Whether the layout writes what stands here in capitals, which are wider."""
        wanted = place.placeholder_format.idx
        own = (each for each in self.source.layouts[role].placeholders if each.placeholder_format.idx == wanted)
        return any(each._element.xpath(".//a:lstStyle/a:lvl1pPr/a:defRPr[@cap='all']") for each in own)

    def foot(self, footer: str, role: Role) -> tuple[Area | None, float]:
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

    def end(self, slide: Any, page: Page, role: Role, *, filled: Any | None = None) -> None:
        """Footer, slide number, logo and notes; empty places of the layout go."""
        kept = [each._element for each in (slide.shapes.title, filled) if each is not None]
        for each in list(slide.placeholders):
            if each._element not in kept:
                each._element.getparent().remove(each._element)
        sheet = Sheet(slide.shapes, self.source.styles[role], self.language)
        muted = None if self.own else sheet.colour("muted")
        footer = footer_of(page, self.language)
        area, _ = self.foot(footer, role)
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


def _insets(frame: Any, *sides: str) -> float:
    return sum((getattr(frame, f"margin_{side}") or 0) / 12700 for side in sides)
