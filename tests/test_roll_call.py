"""A company that is written otherwise does not become a new one without a word; nor does a member go missing so."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from data.custody.home import Home
from data.custody.panel import new_home, open_snapshot
from data.custody.pseudonym import normalise
from data.intake import roll_call
from data.intake.delivery import Delivery
from data.intake.receipt import Receipt, ReceiptRefused
from data.intake.receive import store
from data.intake.roll_call import NAMED
from data.intake.slips import slips
from tests.home_copy import copy_of
from tests.invented_delivery import EAST, NORTH, SOUTH, company_row, delivery_of, scores

MISSPELT, OTHERWISE, STRANGER = "Voorbeeld Gieterij Nord BV", "Vrb. Gieterij (N)", "Bedachte Walserij Midden"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home that received year 3 with two companies, both since 1 July 2019; nobody changes it."""
    home = new_home(tmp_path_factory.mktemp("made") / "home", agreement="metals", answers="invented")
    take(home, scores([NORTH, SOUTH], round=3))
    return home


@pytest.fixture
def home(made: Home, tmp_path: Path) -> Home:
    """A copy of it, to go on with."""
    return copy_of(made, tmp_path / "home")


def take(home: Home, delivery: Delivery, **choices: bool) -> Receipt:
    return store(home, delivery, name="round.xlsx", **choices)


def year_4(*companies: str) -> Delivery:
    return scores(companies, round=4)


def companies_in(home: Home, number: int) -> int:
    with open_snapshot(home) as con:
        return con.execute("select count(*) from company where round = ?", [number]).fetchall()[0][0]


def said(receipt: Receipt) -> list[str]:
    """What the secretariat reads of it in Dutch, line by line."""
    return [line.nl for about, lines in receipt.roll_call.lists for line in (about, *lines)]


def test_a_misspelt_company_is_asked_about_before_anything_is_written(home: Home) -> None:
    with pytest.raises(ReceiptRefused, match=r"1 new company may be a known one.*--confirm-companies") as refusal:
        take(home, year_4(MISSPELT, SOUTH))
    assert companies_in(home, 4) == 0
    assert said(refusal.value.receipt) == [
        "Nieuw, in geen eerdere levering: 1 bedrijf",
        f"'{MISSPELT}', toegetreden op 2019-07-01; lijkt op 'voorbeeld gieterij noord'; "
        "op dezelfde dag als 1 bedrijf hieronder",
        "Lid in de vorige ronde, niet vertrokken, en niet in deze levering: 1 bedrijf "
        "(zonder naam: die wordt nergens bewaard)",
        "toegetreden op 2019-07-01, primaire productie en verwerking, 26 tot en met 250 fte",
    ]
    assert MISSPELT not in repr(refusal.value.receipt)


def test_two_names_of_one_company_in_one_delivery_are_asked_about_as_it_writes_them(home: Home) -> None:
    with pytest.raises(ReceiptRefused) as refusal:
        take(home, year_4(NORTH, SOUTH, MISSPELT))
    assert [(each.name, each.looks_like) for each in refusal.value.receipt.roll_call.newcomers] == [
        (MISSPELT, (NORTH,))
    ]
    assert refusal.value.receipt.roll_call.unlisted == ()


def test_what_was_confirmed_is_another_company_and_is_not_asked_again(home: Home) -> None:
    assert take(home, year_4(NORTH, SOUTH, MISSPELT), confirm_companies=True).delivery == 2
    assert companies_in(home, 4) == 3
    correction = scores([NORTH, SOUTH, MISSPELT], round=4, points=3)
    assert take(home, correction).roll_call.newcomers == ()


def test_a_name_that_is_put_right_in_the_same_year_is_not_asked_about(home: Home) -> None:
    take(home, year_4(MISSPELT, SOUTH), confirm_companies=True)
    assert take(home, year_4(NORTH, SOUTH)).roll_call == roll_call.NOBODY_NEW
    with open_snapshot(home) as con:
        assert con.execute("select count(distinct company) from company").fetchall() == [(2,)]


def test_the_name_of_before_among_the_aliases_settles_it(home: Home) -> None:
    receipt = take(home, scores([MISSPELT, SOUTH], round=4, aliases={MISSPELT: ["voorbeeld gieterij noord"]}))
    assert (receipt.delivery, receipt.roll_call) == (2, roll_call.NOBODY_NEW)


def test_a_new_name_is_asked_about_for_the_sake_of_an_alias_that_looks_like_a_known_name(home: Home) -> None:
    receipt = take(home, scores([NORTH, SOUTH, STRANGER], round=4, aliases={STRANGER: [MISSPELT]}), dry_run=True)
    assert receipt.roll_call.newcomers[0].looks_like == (NORTH,)


