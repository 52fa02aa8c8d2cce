"""A whole plenary publication of a random panel over five rounds, with every attack: time, memory, what went down.

python -m bench.publication --companies 200
python -m bench.publication --companies 5000 --open 0.02    so often is a question left open, or does not apply

Takes from minutes to hours, so `make bench` does not run it. Seconds on the clock and of processors, per attack
and in all; the home is thrown away.
"""

import argparse
import resource
import time
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from data.custody.panel import new_home
from data.protection.attackers import ATTACKS
from data.publishing.publish import publish
from tests.random_panel import Shape, fill, random_tables

ROUNDS = 5


class Acts:
    """Prints how long each act took, as publishing tells it goes on to the next."""

    def __init__(self) -> None:
        """Nothing is going on yet."""
        self._act, self._since = "", spent()

    def __call__(self, step: str) -> None:
        """Hear of a step: an act, and how far it is."""
        act = step.partition(":")[0]
        if act != self._act:
            wall, processors = (now - before for now, before in zip(spent(), self._since, strict=True))
            if self._act:
                print(f"    {self._act:<40}{wall:10.1f} s{processors:10.1f} s of processors", flush=True)
            self._act, self._since = act, spent()


def spent() -> tuple[float, float]:
    """Seconds on the clock, and of processors in this process and those that it has waited for."""
    uses = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return time.perf_counter(), sum(use.ru_utime + use.ru_stime for use in uses)


def publication(companies: int, gaps: float) -> None:
    """Publish once, and print the secretariat's report."""
    with TemporaryDirectory() as folder:
        home = new_home(Path(folder) / "home", agreement="metals", answers="invented")
        shape = Shape(companies, ROUNDS, silent=0.1, unanswered=gaps, not_applicable=gaps, missing_step=0)
        fill(home, random_tables(home.agreement(), Random(1), shape))  # noqa: S311 (a panel is no secret)
        start, acts = spent(), Acts()
        edition = publish(home, audience="plenary", attacks=ATTACKS, progress=lambda step: acts(step.en))
        acts("done")
        wall, processors = (now - before for now, before in zip(spent(), start, strict=True))
        print(f"{companies:,} companies{wall:10.1f} s{processors:10.1f} s of processors")
        peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        print(f"peak memory of one process {peak / 2**20:.2f} GiB")
        print((home.root / "confidential" / "reports" / f"{edition.name}.txt").read_text(encoding="utf-8"))


def main() -> None:
    """Read the command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--companies", type=int, default=200)
    parser.add_argument("--open", type=float, default=0.0, dest="gaps")
    given = parser.parse_args()
    publication(given.companies, given.gaps)


if __name__ == "__main__":
    main()
