"""The attack on scores that share questions: steps, themes and overall score together, with the counts beside them.

How far another company's score may be, and whether its level or its target is certain, where everything published of
steps, themes, the overall score, levels and targets is known: over the answers to the questions, by witnesses
(evidence.py), which linear and integer programs find (moves.py).
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from loky import ProcessPoolExecutor

from data.attack.evidence import ANY_LEVEL, Asked, Search, Worst
from data.attack.exchange import first, open_sides, widths
from data.attack.known import Finding, Limits, Publication, Series
from data.attack.moves import CLOSE
from data.attack.questions import Shared
from data.attack.reached import LEVEL, ON_SCHEDULE, OVERALL
from data.attack.rows import Integers
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
    """What `insiders` companies together find out of scores that share questions; one Finding per score and per count.

    levels: code and lower bound in percent of every level but the lowest. series: these only. `tell` hears how many
    pieces of work are done. A width below the limit is exact, with company, round and coalition; any other is the
    limit, proven. A count is pinned where a level, or whether a target was reached, is certain and the means alone
    would not make it so. What exchanges leave open (exchange.py) is asked no further. A program that does not end in an
    optimum fails its score, and so does what would ask a larger panel for a program over everybody. Raises
    DisagreementError where a publication does not say what its scores are made of, or is not what the answers give.
    """
    told = tell or (lambda done, of: None)
    shared = Shared(publications, Room(publications), dict(levels))
    wanted = [each for each in shared.series if series is None or each in set(series)]
    search = Search(shared, [bound for _, bound in levels], insiders, limits.width[insiders])
    left = _left(search, wanted)
    if processes <= 1 or len(left) <= 1:
        found = [search.run(left)]
        told(1, 1)
    else:
        companies = sorted(left)
        pieces = [
            {each: left[each] for each in here}
            for start in range(processes * PIECES)
            if (here := companies[start :: processes * PIECES])
        ]
        found = []
        together = len(pieces) if shared.few else processes  # after a failure of a larger panel others ask less
        with ProcessPoolExecutor(processes) as pool:
            for start in range(0, len(pieces), together):
                for done in [pool.submit(search.run, here) for here in pieces[start : start + together]]:
                    found.append(done.result())
                    told(len(found), len(pieces))
                for each in found if not shared.few else ():
                    search.found |= each
    return [_finding(each, search, found) for each in wanted]


def _left(search: Search, wanted: Sequence[Series]) -> dict[int, set[Asked]]:
    """Per company the scores of a round (or its level, or target) of which exchanges do not prove enough."""
    shared, left = search.shared, dict[int, set[Asked]]()
    levels = any(each[0] == LEVEL for each in wanted) and any(not count.target for count in shared.counts)

    def note(asked: Asked, companies: Integers, kinds: Integers) -> None:
        if not shared.few:
            companies = companies[first(kinds, search.insiders + 1)]
        for company in companies.tolist():
            left.setdefault(company, set()).add(asked)

    for number in shared.rounds:
        kind = shared.alike(number)
        for series, place, score in shared.asked(number):
            has = np.flatnonzero(~np.isnan(score))
            kinds, scores = kind[has], score[has]
            if series in wanted:
                wide = widths(kinds, scores, search.insiders) >= search.enough - CLOSE
                note((series, number), has[~wide], kinds[~wide])
            if series == OVERALL and levels:
                level = np.searchsorted(np.sort(search.levels), scores, side="right")
                certain = ~open_sides(kinds, level, search.insiders)
                note((ANY_LEVEL, number), has[certain], kinds[certain])
            if series == OVERALL and ON_SCHEDULE in wanted:
                target = shared.target(place, number)[has]
                its = np.flatnonzero(~np.isnan(target))
                reached = (scores[its] >= target[its]).astype(np.int64)
                certain = ~open_sides(kinds[its], reached, search.insiders)
                note((ON_SCHEDULE, number), has[its][certain], kinds[its][certain])
    return left


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
