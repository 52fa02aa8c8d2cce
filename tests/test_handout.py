"""The handout of a deck: slides on A4 with what explains them, printed where there is a Chromium and nowhere else."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from analytics.chromium import ChromiumError
from analytics.decks.deck import Deck, Slide, pages_of
from analytics.offline import html_of
from analytics.offline.handout import handout_pdf
from tests.demo import demo_cube

CUBE = demo_cube()
DECK = Deck(
    "Voortgang & doel", "nl", CUBE.edition.name,
    (Slide("section", title="Waar staan we?"), Slide("figure", "overall_trend", notes="Eerst stilte."), Slide("steps")),
)  # fmt: skip
PAGES = pages_of(CUBE, DECK)


def below(document: str) -> tuple[str, str]:
    """What a handout has below its slides, and what stays with the speaker."""
    told = re.findall(r"<p( class='reader')?>([^<]*)</p>", "".join(re.findall(r"<aside.*?</aside>", document)))
    return tuple(" ".join(text for kind, text in told if bool(kind) == reader) for reader in (True, False))  # type: ignore[return-value]


def test_below_a_slide_stands_what_explains_it_and_nothing_that_is_for_who_speaks() -> None:
    reader, speaker = below(html_of(PAGES, name=DECK.name, language="nl"))
    assert "Definitie: " in reader
    assert "Respons: " in reader
    assert "Zeg niet" not in reader
    assert "Eerst stilte." not in reader
    assert "Zeg niet" in speaker
    assert "Eerst stilte." in speaker
    figure = PAGES[1].figure
    assert figure is not None
    on_slide = [each for each in figure.notes if each not in reader]
    assert on_slide
    assert all(each in speaker for each in on_slide)  # what the slide says itself is not said twice


def test_a_deck_of_invented_answers_says_so_on_every_slide_that_is_no_public_fact() -> None:
    deck = replace(DECK, slides=(*DECK.slides, Slide("protection"), Slide("text", title="Dank")))
    assert [each.invented for each in pages_of(CUBE, deck)] == [True, True, False, True, True]


@pytest.mark.browser
def test_a_handout_is_a_pdf_with_language_title_and_pages() -> None:
    made = handout_pdf(html_of(PAGES, name=DECK.name, language="nl"))
    assert made.startswith(b"%PDF-")
    assert b"/Lang (nl)" in made
    assert re.search(rb"/Title \(Voortgang & doel\)", made)
    assert re.search(rb"/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]", made)
    assert 1 <= len(re.findall(rb"/Type /Page\b", made)) <= 2
    assert b"/StructTreeRoot" in made  # a screen reader can follow it


def test_without_a_chromium_there_is_no_handout(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ChromiumError, match="no Chromium"):
        handout_pdf("<html lang='nl'></html>")
