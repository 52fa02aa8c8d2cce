"""Published figures beside computed ones: exact, from the right delivery, and telling the plenary nothing new."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from data.configuration.agreement import Agreement, ComputedFrom, PublishedFigure
from data.measuring.comparison import compare, compute, rounded_like
from data.text import Text
from tests.random_panel import Shape, random_tables, snapshot_of
from tests.small_agreement import small_agreement
from tests.twin import twin

ANYONE = Text("iedereen", "anyone")
MEAN = ComputedFrom(measure="maturity", item="overall", round=4)


def figure(value: str, computed_from: ComputedFrom | None = MEAN) -> PublishedFigure:
    return PublishedFigure(
        year=4, figure="maturity_mean", population=ANYONE, value=Decimal(value), unit="percent", source="a report",
        computed_from=computed_from,
    )  # fmt: skip


def with_figures(*figures: PublishedFigure) -> Agreement:
    return small_agreement().model_copy(update={"published_figures": figures})


@pytest.fixture(scope="module")
def exact() -> Iterator[tuple[dict[ComputedFrom, Fraction], dict[Any, Any]]]:
    """What one random panel computes to, and what the slow twin finds in it."""
    agreement = small_agreement()
    tables = random_tables(agreement, Random(8), Shape(companies=18, missing_step=0))
    wanted = [
        MEAN,
        ComputedFrom(measure="maturity", item="overall", kind="pair_start", base_round=3, round=4),
        ComputedFrom(measure="maturity", item="overall", kind="change", base_round=2, round=4),
        ComputedFrom(measure="membership", item="joined", round=2, dimension="segment", member="recycling"),
        ComputedFrom(measure="maturity", item="overall", round=5, dimension="founders", member="founders"),
        *(ComputedFrom(measure="level", item=level.code, round=4) for level in agreement.levels),
        ComputedFrom(measure="maturity", item="overall", round=99),
    ]
    with snapshot_of(tables) as con:
        yield compute(con, agreement, wanted), twin(agreement, tables)


def test_every_figure_is_computed_as_the_slow_twin_does(exact: tuple[dict[Any, Any], dict[Any, Any]]) -> None:
    computed, expected = exact
    cells = [each for each in computed if each.measure != "level"]
    assert len(cells) == 5
    for each in cells:
        address = (each.measure, each.item, each.kind, each.base_round, each.round, each.dimension, each.member)
        assert computed[each] == expected[address][1], each


def test_the_levels_are_counted_exactly_and_sum_to_the_assessed_companies(
    exact: tuple[dict[Any, Any], dict[Any, Any]],
) -> None:
    computed, expected = exact
    levels = {each.item: count for each, count in computed.items() if each.measure == "level"}
    assert sum(levels.values()) == expected["maturity", "overall", "all", None, 4, "total", "all"][0] > 0
    assert levels["mature"] == expected["level_at_least", "mature", "all", None, 4, "total", "all"][1]


def test_the_plenary_is_told_a_computed_value_only_where_it_equals_the_published_one() -> None:
    agreement = with_figures(figure("36"), figure("37"), figure("36", None), figure("36", MEAN))
    computed = {MEAN: Fraction(3612, 100)}
    told = [(each.computed, each.reason) for each in compare(agreement, "plenary", first={}, last=computed)]
    assert told[:3] == [(Decimal(36), "equal"), (None, "withheld"), (None, "not_computable")]
    internal = [(each.computed, each.reason) for each in compare(agreement, "secretariat", first={}, last=computed)]
    assert internal[:3] == [(Decimal(36), "equal"), (Decimal(36), "differs"), (None, "not_computable")]


def test_in_the_plenary_a_figure_that_differs_looks_like_one_that_cannot_be_computed() -> None:
    agreement = with_figures(figure("36"))
    differs = compare(agreement, "plenary", first={}, last={MEAN: Fraction(50)})
    absent = compare(agreement, "plenary", first={}, last={})
    assert differs == absent


def test_a_restated_figure_is_computed_from_the_delivery_of_its_time() -> None:
    early = MEAN.model_copy(update={"delivery": "first"})
    agreement = with_figures(figure("36", early), figure("40"))
    told = compare(agreement, "secretariat", first={early: Fraction(36)}, last={MEAN: Fraction(40)})
    assert [each.computed for each in told] == [Decimal(36), Decimal(40)]


@pytest.mark.parametrize(
    ("value", "published", "expected"),
    [
        (Fraction(73, 2), "36", "37"),
        (Fraction(-1, 2), "0", "0"),
        (Fraction(1, 3), "0.1", "0.3"),
        (Fraction(5), "5", "5"),
    ],
)
def test_a_computed_value_is_rounded_half_up_like_the_published_one(
    value: Fraction, published: str, expected: str
) -> None:
    assert rounded_like(value, Decimal(published)) == Decimal(expected)
