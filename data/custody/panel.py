"""The panel: pseudonymised deliveries of all rounds in one database file, every version kept.

DuckDB lets one process write, or several read; within a process all connections to a file must be of one kind.
So the panel is opened for as short as possible and closed again, and an error says who holds it.

A table that was added to data/sql/panel.sql later comes into an older panel when that is first opened.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb

from data.cube import FACT_TABLES, Audience
from data.custody.home import ANSWERS_WORDS, Answers, Home, create_home, private_files
from data.custody.panel_errors import WRITING_FAILED, PanelError, in_words
from data.text import Text

SQL = Path(__file__).parents[1] / "sql"
SCORE_TABLES = ("company", "assessment", "answer", "risk", "action", "deliverable")
# Who attended what is of companies, but no figure of a score: a published round takes it without a reason.
TABLES = (*SCORE_TABLES, "attendance", *FACT_TABLES)


@dataclass(frozen=True, slots=True)
class DeliveryRecord:
    """One delivery as the panel keeps it. tables: rows per table that it brought; published: an edition used it."""

    number: int
    round: int
    received_at: datetime
    instrument_version: str | None
    replaces: int | None
    restate_reason: str | None
    tables: Mapping[str, int]
    published: bool

    def in_manifest(self) -> dict[str, int]:
        """As a manifest or a line of the ledger names it."""
        return {"delivery": self.number, "round": self.round}


def new_home(root: Path, *, agreement: str, answers: Answers) -> Home:
    """Make an empty home: folders, key and panel. Raises HomeError; nothing that exists is overwritten."""
    home = create_home(root, agreement=agreement, answers=answers)
    unfinished = home.confidential / "new" / home.panel_path.name
    with private_files():
        unfinished.parent.mkdir()
        with duckdb.connect(str(unfinished)) as con:
            con.execute((SQL / "panel.sql").read_text(encoding="utf-8"))
            con.execute("insert into custody values (?, ?, ?)", [agreement, answers, home.key_fingerprint])
    unfinished.rename(home.panel_path)
    unfinished.parent.rmdir()
    return home


@contextmanager
def open_panel(home: Home, *, write: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the panel, closed at the end; with `write`, the only one there is.

    Raises PanelLockedError where another connection holds it, PanelError where it is missing, belongs to another key or
    agreement, cannot be read, or the disk is full.
    """
    con = _opened(home, read_only=not write)
    try:
        # Rows have no order of their own; kept in order, many of them would be packed twice: now and at the checkpoint.
        con.execute("set preserve_insertion_order = false")
        with private_files():
            yield con
    except WRITING_FAILED as error:
        raise in_words(home, error) from None
    finally:
        con.close()


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All that is written inside is kept, or nothing of it.

    After the commit the rows move from the log beside the file into the file itself; where that fails they are as
    safe in the log, and the next one who opens the panel tries again.
    """
    con.execute("begin")
    try:
        yield
        con.execute("commit")
    except BaseException:
        with suppress(duckdb.Error):  # the database may have given up the transaction by itself
            con.execute("rollback")
        raise
    with suppress(duckdb.Error):
        con.execute("checkpoint")


def open_snapshot(home: Home, *, as_of: Mapping[int, int] | None = None) -> duckdb.DuckDBPyConnection:
    """A read-only connection with one view per table: the version of each round that counts, with its `round`.

    as_of maps a round to a delivery: of that round, the latest version not after it counts. The views are
    temporary: they exist on this connection, not on its cursors. The caller closes it. Raises PanelError.
    """
    con = _opened(home, read_only=True)
    try:
        con.execute("create temp table as_of (round integer primary key, delivery integer not null)")
        for number, delivery in (as_of or {}).items():
            con.execute("insert into as_of values (?, ?)", [number, delivery])
        con.execute((SQL / "snapshot.sql").read_text(encoding="utf-8"))
    except BaseException:
        con.close()
        raise
    return con


def deliveries(con: duckdb.DuckDBPyConnection) -> tuple[DeliveryRecord, ...]:
    """All deliveries, oldest first, on a connection of open_panel or open_snapshot."""
    rows = con.execute((SQL / "panel_deliveries.sql").read_text(encoding="utf-8")).fetchall()
    return tuple(DeliveryRecord(*row) for row in rows)


def used_deliveries(con: duckdb.DuckDBPyConnection) -> tuple[int, ...]:
    """The deliveries whose rows a snapshot shows: what an edition made from it names."""
    return tuple(row[0] for row in con.execute("select distinct delivery from chosen order by delivery").fetchall())


def published_names(home: Home, audience: Audience) -> tuple[str, ...]:
    """The editions of an audience that the panel remembers, in order of name."""
    with open_panel(home) as con:
        found = con.execute("select distinct edition from publication where audience = ? order by 1", [audience])
        return tuple(row[0] for row in found.fetchall())


def record_publication(
    home: Home, *, edition: str, audience: Audience, used: Iterable[int], published_at: datetime
) -> None:
    """Remember which deliveries an edition used: from now on their rounds are restated only with a reason.

    Opens the panel for writing: close the snapshot first.
    """
    rows = [[edition, audience, delivery, published_at] for delivery in used]
    with open_panel(home, write=True) as con, transaction(con):
        for row in rows:
            con.execute("insert into publication values (?, ?, ?, ?)", row)


def _opened(home: Home, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    """The panel of this home, with every table; one of before a table was added gets it first, empty."""
    con = _connect(home, read_only=read_only)
    try:
        _refuse_if_not_of(home, con)
        complete = _is_complete(con)
    except BaseException:
        con.close()
        raise
    if complete:
        return con
    con.close()
    with closing(_connect(home, read_only=False)) as old:
        try:
            old.execute((SQL / "panel.sql").read_text(encoding="utf-8"))
        except WRITING_FAILED as error:
            raise in_words(home, error) from None
    return _connect(home, read_only=read_only)


def _is_complete(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether every table and view is there that deliveries are kept in."""
    found = con.execute("select table_name from duckdb_tables() union all select view_name from duckdb_views()")
    return {name for (name,) in found.fetchall()}.issuperset(TABLES)


