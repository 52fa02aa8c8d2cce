"""Publishing: from the panel to an immutable edition for one audience, and back again to check one.

The order of the steps makes a crash harmless: the edition is written whole, then the panel remembers it, then the
pointer moves. Until the last step everybody sees the old edition.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import duckdb
import pyarrow as pa

from data.agreement import Agreement, Policy
from data.cells import cells_of
from data.comparison import compare, compute
from data.cube import FACT_TABLES, Audience, Edition, open_cube, read_manifest
from data.edition import list_editions as editions_on_shelf
from data.edition import next_name, now, point_to, write_edition
from data.edition_tables import Content, content_hash_of
from data.home import Home, private_files
from data.panel import (
    SCORE_TABLES,
    DeliveryRecord,
    deliveries,
    open_panel,
    open_snapshot,
    record_publication,
    transaction,
    used_deliveries,
)
from data.passages import NameHit, confirm, question, unconfirmed_to_publish
from data.publish_report import report
from data.statistics import query

AsOf = Mapping[int, int]
Progress = Callable[[str], None]
HASH_PREFIX = 12  # enough to recognise a delivery, too short to be of use for anything else
REPORTS = "reports"

__all__ = [
    "NameHit",
    "NamesUnconfirmedError",
    "NothingToPublishError",
    "Replay",
    "content_of",
    "list_editions",
    "names_to_confirm",
    "publish",
    "replay",
]


class NothingToPublishError(ValueError):
    """The panel holds no delivery that an edition could be made of."""


class NamesUnconfirmedError(ValueError):
    """Texts of the edition read like a company's name, and nobody confirmed them; `name_hits` says where."""

    def __init__(self, name_hits: tuple[NameHit, ...]) -> None:
        """Ask the secretariat to decide."""
        self.name_hits = name_hits
        super().__init__(f"{question(name_hits)} Nothing was written.")


@dataclass(frozen=True, slots=True)
class Replay:
    """An edition computed again from the deliveries that it names: the same content has the same hash."""

    edition: Edition
    content_hash: str

    @property
    def same(self) -> bool:
        """Whether every cell, fact and published figure came out as it was published."""
        return self.content_hash == self.edition.content_hash


def publish(
    home: Home,
    *,
    audience: Audience,
    as_of: AsOf | None = None,
    confirm_names: bool = False,
    progress: Progress | None = None,
) -> Edition:
    """Write a new edition from the deliveries that count and make it the current one.

    as_of: per round the last delivery that counts. confirm_names: the passages that read like names were read.
    progress is told each step in a word. Raises NothingToPublishError, NamesUnconfirmedError, HomeError or
    AgreementError; nothing is written then.
    """
    tell = progress or (lambda step: None)
    agreement = home.agreement()
    tell("panel")
    with open_snapshot(home, as_of=as_of) as con:
        used = set(used_deliveries(con))
        records = [record for record in deliveries(con) if record.number in used]
    if not records:
        raise NothingToPublishError(f"The panel of {home.root} holds no deliveries to publish. Nothing was written.")
    tell("statistics")
    content = content_of(home, agreement, agreement.policies[audience], audience, as_of=as_of)
    with open_panel(home) as con:
        name_hits = unconfirmed_to_publish(con, content.facts, home.key())
    if name_hits and not confirm_names:
        raise NamesUnconfirmedError(name_hits)
    published_at = now()
    name = next_name(home.editions, agreement.code, published_at=published_at)
    tell("edition")
    edition = write_edition(
        home.editions, audience, content, name=name, published_at=published_at, invented=home.answers == "invented",
        deliveries=[_named(record) for record in records],
    )  # fmt: skip
    record_publication(
        home, edition=name, audience=audience, used=sorted(used), published_at=published_at.replace(tzinfo=None)
    )
    if name_hits:
        with open_panel(home, write=True) as con, transaction(con):
            confirm(con, name_hits, home.key(), delivery=max(used))
    _write_report(home, name, report(content, edition))
    tell("pointer")
    point_to(home.editions, audience, name)
    home.record("publish", edition=name, audience=audience, content=edition.content_hash[:HASH_PREFIX])
    return edition


