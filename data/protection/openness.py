"""Whether it stays open who handed in, where an agreement does not let the room know that.

Two companies of which the room knows the same could be each other in a round: exchange the assessments that they handed
in for it, or their risk analyses, or their action plans, and every edition stays what it is, since nothing in it looks
at a name. So it stays open whether a company handed in as long as, whichever companies work together, one alike did the
opposite. For that no figure may rest on two rounds: who is in both would tell the companies apart. In a round in which
it does not stay open, every figure that rests on who handed in is held back. That rule too sees only how many of each
kind did; it would hold back as well if all the others had handed in, or none.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from data.configuration.agreement import TABLE_BEHIND, Agreement, Policy
from data.measuring.populations import applies
from data.measuring.roster import TOTAL
from data.measuring.series import ASSESSED, Series
from data.measuring.statistics import CompanyValues
from data.protection.earlier import Earlier

Closed = Mapping[str, frozenset[int]]  # "assessments", "risks", "actions" -> the rounds that are held back
Flags = NDArray[np.bool_]
EXPECTED = (("membership", "official"), ("membership", "monitored"))
ASSESSMENTS = "assessments"
# Counts of one state each, in total only and coded: they protect themselves, and say nothing of the other states.
OF_ONE_STATE = ("expected", "waived", "submitted")
# By the companies' own targets or membership, or over two rounds: these would tell companies apart that are alike. Of
# the assessments that came in (`submitted` tells as much) the n counts who was not expected to and did so all the same:
# less these, the total tells how many others did where that is too few to say.
OF_OWN_TARGETS = ("target_mean", "on_schedule")
OF_OWN_MEMBERSHIP = (("membership", "monitored"), ASSESSED, ("membership", "comparable"))


def is_hidden(agreement: Agreement, policy: Policy) -> bool:
    """Whether the room may not know who handed in."""
    return policy.suppress and not agreement.reporting_is_public


def closed_rounds(
    values: CompanyValues, agreement: Agreement, policy: Policy, earlier: Sequence[Earlier] = ()
) -> Closed:
    """Per table of a delivery, the rounds in which it would not stay open who handed it in.

    earlier: what companies have in common is judged over every publication. A round of which something was published
    while everybody might know who handed in, or over two rounds, is held back too: no exchange leaves that as it is.
    """
    known = {row.round for each in earlier if _was_public(each) for row in each.rows}
    compared = set(_compared(agreement, earlier))
    closed = {}
    for table, rounds in _handed_in(values).items():
        made = {number: flags for number, flags in rounds.items() if table not in agreement.round(number).not_made}
        told = known | compared if table == ASSESSMENTS else known
        closed[table] = frozenset(
            number
            for number, flags in made.items()
            if number in told
            or not _open(values, kinds_of(values, agreement, number, earlier), flags, number, policy.insiders + 2)
        )
    return closed


def closed_to(series: Series, closed: Closed, rounds: Sequence[int]) -> frozenset[int]:
    """The rounds in which a series is held back."""
    key = (series.measure, series.item)
    if series.measure in OF_OWN_TARGETS or key in OF_OWN_MEMBERSHIP:
        return frozenset(rounds)
    if series.measure in TABLE_BEHIND:
        return closed.get(TABLE_BEHIND[series.measure], frozenset())
    if series.measure in OF_ONE_STATE:
        return frozenset()
    return frozenset[int]().union(*closed.values())


def kinds_of(
    values: CompanyValues, agreement: Agreement, number: int, earlier: Sequence[Earlier] = ()
) -> NDArray[np.int64]:
    """Per company the number of its kind: companies of which the room knows the same in a round, as far as a figure
    rests on it: whether they are on the roster, their groups, and which steps and themes apply to them.
    """
    known = [line for each in (values, *(each.values for each in earlier)) for line in _public(each, agreement, number)]
    _, kinds = np.unique(np.array(known, dtype=float), axis=1, return_inverse=True)
    return kinds.reshape(-1)


def _open(values: CompanyValues, kinds: NDArray[np.int64], handed_in: Flags, number: int, least: int) -> bool:
    """Whether of each kind at least so many handed in and at least so many did not, of members that were expected to.

    Exchanges are among these: of a leaver, or of whoever is exempt, the room would not believe that it handed in.
    """
    expected = [n for n, each in enumerate(values.series) if (each.measure, each.item) in EXPECTED]
    believable = (values.value[number][expected] > 0).all(axis=0)
    there = np.unique(kinds[values.roster.groups[number][TOTAL]])
    enough = [
        (believable & handed_in & (kinds == kind)).sum() >= least
        and (believable & ~handed_in & (kinds == kind)).sum() >= least
        for kind in there
    ]
    return all(enough)


def _was_public(publication: Earlier) -> bool:
    """Whether everybody might know who handed in when it was published."""
    return any(
        (series.measure, series.item) == ASSESSED and series.guard == "public" for series in publication.values.series
    )


def _compared(agreement: Agreement, earlier: Sequence[Earlier]) -> Iterator[int]:
    """The rounds of which a figure over two rounds was published, here or elsewhere, whether or not it still holds."""
    for publication in earlier:
        for row in publication.rows:
            yield from row.rounds() if row.base_round is not None else ()
    for figure in agreement.published_figures:
        cell = figure.computed_from
        if cell is not None and cell.base_round is not None:
            yield from (cell.base_round, cell.round)


def _handed_in(values: CompanyValues) -> dict[str, dict[int, Flags]]:
    """Per table of a delivery and round, who handed it in: figures rest on nothing else of who did."""
    found: dict[str, dict[int, Flags]] = {}
    for place, series in enumerate(values.series):
        assessed = (series.measure, series.item) == ASSESSED
        if not assessed and (series.guard != "answers" or series.base is not None):
            continue
        table = found.setdefault(ASSESSMENTS if assessed else TABLE_BEHIND[series.measure], {})
        for number in values.roster.rounds:
            if number in series.rounds:
                flags = values.value[number][place] > 0 if assessed else values.present[number][place]
                table[number] = table.get(number, False) | flags
    return found


def _public(values: CompanyValues, agreement: Agreement, number: int) -> Iterator[NDArray[np.float64]]:
    """What the room knows of each company in a round, a line per fact."""
    if number not in values.value:
        return
    for members in values.roster.groups[number].values():
        flags = np.zeros(values.roster.size)
        flags[members] = 1
        yield flags
    for series in values.series:
        if series.part in ("step", "theme") and number in series.rounds:
            yield applies(series, values, agreement, number).astype(float)
