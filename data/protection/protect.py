"""Protection from end to end: select rows, round, let the attackers try, and step a series down until they fail.

A series that gives too much away is not cured cell by cell, which would tell which cell it was: it goes down one rung
as a whole. The rung is public, so what a failure tells is that some combination in this series was extreme.
"""

import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import comb
from typing import Literal

import pyarrow as pa

from data.attack.counting import attack_counts
from data.attack.known import Finding, Publication
from data.attack.linear import attack_means
from data.protection.cells import RUNGS, Decided, Rung, Stretch, cell_table, group_of, rungs_of
from data.protection.earlier import Earlier, SeriesKey
from data.protection.gate import before, in_rounds, in_units, limits_of, publications

Tell = Callable[[str, int, int], None]  # the attack, how many series are done, of how many
Attack = Literal["linear-1", "integer-1", "linear-2", "integer-2"]
ATTACKS: tuple[Attack, ...] = ("linear-1", "integer-1", "linear-2", "integer-2")  # the quick ones first
ONE_INSIDER: tuple[Attack, ...] = ("linear-1", "integer-1")
OVERALL: SeriesKey = ("maturity", "overall")
LEVEL = "level_at_least"
WORTH_PROCESSES = {"linear": 50_000, "integer": 40}  # work from which other processes save more time than they take


@dataclass(frozen=True, slots=True)
class Protected:
    """The cells of an edition, and what the attackers made of them.

    rungs: of every stretch that is not shown in full. findings: the worst of every series, attack by attack, when it
    was last attacked. already: what they find in earlier publications alone.
    """

    cells: pa.Table
    rungs: Mapping[Stretch, Rung] = field(default_factory=dict)
    findings: Mapping[Attack, tuple[Finding, ...]] = field(default_factory=dict)
    already: Mapping[Attack, tuple[Finding, ...]] = field(default_factory=dict)


def protect(
    decided: Decided, earlier: Sequence[Earlier], *, attacks: Sequence[Attack], tell: Tell | None = None,
    rungs: Mapping[Stretch, Rung] | None = None,
) -> Protected:  # fmt: skip
    """The cells that pass every attack named, each stretch on the highest rung that does.

    No row touches two comparability groups, so each is attacked by itself. rungs: of an edition that passed already; it
    is then not attacked again. Raises DisagreementError (the cells are not what the answers give): the program
    contradicts itself, and nothing may be published.
    """
    if not decided.policy.suppress or rungs is not None:
        return Protected(cell_table(decided, rungs), rungs or {})
    chosen: dict[Stretch, Rung] = {}
    findings: dict[Attack, list[Finding]] = {attack: [] for attack in attacks}
    already: dict[Attack, list[Finding]] = {attack: [] for attack in attacks}
    for group in dict.fromkeys(group_of(decided, row) for row in decided.rows):
        stretch = _Stretches(decided, earlier, group, Attackers(decided, tell or (lambda attack, done, of: None)))
        down, found, before_it = stretch.withstand(attacks)
        chosen |= {(*series, group): rung for series, rung in down.items()}
        for attack in attacks:
            findings[attack] += found[attack]
            already[attack] += before_it[attack]
    return Protected(
        cell_table(decided, chosen), chosen,
        {attack: worst_of(each) for attack, each in findings.items()},
        {attack: worst_of(each) for attack, each in already.items()},
    )  # fmt: skip


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


