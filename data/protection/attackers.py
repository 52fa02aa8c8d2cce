"""The attackers with what they need of an agreement, and who goes down the ladder for what they find."""

import os
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from typing import Literal

from data.attack.counting import attack_counts
from data.attack.known import Finding, Publication
from data.attack.linear import attack_means
from data.attack.sharing import attack_shared
from data.protection.cells import RUNGS, Decided, Rung, rungs_of
from data.protection.earlier import SeriesKey
from data.protection.gate import NOW, limits_of

Attack = Literal["linear-1", "integer-1", "shared-1", "linear-2", "integer-2", "shared-2"]
ONE_INSIDER: tuple[Attack, ...] = ("linear-1", "integer-1", "shared-1")  # the quick ones first
ATTACKS: tuple[Attack, ...] = (*ONE_INSIDER, "linear-2", "integer-2", "shared-2")
Tell = Callable[["Stage", int, int], None]  # where the attackers are, how many series are done, of how many
OVERALL: SeriesKey = ("maturity", "overall")
LEVEL = "level_at_least"
WORTH_PROCESSES = {
    "linear": 50_000,
    "integer": 40,
    "shared": 40,
}  # work from which other processes save more time than they take


@dataclass(frozen=True, slots=True)
class Stage:
    """An attack on the figures of some rounds; before: on what was published before alone."""

    attack: Attack
    rounds: tuple[int, ...]
    before: bool


@dataclass(frozen=True, slots=True)
class Attackers:
    """The attackers with what they need of an agreement."""

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

        rounds = sorted(set().union(*(each.groups for each in known)))
        stage = Stage(attack, tuple(rounds), before=known[-1].name != NOW)

        def tell(done: int, of: int) -> None:
            if rounds:  # else nothing was published of them before
                self.tell(stage, done, of)

        limits = limits_of(self.decided.policy)
        kind = attack.partition("-")[0]
        processes = (os.cpu_count() or 1) if self._work(kind, known, insiders) > WORTH_PROCESSES[kind] else 1
        if kind == "linear":
            found = attack_means(known, limits, insiders=insiders, series=wanted, processes=processes, tell=tell)
        elif kind == "shared":
            found = attack_shared(
                known, limits, self._levels(), insiders=insiders, series=wanted, processes=processes, tell=tell
            )
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
        of it shown fails by what others tell: a count by the means, a step by the overall score, and last by whatever
        shares its questions, and by the counts beside that. Nothing: there is nothing left to withhold.
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
            down = failed | {(measure, "overall") for measure, item in stuck if not item.startswith("theme:")}
        if all(at(series) == RUNGS[-1] for series in down) and (beside := self._sharing(stuck)):
            if all(at(series) == RUNGS[-1] for series in beside):
                beside = counts
            highest = min((at(series) for series in beside), key=RUNGS.index)
            down = {series for series in beside if at(series) == highest}
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

    def _sharing(self, series: Collection[SeriesKey]) -> set[SeriesKey]:
        """The steps and themes that share questions with one of these, and the overall score that speaks of them."""
        found: set[SeriesKey] = set()
        for sheet in self.decided.values.sheets.values():
            made_of = {
                (OVERALL[0], item): set(lines.tolist()) for item, lines in {**sheet.steps, **sheet.themes}.items()
            }
            asked = set().union(*(made_of.get(each, set()) for each in series))
            found |= {each for each, lines in made_of.items() if lines & asked}
        return found | {OVERALL} if found else found

    def _counts_of_scores(self) -> list[SeriesKey]:
        """Counts of companies by their overall score: attacked together, and with its means."""
        measures = (LEVEL, "on_schedule")
        return [(each.measure, each.item) for each in self.decided.values.series if each.measure in measures]

    def _work(self, kind: str, known: Sequence[Publication], insiders: int) -> int:
        """A measure of how long an attack takes: series x rounds x coalitions, or answers behind a count."""
        companies, rounds = self.decided.values.roster.size, len(known[-1].groups)
        if kind != "linear":
            return companies * rounds
        means = sum(each.form == "mean" and each.guard == "answers" for each in self.decided.values.series)
        return means * rounds * comb(companies, insiders)

    def _levels(self) -> list[tuple[str, float]]:
        levels = sorted(self.decided.agreement.levels, key=lambda level: level.minimum)
        return [(level.code, float(level.minimum)) for level in levels[1:]]
