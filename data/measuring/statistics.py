"""The statistics of a snapshot: company values by SQL, group sums over exactly the members of the lattice's rows.

The SQL files of data/sql say what a company's value is (a score, a share, a yes or no), as exact integers. A group's
sum is then membership times values, with the same members that protection judges: a shown number and the decision to
show it can never rest on different companies. Integers below 2^53 are exact in floating point; more is refused.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.configuration.agreement import Agreement, GroupDimension
from data.measuring.configured import configure
from data.measuring.lattice import Row
from data.measuring.roster import Roster, read_roster
from data.measuring.scoring import EXACT_BELOW, NO_ROW, Sheet, score, sheet_of
from data.measuring.series import Series, question_ids

Values = NDArray[np.float64]
Present = NDArray[np.bool_]
Integers = NDArray[np.int64]

COMPANIES_AT_A_TIME = 1_000  # times a hundred questions is what a processor keeps close


@dataclass(frozen=True, slots=True)
class CompanyValues:
    """Company values per round: series x companies. present: who has the statistic; absent ones are 0 in value.

    codes: the answers that they come from, the questions of `sheets` x companies (see `data.measuring.scoring.score`).
    """

    roster: Roster
    series: tuple[Series, ...]
    value: Mapping[int, Values]
    present: Mapping[int, Present]
    codes: Mapping[int, Integers] = field(default_factory=dict)
    sheets: Mapping[int, Sheet] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sums:
    """Per row and series: n companies and the exact total of their values (of a change: end minus start)."""

    n: Integers
    total: Integers


@cache
def query(name: str) -> str:
    """One statement of data/sql, with its meaning and grain at the top."""
    return (Path(__file__).parents[1] / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def company_values(
    con: duckdb.DuckDBPyConnection,
    agreement: Agreement,
    series: Sequence[Series],
    dimensions: tuple[GroupDimension, ...],
) -> CompanyValues:
    """All company values of a snapshot (views company, assessment, answer, ... with `round`; see panel.py)."""
    configure(con, agreement, series)
    for name in ("company_value_table", "roster", "assessed"):
        con.execute(query(name))
    roster = read_roster(con, agreement, dimensions)
    value: dict[int, Values] = {}
    present: dict[int, Present] = {}
    codes: dict[int, Integers] = {}
    sheets: dict[int, Sheet] = {}
    for number in roster.rounds:
        sheets[number] = sheet_in(agreement, number, series)
        codes[number] = answer_codes(con, agreement, number, size=roster.size)[sheets[number].numbers]
        value[number], present[number] = scored(sheets[number], codes[number])
    _keep_overall(con, series, value, present)
    for name in ("level", "target", "participation", "risk", "action"):
        con.execute(query(name))
    con.execute(query("membership"), {"assessment": agreement.assessment_deliverable})
    for number in roster.rounds:
        found = con.execute(query("company_value"), {"round": number}).fetchnumpy()
        companies, lines = found["company_no"], found["series_no"]
        value[number][lines, companies] = found["value"]
        present[number][lines, companies] = True
    return CompanyValues(roster, tuple(series), value, present, codes, sheets)


def sums(values: CompanyValues, rows: Sequence[Row]) -> Sums:
    """n and exact totals, rows x series; series that are not paired are 0 in rows over two rounds."""
    n = np.zeros((len(rows), len(values.series)), dtype=np.int64)
    total = np.zeros_like(n)
    end_of_paired = sum(each.paired for each in values.series)
    if not all(each.paired for each in values.series[:end_of_paired]):
        raise ValueError("the series that are paired must come first")
    for (base, number), places in _by_rounds(rows):
        groups = list(dict.fromkeys((rows[place].dimension, rows[place].member) for place in places))
        members = np.zeros((values.roster.size, len(groups)))
        for place in places:
            members[rows[place].members, groups.index((rows[place].dimension, rows[place].member))] = 1
        column = [groups.index((rows[place].dimension, rows[place].member)) for place in places]
        if base is None:
            n[places] = (values.present[number] @ members).T[column]
            total[places] = _exact(values.value[number] @ members).T[column]
            continue
        paired = slice(0, end_of_paired)
        both = (values.present[base][paired] & values.present[number][paired]).astype(float)
        start = _exact((both * values.value[base][paired]) @ members).T[column]
        end = _exact((both * values.value[number][paired]) @ members).T[column]
        kinds = np.array([rows[place].kind for place in places])[:, None]
        n[places, paired] = (both @ members).T[column]
        total[places, paired] = np.where(kinds == "pair_start", start, np.where(kinds == "pair_end", end, end - start))
    return Sums(n, total)


def _by_rounds(rows: Sequence[Row]) -> Iterator[tuple[tuple[int | None, int], list[int]]]:
    """The places of rows with the same rounds."""

    def rounds(place: int) -> tuple[int | None, int]:
        return rows[place].base_round, rows[place].round

    ordered = sorted(range(len(rows)), key=lambda place: (rounds(place)[0] or -1, rounds(place)[1]))
    for key, places in groupby(ordered, key=rounds):
        yield key, list(places)


def _exact(totals: Values) -> Integers:
    if totals.size and np.abs(totals).max() >= EXACT_BELOW:
        raise OverflowError("a group's sum is too large to be exact: there are more companies than this method can add")
    return totals.astype(np.int64)


def answer_codes(
    con: duckdb.DuckDBPyConnection, agreement: Agreement, number: int, *, size: int, assessor: str = "self"
) -> Integers:
    """The answers of one assessor in a round: the questions of all versions x companies, as codes.

    Needs the tables of `data.measuring.configured` and the table `roster`, with `size` companies.
    """
    codes = np.full(len(question_ids(agreement)) * size, NO_ROW, dtype=np.int64)
    asked = {"round": number, "companies": size, "assessor": assessor}
    answers = con.sql(query("answer_code"), params=asked).to_arrow_table()
    for batch in answers.to_batches():
        codes[batch.column("place").to_numpy()] = batch.column("code").to_numpy()
    return codes.reshape(-1, size)


def scored(sheet: Sheet, codes: Integers) -> tuple[Values, Present]:
    """The series of a sheet that rest on answers alone, series x companies; the others are absent.

    codes: the questions of the sheet x companies. Some companies at a time, as a processor's cache holds them.
    """
    shape = len(sheet.places), codes.shape[1]
    value, present = np.zeros(shape), np.zeros(shape, dtype=bool)
    for first in range(0, codes.shape[1], COMPANIES_AT_A_TIME):
        here = slice(first, first + COMPANIES_AT_A_TIME)
        for lines in score(sheet, codes[:, here]):
            value[lines.places, here] = lines.value
            present[lines.places, here] = lines.present
    return value, present


def sheet_in(agreement: Agreement, number: int, series: Sequence[Series]) -> Sheet:
    """The sheet of a round: of the version that was asked in it."""
    numbers = {question: place for place, question in enumerate(question_ids(agreement))}
    return sheet_of(agreement, agreement.round(number).instrument_version, series, numbers)


def _keep_overall(
    con: duckdb.DuckDBPyConnection,
    series: Sequence[Series],
    value: Mapping[int, Values],
    present: Mapping[int, Present],
) -> None:
    """Hand the overall scores to the SQL that compares them with levels and targets."""
    column = next(place for place, each in enumerate(series) if (each.measure, each.part) == ("maturity", "overall"))
    scored = [np.flatnonzero(present[number][column]) for number in present]
    rows = {
        "round": np.repeat(np.array(list(present), dtype=np.int32), [len(each) for each in scored]),
        "company_no": np.concatenate([*scored, np.array([], dtype=np.int64)]),
        "value": np.concatenate([*(value[n][column, c] for n, c in zip(present, scored, strict=True)), np.array([])]),
    }
    con.register("scored", pa.table({name: pa.array(each.astype(np.int64)) for name, each in rows.items()}))
    con.execute(query("overall"))
    con.unregister("scored")
