"""A published mean as a row over what the room does not know: which values it adds up, and between which bounds.

An unknown is the value of a company in a round. Where a later edition rests on a corrected answer, the corrected value
is an unknown of its own; an answer that stayed the same is the same unknown. (The room is taken to know which answers
were corrected.) Each published cell is a row: the sum over its members lies between n times its bounds.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.attack.known import TOTAL, Companies, DisagreementError, Flags, Floats, Group, Publication, Series

FIRST = 1.0  # point of a scale
TOP = 100.0  # every unknown lies between 0 and this, scaled ones after conversion
PAD = 1e-7  # bounds of cells are widened by this, so that rounding of floating point never makes the truth infeasible

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Row:
    """A published cell as columns with how often each counts, and the bounds of their sum.

    who and rounds: the company and the round of each column, truth: the true sum.
    """

    columns: Integers
    signs: Floats
    low: float
    high: float
    who: Companies
    rounds: Integers
    truth: float

    def after(self, start: int) -> "Row":
        """The same row where other columns come first."""
        return replace(self, columns=self.columns + start)


class Columns:
    """The unknowns of a series: per publication and round, the column of each company (-1 for none).

    value: how far each lies above what the room knows that it is at least (`least`), in percent.
    """

    def __init__(self, publications: Sequence[Publication], series: Series, size: int) -> None:
        """Number the values of a series. Raises DisagreementError: one is outside the scale."""
        self.last = next((each.scales[series[0]] for each in publications if series[0] in each.scales), None)
        self.at: list[dict[int, Integers]] = []
        self.nobody = np.full(size, -1, dtype=np.int64)
        self.value, self.least = np.zeros(0), np.zeros(0)
        self.company: Companies = np.zeros(0, dtype=np.int64)
        self.round: Integers = np.zeros(0, dtype=np.int64)
        for each in publications:
            here: dict[int, Integers] = {}
            for number, flags in each.base.get(series, {}).items():
                who = np.flatnonzero(flags)
                value = _percent(np.asarray(each.answers[series][number], dtype=float)[who], self.last)
                if not (((value >= 0) & (value <= TOP)) | np.isnan(value)).all():
                    raise DisagreementError(
                        f"{each.name}: {' '.join(series)}, round {number}: a value is not one from 0 to {TOP:.0f}"
                    )
                least = np.zeros(len(value))
                if series in each.least:
                    least = _percent(each.least[series][number][who], self.last)
                here[number] = self.nobody.copy()
                for earlier in self.at:
                    if number in earlier:
                        before = earlier[number][who]
                        same = (before >= 0) & (self.value[before] == value)
                        here[number][who[same]] = before[same]
                new = here[number][who] < 0
                here[number][who[new]] = len(self.value) + np.arange(new.sum())
                self.value = np.append(self.value, value[new])
                self.least = np.append(self.least, np.zeros(new.sum()))
                self.company = np.append(self.company, who[new])
                self.round = np.append(self.round, np.full(new.sum(), number))
                np.maximum.at(self.least, here[number][who], least)
            self.at.append(here)
        self.value = self.value - self.least


def _percent(value: Floats, last: int | None, *, difference: bool = False) -> Floats:
    """Points of a scale as percentages of the way from the first to the last; percentages as they are."""
    if last is None:
        return value
    return (value - (0 if difference else FIRST)) * (TOP / (last - FIRST))


def row_of(
    cell: Mapping[str, Any], columns: Columns, place: int, members: Mapping[int, Mapping[Group, Flags]], *, name: str
) -> Row:
    """A published cell over the columns of its series. Raises DisagreementError: it is not what the answers give."""
    kind, base, number = cell["kind"], cell["base_round"], cell["round"]
    who = np.flatnonzero(members.get(number, {}).get((cell["dimension"], cell["member"]), []))
    here = columns.at[place]
    if base is not None:
        who = who[members.get(base, {}).get(TOTAL, columns.nobody >= 0)[who]]
    for needed in (number,) if base is None else (base, number):
        who = who[here.get(needed, columns.nobody)[who] >= 0]
    ends = {"all": [(number, 1)], "pair_start": [(base, 1)], "pair_end": [(number, 1)]}
    ends["change"] = [(number, 1), (base, -1)]
    at = [here.get(end, columns.nobody)[who] for end, _ in ends[kind]]
    signs = [np.full(len(who), float(sign)) for _, sign in ends[kind]]
    columns_of, sign = np.concatenate(at), np.concatenate(signs)
    truth = float(columns.value[columns_of] @ sign)
    low, high = _bounds(cell, len(who), columns.last)
    least = float(columns.least[columns_of] @ sign)
    row = Row(
        columns_of,
        sign,
        low - least,
        high - least,
        np.tile(who, len(signs)),
        columns.round[columns_of],
        truth,
    )
    told = f"{name}: {cell['measure']} {cell['item']}, {kind} of round {number}"
    told += f" since {base}" if base is not None else ""
    told += f", {cell['dimension']} {cell['member']}"
    if not len(who) or len(who) != cell["n"]:
        raise DisagreementError(f"{told}: published over {cell['n']} companies, expected {len(who)}")
    if not row.low <= truth <= row.high:
        raise DisagreementError(f"{told}: the answers do not give what was published")
    return row


def weighed(row: Row, columns: Columns, here: Mapping[int, Integers], weights: Mapping[int, Floats]) -> Row:
    """A row of a whole over the columns of one part, each with its weight; its bounds are those of the whole."""
    weight, at = np.zeros(len(row.who)), np.full(len(row.who), -1)
    for number in np.intersect1d(row.rounds, list(weights)):
        mine = row.rounds == number
        weight[mine] = weights[number][row.who[mine]]
        at[mine] = here.get(number, columns.nobody)[row.who[mine]]
    kept = (weight > 0) & (at >= 0)
    signs = row.signs[kept] * weight[kept]
    truth = float(columns.value[at[kept]] @ signs)
    return replace(row, columns=at[kept], signs=signs, who=row.who[kept], rounds=row.rounds[kept], truth=truth)


def sum_of(parts: Sequence[Row], whole: Row, *, share: float = 1.0) -> Iterator[Row]:
    """A row of a whole as one row over its parts, which may take this share of what it leaves open."""
    if not parts:
        return
    signs = np.concatenate([each.signs for each in parts])
    unit = float(np.abs(signs).max())  # so that parts that all weigh the same count once, as in their own rows
    truth = sum(each.truth for each in parts) / unit
    yield Row(
        np.concatenate([each.columns for each in parts]), np.round(signs / unit, 12),
        truth + (whole.low - whole.truth) * share / unit, truth + (whole.high - whole.truth) * share / unit,
        np.concatenate([each.who for each in parts]), np.concatenate([each.rounds for each in parts]), truth,
    )  # fmt: skip


def _bounds(cell: Mapping[str, Any], n: int, last: int | None) -> tuple[float, float]:
    ends = np.array([float(cell["lo"]), float(cell["hi"])])
    low, high = _percent(ends, last, difference=cell["kind"] == "change")
    return n * (float(low) - PAD), n * (float(high) + PAD)
