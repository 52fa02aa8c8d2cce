"""The editions that this process may show: found by the pointer, opened once each."""

from functools import lru_cache
from pathlib import Path

from data.cube import MANIFEST_FILE, POINTER_FILE, Audience, Cube, open_cube
from pages.parts.place import home_folder


def editions_folder() -> Path:
    """The folder that holds one folder of editions per audience."""
    return home_folder() / "editions"


def current_name(audience: Audience) -> str | None:
    """The edition that the pointer names; None where none was published. One small read, so done on every run."""
    try:
        return (editions_folder() / audience / POINTER_FILE).read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None


def edition_names(audience: Audience) -> tuple[str, ...]:
    """All editions of one audience, the newest first."""
    manifests = (editions_folder() / audience).glob(f"*/{MANIFEST_FILE}")
    return tuple(sorted((path.parent.name for path in manifests), reverse=True))


def open_edition(audience: Audience, name: str) -> Cube:
    """The edition as a cube, read once per process and shared by all sessions; never changed by anyone.

    Raises what `open_cube` raises: FileNotFoundError, or ValueError where the file is not what its manifest says.
    """
    return _opened(str(editions_folder().absolute()), audience, name)


@lru_cache(maxsize=4)
def _opened(folder: str, audience: Audience, name: str) -> Cube:
    return open_cube(Path(folder), audience, name=name)
