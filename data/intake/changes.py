"""What a delivery changes against the version that counts until now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import duckdb
import pyarrow as pa

from data.custody.panel import SCORE_TABLES, SQL
from data.intake.panel_names import Joined
from data.intake.panel_rows import show_rows

What = Literal["new", "replaced", "unchanged"]


@dataclass(frozen=True, slots=True)
class TableChange:
    """One delivered table against its version that counts until now.

    what: "new" where the round had no such table; rows: delivered rows. companies: names, as the delivery writes
    them, of companies with an added, removed or changed row; companies_unnamed counts those that are no longer in
    the delivery. spellings: names or aliases that came or went (companies table only).
    """

    table: str
    what: What
    rows: int
    added: int = 0
    removed: int = 0
    changed: int = 0
    spellings: int = 0
    companies: tuple[str, ...] = field(default=(), repr=False)
    companies_unnamed: int = 0

    @property
    def touches_scores(self) -> bool:
        """Whether rows changed that figures about companies are computed from."""
        return self.table in SCORE_TABLES and bool(self.added + self.removed + self.changed)


def compare(
    con: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table], joined: Joined, *, round_number: int
) -> dict[str, TableChange]:
    """Compare every delivered table with the version of its round that counts. Reads only."""
    counting = _counting(con, round_number)
    return {
        table: _compare(con, table, rows, joined=joined, earlier=counting[table])
        if table in counting
        else TableChange(table, "new", rows.num_rows, added=rows.num_rows)
        for table, rows in tables.items()
    }


def _counting(con: duckdb.DuckDBPyConnection, round_number: int) -> dict[str, int]:
    """Table -> delivery that counts in this round."""
    found = con.execute(
        "select table_name, max(delivery) from panel.main.delivered join panel.main.delivery using (delivery) "
        "where round = ? group by table_name",
        [round_number],
    ).fetchall()
    return dict(found)


def _compare(
    con: duckdb.DuckDBPyConnection, table: str, rows: pa.Table, *, joined: Joined, earlier: int
) -> TableChange:
    show_rows(con, table, rows, earlier=earlier)
    spellings = con.execute(_sql("spelling_changes.sql")).fetchall() if table == "company" else []
    *counts, companies = con.execute(_sql("changes.sql")).fetchone() or (0, 0, 0, [])
    added, removed, changed = map(int, counts)
    concerned = dict.fromkeys([*companies, *(company for _, company in spellings)])
    named = sorted(joined.written[company] for company in concerned if company in joined.written)
    return TableChange(
        table,
        "replaced" if added or removed or changed or spellings else "unchanged",
        rows.num_rows,
        added=added,
        removed=removed,
        changed=changed,
        spellings=len(spellings),
        companies=tuple(named),
        companies_unnamed=len(concerned) - len(named),
    )


def _sql(name: str) -> str:
    return (SQL / name).read_text(encoding="utf-8")