def worst_of(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The worst finding of every series."""
    worst: dict[SeriesKey, Finding] = {}
    for each in findings:
        kept = worst.get(each.series)
        if kept is None or (not each.failed, each.width) < (not kept.failed, kept.width):
            worst[each.series] = each
    return tuple(worst.values())


@dataclass(frozen=True, slots=True)
class _Stretches:
    """The series over the rounds of one comparability group."""

    decided: Decided
    earlier: Sequence[Earlier]
    group: str
    attackers: "Attackers"

    def withstand(
        self, attacks: Sequence[Attack]
    ) -> tuple[dict[SeriesKey, Rung], dict[Attack, list[Finding]], dict[Attack, list[Finding]]]:
        """The rungs on which no attack succeeds, what the attackers found there, and what they found before it.

        A series of which the earlier figures alone give too much away gets no new figures.
        """
        already = {attack: list(self._try(attack, None, None)) for attack in attacks}
        lost = {each.series for found in already.values() for each in found if each.failed}
        chosen: dict[SeriesKey, Rung] = dict.fromkeys(lost, "withheld")
        findings: dict[Attack, dict[SeriesKey, Finding]] = {attack: {} for attack in attacks}
        pending: set[SeriesKey] | None = None
        for attack in attacks:
            while True:
                found = self._try(attack, chosen, pending)
                findings[attack].update({finding.series: finding for finding in found})
                failed = {finding.series for finding in found if finding.failed} - lost
                if not failed:
                    break
                blamed = self.attackers.blamed(failed, chosen)
                if not blamed:
                    names = ", ".join(" ".join(series) for series in sorted(failed))
                    raise ArithmeticError(f"{names}: an attack succeeds with nothing shown; nothing was written")
                for series in blamed:
                    chosen[series] = self.attackers.next_rung(series, chosen.get(series, "fine"))
                pending = failed
            pending = None
        return chosen, {attack: list(each.values()) for attack, each in findings.items()}, already

    def _try(
        self, attack: Attack, rungs: Mapping[SeriesKey, Rung] | None, series: Collection[SeriesKey] | None
    ) -> tuple[Finding, ...]:
        """One attack on what these rungs show with all that came before; rungs None: on what came before alone."""
        known = before(self.decided, self.earlier)
        if rungs is not None:
            cells = cell_table(self.decided, {(*key, self.group): rung for key, rung in rungs.items()})
            known = publications(self.decided, in_units(cells), self.earlier)
        numbers = {each.number for each in self.decided.agreement.rounds if each.comparability_group == self.group}
        return self.attackers.try_on(attack, [in_rounds(each, numbers) for each in known], series)


@dataclass(frozen=True, slots=True)
class Attackers:
    """The two attackers with what they need of an agreement."""

    decided: Decided
    tell: Tell

    def try_on(
        self, attack: Attack, known: Sequence[Publication], series: Collection[SeriesKey] | None
    ) -> tuple[Finding, ...]:
        """One attack on these series (None: on all that it is for)."""
        if not known:
            return ()
        insiders = 2 if attack.endswith("2") else 1
        wanted = None if series is None else list(series)

        def tell(done: int, of: int) -> None:
            self.tell(attack, done, of)

        limits = limits_of(self.decided.policy)
        kind = attack.partition("-")[0]
        processes = (os.cpu_count() or 1) if self._work(kind, known, insiders) > WORTH_PROCESSES[kind] else 1
        if kind == "linear":
            found = attack_means(known, limits, insiders=insiders, series=wanted, processes=processes, tell=tell)
        else:
            # Every company rates each theme, and a severity is shown only where all did: that they did is no secret.
            found = attack_counts(
                known, limits, self._levels(), insiders=insiders, series=wanted, rated_is_public=True,
                processes=processes, tell=tell,
            )  # fmt: skip
        return tuple(found)

    def blamed(self, failed: set[SeriesKey], rungs: Mapping[SeriesKey, Rung]) -> set[SeriesKey]:
        """The series that go down for what failed: its own, or the means of the scores.

        Levels fail together, by what they and the means tell. A split of the means is missed less than the levels, so
        it goes first: that of the overall score with its steps, which give it back otherwise. What fails with nothing
        of it shown fails by what others tell: a count by the means, a step by the overall score. Nothing: there is
        nothing left to withhold.
        """

        def at(series: SeriesKey) -> Rung:
            return rungs.get(series, RUNGS[0])

        scores = self._scores()
        highest = min((at(series) for series in scores), key=RUNGS.index)
        of_scores = {series for series in scores if at(series) == highest}
        counts = set(self._counts_of_scores())
        stuck = {series for series in failed if at(series) == RUNGS[-1]}
        split_beside_levels = highest == RUNGS[0] and any(series[0] == LEVEL for series in failed)
        if stuck & counts or split_beside_levels:
            down = failed - counts | of_scores
        else:
            down = failed | {(measure, "overall") for measure, _ in stuck}
        return {series for series in down if at(series) != RUNGS[-1]}

    def next_rung(self, series: SeriesKey, rung: Rung) -> Rung:
        """One rung down; there is one."""
        rungs = rungs_of(next(each for each in self.decided.values.series if (each.measure, each.item) == series))
        return rungs[rungs.index(rung) + 1]

    def _scores(self) -> list[SeriesKey]:
        """The means that the counts of scores speak of: the overall score, and the steps that it is made of."""
        every = ((each.measure, each.item, each.part) for each in self.decided.values.series)
        return [
            (measure, item) for measure, item, part in every if measure == OVERALL[0] and part in ("overall", "step")
        ]

    def _counts_of_scores(self) -> list[SeriesKey]:
        """Counts of companies by their overall score: attacked together, and with its means."""
        measures = (LEVEL, "on_schedule")
        return [(each.measure, each.item) for each in self.decided.values.series if each.measure in measures]

    def _work(self, kind: str, known: Sequence[Publication], insiders: int) -> int:
        """A measure of how long an attack takes: series x rounds x coalitions, or answers behind a count."""
        companies, rounds = self.decided.values.roster.size, len(known[-1].groups)
        if kind == "integer":
            return companies * rounds
        means = sum(each.form == "mean" and each.guard == "answers" for each in self.decided.values.series)
        return means * rounds * comb(companies, insiders)

    def _levels(self) -> list[tuple[str, float]]:
        levels = sorted(self.decided.agreement.levels, key=lambda level: level.minimum)
        return [(level.code, float(level.minimum)) for level in levels[1:]]
