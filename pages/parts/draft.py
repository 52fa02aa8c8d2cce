"""The secretariat's draft for the annual report of a year: what the plenary's edition says of it, as text to copy."""

from html import escape

import streamlit as st

from analytics.record.report import draft
from analytics.text import Text
from data.cube import Cube
from pages.parts.editions import current_name, open_edition
from pages.parts.frame import Frame
from pages.parts.look import heading, html
from pages.parts.own_look import OwnLook
from pages.parts.word import word_link

DRAFT = Text(nl="Intern: concept voor de jaarrapportage", en="Internal: draft for the annual report")
LEAD = Text(
    nl="Om te kopiëren en te bewerken. Een jaarrapportage is openbaar. Daarom staat hier alleen wat de plenaire editie "
    "toont, ook al ziet u op deze pagina meer.",
    en="To copy and edit. An annual report is public. So this holds only what the plenary's edition shows, although "
    "you see more on this page.",
)
NO_PLENARY = Text(
    nl="Er is nog geen leesbare plenaire editie van dit jaar. Zodra die er is, staat hier een concept.",
    en="There is no readable plenary edition of this year yet. Once there is, a draft will stand here.",
)


def show_draft(frame: Frame, number: int, *, look: OwnLook) -> None:
    """The draft of one round, or a sentence where the plenary's edition has no such round; look: of its document."""
    heading(frame.language, DRAFT, LEAD)
    cube = _plenary()
    if cube is None or number > cube.edition.latest_round:
        html(f"<p class='ks-empty'>{escape(frame.say(NO_PLENARY))}</p>")
        return
    html(word_link(cube, frame.language, "draft", round=number, look=look))
    st.code(draft(cube, frame.language, round=number), language=None, wrap_lines=True)


def _plenary() -> Cube | None:
    """The current edition of the plenary, whatever edition of its own the secretariat reads."""
    name = current_name("plenary")
    try:
        return open_edition("plenary", name) if name else None
    except (ValueError, OSError):
        return None
