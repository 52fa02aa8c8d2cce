"""The secretariat's desk in a browser: faults, changes, receiving and publishing; absent everywhere else."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from data.custody.home import Home, open_home
from data.custody.panel import deliveries, new_home, open_panel
from data.intake.receive import receive, store
from data.publishing.publish import list_editions, publish
from tests.dashboard import ROOT, assert_no_desk, opened, served, settled
from tests.home_copy import copy_of
from tests.invented_delivery import NORTH, SOUTH, delivery_of, note_row, scores
from tests.lean_home import lean_home
from tests.misspelt import MISSPELT, a_year_later_misspelt
from tests.small_delivery import as_workbook, sheets

pytestmark = pytest.mark.browser
A_SCORE_OF_ONE = "3,score,wie indiende,submitters,50,percent,1,1,x,maturity,step:embed,all,,3,total,all,last\n"
YEAR_3 = ROOT / "data" / "sample" / "jaar-3.xlsx"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home that received one delivery of year 3 and published it for the plenary; nobody changes it."""
    folder = tmp_path_factory.mktemp("made")
    home = lean_home(folder / "home")
    receive(home, as_workbook(sheets(), folder / "first.xlsx"), round_number=3, answers="invented")
    publish(home, audience="plenary")
    return home


@pytest.fixture
def published(made: Home, tmp_path: Path) -> Path:
    """A copy of it, to go on with."""
    return copy_of(made, tmp_path / "home").root


def reasons(home: Path) -> list[str | None]:
    """The reason of every delivery that the panel holds; None where none was asked for."""
    with open_panel(open_home(home)) as con:
        return [each.restate_reason for each in deliveries(con)]


def offer(page: Page, delivery: Path, *, round_name: str) -> None:
    choose_round(page, round_name)
    page.locator("input[type=file]").first.set_input_files(str(delivery))
    page.locator(".st-key-ks-desk table").wait_for()
    settled(page)


def choose_round(page: Page, name: str) -> None:
    page.get_by_role("combobox").first.click()
    page.get_by_role("option", name=name).click()
    page.wait_for_timeout(300)
    settled(page)


def test_a_delivery_is_tried_received_and_published_from_the_page(browser: Browser, tmp_path: Path) -> None:
    home = new_home(tmp_path / "home", agreement="metals", answers="invented").root
    (home / "confidential" / ".upload-left-by-a-page-that-was-killed").mkdir()
    with served(home, audience="secretariat") as dashboard, opened(browser, f"{dashboard.url}/receive?lang=nl") as page:
        page.get_by_role("button", name="Publiceren").click()
        page.get_by_text("Er is nog niets om te publiceren").wait_for()

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
        page.get_by_text("is gepubliceerd.").wait_for(timeout=180_000)
        page.get_by_text("Het verslag voor het secretariaat").wait_for()
    assert (home / "editions" / "plenary" / "current").read_text(encoding="utf-8").startswith("metals-")
    assert not list((home / "confidential").glob(".upload-*"))


def test_a_published_year_changes_only_with_a_reason_that_names_no_company(
    browser: Browser, published: Path, tmp_path: Path
) -> None:
    rows = sheets()
    rows["answers"][0]["value"] = "3"
    delivery = as_workbook(rows, tmp_path / "second.xlsx")
    address = "/receive?lang=nl"
    with served(published, audience="secretariat") as dashboard, opened(browser, dashboard.url + address) as page:
        offer(page, delivery, round_name="Jaar 3")
        assert page.get_by_role("checkbox").count() == 0
        page.get_by_role("button", name="Ontvangen").click()
        page.get_by_text("Schrijf eerst waarom dit jaar verandert. Er is niets weggeschreven.").wait_for()

        reason = page.get_by_label("Dit jaar is al gepubliceerd.")
        reason.fill("Gieterij Noord antwoordde te laat")
        reason.press("Enter")
        settled(page)
        page.get_by_role("button", name="Ontvangen").click()
        page.get_by_text("In de reden staat de naam van een bedrijf.").wait_for()
        assert reasons(published) == [None]

        reason.fill("één antwoord kwam te laat")
        reason.press("Enter")
        settled(page)
        page.get_by_role("button", name="Ontvangen").click()
        page.get_by_text("Levering 2 is ontvangen.").wait_for()
    assert reasons(published) == [None, "één antwoord kwam te laat"]


def test_a_text_that_reads_like_a_company_is_shown_whole_and_confirmed_before_it_is_received(
    browser: Browser, published: Path, tmp_path: Path
) -> None:
    note = sheets()["notes"][0] | {"text_nl": "Les van <Gieterij Noord> voor allen.", "text_en": "A lesson for all."}
    delivery = as_workbook({"notes": [note]}, tmp_path / "notes.xlsx")
    address = "/receive?lang=en"
    with served(published, audience="secretariat") as dashboard, opened(browser, dashboard.url + address) as page:
        offer(page, delivery, round_name="Year 3")
        found = page.locator(".st-key-ks-desk li")
        assert found.all_inner_texts() == ["Les van <Gieterij Noord> voor allen. notes · Year 3 (2021/22)"]
        assert found.locator("b").all_inner_texts() == ["Gieterij Noord"]
        assert page.get_by_label("This year has been published.").count() == 0

        page.get_by_role("button", name="Receive").click()
        page.get_by_text("Confirm that these texts may stay as they are").wait_for()
        assert reasons(published) == [None]

        page.get_by_text("I have read these texts").click()
        settled(page)
        page.get_by_role("button", name="Receive").click()
        page.get_by_text("Delivery 2 was received.").wait_for()
    assert reasons(published) == [None, None]


