"""Everything that was published of one series, as a system of linear rows over what the room does not know.

An unknown is the value of a company in a round. Where a later edition rests on a corrected answer, the corrected value
is an unknown of its own; an answer that stayed the same is the same unknown. (The room is taken to know which answers
were corrected.) Each published cell is a row: the sum over its members lies between n times its bounds.

Unknowns that stand in the same rows with the same signs form a class: the rows see only the sum of a class. That keeps
a system small however many companies there are. Classes that no row connects fall apart into blocks.

An overall score is the mean of step scores, so what was published of either speaks of the other: a series that is part
of another is attacked with all its parts together, and what was published of the whole is a row over all of them. What
a whole and one part alone leave open, where each part may take its share of it, is `as_part`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.attack.known import TOTAL, Companies, DisagreementError, Flags, Floats, Group, Publication, Series

MEANS = frozenset({"maturity", "unanswered", "not_applicable", "risk_severity", "risk_likelihood"})
FIRST = 1.0  # point of a scale
TOP = 100.0  # every unknown lies between 0 and this, scaled ones after conversion
PAD = 1e-7  # bounds of cells are widened by this, so that rounding of floating point never makes the truth infeasible

MADE_OF = 1e-4  # how far a value may be from the mean of its parts, by rounding

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that hang together, over classes of unknowns.

    matrix: rows x classes, how often a value counts in a row; `low` and `high`: bounds of each row, a sum. size:
    companies per class, in round `rounds`. companies: who is in the block; has: companies x classes, who is in which
    (a company at most once); value: the truth at the same places, 0 elsewhere. asked: the classes whose intervals are
    asked for; the others are there because rows connect them.
    """

    matrix: Floats
    low: Floats
    high: Floats
    size: Floats
    rounds: Integers
    companies: Companies
    has: Flags
    value: Floats
    asked: Flags


@dataclass(frozen=True, slots=True)
class _Row:
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

    def after(self, start: int) -> "_Row":
        """The same row where other columns come first."""
        return replace(self, columns=self.columns + start)


class Room:
    """What was published, looked up by series."""

    def __init__(self, publications: Sequence[Publication]) -> None:
        """Read the published cells of all means. Raises DisagreementError where parts do not make their whole."""
        for each in publications:
            _refuse_other_parts(each)
        self._publications = publications
        self._cells = [_cells_by_series(each) for each in publications]
        self._size = max((_size(each) for each in publications), default=0)
        self._members = [
            {
                number: {group: self._mask(who) for group, who in groups.items()}
                for number, groups in each.groups.items()
            }
            for each in publications
        ]

    def series(self) -> tuple[Series, ...]:
        """The means of which somebody has a value that is protected, in the order of the publications."""
        found = dict.fromkeys(
            series
            for each in self._publications
            for series, rounds in each.base.items()
            if series[0] in MEANS and any(flags.any() for flags in rounds.values())
        )
        return tuple(found)

    def blocks(self, series: Series) -> list[Block]:
        """The rows that speak of a series, in blocks. Raises DisagreementError: a cell is not what the answers give."""
        wholes = [whole for whole in self.wholes(series) if self.is_told(whole)]
        together = list(dict.fromkeys([series, *(part for whole in wholes for part, _ in self.parts(whole))]))
        columns = {each: _Columns(self._publications, each, self._size) for each in together}
        starts = dict(
            zip(together, np.cumsum([0, *(len(each.value) for each in columns.values())]).tolist(), strict=False)
        )
        rows = [row.after(starts[each]) for each in together for _, row in self._rows(each, columns[each])]
        for whole in wholes:
            for place, row in self._rows(whole, _Columns(self._publications, whole, self._size)):
                weights = self._publications[place].parts.get(whole, {})
                parts = [
                    (_weighed(row, columns[part], columns[part].at[place], each), starts[part])
                    for part, each in weights.items()
                ]
                rows.extend(_sum_of([each.after(start) for each, start in parts if len(each.columns)], row))
        return list(_blocks(rows, list(columns.values())))

    def as_part(self, series: Series, whole: Series) -> list[Block]:
        """The rows of a series, and of its whole the share that it may take of what they leave open, in blocks."""
        columns = _Columns(self._publications, series, self._size)
        rows = [row for _, row in self._rows(series, columns)]
        for place, row in self._rows(whole, _Columns(self._publications, whole, self._size)):
            weights = self._publications[place].parts.get(whole, {}).get(series, {})
            part = _weighed(row, columns, columns.at[place], weights)
            if len(part.columns):
                rows.extend(_sum_of([part], row, share=float(np.abs(part.signs).sum()) / len(row.columns)))
        return list(_blocks(rows, [columns]))

    def wholes(self, series: Series) -> list[Series]:
        """The series that this one is a part of."""
        wholes = (whole for each in self._publications for whole, parts in each.parts.items() if series in parts)
        return list(dict.fromkeys(wholes))

    def parts(self, series: Series) -> list[tuple[Series, Floats]]:
        """What a series is made of: its parts, each with its weights in every kind of company that there is."""
        parts = list(dict.fromkeys(part for each in self._publications for part in each.parts.get(series, {})))
        if not parts:
            return []
        sheets = [
            np.array([here[part][number] for part in parts])
            for each in self._publications
            if (here := each.parts.get(series))
            for number in here[parts[0]]
        ]
        kinds = np.unique(np.concatenate(sheets, axis=1), axis=1)
        return list(zip(parts, kinds[:, kinds.sum(axis=0) > 0], strict=True))

    def is_told(self, series: Series) -> bool:
        """Whether anything was published of a series."""
        return any(series in cells for cells in self._cells)

    def _rows(self, series: Series, columns: "_Columns") -> Iterator[tuple[int, "_Row"]]:
        for place, each in enumerate(self._publications):
            for cell in self._cells[place].get(series, []):
                yield place, _row(cell, columns, place, self._members[place], name=each.name)

    def _mask(self, who: Companies) -> Flags:
        mask = np.zeros(self._size, dtype=bool)
        mask[who] = True
        return mask


