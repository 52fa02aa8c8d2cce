"""The attack on means: how narrow an interval a coalition can work out for another company's value, per series.

A value counts as protected where every coalition of so many insiders is left with an interval of at least the limit.
What the others' answers are is not assumed: each may lie anywhere between what the room knows it to be at least (0,
but for some shares, see known.Publication) and 100 points above that. A mean of other series (the overall
score, of the steps) is attacked by itself and by way of its parts: it is at least as wide as they are on average.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import as_completed
from dataclasses import replace

import numpy as np
import pyarrow.compute as pc
from loky import ProcessPoolExecutor

from data.attack.blocks import Block
from data.attack.coalitions import CLOSE, Narrowest, narrowest
from data.attack.known import Finding, Limits, Publication, Series
from data.attack.program import NotOptimalError
from data.attack.rows import TOP
from data.attack.system import Room

ENOUGH = 30.0  # an interval this wide is not looked at further: a bound that it is at least that wide will do
PARTS_PER_PROCESS = 4  # so that no process waits long for the last


def attack_means(
    publications: Sequence[Publication],
    limits: Limits,
    *,
    insiders: int,
    series: Sequence[Series] | None = None,
    processes: int = 1,
    tell: Callable[[int, int], None] | None = None,
) -> list[Finding]:
    """The worst that `insiders` companies together find out, one Finding per mean that has protected values.

    publications: everything ever published, in order. series: these of the means only, all of them by default; counts
    are for another attacker (see system.MEANS). `tell` hears how many series are done and how many there are.

    A width below max(limit, ENOUGH) is exact, with the company, the round and the coalition; any other is a bound
    (`proven`). A program that does not end in an optimum fails its series, and so does a search that ends early without
    a bound that is wide enough. Raises DisagreementError where what was published is not what the answers give.
    """
    room = Room(publications)
    protected = room.series()
    chosen = [each for each in protected if series is None or each in set(series)]
    limit = limits.width[insiders]
    found: dict[Series, Finding] = {}
    told = tell or (lambda done, of: None)
    if processes <= 1 or len(chosen) <= 1:
        for each in chosen:
            found[each] = _attack(room, each, limit, insiders=insiders)
            told(len(found), len(chosen))
        return [found[each] for each in chosen]
    with ProcessPoolExecutor(processes) as pool:
        parts = (chosen[start :: processes * PARTS_PER_PROCESS] for start in range(processes * PARTS_PER_PROCESS))
        waiting = [
            pool.submit(
                attack_means,
                [_only(each, _with_relatives(room, part)) for each in publications],
                limits,
                insiders=insiders,
                series=part,
            )
            for part in parts
            if part
        ]
        for done in as_completed(waiting):
            found |= {finding.series: finding for finding in done.result()}
            told(len(found), len(chosen))
    return [found[each] for each in chosen]


def _attack(room: Room, series: Series, limit: float, *, insiders: int) -> Finding:
    try:
        found = _narrowest_of(room.blocks(series), limit, insiders=insiders)
        parts = room.parts(series)
        if not any(room.is_told(part) for part, _ in parts):
            parts = []
        widths = [_narrowest_of(room.as_part(part, series), limit, insiders=insiders) for part, _ in parts]
    except NotOptimalError as error:
        return Finding(series, insiders, 0.0, pinned=False, failed=True, reason=str(error))
    if parts:
        known = np.array([TOP if each is None else each[0].width for each in widths])
        width = float((known @ np.array([kinds for _, kinds in parts])).min())
        if found is None or width < min(found[0].width, max(limit, ENOUGH)) - CLOSE:
            failed = width < limit
            reason = "narrow" if failed else "wide"
            return Finding(series, insiders, width, pinned=False, failed=failed, reason=reason, proven=True)
    if found is None:
        return Finding(series, insiders, TOP, pinned=False, failed=False, reason="nothing published", proven=True)
    return _finding(series, limit, *found, insiders=insiders)


def _narrowest_of(blocks: Iterable[Block], limit: float, *, insiders: int) -> tuple[Narrowest, Block] | None:
    """The narrowest interval in any of these blocks; None where there are none."""
    enough = max(limit, ENOUGH)
    worst: tuple[Narrowest, Block] | None = None
    for block in blocks:
        here = narrowest(block, insiders, enough=enough, limit=limit)
        if worst is None or here.width < worst[0].width - CLOSE:
            worst = here, block
        enough = min(enough, here.width)
    return worst


def _finding(series: Series, limit: float, found: Narrowest, block: Block, *, insiders: int) -> Finding:
    """A Finding with names; whose value it is and who found it, only where the width is exact."""
    failed = found.width < limit
    reason = ("narrow" if found.concluded else "not concluded") if failed else "wide"
    if not found.exact:
        return Finding(series, insiders, found.width, pinned=False, failed=failed, reason=reason, proven=True)
    others = [place for place in block.has[:, found.at].nonzero()[0] if place not in found.coalition]
    return Finding(
        series, insiders, found.width, pinned=False, failed=failed, reason=reason,
        company=int(block.companies[others[0]]), round=int(block.rounds[found.at]),
        coalition=tuple(sorted(int(block.companies[place]) for place in found.coalition)),
    )  # fmt: skip


def _with_relatives(room: Room, series: Sequence[Series]) -> set[Series]:
    """Series with what they are part of, and what they are made of."""
    found = set(series)
    found |= {whole for each in series for whole in room.wholes(each)}
    return found | {part for each in found for part, _ in room.parts(each)}


def _only(publication: Publication, series: Iterable[Series]) -> Publication:
    """A publication with these series alone, to hand to another process."""
    wanted = set(series)
    cells = publication.cells
    addresses = zip(cells["measure"].to_pylist(), cells["item"].to_pylist(), strict=True)
    mine = [address in wanted for address in addresses]
    return replace(
        publication,
        cells=cells.filter(pc.cast(mine, "bool")),
        base={each: rounds for each, rounds in publication.base.items() if each in wanted},
        answers={each: rounds for each, rounds in publication.answers.items() if each in wanted},
        parts={each: parts for each, parts in publication.parts.items() if each in wanted},
    )
