"""The agreement's public configuration as tables that the SQL of the statistics joins."""

from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from data.configuration.agreement import Agreement
from data.measuring.series import Series, question_ids

MILLION = 1_000_000
COLUMNS: Mapping[str, Mapping[str, pa.DataType]] = {
    "agreement_round": {
        "round": pa.int32(), "starts": pa.date32(), "ends": pa.date32(), "reference_date": pa.date32(),
        "comparable_with": pa.int32(),
    },
    "question_number": {"question": pa.string(), "question_no": pa.int32()},
    "series": {"series_no": pa.int32(), "measure": pa.string(), "item": pa.string()},
    "series_round": {"series_no": pa.int32(), "round": pa.int32()},
    "level": {"level": pa.string(), "minimum_micro": pa.int64()},
    "target": {"membership_year": pa.int32(), "size_class": pa.string(), "minimum_micro": pa.int64()},
    "due": {"round": pa.int32(), "deliverable": pa.string(), "due": pa.date32()},
}  # fmt: skip


def configure(con: duckdb.DuckDBPyConnection, agreement: Agreement, series: Sequence[Series]) -> None:
    """Create the temporary tables of COLUMNS, with one row per round, question, series, level, target and due date.

    comparable_with is the round before in the same comparability group; series are numbered as given.
    """
    for name, rows in _rows(agreement, series).items():
        columns = pa.schema(list(COLUMNS[name].items()))
        con.register("given", pa.Table.from_pylist(rows, schema=columns))
        con.execute(f"create or replace temp table {name} as select * from given")  # noqa: S608 (our own names)
        con.unregister("given")


def _rows(agreement: Agreement, series: Sequence[Series]) -> dict[str, list[dict[str, Any]]]:
    comparable = {later: base for base, later in agreement.comparable_pairs()}
    return {
        "agreement_round": [
            {"round": each.number, "starts": each.start, "ends": each.end, "reference_date": each.reference_date,
             "comparable_with": comparable.get(each.number)}
            for each in agreement.rounds
        ],
        "question_number": [
            {"question": question, "question_no": number} for number, question in enumerate(question_ids(agreement))
        ],
        "series": [
            {"series_no": number, "measure": each.measure, "item": each.item} for number, each in enumerate(series)
        ],
        "series_round": [
            {"series_no": number, "round": where} for number, each in enumerate(series) for where in each.rounds
        ],
        "level": [
            {"level": each.code, "minimum_micro": int(each.minimum * MILLION)} for each in agreement.levels
        ],
        "target": [
            {"membership_year": each.membership_year, "size_class": each.size_class,
             "minimum_micro": int(each.minimum * MILLION)}
            for each in agreement.targets
        ],
        "due": [
            {"round": each.number, "deliverable": code, "due": due}
            for each in agreement.rounds
            for code, due in each.due.items()
        ],
    }  # fmt: skip
