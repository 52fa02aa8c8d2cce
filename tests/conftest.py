"""What several tests need once: the sample and the demo edition, each published in a home of its own."""

import fcntl
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from data.commandline.commands_editions import publish_sample, receive_sample
from data.protection.attackers import ATTACKS
from tests.dashboard import chromium
from tests.demo_home import write_demo_home


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample's home with both editions; nobody changes it.

    Only the quickest attack was tried on them: tests/test_sample_protected.py tries all.
    """
    return _made_once(
        tmp_path_factory, "sample", lambda home: publish_sample(receive_sample(home), attacks=ATTACKS[:1])
    )


@pytest.fixture(scope="session")
def demo_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the demo editions of both audiences; nobody changes it."""
    return _made_once(tmp_path_factory, "demo", write_demo_home)


def _made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A home that one of a test run's processes makes; the others wait for it."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    home, made = shared / name, shared / f"{name}-is-made"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.exists():
            make(home)
            made.touch()
    return home


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for the tests of one file."""
    with chromium() as started:
        yield started
