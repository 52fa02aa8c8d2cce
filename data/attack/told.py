"""Published cells as the attackers take them: whom a figure rests on, and which value of whom it speaks of.

A value that was corrected between two publications is another column, an unchanged one the same. Every cell is
counted again from the roster, and the truth must lie within what it says.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.attack.known import TOTAL, Companies, DisagreementError, Floats, Publication, Series
from data.attack.whole_numbers import Sums

Cell = Mapping[str, Any]
Told = tuple[int, Cell]  # the number of a publication, and a cell that it shows
At = Sequence[Mapping[int, NDArray[np.int64]]]  # per publication and round the column of each company, -1: none
NOT_IN_BASE, LACKING = -1, -2  # no column: need not have a value; should have one and has not


@dataclass(frozen=True, slots=True)
class Columns:
    """Every value that was ever behind a figure of a series: an answer that is corrected is another column.

    truth: the value of each column; parts: those of other series beside it, columns x series.
    """

    company: Companies
    round: NDArray[np.int64]
    truth: Floats
    at: At
    parts: Floats


def told_by(publications: Sequence[Publication]) -> dict[Series, list[Told]]:
    """The published cells of every series, over all publications."""
    told: dict[Series, list[Told]] = {}
    for number, publication in enumerate(publications):
        for cell in publication.cells.to_pylist():
            if cell["status"] == "published":
                told.setdefault((cell["measure"], cell["item"]), []).append((number, cell))
    return told


def columns_of(publications: Sequence[Publication], series: Series, parts: Sequence[Series] = ()) -> Columns:
    """The columns of a series; of a company that should have a value and has none, LACKING: no cell may rest on it.

    parts: series of which the values belong to a column as well; where one of them is another, so is the column.
    """
    company: list[Companies] = []
    rounds: list[NDArray[np.int64]] = []
    truth: list[Floats] = [np.zeros((0, 1 + len(parts)))]
    at: list[dict[int, NDArray[np.int64]]] = [{} for _ in publications]
    there = [publication.base.get(series, {}) for publication in publications]
    size, many = max((len(flags) for base in there for flags in base.values()), default=0), 0
    for number in sorted({number for base in there for number in base}):
        versions: list[tuple[Floats, NDArray[np.int64]]] = []
        for place, publication in enumerate(publications):
            if number not in there[place]:
                continue
            has = np.zeros(size, dtype=bool)
            has[: len(there[place][number])] = there[place][number]
            value = np.full((size, 1 + len(parts)), np.nan)
            for line, each in enumerate((series, *parts)):
                answers = publication.answers[each][number]
                value[: len(answers), line] = answers
            column = np.where(has & np.isnan(value[:, 0]), LACKING, NOT_IN_BASE)
            has &= ~np.isnan(value[:, 0])
            for before, numbers in versions:
                equal = ((before == value) | (np.isnan(before) & np.isnan(value))).all(axis=1)
                same = has & (column < 0) & equal
                column[same] = numbers[same]
            new = np.flatnonzero(has & (column < 0))
            column[new] = many + np.arange(len(new))
            many += len(new)
            fresh = np.full(size, -1, dtype=np.int64)
            fresh[new] = column[new]
            seen = np.full(value.shape, np.nan)
            seen[new] = value[new]
            versions.append((seen, fresh))
            company.append(new)
            rounds.append(np.full(len(new), number, dtype=np.int64))
            truth.append(value[new])
            at[place][number] = column
    values = np.concatenate(truth)
    return Columns(_joined(company).astype(np.int64), _joined(rounds).astype(np.int64), values[:, 0], at, values[:, 1:])


def _joined(parts: Sequence[NDArray[Any]]) -> NDArray[Any]:
    return np.concatenate(parts) if parts else np.zeros(0)


def members_of(publication: Publication, cell: Cell, at: Mapping[int, NDArray[np.int64]]) -> Companies:
    """The companies that a cell rests on: of its group, those with the statistic; for pairs in both rounds.

    Raises DisagreementError where they are not as many as the cell says.
    """
    number, base = cell["round"], cell["base_round"]
    members = publication.groups.get(number, {}).get((cell["dimension"], cell["member"]), np.zeros(0, dtype=np.int64))
    rounds = [number] if base is None else [number, base]
    if base is not None:
        members = np.intersect1d(members, publication.groups.get(base, {}).get(TOTAL, np.zeros(0, dtype=np.int64)))
    for each in rounds:
        columns = at.get(each)
        members = members[:0] if columns is None else members[columns[members] != NOT_IN_BASE]
    if any((at[each][members] == LACKING).any() for each in rounds if each in at):
        raise DisagreementError(f"{named(publication, cell)}: it rests on a company without a value")
    if len(members) != cell["n"]:
        raise DisagreementError(f"{named(publication, cell)}: n is {cell['n']}, {len(members)} companies were counted")
    return members


def named(publication: Publication, cell: Cell) -> str:
    """A cell by its address, without a value."""
    pair = "" if cell["base_round"] is None else f"{cell['base_round']}-"
    return (
        f"{publication.name}: {cell['measure']} {cell['item']}, {cell['kind']} {pair}{cell['round']}, "
        f"{cell['dimension']} {cell['member']}"
    )


def bounds_of(publication: Publication, cell: Cell, truth: Fraction) -> tuple[Fraction, Fraction]:
    """What a cell says of its value. Raises DisagreementError where the truth lies outside."""
    lo, hi = Fraction(cell["lo"]), Fraction(cell["hi"])
    if not lo <= truth <= hi:
        raise DisagreementError(f"{named(publication, cell)}: the answers give a value outside what it says")
    return lo, hi


def sums_of(
    publications: Sequence[Publication], told: Iterable[Told], columns: Columns, top: int, *, least: int
) -> Sums | None:
    """The cells of one round as sums of whole numbers from 0 to top; columns that no cell rests on are left out."""
    rows: dict[bytes, tuple[NDArray[np.int64], int, int]] = {}
    for members, lo, hi in _rows(publications, told, columns, top, least=least):
        before = rows.get(members.tobytes(), (members, lo, hi))
        rows[members.tobytes()] = (members, max(lo, before[1]), min(hi, before[2]))
    if not rows:
        return None
    used = np.unique(np.concatenate([members for members, _, _ in rows.values()]))
    member = np.array([np.isin(used, members) for members, _, _ in rows.values()])
    return Sums(
        columns.company[used], columns.truth[used].astype(np.int64) - least, top, member,
        np.array([lo for _, lo, _ in rows.values()]), np.array([hi for _, _, hi in rows.values()]),
    )  # fmt: skip


def _rows(
    publications: Sequence[Publication], told: Iterable[Told], columns: Columns, top: int, *, least: int
) -> Iterator[tuple[NDArray[np.int64], int, int]]:
    """Per cell its columns and the least and greatest sum of their answers, reckoned from 0."""
    for place, cell in told:
        publication = publications[place]
        at = columns.at[place]
        members = members_of(publication, cell, at)
        if cell["kind"] != "all":
            raise DisagreementError(f"{named(publication, cell)}: these have no figures over two rounds")
        if not len(members):
            continue
        here = np.sort(at[cell["round"]][members])
        answers = columns.truth[here]
        if not (np.isin(answers, np.arange(least, top + least + 1))).all():
            raise DisagreementError(f"{named(publication, cell)}: an answer is not one of {least} to {top + least}")
        total, n = int(answers.sum()), len(here)
        if not least:
            lo, hi = bounds_of(publication, cell, Fraction(total))
            yield here, ceil(lo), floor(hi)
            continue
        lo, hi = bounds_of(publication, cell, Fraction(total, n))
        # a value on the upper edge is shown as the next one; one on the edge to a bound, as the bound
        open_above = cell["precision"] == "rounded" and total != hi * n
        open_below = cell["precision"] == "rounded" and cell["value"] == cell["lo"] and total != lo * n
        yield (
            here,
            (floor(lo * n) + 1 if open_below else ceil(lo * n)) - n,
            (ceil(hi * n) - 1 if open_above else floor(hi * n)) - n,
        )
