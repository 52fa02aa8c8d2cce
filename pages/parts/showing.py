"""How a figure is shown, everywhere the same: title, base, chart, notes, source, and behind it table and definition."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import streamlit as st

from analytics.drawing import CONFIG, plotly_spec
from analytics.export import table_csv
from analytics.figure import Figure
from data.cube import Text
from pages.parts.frame import Frame
from pages.parts.look import html
from pages.parts.markup import WRITTEN, behind_of, foot_of, head_of, written
from pages.parts.picture import Picture

Build = Callable[..., Figure]
Choice = str | int | tuple[int, int] | None
Pick = Callable[[Frame], Choice]
DOWNLOAD = Text(nl="Tabel downloaden (CSV)", en="Download table (CSV)")
# What the reader will see, in pixels: the picture is drawn for it and then follows the page.
WIDE, NARROW = 1120, 400
KEPT = 600


@dataclass(frozen=True, slots=True)
class Ready:
    """A figure and all that is shown of it, made once, shared by all sessions and never changed.

    titled, untitled: the words above, with and without the title; body: the figure itself where it is written, empty
    where `picture` draws it; below: notes, source, and folded away the table and the definition.
    """

    figure: Figure
    titled: str
    untitled: str
    body: str
    picture: Picture | None
    below: str


def show_figure(frame: Frame, build: Build, *, titled: bool = True, **choice: Choice) -> None:
    """Ask analytics for `build(cube, language, **choice)` (once per edition, language and screen) and show it.

    titled: False where the numbers right above it carry the same title.
    """
    _show(frame, ready_figure(frame, build, **choice), titled=titled)


def _show(frame: Frame, ready: Ready, *, titled: bool = True) -> None:
    figure = ready.figure
    above = ready.titled if titled else ready.untitled
    with st.container(key=f"ks-figure-{figure.key}"):
        if ready.picture is None:
            html(above + ready.body + ready.below)
        else:
            html(above)
            st.plotly_chart(ready.picture, theme=None, config=CONFIG, key=f"chart-{figure.key}", alt=figure.alt)
            html(ready.below)
        if figure.empty is None:
            st.download_button(
                frame.say(DOWNLOAD), data=lambda: table_csv(figure), file_name=f"{figure.key}.csv", mime="text/csv",
                key=f"download-{figure.key}", on_click="ignore", type="tertiary",
            )  # fmt: skip


@st.fragment
def show_chosen(frame: Frame, *builds: Build, **picks: Pick) -> None:
    """Figures with the choices that they depend on, above them; a click draws these again and leaves the page alone."""
    choice = {name: pick(frame) for name, pick in picks.items()}
    for build in builds:
        _show(frame, ready_figure(frame, build, **choice))


def show_numbers(frame: Frame, build: Build, **choice: Choice) -> None:
    """The large numbers of a figure with their base, right above the chart that explains them."""
    ready = ready_figure(frame, build, **choice)
    with st.container(key=f"ks-figure-{ready.figure.key}"):
        html(ready.titled + ready.body)


def ready_figure(frame: Frame, build: Build, **choice: Choice) -> Ready:
    """The figure and all that is shown of it: from the shelf, or made now."""
    edition = frame.cube.edition
    shown_to = (frame.audience, edition.name, edition.content_hash, frame.language, frame.dark, frame.narrow)
    key = (build.__module__, build.__qualname__, *sorted(choice.items()), *shown_to)
    shelf = _shelf()
    found = shelf.get(key)
    if found is None:
        found = _made(frame, build, choice)
        while len(shelf) >= KEPT:
            shelf.pop(next(iter(shelf)), None)
        shelf[key] = found
    return found


@st.cache_resource(show_spinner=False)
def _shelf() -> dict[tuple[object, ...], Ready]:
    """Ready figures of all sessions, the oldest first. One look-up here costs a tenth of one in Streamlit's cache."""
    return {}


def _made(frame: Frame, build: Build, choice: dict[str, Choice]) -> Ready:
    figure = build(frame.cube, frame.language, **choice)
    body, picture = "", None
    if figure.empty is not None:
        body = f"<p class='ks-empty'>{escape(figure.empty)}</p>"
    elif figure.form in WRITTEN:
        body = written(figure)
    else:
        picture = Picture(plotly_spec(figure, dark=frame.dark, width=NARROW if frame.narrow else WIDE))
    behind = "" if figure.empty is not None else behind_of(figure)
    return Ready(figure, head_of(figure), head_of(figure, titled=False), body, picture, foot_of(figure) + behind)
