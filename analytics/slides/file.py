"""The file itself: the language of every word, no trace of who made it or when, and the same bytes every time."""

from io import BytesIO
from typing import Any, Final

from lxml import etree
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
    properties = presentation.core_properties
    for each in list(properties._element):
        properties._element.remove(each)
    properties.title = name
    properties.language = LANGUAGE_TAGS.in_(language)
    held = BytesIO()
    presentation.save(held)
    return packed(held.getvalue())


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
