"""The exact test of combinations: against a slow search over all of them, and against tables that others protected."""

from itertools import combinations
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.protection.leaks import PRIME, leaks, rank
from data.protection.rowspace import Columns, Integers, RowSpace
from tests.slow_rows import companies_given_away

RANDOMS = st.integers(0, 2**32).map(Random)


def random_rows(random: Random, companies: int, rounds: int, rows: int) -> tuple[Integers, Columns]:
    """Means and changes over random groups; columns are (round, company), every company an atom of its own."""
    matrix = np.zeros((rows, rounds, companies), dtype=np.int64)
    for line in range(rows):
        members = [company for company in range(companies) if random.random() < 0.6]
        at = random.randrange(rounds)
        matrix[line, at, members] = 1
        if at and random.random() < 0.4:
            matrix[line, at - 1, members] = -1
    flat = matrix.reshape(rows, -1)
    return flat, Columns(np.tile(np.arange(companies), rounds), np.ones(companies, dtype=np.int64))


@settings(max_examples=60, deadline=None)
@given(random=RANDOMS, below=st.integers(2, 4))
def test_the_exact_test_finds_what_a_slow_search_in_fractions_finds(random: Random, below: int) -> None:
    matrix, columns = random_rows(random, companies=6, rounds=2, rows=random.randint(1, 6))
    found = leaks(matrix, columns, below=below)
    assert bool(found) == bool(companies_given_away(matrix, columns.atom, below=below))


@settings(max_examples=60, deadline=None)
@given(random=RANDOMS, below=st.integers(2, 4))
def test_rows_that_are_taken_one_by_one_never_give_anybody_away(random: Random, below: int) -> None:
    matrix, columns = random_rows(random, companies=8, rounds=2, rows=12)
    room = RowSpace(columns, below=below)
    taken: list[Integers] = []
    for line in matrix:
        refused = room.gives_away(line.astype(float))
        would = leaks(np.array([*taken, line]), columns, below=below)
        assert refused == bool(would)
        if not refused:
            room.add(line.astype(float))
            taken.append(line)


@settings(max_examples=20, deadline=None)
@given(random=RANDOMS)
def test_what_was_given_away_before_is_not_counted_again_and_nothing_may_be_added_to_it(random: Random) -> None:
    matrix, columns = random_rows(random, companies=6, rounds=2, rows=8)
    alone = np.zeros((1, matrix.shape[1]), dtype=np.int64)
    alone[0, 0] = 1  # a figure of one company was published elsewhere
    known = np.vstack([alone, matrix[:2]])
    assert leaks(known, columns, below=3, known=len(known)) == []
    room = RowSpace(columns, below=3)
    for line in known:
        room.add(line.astype(float))
    for line in matrix[2:]:
        more = leaks(np.vstack([known, line]), columns, below=3, known=len(known))
        assert room.gives_away(line.astype(float)) == bool(more)


def test_companies_that_no_row_tells_apart_count_as_many_as_they_are() -> None:
    columns = Columns(np.array([0, 1, 2]), np.array([1, 3, 10]))
    total, part = np.array([1, 1, 1]), np.array([0, 0, 1])
    assert leaks(np.array([total, part]), columns, below=4) == []
    assert leaks(np.array([total, part]), columns, below=5) != []
    assert leaks(np.array([total, np.array([0, 1, 1])]), columns, below=2) == [(0,)]


@settings(max_examples=30, deadline=None)
@given(random=RANDOMS)
def test_atoms_and_single_companies_give_the_same_verdict(random: Random) -> None:
    """The same rows with every company a column, and with companies of one signature as one column."""
    sizes = [random.choice([1, 2, 3, 5]) for _ in range(5)]
    atoms = np.array([[random.choice([0, 1]) for _ in sizes] for _ in range(4)])
    whole = leaks(atoms, Columns(np.arange(5), np.array(sizes)), below=4)
    apart = leaks(np.repeat(atoms, sizes, axis=1), Columns(np.arange(sum(sizes)), np.ones(sum(sizes), int)), below=4)
    assert bool(whole) == bool(apart)


def test_a_rank_that_only_looks_right_modulo_the_prime_stops_everything() -> None:
    """A row that is zero modulo the prime would hide a company; the dimension in fractions gives it away."""
    matrix = np.array([[PRIME, 0], [0, 1]])
    with pytest.raises(ArithmeticError, match="nothing was written"):
        leaks(matrix, Columns(np.arange(2), np.array([9, 9])), below=2)


def test_the_dimension_is_counted_in_fractions() -> None:
    assert rank(np.array([[1, 1, 0], [0, 1, 1], [1, 2, 1]])) == 2
    assert rank(np.zeros((2, 3), dtype=np.int64)) == 0


def test_every_set_of_few_companies_is_looked_at() -> None:
    columns = Columns(np.arange(5), np.array([1, 1, 1, 2, 9]))
    found = {frozenset(each) for each in columns.small_sets(4)}
    assert found == {frozenset(each) for each in ((0, 1, 2), (3, 0), (3, 1), (3, 2))}
    assert all(len(set(pair)) == 2 for pair in combinations(found, 2))
