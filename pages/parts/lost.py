"""An address without a page, answered at the door: Streamlit's own answer is in English only, over the first page."""

import re
from html import escape
from typing import Final

import streamlit as st
from starlette.responses import HTMLResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from data.cube import LANGUAGES, Language, Text
from pages.parts.address import LANGUAGE_KEY
from pages.parts.chapters import CHAPTERS
from pages.parts.place import may_receive

# As a page's own name: no file, and nothing of Streamlit's.
NAME: Final = re.compile(r"[a-z][a-z0-9-]*", re.IGNORECASE)
LOST = Text(nl="Deze pagina bestaat niet", en="This page does not exist")
LEAD = Text(
    nl="Het adres is misschien verkeerd overgenomen, of de pagina heet nu anders.",
    en="The address may have been copied wrongly, or the page has another name now.",
)
WAY = Text(nl="Naar het overzicht", en="To the overview")
STYLE: Final = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.25rem;color:#1b232c;"
    "background:#fff}h1{font-size:1.5rem;margin:2.5rem 0 .25rem}p{margin:.25rem 0}a{color:#0067a3}"
    "@media(prefers-color-scheme:dark){body{color:#eef1f5;background:#0e1117}a{color:#5cb5ee}}"
)


class Lost:
    """Say in both languages that an address has no page, with the way to the first one."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before `app`."""
        self.app = app
        self.known = {"healthz", *(code for _, pages in CHAPTERS for code in pages)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, but for a browser that asks for a page that is not there."""
        if scope["type"] == "http" and _is_browsing(scope) and self._is_lost(scope["path"]):
            first = "../" if scope["path"].endswith("/") else "./"
            await HTMLResponse(_page(first), status_code=404)(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _is_lost(self, path: str) -> bool:
        base = str(st.get_option("server.baseUrlPath") or "").strip("/")
        name = path.strip("/").removeprefix(base).strip("/")
        if name == "receive":
            return not may_receive()
        return NAME.fullmatch(name) is not None and name not in self.known


def _is_browsing(scope: Scope) -> bool:
    """Whether a person opens an address, as opposed to a page that fetches something."""
    return any(name.lower() == b"accept" and b"text/html" in value for name, value in scope["headers"])


def _page(first: str) -> str:
    """first: the way to the first page, from the address that was asked for; a server in front may add to it."""
    head = f"<head><title>{LOST.nl} · {LOST.en}</title><style>{STYLE}</style></head>"
    parts = "".join(_part(language, first) for language in LANGUAGES)
    return f"<!doctype html><html lang='{LANGUAGES[0]}'>{head}<body>{parts}</body></html>"


def _part(language: Language, first: str) -> str:
    lost, lead, way = (escape(each.in_(language)) for each in (LOST, LEAD, WAY))
    return (
        f"<section lang='{language}'><h1>{lost}</h1><p>{lead}</p>"
        f"<p><a href='{first}?{LANGUAGE_KEY}={language}'>{way}</a></p></section>"
    )
