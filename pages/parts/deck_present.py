"""From the deck page into the room: the link to present mode, with the same slides in the other language at hand."""

from dataclasses import replace
from functools import partial
from html import escape

from analytics.decks.deck import Deck, Page
from analytics.decks.ready_decks import in_language
from analytics.text import Text, other_language
from pages.parts.deck_draft import pages_for, workplace
from pages.parts.deck_now import made_at_click
from pages.parts.frame import Frame
from pages.parts.look import html
from pages.parts.present import present_address, present_now

PRESENT = Text(nl="Presenteren", en="Present")
KEYS = Text(
    nl="Opent een nieuw tabblad. F: volledig scherm, B: zwart, L: andere taal, N: venster met notities. Na het laden "
    "is er geen verbinding meer nodig.",
    en="Opens a new tab. F: full screen, B: black, L: other language, N: window with notes. Once loaded, it needs no "
    "connection.",
)


def pages_in_other_language(frame: Frame, deck: Deck) -> tuple[Page, ...]:
    """The same slides in the language that the deck is not in; own words stay as they are."""
    other = other_language(deck.language)
    return pages_for(replace(frame, language=other), in_language(deck, other))


def present(frame: Frame, deck: Deck) -> str:
    """The link to present mode: the deck as it is at the click, whatever is published later; returns its address."""
    place = workplace()
    place.presented = partial(made_at_click, frame, place, deck, partial(_address, frame))
    address = present_now(place.token, place.presented)
    html(
        f"<p class='ks-present'><a href='{address}' target='_blank' rel='noopener'>{escape(frame.say(PRESENT))}</a> "
        f"<span>{escape(frame.say(KEYS))}</span></p>"
    )
    return address


def _address(frame: Frame, deck: Deck) -> str:
    other = pages_in_other_language(frame, deck)
    return present_address(pages_for(frame, deck), name=deck.name, language=deck.language, other=other)
