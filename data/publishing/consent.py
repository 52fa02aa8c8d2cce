"""Figures that the parties consented to publish: entered in the ledger with the consent and with what it costs.

Such a figure is known to the room like one that was published elsewhere, and editions repeat it. What it costs is what
the rest must then hold back, and how much closer others come: the edition is made and attacked without it and with it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa

from data.configuration.contract import fold
from data.cube import edition_of, read_manifest
from data.custody.home import Home, HomeError
from data.custody.panel import deliveries, open_snapshot, used_deliveries
from data.intake.readers import nearest, with_nearest
from data.measuring.facts import Fact
from data.measuring.lattice import Address
from data.measuring.values import MILLION, exact_counts, means, rounding_step
from data.protection.attackers import ATTACKS, Attack
from data.protection.cells import Decided
from data.publishing.edition import now
from data.publishing.ledger import REMEMBERED, Entry, enter, heal, one_at_a_time
from data.publishing.making import Made, Progress, make
from data.publishing.memory import cells_on_disk
from data.publishing.publish_report import narrowest
from data.publishing.scoring_kept import refuse_changed_scoring, rounds_of, scoring_seal
from data.text import Text


class ConsentError(HomeError):
    """A consent that cannot be entered; the message says why. Nothing was written."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a consented figure costs: cells that editions show, and the bands of the attacks, without and with it.

    down: the series over a comparability group that go further down the ladder, as "measure/item/group".
    """

    shown: tuple[int, int]
    down: tuple[str, ...]
    narrowest: Mapping[Attack, tuple[Text, Text]]


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
    used_now = tuple(record.in_manifest() for record in records)
    # What can be said at once comes before the attacks, which take minutes.
    _refuse_known(home, entries, used_now, measure=measure, item=item, address=address)
    fact = _fact(_made(home, entries, (), None).decided, measure, item, address)
    without = _made(home, entries, attacks, tell)
    if fact.address in _shown(without.content.cells, measure, item):
        raise ConsentError(_shown_already(measure, item, address))
    entry = Entry("consent", {**fact.to_ledger(), "by": by, "deliveries": used_now}, seal="")
    scoring = scoring_seal(agreement, rounds_of(address), measure)
    return Consent(fact, by, used_now, scoring, _cost(without, _made(home, (*entries, entry), attacks, tell)))


def enter_consent(home: Home, consent: Consent) -> None:
    """Remember a consent: from now on the figure counts as known, and the next edition shows it. Raises LedgerError."""
    with one_at_a_time(home):
        enter(home, "consent", _facts(consent))
    home.record("consent", measure=consent.fact.measure, item=consent.fact.item)


def _refuse_known(
    home: Home, entries: Sequence[Entry], used: Sequence[Mapping[str, int]], *, measure: str, item: str,
    address: Address,
) -> None:  # fmt: skip
    """Refuse a figure that was consented to, and one that the last edition of the same deliveries shows."""
    of_consents = [Fact.from_ledger(entry.facts) for entry in entries if entry.kind == "consent"]
    if (measure, item, address) in [(each.measure, each.item, each.address) for each in of_consents]:
        named = _named(measure, item, address)
        raise ConsentError(
            Text(
                f"{named}: de instemming staat al in het register; volgende edities tonen het cijfer. Er is niets "
                "weggeschreven.",
                f"{named}: the consent was entered already; later editions show the figure. Nothing was written.",
            )
        )
    last = next((entry.facts["name"] for entry in reversed(entries) if entry.kind == "edition"), None)
    if last is None:
        return
    folder = home.editions / REMEMBERED / last
    made_of = edition_of(read_manifest(folder)).deliveries
    if list(map(dict, made_of)) == list(map(dict, used)) and address in _shown(cells_on_disk(folder), measure, item):
        raise ConsentError(_shown_already(measure, item, address))


def _shown_already(measure: str, item: str, address: Address) -> Text:
    named = _named(measure, item, address)
    return Text(
        f"{named}: wordt al getoond, instemming is niet nodig. Er is niets weggeschreven.",
        f"{named}: is shown already, no consent is needed. Nothing was written.",
    )


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
            "narrowest": {attack: [band.en for band in bands] for attack, bands in cost.narrowest.items()},
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
        if column is None:
            asked, every = f"{measure} {item}", {" ".join(key) for key in keys}
        else:
            asked, every = "/".join(address[3:]), {"/".join(row.address[3:]) for row in decided.rows}
        raise ConsentError(_no_such_figure(_named(measure, item, address), asked=asked, every=every))
    series = decided.values.series[column]
    n, total = decided.sums.n[[line], column], decided.sums.total[[line], column]
    step = rounding_step(decided.policy.rounding, scale=series.scale)
    told = exact_counts(total) if series.form == "count" else means(total, n, np.array([step]))
    value, lo, hi = (Decimal(int(each[0])) / MILLION for each in (told.value, told.lo, told.hi))
    return Fact(measure, item, address, int(n[0]), lo, hi, value)


def _no_such_figure(named: str, *, asked: str, every: set[str]) -> Text:
    """asked: the series, or the group where there is such a series; every: those that there are."""
    none = Text(
        f"{named}: de plenaire editie heeft zo'n cijfer niet, getoond noch achtergehouden",
        f"{named}: the plenary's edition has no such figure, neither shown nor withheld",
    )
    spelled = {fold(each): each for each in every}
    near = None if asked in every else nearest(asked, spelled)  # then it is the round or the kind that is not there
    said = with_nearest(none, spelled[near] if near else None)
    return Text(
        f"{said.nl}. De begrippenlijst (docs/dictionary.nl.md) noemt de maten. Er is niets weggeschreven.",
        f"{said.en}. The data dictionary (docs/dictionary.en.md) names the measures. Nothing was written.",
    )


def _named(measure: str, item: str, address: Address) -> str:
    return f"{measure} {item}, {' '.join(str(part) for part in address if part is not None)}"


def _shown(cells: pa.Table, measure: str, item: str) -> set[Address]:
    """The addresses of a series that an edition with these cells shows, on the rung that it is on."""
    names = ["kind", "base_round", "round", "dimension", "member", "measure", "item", "status"]
    rows = cells.select(names).to_pylist()
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
