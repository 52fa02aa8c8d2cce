"""The only door out of the data room: the cells of one published edition, read whole, then closed.

A cube holds published cells, the public configuration of the agreement and the facts that hold no company's
answers (activities, projects, decisions, outreach, notes). It is an immutable value: nothing is grouped,
summed or averaged after publication.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow.parquet as pq

from data.configuration.agreement import Agreement, Named, OtherFigure, Policy, Question, Round, Step
from data.countries import country_code
from data.cube_parts import (
    AUDIENCE_WORDS,
    CELL_TABLE,
    CUBE_FILE,
    FACT_TABLES,
    MANIFEST_FILE,
    POINTER_FILE,
    Audience,
    Cell,
    Cube,
    Edition,
    Kind,
    Precision,
    PublishedAndComputed,
    Status,
    cube_of,
)
from data.detail import INTERNAL_TABLES, Action, Detail
from data.text import LANGUAGES, Language, Text

__all__ = [
    "AUDIENCE_WORDS",
    "CELL_TABLE",
    "CUBE_FILE",
    "FACT_TABLES",
    "INTERNAL_TABLES",
    "LANGUAGES",
    "MANIFEST_FILE",
    "POINTER_FILE",
    "Action",
    "Agreement",
    "Audience",
    "Cell",
    "Cube",
    "Detail",
    "Edition",
    "Kind",
    "Language",
    "Named",
    "OtherFigure",
    "Policy",
    "Precision",
    "PublishedAndComputed",
    "Question",
    "Round",
    "Status",
    "Step",
    "Text",
    "connect_read_only",
    "country_code",
    "cube_of",
    "current_edition",
    "edition_of",
    "open_cube",
    "read_manifest",
    "tables_of",
]  # fmt: skip

TABLES = ("cell", *FACT_TABLES, "published_figure", "agreement")
Rows = tuple[Sequence[str], Sequence[Sequence[Any]]]


def open_cube(editions: Path, audience: Audience, *, name: str | None = None) -> Cube:
    """Read the current edition of an audience (or the one named) from the folder of editions.

    Raises FileNotFoundError, saying which command publishes one, where there is none; ValueError where the file's
    hash is not the manifest's or the edition is of another audience. Where this version of DuckDB cannot read the
    file's format, the Parquet copies beside it are read instead.
    """
    folder = editions / audience / (name or current_edition(editions, audience))
    if not (folder / MANIFEST_FILE).exists():
        raise FileNotFoundError(
            f"There is no {audience} edition {folder.name} in {editions}. List them: python -m data editions"
        )
    manifest = read_manifest(folder)
    edition = edition_of(manifest)
    if (edition.audience, edition.name) != (audience, folder.name):
        raise ValueError(
            f"{folder} says that it is the {edition.audience} edition {edition.name}: expected the {audience} edition "
            f"{folder.name}. It was not opened."
        )
    _refuse_if_changed(folder, manifest, CUBE_FILE)
    try:
        tables = _from_duckdb(folder / CUBE_FILE, tables_of(manifest))
    except duckdb.Error:
        tables = _from_parquet(folder, manifest)
    return _cube(edition, tables)


def open_cube_from_parquet(folder: Path) -> Cube:
    """The same cube, read from the Parquet copies of one edition alone: they outlive DuckDB's storage format."""
    manifest = read_manifest(folder)
    return _cube(edition_of(manifest), _from_parquet(folder, manifest))


def current_edition(editions: Path, audience: Audience) -> str:
    """The name in the pointer file. Raises FileNotFoundError, saying which command publishes an edition."""
    try:
        return (editions / audience / POINTER_FILE).read_text(encoding="utf-8").strip()
    except FileNotFoundError as error:
        raise FileNotFoundError(
            f"There is no {audience} edition in {editions} yet. "
            f"Publish one: python -m data publish --audience {audience}"
        ) from error


def read_manifest(folder: Path) -> dict[str, Any]:
    """What an edition says about itself. Raises ValueError where the manifest cannot be read."""
    path = folder / MANIFEST_FILE
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ValueError(f"{path} cannot be read: {error}. Put back the backup of this edition.") from error
    if not isinstance(manifest, dict):
        raise ValueError(f"{path} cannot be read: expected a manifest. Put back the backup of this edition.")
    return manifest


