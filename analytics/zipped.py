"""Files as one zip with one date for all: the same files give the same bytes, on any day."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import PurePosixPath
from typing import Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

# The first date that a zip can hold.
ALWAYS: Final = (1980, 1, 1, 0, 0, 0)
# Files that are packed themselves: packing them again costs time and wins nothing.
PACKED: Final = (".xlsx", ".pptx")


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Names and contents, in the order in which they shall lie in it."""
    made = BytesIO()
    with ZipFile(made, "w") as held:
        for name, content in files:
            info = ZipInfo(name, ALWAYS)
            info.compress_type = ZIP_STORED if PurePosixPath(name).suffix in PACKED else ZIP_DEFLATED
            held.writestr(info, content)
    return made.getvalue()
