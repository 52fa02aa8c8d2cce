"""What was published is remembered: later editions repeat it, never undo it, and tell nothing new with its help."""

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import pytest

from data.cube import Cell, Cube, Edition, open_cube
from data.custody.home import Home
from data.custody.panel import open_panel
from data.protection.attackers import ATTACKS
from data.protection.cells import ADDRESS, TOLD
from data.protection.gate import in_units
from data.protection.leaks import leaks
from data.publishing.audit import audit, replay
from data.publishing.ledger import LEDGER_FILE, LedgerError, heal, one_at_a_time, read_ledger
from data.publishing.making import make
from data.publishing.memory import cells_on_disk
from data.publishing.publish import list_editions, publish
from tests.home_copy import copy_of
from tests.lean_home import lean_home
from tests.random_panel import Shape, Tables, correct, fill, random_tables
from tests.slow_history import everything_shown

ROUNDS = (3, 4, 5)  # one comparability group
LINEAR = ("linear-1",)  # the quickest attack
Made = Callable[[tuple[int, ...], int], Home]
Published = Callable[..., Home]


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return lean_home(tmp_path / "home")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Homes whose rounds of panel 3 were received and published; where companies then corrected round 3, once more.

    Each is made once; nobody changes it.
    """

    @cache
    def made(rounds: tuple[int, ...], corrected_by: int) -> Home:
        root = tmp_path_factory.mktemp("made") / "home"
        if corrected_by:
            home = copy_of(made(rounds, 0), root)
            fill(home, correct(panel(home, 3), 3, corrected_by), first_delivery=2)
        else:
            home = lean_home(root)
            fill(home, {number: panel(home, 3)[number] for number in rounds})
        publish(home, audience="plenary", attacks=LINEAR)
        return home

    return made


@pytest.fixture
def published(made: Made, tmp_path: Path) -> Published:
    """A copy of such a home to go on with."""
    return lambda *rounds, corrected_by=0: copy_of(made(rounds, corrected_by), tmp_path / "published")


def panel(home: Home, seed: int, *, companies: int = 14) -> dict[int, Tables]:
    """Random deliveries of rounds 3 to 5: everybody answers every question that applies to it."""
    shape = Shape(companies=companies, rounds=5, silent=0.1, unanswered=0, not_applicable=0, missing_step=0)
    tables = random_tables(home.agreement(), Random(seed), shape)
    return {number: {name: tables[number][name] for name in ("company", "assessment", "answer", "deliverable")}
            for number in ROUNDS}  # fmt: skip


def shown(home: Home, edition: Edition) -> Cube:
    return open_cube(home.editions, "plenary", name=edition.name)


def publish_quickly(home: Home) -> Edition:
    """Without attacks, which could only have shown less: what is remembered does not depend on them."""
    return publish(home, audience="plenary", attacks=())


def editions(home: Home) -> tuple[Edition, ...]:
    """What was published for the plenary, oldest first."""
    return list_editions(home, "plenary")


def total(cube: Cube, number: int, item: str = "overall") -> Cell:
    cell = cube.cell("maturity", item, round=number)
    assert cell is not None
    return cell


def test_the_same_deliveries_published_again_say_the_same(published: Published) -> None:
    home = published(*ROUNDS)
    (first,), second = editions(home), publish(home, audience="plenary", attacks=LINEAR)
    assert first.name != second.name
    assert first.content_hash == second.content_hash
    assert replay(home, second.name).same
    assert replay(home, first.name).same


def test_what_lies_on_the_disk_is_what_withstood_the_attacks(published: Published) -> None:
    home = published(*ROUNDS)
    agreement = home.agreement()
    plenary = agreement.policies["plenary"]
    made = make(home, agreement, plenary, "plenary", as_of=None, entries=(), attacks=LINEAR)
    (edition,) = editions(home)
    names = [*ADDRESS, "status", *TOLD]
    attacked = in_units(made.content.cells).select(names).to_pylist()
    on_disk = cells_on_disk(home.editions / "plenary" / edition.name).select(names).to_pylist()
    assert sorted(on_disk, key=str) == sorted(attacked, key=str)


def test_what_an_edition_said_stays_when_the_next_round_comes(published: Published) -> None:
    home = published(3)
    first = shown(home, *editions(home))
    fill(home, {4: panel(home, 3)[4]}, first_delivery=2)
    second = shown(home, publish(home, audience="plenary", attacks=LINEAR))
    before = {address: cell for address, cell in first._cells.items() if cell.status == "published"}
    assert before
    assert {address: second._cells[address] for address in before} == before


@pytest.mark.parametrize("seed", [0])
def test_round_by_round_nothing_that_was_ever_shown_rests_together_on_few_companies(home: Home, seed: int) -> None:
    """Editions after every round and after two corrections, judged together by the exact test and by a slow memory."""
    tables = panel(home, seed)
    delivery = 1
    for brought in ({3: tables[3]}, {4: tables[4]}, correct(tables, 3, 5), {5: tables[5]}, correct(tables, 4, 1)):
        fill(home, brought, first_delivery=delivery)
        delivery += 1
        publish_quickly(home)
    for item in ("overall", "step:embed"):
        matrix, columns = everything_shown(home, "maturity", item)
        assert len(matrix)
        assert leaks(matrix, columns, below=4) == []


def test_a_correction_by_few_companies_leaves_the_figure_as_it_was_and_says_so(published: Published) -> None:
    home = published(3, corrected_by=1)
    first, second = (shown(home, edition) for edition in editions(home))
    assert total(second, 3).value == total(first, 3).value
    assert total(second, 3).kept
    assert not total(first, 3).kept
    assert replay(home, second.edition.name).same
    report = home.confidential / "reports" / f"{second.edition.name}.txt"
    assert "stay as an earlier edition had them" in report.read_text(encoding="utf-8")


def test_a_correction_by_enough_companies_is_shown(published: Published) -> None:
    home = published(3, corrected_by=6)
    first, second = (shown(home, each) for each in editions(home))
    assert total(second, 3).value != total(first, 3).value
    assert not total(second, 3).kept


def test_a_correction_that_is_taken_back_brings_the_first_figure_back(published: Published) -> None:
    home = published(3, corrected_by=6)
    first, corrected = (shown(home, edition) for edition in editions(home))
    fill(home, {3: panel(home, 3)[3]}, first_delivery=3)
    edition = publish_quickly(home)
    last = shown(home, edition)
    assert total(corrected, 3).value != total(first, 3).value
    assert (total(last, 3).value, total(last, 3).kept) == (total(first, 3).value, False)
    assert replay(home, edition.name).same


def test_a_forgotten_edition_would_have_given_the_corrected_company_away(published: Published) -> None:
    """Without the ledger the new mean would be shown: with the old one it tells one company's correction."""
    home = published(3)
    (first,) = editions(home)
    fill(home, correct(panel(home, 3), 3, 1), first_delivery=2)
    (home.confidential / LEDGER_FILE).unlink()
    (home.editions / "plenary" / first.name).rename(home.root / "lost")
    with open_panel(home, write=True) as con:
        con.execute("delete from publication")
    forgotten = shown(home, publish_quickly(home))
    assert not total(forgotten, 3).kept
    (home.editions / "plenary" / first.name).rename(home.editions / "plenary" / "metals-20991231-01")
    (home.root / "lost").rename(home.editions / "plenary" / first.name)
    matrix, columns = everything_shown(home, "maturity", "overall")
    assert leaks(matrix, columns, below=4) != []


