"""Where slides come from: the built-in theme, or anybody's own template with its layouts found by name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from io import BytesIO
from typing import Any, Final, Literal
from zipfile import BadZipFile, ZipFile

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Pt

from analytics.slides.faults import SlidesError
from analytics.slides.style import Style
from analytics.text import Text

Role = Literal["figure", "section", "text"]
# The names that PowerPoint gives its layouts, in English and Dutch; a template's own names are compared without case.
NAMES: Final[dict[Role, tuple[str, ...]]] = {
    "figure": ("Title Only", "Alleen titel"),
    "section": ("Section Header", "Sectiekop", "Sectiekoptekst"),
    "text": ("Title and Content", "Titel en inhoud", "Titel en object", "Titel en tekst"),
}
NO_PRESENTATION: Final = Text(
    nl="Het sjabloon is geen leesbaar PowerPoint-bestand (.pptx of .potx).",
    en="The template is no readable PowerPoint file (.pptx or .potx).",
)
NO_LAYOUTS: Final = Text(
    nl="Het sjabloon mist {missing}. Het heeft deze indelingen: {found}. Geef de bedoelde indeling in het "
    "diamodel (Beeld > Diamodel) een van de genoemde namen.",
    en="The template lacks {missing}. It has these layouts: {found}. Give the layout that is meant one of those names "
    "in the slide master (View > Slide Master).",
)
NO_TITLE: Final = Text(
    nl="In het sjabloon heeft de indeling ‘{layout}’ geen plaats voor de titel.",
    en="In the template, the layout ‘{layout}’ has no placeholder for the title.",
)
NO_BODY: Final = Text(
    nl="In het sjabloon heeft de indeling ‘{layout}’ geen plaats voor tekst of inhoud.",
    en="In the template, the layout ‘{layout}’ has no placeholder for text or content.",
)
TITLES: Final = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
BODIES: Final = (PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.SUBTITLE)
# The built-in theme, in points on a sheet of 960 x 540 (33.867 x 19.05 cm).
WIDE, HIGH, EDGE = 960, 540, 42
POINT: Final = 12700


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a slide, in points from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height


LOGO_PLACE: Final = Area(WIDE - EDGE - 130, 22, 130, 48)


@dataclass(frozen=True, slots=True)
class Source:
    """An empty presentation, its layout per role, where a figure may stand, and the places at top and foot.

    footers, numbers: the layout's place for a source line and a slide number, of each role that has one.
    """

    presentation: Any
    layouts: dict[Role, Any]
    content: Area
    titles: dict[Role, Area]
    footers: dict[Role, "Place"]
    numbers: dict[Role, "Place"]


@dataclass(frozen=True, slots=True)
class Place:
    """A placeholder of a layout and where it stands."""

    shape: Any
    area: Area


def opened(style: Style, template: bytes | None) -> Source:
    """The built-in theme, or a template without its slides. Raises SlidesError where a template cannot serve."""
    presentation = _read(_house(style) if template is None else template)
    for slide in list(presentation.slides._sldIdLst):
        presentation.part.drop_rel(slide.rId)
        presentation.slides._sldIdLst.remove(slide)
    layouts = _layouts([each for master in presentation.slide_masters for each in master.slide_layouts])
    for role, layout in layouts.items():
        if place_of(layout, TITLES) is None:
            raise SlidesError(NO_TITLE, layout=layout.name)
        if role == "text" and place_of(layout, BODIES) is None:
            raise SlidesError(NO_BODY, layout=layout.name)
    titles, footers, numbers = (
        {
            role: Place(found, area_of(found))
            for role, layout in layouts.items()
            if (found := place_of(layout, kinds)) is not None
        }
        for kinds in (TITLES, (PP_PLACEHOLDER.FOOTER,), (PP_PLACEHOLDER.SLIDE_NUMBER,))
    )
    content = area_of(place_of(layouts["text"], BODIES))
    return Source(presentation, layouts, content, {role: each.area for role, each in titles.items()}, footers, numbers)


def place_of(holder: Any, kinds: Iterable[Any]) -> Any | None:
    """The first placeholder of a slide or layout of one of these kinds, in their order."""
    places = list(holder.placeholders)
    return next((each for kind in kinds for each in places if each.placeholder_format.type == kind), None)


def area_of(shape: Any) -> Area:
    """Where a shape stands."""
    return Area(shape.left / POINT, shape.top / POINT, shape.width / POINT, shape.height / POINT)


def _read(file: bytes) -> Any:
    try:
        return Presentation(BytesIO(_as_presentation(file)))
    except (BadZipFile, KeyError, ValueError, OSError) as fault:
        raise SlidesError(NO_PRESENTATION) from fault


def _as_presentation(file: bytes) -> bytes:
    """A .potx differs from a .pptx by one word in its list of parts."""
    with ZipFile(BytesIO(file)) as parts:
        if b"presentationml.template.main+xml" not in parts.read("[Content_Types].xml"):
            return file
        made = BytesIO()
        with ZipFile(made, "w") as copy:
            for each in parts.infolist():
                held = parts.read(each)
                if each.filename == "[Content_Types].xml":
                    held = held.replace(b"presentationml.template.main+xml", b"presentationml.presentation.main+xml")
                copy.writestr(each, held)
        return made.getvalue()


def _layouts(found: list[Any]) -> dict[Role, Any]:
    by_name = {each.name.strip().casefold(): each for each in reversed(found)}
    layouts = {
        role: next((by_name[each.casefold()] for each in names if each.casefold() in by_name), None)
        for role, names in NAMES.items()
    }
    missing = [NAMES[role] for role, layout in layouts.items() if layout is None]
    if missing:
        told = ", ".join(" / ".join(f"‘{name}’" for name in names) for names in missing)
        names = ", ".join(f"‘{each.name}’" for each in found) or "–"
        raise SlidesError(NO_LAYOUTS, missing=told, found=names)
    return layouts


@lru_cache(maxsize=4)
def _house(style: Style) -> bytes:
    """The built-in theme as a presentation without slides: 16:9, three layouts, the colours and fonts of the style."""
    presentation = Presentation()
    presentation.slide_width, presentation.slide_height = Pt(WIDE), Pt(HIGH)
    master = presentation.slide_master
    kept = {names[0] for names in NAMES.values()}
    for layout in list(presentation.slide_layouts):
        if layout.name not in kept:
            presentation.slide_layouts.remove(layout)
    _theme(master, style)
    places = {
        PP_PLACEHOLDER.TITLE: Area(EDGE, 22, WIDE - 2 * EDGE - (LOGO_PLACE.width + 20) * (style.logo is not None), 72),
        PP_PLACEHOLDER.BODY: Area(EDGE, 98, WIDE - 2 * EDGE, 398),
        PP_PLACEHOLDER.FOOTER: Area(EDGE, 502, 800, 30),
        PP_PLACEHOLDER.SLIDE_NUMBER: Area(WIDE - EDGE - 70, 502, 70, 30),
    }
    for holder in (master, *presentation.slide_layouts):
        for shape in list(holder.placeholders):
            kind = shape.placeholder_format.type
            if kind == PP_PLACEHOLDER.DATE:
                shape._element.getparent().remove(shape._element)
            elif holder is master and kind in places:
                _put(shape, places[kind])
            elif holder.name == NAMES["section"][0] and kind in TITLES:
                _put(shape, Area(EDGE, 170, WIDE - 2 * EDGE, 110))
            elif holder.name == NAMES["section"][0] and kind == PP_PLACEHOLDER.BODY:
                _put(shape, Area(EDGE, 290, WIDE - 2 * EDGE, 150))
            elif holder is not master:
                transform = shape._element.spPr.find(qn("a:xfrm"))
                if transform is not None:
                    shape._element.spPr.remove(transform)
    for body in master._element.iter(qn("p:titleStyle")):
        for level in body.iter(qn("a:lvl1pPr")):
            level.set("algn", "l")
    for run in (each for one in presentation.slide_layouts for each in one._element.iter(qn("a:defRPr"))):
        run.attrib.pop("cap", None)
    for shape in (*master.placeholders, *(each for one in presentation.slide_layouts for each in one.placeholders)):
        properties = shape._element.txBody.find(qn("a:bodyPr"))
        for inset in ("lIns", "rIns", "tIns", "bIns"):
            properties.set(inset, "0")
        if shape.placeholder_format.type in TITLES:
            properties.set("anchor", "b")
        if shape.placeholder_format.type in (PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY):
            properties.set("tIns", str(12 * POINT))
        if shape.placeholder_format.type == PP_PLACEHOLDER.FOOTER:
            for level in shape._element.txBody.iter(qn("a:lvl1pPr")):
                level.set("algn", "l")
    made = BytesIO()
    presentation.save(made)
    return made.getvalue()


def _put(shape: Any, area: Area) -> None:
    shape.left, shape.top, shape.width, shape.height = (
        Pt(each) for each in (area.left, area.top, area.width, area.height)
    )


def _theme(master: Any, style: Style) -> None:
    """Colours and fonts of the theme part, so that what somebody adds by hand looks the same."""
    part = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    xml = part.blob.decode("utf-8")
    look = style.look
    colours = {"dk1": look.ink, "lt1": look.background, "dk2": look.muted, "lt2": look.track, "accent1": look.accent,
               "accent2": look.quiet, "accent3": look.contrast, "accent4": look.target, "accent5": look.shade_to,
               "accent6": look.grid, "hlink": look.accent, "folHlink": look.quiet}  # fmt: skip
    for name, colour in colours.items():
        xml = re.sub(rf"(<a:{name}>).*?(</a:{name}>)", rf'\1<a:srgbClr val="{colour[1:].upper()}"/>\2', xml, flags=re.S)
    for name, font in (("majorFont", style.heading), ("minorFont", style.body)):
        xml = re.sub(rf'(<a:{name}>\s*<a:latin typeface=")[^"]*', lambda found, font=font: found[1] + escape(font), xml)
    part._blob = xml.encode("utf-8")
