"""The row space of what is published: which companies a combination of figures can be about.

Every figure is a row of an integer matrix over columns (company, round): +1 where a company counts, -1 where its value
is subtracted. A room that has all figures has every combination of the rows. Companies that no row tells apart are one
column set, an atom with a size; a combination that touches an atom touches all its companies. A combination gives
companies away if it rests on fewer than k of them. `RowSpace` looks for such combinations while rows are chosen, in
floating point and erring to the safe side; `leaks.py` proves afterwards, in exact arithmetic, that there is none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]

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
