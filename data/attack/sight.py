"""Which coalitions of one or two leave an interval wide, seen at once for all pairs of kinds of companies.

A kind is the companies that stand in the same rows. From the truth, each known move (see coalitions.py) can be followed
by a coalition of kinds a and b as far as the shorter of what a and b allow, where they share no class: their boxes do
not touch. A kind allows what the largest answers, and the largest rooms above them, of its companies allow.
"""

import numpy as np
from numpy.typing import NDArray

from data.attack.boxes import Boxes, steps_within
from data.attack.known import Floats
from data.attack.rows import TOP

MOVES = 24  # per class and direction: those that go furthest

Integers = NDArray[np.int64]


class Sight:
    """What each kind knows at most, and how far it lets each move go."""

    def __init__(self, boxes: Boxes, moves: Floats) -> None:
        """Take the largest answer and the largest room of each kind, per class."""
        block = boxes.block
        self._size, self._truth, self._moves = block.size, boxes.truth, moves
        self._many = np.array([len(who) for who in boxes.kinds])
        self._has = np.array([block.has[who[0]] for who in boxes.kinds])
        nothing = np.zeros(len(self._truth))
        each = [boxes.of(((who, 1),), nothing, nothing) for who in boxes.kinds]
        self._known, self._room = np.array([one.known for one in each]), np.array([one.room for one in each])
        self._steps = np.ones((len(each), len(moves)))
        for kind, one in enumerate(each):
            mine = np.flatnonzero(self._has[kind])
            bottom, top = boxes.bounds(one)
            steps = steps_within(moves[:, mine], (self._truth - bottom)[mine], (top - self._truth)[mine])
            self._steps[kind] = steps

    def doubtful(self, classes: Integers, insiders: int, enough: float) -> tuple[list[tuple[int, ...]], float, int]:
        """The kinds, or pairs of kinds, that are not proven to leave all of these classes at least so wide.

        With the narrowest that is proven of all others, and its class.
        """
        kinds = len(self._has)
        if insiders == 1:
            doubt = np.zeros((kinds, 1), dtype=bool)
        else:
            shared = self._has.astype(np.float32) @ self._has.astype(np.float32).T
            doubt = shared > 0  # these are looked into one by one
            np.fill_diagonal(doubt, self._many > 1)
        width = np.full((len(classes), 2), np.inf)
        for place, at in enumerate(classes):
            here = self.width(int(at), pairs=insiders == 2)
            doubt |= here < enough
            width[place] = here[~doubt].min(initial=np.inf), at
        proven, where = width[np.argmin(width[:, 0])]
        if insiders == 1:
            return [(int(kind),) for kind in np.flatnonzero(doubt)], float(proven), int(where)
        first, second = np.nonzero(np.triu(doubt))
        return list(zip(first.tolist(), second.tolist(), strict=True)), float(proven), int(where)

    def width(self, at: int, *, pairs: bool) -> Floats:
        """How wide a class is at least, per kind (one column) or per pair of kinds."""
        far = self._moves[:, at]
        order = np.argsort(far)
        most = self._reach(far, order[-MOVES:], pairs=pairs)
        least = self._reach(-far, order[:MOVES], pairs=pairs)
        known, room, taken = (each[:, at] for each in (self._known, self._room, self._has))
        if pairs:
            known, room, taken = (each[:, None] + each.astype(float) for each in (known, room, taken))
        else:
            known, room, taken = known[:, None], room[:, None], taken[:, None]
        high = np.minimum(TOP, self._truth[at] + most - known)
        low = np.maximum(0, self._truth[at] - least - TOP * (self._size[at] - 1) + room)
        return np.where(self._size[at] > taken, np.maximum(high - low, 0), np.inf)

    def _reach(self, far: Floats, moves: Integers, *, pairs: bool) -> Floats:
        reach = np.zeros((len(self._has), len(self._has) if pairs else 1))
        for move in moves:
            if far[move] > 0:
                steps = self._steps[:, move, None]
                np.maximum(reach, far[move] * (np.minimum(steps, steps.T) if pairs else steps), out=reach)
        return reach