def test_a_company_that_is_written_otherwise_is_told_and_received_once_it_is_called_another(
    browser: Browser, published: Path, tmp_path: Path
) -> None:
    other = as_workbook(a_year_later_misspelt("Voorbeeld Gieterij Noort B.V."), tmp_path / "anders.xlsx")
    delivery = as_workbook(a_year_later_misspelt(), tmp_path / "jaar-4.xlsx")
    address = "/receive?lang=nl"
    with served(published, audience="secretariat") as dashboard, opened(browser, dashboard.url + address) as page:
        page.locator("input[type=file]").first.set_input_files(str(other))
        page.get_by_text("Kies hierboven van welk jaar de levering is").wait_for()
        choose_round(page, "Jaar 4")
        page.get_by_text("Dit zijn echt nieuwe bedrijven").click()
        settled(page)
        assert page.get_by_role("checkbox", name="Dit zijn echt nieuwe bedrijven").is_checked()

        page.get_by_test_id("stFileChipDeleteBtn").click()
        page.get_by_text("Nieuw, in geen eerdere levering").wait_for(state="detached")
        page.locator("input[type=file]").first.set_input_files(str(delivery))
        page.get_by_text("Nieuw, in geen eerdere levering: 1 bedrijf").wait_for()
        found = page.locator(".st-key-ks-desk li").all_inner_texts()
        assert found[0].startswith(f"'{MISSPELT}', toegetreden op 2019-07-01; lijkt op 'voorbeeld gieterij noord'")
        assert found[1].startswith("toegetreden op 2019-07-01, primaire productie en verwerking")
        # The tick was about the company of the other file.
        assert not page.get_by_role("checkbox", name="Dit zijn echt nieuwe bedrijven").is_checked()

        page.get_by_role("button", name="Ontvangen").click()
        page.get_by_text("Een nieuw bedrijf is misschien een bekend bedrijf").wait_for()
        assert reasons(published) == [None]

        page.get_by_text("Dit zijn echt nieuwe bedrijven").click()
        settled(page)
        page.get_by_role("button", name="Ontvangen").click()
        page.get_by_text("Levering 2 is ontvangen.").wait_for()

        agreement = published / "agreements" / "metals" / "agreement.toml"
        agreement.write_text(agreement.read_text(encoding="utf-8") + 'colour = "red"\n', encoding="utf-8")
        page.reload()
        page.get_by_role("alert").get_by_text("is niet aangenomen: 1 fout. Er is niets weggeschreven.").wait_for()


def test_a_name_that_is_only_found_when_an_edition_is_made_is_confirmed_before_it_is_published(
    browser: Browser, tmp_path: Path
) -> None:
    home = lean_home(tmp_path / "home")
    with (home.root / "agreements" / "metals" / "published_figures.csv").open("a", encoding="utf-8") as figures:
        figures.write(A_SCORE_OF_ONE)
    store(home, scores(), name="first")
    store(home, scores([NORTH]), name="correction")
    store(home, delivery_of({"note": [note_row(f"Les van {SOUTH} voor allen.")]}), name="note")
    address = "/receive?lang=nl"
    with served(home.root, audience="secretariat") as dashboard, opened(browser, dashboard.url + address) as page:
        found = page.locator(".st-key-ks-desk li")
        assert found.locator("b").all_inner_texts() == [SOUTH, SOUTH]
        page.get_by_role("button", name="Publiceren").click()
        page.get_by_text("Bevestig dat deze teksten zo mogen blijven").wait_for()
        assert list_editions(home, "plenary") == ()

        page.get_by_text("Ik heb deze teksten gelezen").click()
        settled(page)
        page.get_by_role("button", name="Publiceren").click()
        page.get_by_text("is gepubliceerd.").wait_for(timeout=180_000)
        assert len(list_editions(home, "plenary")) == 1
        page.get_by_text("wat eerder is gepubliceerd, geeft op zichzelf al te veel prijs").wait_for()

        page.reload()
        page.get_by_role("button", name="Publiceren").wait_for()
        settled(page)
        assert found.count() == 0


def test_the_page_is_absent_from_navigation_and_address_where_it_is_switched_off(
    browser: Browser, demo_home: Path
) -> None:
    with served(demo_home, audience="secretariat", KETENSPIEGEL_RECEIVE="off") as dashboard:
        assert_no_desk(browser, dashboard.url)
