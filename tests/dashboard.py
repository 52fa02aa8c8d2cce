"""A dashboard on a free port with a home of its own, and a browser that looks at it; who starts them stops them."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

ROOT = Path(__file__).parents[1]
ARGUMENTS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
START_SECONDS, PAGE_MILLISECONDS, PORTS_TO_TRY = 40.0, 25_000, 3
TELEPHONE = "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Mobile Safari/537.36"
PAGES = (
    "overview", "explore", "deck", "steps", "schedule", "movement", "secondary", "themes", "collective",
    "plans", "participation", "year", "timeline", "published", "others", "quality", "method",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Dashboard:
    """A running server."""

    url: str
    pid: int


def environment(home: Path, audience: str, **more: str) -> dict[str, str]:
    """What a server gets: its own home, nothing of the caller's settings."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("KETENSPIEGEL_", "STREAMLIT_"))}
    return kept | {"KETENSPIEGEL_HOME": str(home), "KETENSPIEGEL_AUDIENCE": audience, **more}


def command(port: int, *, address: str = "127.0.0.1") -> list[str]:
    """The command that a person would type."""
    return [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port), "--server.address", address]


def free_port() -> int:
    """A port that nothing listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(home: Path, *, audience: str = "plenary", **more: str) -> Iterator[Dashboard]:
    """Start a dashboard, wait until it answers, and stop that process again."""
    process, port = _started(environment(home, audience, **more))
    try:
        yield Dashboard(f"http://127.0.0.1:{port}", process.pid)
    finally:
        _stopped(process)


def _started(settings: dict[str, str]) -> tuple[subprocess.Popen[bytes], int]:
    """A server that answers; another port is tried where a neighbour was quicker to take this one."""
    for _ in range(PORTS_TO_TRY):
        port = free_port()
        process = subprocess.Popen(
            command(port), cwd=ROOT, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        if _answers(f"http://127.0.0.1:{port}/healthz", process):
            return process, port
        _stopped(process)
    raise RuntimeError(f"no server answered on {PORTS_TO_TRY} ports; start one by hand to see why: {command(8501)}")


def _stopped(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(timeout=10)


def _answers(url: str, process: subprocess.Popen[bytes]) -> bool:
    """Whether this very process comes to answer in time."""
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(url, timeout=2):  # noqa: S310  our own loopback address
                time.sleep(0.1)  # a process that lost its port to a neighbour has ended by now
                return process.poll() is None
        except (URLError, OSError):
            time.sleep(0.1)
    return False


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser with a fresh profile: the Chromium of this machine."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@dataclass(slots=True)
class Heard:
    """What a page asked for, and what its console said."""

    urls: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


@contextmanager
def opened(
    browser: Browser, url: str, *, width: int = 1280, dark: bool = False, locale: str = "nl-NL"
) -> Iterator[Page]:
    """A page in a session of its own, after its footer (the last thing of a run) is there."""
    with empty_page(browser, width=width, dark=dark, locale=locale) as page:
        go(page, url)
        yield page


@contextmanager
def empty_page(browser: Browser, *, width: int = 1280, dark: bool = False, locale: str = "nl-NL") -> Iterator[Page]:
    """A page without an address yet: who goes to several from it loads the program of the pages only once."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if dark else "light",
        locale=locale,
        user_agent=TELEPHONE if width < 600 else None,
    )
    context.set_default_timeout(PAGE_MILLISECONDS)
    try:
        yield context.new_page()
    finally:
        context.close()


def go(page: Page, url: str) -> None:
    """Load an address from the start, as a link from outside does."""
    page.goto(url, wait_until="commit")
    settled(page)


@contextmanager
def listening(page: Page) -> Iterator[Heard]:
    """What the page asks for and says meanwhile."""
    heard = Heard()

    def ask(request: Request) -> None:
        heard.urls.append(request.url)

    def say(line: ConsoleMessage) -> None:
        heard.lines.append(line.text)

    page.on("request", ask)
    page.on("console", say)
    yield heard
    page.remove_listener("request", ask)
    page.remove_listener("console", say)


def settled(page: Page) -> None:
    """Wait until the run is over and every chart is drawn."""
    page.wait_for_selector(".ks footer, .ks-alone", state="attached")
    page.wait_for_selector("[data-testid='stApp'][data-test-script-state='notRunning']", state="attached")
    # A selector, not a function: a function is polled with eval, which the dashboard's own policy forbids.
    page.wait_for_selector("[data-testid='stPlotlyChart']:not(:has(.main-svg))", state="detached")


def assert_no_desk(browser: Browser, url: str) -> None:
    """Nothing of receiving and publishing at the address of its page: the door says that there is no such page, and
    past the door the shell has no link in the menu, no upload, no words.
    """
    address = f"{url}/receive?lang=nl"
    with empty_page(browser) as page:
        assert page.request.get(address, headers={"Accept": "text/html"}).status == 404
        page.route(address, lambda route: route.continue_(headers=route.request.headers | {"accept": "*/*"}))
        go(page, address)
        assert page.get_by_role("link", name="Ontvangen").count() == 0
        assert page.locator("input[type=file]").count() == 0
        assert "Ontvangen en publiceren" not in page.inner_text("main")
