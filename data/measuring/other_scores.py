"""Scores beside the ones that count: by another assessor, and by another rule for what was left open.

For the secretariat only. Means over all companies of a round, in total.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

import duckdb

from data.configuration.agreement import Agreement
from data.detail import Detail
from data.measuring.movement import told_in_steps
from data.measuring.roster import TOTAL
from data.measuring.series import Series, is_made
from data.measuring.statistics import CompanyValues, Present, Values, answer_codes, scored, sheet_in
from data.measuring.values import decimal_of

SELF = "self"


def other_scores(con: duckdb.DuckDBPyConnection, values: CompanyValues, agreement: Agreement) -> Iterator[Detail]:
    """assessed_twice and other_rule per round, of the overall score and of each step.

    con: with the tables of `data.measuring.configured` and the table `roster` of the same snapshot as `values`.
    """
    places = [place for place, each in enumerate(values.series) if told_in_steps(each)]
    series = [values.series[place] for place in places]
    assessors = [each for each in agreement.vocabulary["assessor"] if each != SELF]
    for number in values.roster.rounds:
        if not is_made(series[0], agreement, None, number):
            continue
        own, has_own = values.value[number][places], values.present[number][places]
        sheet = sheet_in(agreement, number, series)
        for assessor in assessors:
            codes = answer_codes(con, agreement, number, size=values.roster.size, assessor=assessor)
            theirs, assessed = scored(sheet, codes[sheet.numbers])
            twice = has_own & assessed
            for name, value in ((f"{SELF}:{assessor}", own), (assessor, theirs)):
                for item, n, mean in _means(series, value, twice):
                    yield Detail("assessed_twice", f"{item}:{name}", None, number, *TOTAL, n, mean)
        for state in ("unanswered", "not_applicable"):
            scoring = agreement.scoring.model_copy(update={state: "zero"})
            other = agreement.model_copy(update={"scoring": scoring})
            for item, n, mean in _means(series, *scored(sheet_in(other, number, series), values.codes[number])):
                yield Detail("other_rule", f"{item}:{state}", None, number, *TOTAL, n, mean)


def _means(series: Sequence[Series], value: Values, present: Present) -> Iterator[tuple[str, int, Decimal]]:
    """Of every series that somebody has: its item, n and mean."""
    for line, each in enumerate(series):
        n = int(present[line].sum())
        if n:
            yield each.item, n, decimal_of(Fraction(int(value[line, present[line]].sum()), n))
