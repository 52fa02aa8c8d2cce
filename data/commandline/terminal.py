"""What the commands say on a terminal: short lines, tables and progress that fit 80 columns."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from data.commandline.speech import told
from data.configuration.contract import tables as declared_tables
from data.cube import Edition
from data.intake.changes import What
from data.intake.passages import NameHit
from data.intake.receipt import Receipt
from data.text import Text

SHEETS = {table.panel: sheet for sheet, table in declared_tables().items()}
PASSAGES_SHOWN = 20
COUNTED = (
    Text("rijen", "rows"), Text("erbij", "added"), Text("eraf", "removed"), Text("anders", "changed"),
)  # fmt: skip
WHAT: dict[What, Text] = {
    "new": Text("nieuw", "new"),
    "replaced": Text("vervangen", "replaced"),
    "unchanged": Text("ongewijzigd", "unchanged"),
}
DELIVERIES = Text("leveringen", "deliveries")
OF_EDITIONS = (
    "", Text("editie", "edition"), Text("gepubliceerd", "published"), Text("t/m ronde", "rounds to"), DELIVERIES,
    Text("inhoud", "content"),
)  # fmt: skip

out = Console(highlight=False, markup=False)
err = Console(stderr=True, highlight=False, markup=False)


def say(*lines: Text | str) -> None:
    """Print lines in the language of the command; the terminal wraps them."""
    for line in lines:
        out.print(told(line), soft_wrap=True)


@contextmanager
def progress_bar() -> Iterator[Callable[[Text, float], None]]:
    """A bar that follows what is being done; it disappears when the work is done."""
    columns = (TextColumn("{task.description:<22}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn())
    with Progress(*columns, console=err, transient=True, disable=not err.is_terminal) as bar:
        task = bar.add_task("", total=1.0)
        yield lambda what, fraction: bar.update(task, description=told(what), completed=fraction)


@contextmanager
def steps() -> Iterator[Callable[[Text], None]]:
    """A line that names the step under way; it disappears when the work is done."""
    with err.status("") as status:
        yield lambda step: status.update(told(step))


def say_receipt(receipt: Receipt, *, undecided: bool = False) -> None:
    """What a delivery did, or would do; undecided: something must be decided first, which is said after this."""
    say(_headline(receipt, undecided=undecided))
    table = _table()
    table.add_column(told(Text("tabblad", "sheet")))
    for heading in COUNTED:
        table.add_column(told(heading), justify="right")
    table.add_column("")
    for change in receipt.changes:
        counts = (change.rows, change.added, change.removed, change.changed)
        table.add_row(SHEETS[change.table], *map(_thousands, counts), told(_remark(change.what, change.spellings)))
    out.print(table)
    if any(change.what == "replaced" for change in receipt.changes):
        _say_companies(receipt)
    for heading, lines in receipt.roll_call.lists:
        say(Text(f"{heading.nl}:", f"{heading.en}:"), *(Text(f"  {line.nl}", f"  {line.en}") for line in lines))
    for unmade in receipt.unshown:
        say(
            Text(
                f"{SHEETS[unmade]}: volgens het convenant heeft ronde {receipt.round} er geen (not_made).",
                f"{SHEETS[unmade]}: the agreement says that round {receipt.round} has none (not_made).",
            ),
            Text(
                "Deze rijen worden bewaard en nergens getoond; tellen ze mee, haal dat woord dan uit not_made.",
                "These rows are kept and shown nowhere; if they count, take the word out of not_made.",
            ),
        )
    if receipt.name_hits:
        say_name_hits(receipt.name_hits)


def say_name_hits(hits: tuple[NameHit, ...]) -> None:
    """Passages that read like a company's name, each in its text."""
    say(Text("Deze passages lijken op de naam van een bedrijf:", "These passages read like the name of a company:"))
    for hit in hits[:PASSAGES_SHOWN]:
        at, text = f"{SHEETS[hit.where.table]}, {hit.where.column}", _shortened(hit.where.text)
        say(f"  '{hit.passage}' in {at}: {text}")
    if len(hits) > PASSAGES_SHOWN:
        rest = len(hits) - PASSAGES_SHOWN
        say(Text(f"  en nog {rest}", f"  and {rest} more"))


