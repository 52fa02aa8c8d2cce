"""A figure that the parties consented to publish: weighed first, then shown, and known from then on."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from data.cube import Cell, Edition, open_cube
from data.custody.home import Home
from data.measuring.lattice import Address
from data.protection.cells import Decided, Rung, Stretch
from data.protection.earlier import Earlier
from data.protection.protect import Protected, protect
from data.publishing.audit import audit, replay
from data.publishing.consent import Consent, ConsentError, enter_consent, weigh
from data.publishing.ledger import read_ledger
from data.publishing.publish import list_editions, publish
from tests.home_copy import copy_of
from tests.lean_home import lean_home
from tests.random_panel import Shape, Tables, correct, fill, random_tables

OVERALL = ("maturity", "overall")
LINEAR = ("linear-1",)


@pytest.fixture(scope="module")
def received(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Rounds 3 and 4 of fourteen companies, received once; nobody changes it."""
    made = lean_home(tmp_path_factory.mktemp("received") / "home")
    fill(made, tables_of(made))
    return made


@pytest.fixture(scope="module")
def told(received: Home, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """The same, published; nobody changes it."""
    made = copy_of(received, tmp_path_factory.mktemp("told") / "home")
    published(made)
    return made


@pytest.fixture(scope="module")
def agreed(told: Home, tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Consent]:
    """The same, with a consent to a figure that was withheld; nobody changes it."""
    made = copy_of(told, tmp_path_factory.mktemp("agreed") / "home")
    return made, consented(made, withheld(made))


def tables_of(home: Home) -> dict[int, Tables]:
    shape = Shape(companies=14, rounds=4, silent=0.1, unanswered=0, not_applicable=0, missing_step=0)
    every = random_tables(home.agreement(), Random(10), shape)
    kept = ("company", "assessment", "answer", "deliverable")
    return {number: {name: every[number][name] for name in kept} for number in (3, 4)}


def published(home: Home) -> Edition:
    """Without attacks, which could only have shown less."""
    return publish(home, audience="plenary", attacks=())


def cells(home: Home, edition: Edition) -> dict[Address, Cell]:
    cube = open_cube(home.editions, "plenary", name=edition.name)
    return {
        (cell.kind, cell.base_round, cell.round, cell.dimension, cell.member): cell
        for cell in cube.cells("maturity", item="overall")
    }


def newest(home: Home) -> dict[Address, Cell]:
    """The cells of the last edition."""
    return cells(home, list_editions(home, "plenary")[-1])


def withheld(home: Home) -> Address:
    """A mean of few companies that the plenary is not shown."""
    return next(at for at, cell in newest(home).items() if cell.status == "withheld" and cell.kind == "all")


def consented(home: Home, address: Address) -> Consent:
    weighed = weigh(home, *OVERALL, address, by="Plenary of 12 March 2026", attacks=LINEAR)
    enter_consent(home, weighed)
    return weighed


def test_the_next_edition_shows_it_as_the_secretariat_has_it(agreed: tuple[Home, Consent], tmp_path: Path) -> None:
    home, fact = copy_of(agreed[0], tmp_path / "home"), agreed[1].fact
    address = fact.address
    edition = published(home)
    told = cells(home, edition)[address]
    internal = open_cube(home.editions, "secretariat", name=publish(home, audience="secretariat").name)
    exact = internal.cell(*OVERALL, kind="all", round=address[2], dimension=address[3], member=address[4])
    assert exact is not None
    assert exact.value is not None
    assert (told.status, told.value, told.n) == ("published", fact.value, exact.n)
    assert told.value is not None
    assert abs(exact.value - told.value) <= 0.5  # rounded to a point, not to a bound
    assert replay(home, edition.name).same
    assert not audit(home, edition.name, attacks=()).failed


def test_weighing_writes_nothing(told: Home, tmp_path: Path) -> None:
    home = copy_of(told, tmp_path / "home")
    address = withheld(home)
    before = read_ledger(home)
    weighed = weigh(home, *OVERALL, address, by="nobody yet", attacks=())
    assert read_ledger(home) == before
    assert weighed.cost.shown[0] > 0
    assert cells(home, published(home))[address].status == "withheld"


def test_the_ledger_holds_the_consent_with_its_cost(agreed: tuple[Home, Consent]) -> None:
    home, weighed = agreed
    entry = read_ledger(home)[-1]
    assert (entry.kind, entry.facts["by"]) == ("consent", "Plenary of 12 March 2026")
    assert entry.facts["cost"]["shown"] == list(weighed.cost.shown)
    assert set(entry.facts["cost"]["narrowest"]) == set(LINEAR)


def test_what_is_shown_already_needs_no_consent(told: Home) -> None:
    address = next(at for at, cell in newest(told).items() if cell.status == "published")
    with pytest.raises(ConsentError, match="is shown already"):
        weigh(told, *OVERALL, address, by="Plenary", attacks=())


@pytest.mark.parametrize("known", ["shown", "consented"])
def test_what_needs_no_consent_is_said_before_anything_is_computed(
    told: Home, agreed: tuple[Home, Consent], known: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("data.publishing.consent._made", lambda *_: pytest.fail("an edition is made, which takes long"))
    shown = next(at for at, cell in newest(told).items() if cell.status == "published")
    home, address, says = {
        "shown": (told, shown, "is shown already"),
        "consented": (agreed[0], agreed[1].fact.address, "was entered already"),
    }[known]
    with pytest.raises(ConsentError, match=says):
        weigh(home, *OVERALL, address, by="Plenary")


def test_a_figure_that_went_down_the_ladder_can_be_consented_to(told: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    address = next(at for at, cell in newest(told).items() if cell.status == "published")
    down: dict[Stretch, Rung] = {(*OVERALL, told.agreement().round(address[2]).comparability_group): "withheld"}

    def on_the_last_rung(decided: Decided, earlier: Sequence[Earlier], **other: object) -> Protected:
        return protect(decided, earlier, attacks=(), rungs=down)

    monkeypatch.setattr("data.publishing.making.protect", on_the_last_rung)
    monkeypatch.setattr("data.publishing.consent.heal", lambda home: ())  # as if nothing had been published before
    assert weigh(told, *OVERALL, address, by="Plenary", attacks=LINEAR).fact.address == address


def test_a_figure_that_does_not_exist_is_refused(received: Home) -> None:
    with pytest.raises(ConsentError, match="no such figure"):
        weigh(received, *OVERALL, ("all", None, 99, "total", "all"), by="Plenary", attacks=LINEAR)


def test_of_a_group_that_exists_no_other_group_is_suggested_for_a_round_that_does_not(received: Home) -> None:
    with pytest.raises(ConsentError, match="no such figure") as refused:
        weigh(received, *OVERALL, ("all", None, 99, "secondary", "other"), by="Plenary", attacks=LINEAR)
    assert "did you mean" not in str(refused.value)


def test_a_figure_that_is_written_wrong_is_answered_with_the_one_that_it_looks_like(received: Home) -> None:
    with pytest.raises(ConsentError, match=r"no such figure.*\(did you mean 'maturity overall'\?\)"):
        weigh(received, "maturity", "overal", ("all", None, 4, "total", "all"), by="Plenary", attacks=LINEAR)
    with pytest.raises(ConsentError, match=r"no such figure.*\(did you mean 'founders/founders'\?\)"):
        weigh(received, *OVERALL, ("all", None, 4, "founders", "founder"), by="Plenary", attacks=LINEAR)


def test_it_costs_the_figures_that_would_give_somebody_away_with_it(received: Home, tmp_path: Path) -> None:
    """The mean of all of year 4 less the same companies of years 3 and 4 would rest on a few: one of the two goes."""
    home = copy_of(received, tmp_path / "home")
    mean_of_all: Address = ("all", None, 4, "total", "all")
    ends: list[Address] = [("pair_start", 3, 4, "total", "all"), ("pair_end", 3, 4, "total", "all")]
    cost = consented(home, mean_of_all).cost
    here = cells(home, published(home))
    assert here[mean_of_all].status == "published"
    assert "withheld" in {here[end].status for end in ends}
    assert cost.shown[1] <= cost.shown[0]


def test_after_a_correction_the_figure_stays_as_it_was_consented_to(
    agreed: tuple[Home, Consent], tmp_path: Path
) -> None:
    home, fact = copy_of(agreed[0], tmp_path / "home"), agreed[1].fact
    fill(home, correct(tables_of(home), fact.address[2], 14), first_delivery=3)
    edition = published(home)
    told = cells(home, edition)[fact.address]
    assert told.kept
    assert told.value == fact.value
    assert replay(home, edition.name).same
