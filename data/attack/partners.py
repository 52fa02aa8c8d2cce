"""Who may move along with a company, so that what was published stays what it is."""

from itertools import zip_longest

import numpy as np

from data.attack.known import Floats
from data.attack.questions import Shared
from data.attack.rows import Integers


def nearest(shared: Shared, company: int) -> list[int]:
    """The other companies that anything rests on, those first with which this one shares most rows."""
    together = _together(shared, company)
    others = [each for each in np.argsort(-together, kind="stable").tolist() if each != company]
    return [each for each in others if shared.member[:, each].any()]


def opposite(shared: Shared, company: int, number: int, moved: float) -> list[int]:
    """Who could be counted instead where the overall score of a round moved so far.

    In turn for every bound that it would cross: who is on its other side in most of the counts that this company is in,
    those first with which it shares most rows, and who are nearest to their own bounds.
    """
    crossed: dict[tuple[bool, float], list[Floats]] = {}
    for count, gap in shared.gaps(number):
        mine = gap[company]
        if (mine >= 0) != (mine + moved >= 0):
            away = np.where((gap >= 0) != (mine >= 0), np.abs(gap), np.nan)
            crossed.setdefault((count.target, float(count.bound[company])), []).append(away)
    together = _together(shared, company)
    found: list[list[int]] = []
    for each in crossed.values():
        many = (~np.isnan(each)).sum(axis=0)
        order = np.lexsort((np.fmax.reduce(each), -together, -many))
        found.append(order[many[order] > 0].tolist())
    return list(dict.fromkeys(each for turn in zip_longest(*found) for each in turn if each is not None))


def _together(shared: Shared, company: int) -> Integers:
    return np.asarray(shared.member[shared.member[:, company]].sum(axis=0))
