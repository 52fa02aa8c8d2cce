"""What the decisions on one series follow from: rows, who should have it, whose answers changed, what was shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.measuring.lattice import Row
from data.measuring.series import Series
from data.protection.earlier import Earlier, Versions
from data.protection.rowspace import Columns, Integers

Slot = tuple[int, int]  # a round, and which version of the answers


@dataclass(frozen=True, slots=True)
class Known:
    """Rows that an earlier publication showed, over the companies and versions of then."""

    rows: tuple[Row, ...]
    expected: Mapping[int, NDArray[np.bool_]]
    place: int  # of the publication, among the versions


@dataclass(frozen=True, slots=True)
class Case:
    """Everything that the decisions on one series follow from; equal cases are decided once."""

    rows: Sequence[Row]
    expected: Mapping[int, NDArray[np.bool_]]
    asked: Mapping[int, NDArray[np.bool_]]  # with those to whose segment the series does not apply
    versions: Mapping[int, Versions]  # per round, publications (the last is this one) x companies
    known: Sequence[Known]  # what was shown of this series
    related: Sequence[Known]  # and of every series that may be combined with it
    least: int
    minimum: int
    total_only: bool
    hidden: bool = False  # whether the room may not know who handed in
    closed: frozenset[int] = frozenset()  # rounds in which it would then not stay open

    def key(self) -> tuple[object, ...]:
        """What equal cases have in common."""
        flags = b"".join(flags.tobytes() for each in (self.expected, self.asked) for flags in each.values())
        versions = b"".join(each.tobytes() for each in self.versions.values())
        shown = tuple(
            (tuple(row.address for row in each.rows), b"".join(flags.tobytes() for flags in each.expected.values()))
            for each in (*self.known, *self.related)
        )
        return (flags, versions, shown, self.least, self.minimum, self.total_only, self.hidden, self.closed)

    def leaves_few_beside(self, row: Row) -> bool:
        """Whether a series that does not apply to everybody leaves a few companies beside a row: other series of the
        same answers are told with them.
        """
        beside = len(row.resting_on(self.asked)) - len(row.resting_on(self.expected))
        return 0 < beside < self.least

    def all_have(self, row: Row, present: Mapping[int, NDArray[np.bool_]]) -> bool:
        """Whether every company that should have the statistic has it, in the rounds of a row.

        Also those that the row does not rest on: which rows are withheld would tell who lacks it.
        """
        return all(present[number][self.expected[number]].all() for number in row.rounds())


def matrix_of(case: Case, known: Sequence[Known]) -> tuple[Integers, Columns, int]:
    """Rows known before and the open ones over atoms of companies that no row tells apart; how many were known."""
    size = next((len(flags) for flags in case.expected.values()), 0)
    given = [(row, each.expected, each.place) for each in known for row in each.rows]
    before = len(given)
    given += [(row, case.expected, len(known)) for row in case.rows]
    slots: dict[Slot, int] = {}
    entries: list[tuple[int, int, NDArray[np.int64], int]] = []
    for line, (row, expected, place) in enumerate(given):
        companies = row.resting_on(expected)
        for number, coefficient in row.columns():
            version = case.versions[number][place][companies]
            for each in np.unique(version):
                slot = slots.setdefault((number, int(each)), len(slots))
                entries.append((line, slot, companies[version == each], coefficient))
    full = np.zeros((len(given), len(slots), size), dtype=np.int8)
    for line, slot, companies, coefficient in entries:
        full[line, slot, companies] += np.int8(coefficient)
    flat = np.ascontiguousarray(full.reshape(-1, size).T)
    _, first, counts = np.unique(flat, axis=0, return_index=True, return_counts=True)
    atoms = full[:, :, first].reshape(len(given), -1).astype(np.int64)
    used = np.flatnonzero(atoms.any(axis=0))
    atom = used % max(len(first), 1)
    return atoms[:, used], Columns(atom, counts.astype(np.int64)), before


def known_of(earlier: Sequence[Earlier], shown_of: Sequence[Series], series: Series) -> list[Known]:
    """What earlier publications showed of some series, over the companies that should have had one of them."""
    known = []
    for place, publication in enumerate(earlier):
        shown = sorted(set().union(*(publication.shown.get((each.measure, each.item), ()) for each in shown_of)))
        rows = tuple(publication.rows[each] for each in shown)
        known.append(Known(rows, publication.expected_of(series), place))
    return known


def family_of(series: Series) -> tuple[str, str, str]:
    """Series whose figures may be combined: they rest on the same table of a delivery and are all means, or counts."""
    measure, item = series.base or (series.measure.partition("_")[0], "")
    return series.form, measure, item


def same_as_before(case: Case, row: Row, before: Row, known: Known) -> bool:
    """Whether a publication showed a row over the same companies and the same answers."""
    companies = row.resting_on(case.expected)
    if not np.array_equal(companies, before.resting_on(known.expected)):
        return False
    now = len(case.known)
    return all(
        np.array_equal(case.versions[at][now][companies], case.versions[at][known.place][companies])
        for at in row.rounds()
    )
