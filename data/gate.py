"""Between publisher and attackers: hands them what a room would know, in their own form (data/attack/known.py)."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.agreement import Policy
from data.attack.known import Limits, Publication
from data.attack.known import Series as SeriesKey
from data.cells import Decided
from data.earlier import Earlier, own_cells
from data.populations import Populations
from data.roster import crossed
from data.series import Series
from data.statistics import CompanyValues

MILLION = 1_000_000
Kept = TypeVar("Kept")
NUMBERS = ("value", "lo", "hi")


def limits_of(policy: Policy) -> Limits:
    """How narrow an interval may become, per number of insiders."""
    return Limits({insiders: float(width) for insiders, width in policy.narrowest.items()})


def publications(decided: Decided, cells: pa.Table, earlier: Sequence[Earlier]) -> tuple[Publication, ...]:
    """Everything a room would have: what was published before, and these cells (numbers in their units)."""
    now = _publication("now", decided.values, decided.expected, decided.policy, cells)
    return (*before(earlier, decided.policy), now)


def before(earlier: Sequence[Earlier], policy: Policy) -> tuple[Publication, ...]:
    """What a room has already."""
    return tuple(_publication(each.name, each.values, each.expected, policy, each.cells) for each in earlier)


def in_rounds(publication: Publication, numbers: Collection[int]) -> Publication:
    """What a publication tells of some rounds that no row connects with others."""

    def kept(rounds: Mapping[int, Kept]) -> dict[int, Kept]:
        return {number: each for number, each in rounds.items() if number in numbers}

    here = pc.is_in(publication.cells.column("round"), value_set=pa.array(sorted(numbers), pa.int32()))
    return Publication(
        name=publication.name,
        cells=publication.cells.filter(here),
        groups=kept(publication.groups),
        base={series: kept(rounds) for series, rounds in publication.base.items()},
        answers={series: kept(rounds) for series, rounds in publication.answers.items()},
        target=kept(publication.target),
    )


def _publication(
    name: str, values: CompanyValues, expected: Populations, policy: Policy, cells: pa.Table
) -> Publication:
    protected = {place: each for place, each in enumerate(values.series) if each.guard == "answers"}
    target = next((place for place, each in enumerate(values.series) if each.measure == "target_mean"), None)
    roster = crossed(values.roster) if policy.two_way else values.roster
    return Publication(
        name=name,
        cells=_of_series(cells, {_key(each) for each in protected.values()}),
        groups=roster.groups,
        base={
            _key(each): {number: flags[place] for number, flags in expected.items()}
            for place, each in protected.items()
        },
        answers={_key(each): _answers(values, place, each) for place, each in protected.items()},
        target={} if target is None else _answers(values, target, values.series[target]),
    )


def _key(series: Series) -> SeriesKey:
    return series.measure, series.item


def _answers(values: CompanyValues, place: int, series: Series) -> Mapping[int, NDArray[np.float64]]:
    """Every company's value in the units of the cells, NaN where it has none."""
    scale = MILLION if series.form == "mean" else 1
    return {
        number: np.where(values.present[number][place], values.value[number][place] / scale, np.nan)
        for number in values.roster.rounds
    }


def _of_series(cells: pa.Table, keys: set[SeriesKey]) -> pa.Table:
    """The own cells of protected series: the others are known to everybody, or said by an earlier publication."""
    cells = own_cells(cells)
    names = zip(cells.column("measure").to_pylist(), cells.column("item").to_pylist(), strict=True)
    return cells.filter(pa.array([name in keys for name in names], pa.bool_()))


def in_units(cells: pa.Table) -> pa.Table:
    """Cells with their numbers in percent, scale points or companies instead of millionths, as on the disk."""
    for name in NUMBERS:
        place = cells.column_names.index(name)
        told = [None if each is None else Decimal(each) / MILLION for each in cells.column(name).to_pylist()]
        cells = cells.set_column(place, name, pa.array(told, pa.decimal128(18, 6)))
    return cells
