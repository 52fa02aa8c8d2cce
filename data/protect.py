"""Protection from end to end: select rows, round, let the attackers try, and step a series down until they fail.

A series that gives too much away is not cured cell by cell, which would tell which cell it was: it goes down one rung
as a whole. The rung is public, so what a failure tells is that some combination in this series was extreme.
"""

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import pyarrow as pa

from data.attack.counting import attack_counts
from data.attack.known import Finding, Publication
from data.attack.linear import attack_means
from data.cells import COUNT_RUNGS, RUNGS, Decided, Rung, cell_table
from data.earlier import Earlier, SeriesKey
from data.gate import before, in_units, limits_of, publications

Tell = Callable[[str, int, int], None]  # the attack, how many series are done, of how many
Attack = Literal["linear-1", "integer-1", "linear-2", "integer-2"]
ATTACKS: tuple[Attack, ...] = ("linear-1", "integer-1", "linear-2", "integer-2")  # the quick ones first
ONE_INSIDER: tuple[Attack, ...] = ("linear-1", "integer-1")


@dataclass(frozen=True, slots=True)
class Protected:
    """The cells of an edition, and what the attackers made of them.

    rungs: of every series that is not shown in full. findings: the worst of every series, attack by attack, on what is
    shown in the end. already: what they find in earlier publications alone.
    """

    cells: pa.Table
    rungs: Mapping[SeriesKey, Rung] = field(default_factory=dict)
    findings: Mapping[Attack, tuple[Finding, ...]] = field(default_factory=dict)
    already: Mapping[Attack, tuple[Finding, ...]] = field(default_factory=dict)


def protect(
    decided: Decided, earlier: Sequence[Earlier], *, attacks: Sequence[Attack], tell: Tell | None = None,
    rungs: Mapping[SeriesKey, Rung] | None = None,
) -> Protected:  # fmt: skip
    """The cells that pass every attack named, each series on the highest rung that does.

    rungs: of an edition that passed already; it is then not attacked again. Raises DisagreementError (the cells are not
    what the answers give): the program contradicts itself, and nothing may be published.
    """
    if not decided.policy.suppress or rungs is not None:
        return Protected(cell_table(decided, rungs), rungs or {})
    attackers = Attackers(decided, tell or (lambda attack, done, of: None))
    already = {attack: attackers.try_on(attack, before(earlier, decided.policy), None) for attack in attacks}
    lost = {each.series for found in already.values() for each in found if each.failed}
    chosen: dict[SeriesKey, Rung] = dict.fromkeys(lost, "withheld")
    findings: dict[Attack, dict[SeriesKey, Finding]] = {attack: {} for attack in attacks}
    pending: set[SeriesKey] | None = None
    while True:
        cells = cell_table(decided, chosen)
        known = publications(decided, in_units(cells), earlier)
        failed: set[SeriesKey] = set()
        for attack in attacks:
            found = attackers.try_on(attack, known, pending)
            findings[attack].update({finding.series: finding for finding in found})
            failed |= {finding.series for finding in found if finding.failed} - lost
        if not failed:
            return Protected(
                cells, chosen, {attack: tuple(each.values()) for attack, each in findings.items()}, already
            )
        for series in failed:
            chosen[series] = attackers.next_rung(series, chosen.get(series, "fine"))
        pending = failed | (attackers.joint if failed & attackers.joint else set())


def attack_cells(
    decided: Decided,
    cells: pa.Table,
    earlier: Sequence[Earlier],
    *,
    attacks: Sequence[Attack],
    tell: Tell | None = None,
) -> dict[Attack, tuple[Finding, ...]]:
    """What the attackers make of cells in their units, as an edition on the disk has them."""
    attackers = Attackers(decided, tell or (lambda attack, done, of: None))
    known = publications(decided, cells, earlier)
    return {attack: attackers.try_on(attack, known, None) for attack in attacks}


@dataclass(frozen=True, slots=True)
class Attackers:
    """The two attackers with what they need of an agreement."""

    decided: Decided
    tell: Tell

    @property
    def joint(self) -> set[SeriesKey]:
        """The series that are attacked together: a level follows from the overall score."""
        measures = ("level_at_least", "on_schedule")
        counts = {(each.measure, each.item) for each in self.decided.values.series if each.measure in measures}
        return {("maturity", "overall"), *counts}

    def try_on(
        self, attack: Attack, known: Sequence[Publication], series: Collection[SeriesKey] | None
    ) -> tuple[Finding, ...]:
        """One attack on these series (None: on all that it is for)."""
        if not known:
            return ()
        insiders = 2 if attack.endswith("2") else 1
        wanted = None if series is None else list(series)
        if attack == "integer-2":
            wanted = [each for each in self.joint if wanted is None or each in wanted]
        if wanted == []:
            return ()

        def tell(done: int, of: int) -> None:
            self.tell(attack, done, of)

        limits, processes = limits_of(self.decided.policy), os.cpu_count() or 1
        if attack.startswith("linear"):
            found = attack_means(known, limits, insiders=insiders, series=wanted, processes=processes, tell=tell)
        else:
            found = attack_counts(
                known, limits, self._levels(), insiders=insiders, series=wanted, processes=processes, tell=tell
            )
        return tuple(found)

    def next_rung(self, series: SeriesKey, rung: Rung) -> Rung:
        """One rung down; below the last one there is nothing left to withhold."""
        form = next(each.form for each in self.decided.values.series if (each.measure, each.item) == series)
        rungs = COUNT_RUNGS if form == "count" else RUNGS
        if rung == rungs[-1]:
            raise ArithmeticError(f"{series[0]} {series[1]} fails with nothing shown; nothing was written")
        return rungs[rungs.index(rung) + 1]

    def _levels(self) -> list[tuple[str, float]]:
        levels = sorted(self.decided.agreement.levels, key=lambda level: level.minimum)
        return [(level.code, float(level.minimum)) for level in levels[1:]]
