"""A home with the demo edition on disk, written by the same code that publishes: an earlier and a current edition."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa

from data.cube import Audience, Cube
from data.publishing.edition import point_to, write_edition
from data.publishing.edition_tables import Content
from tests.demo import demo_cube

EARLIER, CURRENT = "metals-20251101-01", "metals-20260305-01"
MOMENTS = {EARLIER: datetime(2025, 11, 1, 9, 0, tzinfo=UTC), CURRENT: datetime(2026, 3, 5, 9, 30, tzinfo=UTC)}
AUDIENCES: tuple[Audience, ...] = ("plenary", "secretariat")
CELL_COLUMNS = {
    "measure": pa.string(), "item": pa.string(), "kind": pa.string(), "base_round": pa.int32(), "round": pa.int32(),
    "dimension": pa.string(), "member": pa.string(), "status": pa.string(), "n": pa.int32(), "value": pa.int64(),
    "lo": pa.int64(), "hi": pa.int64(), "precision": pa.string(), "decision": pa.int8(),
}  # fmt: skip


def write_demo_home(home: Path, *, audiences: tuple[Audience, ...] = AUDIENCES) -> Path:
    """Write both editions of each audience; the later one is current."""
    for audience in audiences:
        cube = demo_cube(audience=audience)
        for name, moment in MOMENTS.items():
            write_edition(
                home / "editions", audience, content_of(cube), name=name, published_at=moment, invented=True,
                deliveries=[{"delivery": 1, "round": 1}],
            )  # fmt: skip
        point_to(home / "editions", audience, CURRENT)
    return home


def content_of(cube: Cube) -> Content:
    """What an edition says that reads as this cube."""
    rows = [
        {column: getattr(cell, column, 0) for column in CELL_COLUMNS}
        | {name: _micro(getattr(cell, name)) for name in ("value", "lo", "hi")}
        for cell in cube._cells.values()
    ]  # fmt: skip
    facts = {table: pa.Table.from_pylist([dict(row) for row in found]) for table, found in cube.facts.items()}
    return Content(
        agreement=cube.agreement, policy=cube.edition.policy, facts=facts,
        cells=pa.Table.from_pylist(rows, schema=pa.schema(list(CELL_COLUMNS.items()))),
        published_figures=cube.published_figures, latest_round=cube.edition.latest_round,
        details=tuple(cube._details.values()), actions=cube.actions,
    )  # fmt: skip


def _micro(value: Decimal | None) -> int | None:
    return None if value is None else int(value * 1_000_000)
