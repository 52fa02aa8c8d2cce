"""The counting attacker: what counts, means of a scale and means of scores together leave possible.

Whole numbers know more than intervals do: a mean of four on a scale of five points, rounded to a tenth, tells the sum
exactly, and eleven yeses among twelve tell somebody everything. Here every answer stays what it is, a yes or no, a
point of a scale or a score on one side of a bound, and each coalition is asked what remains possible for each other
company, over everything that was ever published.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.attack.known import TOTAL, Companies, DisagreementError, Finding, Floats, Limits, Publication, Series
from data.attack.whole_numbers import Sums, UndecidedError, narrowest

YES_NO = ("risk_prioritised", "risk_rated", "action_companies")
SCALES: Mapping[str, int] = {"risk_severity": 5, "risk_likelihood": 5}
COUNTED = (*YES_NO, *SCALES)
Cell = Mapping[str, Any]
Told = tuple[int, Cell]  # the number of a publication, and a cell that it shows


@dataclass(frozen=True, slots=True)
class Columns:
    """Every value that was ever behind a figure of a series: an answer that is corrected is another column.

    at: per publication and round the column of each company, -1 where it has none. truth: the value of each column.
    """

    company: Companies
    round: NDArray[np.int64]
    truth: Floats
    at: Sequence[Mapping[int, NDArray[np.int64]]]


def attack_counts(
    publications: Sequence[Publication], limits: Limits, *, insiders: int, series: Sequence[Series] | None = None
) -> list[Finding]:
    """What a coalition of `insiders` companies works out at the worst, one finding per count series.

    series: only these. Raises DisagreementError where a published cell is not what the answers give.
    """
    told = told_by(publications)
    names = dict.fromkeys(each for publication in publications for each in publication.base)
    wanted = [each for each in (names if series is None else series) if each[0] in COUNTED]
    return [attack_whole_numbers(publications, told.get(each, []), each, limits, insiders=insiders) for each in wanted]


def told_by(publications: Sequence[Publication]) -> dict[Series, list[Told]]:
    """The published cells of every series, over all publications."""
    told: dict[Series, list[Told]] = {}
    for number, publication in enumerate(publications):
        for cell in publication.cells.to_pylist():
            if cell["status"] == "published":
                told.setdefault((cell["measure"], cell["item"]), []).append((number, cell))
    return told


def attack_whole_numbers(
    publications: Sequence[Publication], told: Sequence[Told], series: Series, limits: Limits, *, insiders: int
) -> Finding:
    """A series of yes and no, or of points on a scale. Rounds stand alone: there are no changes of these."""
    top = SCALES.get(series[0], 2) - 1
    enough = 1 if top == 1 else ceil(limits.width[insiders] * top / 100)
    worst = Finding(series, insiders, width=100 * min(enough, top) / top, pinned=False, failed=False, reason="")
    if not told:
        return replace(worst, width=100.0)
    columns = columns_of(publications, series)
    for number in sorted({cell["round"] for _, cell in told}):
        here = [each for each in told if each[1]["round"] == number]
        sums = _sums(publications, here, columns, series, top)
        try:
            found = narrowest(sums, insiders=insiders, enough=enough)
        except UndecidedError:
            return replace(worst, width=0.0, failed=True, reason="undecided", round=number)
        width = 100 * found.steps / top
        if found.company is not None and width < worst.width:
            reason = "pinned" if found.steps == 0 else "narrow"
            worst = Finding(
                series, insiders, width, found.steps == 0, True, reason, found.company, number, found.coalition
            )
    return replace(worst, proven=not worst.failed)


def columns_of(publications: Sequence[Publication], series: Series) -> Columns:
    """The columns of a series. Raises DisagreementError where somebody in the base has no value."""
    company: list[Companies] = []
    rounds: list[NDArray[np.int64]] = []
    truth: list[Floats] = []
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
            value = np.full(size, np.nan)
            answers = publication.answers[series][number]
            value[: len(answers)] = answers
            if np.isnan(value[has]).any():
                raise DisagreementError(
                    f"{publication.name}: {series}, round {number}: companies in the base have no value"
                )
            column = np.full(size, -1, dtype=np.int64)
            for before, numbers in versions:
                same = has & (column < 0) & (before == value)
                column[same] = numbers[same]
            new = np.flatnonzero(has & (column < 0))
            column[new] = many + np.arange(len(new))
            many += len(new)
            fresh = np.full(size, -1, dtype=np.int64)
            fresh[new] = column[new]
            seen = np.full(size, np.nan)
            seen[new] = value[new]
            versions.append((seen, fresh))
            company.append(new)
            rounds.append(np.full(len(new), number, dtype=np.int64))
            truth.append(value[new])
            at[place][number] = column
    return Columns(_joined(company).astype(np.int64), _joined(rounds).astype(np.int64), _joined(truth), at)


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
        members = members[:0] if columns is None else members[columns[members] >= 0]
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


def _sums(
    publications: Sequence[Publication], told: Iterable[Told], columns: Columns, series: Series, top: int
) -> Sums:
    """The cells of one round as sums of whole numbers from 0; a column that no cell rests on is left out."""
    rows: dict[bytes, tuple[NDArray[np.int64], int, int]] = {}
    for members, lo, hi in _rows(publications, told, columns, series, top):
        before = rows.get(members.tobytes(), (members, lo, hi))
        rows[members.tobytes()] = (members, max(lo, before[1]), min(hi, before[2]))
    used = np.unique(np.concatenate([members for members, _, _ in rows.values()]))
    member = np.array([np.isin(used, members) for members, _, _ in rows.values()])
    least = np.int64(top > 1)
    return Sums(
        columns.company[used], columns.truth[used].astype(np.int64) - least, top, member,
        np.array([lo for _, lo, _ in rows.values()]), np.array([hi for _, _, hi in rows.values()]),
    )  # fmt: skip


def _rows(
    publications: Sequence[Publication], told: Iterable[Told], columns: Columns, series: Series, top: int
) -> Iterator[tuple[NDArray[np.int64], int, int]]:
    """Per cell its columns and the least and greatest sum of their answers, reckoned from 0."""
    least = int(top > 1)  # a scale starts at 1, a yes or no at 0
    for place, cell in told:
        publication = publications[place]
        at = columns.at[place]
        members = members_of(publication, cell, at)
        if cell["kind"] != "all":
            raise DisagreementError(f"{named(publication, cell)}: {series[0]} has no figures over two rounds")
        if not len(members):
            continue
        here = np.sort(at[cell["round"]][members])
        answers = columns.truth[here]
        if not (np.isin(answers, np.arange(least, top + 1 + least))).all():
            raise DisagreementError(f"{named(publication, cell)}: an answer is not one of {least} to {top + least}")
        total, n = int(answers.sum()), len(here)
        if top == 1:
            lo, hi = bounds_of(publication, cell, Fraction(total))
            yield here, ceil(lo), floor(hi)
            continue
        lo, hi = bounds_of(publication, cell, Fraction(total, n))
        half_up = cell["precision"] == "rounded" and total != hi * n  # a value on the upper edge is shown as the next
        yield here, ceil(lo * n) - n, (ceil(hi * n) - 1 if half_up else floor(hi * n)) - n
