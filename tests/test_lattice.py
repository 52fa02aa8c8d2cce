"""Which rows exist, in which order: a function of the roster, never of an answer."""

from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from data.configuration.agreement import Agreement
from data.measuring.configured import configure
from data.measuring.lattice import Row, lattice, pairs_ending_in
from data.measuring.roster import FOUNDERS, TOTAL, Roster, read_roster
from data.measuring.statistics import query
from tests.random_panel import Shape, Tables, random_tables, snapshot_of
from tests.small_agreement import small_agreement

AGREEMENT = small_agreement()
RANDOMS = st.integers(0, 2**32).map(Random)
GROUPS = AGREEMENT.policies["secretariat"].groups


def roster_of(agreement: Agreement, tables: dict[int, Tables]) -> Roster:
    with snapshot_of(tables) as con:
        configure(con, agreement, [])
        con.execute(query("roster"))
        return read_roster(con, agreement, GROUPS)


def addresses(rows: tuple[Row, ...]) -> list[tuple[Any, ...]]:
    return [(row.kind, row.base_round, row.round, row.dimension, row.member) for row in rows]


@settings(max_examples=8, deadline=None)
@given(random=RANDOMS, companies=st.integers(1, 15))
def test_the_rows_do_not_change_when_every_answer_does(random: Random, companies: int) -> None:
    tables = random_tables(AGREEMENT, random, Shape(companies=companies))
    before = lattice(roster_of(AGREEMENT, tables), AGREEMENT)
    for here in tables.values():
        for row in here["answer"]:
            row |= {"state": "unanswered", "value_micro": None}
    after = lattice(roster_of(AGREEMENT, tables), AGREEMENT)
    assert addresses(before) == addresses(after)
    assert all((a.members == b.members).all() for a, b in zip(before, after, strict=True))


@settings(max_examples=8, deadline=None)
@given(random=RANDOMS)
def test_every_row_has_a_member_and_no_row_stands_twice(random: Random) -> None:
    rows = lattice(roster_of(AGREEMENT, random_tables(AGREEMENT, random, Shape())), AGREEMENT)
    assert all(len(row.members) for row in rows)
    assert len(set(addresses(rows))) == len(rows)


def test_rows_stand_in_publishing_order() -> None:
    """Rounds in order; in a round totals, groups, founders; in each of these pairs, first to last, all companies."""
    rows = lattice(roster_of(AGREEMENT, random_tables(AGREEMENT, Random(2), Shape(companies=30))), AGREEMENT)
    tiers = {TOTAL: 0, FOUNDERS: 2}
    places = [
        (row.round, tiers.get((row.dimension, row.member), 1), row.kind == "all", row.base_round != row.round - 1)
        for row in rows
    ]
    pairs_first = [place[:3] if place[2] else place for place in places]
    assert [place[:3] for place in pairs_first] == sorted(place[:3] for place in pairs_first)
    three = [row.kind for row in rows if (row.round, row.base_round, row.dimension) == (3, 2, "total")]
    assert three == ["pair_start", "pair_end", "change"]


def test_a_pair_needs_one_comparability_group_and_first_to_last_a_third_round() -> None:
    rounds = (1, 2, 3, 4, 5)  # round 1 is a group of its own
    assert pairs_ending_in(AGREEMENT, rounds, 1) == ()
    assert pairs_ending_in(AGREEMENT, rounds, 2) == ()
    assert pairs_ending_in(AGREEMENT, rounds, 3) == ((2, True),)
    assert pairs_ending_in(AGREEMENT, rounds, 4) == ((3, True), (2, False))
    assert pairs_ending_in(AGREEMENT, rounds, 5) == ((4, True), (2, False))
    assert pairs_ending_in(AGREEMENT, (1, 3, 4, 5), 3) == ()


def test_the_members_of_a_pair_are_those_of_the_later_round_that_were_there_before() -> None:
    roster = roster_of(AGREEMENT, random_tables(AGREEMENT, Random(4), Shape(companies=25)))
    for row in lattice(roster, AGREEMENT):
        later = set(roster.groups[row.round][row.dimension, row.member].tolist())
        earlier = set(roster.groups[row.base_round][TOTAL].tolist()) if row.base_round else later
        assert set(row.members.tolist()) == later & earlier


def test_a_row_knows_its_coefficients() -> None:
    rows = lattice(roster_of(AGREEMENT, random_tables(AGREEMENT, Random(2), Shape(companies=20))), AGREEMENT)
    found = {row.kind: row.columns() for row in rows if row.round == 3}
    assert found == {"pair_start": ((2, 1),), "pair_end": ((3, 1),), "change": ((3, 1), (2, -1)), "all": ((3, 1),)}
