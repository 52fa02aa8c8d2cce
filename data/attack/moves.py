"""How far the answers of some companies can move together while every published mean and count stays true.

Whether an overall score has reached a level or a target is a yes or no: a variable of its own, tied to the score by the
tightest rows that leave every score possible, and counts are rows over these. Where every yes and no stays what it is,
each overall score stays between its own bounds, and what is left is a linear program; where they may be others, one in
whole numbers.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from data.attack.figures import HIGHEST, MARGIN, SLACK
from data.attack.known import Floats
from data.attack.program import NotOptimalError, Program
from data.attack.questions import Answers, Shared
from data.attack.rows import Integers

CLOSE = 1e-6
Row = tuple[Mapping[int, float], float, float]  # coefficients of the columns, least and greatest sum


class _Flag(NamedTuple):
    """Whether an overall score of a round has reached a bound: the counts that ask so, and whether it has in truth."""

    round: int
    counts: Sequence[int]
    true: bool


class Moves:
    """The program of some companies over the answers of one round or of all; all others keep the true ones."""

    def __init__(
        self, shared: Shared, group: Mapping[int, Answers], *, number: int | None = None, counted: bool = True
    ) -> None:
        """number: the only round whose answers may move, None: those of any. counted: False: counts are not known."""
        self._group, self._shared = group, shared
        self._kept = {
            company: np.flatnonzero(each.rounds == number) if number else np.arange(len(each.rounds))
            for company, each in group.items()
        }
        ends = np.cumsum([0, *(len(kept) for kept in self._kept.values())]).tolist()
        self._at = {company: slice(ends[n], ends[n + 1]) for n, company in enumerate(group)}
        self._flags: list[_Flag] = []
        rules = [rule for company in group for rule in self._ladders(company, ends[-1])] if counted else []
        rules += self._counts(ends[-1])
        lines = self._lines()
        rows = np.zeros((len(lines) + len(rules), ends[-1] + len(self._flags)))
        for company, each in group.items():
            here = np.isin(each.rows, lines)
            rows[np.searchsorted(lines, each.rows[here]), self._at[company]] = each.matrix[here][:, self._kept[company]]
        for line, (coefficients, _, _) in enumerate(rules, start=len(lines)):
            rows[line, list(coefficients)] = list(coefficients.values())
        low = np.concatenate([shared.low[lines], [least for _, least, _ in rules]])
        high = np.concatenate([shared.high[lines], [most for _, _, most in rules]])
        self._rows = rows, low, high
        self._room = [np.concatenate([getattr(each, end)[self._kept[company]] for company, each in group.items()])
                      for end in ("down", "up")]  # fmt: skip
        self._stay: Program | None = None
        self._free: Program | None = None

    def furthest(self, company: int, goal: Floats, sign: int, *, known: Collection[int] = ()) -> dict[int, Floats]:
        """Per company that moves how far each of its scores does, where `goal`, over the unknowns of one company, goes
        as far up (sign 1) or down (-1) as it can while each level and target stays with who has it.

        known: companies of the group that do not move. Raises NotOptimalError.
        """
        if self._stay is None:
            self._stay = Program(*self._rows)
        true = [float(flag.true) for flag in self._flags]
        self._stay.bound(*(np.concatenate([room, true]) for room in self._room_beside(known)))
        return self._told(self._stay.furthest_sum(self._every(company, goal), sign))

    def exchanged(
        self, company: int, goal: Floats, sign: int, enough: float, *, number: int | None, known: Collection[int] = ()
    ) -> dict[int, Floats]:
        """The same where others may have the levels and targets of a round (None: of any); a move of `enough` will do.

        Raises NotOptimalError.
        """
        program, every = self._freed(number, known), self._every(company, goal)[: len(self._room[0])]
        flags = np.zeros(len(self._flags))
        return self._checked(program.furthest_sum(np.concatenate([every, -every, flags]), sign, enough=enough))

    def small(
        self, place: int, least: float, most: float, *, number: int | None, known: Collection[int] = ()
    ) -> dict[int, Floats]:
        """The same with a score of the group's first company moved by least to most, and little else; nobody: there is
        no such way. Raises NotOptimalError.
        """
        program = self._freed(number, known)
        cost = np.concatenate([np.ones(2 * len(self._room[0])), np.zeros(len(self._flags))])
        point = program.small(cost, len(self._rows[0]) + place, least, most)
        return {} if point is None else self._checked(point)

    def _freed(self, number: int | None, known: Collection[int]) -> Program:
        """The program over moves up, moves down and flags; its last rows are the scores of the first company."""
        rows, low, high = self._rows
        many = len(self._room[0])
        if self._free is None:
            first = next(iter(self._group))
            scores = np.array([self._every(first, score) for score in self._group[first].scores])
            everything = np.vstack([rows, scores])
            anything = np.full(len(scores), np.inf)
            self._free = Program(
                np.hstack([everything[:, :many], -everything[:, :many], everything[:, many:]]),
                np.concatenate([low, -anything]), np.concatenate([high, anything]),
                whole=np.arange(2 * many + len(self._flags)) >= 2 * many,
            )  # fmt: skip
        true = np.array([float(flag.true) for flag in self._flags])
        stays = np.array([number not in (None, flag.round) for flag in self._flags], dtype=bool)
        down, up = self._room_beside(known)
        self._free.bound(
            np.concatenate([np.zeros(2 * many), np.where(stays, true, 0.0)]),
            np.concatenate([up, -down, np.where(stays, true, 1.0)]),
        )
        return self._free

    def _checked(self, point: Floats) -> dict[int, Floats]:
        """What a solution in whole numbers moves, reckoned without the solver. Raises NotOptimalError."""
        rows, low, high = self._rows
        many = len(self._room[0])
        moved = np.concatenate([point[:many] - point[many : 2 * many], np.round(point[2 * many :])])
        total = rows @ moved
        if (total < low - SLACK).any() or (total > high + SLACK).any():
            raise NotOptimalError("the solution does not fit what was published")
        return self._told(moved)

    @property
    def exchanges(self) -> bool:
        """Whether any level or target may be another."""
        return bool(self._flags)

    def _room_beside(self, known: Collection[int]) -> tuple[Floats, Floats]:
        """How far each answer can move down and up where these companies do not move."""
        down, up = (each.copy() for each in self._room)
        for company in known:
            down[self._at[company]] = up[self._at[company]] = 0.0
        return down, up

    def _every(self, company: int, goal: Floats) -> Floats:
        every = np.zeros(self._rows[0].shape[1])
        every[self._at[company]] = goal[self._kept[company]]
        return every

    def _told(self, point: Floats) -> dict[int, Floats]:
        steps = {company: point[here] for company, here in self._at.items()}
        return {
            company: self._group[company].scores[:, self._kept[company]] @ step
            for company, step in steps.items()
            if np.abs(step).max(initial=0) > CLOSE
        }

    def _lines(self) -> Integers:
        """The published means that speak of what may move."""
        found = [each.rows[each.matrix[:, self._kept[company]].any(axis=1)] for company, each in self._group.items()]
        return np.unique(np.concatenate(found))

    def _ladders(self, company: int, many: int) -> Iterator[Row]:
        """What ties a company's overall scores to the bounds that they have reached. many: columns before the flags."""
        for place, asked in self._group[company].counted:
            truth, number = float(self._group[company].truth[place]), self._group[company].asked[place][1]
            score = self._group[company].scores[place, self._kept[company]]
            if not score.any():
                continue
            moved = dict(zip(range(self._at[company].start, self._at[company].stop), score.tolist(), strict=True))
            flags = range(many + len(self._flags), many + len(self._flags) + len(asked))
            self._flags += [_Flag(number, counts, truth >= bound) for bound, counts in asked.items()]
            bounds = list(asked)
            below = [bound - (min(MARGIN, bound - truth) if truth < bound else MARGIN) for bound in bounds]
            rungs, gaps = np.diff([0.0, *bounds]).tolist(), np.diff([*below, HIGHEST]).tolist()
            yield moved | {flag: -rung for flag, rung in zip(flags, rungs, strict=True)}, -truth, np.inf
            yield moved | {flag: -gap for flag, gap in zip(flags, gaps, strict=True)}, -np.inf, below[0] - truth
            for lower, higher in pairwise(flags):
                yield {lower: 1.0, higher: -1.0}, 0.0, np.inf

    def _counts(self, many: int) -> Iterator[Row]:
        """The published counts over those who may be others, less what the others make of them."""
        asked: dict[int, list[int]] = {}
        for flag, each in enumerate(self._flags):
            for count in each.counts:
                asked.setdefault(count, []).append(flag)
        for number, flags in asked.items():
            told = self._shared.counts[number]
            others = told.true - sum(self._flags[flag].true for flag in flags)
            yield dict.fromkeys([many + flag for flag in flags], 1.0), told.lo - others, told.hi - others
