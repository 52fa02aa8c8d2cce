"""The built-in look: A4, the colours and fonts of a style, made of the template that comes with python-docx."""

from functools import lru_cache
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from analytics.office import themed
from analytics.slides.style import Style
from analytics.word.elements import rgb

WIDE, HIGH, EDGE, TOP = Cm(21.0), Cm(29.7), Cm(2.5), Cm(2.2)
# (type size, space before, space after, bold, colour of the style's look)
LOOKS: Final = {
    "Title": (24, 0, 4, True, "ink"),
    "Subtitle": (11, 0, 2, False, "muted"),
    "Heading 1": (16, 20, 6, True, "accent"),
    "Heading 2": (12.5, 14, 3, True, "ink"),
    "Heading 3": (10.5, 8, 2, True, "muted"),
    "Caption": (10.5, 14, 2, True, "ink"),
    "List Bullet": (10.5, 0, 3, False, "ink"),
    "header": (8.5, 0, 0, False, "muted"),
    "footer": (8.5, 0, 0, False, "muted"),
}
# What the template that comes with python-docx has besides: rules, tab stops, letter spacing, italics.
UNWANTED: Final = ("./w:pPr/w:pBdr", "./w:pPr/w:tabs", "./w:rPr/w:spacing", "./w:rPr/w:i", "./w:rPr/w:iCs")
BODY, SPACING = 10.5, 1.15
CELL: Final = {"top": 50, "left": 80, "bottom": 50, "right": 80}  # twentieths of a point
MODERN: Final = "15"  # Word 2013 and later: no "compatibility mode" in the title bar
KEPT: Final = frozenset(
    {*(name.lower() for name in LOOKS), "normal", "default paragraph font", "normal table", "no list", "table grid",
     "list paragraph", "hyperlink"}
)  # fmt: skip
LEFT_OUT: Final = (
    RELATIONSHIP_TYPE.CUSTOM_XML,
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
)


@lru_cache(maxsize=4)
def house(style: Style) -> bytes:
    """An empty document in this style."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = WIDE, HIGH
    section.left_margin = section.right_margin = EDGE
    section.top_margin = section.bottom_margin = TOP
    _without_what_nobody_asked_for(document)
    theme = document.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = themed(theme.blob, look=style.look, heading=style.heading, body=style.body)
    normal = document.styles["Normal"]
    normal.font.size, normal.font.color.rgb = Pt(BODY), rgb(style.look.ink)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(6), SPACING
    for name in LOOKS:
        _looks(document.styles[name], name, style)
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb, link.font.underline = rgb(style.look.accent), True
    _table(document.styles["Table Grid"]._element, rule=style.look.grid)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _looks(style: Any, name: str, house: Style) -> None:
    size, before, after, bold, colour = LOOKS[name]
    for each in style._element.xpath(" | ".join(UNWANTED)):
        each.getparent().remove(each)
    style.font.size, style.font.bold, style.font.color.rgb = Pt(size), bold, rgb(getattr(house.look, colour))
    paragraph = style.paragraph_format
    paragraph.space_before, paragraph.space_after = Pt(before), Pt(after)
    if name.startswith(("Heading", "Title", "Caption")):
        paragraph.keep_with_next, paragraph.line_spacing = True, 1.05
    for each in ("semiHidden", "unhideWhenUsed"):
        for found in style._element.findall(qn(f"w:{each}")):
            style._element.remove(found)


def _table(style: Any, *, rule: str) -> None:
    """Rules below the rows, and room around the words."""
    borders = style.find(f".//{qn('w:tblBorders')}")
    for each in borders:
        side = each.tag.split("}")[1]
        each.set(qn("w:val"), "single" if side in ("top", "bottom", "insideH") else "nil")
        each.set(qn("w:color"), rule[1:].upper())
    for side, width in CELL.items():
        style.find(f".//{qn('w:tblCellMar')}/{qn(f'w:{side}')}").set(qn("w:w"), str(width))


def _without_what_nobody_asked_for(document: Any) -> None:
    """No picture of the first page, no second set of styles, no styles that no document of ours uses."""
    for holder in (document.part, document.part.package):
        for key, relation in list(holder.rels.items()):
            if relation.reltype in LEFT_OUT or relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
                del holder.rels[key]
    styles = document.styles.element
    for style in styles.findall(qn("w:style")):
        name = style.find(qn("w:name")).get(qn("w:val")).lower()
        if name not in KEPT:
            styles.remove(style)
        for link in style.findall(qn("w:link")):  # to a look for parts of a paragraph, which is left out
            style.remove(link)
    settings = document.settings.element
    for each in ("savePreviewPicture", "rsids"):
        for found in settings.findall(qn(f"w:{each}")):
            settings.remove(found)
    compatible = settings.find(qn("w:compat"))
    for each in compatible.findall(qn("w:useFELayout")):
        compatible.remove(each)
    compatible.find(qn("w:compatSetting")).set(qn("w:val"), MODERN)
