"""Receiving a delivery: read, check, compare, write. One transaction: the panel is the old or the new one."""

import gc
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from data.custody.home import ANSWERS_WORDS, Answers, Home, HomeError
from data.custody.panel import TABLES, open_panel, transaction
from data.custody.pseudonym import Key, names_in
from data.intake.attended import kept_activities
from data.intake.changes import TableChange, compare
from data.intake.delivery import Delivery, read_delivery
from data.intake.panel_names import Joined, Spellings, join_names, known_names, known_spellings, pseudonymised
from data.intake.panel_rows import append_rows, show_declared
from data.intake.passages import NameHit, confirm, delivered_texts, kept_texts, name_hits, unconfirmed
from data.intake.reading import refuse_invented, refuse_unreadable
from data.intake.receipt import Receipt, ReceiptRefused
from data.intake.roll_call import RollCall, call_roll
from data.text import Text

Progress = Callable[[Text, float], None]  # what is being done, and how much of it (0 to 1)

READING, COMPARING = Text("lezen en controleren", "reading and checking"), Text("vergelijken", "comparing")
WRITING, MAKING_SAFE = Text("wegschrijven", "writing"), Text("veiligstellen", "making it safe")
NAMED_REASON = Text(
    "In de reden van --restate staat de naam van een bedrijf: schrijf de reden op zonder die naam.",
    "The reason of --restate holds the name of a company: write it without.",
)


def receive(
    home: Home,
    source: Path,
    *,
    round_number: int,
    mapping: Path | None = None,
    restate: str | None = None,
    answers: Answers = "real",
    confirm_names: bool = False,
    confirm_companies: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Receipt:
    """Receive a delivery of one round into the panel.

    restate: why a round that was published is restated. confirm_names: the passages that read like names were read.
    confirm_companies: new companies that look like known ones are others.
    dry_run: find all faults and what would change, and write nothing. Raises DeliveryRefused with every fault,
    ReceiptRefused where a decision is needed, HomeError or PanelError where home or panel cannot be used.
    """
    refuse_unreadable(source)
    if answers != home.answers:
        raise HomeError(_of_another_kind(home, answers))
    if answers == "real":
        refuse_invented(source)
    key, agreement = home.key(), home.agreement()
    report = progress or _silent
    with _without_collecting():
        report(READING, 0)
        with open_panel(home) as con:
            known = known_names(known_spellings(con, round_number), key)
            kept = kept_activities(con, round_number)
        delivery = read_delivery(source, agreement, round_number, mapping=mapping, known=known, kept=kept)
        report(READING, 1)
        return store(
            home, delivery, name=source.name, restate=restate, confirm_names=confirm_names,
            confirm_companies=confirm_companies, dry_run=dry_run, progress=report,
        )  # fmt: skip


def _of_another_kind(home: Home, answers: Answers) -> Text:
    here, this = ANSWERS_WORDS[home.answers], ANSWERS_WORDS[answers]
    practising = (
        Text(
            "Zijn ook deze antwoorden verzonnen, voeg dan --invented toe. ",
            "If this one is invented too, add --invented. ",
        )
        if home.answers == "invented"
        else Text("", "")
    )
    return Text(
        f"{home.root} bevat {here.nl} antwoorden en deze levering {this.nl}: een thuismap bevat nooit beide. "
        f"{practising.nl}Een andere thuismap wijst u aan met --home of KETENSPIEGEL_HOME, en maakt u met: python -m "
        "data init --home MAP. Er is niets weggeschreven.",
        f"{home.root} holds {here.en} deliveries and this one is {this.en}: a home never holds both. {practising.en}"
        "Point to another home with --home or KETENSPIEGEL_HOME, or make one with: python -m data init --home DIR. "
        "Nothing was written.",
    )


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
    confirm_companies: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Receipt:
    """Compare a checked delivery with the panel and write it; see `receive`. name: of the source, for the report."""
    key, report = home.key(), progress or _silent
    with open_panel(home, write=not dry_run) as con, nullcontext() if dry_run else transaction(con):
        report(COMPARING, 0)
        spellings = known_spellings(con, delivery.round)
        joined = join_names(delivery, spellings, key, name=name)
        show_declared(con, joined)
        tables = {table: pseudonymised(delivery.tables[table], joined) for table in TABLES if table in delivery.tables}
        compared = compare(con, tables, joined, round_number=delivery.round)
        hits = _hits(con, delivery, compared, joined=joined, spellings=spellings, key=key)
        roll_call = call_roll(con, home, delivery, joined, known=spellings)
        receipt = _receipt(con, delivery, compared, hits=hits, roll_call=roll_call)
        report(COMPARING, 1)
        if dry_run or receipt.nothing_changed:
            return receipt
        if asked := receipt.questions(restate, confirm_names=confirm_names, confirm_companies=confirm_companies):
            raise ReceiptRefused(asked, receipt)
        restate = restate if receipt.needs_reason else None
        _refuse_named_reason(receipt, restate, key=key, known=spellings.all | {each[0] for each in joined.declared})
        number = _write(con, delivery, tables, compared, replaces=receipt.replaces, restate=restate, progress=report)
        confirm(con, receipt.name_hits, key, delivery=number)
        report(MAKING_SAFE, 0)
    report(MAKING_SAFE, 1)
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
    roll_call: RollCall,
) -> Receipt:
    changes = tuple(compared.values())
    replaces, published = con.execute(
        (Path(__file__).parents[1] / "sql" / "round_state.sql").read_text(encoding="utf-8"),
        {"round": delivery.round, "tables": [change.table for change in changes if change.what == "replaced"]},
    ).fetchone() or (None, False)
    return Receipt(
        None, delivery.round, {c.table: c.rows for c in changes}, changes, replaces, published, hits, delivery.unshown,
        roll_call,
    )  # fmt: skip


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


def _refuse_named_reason(receipt: Receipt, restate: str | None, *, key: Key, known: frozenset[str]) -> None:
    """The reason is kept in the panel, where no name may be."""
    if restate and names_in(restate, key, known):
        raise ReceiptRefused([NAMED_REASON], receipt)


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
            progress(WRITING, (done + written) / total)
        done += rows.num_rows
        con.execute("insert into panel.main.delivered values (?, ?, ?)", [number, table, each.rows])
    if "company" in changed:
        con.execute("insert into panel.main.alias select ?, alias_hash, company from declared", [number])
    return number


def _silent(_what: Text, _fraction: float) -> None:
    """Nobody watches."""