def test_an_edition_that_no_line_names_is_entered_before_the_next_one(published: Published) -> None:
    """As after a crash between the edition and its line."""
    home = published(3)
    (edition,) = editions(home)
    (home.confidential / LEDGER_FILE).unlink()
    assert [entry.facts["name"] for entry in heal(home)] == [edition.name]


def test_a_changed_line_stops_publishing(published: Published) -> None:
    home = published(3)
    path = home.confidential / LEDGER_FILE
    row = json.loads(path.read_text(encoding="utf-8"))
    row["facts"]["policy"] = "another"
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    with pytest.raises(LedgerError, match=r"line 1: found the seal .* Nothing was written"):
        publish_quickly(home)


def test_a_missing_edition_stops_publishing(published: Published) -> None:
    home = published(3)
    (edition,) = editions(home)
    (home.editions / "plenary" / edition.name).rename(home.root / "lost")
    with pytest.raises(LedgerError, match=f"{edition.name} is in the ledger"):
        read_ledger(home)


def test_an_edition_that_is_lost_together_with_the_ledger_is_missed(published: Published) -> None:
    home = published(3)
    (edition,) = editions(home)
    (home.confidential / LEDGER_FILE).unlink()
    (home.editions / "plenary" / edition.name).rename(home.root / "lost")
    with pytest.raises(LedgerError, match=f"The panel remembers that {edition.name} was published"):
        publish_quickly(home)


def test_two_editions_are_not_made_at_once(published: Published) -> None:
    home = published(3)
    with one_at_a_time(home), pytest.raises(LedgerError, match="Wait for it"):
        publish_quickly(home)


def test_an_edition_withstands_every_attack_again(published: Published) -> None:
    home = published(3)
    (edition,) = editions(home)
    result = audit(home, edition.name)
    assert set(result.findings) == set(ATTACKS)
    assert result.failed == ()


def test_who_may_see_an_edition_stands_in_it(published: Published) -> None:
    home = published(3)
    (edition,) = editions(home)
    assert edition.visible_to.nl == "de partijen bij het convenant"
    public = publish(home, audience="plenary", attacks=(), public_from=date(2026, 3, 5))
    assert shown(home, public).edition.visible_to.nl == "openbaar vanaf 5 maart 2026"
    assert shown(home, public).edition.public_from == date(2026, 3, 5)


def test_decisions_are_made_again_from_what_the_ledger_held_then(published: Published) -> None:
    """An old edition replays although a later correction would change what may be shown today."""
    home = published(3, corrected_by=1)
    first, _ = editions(home)
    assert replay(home, first.name).same
