"""Somebody's own template or style: read on any background, and refused in words where it cannot or may not serve."""

from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml.ns import qn

from analytics import admission
from analytics.slides import HOUSE, SlidesError, check_template, pptx_of, style_of
from analytics.slides.backdrop import READABLE, WRITTEN, readable
from analytics.slides.template import opened
from analytics.theme import DARK, LIGHT, contrast
from tests.demo import demo_cube
from tests.slides import own_template, swapped, text_page

CUBE = demo_cube()
LABELS = "http://schemas.microsoft.com/office/2020/02/relationships/classificationlabels"
NAMES = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)


def filled(colour: str) -> Callable[[Any], None]:
    """A master with a background of one colour."""

    def shape(presentation: Any) -> None:
        fill = presentation.slide_master.background.fill
        fill.solid()
        fill.fore_color.rgb = RGBColor.from_string(colour)

    return shape


def only_sections(presentation: Any) -> None:
    """White slides, dark sections."""
    layout = next(each for each in presentation.slide_layouts if each.name == "Section Header")
    fill = layout.background.fill
    fill.solid()
    fill.fore_color.rgb = RGBColor(0x10, 0x20, 0x40)


def covered(presentation: Any) -> None:
    """A white background with a dark picture over all of it."""
    held = BytesIO()
    Image.new("RGB", (16, 9), "#203040").save(held, "PNG")
    master = presentation.slide_master
    _, relation = master.part.get_or_add_image_part(BytesIO(held.getvalue()))
    width, height = presentation.slide_width, presentation.slide_height
    master.shapes._spTree.insert(2, etree.fromstring(
        f"<p:pic xmlns:p='{NS_P}' xmlns:a='{NS_A}' xmlns:r='{NS_R}'><p:nvPicPr><p:cNvPr id='90' name='Foto'/>"
        f"<p:cNvPicPr/><p:nvPr/></p:nvPicPr><p:blipFill><a:blip r:embed='{relation}'/></p:blipFill><p:spPr><a:xfrm>"
        f"<a:off x='0' y='0'/><a:ext cx='{width}' cy='{height}'/></a:xfrm><a:prstGeom prst='rect'/></p:spPr></p:pic>"
    ))  # fmt: skip


NS_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
NS_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
NS_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.mark.parametrize(
    ("shaped", "figure", "section"),
    [(lambda _: None, "#ffffff", "#ffffff"), (swapped, "#000000", "#000000"), (filled("0B1E33"), "#0b1e33", "#0b1e33"),
     (only_sections, "#ffffff", "#102040"), (covered, "#203040", "#203040")],
)  # fmt: skip
def test_words_and_marks_can_be_read_on_whatever_lies_behind_them(
    shaped: Callable[[Any], None], figure: str, section: str
) -> None:
    source = opened(HOUSE, own_template({}, shaped=shaped))
    for role, background in (("figure", figure), ("text", figure), ("section", section)):
        look = source.styles[role].look
        assert look.background == background
        assert min(contrast(getattr(look, name), background) for name in WRITTEN) >= 4.5
        assert contrast(look.ink, look.shade_to) >= 4.5
        assert look.accent != look.quiet


@pytest.mark.parametrize("background", ["#ffffff", "#f0f0f0", "#ffb81c", "#808080", "#c8102e", "#0b1e33", "#000000"])
def test_no_background_leaves_a_colour_that_cannot_be_read(background: str) -> None:
    look = readable(LIGHT, background)
    assert min(contrast(getattr(look, name), background) for name in WRITTEN) >= READABLE - 0.02
    assert readable(LIGHT, LIGHT.background) == LIGHT
    assert readable(DARK, DARK.background) == DARK


def test_a_house_colour_that_is_too_light_for_words_is_made_darker() -> None:
    style = style_of(b'[colours]\naccent = "#ffcc00"', {})
    assert contrast(style.look.accent, "#ffffff") < 2
    assert contrast(opened(style, None).styles["figure"].look.accent, "#ffffff") >= 4.5


