"""Selection, exact test and attacks on panels of several sizes; what is shown; what n >= 5 alone leaves solvable.

python -m bench.bench_protection --size small     20 companies x 5 rounds x 98 series, every attack
python -m bench.bench_protection --size 200       200 companies x 5 rounds: from company values to cells, one insider
python -m bench.bench_protection --size 5000      5,000 x 5
python -m bench.bench_protection --size utility   share of rows shown, panels of about 11, 18 and 200 companies a year
python -m bench.bench_protection --size sample    what of the sample is shown under each policy (make the sample first)

Panels are made from a seed: founders, joiners, leavers, two sides of a split. Times are seconds on this machine.
"""

import argparse
import resource
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from random import Random
from typing import Any

import numpy as np
import pyarrow as pa

from bench.stopwatch import timed
from data.attack.known import Finding
from data.configuration.agreement import Agreement, Policy, find_agreement, load_agreement
from data.cube import Audience
from data.custody.home import home_root, open_home
from data.measuring.lattice import Row, lattice
from data.measuring.populations import populations
from data.measuring.roster import FOUNDERS, TOTAL, Companies, Group, Roster, crossed
from data.measuring.series import ASSESSED, Series, series_of
from data.measuring.statistics import CompanyValues
from data.protection.cells import SHOWN, Decided, cell_table, decide
from data.protection.gate import in_units
from data.protection.leaks import leaks
from data.protection.protect import ATTACKS, ONE_INSIDER, Attack, attack_cells
from data.protection.rowspace import Columns
from data.protection.select import choose
from data.publishing.making import make

ROUNDS = range(1, 6)
SERIES = 98
SEEDS = 6


def agreement_of(**policy: object) -> Agreement:
    """The metals agreement with five comparable rounds, and its plenary policy with these changes."""
    metals = load_agreement(find_agreement("metals"))
    pattern = metals.round(4)
    rounds = [pattern.model_copy(update={"number": number, "comparability_group": "one"}) for number in ROUNDS]
    plenary = metals.policies["plenary"].model_copy(update=policy)
    return metals.model_copy(
        update={"rounds": tuple(rounds), "published_figures": (), "policies": metals.policies | {"plenary": plenary}}
    )


def panel(companies: int, seed: int, agreement: Agreement, series: Sequence[Series], *, silent: float) -> CompanyValues:
    """Company values of a random panel: about half are founders, others join; 4 % leave a year; some stay silent."""
    random = Random(seed)  # noqa: S311 (a panel is no secret)
    joined = [1 if random.random() < 0.5 else random.choice(ROUNDS) for _ in range(companies)]
    left = [next((at for at in ROUNDS if at > start and random.random() < 0.04), 99) for start in joined]
    secondary = [random.random() < 0.4 for _ in range(companies)]
    size, segment = ([random.choice("ab") for _ in range(companies)] for _ in range(2))
    groups: dict[int, dict[Group, Companies]] = {}
    value, present = {}, {}
    rng = np.random.default_rng(seed)
    level = np.clip(rng.normal(45, 16, companies), 5, 95)
    handed_in = [(each.measure, each.item) for each in series].index(ASSESSED)
    for at in ROUNDS:
        here = np.array([c for c in range(companies) if joined[c] <= at < left[c]], dtype=np.int64)
        named: dict[Group, list[int]] = {TOTAL: here.tolist()}
        for company in here.tolist():
            named.setdefault(("secondary", "secondary" if secondary[company] else "other"), []).append(company)
            named.setdefault(("size_class", size[company]), []).append(company)
            named.setdefault(("segment", segment[company]), []).append(company)
            band = "1" if joined[company] == 1 else "2-3" if joined[company] <= 3 else "4-5"
            named.setdefault(("cohort", band), []).append(company)
        named[FOUNDERS] = [c for c in here.tolist() if joined[c] == 1]
        groups[at] = {group: np.array(members, dtype=np.int64) for group, members in named.items() if members}
        reports = np.zeros(companies, dtype=bool)
        reports[here] = rng.random(len(here)) >= silent
        scores = np.clip(level + 4 * at + rng.normal(0, 10, (len(series), companies)), 0, 100)
        value[at] = np.where(reports, np.round(scores, 6) * 1_000_000, 0.0)
        present[at] = np.tile(reports, (len(series), 1))
        value[at][handed_in] = reports
    return CompanyValues(Roster(companies, groups), tuple(series), value, present)


def means_only(agreement: Agreement, count: int) -> list[Series]:
    """So many series of means beside the one that says who handed in."""
    found = series_of(agreement, agreement.policies["plenary"])
    pattern = found[0]
    handed_in = next(each for each in found if (each.measure, each.item) == ASSESSED)
    means = [pattern, *(replace(pattern, item=f"step:{n}", part="item") for n in range(count - 1))]
    return [*means, handed_in]


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
    values = panel(companies, 1, agreement, means_only(agreement, series), silent=0.0 if companies > 100 else 0.1)
    made: list[Decided] = []
    timed(f"{companies:,} companies, {series} series: selection and exact test",
          lambda: made.append(decide(values, agreement, agreement.policies["plenary"])))  # fmt: skip
    attacked(made[0], attacks)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20:.2f} GiB")


