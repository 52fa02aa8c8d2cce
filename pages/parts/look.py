"""The look of the screen beside the theme: one style sheet, and the language of the page for screen readers."""

from base64 import b64encode
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

from data.cube import LANGUAGES, Language, Text

STATIC = Path(__file__).parents[1] / "static"
# As an address that needs no reading: of a file Streamlit would open and register the picture on every run.
FAVICON = f"data:image/png;base64,{b64encode((STATIC / 'favicon.png').read_bytes()).decode()}"
LINKS = (STATIC / "links.js").read_text(encoding="utf-8")
# Streamlit writes <html lang="en"> into every page; these are the only scripts that the front door lets through.
SCRIPTS = {language: f"document.documentElement.lang = '{language}';\n{LINKS}" for language in LANGUAGES}


def dress(language: Language) -> None:
    """Put the style sheet and the language on the page."""
    style, script = f"<style>{_style_sheet()}</style>", f"<script>{SCRIPTS[language]}</script>"
    drawn = "" if screen_is_narrow() else " ks-wide"
    st.html(f"<div class='ks-dress{drawn}'></div>{style}{script}", unsafe_allow_javascript=True)


@cache
def _style_sheet() -> str:
    return (STATIC / "look.css").read_text(encoding="utf-8")


def screen_is_dark() -> bool:
    """Whether the reader's screen is dark, as Streamlit's front end reports it."""
    return st.context.theme.type == "dark"


def screen_is_narrow() -> bool:
    """Whether this is a telephone: its browser says so; nothing else tells a width before the page is drawn."""
    return "Mobi" in (st.context.headers.get("User-Agent") or "")


def title(language: Language, name: Text, lead: Text) -> None:
    """The head of a page: its name and one sentence that says what it answers."""
    html(f"<h1>{escape(name.in_(language))}</h1><p class='ks-lead'>{escape(lead.in_(language))}</p>")


def heading(language: Language, name: Text, lead: Text | None = None) -> None:
    """The head of a part of a page."""
    below = f"<p class='ks-lead'>{escape(lead.in_(language))}</p>" if lead else ""
    html(f"<h2>{escape(name.in_(language))}</h2>{below}")


def html(body: str, *, part: str = "") -> None:
    """Show markup of our own; every text in it was escaped where it was put in. part: a class for its place."""
    st.html(_Markup(f"<div class='ks {part}'>{body}</div>" if part else f"<div class='ks'>{body}</div>"))


class _Markup:
    """Markup that Streamlit takes as it is: of a string it would first look for a common indent, line by line."""

    def __init__(self, body: str) -> None:
        self._body = body

    def _repr_html_(self) -> str:
        return self._body
