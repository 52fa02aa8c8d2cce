"""A deck: what somebody chose to show, in order; and its pages: what every slide says, ready for any medium.

A deck holds codes and own words only. `pages_of` asks the figures of one edition; a medium (screen, PowerPoint, one
file, print) takes the pages, knows nothing of an edition, and formats no number itself.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Final, Literal

from analytics.choosing.catalogue import CATALOGUE, figure_of
from analytics.choosing.entry import Codes, RefusedError
from analytics.decks.fixed_slides import Words, decision_card, project_card, protection_slide, steps_slide
from analytics.decks.speaker_notes import explanation, speaker_notes
from analytics.evidence import internal, rules_line, source_line
from analytics.figure import Figure
from analytics.own_words import unbacked_numbers
from analytics.text import Language, Text, day, join, say
from data.cube import Cube

Kind = Literal["figure", "section", "text", "steps", "protection", "project", "decision"]
KINDS: Final[tuple[Kind, ...]] = ("figure", "section", "text", "steps", "protection", "project", "decision")
FACT_KINDS: Final = ("project", "decision")  # they say what the agreement published itself
PUBLIC_KINDS: Final = (*FACT_KINDS, "steps")  # no answer stands on them
OTHER_EDITION: Final = "This deck is of edition {deck}, not of {cube}. Open that edition, or load the deck in this one."
# Of own words, in characters: more than a slide can show, and of a title no more than a property of a file may have.
LONGEST: Final = {"title": 250, "text": 5_000, "notes": 10_000}
# What no XML can hold; a line that was broken by hand in another presentation is pasted with one of them.
UNWRITABLE: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
NEVER_PUBLIC: Final = Text(nl="deze editie is niet openbaar", en="this edition is not public")
PUBLIC_LATER: Final = Text(nl="deze editie is pas openbaar vanaf {day}", en="this edition is not public until {day}")
ONE_HELD_BACK: Final = Text(
    nl="Deze presentatie is voor iedereen, en {why}. Dia {slides} toont cijfers uit deze editie: bekijken kan, "
    "downloaden niet. Vink die dia uit om de rest te downloaden.",
    en="This presentation is for everybody, and {why}. Slide {slides} shows figures of this edition: you can look at "
    "it, not download it. Untick it to download the rest.",
)
MORE_HELD_BACK: Final = Text(
    nl="Deze presentatie is voor iedereen, en {why}. Dia's {slides} tonen cijfers uit deze editie: bekijken kan, "
    "downloaden niet. Vink ze uit om de rest te downloaden.",
    en="This presentation is for everybody, and {why}. Slides {slides} show figures of this edition: you can look at "
    "them, not download them. Untick them to download the rest.",
)
ASK_FOR_PUBLIC: Final = Text(
    nl="Of vraag het secretariaat om een openbare editie: daarvan kan alles mee.",
    en="Or ask the secretariat for a public edition: all of that can be downloaded.",
)


@dataclass(frozen=True, slots=True)
class Slide:
    """What somebody chose.

    figure: a key of the catalogue; choice: as in the address, (("round", "5"),); title: an own title, empty for the
    figure's or the fixed one; text: the lines of a text slide; notes: own speaker notes; code: the id of a project or
    decision, or of words of a ready deck.
    """

    kind: Kind
    figure: str = ""
    choice: Codes = ()
    title: str = ""
    text: str = ""
    notes: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """Slides in order, for one language and one edition (by name). public: it is meant for everybody, as a webinar."""

    name: str
    language: Language
    edition: str
    slides: tuple[Slide, ...]
    public: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What a slide says, in one language; all words and numbers are final.

    body: the lines of a text, section, fixed or card slide; notes: speaker notes (own ones, definition, caveats, what
    not to say); footer: source, edition and who may see it; figure: None where there is nothing to draw; explained:
    those of the notes that a reader needs as well, for a handout; internal: what no room may overlook where a slide
    is not for it.
    """

    number: int
    kind: Kind
    title: str
    subtitle: str
    figure: Figure | None
    body: tuple[str, ...]
    notes: tuple[str, ...]
    footer: str
    invented: bool
    explained: tuple[str, ...] = ()
    internal: str = ""


Make = Callable[..., Figure]


