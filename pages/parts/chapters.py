"""The pages in the order of the menu, in chapters."""

from copy import copy
from functools import cache
from pathlib import Path

import streamlit as st

from analytics.choosing.entries import ACCOUNT, AGREEMENT, PROGRESS, RISKS, STAND
from data.cube import Text

PAGES = Path(__file__).parents[1]
HOME, DECK = "overview", "deck"
Chapter = tuple[Text, dict[str, Text]]
# A chapter without a name stands open in the menu; the others unfold.
CHAPTERS: tuple[Chapter, ...] = (
    (
        Text(nl="", en=""),
        {
            "overview": STAND,
            "explore": Text(nl="Verkennen", en="Explore"),
            "deck": Text(nl="Presentatie", en="Presentation"),
        },
    ),
    (
        PROGRESS,
        {
            "steps": Text(nl="OESO-stappen", en="OECD steps"),
            "schedule": Text(nl="Op schema", en="On schedule"),
            "movement": Text(nl="Wie bewoog", en="Who moved"),
            "secondary": Text(nl="Secundaire metalen", en="Secondary materials"),
        },
    ),
    (
        RISKS,
        {
            "themes": Text(nl="Risicothema's", en="Risk themes"),
            "collective": Text(nl="Collectieve risico's kiezen", en="Choosing collective risks"),
            "plans": Text(nl="Plannen en acties", en="Plans and actions"),
        },
    ),
    (
        AGREEMENT,
        {
            "timeline": Text(nl="Tijdlijn", en="Timeline"),
            "participation": Text(nl="Deelname", en="Participation"),
            "year": Text(nl="Het jaar", en="The year"),
        },
    ),
    (
        ACCOUNT,
        {
            "published": Text(nl="Eerder gepubliceerd", en="As published"),
            "others": Text(nl="Andere overeenkomsten", en="Other agreements"),
            "quality": Text(nl="Betrouwbaarheid", en="Reliability"),
            "method": Text(nl="Werkwijze", en="Method"),
        },
    ),
)


def script(code: str, title: str) -> st.Page:
    """A page of this folder under its own name in the address; the first one is the home page."""
    return copy(_found(code, title))  # a run marks the page that it may call


@cache
def _found(code: str, title: str) -> st.Page:
    """Streamlit looks for the file each time: a tenth of what a run costs."""
    return st.Page(PAGES / f"{code}.py", title=title, url_path=code, default=code == HOME)
