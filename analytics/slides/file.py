"""The file itself: the language of every word, no trace of who made it or when, and the same bytes every time."""

from io import BytesIO
from typing import Any, Final

from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from analytics.office import LANGUAGE_TAGS, packed
from analytics.text import Language

SPOKEN: Final = (qn("a:rPr"), qn("a:defRPr"), qn("a:endParaRPr"))


def finished(presentation: Any, *, name: str, language: Language) -> bytes:
    """The presentation as bytes; its properties hold the name and the language and no person."""
    for slide in presentation.slides:
        _spoken(slide._element, language)
        if slide.has_notes_slide:
            _spoken(slide.notes_slide._element, language)
        for shape in _charts(slide.shapes):
            _spoken(shape.chart._chartSpace, language)
    _naming_notes(presentation)
    properties = presentation.core_properties
    for each in list(properties._element):
        properties._element.remove(each)
    properties.title = name
    properties.language = LANGUAGE_TAGS.in_(language)
    held = BytesIO()
    presentation.save(held)
    return packed(held.getvalue())


def _naming_notes(presentation: Any) -> None:
    """Names the master of the notes, which python-pptx adds without saying so."""
    root = presentation.part._element
    if root.find(qn("p:notesMasterIdLst")) is None and any(each.has_notes_slide for each in presentation.slides):
        named = etree.Element(qn("p:notesMasterIdLst"))
        root.find(qn("p:sldMasterIdLst")).addnext(named)
        relation = presentation.part.relate_to(presentation.part.notes_master_part, RELATIONSHIP_TYPE.NOTES_MASTER)
        etree.SubElement(named, qn("p:notesMasterId")).set(qn("r:id"), relation)


def _charts(shapes: Any) -> Any:
    for shape in shapes:
        if hasattr(shape, "shapes"):
            yield from _charts(shape.shapes)
        elif getattr(shape, "has_chart", False):
            yield shape


def _spoken(element: Any, language: Language) -> None:
    """Says of every run in which language it is, so that a screen reader and the spelling check know."""
    for run in element.iter(qn("a:r"), qn("a:fld")):
        if run.find(qn("a:rPr")) is None:
            run.insert(0, etree.Element(qn("a:rPr")))
    for each in element.iter(*SPOKEN):
        each.set("lang", LANGUAGE_TAGS.in_(language))
