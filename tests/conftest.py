"""What several tests need once: the sample, received and published in a home of its own."""

import fcntl
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from data.commandline.commands_editions import publish_sample, receive_sample
from data.protection.attackers import ATTACKS
from tests.dashboard import chromium


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The sample's home with both editions, made once for all processes of a test run; nobody changes it.

    Only the quickest attack was tried on them: tests/test_sample_protected.py tries all.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base if worker_id == "master" else base.parent
    home, made = shared / "sample", shared / "sample-is-made"
    with (shared / "sample.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            publish_sample(receive_sample(home), attacks=ATTACKS[:1])
            made.touch()
    return home


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for the tests of one file."""
    with chromium() as started:
        yield started
