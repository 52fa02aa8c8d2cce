"""How a figure is shown, everywhere the same: title, base, chart, notes, source, and behind it table and definition."""

from collections.abc import Callable

import streamlit as st

from analytics.drawing import CONFIG
from data.cube import Text
from pages.parts.address import ADD_KEY, EDITION_KEY, FROM_KEY, LANGUAGE_KEY
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
    _show_figure(ready, above=ready.titled if titled else ready.untitled)
    if ready.slide and frame.deck:
        # A link of Streamlit's: a plain one would load the page anew, and with it forget what was written in the deck.
        told = {LANGUAGE_KEY: frame.language, EDITION_KEY: frame.cube.edition.name, ADD_KEY: ready.slide,
                FROM_KEY: frame.page}  # fmt: skip
        st.page_link(frame.deck, label=frame.say(TO_DECK), query_params=told)


def _show_figure(ready: Ready, *, above: str) -> None:
    figure = ready.figure
    # No container around the three: every message of a run costs CPU time, and margins tell what belongs together.
    if ready.picture is None:
        html(above + ready.body + ready.below, part="ks-figure")
        return
    html(above, part="ks-above")
    st.plotly_chart(ready.picture, theme=None, config=CONFIG, key=f"chart-{figure.key}", alt=figure.alt)
    html(ready.below, part="ks-below")


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
