"""Titles and notes that read like a company's name: the secretariat confirms each before it can be published.

Looked at twice: when a text or a name is received, and once more when an edition is published.

No names are kept: every passage of one to six words is hashed with the key and compared with the known spellings.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import duckdb
import pyarrow as pa

from data.configuration.contract import tables as declared_tables
from data.cube import FACT_TABLES
from data.custody.pseudonym import Key, names_in
from data.text import Text

FREE_TEXT: Mapping[str, tuple[str, ...]] = {
    table.panel: tuple(column.code for column in table.columns if column.kind in {"text", "id", "url"})
    for table in declared_tables().values()
    if table.panel in FACT_TABLES
}


@dataclass(frozen=True, slots=True)
class FreeText:
    """A text of the facts and where it stands."""

    table: str
    round: int | None
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class NameHit:
    """A passage that reads like a known company's name, in a text of the facts."""

    passage: str = field(repr=False)
    where: FreeText = field(repr=False)


def delivered_texts(tables: Mapping[str, pa.Table]) -> Iterator[FreeText]:
    """The free texts of delivered tables."""
    for table in FREE_TEXT.keys() & tables.keys():
        yield from _texts(table, tables[table].to_pylist())


def kept_texts(con: duckdb.DuckDBPyConnection, *, leaving_out: Container[tuple[str, int]] = ()) -> Iterator[FreeText]:
    """The free texts of the panel that count, but for the tables of rounds that are being replaced."""
    counting = con.execute(
        "select table_name, round, max(delivery) from panel.main.delivered join panel.main.delivery using (delivery) "
        "group by table_name, round"
    ).fetchall()
    for table, number, delivery in counting:
        if table in FREE_TEXT and (table, number) not in leaving_out:
            found = con.execute(f"from panel.main.{table} where delivery = ?", [delivery])
            names = [column[0] for column in found.description or ()]
            yield from _texts(table, [dict(zip(names, row, strict=True)) for row in found.fetchall()])


def name_hits(texts: Iterable[FreeText], key: Key, known: Container[str]) -> tuple[NameHit, ...]:
    """Every passage that reads like a known name. known: hashes of spellings."""
    return tuple(NameHit(passage, text) for text in texts for passage in names_in(text.text, key, known))


def unconfirmed(con: duckdb.DuckDBPyConnection, hits: Iterable[NameHit], key: Key) -> tuple[NameHit, ...]:
    """The hits that nobody confirmed yet."""
    confirmed = {row[0] for row in con.execute("select passage_hash from panel.main.confirmed_passage").fetchall()}
    return tuple(hit for hit in hits if _hash(hit, key) not in confirmed)


def unconfirmed_to_publish(
    con: duckdb.DuckDBPyConnection, facts: Mapping[str, pa.Table], key: Key
) -> tuple[NameHit, ...]:
    """The hits in the facts of an edition, against every name that ever came: also one that came after the text, and
    one that a later delivery dropped."""
    known = {row[0] for row in con.execute("select distinct alias_hash from panel.main.alias").fetchall()}
    return unconfirmed(con, name_hits(delivered_texts(facts), key, known), key)


def spellings_until(con: duckdb.DuckDBPyConnection, delivery: int) -> frozenset[str]:
    """The hashes of all spellings of names that came up to a delivery."""
    found = con.execute("select distinct alias_hash from panel.main.alias where delivery <= ?", [delivery])
    return frozenset(row[0] for row in found.fetchall())


def question(hits: Sequence[NameHit]) -> Text:
    """What the secretariat must decide about these hits, and how to say it."""
    one = len(hits) == 1
    return Text(
        f"{'1 passage lijkt' if one else f'{len(hits)} passages lijken'} op de naam van een bedrijf, in teksten die "
        "worden gepubliceerd: pas de teksten aan, of laat ze staan met --confirm-names.",
        f"{'1 passage reads' if one else f'{len(hits)} passages read'} like the name of a company, in texts that will "
        "be published: change the texts, or let them stand with --confirm-names.",
    )


def confirm(con: duckdb.DuckDBPyConnection, hits: Iterable[NameHit], key: Key, *, delivery: int) -> None:
    """Remember that the secretariat read these passages and lets them stand."""
    for passage in dict.fromkeys(_hash(hit, key) for hit in hits):
        con.execute("insert or ignore into panel.main.confirmed_passage values (?, ?)", [passage, delivery])


def _texts(table: str, rows: Iterable[Mapping[str, object]]) -> Iterator[FreeText]:
    for row in rows:
        number = row.get("round")
        for column in FREE_TEXT[table]:
            if text := row.get(column):
                yield FreeText(table, number if isinstance(number, int) else None, column, str(text))


def _hash(hit: NameHit, key: Key) -> str:
    return key.passage(f"{hit.passage}\n{hit.where.text}")