class _Columns:
    """The unknowns of a series: per publication and round, the column of each company (-1 for none)."""

    def __init__(self, publications: Sequence[Publication], series: Series, size: int) -> None:
        self.last = next((each.scales[series[0]] for each in publications if series[0] in each.scales), None)
        self.at: list[dict[int, Integers]] = []
        self.nobody = np.full(size, -1, dtype=np.int64)
        self.value = np.zeros(0)
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
                here[number] = self.nobody.copy()
                for earlier in self.at:
                    if number in earlier:
                        before = earlier[number][who]
                        same = (before >= 0) & (self.value[before] == value)
                        here[number][who[same]] = before[same]
                new = here[number][who] < 0
                here[number][who[new]] = len(self.value) + np.arange(new.sum())
                self.value = np.append(self.value, value[new])
                self.company = np.append(self.company, who[new])
                self.round = np.append(self.round, np.full(new.sum(), number))
            self.at.append(here)


def _refuse_other_parts(publication: Publication) -> None:
    """Every value of a whole is the weighted mean of its parts, but for rounding."""
    for whole, parts in publication.parts.items():
        for number, value in publication.answers[whole].items():
            made = sum(np.nan_to_num(publication.answers[part][number]) * parts[part][number] for part in parts)
            known = sum(parts[part][number] for part in parts) > 0
            if (np.abs(made - value)[known & ~np.isnan(value)] > MADE_OF).any():
                raise DisagreementError(
                    f"{publication.name}: {' '.join(whole)}, round {number}: a value is not the mean of its parts"
                )


def _cells_by_series(publication: Publication) -> dict[Series, list[dict[str, Any]]]:
    """The published cells of means. An edition's own table decides, whatever `base` says of a series."""
    cells = publication.cells
    means = pc.is_in(cells["measure"], value_set=pc.cast(sorted(MEANS), cells["measure"].type))
    found: dict[Series, list[dict[str, Any]]] = {}
    for cell in cells.filter(pc.and_(means, pc.equal(cells["status"], "published"))).to_pylist():
        found.setdefault((cell["measure"], cell["item"]), []).append(cell)
    return found


def _size(publication: Publication) -> int:
    """One more than the highest company number."""
    flags = (len(each) for rounds in publication.base.values() for each in rounds.values())
    members = (int(who.max()) + 1 for groups in publication.groups.values() for who in groups.values() if len(who))
    return max([0, *flags, *members])


def _percent(value: Floats, last: int | None, *, difference: bool = False) -> Floats:
    """Points of a scale as percentages of the way from the first to the last; percentages as they are."""
    if last is None:
        return value
    return (value - (0 if difference else FIRST)) * (TOP / (last - FIRST))


