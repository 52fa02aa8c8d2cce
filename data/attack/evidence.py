"""The search for evidence that a score may be elsewhere: every question is asked of ever larger coalitions.

A witness is a set of answers, other than the true ones, that gives everything published. It serves every coalition of
which it leaves the answers alone: so a question is asked of nobody's coalition first, and then only of those with a
company that the witness changes. Two points that give everything published prove an interval at least as wide as they
are apart, also where most companies keep their true answers; only where these prove too little, all may move.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import NamedTuple

import numpy as np

from data.attack.figures import HIGHEST, MARGIN, TIE
from data.attack.known import Floats, Series
from data.attack.moves import CLOSE
from data.attack.program import NotOptimalError
from data.attack.questions import Answers, Shared
from data.attack.reached import LEVEL, ON_SCHEDULE, OVERALL
from data.attack.tries import NOBODY, Coalition, Tries

Asked = tuple[Series, int]  # a score of a round
ANY_LEVEL: Series = (LEVEL, "any")  # that a level is certain is said of all of them
REMEMBERED = 200  # companies whose part is kept at hand


@dataclass(frozen=True, slots=True)
class Worst:
    """What was found out of a series, and where: the narrowest interval. reason: why, where it is not that."""

    width: float
    company: int
    round: int
    coalition: tuple[int, ...]
    reason: str = "narrow"


class Answer(NamedTuple):
    """The other companies that evidence changes; where it proves too little, what that leaves."""

    changed: Coalition
    worst: Worst | None = None


Question = Callable[[int, int, Coalition], Answer]  # about a company, one of its scores, to a coalition


@dataclass(slots=True)
class Search:
    """levels: the bounds between them; insiders: the largest coalition; enough: what is this wide is wide enough."""

    shared: Shared
    levels: Sequence[float]
    insiders: int
    enough: float
    found: dict[Series, Worst] = field(default_factory=dict)
    _answers: dict[int, Answers] = field(default_factory=dict)
    _known: dict[int, list[tuple[Coalition, Floats]]] = field(default_factory=dict)
    _tries: Tries = field(init=False)

    def run(self, wanted: Mapping[int, Collection[Asked]]) -> Mapping[Series, Worst]:
        """Ask this of these companies."""
        for company, left in wanted.items():
            if len(self._answers) > REMEMBERED:
                self._answers, self._known = {}, {}
            self._tries = Tries(self.shared, company, self._of)
            for place, (each, number) in enumerate(self._of(company).asked):
                if (each, number) in left:
                    self._ask(company, place, each, self._wide)
                if each == OVERALL and (ANY_LEVEL, number) in left and ANY_LEVEL not in self.found:
                    self._ask(company, place, ANY_LEVEL, partial(self._elsewhere, bounds=self.levels))
            if ON_SCHEDULE not in self.found:
                self._ask_targets(company, left)
        return self.found

    def _ask_targets(self, company: int, left: Collection[Asked]) -> None:
        for place, asked in self._of(company).counted:
            if (ON_SCHEDULE, self._of(company).asked[place][1]) not in left:
                continue
            for bound, counts in asked.items():
                if any(self.shared.counts[count].target for count in counts):
                    question = partial(self._elsewhere, bounds=[bound])
                    self._ask(company, place, ON_SCHEDULE, question)

    def _ask(self, company: int, place: int, series: Series, question: Question) -> None:
        """Ask a question of every coalition that it has to be asked of; of a larger panel one failure is enough."""
        if series in self.found and not self.shared.few:
            return
        try:
            if self.shared.few or not self._is_settled(company, place, question):
                self._ask_coalitions(company, place, series, question)
        except NotOptimalError as error:
            self._note(series, Worst(0.0, company, self._of(company).asked[place][1], (), str(error)))

    def _is_settled(self, company: int, place: int, question: Question) -> bool:
        """Whether there is evidence so often, each time with other companies, that some of it serves any coalition."""
        changed = NOBODY
        for _ in range(self.insiders + 1):
            answer = question(company, place, changed)
            if answer.worst:
                return False
            changed |= answer.changed
        return True

    def _ask_coalitions(self, company: int, place: int, series: Series, question: Question) -> None:
        """Ask first of nobody's coalition, then of those with a company that the evidence changes."""
        left, seen = [NOBODY], {NOBODY}
        while left and (self.shared.few or series not in self.found):
            coalition = left.pop()
            answer = question(company, place, coalition)
            if answer.worst:
                self._note(series, answer.worst)
            if len(coalition) < self.insiders:
                larger = {coalition | {other} for other in answer.changed} - seen
                seen |= larger
                left.extend(larger)

    def _wide(self, company: int, place: int, coalition: Coalition) -> Answer:
        """Evidence that the interval is wide enough, or how wide it is. Raises NotOptimalError."""
        _, number = self._of(company).asked[place]
        width, changed = self._apart(company, place, coalition)
        for witness in self._tries.witnesses(place, coalition, (self.enough, self.enough)):
            if width >= self.enough - CLOSE:
                break
            self._keep(witness())
            width, changed = self._apart(company, place, coalition)
        if width >= self.enough - CLOSE:
            return Answer(changed)
        return Answer(changed, Worst(width, company, number, _sorted(coalition), self._because("narrow")))

    def _elsewhere(self, company: int, place: int, coalition: Coalition, *, bounds: Sequence[float]) -> Answer:
        """Evidence that the score may be on the other side of a bound; if not, the level or the target is certain.

        It is not the counts' doing where the means alone leave nothing else either: how much means may tell is judged
        by the width of their intervals. Raises NotOptimalError.
        """
        truth, number = float(self._of(company).truth[place]), self._of(company).asked[place][1]
        up = min((bound - truth for bound in bounds if truth < bound <= HIGHEST), default=np.inf)
        down = min((truth - bound for bound in bounds if 0 < bound <= truth), default=np.inf) + MARGIN
        for witness in chain([dict[int, Floats]], self._tries.witnesses(place, coalition, (up, down))):
            self._keep(witness())
            for others, scores in self._known.get(company, ()):
                if others.isdisjoint(coalition) and (scores[place] >= up - TIE or scores[place] <= TIE - down):
                    return Answer(others)
        if self.shared.few:
            ends = self._tries.by_means(place, coalition)
            if ends[0] < up - TIE and ends[1] < down - TIE:
                return Answer(NOBODY)
        width, _ = self._apart(company, place, coalition)
        return Answer(NOBODY, Worst(width, company, number, _sorted(coalition), self._because("pinned")))

    def _note(self, series: Series, worst: Worst) -> None:
        if series not in self.found or worst.width < self.found[series].width:
            self.found[series] = worst

    def _because(self, reason: str) -> str:
        return reason if self.shared.few else "not concluded"

    def _of(self, company: int) -> Answers:
        if company not in self._answers:
            self._answers[company] = self.shared.of(company)
        return self._answers[company]

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
