"""Counts of actions by step and by theme together: one plan stands behind both.

An action has a step, a status and perhaps a theme. So whoever has an action of some status on a theme has one of that
status at some step, and every plan has an action: counts of which each gives nobody away alone might do so together.
The proof that they do not are other plans that give every count: of a company alone, or together with any of so many
others that no coalition has them all. A yes or no for which none is found counts as given away.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations

import numpy as np
from numpy.typing import NDArray

from data.attack.known import Finding, Flags, Publication, Series
from data.attack.told import Told, members_of, told_by

BY_STEP, BY_THEME = "action_companies", "action_theme_companies"
Plan = NDArray[np.bool_]  # per series whether a company has such an action


def attack_plans(
    publications: Sequence[Publication], series: Sequence[Series], *, insiders: int
) -> dict[Series, Finding]:
    """The series among these of which it is not proven that no yes or no is certain, each with its finding.

    Raises DisagreementError where a published cell is not what the answers give.
    """
    told = {each: cells for each, cells in told_by(publications).items() if each[0] in (BY_STEP, BY_THEME)}
    found: dict[Series, Finding] = {}
    for number in sorted({cell["round"] for cells in told.values() for _, cell in cells}):
        rooms = [_room(publication, told, number, place=place) for place, publication in enumerate(publications)]
        telling = tuple(room for room in rooms if len(room.of))
        for room in telling:
            question = _Question(telling, room, insiders)
            for line in room.lines(series):
                company = None if room.series[line] in found else question.exposed(line)
                if company is not None:
                    found[room.series[line]] = Finding(
                        room.series[line], insiders, width=0.0, pinned=False, failed=True, reason="undecided",
                        company=company, round=number,
                    )  # fmt: skip
    return found


@dataclass(frozen=True, slots=True)
class _Room:
    """The plans of one round behind one publication, and how far each of its counts may be from the truth.

    plans: series x companies; has: who has a plan; of: per cell its series; member: cells x companies. status and
    themed: of each series its status, by number, and whether it is by theme.
    """

    series: tuple[Series, ...]
    status: NDArray[np.int64]
    themed: Flags
    plans: NDArray[np.bool_]
    has: Flags
    of: NDArray[np.int64]
    member: NDArray[np.bool_]
    low: NDArray[np.int64]
    high: NDArray[np.int64]

    def lines(self, series: Sequence[Series]) -> list[int]:
        """The series among these of which a count was told."""
        return [line for line in np.unique(self.of).tolist() if self.series[line] in series]

    def possible(self, plan: Plan) -> bool:
        """Whether a plan has an action at all, and at a step for every status that it has on a theme."""
        by_step, by_theme = self.status[plan & ~self.themed], self.status[plan & self.themed]
        return len(by_step) > 0 and set(by_theme.tolist()) <= set(by_step.tolist())

    def otherwise(self, plan: Plan, line: int) -> Iterator[Plan]:
        """The plan with the other answer to one series; where that cannot be, with one more step or without themes."""
        other = plan.copy()
        other[line] = not other[line]
        if self.possible(other):
            yield other
            return
        fewer = other.copy()
        fewer[self.themed & (self.status == self.status[line])] = False
        if fewer[line] == other[line] and self.possible(fewer):
            yield fewer
        for step in np.flatnonzero(~other).tolist():
            more = other.copy()
            more[step] = True
            if step != line and not self.themed[step] and self.possible(more):
                yield more


def _room(publication: Publication, told: Mapping[Series, Sequence[Told]], number: int, *, place: int) -> _Room:
    there = [each for each, base in publication.base.items() if each[0] in (BY_STEP, BY_THEME) and number in base]
    size = max((len(publication.base[each][number]) for each in there), default=0)
    plans, has = np.zeros((len(there), size), dtype=bool), np.zeros(size, dtype=bool)
    for line, each in enumerate(there):
        base = publication.base[each][number]
        plans[line, : len(base)] = base & (publication.answers[each][number] > 0)
        has[: len(base)] |= base
    at = {number: np.where(has, 0, -1)}
    cells = [
        (line, cell) for line, each in enumerate(there) for where, cell in told.get(each, ())
        if where == place and cell["round"] == number
    ]  # fmt: skip
    member = np.zeros((len(cells), size), dtype=bool)
    for row, (_, cell) in enumerate(cells):
        member[row, members_of(publication, cell, at)] = True
    of = np.array([line for line, _ in cells], dtype=np.int64)
    truth = (plans[of] & member).sum(axis=1)
    low = np.array([int(cell["lo"]) for _, cell in cells], dtype=np.int64) - truth
    high = np.array([int(cell["hi"]) for _, cell in cells], dtype=np.int64) - truth
    themed = np.array([measure == BY_THEME for measure, _ in there], dtype=bool)
    _, status = np.unique([item.rpartition(":")[2] for _, item in there], return_inverse=True)
    return _Room(tuple(there), status, themed, plans, has, of, member, low, high)


def _alike(here: _Room, there: _Room) -> Flags:
    """Of whom the same plan stands behind both publications."""
    both = min(len(here.has), len(there.has))
    alike = np.zeros(len(here.has), dtype=bool)
    if here.series == there.series:
        equal = (here.plans[:, :both] == there.plans[:, :both]).all(axis=0)
        alike[:both] = equal & here.has[:both] & there.has[:both]
    return alike


class _Question:
    """Who is sure of whose plan behind one publication."""

    def __init__(self, rooms: Sequence[_Room], here: _Room, insiders: int) -> None:
        """rooms: what every publication tells of this round, this one among them."""
        self.rooms, self.here, self.insiders = rooms, here, insiders
        self.alike = [_alike(here, other) for other in rooms]  # per publication whose plan stands behind it as well
        self.kind = self._kinds()

    def exposed(self, line: int) -> int | None:
        """A company of which nothing shows that the other answer to a series is possible for every coalition."""
        here, kind, yes = self.here, self.kind, self.here.plans[line]
        touched = np.flatnonzero(here.member[here.of == line].any(axis=0)).tolist()
        if touched and any(room.series != here.series for room in self.rooms):
            return int(touched[0])  # other series: what a plan would change there is not known
        many = {
            (each, said): int((here.has & (kind == each) & (yes == said)).sum())
            for each in np.unique(kind[touched]).tolist()
            for said in (True, False)
        }
        asked: set[tuple[int, bytes]] = set()
        for company in touched:
            if many[int(kind[company]), not yes[company]] > self.insiders:
                continue  # it and any of these may have each other's plan
            key = (int(kind[company]), here.plans[:, company].tobytes())
            if key not in asked and not self._open(line, company):
                return int(company)
            asked.add(key)
        return None

    def _kinds(self) -> NDArray[np.int64]:
        """Who may exchange whole plans with each other: in the same counts, and corrected alike, in every edition."""
        size = len(self.here.has)
        rows = [self.here.has[None, :]]
        for room, alike in zip(self.rooms, self.alike, strict=True):
            wide = np.zeros((len(room.member), size), dtype=bool)
            both = min(size, len(room.has))
            wide[:, :both] = room.member[:, :both]
            rows += [wide, alike[None, :]]
        _, kind = np.unique(np.packbits(np.concatenate(rows), axis=0), axis=1, return_inverse=True)
        return kind.reshape(-1).astype(np.int64)

    def _open(self, line: int, company: int) -> bool:
        """Whether the other answer is possible for a company alone, or with any of more others than insiders."""
        here, mine = self.here, self.here.plans[:, company]
        alone = list(here.otherwise(mine, line))
        if any(self._holds({company: plan}) for plan in alone):
            return True
        partners = 0
        for other in np.flatnonzero(here.has).tolist():
            theirs = here.plans[:, other]
            partners += other != company and any(
                here.possible(two) and self._holds({company: one, other: two})
                for one, two in chain(_exchanged(here, mine, theirs, line), _made_up(alone, mine, theirs))
            )
            if partners > self.insiders:
                return True
        return False

    def _holds(self, plans: Mapping[int, Plan]) -> bool:
        """Whether every count of every publication stays what it says where these companies have these plans."""
        for room, alike in zip(self.rooms, self.alike, strict=True):
            moved = np.zeros(len(room.of), dtype=np.int64)
            for company, plan in plans.items():
                if alike[company]:
                    step = plan.astype(np.int64) - room.plans[:, company]
                    moved += step[room.of] * room.member[:, company]
            if (moved < room.low).any() or (moved > room.high).any():
                return False
        return True


def _exchanged(room: _Room, mine: Plan, theirs: Plan, line: int) -> Iterator[tuple[Plan, Plan]]:
    """Each has the other's plan, or what the other has of a status, with the other answer to the series."""
    if theirs[line] == mine[line]:
        yield from ((plan, mine) for plan in room.otherwise(theirs, line))
        return
    yield theirs, mine
    of_status = room.status == room.status[line]
    on_theme = room.themed.copy()
    on_theme[line] = True
    for some in (of_status, of_status & on_theme):
        one, two = np.where(some, theirs, mine), np.where(some, mine, theirs)
        if room.possible(one):
            yield one, two


def _made_up(alone: Sequence[Plan], mine: Plan, theirs: Plan) -> Iterator[tuple[Plan, Plan]]:
    """What the one gains or loses, the other loses or gains, as far as it can."""
    for plan in alone:
        changed = np.flatnonzero((plan != mine) & (theirs == plan)).tolist()
        for some in chain.from_iterable(combinations(changed, many) for many in range(1, len(changed) + 1)):
            two = theirs.copy()
            two[list(some)] = mine[list(some)]
            yield plan, two
