"""A slow, obvious search for combinations of rows that rest on few companies: every set, in fractions."""

from fractions import Fraction
from itertools import combinations

import numpy as np

from data.protection.rowspace import Integers


def companies_given_away(matrix: Integers, company: Integers, *, below: int) -> list[tuple[int, ...]]:
    """The sets of fewer than `below` companies on which some combination of the rows rests.

    A combination rests on a set if it is zero in every other column: the rows cut down to those columns are then
    dependent in a way that the whole rows are not.
    """
    everybody = sorted(set(company.tolist()))
    whole = _rank(matrix)
    sets = [each for size in range(1, below) for each in combinations(everybody, size)]
    return [each for each in sets if _rank(matrix[:, ~np.isin(company, each)]) < whole]


def _rank(matrix: Integers) -> int:
    rows = [[Fraction(int(value)) for value in line] for line in matrix]
    found = 0
    for column in range(matrix.shape[1]):
        pivot = next((place for place in range(found, len(rows)) if rows[place][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for place in range(found + 1, len(rows)):
            factor = rows[place][column] / rows[found][column]
            rows[place] = [a - factor * b for a, b in zip(rows[place], rows[found], strict=True)]
        found += 1
    return found
