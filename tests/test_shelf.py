"""What is made once for all sessions: it stays where it is, whatever else is asked."""

from typing import Any

import pytest

from analytics.choosing.asked import Asked
from analytics.choosing.explore import explore
from analytics.decks.deck import Deck, Slide
from analytics.figure import Category, Figure, Mark, Series, Table
from analytics.record.timeline import EVERYTHING
from analytics.scores.levels import levels
from data.cube import Cube
from pages.parts import deck_draft, rail, shelf
from pages.parts.frame import Frame
from pages.parts.markup import numbers_of
from pages.parts.shelf import Shelf, figure_named, made_once, ready_figure
from tests.demo import demo_cube

FRAME = Frame(demo_cube(), "nl", "plenary")


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shelves on which little fits."""
    monkeypatch.setattr(shelf, "_of_pages", Shelf(2, 2))
    monkeypatch.setattr(shelf, "_of_explorer", Shelf(2, 2))


def _ask(*rounds: int) -> shelf.Ready:
    return ready_figure(FRAME, explore, asked=Asked("maturity_overall", "overall", rounds=rounds))


def test_no_question_of_the_explorer_pushes_the_figure_of_a_page_from_its_place() -> None:
    before = ready_figure(FRAME, levels, round=5)
    name = before.below.partition("figures/")[2].partition(".csv")[0]
    questions = [_ask(*rounds) for rounds in ((3,), (3, 4), (3, 4, 5), (5,), (4, 5))]
    assert ready_figure(FRAME, levels, round=5) is before
    assert figure_named(name) is before.figure
    assert _ask(4, 5) is questions[-1]
    assert _ask(3) is not questions[0]  # these make room among themselves


def test_a_timeline_is_read_once_per_language_and_choice(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[tuple[str, str]] = []

    def counted(cube: Cube, language: Any, *, group: str, sort: str) -> tuple[Any, ...]:
        read.append((language, group))
        return ()

    monkeypatch.setattr(shelf, "_once", {})
    monkeypatch.setattr(rail, "timeline", counted)
    other = Frame(FRAME.cube, "en", "plenary", dark=True)
    for frame in (FRAME, other, FRAME, other):
        made_once(frame, rail.timeline_rail, group=EVERYTHING, sort=EVERYTHING)
    made_once(FRAME, rail.timeline_rail, group="general", sort=EVERYTHING)
    assert read == [("nl", EVERYTHING), ("en", EVERYTHING), ("nl", "general")]


def test_the_pages_of_a_deck_are_made_once_in_either_language_and_anew_for_other_words(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[str] = []
    whole = deck_draft.pages_of

    def counted(cube: Cube, deck: Deck, **how: Any) -> Any:
        made.append(deck.language)
        return whole(cube, deck, **how)

    monkeypatch.setattr(deck_draft, "_pages", {})
    monkeypatch.setattr(deck_draft, "pages_of", counted)
    deck = Deck("own", "nl", FRAME.cube.edition.name, (Slide("steps"), Slide("figure", "members")))
    english = Frame(FRAME.cube, "en", "plenary")
    for _ in range(3):
        deck_draft.pages_for(FRAME, deck)
        deck_draft.pages_for(english, Deck("own", "en", deck.edition, deck.slides))
    own = Deck("own", "nl", deck.edition, (Slide("steps", title="Eigen"), deck.slides[1]))
    assert deck_draft.pages_for(FRAME, own)[0].title == "Eigen"
    assert made == ["nl", "en", "nl"]


@pytest.mark.parametrize(("numbers", "said"), [((5, 6), True), ((5, 5), False), ((5, None), False)])
def test_large_numbers_say_of_how_many_companies_they_are_where_these_differ(
    numbers: tuple[int | None, ...], said: bool
) -> None:
    places = tuple(Category(str(place), f"groep {place}") for place, _ in enumerate(numbers))
    marks = tuple(Mark(each.code, 12, "+12 punten", n=n) for each, n in zip(places, numbers, strict=True))
    figure = Figure("key", "numbers", "Titel", "Basis", places, (Series("one", "Eén", "accent", marks),),
                    Table((), ()), "", "", "nl")  # fmt: skip
    assert ("n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}5" in numbers_of(figure)) == said
