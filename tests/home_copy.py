"""A home that was made once, copied for every test that goes on from there: making one costs seconds, a copy none."""

import shutil
from pathlib import Path

from data.custody.home import Home, open_home


def copy_of(home: Home, root: Path) -> Home:
    """A home with the same key, panel, ledger and editions."""
    shutil.copytree(home.root, root)
    return open_home(root)
