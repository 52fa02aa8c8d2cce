"""A deck that is kept: as a small file to download and load again, and as codes in an address.

The file holds everything, own words too. An address holds codes only: own titles, notes and texts stay out of it.
"""

import json
import re
import unicodedata
from collections.abc import Collection, Iterator
from typing import Any, Final
from urllib.parse import quote, unquote

from analytics.choosing.catalogue import CATALOGUE
from analytics.choosing.entry import both
from analytics.decks.deck import KINDS, LONGEST, Deck, Slide, writable
from analytics.decks.ready_decks import CARDS, OF_WORDS, ready_decks, ready_words
from analytics.evidence import internal_file
from analytics.text import Language, Text, join
from data.cube import LANGUAGES, Audience, Cube

FORMAT: Final = "ketenspiegel-deck-1"
MOST_SLIDES: Final = 100
MOST_WORDS: Final = 8  # of the name of a file
WORDS: Final = ("title", "text", "notes", "code", "figure")
SLIDE_KEYS: Final = ("kind", "choice", *WORDS)
OWN, OWN_PUBLIC = "own", "public"
OWN_NAME = Text(nl="Eigen presentatie", en="Own presentation")
AFTER_BASE, BETWEEN_SLIDES, BETWEEN_PARTS, AFTER_NAME, NO_FIGURE = "~", ",", "!", ":", "*"
READY = "ready"

REFUSED = Text(
    nl="Dit bestand is niet geladen. Er is niets gewijzigd.", en="This file was not loaded. Nothing changed."
)
NO_JSON = Text(
    nl="Het is geen bestand van een presentatie: gevonden iets anders dan JSON, verwacht een bestand dat hier is "
    "gedownload.",
    en="It is no file of a presentation: found something else than JSON, expected a file that was downloaded here.",
)
NO_DECK = Text(
    nl="Het is geen bestand van een presentatie: ‘format’ is {found}, verwacht ‘{expected}’.",
    en="It is no file of a presentation: ‘format’ is {found}, expected ‘{expected}’.",
)
OTHER_AGREEMENT = Text(
    nl="De presentatie hoort bij overeenkomst {found}; dit dashboard toont ‘{expected}’.",
    en="The presentation belongs to agreement {found}; this dashboard shows ‘{expected}’.",
)
NO_EDITION = Text(
    nl="Editie {found} is hier niet. Wel: {editions}.", en="Edition {found} is not here. What is: {editions}."
)
EXPECTED = Text(nl="{where}: gevonden {found}, verwacht {expected}.", en="{where}: found {found}, expected {expected}.")
A_TEXT = Text(nl="een tekst van hoogstens {most} tekens", en="a text of at most {most} characters")
A_FLAG = Text(nl="true of false", en="true or false")
SLIDES = Text(nl="een lijst van hoogstens 100 dia's", en="a list of at most 100 slides")
AN_OBJECT = Text(nl="een dia", en="a slide")
NO_KEY = Text(nl="geen ander gegeven dan {codes}", en="nothing but {codes}")
CHOICES = Text(nl='keuzes als {"round": "5"}', en='choices like {"round": "5"}')
ONE_OF = Text(nl="een van {codes}", en="one of {codes}")
A_FIGURE = Text(nl="de sleutel van een figuur", en="the key of a figure")


def file_name(deck: Deck, audience: Audience = "plenary") -> str:
    """What a file of this deck is called, without its ending: its own name in plain letters, and the edition.

    That of the secretariat's edition begins with a word that tells it from the one that a room may see.
    """
    plain = unicodedata.normalize("NFKD", deck.name.casefold()).encode("ascii", "ignore").decode().replace("'", "")
    said = "-".join((*re.findall("[a-z0-9]+", plain)[:MOST_WORDS], deck.edition))
    return internal_file(audience, deck.language) + said


class DeckFileError(ValueError):
    """A file that is no deck for this dashboard: every fault, in both languages. Nothing was loaded."""

    def __init__(self, faults: tuple[Text, ...]) -> None:
        """Keep them all."""
        super().__init__("\n".join((REFUSED.en, *(each.en for each in faults))))
        self.faults = faults


def to_json(deck: Deck, *, agreement: str) -> str:
    """The deck as a file; what is empty is left out."""
    slides = [
        {"kind": each.kind}
        | ({"choice": dict(each.choice)} if each.choice else {})
        | {key: text for key in WORDS if (text := getattr(each, key))}
        for each in deck.slides
    ]
    told = {"format": FORMAT, "agreement": agreement, "edition": deck.edition, "name": deck.name,
            "language": deck.language, "public": deck.public, "slides": slides}  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def from_json(text: str, *, agreement: str, editions: Collection[str]) -> Deck:
    """The deck of a file. editions: the names of those that are here. Raises DeckFileError with all faults at once."""
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DeckFileError((NO_JSON,)) from error
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        found = told.get("format") if isinstance(told, dict) else None
        raise DeckFileError((_filled(NO_DECK, found=_shown(found), expected=FORMAT),))
    faults = (*_head_faults(told, agreement=agreement, editions=editions), *_slide_faults(told.get("slides")))
    if faults:
        raise DeckFileError(faults)
    slides = tuple(
        Slide(
            kind=each["kind"], choice=tuple(each.get("choice", {}).items()), **{key: each.get(key, "") for key in WORDS}
        )
        for each in told["slides"]
    )
    return Deck(writable(told["name"]), told["language"], told["edition"], slides, told.get("public", False))


