"""Figures of companies' answers that were published elsewhere, as rows that the room knows before any edition.

The agreement's own annual reports, and figures that the parties consented to publish. Of the reports only figures that
the answers still give can be tied to them: one that was corrected since is about answers that nobody has any more.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pyarrow as pa

from data.agreement import Agreement, ComputedFrom, PublishedFigure
from data.comparison import LEVEL, Computed, rounded_like
from data.lattice import Address

PROTECTED = ("maturity", "level_at_least")  # published figures are about these; deliverables are public


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure as a cell: what a reader may conclude lies in [lo, hi]. value: None where nobody repeats it."""

    measure: str
    item: str
    address: Address
    n: int
    lo: Decimal
    hi: Decimal
    value: Decimal | None = None

    def to_ledger(self) -> dict[str, Any]:
        """As a line of the ledger holds it: numbers as text, to the last digit."""
        said = None if self.value is None else str(self.value)
        return {
            "measure": self.measure, "item": self.item, "address": list(self.address), "n": self.n,
            "lo": str(self.lo), "hi": str(self.hi), "value": said,
        }  # fmt: skip

    @classmethod
    def from_ledger(cls, facts: Mapping[str, Any]) -> "Fact":
        """What `to_ledger` gave."""
        lo, hi, value = (facts[name] and Decimal(facts[name]) for name in ("lo", "hi", "value"))
        return cls(facts["measure"], facts["item"], tuple(facts["address"]), facts["n"], lo, hi, value)


def facts_of(agreement: Agreement, figures: Sequence[PublishedFigure], computed: Computed) -> tuple[Fact, ...]:
    """The published figures about answers that the answers still give, as cells; levels as "at least" counts."""
    holds = [figure for figure in figures if figure.n and _holds(figure, computed)]
    means = [_mean(figure) for figure in holds if _cell(figure).measure == "maturity"]
    return (*means, *_levels(agreement, [figure for figure in holds if _cell(figure).measure == LEVEL]))


def fact_cells(facts: Sequence[Fact]) -> pa.Table:
    """Facts in the form of the table `cell` of an edition, numbers in its units."""
    names = ("kind", "base_round", "round", "dimension", "member")
    rows = [
        {
            "measure": fact.measure, "item": fact.item, **dict(zip(names, fact.address, strict=True)),
            "status": "published", "n": fact.n, "value": fact.value, "lo": fact.lo, "hi": fact.hi,
            "precision": "exact" if fact.lo == fact.hi else "rounded", "kept": False,
        }
        for fact in facts
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=FACT_SCHEMA)


FACT_SCHEMA = pa.schema(
    [
        ("measure", pa.string()), ("item", pa.string()), ("kind", pa.string()), ("base_round", pa.int32()),
        ("round", pa.int32()), ("dimension", pa.string()), ("member", pa.string()), ("status", pa.string()),
        ("n", pa.int32()), ("value", pa.decimal128(18, 6)), ("lo", pa.decimal128(18, 6)), ("hi", pa.decimal128(18, 6)),
        ("precision", pa.string()), ("kept", pa.bool_()),
    ]
)  # fmt: skip


def _cell(figure: PublishedFigure) -> ComputedFrom:
    if figure.computed_from is None:
        raise ValueError("a figure without a cell is no fact about answers")
    return figure.computed_from


def _holds(figure: PublishedFigure, computed: Computed) -> bool:
    """Whether the answers that count now give the figure."""
    cell = figure.computed_from
    if cell is None or cell.delivery == "first" or cell.measure not in (*PROTECTED, LEVEL):
        return False
    exact = computed.get(cell)
    return exact is not None and rounded_like(exact, figure.value) == figure.value


def _address(cell: ComputedFrom) -> Address:
    return (cell.kind, cell.base_round, cell.round, cell.dimension, cell.member)


def _mean(figure: PublishedFigure) -> Fact:
    cell = _cell(figure)
    half = Decimal(10) ** min(int(figure.value.as_tuple().exponent), 0) / 2
    return Fact(cell.measure, cell.item, _address(cell), figure.n or 0, figure.value - half, figure.value + half)


def _levels(agreement: Agreement, figures: Sequence[PublishedFigure]) -> Iterator[Fact]:
    """How many companies are at each level, as how many are at least at it: n less all levels below, if known."""
    ordered = [level.code for level in sorted(agreement.levels, key=lambda level: level.minimum)]
    groups: dict[Address, dict[str, PublishedFigure]] = {}
    for figure in figures:
        groups.setdefault(_address(_cell(figure)), {})[_cell(figure).item] = figure
    for address, by_level in groups.items():
        yield from _cumulative(address, by_level, ordered)


def _cumulative(address: Address, by_level: Mapping[str, PublishedFigure], ordered: Sequence[str]) -> Iterator[Fact]:
    below = Decimal(0)
    for level, following in pairwise(ordered):
        if level not in by_level:
            return
        n = by_level[level].n or 0
        below += by_level[level].value
        yield Fact("level_at_least", following, address, n, n - below, n - below)
