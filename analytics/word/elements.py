"""Elements of WordprocessingML that python-docx has no words for, and colours as it takes them."""

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor


def element(name: str, /, **attributes: str) -> Any:
    """An element of WordprocessingML: element("w:lang", val="nl-NL")."""
    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def field(paragraph: Any, code: str, *, shown: str) -> None:
    """What Word counts itself; `shown` until it does."""
    field = element("w:fldSimple", instr=code)
    run = paragraph.add_run(shown)
    run._r.addprevious(field)
    field.append(run._r)


def rgb(colour: str) -> RGBColor:
    """A colour of a look, "#0067a3", for a font."""
    return RGBColor.from_string(colour[1:].upper())
