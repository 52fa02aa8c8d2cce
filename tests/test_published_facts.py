"""Figures of annual reports: which of them the room is taken to know, and which nobody reckons with, and why."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from data.commandline.commands import the_home
from data.configuration.agreement import Agreement, PublishedFigure
from data.configuration.agreement_loading import find_agreement, load_agreement
from data.measuring.comparison import LEVEL
from data.measuring.facts import Tied, facts_of
from data.measuring.lattice import Address
from data.publishing.making import make

FOUNDERS: Address = ("all", None, 5, "founders", "founders")
YEAR_4: Address = ("all", None, 4, "total", "all")


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
    return facts_of(agreement, computed, sizes)


def reasons(found: Tied) -> dict[str, str]:
    return {figure.figure: reason.en for figure, reason in found.untied if address(figure) in (YEAR_4, FOUNDERS)}


def address(figure: PublishedFigure) -> Address:
    cell = figure.computed_from
    assert cell is not None
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
    assert reasons(corrected)["level_improving"] == "the answers that count now do not give it"
    assert reasons(corrected)["level_mature"] == "a level below it was not published"
    assert "level_basic" not in reasons(corrected)
    nowhere = tied(metals, sizes={})
    assert not nowhere.facts
    about = [each for each in metals.published_figures if each.computed_from]
    assert len(nowhere.untied) == sum(each.computed_from.measure in ("maturity", LEVEL) for each in about)  # type: ignore[union-attr]


def test_the_sample_reckons_with_every_figure_that_its_answers_give(sample_home: Path) -> None:
    home = the_home(sample_home)
    agreement = home.agreement()
    made = make(home, agreement, agreement.policies["plenary"], "plenary", as_of=None, entries=(), attacks=())
    known = {address for each in made.earlier for row in each.rows for address in [row.address]}
    assert {FOUNDERS, YEAR_4} <= known
    assert not made.untied
