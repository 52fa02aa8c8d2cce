"""Protection from end to end: select rows, round, let the attackers try, and step a series down until they fail.

A series that gives too much away is not cured cell by cell, which would tell which cell it was: it goes down one rung
as a whole. The rung is public, so what a failure tells is that some combination in this series was extreme.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from data.attack.known import Finding
from data.protection.attackers import Attack, Attackers, Tell
from data.protection.cells import Decided, Rung, Stretch, cell_table, group_of
from data.protection.earlier import Earlier, SeriesKey
from data.protection.gate import before, in_rounds, in_units, publications


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

    @property
    def withstood(self) -> tuple[Attack, ...]:
        """The attacks that find nothing, also not in what was published before: an edition cannot take that back."""
        return tuple(attack for attack, found in self.findings.items() if not any(each.failed for each in found))

    @property
    def lost(self) -> tuple[Attack, ...]:
        """The attacks that succeed by what was published before."""
        return tuple(attack for attack in self.findings if attack not in self.withstood)


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
        stretch = _Stretches(decided, earlier, group, Attackers(decided, tell or (lambda stage, done, of: None)))
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
    attackers = Attackers(decided, tell or (lambda stage, done, of: None))
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
    attackers: Attackers

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