def _row(
    cell: Mapping[str, Any], columns: _Columns, place: int, members: Mapping[int, Mapping[Group, Flags]], *, name: str
) -> _Row:
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
    row = _Row(
        columns_of,
        sign,
        *_bounds(cell, len(who), columns.last),
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


def _weighed(row: _Row, columns: _Columns, here: Mapping[int, Integers], weights: Mapping[int, Floats]) -> _Row:
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


def _sum_of(parts: Sequence[_Row], whole: _Row, *, share: float = 1.0) -> Iterator[_Row]:
    """A row of a whole as one row over its parts, which may take this share of what it leaves open."""
    if not parts:
        return
    signs = np.concatenate([each.signs for each in parts])
    unit = float(np.abs(signs).max())  # so that parts that all weigh the same count once, as in their own rows
    truth = sum(each.truth for each in parts) / unit
    yield _Row(
        np.concatenate([each.columns for each in parts]), np.round(signs / unit, 12),
        truth + (whole.low - whole.truth) * share / unit, truth + (whole.high - whole.truth) * share / unit,
        np.concatenate([each.who for each in parts]), np.concatenate([each.rounds for each in parts]), truth,
    )  # fmt: skip


def _bounds(cell: Mapping[str, Any], n: int, last: int | None) -> tuple[float, float]:
    ends = np.array([float(cell["lo"]), float(cell["hi"])])
    low, high = _percent(ends, last, difference=cell["kind"] == "change")
    return n * (float(low) - PAD), n * (float(high) + PAD)


def _blocks(rows: Sequence[_Row], parts: Sequence[_Columns]) -> Iterator[Block]:
    """Rows over the columns of several series, of which the first is asked for."""
    if not rows:
        return
    value, company, rounds = (
        np.concatenate([getattr(each, name) for each in parts]) for name in ("value", "company", "round")
    )
    part = np.repeat(np.arange(len(parts)), [len(each.value) for each in parts])
    matrix = np.zeros((len(rows), len(value)))
    for place, row in enumerate(rows):
        matrix[place, row.columns] = row.signs
    touched = np.flatnonzero(matrix.any(axis=0))
    first, class_of = _distinct(np.vstack([matrix[:, touched], part[touched]]).T)
    matrix = matrix[:, touched[first]]
    first_row, same_as = _distinct(matrix)
    low, high = np.full(len(first_row), -np.inf), np.full(len(first_row), np.inf)
    np.maximum.at(low, same_as, [row.low for row in rows])
    np.minimum.at(high, same_as, [row.high for row in rows])
    matrix = matrix[first_row]
    for classes, here in _parts(matrix != 0):
        asked = part[touched[first[classes]]] == 0
        if not asked.any():
            continue
        mine = touched[np.isin(class_of, classes)]
        at = np.searchsorted(classes, class_of[np.isin(class_of, classes)])
        companies, who = np.unique(company[mine], return_inverse=True)
        has = np.zeros((len(companies), len(classes)), dtype=bool)
        truth = np.zeros(has.shape)
        has[who, at], truth[who, at] = True, value[mine]
        yield Block(
            matrix[np.ix_(here, classes)], low[here], high[here], has.sum(axis=0).astype(float),
            rounds[touched[first[classes]]], companies, has, truth, asked,
        )  # fmt: skip


def _distinct(lines: Floats) -> tuple[Integers, Integers]:
    """Of the lines of a matrix: where each distinct one first stands, and which of these each line is."""
    whole = np.ascontiguousarray(lines).view(np.dtype((np.void, lines.shape[1] * lines.itemsize))).ravel()
    _, first, which = np.unique(whole, return_index=True, return_inverse=True)
    return first, which


def _parts(touches: Flags) -> Iterator[tuple[Integers, Integers]]:
    """Classes and rows (both ascending) that hang together."""
    left = np.ones(touches.shape[0], dtype=bool)
    while left.any():
        rows = np.zeros(len(left), dtype=bool)
        rows[np.argmax(left)] = True
        grown = 0
        while grown < rows.sum():
            grown = int(rows.sum())
            classes = np.asarray(touches[rows].any(axis=0))
            rows = np.asarray(touches[:, classes].any(axis=1))
        left &= ~rows
        yield np.flatnonzero(classes), np.flatnonzero(rows)
