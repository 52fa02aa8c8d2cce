"""The attack on scores that share questions: how far another company's score may be, all steps and themes together.

A witness is a set of answers, other than the true ones, that gives every published mean. It serves every coalition of
which it leaves the answers alone: so a question is asked of nobody's coalition first, and then only of those with a
company that the witness changes. Two points that give every mean prove an interval at least as wide as they are apart,
also where most companies keep their true answers; only where these prove too little, all may move.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from loky import ProcessPoolExecutor

from data.attack.known import Finding, Floats, Limits, Publication, Series
from data.attack.program import NotOptimalError, Program
from data.attack.questions import Answers, Shared
from data.attack.system import Room

Coalition = frozenset[int]
NOBODY: Coalition = frozenset()
NEAREST = 7  # companies that may move with another at first: those with which it shares most rows
FEW_ENOUGH = 40  # companies of which in the end all may move
LARGER = (0, NEAREST, 40)  # of a larger panel: alone (the rounding of large groups leaves room), then with others
REMEMBERED = 200  # companies whose part is kept at hand
CLOSE = 1e-6
PIECES = 8  # per process, so that none waits long for the last


def attack_shared(
    publications: Sequence[Publication],
    limits: Limits,
    *,
    insiders: int,
    series: Sequence[Series] | None = None,
    processes: int = 1,
    tell: Callable[[int, int], None] | None = None,
) -> list[Finding]:
    """What `insiders` companies together find out of scores that share questions; one Finding per score.

    series: these only. `tell` hears how many pieces of work are done. A width below the limit is exact, with company,
    round and coalition; any other is the limit, proven. A program that does not end in an optimum fails its score, and
    so does what would ask a larger panel for a program over everybody. Raises DisagreementError where a publication
    does not say what its scores are made of, or is not what the answers give.
    """
    told = tell or (lambda done, of: None)
    shared = Shared(publications, Room(publications))
    wanted = [each for each in shared.series if series is None or each in set(series)]
    limit = limits.width[insiders]
    if processes <= 1:
        found = [_search(shared, insiders, limit, shared.companies, wanted)]
        told(1, 1)
    else:
        pieces = [
            here for start in range(processes * PIECES) if (here := shared.companies[start :: processes * PIECES])
        ]
        found = []
        with ProcessPoolExecutor(processes) as pool:
            waiting = [pool.submit(_search, shared, insiders, limit, here, wanted) for here in pieces]
            for done in waiting:
                found.append(done.result())
                told(len(found), len(pieces))
    return [_finding(each, insiders, limit, [here[each] for here in found if each in here]) for each in wanted]


@dataclass(frozen=True, slots=True)
class Narrow:
    """The narrowest interval of a score that was found, and where; `reason` is empty where a program gave it."""

    width: float
    company: int
    round: int
    coalition: tuple[int, ...]
    reason: str = ""


def _search(
    shared: Shared, insiders: int, enough: float, companies: Iterable[int], series: Iterable[Series]
) -> Mapping[Series, Narrow]:
    return Search(shared, insiders, enough).run(companies, series)


def _finding(series: Series, insiders: int, limit: float, found: Sequence[Narrow]) -> Finding:
    if not found:
        return Finding(series, insiders, limit, pinned=False, failed=False, reason="wide", proven=True)
    worst = min(found, key=lambda each: each.width)
    return Finding(
        series, insiders, worst.width, pinned=False, failed=True, reason=worst.reason or "narrow",
        company=worst.company, round=worst.round, coalition=worst.coalition,
    )  # fmt: skip


@dataclass(slots=True)
class Search:
    """insiders: the largest coalition; enough: an interval this wide is not looked at further."""

    shared: Shared
    insiders: int
    enough: float
    solved: int = 0
    found: dict[Series, Narrow] = field(default_factory=dict)
    _answers: dict[int, Answers] = field(default_factory=dict)
    _programs: dict[tuple[int, ...], "_Moves"] = field(default_factory=dict)
    _tried: set[tuple[int, tuple[int, ...]]] = field(default_factory=set)
    _known: dict[int, list[tuple[Coalition, Floats]]] = field(default_factory=dict)
    _near: list[int] = field(default_factory=list)

    def run(self, companies: Iterable[int], series: Iterable[Series]) -> Mapping[Series, Narrow]:
        """Ask everything about these companies."""
        wanted = set(series)
        for company in companies:
            self._near = self._nearest(company)
            self._programs, self._tried = {}, set()
            if len(self._answers) > REMEMBERED:
                self._answers, self._known = {}, {}
            for place, (each, _) in enumerate(self._of(company).asked):
                if each in wanted:
                    self._ask(company, place)
        return self.found

    def _ask(self, company: int, place: int) -> None:
        left, seen = [NOBODY], {NOBODY}
        while left:
            coalition = left.pop()
            try:
                changed = self._evidence(company, place, coalition)
            except NotOptimalError as error:
                self._note(0.0, company, place, coalition, str(error))
                return
            if len(coalition) < self.insiders:
                larger = {coalition | {other} for other in changed} - seen
                seen |= larger
                left.extend(larger)

    def _evidence(self, company: int, place: int, coalition: Coalition) -> Coalition:
        """The other companies that the proof of the interval's width changes. Notes an interval that is narrow.

        Raises NotOptimalError.
        """
        width, changed = self._apart(company, place, coalition)
        for group in self._groups(company, coalition):
            if width >= self.enough - CLOSE:
                return changed
            for goal, sign in self._goals(company, place, group):
                self.solved += 1
                self._keep(self._moves(group).furthest(company, goal, sign))
                width, changed = self._apart(company, place, coalition)
                if width >= self.enough - CLOSE:
                    return changed
        if width < self.enough - CLOSE:
            everybody = len(self.shared.companies) <= FEW_ENOUGH
            self._note(width, company, place, coalition, "" if everybody else "not concluded")
        return changed

    def _note(self, width: float, company: int, place: int, coalition: Coalition, reason: str) -> None:
        series, number = self._of(company).asked[place]
        if series not in self.found or width < self.found[series].width:
            self.found[series] = Narrow(width, company, number, tuple(sorted(coalition)), reason)

    def _groups(self, company: int, coalition: Coalition) -> Iterator[tuple[int, ...]]:
        """Ever larger groups of companies that may move; of a small panel, in the end all but the coalition."""
        near = [each for each in self._near if each not in coalition]
        sizes = (NEAREST, len(near)) if len(self.shared.companies) <= FEW_ENOUGH else LARGER
        for size in sizes:
            yield (company, *near[:size])

    def _nearest(self, company: int) -> list[int]:
        """The other companies, those first with which this one shares most rows."""
        member = self.shared.member
        together = member[member[:, company]].sum(axis=0)
        others = [each for each in np.argsort(-together, kind="stable").tolist() if each != company]
        return [each for each in others if member[:, each].any()]

    def _goals(self, company: int, place: int, group: tuple[int, ...]) -> Iterator[tuple[Floats, int]]:
        """What to ask of a program: all scores of the round at once, which often moves each enough; then the score."""
        mine = self._of(company)
        number = mine.asked[place][1]
        if (number, group) not in self._tried:
            self._tried.add((number, group))
            together = mine.scores[[at == number for _, at in mine.asked]].sum(axis=0)
            yield together, 1
            yield together, -1
        yield mine.scores[place], 1
        yield mine.scores[place], -1

    def _of(self, company: int) -> Answers:
        if company not in self._answers:
            self._answers[company] = self.shared.of(company)
        return self._answers[company]

    def _moves(self, group: tuple[int, ...]) -> "_Moves":
        if group not in self._programs:
            self._programs[group] = _Moves(self.shared, {each: self._of(each) for each in group})
        return self._programs[group]

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


class _Moves:
    """The program of how far the answers of some companies can move together; those of others stay what they are."""

    def __init__(self, shared: Shared, group: Mapping[int, Answers]) -> None:
        self._group = group
        rows = np.unique(np.concatenate([each.rows for each in group.values()]))
        sizes = np.cumsum([0, *(len(each.down) for each in group.values())]).tolist()
        self._at = {company: slice(sizes[n], sizes[n + 1]) for n, company in enumerate(group)}
        matrix = np.zeros((len(rows), sizes[-1]))
        for company, each in group.items():
            matrix[np.searchsorted(rows, each.rows), self._at[company]] = each.matrix
        self._program = Program(matrix, shared.low[rows], shared.high[rows])
        self._program.bound(
            *(np.concatenate([getattr(each, end) for each in group.values()]) for end in ("down", "up"))
        )

    def furthest(self, company: int, goal: Floats, sign: int) -> dict[int, Floats]:
        """Per company that moves how far each of its scores does, where `goal`, over the unknowns of one company, goes
        as far up (sign 1) or down (-1) as it can. Raises NotOptimalError.
        """
        every = np.zeros(self._at[next(reversed(self._at))].stop)
        every[self._at[company]] = goal
        point = self._program.furthest_sum(every, sign)
        steps = {each: point[here] for each, here in self._at.items()}
        return {
            each: self._group[each].scores @ step for each, step in steps.items() if np.abs(step).max(initial=0) > CLOSE
        }
