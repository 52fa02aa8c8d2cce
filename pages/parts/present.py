"""Present mode: a deck frozen as one file, under an address that only the page which made it knows."""

from collections.abc import Sequence
from secrets import token_urlsafe
from threading import Lock
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from analytics.decks.deck import Page
from analytics.offline import html_of, policy
from analytics.text import Language

KEPT = 60
GONE = (
    "Deze presentatie staat niet meer klaar: open de pagina Presentatie opnieuw.\n"
    "This presentation is no longer ready: open the page Presentation again.\n"
)


class Held(NamedTuple):
    """A deck as it was when somebody opened it; an edition that is published later changes nothing in it."""

    pages: tuple[Page, ...]
    other: tuple[Page, ...]
    name: str
    language: Language


# The oldest first. The words are drawn when somebody follows the address, not when a page shows the link.
_held: dict[str, Held] = {}
_names: dict[Held, str] = {}
_lock = Lock()


def present_address(pages: Sequence[Page], *, name: str, language: Language, other: Sequence[Page] = ()) -> str:
    """The address of this deck in present mode, from the page that shows the link; the same deck has the same one.

    other: the same slides in the other language. The deck is kept in memory, the oldest of many is dropped.
    """
    held = Held(tuple(pages), tuple(other), name, language)
    with _lock:
        found = _names.pop(held, None) or token_urlsafe(18)
        _held.pop(found, None)
        while len(_held) >= KEPT:
            _names.pop(_held.pop(next(iter(_held))))
        _held[found], _names[held] = held, found
    return f"present/{found}"


def presented(request: Request) -> Response:
    """The deck of an address as one file; not async, so that drawing it holds up nobody else."""
    held = _held.get(request.path_params["token"])
    if held is None:
        return PlainTextResponse(GONE, status_code=404)
    document = html_of(held.pages, name=held.name, language=held.language, other=held.other)
    return HTMLResponse(document, headers=OWN_HEADERS)


# The file allows itself less than the dashboard does; the front door leaves this policy as it is.
OWN_HEADERS = {
    "Content-Security-Policy": f"{policy()}; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}
PRESENT = Route("/{before:path}present/{token}", presented)
