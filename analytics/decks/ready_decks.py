"""Decks that stand ready, declared in `decks/*.toml`: in both languages, for any agreement and edition."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from pydantic import Field, ValidationError, model_validator

from analytics.choosing.catalogue import CATALOGUE, figure_of
from analytics.decks.deck import Deck, Kind, Make, Slide, pages_of
from analytics.decks.fixed_slides import LAST, decision_codes, project_codes
from analytics.indicator import Bilingual, Part
from analytics.text import Language, Text
from data.cube import LANGUAGES, Cube

FOLDER = Path(__file__).parent / "ready"
CARDS = {"project": project_codes, "decision": decision_codes}
OF_WORDS = ("section", "text")
CARD_NAMES = {"project": Text(nl="Project", en="Project"), "decision": Text(nl="Besluit", en="Decision")}


def _no_words() -> Text:
    return Text(nl="", en="")


class ReadySlide(Part):
    """One slide. code: of a card; "last" is what was recorded last. One of words gets its place: "plenary-1"."""

    kind: Kind = "figure"
    figure: str = ""
    choice: Mapping[str, str] = {}
    title: Bilingual = Field(default_factory=_no_words)
    text: Bilingual = Field(default_factory=_no_words)
    notes: Bilingual = Field(default_factory=_no_words)
    code: str = ""

    @model_validator(mode="after")
    def _known(self) -> "ReadySlide":
        if (self.kind == "figure") != bool(self.figure):
            raise ValueError("expected a figure, or a kind that is none")
        if self.figure and self.figure not in CATALOGUE:
            raise ValueError(f"figure {self.figure!r} is not in the catalogue")
        return self

    def slide(self, language: Language) -> Slide:
        """As somebody who reads this language would choose it."""
        return Slide(
            kind=self.kind, figure=self.figure, choice=tuple(self.choice.items()), title=self.title.in_(language),
            text=self.text.in_(language).strip(), notes=self.notes.in_(language).strip(), code=self.code,
        )  # fmt: skip


class ReadyDeck(Part):
    """One ready deck; code: the name of its file; public: it is meant for everybody."""

    code: str
    order: int
    name: Bilingual
    lead: Bilingual
    public: bool = False
    slides: tuple[ReadySlide, ...] = Field(alias="slide", min_length=1)


@cache
def ready_decks() -> Mapping[str, ReadyDeck]:
    """All of them by code, in their order. Raises ValueError, with the file and every fault in it."""
    found = [_read(path) for path in sorted(FOLDER.glob("*.toml"))]
    return {each.code: each for each in sorted(found, key=lambda each: each.order)}


def deck_of(
    ready: ReadyDeck, cube: Cube, language: Language, *, make: Make = figure_of
) -> tuple[Deck, tuple[Slide, ...]]:
    """The deck of an edition, and what was left out because this edition has nothing to show for it."""
    deck = Deck(
        ready.name.in_(language), language, cube.edition.name,
        tuple(_recorded(cube, each.slide(language)) for each in ready.slides), ready.public,
    )  # fmt: skip
    kept: list[Slide] = []
    left_out: list[Slide] = []
    for slide, page in zip(deck.slides, pages_of(cube, deck, make=make), strict=True):
        if (slide.kind == "figure" and page.figure is None) or (slide.kind in CARDS and slide.code == LAST):
            left_out.append(slide)
        else:
            kept.append(slide)
    return replace(deck, slides=tuple(kept)), tuple(left_out)


def slide_name(slide: Slide, language: Language) -> str:
    """What a slide is called before it is made."""
    if slide.figure in CATALOGUE:
        return CATALOGUE[slide.figure].name.in_(language)
    return CARD_NAMES[slide.kind].in_(language) if slide.kind in CARD_NAMES else slide.title or slide.kind


def ready_words() -> Mapping[str, ReadySlide]:
    """The slides of words of all ready decks, by their codes."""
    return {each.code: each for ready in ready_decks().values() for each in ready.slides if each.kind in OF_WORDS}


def in_language(deck: Deck, language: Language) -> Deck:
    """The deck in another language: what stands in a ready deck is translated, own words stay as they are."""
    if deck.language == language:
        return deck
    known = {
        text.in_(each).strip(): text.in_(language).strip()
        for text in _ready_texts()
        for each in LANGUAGES
    }  # fmt: skip

    def told(text: str) -> str:
        return known.get(text, text)

    slides = (
        replace(each, title=told(each.title), text=told(each.text), notes=told(each.notes)) for each in deck.slides
    )
    return replace(deck, name=told(deck.name), language=language, slides=tuple(slides))


def _ready_texts() -> Iterator[Text]:
    for ready in ready_decks().values():
        yield ready.name
        for slide in ready.slides:
            yield from (each for each in (slide.title, slide.text, slide.notes) if each.nl)


def _recorded(cube: Cube, slide: Slide) -> Slide:
    """A card of what was recorded last gets the code of it, where the edition has any."""
    if slide.kind not in CARDS or slide.code != LAST:
        return slide
    return replace(slide, code=next(reversed(CARDS[slide.kind](cube)), LAST))


def _read(path: Path) -> ReadyDeck:
    try:
        read = ReadyDeck.model_validate({"code": path.stem, **tomllib.loads(path.read_text(encoding="utf-8"))})
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise ValueError(f"{path.name} was not accepted: {error}") from error
    slides = tuple(
        each.model_copy(update={"code": f"{read.code}-{place}"}) if each.kind in OF_WORDS else each
        for place, each in enumerate(read.slides, start=1)
    )
    return read.model_copy(update={"slides": slides})
