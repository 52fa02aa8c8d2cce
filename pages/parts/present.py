"""Present mode and the handout: a deck frozen at the click, under an address that only who clicked knows."""

from collections.abc import Callable, Sequence
from secrets import token_urlsafe
from threading import Lock
from typing import NamedTuple
from urllib.parse import quote
from weakref import WeakValueDictionary

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from analytics.chromium import ChromiumError
from analytics.decks.deck import Page
from analytics.offline import html_of, policy
from analytics.offline.handout import handout_pdf
from analytics.text import Language, Text

KEPT = 60
GONE = (
    "Deze presentatie staat niet meer klaar: open de pagina Presentatie opnieuw.\n"
    "This presentation is no longer ready: open the page Presentation again.\n"
)
NOT_PRINTED = Text(
    nl="De hand-out is niet gemaakt: de browser van deze server drukte hem niet op tijd af. Aan uw presentatie is "
    "niets veranderd.\n\nSluit dit tabblad. Kies op de pagina Presentatie ‘Presenteren zonder netwerk (html)’, open "
    "dat bestand, en kies daar ‘Hand-out afdrukken’ en dan ‘Opslaan als pdf’. Of probeer het over een paar minuten nog "
    "eens.\n",
    en="The handout was not made: the browser of this server did not print it in time. Nothing changed in your "
    "presentation.\n\nClose this tab. On the page Presentation, choose ‘Present without a network (html)’, open that "
    "file, and choose ‘Print handout’ there, then ‘Save as PDF’. Or try again in a few minutes.\n",
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
# What gives the address of a session's deck as it is now. It is the session's own and goes with it, since it holds on
# to a whole edition.
_now: WeakValueDictionary[str, Callable[[], str]] = WeakValueDictionary()
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


def present_now(token: str, address: Callable[[], str]) -> str:
    """The address that leads to the deck of a session as it is at the click; token: the session's own.

    address: the deck's address in present mode (`present_address`), asked for at the click; it is kept for as long as
    the caller does.
    """
    with _lock:
        _now[token] = address
    return f"present/now/{token}"


def led_on(request: Request) -> Response:
    """From the address of a session to that of its deck, or of the handout of it; from then on it stays as it is."""
    address = _now.get(request.path_params["token"])
    if address is None:
        return PlainTextResponse(GONE, status_code=404)
    token = address().removeprefix("present/")
    file = request.path_params.get("file")
    return RedirectResponse(
        f"../../{token}/{quote(file)}.pdf" if file else f"../{token}",
        status_code=303,
        headers={"Cache-Control": "no-store"},
    )


def presented(request: Request) -> Response:
    """The deck of an address as one file; not async, so that drawing it holds up nobody else."""
    held = _held.get(request.path_params["token"])
    if held is None:
        return PlainTextResponse(GONE, status_code=404)
    return HTMLResponse(_file(held), headers=OWN_HEADERS)


def handout_address(present: str, *, file: str) -> str:
    """The address of the handout of a deck, from that of its present mode; file: its name, without ".pdf"."""
    return f"{present}/{file}.pdf"


def handed_out(request: Request) -> Response:
    """The handout of an address as a PDF; where it could not be printed, words that say what to do.

    Not async, so that printing it holds up nobody else.
    """
    held = _held.get(request.path_params["token"])
    if held is None:
        return PlainTextResponse(GONE, status_code=404)
    try:
        made = handout_pdf(_file(held))
    except ChromiumError:
        return PlainTextResponse(NOT_PRINTED.in_(held.language), status_code=503)
    # Its name is the last part of the address.
    return Response(
        made, media_type="application/pdf", headers={"Content-Disposition": "attachment", "Cache-Control": "no-store"}
    )


def _file(held: Held) -> str:
    return html_of(held.pages, name=held.name, language=held.language, other=held.other)


# The file allows itself less than the dashboard does; the front door leaves this policy as it is.
OWN_HEADERS = {
    "Content-Security-Policy": f"{policy()}; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}
PRESENT = (
    Route("/{before:path}present/now/{token}", led_on),
    Route("/{before:path}present/now/{token}/{file}.pdf", led_on),
    Route("/{before:path}present/{token}", presented),
    Route("/{before:path}present/{token}/{file}.pdf", handed_out),
)
