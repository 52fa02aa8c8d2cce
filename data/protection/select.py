"""What may be shown, decided from the roster and from who should have a statistic, never from a score.

No combination of everything that was ever published may rest on fewer than k companies (rowspace.py). The rows
come in publishing order and are taken one by one, so that an earlier row never disappears because of a later one; what
earlier editions showed comes before all of them. Series that rest on the same companies everywhere are decided once,
and may be combined with each other as well: their figures are those rows times the series, and what is safe for the
rows is safe for every combination over both.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from data.configuration.agreement import Agreement, Policy
from data.measuring.lattice import Row
from data.measuring.populations import populations
from data.measuring.series import ASSESSED, exists, is_made
from data.measuring.statistics import CompanyValues
from data.protection.cases import Case, family_of, known_of, matrix_of, same_as_before
from data.protection.earlier import Earlier, versions_of
from data.protection.leaks import leaks
from data.protection.openness import closed_rounds, closed_to, is_hidden
from data.protection.rowspace import Columns, Integers, RowSpace


class Decision(IntEnum):
    """Why a cell is or is not shown; the rules are public, and an edition tells only SHOWN or not."""

    ABSENT = 0
    NOT_MADE = 1
    SHOWN = 2
    TOO_FEW = 3
    COMBINATION = 4
    INCOMPLETE = 5
    TOTAL_ONLY = 6
    LADDER = 7
    AS_BEFORE = 8
    NOT_OPEN = 9


Decisions = NDArray[np.int8]
WITHHELD = (
    Decision.TOO_FEW, Decision.COMBINATION, Decision.INCOMPLETE, Decision.TOTAL_ONLY, Decision.LADDER,
    Decision.NOT_OPEN,
)  # fmt: skip


class LeakError(ArithmeticError):
    """The exact test found a combination of chosen rows that rests on too few companies; nothing may be published."""


@dataclass(frozen=True, slots=True)
class Selection:
    """decisions: rows x series. repeats: of a row AS_BEFORE, which of the earlier publications showed it last."""

    decisions: Decisions
    repeats: NDArray[np.int16]


def choose(
    rows: Sequence[Row], values: CompanyValues, agreement: Agreement, policy: Policy, *, earlier: Sequence[Earlier] = ()
) -> Selection:
    """A decision per row and series. Reads who should have a statistic and who lacks it; of earlier editions, what
    they showed and whose answers were corrected since.

    AS_BEFORE: an earlier edition showed this row over the same answers. Raises LeakError where the exact test of all
    chosen rows does not agree with the choice.
    """
    decisions = np.full((len(rows), len(values.series)), Decision.ABSENT, dtype=np.int8)
    repeats = np.full(decisions.shape, -1, dtype=np.int16)
    expected = populations(values, agreement, policy)
    hidden = is_hidden(agreement, policy)
    closed = closed_rounds(values, agreement, policy, earlier) if hidden else {}
    lines = _lines_by_rounds(rows)
    everybody = next(
        place for place, each in enumerate(values.series) if each.base == ASSESSED and each.part == "overall"
    )
    decided: dict[object, Sequence[Decision]] = {}
    for column, series in enumerate(values.series):
        open_rows: list[int] = []
        for (base_round, number), places in lines.items():
            if exists(series, base_round, number) and is_made(series, agreement, base_round, number):
                open_rows += places
            elif exists(series, base_round, number):
                decisions[places, column] = Decision.NOT_MADE
        open_rows.sort()
        if not open_rows:
            continue
        if not policy.suppress or series.guard == "public":
            decisions[open_rows, column] = Decision.SHOWN
            continue
        case = Case(
            rows=[rows[place] for place in open_rows],
            expected={number: flags[column] for number, flags in expected.items()},
            asked={
                number: flags[everybody if series.base == ASSESSED else column] for number, flags in expected.items()
            },
            versions=versions_of(values, earlier, column),
            known=known_of(earlier, [series], series),
            related=known_of(earlier, [each for each in values.series if family_of(each) == family_of(series)], series),
            least=policy.minimum_companies,
            minimum=policy.counts_from if series.form == "count" else policy.minimum_companies,
            total_only=series.guard == "reporting",
            hidden=hidden,
            closed=closed_to(series, closed, values.roster.rounds) if hidden else frozenset(),
        )
        key = (tuple(open_rows), *case.key())
        if key not in decided:
            decided[key] = _decide(case)
        present = {number: flags[column] for number, flags in values.present.items()}
        lacking = [not case.all_have(row, present) for row in case.rows]
        found = np.where(lacking, np.int8(Decision.INCOMPLETE), decided[key])
        for known, publication in zip(case.known, earlier, strict=True):
            shown = publication.shows(series) if publication.is_repeated else {}
            for place, row in enumerate(case.rows):
                if row.address in shown and same_as_before(case, row, shown[row.address], known):
                    found[place] = Decision.AS_BEFORE
                    repeats[open_rows[place], column] = known.place
        decisions[open_rows, column] = found
    return Selection(decisions, repeats)


@dataclass(frozen=True, slots=True)
class _Room:
    """What is known of one series, and of all series together that may be combined with it.

    A row may be new to neither in a way that gives a few companies away. Where all of them showed the same rows, and
    nothing was published elsewhere, the two are one.
    """

    spaces: tuple[RowSpace, ...]
    matrices: tuple[Integers, ...]  # per space the rows, those known before first

    def refuses(self, place: int) -> bool:
        """Whether the open row with this place would give somebody away."""
        return any(space.gives_away(row) for space, row in self._with(place))

    def add(self, place: int) -> None:
        """Show the open row with this place."""
        for space, row in self._with(place):
            space.add(row)

    def copy(self) -> "_Room":
        """The same room, to try a row on."""
        return _Room(tuple(space.copy() for space in self.spaces), self.matrices)

    def _with(self, place: int) -> Iterator[tuple[RowSpace, NDArray[np.float64]]]:
        return ((space, rows[place].astype(float)) for space, rows in zip(self.spaces, self.matrices, strict=True))


def _decide(case: Case) -> Sequence[Decision]:
    """One decision per row: greedily in publishing order, what was published before first, then proven."""
    alike = all(len(own.rows) == len(every.rows) for own, every in zip(case.known, case.related, strict=True))
    cases = [case.known] if alike else [case.known, case.related]
    prepared = [matrix_of(case, known) for known in cases]
    spaces = tuple(_space(matrix[:before], columns, case.least) for matrix, columns, before in prepared)
    room = _Room(spaces, tuple(matrix[before:] for matrix, _, before in prepared))
    result: list[Decision] = []
    while len(result) < len(case.rows):
        room, found = _take(case, room, len(result))
        result.extend(found)
    shown = [place for place, decision in enumerate(result) if decision == Decision.SHOWN]
    for matrix, columns, before in prepared:
        everything = np.vstack([matrix[:before], matrix[before:][shown]])
        found_leaks = leaks(everything, columns, below=case.least, known=before)
        if found_leaks:
            raise LeakError(
                f"{len(found_leaks)} sets of fewer than {case.least} companies follow from what was chosen; expected "
                "none. Nothing was written."
            )
    return result


def _space(known: Integers, columns: Columns, least: int) -> RowSpace:
    space = RowSpace(columns, below=least)
    for line in known:
        space.add(line.astype(float))
    return space


def _take(case: Case, room: _Room, place: int) -> tuple[_Room, list[Decision]]:
    """The decisions on one row, or on the three of a pair: both ends and the change, or the change alone."""
    pair = case.rows[place].kind == "pair_start"
    refused = _refused_alone(case, case.rows[place])
    if refused is not None:
        return room, [refused] * (3 if pair else 1)
    if not pair:
        return room, [_one(room, place)]
    tried = room.copy()
    if not tried.refuses(place):
        tried.add(place)
        if not tried.refuses(place + 1):
            tried.add(place + 1)
            return tried, [Decision.SHOWN] * 3
    return room, [Decision.COMBINATION, Decision.COMBINATION, _one(room, place + 2)]


def _one(room: _Room, place: int) -> Decision:
    if room.refuses(place):
        return Decision.COMBINATION
    room.add(place)
    return Decision.SHOWN


def _refused_alone(case: Case, row: Row) -> Decision | None:
    """Why a row may not be shown whatever else is."""
    if case.hidden and (row.base_round is not None or row.round in case.closed):
        return Decision.NOT_OPEN
    if case.total_only and row.dimension != "total":
        return Decision.TOTAL_ONLY
    if len(row.resting_on(case.expected)) < case.minimum:
        return Decision.TOO_FEW
    if case.leaves_few_beside(row):
        return Decision.COMBINATION
    return None


def _lines_by_rounds(rows: Iterable[Row]) -> dict[tuple[int | None, int], list[int]]:
    lines: dict[tuple[int | None, int], list[int]] = {}
    for place, row in enumerate(rows):
        lines.setdefault((row.base_round, row.round), []).append(place)
    return lines
