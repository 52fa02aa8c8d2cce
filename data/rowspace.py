"""The row space of what is published: which companies a combination of figures can be about.

Every figure is a row of an integer matrix over columns (company, round): +1 where a company counts, -1 where its value
is subtracted. A room that has all figures has every combination of the rows. Companies that no row tells apart are one
column set, an atom with a size; a combination that touches an atom touches all its companies. A combination gives
companies away if it rests on fewer than k of them. `RowSpace` looks for such combinations while rows are chosen, in
floating point and erring to the safe side; `leaks` proves afterwards, in exact arithmetic, that there is none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

PRIME = 2**31 - 1  # products of two residues fit in 64 bits
FOLLOWS = 1e-9  # the square of what is new in a row, beside its own: below this the row follows from the others
TOUCHES = 1e-7  # what a combination leaves outside a few companies, squared and relative: below this, nothing
MOST_SETS = 60_000  # sets of companies that are looked at one by one; beyond it a doubtful row is withheld


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a matrix of rows: per column its atom, per atom how many companies it is."""

    atom: Integers
    size: Integers

    def small_sets(self, below: int) -> Iterator[tuple[int, ...]]:
        """Every set of atoms with together fewer than `below` companies to which no further atom can be added."""
        small = [int(atom) for atom in np.flatnonzero(self.size < below)]
        small.sort(key=lambda atom: -int(self.size[atom]))
        yield from self._sets(small, (), below - 1)

    def _sets(self, left: Sequence[int], chosen: tuple[int, ...], room: int) -> Iterator[tuple[int, ...]]:
        fitting = [place for place, atom in enumerate(left) if self.size[atom] <= room]
        if not fitting:
            # Maximal only if no atom that was passed over would still fit.
            if chosen and all(self.size[a] > room for a in np.flatnonzero(self.size > 0) if int(a) not in chosen):
                yield chosen
            return
        for place in fitting:
            atom = left[place]
            yield from self._sets(left[place + 1 :], (*chosen, atom), room - int(self.size[atom]))

    def places(self, below: int) -> Integers:
        """The columns of each small set, sets x widest; padded with the number of columns."""
        of_atom = [np.flatnonzero(self.atom == atom) for atom in range(len(self.size))]
        sets = [np.concatenate([of_atom[atom] for atom in chosen]) for chosen in self.small_sets(below)]
        padded = np.full((len(sets), max((len(each) for each in sets), default=0)), len(self.atom), dtype=np.int64)
        for line, each in enumerate(sets):
            padded[line, : len(each)] = each
        return padded


class RowSpace:
    """What the room knows so far, as a subspace that grows row by row.

    The projection on what is still unknown is kept whole, and for every small set of companies the inverse of its block
    of it: a new row gives a set away exactly if what is new in it lies within the set's own columns.
    """

    def __init__(self, columns: Columns, *, below: int) -> None:
        """Nothing is known yet; below: a combination must rest on at least this many companies (k)."""
        self._unknown = np.eye(len(columns.atom))
        self._large = columns.size[columns.atom] >= below
        self._unknown_of_large = np.eye(int(self._large.sum()))
        self._sets = self._few_enough(columns, below)
        width = 0 if self._sets is None else self._sets.shape[1]
        self._inverse = np.tile(np.eye(width), (0 if self._sets is None else len(self._sets), 1, 1))

    @staticmethod
    def _few_enough(columns: Columns, below: int) -> Integers | None:
        singles = int((columns.size == 1).sum())
        return None if singles ** (below - 1) > 6 * MOST_SETS else columns.places(below)

    def follows(self, row: Floats) -> bool:
        """Whether a row is a combination of what is known."""
        return self._new(row)[1] <= FOLLOWS * float(row @ row)

    def gives_away(self, row: Floats) -> bool:
        """Whether with this row some combination would rest on fewer than k companies."""
        new, square = self._new(row)
        if square <= FOLLOWS * float(row @ row):
            return False
        if self._new_in_large(row):
            return False
        if self._sets is None:
            return True
        return bool((square - self._inside(new)[1] <= TOUCHES * square).any())

    def add(self, row: Floats) -> None:
        """The room knows this row from now on."""
        new, square = self._new(row)
        if square <= FOLLOWS * float(row @ row):
            return
        if self._sets is not None and len(self._sets):
            within, inside = self._inside(new)
            left = square - inside
            told = left <= TOUCHES * square
            left[told] = np.inf
            self._inverse += within[:, :, None] * (within / left[:, None])[:, None, :]
        self._unknown -= np.outer(new, new) / square
        large = row[self._large]
        if large.any():
            rest = self._unknown_of_large @ large
            if float(large @ rest) > FOLLOWS * float(large @ large):
                self._unknown_of_large -= np.outer(rest, rest) / float(large @ rest)
        if self._sets is not None and len(self._sets) and told.any():
            self._inverse[told] = np.linalg.pinv(self._blocks(self._sets[told]), rcond=TOUCHES, hermitian=True)

    def copy(self) -> "RowSpace":
        """The same knowledge, to try a row on."""
        twin = object.__new__(RowSpace)
        twin._unknown, twin._inverse = self._unknown.copy(), self._inverse.copy()
        twin._unknown_of_large, twin._large, twin._sets = self._unknown_of_large.copy(), self._large, self._sets
        return twin

    def _new(self, row: Floats) -> tuple[Floats, float]:
        new: Floats = self._unknown @ row
        return new, float(row @ new)

    def _new_in_large(self, row: Floats) -> bool:
        """Whether the row tells something new about the many: then no combination with it is about a few alone."""
        large = row[self._large]
        return bool(large.any()) and float(large @ self._unknown_of_large @ large) > TOUCHES * float(large @ large)

    def _inside(self, new: Floats) -> tuple[Floats, Floats]:
        """Per small set, how its columns would make up what is new, and the square of it."""
        part = np.append(new, 0.0)[self._sets]
        within = np.einsum("nij,nj->ni", self._inverse, part)
        return within, np.einsum("ni,ni->n", within, part)

    def _blocks(self, sets: Integers) -> Floats:
        """The blocks of the unknown that belong to sets of columns; padding stands apart as itself."""
        padded = np.pad(self._unknown, (0, 1))
        padded[-1, -1] = 0.0
        blocks: Floats = padded[sets[:, :, None], sets[:, None, :]]
        line, place = np.nonzero(sets == len(self._unknown))
        blocks[line, place, place] = 1.0
        return blocks


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
