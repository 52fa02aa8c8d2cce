"""Documents for Word: a plain link of the page, whose click runs none; in somebody's own look a button."""

import re
from collections.abc import Callable
from functools import partial
from html import escape
from math import inf
from threading import Lock
from time import monotonic
from typing import Final, Literal, NamedTuple

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from analytics import vocabulary
from analytics.chromium import ChromiumError, executable
from analytics.evidence import internal_file
from analytics.text import Language, Text
from analytics.word import Draw, draft_docx, drawn, matrix_docx, year_docx
from data.cube import Audience, Cube
from pages.parts.editions import open_edition
from pages.parts.own_look import OwnLook
from pages.parts.shelf import name_of, put

Sort = Literal["year", "matrix", "draft"]
TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PLAIN: Final = OwnLook()
OFFERED, MADE = 400, 40
AGAIN: Final = 600.0  # seconds after which a browser that failed is asked again
LABELS: Final[dict[Sort, Text]] = {
    "year": Text(nl="Dit jaar als Word-document", en="This year as a Word document"),
    "matrix": Text(nl="Alle jaren als Word-document", en="All years as a Word document"),
    "draft": Text(nl="Dit concept als Word-document", en="This draft as a Word document"),
}
FILES: Final[dict[Sort, Text]] = {
    "year": Text(nl="{year}", en="{year}"),
    "matrix": Text(nl="alle-jaren", en="all-years"),
    "draft": Text(nl="concept-{year}", en="draft-{year}"),
}
GONE: Final = (
    "Dit document staat niet meer klaar: laad de pagina opnieuw.\n"
    "This document is no longer ready: load the page again.\n"
)


class Asked(NamedTuple):
    """A document that a page offered."""

    sort: Sort
    audience: Audience
    edition: str
    content: str
    language: Language
    round: int


class Kept(NamedTuple):
    """A document that was made, and until when it is given again (seconds of a clock that only goes forward)."""

    file: bytes
    until: float


# The oldest first. A document is made when somebody follows its address, once, and then kept.
_offered: dict[str, Asked] = {}
_made: dict[Asked, Kept] = {}
_making = Lock()


def word_link(cube: Cube, language: Language, sort: Sort, *, round: int = 0, look: OwnLook = PLAIN) -> str:
    """A quiet link to a document, as markup; round: of the year or draft, of all years there is none.

    In somebody's own look a button stands there at once, and the markup is empty: the template is the session's alone.
    """
    edition = cube.edition
    asked = Asked(sort, edition.audience, edition.name, edition.content_hash, language, round)
    if not look.plain:
        st.download_button(
            LABELS[sort].in_(language), partial(_in_look, cube, asked, look), _file_name(cube, asked), TYPE,
            key=f"ks-word-{sort}", on_click="ignore",
        )  # fmt: skip
        return ""
    name = name_of(asked)
    if name not in _offered:
        put(_offered, name, asked, kept=OFFERED)
    return f"<p class='ks-word'><a href='word/{name}.docx' download>{escape(LABELS[sort].in_(language))}</a></p>"


def document(request: Request) -> Response:
    """The document of an address; not async, so that making it holds up nobody else."""
    asked = _offered.get(request.path_params["name"])
    if asked is None:
        return PlainTextResponse(GONE, status_code=404)
    try:
        cube = open_edition(asked.audience, asked.edition)
    except (ValueError, OSError):
        return PlainTextResponse(GONE, status_code=404)
    return Response(
        _document(cube, asked),
        media_type=TYPE,
        headers={
            "Content-Disposition": f'attachment; filename="{_file_name(cube, asked)}"',
            "Cache-Control": "no-store",
        },
    )


def _document(cube: Cube, asked: Asked) -> bytes:
    """From what was made before, or made now: one at a time, since a browser that draws takes a whole processor."""
    with _making:
        found = _made.get(asked)
        if found is None or found.until < monotonic():
            found = _now(cube, asked)
            put(_made, asked, found, kept=MADE)
        return found.file


def _in_look(cube: Cube, asked: Asked, look: OwnLook) -> bytes:
    """A document in somebody's own look, which is kept nowhere."""
    with _making:
        return _now(cube, asked, look=look).file


def _now(cube: Cube, asked: Asked, *, look: OwnLook = PLAIN) -> Kept:
    """With pictures where a browser draws them; where it fails, with tables, and it is asked again later."""
    try:
        return Kept(_build(cube, asked, draw=drawn if executable() else None, look=look), inf)
    except ChromiumError:
        return Kept(_build(cube, asked, draw=None, look=look), monotonic() + AGAIN)


def _build(cube: Cube, asked: Asked, *, draw: Draw | None, look: OwnLook) -> bytes:
    if asked.sort == "matrix":
        return matrix_docx(cube, asked.language, style=look.style, template=look.template)
    make: Callable[..., bytes] = year_docx if asked.sort == "year" else draft_docx
    return make(cube, asked.language, round=asked.round, draw=draw, style=look.style, template=look.template)


def _file_name(cube: Cube, asked: Asked) -> str:
    year = vocabulary.round_short(cube, asked.round, asked.language) if asked.round else ""
    said = re.sub(r"[^a-z0-9]+", "-", FILES[asked.sort].in_(asked.language).format(year=year).lower()).strip("-")
    return f"{internal_file(cube.edition.audience, asked.language)}{said}-{asked.edition}.docx"


WORD = Route("/{before:path}word/{name}.docx", document)