def pages_of(cube: Cube, deck: Deck, *, make: Make = figure_of) -> tuple[Page, ...]:
    """A page per slide, in order. make: asks for a figure (one that keeps what it made before, for instance).

    Raises ValueError where the deck is of another edition. A slide that the edition cannot show says why.
    """
    if deck.edition != cube.edition.name:
        raise ValueError(OTHER_EDITION.format(deck=deck.edition, cube=cube.edition.name))
    return tuple(
        _page(cube, _writable(slide), number=number, language=deck.language, make=make)
        for number, slide in enumerate(deck.slides, start=1)
    )


def writable(text: str) -> str:
    """The text with a space for every character that a file cannot hold."""
    return UNWRITABLE.sub(" ", text)


def content_hash(pages: Iterable[Page]) -> str:
    """One SHA-256 over every word and number of the pages: the same deck of the same edition gives the same."""
    told = json.dumps([asdict(each) for each in pages], ensure_ascii=False, sort_keys=True)
    return sha256(told.encode()).hexdigest()


def unbacked(page: Page, slide: Slide) -> tuple[str, ...]:
    """The numbers in an own title that the figure does not show."""
    return unbacked_numbers(slide.title, page.figure) if slide.title and page.figure else ()


def refusal(cube: Cube, deck: Deck, pages: Iterable[Page], *, today: date) -> str:
    """Why a deck for everybody may not leave yet, with the numbers of these pages; empty where it may."""
    from_day = cube.edition.public_from
    if not deck.public or (from_day is not None and from_day <= today):
        return ""
    held_back = [str(each.number) for each in pages if each.figure is not None and not each.figure.public]
    if not held_back:
        return ""
    language = deck.language
    why = say(PUBLIC_LATER, language, day=day(from_day, language)) if from_day else NEVER_PUBLIC.in_(language)
    said = ONE_HELD_BACK if len(held_back) == 1 else MORE_HELD_BACK
    told = say(said, language, why=why, slides=join(held_back, language))
    return told if from_day else f"{told} {ASK_FOR_PUBLIC.in_(language)}"


def _writable(slide: Slide) -> Slide:
    return replace(slide, title=writable(slide.title), text=writable(slide.text), notes=writable(slide.notes))


def _page(cube: Cube, slide: Slide, *, number: int, language: Language, make: Make) -> Page:
    try:
        if slide.kind == "figure":
            figure = make(cube, language, key=slide.figure, codes=slide.choice)
            return _of_figure(figure, slide, number=number)
        words = _words(cube, slide, language)
    except RefusedError as refused:
        name = CATALOGUE[slide.figure].name.in_(language) if slide.figure in CATALOGUE else ""
        words = Words(name or slide.figure or slide.code, "", (refused.text.in_(language),))
    return Page(
        number=number,
        kind=slide.kind,
        title=slide.title or words.title,
        subtitle=words.subtitle,
        figure=None,
        body=words.lines,
        notes=(*_lines(slide.notes), *words.more),
        footer=(
            rules_line(cube, language)
            if slide.kind == "steps"
            else source_line(cube, language, public=slide.kind in FACT_KINDS)
        ),
        # Own words may quote the edition's numbers, and a section or the protection stands for them.
        invented=cube.edition.invented and slide.kind not in PUBLIC_KINDS,
        explained=words.more,
        internal=internal(cube, language),
    )


def _of_figure(figure: Figure, slide: Slide, *, number: int) -> Page:
    """A figure that shows nothing is a page of words."""
    return Page(
        number=number,
        kind="figure",
        title=slide.title or figure.title,
        subtitle=figure.subtitle,
        figure=figure if figure.empty is None else None,
        body=(figure.empty,) if figure.empty is not None else (),
        notes=(*_lines(slide.notes), *speaker_notes(figure)),
        footer=figure.source,
        invented=figure.invented,
        explained=explanation(figure),
        internal=figure.internal,
    )


def _words(cube: Cube, slide: Slide, language: Language) -> Words:
    match slide.kind:
        case "steps":
            return steps_slide(cube, language)
        case "protection":
            return protection_slide(cube, language)
        case "project":
            return project_card(cube, language, code=slide.code)
        case "decision":
            return decision_card(cube, language, code=slide.code)
        case _:
            return Words("", "", _lines(slide.text))


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
