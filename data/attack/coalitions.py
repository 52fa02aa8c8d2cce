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

Coalitions are not tried one by one. A set of coalitions ("i out of these companies, j out of those") is judged at once
with the largest A and B of any of them: its box of z lies within the box of each, so its interval lies within theirs.
Where that proves enough, all its coalitions are done. Where it does not, the set is split, in the end into single
coalitions, of which the interval is exact. A point found for a set stays feasible in its parts, whose boxes are wider.
"""

from dataclasses import dataclass
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray

from data.attack.known import Companies, Flags, Floats
from data.attack.program import Program
from data.attack.system import TOP, Block

Choice = tuple[Companies, int]  # so many out of these companies (places in the block)

MOST_SETS = 200_000  # of coalitions per block; then the best bound so far counts
MOST_MOVES = 1_000  # that are remembered beyond those of the start
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


@dataclass(slots=True)
class _Coalitions:
    """A set of coalitions with what each class can at least reach under every one of them."""

    choices: tuple[Choice, ...]
    known: Floats
    room: Floats
    open: Flags
    low: Floats
    high: Floats
    width: Floats

    def bottom(self, truth: Floats) -> Floats:
        """The box of the sums of classes, below."""
        return np.minimum(self.known, truth)

    def top(self, size: Floats, truth: Floats) -> Floats:
        """The box of the sums of classes, above."""
        return np.maximum(TOP * size - self.room, truth)


def narrowest(block: Block, insiders: int, *, enough: float) -> Narrowest:
    """The narrowest interval in a block: exact where it is below `enough`, else a bound of at least `enough`.

    Raises NotOptimalError where a program fails.
    """
    return _Search(block, enough).run(min(insiders, len(block.companies) - 1))


class _Search:
    def __init__(self, block: Block, enough: float) -> None:
        self._block = block
        self._enough = enough
        self._truth = block.value.sum(axis=0)
        self._room = np.where(block.has, TOP - block.value, 0.0)
        _, self._alike = np.unique(block.has, axis=0, return_inverse=True)
        self._program = Program(block.matrix, block.low, block.high)
        self._moves = np.zeros((0, len(self._truth)))
        self._found: list[Floats] = []
        self._sets = 0
        self._proven = Narrowest(np.inf, exact=False, at=0, coalition=_nobody())
        self._waiting: list[tuple[float, int, _Coalitions]] = []

    def run(self, insiders: int) -> Narrowest:
        """Best first: the set with the narrowest bound is looked into next."""
        everybody = (np.arange(len(self._block.companies)), insiders)
        found: Narrowest | None = None
        self._start(everybody)
        self._wait((everybody,), self._truth, self._truth)
        while self._waiting:
            bound, _, here = heappop(self._waiting)
            if self._sets > MOST_SETS and bound < self._enough - CLOSE:
                return Narrowest(bound, exact=False, at=_at(here), coalition=_nobody(), concluded=False)
            if bound < self._enough - CLOSE:
                self._follow(here)
                if all(self._alike_only(choice) for choice in here.choices):
                    self._solve(here, here.bottom(self._truth), here.top(self._block.size, self._truth))
            at = _at(here)
            if here.width[at] >= self._enough - CLOSE:
                self._note(here)
            elif all(self._same(choice) for choice in here.choices):
                self._enough = float(here.width[at])
                coalition = [who[:number] for who, number in here.choices]
                found = Narrowest(self._enough, exact=True, at=at, coalition=np.concatenate([_nobody(), *coalition]))
            else:
                for choices in self._split(here.choices, at):
                    self._wait(choices, here.low, here.high)
        return found or self._proven

    def _start(self, everybody: Choice) -> None:
        """Moves to begin with: what the rows leave open to somebody who knows no answer."""
        outside = self._set((everybody,), self._truth, self._truth)
        nothing = np.zeros(len(self._truth))
        self._solve(outside, nothing, TOP * self._block.size)
        self._moves = np.array(self._found).reshape(-1, len(self._truth))
        self._found = []

    def _wait(self, choices: tuple[Choice, ...], low: Floats, high: Floats) -> None:
        here = self._set(choices, low, high)
        if here.open.any():
            self._follow(here)
            heappush(self._waiting, (float(here.width[here.open].min()), self._sets, here))

    def _note(self, here: _Coalitions) -> None:
        """Everything of a set is proven wide enough."""
        at = _at(here)
        if here.width[at] < self._proven.width:
            self._proven = Narrowest(float(here.width[at]), exact=False, at=at, coalition=_nobody())

    def _set(self, choices: tuple[Choice, ...], low: Floats, high: Floats) -> _Coalitions:
        """A set of coalitions; `low` and `high` are what each class reaches at points that stay feasible for it."""
        self._sets += 1
        known, room = np.zeros(len(self._truth)), np.zeros(len(self._truth))
        least = np.zeros(len(self._truth))
        for who, number in choices:
            known += _largest(self._block.value[who], number)
            room += _largest(self._room[who], number)
            least += np.maximum(0, self._block.has[who].sum(axis=0) - (len(who) - number))
        here = _Coalitions(
            choices, known, room, self._block.size > least, low.copy(), high.copy(), np.zeros(len(self._truth))
        )
        self._measure(here)
        return here

    def _measure(self, here: _Coalitions) -> None:
        most = np.minimum(TOP, here.high - here.known)
        least = np.maximum(0, here.low - TOP * (self._block.size - 1) + here.room)
        here.width = np.maximum(most - least, 0)

    def _follow(self, here: _Coalitions) -> None:
        """Follow every move from the truth until the box of the set ends it."""
        if self._found:
            self._moves = np.vstack([self._moves, *self._found])
            self._found = []
        if not len(self._moves):
            return
        touched = np.flatnonzero(here.known + here.room)
        move = self._moves[:, touched]
        down = (self._truth - here.bottom(self._truth))[touched]
        up = (here.top(self._block.size, self._truth) - self._truth)[touched]
        with np.errstate(divide="ignore", invalid="ignore"):
            steps = np.where(move > 0, up / move, np.where(move < 0, -down / move, 1.0))
        reached = np.minimum(steps.min(axis=1, initial=1.0), 1.0)[:, None] * self._moves
        np.maximum(here.high, self._truth + reached.max(axis=0), out=here.high)
        np.minimum(here.low, self._truth + reached.min(axis=0), out=here.low)
        self._measure(here)

    def _solve(self, here: _Coalitions, bottom: Floats, top: Floats) -> None:
        """Programs for the classes that are not yet proven, the narrowest first, both ends of each at the most."""
        self._program.bound(bottom, top)
        done = ~here.open
        while not done.all():
            at = int(np.argmin(np.where(done, np.inf, here.width)))
            if here.width[at] >= self._enough - CLOSE:
                return
            for sign in (1, -1):
                if here.width[at] < self._enough - CLOSE:
                    point = self._program.furthest(at, sign)
                    np.minimum(here.low, point, out=here.low)
                    np.maximum(here.high, point, out=here.high)
                    self._measure(here)
                    if len(self._moves) + len(self._found) < 2 * len(self._truth) + MOST_MOVES:
                        self._found.append(point - self._truth)
            done[at] = True

    def _alike_only(self, choice: Choice) -> bool:
        """Whether all coalitions of a choice stand in the same rows, so that only their values differ."""
        who, number = choice
        return number in (0, len(who)) or bool((self._alike[who] == self._alike[who[0]]).all())

    def _same(self, choice: Choice) -> bool:
        """Whether all coalitions of a choice know the same."""
        who, number = choice
        return self._alike_only(choice) and (
            number in (0, len(who)) or bool((self._block.value[who] == self._block.value[who[0]]).all())
        )

    def _split(self, choices: tuple[Choice, ...], at: int) -> list[tuple[Choice, ...]]:
        """Split the choice that leaves most open: first who is in class `at`, then alike companies, then by value."""
        open_ones = [place for place, choice in enumerate(choices) if not self._same(choice)]
        spread = [self._spread(choices[place][0]) for place in open_ones]
        chosen = max(range(len(open_ones)), key=lambda n: (spread[n][at], spread[n].sum()))
        who, number = choices[open_ones[chosen]]
        rest = tuple(choice for place, choice in enumerate(choices) if place != open_ones[chosen])
        by = at if spread[chosen][at] > 0 else int(np.argmax(spread[chosen]))
        inside = self._block.has[who, by]
        if not inside.all() and inside.any():
            parts = who[inside], who[~inside]
        else:
            alike = self._alike[who]
            who = who[np.lexsort((self._block.value[who, by], alike))]
            alike = np.sort(alike)
            borders = np.flatnonzero(np.diff(alike)) + 1
            middle = len(who) // 2
            border = int(borders[np.argmin(abs(borders - middle))]) if len(borders) else middle
            parts = who[:border], who[border:]
        return [
            (*rest, *((part, n) for part, n in zip(parts, (first, number - first), strict=True) if n))
            for first in range(number + 1)
            if first <= len(parts[0]) and number - first <= len(parts[1])
        ]

    def _spread(self, who: Companies) -> Floats:
        """Per class, how much the companies of a choice differ in what they know of it."""
        return np.asarray(np.ptp(self._block.value[who], axis=0) + np.ptp(self._room[who], axis=0))


def _at(here: _Coalitions) -> int:
    return int(np.argmin(np.where(here.open, here.width, np.inf)))


def _largest(values: NDArray[np.float64], number: int) -> Floats:
    """Per column the sum of so many largest values."""
    if number == 0:
        return np.zeros(values.shape[1])
    if number == 1:
        return np.asarray(values.max(axis=0))
    if number < len(values):
        values = np.partition(values, len(values) - number, axis=0)[-number:]
    return np.asarray(values.sum(axis=0))


def _nobody() -> Companies:
    return np.zeros(0, dtype=np.int64)