RESEARCH = "the research's: three splits, two-way, joiners wait, totals first"
POLICIES: dict[str, dict[str, object]] = {
    "metals": {"groups": ("secondary", "founders")},
    "metals, joiners wait": {"groups": ("secondary", "founders"), "waiting_room": True},
    RESEARCH: {"groups": ("segment", "size_class", "cohort"), "waiting_room": True, "two_way": True},
}


def utility() -> None:
    """The share of rows over anybody that is shown, per kind; then what n >= 5 alone leaves solvable."""
    for companies in (17, 27, 290):
        for name, changes in POLICIES.items():
            agreement = agreement_of(**changes)
            told, handed_in = chosen(companies, agreement, researched=name == RESEARCH)
            print(f"about {handed_in:.0f} a year, {name}: " + ", ".join(shares(told)))
        agreement = agreement_of(**POLICIES["metals"])
        rule_of_five(panel(companies, 0, agreement, means_only(agreement, 1), silent=0.1), agreement)


def chosen(companies: int, agreement: Agreement, *, researched: bool) -> tuple[list[tuple[Row, bool]], float]:
    """Every row over anybody and whether it is shown, on several panels; and how many hand in in a year.

    researched: in the order of the research, on panels in which nobody skips a year.
    """
    policy = agreement.policies["plenary"]
    told: list[tuple[Row, bool]] = []
    handed_in: list[int] = []
    for seed in range(SEEDS):
        values = panel(companies, seed, agreement, means_only(agreement, 1), silent=0.0 if researched else 0.1)
        values = within_groups(values, agreement)
        expected = {number: flags[0] for number, flags in populations(values, agreement, policy).items()}
        rows = lattice(crossed(values.roster) if policy.two_way else values.roster, agreement)
        rows = in_research_order(rows) if researched else rows
        decisions = choose(rows, values, agreement, policy).decisions[:, 0]
        told += [(row, decision in SHOWN) for row, decision in zip(rows, decisions, strict=True)
                 if len(row.resting_on(expected))]  # fmt: skip
        handed_in += [int(flags.sum()) for flags in expected.values()]
    return told, float(np.mean(handed_in))


def in_research_order(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Means and changes from one round to the next: totals, then one-way, then two-way groups, means before changes."""
    kept = [row for row in rows if row.kind == "all" or (row.kind == "change" and row.base_round == row.round - 1)]
    order = {row.address: (row.dimension != TOTAL[0]) + row.dimension.count("+") for row in kept}
    return tuple(sorted(kept, key=lambda row: (order[row.address], row.kind, row.round, -len(row.members), row.member)))


def within_groups(values: CompanyValues, agreement: Agreement) -> CompanyValues:
    """The panel with only the splits that the policy names."""
    wanted = {TOTAL[0], *agreement.policies["plenary"].groups}
    groups = {
        at: {group: members for group, members in here.items() if group[0] in wanted}
        for at, here in values.roster.groups.items()
    }
    return replace(values, roster=replace(values.roster, groups=groups))


KINDS: dict[str, Callable[[Row], bool]] = {
    "total means": lambda row: row.dimension == "total" and row.kind == "all",
    "total changes": lambda row: row.dimension == "total" and row.kind == "change",
    "total pairs with ends": lambda row: row.dimension == "total" and row.kind == "pair_end",
    "one-way means": lambda row: row.dimension != "total" and "+" not in row.dimension and row.kind == "all",
    "one-way changes": lambda row: row.dimension != "total" and "+" not in row.dimension and row.kind == "change",
    "two-way means": lambda row: "+" in row.dimension and row.kind == "all",
}


def shares(told: Sequence[tuple[Row, bool]]) -> list[str]:
    """How much is shown, per kind of row."""
    found = {name: [shown for row, shown in told if belongs(row)] for name, belongs in KINDS.items()}
    return [f"{name} {100 * sum(here) / len(here):.0f} %" for name, here in found.items() if here]


def rule_of_five(values: CompanyValues, agreement: Agreement) -> None:
    """Show whatever has five companies, changes included: how many companies follow exactly for 0, 1 and 2 insiders."""
    policy: Policy = agreement.policies["plenary"]
    inside = within_groups(values, agreement)
    expected = {number: flags[0] for number, flags in populations(inside, agreement, policy).items()}
    rows = [row for row in lattice(inside.roster, agreement) if len(row.resting_on(expected)) >= 5]
    size = inside.roster.size
    matrix = np.zeros((len(rows), len(ROUNDS) * size), dtype=np.int64)
    for line, row in enumerate(rows):
        for number, coefficient in row.columns():
            matrix[line, (number - 1) * size + row.resting_on(expected)] += coefficient
    if size > 60:
        return
    used = np.flatnonzero(matrix.any(axis=0))
    columns = Columns(used % size, np.ones(size, dtype=np.int64))
    there = {int(company) for company in columns.atom}
    told = []
    for insiders in (0, 1, 2):
        found = leaks(matrix[:, used], columns, below=insiders + 2)
        solved = {int(columns.atom[column]) for each in found for column in each}
        told.append(f"{insiders} insiders {100 * len(solved) / len(there):.0f} %")
    print(f"    for contrast, n >= 5 alone: companies in a combination over too few, {', '.join(told)}")


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
