"""How one slide looks, on the page where a deck is made: its title, its figure or its lines, what the speaker gets."""

from html import escape

import streamlit as st

from analytics.decks.deck import Page
from analytics.drawing import CONFIG, plotly_spec
from analytics.figure import WRITTEN
from analytics.text import Text, is_address
from pages.parts.frame import Frame
from pages.parts.look import html
from pages.parts.markup import link, written
from pages.parts.picture import Picture
from pages.parts.shelf import NARROW

BESIDE = 720  # pixels that a picture has beside the list
FOR_SPEAKER = Text(nl="Wat de spreker erbij krijgt", en="What the speaker gets with it")


def preview(frame: Frame, page: Page) -> None:
    """The slide as a card."""
    title = f"<h3>{escape(page.title)}</h3>"
    base = f"<p class='ks-base'>{escape(page.subtitle)}</p>" if page.subtitle else ""
    spoken = "".join(f"<li>{_line(each)}</li>" for each in page.notes)
    notes = f"<details><summary>{escape(frame.say(FOR_SPEAKER))}</summary><ul>{spoken}</ul></details>"
    notes = notes if page.notes else ""
    source = f"<p class='ks-source'>{escape(page.footer)}</p>"
    with st.container(key="ks-slide", border=True):
        if page.figure is None or page.figure.form in WRITTEN:
            lines = "".join(f"<p class='ks-line'>{_line(each)}</p>" for each in page.body)
            body = lines if page.figure is None else written(page.figure)
            html(title + base + body + source + notes, part="ks-figure")
            return
        # Drawn for the place that it has here; it carries its source itself.
        picture = Picture(plotly_spec(page.figure, dark=frame.dark, width=NARROW if frame.narrow else BESIDE))
        html(title + base, part="ks-above")
        st.plotly_chart(picture, theme=None, config=CONFIG, key="ks-slide-picture", alt=page.figure.alt)
        html(notes, part="ks-below")


def _line(text: str) -> str:
    """A line; an address at its end opens from here."""
    words, mark, address = text.partition("https://")
    return escape(words) + link(mark + address, address) if is_address(mark + address) else escape(text)
