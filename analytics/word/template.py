"""Where a document begins: the built-in look, or an organisation's own template with its styles found by name."""

from io import BytesIO
from typing import Any, Final
from zipfile import BadZipFile

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn

from analytics.office import from_template
from analytics.slides.style import Style
from analytics.text import Text
from analytics.word.faults import WordError
from analytics.word.house import house

TEMPLATE: Final = "wordprocessingml.template.main+xml"
DOCUMENT: Final = "wordprocessingml.document.main+xml"
# As Word writes them into the file, whatever the language of its menus; the Dutch menus say Titel, Kop 1, Bijschrift.
ASKED: Final = {
    "Title": WD_STYLE_TYPE.PARAGRAPH,
    "Subtitle": WD_STYLE_TYPE.PARAGRAPH,
    "Heading 1": WD_STYLE_TYPE.PARAGRAPH,
    "Heading 2": WD_STYLE_TYPE.PARAGRAPH,
    "Heading 3": WD_STYLE_TYPE.PARAGRAPH,
    "Caption": WD_STYLE_TYPE.PARAGRAPH,
    "List Bullet": WD_STYLE_TYPE.PARAGRAPH,
    "Table Grid": WD_STYLE_TYPE.TABLE,
}
DUTCH: Final = {
    "Title": "Titel", "Subtitle": "Ondertitel", "Heading 1": "Kop 1", "Heading 2": "Kop 2", "Heading 3": "Kop 3",
    "Caption": "Bijschrift", "List Bullet": "Lijst opsom.teken", "Table Grid": "Tabelraster",
}  # fmt: skip
NO_DOCUMENT: Final = Text(
    nl="Het sjabloon is geen leesbaar Word-bestand (.docx of .dotx).",
    en="The template is no readable Word file (.docx or .dotx).",
)
NO_STYLES: Final = Text(
    nl="Het sjabloon mist {missing}. Word bewaart een ingebouwde stijl pas als die is gebruikt: geef in het sjabloon "
    "een stuk tekst of een tabel deze stijl, en bewaar het opnieuw.",
    en="The template lacks {missing}. Word keeps a built-in style only once it was used: give some text or a table in "
    "the template this style, and save it again.",
)


def opened(style: Style, template: bytes | None) -> Any:
    """An empty document: in the built-in look, or a template without its text. Raises WordError."""
    document = _read(house(style) if template is None else template)
    missing = [name for name, kind in ASKED.items() if not _has(document, name, kind)]
    if missing:
        named = ", ".join(f"‘{name}’ ({DUTCH[name]})" for name in missing)
        raise WordError(NO_STYLES, missing=named)
    body = document.element.body
    for each in list(body):
        if each.tag != qn("w:sectPr"):
            body.remove(each)
    return document


def _has(document: Any, name: str, kind: Any) -> bool:
    return name in document.styles and document.styles[name].type == kind


def _read(file: bytes) -> Any:
    try:
        return Document(BytesIO(from_template(file, template=TEMPLATE, document=DOCUMENT)))
    except (BadZipFile, KeyError, ValueError, OSError) as fault:
        raise WordError(NO_DOCUMENT) from fault
