"""How one slide looks, on the page where a deck is made: its title, its figure or its lines, what the speaker gets."""

from html import escape

import streamlit as st

from analytics.deck import Page, Slide
from analytics.drawing import CONFIG
from analytics.text import Text
from pages.parts.deck_draft import on_shelf
from pages.parts.explain import bullets
from pages.parts.frame import Frame
from pages.parts.look import html
from pages.parts.markup import link

FOR_SPEAKER = Text(nl="Wat de spreker erbij krijgt", en="What the speaker gets with it")


def preview(frame: Frame, slide: Slide, page: Page) -> None:
    """The slide as a card."""
    title = f"<h3>{escape(page.title)}</h3>"
    base = f"<p class='ks-base'>{escape(page.subtitle)}</p>" if page.subtitle else ""
    notes = f"<details><summary>{escape(frame.say(FOR_SPEAKER))}</summary>{bullets(list(page.notes))}</details>"
    foot = f"<p class='ks-source'>{escape(page.footer)}</p>{notes if page.notes else ''}"
    with st.container(key="ks-slide", border=True):
        if page.figure is None:
            lines = "".join(f"<p class='ks-line'>{_line(each)}</p>" for each in page.body)
            html(title + base + lines + foot, part="ks-figure")
            return
        ready = on_shelf(frame, slide.figure, slide.choice)
        if ready.picture is None:
            html(title + base + ready.body + foot, part="ks-figure")
            return
        html(title + base, part="ks-above")
        st.plotly_chart(ready.picture, theme=None, config=CONFIG, key="ks-slide-picture", alt=page.figure.alt)
        html(foot, part="ks-below")


def _line(text: str) -> str:
    """A line; what is an address in it opens from here."""
    words, mark, address = text.partition("https://")
    return escape(words) + link(mark + address, address) if mark else escape(text)
