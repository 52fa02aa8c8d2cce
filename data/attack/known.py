"""What the room knows: the roster, everything that was published, and (of a coalition) its own answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Series = tuple[str, str]  # measure and item
Group = tuple[str, str]  # dimension and member
Companies = NDArray[np.int64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Parts = Mapping[Series, Mapping[Series, Mapping[int, Floats]]]
TOTAL: Group = ("total", "all")
FEW_ENOUGH = 40  # companies of which a program takes all along, so that what it does not find does not exist


@dataclass(frozen=True, slots=True)
class Questions:
    """What the scores of one round are made of, questions x companies.

    answer: in percent of what the question is worth, NaN where there is none. weight: how much it counts in that
    company's scores, 0 where it does not; one that counts without an answer counts as nothing. scores: of each step
    and theme the questions (lines) that it is the weighted mean of.
    """

    answer: Floats
    weight: Floats
    scores: Mapping[Series, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Publication:
    """One edition, or facts that were published elsewhere, with who was who and the answers it was made from.

    cells: the table `cell` of an edition as it lies on disk (data.cube.CELL_TABLE), numbers in the units of the
    cell: percent 0-100, scale points, or companies. groups: per round who was in which group, the total included,
    as company numbers that mean the same company in every publication. base: per protected series and round, who
    has the statistic, one flag per company; the room knows it from the roster, from who handed in and from the list
    of what applies to which segment. target: per round each company's own target in percent, NaN without one.
    answers: per protected series and round every company's value in the same units (a yes is 1, a no is 0), NaN
    where it has none. parts: of a series that is a weighted mean of others, company by company, those others with
    their weights per round (which sum to 1; how a score is made is public). questions: per round what step and
    theme scores are made of; none where that is not known. scales: measures whose answers are points from 1 on,
    with the last one. least: what the room knows that a value is at least, before any figure, in the same units; 0
    where a series is not named.

    The attackers use of `answers` only what their coalition knows; the rest serves to check that the truth lies within
    what was published, and as a point from which a direction proves an interval wide.
    """

    name: str
    cells: pa.Table
    groups: Mapping[int, Mapping[Group, Companies]]
    base: Mapping[Series, Mapping[int, Flags]]
    answers: Mapping[Series, Mapping[int, Floats]]
    target: Mapping[int, Floats]
    parts: Parts = field(default_factory=dict)
    questions: Mapping[int, Questions] = field(default_factory=dict)
    scales: Mapping[str, int] = field(default_factory=lambda: {"risk_severity": 5, "risk_likelihood": 5})
    least: Mapping[Series, Mapping[int, Floats]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Limits:
    """When a figure gives too much away. width: insiders -> the narrowest interval allowed, in percentage points."""

    width: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a coalition of `insiders` companies works out of one series at the worst.

    company and round: whose value, coalition: who worked together (company numbers). width: the narrowest interval
    found in percentage points (100: nothing is known). pinned: a level or a yes or no is certain. failed: too narrow,
    pinned, or a program that did not end in an optimum; `reason` says which in a word. proven: `width` is a bound that
    was proven without a program, the interval is at least this wide.
    """

    series: Series
    insiders: int
    width: float
    pinned: bool
    failed: bool
    reason: str
    company: int | None = None
    round: int | None = None
    coalition: tuple[int, ...] = ()
    proven: bool = False


class DisagreementError(ValueError):
    """What was published is not what the answers give: a wrong member, a wrong n or a wrong value."""
