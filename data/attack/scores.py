"""Published figures of scores as the attackers take them: means of the overall score and its steps, beside counts."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from data.attack.figures import SLACK, Block, Count, Mean, Steps
from data.attack.known import DisagreementError, Publication, Series
from data.attack.reached import OVERALL, of_scores, reached_in
from data.attack.told import NOT_IN_BASE, At, Cell, Columns, Told, columns_of, members_of, named


def block_of(
    publications: Sequence[Publication], told: Mapping[Series, Sequence[Told]], levels: Mapping[str, float]
) -> Block:
    """The overall scores with every published mean of them and of their steps, and the counts of levels and targets."""
    parts = dict.fromkeys(part for publication in publications for part in publication.parts.get(OVERALL, {}))
    steps = list(parts) if any(told.get(part) for part in parts) else []
    columns = columns_of(publications, OVERALL, steps)
    counts: dict[bytes, Count] = {}
    for series in [each for each in told if of_scores(each)]:
        for place, cell in told[series]:
            count = _count(publications[place], (place, cell), columns.at[place], levels)
            key = count.columns.tobytes() + count.bound.tobytes() + bytes([count.target])
            seen = counts.get(key, count)
            counts[key] = Count(
                count.columns, count.bound, max(count.lo, seen.lo), min(count.hi, seen.hi), count.target
            )
    means = _means(publications, told.get(OVERALL, ()), columns.at, columns.at)
    return Block(
        columns.company, columns.round, columns.truth, means,
        tuple(each for each in counts.values() if len(each.columns)),
        _steps(publications, told, steps, columns) if steps else None,
    )  # fmt: skip


def _steps(
    publications: Sequence[Publication], told: Mapping[Series, Sequence[Told]], steps: Sequence[Series], scores: Columns
) -> Steps:
    """What the scores are made of, and what was published of it."""
    weight = np.zeros(scores.parts.shape)
    for publication, at in zip(publications, scores.at, strict=True):
        for line, step in enumerate(steps):
            for number, weights in publication.parts.get(OVERALL, {}).get(step, {}).items():
                column = at.get(number, np.zeros(0, dtype=np.int64))[: len(weights)]
                weight[column[column >= 0], line] = weights[column >= 0]
    means: list[tuple[int, Mean]] = []
    for line, step in enumerate(steps):
        own = columns_of(publications, step)
        means += [(line, mean) for mean in _means(publications, told.get(step, ()), own.at, scores.at)]
    return Steps(np.where(weight > 0, scores.parts, 0.0), weight, tuple(means))


def _means(publications: Sequence[Publication], told: Iterable[Told], own: At, at: At) -> tuple[Mean, ...]:
    """The published means of a series (with its own columns), over the columns `at`; alike ones once."""
    means: dict[bytes, Mean] = {}
    for place, cell in told:
        mean = _mean(publications[place], cell, own[place], at[place])
        key = mean.columns.tobytes() + mean.sign.tobytes()
        before = means.get(key, mean)
        means[key] = Mean(mean.columns, mean.sign, max(mean.lo, before.lo), min(mean.hi, before.hi), mean.n)
    return tuple(each for each in means.values() if len(each.columns))


def _mean(
    publication: Publication, cell: Cell, own: Mapping[int, NDArray[np.int64]], at: Mapping[int, NDArray[np.int64]]
) -> Mean:
    """A cell of means as a sum of the columns `at`; a value without a column there stays what it is."""
    number, base = cell["round"], cell["base_round"]
    members = members_of(publication, cell, own)
    rounds = {"all": [(number, 1.0)], "pair_start": [(base, 1.0)], "pair_end": [(number, 1.0)],
              "change": [(number, 1.0), (base, -1.0)]}[cell["kind"]]  # fmt: skip
    n = len(members)
    if not n:
        return Mean(members, np.zeros(0), 0.0, 0.0, 0)
    answers = publication.answers[cell["measure"], cell["item"]]
    nowhere = np.full(max(members) + 1, NOT_IN_BASE)
    here = np.concatenate([at.get(each, nowhere)[members] for each, _ in rounds])
    sign = np.concatenate([np.full(n, each) for _, each in rounds])
    value = np.concatenate([answers[each][members] for each, _ in rounds])
    lo, hi, truth = float(cell["lo"]), float(cell["hi"]), float(sign @ value) / n
    if not lo - SLACK <= truth <= hi + SLACK:
        raise DisagreementError(f"{named(publication, cell)}: the answers give a value outside what it says")
    stays = float(sign[here < 0] @ value[here < 0])
    here, sign = here[here >= 0], sign[here >= 0]
    order = np.argsort(here)
    return Mean(here[order], sign[order], lo * n - stays, hi * n - stays, n)


def _count(
    publication: Publication, told: Told, at: Mapping[int, NDArray[np.int64]], levels: Mapping[str, float]
) -> Count:
    """A cell that counts who has reached a level or the own target, over the columns `at`."""
    place, cell = told
    found = reached_in(publication, cell, place, levels)
    members = np.flatnonzero(~np.isnan(found.bound))
    here = at.get(found.round, np.zeros(0, dtype=np.int64))[members] if len(members) else members
    if (here < 0).any():
        raise DisagreementError(f"{named(publication, cell)}: a company has no score")
    order = np.argsort(here)
    return Count(here[order], found.bound[members][order], found.lo, found.hi, found.target)
