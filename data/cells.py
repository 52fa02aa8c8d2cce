"""The cells of an edition: every row of the lattice times every series, shown or withheld alike."""

from collections.abc import Sequence

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.agreement import Agreement, Policy
from data.lattice import Row, lattice
from data.select import WITHHELD, Decision, Decisions, choose
from data.series import Series, series_of
from data.statistics import CompanyValues, Sums, company_values, sums
from data.values import Shown, coded_counts, exact_counts, means, rounding_step

WORDS = {Decision.SHOWN: "published", Decision.NOT_MADE: "not_made"} | dict.fromkeys(WITHHELD, "withheld")
STATUS = np.array([WORDS.get(decision, "") for decision in Decision])


def cells_of(con: duckdb.DuckDBPyConnection, agreement: Agreement, policy: Policy) -> pa.Table:
    """The cells of a snapshot under a policy, one row each, in the order of the edition.

    Columns as in data.cube.CELL_TABLE, with value, lo and hi in millionths (int64), and `decision`, which never leaves
    the data room.
    """
    values = company_values(con, agreement, series_of(agreement, policy), policy.groups)
    rows = lattice(values.roster, agreement)
    return cell_table(rows, values, agreement, policy)


def cell_table(rows: Sequence[Row], values: CompanyValues, agreement: Agreement, policy: Policy) -> pa.Table:
    """Decide, round and write down every row times series that exists."""
    found = sums(values, rows)
    decisions = nobody_there(choose(rows, values, agreement, policy), found, values.series)
    parts = [
        _column(rows, each, decisions[:, place], _series_sums(found, place), policy)
        for place, each in enumerate(values.series)
    ]
    return pa.concat_tables([part for part in parts if part.num_rows] or parts[:1])


def nobody_there(decisions: Decisions, found: Sums, series: Sequence[Series]) -> Decisions:
    """A mean over nobody was not made: where nothing is suppressed, that is what the cell says."""
    mean = np.array([each.form == "mean" for each in series], dtype=bool)
    empty = (decisions == Decision.SHOWN) & (found.n == 0) & mean
    return np.where(empty, np.int8(Decision.NOT_MADE), decisions)


def _series_sums(found: Sums, place: int) -> Sums:
    return Sums(found.n[:, place], found.total[:, place])


def _column(rows: Sequence[Row], series: Series, decisions: Decisions, found: Sums, policy: Policy) -> pa.Table:
    """The cells of one series."""
    places = np.flatnonzero(decisions != Decision.ABSENT)
    decided = decisions[places]
    shown = decided == Decision.SHOWN
    here = [rows[int(place)] for place in places]
    told = _told(series, found, places[shown], policy)
    return pa.table(
        {
            "measure": pa.repeat(pa.scalar(series.measure), len(here)),
            "item": pa.repeat(pa.scalar(series.item), len(here)),
            "kind": pa.array([row.kind for row in here], pa.string()),
            "base_round": pa.array([row.base_round for row in here], pa.int32()),
            "round": pa.array([row.round for row in here], pa.int32()),
            "dimension": pa.array([row.dimension for row in here], pa.string()),
            "member": pa.array([row.member for row in here], pa.string()),
            "status": pa.array(STATUS[decided].tolist(), pa.string()),
            "n": _where(shown, found.n[places[shown]], pa.int32()),
            "value": _where(shown, told.value, pa.int64(), absent=~told.has_value),
            "lo": _where(shown, told.lo, pa.int64()),
            "hi": _where(shown, told.hi, pa.int64()),
            "precision": _where(shown, told.precision, pa.string()),
            "decision": pa.array(decided, pa.int8()),
        }
    )


def _told(series: Series, found: Sums, places: NDArray[np.intp], policy: Policy) -> Shown:
    """What the shown cells of a series say."""
    n, total = found.n[places], found.total[places]
    if series.form == "mean":
        return means(total, n, rounding_step(policy, scale=series.scale))
    if series.guard == "public" or not policy.suppress:
        return exact_counts(total)
    return coded_counts(total, n, policy.insiders)


def _where(
    shown: NDArray[np.bool_], told: NDArray[np.generic], kind: pa.DataType, *, absent: NDArray[np.bool_] | None = None
) -> pa.Array:
    """A column that is null where nothing is shown, or where only a bound is."""
    full = np.zeros(len(shown), dtype=told.dtype)
    full[shown] = told
    empty = ~shown
    if absent is not None:
        empty[shown] = absent
    return pa.array(full.tolist(), kind, mask=empty)
