"""The frame around a page: proof that it runs inside the shell, and what it may show to whom."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import NoReturn

import streamlit as st

from data.cube import Audience, Cube, Language, Text

OUTSIDE = Text(
    nl="Deze pagina werkt alleen binnen het dashboard. Start het met: streamlit run app.py",
    en="This page only works inside the dashboard. Start it with: streamlit run app.py",
)


@dataclass(frozen=True, slots=True)
class Frame:
    """One run of one page: the edition, the reader's language, who may see it; a dark or a telephone's screen.

    context: whether the reader wants to see on time axes what happened around the agreement; page: its code.
    """

    cube: Cube
    language: Language
    audience: Audience
    dark: bool = False
    narrow: bool = False
    context: bool = False
    page: str = ""

    @property
    def edition(self) -> tuple[str, str, str]:
        """Which edition of which audience, for what is kept once for all sessions."""
        edition = self.cube.edition
        return self.audience, edition.name, edition.content_hash

    def say(self, text: Text) -> str:
        """A text in the reader's language."""
        return text.in_(self.language)


@dataclass(frozen=True, slots=True)
class Desk:
    """The secretariat's desk: a run of the receive page, which needs no edition yet."""

    language: Language

    def say(self, text: Text) -> str:
        """A text in the reader's language."""
        return text.in_(self.language)


_frame: ContextVar[Frame | None] = ContextVar("frame", default=None)
_desk: ContextVar[Desk | None] = ContextVar("desk", default=None)


@contextmanager
def inside_shell(frame: Frame | None, desk: Desk | None) -> Iterator[None]:
    """For the shell only: run a page inside this frame, and leave nothing behind for the next run."""
    frame_token, desk_token = _frame.set(frame), _desk.set(desk)
    try:
        yield
    finally:
        _frame.reset(frame_token)
        _desk.reset(desk_token)


def shell_frame() -> Frame:
    """The first call of every page. Outside the shell it says so and stops the run before anything is shown."""
    frame = _frame.get()
    if frame is None:
        _stop_outside()
    return frame


def secretariat_desk() -> Desk:
    """The first call of the receive page; stops the run where this process may not receive."""
    desk = _desk.get()
    if desk is None:
        _stop_outside()
    return desk


def _stop_outside() -> NoReturn:
    st.error(f"{OUTSIDE.nl}\n\n{OUTSIDE.en}")
    st.stop()
