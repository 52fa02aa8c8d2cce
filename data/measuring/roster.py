"""The public roster: which companies are members in which round, and in which groups.

Only what the plenary room knows stands here: no scores. Companies are numbers from 0, in order of pseudonym.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import combinations
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from data.configuration.agreement import Agreement, GroupDimension

Companies = NDArray[np.int64]
Group = tuple[str, str]

TOTAL: Group = ("total", "all")
FOUNDERS: Group = ("founders", "founders")
CROSS = "+"  # between the two dimensions, and the two members, of a two-way group


@dataclass(frozen=True, slots=True)
class Roster:
    """size: how many companies there are in all rounds; groups: per round, (dimension, member) -> company numbers.

    Groups stand in publishing order: the total, the one-way groups as the policy names them, two-way groups, founders
    last. A group without a member does not exist. pseudonyms: of every number; segments: per round, segment -> company
    numbers, from which follows which questions apply.
    """

    size: int
    groups: Mapping[int, Mapping[Group, Companies]]
    pseudonyms: tuple[str, ...] = ()
    segments: Mapping[int, Mapping[str, Companies]] = field(default_factory=dict)

    @property
    def rounds(self) -> tuple[int, ...]:
        """The rounds with at least one company, in order."""
        return tuple(sorted(self.groups))


def read_roster(con: duckdb.DuckDBPyConnection, agreement: Agreement, dimensions: tuple[GroupDimension, ...]) -> Roster:
    """The roster of a connection that holds the table `roster` (see sql/roster.sql), split by these dimensions."""
    columns = con.execute(
        "select round, company_no, company, secondary, founder, segment, size_class, cohort "
        "from roster order by round, company_no"
    ).fetchnumpy()
    rounds = np.asarray(columns["round"])
    size = int(np.asarray(columns["company_no"]).max()) + 1 if len(rounds) else 0
    groups = {
        int(number): dict(_groups(columns, rounds == number, agreement, dimensions)) for number in np.unique(rounds)
    }
    pseudonyms = np.full(size, "", dtype=object)
    pseudonyms[columns["company_no"]] = columns["company"]
    segments = {
        int(number): {
            member: columns["company_no"][rounds == number][mask].astype(np.int64)
            for (_, member), mask in _members("segment", columns, rounds == number, agreement)
        }
        for number in np.unique(rounds)
    }
    return Roster(size, groups, tuple(pseudonyms.tolist()), segments)


def crossed(roster: Roster) -> Roster:
    """The roster with every non-empty group of two one-way dimensions as well, before the founders."""
    return replace(roster, groups={number: dict(_crossed(here)) for number, here in roster.groups.items()})


def _crossed(groups: Mapping[Group, Companies]) -> Iterator[tuple[Group, Companies]]:
    yield from ((group, members) for group, members in groups.items() if group != FOUNDERS)
    one_way = [group for group in groups if group not in (TOTAL, FOUNDERS)]
    for (first, member), (second, other) in combinations(one_way, 2):
        both = np.intersect1d(groups[first, member], groups[second, other], assume_unique=True)
        if first != second and len(both):
            yield (f"{first}{CROSS}{second}", f"{member}{CROSS}{other}"), both
    if FOUNDERS in groups:
        yield FOUNDERS, groups[FOUNDERS]


def _groups(
    columns: Mapping[str, Any], here: NDArray[np.bool_], agreement: Agreement, dimensions: tuple[GroupDimension, ...]
) -> Iterator[tuple[Group, Companies]]:
    """The non-empty groups of one round, in publishing order."""
    companies = np.asarray(columns["company_no"])[here].astype(np.int64)
    ordered = sorted(dimensions, key=lambda dimension: dimension == FOUNDERS[0])
    candidates: list[tuple[Group, NDArray[np.bool_]]] = [(TOTAL, np.ones(len(companies), dtype=bool))]
    for dimension in ordered:
        candidates.extend(_members(dimension, columns, here, agreement))
    for group, mask in candidates:
        if mask.any():
            yield group, companies[mask]


def _members(
    dimension: GroupDimension, columns: Mapping[str, Any], here: NDArray[np.bool_], agreement: Agreement
) -> Iterator[tuple[Group, NDArray[np.bool_]]]:
    """Every member of one dimension with who is in it, in the agreement's order."""
    if dimension == "secondary":
        secondary = np.asarray(columns["secondary"])[here].astype(bool)
        yield ("secondary", "secondary"), secondary
        yield ("secondary", "other"), ~secondary
    elif dimension == "founders":
        yield FOUNDERS, np.asarray(columns["founder"])[here].astype(bool)
    elif dimension == "cohort":
        cohort = np.asarray(columns["cohort"])[here]
        yield from ((("cohort", str(each.number)), cohort == each.number) for each in agreement.rounds)
    else:
        codes = agreement.segments if dimension == "segment" else agreement.size_classes
        column = np.asarray(columns[dimension])[here]
        yield from (((dimension, each.code), column == each.code) for each in codes)
