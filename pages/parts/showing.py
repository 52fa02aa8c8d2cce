"""How a figure is shown, everywhere the same: title, base, chart, notes, source, and behind it table and definition."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go
import streamlit as st
from analytics.drawing import plotly_spec

from analytics.figure import Figure
from data.cube import Text
from pages.parts.download import csv_of
from pages.parts.frame import Frame
from pages.parts.look import html
from pages.parts.markup import WRITTEN, foot_of, head_of, passport_of, table_of, written

Build = Callable[..., Figure]
Choice = str | int | tuple[int, int] | None
BEHIND = Text(nl="Tabel en definitie", en="Table and definition")
DOWNLOAD = Text(nl="Tabel downloaden (CSV)", en="Download table (CSV)")
# No zoom or drag: a reader of a meeting screen would lose the axis; the picture button would drop title and notes.
CHART = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}


@dataclass(frozen=True, slots=True)
class Ready:
    """A figure and its drawing, shared by all sessions and never changed; no drawing where markup says it all."""

    figure: Figure
    drawing: go.Figure | None


def show_figure(frame: Frame, build: Build, **choice: Choice) -> None:
    """Ask analytics for `build(cube, language, **choice)` (once per edition, language and screen) and show it."""
    ready = ready_figure(frame, build, **choice)
    show_ready(frame, ready)


def show_ready(frame: Frame, ready: Ready) -> None:
    """Show one figure; its key tells it from the others on the page."""
    figure = ready.figure
    key = figure.key
    with st.container(key=f"ks-figure-{key}"):
        html(head_of(figure))
        if figure.empty is not None:
            html(f"<p class='ks-empty'>{escape(figure.empty)}</p>")
        elif ready.drawing is not None:
            st.plotly_chart(ready.drawing, theme=None, config=CHART, key=f"chart-{key}", alt=figure.alt)
        else:
            html(written(figure))
        html(foot_of(figure))
        if figure.empty is None:
            with st.expander(frame.say(BEHIND), type="compact", key=f"ks-behind-{key}"):
                if figure.form != "table":
                    html(table_of(figure.table, figure.title))
                html(passport_of(figure))
                st.download_button(
                    frame.say(DOWNLOAD), data=lambda: csv_of(figure), file_name=f"{figure.key}.csv", mime="text/csv",
                    key=f"download-{key}", on_click="ignore", type="tertiary", icon=":material/download:",
                )  # fmt: skip


def ready_figure(frame: Frame, build: Build, **choice: Choice) -> Ready:
    """The figure and its drawing, from the shelf or made now."""
    edition = frame.cube.edition
    what = (build.__module__, build.__qualname__, *sorted(choice.items()))
    shown_to = (frame.audience, edition.name, edition.content_hash, frame.language, frame.dark)
    return _ready(what, shown_to, _build=build, _choice=choice, _frame=frame)


@st.cache_resource(max_entries=600, show_spinner=False)
def _ready(
    what: tuple[object, ...],
    shown_to: tuple[str | bool, ...],
    *,
    _build: Build,
    _choice: dict[str, Choice],
    _frame: Frame,
) -> Ready:
    figure = _build(_frame.cube, _frame.language, **_choice)
    if figure.form in WRITTEN or figure.empty is not None:
        return Ready(figure, None)
    return Ready(figure, go.Figure(plotly_spec(figure, dark=_frame.dark), _validate=False))
