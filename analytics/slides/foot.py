"""What stands on every slide beside its own words: footer, slide number, logo, and that a deck is internal."""

from copy import deepcopy
from io import BytesIO
from typing import Any, Final

from lxml import etree
from PIL import Image
from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.text.text import TextFrame

from analytics.decks.deck import Page
from analytics.evidence import INVENTED, INVENTED_WORD
from analytics.measure import width
from analytics.slides.house import LOGO_PLACE
from analytics.slides.places import Area
from analytics.slides.sheet import SMALL, Sheet, describe, emu
from analytics.slides.style import Style
from analytics.text import Language

# How high the tag at the top is, and what it leaves free beside its words, in points.
TAG, BESIDE = 18.0, 8.0
FIELD: Final = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"


def footer_of(page: Page, language: Language) -> str:
    """Source, edition and who may see it; says that answers are invented, where the source does not say so itself."""
    said = INVENTED_WORD.in_(language) in page.footer
    return page.footer if said or not page.invented else f"{page.footer} · {INVENTED.in_(language)}"


def inherited(slide: Any, of_layout: Any) -> TextFrame:
    """The place of a layout's footer or number, on a slide: empty, and as the layout has it."""
    element = deepcopy(of_layout._element)
    for each in list(element.spPr):
        element.spPr.remove(each)
    first, *others = element.txBody.findall(qn("a:p"))
    for each in others:
        element.txBody.remove(each)
    for each in list(first):
        first.remove(each)
    element.nvSpPr.cNvPr.set("id", str(slide.shapes._next_shape_id))
    slide.shapes._spTree.append(element)
    return TextFrame(element.txBody, slide)


def numbering(slide: Any, of_layout: Any, *, number: int, colour: RGBColor | None) -> None:
    """The number of the slide, as a field that follows when slides are moved."""
    field = etree.SubElement(inherited(slide, of_layout).paragraphs[0]._p, qn("a:fld"))
    field.set("id", FIELD)
    field.set("type", "slidenum")
    properties = etree.SubElement(field, qn("a:rPr"))
    properties.set("sz", str(SMALL * 100))
    if colour is not None:
        etree.SubElement(etree.SubElement(properties, qn("a:solidFill")), qn("a:srgbClr")).set("val", str(colour))
    etree.SubElement(field, qn("a:t")).text = str(number)


def logo(slide: Any, style: Style, language: Language) -> None:
    """The logo of the style at the upper right, as large as its place allows."""
    if style.logo is None:
        return
    with Image.open(BytesIO(style.logo)) as picture:
        wide, high = picture.size
    scale = min(LOGO_PLACE.width / wide, LOGO_PLACE.height / high)
    area = Area(LOGO_PLACE.right - wide * scale, LOGO_PLACE.top, wide * scale, high * scale)
    made = slide.shapes.add_picture(BytesIO(style.logo), *emu(area))
    made.name = style.logo_alt.in_(language)
    describe(made, style.logo_alt.in_(language))


def tag(sheet: Sheet, words: str, *, left: float) -> None:
    """Words that nobody overlooks, at the very top of the slide: above its title and any logo."""
    box = sheet.write(words, Area(left, 0, width(words, SMALL, bold=True) + 2 * BESIDE, TAG), size=SMALL,
                      colour="background", bold=True, align="center", anchor="middle")  # fmt: skip
    box.fill.solid()
    box.fill.fore_color.rgb = sheet.colour("contrast")


def notes(slide: Any, page: Page) -> None:
    """The speaker notes; a title that had to be cut stands there whole."""
    cut = slide.shapes.title.text_frame.text.endswith(" …") and not page.title.endswith(" …")
    texts = [*((page.title,) if cut else ()), *page.notes]
    if texts:
        slide.notes_slide.notes_text_frame.text = "\n".join(texts)
