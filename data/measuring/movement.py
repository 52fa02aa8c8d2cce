"""How single companies moved between two comparable rounds: directions, the interval of the mean change, levels.

For the secretariat only: all of it rests on single values. The rows are those of the lattice, so that a detail stands
beside the cell of the same address.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from data.configuration.agreement import Agreement
from data.detail import Detail
from data.measuring.lattice import Row, lattice
from data.measuring.roster import TOTAL
from data.measuring.scoring import MILLION
from data.measuring.series import Series, is_made
from data.measuring.sign_flip import intervals
from data.measuring.statistics import CompanyValues
from data.measuring.values import decimal_of

Values = NDArray[np.float64]
Flags = NDArray[np.bool_]


def told_in_steps(series: Series) -> bool:
    """Whether a series is the overall maturity score or that of a step: what is told in details."""
    return series.measure == "maturity" and series.part in ("overall", "step")


def movement(values: CompanyValues, agreement: Agreement, stays: Mapping[int, Flags]) -> Iterator[Detail]:
    """direction, change_interval and moved per pair and group; composition per consecutive pair, in total.

    stays: per round, which companies are members when it ends.
    """
    lines = [line for line, each in enumerate(values.series) if told_in_steps(each)]
    items = [values.series[line].item for line in lines]
    for row in lattice(values.roster, agreement):
        base = row.base_round
        if base is None or not is_made(values.series[lines[0]], agreement, base, row.round):
            continue
        if row.kind == "change":
            here = np.ix_(np.array(lines), row.members)
            both = (values.present[base] & values.present[row.round])[here]
            start, end = values.value[base][here], values.value[row.round][here]
            yield from _changes(row, items, end - start, both)
            yield from _moves(row, agreement, start[0, both[0]], end[0, both[0]])
        elif row.kind == "pair_end" and (row.dimension, row.member) == TOTAL:
            yield from _compositions(row, base, values, lines, stays[row.round])


def _changes(row: Row, items: Sequence[str], changes: Values, both: Flags) -> Iterator[Detail]:
    """Per item who rose, fell or stayed the same (to the last of six decimals), and the interval of the mean change."""
    for line, (item, interval) in enumerate(zip(items, intervals(changes, both), strict=True)):
        found = changes[line, both[line]]
        if not len(found):
            continue
        where = (row.base_round, row.round, row.dimension, row.member, len(found))
        for word, there in {"rose": found > 0, "fell": found < 0, "same": found == 0}.items():
            yield Detail("direction", f"{item}:{word}", *where, Decimal(int(there.sum())))
        lo, hi = (None, None) if interval is None else map(decimal_of, interval)
        mean = decimal_of(Fraction(int(found.sum()), len(found)))
        yield Detail("change_interval", item, *where, mean, lo, hi)


def _moves(row: Row, agreement: Agreement, start: Values, end: Values) -> Iterator[Detail]:
    """How many companies went from each level to each other one, and how many stayed; zeros are told."""
    if not len(start):
        return
    levels = sorted(agreement.levels, key=lambda level: level.minimum)
    minima = [int(level.minimum * MILLION) for level in levels]
    old, new = (np.searchsorted(minima, each, side="right") - 1 for each in (start, end))
    counts = np.bincount(old * len(levels) + new, minlength=len(levels) ** 2).reshape(len(levels), -1)
    for before, line in zip(levels, counts.tolist(), strict=True):
        for after, count in zip(levels, line, strict=True):
            item = f"{before.code}>{after.code}"
            where = (row.base_round, row.round, row.dimension, row.member, len(start))
            yield Detail("moved", item, *where, Decimal(count))


def _compositions(row: Row, base: int, values: CompanyValues, lines: Sequence[int], stays: Flags) -> Iterator[Detail]:
    for line in lines:
        present = values.present[base][line], values.present[row.round][line]
        split = composition(values.value[base][line], values.value[row.round][line], present, stays)
        for part, (n, points) in split.items():
            item = f"{values.series[line].item}:{part}"
            yield Detail("composition", item, base, row.round, row.dimension, row.member, n, decimal_of(points))


def composition(
    start: Values, end: Values, present: tuple[Flags, Flags], stays: Flags
) -> dict[str, tuple[int, Fraction]]:
    """The change of the mean over all companies, split exactly (Melitz and Polanec, 2015); empty without stayers.

    start, end: a whole number per company; present: who has one at the start and at the end; stays: who is still a
    member. Part -> how many companies it holds and what it brings; "all" is the sum, over everybody. Who has no value
    any more has "left", or is still a member and "silent".
    """
    before, after = present
    groups = {"within": before & after, "entry": after & ~before, "left": before & ~after & ~stays,
              "silent": before & ~after & stays}  # fmt: skip
    n = {part: int(group.sum()) for part, group in groups.items()}
    if not n["within"]:
        return {}
    old, new = (_mean(each, groups["within"]) for each in (start, end))
    points = {"within": new - old}
    for part in ("entry", "left", "silent"):
        gap = _mean(end, groups[part]) - new if part == "entry" else old - _mean(start, groups[part])
        everybody = after if part == "entry" else before
        points[part] = Fraction(n[part], int(everybody.sum())) * gap
    parts = {part: (n[part], points[part]) for part in groups}
    return parts | {"all": (sum(n.values()), _mean(end, after) - _mean(start, before))}


def _mean(values: Values, group: Flags) -> Fraction:
    """The exact mean over a group; 0 over nobody, whose share is 0."""
    return Fraction(int(values[group].sum()), max(int(group.sum()), 1))
