"""One slide while it is made: words in their places, in the order in which they are read."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final, Literal

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from analytics.measure import LINE, SMALLEST, height, width
from analytics.slides.places import Area
from analytics.slides.style import Style
from analytics.text import Language
from analytics.theme import between

Align = Literal["left", "center", "right"]
ALIGN: Final = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}
ANCHOR: Final = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}
RUN, PROPERTIES, WORDS, FILL, COLOUR = (qn(f"a:{each}") for each in ("r", "rPr", "t", "solidFill", "srgbClr"))
# How much of its colour a lighter point keeps.
LIGHTER: Final = 0.75
# What no XML file may hold.
NO_CONTROL: Final = dict.fromkeys({*range(32)} - {9, 10, 13})
# How PowerPoint marks what is there for the eye only, since 2017.
DECORATIVE: Final = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
DECORATIVE_WORDS: Final = "http://schemas.microsoft.com/office/drawing/2017/decorative"
# Type sizes: labels at marks; axes, notes and the source.
LABEL, SMALL = 14, SMALLEST


@dataclass(frozen=True, slots=True)
class Sheet:
    """Shapes that are added to (a slide's or a group's), with the style and language of the deck."""

    shapes: Any
    style: Style
    language: Language

    @contextmanager
    def inside(self, name: str) -> Iterator["Sheet"]:
        """A group on this sheet: a picture with its words, that is moved and sized as one."""
        made = self.shapes.add_group_shape()
        made.name = name
        describe(made, name)
        shapes = made.shapes
        # Names are numbered over the whole slide: the group may count on while nothing else joins the slide.
        shapes.turbo_add_enabled = True
        # A group measures itself again after every shape that joins it; once, at the end, is enough.
        measure, shapes._recalculate_extents = shapes._recalculate_extents, lambda: None
        yield Sheet(shapes, self.style, self.language)
        measure()

    def colour(self, name: str) -> RGBColor:
        """A colour of the style by the name of a series' colour, or of a part of the look."""
        return rgb(getattr(self.style.look, name))

    def light(self, name: str) -> RGBColor:
        """The same colour, lighter: still 3:1 on the background."""
        return rgb(between(self.style.look.background, getattr(self.style.look, name), LIGHTER))

    def write(
        self, text: str, area: Area, *, size: float = LABEL, colour: str = "ink", bold: bool = False,
        align: Align = "left", anchor: str = "top", turned: bool = False,
    ) -> Any:  # fmt: skip
        """Words in a box without edges; the box is as large as `area`, the words stand at its `align` and `anchor`."""
        box = self.shapes.add_textbox(*emu(area))
        frame = framed(box, anchor=anchor, wrapped=True)
        if turned:
            frame._txBody.bodyPr.set("vert", "vert270")
        paragraphs(frame, text.split("\n"), size=size, colour=self.colour(colour), bold=bold, align=align)
        box.name = text.split("\n", maxsplit=1)[0][:40]
        return box

    def label(
        self, text: str, x: float, y: float, *, size: float = LABEL, colour: str = "ink", align: Align = "left",
        anchor: str = "middle",
    ) -> Any:  # fmt: skip
        """Words at a point: on lines of their own, the box just as large as they are."""
        parts = text.split("\n")
        wide, high = max(width(each, size) for each in parts) + 2, len(parts) * size * LINE
        left = {"left": x, "center": x - wide / 2, "right": x - wide}[align]
        top = {"top": y, "middle": y - high / 2, "bottom": y - high}[anchor]
        return self.write(text, Area(left, top, wide, high), size=size, colour=colour, align=align, anchor=anchor)

    def line(self, start: tuple[float, float], end: tuple[float, float], *, colour: str, wide: float = 1,
             dashed: bool = False) -> Any:  # fmt: skip
        """A straight line."""
        made = self.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *(round(each * 12700) for each in (*start, *end)))
        made.line.color.rgb, made.line.width = self.colour(colour), Pt(wide)
        if dashed:
            made.line.dash_style = MSO_LINE.DASH
        _decorative(made)
        return made

    def hatched(self, area: Area, *, colour: str, edge: str = "grid") -> Any:
        """A hatched rectangle: a value could be anywhere in it."""
        made = self.shapes.add_shape(MSO_SHAPE.RECTANGLE, *emu(area))
        hatch(made.fill, rgb(between(self.style.look.background, getattr(self.style.look, colour), 0.5)),
              self.colour("background"))  # fmt: skip
        made.line.color.rgb, made.line.width = self.colour(edge), Pt(0.75)
        _decorative(made)
        return made

    def key(self, entries: Sequence[tuple[str, str, str]], area: Area) -> float:
        """A line that says what is what, (sign, label, colour); returns the height that it took."""
        if not entries:
            return 0.0
        box = self.shapes.add_textbox(*emu(area))
        frame = framed(box, anchor="top", wrapped=True)
        paragraph = frame.paragraphs[0]
        words: list[str] = []
        for order, (sign, label, colour) in enumerate(entries):
            kept = f"\N{NO-BREAK SPACE}{label}".replace(" ", "\N{NO-BREAK SPACE}")
            gap = "   " if order else ""
            if width(kept, LABEL) > area.width * 0.9:
                kept = f"\N{NO-BREAK SPACE}{label}"
            run(paragraph, gap + sign, size=LABEL, colour=self.colour(colour))
            run(paragraph, kept, size=LABEL, colour=self.colour("ink"))
            words.append(gap + sign + kept)
        taken = height("".join(words), LABEL, area.width)
        box.height = round(taken * 12700)
        box.name = entries[0][1][:40]
        return taken


