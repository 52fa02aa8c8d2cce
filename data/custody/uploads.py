"""Where a delivery lies while the page reads it: it holds names, so nothing of it is left behind."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from data.custody.home import Home

UPLOADS = ".upload-"  # then the process that reads, so that another one can tell whether it still does


@contextmanager
def upload_folder(home: Home) -> Iterator[Path]:
    """A folder in the closed room for what is being read, which holds names: it is removed when it was read."""
    with TemporaryDirectory(dir=home.confidential, prefix=f"{UPLOADS}{os.getpid()}-") as folder:
        yield Path(folder)


def remove_left_uploads(home: Home) -> None:
    """Remove the upload folders of processes that were killed while they read."""
    for folder in home.confidential.glob(f"{UPLOADS}*"):
        process = folder.name.removeprefix(UPLOADS).partition("-")[0]
        if not (process.isdigit() and _runs(int(process))):
            shutil.rmtree(folder, ignore_errors=True)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)  # asks only
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
