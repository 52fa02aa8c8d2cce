"""The counting attacker: what counts, means of a scale and means of scores together leave possible.

Whole numbers know more than intervals do: a mean of four on a scale of five points, rounded to a tenth, tells the sum
exactly, and eleven yeses among twelve tell somebody everything. Here every answer stays what it is, a yes or no, a
point of a scale or a score on one side of a bound, and each coalition is asked what remains possible for each other
company, over everything that was ever published.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

import numpy as np
from loky import ProcessPoolExecutor

from data.attack.figures import Block, blocks_of
from data.attack.known import FEW_ENOUGH, TOTAL, Finding, Limits, Publication, Series
from data.attack.plans import attack_plans
from data.attack.reached import ON_SCHEDULE, of_scores
from data.attack.scores import block_of
from data.attack.told import Told, columns_of, sums_of, told_by
from data.attack.whole_numbers import Narrowest, Sums, UndecidedError, narrowest
from data.attack.witnesses import Found, Search

YES_NO = ("risk_prioritised", "risk_rated", "action_companies", "action_theme_companies")
RATED = {"risk_severity": True, "risk_likelihood": False}  # whether everybody who rated has it
PIECE = 20  # columns that one process asks about at a time


def attack_counts(
    publications: Sequence[Publication],
    limits: Limits,
    levels: Sequence[tuple[str, float]],
    *,
    insiders: int,
    series: Sequence[Series] | None = None,
    rated_is_public: bool = False,
    processes: int = 1,
    tell: Callable[[int, int], None] | None = None,
) -> list[Finding]:
    """What a coalition of up to `insiders` companies works out at the worst, one finding per count series.

    levels: code and lower bound in percent of every level but the lowest. series: only these (levels and targets are
    attacked together all the same; those of a larger panel are for attack_shared alone, which knows more).
    rated_is_public: that a company rated a risk is no secret; otherwise a published n of a severity that makes it
    certain is a failure. tell hears how many of how many pieces are done. Raises DisagreementError where a published
    cell is not what the answers give.

    A finding of a level or a target carries the narrowest interval of an overall score that means and counts leave
    together. It is pinned where a level, or whether a target was reached, is certain and the means alone would not make
    it so. A width that is `proven` is a bound: intervals are at least as wide; where nothing was published it is 100.
    """
    told = told_by(publications)
    names = dict.fromkeys(each for publication in publications for each in publication.base) | dict.fromkeys(told)
    wanted = list(names if series is None else series)
    scales = {measure: last for publication in publications for measure, last in publication.scales.items()}
    whole = [each for each in wanted if each[0] in YES_NO or each[0] in scales]
    everybody = {company for each in publications for groups in each.groups.values() for company in groups[TOTAL]}
    by_score = [each for each in wanted if of_scores(each)] if len(everybody) <= FEW_ENOUGH else []
    tasks: list[_Task] = []
    for each in whole:
        tasks.extend(_whole_tasks(publications, told.get(each, []), each, limits, scales=scales, insiders=insiders))
        if each[0] in RATED and not rated_is_public:
            tasks.extend(_rated_tasks(publications, told, each, insiders))
    if any(told.get(each) for each in by_score):
        block = block_of(publications, told, dict(levels))
        tasks.extend(_score_tasks(block, [bound for _, bound in levels], limits, insiders, processes))
    answers = list(_answers(tasks, processes, tell or (lambda done, of: None)))
    together = attack_plans(publications, whole, insiders=insiders)
    alone = [_whole_finding(each, insiders, tasks, answers) for each in whole]
    found = [each if each.failed else together.get(each.series, each) for each in alone]
    scores = [answer for answer in answers if isinstance(answer, Found)]
    found += [_score_finding(each, insiders, scores if told.get(each) else [], limits) for each in by_score]
    return sorted(found, key=lambda finding: wanted.index(finding.series))


@dataclass(frozen=True, slots=True)
class _Task:
    """A piece of work; it goes to another process as it stands. top: the last answer of whole numbers."""

    asked: Sums | Block
    insiders: int
    enough: float
    series: Series | None = None
    round: int | None = None
    columns: tuple[int, ...] = ()
    levels: tuple[float, ...] = ()

    def answer(self) -> Narrowest | Found | None:
        """Do it. None: a program ended without an answer."""
        if isinstance(self.asked, Block):
            return Search(self.asked, self.levels, self.insiders, Found(self.enough)).run(self.columns)
        try:
            return narrowest(self.asked, insiders=self.insiders, enough=int(self.enough))
        except UndecidedError:
            return None


def _answer(task: _Task) -> Narrowest | Found | None:
    return task.answer()


def _answers(
    tasks: Sequence[_Task], processes: int, tell: Callable[[int, int], None]
) -> Iterator[Narrowest | Found | None]:
    if processes == 1 or len(tasks) <= 1:
        for done, task in enumerate(tasks):
            tell(done, len(tasks))
            yield task.answer()
    else:
        with ProcessPoolExecutor(processes) as pool:
            for done, answer in enumerate(pool.map(_answer, tasks)):
                tell(done, len(tasks))
                yield answer
    tell(len(tasks), len(tasks))


def _whole_tasks(
    publications: Sequence[Publication],
    told: Sequence[Told],
    series: Series,
    limits: Limits,
    *,
    scales: Mapping[str, int],
    insiders: int,
) -> Iterator[_Task]:
    """A series of yes and no, or of points on a scale. Rounds stand alone: there are no changes of these."""
    if not told:
        return
    top = scales.get(series[0], 2) - 1
    enough = 1 if series[0] in YES_NO else min(top, ceil(limits.width[insiders] * top / 100))
    columns = columns_of(publications, series)
    for number in sorted({cell["round"] for _, cell in told}):
        here = [each for each in told if each[1]["round"] == number]
        sums = sums_of(publications, here, columns, top, least=0 if series[0] in YES_NO else 1)
        if sums is not None:
            yield _Task(sums, insiders, enough, series, number)


def _rated_tasks(
    publications: Sequence[Publication], told: Mapping[Series, Sequence[Told]], series: Series, insiders: int
) -> Iterator[_Task]:
    """Beside the counts of who rated a risk: how many have its severity, which the n of each severity tells."""
    rated: Series = ("risk_rated", series[1])
    also: list[Told] = []
    for place, cell in told.get(series, ()):
        publication, number = publications[place], cell["round"]
        has = publication.base.get(rated, {}).get(number)
        if has is not None:
            n = int(has[publication.groups[number][cell["dimension"], cell["member"]]].sum())
            hi = cell["n"] if RATED[series[0]] else n
            also.append((place, {**cell, "n": n, "lo": cell["n"], "hi": hi, "precision": "exact"}))
    if not also:
        return
    columns, rounds = columns_of(publications, rated), {cell["round"] for _, cell in also}
    for number in sorted(rounds):
        here = [each for each in (*told.get(rated, ()), *also) if each[1]["round"] == number]
        sums = sums_of(publications, here, columns, 1, least=0)
        if sums is not None:
            yield _Task(sums, insiders, 1, series, number)


def _whole_finding(
    series: Series, insiders: int, tasks: Sequence[_Task], answers: Sequence[Narrowest | Found | None]
) -> Finding:
    worst = Finding(series, insiders, width=100.0, pinned=False, failed=False, reason="", proven=True)
    for task, answer in zip(tasks, answers, strict=True):
        if task.series != series or not isinstance(task.asked, Sums):
            continue
        if not isinstance(answer, Narrowest):
            return replace(worst, width=0.0, failed=True, reason="undecided", round=task.round, proven=False)
        width = 100 * answer.steps / task.asked.top
        if answer.company is not None and (width < worst.width or not worst.failed):
            worst = Finding(
                series, insiders, width, pinned=answer.steps == 0, failed=True,
                reason="narrow" if answer.steps else "pinned", company=answer.company, round=task.round,
                coalition=answer.coalition,
            )  # fmt: skip
        elif not worst.failed:
            worst = replace(worst, width=min(width, worst.width))
    return worst


def _score_tasks(
    block: Block, levels: Sequence[float], limits: Limits, insiders: int, processes: int
) -> Iterator[_Task]:
    """Every part of the block that a count speaks of; in pieces where several processes share the work."""
    for part in blocks_of(block):
        if part.counts:
            columns = np.arange(len(part.truth))
            pieces = 1 if processes == 1 else -(-len(columns) // PIECE)
            for piece in range(pieces):
                yield _Task(
                    part, insiders, limits.width[insiders], columns=tuple(columns[piece::pieces].tolist()),
                    levels=tuple(sorted(levels)),
                )  # fmt: skip


def _score_finding(series: Series, insiders: int, found: Sequence[Found], limits: Limits) -> Finding:
    """What the search found, said of one series: its own certainty, and the interval that all of them leave."""
    if not found:
        return Finding(series, insiders, width=100.0, pinned=False, failed=False, reason="", proven=True)
    worst = min(found, key=lambda each: each.width)
    certain = next((p for each in found if (p := each.target if series == ON_SCHEDULE else each.level)), None)
    undecided = next((each.undecided for each in found if each.undecided), None)
    place = certain or worst.narrow or undecided
    reason = "pinned" if certain else "narrow" if worst.narrow else "undecided" if undecided else ""
    return Finding(
        series, insiders, width=worst.width, pinned=certain is not None, failed=bool(reason), reason=reason,
        company=place.company if place else None, round=place.round if place else None,
        coalition=place.coalition if place else (), proven=worst.narrow is None,
    )  # fmt: skip
