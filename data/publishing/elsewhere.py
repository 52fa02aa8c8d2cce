"""Figures that were published elsewhere, each tied to the answers that it tells of.

An annual report was made from the deliveries of its time. Where answers were corrected since, a room has the figure of
then beside those of now: it counts as known over the answers of the first delivery that gives it. A figure that was
published once more with another value counts beside it.
"""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass

from data.configuration.agreement import Agreement, ComputedFrom, Policy, PublishedFigure
from data.custody.home import Home
from data.custody.panel import SCORE_TABLES, DeliveryRecord, deliveries, open_snapshot
from data.measuring.comparison import LEVEL, Computed, compute
from data.measuring.facts import Fact, Size, about_answers, address_of, cell_of, facts_of, series_behind
from data.measuring.lattice import lattice
from data.measuring.populations import populations
from data.measuring.series import series_of
from data.measuring.statistics import CompanyValues, company_values
from data.text import Text

AsOf = Mapping[int, int]
Untied = tuple[tuple[PublishedFigure, Text], ...]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """told: facts, with the answers that they tell of. untied: figures that no answers give, each with the reason.

    corrected: the cells of figures behind which answers, or the companies of their group, were corrected since: whether
    such a figure still holds would tell of the correction.
    """

    told: tuple[tuple[CompanyValues, tuple[Fact, ...]], ...]
    untied: Untied
    corrected: frozenset[ComputedFrom]


def published_elsewhere(
    home: Home, agreement: Agreement, policy: Policy, *, as_of: AsOf | None, today: CompanyValues, computed: Computed
) -> Elsewhere:
    """What a room knows from the figures about answers that an agreement published itself.

    as_of: per round the last delivery that counts; today: the values that they give; computed: every figure from them.
    """
    with closing(open_snapshot(home, as_of=as_of)) as con:
        records = deliveries(con)
    last = {each.round: each.number for each in records} | dict(as_of or {})
    counting = [each for each in records if each.number <= last[each.round] and set(each.tables) & set(SCORE_TABLES)]
    figures = about_answers(agreement)
    before = {figure: _before(cell_of(figure), counting) for figure in figures}
    told: list[tuple[CompanyValues, tuple[Fact, ...]]] = []
    reasons: dict[PublishedFigure, Text] = {}
    tied: set[PublishedFigure] = set()
    corrected: set[ComputedFrom] = set()
    for delivery in (*sorted(set().union(*before.values())), None):
        here, values, given = figures, today, computed
        if delivery is not None:
            here = tuple(figure for figure in figures if delivery in before[figure])
            until = {number: min(delivery, each) for number, each in last.items()}
            with closing(open_snapshot(home, as_of=until)) as con:
                given = compute(con, agreement, map(cell_of, here))
                values = company_values(con, agreement, series_of(agreement, policy), policy.groups)
        size = _size(values, agreement, policy)
        untold = dict(facts_of(agreement, here, given, size).untied)
        new = {_together(figure) for figure in here if figure not in tied and figure not in untold}
        facts = facts_of(agreement, [each for each in here if _together(each) in new], given, size).facts
        told += [(values, facts)] if facts else []
        reasons |= untold
        tied |= set(here) - untold.keys()
        corrected |= {
            cell for cell in map(cell_of, here)
            if cell.delivery == "last" and _answers(values, cell) not in ({}, _answers(today, cell))
        }  # fmt: skip
    untied = tuple((figure, reasons[figure]) for figure in figures if figure not in tied)
    return Elsewhere(tuple(told), untied, frozenset(corrected))


def _before(cell: ComputedFrom, counting: Sequence[DeliveryRecord]) -> tuple[int, ...]:
    """The deliveries after which a figure could be made, but for the last: those of its rounds."""
    of_rounds = {number: [each.number for each in counting if each.round == number] for number in _rounds(cell)}
    if not all(of_rounds.values()):
        return ()
    first = max(min(each) for each in of_rounds.values())
    return tuple(sorted(each for here in of_rounds.values() for each in here if each >= first))[:-1]


def _together(figure: PublishedFigure) -> object:
    """What is told at once: how many companies are at each level of one group, else a figure alone."""
    cell = cell_of(figure)
    return address_of(cell) if cell.measure == LEVEL else figure


def _rounds(cell: ComputedFrom) -> set[int]:
    return {cell.round} if cell.base_round is None else {cell.base_round, cell.round}


def _size(values: CompanyValues, agreement: Agreement, policy: Policy) -> Size:
    """Over how many companies an edition of these values would have a figure; None: it has no such figure."""
    expected = populations(values, agreement, policy)
    rows = {row.address: row for row in lattice(values.roster, agreement)}

    def size(cell: ComputedFrom) -> int | None:
        place = _place(values, cell)
        row = rows.get(address_of(cell))
        if place is None or row is None:
            return None
        return len(row.resting_on({number: flags[place] for number, flags in expected.items()}))

    return size


def _answers(values: CompanyValues, cell: ComputedFrom) -> dict[tuple[int, str], float] | None:
    """Who of its group has what behind a figure, by round and pseudonym; None: an edition has no such series.

    Where an edition has no such group, who of everybody.
    """
    place = _place(values, cell)
    if place is None:
        return None
    everybody = range(values.roster.size)
    return {
        (number, values.roster.pseudonyms[company]): values.value[number][place][company]
        for number in _rounds(cell) & values.present.keys()
        for company in values.roster.groups[number].get((cell.dimension, cell.member), everybody)
        if values.present[number][place][company]
    }


def _place(values: CompanyValues, cell: ComputedFrom) -> int | None:
    """Where the series behind a figure stands among those of the values; None: nowhere."""
    behind = series_behind(cell)
    return next((place for place, each in enumerate(values.series) if (each.measure, each.item) == behind), None)
