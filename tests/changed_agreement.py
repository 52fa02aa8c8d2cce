"""Copies of the metals agreement that a test may change, and the faults that loading them gives."""

import shutil
from pathlib import Path

import pytest

from data.configuration.agreement_loading import SHIPPED, AgreementError, load_agreement

METALS = SHIPPED / "metals"


def copy_of_metals(tmp_path: Path) -> Path:
    """A copy of the shipped agreement."""
    return Path(shutil.copytree(METALS, tmp_path / "metals"))


def change(folder: Path, file: str, found: str, replacement: str) -> int:
    """Replace the first occurrence and tell its line; the test is wrong, not the agreement, where there is none."""
    path = folder / file
    before, occurrence, after = path.read_text(encoding="utf-8").partition(found)
    assert occurrence, f"{file} no longer has {found!r}"
    path.write_text(before + replacement + after, encoding="utf-8")
    return before.count("\n") + 1


def append(folder: Path, file: str, text: str) -> None:
    """Add a line at the end."""
    with (folder / file).open("a", encoding="utf-8") as lines:
        lines.write(f"{text}\n")


def drop_rows(folder: Path, file: str, start: str) -> None:
    """Leave out the rows that start so."""
    path = folder / file
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith(start)]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")


def faults_of(folder: Path) -> tuple[str, ...]:
    """The faults for which loading is refused."""
    with pytest.raises(AgreementError) as refusal:
        load_agreement(folder)
    return refusal.value.faults
