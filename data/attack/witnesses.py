"""The search for witnesses: that a score may be elsewhere, in another level or on the other side of a target.

A question about a company's score is asked of every coalition at once. A witness that changes the companies a, b and d
answers it for each coalition that has none of them; so what is left are the coalitions with a, those with b and those
with d, and of each of these the same is asked again, until the coalitions are as large as they may be.
"""

from bisect import insort
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from data.attack.figures import HIGHEST, MARGIN, TIE, Block, Mean
from data.attack.levels import Program, Witness
from data.attack.whole_numbers import UndecidedError

Coalition = frozenset[int]
Known = tuple[int, float, Coalition]  # how many companies a witness changes, the score it gives a column, and which
NOBODY: Coalition = frozenset()
NEAREST = 10  # companies that a program takes along at first, which finds smaller witnesses, sooner


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was found out: whose score of which round, by whom."""

    company: int
    round: int
    coalition: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The narrowest interval of a score, and where a level or a target is certain, through counts.

    Where `narrow` is None, every interval is at least `width` wide. undecided: where a program gave no answer.
    """

    width: float
    narrow: Place | None = None
    level: Place | None = None
    target: Place | None = None
    undecided: Place | None = None


@dataclass(slots=True)
class Search:
    """All questions about one block. levels: the bounds between levels, ascending; insiders: the largest coalition."""

    block: Block
    levels: Sequence[float]
    insiders: int
    found: Found
    _known: dict[int, list[Known]] = field(default_factory=dict)  # one list for all columns that are alike
    _signature: list[tuple[tuple[int, float], ...]] = field(default_factory=list)
    _programs: dict[tuple[int, int], Program] = field(default_factory=dict)
    _means_alone: Program | None = None

    def run(self, columns: Iterable[int]) -> Found:
        """Ask everything about these columns."""
        self._exchange()
        has_levels = any(not count.target for count in self.block.counts)
        targets: dict[int, set[float]] = {}
        for count in self.block.counts:
            for column, bound in zip(count.columns.tolist(), count.bound.tolist(), strict=True):
                if count.target:
                    targets.setdefault(column, set()).add(bound)
        # what is far enough from a score in the middle is so from those beyond it, which are alike: these come after it
        for column in sorted(columns, key=lambda column: abs(float(self.block.truth[column]) - HIGHEST / 2)):
            self._programs = {key: each for key, each in self._programs.items() if not key[1]}  # others are near to it
            if self.found.undecided:
                break  # a failure already
            self._ask(column, self._wide)
            if has_levels and self.found.level is None:
                self._ask(column, partial(self._elsewhere, bounds=self.levels, target=False))
            for bound in targets.get(column, ()):
                if self.found.target is None:
                    self._ask(column, partial(self._elsewhere, bounds=[bound], target=True))
        return self.found

    def _exchange(self) -> None:
        """Witnesses for nothing: columns in the same figures, with the same bounds there, may exchange their scores.

        For the same reason a witness that gives one of them a score serves each of the others as well, with the two
        exchanged: what is known is shared by all that are alike.
        """
        rows: list[list[tuple[int, float]]] = [[] for _ in self.block.truth]
        for number, row in enumerate(self.block.figures):
            values = row.sign if isinstance(row, Mean) else row.bound
            for column, value in zip(row.columns.tolist(), values.tolist(), strict=True):
                rows[column].append((number, value))
        made_of = () if self.block.steps is None else enumerate(self.block.steps.weight.T.tolist())
        for step, weights in made_of:  # scores that are made of other steps are not alike
            for here, weight in zip(rows, weights, strict=True):
                here.append((-1 - step, weight))
        self._signature = [tuple(here) for here in rows]
        alike: dict[tuple[tuple[int, float], ...], list[int]] = {}
        for column, signature in enumerate(self._signature):
            alike.setdefault(signature, []).append(column)
        score, company = self.block.truth.tolist(), self.block.company.tolist()
        for columns in alike.values():
            columns.sort(key=lambda column: score[column])
            enough = self.insiders + 2  # of these at each end one is left, whoever works together
            ends = columns if len(columns) <= 2 * enough else [*columns[:enough], *columns[-enough:]]
            known = [(1, score[column], frozenset((company[column],))) for column in ends]
            self._known.update(dict.fromkeys(columns, known))

    def _ask(self, column: int, question: Callable[[int, Coalition], Coalition | None]) -> None:
        """Ask a question of every coalition; it answers with the companies that its evidence changes, None: no more."""
        company = int(self.block.company[column])
        left, seen = [NOBODY], {NOBODY}
        while left:
            coalition = left.pop()
            try:
                changed = question(column, coalition)
            except UndecidedError:
                self.found = replace(self.found, undecided=self._place(column, coalition))
                return
            if changed is None or len(coalition) == self.insiders:
                continue
            larger = {coalition | {other} for other in changed if other != company} - seen
            seen |= larger
            left.extend(larger)

    def _wide(self, column: int, coalition: Coalition) -> Coalition | None:
        """Evidence that the interval is as wide as the narrowest one so far; if not, this is the narrowest one."""
        goal, truth = self.found.width, float(self.block.truth[column])
        if goal <= TIE:
            return None
        if (changed := self._apart(column, coalition, goal)) is not None:
            return changed
        for up in (True, False) if truth <= HIGHEST / 2 else (False, True):
            end, _ = self._end(column, coalition, up=not up)
            least, most = (end + goal, HIGHEST) if up else (0.0, end - goal)
            if least <= most and self._look(column, coalition, least, most):
                break
        else:
            for sign in (1, -1):
                if self._apart(column, coalition, goal) is None:
                    for program in self._several(column, coalition):
                        self._keep(program.furthest(column, coalition, sign))
        if (changed := self._apart(column, coalition, goal)) is not None:
            return changed
        (high, of_high), (low, of_low) = (self._end(column, coalition, up=up) for up in (True, False))
        self.found = replace(self.found, width=max(0.0, high - low), narrow=self._place(column, coalition))
        return of_high | of_low

    def _elsewhere(
        self, column: int, coalition: Coalition, *, bounds: Sequence[float], target: bool
    ) -> Coalition | None:
        """Evidence that the score may be on the other side of a bound; if not, the level or the target is certain.

        It is not the counts' doing where the means alone leave nothing else either: how much means may tell is judged
        by the width of their intervals.
        """
        truth = float(self.block.truth[column])
        above = min((bound for bound in bounds if truth < bound <= HIGHEST), default=np.inf)
        below = max((bound for bound in bounds if 0 < bound <= truth), default=-np.inf) - MARGIN
        for _, score, companies in self._known[column]:
            if (score >= above or score <= below) and companies.isdisjoint(coalition):
                return companies
        ranges = [(least, most) for least, most in ((above, HIGHEST), (0.0, below)) if least <= most]
        for least, most in ranges:
            if witness := self._look(column, coalition, least, most):
                return witness.companies
        if self._means_alone is None:
            self._means_alone = Program(replace(self.block, counts=()), frozenset(self.block.company.tolist()))
        alone = self._means_alone
        if any(alone.other(column, coalition, least=least, most=most) for least, most in ranges):
            place = self._place(column, coalition)
            self.found = replace(self.found, target=place) if target else replace(self.found, level=place)
        return None

    def _apart(self, column: int, coalition: Coalition, goal: float) -> Coalition | None:
        """The companies that known witnesses change which leave the coalition alone and make the interval wide."""
        truth = float(self.block.truth[column])
        for _, score, companies in self._known[column]:
            if abs(score - truth) >= goal - TIE and companies.isdisjoint(coalition):
                return companies
        (high, of_high), (low, of_low) = (self._end(column, coalition, up=up) for up in (True, False))
        return of_high | of_low if high - low >= goal - TIE else None

    def _end(self, column: int, coalition: Coalition, *, up: bool) -> tuple[float, Coalition]:
        """The highest or lowest score that a known witness gives which leaves the coalition alone."""
        best, changed = float(self.block.truth[column]), NOBODY
        for _, score, companies in self._known[column]:
            if (score > best if up else score < best) and companies.isdisjoint(coalition):
                best, changed = score, companies
        return best, changed

    def _look(self, column: int, coalition: Coalition, least: float, most: float) -> Witness | None:
        """Look for a witness with the programs that there are."""
        for program in self._several(column, coalition):
            if witness := program.other(column, coalition, least=least, most=most):
                self._keep(witness)
                return witness
        return None

    def _keep(self, witness: Witness) -> None:
        for column, score in witness.score.items():
            insort(self._known[column], (len(witness.companies), score, witness.companies), key=_size)

    def _several(self, column: int, coalition: Coalition) -> Iterable[Program]:
        """A program with the companies nearest to the column's, and then one with all."""
        for size in (NEAREST, 0):
            key = (column if size else -1, size)
            if key not in self._programs:
                self._programs[key] = Program(self.block, self._nearest(column, size))
            yield self._programs[key]

    def _nearest(self, column: int, size: int) -> frozenset[int]:
        """The companies that share most figures with this column, and who can make room in its counts; all for size 0.

        Room is made by those on the other side of a bound: where one goes up, another comes down.
        """
        if not size:
            return frozenset(self.block.company.tolist())
        own = {number for number, _ in self._signature[column] if number >= 0}
        shared = {each: sum(number in own for number, _ in each) for each in set(self._signature)}
        near = np.array([shared[each] for each in self._signature])
        chosen = self.block.company[np.argsort(-near, kind="stable")][: size // 2].tolist()
        counts = [count for count in self.block.counts if column in count.columns]
        for count in counts:
            reached = self.block.truth[count.columns] >= count.bound
            others = count.columns[reached != reached[count.columns == column][0]]
            several = max(self.insiders + 2, size // (2 * len(counts)))
            chosen += self.block.company[others[np.argsort(-near[others], kind="stable")[:several]]].tolist()
        return frozenset([int(self.block.company[column]), *chosen])

    def _place(self, column: int, coalition: Coalition) -> Place:
        return Place(int(self.block.company[column]), int(self.block.round[column]), tuple(sorted(coalition)))


def _size(known: Known) -> int:
    return known[0]