def _connect(home: Home, *, read_only: bool) -> duckdb.DuckDBPyConnection:
    if not home.panel_path.exists():
        raise PanelError(
            Text(
                f"Het panel {home.panel_path} ontbreekt: zet de reservekopie terug. Er is niets weggeschreven.",
                f"The panel {home.panel_path} is missing: put back its backup. Nothing was written.",
            )
        )
    try:
        with private_files():
            con = duckdb.connect(str(home.panel_path), read_only=read_only)
    except (duckdb.Error, PermissionError) as error:
        raise in_words(home, error) from None
    return con


def _refuse_if_not_of(home: Home, con: duckdb.DuckDBPyConnection) -> None:
    """Pseudonyms of another key, or companies of another agreement, never meet in one panel."""
    try:
        row = con.execute("select agreement, answers, key_fingerprint from panel.main.custody").fetchone()
    except duckdb.CatalogException:
        row = None
    expected = (home.agreement_code, home.answers, home.key_fingerprint)
    if row == expected:
        return
    found = Text("geen panel van dit programma", "no panel of this program") if row is None else _custody(row)
    wanted = _custody(expected)
    raise PanelError(
        Text(
            f"{home.panel_path} hoort niet bij deze thuismap: gevonden {found.nl}; verwacht {wanted.nl}. Er is niets "
            "weggeschreven.",
            f"{home.panel_path} does not belong to this home: found {found.en}; expected {wanted.en}. Nothing was "
            "written.",
        )
    )


def _custody(row: tuple[str, str, str]) -> Text:
    agreement, answers, key = row
    return Text(
        f"convenant {agreement}, {ANSWERS_WORDS[answers].nl} antwoorden, sleutel {key}",
        f"agreement {agreement}, {ANSWERS_WORDS[answers].en} answers, key {key}",
    )
