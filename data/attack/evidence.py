"""The search for evidence that a score may be elsewhere: every question is asked of ever larger coalitions.

A witness is a set of answers, other than the true ones, that gives everything published. It serves every coalition of
which it leaves the answers alone: so a question is asked of nobody's coalition first, and then only of those with a
company that the witness changes. Two points that give everything published prove an interval at least as wide as they
are apart, also where most companies keep their true answers; only where these prove too little, all may move.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain

import numpy as np

from data.attack.figures import HIGHEST, MARGIN, TIE
from data.attack.known import Floats, Series
from data.attack.moves import CLOSE, Moves
from data.attack.program import NotOptimalError
from data.attack.questions import Answers, Shared
from data.attack.reached import LEVEL, ON_SCHEDULE, OVERALL

Coalition = frozenset[int]
NOBODY: Coalition = frozenset()
ANY_LEVEL: Series = (LEVEL, "any")  # that a level is certain is said of all of them
NEAREST = 7  # companies of which each may move with another in one round: those with which it shares most rows
SEVERAL = 6  # companies that may move with another in one round, group by group
FEW_ENOUGH = 40  # companies of which in the end all may move; of a larger panel, so many of the nearest
REMEMBERED = 200  # companies whose part is kept at hand


@dataclass(frozen=True, slots=True)
class Worst:
    """What was found out of a series, and where: the narrowest interval. reason: why, where it is not that."""

    width: float
    company: int
    round: int
    coalition: tuple[int, ...]
    reason: str = "narrow"


@dataclass(slots=True)
class Search:
    """levels: the bounds between them; insiders: the largest coalition; enough: what is this wide is wide enough."""

    shared: Shared
    levels: Sequence[float]
    insiders: int
    enough: float
    found: dict[Series, Worst] = field(default_factory=dict)
    _answers: dict[int, Answers] = field(default_factory=dict)
    _programs: dict[tuple[tuple[int, ...], int | None, bool], Moves] = field(default_factory=dict)
    _tried: set[tuple[object, ...]] = field(default_factory=set)
    _known: dict[int, list[tuple[Coalition, Floats]]] = field(default_factory=dict)
    _near: list[int] = field(default_factory=list)

    def run(self, companies: Iterable[int], series: Iterable[Series]) -> Mapping[Series, Worst]:
        """Ask everything about these companies."""
        wanted = set(series)
        level = any(each[0] == LEVEL for each in wanted) and any(not count.target for count in self.shared.counts)
        for company in companies:
            self._near = self._nearest(company)
            self._programs, self._tried = {}, set()
            if len(self._answers) > REMEMBERED:
                self._answers, self._known = {}, {}
            for place, (each, _) in enumerate(self._of(company).asked):
                if each in wanted:
                    self._ask(company, place, each, self._wide)
                if each == OVERALL and level and ANY_LEVEL not in self.found:
                    self._ask(company, place, ANY_LEVEL, partial(self._elsewhere, series=ANY_LEVEL, bounds=self.levels))
            if ON_SCHEDULE in wanted and ON_SCHEDULE not in self.found:
                self._ask_targets(company)
        return self.found

    def _ask_targets(self, company: int) -> None:
        for place, asked in self._of(company).counted:
            for bound, counts in asked.items():
                if any(self.shared.counts[count].target for count in counts):
                    question = partial(self._elsewhere, series=ON_SCHEDULE, bounds=[bound])
                    self._ask(company, place, ON_SCHEDULE, question)

    def _ask(
        self, company: int, place: int, series: Series, question: Callable[[int, int, Coalition], Coalition | None]
    ) -> None:
        """Ask a question of every coalition; it answers with the companies that its evidence changes, None: no more."""
        left, seen = [NOBODY], {NOBODY}
        while left:
            coalition = left.pop()
            try:
                changed = question(company, place, coalition)
            except NotOptimalError as error:
                self._note(
                    series, Worst(0.0, company, self._of(company).asked[place][1], _sorted(coalition), str(error))
                )
                return
            if changed is not None and len(coalition) < self.insiders:
                larger = {coalition | {other} for other in changed} - seen
                seen |= larger
                left.extend(larger)

    def _wide(self, company: int, place: int, coalition: Coalition) -> Coalition:
        """The other companies that the proof of the interval's width changes. Notes an interval that is narrow.

        Raises NotOptimalError.
        """
        series, number = self._of(company).asked[place]
        width, changed = self._apart(company, place, coalition)
        for witness in self._witnesses(company, place, coalition, (self.enough, self.enough)):
            if width >= self.enough - CLOSE:
                return changed
            self._keep(witness())
            width, changed = self._apart(company, place, coalition)
        if width < self.enough - CLOSE:
            self._note(series, Worst(width, company, number, _sorted(coalition), self._because("narrow")))
        return changed

    def _elsewhere(
        self, company: int, place: int, coalition: Coalition, *, series: Series, bounds: Sequence[float]
    ) -> Coalition | None:
        """Evidence that the score may be on the other side of a bound; if not, the level or the target is certain.

        It is not the counts' doing where the means alone leave nothing else either: how much means may tell is judged
        by the width of their intervals. Raises NotOptimalError.
        """
        truth, number = float(self._of(company).truth[place]), self._of(company).asked[place][1]
        up = min((bound - truth for bound in bounds if truth < bound <= HIGHEST), default=np.inf)
        down = min((truth - bound for bound in bounds if 0 < bound <= truth), default=np.inf) + MARGIN
        for witness in chain([dict[int, Floats]], self._witnesses(company, place, coalition, (up, down))):
            self._keep(witness())
            for others, scores in self._known.get(company, ()):
                if others.isdisjoint(coalition) and (scores[place] >= up - TIE or scores[place] <= TIE - down):
                    return others
        if self._complete:
            everybody = self._moves((company, *self._near), counted=False)
            goal = self._of(company).scores[place]
            moved = [everybody.furthest(company, goal, sign, known=coalition) for sign in (1, -1)]
            ends = [abs(float(each.get(company, np.zeros(place + 1))[place])) for each in moved]
            if ends[0] < up - TIE and ends[1] < down - TIE:
                return None
        width, _ = self._apart(company, place, coalition)
        self._note(series, Worst(width, company, number, _sorted(coalition), self._because("pinned")))
        return None

    def _note(self, series: Series, worst: Worst) -> None:
        if series not in self.found or worst.width < self.found[series].width:
            self.found[series] = worst

    @property
    def _complete(self) -> bool:
        """Whether in the end all may move: what is not found then does not exist."""
        return len(self.shared.companies) <= FEW_ENOUGH

    def _because(self, reason: str) -> str:
        return reason if self._complete else "not concluded"

    def _witnesses(
        self, company: int, place: int, coalition: Coalition, enough: tuple[float, float]
    ) -> Iterator[Callable[[], Mapping[int, Floats]]]:
        """Programs that may give a witness with another score here, the quick ones first; none twice.

        At first every level and target stays with who has it; of a score that counts speak of this often leaves too
        little, so that others then may have them, in its round, and in the end in any. enough: how far up and how far
        down is as good as any further.
        """
        mine = self._of(company)
        number = mine.asked[place][1]
        together = mine.scores[[at == number for _, at in mine.asked]].sum(axis=0)
        groups = list(self._groups(company, number, coalition))
        counted = any(each.place == place for each in mine.counted)
        for what, goal in ((-1, together), (place, mine.scores[place])):
            for group, only, known in groups if not counted else [each for each in groups if each[1]]:
                for sign in (1, -1):
                    if self._first((group, only, known, number, what, sign)):
                        yield partial(self._moves(group, only).furthest, company, goal, sign, known=known)
        if not self.shared.counts:
            return
        for group, only, known in groups:
            moves = self._moves(group, only)
            if not moves.exchanges:
                continue
            for sign, far in zip((1, -1), enough, strict=True):
                if len(group) <= 2 and self._first((group, only, number, "exchanged", sign)):
                    yield partial(moves.exchanged, company, together, sign, np.inf, number=number)
                if far < np.inf and self._first((group, only, known, place, "small", sign, far)):
                    least, most = sorted((sign * far, sign * HIGHEST))
                    yield partial(moves.small, place, least, most, number=number, known=known)
        group, only, known = groups[-1]
        moves = self._moves(group, only)
        for sign, far in zip((1, -1), enough, strict=True):
            if far < np.inf and moves.exchanges and self._first((*groups[-1], place, "furthest", sign, far)):
                yield partial(moves.exchanged, company, mine.scores[place], sign, far, number=None, known=known)

    def _first(self, question: tuple[object, ...]) -> bool:
        """Whether this was not asked of a program before."""
        if question in self._tried:
            return False
        self._tried.add(question)
        return True

    def _groups(
        self, company: int, number: int, coalition: Coalition
    ) -> Iterator[tuple[tuple[int, ...], int | None, Coalition]]:
        """Ever larger groups of companies that may move, but for those named last, first in one round only; of a small
        panel, in the end all but the coalition.
        """
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

    def _nearest(self, company: int) -> list[int]:
        """The other companies, those first with which this one shares most rows."""
        member = self.shared.member
        together = member[member[:, company]].sum(axis=0)
        others = [each for each in np.argsort(-together, kind="stable").tolist() if each != company]
        return [each for each in others if member[:, each].any()]

    def _of(self, company: int) -> Answers:
        if company not in self._answers:
            self._answers[company] = self.shared.of(company)
        return self._answers[company]

    def _moves(self, group: tuple[int, ...], only: int | None = None, *, counted: bool = True) -> Moves:
        if (group, only, counted) not in self._programs:
            members = {each: self._of(each) for each in group}
            self._programs[group, only, counted] = Moves(self.shared, members, number=only, counted=counted)
        return self._programs[group, only, counted]

    def _keep(self, witness: Mapping[int, Floats]) -> None:
        for company, scores in witness.items():
            if np.abs(scores).max(initial=0) > CLOSE:
                self._known.setdefault(company, []).append((frozenset(witness) - {company}, scores))

    def _apart(self, company: int, place: int, coalition: Coalition) -> tuple[float, Coalition]:
        """How far known witnesses that leave the coalition alone are apart, the truth among them; whom they change."""
        up, down = (0.0, NOBODY), (0.0, NOBODY)
        for others, scores in self._known.get(company, ()):
            move = float(scores[place])
            if others.isdisjoint(coalition):
                up = (move, others) if move > up[0] else up
                down = (move, others) if move < down[0] else down
        for end in (up, down):
            if abs(end[0]) >= self.enough:
                return abs(end[0]), end[1]
        return up[0] - down[0], up[1] | down[1]


def _sorted(coalition: Coalition) -> tuple[int, ...]:
    return tuple(sorted(coalition))
