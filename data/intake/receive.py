"""Receiving a delivery: read, check, compare, write. One transaction: the panel is the old or the new one."""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from data.custody.home import Answers, Home, HomeError
from data.custody.panel import TABLES, open_panel, transaction
from data.custody.pseudonym import Key, names_in
from data.intake.attended import kept_activities
from data.intake.changes import TableChange, compare
from data.intake.delivery import Delivery, read_delivery
from data.intake.panel_names import Joined, Spellings, join_names, known_names, known_spellings, pseudonymised
from data.intake.panel_rows import append_rows, show_declared
from data.intake.passages import NameHit, confirm, delivered_texts, kept_texts, name_hits, question, unconfirmed
from data.intake.reading import refuse_invented

Progress = Callable[[str, float], None]  # what is being done, and how much of it (0 to 1)


class ReceiptRefused(ValueError):  # noqa: N818 - it says what happened, not that the code is wrong
    """A faultless delivery that needs a decision of the secretariat first; `receipt` says what would change."""

    def __init__(self, message: str, receipt: "Receipt") -> None:
        """message: what must be decided, and how to say it."""
        self.receipt = receipt
        super().__init__(f"{message} Nothing was written.")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a delivery did, or would do.

    delivery: its number; None where nothing was written (a dry run, or nothing changed). rows: per delivered table.
    replaces: the delivery of this round whose tables it takes the place of. published: an edition holds figures of
    this round. name_hits: passages of titles and notes that read like a company's name and are not confirmed. unshown:
    delivered tables of which the agreement says that the round has none (`not_made`): kept, and shown nowhere.
    """

    delivery: int | None
    round: int
    rows: Mapping[str, int]
    changes: tuple[TableChange, ...]
    replaces: int | None = None
    published: bool = False
    name_hits: tuple[NameHit, ...] = ()
    unshown: tuple[str, ...] = ()

    @property
    def nothing_changed(self) -> bool:
        """The panel holds exactly this already."""
        return all(change.what == "unchanged" for change in self.changes)

    @property
    def needs_reason(self) -> bool:
        """Figures of a published round would change: that takes `restate`."""
        return self.published and any(change.touches_scores for change in self.changes)


def receive(
    home: Home,
    source: Path,
    *,
    round_number: int,
    mapping: Path | None = None,
    restate: str | None = None,
    answers: Answers = "real",
    confirm_names: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Receipt:
    """Receive a delivery of one round into the panel.

    restate: why a round that was published is restated. confirm_names: the passages that read like names were read.
    dry_run: find all faults and what would change, and write nothing. Raises DeliveryRefused with every fault,
    ReceiptRefused where a decision is needed, HomeError or PanelError where home or panel cannot be used.
    """
    if answers != home.answers:
        practising = "If this one is invented too, add --invented. " if home.answers == "invented" else ""
        raise HomeError(
            f"{home.root} holds {home.answers} deliveries and this one is {answers}: a home never holds both. "
            f"{practising}Make another home for it with: python -m data init --home DIR. Nothing was written."
        )
    if answers == "real":
        refuse_invented(source)
    key, agreement = home.key(), home.agreement()
    report = progress or _silent
    with _without_collecting():
        report("reading and checking", 0)
        with open_panel(home) as con:
            known = known_names(known_spellings(con, round_number), key)
            kept = kept_activities(con, round_number)
        delivery = read_delivery(source, agreement, round_number, mapping=mapping, known=known, kept=kept)
        report("reading and checking", 1)
        return store(
            home, delivery, name=source.name, restate=restate, confirm_names=confirm_names, dry_run=dry_run,
            progress=report,
        )  # fmt: skip


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Collect no garbage meanwhile: each round of it would go through every name, and find nothing."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def store(
    home: Home,
    delivery: Delivery,
    *,
    name: str,
    restate: str | None = None,
    confirm_names: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Receipt:
    """Compare a checked delivery with the panel and write it; see `receive`. name: of the source, for the report."""
    key, report = home.key(), progress or _silent
    with open_panel(home, write=not dry_run) as con, nullcontext() if dry_run else transaction(con):
        report("comparing", 0)
        spellings = known_spellings(con, delivery.round)
        joined = join_names(delivery, spellings, key, name=name)
        show_declared(con, joined)
        tables = {table: pseudonymised(delivery.tables[table], joined) for table in TABLES if table in delivery.tables}
        compared = compare(con, tables, joined, round_number=delivery.round)
        hits = _hits(con, delivery, compared, joined=joined, spellings=spellings, key=key)
        receipt = _receipt(con, delivery, compared, hits=hits)
        report("comparing", 1)
        if dry_run or receipt.nothing_changed:
            return receipt
        _refuse_undecided(receipt, restate=restate, confirm_names=confirm_names)
        restate = restate if receipt.needs_reason else None
        _refuse_named_reason(receipt, restate, key=key, known=spellings.all | {each[0] for each in joined.declared})
        number = _write(con, delivery, tables, compared, replaces=receipt.replaces, restate=restate, progress=report)
        confirm(con, receipt.name_hits, key, delivery=number)
        report("making it safe", 0)
    report("making it safe", 1)
    written = replace(receipt, delivery=number, name_hits=())
    counts = {table: rows for table, rows in receipt.rows.items() if compared[table].what != "unchanged"}
    home.record("receive", round=delivery.round, delivery=number, restated=restate is not None, **counts)
    return written


def _receipt(
    con: duckdb.DuckDBPyConnection,
    delivery: Delivery,
    compared: Mapping[str, TableChange],
    *,
    hits: tuple[NameHit, ...],
) -> Receipt:
    changes = tuple(compared.values())
    replaces, published = con.execute(
        (Path(__file__).parents[1] / "sql" / "round_state.sql").read_text(encoding="utf-8"),
        {"round": delivery.round, "tables": [change.table for change in changes if change.what == "replaced"]},
    ).fetchone() or (None, False)
    return Receipt(
        None, delivery.round, {c.table: c.rows for c in changes}, changes, replaces, published, hits, delivery.unshown
    )


def _hits(
    con: duckdb.DuckDBPyConnection,
    delivery: Delivery,
    compared: Mapping[str, TableChange],
    *,
    joined: Joined,
    spellings: Spellings,
    key: Key,
) -> tuple[NameHit, ...]:
    """New texts against all names, and the texts that stay against the names that are new."""
    declared = {spelling for spelling, _ in joined.declared}
    changed = {table: delivery.tables[table] for table, each in compared.items() if each.what != "unchanged"}
    hits = name_hits(delivered_texts(changed), key, spellings.all | declared)
    if new := declared - spellings.all:
        replaced = {(table, delivery.round) for table in changed}
        hits += name_hits(kept_texts(con, leaving_out=replaced), key, new)
    return unconfirmed(con, hits, key)


def _refuse_undecided(receipt: Receipt, *, restate: str | None, confirm_names: bool) -> None:
    if receipt.needs_reason and not (restate or "").strip():
        raise ReceiptRefused(
            f"Round {receipt.round} has been published, and this delivery changes its figures: say why with "
            f'--restate "REASON".',
            receipt,
        )
    if receipt.name_hits and not confirm_names:
        raise ReceiptRefused(question(receipt.name_hits), receipt)


def _refuse_named_reason(receipt: Receipt, restate: str | None, *, key: Key, known: frozenset[str]) -> None:
    """The reason is kept in the panel, where no name may be."""
    if restate and names_in(restate, key, known):
        raise ReceiptRefused("The reason of --restate holds the name of a company: write it without.", receipt)


def _write(
    con: duckdb.DuckDBPyConnection,
    delivery: Delivery,
    tables: Mapping[str, pa.Table],
    compared: Mapping[str, TableChange],
    *,
    replaces: int | None,
    restate: str | None,
    progress: Progress,
) -> int:
    """Write the tables that changed as a new delivery, inside the transaction that is open; gives its number."""
    row = con.execute("select coalesce(max(delivery), 0) + 1 from panel.main.delivery").fetchone()
    number = int(row[0]) if row else 1
    now = datetime.now(UTC).replace(tzinfo=None)
    con.execute(
        "insert into panel.main.delivery values (?, ?, ?, ?, ?, ?)",
        [number, delivery.round, now, delivery.instrument_version, replaces, restate],
    )
    changed = {table: each for table, each in compared.items() if each.what != "unchanged"}
    total = sum(each.rows for each in changed.values()) or 1
    done = 0
    for table, each in changed.items():
        rows = tables[table]
        for written in append_rows(con, table, rows, delivery=number):
            progress("writing", (done + written) / total)
        done += rows.num_rows
        con.execute("insert into panel.main.delivered values (?, ?, ?)", [number, table, each.rows])
    if "company" in changed:
        con.execute("insert into panel.main.alias select ?, alias_hash, company from declared", [number])
    return number


def _silent(_what: str, _fraction: float) -> None:
    """Nobody watches."""
