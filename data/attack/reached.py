"""Counts of companies whose overall score has reached a level, or their own target: who is counted, at which bound."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

import numpy as np

from data.attack.known import DisagreementError, Floats, Publication, Series
from data.attack.told import Cell, bounds_of, members_of, named, told_by

OVERALL: Series = ("maturity", "overall")
ON_SCHEDULE: Series = ("on_schedule", "overall")
LEVEL = "level_at_least"


@dataclass(frozen=True, slots=True)
class Reached:
    """lo <= how many companies have reached their bound in a round <= hi; in truth `true` have.

    place: the number of the publication that says so. bound: per company, NaN where it is not counted. target: these
    are the companies' own targets.
    """

    place: int
    round: int
    bound: Floats
    true: int
    lo: int
    hi: int
    target: bool


def counts_of(publications: Sequence[Publication], levels: Mapping[str, float]) -> Iterator[Reached]:
    """Every published count. levels: the lower bound in percent of each level. Raises DisagreementError."""
    for series, told in told_by(publications).items():
        if of_scores(series):
            for place, cell in told:
                yield reached_in(publications[place], cell, place, levels)


def of_scores(series: Series) -> bool:
    """Whether a series counts companies by their overall score."""
    return series[0] == LEVEL or series == ON_SCHEDULE


def reached_in(publication: Publication, cell: Cell, place: int, levels: Mapping[str, float]) -> Reached:
    """What a cell says. Raises DisagreementError where the answers do not give it."""
    series, number = (cell["measure"], cell["item"]), cell["round"]
    has = publication.base.get(series, {}).get(number)
    members = members_of(publication, cell, {} if has is None else {number: np.where(has, 0, -1)})
    bound = np.full(0 if has is None else len(has), np.nan)
    if series == ON_SCHEDULE:
        bound[members] = publication.target[number][members] if len(members) else np.zeros(0)
    elif series[1] in levels:
        bound[members] = levels[series[1]]
    else:
        raise DisagreementError(f"{named(publication, cell)}: no level has this code")
    score = publication.answers.get(OVERALL, {}).get(number, np.full(len(bound), np.nan))
    if np.isnan(bound[members] + score[members]).any():
        raise DisagreementError(f"{named(publication, cell)}: a company has no score or no target")
    reached = score[members] >= bound[members]
    if len(members) and not np.array_equal(reached, publication.answers[series][number][members] == 1):
        raise DisagreementError(f"{named(publication, cell)}: scores and bounds do not give the answers")
    true = int(reached.sum())
    lo, hi = bounds_of(publication, cell, Fraction(true))
    return Reached(place, number, bound, true, ceil(lo), floor(hi), series == ON_SCHEDULE)
