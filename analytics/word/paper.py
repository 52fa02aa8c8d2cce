"""A document in the making: styles by name, words in one language, links, pictures, tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.shared import Emu, Pt, RGBColor

from analytics.office import LANGUAGE_TAGS, packed
from analytics.slides.style import HOUSE, Style
from analytics.text import Language, Text, is_address, unbroken
from analytics.word.elements import element, field, rgb
from analytics.word.margins import BETWEEN, margins_of
from analytics.word.template import opened

FIGURE: Final = Text(nl="Figuur", en="Figure")
TABLE: Final = Text(nl="Tabel", en="Table")
# Styles of our own, for who wants to change them all at once.
REMARK: Final = Text(nl="Toelichting bij figuur", en="Figure note")
BESIDE: Final = Text(nl="Bijzonderheden", en="Details")
CELL: Final = Text(nl="Tabeltekst", en="Table text")
IN_CELL: Final = Text(nl="Opsomming in tabel", en="List in table")
SMALL, SMALLEST = 9, 8.5


@dataclass(frozen=True, slots=True)
class Reference:
    """The number of a source behind a fact: "[1]", where it leads, and what is read aloud."""

    label: str
    address: str
    spoken: str


class Paper:
    """A document in one language; what is added stands below what is there."""

    def __init__(
        self, language: Language, *, style: Style = HOUSE, template: bytes | None = None, landscape: bool = False
    ) -> None:
        """An empty one. Raises WordError where the template cannot serve."""
        self.language = language
        self.style = style
        self.document = opened(style, template)
        self.counted = {FIGURE: 0, TABLE: 0}
        self.section = self.document.sections[-1]
        if landscape and self.section.page_width < self.section.page_height:
            self.section.orientation = WD_ORIENT.LANDSCAPE
            self.section.page_width, self.section.page_height = self.section.page_height, self.section.page_width
        self._own_styles()

    @property
    def width(self) -> int:
        """The width between the margins, in English Metric Units (914,400 per inch)."""
        return int(self.section.page_width - self.section.left_margin - self.section.right_margin)

    def _own_styles(self) -> None:
        for name, kind, based, size in (
            (REMARK, WD_STYLE_TYPE.PARAGRAPH, "Normal", SMALL),
            (CELL, WD_STYLE_TYPE.PARAGRAPH, "Normal", SMALL),
            (IN_CELL, WD_STYLE_TYPE.PARAGRAPH, "List Bullet", SMALLEST),
            (BESIDE, WD_STYLE_TYPE.CHARACTER, None, None),
        ):
            if name.in_(self.language) in self.document.styles:  # a template may have been one of our documents
                continue
            made = self.document.styles.add_style(name.in_(self.language), kind)
            made.quick_style = True
            if based:
                made.base_style = self.document.styles[based]
                made.font.size = Pt(size)
                made.paragraph_format.space_before = Pt(0)
                made.paragraph_format.space_after = Pt(0 if name is CELL else 3)
                made.paragraph_format.line_spacing = 1.05
            if name in (REMARK, BESIDE):
                made.font.color.rgb = self._colour("muted")
            if name is REMARK:
                made.paragraph_format.space_before = Pt(2)
            if name is IN_CELL:
                made.paragraph_format.keep_together = True
                made.paragraph_format.left_indent, made.paragraph_format.first_line_indent = Pt(8), Pt(-8)

    def _colour(self, name: str) -> RGBColor:
        return rgb(getattr(self.style.look, name))

    def words(self, text: str, style: str | Text | None = None) -> Any:
        """A paragraph in a style, by its name; in the body text's where none is named."""
        name = style.in_(self.language) if isinstance(style, Text) else style
        return self.document.add_paragraph(text, name)

    def heading(self, text: str, level: int) -> None:
        """A heading that the table of contents and a screen reader find."""
        self.words(text, f"Heading {level}")

    def fact(self, title: str, beside: Iterable[str], reference: Reference | None, *, place: Any = None) -> None:
        """A fact as a point of a list: what happened, small words beside it, its source. place: a cell of a table."""
        if place is None:
            paragraph = self.words(title, "List Bullet")
        else:
            paragraph = place.add_paragraph() if place.text else place.paragraphs[0]
            paragraph.style = IN_CELL.in_(self.language)
            paragraph.add_run(title)
        details = "".join(f"{BETWEEN}{each}" for each in beside)
        if details:
            paragraph.add_run(details, BESIDE.in_(self.language))
        if reference is not None:
            paragraph.add_run(" ")
            self.link(paragraph, reference.label, reference.address, spoken=reference.spoken)

    def link(self, paragraph: Any, label: str, address: str, *, spoken: str = "") -> None:
        """A label that opens its address; the bare label where it is none."""
        run = paragraph.add_run(label)
        if not is_address(address):
            return
        if "Hyperlink" in self.document.styles:
            run.style = "Hyperlink"
        made = element("w:hyperlink", history="1")
        made.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        if spoken:
            made.set(qn("w:tooltip"), spoken)
        run._r.addprevious(made)
        made.append(run._r)

    def caption(self, sort: Text, text: str) -> None:
        """The numbered title of what follows (FIGURE or TABLE); Word counts on when more are put in."""
        self.counted[sort] += 1
        label = sort.in_(self.language)
        paragraph = self.words(f"{label} ", "Caption")
        field(paragraph, f"SEQ {label} \\* ARABIC", shown=str(self.counted[sort]))
        paragraph.add_run(f". {text}")
        paragraph.paragraph_format.keep_with_next = True
        if paragraph.style.paragraph_format.space_before is None:  # in a template: it would touch what is above
            paragraph.paragraph_format.space_before = Pt(12)

    def remark(self, text: str, *, keep: bool = False) -> None:
        """A line that belongs to a figure. keep: it stays on the page of what follows."""
        if text:
            self.words(text, REMARK).paragraph_format.keep_with_next = keep or None

    def picture(self, png: bytes, *, alt: str) -> None:
        """A picture as wide as the words, with what it shows in words."""
        paragraph = self.words("")
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_after = Pt(2)
        paragraph.paragraph_format.line_spacing = 1.0  # of the body text's, the picture would take its share too
        made = paragraph.add_run().add_picture(BytesIO(png), width=Emu(self.width))
        described = made._inline.docPr
        described.set("descr", alt)
        described.set("name", f"{FIGURE.in_(self.language)} {self.counted[FIGURE]}")

    def table(
        self,
        header: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        shares: Sequence[float],
        numeric: Sequence[bool] = (),
        name: str,
        whole: bool = False,
    ) -> Any:
        """A table whose header comes back on every page. shares: how wide its columns are; name: what it is.

        whole: it stays on one page. Else a row may go on over the next one: of one that is kept whole and is a little
        higher than the page, LibreOffice writes the last line through the margin.
        """
        table = self.document.add_table(1, len(header), "Table Grid")
        table.autofit = False
        for text, cell in zip(header, table.rows[0].cells, strict=True):
            self._cell(cell, text, head=True)
        table.rows[0]._tr.get_or_add_trPr().append(element("w:tblHeader"))
        for row in rows:
            for text, cell in zip(row, table.add_row().cells, strict=True):
                self._cell(cell, text)
        widths = [Emu(round(self.width * each / sum(shares))) for each in shares]
        for row in list(table.rows)[:-1] if whole else ():
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.keep_with_next = True
        for row in table.rows:
            if whole:
                row._tr.get_or_add_trPr().insert(0, element("w:cantSplit"))
            for cell, wide in zip(row.cells, widths, strict=True):
                cell.width = wide
        for column, wide, number in zip(table.columns, widths, numeric or [False] * len(widths), strict=True):
            column.width = wide
            for cell in column.cells if number else ():
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
        table._tbl.tblPr.append(element("w:tblCaption", val=name))
        return table

    def across(self, cells: Sequence[Any], text: str) -> None:
        """One text over neighbouring cells of a row."""
        whole = cells[0].merge(cells[-1])
        for each in whole.paragraphs[1:]:
            each._p.getparent().remove(each._p)
        whole.paragraphs[0].add_run(text)

    def _cell(self, cell: Any, text: str, *, head: bool = False) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.style = CELL.in_(self.language)
        paragraph.add_run(text).bold = head or None

    def finished(self, title: str) -> bytes:
        """The document as bytes; its properties hold the title and the language and no person, no day."""
        around = (each._element for pair in margins_of(self.document) for each in pair)
        for part in (self.document.element, *around):
            self._spoken(part)
            for text in part.iter(qn("w:t")):
                text.text = unbroken(text.text or "")
        for each in self.document.styles.element.iter(qn("w:lang")):
            each.set(qn("w:val"), LANGUAGE_TAGS.in_(self.language))
        for each in self.document.settings.element.iter(qn("w:themeFontLang")):
            each.set(qn("w:val"), LANGUAGE_TAGS.in_(self.language))
        properties = self.document.core_properties
        for each in list(properties._element):
            properties._element.remove(each)
        properties.title = title
        properties.language = LANGUAGE_TAGS.in_(self.language)
        held = BytesIO()
        self.document.save(held)
        return packed(held.getvalue())

    def _spoken(self, part: Any) -> None:
        """Says of every run in which language it is, so that a screen reader and the spelling check know."""
        for run in part.iter(qn("w:r")):
            properties = run.get_or_add_rPr()
            for each in properties.findall(qn("w:lang")):
                properties.remove(each)
            properties.append(element("w:lang", val=LANGUAGE_TAGS.in_(self.language)))