@cache
def plain() -> bytes:
    return own_template({})


def rezipped(change: Callable[[str, bytes], bytes | None], *, more: dict[str, bytes] | None = None) -> bytes:
    """The template with changed parts; None leaves one out."""
    held = BytesIO()
    with ZipFile(BytesIO(plain())) as parts, ZipFile(held, "w", ZIP_DEFLATED) as made:
        for name in parts.namelist():
            changed = change(name, parts.read(name))
            if changed is not None:
                made.writestr(name, changed)
        for name, part in (more or {}).items():
            made.writestr(name, part)
    return held.getvalue()


def linked(presentation: Any) -> None:
    presentation.slide_master.part.relate_to("http://volg.example/pixel.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)


def clickable(presentation: Any) -> None:
    presentation.slide_master.part.relate_to("https://www.example.nl", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)


def linked_on_its_own_slide(presentation: Any) -> None:
    presentation.slides[0].part.relate_to("http://volg.example/pixel.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)


def test_a_template_that_fetches_from_outside_is_refused_and_one_with_a_link_to_click_is_not() -> None:
    with pytest.raises(SlidesError, match="outside the file") as told:
        check_template(own_template({}, shaped=linked))
    assert "volg.example" in told.value.in_("nl")
    check_template(own_template({}, shaped=clickable))
    check_template(own_template({}, shaped=linked_on_its_own_slide))  # its own slides do not go along


def test_a_template_that_holds_a_program_is_refused() -> None:
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    with pytest.raises(SlidesError, match="program"):
        check_template(own_template({}, shaped=lambda made: made.part.relate_to(made.slide_master.part, kind)))


def test_a_file_that_unpacks_to_far_more_than_it_weighs_is_refused_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bomb = rezipped(lambda _, part: part, more={"ppt/media/nul.bin": bytes(6_000_000)})
    check_template(bomb)
    assert len(bomb) < 200_000
    monkeypatch.setattr(admission, "MOST_UNPACKED", 5_000_000)
    with pytest.raises(SlidesError, match="unpacks to 7 MB"):
        check_template(bomb)
    monkeypatch.setattr(admission, "MOST_PARTS", 10)
    with pytest.raises(SlidesError, match="expected at most 5 MB in 10 parts"):
        check_template(plain())
    with pytest.raises(SlidesError, match="found 26 MB"):
        check_template(bytes(admission.MOST_BYTES + 1))


def test_a_template_that_is_broken_anywhere_is_refused_in_words_and_never_otherwise() -> None:
    with ZipFile(BytesIO(plain())) as parts:
        names = [each for each in parts.namelist() if "slideMaster" in each or "presentation" in each or "[" in each
                 or each.startswith("_rels") or "theme" in each or "slideLayout2" in each]  # fmt: skip
    broken = [plain()[: len(plain()) * k // 4] for k in range(4)]
    for name in names:
        for part in (None, b"", b"<a", b"<niets/>", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'):
            broken.append(rezipped(lambda each, held, name=name, part=part: part if each == name else held))
    words = [_words_of(file) for file in broken]
    assert sum("sjabloon" in each for each in words) > len(broken) * 0.6


def _words_of(template: bytes) -> str:
    """Why a template is refused; empty where a deck can be made with it."""
    try:
        pptx_of((text_page("section", "Voortgang"),), name="Eigen", language="nl", template=template)
    except SlidesError as fault:
        return fault.in_("nl")
    return ""


@pytest.mark.parametrize(
    ("told", "words"),
    [("[colours]\naccent = 3", "short text"), ('[fonts]\nbody = ["a"]', "short text"),
     ('[fonts]\nbody = "a\\u0001b"', "short text"), (f'[fonts]\nbody = "{"a" * 300}"', "short text"),
     ('[logo]\npicture = "../../etc/passwd"', "not beside"), ('[logo]\npicture = "tekst.png"', "cannot be used"),
     ("a = " + "[" * 3000, "TOML"), ("logo = 3", "logo")],
)  # fmt: skip
def test_a_style_file_that_cannot_be_used_is_refused_in_words(told: str, words: str) -> None:
    with pytest.raises(SlidesError, match=words):
        style_of(told.encode(), {"tekst.png": lambda: b"geen plaatje"})


def test_no_name_of_whoever_wrote_remarks_in_a_template_goes_along() -> None:
    def signed(presentation: Any) -> None:
        kind = "application/vnd.openxmlformats-officedocument.presentationml.commentAuthors+xml"
        held = b"<a name='J. Jansen'/>"
        part = Part(PackURI("/ppt/commentAuthors.xml"), kind, presentation.part.package, held)
        presentation.part.relate_to(part, RELATIONSHIP_TYPE.COMMENT_AUTHORS)

    template = own_template({}, shaped=signed)
    made = pptx_of((text_page("section", "Voortgang"),), name="Eigen", language="nl", template=template)
    for file, there in ((template, True), (made, False)):
        with ZipFile(BytesIO(file)) as parts:
            assert any(b"J. Jansen" in parts.read(each) for each in parts.namelist()) == there


def test_what_a_template_says_of_itself_goes_along_in_no_deck() -> None:
    """The titles of its slides, its manager, labels, printer and where it was kept stand in parts of their own."""
    said = b"<Properties><Manager>J. Jansen</Manager><TitlesOfParts>Reorganisatie</TitlesOfParts></Properties>"

    def signed(presentation: Any) -> None:
        for relation in presentation.part.package._rels.values():
            if relation.reltype == RELATIONSHIP_TYPE.EXTENDED_PROPERTIES:
                relation.target_part._blob = said
        package = presentation.part.package
        for holder, kind, name in (
            (package, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES, "/docProps/custom.xml"),
            (package, LABELS, "/docMetadata/LabelInfo.xml"),
            (presentation.part, RELATIONSHIP_TYPE.CUSTOM_XML, "/customXml/item1.xml"),
        ):
            holder.relate_to(Part(PackURI(name), "application/xml", package, said), kind)
        noted = presentation.part.relate_to(
            Part(PackURI("/ppt/tags/tag1.xml"), "application/xml", package, said), RELATIONSHIP_TYPE.TAGS
        )
        told = etree.fromstring(f'<p:custDataLst {NAMES}><p:tags r:id="{noted}"/></p:custDataLst>')
        presentation.part._element.find(qn("p:notesSz")).addnext(told)

    template = own_template({}, shaped=signed)
    made = pptx_of((text_page("section", "Voortgang"),), name="Eigen", language="nl", template=template)
    for file, there in ((template, True), (made, False)):
        with ZipFile(BytesIO(file)) as parts:
            found = [each for each in parts.namelist() if b"Reorganisatie" in parts.read(each)]
            assert len(found) == 5 * there, found
            assert (b"custDataLst" in parts.read("ppt/presentation.xml")) == there
            assert any("printerSettings" in each for each in parts.namelist()) == there


def test_a_title_that_the_template_writes_in_capitals_is_as_large_as_capitals_find_room() -> None:
    def lower(presentation: Any) -> None:
        for each in presentation.slide_layouts.get_by_name("Section Header").placeholders:
            for run in each._element.xpath(".//a:defRPr[@cap]"):
                run.attrib.pop("cap")

    def size(template: bytes) -> float:
        page = text_page("section", "Voortgang met gepaste zorgvuldigheid")
        made = Presentation(BytesIO(pptx_of((page,), name="Eigen", language="nl", template=template)))
        return float(made.slides[0].shapes.title.text_frame.paragraphs[0].runs[0].font.size.pt)

    assert size(own_template({})) < size(own_template({}, shaped=lower))