def test_a_new_name_that_looks_like_none_but_joined_when_a_missing_member_did_is_asked_about(home: Home) -> None:
    with pytest.raises(ReceiptRefused) as refusal:
        take(home, year_4(OTHERWISE, SOUTH))
    (newcomer,) = refusal.value.receipt.roll_call.newcomers
    assert (newcomer.looks_like, newcomer.same_day) == ((), 1)


def test_an_ordinary_newcomer_is_told_and_nothing_is_asked(home: Home) -> None:
    receipt = take(home, year_4(NORTH, SOUTH, STRANGER))
    assert receipt.delivery == 2
    assert said(receipt) == ["Nieuw, in geen eerdere levering: 1 bedrijf", f"'{STRANGER}', toegetreden op 2019-07-01"]


def test_a_missing_member_is_told_and_nothing_is_asked(home: Home) -> None:
    receipt = take(home, year_4(NORTH))
    assert receipt.delivery == 2
    assert [each.joined for each in receipt.roll_call.unlisted] == [date(2019, 7, 1)]


def test_who_left_is_not_missed(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home", agreement="metals", answers="invented")
    left = scores([NORTH, SOUTH], round=3)
    rows = [company_row(NORTH), company_row(SOUTH) | {"left": date(2022, 3, 1)}]
    take(home, delivery_of({**left.tables, "company": rows}, round=3))
    assert take(home, year_4(NORTH)).roll_call == roll_call.NOBODY_NEW


def test_in_the_first_round_nobody_is_new(tmp_path: Path) -> None:
    home = new_home(tmp_path / "home", agreement="metals", answers="invented")
    assert take(home, year_4(NORTH, SOUTH, MISSPELT)).roll_call == roll_call.NOBODY_NEW


def test_a_long_list_is_cut_and_counts_the_rest_with_the_doubtful_ones_first(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roll_call, "LOOKED_AT_CLOSELY", 0)  # one letter: quicker, and enough here
    many = [f"Aaneen {letter * 5}" for letter in "bcdefghijklmnopqrstuv"]
    receipt = take(home, year_4(NORTH, SOUTH, MISSPELT, *many), confirm_companies=True)
    lines = said(receipt)
    assert lines[0] == "Nieuw, in geen eerdere levering: 22 bedrijven"
    assert lines[1].startswith(f"'{MISSPELT}'")
    assert (len(lines), lines[-1]) == (NAMED + 2, "en nog 2")


@pytest.mark.parametrize(("letters", "found"), [(2, True), (1, False)])
def test_of_many_new_names_only_slips_of_one_letter_are_looked_for(
    home: Home, monkeypatch: pytest.MonkeyPatch, letters: int, found: bool
) -> None:
    monkeypatch.setattr(roll_call, "LOOKED_AT_CLOSELY", letters - 1)
    two_letters_short = "Voorbed Gieterij Noord"
    receipt = take(home, year_4(NORTH, SOUTH, two_letters_short), dry_run=True)
    assert (receipt.roll_call.newcomers[0].looks_like == (NORTH,)) is found


def test_names_that_are_not_in_the_delivery_are_looked_for_closely_where_a_member_is_missing(home: Home) -> None:
    take(home, scores([EAST], round=2))
    two_letters_short = "Bedachte Schroothp Oost"
    looks_like = [
        take(home, year_4(*listed, two_letters_short), dry_run=True).roll_call.newcomers[0].looks_like
        for listed in ((SOUTH,), (NORTH, SOUTH))
    ]
    assert looks_like == [(normalise(EAST),), ()]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Voorbed BV", "Voorbeeld BV"),  # two letters left out beside each other
        ("Voorbeeeeld BV", "Voorbeeld BV"),  # two too many
        ("Voorbeedl", "Voorbeeld"),  # changed places
        ("Voorbaald", "Voorbeeld"),  # two others
        ("Metaal werken Zuid", "Metaalwerken Zuid"),
        ("Metaalwerken Zuid", "Metaal Werken Zuid"),
        ("Noord Gieterij", "Gieterij Noord"),
        ("Gieterij Noord Holding", "Gieterij Noord"),
    ],
)
def test_one_slip_of_the_pen_leads_back_to_the_name_that_was_meant(written: str, meant: str) -> None:
    assert normalise(meant) in as_one_slip(written)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Oefenbedrijf 1", "Oefenbedrijf 2"),
        ("Gieterij Noord", "Gieterij Zuid"),
        ("Gieterij Oost", "Gieterij West"),  # two letters side by side, but half of the word
        ("Staal A", "Staal B"),
        ("ABC Staal", "ABD Staal"),
        ("Metaal2021", "Metaal2012"),
    ],
)
def test_names_that_differ_on_purpose_are_no_slip(name: str, other: str) -> None:
    assert normalise(other) not in as_one_slip(name)


def as_one_slip(name: str) -> Iterable[str]:
    return set(slips(normalise(name)))
