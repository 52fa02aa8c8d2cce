"""The lattice: every row that may be published, as a set of companies at one or two rounds.

A row of kind "all" has its members at `round` (+1); "pair_start" and "pair_end" have the members of both rounds at
`base_round` and at `round`; "change" has them at `round` (+1) and at `base_round` (-1). The members of a group are
those of the round concerned, for pairs those of the later round. A row exists where it has a member on the roster:
the set of rows is a function of the roster.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.configuration.agreement import Agreement
from data.cube import Kind
from data.measuring.roster import CROSS, FOUNDERS, TOTAL, Companies, Group, Roster

LEAST_FOR_FIRST_TO_LAST = 3
Address = tuple[Kind, int | None, int, str, str]  # kind, base round, round, dimension, member
TIERS = range(4)
PAIR_KINDS: tuple[Kind, ...] = ("pair_start", "pair_end", "change")


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `members` are the companies on the roster that it may rest on (numbers, ascending)."""

    kind: Kind
    base_round: int | None
    round: int
    dimension: str
    member: str
    members: Companies

    @property
    def address(self) -> Address:
        """Where its cells stand in every series."""
        return (self.kind, self.base_round, self.round, self.dimension, self.member)

    def rounds(self) -> tuple[int, ...]:
        """The rounds in which its companies must have a statistic."""
        return (self.round,) if self.base_round is None else (self.base_round, self.round)

    def resting_on(self, expected: Mapping[int, NDArray[np.bool_]]) -> Companies:
        """The companies that it rests on: its members that should have a statistic in all its rounds."""
        keep = np.ones(len(self.members), dtype=bool)
        for number in self.rounds():
            keep &= expected[number][self.members]
        return self.members[keep]

    def columns(self) -> tuple[tuple[int, int], ...]:
        """The rounds that the row touches, each with its coefficient: +1 or -1."""
        if self.kind == "change" and self.base_round is not None:
            return ((self.round, 1), (self.base_round, -1))
        at = self.base_round if self.kind == "pair_start" and self.base_round is not None else self.round
        return ((at, 1),)


def lattice(roster: Roster, agreement: Agreement) -> tuple[Row, ...]:
    """All rows in publishing order.

    Round by round; in a round the totals before the one-way groups, these before two-way groups and founders last; in
    each of these the same-company pairs, then the change from the first round to this one, then the mean of all.
    """
    return tuple(row for number in roster.rounds for tier in TIERS for row in _tier(roster, agreement, number, tier))


def pairs_ending_in(agreement: Agreement, rounds: tuple[int, ...], number: int) -> tuple[tuple[int, bool], ...]:
    """The earlier rounds that a round is compared with, each with whether both ends may be shown.

    The round before it in its comparability group (both ends), and from the third round of the group on the first one
    (the change alone). A round never takes away a comparison that an earlier round brought: 3 to 5 stays when 6 comes.
    """
    group = agreement.round(number).comparability_group
    before = sorted(each.number for each in agreement.rounds if each.comparability_group == group)
    before = before[: before.index(number)]
    pairs = [(base, True) for base, later in agreement.comparable_pairs() if later == number]
    if len(before) >= LEAST_FOR_FIRST_TO_LAST - 1:
        pairs.append((before[0], False))
    return tuple((base, ends) for base, ends in pairs if base in rounds)


def _tier(roster: Roster, agreement: Agreement, number: int, tier: int) -> Iterator[Row]:
    """The rows of one round: of the total (0), of one-way (1) or two-way groups (2), or of the founders (3)."""
    groups = {group: members for group, members in roster.groups[number].items() if _tier_of(group) == tier}
    for base, ends in pairs_ending_in(agreement, roster.rounds, number):
        for (dimension, member), members in groups.items():
            both = np.intersect1d(members, roster.groups[base][TOTAL], assume_unique=True)
            if len(both):
                for kind in PAIR_KINDS if ends else PAIR_KINDS[-1:]:
                    yield Row(kind, base, number, dimension, member, both)
    for (dimension, member), members in groups.items():
        yield Row("all", None, number, dimension, member, members)


def _tier_of(group: Group) -> int:
    return {TOTAL: 0, FOUNDERS: 3}.get(group, 2 if CROSS in group[0] else 1)
