"""How a figure is shown, everywhere the same: title, base, chart, notes, source, and behind it table and definition."""

from collections.abc import Callable
from html import escape

import streamlit as st

from analytics.drawing import CONFIG
from data.cube import Text
from pages.parts.frame import Frame
from pages.parts.look import html
from pages.parts.shelf import Build, Choice, Ready, ready_figure

TO_DECK = Text(nl="Toevoegen aan presentatie", en="Add to presentation")
Pick = Callable[[Frame], Choice]


def show_figure(frame: Frame, build: Build, *, titled: bool = True, **choice: Choice) -> None:
    """Ask analytics for `build(cube, language, **choice)` (once per edition, language and screen) and show it.

    titled: False where the numbers right above it carry the same title.
    """
    _show(frame, ready_figure(frame, build, **choice), titled=titled)


def _show(frame: Frame, ready: Ready, *, titled: bool = True) -> None:
    above, below = ready.titled if titled else ready.untitled, ready.below + _to_deck(frame, ready)
    # No container around the three: every message of a run costs CPU time, and margins tell what belongs together.
    if ready.picture is None:
        html(above + ready.body + below, part="ks-figure")
        return
    html(above, part="ks-above")
    key = f"chart-{ready.figure.key}"
    st.plotly_chart(ready.picture, theme=None, config=CONFIG, key=key, alt=ready.figure.alt)
    html(below, part="ks-below")


def _to_deck(frame: Frame, ready: Ready) -> str:
    """The way into a deck; `static/links.js` follows it without loading the page anew, which would forget the deck."""
    if not ready.to_deck:
        return ""
    label = escape(frame.say(TO_DECK))
    spoken = escape(f"{frame.say(TO_DECK)}: {ready.figure.title}", quote=True)
    address = escape(ready.to_deck + frame.page, quote=True)
    return f"<p class='ks-add'><a href='{address}' aria-label='{spoken}'>{label}</a></p>"


@st.fragment
def show_chosen(frame: Frame, *builds: Build, **picks: Pick) -> None:
    """Figures with the choices that they depend on, above them; a click draws these again and leaves the page alone."""
    choice = {name: pick(frame) for name, pick in picks.items()}
    for build in builds:
        _show(frame, ready_figure(frame, build, **choice))


def show_numbers(frame: Frame, build: Build, **choice: Choice) -> None:
    """The large numbers of a figure with their base, right above the chart that explains them."""
    ready = ready_figure(frame, build, **choice)
    html(ready.titled + ready.body, part="ks-figure")
