"""What lies behind the words of a layout, and the colours that can be read on it."""

import colorsys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any, Final

from lxml import etree
from PIL import Image, UnidentifiedImageError
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from analytics.slides.places import Area, area_of
from analytics.theme import DARK, LIGHT, Look, between, contrast

WHITE, BLACK = "#ffffff", "#000000"
# Everything written has at least 4.5:1 on its background (WCAG 2); a little more, for rounding.
READABLE: Final = 4.52
WRITTEN: Final = ("ink", "muted", "accent", "quiet", "contrast", "target")
# How far axis lines, empty bars and the ends of a heat scale stand from a background that is not the style's own.
GRID, TRACK, SHADE_FROM, SHADE_TO = 0.16, 0.08, 0.05, 0.45
# A shape that covers this share of where a figure stands is what lies behind it.
COVERS: Final = 0.9
MOST_PIXELS: Final = 40_000_000
TRANSFORMS: Final = ("lumMod", "lumOff", "shade", "tint")


def behind(layout: Any, content: Area) -> str:
    """The colour (#rrggbb) that a figure stands on: of a shape that lies behind it, or of layout or master.

    A gradient or picture counts as its mean; white where nothing says so.
    """
    master = layout.slide_master
    shapes = [*reversed(list(layout.shapes))]
    if layout._element.get("showMasterSp") != "0":
        shapes += reversed(list(master.shapes))
    covering = (each for each in shapes if not each.is_placeholder and _covers(each, content))
    fills = [(each._element.find(qn("p:spPr")), each.part) for each in covering]
    for holder in (layout, master):
        ground = holder._element.find(f"{qn('p:cSld')}/{qn('p:bg')}")
        if ground is not None:
            fills.append((ground.find(qn("p:bgPr")), holder.part))
            fills.append((ground.find(qn("p:bgRef")), holder.part))
    colours = (_colour(fill, part, layout) for fill, part in fills if fill is not None)
    return next((each for each in colours if each is not None), WHITE)


def readable(look: Look, background: str) -> Look:
    """The look on this background: what could not be read on it is made darker or lighter until it can.

    A light look on a dark background gives way to the dark one of the dashboard.
    """
    if look == LIGHT and contrast(look.ink, background) < contrast(DARK.ink, background):
        look = DARK
    ends = sorted((WHITE, BLACK), key=lambda each: contrast(each, background))
    made = {name: _apart(getattr(look, name), background, towards=ends[1]) for name in WRITTEN}
    if background.lower() != look.background.lower():
        ink = made["ink"]
        made |= {name: between(background, ink, share) for name, share in (("grid", GRID), ("track", TRACK))}
        made["shade_from"] = between(background, ink, SHADE_FROM)
        shades = (between(background, made["accent"], SHADE_TO * step / 10) for step in range(10, 0, -1))
        made["shade_to"] = next((each for each in shades if contrast(ink, each) >= READABLE), made["shade_from"])
    return replace(look, background=background, **made)


def _apart(colour: str, background: str, *, towards: str) -> str:
    steps = (between(colour, towards, step / 20) for step in range(21))
    return next((each for each in steps if contrast(each, background) >= READABLE), towards)


def _covers(shape: Any, content: Area) -> bool:
    if None in (shape.left, shape.top, shape.width, shape.height):
        return False
    area = area_of(shape)
    wide = min(area.right, content.right) - max(area.left, content.left)
    high = min(area.bottom, content.bottom) - max(area.top, content.top)
    return wide > 0 and high > 0 and wide * high >= COVERS * content.width * content.height


def _colour(fill: Any, part: Any, layout: Any) -> str | None:
    """The mean colour of a fill; None where there is none."""
    picture = fill.getparent().find(f"{qn('p:blipFill')}/{qn('a:blip')}")  # of a picture shape
    if picture is None:
        picture = fill.find(f"{qn('a:blipFill')}/{qn('a:blip')}")
    if picture is not None:
        return _mean_of_picture(picture.get(qn("r:embed")), part)
    stops = fill.findall(f"{qn('a:gradFill')}/{qn('a:gsLst')}/{qn('a:gs')}")
    holders = stops or [each for each in (fill.find(qn("a:solidFill")),) if each is not None]
    if fill.tag == qn("p:bgRef"):
        holders = [fill]
    found = [each for holder in holders for each in _told(holder, layout)]
    if not found:
        return None
    mean = found[0]
    for order, each in enumerate(found[1:], start=2):
        mean = between(mean, each, 1 / order)
    return mean


def _told(holder: Any, layout: Any) -> Iterator[str]:
    """The colours that stand in an element, those of the theme looked up."""
    for each in holder:
        name = etree.QName(each).localname
        value = each.get("val", "")
        if name == "srgbClr":
            yield _changed(f"#{value.lower()}", each)
        elif name == "sysClr":
            yield _changed(f"#{each.get('lastClr', 'ffffff').lower()}", each)
        elif name == "schemeClr":
            yield _changed(_of_theme(value, layout), each)


def _of_theme(name: str, layout: Any) -> str:
    """A colour of the theme by its name on slides ("bg1"), which layout or master maps to one of the theme ("lt1")."""
    master = layout.slide_master
    maps = [
        layout._element.find(f"{qn('p:clrMapOvr')}/{qn('a:overrideClrMapping')}"),
        master._element.find(qn("p:clrMap")),
    ]
    mapped = next((each.get(name) for each in maps if each is not None and each.get(name)), name)
    theme = etree.fromstring(
        master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob, etree.XMLParser(resolve_entities=False)
    )
    for scheme in theme.iter(qn(f"a:{mapped}")):
        for each in scheme:
            return f"#{(each.get('lastClr') or each.get('val', 'ffffff')).lower()}"
    return WHITE


def _changed(colour: str, element: Any) -> str:
    """A colour made lighter or darker, as an element under it says."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    hue, light, strong = colorsys.rgb_to_hls(red, green, blue)
    for each in element:
        name = etree.QName(each).localname
        if name not in TRANSFORMS:
            continue
        share = int(each.get("val", "100000")) / 100_000
        light = {"lumMod": light * share, "lumOff": light + share, "shade": light * share,
                 "tint": 1 - (1 - light) * share}[name]  # fmt: skip
    channels = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), strong)
    return "#" + "".join(f"{round(each * 255):02x}" for each in channels)


def _mean_of_picture(relation: str | None, part: Any) -> str | None:
    try:
        with Image.open(BytesIO(part.related_part(relation).blob)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return None
            red, green, blue = picture.convert("RGB").resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))  # type: ignore[misc]
    except (UnidentifiedImageError, OSError, KeyError, Image.DecompressionBombError):
        return None  # a drawing, or none that can be read
    return f"#{red:02x}{green:02x}{blue:02x}"
