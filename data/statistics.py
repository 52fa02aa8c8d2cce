"""The statistics of a snapshot: company values by SQL, group sums over exactly the members of the lattice's rows.

The SQL files of data/sql say what a company's value is (a score, a share, a yes or no), as exact integers. A group's
sum is then membership times values, with the same members that protection judges: a shown number and the decision to
show it can never rest on different companies. Integers below 2^53 are exact in floating point; more is refused.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from math import lcm
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from data.agreement import Agreement, GroupDimension
from data.lattice import Row
from data.roster import Roster, read_roster
from data.series import NOT_MADE, Series, question_ids, theme_codes

Values = NDArray[np.float64]
Present = NDArray[np.bool_]
Integers = NDArray[np.int64]

MILLION = 1_000_000
EXACT_BELOW = 2**53


@dataclass(frozen=True, slots=True)
class CompanyValues:
    """Company values per round: companies x series. present: who has the statistic; absent ones are 0 in value."""

    roster: Roster
    series: tuple[Series, ...]
    value: Mapping[int, Values]
    present: Mapping[int, Present]


@dataclass(frozen=True, slots=True)
class Sums:
    """Per row and series: n companies and the exact total of their values (of a change: end minus start)."""

    n: Integers
    total: Integers


@cache
def query(name: str) -> str:
    """One statement of data/sql, with its meaning and grain at the top."""
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def company_values(
    con: duckdb.DuckDBPyConnection,
    agreement: Agreement,
    series: Sequence[Series],
    dimensions: tuple[GroupDimension, ...],
) -> CompanyValues:
    """All company values of a snapshot (views company, assessment, answer, ... with `round`; see data/panel.py)."""
    _configure(con, agreement, series)
    scoring = agreement.scoring
    con.execute(query("roster"))
    con.execute(query("assessed"))
    con.execute(query("response"), {"unanswered": scoring.unanswered, "not_applicable": scoring.not_applicable})
    for name in ("step_sum", "theme_sum"):
        con.execute(query(name))
    con.execute(query("score"), {"steps": len(agreement.steps), "every_step": scoring.overall == "all_steps"})
    for name in ("share", "level", "target", "participation", "risk", "action"):
        con.execute(query(name))
    con.execute(query("membership"), {"assessment": agreement.assessment_deliverable})
    roster = read_roster(con, agreement, dimensions)
    with_questions = any(each.part == "question" for each in series)
    value, present = {}, {}
    for number in roster.rounds:
        value[number], present[number] = _of_round(con, roster, series, number, with_questions=with_questions)
    return CompanyValues(roster, tuple(series), value, present)


def exists_in(series: Series, agreement: Agreement, row: Row) -> bool:
    """Whether a series exists in a row: in every round that the row is about."""
    if row.kind != "all" and not series.paired:
        return False
    return row.round in series.rounds and (row.base_round is None or row.base_round in series.rounds)


def is_made(series: Series, agreement: Agreement, row: Row) -> bool:
    """Whether the table behind a series was made in the row's rounds."""
    table = NOT_MADE.get(series.measure)
    rounds = (row.round,) if row.base_round is None else (row.base_round, row.round)
    return all(table not in agreement.round(number).not_made for number in rounds)


def sums(values: CompanyValues, rows: Sequence[Row]) -> Sums:
    """n and exact totals, rows x series; series that are not paired are 0 in rows over two rounds."""
    n = np.zeros((len(rows), len(values.series)), dtype=np.int64)
    total = np.zeros_like(n)
    paired = np.array([each.paired for each in values.series], dtype=bool)
    columns = np.flatnonzero(paired)
    for (base, number), places in _by_rounds(rows):
        members = np.zeros((len(places), values.roster.size))
        for line, place in enumerate(places):
            members[line, rows[place].members] = 1
        if base is None:
            n[places] = members @ values.present[number]
            total[places] = _exact(members @ values.value[number])
            continue
        both = values.present[base][:, paired] & values.present[number][:, paired]
        start = _exact(members @ np.where(both, values.value[base][:, paired], 0))
        end = _exact(members @ np.where(both, values.value[number][:, paired], 0))
        kinds = np.array([rows[place].kind for place in places])[:, None]
        n[np.ix_(np.array(places), columns)] = members @ both
        total[np.ix_(np.array(places), columns)] = np.where(kinds == "pair_start", 0, end) + np.where(
            kinds == "pair_start", start, np.where(kinds == "change", -start, 0)
        )
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


