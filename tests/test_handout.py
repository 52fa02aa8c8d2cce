"""The handout of a deck: slides on A4 with what explains them, printed where there is a Chromium and nowhere else."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.requests import Request
from starlette.responses import Response

from analytics.chromium import ChromiumError
from analytics.decks.deck import Deck, Slide, pages_of
from analytics.offline import html_of
from analytics.offline.handout import handout_pdf
from analytics.text import unbroken
from pages.parts import present
from pages.parts.present import handed_out, handout_address, present_address
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
    notes = [unbroken(each) for each in figure.notes]
    on_slide = [each for each in notes if each not in reader]
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


def followed(address: str) -> Response:
    """The answer to a click on the handout of a deck, by its address."""
    _, token, file = address.removesuffix(".pdf").split("/")
    return handed_out(Request({"type": "http", "path_params": {"before": "", "token": token, "file": file}}))


def test_a_handout_that_is_not_printed_is_answered_in_words_that_say_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(_: str) -> bytes:
        raise ChromiumError("too late")

    monkeypatch.setattr(present, "handout_pdf", fails)
    for language, words in (("nl", ("niet gemaakt", "‘Hand-out afdrukken’")), ("en", ("not made", "‘Print handout’"))):
        answer = followed(handout_address(present_address(PAGES, name=DECK.name, language=language), file="hand-out"))
        assert answer.status_code == 503
        assert "attachment" not in answer.headers.get("content-disposition", "")
        assert all(each in bytes(answer.body).decode() for each in words)


def test_a_handout_is_the_deck_as_its_page_showed_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(present, "handout_pdf", lambda html: html.encode())
    answer = followed(handout_address(present_address(PAGES, name=DECK.name, language="nl"), file="hand-out"))
    assert bytes(answer.body).decode() == html_of(PAGES, name=DECK.name, language="nl")
    assert answer.media_type == "application/pdf"
    assert answer.headers["content-disposition"] == "attachment"
    assert followed("present/nobody-knows/hand-out.pdf").status_code == 404
