"""How a figure is shown, everywhere the same: title, base, chart, notes, source, and behind it table and definition."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go
import streamlit as st

from analytics.drawing import CONFIG, plotly_spec
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
# What the reader will see, in pixels: the picture is drawn for it and then follows the page.
WIDE, NARROW = 1120, 400


@dataclass(frozen=True, slots=True)
class Ready:
    """A figure and its drawing, shared by all sessions and never changed; no drawing where markup says it all."""

    figure: Figure
    drawing: go.Figure | None


def show_figure(frame: Frame, build: Build, *, titled: bool = True, **choice: Choice) -> None:
    """Ask analytics for `build(cube, language, **choice)` (once per edition, language and screen) and show it.

    titled: False where the numbers right above it carry the same title.
    """
    ready = ready_figure(frame, build, **choice)
    figure = ready.figure
    with st.container(key=f"ks-figure-{figure.key}"):
        html(head_of(figure, titled=titled))
        if figure.empty is not None:
            html(f"<p class='ks-empty'>{escape(figure.empty)}</p>")
        elif ready.drawing is not None:
            st.plotly_chart(ready.drawing, theme=None, config=CONFIG, key=f"chart-{figure.key}", alt=figure.alt)
        else:
            html(written(figure))
        html(foot_of(figure))
        if figure.empty is None:
            _behind(frame, figure)


def show_numbers(frame: Frame, build: Build, **choice: Choice) -> None:
    """The large numbers of a figure with their base, right above the chart that explains them."""
    figure = ready_figure(frame, build, **choice).figure
    with st.container(key=f"ks-figure-{figure.key}"):
        html(head_of(figure) + (written(figure) if figure.empty is None else ""))


def _behind(frame: Frame, figure: Figure) -> None:
    """The table, the definition and the download, folded away."""
    with st.expander(frame.say(BEHIND), type="compact", key=f"ks-behind-{figure.key}"):
        table = table_of(figure.table, figure.title) if figure.form != "table" else ""
        html(table + passport_of(figure))
        st.download_button(
            frame.say(DOWNLOAD),
            data=lambda: csv_of(figure),
            file_name=f"{figure.key}.csv",
            mime="text/csv",
            key=f"download-{figure.key}",
            on_click="ignore",
            type="tertiary",
            icon=":material/download:",
        )


def ready_figure(frame: Frame, build: Build, **choice: Choice) -> Ready:
    """The figure and its drawing, from the shelf or made now."""
    edition = frame.cube.edition
    what = (build.__module__, build.__qualname__, *sorted(choice.items()))
    shown_to = (frame.audience, edition.name, edition.content_hash, frame.language, frame.dark, frame.narrow)
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
    spec = plotly_spec(figure, dark=_frame.dark, width=NARROW if _frame.narrow else WIDE)
    return Ready(figure, go.Figure(spec, _validate=False))
