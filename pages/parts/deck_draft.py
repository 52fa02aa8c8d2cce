"""The deck that a reader is making: kept in the session, found back by its address; every change is a new value."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from secrets import token_urlsafe

import streamlit as st

from analytics.choosing.entry import Codes
from analytics.decks.deck import Deck, Make, Page, Slide, pages_of
from analytics.decks.deck_file import OWN_NAME, from_address, from_slide_code
from analytics.decks.ready_decks import deck_of, in_language, ready_decks
from analytics.figure import Figure
from data.cube import Cube, Language
from pages.parts.address import ADD_KEY, DECK_KEY, FROM_KEY
from pages.parts.frame import Frame
from pages.parts.shelf import Ready, put, ready_entry

KEPT = "ks-deck"
# Of decks as they are and as they were a click ago; a run asks for the whole deck, the ticked slides and the latter in
# the other language.
PAGES_KEPT = 100
_pages: dict[tuple[object, ...], tuple[Page, ...]] = {}


@dataclass(frozen=True, slots=True)
class Draft:
    """A deck with the places of the slides that are not taken along (`off`) and of the one that is looked at (`at`).

    left_out: slides of a ready deck that this edition has nothing to show for; origin: the page whose figure was added
    last; version: counts what changes rows, so that the widgets of other rows are not taken for these; undo: what it
    was, right after a click that took words away.
    """

    deck: Deck
    off: frozenset[int] = field(default_factory=frozenset)
    at: int = 0
    left_out: tuple[Slide, ...] = ()
    origin: str = ""
    version: int = 0
    undo: "Draft | None" = None

    @property
    def chosen(self) -> Deck:
        """The slides that are taken along."""
        return replace(
            self.deck, slides=tuple(each for place, each in enumerate(self.deck.slides) if place not in self.off)
        )

    def ticked(self, place: int, *, on: bool) -> "Draft":
        """A slide taken along, or not."""
        return replace(self, off=self.off - {place} if on else self.off | {place}, undo=None)

    def looking_at(self, place: int) -> "Draft":
        """Another slide looked at."""
        return replace(self, at=max(0, min(place, len(self.deck.slides) - 1)))

    def told(self, slide: Slide) -> "Draft":
        """Other words on the slide that is looked at."""
        slides = list(self.deck.slides)
        slides[self.at] = slide
        return replace(self, deck=replace(self.deck, slides=tuple(slides)), undo=None)

    def moved(self, by: int) -> "Draft":
        """The slide that is looked at one place up (-1) or down (1)."""
        other = self.at + by
        if not 0 <= other < len(self.deck.slides):
            return self
        order = list(range(len(self.deck.slides)))
        order[self.at], order[other] = order[other], order[self.at]
        return self._ordered(order, at=other)

    def without(self) -> "Draft":
        """The slide that is looked at taken out."""
        order = [place for place in range(len(self.deck.slides)) if place != self.at]
        return self._ordered(order, at=max(0, min(self.at, len(order) - 1))).instead_of(self)

    def instead_of(self, before: "Draft") -> "Draft":
        """In the place of another one, which can be had back until something else changes."""
        return replace(self, undo=replace(before, undo=None) if before.deck.slides else None)

    def with_slide(self, slide: Slide) -> "Draft":
        """One slide more, at the end, and looked at; one that is there already is not doubled."""
        if slide in self.deck.slides:
            place = self.deck.slides.index(slide)
            return replace(self, at=place, off=self.off - {place}, version=self.version + 1, undo=None)
        slides = (*self.deck.slides, slide)
        deck = replace(self.deck, slides=slides)
        return replace(self, deck=deck, at=len(slides) - 1, version=self.version + 1, undo=None)

    def _ordered(self, order: list[int], *, at: int) -> "Draft":
        slides = tuple(self.deck.slides[place] for place in order)
        off = frozenset(place for place, before in enumerate(order) if before in self.off)
        deck = replace(self.deck, slides=slides)
        return replace(self, deck=deck, off=off, at=at, version=self.version + 1, undo=None)


@dataclass(slots=True)
class Workplace:
    """Where a session keeps its draft, for what a click asks for outside a run.

    token: names it in an address; presented: gives the address of its deck in present mode, as it is at the click.
    """

    draft: Draft
    token: str = field(default_factory=partial(token_urlsafe, 18))
    presented: Callable[[], str] | None = None


def draft_of_reader(frame: Frame) -> Draft:
    """What this session was making, else what the address says, else the first ready deck; then what a link adds."""
    before = st.session_state.get(KEPT)
    told = st.query_params.get(DECK_KEY)
    if isinstance(before, Workplace):
        draft = before.draft
    elif told:
        draft = Draft(from_address(told, cube=frame.cube, language=frame.language))
    else:
        draft = ready_draft(frame, next(iter(ready_decks())))
    deck = replace(in_language(draft.deck, frame.language), edition=frame.cube.edition.name)
    draft = replace(draft, deck=deck)
    added = from_slide_code(st.query_params.get(ADD_KEY) or "", frame.language)
    if added is not None:
        draft = replace(draft.with_slide(added), origin=st.query_params.get(FROM_KEY) or "")
    return keep(draft)


def ready_draft(frame: Frame, code: str, *, version: int = 0) -> Draft:
    """A ready deck, whole."""
    deck, left_out = deck_of(ready_decks()[code], frame.cube, frame.language, make=figures_of(frame))
    return Draft(deck, left_out=left_out, version=version)


def empty_draft(frame: Frame, *, version: int) -> Draft:
    """A deck without slides, to be made of figures one by one."""
    return Draft(Deck(frame.say(OWN_NAME), frame.language, frame.cube.edition.name, ()), version=version)


def keep(draft: Draft) -> Draft:
    """Remember it for the rest of the session."""
    if KEPT in st.session_state:
        workplace().draft = draft
    else:
        st.session_state[KEPT] = Workplace(draft)
    return draft


def kept() -> Draft:
    """What was remembered last. Raises KeyError before the deck's page was opened."""
    return workplace().draft


def workplace() -> Workplace:
    """Where this session keeps its draft. Raises KeyError before the deck's page was opened."""
    found: Workplace = st.session_state[KEPT]
    return found


def pages_for(frame: Frame, deck: Deck) -> tuple[Page, ...]:
    """The pages of a deck, made once; figures come from the shelf."""
    key = (*frame.edition, frame.language, deck)
    found = _pages.get(key)
    if found is None:
        found = pages_of(frame.cube, deck, make=figures_of(frame))
        put(_pages, key, found, kept=PAGES_KEPT)
    return found


def figures_of(frame: Frame) -> Make:
    """Asks the shelf for figures, so that each is made once for all sessions."""

    def make(cube: Cube, language: Language, *, key: str, codes: Codes) -> Figure:
        return on_shelf(frame, key, codes).figure

    return make


def on_shelf(frame: Frame, key: str, codes: Codes) -> Ready:
    """A figure with its picture; never with events beside it, which belong to a screen. Raises RefusedError."""
    return ready_entry(replace(frame, context=False), key, codes)
