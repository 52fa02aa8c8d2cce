"""What may be shown, decided from the roster and from who has a statistic, never from a score.

This is the provisional policy: at least k companies in a shown row and in every remainder against the rows shown
before it. The rows come in publishing order, so that an earlier row never disappears because of a later one. Series
that rest on the same companies everywhere are decided once. The row space of all rows together takes its place later
(see docs/decisions); rows, order and the result keep their shape.

Sets of companies are Python integers: bit i is company i.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from itertools import product

import numpy as np
from numpy.typing import NDArray

from data.agreement import Agreement, Policy
from data.lattice import Row
from data.series import Series, exists, is_made
from data.statistics import CompanyValues

CompanySet = int


class Decision(IntEnum):
    """Why a cell is or is not shown; the rules are public, and an edition tells only SHOWN or not."""

    ABSENT = 0
    NOT_MADE = 1
    SHOWN = 2
    TOO_FEW = 3
    REMAINDER = 4
    COMBINATION = 5
    NOT_ALL_RATED = 6
    TOTAL_ONLY = 7


Decisions = NDArray[np.int8]
WITHHELD = (Decision.TOO_FEW, Decision.REMAINDER, Decision.COMBINATION, Decision.NOT_ALL_RATED, Decision.TOTAL_ONLY)


def choose(rows: Sequence[Row], values: CompanyValues, agreement: Agreement, policy: Policy) -> Decisions:
    """A decision per row and series. Reads who has a statistic; the values themselves are not looked at."""
    decisions = np.full((len(rows), len(values.series)), Decision.ABSENT, dtype=np.int8)
    patterns = _patterns(values)
    decided: dict[object, list[Decision]] = {}
    by_rounds: dict[tuple[int | None, int], list[int]] = {}
    for place, row in enumerate(rows):
        by_rounds.setdefault((row.base_round, row.round), []).append(place)
    for column, series in enumerate(values.series):
        open_rows = []
        for (base_round, number), places in by_rounds.items():
            if exists(series, base_round, number) and is_made(series, agreement, base_round, number):
                open_rows += places
            elif exists(series, base_round, number):
                decisions[places, column] = Decision.NOT_MADE
        open_rows.sort()
        if not policy.suppress or series.guard == "public":
            decisions[open_rows, column] = Decision.SHOWN
            continue
        base = _base_column(values.series, column)
        minimum = policy.counts_from if series.form == "count" else policy.minimum_companies
        key = (patterns[column], patterns[base], minimum, series.guard, tuple(open_rows))
        if key not in decided:
            has = _sets(values, column)
            complete = _sets(values, base) if series.guard == "complete" else has
            rule = _Rule(policy.minimum_companies, minimum, series.guard == "reporting", complete)
            decided[key] = _Selection(has, rule).decide([rows[place] for place in open_rows])
        decisions[open_rows, column] = decided[key]
    return decisions


@dataclass(frozen=True, slots=True)
class _Rule:
    """k for remainders, the least n of a row, and per round the companies that must all have the statistic."""

    remainder: int
    minimum: int
    total_only: bool
    complete: Mapping[int, CompanySet]


@dataclass(slots=True)
class _Selection:
    """What is shown so far of one pattern: sets at one round, and changes between two."""

    has: Mapping[int, CompanySet]
    rule: _Rule
    levels: dict[int, list[CompanySet]] = field(default_factory=dict)
    changes: dict[tuple[int, int], list[CompanySet]] = field(default_factory=dict)
    alone: dict[tuple[int, int], list[CompanySet]] = field(default_factory=dict)

    def decide(self, rows: Sequence[Row]) -> list[Decision]:
        """One decision per row, in their order; the three rows of a pair stand together."""
        result: list[Decision] = []
        while len(result) < len(rows):
            row = rows[len(result)]
            result.extend(self._pair(row) if row.kind == "pair_start" else [self._single(row)])
        return result

    def _pair(self, row: Row) -> list[Decision]:
        """Both ends and the change, or the change alone."""
        companies, refused = self._companies(row)
        base = row.base_round if row.base_round is not None else row.round
        if refused is None:
            refused = self._level(companies, base) or self._level(companies, row.round, also={base: [companies]})
        if refused is None:
            self.levels.setdefault(base, []).append(companies)
            self.levels.setdefault(row.round, []).append(companies)
            self.changes.setdefault((base, row.round), []).append(companies)
            return [Decision.SHOWN] * 3
        return [refused, refused, self._change(row)]

    def _single(self, row: Row) -> Decision:
        if row.kind == "change":
            return self._change(row)
        companies, refused = self._companies(row)
        refused = refused or self._level(companies, row.round)
        if refused is None:
            self.levels.setdefault(row.round, []).append(companies)
        return refused or Decision.SHOWN

    def _companies(self, row: Row) -> tuple[CompanySet, Decision | None]:
        """The companies that a row rests on, and why it may not be shown by itself."""
        members = company_set(row.members)
        rounds = (row.round,) if row.base_round is None else (row.base_round, row.round)
        companies, expected = members, members
        for number in rounds:
            companies &= self.has[number]
            expected &= self.rule.complete[number]
        if self.rule.total_only and row.dimension != "total":
            return companies, Decision.TOTAL_ONLY
        if companies.bit_count() < self.rule.minimum:
            return companies, Decision.TOO_FEW
        return companies, None if companies == expected else Decision.NOT_ALL_RATED

    def _level(
        self, companies: CompanySet, at: int, *, also: Mapping[int, list[CompanySet]] | None = None
    ) -> Decision | None:
        """Whether a sum over these companies at one round leaves a small remainder with what is shown."""
        if any(self._small(companies ^ other) for other in self.levels.get(at, [])):
            return Decision.REMAINDER
        for (base, number), shown in self.alone.items():
            if at in (base, number):
                far = number if at == base else base
                others = [*self.levels.get(far, []), *(also or {}).get(far, [])]
                if any(self._small((companies ^ s) | (other ^ s)) for s, other in product(shown, others)):
                    return Decision.COMBINATION
        return None

    def _change(self, row: Row) -> Decision:
        companies, refused = self._companies(row)
        base, number = row.base_round if row.base_round is not None else row.round, row.round
        if refused is None:
            refused = self._change_refused(companies, base, number)
        if refused is not None:
            return refused
        self.changes.setdefault((base, number), []).append(companies)
        self.alone.setdefault((base, number), []).append(companies)
        return Decision.SHOWN

    def _change_refused(self, companies: CompanySet, base: int, number: int) -> Decision | None:
        """Another change over the same rounds; a mean at either end (leavers and joiners); a chain of changes."""
        if any(self._small(companies ^ other) for other in self.changes.get((base, number), [])):
            return Decision.REMAINDER
        ends = product(self.levels.get(base, []), self.levels.get(number, []))
        if any(self._small((companies ^ start) | (companies ^ end)) for start, end in ends):
            return Decision.COMBINATION
        if any(self._small(_differences(companies, chain)) for chain in self._chains(base, number)):
            return Decision.COMBINATION
        return None

    def _chains(self, base: int, number: int) -> Iterator[tuple[CompanySet, ...]]:
        """Shown changes that lead from one round to another in two or more steps."""
        for (start, end), shown in self.changes.items():
            if start == base and end < number:
                rest = [(other,) for other in self.changes.get((end, number), [])]
                for chain in (*rest, *self._chains(end, number)):
                    yield from ((first, *chain) for first in shown)

    def _small(self, remainder: CompanySet) -> bool:
        return 0 < remainder.bit_count() < self.rule.remainder


def company_set(companies: Iterable[int]) -> CompanySet:
    """Company numbers as a set."""
    numbers = np.fromiter(companies, dtype=np.int64)
    mask = np.zeros(int(numbers.max()) + 1 if len(numbers) else 0, dtype=bool)
    mask[numbers] = True
    return _as_set(mask)


def _as_set(mask: NDArray[np.bool_]) -> CompanySet:
    return int.from_bytes(np.packbits(mask, bitorder="little").tobytes(), "little")


def _differences(companies: CompanySet, chain: Iterable[CompanySet]) -> CompanySet:
    """The companies that do not cancel when a chain of changes is taken from a change."""
    left = 0
    for other in chain:
        left |= companies ^ other
    return left


def _sets(values: CompanyValues, column: int) -> dict[int, CompanySet]:
    return {number: _as_set(present[column]) for number, present in values.present.items()}


def _patterns(values: CompanyValues) -> list[bytes]:
    """Per series, who has it in every round; equal patterns are decided once."""
    packed = [np.packbits(values.present[number], axis=1) for number in values.roster.rounds]
    return [b"".join(each[column].tobytes() for each in packed) for column in range(len(values.series))]


def _base_column(series: Sequence[Series], column: int) -> int:
    """The series whose companies must all have this one; itself where there is no such series."""
    measure, item = series[column].base, series[column].item
    return next((n for n, each in enumerate(series) if each.measure == measure and each.item == item), column)
