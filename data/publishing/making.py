"""Making an edition: from a snapshot of the panel to what it says, judged against everything published before it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import duckdb
import pyarrow as pa

from data.configuration.agreement import Agreement, Policy
from data.cube import FACT_TABLES, Audience
from data.custody.home import Home
from data.custody.panel import SCORE_TABLES, DeliveryRecord, deliveries, open_snapshot, used_deliveries
from data.custody.pseudonym import names_in
from data.intake.passages import spellings_until
from data.measuring.comparison import compare, compute
from data.measuring.details import Internal, internal
from data.measuring.statistics import CompanyValues, query
from data.protection.attackers import ATTACKS, Attack, Stage, Tell
from data.protection.cells import Decided, Rung, Stretch, decide
from data.protection.earlier import Earlier
from data.protection.protect import Protected, protect
from data.publishing.edition_tables import Content
from data.publishing.elsewhere import AsOf, Untied
from data.publishing.ledger import Entry
from data.publishing.memory import Memory, remembered, values_of
from data.text import Text

Progress = Callable[[Text], None]
COMPUTING = Text("rekenen en beschermen", "computing and protecting")
ATTACK_WORDS: Mapping[str, Text] = {
    "linear-1": Text("1 bedrijf, gemiddelden", "one company tries means"),
    "integer-1": Text("1 bedrijf, aantallen", "one company tries counts"),
    "shared-1": Text("1 bedrijf, vragen", "one company tries questions"),
    "linear-2": Text("2 bedrijven, gemiddelden", "two companies try means"),
    "integer-2": Text("2 bedrijven, aantallen", "two companies try counts"),
    "shared-2": Text("2 bedrijven, vragen", "two companies try questions"),
}


@dataclass(frozen=True, slots=True)
class Made:
    """An edition's content, and what it came from: the decisions, the attacks, and all that was published before.

    untied: published figures that were not reckoned with, each with the reason.
    """

    content: Content
    decided: Decided
    protected: Protected
    earlier: tuple[Earlier, ...]
    untied: Untied = ()


def make(
    home: Home, agreement: Agreement, policy: Policy, audience: Audience, *, as_of: AsOf | None,
    entries: Sequence[Entry], attacks: Sequence[Attack] = ATTACKS, rungs: Mapping[Stretch, Rung] | None = None,
    tell: Progress | None = None,
) -> Made:  # fmt: skip
    """What an edition of a panel says: cells, facts and published figures, and how its cells came to be shown.

    entries: what the ledger holds before it. rungs: of an edition that withstood its attacks; else it is attacked.
    """
    say = tell or silent
    say(COMPUTING)
    wanted = [figure.computed_from for figure in agreement.published_figures if figure.computed_from is not None]
    with open_snapshot(home, as_of=as_of) as con:
        records = deliveries(con)
        used = set(used_deliveries(con))
        facts = facts_of_edition(con)
        last = compute(con, agreement, wanted)
    memory = Memory(values_of(home, agreement, policy, as_of))
    if policy.suppress:
        memory = remembered(
            home, entries, values=memory.values, agreement=agreement, policy=policy, as_of=as_of, computed=last
        )
    beside = Internal() if policy.suppress else _beside(home, agreement, memory.values, as_of, last_delivery=max(used))
    decided = decide(memory.values, agreement, policy, memory.earlier)
    protected = protect(decided, memory.earlier, attacks=attacks, rungs=rungs, tell=in_words(say))
    first = {}
    for number in sorted({each.round for each in wanted if each.delivery == "first"}):
        earliest = _first_delivery(records, used, number)
        with open_snapshot(home, as_of={**(as_of or {}), number: earliest}) as con:
            here = [each for each in wanted if each.delivery == "first" and each.round == number]
            first.update(compute(con, agreement, here))
    compared = compare(agreement, audience, first=first, last=last, corrected=memory.corrected)
    content = Content(
        agreement, policy, protected.cells, facts, compared,
        _latest(protected.cells, facts), {"/".join(stretch): rung for stretch, rung in protected.rungs.items()},
        protected.withstood, protected.lost, beside.details, beside.actions,
    )  # fmt: skip
    return Made(content, decided, protected, memory.earlier, memory.untied)


def _beside(
    home: Home, agreement: Agreement, values: CompanyValues, as_of: AsOf | None, *, last_delivery: int
) -> Internal:
    """What only the secretariat may know; without texts that read like a name that came up to a delivery."""
    with open_snapshot(home, as_of=as_of) as con:
        known = spellings_until(con, last_delivery)
        key = home.key()
        return internal(con, values, agreement, named=cache(lambda text: bool(names_in(text, key, known))))


def in_words(say: Progress) -> Tell:
    """How far an attack is, in words."""
    return lambda stage, done, of: say(_how_far(stage, done, of))


def _how_far(stage: Stage, done: int, of: int) -> Text:
    attack, first, last = ATTACK_WORDS[stage.attack], min(stage.rounds), max(stage.rounds)
    which = Text(f"ronde {first}", f"round {first}")
    if first < last:
        which = Text(f"rondes {first}-{last}", f"rounds {first}-{last}")
    if stage.before:
        which = Text(f"{which.nl}, al bekend", f"{which.en}, known before")
    return Text(
        f"{which.nl}: aanval van {attack.nl}: {done} van {of} cijfers",
        f"{which.en}: {attack.en}: {done} of {of} figures",
    )


def silent(_step: Text) -> None:
    """Nobody watches."""


def facts_of_edition(con: duckdb.DuckDBPyConnection) -> dict[str, pa.Table]:
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
