"""Selection, exact test and attacks on panels of several sizes; what is shown; what n >= 5 alone leaves solvable.

python -m bench.bench_protection --size small     20 companies x 5 rounds x 98 series, every attack
python -m bench.bench_protection --size 200       200 companies x 5 rounds: from company values to cells, one insider
python -m bench.bench_protection --size 5000      5,000 x 5
python -m bench.bench_protection --size utility   share of rows shown, panels of about 11, 18 and 200 companies a year
python -m bench.bench_protection --size sample    what of the sample is shown under each policy (make the sample first)

A whole publication with every attack: `python -m bench.publication`.
Panels are made from a seed: founders, joiners, leavers, two sides of a split. Times are seconds on this machine.
"""

import argparse
import resource
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import pyarrow as pa

from bench.panels import agreement_of, means_only, ours, panel
from bench.stopwatch import timed
from bench.utility import utility
from data.attack.known import Finding
from data.configuration.agreement import Policy
from data.cube import Audience
from data.custody.home import home_root, open_home
from data.measuring.roster import TOTAL
from data.protection.attackers import ATTACKS, ONE_INSIDER, Attack
from data.protection.cells import Decided, cell_table, decide
from data.protection.gate import in_units
from data.protection.protect import attack_cells
from data.publishing.making import make

SERIES = 98


def attacked(decided: Decided, attacks: Sequence[Attack]) -> None:
    """Every attack on the cells as decided, each timed."""
    cells = in_units(cell_table(decided))
    for attack in attacks:
        found: list[Finding] = []
        timed(attack, partial(_attack, decided, cells, attack, found))
        worst = min((finding.width for finding in found), default=100.0)
        print(f"{'':<46}narrowest interval {worst:.0f} points over {len(found)} series")


def _attack(decided: Decided, cells: pa.Table, attack: Attack, found: list[Finding]) -> None:
    found += attack_cells(decided, cells, (), attacks=(attack,))[attack]


def sizes(companies: int, series: int, attacks: Sequence[Attack]) -> None:
    """Selection with its exact test, then the attacks."""
    agreement = agreement_of()
    values = panel(
        ours(companies, 1), 1, agreement, means_only(agreement, series), silent=0.0 if companies > 100 else 0.1
    )
    made: list[Decided] = []
    timed(f"{companies:,} companies, {series} series: selection and exact test",
          lambda: made.append(decide(values, agreement, agreement.policies["plenary"])))  # fmt: skip
    attacked(made[0], attacks)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB")


LINES: dict[str, Callable[[Mapping[str, Any]], bool]] = {
    "scores, same companies: both ends": lambda cell: _is_score(cell) and cell["kind"] == "pair_end",
    "scores, same companies: the change": lambda cell: _is_score(cell) and cell["kind"] == "change",
    "scores, means of all": lambda cell: _is_score(cell) and cell["kind"] == "all",
    "themes": lambda cell: cell["measure"] == "maturity" and cell["item"].startswith("theme:"),
    "levels and targets": lambda cell: cell["measure"] in ("level_at_least", "on_schedule"),
    "open and not applicable": lambda cell: cell["measure"] in ("unanswered", "not_applicable"),
    "risks": lambda cell: cell["measure"].startswith("risk_"),
    "actions": lambda cell: cell["measure"].startswith("action_"),
}


def _is_score(cell: Mapping[str, Any]) -> bool:
    return cell["measure"] == "maturity" and not cell["item"].startswith("theme:")


def sample() -> None:
    """Of the sample's cells, those shown over those made, in totals and in splits, as its first edition."""
    home = open_home(home_root())
    agreement = home.agreement()
    plenary = agreement.policies["plenary"]
    waiting = plenary.model_copy(update={"waiting_room": True})
    tried: Mapping[str, tuple[Policy, Audience, Sequence[Attack]]] = {
        "secretariat": (agreement.policies["secretariat"], "secretariat", ()),
        "plenary, algebra alone": (plenary, "plenary", ()),
        "plenary, one insider": (plenary, "plenary", ONE_INSIDER),
        "plenary, all attacks": (plenary, "plenary", ATTACKS),
        "with a waiting room, all attacks": (waiting, "plenary", ATTACKS),
    }
    told = {}
    for name, (policy, audience, attacks) in tried.items():
        made = make(home, agreement, policy, audience, as_of=None, entries=(), attacks=attacks)
        told[name] = [c for c in made.content.cells.to_pylist() if c["status"] != "not_made"]
    print("| shown of made, totals; splits | " + " | ".join(told) + " |")
    for line, belongs in LINES.items():
        here = [[cell for cell in cells if belongs(cell)] for cells in told.values()]
        print(f"| {line} | " + " | ".join(_shown_of_made(cells) for cells in here) + " |")


def _shown_of_made(cells: Sequence[Mapping[str, Any]]) -> str:
    parts = []
    for total in (True, False):
        here = [cell["status"] == "published" for cell in cells if (cell["dimension"] == TOTAL[0]) == total]
        parts.append(f"{sum(here)} of {len(here)}" if here else "none")
    return "; ".join(parts)


def main() -> None:
    """Run one of the sizes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", choices=("small", "200", "5000", "utility", "sample"), default="small")
    size = parser.parse_args().size
    if size == "utility":
        utility()
    elif size == "sample":
        sample()
    elif size == "small":
        sizes(20, SERIES, ("linear-1", "linear-2"))
    else:
        sizes(int(size), 7, ("linear-1",))


if __name__ == "__main__":
    main()
