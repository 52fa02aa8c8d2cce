"""Present mode in a browser: an ordinary clicker, a cut connection, a second window, and no request that leaves."""

import re
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect
from starlette.applications import Starlette
from starlette.middleware import Middleware

from analytics.decks.long_tables import numbered
from analytics.offline import html_of
from analytics.scores import overview
from pages.parts.door import Headers
from pages.parts.frame import Frame
from pages.parts.pictures import PICTURES
from pages.parts.present import KEPT, PRESENT, present_address
from pages.parts.shelf import ready_figure
from tests.dashboard import free_port
from tests.demo import demo_cube
from tests.pages_of_figures import pages_of_figures

CUBE = demo_cube()
KEYS = (
    "headline", "overall_trend", "levels", "target", "step_profile", "theme_profile", "risk_ranking", "risk_field",
    "risk_development", "unanswered", "members", "silent", "collective_order", "assessments", "pace", "bases",
)  # fmt: skip
MADE = {language: pages_of_figures(CUBE, language, KEYS) for language in ("nl", "en")}
# As the file shows them: a long table over several slides.
NL, EN = numbered(MADE["nl"], MADE["en"]), numbered(MADE["en"], MADE["nl"])
OVERFLOWING = """() => [...document.querySelectorAll('.stage')].filter(stage => {
  const section = stage.parentElement, was = section.hidden;
  section.hidden = false;
  const roll = stage.querySelector('.roll');
  const full = stage.scrollHeight > stage.clientHeight + 1 || stage.scrollWidth > stage.clientWidth + 1
    || (roll && roll.scrollWidth > roll.clientWidth + 1)
    || (roll && roll.scrollHeight > roll.clientHeight + 1);
  section.hidden = was;
  return full;
}).map(stage => stage.querySelector('h2').textContent)"""
IN_SIGHT = """all => all.length === 3 && all.every(each => {
  const { top, bottom } = each.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
})"""
COUNT_COPIES = """() => {
  const make = URL.createObjectURL;
  window.made = 0;
  URL.createObjectURL = (held) => { window.made += 1; return make.call(URL, held); };
}"""
# How long it takes from the key to the frame in which the next slide stands.
CHANGE = """() => new Promise(done => {
  const start = performance.now();
  dispatchEvent(new KeyboardEvent('keydown', {key: 'PageDown'}));
  requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
})"""


@contextmanager
def served_here() -> Iterator[tuple[str, uvicorn.Server]]:
    """The routes of the front door with its headers, without the rest of the dashboard."""
    port = free_port()
    app = Starlette(routes=[*PICTURES, *PRESENT], middleware=[Middleware(Headers)])
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}", server
    finally:
        server.should_exit = True
        thread.join(timeout=10)


def place(page: Page) -> str:
    return page.locator(".slide:not([hidden]) .place").inner_text()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def buttons_below_the_source(page: Page) -> bool:
    page.mouse.move(300, 300)
    bar, foot = (page.locator(each).first.bounding_box() for each in (".bar:visible", "footer:visible"))
    return bar is not None and foot is not None and bar["y"] >= foot["y"] + foot["height"]


@pytest.mark.browser
def test_the_file_is_presented_with_an_ordinary_clicker_and_asks_for_nothing(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "deck.html"
    path.write_text(html_of(NL, name="Plenair", language="nl", other=EN), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1600, "height": 900})
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(path.as_uri())
    of = len(NL)
    assert place(page) == f"1 / {of}"
    assert page.evaluate(OVERFLOWING) == []
    assert buttons_below_the_source(page)
    press(page, "PageDown", "ArrowRight", "ArrowDown", "PageUp")
    assert place(page) == f"3 / {of}"
    press(page, "c", "r", "ArrowLeft")
    assert place(page) == f"2 / {of}"
    press(page, "End", "PageDown")
    assert place(page) == f"{of} / {of}"
    press(page, "Home", "ArrowUp")
    assert place(page) == f"1 / {of}"
    press(page, "b")
    assert page.locator("#black").is_visible()
    press(page, "Escape")
    assert not page.locator("#black").is_visible()
    press(page, "b", "PageDown")  # the slide comes back, and is the same
    assert not page.locator("#black").is_visible()
    press(page, "PageDown", "PageDown", "l")
    assert (place(page), page.evaluate("document.documentElement.lang")) == (f"3 / {of}", "en")
    assert page.locator("h2:visible").inner_text() == EN[2].title
    press(page, "f")
    expect(page.locator(":root:fullscreen")).to_have_count(1)
    assert min(page.evaluate(CHANGE) for _ in range(10)) < 100  # the least: a busy machine adds waiting
    with context.expect_page() as opened:
        press(page, "n")
    notes = opened.value
    notes.wait_for_selector(":root.at-desk")
    at = int(place(page).split(" ")[0])
    expect(notes.locator(".slide:not([hidden]) .place")).to_have_text(f"{at} / {of}")
    expect(notes.locator(".speaker:visible")).to_contain_text(EN[at - 1].notes[-1])
    press(page, "PageDown", "l")
    expect(notes.locator(".slide:not([hidden]) .place")).to_have_text(f"{at + 1} / {of}")
    expect(notes.locator(".speaker:visible")).to_contain_text(NL[at].notes[-1])
    notes.keyboard.press("PageUp")
    expect(page.locator(".slide:not([hidden]) .place")).to_have_text(f"{at} / {of}")
    assert {each.split("#")[0] for each in asked} - {"data:,"} == {path.as_uri()}
    assert faults == []
    context.close()


