"""Figures of companies' answers that were published elsewhere, as rows that the room knows before any edition.

The agreement's own annual reports, and figures that the parties consented to publish. Of the reports only figures that
some answers give can be tied to them (data/publishing/elsewhere.py).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pyarrow as pa

from data.configuration.agreement import Agreement, ComputedFrom, PublishedFigure
from data.measuring.comparison import LEVEL, Computed, rounded_like
from data.measuring.lattice import Address
from data.measuring.series import Series, series_of
from data.text import Text

LEVEL_COUNT = "level_at_least"
SCORE = ("maturity", "overall")  # what levels are of
Size = Callable[[ComputedFrom], int | None]


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
NOWHERE = Text("de editie heeft zo'n cijfer, groep of ronde niet", "the edition has no such figure, group or round")
HANDED_IN = Text(
    "het gaat over wie wat indiende, wat de zaal niet mag weten", "it is about who handed in what, which stays open"
)
NOT_GIVEN = Text("geen levering geeft het", "no delivery gives it")


def about_answers(agreement: Agreement) -> tuple[PublishedFigure, ...]:
    """The published figures about companies' answers; what is public of every company gives nobody away.

    What nothing reckons with is among them, to be named with the reason: who handed in what, where a room may not
    know that, and a figure that no series is of, as by a slip of the pen.
    """
    public = {key for key, series in _series(agreement).items() if series.guard == "public"}
    cells = ((figure, figure.computed_from) for figure in agreement.published_figures)
    return tuple(figure for figure, cell in cells if cell and _key(cell) not in public)


def facts_of(agreement: Agreement, figures: Sequence[PublishedFigure], computed: Computed, size: Size) -> Tied:
    """Those of these figures about answers that some answers give, as cells; levels as "at least" counts.

    computed: from these answers. size: over how many companies a figure is in an edition; None: none has it. A figure
    that was published without an n is taken to be over all of them.
    """
    series = _series(agreement)
    reporting = {key for key, each in series.items() if each.guard == "reporting"}
    reasons = {
        figure: HANDED_IN if _key(cell_of(figure)) in reporting else _untied(figure, computed, size)
        for figure in figures
    }
    holds = [figure for figure in figures if not reasons[figure]]
    of_levels = [figure for figure in holds if cell_of(figure).measure == LEVEL]
    others = [_fact(figure, series[_key(cell_of(figure))], size) for figure in holds if figure not in of_levels]
    levels = list(_levels(agreement, of_levels, size))
    untied = [(figure, reason) for figure, reason in reasons.items() if reason]
    told = {(fact.address, fact.item) for fact in levels}
    untied += [(figure, NOT_BELOW) for figure in of_levels if not _is_told(agreement, cell_of(figure), told)]
    return Tied((*others, *levels), tuple(untied))


def series_behind(cell: ComputedFrom) -> tuple[str, str]:
    """The series whose answers a figure tells of: of levels the overall score."""
    return SCORE if cell.measure == LEVEL else _key(cell)


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


def cell_of(figure: PublishedFigure) -> ComputedFrom:
    """The cell that a published figure stands in. Raises ValueError where there is none."""
    if figure.computed_from is None:
        raise ValueError("a figure without a cell is no fact about answers")
    return figure.computed_from


def _series(agreement: Agreement) -> Mapping[tuple[str, str], Series]:
    """Every series that a published figure may be of."""
    return {(each.measure, each.item): each for each in series_of(agreement, agreement.policies["secretariat"])}


def _key(cell: ComputedFrom) -> tuple[str, str]:
    return cell.measure, cell.item


def _untied(figure: PublishedFigure, computed: Computed, size: Size) -> Text | None:
    """Why no cell stands for a figure; None where one does."""
    cell = cell_of(figure)
    n, exact = size(cell), computed.get(cell)
    if n is None or exact is None:
        return NOWHERE
    if figure.n is not None and figure.n != n:
        return Text(
            f"het is gepubliceerd over {figure.n} bedrijven, de ledenlijst heeft er {n}",
            f"it was published over {figure.n} companies, the roster has {n}",
        )
    if rounded_like(exact, figure.value) != figure.value:
        return NOT_GIVEN
    return None


def _is_told(agreement: Agreement, cell: ComputedFrom, told: set[tuple[Address, str]]) -> bool:
    """Whether a count of those above a level stands for how many are at it; for the highest, the one at it does."""
    ordered = [level.code for level in sorted(agreement.levels, key=lambda level: level.minimum)]
    following = dict(pairwise(ordered)).get(cell.item, cell.item)
    return (address_of(cell), following) in told


def address_of(cell: ComputedFrom) -> Address:
    """Where a cell stands in the lattice."""
    return (cell.kind, cell.base_round, cell.round, cell.dimension, cell.member)


def _n(cell: ComputedFrom, size: Size) -> int:
    n = size(cell)
    if n is None:
        raise ValueError("a figure that no edition has is no fact about answers")
    return n


def _fact(figure: PublishedFigure, series: Series, size: Size) -> Fact:
    cell = cell_of(figure)
    half = Decimal(10) ** min(int(figure.value.as_tuple().exponent), 0) / 2 if series.form == "mean" else Decimal(0)
    return Fact(*_key(cell), address_of(cell), _n(cell, size), figure.value - half, figure.value + half)


def _levels(agreement: Agreement, figures: Sequence[PublishedFigure], size: Size) -> Iterator[Fact]:
    """How many companies are at each level, as how many are at least at it: n less all levels below, if known."""
    ordered = [level.code for level in sorted(agreement.levels, key=lambda level: level.minimum)]
    groups: dict[Address, dict[str, PublishedFigure]] = {}
    for figure in figures:
        groups.setdefault(address_of(cell_of(figure)), {})[cell_of(figure).item] = figure
    for by_level in groups.values():
        yield from _cumulative(by_level, ordered, size)


def _cumulative(by_level: Mapping[str, PublishedFigure], ordered: Sequence[str], size: Size) -> Iterator[Fact]:
    below = Decimal(0)
    for level, following in pairwise(ordered):
        if level not in by_level:
            return
        cell = cell_of(by_level[level])
        below += by_level[level].value
        n = _n(cell, size)
        yield Fact(LEVEL_COUNT, following, address_of(cell), n, n - below, n - below)
