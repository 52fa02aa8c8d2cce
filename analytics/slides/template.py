"""Where slides come from: the built-in theme, or anybody's own template with its layouts found by name."""

from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any, Final

from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from analytics.admission import BROKEN, Program, admitted, whole_in_itself, without_what_it_says_of_itself
from analytics.office import from_template
from analytics.slides.backdrop import behind, readable
from analytics.slides.faults import SlidesError
from analytics.slides.house import house
from analytics.slides.places import BODIES, NAMES, TITLES, TYPES, Area, Role, area_of, place_of
from analytics.slides.style import HOUSE, Style
from analytics.text import Text

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
NO_AREA: Final = Text(
    nl="In het sjabloon staat van de indeling ‘{layout}’ niet vast waar titel of inhoud komt. Zet ze in het diamodel "
    "op hun plaats.",
    en="In the template, the layout ‘{layout}’ does not say where its title or content stands. Put them in their place "
    "in the slide master.",
)
NO_BODY: Final = Text(
    nl="In het sjabloon heeft de indeling ‘{layout}’ geen plaats voor tekst of inhoud.",
    en="In the template, the layout ‘{layout}’ has no placeholder for text or content.",
)
# By one word in its list of parts, a .potx differs from a .pptx.
TEMPLATE: Final = "presentationml.template.main+xml"
DOCUMENT: Final = "presentationml.presentation.main+xml"
# Who made a template, wrote a remark in it or printed it goes along in no deck, nor what a library of documents noted.
OF_PERSONS: Final = (
    RELATIONSHIP_TYPE.COMMENT_AUTHORS,
    RELATIONSHIP_TYPE.CUSTOM_XML,
    RELATIONSHIP_TYPE.TAGS,
    RELATIONSHIP_TYPE.PRINTER_SETTINGS,
    "http://schemas.microsoft.com/office/2018/10/relationships/authors",
)
# Between the source line and the slide number.
ROW_GAP: Final = 6
SECTIONS: Final = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"


@dataclass(frozen=True, slots=True)
class Source:
    """An empty presentation, its layout per role, where a figure may stand, and the places at top and foot.

    styles: the house style per role, with colours that can be read on what lies behind the layout.
    footers, numbers: the layout's place for a source line and a slide number, of each role that has one; feet: the row
    that footer and date share, for a source line that is too long for the footer alone.
    """

    presentation: Any
    styles: dict[Role, Style]
    layouts: dict[Role, Any]
    content: Area
    titles: dict[Role, Area]
    footers: dict[Role, "Place"]
    numbers: dict[Role, "Place"]
    feet: dict[Role, Area]


@dataclass(frozen=True, slots=True)
class Place:
    """A placeholder of a layout and where it stands."""

    shape: Any
    area: Area


def _read(file: bytes) -> Any:
    return Presentation(BytesIO(from_template(file, template=TEMPLATE, document=DOCUMENT)))


POWERPOINT: Final = Program(SlidesError, NO_PRESENTATION, ".potx", _read)


def opened(style: Style, template: bytes | None) -> Source:
    """The built-in theme, or a template without its slides. Raises SlidesError where a template cannot serve."""
    if template is None:
        own = replace(style, look=readable(style.look, style.look.background))
        return _source(admitted(house(own), POWERPOINT), own)
    try:
        return _source(admitted(template, POWERPOINT), style)
    except SlidesError:
        raise
    except BROKEN as fault:  # it opens, and then lacks what every presentation has
        raise SlidesError(NO_PRESENTATION) from fault


def _source(presentation: Any, style: Style) -> Source:
    _emptied(presentation)
    whole_in_itself(presentation.part.package, POWERPOINT)
    layouts = _layouts([each for master in presentation.slide_masters for each in master.slide_layouts])
    for role, layout in layouts.items():
        if place_of(layout, TITLES) is None:
            raise SlidesError(NO_TITLE, layout=layout.name)
        if role == "text" and place_of(layout, BODIES) is None:
            raise SlidesError(NO_BODY, layout=layout.name)
        places = (place_of(layout, kinds) for kinds in ((TITLES, BODIES) if role == "text" else (TITLES,)))
        if any(each is not None and None in (each.left, each.top, each.width, each.height) for each in places):
            raise SlidesError(NO_AREA, layout=layout.name)
    titles, footers, numbers = (
        {
            role: Place(found, area_of(found))
            for role, layout in layouts.items()
            if (found := place_of(layout, kinds)) is not None
        }
        for kinds in (TITLES, (PP_PLACEHOLDER.FOOTER,), (PP_PLACEHOLDER.SLIDE_NUMBER,))
    )
    content = area_of(place_of(layouts["text"], BODIES))
    feet = {role: _foot(layouts[role], footer.area) for role, footer in footers.items()}
    heads = {role: each.area for role, each in titles.items()}
    styles: dict[Role, Style] = {
        role: replace(style, look=readable(style.look, behind(layout, content))) for role, layout in layouts.items()
    }
    return Source(presentation, styles, layouts, content, heads, footers, numbers, feet)


def check_template(file: bytes) -> None:
    """Raises SlidesError where the file cannot serve as a template."""
    opened(HOUSE, file)


def _foot(layout: Any, footer: Area) -> Area:
    """The row of a footer: with the place of the date, which no slide has, and up to the slide number."""
    row = [
        area_of(each)
        for each in layout.placeholders
        if each.placeholder_format.type in (PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.SLIDE_NUMBER)
        and abs(area_of(each).top - footer.top) < footer.height / 2
    ]
    left = min([footer.left, *(each.left for each in row)])
    right = min([each.left for each in row if each.left >= footer.right], default=footer.right + ROW_GAP) - ROW_GAP
    return Area(left, footer.top, max(right, footer.right) - left, footer.height)


def _emptied(presentation: Any) -> None:
    """Takes out the slides, what else names them (sections, shows), and what the file says of itself."""
    element = presentation.part._element
    slides = presentation.slides._sldIdLst
    for slide in list(slides):
        presentation.part.drop_rel(slide.rId)
        slides.remove(slide)
    for each in [
        *element.iter(qn("p:custShowLst"), qn("p:custDataLst")),
        *element.xpath(f".//p:ext[@uri='{SECTIONS}']"),
    ]:
        each.getparent().remove(each)
    for key, relation in list(presentation.part.rels.items()):
        if relation.reltype in OF_PERSONS:
            presentation.part.rels.pop(key)
    without_what_it_says_of_itself(presentation.part.package._rels)


def _layouts(found: list[Any]) -> dict[Role, Any]:
    """By name, else by the type that PowerPoint gave the layout. Raises SlidesError where one lacks."""
    by_name = {each.name.strip().casefold(): each for each in reversed(found)}
    by_type = {each._element.get("type"): each for each in reversed(found)}
    layouts = {
        role: next((by_name[each.casefold()] for each in names if each.casefold() in by_name), by_type.get(TYPES[role]))
        for role, names in NAMES.items()
    }
    missing = [NAMES[role] for role, layout in layouts.items() if layout is None]
    if missing:
        told = ", ".join(" / ".join(f"‘{name}’" for name in names) for names in missing)
        names = ", ".join(f"‘{each.name}’" for each in found) or "–"
        raise SlidesError(NO_LAYOUTS, missing=told, found=names)
    return layouts
