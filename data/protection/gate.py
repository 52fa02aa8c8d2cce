"""Between publisher and attackers: hands them what a room would know, in their own form (data/attack/known.py)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from data.attack.known import Limits, Publication, Questions
from data.attack.known import Series as SeriesKey
from data.configuration.agreement import Agreement, Policy
from data.measuring.populations import Populations
from data.measuring.roster import crossed
from data.measuring.scoring import counting
from data.measuring.series import Series
from data.measuring.statistics import CompanyValues
from data.protection.cells import Decided
from data.protection.earlier import Earlier, own_cells

MILLION = 1_000_000
Weights = Mapping[int, NDArray[np.float64]]  # per round, company by company
Kept = TypeVar("Kept")
TINY = 1e-9
NOW = "now"  # the publication that is being made
NUMBERS = ("value", "lo", "hi")


def limits_of(policy: Policy) -> Limits:
    """How narrow an interval may become, per number of insiders."""
    return Limits({insiders: float(width) for insiders, width in policy.narrowest.items()})


def publications(decided: Decided, cells: pa.Table, earlier: Sequence[Earlier]) -> tuple[Publication, ...]:
    """Everything a room would have: what was published before, and these cells (numbers in their units)."""
    return (*before(decided, earlier), _publication(NOW, decided.values, decided.expected, decided, cells))


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
        questions=kept(publication.questions),
        least={series: kept(rounds) for series, rounds in publication.least.items()},
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
        questions={number: _questions(values, number) for number in values.codes},
        scales={
            "risk_severity": decided.agreement.scoring.severity_scale,
            "risk_likelihood": decided.agreement.scoring.likelihood_scale,
        },
        least=dict(_least(values, decided.agreement)),
    )


def _parts(values: CompanyValues, agreement: Agreement) -> Iterator[tuple[SeriesKey, Mapping[SeriesKey, Weights]]]:
    """What each overall series is made of: steps that count alike, or by their questions.

    An open question is one of those that a company had to answer. How many these are depends on what it called not
    applicable; the room is taken to know it.
    """
    places = {_key(each): place for place, each in enumerate(values.series) if each.guard == "answers"}
    for measure in ("maturity", "unanswered", "not_applicable"):
        steps = {(measure, f"step:{step.code}"): step.code for step in agreement.steps}
        if not {(measure, "overall"), *steps} <= set(places):
            continue
        weights: dict[SeriesKey, dict[int, NDArray[np.float64]]] = {step: {} for step in steps}
        for number in values.roster.rounds:
            there = values.present[number][[places[step] for step in steps]].astype(float)
            if measure != "maturity":
                asked = agreement.questions_of(agreement.round(number).instrument_version)
                there *= [[sum(question.step == code for question in asked)] for code in steps.values()]
            if measure == "unanswered":
                idle = [places["not_applicable", item] for _, item in steps]
                there *= 1 - values.value[number][idle] / (100 * MILLION)
            for step, weight in zip(steps, there / np.maximum(there.sum(axis=0), TINY), strict=True):
                weights[step][number] = weight
        yield (measure, "overall"), weights


def _least(values: CompanyValues, agreement: Agreement) -> Iterator[tuple[SeriesKey, Weights]]:
    """What is not applicable to a company at the least, in percent: the questions that are not for its segment.

    A delivery with an answer to one of them is refused; where its segment was corrected since, there may be such an
    answer, and fewer of them did not apply.
    """
    for place, each in enumerate(values.series):
        if each.measure != "not_applicable":
            continue
        code = each.item.partition(":")[2]
        least: dict[int, NDArray[np.float64]] = {}
        for number, segments in values.roster.segments.items():
            version = agreement.round(number).instrument_version
            asked = [question for question in agreement.questions_of(version) if question.step == code or not code]
            least[number] = np.zeros(values.roster.size)
            for segment, companies in segments.items():
                closed = sum(bool(question.segments) and segment not in question.segments for question in asked)
                least[number][companies] = 100 * closed / max(len(asked), 1)
            least[number] = np.fmin(least[number], _answers(values, place, each)[number])
        yield _key(each), least


def _questions(values: CompanyValues, number: int) -> Questions:
    """What the step and theme scores of a round are made of, by the agreement that they were computed with."""
    sheet, codes = values.sheets[number], values.codes[number]
    scores = {("maturity", item): tuple(lines.tolist()) for item, lines in {**sheet.steps, **sheet.themes}.items()}
    return Questions(
        np.where(codes >= 0, 100 * codes / (sheet.maxima[:, None] * MILLION), np.nan),
        np.where(counting(sheet, codes), sheet.can[:, None].astype(float), 0.0),
        scores,
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