def tables_of(manifest: Mapping[str, Any]) -> tuple[str, ...]:
    """The tables of an edition: one of before there were internal ones has none of them."""
    return (*TABLES, *(table for table in INTERNAL_TABLES if table in manifest["row_counts"]))


def edition_of(manifest: Mapping[str, Any]) -> Edition:
    """The manifest as an Edition."""
    return Edition(
        name=manifest["name"],
        audience=manifest["audience"],
        agreement=manifest["agreement"],
        published_at=datetime.fromisoformat(manifest["published_at"]),
        invented=manifest["invented"],
        visible_to=Text(*manifest["visible_to"]),
        policy=Policy.model_validate(manifest["policy"]),
        content_hash=manifest["content_hash"],
        deliveries=tuple(manifest["deliveries"]),
        latest_round=manifest["latest_round"],
        attacks=tuple(manifest.get("attacks", ())),
        lost=tuple(manifest.get("lost", ())),
        rungs=manifest.get("rungs", {}),
        public_from=date.fromisoformat(manifest["public_from"]) if manifest.get("public_from") else None,
    )


def connect_read_only(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection that can read this one file and nothing else: no writes, no other files, no extensions."""
    return duckdb.connect(
        str(path),
        read_only=True,
        config={
            "enable_external_access": "false",
            "lock_configuration": "true",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
        },
    )


def _refuse_if_changed(folder: Path, manifest: Mapping[str, Any], name: str) -> None:
    """An edition that was touched after it was written is not shown."""
    path = folder / name
    if not path.exists():
        raise ValueError(f"{path} is missing. Put back the backup of this edition.")
    with path.open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    expected = manifest["files"].get(name)
    if found != expected:
        raise ValueError(
            f"{path} is not the file that was published: found SHA-256 {found}, expected {expected}. It was not "
            f"opened. Put back the backup of this edition."
        )


def _from_duckdb(path: Path, names: Sequence[str]) -> dict[str, Rows]:
    with closing(connect_read_only(path)) as con:
        relations = {table: con.table(table) for table in names}
        return {table: (relation.columns, relation.fetchall()) for table, relation in relations.items()}


def _from_parquet(folder: Path, manifest: Mapping[str, Any]) -> dict[str, Rows]:
    tables: dict[str, Rows] = {}
    for table in tables_of(manifest):
        _refuse_if_changed(folder, manifest, f"{table}.parquet")
        read = pq.read_table(folder / f"{table}.parquet")
        columns = [column.to_pylist() for column in read.columns]
        tables[table] = (read.column_names, list(zip(*columns, strict=True)))
    return tables


def _cube(edition: Edition, tables: Mapping[str, Rows]) -> Cube:
    """Put the tables of an edition together. Raises ValueError where it holds what its policy would suppress."""
    internal = {table: tables[table][1] if table in tables else () for table in INTERNAL_TABLES}
    if edition.policy.suppress and any(internal.values()):
        raise ValueError(f"{edition.name} holds what only the secretariat may know. It was not opened.")
    configuration = tables["agreement"][1][0][0]
    facts = {table: list(_facts(*tables[table])) for table in FACT_TABLES}
    return cube_of(
        edition,
        Agreement.model_validate(json.loads(configuration)),
        (Cell(*row) for row in tables["cell"][1]),
        facts,
        [_figure(dict(zip(tables["published_figure"][0], row, strict=True))) for row in tables["published_figure"][1]],
        details=(Detail(*row) for row in internal["detail"]),
        actions=(Action(*row) for row in internal["action"]),
    )


def _facts(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[dict[str, Any]]:
    """Rows of facts; beside title_nl and title_en stands `title`, the text in both languages (None without one)."""
    bilingual = [name[: -len("_nl")] for name in columns if name.endswith("_nl") and f"{name[:-3]}_en" in columns]
    for row in rows:
        fact = dict(zip(columns, row, strict=True))
        for name in bilingual:
            fact[name] = _text(fact[f"{name}_nl"], fact[f"{name}_en"])
        yield fact


def _text(nl: str | None, en: str | None) -> Text | None:
    """A text that was delivered in one language only is shown in that language."""
    return Text(nl or en or "", en or nl or "") if nl or en else None


def _figure(row: dict[str, Any]) -> PublishedAndComputed:
    population = Text(row.pop("population_nl"), row.pop("population_en"))
    computed = None if row["computed"] is None else Decimal(row["computed"])
    return PublishedAndComputed(
        **row | {"population": population, "value": Decimal(row["value"]), "computed": computed}
    )
