"""Figures that the parties consented to publish: entered in the ledger with the consent and with what it costs.

Such a figure is known to the room like one that was published elsewhere, and editions repeat it. What it costs is what
the rest must then hold back, and how much closer others come: the edition is made and attacked without it and with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np

from data.custody.home import Home, HomeError
from data.custody.panel import deliveries, open_snapshot, used_deliveries
from data.measuring.facts import Fact
from data.measuring.lattice import Address
from data.measuring.values import MILLION, exact_counts, means, rounding_step
from data.protection.attackers import ATTACKS, Attack
from data.protection.cells import Decided
from data.publishing.edition import now
from data.publishing.ledger import Entry, enter, heal, one_at_a_time
from data.publishing.making import Made, Progress, make
from data.publishing.publish_report import narrowest
from data.publishing.scoring_kept import refuse_changed_scoring, rounds_of, scoring_seal


class ConsentError(HomeError):
    """A consent that cannot be entered; the message says why. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a consented figure costs: cells that editions show, and the bands of the attacks, without and with it.

    down: the series over a comparability group that go further down the ladder, as "measure/item/group".
    """

    shown: tuple[int, int]
    down: tuple[str, ...]
    narrowest: Mapping[Attack, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Consent:
    """A figure, who consented, the deliveries that it is of, what it is made with (a hash), and its cost."""

    fact: Fact
    by: str
    deliveries: tuple[Mapping[str, int], ...]
    scoring: str
    cost: Cost


def weigh(
    home: Home, measure: str, item: str, address: Address, *, by: str, attacks: Sequence[Attack] = ATTACKS,
    tell: Progress | None = None,
) -> Consent:  # fmt: skip
    """What it costs to publish a figure that the plenary's editions withhold; nothing is written.

    by: who consented and when, as the minutes have it. Raises ConsentError where there is no such figure, or where it
    is shown already; ScoringChangedError where published figures were made with another scoring.
    """
    with one_at_a_time(home):
        entries = heal(home)
    agreement = home.agreement()
    refuse_changed_scoring(home, entries, agreement)
    with open_snapshot(home) as con:
        used = set(used_deliveries(con))
        records = [record for record in deliveries(con) if record.number in used]
    fact = _fact(_made(home, entries, (), None).decided, measure, item, address)  # before the attacks take minutes
    without = _made(home, entries, attacks, tell)
    if fact.address in _shown(without, measure, item):
        raise ConsentError(
            f"{_named(measure, item, address)}: is shown already, no consent is needed. Nothing was written."
        )
    used_now = tuple(record.in_manifest() for record in records)
    entry = Entry("consent", {**fact.to_ledger(), "by": by, "deliveries": used_now}, seal="")
    scoring = scoring_seal(agreement, rounds_of(address), measure)
    return Consent(fact, by, used_now, scoring, _cost(without, _made(home, (*entries, entry), attacks, tell)))


def enter_consent(home: Home, consent: Consent) -> None:
    """Remember a consent: from now on the figure counts as known, and the next edition shows it. Raises LedgerError."""
    with one_at_a_time(home):
        enter(home, "consent", _facts(consent))
    home.record("consent", measure=consent.fact.measure, item=consent.fact.item)


def _facts(consent: Consent) -> dict[str, Any]:
    cost = consent.cost
    return {
        **consent.fact.to_ledger(),
        "by": consent.by,
        "at": now().isoformat(),
        "deliveries": [dict(each) for each in consent.deliveries],
        "scoring": consent.scoring,
        "cost": {
            "shown": list(cost.shown), "down": list(cost.down),
            "narrowest": {attack: list(bands) for attack, bands in cost.narrowest.items()},
        },
    }  # fmt: skip


def _made(home: Home, entries: Sequence[Entry], attacks: Sequence[Attack], tell: Progress | None) -> Made:
    agreement = home.agreement()
    return make(
        home, agreement, agreement.policies["plenary"], "plenary", as_of=None, entries=entries, attacks=attacks,
        tell=tell,
    )  # fmt: skip


def _fact(decided: Decided, measure: str, item: str, address: Address) -> Fact:
    """The figure at an address as it would be published, rounded but not bounded."""
    keys = [(each.measure, each.item) for each in decided.values.series]
    column = keys.index((measure, item)) if (measure, item) in keys else None
    line = next((n for n, row in enumerate(decided.rows) if row.address == address), None)
    if column is None or line is None or not decided.sums.n[line, column]:
        raise ConsentError(
            f"{_named(measure, item, address)}: the plenary's edition has no such figure, neither shown nor withheld. "
            "Its table of cells lists them all. Nothing was written."
        )
    series = decided.values.series[column]
    n, total = decided.sums.n[[line], column], decided.sums.total[[line], column]
    step = rounding_step(decided.policy.rounding, scale=series.scale)
    told = exact_counts(total) if series.form == "count" else means(total, n, np.array([step]))
    value, lo, hi = (Decimal(int(each[0])) / MILLION for each in (told.value, told.lo, told.hi))
    return Fact(measure, item, address, int(n[0]), lo, hi, value)


def _named(measure: str, item: str, address: Address) -> str:
    return f"{measure} {item}, {' '.join(str(part) for part in address if part is not None)}"


def _shown(made: Made, measure: str, item: str) -> set[Address]:
    """The addresses of a series that an edition shows, on the rung that it is on."""
    names = ["kind", "base_round", "round", "dimension", "member", "measure", "item", "status"]
    rows = made.content.cells.select(names).to_pylist()
    return {
        (row["kind"], row["base_round"], row["round"], row["dimension"], row["member"])
        for row in rows
        if (row["measure"], row["item"], row["status"]) == (measure, item, "published")
    }


def _cost(without: Made, with_it: Made) -> Cost:
    def shown(made: Made) -> int:
        return sum(status == "published" for status in made.content.cells.column("status").to_pylist())

    lower = {
        "/".join(stretch)
        for stretch, rung in with_it.protected.rungs.items()
        if rung != without.protected.rungs.get(stretch, "fine")
    }
    bands = {
        attack: (narrowest(found), narrowest(with_it.protected.findings[attack]))
        for attack, found in without.protected.findings.items()
    }
    return Cost((shown(without), shown(with_it)), tuple(sorted(lower)), bands)
