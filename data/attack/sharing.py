"""The attack on scores that share questions: steps, themes and overall score together, with the counts beside them.

How far another company's score may be, and whether its level or its target is certain, where everything published of
steps, themes, the overall score, levels and targets is known: over the answers to the questions, by witnesses
(evidence.py), which linear and integer programs find (moves.py).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from loky import ProcessPoolExecutor

from data.attack.evidence import ANY_LEVEL, Search, Worst
from data.attack.known import Finding, Limits, Publication, Series
from data.attack.questions import Shared
from data.attack.reached import LEVEL
from data.attack.system import Room

PIECES = 8  # per process, so that none waits long for the last


def attack_shared(
    publications: Sequence[Publication],
    limits: Limits,
    levels: Sequence[tuple[str, float]],
    *,
    insiders: int,
    series: Sequence[Series] | None = None,
    processes: int = 1,
    tell: Callable[[int, int], None] | None = None,
) -> list[Finding]:
    """What `insiders` companies together find out of scores that share questions; one Finding per score, and per count
    where there are few enough companies to take counts along (questions.py).

    levels: code and lower bound in percent of every level but the lowest. series: these only. `tell` hears how many
    pieces of work are done. A width below the limit is exact, with company, round and coalition; any other is the
    limit, proven. A count is pinned where a level, or whether a target was reached, is certain and the means alone
    would not make it so. A program that does not end in an optimum fails its score, and so does what would ask a larger
    panel for a program over everybody. Raises DisagreementError where a publication does not say what its scores are
    made of, or is not what the answers give.
    """
    told = tell or (lambda done, of: None)
    shared = Shared(publications, Room(publications), dict(levels))
    wanted = [each for each in shared.series if series is None or each in set(series)]
    search = Search(shared, [bound for _, bound in levels], insiders, limits.width[insiders])
    if processes <= 1:
        found = [_run(search, shared.companies, wanted)]
        told(1, 1)
    else:
        pieces = [
            here for start in range(processes * PIECES) if (here := shared.companies[start :: processes * PIECES])
        ]
        found = []
        with ProcessPoolExecutor(processes) as pool:
            waiting = [pool.submit(_run, search, here, wanted) for here in pieces]
            for done in waiting:
                found.append(done.result())
                told(len(found), len(pieces))
    return [_finding(each, search, found) for each in wanted]


def _run(search: Search, companies: Iterable[int], series: Iterable[Series]) -> Mapping[Series, Worst]:
    return search.run(companies, series)


def _finding(series: Series, search: Search, found: Sequence[Mapping[Series, Worst]]) -> Finding:
    asked = ANY_LEVEL if series[0] == LEVEL else series
    here = [each[asked] for each in found if asked in each]
    if not here:
        return Finding(series, search.insiders, search.enough, pinned=False, failed=False, reason="wide", proven=True)
    worst = min(here, key=lambda each: each.width)
    return Finding(
        series, search.insiders, worst.width, pinned=worst.reason == "pinned", failed=True, reason=worst.reason,
        company=worst.company, round=worst.round, coalition=worst.coalition,
    )  # fmt: skip
