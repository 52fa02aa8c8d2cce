"""What was made once and is shared by all sessions: ready figures for a screen, and their values for a download."""

import hmac
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from secrets import token_bytes
from threading import Lock
from typing import Any, TypeVar
from urllib.parse import urlencode

from analytics.choosing.catalogue import codes_of, entry_named, entry_of
from analytics.choosing.entry import Codes
from analytics.choosing.explore import explore
from analytics.decks.deck import Slide
from analytics.decks.deck_file import slide_code
from analytics.drawing import plotly_spec
from analytics.figure import WRITTEN, Figure
from analytics.record.context import with_context
from pages.parts.address import ADD_KEY, EDITION_KEY, FROM_KEY, LANGUAGE_KEY
from pages.parts.chapters import DECK
from pages.parts.frame import Frame
from pages.parts.markup import behind_of, empty_of, foot_of, head_of, written
from pages.parts.picture import Picture

Build = Callable[..., Figure]
Choice = Hashable
Made = TypeVar("Made")
# What the reader will see, in pixels: the picture is drawn for it and then follows the page.
WIDE, NARROW = 1120, 350
LEAST = 704  # in a narrower window the picture scrolls: `static/look.css`
ONCE_KEPT = 200


@dataclass(frozen=True, slots=True)
class Ready:
    """A figure and all that is shown of it, made once, shared by all sessions and never changed.

    titled, untitled: the words above, with and without the title; body: the figure itself where it is written, empty
    where `picture` draws it; below: notes, source, the way to the values, and folded away the table and the definition.
    to_deck: the address that adds it to a deck, but for the page that it comes from; empty of a figure that shows
    nothing or is in no list.
    """

    figure: Figure
    titled: str
    untitled: str
    body: str
    picture: Picture | None
    below: str
    to_deck: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """Ready figures, and figures by the name of their download, with how many of either are kept."""

    ready_kept: int
    figures_kept: int
    ready: dict[tuple[object, ...], Ready] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)


# Plain dicts, the oldest first: one look-up here costs a tenth of one in Streamlit's cache. Of the explorer's questions
# there is no end: they have a shelf of their own, so that they push no page's figure from its place.
_of_pages, _of_explorer = Shelf(600, 2000), Shelf(200, 600)
_once: dict[tuple[object, ...], Any] = {}
_lock = Lock()
_secret = token_bytes(32)


def ready_figure(frame: Frame, build: Build, **choice: Choice) -> Ready:
    """The figure and all that is shown of it: from the shelf, or made now."""
    asked = (build.__module__, build.__qualname__, *sorted(choice.items()))
    said = (*asked, *frame.edition, frame.language, frame.context)
    key = (*said, frame.dark, frame.narrow)
    shelf = _of_explorer if build is explore else _of_pages
    found = shelf.ready.get(key)
    if found is None:
        found = _made(frame, build, choice, shelf=shelf, name=name_of(said))
        put(shelf.ready, key, found, kept=shelf.ready_kept)
    return found


def ready_entry(frame: Frame, key: str, codes: Codes) -> Ready:
    """A figure by its key. Raises RefusedError where it does not exist or the edition cannot show it."""
    entry = entry_named(key)
    return ready_figure(frame, entry.build, **entry.arguments(frame.cube, codes))


def made_once(frame: Frame, make: Callable[..., Made], **choice: Choice) -> Made:
    """What `make(cube, language, **choice)` gives, read from the whole edition: from the shelf, or made now."""
    key = (make.__module__, make.__qualname__, *sorted(choice.items()), *frame.edition, frame.language)
    if key not in _once:
        put(_once, key, make(frame.cube, frame.language, **choice), kept=ONCE_KEPT)
    found: Made = _once[key]
    return found


def figure_named(name: str) -> Figure | None:
    """The figure behind a download; None where this process showed no figure of that name."""
    return _of_pages.figures.get(name) or _of_explorer.figures.get(name)


def name_of(said: tuple[object, ...]) -> str:
    """The name of a download: the same for every reader, and not to be guessed by who never saw the page."""
    return hmac.new(_secret, repr(said).encode(), "sha256").hexdigest()[:32]


def put(shelf: dict[Any, Any], key: object, value: object, *, kept: int) -> None:
    """Keep what was made; the oldest make room."""
    with _lock:
        while len(shelf) >= kept:
            shelf.pop(next(iter(shelf)))
        shelf[key] = value


def _made(frame: Frame, build: Build, choice: dict[str, Choice], *, shelf: Shelf, name: str) -> Ready:
    figure = shelf.figures.get(name)
    if figure is None:
        figure = build(frame.cube, frame.language, **choice)
        if frame.context:
            figure = with_context(frame.cube, figure)
        put(shelf.figures, name, figure, kept=shelf.figures_kept)
    body, picture = "", None
    if figure.empty is not None:
        body = empty_of(figure)
    elif figure.form in WRITTEN:
        body = written(figure)
    else:
        widths = {"width": NARROW} if frame.narrow else {"width": WIDE, "least": LEAST}
        picture = Picture(plotly_spec(figure, dark=frame.dark, **widths))
    behind = behind_of(figure, download=None if figure.empty is not None else f"figures/{name}")
    entry = None if figure.empty is not None else entry_of(build, choice)
    to_deck = ""
    if entry:
        slide = slide_code(Slide("figure", entry.key, codes_of(entry, choice)))
        told = {LANGUAGE_KEY: frame.language, EDITION_KEY: frame.cube.edition.name, ADD_KEY: slide, FROM_KEY: ""}
        to_deck = f"{DECK}?{urlencode(told)}"
    below = foot_of(figure) + behind
    return Ready(figure, head_of(figure), head_of(figure, titled=False), body, picture, below, to_deck)
