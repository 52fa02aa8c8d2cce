"""A Chromium found on this machine draws or prints what we wrote: no network, a profile of its own, nothing left."""

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Final

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome")
SECONDS: Final = 40.0  # a start takes one or two; a busy machine some more
ARGUMENTS: Final = (
    "--headless", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-extensions", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-breakpad", "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--force-color-profile=srgb", "--font-render-hinting=none",
)  # fmt: skip

_one_at_a_time = Lock()  # a browser takes some 200 MB


class ChromiumError(RuntimeError):
    """There is no Chromium, or it made nothing in time."""


def executable() -> str | None:
    """Where Chromium is; None where this machine has none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def screenshot(page: str, *, width: int, height: int, scale: float) -> bytes:
    """A page of HTML as PNG: its upper left `width` by `height` px, `scale` pixels of the picture for each.

    It starts one browser and waits for its end. Raises ChromiumError.
    """
    return _made(page, "screenshot", "png", f"--force-device-scale-factor={scale}", f"--window-size={width},{height}")


def printed(page: str) -> bytes:
    """A page of HTML as PDF, on the paper that its own style asks for, with its headings as an outline.

    It starts one browser and waits for its end. Raises ChromiumError.
    """
    return _made(page, "print-to-pdf", "pdf", "--no-pdf-header-footer", "--generate-pdf-document-outline")


def _made(page: str, what: str, suffix: str, *arguments: str) -> bytes:
    """What one run of the browser makes of a page; the suffix tells it the kind of picture."""
    with _one_at_a_time, TemporaryDirectory(prefix="ketenspiegel-", ignore_cleanup_errors=True) as folder:
        file, made = Path(folder, "page.html"), Path(folder, f"made.{suffix}")
        file.write_text(page, encoding="utf-8")
        _run(Path(folder), *arguments, f"--{what}={made}", file.as_uri())
        if not made.is_file():
            raise ChromiumError("Chromium made nothing")
        return made.read_bytes()


def _run(folder: Path, *arguments: str) -> None:
    """One run of the browser in a session of its own, so that its own children end with it."""
    found = executable()
    if found is None:
        raise ChromiumError("no Chromium on this machine")
    # Its own sandbox refuses to run as root; what it opens is a page without a script that we wrote.
    alone = ("--no-sandbox",) if os.geteuid() == 0 else ()
    process = subprocess.Popen(  # noqa: S603  no shell, and nothing of a reader is in the arguments
        [found, *ARGUMENTS, *alone, f"--user-data-dir={folder / 'profile'}", *arguments],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        env={**os.environ, "HOME": str(folder)},
    )  # fmt: skip
    try:
        code = process.wait(timeout=SECONDS)
    except subprocess.TimeoutExpired as late:
        raise ChromiumError(f"Chromium was not ready after {SECONDS:.0f} s") from late
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    if code:
        raise ChromiumError(f"Chromium ended with code {code}")
