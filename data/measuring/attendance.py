"""Who attended activities, and how the overall score of those companies and of the others changed afterwards.

For the secretariat only. Attendance counts in the earlier of two comparable rounds: all of that year lies before the
second assessment, so that nothing counts which came after it. Nobody drew lots: it is an association.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import duckdb
import numpy as np

from data.configuration.agreement import Agreement
from data.detail import Detail
from data.measuring.lattice import lattice
from data.measuring.roster import TOTAL
from data.measuring.series import is_made
from data.measuring.statistics import CompanyValues, Integers, query
from data.measuring.values import decimal_of

ANY_KIND = "*"  # at least one activity of any kind
Attended = dict[tuple[int, str], Integers]  # round and kind -> company numbers, ascending


def attendance(con: duckdb.DuckDBPyConnection, values: CompanyValues, agreement: Agreement) -> Iterator[Detail]:
    """attended and attendance_recorded per round and kind; change_by_attendance per consecutive comparable pair.

    con: with the table `roster` of the same snapshot as `values`. Of a kind without attendance nothing is said.
    """
    rows = con.execute(query("attended")).fetchall()
    attended = {
        (number, kind): np.unique([row[3] for row in rows if row[0] == number and kind in (row[1], ANY_KIND)])
        for number, kind in sorted({(row[0], kind) for row in rows for kind in (row[1], ANY_KIND)})
    }
    activities = {row[:3] for row in rows}
    for (number, kind), companies in attended.items():
        if number not in values.roster.groups:
            continue
        members = values.roster.groups[number][TOTAL]
        here = len(np.intersect1d(members, companies))
        recorded = sum(number == at and kind in (its, ANY_KIND) for at, its, _ in activities)
        yield Detail("attended", kind, None, number, *TOTAL, len(members), Decimal(here))
        yield Detail("attendance_recorded", kind, None, number, *TOTAL, here, Decimal(recorded))
    yield from _changes(values, agreement, attended)


def _changes(values: CompanyValues, agreement: Agreement, attended: Attended) -> Iterator[Detail]:
    """Per pair and kind the mean change of the overall score of who attended in the earlier round, and of others."""
    line = next(n for n, each in enumerate(values.series) if (each.measure, each.item) == ("maturity", "overall"))
    for row in lattice(values.roster, agreement):
        base = row.base_round
        if row.kind != "pair_end" or (row.dimension, row.member) != TOTAL or base is None:
            continue
        if not is_made(values.series[line], agreement, base, row.round):
            continue
        both = row.members[(values.present[base] & values.present[row.round])[line, row.members]]
        change = values.value[row.round][line, both] - values.value[base][line, both]
        for (number, kind), companies in attended.items():
            there = np.isin(both, companies)
            for word, side in (("attended", there), ("not_attended", ~there)):
                n = int(side.sum())
                if number == base and n:
                    mean = decimal_of(Fraction(int(change[side].sum()), n))
                    yield Detail("change_by_attendance", f"{kind}:{word}", base, row.round, *TOTAL, n, mean)
