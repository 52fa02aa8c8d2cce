"""What a cube holds: cells, editions, and published figures beside computed ones, as immutable values.

Outside the data room these names are imported from `data.cube`, the only door.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal, TypeVar

from data.configuration.agreement import Agreement, Policy
from data.detail import Action, Detail
from data.text import Text

Audience = Literal["plenary", "secretariat"]
AUDIENCE_WORDS: Mapping[Audience, Text] = {
    "plenary": Text("de plenaire vergadering", "the plenary"),
    "secretariat": Text("het secretariaat", "the secretariat"),
}
Status = Literal["published", "withheld", "not_made"]
Kind = Literal["all", "pair_start", "pair_end", "change"]
Precision = Literal["exact", "rounded", "at_most", "at_least"]

FACT_TABLES = ("activity", "project", "decision", "outreach", "note")
CUBE_FILE, MANIFEST_FILE, POINTER_FILE = "cube.duckdb", "manifest.json", "current"

CELL_TABLE = """
create table cell (
    measure text not null,
    item text not null,
    kind text not null check (kind in ('all', 'pair_start', 'pair_end', 'change')),
    base_round integer,
    round integer not null,
    dimension text not null,
    member text not null,
    status text not null check (status in ('published', 'withheld', 'not_made')),
    n integer,
    value decimal(18, 6),
    lo decimal(18, 6),
    hi decimal(18, 6),
    precision text check (precision in ('exact', 'rounded', 'at_most', 'at_least')),
    kept boolean not null default false,
    check ((lo is null) = (status <> 'published')),
    check ((hi is null) = (lo is null)),
    check (value is null or status = 'published'),
    check ((n is null) = (status <> 'published')),
    check (value is null or value between lo and hi),
    check ((precision is null) = (status <> 'published')),
    check (not kept or status = 'published'),
    check ((base_round is null) = (kind = 'all'))
)
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """One statistic of one group in one round (or over one pair of rounds).

    measure and item name the series ("maturity" of "overall", "step:embed", "theme:water", "question:1.1").
    kind "all" is over every company with the statistic in `round`; "pair_start" and "pair_end" are the values of
    `base_round` and `round` over the companies that have both; "change" is end minus start over the same companies.
    value is what may be shown (percent 0-100, scale 1-5, or a count), None where only a bound is published;
    [lo, hi] is what a reader may conclude. n is None unless the cell is published. kept: an earlier edition said this,
    answers behind it were corrected since, and what it would be now may not be shown.
    """

    measure: str
    item: str
    kind: Kind
    base_round: int | None
    round: int
    dimension: str
    member: str
    status: Status
    n: int | None = None
    value: Decimal | None = None
    lo: Decimal | None = None
    hi: Decimal | None = None
    precision: Precision | None = None
    kept: bool = False


Statistic = TypeVar("Statistic", Cell, Detail)


@dataclass(frozen=True, slots=True)
class PublishedAndComputed:
    """A figure as published beside as computed; `computed` is None where it may not be told or cannot be computed."""

    year: int
    figure: str
    population: Text
    value: Decimal
    unit: str
    n: int | None
    base: str
    source: str
    computed: Decimal | None
    reason: Literal["equal", "differs", "withheld", "not_computable"]


@dataclass(frozen=True, slots=True)
class Edition:
    """What an edition says about itself; the same words stand in its manifest.

    attacks: the names of the attacks that it withstood (protect.py); lost: those that succeed by what was published
    before it. rungs: "measure/item/comparability group" ->
    how much is shown of every series that is not shown in full over those rounds. public_from: from when on anybody may
    see it; None: the parties only.
    """

    name: str
    audience: Audience
    agreement: str
    published_at: datetime
    invented: bool
    visible_to: Text
    policy: Policy
    content_hash: str
    deliveries: tuple[Mapping[str, Any], ...]
    latest_round: int
    attacks: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    rungs: Mapping[str, str] = field(default_factory=dict)
    public_from: date | None = None


@dataclass(frozen=True, slots=True)
class Cube:
    """One edition, whole and immutable. actions: rows of action plans, where the edition holds them."""

    edition: Edition
    agreement: Agreement
    facts: Mapping[str, tuple[Mapping[str, Any], ...]]
    published_figures: tuple[PublishedAndComputed, ...]
    _cells: Mapping[tuple[Any, ...], Cell] = field(repr=False)
    _by_measure: Mapping[str, tuple[Cell, ...]] = field(repr=False)
    actions: tuple[Action, ...] = field(default=(), repr=False)
    _details: Mapping[tuple[Any, ...], Detail] = field(default_factory=dict, repr=False)
    _details_by_measure: Mapping[str, tuple[Detail, ...]] = field(default_factory=dict, repr=False)

    def cell(
        self,
        measure: str,
        item: str,
        *,
        round: int,
        kind: Kind = "all",
        base_round: int | None = None,
        dimension: str = "total",
        member: str = "all",
    ) -> Cell | None:
        """The cell with this address, withheld ones included; None where the lattice has no such row."""
        return self._cells.get((measure, item, kind, base_round, round, dimension, member))

    def cells(self, measure: str, **address: object) -> tuple[Cell, ...]:
        """All cells of a measure whose address matches, ordered as written."""
        return _matching(self._by_measure.get(measure, ()), address)

    def detail(
        self,
        measure: str,
        item: str,
        *,
        round: int,
        base_round: int | None = None,
        dimension: str = "total",
        member: str = "all",
    ) -> Detail | None:
        """The detail with this address; None where the edition holds none, as one that suppresses never does."""
        return self._details.get((measure, item, base_round, round, dimension, member))

    def details(self, measure: str, **address: object) -> tuple[Detail, ...]:
        """All details of a measure whose address matches, ordered as written."""
        return _matching(self._details_by_measure.get(measure, ()), address)

    def fact_rows(self, table: str, *, round: int | None = None) -> tuple[Mapping[str, Any], ...]:
        """Rows of activity, project, decision, outreach or note; of one round or of all."""
        return tuple(row for row in self.facts[table] if round is None or row.get("round") == round)


def cube_of(
    edition: Edition,
    agreement: Agreement,
    cells: Iterable[Cell],
    facts: Mapping[str, Iterable[Mapping[str, Any]]],
    published_figures: Iterable[PublishedAndComputed] = (),
    *,
    details: Iterable[Detail] = (),
    actions: Iterable[Action] = (),
) -> Cube:
    """Put a cube together from its parts (used by the reader and by tests)."""
    addressed = {(c.measure, c.item, c.kind, c.base_round, c.round, c.dimension, c.member): c for c in cells}
    detailed = {(d.measure, d.item, d.base_round, d.round, d.dimension, d.member): d for d in details}
    rows = {table: tuple(facts.get(table, ())) for table in FACT_TABLES}
    return Cube(
        edition, agreement, rows, tuple(published_figures), addressed, _by_measure(addressed.values()), tuple(actions),
        detailed, _by_measure(detailed.values()),
    )  # fmt: skip


def _by_measure(statistics: Iterable[Statistic]) -> dict[str, tuple[Statistic, ...]]:
    found: dict[str, list[Statistic]] = {}
    for each in statistics:
        found.setdefault(each.measure, []).append(each)
    return {measure: tuple(here) for measure, here in found.items()}


def _matching(statistics: Iterable[Statistic], address: Mapping[str, object]) -> tuple[Statistic, ...]:
    """Those whose fields have these values."""
    wanted = address.items()
    return tuple(each for each in statistics if all(getattr(each, key) == value for key, value in wanted))
