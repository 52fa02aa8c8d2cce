"""The deck at the click: the words typed last leave their field with that click, before the page ran again."""

from collections.abc import Callable
from datetime import date
from time import sleep
from typing import Final, TypeVar

from analytics.decks.deck import Deck, refusal
from pages.parts.deck_draft import Workplace, pages_for
from pages.parts.frame import Frame

Made = TypeVar("Made")
# In seconds: a field tells its words when the pointer goes down on something else, the click follows when it goes up.
COMES_IN: Final = 0.2


def made_at_click(frame: Frame, workplace: Workplace, shown: Deck, make: Callable[[Deck], Made]) -> Made:
    """What `make` makes of the deck as it is now, and once more where words came in meanwhile.

    shown: the deck that the page showed. Runs outside a run of the page, in a thread of its own.
    """
    sleep(COMES_IN)
    deck = _latest(frame, workplace, shown)
    made = make(deck)
    since = _latest(frame, workplace, shown)
    return made if since == deck else make(since)


def _latest(frame: Frame, workplace: Workplace, shown: Deck) -> Deck:
    """What the session is making; as its page showed it, where that is of another page by now or may leave no more."""
    deck = workplace.draft.chosen
    if not deck.slides or (deck.edition, deck.language) != (shown.edition, shown.language):
        return shown
    return shown if _held_back(frame, deck) and not _held_back(frame, shown) else deck


def _held_back(frame: Frame, deck: Deck) -> bool:
    return bool(refusal(frame.cube, deck, pages_for(frame, deck), today=date.today()))