def say_editions(editions: tuple[Edition, ...], *, current: str | None) -> None:
    """The editions of one audience, oldest first; the current one is marked."""
    table = _table()
    for heading in OF_EDITIONS:
        # A name or hash that is cut off cannot be given to the next command; a long list of deliveries may be folded.
        table.add_column(told(heading), no_wrap=heading is not DELIVERIES, overflow="fold")
    for edition in editions:
        used = _in_stretches([each["delivery"] for each in edition.deliveries])
        mark = "*" if edition.name == current else ""
        moment = f"{edition.published_at:%Y-%m-%d %H:%M}"
        table.add_row(mark, edition.name, moment, str(edition.latest_round), used, edition.content_hash[:12])
    out.print(table)


def _table() -> Table:
    return Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))


def _thousands(number: int) -> str:
    return told(Text(f"{number:,}".replace(",", "."), f"{number:,}"))


def _headline(receipt: Receipt, *, undecided: bool) -> Text:
    number, delivery, replaced = receipt.round, receipt.delivery, receipt.replaces
    if receipt.nothing_changed:
        return Text(
            f"Ronde {number}: er verandert niets; precies dit is al ontvangen. Er is niets weggeschreven.",
            f"Round {number}: nothing changed; the panel holds exactly this already. Nothing was written.",
        )
    instead = (
        Text(f", in plaats van levering {replaced}", f", in place of delivery {replaced}") if replaced else Text("", "")
    )
    if undecided:
        return Text(
            f"Ronde {number}: geen fouten, wel iets om eerst te beslissen (onderaan). Er is niets weggeschreven.",
            f"Round {number}: no faults, but something to decide first (at the end). Nothing was written.",
        )
    if delivery is None:
        return Text(
            f"Ronde {number}: geen fouten. Zo wordt het ontvangen{instead.nl}. Er is niets weggeschreven.",
            f"Round {number}: no faults. This would be received{instead.en}. Nothing was written.",
        )
    return Text(
        f"Ronde {number}: ontvangen als levering {delivery}{instead.nl}.",
        f"Round {number}: received as delivery {delivery}{instead.en}.",
    )


def _remark(what: What, spellings: int) -> Text:
    words = WHAT[what]
    if not spellings:
        return words
    if spellings == 1:
        return Text(f"{words.nl}, 1 naam of alias", f"{words.en}, 1 name or alias")
    return Text(f"{words.nl}, {spellings} namen of aliassen", f"{words.en}, {spellings} names or aliases")


def _say_companies(receipt: Receipt) -> None:
    replaced = [change for change in receipt.changes if change.what == "replaced"]
    names = "; ".join(sorted({name for change in replaced for name in change.companies}))
    gone = max(change.companies_unnamed for change in replaced)
    if names:
        say(Text(f"Bedrijven met een wijziging: {names}", f"Companies with a change: {names}"))
    if gone:
        say(
            Text(
                f"Bedrijven die niet meer in de levering staan: {gone} (hun namen worden nergens bewaard)",
                f"Companies no longer in the delivery: {gone} (their names are kept nowhere)",
            )
        )


def _in_stretches(numbers: Sequence[int]) -> str:
    """Numbers with those that follow one another as one stretch: 1-4, 6."""
    stretches: list[list[int]] = []
    for number in sorted(numbers):
        if stretches and stretches[-1][-1] == number - 1:
            stretches[-1].append(number)
        else:
            stretches.append([number])
    return ", ".join(f"{each[0]}-{each[-1]}" if len(each) > 1 else f"{each[0]}" for each in stretches)


def _shortened(text: str) -> str:
    return text if len(text) <= 60 else text[:59] + "…"
