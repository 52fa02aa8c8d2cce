"""How much of a panel is shown under a policy, and what a threshold alone would leave solvable."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np

from bench.panels import ROUNDS, agreement_of, means_only, ours, panel, researched
from data.configuration.agreement import Agreement, Policy
from data.measuring.lattice import Row, lattice
from data.measuring.populations import populations
from data.measuring.roster import TOTAL, crossed
from data.measuring.statistics import CompanyValues
from data.protection.cells import SHOWN
from data.protection.leaks import leaks
from data.protection.rowspace import Columns
from data.protection.select import choose

SEEDS = 6

POLICIES: dict[str, dict[str, object]] = {
    "metals": {"groups": ("secondary", "founders")},
    "metals, joiners wait": {"groups": ("secondary", "founders"), "waiting_room": True},
}
RESEARCH: dict[str, object] = {"groups": ("segment", "size_class", "cohort"), "waiting_room": True, "two_way": True}


def utility() -> None:
    """The share of rows over anybody that is shown, per kind; then what n >= 5 alone leaves solvable.

    The research's policy on panels as its text describes them: the total changes that are shown there follow from the
    panel alone. Once the means of two rounds are shown, their change is safe where none, or at least k, come or go.
    """
    for founders, joiners, sizes, seeds in ((9, 2, "abc", 40), (16, 2, "ab", 40), (150, 20, "abc", 3)):
        agreement = agreement_of(**RESEARCH)
        made = (panel(researched(founders, joiners, sizes, seed), seed, agreement, means_only(agreement, 1), silent=0.0)
                for seed in range(seeds))  # fmt: skip
        told, handed_in = chosen(made, agreement, order=in_research_order)
        print(f"about {handed_in:.0f} a year, the research's policy and panels: " + ", ".join(shares(told)))
    for companies in (17, 27, 290):
        for name, changes in POLICIES.items():
            agreement = agreement_of(**changes)
            made = (panel(ours(companies, seed), seed, agreement, means_only(agreement, 1), silent=0.1)
                    for seed in range(SEEDS))  # fmt: skip
            told, handed_in = chosen(made, agreement, order=tuple)
            print(f"about {handed_in:.0f} a year, {name}: " + ", ".join(shares(told)))
        agreement = agreement_of(**POLICIES["metals"])
        rule_of_five(panel(ours(companies, 0), 0, agreement, means_only(agreement, 1), silent=0.1), agreement)


def chosen(
    panels: Iterable[CompanyValues], agreement: Agreement, *, order: Callable[[Sequence[Row]], tuple[Row, ...]]
) -> tuple[list[tuple[Row, bool]], float]:
    """Every row over anybody and whether it is shown, on several panels; and how many hand in in a year."""
    policy = agreement.policies["plenary"]
    told: list[tuple[Row, bool]] = []
    handed_in: list[int] = []
    for made in panels:
        values = within_groups(made, agreement)
        expected = {number: flags[0] for number, flags in populations(values, agreement, policy).items()}
        rows = order(lattice(crossed(values.roster) if policy.two_way else values.roster, agreement))
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
