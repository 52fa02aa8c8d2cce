"""The built-in theme: 16:9, three layouts, the colours and fonts of a style."""

from functools import lru_cache
from io import BytesIO
from typing import Any, Final

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Pt

from analytics.office import themed
from analytics.slides.places import BODIES, NAMES, POINT, TITLES, Area
from analytics.slides.style import Style

# 33.867 x 19.05 cm in points.
WIDE, HIGH, EDGE = 960, 540, 42
LOGO_PLACE: Final = Area(WIDE - EDGE - 130, 22, 130, 48)
BESIDE_LOGO: Final = 20
SECTION_TITLE: Final = Area(EDGE, 170, WIDE - 2 * EDGE, 110)
SECTION_BODY: Final = Area(EDGE, 290, WIDE - 2 * EDGE, 150)
ABOVE_TEXT: Final = 12


@lru_cache(maxsize=4)
def house(style: Style) -> bytes:
    """The theme as a presentation without slides, made of the one that comes with python-pptx."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Pt(WIDE), Pt(HIGH)
    presentation.part._element.sldSz.attrib.pop("type")  # which says 4:3
    master = presentation.slide_master
    kept = {names[0] for names in NAMES.values()}
    for layout in list(presentation.slide_layouts):
        if layout.name not in kept:
            presentation.slide_layouts.remove(layout)
    _theme(master, style)
    _master(master, logo=style.logo is not None)
    for layout in presentation.slide_layouts:
        _layout(layout)
    for shape in (each for holder in (master, *presentation.slide_layouts) for each in holder.placeholders):
        _inside(shape)
    made = BytesIO()
    presentation.save(made)
    return made.getvalue()


def _master(master: Any, *, logo: bool) -> None:
    _undated(master)
    across = WIDE - 2 * EDGE
    beside = LOGO_PLACE.width + BESIDE_LOGO if logo else 0
    places = {
        PP_PLACEHOLDER.TITLE: Area(EDGE, 22, across - beside, 72),
        PP_PLACEHOLDER.BODY: Area(EDGE, 98, across, 398),
        PP_PLACEHOLDER.FOOTER: Area(EDGE, 502, 836, 30),
        PP_PLACEHOLDER.SLIDE_NUMBER: Area(WIDE - EDGE - 36, 502, 36, 30),
    }
    for shape in master.placeholders:
        _put(shape, places[shape.placeholder_format.type])
    for level in master._element.xpath(".//p:titleStyle/a:lvl1pPr"):
        level.set("algn", "l")


def _layout(layout: Any) -> None:
    """Places as on the master; those of the section layout are its own."""
    _undated(layout)
    section = layout.name == NAMES["section"][0]
    for shape in layout.placeholders:
        kind = shape.placeholder_format.type
        transform = shape._element.spPr.find(qn("a:xfrm"))
        if section and kind in TITLES:
            _put(shape, SECTION_TITLE)
        elif section and kind == PP_PLACEHOLDER.BODY:
            _put(shape, SECTION_BODY)
        elif transform is not None:
            shape._element.spPr.remove(transform)
    for run in layout._element.iter(qn("a:defRPr")):
        run.attrib.pop("cap", None)
    # The text of a section is muted like every subtitle, and not the ink at three quarters, which is too pale.
    for paler in list(layout._element.iter(qn("a:tint"))):
        paler.getparent().set("val", "tx2")
        paler.getparent().remove(paler)


def _undated(holder: Any) -> None:
    for shape in list(holder.placeholders):
        if shape.placeholder_format.type == PP_PLACEHOLDER.DATE:
            shape._element.getparent().remove(shape._element)


def _inside(shape: Any) -> None:
    """How words stand in a placeholder: from its edges, titles just above what follows."""
    kind = shape.placeholder_format.type
    properties = shape._element.txBody.find(qn("a:bodyPr"))
    for inset in ("lIns", "rIns", "tIns", "bIns"):
        properties.set(inset, "0")
    if kind in TITLES:
        properties.set("anchor", "b")
    if kind in BODIES:
        properties.set("tIns", str(ABOVE_TEXT * POINT))
        properties.set("anchor", "t")
    if kind == PP_PLACEHOLDER.FOOTER:
        for level in shape._element.txBody.iter(qn("a:lvl1pPr")):
            level.set("algn", "l")


def _put(shape: Any, area: Area) -> None:
    places = (area.left, area.top, area.width, area.height)
    shape.left, shape.top, shape.width, shape.height = (Pt(each) for each in places)


def _theme(master: Any, style: Style) -> None:
    """Colours and fonts of the theme part, so that what somebody adds by hand looks the same."""
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    part._blob = themed(part.blob, look=style.look, heading=style.heading, body=style.body)
