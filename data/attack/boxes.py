"""Sets of coalitions, and the box in which the sums of the classes lie for all of them at once (see coalitions.py)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.attack.blocks import Block
from data.attack.known import Companies, Flags, Floats
from data.attack.rows import TOP

Choice = tuple[Companies, int]  # so many out of these companies (places in the block), which stand in the same rows


@dataclass(slots=True)
class Coalitions:
    """A set of coalitions, with what holds per class under every one of them.

    known and room: the most that they know of answers, and of rooms above answers. open: whether it is asked for and a
    company is left that they do not know. low and high: what the class reaches at feasible points. width: how wide the
    interval of a company of the class is at least.
    """

    choices: tuple[Choice, ...]
    known: Floats
    room: Floats
    open: Flags
    low: Floats
    high: Floats
    width: Floats

    def narrowest(self) -> int:
        """The class with the narrowest interval."""
        return int(np.argmin(np.where(self.open, self.width, np.inf)))


class Boxes:
    """Makes sets of coalitions of one block, measures them and splits them."""

    def __init__(self, block: Block) -> None:
        """Look the block's rooms and kinds up once; a kind is the companies that stand in the same rows."""
        self.block = block
        self.truth = block.value.sum(axis=0)
        self._room = np.where(block.has, TOP - block.value, 0.0)
        _, self.kind = np.unique(block.has, axis=0, return_inverse=True)
        self.kinds = [np.flatnonzero(self.kind == kind) for kind in range(self.kind.max() + 1)]

    def of(self, choices: tuple[Choice, ...], low: Floats, high: Floats) -> Coalitions:
        """A set; `low` and `high` are what each class reaches at points that are feasible for all of it."""
        known, room, least = (np.zeros(len(self.truth)) for _ in range(3))
        for who, number in choices:
            known += _largest(self.block.value[who], number)
            room += _largest(self._room[who], number)
            least += np.maximum(0, self.block.has[who].sum(axis=0) - (len(who) - number))
        still_open = self.block.asked & (self.block.size > least)
        here = Coalitions(choices, known, room, still_open, low.copy(), high.copy(), np.zeros(len(known)))
        self.measure(here)
        return here

    def measure(self, here: Coalitions) -> None:
        """Work the widths out of what each class reaches."""
        most = np.minimum(TOP, here.high - here.known)
        least = np.maximum(0, here.low - TOP * (self.block.size - 1) + here.room)
        here.width = np.maximum(most - least, 0)

    def bounds(self, here: Coalitions) -> tuple[Floats, Floats]:
        """The box of a set. The truth lies in it, but for rounding."""
        top = np.maximum(TOP * self.block.size - here.room, self.truth)
        return np.minimum(here.known, self.truth), top

    def follow(self, here: Coalitions, moves: Floats) -> None:
        """Follow every move from the truth until the box of the set ends it."""
        if not len(moves):
            return
        touched = np.flatnonzero(here.known + here.room)
        bottom, top = self.bounds(here)
        steps = steps_within(moves[:, touched], (self.truth - bottom)[touched], (top - self.truth)[touched])
        reached = steps[:, None] * moves
        np.maximum(here.high, self.truth + reached.max(axis=0), out=here.high)
        np.minimum(here.low, self.truth + reached.min(axis=0), out=here.low)
        self.measure(here)

    def same(self, choice: Choice) -> bool:
        """Whether all coalitions of a choice know the same."""
        who, number = choice
        return number == len(who) or bool((self.block.value[who] == self.block.value[who[0]]).all())

    def split(self, choices: tuple[Choice, ...], at: int) -> list[tuple[Choice, ...]]:
        """Halve the choice whose answers differ most, in class `at` if they differ there, by value."""
        unlike = [place for place, choice in enumerate(choices) if not self.same(choice)]
        spread = {place: np.ptp(self.block.value[choices[place][0]], axis=0) for place in unlike}
        chosen = max(unlike, key=lambda place: (spread[place][at], spread[place].sum()))
        by = at if spread[chosen][at] > 0 else int(np.argmax(spread[chosen]))
        who, number = choices[chosen]
        who = who[np.argsort(self.block.value[who, by], kind="stable")]
        parts = who[: len(who) // 2], who[len(who) // 2 :]
        rest = tuple(choice for place, choice in enumerate(choices) if place != chosen)
        return [
            (*rest, *((part, n) for part, n in zip(parts, (first, number - first), strict=True) if n))
            for first in range(number + 1)
            if first <= len(parts[0]) and number - first <= len(parts[1])
        ]


def steps_within(moves: Floats, down: Floats, up: Floats) -> Floats:
    """How much of each move (a row) can be followed, from 0 to 1, where each column can go so far down and up."""
    with np.errstate(divide="ignore", invalid="ignore"):
        steps = np.where(moves > 0, up / moves, np.where(moves < 0, -down / moves, 1.0))
    return np.asarray(np.clip(steps.min(axis=1, initial=1.0), 0.0, 1.0))


def _largest(values: NDArray[np.float64], number: int) -> Floats:
    """Per column the sum of so many largest values."""
    if number == 0:
        return np.zeros(values.shape[1])
    if number == 1:
        return np.asarray(values.max(axis=0))
    if number < len(values):
        values = np.partition(values, len(values) - number, axis=0)[-number:]
    return np.asarray(values.sum(axis=0))
