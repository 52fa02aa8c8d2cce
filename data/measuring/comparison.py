"""Published figures: as the agreement published them, beside what its deliveries compute to.

The computation is exact and unprotected; what a room may be told of it is decided here, figure by figure. The plenary
sees a computed value only where it equals the published one, so that the page tells nothing new; every other figure
looks alike there, whether it differs or may not be shown, or answers behind it were corrected: that it still holds
would tell how little these changed. Where the room may not know who handed in, all look alike: whether a figure still
holds depends on who did.
"""

from collections.abc import Container, Iterable
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Literal

import duckdb

from data.configuration.agreement import Agreement, ComputedFrom, PublishedFigure
from data.cube import Audience, PublishedAndComputed
from data.measuring.lattice import lattice
from data.measuring.scoring import MILLION
from data.measuring.series import series_of
from data.measuring.statistics import company_values, sums

Reason = Literal["equal", "differs", "withheld", "not_computable"]
AS_PUBLISHED = ("year", "figure", "population", "value", "unit", "n", "base", "source")
LEVEL = "level"  # exactly this level; the cells of an edition count "at least" a level
Computed = dict[ComputedFrom, Fraction]


def compute(con: duckdb.DuckDBPyConnection, agreement: Agreement, wanted: Iterable[ComputedFrom]) -> Computed:
    """The exact value of every wanted cell that a snapshot can compute; the others are left out."""
    wanted = tuple(wanted)
    if not wanted:
        return {}
    internal = agreement.policies["secretariat"]
    series = series_of(agreement, internal, questions=any(each.item.startswith("question:") for each in wanted))
    values = company_values(con, agreement, series, ("secondary", "founders", "segment", "size_class", "cohort"))
    addresses = {(each.kind, each.base_round, each.round, each.dimension, each.member) for each in wanted}
    rows = [
        row
        for row in lattice(values.roster, agreement)
        if (row.kind, row.base_round, row.round, row.dimension, row.member) in addresses
    ]
    found = sums(values, rows)
    places = {(row.kind, row.base_round, row.round, row.dimension, row.member): n for n, row in enumerate(rows)}
    columns = {(each.measure, each.item): (n, each.form) for n, each in enumerate(series)}

    def of_cell(row: int, measure: str, item: str) -> Fraction | None:
        """The mean, or the count, of one cell; None where nobody has the statistic."""
        column, form = columns[measure, item]
        n, total = int(found.n[row, column]), int(found.total[row, column])
        if form == "count":
            return Fraction(total)
        return Fraction(total, n * MILLION) if n else None

    computed: Computed = {}
    for each in wanted:
        row = places.get((each.kind, each.base_round, each.round, each.dimension, each.member))
        if row is not None and each.measure == LEVEL:
            assessed = Fraction(int(found.n[row, columns["maturity", "overall"][0]]))
            lower, upper = _between(agreement, each.item)
            reached = [of_cell(row, "level_at_least", level) if level else None for level in (lower, upper)]
            computed[each] = (assessed if reached[0] is None else reached[0]) - (reached[1] or 0)
        elif row is not None and (each.measure, each.item) in columns:
            value = of_cell(row, each.measure, each.item)
            if value is not None:
                computed[each] = value
    return computed


def compare(
    agreement: Agreement, audience: Audience, *, first: Computed, last: Computed,
    corrected: Container[ComputedFrom] = (),
) -> tuple[PublishedAndComputed, ...]:  # fmt: skip
    """Every published figure with its computed value, as far as the audience may know it.

    first and last: computed from the first and from the latest delivery of the figure's round. corrected: the cells of
    figures behind which answers were corrected between them.
    """
    told = []
    for figure in agreement.published_figures:
        source = first if figure.computed_from is not None and figure.computed_from.delivery == "first" else last
        exact = None if figure.computed_from is None else source.get(figure.computed_from)
        may_tell = agreement.reporting_is_public and figure.computed_from not in corrected
        computed, reason = _told(figure, exact, audience, may_tell=may_tell)
        public = {name: getattr(figure, name) for name in AS_PUBLISHED}
        told.append(PublishedAndComputed(**public, computed=computed, reason=reason))
    return tuple(told)


def rounded_like(value: Fraction, published: Decimal) -> Decimal:
    """Rounded half up to as many decimals as a figure was published with."""
    exponent = published.as_tuple().exponent
    unit = Fraction(10) ** min(int(exponent), 0)
    rounded = floor(value / unit + Fraction(1, 2)) * unit
    return Decimal(rounded.numerator) / Decimal(rounded.denominator)


def _told(
    figure: PublishedFigure, exact: Fraction | None, audience: Audience, *, may_tell: bool
) -> tuple[Decimal | None, Reason]:
    if figure.computed_from is None:
        return None, "not_computable"
    if audience == "plenary" and not may_tell:
        return None, "withheld"
    computed = None if exact is None else rounded_like(exact, figure.value)
    if computed is not None and computed == figure.value:
        return computed, "equal"
    if audience == "plenary":
        return None, "withheld"
    return computed, "not_computable" if computed is None else "differs"


def _between(agreement: Agreement, level: str) -> tuple[str | None, str | None]:
    """A level and the next one up; None for the lowest (everyone has reached it) and above the highest."""
    codes = [each.code for each in sorted(agreement.levels, key=lambda each: each.minimum)]
    place = codes.index(level)
    return (codes[place] if place else None), (codes[place + 1] if place + 1 < len(codes) else None)
