"""The cells of an edition: every row of the lattice times every series, shown or withheld alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.configuration.agreement import Agreement, Policy
from data.measuring.lattice import Row, lattice
from data.measuring.populations import Populations, populations, within
from data.measuring.roster import TOTAL, crossed
from data.measuring.series import Series
from data.measuring.statistics import CompanyValues, Sums, sums
from data.measuring.values import MILLION, Shown, coded_counts, ends, exact_counts, means, rounding_step
from data.protection.earlier import Earlier
from data.protection.select import WITHHELD, Decision, Decisions, choose

Rung = Literal["fine", "totals", "coarse", "change_only", "newest_only", "withheld"]
Stretch = tuple[str, str, str]  # measure, item and comparability group: what goes down the ladder as a whole
RUNGS: tuple[Rung, ...] = ("fine", "totals", "coarse", "change_only", "newest_only", "withheld")

WORDS = {Decision.SHOWN: "published", Decision.AS_BEFORE: "published", Decision.NOT_MADE: "not_made"}
STATUS = np.array([(WORDS | dict.fromkeys(WITHHELD, "withheld")).get(decision, "") for decision in Decision])
ADDRESS = ("measure", "item", "kind", "base_round", "round", "dimension", "member")
SHOWN = (Decision.SHOWN, Decision.AS_BEFORE)
TOLD = ("n", "value", "lo", "hi", "precision")


@dataclass(frozen=True, slots=True)
class Decided:
    """What may be shown of a snapshot and the exact sums behind it; nothing is rounded yet.

    decisions and repeats: rows x series, see data.select. before: what earlier publications said, by the address of a
    cell and the place of the publication.
    """

    agreement: Agreement
    policy: Policy
    rows: tuple[Row, ...]
    values: CompanyValues
    expected: Populations
    decisions: Decisions
    repeats: NDArray[np.int16]
    sums: Sums
    before: Mapping[tuple[object, ...], Mapping[int, Mapping[str, object]]]


def decide(values: CompanyValues, agreement: Agreement, policy: Policy, earlier: Sequence[Earlier] = ()) -> Decided:
    """Decide on every row and series of a snapshot. Raises LeakError where the exact test does not agree."""
    roster = crossed(values.roster) if policy.two_way else values.roster
    rows = lattice(roster, agreement)
    chosen = choose(rows, values, agreement, policy, earlier=earlier)
    expected = populations(values, agreement, policy)
    counted = within(values, expected) if policy.suppress else values
    found = sums(counted, rows)
    before: dict[tuple[object, ...], dict[int, Mapping[str, object]]] = {}
    for place, publication in enumerate(earlier):
        for address, said in _told_before(publication.cells).items() if publication.is_repeated else ():
            before.setdefault(address, {})[place] = said
    decisions = nobody_there(chosen.decisions, found, values.series)
    return Decided(agreement, policy, rows, values, expected, decisions, chosen.repeats, found, before)


def cell_table(decided: Decided, rungs: Mapping[Stretch, Rung] | None = None) -> pa.Table:
    """Every row times series that exists, rounded and written down.

    Columns as in data.cube.CELL_TABLE, with value, lo and hi in millionths (int64), and `decision`, which never leaves
    the data room. rungs: how much of a stretch is shown; "fine" where it is not named.
    """
    parts = [_column(decided, place, rungs or {}) for place in range(len(decided.values.series))]
    return pa.concat_tables([part for part in parts if part.num_rows] or parts[:1])


def nobody_there(decisions: Decisions, found: Sums, series: Sequence[Series]) -> Decisions:
    """A mean over nobody was not made: where nothing is suppressed, that is what the cell says."""
    mean = np.array([each.form == "mean" for each in series], dtype=bool)
    empty = (decisions == Decision.SHOWN) & (found.n == 0) & mean
    return np.where(empty, np.int8(Decision.NOT_MADE), decisions)


def _column(decided: Decided, place: int, rungs: Mapping[Stretch, Rung]) -> pa.Table:
    """The cells of one series."""
    series = decided.values.series[place]
    places = np.flatnonzero(decided.decisions[:, place] != Decision.ABSENT)
    here = [decided.rows[int(line)] for line in places]
    of_rows = [rungs.get((series.measure, series.item, group_of(decided, row)), "fine") for row in here]
    decisions = _on_rungs(decided, decided.decisions[places, place], here, of_rows)
    shown = decisions == Decision.SHOWN
    n, total = decided.sums.n[places[shown], place], decided.sums.total[places[shown], place]
    changes = np.array([row.kind == "change" for row, each in zip(here, shown, strict=True) if each], dtype=bool)
    coarse = np.array([each not in ("fine", "totals") for each in of_rows], dtype=bool)[shown]
    told = _told(series, total, n, changes, decided, coarse=coarse)
    columns: dict[str, list[object]] = {
        "n": _where(shown, n),
        "value": _where(shown, told.value, absent=~told.has_value),
        "lo": _where(shown, told.lo),
        "hi": _where(shown, told.hi),
        "precision": _where(shown, told.precision),
    }
    kept = [False] * len(here)
    for line, row in enumerate(here):
        told_before = decided.before.get((series.measure, series.item, *row.address))
        if told_before is not None and decisions[line] != Decision.SHOWN:
            repeated = int(decided.repeats[places[line], place])
            said = told_before.get(repeated, told_before[max(told_before)])  # over other answers, the latest counts
            kept[line] = decisions[line] != Decision.AS_BEFORE
            decisions[line] = Decision.AS_BEFORE
            for name in TOLD:
                columns[name][line] = said[name]
    return pa.table(
        {
            "measure": pa.repeat(pa.scalar(series.measure), len(here)),
            "item": pa.repeat(pa.scalar(series.item), len(here)),
            "kind": pa.array([row.kind for row in here], pa.string()),
            "base_round": pa.array([row.base_round for row in here], pa.int32()),
            "round": pa.array([row.round for row in here], pa.int32()),
            "dimension": pa.array([row.dimension for row in here], pa.string()),
            "member": pa.array([row.member for row in here], pa.string()),
            "status": pa.array(STATUS[decisions].tolist(), pa.string()),
            "n": pa.array(columns["n"], pa.int32()),
            "value": pa.array(columns["value"], pa.int64()),
            "lo": pa.array(columns["lo"], pa.int64()),
            "hi": pa.array(columns["hi"], pa.int64()),
            "precision": pa.array(columns["precision"], pa.string()),
            "kept": pa.array(kept, pa.bool_()),
            "decision": pa.array(decisions, pa.int8()),
        }
    )


def rungs_of(series: Series) -> tuple[Rung, ...]:
    """The ladder of a series: a count is not rounded, and what is not paired has no change."""
    without: set[Rung] = set() if series.paired else {"change_only"}
    without |= {"coarse"} if series.form == "count" else set()
    return tuple(rung for rung in RUNGS if rung not in without)


def group_of(decided: Decided, row: Row) -> str:
    """The comparability group of a row: no row touches two of them."""
    return decided.agreement.round(row.round).comparability_group


def _on_rungs(decided: Decided, decisions: Decisions, rows: Sequence[Row], rungs: Sequence[Rung]) -> Decisions:
    """The decisions on one series with what its rungs do not show withheld; below "fine", totals only."""
    newest: dict[str, int] = {}
    for row, decision in zip(rows, decisions, strict=True):
        if decision == Decision.SHOWN and row.kind == "all":
            newest[group_of(decided, row)] = row.round
    stays = np.array(
        [_stays(row, rung, newest.get(group_of(decided, row), 0)) for row, rung in zip(rows, rungs, strict=True)],
        dtype=bool,
    )
    return np.where((decisions == Decision.SHOWN) & ~stays, np.int8(Decision.LADDER), decisions)


def _stays(row: Row, rung: Rung, newest: int) -> bool:
    if rung == "fine":
        return True
    if row.dimension != TOTAL[0] or rung == "withheld":
        return False
    if rung == "change_only":
        return row.kind == "change"
    return rung != "newest_only" or (row.kind == "all" and row.round == newest)


def _told(
    series: Series, total: NDArray[np.int64], n: NDArray[np.int64], changes: NDArray[np.bool_], decided: Decided,
    *, coarse: NDArray[np.bool_],
) -> Shown:  # fmt: skip
    """What the shown cells of a series say; coarse: which of them to the wider rounding."""
    policy = decided.policy
    protected = policy.suppress and series.guard != "public"
    if series.form == "count":
        return coded_counts(total, n, policy.insiders) if protected else exact_counts(total)
    steps = [rounding_step(each, scale=series.scale) for each in (policy.rounding, policy.coarse_rounding)]
    step = np.where(coarse, steps[1], steps[0])
    if not protected or policy.clip_insiders is None:
        return means(total, n, step)
    points = decided.agreement.scoring.severity_scale if series.measure == "risk_severity" else None
    points = decided.agreement.scoring.likelihood_scale if series.measure == "risk_likelihood" else points
    return means(total, n, step, told=ends(n, changes, policy, step, scale_points=points))


def _told_before(cells: pa.Table) -> dict[tuple[object, ...], Mapping[str, object]]:
    """What the cells of an edition on disk say, by address; numbers in millionths."""
    said: dict[tuple[object, ...], Mapping[str, object]] = {}
    for row in cells.select([*ADDRESS, "status", *TOLD]).to_pylist():
        if row["status"] == "published":
            numbers = {name: None if row[name] is None else int(row[name] * MILLION) for name in ("value", "lo", "hi")}
            said[tuple(row[name] for name in ADDRESS)] = row | numbers
    return said


def _where(
    shown: NDArray[np.bool_], told: NDArray[np.generic], *, absent: NDArray[np.bool_] | None = None
) -> list[object]:
    """A column that is None where nothing is shown, or where only a bound is."""
    column: list[object] = [None] * len(shown)
    hidden = np.zeros(len(told), dtype=bool) if absent is None else absent
    for line, each, none in zip(np.flatnonzero(shown).tolist(), told.tolist(), hidden.tolist(), strict=True):
        column[line] = None if none else each
    return column
