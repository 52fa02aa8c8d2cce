"""The programs that are tried for evidence about one company: the quick ones first, none twice."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

import numpy as np

from data.attack.figures import HIGHEST
from data.attack.known import FEW_ENOUGH, Floats
from data.attack.moves import Moves
from data.attack.partners import nearest, opposite
from data.attack.questions import Answers, Shared

Coalition = frozenset[int]
NOBODY: Coalition = frozenset()
NEAREST = 7  # companies of which each may move with another in one round: those with which it shares most rows
SEVERAL = 6  # companies that may move with another in one round, group by group
INSTEAD = 4  # companies that are each tried in place of one in the counts
ALONG = (5, 15)  # so many of these at once, with so many that move along
Group = tuple[tuple[int, ...], int | None, Coalition]  # who may move, in which round alone, and who of them may not
Try = Callable[[], Mapping[int, Floats]]  # gives how far each score of each company moves that does


class Tries:
    """The programs about one company."""

    def __init__(self, shared: Shared, company: int, of: Callable[[int], Answers]) -> None:
        """of: every company's part of what was published."""
        self._shared, self._company, self._of = shared, company, of
        self._mine, self._near = of(company), nearest(shared, company)
        self._programs: dict[tuple[tuple[int, ...], int | None, bool], Moves] = {}
        self._tried: set[tuple[object, ...]] = set()

    def witnesses(self, place: int, coalition: Coalition, enough: tuple[float, float]) -> Iterator[Try]:
        """Programs that may give a witness with another score here, the quick ones first; none twice.

        At first every level and target stays with who has it; of a score that counts speak of this often leaves too
        little, so that others then may have them, in its round, and in the end in any. enough: how far up and how far
        down is as good as any further.
        """
        mine, company = self._mine, self._company
        number = mine.asked[place][1]
        together = self._together(number)
        groups = list(self._groups(number, coalition))
        counted = any(each.place == place for each in mine.counted)
        yield from self._staying(place, [each for each in groups if len(each[0]) <= 2])
        if counted:
            yield from self._instead(place, coalition, enough)
        yield from self._staying(place, [each for each in groups if len(each[0]) > 2 and (each[1] or not counted)])
        if not self._shared.counts or not self._shared.few:
            return
        for group, only, known in groups:
            moves = self._moves(group, only)
            if not moves.exchanges:
                continue
            for sign, far in zip((1, -1), enough, strict=True):
                if len(group) <= 2 and self._first((group, only, number, "exchanged", sign)):
                    yield partial(moves.exchanged, company, together, sign, np.inf, number=number)
                if far < np.inf and self._first((group, only, known, place, "small", sign, far)):
                    yield partial(moves.small, place, *_between(sign, far), number=number, known=known)
        group, only, known = groups[-1]
        moves = self._moves(group, only)
        for sign, far in zip((1, -1), enough, strict=True):
            if far < np.inf and moves.exchanges and self._first((*groups[-1], place, "furthest", sign, far)):
                yield partial(moves.exchanged, company, mine.scores[place], sign, far, number=None, known=known)

    def _staying(self, place: int, groups: Sequence[Group]) -> Iterator[Try]:
        """Programs in which everybody keeps its level and target."""
        number = self._mine.asked[place][1]
        for what, goal in ((-1, self._together(number)), (place, self._mine.scores[place])):
            for group, only, known in groups:
                for sign in (1, -1):
                    if self._first((group, only, known, number, what, sign)):
                        yield partial(self._moves(group, only).furthest, self._company, goal, sign, known=known)

    def _together(self, number: int) -> Floats:
        """The sum of the company's scores of a round."""
        return np.asarray(self._mine.scores[[at == number for _, at in self._mine.asked]].sum(axis=0))

    def _instead(self, place: int, coalition: Coalition, enough: tuple[float, float]) -> Iterator[Try]:
        """Programs in which one other company, or none, takes the place of this one in the counts of a round."""
        number = self._mine.asked[place][1]
        for sign, far in zip((1, -1), enough, strict=True):
            if far < np.inf:
                for group in self._in_place_of(number, sign * far, coalition):
                    if self._first((group, number, NOBODY, place, "small", sign, far)):
                        yield partial(self._moves(group, number).small, place, *_between(sign, far), number=number)

    def _in_place_of(self, number: int, moved: float, coalition: Coalition) -> Iterator[tuple[int, ...]]:
        """Small groups: a company alone, with one that is counted instead of it, and with some who move along."""
        company = self._company
        yield (company,)
        others = [each for each in opposite(self._shared, company, number, moved) if each not in coalition]
        near = [each for each in self._near if each not in coalition]
        for other in others[:INSTEAD]:
            yield company, other
        for size in ALONG:
            yield (company, *dict.fromkeys((*others[:size], *near[:size])))

    def _first(self, question: tuple[object, ...]) -> bool:
        """Whether this was not asked of a program before."""
        if question in self._tried:
            return False
        self._tried.add(question)
        return True

    def _groups(self, number: int, coalition: Coalition) -> Iterator[Group]:
        """Ever larger groups of companies that may move, but for those named last, first in one round only; of a small
        panel, in the end all but the coalition.
        """
        company = self._company
        yield (company,), number, NOBODY  # the rounding of large groups leaves room
        near = [each for each in self._near if each not in coalition]
        for other in near[:NEAREST]:
            yield (company, other), number, NOBODY
        for start in range(0, min(len(self._near), FEW_ENOUGH), SEVERAL):
            several = self._near[start : start + SEVERAL]
            if coalition.isdisjoint(several):
                yield (company, *several), number, NOBODY
        everybody = (company, *self._near[:FEW_ENOUGH])
        known = coalition.intersection(everybody)
        yield everybody, number, known
        yield everybody, None, known

    def by_means(self, place: int, coalition: Coalition) -> tuple[float, float]:
        """How far up and how far down a score can move where no counts are known. Raises NotOptimalError."""
        everybody = self._moves((self._company, *self._near), counted=False)
        up, down = (
            everybody.furthest(self._company, self._mine.scores[place], sign, known=coalition).get(self._company)
            for sign in (1, -1)
        )
        return 0.0 if up is None else abs(float(up[place])), 0.0 if down is None else abs(float(down[place]))

    def _moves(self, group: tuple[int, ...], only: int | None = None, *, counted: bool = True) -> Moves:
        if (group, only, counted) not in self._programs:
            members = {each: self._of(each) for each in group}
            self._programs[group, only, counted] = Moves(self._shared, members, number=only, counted=counted)
        return self._programs[group, only, counted]


def _between(sign: int, far: float) -> tuple[float, float]:
    """How far a score may move, at least and at most, to be this far away."""
    least, most = sorted((sign * far, sign * HIGHEST))
    return least, most
