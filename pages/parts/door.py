"""The front door: what every request meets before Streamlit does."""

import gc
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from analytics.offline import source_hash
from pages.parts.downloads import DOWNLOADS
from pages.parts.editions import current_name, open_edition
from pages.parts.look import SCRIPTS
from pages.parts.lost import Lost
from pages.parts.pictures import PICTURES
from pages.parts.place import is_loopback, served_audience
from pages.parts.present import PRESENT
from pages.parts.session_message import hide_where_the_server_runs
from pages.parts.theme_message import keep_theme_message
from pages.parts.word import WORD

# Streamlit's own metrics tell function names and timings; its agent interface tells the shape of the app.
BLOCKED = ("/_stcore/metrics", "/_stcore/agent")
POLICY = b"content-security-policy"
PROXIES = (b"forwarded", b"via", b"x-real-ip")  # and every x-forwarded-...
OWN_POLICY = re.compile(r"(/.*)?/(present/[^/]+|figures/[^/]+\.picture)")


def content_security_policy() -> str:
    """Only our own origin, and of inline scripts only those we know: Streamlit's own and the language of the page."""
    index = Path(st.__file__).parent / "static" / "index.html"
    inline = re.findall(r"<script>(.*?)</script>", index.read_text(encoding="utf-8"), re.DOTALL)
    hashes = " ".join(source_hash(script) for script in (*inline, *SCRIPTS.values()))
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'wasm-unsafe-eval' {hashes}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        )
    )


class Headers:
    """Add the security headers to every answer."""

    def __init__(self, app: ASGIApp) -> None:
        """Write the headers once."""
        self.app = app
        self.headers = [
            (POLICY, content_security_policy().encode()),
            (b"x-content-type-options", b"nosniff"),
            (b"x-frame-options", b"DENY"),
            (b"referrer-policy", b"no-referrer"),
            (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
            (b"cross-origin-opener-policy", b"same-origin"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; add the headers where the answer starts."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = list(message.get("headers", ()))
                # A file of our own that stands alone says itself what it may do, and that is less.
                own = OWN_POLICY.fullmatch(scope["path"]) and any(name.lower() == POLICY for name, _ in given)
                added = [(name, value) for name, value in self.headers if not (own and name == POLICY)]
                known = {name for name, _ in added}
                kept = [(name, value) for name, value in given if name.lower() not in known]
                message = {**message, "headers": [*kept, *added]}
            await send(message)

        await self.app(scope, receive, send_with_headers)


class Gate:
    """Answer 404 where nobody needs to be; for the secretariat's edition, refuse whatever came from another machine."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or refuse it."""
        if scope["type"] in ("http", "websocket"):
            if scope["type"] == "http" and any(part in scope["path"] for part in BLOCKED):
                await PlainTextResponse("Not found", status_code=404)(scope, receive, send)
                return
            if served_audience() == "secretariat" and not _from_this_machine(scope):
                await _refuse(scope, receive, send)
                return
        await self.app(scope, receive, send)


def _from_this_machine(scope: Scope) -> bool:
    """Both ends and the name asked for are loopback (a page elsewhere may point its own name here); no proxy."""
    headers = {name.lower(): value.decode("latin-1") for name, value in scope["headers"]}
    if any(name in PROXIES or name.startswith(b"x-forwarded-") for name in headers):
        return False
    asked = headers.get(b"host", "").rsplit(":", 1)[0]
    ends = (scope.get("client"), scope.get("server"))
    return is_loopback(asked) and all(end is not None and is_loopback(end[0]) for end in ends)


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
        return
    await PlainTextResponse("Only on the secretariat's own machine", status_code=403)(scope, receive, send)


async def healthz(_: Request) -> JSONResponse:
    """Whether the dashboard answers, and which edition it shows."""
    audience = served_audience()
    return JSONResponse({"status": "ok", "audience": audience, "edition": current_name(audience)})


@asynccontextmanager
async def warm_start(_: Any) -> AsyncIterator[None]:
    """Load what the first visitor would wait for; freeze it out of the garbage collector."""
    import plotly.graph_objects  # noqa: F401, PLC0415  the import alone costs the first visitor half a second

    audience = served_audience()
    name = current_name(audience)
    if name is not None:
        open_edition(audience, name)
    keep_theme_message()
    hide_where_the_server_runs()
    gc.collect()
    gc.freeze()
    yield


ROUTES = [Route("/healthz", healthz), DOWNLOADS, *PICTURES, *PRESENT, WORD]
MIDDLEWARE = [
    Middleware(Headers),
    Middleware(Gate),
    Middleware(Lost),
    Middleware(GZipMiddleware, minimum_size=1000, compresslevel=6),
]
