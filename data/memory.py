"""What the room remembers when an edition is made: earlier ones of its audience, and facts published elsewhere.

Each is computed again from the deliveries that it was made from, so that the answers of then are known too.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from data.agreement import Agreement, Policy
from data.comparison import Computed
from data.cube import CUBE_FILE, Audience, connect_read_only, open_cube
from data.earlier import Earlier, aligned, own_cells, rows_shown
from data.facts import fact_cells, facts_of
from data.home import Home
from data.lattice import lattice
from data.ledger import Entry
from data.panel import deliveries, open_snapshot
from data.populations import populations
from data.roster import crossed
from data.series import series_of
from data.statistics import CompanyValues, company_values

AsOf = Mapping[int, int]
OVERALL = 0  # the overall score is the first series
PROTECTED_AUDIENCE: Audience = "plenary"  # the one whose editions are remembered by a room


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
    computed: Computed,
) -> tuple[CompanyValues, tuple[Earlier, ...]]:  # fmt: skip
    """Today's values and everything before them, with one numbering of companies.

    entries: the lines of the ledger that come before this edition. computed: the exact values of the published figures.
    """
    cubes = [
        open_cube(home.editions, PROTECTED_AUDIENCE, name=each.facts["name"])
        for each in entries
        if each.kind == "edition"
    ]
    cache: dict[tuple[object, ...], CompanyValues] = {}
    found = [values]
    for cube in cubes:
        as_of = as_of_edition(home, cube.edition.deliveries)
        key = (tuple(sorted(as_of.items())), cube.agreement.model_dump_json())
        if key not in cache:
            cache[key] = values_of(home, cube.agreement, cube.edition.policy, as_of)
        found.append(cache[key])
    today, *before = aligned(found)
    earlier = []
    for cube, then in zip(cubes, before, strict=True):
        cells = cells_on_disk(home.editions / PROTECTED_AUDIENCE / cube.edition.name)
        earlier.append(_earlier(cube.edition.name, then, cube.agreement, cube.edition.policy, cells))
    expected = populations(today, agreement, policy)
    handed_in = {number: flags[OVERALL] for number, flags in expected.items()}
    size = {row.address: len(row.resting_on(handed_in)) for row in lattice(today.roster, agreement)}
    said = facts_of(agreement, agreement.published_figures, computed)
    facts = [fact for fact in said if size.get(fact.address) == fact.n]
    if facts:
        known = _earlier("facts", today, agreement, policy, fact_cells(facts), is_edition=False)
        earlier.insert(0, known)
    return today, tuple(earlier)


def _earlier(
    name: str, values: CompanyValues, agreement: Agreement, policy: Policy, cells: pa.Table, *, is_edition: bool = True
) -> Earlier:
    roster = crossed(values.roster) if policy.two_way else values.roster
    rows, shown = rows_shown(lattice(roster, agreement), own_cells(cells))
    return Earlier(name, values, populations(values, agreement, policy), rows, shown, cells, is_edition)


def cells_on_disk(folder: Path) -> pa.Table:
    """The table `cell` of an edition as it lies in its folder."""
    con = connect_read_only(folder / CUBE_FILE)
    try:
        return con.table("cell").to_arrow_table()
    finally:
        con.close()
