"""Which risk themes come first, how firmly, and how companies rate them together.

For the secretariat only. Severity goes before likelihood (UN Guiding Principles): themes are ordered by mean severity,
themes of equal severity by mean likelihood, with the means of the cells. A theme has a place where at least two
companies rated its severity, so that it keeps a mean when one is left out; its n tells how many did.
"""

from collections.abc import Iterator
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from data.configuration.agreement import Agreement
from data.detail import Detail
from data.measuring.roster import TOTAL
from data.measuring.scoring import MILLION
from data.measuring.series import is_made
from data.measuring.statistics import CompanyValues
from data.measuring.values import decimal_of

Values = NDArray[np.float64]
Flags = NDArray[np.bool_]
Places = NDArray[np.int64]

LEAST = 2  # companies that rated a theme
FIRST = 2  # places: so many collective risks are usually chosen
SAMPLES = 1_000  # a share is off by 1.6 points at most, two times out of three
AT_A_TIME = 500  # companies that are left out one by one
SEED = 2011
NOT_RATED = -1.0  # below every rating


def risk_order(values: CompanyValues, agreement: Agreement) -> Iterator[Detail]:
    """risk_field, risk_rank and risk_top per round, in total."""
    lines = {(each.measure, each.item): line for line, each in enumerate(values.series)}
    for number in values.roster.rounds:
        themes = [
            theme.code
            for theme in agreement.themes_of(agreement.round(number).theme_list)
            if is_made(values.series[lines["risk_severity", theme.code]], agreement, None, number)
        ]
        severity = _ratings(values, number, [lines["risk_severity", theme] for theme in themes])
        likelihood = _ratings(values, number, [lines["risk_likelihood", theme] for theme in themes])
        yield from _fields(number, themes, severity, likelihood)
        ranked = np.flatnonzero((~np.isnan(severity)).sum(axis=1) >= LEAST)
        if len(ranked):
            chosen = [themes[line] for line in ranked]
            yield from _ranks(number, chosen, severity[ranked], likelihood[ranked])


def _ratings(values: CompanyValues, number: int, lines: list[int]) -> Values:
    """Ratings on the scale, lines x companies; nan where a company gave none."""
    return np.where(values.present[number][lines], values.value[number][lines] / MILLION, np.nan)


def _fields(number: int, themes: list[str], severity: Values, likelihood: Values) -> Iterator[Detail]:
    """How many companies rate a theme so severe and so likely; fields without a company are left out."""
    both = ~np.isnan(severity) & ~np.isnan(likelihood)
    for line, theme in enumerate(themes):
        rated = np.stack([severity[line, both[line]], likelihood[line, both[line]]]).astype(np.int64)
        fields, counts = np.unique(rated, axis=1, return_counts=True)
        for (severe, likely), count in zip(fields.T.tolist(), counts.tolist(), strict=True):
            where = (None, number, *TOTAL, rated.shape[1])
            yield Detail("risk_field", f"{theme}:{severe}x{likely}", *where, Decimal(count))


def _ranks(number: int, themes: list[str], severity: Values, likelihood: Values) -> Iterator[Detail]:
    """Every theme's place, the best and worst one with any company left out, and how often it is among the first."""
    rated = ~np.isnan(severity)
    everybody = np.flatnonzero(rated.any(axis=0))
    severity, likelihood = severity[:, everybody], likelihood[:, everybody]
    size = len(everybody)
    place = places(severity, likelihood, np.ones((1, size)))[0]
    best = worst = place
    for left_out in range(0, size, AT_A_TIME):
        weights = 1 - np.eye(min(AT_A_TIME, size - left_out), size, k=left_out)
        without = places(severity, likelihood, weights)
        best, worst = np.minimum(best, without.min(axis=0)), np.maximum(worst, without.max(axis=0))
    drawn = places(severity, likelihood, _samples(size))
    share = (100 * MILLION * ((drawn > 0) & (drawn <= FIRST)).sum(axis=0)) / SAMPLES
    for line, theme in enumerate(themes):
        where = (None, number, *TOTAL, int(rated[line].sum()))
        band = (Decimal(int(best[line])), Decimal(int(worst[line])))
        yield Detail("risk_rank", theme, *where, Decimal(int(place[line])), *band)
        yield Detail("risk_top", theme, *where, decimal_of(float(share[line])))


def places(severity: Values, likelihood: Values, weights: Values) -> Places:
    """The place of every theme in every weighing of the companies, weighings x themes; equal themes share a place.

    severity, likelihood: whole numbers, themes x companies, nan where not rated. weights: weighings x companies, how
    often each company counts. A theme that nobody rates in a weighing has place 0 there.
    """
    first, second = (_means(ratings, weights) for ratings in (severity, likelihood))
    ahead = first[:, None, :] > first[:, :, None]
    ahead |= (first[:, None, :] == first[:, :, None]) & (second[:, None, :] > second[:, :, None])
    found: Places = np.where(first == NOT_RATED, 0, 1 + ahead.sum(axis=2))
    return found


def _means(ratings: Values, weights: Values) -> Values:
    """Means of whole numbers: equal fractions give equal floats, so that a tie is one."""
    there = ~np.isnan(ratings)
    counted, total = weights @ there.T, weights @ np.where(there, ratings, 0).T
    means: Values = np.where(counted > 0, total / np.maximum(counted, 1), NOT_RATED)
    return means


def _samples(size: int) -> Values:
    """How often each company is drawn in samples of as many companies as there are, samples x companies.

    From a seed and the old generator of numpy, whose numbers stay the same: an edition comes out again.
    """
    drawn = np.random.RandomState(SEED).randint(0, size, size=(SAMPLES, size))
    offset = size * np.arange(SAMPLES)[:, None]
    return np.bincount((drawn + offset).ravel(), minlength=SAMPLES * size).reshape(SAMPLES, size).astype(float)