def describe(shape: Any, alt: str) -> None:
    """The alternative text of a chart, table, picture or group."""
    shape._element.xpath("./*[1]/p:cNvPr")[0].set("descr", alt)


def _decorative(shape: Any) -> None:
    """Says that a line or hatching has no words of its own: those of the chart beside it tell what it shows.

    Its look is its own as well: a theme would give it a shadow.
    """
    shape._element.remove(shape._element.find(qn("p:style")))
    named = shape._element.xpath("./*[1]/p:cNvPr")[0]
    more = etree.SubElement(etree.SubElement(named, qn("a:extLst")), qn("a:ext"))
    more.set("uri", DECORATIVE)
    etree.SubElement(more, f"{{{DECORATIVE_WORDS}}}decorative", nsmap={"adec": DECORATIVE_WORDS}).set("val", "1")


def rgb(colour: str) -> RGBColor:
    """A colour "#rrggbb" as PowerPoint takes it."""
    return RGBColor.from_string(colour[1:].upper())


def emu(area: Area) -> tuple[int, int, int, int]:
    """An area as PowerPoint takes it: left, top, width, height."""
    return tuple(round(each * 12700) for each in (area.left, area.top, max(area.width, 1), max(area.height, 1)))  # type: ignore[return-value]


def framed(shape: Any, *, anchor: str, wrapped: bool) -> Any:
    """The text frame of a shape, without edges."""
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = wrapped
    frame.vertical_anchor = ANCHOR[anchor]
    return frame


def paragraphs(
    frame: Any, texts: Iterable[str], *, size: float | None, colour: RGBColor | None = None, bold: bool = False,
    align: Align | None = None, after: float = 0,
) -> None:  # fmt: skip
    """Every text a paragraph of the frame, in place of what was in it."""
    for order, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if order == 0 else frame.add_paragraph()
        if align is not None:
            paragraph.alignment = ALIGN[align]
        if after:
            paragraph.space_after = Pt(after)
        run(paragraph, text, size=size, colour=colour, bold=bold)


def run(paragraph: Any, text: str, *, size: float | None, colour: RGBColor | None, bold: bool = False) -> None:
    """A run of text at the end of a paragraph; size or colour None: as the layout has it."""
    made = etree.SubElement(paragraph._p, RUN)
    properties = etree.SubElement(made, PROPERTIES)
    if size is not None:
        properties.set("sz", str(round(size * 100)))
    if bold:
        properties.set("b", "1")
    if colour is not None:
        etree.SubElement(etree.SubElement(properties, FILL), COLOUR).set("val", str(colour))
    etree.SubElement(made, WORDS).text = text.translate(NO_CONTROL)


def hatch(fill: Any, colour: RGBColor, behind: RGBColor) -> None:
    """A hatched fill: what is unknown."""
    fill.patterned()
    fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
    fill.fore_color.rgb = colour
    fill.back_color.rgb = behind
