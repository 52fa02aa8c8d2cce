"""A Chromium found on this machine, to draw what we wrote ourselves: no network, a profile of its own, nothing left."""

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

NAMES: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
SECONDS: Final = 30.0  # a start takes one or two; a busy machine some more
ARGUMENTS: Final = (
    "--headless", "--disable-gpu", "--hide-scrollbars", "--no-first-run", "--disable-extensions", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-breakpad", "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--force-color-profile=srgb", "--font-render-hinting=none",
)  # fmt: skip


class ChromiumError(RuntimeError):
    """There is no Chromium, or it drew nothing in time."""


def executable() -> str | None:
    """Where Chromium is; None where this machine has none."""
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def screenshot(page: str, *, width: int, height: int, scale: float) -> bytes:
    """A page of HTML as PNG: its upper left `width` by `height` px, `scale` pixels of the picture for each.

    It starts one browser and waits for its end. Raises ChromiumError.
    """
    with TemporaryDirectory(prefix="ketenspiegel-") as folder:
        file, made = Path(folder, "page.html"), Path(folder, "page.png")
        file.write_text(page, encoding="utf-8")
        _run(
            Path(folder),
            f"--force-device-scale-factor={scale}", f"--window-size={width},{height}", f"--screenshot={made}",
            file.as_uri(),
        )  # fmt: skip
        if not made.is_file():
            raise ChromiumError("Chromium drew nothing")
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