def names_to_confirm(home: Home, *, as_of: AsOf | None = None) -> tuple[NameHit, ...]:
    """What `publish` would ask before it writes an edition of these deliveries. Raises HomeError."""
    with open_snapshot(home, as_of=as_of) as con:
        return unconfirmed_to_publish(con, _facts(con), home.key())


def list_editions(home: Home, audience: Audience) -> tuple[Edition, ...]:
    """All editions of an audience, oldest first."""
    return editions_on_shelf(home.editions, audience)


def replay(home: Home, name: str) -> Replay:
    """Compute an edition again from the deliveries, agreement and policy that it names, and compare the content.

    Raises FileNotFoundError where no audience has such an edition.
    """
    audience = _audience_of(home, name)
    cube = open_cube(home.editions, audience, name=name)
    content = content_of(home, cube.agreement, cube.edition.policy, audience, as_of=_as_of(home, cube.edition))
    return Replay(cube.edition, content_hash_of(content))


def content_of(home: Home, agreement: Agreement, policy: Policy, audience: Audience, *, as_of: AsOf | None) -> Content:
    """What an edition of a panel says: cells, facts and published figures."""
    wanted = [figure.computed_from for figure in agreement.published_figures if figure.computed_from is not None]
    with open_snapshot(home, as_of=as_of) as con:
        records = deliveries(con)
        used = set(used_deliveries(con))
        cells = cells_of(con, agreement, policy)
        facts = _facts(con)
        last = compute(con, agreement, [each for each in wanted if each.delivery == "last"])
    first = {}
    for number in sorted({each.round for each in wanted if each.delivery == "first"}):
        earliest = _first_delivery(records, used, number)
        with open_snapshot(home, as_of={**(as_of or {}), number: earliest}) as con:
            here = [each for each in wanted if each.delivery == "first" and each.round == number]
            first.update(compute(con, agreement, here))
    return Content(
        agreement, policy, cells, facts, compare(agreement, audience, first=first, last=last), _latest(cells, facts)
    )


def _facts(con: duckdb.DuckDBPyConnection) -> dict[str, pa.Table]:
    """The activities, projects, decisions, outreach and notes of an edition, on a snapshot."""
    return {table: con.sql(query(f"edition_{table}")).to_arrow_table() for table in FACT_TABLES}


def _first_delivery(records: Sequence[DeliveryRecord], used: set[int], number: int) -> int:
    """The first delivery of a round that brought companies' data and is not after the ones that count; 0: none."""
    last = max(used, default=0)
    found = [r.number for r in records if r.round == number and r.number <= last and set(r.tables) & set(SCORE_TABLES)]
    return min(found, default=0)


def _latest(cells: pa.Table, facts: Mapping[str, pa.Table]) -> int:
    """The last round that has cells; of an edition without cells, the last one that has facts."""
    found = cells.column("round").to_pylist()
    return max(found or [at for rows in facts.values() for at in rows.column("round").to_pylist()], default=0)


def _named(record: DeliveryRecord) -> dict[str, Any]:
    """A delivery as a manifest names it."""
    return {"delivery": record.number, "round": record.round}


def _as_of(home: Home, edition: Edition) -> dict[int, int]:
    """Per round the last delivery that an edition used; rounds that it did not know count for nothing."""
    with open_snapshot(home) as con:
        known = {record.round: 0 for record in deliveries(con)}
    for each in edition.deliveries:
        known[each["round"]] = max(known.get(each["round"], 0), each["delivery"])
    return known


def _audience_of(home: Home, name: str) -> Audience:
    for audience in get_args(Audience):
        if (home.editions / audience / name).is_dir():
            found: Audience = read_manifest(home.editions / audience / name)["audience"]
            return found
    raise FileNotFoundError(f"There is no edition {name} in {home.editions}. List them: python -m data editions")


def _write_report(home: Home, name: str, text: str) -> Path:
    """The secretariat's report on an edition; it tells which rule withheld how much, so it stays in the closed room."""
    with private_files():
        folder = home.confidential / REPORTS
        folder.mkdir(exist_ok=True)
        path = folder / f"{name}.txt"
        path.write_text(text, encoding="utf-8")
    return path
