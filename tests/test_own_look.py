"""Somebody's own Word template on the page *The year*: taken for its look, refused in words, never with its text."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn

from analytics import admission
from analytics.slides import Style
from analytics.word import WordError, check_template, matrix_docx, year_docx
from pages.parts import word
from tests.dashboard import ROOT
from tests.demo import demo_cube
from tests.visited import opened, visit, words
from tests.words import described, edited, said, styled

CUBE = demo_cube()
PLAIN = matrix_docx(CUBE, "nl")
ATTACHED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"


def letterhead(document: Any) -> None:
    document.sections[0].header.paragraphs[0].text = "Stichting Voorbeeld"
    document.add_paragraph("Voorbeeldtekst van het sjabloon")


def without_marks_behind_fields(document: Any) -> None:
    for mark in document.sections[0].footer._element.xpath(
        ".//w:fldSimple/following-sibling::w:bookmarkStart | .//w:r[w:fldChar]/following-sibling::w:bookmarkStart"
    ):
        mark.getparent().remove(mark)


def related(kind: str, *, external: bool = True) -> Callable[[Any], None]:
    """A template whose header leads to something outside, or holds a part of this kind."""

    def change(document: Any) -> None:
        part = document.sections[0].header.part
        if external:
            part.relate_to("http://volg.example/pixel.png", kind, is_external=True)
        else:
            document.part.relate_to(Part(PackURI("/word/vba.bin"), "application/x", b"x", part.package), kind)

    return change


@pytest.fixture(autouse=True)
def _plenary(demo_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KETENSPIEGEL_HOME", str(demo_home))
    monkeypatch.delenv("KETENSPIEGEL_AUDIENCE", raising=False)


def test_a_template_that_serves_gives_the_document_of_the_page_its_letterhead(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    offered: dict[str, Callable[[], bytes]] = {}

    def button(label: str, data: Callable[[], bytes], file: str, *_: Any, **__: Any) -> None:
        offered[f"{label}: {file}"] = data

    monkeypatch.setattr(word.st, "download_button", button)
    monkeypatch.setattr(word, "executable", lambda: None)
    test = visit("year", lang="nl", year="4")
    assert "href='word/" in words(test)
    assert not test.get("file_uploader"), "nobody asked yet, so they cost nothing"
    opened(test, "ks-word-asked")
    test.file_uploader("ks-word-template").set_value(("brief.dotx", edited(PLAIN, letterhead), "")).run()
    assert not test.exception
    assert "Niet gebruikt" not in words(test)
    assert "href='word/" not in words(test), "the plain link would give the built-in look"
    (name, make), = offered.items()  # fmt: skip
    assert name == "Dit jaar als Word-document: jaar-4-metals-20260305-01.docx"
    made = make()
    assert "Stichting Voorbeeld" in said(made)
    assert "Voorbeeldtekst" not in said(made)
    assert "Jaar\N{NO-BREAK SPACE}4" in said(made)


def test_a_template_or_style_that_cannot_serve_is_refused_on_the_page_and_the_link_stays() -> None:
    test = visit("year", lang="en", view="all")
    opened(test, "ks-word-asked")
    test.file_uploader("ks-word-template").set_value(("our letter.docx", b"no zip", "")).run()
    test.file_uploader("ks-word-style").set_value([("style.toml", b'[colours]\naccent = "red"', "")]).run()
    assert not test.exception
    test.session_state["ks-word-asked"] = False
    test.run()
    assert "Not used: our letter.docx." in words(test), "a refusal and what was given stay, also folded away"
    assert "no readable Word file" in words(test)
    assert "expected is a colour like #0067a3" in words(test)
    assert "href='word/" in words(test)


@pytest.mark.parametrize(
    ("change", "told"),
    [(related(RELATIONSHIP_TYPE.IMAGE), "outside the file (http://volg.example/pixel.png)"),
     (related("http://schemas.microsoft.com/office/2006/relationships/vbaProject", external=False), "as .dotx"),
     (lambda document: document.styles["Caption"].delete(), "‘Caption’ (Bijschrift)")],
)  # fmt: skip
def test_a_template_that_fetches_runs_or_lacks_something_is_refused(change: Callable[[Any], None], told: str) -> None:
    check_template(PLAIN)
    with pytest.raises(WordError) as refused:
        check_template(edited(PLAIN, change))
    assert told in refused.value.in_("en")


def test_a_template_that_is_too_large_or_broken_anywhere_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(WordError, match="found 26 MB"):
        check_template(bytes(admission.MOST_BYTES + 1))
    with ZipFile(BytesIO(PLAIN)) as parts:
        held = {name: parts.read(name) for name in parts.namelist()}
    refused = 0
    for name in held:
        for broken in (None, b"", b"<a", b"<niets/>"):
            made = BytesIO()
            with ZipFile(made, "w", ZIP_DEFLATED) as copy:
                for each, part in held.items():
                    if each != name or broken is not None:
                        copy.writestr(each, part if each != name or broken is None else broken)
            try:
                check_template(made.getvalue())
            except WordError as fault:
                refused += "sjabloon" in fault.in_("nl")
    assert refused > len(held)
    monkeypatch.setattr(admission, "MOST_PARTS", 3)
    with pytest.raises(WordError, match="in 3 parts"):
        check_template(PLAIN)


def test_nothing_of_a_templates_text_goes_along_and_no_way_to_where_it_came_from() -> None:
    def written(document: Any) -> None:
        document.add_paragraph().add_run().add_picture(str(ROOT / "docs" / "overview.png"))
        remarks = Part(PackURI("/word/remarks.xml"), "application/xml", b"<a name='J. Jansen'/>", document.part.package)
        document.part.relate_to(remarks, RELATIONSHIP_TYPE.COMMENTS)
        settings = document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
        settings.relate_to("file:///C:/Sjablonen/brief.dotx", ATTACHED, is_external=True)
        package = document.part.package
        for kind, name in (
            (RELATIONSHIP_TYPE.EXTENDED_PROPERTIES, "app"), (RELATIONSHIP_TYPE.CUSTOM_PROPERTIES, "custom")
        ):  # fmt: skip
            about = Part(PackURI(f"/docProps/{name}2.xml"), "application/xml", b"<a>Reorganisatie BV</a>", package)
            package.relate_to(about, kind)

    template = edited(PLAIN, written)
    check_template(template)
    made = matrix_docx(CUBE, "nl", template=template)
    for file, there in ((template, True), (made, False)):
        with ZipFile(BytesIO(file)) as parts:
            told = b"".join(parts.read(each) for each in parts.namelist() if not each.endswith(".png"))
            assert (b"J. Jansen" in told) == there
            assert told.count(b"Reorganisatie BV") == 2 * there
            assert (b"C:/Sjablonen" in told) == there
            assert any(each.endswith(".png") for each in parts.namelist()) == there
    assert len(Document(BytesIO(made)).tables) == 1


def test_a_template_whose_styles_are_named_as_libreoffice_writes_them_serves() -> None:
    def renamed(document: Any) -> None:
        for name in document.styles.element.xpath("./w:style/w:name"):
            name.set(qn("w:val"), name.get(qn("w:val")).replace("heading", "Heading").replace("caption", "Caption"))

    template = edited(PLAIN, renamed)
    check_template(template)
    assert styled(year_docx(CUBE, "nl", round=4, template=template), "Heading 1")


def test_an_earlier_document_of_ours_can_be_the_template_and_leaves_none_of_its_own_source_behind() -> None:
    again = year_docx(CUBE, "en", round=4, template=edited(PLAIN, letterhead))
    section = Document(BytesIO(again)).sections[0]
    assert next(each.text for each in section.header.paragraphs) == "Stichting Voorbeeld"
    foot = [each.text for each in section.footer.paragraphs]
    assert len(foot) == 2
    assert foot[0].startswith("Source: Example metals agreement (invented answers)")
    assert "Bron" not in "".join(foot)
    # LibreOffice forgets a bookmark that stands behind a field.
    saved_again = edited(PLAIN, without_marks_behind_fields)
    assert (
        len(Document(BytesIO(year_docx(CUBE, "en", round=4, template=saved_again))).sections[0].footer.paragraphs) == 2
    )
    changed = edited(PLAIN, lambda document: document.sections[0].footer.paragraphs[0].add_run(" · Postbus 1"))
    assert "Postbus 1" in said(matrix_docx(CUBE, "en", template=changed))
    logo = Style(logo=(ROOT / "pages" / "static" / "favicon.png").read_bytes())
    branded = matrix_docx(CUBE, "nl", style=logo)
    twice = matrix_docx(CUBE, "nl", style=logo, template=branded)
    assert len(described(branded)) == len(described(twice)) == 1
    assert len(Document(BytesIO(twice)).sections[0].header.paragraphs) == 2
