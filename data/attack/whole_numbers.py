"""Answers in whole numbers (a yes or no, points of a scale): what sums over groups leave possible.

Columns that stand in the same sums are interchangeable: of such a class the room learns at most its sum. So one whole
number per class is enough, however many companies there are, and no precision is lost: what is possible for one of m
columns follows from what is possible for their sum.

Everything is reckoned as a step away from the truth. A step that keeps every sum within what was published is a
certificate for every coalition whose own answers it leaves alone; steps are kept and tried before a program is solved.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement

import highspy
import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Type = tuple[tuple[int, int], ...]  # of a company: the class and the answer of each of its columns
TIME_LIMIT = 60.0  # seconds; programs take milliseconds, and one that takes longer counts as a failure


class UndecidedError(RuntimeError):
    """A program ended neither in an optimum nor in the proof that there is none."""


@dataclass(frozen=True, slots=True)
class Sums:
    """Columns with their company and answer, and for each row lo <= the sum over its members <= hi.

    member: rows x columns. Answers run from 0 to top.
    """

    company: Integers
    answer: Integers
    top: int
    member: NDArray[np.bool_]
    lo: Integers
    hi: Integers


@dataclass(frozen=True, slots=True)
class Narrowest:
    """The fewest steps of the scale between the least and the greatest answer that remain possible for a company."""

    steps: int
    company: int | None = None
    coalition: tuple[int, ...] = ()
    programs: int = 0


def narrowest(sums: Sums, *, insiders: int, enough: int) -> Narrowest:
    """The narrowest interval that a coalition of `insiders` companies can find; exact where it is below `enough`.

    Intervals of `enough` steps and more are not looked at further. Raises UndecidedError.
    """
    signature, kind = np.unique(np.packbits(sums.member, axis=0), axis=1, return_inverse=True)
    kind = kind.reshape(-1)
    size = np.bincount(kind, minlength=signature.shape[1])
    total = np.bincount(kind, weights=sums.answer, minlength=len(size)).astype(np.int64)
    first = np.array([np.flatnonzero(kind == place)[0] for place in range(len(size))])
    steps = _Steps(sums, sums.member[:, first].astype(np.int64))
    worst = Narrowest(enough)
    types, named = _types(sums, kind)
    for coalition in _coalitions(types, min(insiders, sum(types.values()) - 1)):
        left, rest = size.copy(), total.copy()
        for known, answer in (column for each in coalition for column in each):
            left[known] -= 1
            rest[known] -= answer
        for place in np.flatnonzero(steps.width(left, rest) < worst.steps).tolist():
            width = steps.solve(place, left, rest, enough=worst.steps)
            if width < worst.steps:
                members = _companies(coalition, named)
                others = np.setdiff1d(sums.company[kind == place], np.array(members, dtype=np.int64))
                worst = Narrowest(width, int(others[0]), members)
        if worst.steps == 0:
            break
    return Narrowest(worst.steps, worst.company, worst.coalition, steps.programs)


def _types(sums: Sums, kind: Integers) -> tuple[Counter[Type], dict[Type, list[int]]]:
    """How many companies there are of each type, and which."""
    columns: dict[int, list[tuple[int, int]]] = {}
    for company, place, answer in zip(sums.company.tolist(), kind.tolist(), sums.answer.tolist(), strict=True):
        columns.setdefault(company, []).append((place, answer))
    named: dict[Type, list[int]] = {}
    for company, here in columns.items():
        named.setdefault(tuple(sorted(here)), []).append(company)
    return Counter({each: len(companies) for each, companies in named.items()}), named


def _coalitions(types: Counter[Type], size: int) -> Iterator[tuple[Type, ...]]:
    """Every coalition, as the types of its members: of companies of one type it makes no difference which take part."""
    for coalition in combinations_with_replacement(types, size):
        if all(number <= types[each] for each, number in Counter(coalition).items()):
            yield coalition


def _companies(coalition: tuple[Type, ...], named: dict[Type, list[int]]) -> tuple[int, ...]:
    """The first companies of these types."""
    return tuple(sorted(company for each, number in Counter(coalition).items() for company in named[each][:number]))


class _Steps:
    """Steps away from the truth, per class, that keep every sum within its bounds; found ones are kept."""

    def __init__(self, sums: Sums, member: Integers) -> None:
        """The same program serves every coalition: only the room of the classes changes."""
        truth = sums.member.astype(np.int64) @ sums.answer
        self.top, self.member = sums.top, member
        self.low, self.high = sums.lo - truth, sums.hi - truth
        self.found = np.zeros((1, member.shape[1]), dtype=np.int64)
        self.programs = 0
        self.highs: highspy.Highs | None = None

    def width(self, left: Integers, rest: Integers) -> Integers:
        """Per class the steps between the least and the greatest answer of one of its companies; top if it has none.

        left, rest: how many columns of the class the coalition does not know, and the sum of their answers. As far as
        the steps found so far go.
        """
        usable = (self.found >= -rest).all(axis=1) & (self.found <= self.top * left - rest).all(axis=1)
        sums = rest + self.found[usable]
        greatest = np.minimum(self.top, sums.max(axis=0))
        least = np.maximum(0, sums.min(axis=0) - self.top * (left - 1))
        return np.where(left > 0, greatest - least, self.top)

    def solve(self, place: int, left: Integers, rest: Integers, *, enough: int) -> int:
        """The exact width of one class, or at least `enough`, with programs where the known steps do not do."""
        for sign in (1, -1):
            if (width := int(self.width(left, rest)[place])) >= enough:
                return width
            limit = self.top - rest[place] if sign == 1 else rest[place] - self.top * (left[place] - 1)
            if limit > 0:  # further than that, the class's own sum no longer binds one company
                self._program(place, sign, int(limit), left, rest)
        return int(self.width(left, rest)[place])

    def _program(self, place: int, sign: int, limit: int, left: Integers, rest: Integers) -> None:
        """Step as far as possible in one class, elsewhere as little as possible, so that the step serves others too."""
        self.programs += 1
        classes = len(rest)
        up, down = (self.top * left - rest).astype(float), rest.astype(float)
        own = up if sign == 1 else down
        own[place] = min(own[place], limit)
        (down if sign == 1 else up)[place] = 0
        highs = self.highs = self.highs or _model(self.member, self.low, self.high)
        cost = np.ones(2 * classes)
        cost[place if sign == 1 else classes + place] = -1 - float(up.sum() + down.sum())
        everything = np.arange(2 * classes, dtype=np.int32)
        highs.changeColsBounds(2 * classes, everything, np.zeros(2 * classes), np.concatenate([up, down]))
        highs.changeColsCost(2 * classes, everything, cost)
        highs.run()
        if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise UndecidedError(str(highs.modelStatusToString(highs.getModelStatus())))
        solution = np.rint(np.array(highs.getSolution().col_value)).astype(np.int64)
        step = solution[:classes] - solution[classes:]
        sums = self.member @ step
        if not ((self.low <= sums) & (sums <= self.high)).all():
            raise UndecidedError("the solution does not fit what was published")
        self.found = np.unique(np.vstack([self.found, step]), axis=0)


def _model(member: Integers, low: Integers, high: Integers) -> highspy.Highs:
    """Steps up, then steps down, per class, in whole numbers; their bounds are set for each question."""
    rows, classes = member.shape
    highs = quiet_highs()
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = 2 * classes, rows
    lp.col_cost_, lp.col_lower_, lp.col_upper_ = (np.zeros(2 * classes) for _ in range(3))
    lp.row_lower_, lp.row_upper_ = low.astype(float), high.astype(float)
    lp.integrality_ = [highspy.HighsVarType.kInteger] * (2 * classes)
    both = np.hstack([member, -member]).astype(float)
    set_rows(lp, [{int(place): float(row[place]) for place in np.flatnonzero(row)} for row in both])
    highs.passModel(lp)
    return highs


def set_rows(lp: highspy.HighsLp, rows: Sequence[Mapping[int, float]]) -> None:
    """Give a program its rows: the coefficient of each variable."""
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(row) for row in rows)]).astype(np.int32)
    lp.a_matrix_.index_ = np.array([variable for row in rows for variable in row], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([value for row in rows for value in row.values()], dtype=float)


def quiet_highs() -> highspy.Highs:
    """A solver that prints nothing, keeps to one thread and takes no solution for optimal that is not."""
    highs: highspy.Highs = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in {
        "output_flag": False, "threads": 1, "time_limit": TIME_LIMIT, "mip_rel_gap": 0.0, "mip_abs_gap": 1e-6,
        "mip_feasibility_tolerance": 1e-9, "primal_feasibility_tolerance": 1e-9,
    }.items():  # fmt: skip
        if highs.setOptionValue(option, value) != highspy.HighsStatus.kOk:
            raise UndecidedError(f"the solver refuses {option}")
    return highs
