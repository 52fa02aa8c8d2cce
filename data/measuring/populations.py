"""Who should have a statistic: what the room knows without any answer.

Known from the roster, from who handed in, and from the list of which questions apply to which segment. A row of the
lattice rests on these companies. If one of them has no value after all (it left a whole step open), the room must not
learn that from an n that is one lower, so such a row is withheld.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from data.configuration.agreement import Agreement, Policy, Question
from data.measuring.series import ASSESSED, Series
from data.measuring.statistics import CompanyValues

Flags = NDArray[np.bool_]
Populations = Mapping[int, Flags]  # per round, series x companies


def populations(values: CompanyValues, agreement: Agreement, policy: Policy) -> Populations:
    """Per round, which companies should have each series; with a waiting room, only those that were admitted."""
    places = {(each.measure, each.item): place for place, each in enumerate(values.series)}
    expected: dict[int, Flags] = {}
    for number in values.roster.rounds:
        present = values.present[number]
        handed_in = values.value[number][places[ASSESSED]] > 0
        expected[number] = np.array(
            [
                present[place] if each.base is None
                else (handed_in if each.base == ASSESSED else present[places[each.base]])
                & applies(each, values, agreement, number)
                for place, each in enumerate(values.series)
            ]
        ).reshape(present.shape)  # fmt: skip
    if policy.waiting_room:
        protected = np.array([each.guard != "public" for each in values.series])
        for number, admitted in _admitted(values, places[ASSESSED], policy.minimum_companies).items():
            expected[number] = expected[number] & (admitted | ~protected[:, None])
    return expected


def within(values: CompanyValues, expected: Populations) -> CompanyValues:
    """The values of those who should have them: nobody else counts in a sum."""
    present = {number: flags & expected[number] for number, flags in values.present.items()}
    value = {number: np.where(present[number], each, 0) for number, each in values.value.items()}
    return replace(values, value=value, present=present)


def applies(series: Series, values: CompanyValues, agreement: Agreement, number: int) -> Flags:
    """The companies to whose segment at least one question of a series applies."""
    everybody = np.ones(values.roster.size, dtype=bool)
    if series.part not in ("step", "theme", "question"):
        return everybody
    code = series.item.partition(":")[2]
    asked = [
        question
        for question in agreement.questions_of(agreement.round(number).instrument_version)
        if _carries(question, series, code)
    ]
    if any(not question.segments for question in asked):
        return everybody
    segments = {segment for question in asked for segment in question.segments}
    applies = np.zeros(values.roster.size, dtype=bool)
    for segment, companies in values.roster.segments.get(number, {}).items():
        applies[companies] = segment in segments
    return applies


def _carries(question: Question, series: Series, code: str) -> bool:
    match series.part:
        case "step":
            return question.step == code
        case "theme":
            return code in question.themes
        case _:
            return question.id == code


def _admitted(values: CompanyValues, assessed: int, least: int) -> dict[int, Flags]:
    """Joiners wait until at least k of them hand in for the first time together; per round, who no longer waits."""
    inside = np.zeros(values.roster.size, dtype=bool)
    admitted = {}
    for number in values.roster.rounds:
        waiting = (values.value[number][assessed] > 0) & ~inside
        if waiting.sum() >= least:
            inside = inside | waiting
        admitted[number] = inside
    return admitted
