"""What the commands say on a terminal: short lines, tables and progress that fit 80 columns."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from data.configuration.contract import tables as declared_tables
from data.cube import Edition
from data.intake.passages import NameHit
from data.intake.receive import Receipt

SHEETS = {table.panel: sheet for sheet, table in declared_tables().items()}
PASSAGES_SHOWN = 20

out = Console(highlight=False, markup=False)
err = Console(stderr=True, highlight=False, markup=False)


def say(*lines: str) -> None:
    """Print lines as they are; the terminal wraps them."""
    for line in lines:
        out.print(line, soft_wrap=True)


@contextmanager
def progress_bar() -> Iterator[Callable[[str, float], None]]:
    """A bar that follows what is being done; it disappears when the work is done."""
    columns = (TextColumn("{task.description:<22}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda what, fraction: bar.update(task, description=what, completed=fraction)


@contextmanager
def steps() -> Iterator[Callable[[str], None]]:
    """A line that names the step under way; it disappears when the work is done."""
    with err.status("") as status:
        yield status.update


def say_receipt(receipt: Receipt, *, dry_run: bool) -> None:
    """What a delivery did, or would do."""
    say(_headline(receipt, dry_run=dry_run))
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("sheet")
    for heading in ("rows", "added", "removed", "changed"):
        table.add_column(heading, justify="right")
    table.add_column("")
    for change in receipt.changes:
        counts = (change.rows, change.added, change.removed, change.changed)
        table.add_row(SHEETS[change.table], *(f"{each:,}" for each in counts), _remark(change.what, change.spellings))
    out.print(table)
    if any(change.what == "replaced" for change in receipt.changes):
        _say_companies(receipt)
    for unmade in receipt.unshown:
        say(
            f"{SHEETS[unmade]}: the agreement says that round {receipt.round} has none (not_made).",
            "These rows are kept and shown nowhere; if they count, take the word out of not_made.",
        )
    if receipt.name_hits:
        say_name_hits(receipt.name_hits)


def say_name_hits(hits: tuple[NameHit, ...]) -> None:
    """Passages that read like a company's name, each in its text."""
    say("These passages read like the name of a company:")
    for hit in hits[:PASSAGES_SHOWN]:
        at = f"{SHEETS[hit.where.table]}, {hit.where.column}"
        say(f"  '{hit.passage}' in {at}: {_shortened(hit.where.text)}")
    if len(hits) > PASSAGES_SHOWN:
        say(f"  and {len(hits) - PASSAGES_SHOWN} more")


def say_editions(editions: tuple[Edition, ...], *, current: str | None) -> None:
    """The editions of one audience, oldest first; the current one is marked."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for heading in ("", "edition", "published", "rounds to", "deliveries", "content"):
        table.add_column(heading)
    for edition in editions:
        used = ",".join(str(each["delivery"]) for each in edition.deliveries)
        mark = "*" if edition.name == current else ""
        moment = f"{edition.published_at:%Y-%m-%d %H:%M}"
        table.add_row(mark, edition.name, moment, str(edition.latest_round), used, edition.content_hash[:12])
    out.print(table)


def _headline(receipt: Receipt, *, dry_run: bool) -> str:
    if receipt.nothing_changed:
        return f"Round {receipt.round}: nothing changed; the panel holds exactly this already. Nothing was written."
    replaces = f", in place of delivery {receipt.replaces}" if receipt.replaces else ""
    if dry_run:
        return f"Round {receipt.round}: no faults. This would be received{replaces}. Nothing was written."
    return f"Round {receipt.round}: received as delivery {receipt.delivery}{replaces}."


def _remark(what: str, spellings: int) -> str:
    return f"{what}, {spellings} names or aliases" if spellings else what


def _say_companies(receipt: Receipt) -> None:
    replaced = [change for change in receipt.changes if change.what == "replaced"]
    names = sorted({name for change in replaced for name in change.companies})
    gone = max(change.companies_unnamed for change in replaced)
    if names:
        say("Companies with a change: " + "; ".join(names))
    if gone:
        say(f"Companies no longer in the delivery: {gone} (their names are kept nowhere)")


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
