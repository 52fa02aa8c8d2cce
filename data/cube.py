"""The only door out of the data room: the cells of one published edition, read whole, then closed.

A cube holds published cells, the public configuration of the agreement and the facts that hold no company's
answers (activities, projects, decisions, outreach, notes). It is an immutable value: nothing is grouped,
summed or averaged after publication.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

import duckdb

from data.agreement import Agreement, Named, Policy, Round, Step
from data.text import LANGUAGES, Language, Text

__all__ = [
    "LANGUAGES", "Agreement", "Audience", "Cell", "Cube", "Edition", "Kind", "Language", "Named", "Policy",
    "PublishedAndComputed", "Round", "Status", "Step", "Text", "open_cube",
]  # fmt: skip

Audience = Literal["plenary", "secretariat"]
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
    check ((lo is null) = (status <> 'published')),
    check ((hi is null) = (lo is null)),
    check (value is null or status = 'published'),
    check ((precision is null) = (status <> 'published')),
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
    [lo, hi] is what a reader may conclude. n is None unless the cell is published.
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
    """What an edition says about itself; the same words stand in its manifest."""

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


@dataclass(frozen=True, slots=True)
class Cube:
    """One edition, whole and immutable."""

    edition: Edition
    agreement: Agreement
    facts: Mapping[str, tuple[Mapping[str, Any], ...]]
    published_figures: tuple[PublishedAndComputed, ...]
    _cells: Mapping[tuple[Any, ...], Cell] = field(repr=False)

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
        return tuple(
            cell
            for cell in self._cells.values()
            if cell.measure == measure and all(getattr(cell, key) == value for key, value in address.items())
        )

    def fact_rows(self, table: str, *, round: int | None = None) -> tuple[Mapping[str, Any], ...]:
        """Rows of activity, project, decision, outreach or note; of one round or of all."""
        return tuple(row for row in self.facts[table] if round is None or row.get("round") == round)


def cube_of(
    edition: Edition,
    agreement: Agreement,
    cells: Iterable[Cell],
    facts: Mapping[str, Iterable[Mapping[str, Any]]],
    published_figures: Iterable[PublishedAndComputed] = (),
) -> Cube:
    """Put a cube together from its parts (used by the reader and by tests)."""
    addressed = {(c.measure, c.item, c.kind, c.base_round, c.round, c.dimension, c.member): c for c in cells}
    rows = {table: tuple(facts.get(table, ())) for table in FACT_TABLES}
    return Cube(edition, agreement, rows, tuple(published_figures), addressed)


def open_cube(editions: Path, audience: Audience, *, name: str | None = None) -> Cube:
    """Read the current edition of an audience (or the one named) from the folder of editions.

    Raises FileNotFoundError, saying which command publishes one, where there is none; ValueError where the file's
    hash is not the manifest's or the edition is of another audience.
    """
    raise NotImplementedError


def connect_read_only(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection that can read this one file and nothing else: no writes, no other files, no extensions."""
    return duckdb.connect(
        str(path),
        read_only=True,
        config={
            "enable_external_access": "false",
            "lock_configuration": "true",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        },
    )
