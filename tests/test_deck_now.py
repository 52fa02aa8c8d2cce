"""What a click asks for is made of the deck as it is then, with the words that left their field with that click."""

from dataclasses import replace
from functools import partial
from gc import collect
from io import BytesIO
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser
from pptx import Presentation

from analytics.decks.deck import Deck, Slide
from pages.parts.deck_draft import Draft, Workplace
from pages.parts.deck_now import made_at_click
from pages.parts.frame import Frame
from pages.parts.present import present_address, present_now
from tests.dashboard import opened, served, settled
from tests.demo import demo_cube
from tests.test_present import NL, served_here

FRAME = Frame(demo_cube(), "nl", "plenary")
SHOWN = Deck("Plenair", "nl", FRAME.cube.edition.name, (Slide("section", title="Begin"),))


def made(workplace: Workplace, *, shown: Deck = SHOWN) -> Deck:
    return made_at_click(FRAME, workplace, shown, lambda deck: deck)


def test_words_that_come_in_at_the_click_or_while_a_file_is_made_are_in_it() -> None:
    workplace = Workplace(Draft(replace(SHOWN, name="Bij de klik")))
    told: list[str] = []

    def make(deck: Deck) -> str:
        told.append(deck.name)
        workplace.draft = Draft(replace(SHOWN, name=f"Erna {len(told)}"))
        return deck.name

    assert made_at_click(FRAME, workplace, SHOWN, make) == "Erna 1"
    assert told == ["Bij de klik", "Erna 1"]  # who goes on typing does not wait for ever


def test_a_click_gives_what_the_page_showed_where_the_deck_may_not_leave_any_more_or_is_of_another_page() -> None:
    secret = replace(SHOWN, public=True, slides=(*SHOWN.slides, Slide("figure", "headline")))
    assert made(Workplace(Draft(secret))) == SHOWN
    assert made(Workplace(Draft(secret)), shown=secret) == secret  # which its page gives as a file to continue with
    for other in (replace(SHOWN, language="en"), replace(SHOWN, edition="metals-9"), replace(SHOWN, slides=())):
        assert made(Workplace(Draft(other))) == SHOWN


def test_an_address_of_a_session_leads_to_its_deck_at_the_click_and_what_was_opened_stays_as_it_was() -> None:
    names = ["Eerst"]

    def of_session() -> str:
        return present_address(NL[:1], name=names[-1], language="nl")

    address = present_now("session", of_session)
    with served_here() as (url, _):
        with urlopen(f"{url}/below/{address}", timeout=5) as answer:  # noqa: S310
            first = answer.url
            assert "<title>Eerst</title>" in answer.read().decode()
        names.append("Later")
        for asked, name in ((f"{url}/{address}", "Later"), (first, "Eerst")):
            with urlopen(asked, timeout=5) as answer:  # noqa: S310
                assert f"<title>{name}</title>" in answer.read().decode()


def test_the_address_of_a_session_goes_with_it() -> None:
    """It holds on to the session's edition, which may be none of those that the process keeps open."""
    place = Workplace(Draft(SHOWN))
    place.presented = partial(
        made_at_click, FRAME, place, SHOWN, lambda deck: present_address((), name="", language="nl")
    )
    with served_here() as (url, _):
        asked = f"{url}/{present_now(place.token, place.presented)}"
        with urlopen(asked, timeout=5) as answer:  # noqa: S310
            assert answer.status == 200
        del place
        collect()
        with pytest.raises(HTTPError, match="404"):
            urlopen(asked, timeout=5)  # noqa: S310


@pytest.mark.browser
def test_who_types_and_clicks_on_a_download_at_once_gets_the_words_just_typed(
    demo_home: Path, browser: Browser
) -> None:
    with served(demo_home) as dashboard, opened(browser, f"{dashboard.url}/deck?lang=nl&deck=own~members") as page:
        page.set_viewport_size({"width": 1280, "height": 2400})
        page.get_by_label("Eigen titel", exact=False).fill("Net getypt")
        with page.expect_download() as waiting:
            page.get_by_role("button", name="PowerPoint (pptx)").click()
        slide = Presentation(BytesIO(waiting.value.path().read_bytes())).slides[0]
        assert slide.shapes.title.text_frame.text == "Net getypt"
        settled(page)
        page.get_by_label("Eigen spreeknotities").fill("Dank de zaal")
        with page.expect_popup() as popup:
            page.get_by_role("link", name="Presenteren", exact=True).click()
        assert "Dank de zaal" in popup.value.locator(".speaker").first.inner_text()
        assert "/present/now/" not in popup.value.url
