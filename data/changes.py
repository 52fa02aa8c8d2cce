"""What a delivery changes against the version that counts until now."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import duckdb
import pyarrow as pa

from data.panel import SCORE_TABLES, SQL
from data.panel_names import Joined
from data.panel_rows import Fingerprint, fingerprint, show_rows

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


@dataclass(frozen=True, slots=True)
class Compared:
    """A table's change with what recognises the new content."""

    change: TableChange
    content: Fingerprint


def compare(
    con: duckdb.DuckDBPyConnection, tables: Mapping[str, pa.Table], joined: Joined, *, round_number: int
) -> dict[str, Compared]:
    """Compare every delivered table with the version of its round that counts. Reads only."""
    counting = _counting(con, round_number)
    return {
        table: _compare(con, table, rows, joined=joined, counting=counting.get(table)) for table, rows in tables.items()
    }


def _counting(con: duckdb.DuckDBPyConnection, round_number: int) -> dict[str, tuple[int, str]]:
    """Table -> delivery that counts in this round, and what recognises its content."""
    found = con.execute(
        "select table_name, max(delivery), arg_max(delivered.content_hash, delivery) from panel.main.delivered "
        "join panel.main.delivery using (delivery) where round = ? group by table_name",
        [round_number],
    ).fetchall()
    return {table: (delivery, content) for table, delivery, content in found}


def _compare(
    con: duckdb.DuckDBPyConnection, table: str, rows: pa.Table, *, joined: Joined, counting: tuple[int, str] | None
) -> Compared:
    earlier, known_content = counting or (None, "")
    show_rows(con, table, rows, earlier=earlier)
    content = fingerprint(con)
    if earlier is None:
        return Compared(TableChange(table, "new", content.rows, added=content.rows), content)
    spellings = con.execute(_sql("spelling_changes.sql")).fetchall() if table == "company" else []
    added, removed, changed, companies = 0, 0, 0, []
    if content.content != known_content:
        found = con.execute(_sql("changes.sql")).fetchone()
        *counts, companies = found or (0, 0, 0, [])
        added, removed, changed = map(int, counts)
    concerned = dict.fromkeys([*companies, *(company for _, company in spellings)])
    named = sorted(joined.written[company] for company in concerned if company in joined.written)
    change = TableChange(
        table,
        "replaced" if added or removed or changed or spellings else "unchanged",
        content.rows,
        added=added,
        removed=removed,
        changed=changed,
        spellings=len(spellings),
        companies=tuple(named),
        companies_unnamed=len(concerned) - len(named),
    )
    return Compared(change, content)


def _sql(name: str) -> str:
    return (SQL / name).read_text(encoding="utf-8")