def _head_faults(told: dict[str, Any], *, agreement: str, editions: Collection[str]) -> Iterator[Text]:
    if told.get("agreement") != agreement:
        yield _filled(OTHER_AGREEMENT, found=_shown(told.get("agreement")), expected=agreement)
    elif told.get("edition") not in editions:
        yield both(NO_EDITION, lambda language: {"found": _shown(told.get("edition")),
                                                 "editions": join(editions, language)})  # fmt: skip
    yield from _text_faults("name", told.get("name"), most=LONGEST["title"])
    if told.get("language") not in LANGUAGES:
        yield _expected("language", told.get("language"), _of(LANGUAGES))
    if not isinstance(told.get("public", False), bool):
        yield _expected("public", told["public"], A_FLAG)


def _slide_faults(slides: object) -> Iterator[Text]:
    if not isinstance(slides, list) or len(slides) > MOST_SLIDES:
        yield _expected("slides", type(slides).__name__ if not isinstance(slides, list) else len(slides), SLIDES)
        return
    for place, each in enumerate(slides, start=1):
        where = f"slides[{place}]"
        if not isinstance(each, dict):
            yield _expected(where, each, AN_OBJECT)
            continue
        for key in each:
            if key not in SLIDE_KEYS:
                yield _expected(where, key, _of(SLIDE_KEYS, NO_KEY))
        if each.get("kind") not in KINDS:
            yield _expected(f"{where}.kind", each.get("kind"), _of(KINDS))
        for key in WORDS:
            yield from _text_faults(f"{where}.{key}", each.get(key, ""), most=LONGEST.get(key, LONGEST["title"]))
        if each.get("kind") == "figure" and each.get("figure") not in (*CATALOGUE,):
            yield _expected(f"{where}.figure", each.get("figure"), A_FIGURE)
        choice = each.get("choice", {})
        if not isinstance(choice, dict) or not all(isinstance(code, str) for code in choice.values()):
            yield _expected(f"{where}.choice", choice, CHOICES)


def _text_faults(where: str, found: object, *, most: int) -> Iterator[Text]:
    if not isinstance(found, str) or len(found) > most:
        yield _expected(where, found, _filled(A_TEXT, most=str(most)))


def _expected(where: str, found: object, expected: Text) -> Text:
    return both(EXPECTED, lambda language: {"where": where, "found": _shown(found),
                                            "expected": expected.in_(language)})  # fmt: skip


def _filled(text: Text, **words: str) -> Text:
    return both(text, lambda _: words)


def _of(codes: Collection[str], text: Text = ONE_OF) -> Text:
    return _filled(text, codes=", ".join(codes))


def _shown(found: object) -> str:
    """What was found, cut short."""
    return "‘" + str(found)[:40] + "’" if found is not None else "–"


def to_address(deck: Deck) -> str:
    """The deck as codes for an address. Slides of own words are left out, own titles and notes as well.

    A slide of a ready deck that got another title or text stands for itself, in the words that it had.
    """
    own = OWN_PUBLIC if deck.public else OWN
    decks = ready_decks().items()
    base = next((code for code, each in decks if deck.name in each.name and deck.public == each.public), own)
    return base + AFTER_BASE + BETWEEN_SLIDES.join(filter(None, map(slide_code, deck.slides)))


def slide_code(slide: Slide) -> str:
    """One slide as codes; empty of a slide of own words."""
    parts = [slide.figure] if slide.kind == "figure" else [NO_FIGURE + slide.kind]
    named = slide.choice if slide.kind == "figure" else ()
    if slide.kind in CARDS and slide.code:
        named = (("code", slide.code),)
    if slide.kind in OF_WORDS:
        if slide.code not in ready_words():
            return ""
        named = ((READY, slide.code),)
    return BETWEEN_PARTS.join((*parts, *(f"{name}{AFTER_NAME}{quote(code, safe='')}" for name, code in named)))


def from_address(told: str, *, cube: Cube, language: Language) -> Deck:
    """The deck of an address, for this edition; what is unknown is ignored, as in every address."""
    base, _, codes = told.partition(AFTER_BASE)
    ready = ready_decks().get(base)
    read = (from_slide_code(each, language) for each in codes.split(BETWEEN_SLIDES)[:MOST_SLIDES] if each)
    return Deck(
        name=(ready.name if ready else OWN_NAME).in_(language),
        language=language,
        edition=cube.edition.name,
        slides=tuple(each for each in read if each is not None),
        public=ready.public if ready else base == OWN_PUBLIC,
    )


def from_slide_code(told: str, language: Language) -> Slide | None:
    """One slide; None of what is unknown."""
    head, *parts = told.split(BETWEEN_PARTS)
    named = dict(part.partition(AFTER_NAME)[::2] for part in parts)
    codes = tuple((name, unquote(code)) for name, code in named.items() if name and code)
    if not head.startswith(NO_FIGURE):
        return Slide("figure", head, codes) if head in CATALOGUE else None
    kind = next((each for each in KINDS if each == head.removeprefix(NO_FIGURE)), None)
    if kind in OF_WORDS:
        ready = ready_words().get(dict(codes).get(READY, ""))
        return ready.slide(language) if ready else None
    return None if kind in (None, "figure") else Slide(kind, code=dict(codes).get("code", "") if kind in CARDS else "")
