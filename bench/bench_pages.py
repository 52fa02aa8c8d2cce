"""What a page costs the server: CPU per run, waiting times of many viewers, a burst of clicks, memory.

python -m bench.bench_pages --viewers 100 --pages overview steps

Serves the sample, opens one conversation per viewer as a browser does, and lets the whole page run again, which is the
most that a click can ask. The viewers share the machine with the server. CPU holds on a busy machine within a third;
waiting times do not.
"""

import argparse
import asyncio
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from itertools import chain
from pathlib import Path
from statistics import median
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from tests.dashboard import PAGES

FILTERED = ("themes", "secondary")  # pages on which two or three figures change with one choice
CLICKS = 10
THINK, WITHIN = 5.0, 60.0  # seconds between two clicks of a viewer, on average; the longest wait for an answer


class Viewer:
    """One browser tab: its conversation, the page it is on, and the messages that it need not be sent again."""

    def __init__(self, socket: ClientConnection, page: str) -> None:
        """Stand before a page that is still to be opened."""
        self.socket, self.page, self.known = socket, page, set[str]()
        self.offered = list[
            tuple[str, str, list[str]]
        ]()  # every choice on the page: its name, its fragment, its labels

    async def run(self, chosen: str = "") -> float:
        """Let the page run; the seconds until its last message. Raises RuntimeError where the page shows an error.

        chosen: a label of the first choice of the page; a click on it runs the figures that depend on it.
        """
        asked = BackMsg()
        asked.rerun_script.page_name = "" if self.page == PAGES[0] else self.page
        asked.rerun_script.query_string = "lang=nl"
        asked.rerun_script.cached_message_hashes.extend(self.known)
        if chosen:
            name, asked.rerun_script.fragment_id, _ = self.offered[0]
            asked.rerun_script.widget_states.widgets.add(id=name).string_array_value.data.append(chosen)
        start = time.perf_counter()
        await self.socket.send(asked.SerializeToString())
        async with asyncio.timeout(WITHIN):
            while (message := ForwardMsg.FromString(await self.socket.recv())).WhichOneof("type") != "script_finished":
                if message.delta.new_element.WhichOneof("type") == "exception":
                    raise RuntimeError(f"{self.page}: {message.delta.new_element.exception.message}")
                if not chosen and message.delta.new_element.WhichOneof("type") == "button_group":
                    group = message.delta.new_element.button_group
                    self.offered.append((group.id, message.delta.fragment_id, [each.content for each in group.options]))
                if message.metadata.cacheable:
                    self.known.add(message.hash)
        return time.perf_counter() - start


@contextmanager
def served() -> Iterator[tuple[str, int]]:
    """The sample on a free port, with the configuration that readers get: its address and process."""
    with tempfile.TemporaryDirectory() as home, socket.socket() as probe:
        settings = os.environ | {"KETENSPIEGEL_HOME": home, "KETENSPIEGEL_AUDIENCE": "plenary"}
        subprocess.run([sys.executable, "-m", "data", "sample"], env=settings, check=True, stdout=subprocess.DEVNULL)
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        start = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.address", "127.0.0.1"]
        process = subprocess.Popen([*start, "--server.port", str(port)], env=settings, stdout=subprocess.DEVNULL)
        try:
            _wait(f"http://127.0.0.1:{port}/healthz")
            yield f"ws://127.0.0.1:{port}/_stcore/stream", process.pid
        finally:
            process.terminate()
            process.wait(timeout=10)


def _wait(url: str) -> None:
    end = time.monotonic() + WITHIN
    while time.monotonic() < end:
        try:
            with urlopen(url, timeout=2):  # noqa: S310  our own loopback address
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"{url} did not answer within {WITHIN:.0f} s")


def spent(pid: int) -> tuple[float, float]:
    """CPU seconds and megabytes of a process so far (Linux only)."""
    times = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    status = Path(f"/proc/{pid}/status").read_text()
    kilobytes = int(status.split("VmRSS:")[1].split()[0])
    return (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK"), kilobytes / 1024


@asynccontextmanager
async def opened(url: str, page: str, number: int) -> AsyncIterator[list[Viewer]]:
    """So many viewers on one page, come in one after the other."""
    viewers = [Viewer(await connect(url, subprotocols=["streamlit"], max_size=None), page) for _ in range(number)]
    for viewer in viewers:
        await viewer.run()
    try:
        yield viewers
    finally:
        await asyncio.gather(*(viewer.socket.close() for viewer in viewers))


async def clicking(viewer: Viewer, clicks: int) -> list[float]:
    """Clicks with time to think in between."""
    waits = []
    for _ in range(clicks):
        await asyncio.sleep(random.expovariate(1 / THINK))
        waits.append(await viewer.run())
    return waits


async def measure(url: str, pid: int, *, page: str, viewers: int, clicks: int) -> None:
    """One line per page."""
    async with opened(url, page, 1):
        before = spent(pid)[1]  # the figures of the page are made by now
    async with opened(url, page, viewers) as present:
        cpu, memory = spent(pid)
        waits = sorted(chain.from_iterable(await asyncio.gather(*(clicking(each, clicks) for each in present))))
        per_run = 1000 * (spent(pid)[0] - cpu) / len(waits)
        start = time.perf_counter()
        await asyncio.gather(*(each.run() for each in present))
        burst = time.perf_counter() - start
    p50, p95 = (1000 * waits[int(share * (len(waits) - 1))] for share in (0.5, 0.95))
    each = (memory - before) / viewers
    print(f"{page:<15}{per_run:8.1f}{p50:8.0f}{p95:8.0f}{burst:9.2f}{each:9.3f}{spent(pid)[1]:8.0f}", flush=True)


async def changed_filter(url: str, page: str) -> None:
    """One viewer alone: the first choice of the page, another at every click, against the same one at every click."""
    async with opened(url, page, 1) as (viewer,):
        labels = viewer.offered[0][2]
        first = [await viewer.run(each) for each in labels]
        changed = [await viewer.run(each) for _ in range(CLICKS) for each in labels]
        constant = [await viewer.run(labels[0]) for _ in range(CLICKS) for _ in labels]
    made, other, same = (1000 * median(each) for each in (first, changed, constant))
    print(f"{page}, one viewer: the same choice {same:.1f} ms, another one {other:.1f} ms ({other / same:.2f} x); "
          f"one that nobody asked for before {made:.1f} ms")  # fmt: skip


async def all_pages(arguments: argparse.Namespace) -> None:
    """Serve and measure; the load of the machine stands above the table, for it explains the waiting."""
    with served() as (url, pid):
        load = os.getloadavg()[0]
        print(f"{arguments.viewers} viewers, {THINK:.0f} s to think; load of the machine before: {load:.1f}")
        for page in FILTERED:
            await changed_filter(url, page)
        print(f"{'page':<15}{'CPU-ms':>8}{'p50 ms':>8}{'p95 ms':>8}{'burst s':>9}{'MB each':>9}{'MB':>8}")
        for page in arguments.pages:
            await measure(url, pid, page=page, viewers=arguments.viewers, clicks=arguments.clicks)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--viewers", type=int, default=100)
    parser.add_argument("--clicks", type=int, default=4)
    parser.add_argument("--pages", nargs="+", choices=PAGES, default=list(PAGES))
    asyncio.run(all_pages(parser.parse_args()))
