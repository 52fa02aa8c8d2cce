"""What stands on every page: whose figures, what nobody may overlook, the source and the number of the page."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final
from zlib import crc32

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm

from analytics.slides.style import Style
from analytics.text import Language, Text
from analytics.word.elements import element, field, rgb

PAGE: Final = Text(nl="Pagina {page} van {pages}", en="Page {page} of {pages}")
BETWEEN: Final = " · "
LOGO_HEIGHT: Final = Cm(1.2)
# A bookmark that Word does not list, on what we write here, so that it is known again in a template.
OURS: Final = "_ketenspiegel"
UNSURE: Final = re.compile(r"[\d\s]")  # Word counts pages anew


def write_margins(document: Any, language: Language, *, style: Style, name: str, mark: str, source: str) -> None:
    """In every header the mark, in a colour that is seen, and the name; in every footer the source and the number."""
    for head, foot in margins_of(document):
        _logo(head, language, style=style)
        above = _below(head)
        if mark:
            marked = above.add_run(mark)
            marked.bold, marked.font.color.rgb = True, rgb(style.look.contrast)
        above.add_run(f"{BETWEEN}{name}" if mark and name else name)
        below = _below(foot)
        below.add_run(source)
        before, between, after = PAGE.in_(language).replace("{pages}", "{page}").split("{page}")
        numbers = foot.add_paragraph()
        numbers.style = foot.paragraphs[0].style
        numbers.add_run(before)
        field(numbers, "PAGE", shown="1")
        numbers.add_run(between)
        field(numbers, "NUMPAGES", shown="1")
        numbers.add_run(after)
        for each in (above, below, numbers):
            _is_ours(each)


def without_ours(document: Any) -> None:
    """Takes out of headers and footers what an earlier document of ours says there of another edition.

    What somebody changed in it since is theirs, and stays.
    """
    for holder in (holder for pair in margins_of(document) for holder in pair):
        for paragraph in holder.paragraphs:
            names = [each.get(qn("w:name"), "") for each in paragraph._p.iter(qn("w:bookmarkStart"))]
            if not any(name.startswith(OURS) and name.endswith(_sum(paragraph)) for name in names):
                continue
            if len(holder.paragraphs) > 1:
                paragraph._p.getparent().remove(paragraph._p)
            else:  # a header has one paragraph at least
                paragraph.clear()


def _is_ours(paragraph: Any) -> None:
    """Bookmarks a paragraph, under a number and name that no other has in the document."""
    place = paragraph._p.getparent().index(paragraph._p)
    number = str(crc32(f"{paragraph.part.partname} {place}".encode()) >> 1)
    start = element("w:bookmarkStart", id=number, name=f"{OURS}_{number}{_sum(paragraph)}")
    # Before the words: LibreOffice forgets one that stands behind a field.
    first = next(each for each in paragraph._p if each.tag != qn("w:pPr"))
    first.addprevious(start)
    start.addnext(element("w:bookmarkEnd", id=number))


def _sum(paragraph: Any) -> str:
    """By which a text is known again."""
    text = "".join(each.text or "" for each in paragraph._p.iter(qn("w:t")))
    return f"_{crc32(UNSURE.sub('', text).encode())}"


def margins_of(document: Any) -> Iterator[tuple[Any, Any]]:
    """All headers and footers that a reader can meet; a template may have its own for the first or even pages."""
    section = document.sections[-1]
    yield section.header, section.footer
    if section.different_first_page_header_footer:
        yield section.first_page_header, section.first_page_footer
    if document.settings.odd_and_even_pages_header_footer:
        yield section.even_page_header, section.even_page_footer


def _logo(head: Any, language: Language, *, style: Style) -> None:
    """The logo of the style at the upper right."""
    if style.logo is None:
        return
    paragraph = _below(head)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    made = paragraph.add_run().add_picture(BytesIO(style.logo), height=LOGO_HEIGHT)
    made._inline.docPr.set("descr", style.logo_alt.in_(language))
    _is_ours(paragraph)


def _below(holder: Any) -> Any:
    """An empty paragraph at the end of a header or footer: the first where a template left it empty."""
    first = holder.paragraphs[0]
    empty = len(holder.paragraphs) == 1 and not first.text and not first._p.xpath(".//w:drawing | .//w:pict")
    return first if empty else holder.add_paragraph()
