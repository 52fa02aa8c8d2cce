"""Between publisher and attackers: hands them what a room would know, in their own form (data/attack/known.py)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.agreement import Agreement, Policy
from data.attack.known import Limits, Publication
from data.attack.known import Series as SeriesKey
from data.cells import Decided
from data.earlier import Earlier, own_cells
from data.populations import Populations
from data.roster import crossed
from data.series import Series
from data.statistics import CompanyValues

MILLION = 1_000_000
Weights = Mapping[int, NDArray[np.float64]]  # per round, company by company
Kept = TypeVar("Kept")
WEIGHED: Mapping[str, Literal["step", "questions"]] = {
    "maturity": "step", "unanswered": "questions", "not_applicable": "questions",
}  # fmt: skip
NUMBERS = ("value", "lo", "hi")


def limits_of(policy: Policy) -> Limits:
    """How narrow an interval may become, per number of insiders."""
    return Limits({insiders: float(width) for insiders, width in policy.narrowest.items()})


def publications(decided: Decided, cells: pa.Table, earlier: Sequence[Earlier]) -> tuple[Publication, ...]:
    """Everything a room would have: what was published before, and these cells (numbers in their units)."""
    return (*before(decided, earlier), _publication("now", decided.values, decided.expected, decided, cells))


def before(decided: Decided, earlier: Sequence[Earlier]) -> tuple[Publication, ...]:
    """What a room has already."""
    return tuple(_publication(each.name, each.values, each.expected, decided, each.cells) for each in earlier)


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
        parts={
            whole: {part: kept(weights) for part, weights in parts.items()}
            for whole, parts in publication.parts.items()
        },
        scales=publication.scales,
    )


def _publication(
    name: str, values: CompanyValues, expected: Populations, decided: Decided, cells: pa.Table
) -> Publication:
    protected = {place: each for place, each in enumerate(values.series) if each.guard == "answers"}
    target = next((place for place, each in enumerate(values.series) if each.measure == "target_mean"), None)
    roster = crossed(values.roster) if decided.policy.two_way else values.roster
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
        parts=dict(_parts(values, decided.agreement)),
        scales={
            "risk_severity": decided.agreement.scoring.severity_scale,
            "risk_likelihood": decided.agreement.scoring.likelihood_scale,
        },
    )


def _parts(values: CompanyValues, agreement: Agreement) -> Iterator[tuple[SeriesKey, Mapping[SeriesKey, Weights]]]:
    """What each overall series is made of: steps that count alike, or by how many questions a company was asked."""
    places = {_key(each): place for place, each in enumerate(values.series) if each.guard == "answers"}
    for whole in (each for each in places if each[1] == "overall" and each[0] in WEIGHED):
        steps = {(whole[0], f"step:{step.code}"): step.code for step in agreement.steps}
        if not all(step in places for step in steps):
            continue
        weights: dict[SeriesKey, dict[int, NDArray[np.float64]]] = {step: {} for step in steps}
        for number in values.roster.rounds:
            counts = np.array(
                [values.present[number][places[step]] * _asked(values, agreement, number, code, by=WEIGHED[whole[0]])
                 for step, code in steps.items()], dtype=float,
            )  # fmt: skip
            for step, weight in zip(steps, counts / np.maximum(counts.sum(axis=0), 1), strict=True):
                weights[step][number] = weight
        yield whole, weights


def _asked(
    values: CompanyValues, agreement: Agreement, number: int, step: str, *, by: Literal["step", "questions"]
) -> NDArray[np.int64]:
    """How much a step weighs in each company's overall figure."""
    if by == "step":
        return np.ones(values.roster.size, dtype=np.int64)
    many = np.zeros(values.roster.size, dtype=np.int64)
    for question in agreement.questions_of(agreement.round(number).instrument_version):
        if question.step == step and not question.segments:
            many += 1
        elif question.step == step:
            for segment in question.segments:
                many[values.roster.segments.get(number, {}).get(segment, [])] += 1
    return many


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
