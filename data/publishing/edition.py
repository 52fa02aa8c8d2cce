"""Editions on disk: written whole beside the others, never changed afterwards, one of them current.

editions/<audience>/<name>/ holds cube.duckdb, every table as Parquet beside it, and manifest.json. The pointer
editions/<audience>/current holds the name of the edition that is shown; see docs/editions.md.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from babel.dates import format_date

from data.cube import (
    CUBE_FILE,
    MANIFEST_FILE,
    POINTER_FILE,
    Audience,
    Edition,
    Text,
    connect_read_only,
    edition_of,
    read_manifest,
)
from data.publishing.edition_tables import Content, content_hash, write_tables

READ_ONLY = 0o444


def write_edition(
    editions: Path, audience: Audience, content: Content, *, name: str, published_at: datetime, invented: bool,
    deliveries: Sequence[Mapping[str, Any]], public_from: date | None = None,
) -> Edition:  # fmt: skip
    """Write an edition whole under its name; the pointer stays where it is.

    public_from: from when on anybody may see it. Raises FileExistsError where the name is taken: an edition is never
    replaced; OSError where the disk does not give back what was written.
    """
    shelf = editions / audience
    shelf.mkdir(parents=True, exist_ok=True)
    if (shelf / name).exists():
        raise FileExistsError(f"There is an edition {name} already: an edition is never replaced. Nothing was written.")
    unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=shelf))
    try:
        counts, written = write_tables(unfinished, content)
        _refuse_if_read_differs(unfinished / CUBE_FILE, written)
        manifest = {
            "name": name,
            "audience": audience,
            "agreement": content.agreement.code,
            "published_at": published_at.isoformat(),
            "invented": invented,
            "visible_to": list(_visible_to(content.policy.visible_to, public_from)),
            "public_from": public_from.isoformat() if public_from else None,
            "policy": content.policy.model_dump(mode="json"),
            "attacks": list(content.attacks),
            "lost": list(content.lost),
            "rungs": dict(content.rungs),
            "latest_round": content.latest_round,
            "deliveries": [dict(each) for each in deliveries],
            "row_counts": counts,
            "content_hash": written,
            "files": {path.name: file_hash(path) for path in sorted(unfinished.iterdir())},
        }
        text = json.dumps(manifest, ensure_ascii=False, indent=1)
        (unfinished / MANIFEST_FILE).write_text(text + "\n", encoding="utf-8")
        for path in unfinished.iterdir():
            path.chmod(READ_ONLY)
            _to_disk(path)
        unfinished.chmod(0o755)
        unfinished.rename(shelf / name)
        _to_disk(shelf)
    except BaseException:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise
    return edition_of(manifest)


def point_to(editions: Path, audience: Audience, name: str) -> None:
    """Make an edition the current one, in one step: a reader finds the old name or the new one."""
    shelf = editions / audience
    descriptor, unfinished = tempfile.mkstemp(prefix=".current-", dir=shelf)
    with os.fdopen(descriptor, "w", encoding="utf-8") as pointer:
        pointer.write(name + "\n")
        pointer.flush()
        os.fsync(pointer.fileno())
    Path(unfinished).chmod(0o644)
    Path(unfinished).replace(shelf / POINTER_FILE)
    _to_disk(shelf)


def list_editions(editions: Path, audience: Audience) -> tuple[Edition, ...]:
    """All editions of an audience, oldest first. Raises ValueError where a manifest cannot be read."""
    shelf = editions / audience
    if not shelf.is_dir():
        return ()
    found = [edition_of(read_manifest(path)) for path in _folders(shelf)]
    return tuple(sorted(found, key=lambda edition: (edition.published_at, edition.name)))


def next_name(editions: Path, agreement: str, *, published_at: datetime) -> str:
    """The first free name of the day, over all audiences: one name is one edition."""
    day = f"{agreement}-{published_at:%Y%m%d}"
    shelves = editions.iterdir() if editions.is_dir() else []
    taken = {path.name for shelf in shelves if shelf.is_dir() for path in _folders(shelf)}
    numbers = [int(name.removeprefix(f"{day}-")) for name in taken if name.startswith(f"{day}-")]
    return f"{day}-{max(numbers, default=0) + 1:02d}"


def file_hash(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _visible_to(parties: Text, public_from: date | None) -> Text:
    """Who may see an edition, in words."""
    if public_from is None:
        return parties
    return Text(
        nl=f"openbaar vanaf {format_date(public_from, 'long', locale='nl')}",
        en=f"public from {format_date(public_from, 'long', locale='en_GB')}",
    )


def _refuse_if_read_differs(path: Path, written: str) -> None:
    """What was judged is what lies on the disk: it is read again before anybody sees it."""
    with closing(connect_read_only(path)) as con:
        found = content_hash(con)
    if found != written:
        raise OSError(f"{path} gives back other content than was written: found {found}, expected {written}")


def _folders(shelf: Path) -> Iterator[Path]:
    """The finished editions on a shelf."""
    return (path for path in shelf.iterdir() if path.is_dir() and not path.name.startswith("."))


def _to_disk(path: Path) -> None:
    """Wait until a file or folder is really written: the pointer must never name what a power cut took away."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def now() -> datetime:
    """The moment of publication, to the second."""
    return datetime.now(UTC).replace(microsecond=0)
