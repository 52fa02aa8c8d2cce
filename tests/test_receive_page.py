"""The secretariat's desk in a browser: faults, changes, receiving and publishing; absent everywhere else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from data.panel import new_home
from tests.dashboard import ROOT, chromium, opened, served, settled
from tests.demo_home import write_demo_home

pytestmark = pytest.mark.browser
YEAR_3 = ROOT / "data" / "sample" / "jaar-3.xlsx"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def choose_round(page: Page, name: str) -> None:
    page.get_by_role("combobox").first.click()
    page.get_by_role("option", name=name).click()
    page.wait_for_timeout(300)
    settled(page)


def test_a_delivery_is_tried_received_and_published_from_the_page(browser: Browser, tmp_path: Path) -> None:
    home = new_home(tmp_path / "home", agreement="metals", answers="invented").root
    with served(home, audience="secretariat") as dashboard, opened(browser, f"{dashboard.url}/receive?lang=nl") as page:
        choose_round(page, "Jaar 4")
        page.locator("input[type=file]").first.set_input_files(str(YEAR_3))
        page.get_by_text("Er is niets weggeschreven").wait_for()
        assert "activities!B2: gevonden" in page.inner_text(".ks-faults")

        choose_round(page, "Jaar 3")
        page.get_by_text("Geen fouten. Dit verandert er:").wait_for()
        assert "antwoorden" in page.inner_text(".st-key-ks-desk table")
        page.get_by_role("button", name="Ontvangen").click()
        page.get_by_text("Levering 1 is ontvangen.").wait_for()

        assert not list((home / "editions").glob("*/*"))
        page.get_by_role("button", name="Publiceren").click()
        page.get_by_text("is gepubliceerd.").wait_for()
    assert (home / "editions" / "plenary" / "current").read_text(encoding="utf-8").startswith("metals-")
    assert not list((home / "confidential").glob(".upload-*"))


@pytest.mark.parametrize(
    ("audience", "more"),
    [("plenary", {}), ("secretariat", {"KETENSPIEGEL_RECEIVE": "off"})],
    ids=["for the plenary", "where it is switched off"],
)
def test_the_page_is_absent_from_navigation_and_address(
    browser: Browser, tmp_path: Path, audience: str, more: dict[str, str]
) -> None:
    home = write_demo_home(tmp_path)
    with (
        served(home, audience=audience, **more) as dashboard,
        opened(browser, f"{dashboard.url}/receive?lang=nl") as page,
    ):
        assert page.get_by_role("link", name="Ontvangen").count() == 0
        assert page.locator("input[type=file]").count() == 0
        assert "Ontvangen en publiceren" not in page.inner_text("main")


def test_the_secretariats_pages_say_that_they_are_internal(browser: Browser, tmp_path: Path) -> None:
    home = write_demo_home(tmp_path)
    with served(home, audience="secretariat") as dashboard, opened(browser, f"{dashboard.url}/?lang=en") as page:
        assert "Internal, do not pass on" in page.inner_text(".ks-whose")
        assert page.get_by_role("link", name="Receive").count() == 1
