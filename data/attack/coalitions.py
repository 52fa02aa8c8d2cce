"""The narrowest interval that a coalition works out in one block, over every coalition and every value of another.

Rows see only the sum of a class, so what a coalition S finds out of a member t of class k outside S depends on the
sums z of the classes alone. Let A and B be the sums over S of the values x and of the rooms above them, 100 - x, per
class. With S known, z lies in [A, 100 size - B], and the unknown t in

    [max(0, z_k - 100 (size_k - 1) + B_k),  min(100, z_k - A_k)]

(the others of the class at their most, or at their least). Both ends grow with z_k, so the interval of t follows from
the least and the most of z_k: two programs over classes, the same for every t of the class.

The truth is one feasible z, whatever a coalition knows. Every solution of a program is another, and from the truth
towards it is a move that can be followed until the box of a coalition ends it: what was found for one coalition proves
something for all others, without a program. Two feasible points prove an interval at least as wide as they reach (the
set is convex). That is the certificate here.

Companies that stand in the same rows differ only in what they answered, so coalitions are not tried one by one. A set
of coalitions ("two out of these, one out of those") is judged at once with the largest A and B of any of them: its box
of z lies within the box of each, so its interval lies within theirs. Where that proves enough, all its coalitions are
done. Where it does not, the set is split by value, in the end into single coalitions, of which the interval is exact.
A point found for a set stays feasible in its parts, whose boxes are wider.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import combinations_with_replacement
from math import comb

import numpy as np

from data.attack.blocks import Block
from data.attack.boxes import Boxes, Choice, Coalitions
from data.attack.known import Companies, Floats
from data.attack.program import Program
from data.attack.rows import TOP
from data.attack.sight import Sight

MOST_SETS = 30_000  # of coalitions per block that are not proven wide when they are first seen
MOST_PROGRAMS = 10_000  # per block; after either, the best bound so far counts
ENOUGH_FAILED = 5_000  # sets after which a failure is no longer looked at for a narrower one
MOST_MOVES = 1_000  # that are remembered beyond two per class
CLOSE = 1e-6  # intervals that differ less are the same


@dataclass(frozen=True, slots=True)
class Narrowest:
    """width: of the narrowest interval; exact, or (not `exact`) proven for all that are in the block.

    at: the class; coalition: places in the block, only where exact. concluded: False where the search ended early.
    """

    width: float
    exact: bool
    at: int
    coalition: Companies
    concluded: bool = True


def narrowest(block: Block, insiders: int, *, enough: float, limit: float = 0.0) -> Narrowest:
    """The narrowest interval in a block: exact where it is below `enough`, else a bound of at least `enough`.

    In a large block an interval below `limit` ends the search, though another may be narrower still. Raises
    NotOptimalError where a program fails.
    """
    return _Search(block, enough, limit).run(min(insiders, len(block.companies) - 1))


class _Search:
    def __init__(self, block: Block, enough: float, limit: float) -> None:
        self._enough, self._limit = enough, limit
        self._boxes = Boxes(block)
        self._truth = self._boxes.truth
        self._program = Program(block.matrix, block.low, block.high)
        self._moves = np.zeros((0, len(self._truth)))
        self._found: list[Floats] = []
        self._sets = self._programs = 0
        self._proven = _bound(np.inf, 0)
        self._risky = np.zeros(0, dtype=np.int64)
        self._waiting: list[tuple[float, int, Coalitions]] = []

    def run(self, insiders: int) -> Narrowest:
        """Best first: the set with the narrowest bound is looked into next."""
        self._start(insiders)
        if len(self._risky) and not self._queue(insiders):
            return _bound(0.0, 0, concluded=False)
        found: Narrowest | None = None
        while self._waiting:
            bound, _, here = heappop(self._waiting)
            if found and found.width < self._limit and self._sets > ENOUGH_FAILED:
                return found
            if bound < self._enough - CLOSE:
                if self._sets > MOST_SETS or self._programs > MOST_PROGRAMS:
                    return _bound(bound, here.narrowest(), concluded=False)
                self._look(here)
            at = here.narrowest()
            if here.width[at] >= self._enough - CLOSE:
                self._note(float(here.width[at]), at)
            elif all(self._boxes.same(choice) for choice in here.choices):
                self._enough = float(here.width[at])
                coalition = [_nobody(), *(who[:number] for who, number in here.choices)]
                found = Narrowest(self._enough, exact=True, at=at, coalition=np.concatenate(coalition))
            else:
                for choices in self._boxes.split(here.choices, at):
                    self._wait(choices, here.low, here.high)
        return found or self._proven

    def _start(self, insiders: int) -> None:
        """Learn which classes are risky, and what the rows leave open to somebody who knows no answer.

        Classes that are not risky are wide under whatever coalition, at the truth alone.
        """
        everybody = np.arange(len(self._boxes.block.companies))
        outside = self._boxes.of(((everybody, insiders),), self._truth, self._truth)
        outside.open = self._boxes.block.asked.copy()
        self._risky = np.flatnonzero(outside.open & (outside.width < self._enough - CLOSE))
        wide = np.where(outside.open, outside.width, np.inf)
        wide[self._risky] = np.inf
        self._note(float(wide.min()), int(np.argmin(wide)))
        self._solve(outside, np.zeros(len(self._truth)), TOP * self._boxes.block.size)

    def _queue(self, insiders: int) -> bool:
        """Put every set that is not proven wide at sight in line; False where there are too many."""
        kinds = self._boxes.kinds
        if insiders > 2 and comb(len(kinds) + insiders - 1, insiders) > MOST_SETS:
            return False
        for each in self._doubtful(insiders):
            if self._sets > MOST_SETS:
                return False
            choices = tuple((kinds[kind], number) for kind, number in Counter(each).items())
            if all(number <= len(who) for who, number in choices):
                self._wait(choices, self._truth, self._truth)
        return True

    def _doubtful(self, insiders: int) -> Iterator[tuple[int, ...]]:
        """The kinds that the insiders can be of, but for those that are proven wide at sight."""
        if insiders not in (1, 2):
            yield from combinations_with_replacement(range(len(self._boxes.kinds)), insiders)
            return
        for together in range(1, insiders + 1):
            self._remember()
            sight = Sight(self._boxes, self._moves)
            doubtful, proven, at = sight.doubtful(self._risky, together, self._enough - CLOSE)
            if together == insiders:
                self._note(proven, at)
                yield from doubtful
                return
            for (kind,) in doubtful:  # learn moves that avoid what one of the two knows
                self._look(self._boxes.of(((self._boxes.kinds[kind], 1),), self._truth, self._truth))

    def _wait(self, choices: tuple[Choice, ...], low: Floats, high: Floats) -> None:
        here = self._boxes.of(choices, low, high)
        if not here.open.any():
            return
        self._boxes.follow(here, self._remember())
        at = here.narrowest()
        if here.width[at] >= self._enough - CLOSE:
            self._note(float(here.width[at]), at)
            return
        self._sets += 1
        heappush(self._waiting, (float(here.width[at]), self._sets, here))

    def _note(self, width: float, at: int) -> None:
        """Something is proven to be at least this wide."""
        if width < self._proven.width:
            self._proven = _bound(width, at)

    def _look(self, here: Coalitions) -> None:
        """Follow what is known by now, then ask programs."""
        self._boxes.follow(here, self._remember())
        self._solve(here, *self._boxes.bounds(here))

    def _remember(self) -> Floats:
        if self._found:
            self._moves = np.vstack([self._moves, *self._found])
            self._found = []
        return self._moves

    def _solve(self, here: Coalitions, bottom: Floats, top: Floats) -> None:
        """Programs for the classes that are not yet proven, the narrowest first, both ends of each at the most."""
        self._program.bound(bottom, top)
        done = ~here.open
        while not done.all():
            at = int(np.argmin(np.where(done, np.inf, here.width)))
            if here.width[at] >= self._enough - CLOSE:
                return
            for sign in (1, -1):
                if here.width[at] < self._enough - CLOSE:
                    self._programs += 1
                    point = self._program.furthest(at, sign)
                    np.minimum(here.low, point, out=here.low)
                    np.maximum(here.high, point, out=here.high)
                    self._boxes.measure(here)
                    if len(self._moves) + len(self._found) < 2 * len(self._truth) + MOST_MOVES:
                        self._found.append(point - self._truth)
            done[at] = True


def _bound(width: float, at: int, *, concluded: bool = True) -> Narrowest:
    return Narrowest(width, exact=False, at=at, coalition=_nobody(), concluded=concluded)


def _nobody() -> Companies:
    return np.zeros(0, dtype=np.int64)
