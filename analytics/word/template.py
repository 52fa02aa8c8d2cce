"""Where a document begins: the built-in look, or an organisation's own template with its styles found by name."""

from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.styles import BabelFish

from analytics.admission import BROKEN, PROGRAMS, Program, admitted, whole_in_itself, without_what_it_says_of_itself
from analytics.office import from_template
from analytics.slides.style import Style
from analytics.text import Text
from analytics.word.faults import WordError
from analytics.word.house import house
from analytics.word.margins import without_ours

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
MARGINS: Final = (RELATIONSHIP_TYPE.HEADER, RELATIONSHIP_TYPE.FOOTER)
# What a document needs of a template; all else (remarks and who wrote them, pictures of its text) belongs to its text.
KEPT: Final = frozenset(
    {*MARGINS, RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.SETTINGS,
     RELATIONSHIP_TYPE.THEME, RELATIONSHIP_TYPE.FONT_TABLE, RELATIONSHIP_TYPE.WEB_SETTINGS,
     RELATIONSHIP_TYPE.FOOTNOTES, RELATIONSHIP_TYPE.ENDNOTES}
)  # fmt: skip
ATTACHED: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"


def _read(file: bytes) -> Any:
    return Document(BytesIO(from_template(file, template=TEMPLATE, document=DOCUMENT)))


WORD: Final = Program(WordError, NO_DOCUMENT, ".dotx", _read)


def opened(style: Style, template: bytes | None) -> Any:
    """An empty document: in the built-in look, or a template without its text. Raises WordError."""
    try:
        return _emptied(admitted(house(style) if template is None else template, WORD))
    except WordError:
        raise
    except BROKEN as fault:  # it opens, and then lacks what every document has
        raise WordError(NO_DOCUMENT) from fault


def _emptied(document: Any) -> Any:
    _named_as_word_does(document)
    missing = [name for name, kind in ASKED.items() if not _has(document, name, kind)]
    if missing:
        named = ", ".join(f"‘{name}’ ({DUTCH[name]})" for name in missing)
        raise WordError(NO_STYLES, missing=named)
    body = document.element.body
    for each in list(body):
        if each.tag != qn("w:sectPr"):
            body.remove(each)
    _alone(document)
    without_ours(document)
    whole_in_itself(document.part.package, WORD)
    return document


def _named_as_word_does(document: Any) -> None:
    """LibreOffice writes "Heading 1" into the file where Word, in any language of its menus, writes "heading 1"."""
    for name in document.styles.element.iterfind(f"{qn('w:style')}/{qn('w:name')}"):
        told = name.get(qn("w:val"), "")
        if BabelFish.ui2internal(told) != told:
            name.set(qn("w:val"), BabelFish.ui2internal(told))


def _alone(document: Any) -> None:
    """Without what belonged to its text, its picture, and the way to the template that it was made of itself."""
    names = (qn("w:headerReference"), qn("w:footerReference"))
    used = {each.get(qn("r:id")) for each in document.element.body.iter(*names)}
    for key, relation in list(document.part.rels.items()):
        needed = relation.reltype in KEPT or relation.reltype.endswith(PROGRAMS)
        if not needed or (relation.reltype in MARGINS and key not in used):
            del document.part.rels[key]
    settings = document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS)
    for key in [key for key, relation in settings.rels.items() if relation.reltype == ATTACHED]:
        del settings.rels[key]
    without_what_it_says_of_itself(document.part.package.rels)
    for each in document.settings.element.findall(qn("w:attachedTemplate")):
        document.settings.element.remove(each)


def _has(document: Any, name: str, kind: Any) -> bool:
    return name in document.styles and document.styles[name].type == kind
