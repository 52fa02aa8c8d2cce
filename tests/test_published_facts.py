"""Figures of annual reports: which of them the room is taken to know, and which nobody reckons with, and why."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from copy import deepcopy
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from data.commandline.commands import the_home
from data.configuration.agreement import Agreement, ComputedFrom, PublishedFigure
from data.configuration.agreement_loading import find_agreement, load_agreement
from data.custody.home import Home
from data.custody.panel import open_snapshot
from data.measuring.comparison import LEVEL, compute, rounded_like
from data.measuring.facts import Tied, about_answers, cell_of, facts_of
from data.measuring.lattice import Address
from data.protection.attackers import Attack
from data.publishing.edition import now, write_edition
from data.publishing.making import Made, make
from data.publishing.memory import REPORTED
from data.text import Text
from tests.lean_home import lean_home
from tests.random_panel import Shape, Tables, correct, fill, random_tables

FOUNDERS: Address = ("all", None, 5, "founders", "founders")
YEAR_4: Address = ("all", None, 4, "total", "all")
MEAN = ComputedFrom(measure="maturity", item="overall", round=3)


@pytest.fixture(scope="module")
def metals() -> Agreement:
    return load_agreement(find_agreement("metals"))


def tied(agreement: Agreement, *, sizes: Mapping[Address, int], **other: Decimal) -> Tied:
    """As if the answers gave every figure, but for those named in `other`."""
    computed = {
        figure.computed_from: Fraction(other.get(figure.figure, figure.value))
        for figure in agreement.published_figures
        if figure.computed_from
    }
    return facts_of(agreement, about_answers(agreement), computed, lambda cell: sizes.get(address_of(cell)))


def reasons(found: Tied) -> dict[str, str]:
    return {figure.figure: reason.en for figure, reason in found.untied if address(figure) in (YEAR_4, FOUNDERS)}


def address(figure: PublishedFigure) -> Address:
    return address_of(cell_of(figure))


def address_of(cell: ComputedFrom) -> Address:
    return (cell.kind, cell.base_round, cell.round, cell.dimension, cell.member)


def test_a_figure_without_an_n_is_over_everybody_in_its_group(metals: Agreement) -> None:
    found = tied(metals, sizes={FOUNDERS: 6})
    (fact,) = [each for each in found.facts if each.address == FOUNDERS]
    assert (fact.measure, fact.item, fact.n, fact.lo, fact.hi) == (
        "maturity", "overall", 6, Decimal("65.5"), Decimal("66.5"),
    )  # fmt: skip


def test_companies_at_each_level_are_known_as_those_above_it(metals: Agreement) -> None:
    """Of eight: none basic, four improving, one established, two advanced, one mature."""
    found = tied(metals, sizes={YEAR_4: 8, FOUNDERS: 6})
    counts = {each.item: int(each.lo) for each in found.facts if each.measure == "level_at_least"}
    assert counts == {"improving": 8, "established": 4, "advanced": 3, "mature": 1}
    assert not reasons(found)


def test_what_nothing_reckons_with_is_named_with_the_reason(metals: Agreement) -> None:
    other_n = tied(metals, sizes={YEAR_4: 9})
    assert reasons(other_n)["level_basic"] == "it was published over 8 companies, the roster has 9"
    corrected = tied(metals, sizes={YEAR_4: 8}, level_improving=Decimal(5))
    assert reasons(corrected)["level_improving"] == "no delivery gives it"
    assert reasons(corrected)["level_mature"] == "a level below it was not published"
    assert "level_basic" not in reasons(corrected)
    nowhere = tied(metals, sizes={})
    assert not nowhere.facts
    measures = [each.computed_from.measure for each in metals.published_figures if each.computed_from]
    assert len(nowhere.untied) == sum(measure in ("maturity", LEVEL) for measure in measures)


def test_the_sample_reckons_with_every_figure_that_its_answers_give(sample_home: Path) -> None:
    home = the_home(sample_home)
    agreement = home.agreement()
    made = make(home, agreement, agreement.policies["plenary"], "plenary", as_of=None, entries=(), attacks=())
    known = {address for each in made.earlier for row in each.rows for address in [row.address]}
    assert {FOUNDERS, YEAR_4} <= known
    assert not made.untied


@pytest.mark.parametrize(
    ("measure", "item", "value", "told"),
    [
        ("risk_prioritised", "water", "9", ("9", "9")),
        ("unanswered", "overall", "12", ("11.5", "12.5")),
        ("risk_severity", "water", "3.2", ("3.15", "3.25")),
    ],
)
def test_every_published_figure_about_answers_is_known(
    metals: Agreement, measure: str, item: str, value: str, told: tuple[str, str]
) -> None:
    agreement = with_figure(metals, ComputedFrom(measure=measure, item=item, round=4), value)
    (fact,) = tied(agreement, sizes={YEAR_4: 8}).facts
    assert (fact.measure, fact.item, fact.n, str(fact.lo), str(fact.hi)) == (measure, item, 8, *told)


def test_what_is_public_of_every_company_is_no_figure_about_answers(metals: Agreement) -> None:
    handed_in = with_figure(metals, ComputedFrom(measure="submitted", item="mat", round=4), "8")
    assert not about_answers(handed_in)


def test_who_handed_in_what_is_named_where_a_room_may_not_know_it(metals: Agreement) -> None:
    """Nothing reckons with such a figure: it is for the secretariat to judge."""
    hidden = metals.model_copy(update={"reporting_is_public": False})
    handed_in = with_figure(hidden, ComputedFrom(measure="submitted", item="mat", round=4), "8")
    found = tied(handed_in, sizes={YEAR_4: 8})
    assert (found.facts, [reason.en for _, reason in found.untied]) == (
        (), ["it is about who handed in what, which stays open"]
    )  # fmt: skip


def test_a_figure_of_a_single_question_is_named_since_no_edition_has_it(told_once: Home) -> None:
    agreement = told_once.agreement()
    of_question = ComputedFrom(measure="maturity", item=f"question:{agreement.questions[0].id}", round=3)
    made = made_with(told_once, with_figure(agreement, of_question, "40"))
    ((_, reason),) = made.untied
    assert reason.en == "the edition has no such figure, group or round"


def test_a_figure_is_known_over_the_answers_that_it_was_made_from(told_once: Home) -> None:
    """One company corrects its answers: beside the published mean of all, the mean of now would tell by how much."""
    agreement = with_figure(told_once.agreement(), MEAN, mean_of(told_once))
    before = made_with(told_once, agreement)
    assert (status(before), before.content.published_figures[0].reason) == ("published", "equal")
    fill(told_once, correct(deliveries(told_once), 3, 1), first_delivery=2)
    after = made_with(told_once, agreement)
    assert (status(after), after.content.published_figures[0].reason) == ("withheld", "withheld")
    assert not after.untied
    assert after.earlier[0].name == REPORTED


def test_a_figure_of_something_that_no_edition_has_is_named_for_the_secretariat(told_once: Home) -> None:
    misspelt = MEAN.model_copy(update={"item": "step:embedd"})
    made = made_with(told_once, with_figure(told_once.agreement(), misspelt, "50"))
    assert [reason.en for _, reason in made.untied] == ["the edition has no such figure, group or round"]


def test_that_a_figure_still_holds_is_not_told_after_a_correction(told_once: Home) -> None:
    """It would tell how little the company changed."""
    value = mean_of(told_once, "1")
    corrected = deepcopy(deliveries(told_once)[3])
    answer = next(row for row in corrected["answer"] if row["state"] == "answered")
    answer["value_micro"] = 0 if answer["value_micro"] else 1_000_000
    fill(told_once, {3: corrected}, first_delivery=2)
    assert mean_of(told_once, "1") == value
    made = made_with(told_once, with_figure(told_once.agreement(), MEAN, value))
    assert made.content.published_figures[0].reason == "withheld"


def test_a_figure_of_a_first_delivery_is_known_over_its_answers(told_once: Home) -> None:
    agreement = with_figure(told_once.agreement(), MEAN.model_copy(update={"delivery": "first"}), mean_of(told_once))
    fill(told_once, correct(deliveries(told_once), 3, 1), first_delivery=2)
    made = made_with(told_once, agreement)
    assert (status(made), made.untied) == ("withheld", ())


def test_answers_that_come_after_other_tables_are_no_correction(tmp_path: Path) -> None:
    home = lean_home(tmp_path / "home")
    tables = deliveries(home)[3]
    late = ("assessment", "answer")
    fill(home, {3: {name: rows for name, rows in tables.items() if name not in late}})
    fill(home, {3: {name: tables[name] for name in late}}, first_delivery=2)
    made = made_with(home, with_figure(home.agreement(), MEAN, mean_of(home)))
    assert (status(made), made.content.published_figures[0].reason) == ("published", "equal")


def test_a_later_delivery_that_changes_no_answer_leaves_a_figure_as_it_is(told_once: Home) -> None:
    agreement = with_figure(told_once.agreement(), MEAN, mean_of(told_once))
    fill(told_once, {3: deliveries(told_once)[3]}, first_delivery=2)
    made = made_with(told_once, agreement)
    assert (status(made), made.content.published_figures[0].reason) == ("published", "equal")


def test_an_edition_does_not_say_that_it_withstood_what_succeeds_by_figures_of_before(told_once: Home) -> None:
    """That no company is mature was published: of everybody a yes or no is certain, whatever is held back now."""
    agreement = told_once.agreement()
    cells = [ComputedFrom(measure=LEVEL, item=level.code, round=3) for level in agreement.levels]
    with closing(open_snapshot(told_once)) as con:
        found = compute(con, agreement, cells)
    assert not found[cells[-1]]
    figures = [with_figure(agreement, cell, str(found[cell])).published_figures[0] for cell in cells]
    agreement = agreement.model_copy(update={"published_figures": tuple(figures)})
    content = made_with(told_once, agreement, attacks=("linear-1", "integer-1")).content
    edition = write_edition(
        told_once.editions, "plenary", content, name="told", published_at=now(), invented=True, deliveries=()
    )
    assert (edition.attacks, edition.lost) == (("linear-1",), ("integer-1",))


@pytest.fixture
def told_once(tmp_path: Path) -> Home:
    """A home with one delivery, of round 3."""
    home = lean_home(tmp_path / "home")
    fill(home, {3: deliveries(home)[3]})
    return home


def deliveries(home: Home) -> dict[int, Tables]:
    return random_tables(home.agreement(), Random(3), Shape(companies=14, unanswered=0, missing_step=0))


def mean_of(home: Home, rounded: str = "0.1", *, cell: ComputedFrom = MEAN) -> str:
    """As an annual report would have it."""
    with closing(open_snapshot(home)) as con:
        exact = compute(con, home.agreement(), [cell])[cell]
    return str(rounded_like(exact, Decimal(rounded)))


def with_figure(agreement: Agreement, cell: ComputedFrom, value: str) -> Agreement:
    figure = PublishedFigure(
        year=3, figure="mean", population=Text("iedereen", "anyone"), value=Decimal(value), unit="percent",
        source="a report", computed_from=cell,
    )  # fmt: skip
    return agreement.model_copy(update={"published_figures": (figure,)})


def made_with(home: Home, agreement: Agreement, attacks: Sequence[Attack] = ()) -> Made:
    return make(home, agreement, agreement.policies["plenary"], "plenary", as_of=None, entries=(), attacks=attacks)


def status(made: Made) -> str:
    """Of the mean of all in round 3."""
    (cell,) = [
        cell for cell in made.content.cells.to_pylist()
        if (cell["measure"], cell["item"], cell["kind"], cell["round"], cell["dimension"])
        == (MEAN.measure, MEAN.item, MEAN.kind, MEAN.round, MEAN.dimension)
    ]  # fmt: skip
    return str(cell["status"])
