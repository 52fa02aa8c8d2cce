"""What only a real browser can tell: accessibility, language, the address, outside requests, small and dark screens."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from analytics.figure import Table
from pages.parts.markup import table_of
from tests.dashboard import PAGES, ROOT, Dashboard, empty_page, go, listening, opened, served, settled
from tests.demo_home import EARLIER

pytestmark = pytest.mark.browser
# A4 on its side without its margins of 14 mm, in px.
A4_WIDTH = (297 - 28) / 25.4 * 96


@pytest.fixture(scope="module")
def dashboard(demo_home: Path) -> Iterator[Dashboard]:
    with served(demo_home) as started:
        yield started


@pytest.fixture(scope="module")
def screen(browser: Browser) -> Iterator[Page]:
    """A wide page for one address after another; who goes to one finds a new session there."""
    with empty_page(browser) as page:
        yield page


@pytest.fixture(scope="module")
def telephone(browser: Browser) -> Iterator[Page]:
    with empty_page(browser, width=420) as page:
        yield page


def path_of(page: str) -> str:
    return "" if page == "overview" else page


def violations(page: Page) -> list[str]:
    """The serious and critical ones, each with the place where it was found."""
    found = Axe().run(page).response["violations"]
    return [
        f"{each['id']} ({each['impact']}): {node['target']}"
        for each in found
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


def follow(page: Page, link: str, *, chapter: str = "") -> None:
    """Click a link; chapter: of the menu, where it has to be unfolded first."""
    if chapter:
        page.locator("[data-testid='stTopNavSection']", has_text=chapter).click()
    page.get_by_role("menuitem" if chapter else "link", name=link, exact=True).first.click()
    page.wait_for_timeout(300)
    settled(page)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_accessible_fits_a_telephone_and_asks_nothing_from_anywhere_else(
    dashboard: Dashboard, screen: Page, telephone: Page, page: str
) -> None:
    """From a deep link, wide in one language, on a telephone in the other (there axe would find Streamlit's menu)."""
    wide, narrow = ("nl", "en") if PAGES.index(page) % 2 else ("en", "nl")
    address, dark = f"{dashboard.url}/{path_of(page)}?lang=", PAGES.index(page) % 4 < 2
    screen.emulate_media(color_scheme="dark" if dark else "light")
    with listening(screen) as heard:
        go(screen, address + wide)
        assert violations(screen) == []
        assert ("Voorbeeldconvenant" if wide == "nl" else "Example") in screen.inner_text(".ks-whose")  # in the shell
        assert screen.locator("h1").count() == 1
    local = (dashboard.url, dashboard.url.replace("http", "ws"), "data:", "blob:")
    assert [url for url in heard.urls if not url.startswith(local)] == []
    assert [line for line in heard.lines if "Content Security Policy" in line or "in theme" in line] == []
    go(telephone, address + narrow)
    assert telephone.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 420


@pytest.mark.parametrize(("locale", "language"), [("nl-NL", "nl"), ("en-GB", "en"), ("de-DE", "en")])
def test_the_page_tells_its_language(dashboard: Dashboard, browser: Browser, locale: str, language: str) -> None:
    with opened(browser, f"{dashboard.url}/method", locale=locale) as page:
        assert page.evaluate("document.documentElement.lang") == language
        assert f"lang={language}" in page.url


def test_the_language_switch_keeps_the_page_and_the_choice(dashboard: Dashboard, screen: Page) -> None:
    go(screen, f"{dashboard.url}/steps?lang=nl&step=track")
    follow(screen, "English")
    assert screen.evaluate("document.documentElement.lang") == "en"
    assert "/steps?" in screen.url
    assert "step=track" in screen.url
    assert "lang=en" in screen.url


def test_the_language_and_the_choice_survive_a_change_of_page(dashboard: Dashboard, browser: Browser) -> None:
    with opened(browser, f"{dashboard.url}/steps?lang=en&step=track", locale="nl-NL") as page:
        follow(page, "Participation", chapter="The agreement")
        assert page.evaluate("document.documentElement.lang") == "en"
        follow(page, "OECD steps", chapter="Progress")
        assert "step=track" in page.url


def test_a_code_that_does_not_exist_in_the_address_is_ignored(dashboard: Dashboard, screen: Page) -> None:
    go(screen, f"{dashboard.url}/steps?lang=xx&step=nothing&round=99&edition=../x")
    assert "step=" not in screen.url
    assert "round=" not in screen.url
    assert screen.locator("[data-testid='stException']").count() == 0


def test_an_earlier_edition_stays_chosen_until_the_reader_goes_to_the_current_one(
    dashboard: Dashboard, screen: Page
) -> None:
    go(screen, f"{dashboard.url}/?lang=nl&edition={EARLIER}")
    assert EARLIER in screen.inner_text(".st-key-ks-earlier")
    follow(screen, "Werkwijze", chapter="Verantwoording")
    assert f"edition={EARLIER}" in screen.url
    follow(screen, "Naar de huidige editie")
    assert "edition=" not in screen.url
    assert screen.locator(".st-key-ks-earlier").count() == 0


def test_no_picture_that_was_drawn_for_a_wide_screen_is_cut_off_on_paper(
    dashboard: Dashboard, browser: Browser
) -> None:
    with opened(browser, f"{dashboard.url}/steps?lang=nl", width=1920) as page:
        drawn = page.locator(".main-svg").first.evaluate("svg => svg.getBoundingClientRect().width")
        page.emulate_media(media="print")
        shrunk = page.locator("[data-testid='stPlotlyChart']").first.evaluate("chart => getComputedStyle(chart).zoom")
        assert drawn * float(shrunk) < A4_WIDTH
        expect(page.locator("summary").first).to_be_hidden()  # nothing unfolds on paper


def test_charts_are_drawn_for_the_screen_that_is_dark(dashboard: Dashboard, screen: Page) -> None:
    def ink(*, dark: bool) -> str:
        screen.emulate_media(color_scheme="dark" if dark else "light")
        go(screen, f"{dashboard.url}/?lang=nl")
        screen.wait_for_selector(".js-plotly-plot text", state="attached")
        # Found and read in one step: Plotly may draw again in between, and a label that is gone has no colour.
        return str(screen.evaluate("getComputedStyle(document.querySelector('.js-plotly-plot text')).fill"))

    assert "" != ink(dark=True) != ink(dark=False) != ""


def test_a_download_holds_the_values_of_the_figure_and_leaves_the_page_alone(
    dashboard: Dashboard, screen: Page, tmp_path: Path
) -> None:
    go(screen, f"{dashboard.url}/steps?lang=nl&step=track")
    link = screen.locator(".st-key-chart-step_trend_track + [data-testid='stElementContainer'] .ks-csv a")
    assert link.get_attribute("aria-label").startswith("Waarden downloaden (CSV): ")
    with screen.expect_download() as waiting:
        link.click()
    assert waiting.value.suggested_filename == "step_trend_track.csv"
    path = tmp_path / "download.csv"
    waiting.value.save_as(path)
    text = path.read_text(encoding="utf-8-sig")
    assert screen.locator("[data-testid='stApp'][data-test-connection-state='CONNECTED']").count() == 1
    assert text.splitlines()[0] == "reeks;plaats;waarde;ondergrens;bovengrens;n;zoals getoond;vlag"
    assert "Monitoring" in text
    assert "verzonnen" in text


def test_no_picture_can_be_saved_without_its_title(dashboard: Dashboard, screen: Page) -> None:
    go(screen, f"{dashboard.url}/?lang=nl")
    screen.locator(".js-plotly-plot").first.hover()
    assert screen.locator(".js-plotly-plot").count() > 3
    assert screen.locator(".modebar-btn").count() == 0
    offered = screen.locator("[data-testid='stElementToolbarButton']").all_inner_texts()
    assert [each for each in offered if "ownload" in each] == []


def test_a_figure_goes_into_a_deck_in_the_same_session_and_back_leads_out_again(
    dashboard: Dashboard, screen: Page
) -> None:
    go(screen, f"{dashboard.url}/deck?lang=nl&deck=own~members")
    screen.get_by_label("Eigen titel", exact=False).fill("Wie erbij kwamen")
    screen.keyboard.press("Tab")
    expect(screen.get_by_text("1. Wie erbij kwamen").first).to_be_visible()
    follow(screen, "OESO-stappen", chapter="Voortgang")
    screen.evaluate("window.stays = true")
    screen.get_by_role("link", name="Toevoegen aan presentatie").first.click()
    expect(screen.get_by_text("2. De zes stappen in twee jaren").first).to_be_visible()
    assert screen.get_by_text("1. Wie erbij kwamen").count(), "own words were forgotten"
    assert screen.evaluate("window.stays"), "the page was loaded anew"
    screen.go_back()
    expect(screen).to_have_title("OESO-stappen · Ketenspiegel")


def test_a_telephone_shows_the_whole_value_of_a_cell_beside_the_name_of_its_column(telephone: Page) -> None:
    row = ("Year 1", "Water use and water quality (at least 4.4)", "4")
    told = table_of(Table(("Year", "Risk", "Companies with an action in progress"), (row,)), "Table")
    look = (ROOT / "pages" / "static" / "look.css").read_text(encoding="utf-8")
    telephone.set_content(f"<style>{look}</style><div class='ks'>{told}</div>")
    where = "document.querySelector('{}').getBoundingClientRect().{}"
    assert telephone.evaluate(where.format("td span", "x")) - telephone.evaluate(where.format("td", "x")) > 100
    assert telephone.evaluate(where.format("td:last-child", "height")) > 40  # the name of its column takes two lines


def test_the_keyboard_sees_where_it_is_in_the_menu_and_the_menu_speaks_dutch(
    dashboard: Dashboard, browser: Browser
) -> None:
    with opened(browser, f"{dashboard.url}/?lang=nl", width=768) as page:
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        link = page.locator("[data-testid='stTopNavLink']").first
        expect(link).to_be_focused()
        expect(link).to_have_css("outline-style", "solid")
        page.locator("[data-testid='stPageLink-NavLink']").first.focus()  # by script: as with the keyboard
        expect(page.locator("[data-testid='stPageLink-NavLink']").first).to_have_css("outline-style", "solid")
        more = page.locator("[data-testid='stTopNavSection']", has_text="more")
        assert more.locator("p").evaluate("p => getComputedStyle(p, '::after').content") == '"Meer"'
        expect(more.locator("p")).to_have_css("font-size", "0px")


def test_links_that_look_like_buttons_can_be_read_in_the_dark_as_buttons_can(
    dashboard: Dashboard, browser: Browser
) -> None:
    with opened(browser, f"{dashboard.url}/deck?lang=en", dark=True) as page:
        for each in ("button[kind=primary]", "a[kind=primary]", ".ks-present a"):
            expect(page.locator(each).first).to_have_css("color", "rgb(14, 17, 23)")
