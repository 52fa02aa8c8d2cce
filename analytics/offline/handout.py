"""The handout of a deck as PDF: the offline file, printed on A4 by a Chromium that is found on this machine."""

import os
import shutil
import signal
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Final

# The names under which a Chromium stands on a machine; it is never downloaded.
BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge", "chrome")
SECONDS: Final = 40
ARGUMENTS: Final = (
    "--headless", "--disable-gpu", "--no-first-run", "--no-default-browser-check", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-breakpad",
    "--host-resolver-rules=MAP * ~NOTFOUND", "--proxy-server=127.0.0.1:9", "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
)  # fmt: skip
ROOT: Final = "<html "
_one_at_a_time = Lock()  # a browser takes some 200 MB


def browser() -> str | None:
    """The Chromium of this machine, None where there is none."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def handout_pdf(html: str) -> bytes | None:
    """The slides of an offline file (`html_of`) with what explains them, as a PDF on A4 in the language of the file.

    The browser gets a profile of its own, no network, and `SECONDS`. None where this machine has no Chromium, or where
    it made nothing in time: the browser of whoever reads can print the same handout from the offline file.
    """
    found = browser()
    if found is None:
        return None
    with _one_at_a_time, TemporaryDirectory(prefix="handout-", ignore_cleanup_errors=True) as folder:
        source, made = Path(folder) / "deck.html", Path(folder) / "handout.pdf"
        source.write_text(html.replace(ROOT, f"{ROOT}class='handout' ", 1), encoding="utf-8")
        _printed(found, source, made)
        return made.read_bytes() if made.is_file() else None


def _printed(browser: str, source: Path, made: Path) -> None:
    """Runs the browser until it has printed, and ends it with all its helpers where it does not end itself."""
    own = [f"--user-data-dir={source.parent / 'profile'}", f"--print-to-pdf={made}"]
    if os.geteuid() == 0:
        own.append("--no-sandbox")  # Chromium refuses to start as root with one; the file is ours and fetches nothing
    process = subprocess.Popen(  # noqa: S603  a browser from the path, with our own file
        [browser, *ARGUMENTS, *own, source.as_uri()], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        process.wait(timeout=SECONDS)
    except subprocess.TimeoutExpired:
        made.unlink(missing_ok=True)  # what is half written is no handout
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
