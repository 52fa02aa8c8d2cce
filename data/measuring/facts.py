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

from data.configuration.agreement import Agreement, ComputedFrom, PublishedFigure
from data.measuring.comparison import LEVEL, Computed, rounded_like
from data.measuring.lattice import Address
from data.text import Text

ABOUT_ANSWERS = ("maturity", LEVEL)  # what published figures are about; deliverables are public


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


@dataclass(frozen=True, slots=True)
class Tied:
    """Published figures about answers as cells, and those that no cell stands for, each with the reason."""

    facts: tuple[Fact, ...]
    untied: tuple[tuple[PublishedFigure, Text], ...]


NOT_BELOW = Text("een lager niveau is niet gepubliceerd", "a level below it was not published")
CORRECTED = Text(
    "het is van een eerste levering, die daarna is verbeterd", "it is of a first delivery, which was corrected since"
)
NOWHERE = Text("de editie heeft zo'n groep of ronde niet", "the edition has no such group or round")
NOT_GIVEN = Text("de antwoorden die nu tellen, geven het niet", "the answers that count now do not give it")


def facts_of(agreement: Agreement, computed: Computed, sizes: Mapping[Address, int]) -> Tied:
    """The published figures about answers that the answers still give; levels as "at least" counts.

    sizes: of every row of the lattice, over how many companies a score of everybody who handed in rests. A figure that
    was published without an n is taken to be over all of them.
    """
    about = [
        each for each in agreement.published_figures if each.computed_from and _cell(each).measure in ABOUT_ANSWERS
    ]
    reasons = {place: _untied(figure, computed, sizes) for place, figure in enumerate(about)}
    holds = [figure for place, figure in enumerate(about) if not reasons[place]]
    means = [_mean(figure, sizes) for figure in holds if _cell(figure).measure == "maturity"]
    levels = list(_levels(agreement, [figure for figure in holds if _cell(figure).measure == LEVEL], sizes))
    untied = [(about[place], reason) for place, reason in reasons.items() if reason]
    told = {(fact.address, fact.item) for fact in levels}
    untied += [
        (figure, NOT_BELOW) for figure in holds
        if _cell(figure).measure == LEVEL and not _is_told(agreement, _cell(figure), told)
    ]  # fmt: skip
    return Tied((*means, *levels), tuple(untied))


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


def _untied(figure: PublishedFigure, computed: Computed, sizes: Mapping[Address, int]) -> Text | None:
    """Why no cell stands for a figure; None where one does."""
    cell = _cell(figure)
    if cell.delivery == "first":
        return CORRECTED
    size, exact = sizes.get(_address(cell)), computed.get(cell)
    if size is None or exact is None:
        return NOWHERE
    if figure.n is not None and figure.n != size:
        return Text(
            f"het is gepubliceerd over {figure.n} bedrijven, de ledenlijst heeft er {size}",
            f"it was published over {figure.n} companies, the roster has {size}",
        )
    if rounded_like(exact, figure.value) != figure.value:
        return NOT_GIVEN
    return None


def _is_told(agreement: Agreement, cell: ComputedFrom, told: set[tuple[Address, str]]) -> bool:
    """Whether a count of those above a level stands for how many are at it; for the highest, the one at it does."""
    ordered = [level.code for level in sorted(agreement.levels, key=lambda level: level.minimum)]
    following = dict(pairwise(ordered)).get(cell.item, cell.item)
    return (_address(cell), following) in told


def _address(cell: ComputedFrom) -> Address:
    return (cell.kind, cell.base_round, cell.round, cell.dimension, cell.member)


def _mean(figure: PublishedFigure, sizes: Mapping[Address, int]) -> Fact:
    cell = _cell(figure)
    half = Decimal(10) ** min(int(figure.value.as_tuple().exponent), 0) / 2
    n = sizes[_address(cell)]
    return Fact(cell.measure, cell.item, _address(cell), n, figure.value - half, figure.value + half)


def _levels(agreement: Agreement, figures: Sequence[PublishedFigure], sizes: Mapping[Address, int]) -> Iterator[Fact]:
    """How many companies are at each level, as how many are at least at it: n less all levels below, if known."""
    ordered = [level.code for level in sorted(agreement.levels, key=lambda level: level.minimum)]
    groups: dict[Address, dict[str, PublishedFigure]] = {}
    for figure in figures:
        groups.setdefault(_address(_cell(figure)), {})[_cell(figure).item] = figure
    for address, by_level in groups.items():
        yield from _cumulative(address, by_level, ordered, sizes[address])


def _cumulative(
    address: Address, by_level: Mapping[str, PublishedFigure], ordered: Sequence[str], n: int
) -> Iterator[Fact]:
    below = Decimal(0)
    for level, following in pairwise(ordered):
        if level not in by_level:
            return
        below += by_level[level].value
        yield Fact("level_at_least", following, address, n, n - below, n - below)
