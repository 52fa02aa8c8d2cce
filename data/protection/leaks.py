"""The proof that no combination of published rows rests on fewer than k companies, in exact arithmetic."""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from data.protection.rowspace import Columns, Integers

PRIME = 2**31 - 1  # products of two residues fit in 64 bits


def leaks(matrix: Integers, columns: Columns, *, below: int, known: int = 0) -> list[tuple[int, ...]]:
    """Sets of columns of fewer than k companies on which a combination of the rows rests; exact, empty if safe.

    matrix: rows x columns, whole numbers. The first `known` rows were published before: what they give away by
    themselves is not counted again. Modulo a prime the row space can only look larger than it is, as long as its
    dimension is the true one, which is proven over the fractions; so no leak is missed.
    """
    _refuse_wrong_dimension(matrix)
    large = columns.size[columns.atom] >= below
    now, before = _on_few(matrix, large), _on_few(matrix[:known], large)
    touched = np.flatnonzero(now.any(axis=0))
    atoms, of_touched = np.unique(columns.atom[touched], return_inverse=True)
    sets = Columns(of_touched, columns.size[atoms]).places(below)
    if not len(sets):
        return []
    more = _dependent(now[:, touched], sets) > _dependent(before[:, touched], sets)
    return [tuple(int(touched[c]) for c in sets[line] if c < len(touched)) for line in np.flatnonzero(more)]


def _on_few(matrix: Integers, large: NDArray[np.bool_]) -> Integers:
    """The combinations of rows that rest on no large atom, modulo the prime: those are the ones to look at."""
    order = np.concatenate([np.flatnonzero(large), np.flatnonzero(~large)])
    reduced, pivots = _reduced(matrix[:, order] % PRIME)
    few = np.zeros_like(reduced[: len(pivots)])
    few[:, order] = reduced[: len(pivots)]
    return few[[place for place, column in enumerate(pivots) if column >= large.sum()]]


def _refuse_wrong_dimension(matrix: Integers) -> None:
    independent = matrix.shape[1] - _null_space(matrix).shape[1]
    exact = rank(matrix)
    if independent != exact:
        raise ArithmeticError(
            f"the exact test of what is published cannot be trusted: found dimension {independent} modulo {PRIME}, "
            f"expected {exact}; nothing was written"
        )


def rank(matrix: Integers) -> int:
    """The dimension of the row space, in fractions."""
    pivots: dict[int, dict[int, Fraction]] = {}
    for line in matrix:
        row = {int(place): Fraction(int(line[place])) for place in np.flatnonzero(line)}
        while row:
            first = min(row)
            if first not in pivots:
                pivots[first] = {place: value / row[first] for place, value in row.items()}
                break
            factor = row[first]
            for place, value in pivots[first].items():
                left = row.get(place, Fraction(0)) - factor * value
                if left:
                    row[place] = left
                else:
                    row.pop(place, None)
    return len(pivots)


def _null_space(matrix: Integers) -> Integers:
    """Columns that every row maps to zero, modulo the prime: columns of the matrix x dimension."""
    reduced, pivots = _reduced(matrix % PRIME)
    free = np.setdiff1d(np.arange(matrix.shape[1]), pivots)
    basis = np.zeros((matrix.shape[1], len(free)), dtype=np.int64)
    basis[free, np.arange(len(free))] = 1
    basis[pivots] = -reduced[: len(pivots)][:, free] % PRIME
    return basis


def _reduced(rows: Integers) -> tuple[Integers, list[int]]:
    """The reduced row echelon form modulo the prime, and the columns of its pivots."""
    rows = rows.copy()
    pivots: list[int] = []
    for column in range(rows.shape[1]):
        top = len(pivots)
        found = np.flatnonzero(rows[top:, column])
        if not len(found):
            continue
        rows[[top, top + found[0]]] = rows[[top + found[0], top]]
        rows[top] = rows[top] * pow(int(rows[top, column]), -1, PRIME) % PRIME
        factors = rows[:, column].copy()
        factors[top] = 0
        rows = (rows - factors[:, None] * rows[top] % PRIME) % PRIME
        pivots.append(column)
        if len(pivots) == len(rows):
            break
    return rows, pivots


def _dependent(matrix: Integers, sets: Integers) -> Integers:
    """Per set of columns, the dimension of the combinations of rows that rest on it alone.

    That is what the set's lines of the null space lack in rank. The null space is first mapped to a few dimensions at
    random: that can only lower a rank, so a leak may be seen where there is none, and never the other way round.
    """
    basis = _null_space(matrix)
    width = sets.shape[1]
    if basis.shape[1] > width + 1:
        basis = _times(basis, np.random.default_rng(1).integers(0, PRIME, (basis.shape[1], width + 1)))
    padded = np.vstack([basis, np.zeros((1, basis.shape[1]), dtype=np.int64)])
    wanted = (sets < matrix.shape[1]).sum(axis=1)
    step = max(1, 4_000_000 // max(1, width * basis.shape[1]))
    ranks = [_ranks(padded[sets[start : start + step]]) for start in range(0, len(sets), step)]
    lacking: Integers = wanted - np.concatenate(ranks)
    return lacking


def _times(left: Integers, right: Integers) -> Integers:
    """A product modulo the prime, column of the left by column."""
    total = np.zeros((left.shape[0], right.shape[1]), dtype=np.int64)
    for place in range(left.shape[1]):
        total = (total + left[:, place, None] * right[place] % PRIME) % PRIME
    return total


def _ranks(blocks: Integers) -> Integers:
    """The rank of each of many small matrices modulo the prime, all at once."""
    blocks, count = blocks.copy(), np.arange(len(blocks))
    found = np.zeros(len(blocks), dtype=np.int64)
    for column in range(blocks.shape[2]):
        below = np.arange(blocks.shape[1])[None, :] >= found[:, None]
        candidates = (blocks[:, :, column] != 0) & below
        has = candidates.any(axis=1)
        pivot = candidates.argmax(axis=1)
        line, top = count[has], found[has]
        chosen = blocks[line, pivot[has]].copy()
        blocks[line, pivot[has]] = blocks[line, top]
        blocks[line, top] = chosen
        factors = np.where(np.arange(blocks.shape[1])[None, :] > top[:, None], blocks[line][:, :, column], 0)
        inverse = np.array([pow(int(value), -1, PRIME) for value in chosen[:, column]], dtype=np.int64)
        scaled = chosen * inverse[:, None] % PRIME
        blocks[line] = (blocks[line] - factors[:, :, None] * scaled[:, None, :] % PRIME) % PRIME
        found[has] += 1
    return found