def _of_round(
    con: duckdb.DuckDBPyConnection, roster: Roster, series: Sequence[Series], number: int, *, with_questions: bool
) -> tuple[Values, Present]:
    value = np.zeros((roster.size, len(series)))
    present = np.zeros(value.shape, dtype=bool)
    for name in ("company_value", *(["question_score"] if with_questions else [])):
        found = con.execute(query(name), {"round": number}).fetchnumpy()
        place = (found["company_no"], found["series_no"])
        value[place] = found["value"]
        present[place] = True
    return value, present


def _configure(con: duckdb.DuckDBPyConnection, agreement: Agreement, series: Sequence[Series]) -> None:
    """The public configuration as tables that the SQL joins, and the empty table of company values."""
    comparable = {later: base for base, later in agreement.comparable_pairs()}
    rounds = [
        {"round": r.number, "starts": r.start, "ends": r.end, "reference_date": r.reference_date,
         "comparable_with": comparable.get(r.number)}
        for r in agreement.rounds
    ]  # fmt: skip
    tables = {
        "agreement_round": (rounds, {"round": pa.int32(), "starts": pa.date32(), "ends": pa.date32(),
                                     "reference_date": pa.date32(), "comparable_with": pa.int32()}),
        "question": (list(_questions(agreement)), {"round": pa.int32(), "question": pa.string(),
                                                   "question_no": pa.int32(), "step_no": pa.int32(),
                                                   "multiplier": pa.int64(), "possible": pa.int64()}),
        "question_theme": (list(_question_themes(agreement)), {"round": pa.int32(), "question_no": pa.int32(),
                                                               "theme_no": pa.int32()}),
        "series": ([{"series_no": n, "measure": s.measure, "item": s.item, "part": s.part, "part_no": s.part_no}
                    for n, s in enumerate(series)], {"series_no": pa.int32(), "measure": pa.string(),
                                                     "item": pa.string(), "part": pa.string(),
                                                     "part_no": pa.int32()}),
        "series_round": ([{"series_no": n, "round": r} for n, s in enumerate(series) for r in s.rounds],
                         {"series_no": pa.int32(), "round": pa.int32()}),
        "level": ([{"level": each.code, "minimum_micro": int(each.minimum * MILLION)} for each in agreement.levels],
                  {"level": pa.string(), "minimum_micro": pa.int64()}),
        "target": ([{"membership_year": t.membership_year, "size_class": t.size_class,
                     "minimum_micro": int(t.minimum * MILLION)} for t in agreement.targets],
                   {"membership_year": pa.int32(), "size_class": pa.string(), "minimum_micro": pa.int64()}),
        "due": ([{"round": r.number, "deliverable": code, "due": due} for r in agreement.rounds
                 for code, due in r.due.items()],
                {"round": pa.int32(), "deliverable": pa.string(), "due": pa.date32()}),
    }  # fmt: skip
    for name, (rows, columns) in tables.items():
        con.register("configured", pa.Table.from_pylist(rows, schema=pa.schema(list(columns.items()))))
        con.execute(f"create or replace temp table {name} as select * from configured")  # noqa: S608 (our own names)
        con.unregister("configured")
    con.execute(query("company_value_table"))


def _questions(agreement: Agreement) -> Iterator[dict[str, Any]]:
    """Every question of every round; the maxima of a version share a denominator."""
    numbers = {question: number for number, question in enumerate(question_ids(agreement))}
    steps = {step.code: number for number, step in enumerate(agreement.steps)}
    for each in agreement.rounds:
        questions = agreement.questions_of(each.instrument_version)
        common = lcm(*(question.maximum for question in questions))
        for question in questions:
            yield {
                "round": each.number, "question": question.id, "question_no": numbers[question.id],
                "step_no": steps[question.step], "multiplier": question.weight * (common // question.maximum),
                "possible": question.weight * common,
            }  # fmt: skip


def _question_themes(agreement: Agreement) -> Iterator[dict[str, int]]:
    numbers = {question: number for number, question in enumerate(question_ids(agreement))}
    themes = {theme: number for number, theme in enumerate(theme_codes(agreement))}
    for each in agreement.rounds:
        for question in agreement.questions_of(each.instrument_version):
            for theme in question.themes:
                yield {"round": each.number, "question_no": numbers[question.id], "theme_no": themes[theme]}
