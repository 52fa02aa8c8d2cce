"""How a figure is shown, everywhere the same: title, base, chart, notes, source, and behind it table and definition."""

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go
import streamlit as st

from analytics.drawing import plotly_spec
from analytics.figure import Figure, Table
from data.cube import Audience, Cube, Language, Text
from pages.parts.download import csv_of
from pages.parts.frame import Frame
from pages.parts.look import html

Build = Callable[..., Figure]
BEHIND = Text(nl="Tabel en definitie", en="Table and definition")
DOWNLOAD = Text(nl="Tabel downloaden (CSV)", en="Download table (CSV)")
INVENTED = Text(nl="verzonnen antwoorden", en="invented answers")
# No zoom or drag: a reader of a meeting screen would lose the axis; the picture button would drop title and notes.
CHART = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}


@dataclass(frozen=True, slots=True)
class Ready:
    """A figure and its drawing, shared by all sessions and never changed; no drawing where a table says it all."""

    figure: Figure
    drawing: go.Figure | None


def show_figure(frame: Frame, build: Build, *choice: str | int | bool) -> None:
    """Ask analytics for `build(cube, language, *choice)` (once per edition, language and screen) and show it."""
    edition = frame.cube.edition
    ready = _ready(
        build.__module__ + "." + build.__qualname__, edition.name, edition.content_hash, frame.audience, frame.language,
        frame.dark, choice, _build=build, _cube=frame.cube,
    )  # fmt: skip
    show_ready(frame, ready, key="-".join((ready.figure.key, *map(str, choice))))


def show_ready(frame: Frame, ready: Ready, *, key: str) -> None:
    """Show one figure; `key` tells it from the others on the page."""
    figure = ready.figure
    with st.container(key=f"ks-figure-{key}"):
        html(head_of(figure))
        if figure.empty is not None:
            html(f"<p class='ks-empty'>{escape(figure.empty)}</p>")
        elif ready.drawing is not None:
            st.plotly_chart(ready.drawing, theme=None, config=CHART, key=f"chart-{key}", alt=figure.alt)
        else:
            html(table_of(figure.table, figure.title))
        html(foot_of(figure))
        if figure.empty is None:
            with st.expander(frame.say(BEHIND), type="compact", key=f"ks-behind-{key}"):
                if ready.drawing is not None:
                    html(table_of(figure.table, figure.title))
                html(passport_of(figure))
                st.download_button(
                    frame.say(DOWNLOAD), data=lambda: csv_of(figure), file_name=f"{figure.key}.csv", mime="text/csv",
                    key=f"download-{key}", on_click="ignore", type="tertiary", icon=":material/download:",
                )  # fmt: skip


@st.cache_resource(max_entries=600, show_spinner=False)
def _ready(
    name: str, edition: str, content_hash: str, audience: Audience, language: Language, dark: bool,
    choice: tuple[str | int | bool, ...], _build: Build, _cube: Cube,
) -> Ready:  # fmt: skip
    figure = _build(_cube, language, *choice)
    if figure.form == "table" or figure.empty is not None:
        return Ready(figure, None)
    return Ready(figure, go.Figure(plotly_spec(figure, dark=dark), _validate=False))


def head_of(figure: Figure) -> str:
    """Title and subtitle; the word invented stands beside the base, inside every picture of the screen."""
    invented = f"<span class='ks-invented'>{escape(Text(*INVENTED).in_(figure.language))}</span>" if figure.invented else ""
    return f"<h3>{escape(figure.title)}</h3><p class='ks-base'>{escape(figure.subtitle)}{invented}</p>"


def foot_of(figure: Figure) -> str:
    """Notes, then the source."""
    notes = "".join(f"<li>{escape(note)}</li>" for note in figure.notes)
    return f"<ul class='ks-notes'>{notes}</ul><p class='ks-source'>{escape(figure.source)}</p>"


def table_of(table: Table, caption: str) -> str:
    """A table as markup: readable aloud, printable, its numbers aligned."""
    numeric = table.numeric or (False,) * len(table.header)
    classes = [" class='n'" if each else "" for each in numeric]
    head = "".join(f"<th scope='col'{c}>{escape(text)}</th>" for c, text in zip(classes, table.header, strict=True))
    rows = "".join(f"<tr>{_row(row, classes)}</tr>" for row in table.rows)
    return (
        f"<div class='ks-scroll' tabindex='0' role='region' aria-label='{escape(caption, quote=True)}'><table>"
        f"<caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _row(row: tuple[str, ...], classes: list[str]) -> str:
    first = f"<th scope='row'>{escape(row[0])}</th>"
    return first + "".join(f"<td{c}>{escape(text)}</td>" for c, text in zip(classes[1:], row[1:], strict=True))


def passport_of(figure: Figure) -> str:
    """The definition beside the number."""
    rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in figure.passport)
    return f"<dl class='ks-passport'>{rows}</dl>" if rows else ""
