"""What the room remembers: earlier editions and facts published elsewhere, over the companies and answers of then.

A corrected answer is another column of the algebra than the answer it replaces; an answer that stayed is the same one.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.measuring.lattice import Address, Row
from data.measuring.populations import Populations
from data.measuring.roster import Companies, Group, Roster
from data.measuring.scoring import NO_ROW
from data.measuring.series import Series
from data.measuring.statistics import CompanyValues

Flags = NDArray[np.bool_]
Versions = NDArray[np.int16]  # publications x companies
SeriesKey = tuple[str, str]
Origin = Literal["edition", "consent", "elsewhere"]


@dataclass(frozen=True, slots=True)
class Earlier:
    """One publication. values and expected: of then, with the company numbers of today.

    rows: the rows of its lattice that showed something; shown: per series their places in `rows`. cells: as published.
    origin: an edition, a figure that the parties consented to, or published elsewhere, which no edition repeats.
    """

    name: str
    values: CompanyValues
    expected: Populations
    rows: tuple[Row, ...]
    shown: Mapping[SeriesKey, frozenset[int]]
    cells: pa.Table
    origin: Origin = "edition"

    @property
    def is_repeated(self) -> bool:
        """Whether later editions show what it showed."""
        return self.origin != "elsewhere"

    def expected_of(self, series: Series) -> dict[int, Flags]:
        """Who should have had this series, per round; nobody where the publication did not know it."""
        place = place_of(self.values, series)
        nobody = np.zeros(self.values.roster.size, dtype=bool)
        return {number: nobody if place is None else flags[place] for number, flags in self.expected.items()}

    def shows(self, series: Series) -> dict[Address, Row]:
        """The rows that showed a series, by address."""
        places = self.shown.get((series.measure, series.item), frozenset())
        return {self.rows[place].address: self.rows[place] for place in sorted(places)}


def place_of(values: CompanyValues, series: Series) -> int | None:
    """Where a series stands among the values; None if it is not there."""
    wanted = (series.measure, series.item)
    return next((place for place, each in enumerate(values.series) if (each.measure, each.item) == wanted), None)


def versions_of(values: CompanyValues, earlier: Sequence[Earlier], column: int) -> dict[int, Versions]:
    """Per round, which version of its answer a company had in every publication, the present one last.

    The version is the first publication with the same answer; a company without the statistic counts as an answer too.
    """
    series = values.series[column]
    known = [(each.values, place_of(each.values, series)) for each in earlier]
    versions = {}
    for number in values.roster.rounds:
        answers = [_answers(each, place, number, values.roster.size) for each, place in (*known, (values, column))]
        found = np.zeros((len(answers), values.roster.size), dtype=np.int16)
        for place, answer in enumerate(answers):
            found[place] = place
            for before in reversed(range(place)):
                same = answers[before] == answer
                found[place][same] = found[before][same]
        versions[number] = found
    return versions


def _answers(values: CompanyValues, place: int | None, number: int, size: int) -> NDArray[np.float64]:
    """A company's values of one round, infinite where it has none; of an unknown series or round all the same."""
    if place is None or number not in values.present:
        return np.full(size, np.inf)
    return np.where(values.present[number][place], values.value[number][place], np.inf)


def aligned(several: Sequence[CompanyValues]) -> tuple[CompanyValues, ...]:
    """The same values with one numbering of companies for all, in order of pseudonym."""
    pseudonyms = tuple(sorted({name for values in several for name in values.roster.pseudonyms}))
    if all(values.roster.pseudonyms == pseudonyms for values in several):
        return tuple(several)
    number = {name: place for place, name in enumerate(pseudonyms)}
    return tuple(_renumbered(values, number) for values in several)


def _renumbered(values: CompanyValues, number: Mapping[str, int]) -> CompanyValues:
    new = np.array([number[name] for name in values.roster.pseudonyms], dtype=np.int64)

    def companies(groups: Mapping[Group, Companies]) -> dict[Group, Companies]:
        return {group: np.sort(new[members]) for group, members in groups.items()}

    roster = Roster(
        len(number),
        {at: companies(groups) for at, groups in values.roster.groups.items()},
        tuple(number),
        {at: {code: np.sort(new[c]) for code, c in groups.items()} for at, groups in values.roster.segments.items()},
    )
    value = {at: np.zeros((len(values.series), len(number))) for at in values.value}
    present = {at: np.zeros((len(values.series), len(number)), dtype=bool) for at in values.present}
    for at in values.value:
        value[at][:, new] = values.value[at]
        present[at][:, new] = values.present[at]
    codes = {at: np.full((len(each), len(number)), NO_ROW) for at, each in values.codes.items()}
    for at, each in values.codes.items():
        codes[at][:, new] = each
    return replace(values, roster=roster, value=value, present=present, codes=codes)


def own_cells(cells: pa.Table) -> pa.Table:
    """The published cells of an edition without those that it only repeats, over the answers of an earlier one."""
    told = pc.equal(cells.column("status"), "published")
    if "kept" in cells.column_names:
        told = pc.and_not(told, cells.column("kept"))
    return cells.filter(told)


def rows_shown(rows: Iterable[Row], cells: pa.Table) -> tuple[tuple[Row, ...], dict[SeriesKey, frozenset[int]]]:
    """The rows of a lattice of which a table of own cells shows something, and per series which of them."""
    named = ("measure", "item", "kind", "base_round", "round", "dimension", "member")
    by_address: dict[Address, set[SeriesKey]] = {}
    for measure, item, *address in zip(*(cells.column(name).to_pylist() for name in named), strict=True):
        by_address.setdefault(tuple(address), set()).add((measure, item))
    kept = tuple(row for row in rows if row.address in by_address)
    shown: dict[SeriesKey, set[int]] = {}
    for place, row in enumerate(kept):
        for series in by_address[row.address]:
            shown.setdefault(series, set()).add(place)
    return kept, {series: frozenset(places) for series, places in shown.items()}
