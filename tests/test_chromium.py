"""The browser that draws and prints for documents: what it fails at is told, and nothing of it stays behind."""

import os
from pathlib import Path
from time import monotonic, sleep

import pytest

from analytics import chromium
from analytics.chromium import ChromiumError, printed, screenshot


def stand_in(folder: Path, script: str) -> str:
    """A program in the place of the browser."""
    path = folder / "chromium"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def alive(pid: int) -> bool:
    """Whether a process runs; one that ended and was not collected by its parent yet does not."""
    try:
        os.kill(pid, 0)
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except (ProcessLookupError, FileNotFoundError):
        return False


@pytest.mark.parametrize(("script", "said"), [("exit 3", "ended with code 3"), ("exit 0", "made nothing")])
def test_a_browser_that_fails_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, said: str) -> None:
    monkeypatch.setattr(chromium, "executable", lambda: stand_in(tmp_path, script))
    with pytest.raises(ChromiumError, match=said):
        printed("<p>hello")


def test_a_browser_that_hangs_is_ended_with_all_that_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pid = tmp_path / "pid"
    monkeypatch.setattr(chromium, "executable", lambda: stand_in(tmp_path, f"sleep 60 & echo $! > {pid}; wait"))
    monkeypatch.setattr(chromium, "SECONDS", 1.0)
    start = monotonic()
    with pytest.raises(ChromiumError, match="was not ready after"):
        screenshot("<p>hello", width=10, height=10, scale=1)
    assert monotonic() - start < 30, "it was waited for to the end"
    end = monotonic() + 5  # a process that was killed takes a moment to go
    while alive(int(pid.read_text(encoding="utf-8"))) and monotonic() < end:
        sleep(0.05)
    assert not alive(int(pid.read_text(encoding="utf-8")))
