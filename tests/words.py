"""What a Word file says, read back from it; pictures for one without a browser."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from analytics.word.pictures import Sketch


def painted(sketches: Sequence[Sketch]) -> tuple[bytes, ...]:
    """A white picture per sketch, as a browser would draw it."""
    made = []
    for each in sketches:
        file = BytesIO()
        Image.new("RGB", (each.width, each.height), "white").save(file, "PNG")
        made.append(file.getvalue())
    return tuple(made)


def parts_of(file: bytes) -> list[Any]:
    """The body, and every header and footer, as XML."""
    document = Document(BytesIO(file))
    sections = [part._element for each in document.sections for part in (each.header, each.footer)]
    return [document.element.body, *sections]


def said(file: bytes) -> str:
    """All words, links and fields included: a paragraph a line, in reading order, then header and footer."""
    return "\n".join(
        "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        for part in parts_of(file)
        for paragraph in part.iter(qn("w:p"))
    )


def styled(file: bytes, name: str) -> list[str]:
    """The paragraphs of the body in a style, with what fields and links say."""
    return [
        "".join(text.text or "" for text in each._p.iter(qn("w:t")))
        for each in Document(BytesIO(file)).paragraphs
        if each.style.name == name
    ]


def languages(file: bytes) -> set[str | None]:
    """The language of every run of text."""
    runs = [run for part in parts_of(file) for run in part.iter(qn("w:r"))]
    return {run.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:val")) for run in runs}


def described(file: bytes) -> list[str]:
    """The alternative text of every picture."""
    return [each.get("descr") for part in parts_of(file) for each in part.iter(qn("wp:docPr"))]


def edited(file: bytes, change: Callable[[Any], None]) -> bytes:
    """The document after somebody changed it."""
    document = Document(BytesIO(file))
    change(document)
    made = BytesIO()
    document.save(made)
    return made.getvalue()