@pytest.mark.browser
def test_paper_has_a_page_per_slide_of_one_language_and_no_empty_one(browser: Browser, tmp_path: Path) -> None:
    path = tmp_path / "deck.html"
    path.write_text(html_of(NL[:3], name="Plenair", language="nl", other=EN[:3]), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    printed = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b(?!s)", printed)) == 3
    page.close()


@pytest.mark.browser
def test_the_notes_window_blackens_the_room_and_keeps_slide_time_and_buttons_in_sight(
    browser: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "deck.html"
    wordy = [replace(each, notes=each.notes * 9) for each in NL]
    path.write_text(html_of(wordy, name="Plenair", language="nl"), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    with page.expect_popup() as opened:
        press(page, "n")
    notes = opened.value
    notes.set_viewport_size({"width": 1024, "height": 600})
    notes.wait_for_selector(":root.at-desk")
    press(notes, "PageDown", "b")
    expect(page.locator("#black")).to_be_visible()
    expect(notes.locator(".desk")).to_contain_text("De zaal ziet nu een zwart scherm.")
    assert notes.locator(".stage:visible, .desk:visible, .bar:visible").evaluate_all(IN_SIGHT)
    press(notes, "PageDown")  # the slide comes back, and is the same
    expect(page.locator("#black")).to_be_hidden()
    expect(notes.locator(".desk .black")).to_be_hidden()
    assert place(page) == f"2 / {len(NL)}"
    notes.close()
    page.close()


@pytest.mark.browser
def test_a_deck_goes_on_when_the_connection_is_cut_and_a_figure_is_saved_as_a_picture(browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 720}, accept_downloads=True)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    figure = ready_figure(Frame(CUBE, "nl", "plenary"), overview.overall_trend)
    (name,) = set(re.findall(r"figures/[0-9a-f]+(?=\.picture)", figure.below))
    with served_here() as (url, server):
        with page.expect_download() as waiting:
            page.goto(f"{url}/{name}.picture")
        assert waiting.value.suggested_filename == "overall_trend.png"
        head = waiting.value.path().read_bytes()[:24]
        assert (head[:4], struct.unpack(">II", head[16:])) == (b"\x89PNG", (1600, 900))
        with urlopen(f"{url}/{name}.svg", timeout=5) as vector:  # noqa: S310
            assert vector.headers["Content-Type"] == "image/svg+xml"
            assert b"verzonnen" in vector.read()
        page.goto(f"{url}/{present_address(NL, name='Plenair', language='nl', other=EN)}")
        press(page, "PageDown")
        page.evaluate(COUNT_COPIES)
        server.should_exit = True
    with context.expect_page() as opened:  # the notes as well need nothing from the server any more
        press(page, "n")
    opened.value.wait_for_load_state()  # its script runs at the end of the file; a busy machine takes its time
    expect(opened.value.locator(".slide:not([hidden]) .place")).to_have_text(f"2 / {len(NL)}")
    press(page, "PageDown", "F5", "l", "PageDown")
    assert place(page) == f"4 / {len(NL)}"
    assert page.locator("h2:visible").inner_text() == EN[3].title
    expect(opened.value.locator(".slide:not([hidden]) .place")).to_have_text(f"4 / {len(NL)}")
    opened.value.wait_for_timeout(1100)  # until the clock went on in this language
    expect(opened.value.locator("[data-show=time]:visible")).to_have_text(re.compile(r"^\d\d:\d\d$"))  # in English too
    press(page, "n", "n")
    assert page.evaluate("made") == 1, "every look at the notes kept one more copy of the deck in memory"
    assert faults == []
    context.close()


def test_a_deck_has_an_address_that_only_its_page_knows_and_a_policy_of_its_own() -> None:
    address = present_address(NL[:3], name="Plenair", language="nl")
    assert present_address(NL[:3], name="Plenair", language="nl") == address
    assert present_address(NL[:3], name="Anders", language="nl") != address
    with served_here() as (url, _):
        with urlopen(f"{url}/below/{address}", timeout=5) as answer:  # noqa: S310
            policy = answer.headers["Content-Security-Policy"]
            assert answer.read().decode() == html_of(NL[:3], name="Plenair", language="nl")
        assert policy.startswith("default-src 'none'; script-src 'sha256-")
        assert policy.endswith("frame-ancestors 'none'")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Cache-Control"] == "no-store"
        for unknown in ("/present/any", "/figures/any.picture", "/figures/any.svg"):
            with pytest.raises(HTTPError, match="404"):
                urlopen(url + unknown, timeout=5)  # noqa: S310


def test_of_many_decks_the_oldest_is_dropped_and_the_one_in_use_is_kept() -> None:
    kept, lost = (present_address(NL[:1], name=name, language="nl") for name in ("in use", "left alone"))
    for order in range(KEPT - 1):
        present_address(NL[:1], name=str(order), language="nl")
        assert present_address(NL[:1], name="in use", language="nl") == kept
    assert present_address(NL[:1], name="left alone", language="nl") != lost
