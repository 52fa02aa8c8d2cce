"""Publications of counts for the attackers' tests, cell by cell: the bounds are the test's own."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import pyarrow as pa

from data.attack.counting import attack_counts
from data.attack.known import TOTAL, Finding, Group, Limits, Publication, Series

LIMITS = Limits(width={0: 20.0, 1: 20.0, 2: 10.0})
LEVELS = [("improving", 20.0), ("established", 40.0), ("advanced", 60.0), ("mature", 80.0)]
RISK: Series = ("risk_prioritised", "water")
Cell = dict[str, Any]
Values = Sequence[float]
NAN = float("nan")


def cell(series: Series, group: Group, n: int, lo: float, hi: float, **other: Any) -> Cell:
    """A published cell of kind all in round 1, unless told otherwise."""
    return {
        "measure": series[0], "item": series[1], "kind": "all", "base_round": None, "round": 1, "dimension": group[0],
        "member": group[1], "status": "published", "n": n, "value": None, "precision": "exact",
        "lo": Decimal(str(lo)), "hi": Decimal(str(hi)),
    } | other  # fmt: skip


def publication(
    cells: Sequence[Cell],
    answers: Mapping[Series, Mapping[int, Values]],
    groups: Mapping[Group, Sequence[int]] | None = None,
    *,
    name: str = "edition",
    target: Mapping[int, Values] | None = None,
) -> Publication:
    """Everybody is in the total in every round; a company has a statistic where it has an answer."""
    told = {series: {r: np.array(v, dtype=float) for r, v in here.items()} for series, here in answers.items()}
    rounds = {number for here in told.values() for number in here}
    size = max(len(values) for here in told.values() for values in here.values())
    where = {TOTAL: range(size)} | dict(groups or {})
    return Publication(
        name=name,
        cells=pa.Table.from_pylist(list(cells)),
        groups={number: {group: np.array(m, dtype=np.int64) for group, m in where.items()} for number in rounds},
        base={series: {number: ~np.isnan(v) for number, v in here.items()} for series, here in told.items()},
        answers=told,
        target={number: np.array(v, dtype=float) for number, v in (target or {}).items()},
    )


def coded(total: int, n: int, insiders: int) -> tuple[int, int]:
    """Exact between c + 2 and n - c - 2, else a bound."""
    if total <= insiders + 1:
        return 0, insiders + 1
    return (n - insiders - 1, n) if total >= n - insiders - 1 else (total, total)


def only(findings: list[Finding], series: Series) -> Finding:
    (found,) = [finding for finding in findings if finding.series == series]
    return found


def asked(told: Publication | Sequence[Publication], insiders: int, series: Series = RISK) -> Finding:
    publications = [told] if isinstance(told, Publication) else list(told)
    return only(attack_counts(publications, LIMITS, LEVELS, insiders=insiders, series=[series]), series)
