"""The shell around every page: who is served, in which language, which edition; then the navigation, then the page."""

import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import streamlit as st  # noqa: E402

from analytics.choosing.entries import STAND  # noqa: E402
from data.cube import Language, Text  # noqa: E402
from pages.parts.address import context_of_reader, edition_of_reader, language_of_reader  # noqa: E402
from pages.parts.chapters import CHAPTERS, HOME, script  # noqa: E402
from pages.parts.editions import open_edition  # noqa: E402
from pages.parts.frame import Desk, Frame, inside_shell  # noqa: E402
from pages.parts.look import FAVICON, dress, screen_is_dark, screen_is_narrow  # noqa: E402
from pages.parts.margins import NAME, footer, header, no_edition_yet, unreadable_edition  # noqa: E402
from pages.parts.place import StartRefused, may_receive, refuse_open_binding, served_audience  # noqa: E402

RECEIVE = Text(nl="Ontvangen", en="Receive")


def shell() -> None:
    """One run: the frame, the navigation, the header, the page, the footer."""
    try:
        refuse_open_binding()
        audience = served_audience()
    except StartRefused as refusal:
        set_tab(NAME)
        st.error(str(refusal))
        st.stop()
    language = language_of_reader()
    dress(language)
    desk = Desk(language) if may_receive() else None
    name = edition_of_reader(audience)
    frame = None
    pages: dict[str, list[st.Page]]
    if name is None:
        pages = {"": [alone(partial(no_edition_yet, language, audience), language)]}
    else:
        try:
            cube = open_edition(audience, name)
        except (ValueError, OSError):
            pages = {"": [alone(partial(unreadable_edition, language, audience, name), language)]}
        else:
            frame = Frame(cube, language, audience, dark=screen_is_dark(), narrow=screen_is_narrow(),
                          context=context_of_reader())  # fmt: skip
            pages = {
                chapter.in_(language): [script(code, text.in_(language)) for code, text in here.items()]
                for chapter, here in CHAPTERS
            }
    if desk is not None:
        pages[""].append(script("receive", RECEIVE.in_(language)))
    page = st.navigation(pages, position="top")
    set_tab(f"{page.title} · {NAME}")
    header(frame, page, language)
    with inside_shell(frame and replace(frame, page=page.url_path or HOME), desk):
        page.run()
    footer(frame)


def set_tab(name: str) -> None:
    """The name and picture of the browser's tab, once per run."""
    st.set_page_config(page_title=name, page_icon=FAVICON, layout="wide")


def alone(show: Callable[[], None], language: Language) -> st.Page:
    """The one page that stands in while there is nothing to show."""
    return st.Page(show, title=STAND.in_(language), url_path=HOME, default=True)


shell()
