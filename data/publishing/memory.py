"""What the room remembers when an edition is made: earlier ones, consented figures, and facts published elsewhere.

Each is computed again from the deliveries that it was made from, so that the answers of then are known too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from data.configuration.agreement import Agreement, ComputedFrom, Policy
from data.cube import CUBE_FILE, connect_read_only, open_cube
from data.custody.home import Home
from data.custody.panel import deliveries, open_snapshot
from data.measuring.comparison import Computed
from data.measuring.facts import Fact, fact_cells
from data.measuring.lattice import lattice
from data.measuring.populations import populations
from data.measuring.roster import crossed
from data.measuring.series import series_of
from data.measuring.statistics import CompanyValues, company_values
from data.protection.earlier import Earlier, Origin, aligned, own_cells, rows_shown
from data.publishing.elsewhere import AsOf, Untied, published_elsewhere
from data.publishing.ledger import REMEMBERED, Entry

REPORTED = "published_figures.csv"


@dataclass(frozen=True, slots=True)
class Memory:
    """values: of today. untied and corrected: published figures, see data.publishing.elsewhere.Elsewhere."""

    values: CompanyValues
    earlier: tuple[Earlier, ...] = ()
    untied: Untied = ()
    corrected: frozenset[ComputedFrom] = frozenset()


def as_of_edition(home: Home, used: Sequence[Mapping[str, int]]) -> dict[int, int]:
    """Per round the last delivery that an edition used; rounds that it did not know count for nothing."""
    with open_snapshot(home) as con:
        known = {record.round: 0 for record in deliveries(con)}
    for each in used:
        known[each["round"]] = max(known.get(each["round"], 0), each["delivery"])
    return known


def values_of(home: Home, agreement: Agreement, policy: Policy, as_of: AsOf | None) -> CompanyValues:
    """The company values of a snapshot of the panel under a policy."""
    with open_snapshot(home, as_of=as_of) as con:
        return company_values(con, agreement, series_of(agreement, policy), policy.groups)


def remembered(
    home: Home, entries: Sequence[Entry], *, values: CompanyValues, agreement: Agreement, policy: Policy,
    as_of: AsOf | None, computed: Computed,
) -> Memory:  # fmt: skip
    """Today's values and everything before them, with one numbering of companies.

    entries: the lines of the ledger that come before this edition. as_of: per round the last delivery that counts.
    computed: the exact values of the published figures.
    """
    elsewhere = published_elsewhere(home, agreement, policy, as_of=as_of, today=values, computed=computed)
    reported = [_Told(REPORTED, "elsewhere", agreement, policy, fact_cells(facts), ()) for _, facts in elsewhere.told]
    told = [_told(home, entry, agreement, policy) for entry in entries]
    cache: dict[tuple[object, ...], CompanyValues] = {}
    found = [values, *(then for then, _ in elsewhere.told)]
    for each in told:
        as_of = as_of_edition(home, each.deliveries)
        key = (tuple(sorted(as_of.items())), each.agreement.model_dump_json())
        if key not in cache:
            cache[key] = values_of(home, each.agreement, each.policy, as_of)
        found.append(cache[key])
    today, *before = aligned(found)
    earlier = [_earlier(each, then) for each, then in zip([*reported, *told], before, strict=True)]
    return Memory(today, tuple(earlier), elsewhere.untied, elsewhere.corrected)


@dataclass(frozen=True, slots=True)
class _Told:
    """What one line of the ledger told the room, and what it was made from."""

    name: str
    origin: Origin
    agreement: Agreement
    policy: Policy
    cells: pa.Table
    deliveries: Sequence[Mapping[str, int]]


def _told(home: Home, entry: Entry, agreement: Agreement, policy: Policy) -> _Told:
    """agreement, policy: of today; an edition has its own."""
    if entry.kind == "consent":
        cells = fact_cells([Fact.from_ledger(entry.facts)])
        return _Told(entry.facts["by"], "consent", agreement, policy, cells, entry.facts["deliveries"])
    cube = open_cube(home.editions, REMEMBERED, name=entry.facts["name"])
    cells = cells_on_disk(home.editions / REMEMBERED / cube.edition.name)
    return _Told(cube.edition.name, "edition", cube.agreement, cube.edition.policy, cells, cube.edition.deliveries)


def _earlier(told: _Told, values: CompanyValues) -> Earlier:
    roster = crossed(values.roster) if told.policy.two_way else values.roster
    rows, shown = rows_shown(lattice(roster, told.agreement), own_cells(told.cells))
    expected = populations(values, told.agreement, told.policy)
    return Earlier(told.name, values, expected, rows, shown, told.cells, told.origin)


def cells_on_disk(folder: Path) -> pa.Table:
    """The table `cell` of an edition as it lies in its folder."""
    con = connect_read_only(folder / CUBE_FILE)
    try:
        return con.table("cell").to_arrow_table()
    finally:
        con.close()
