"""Counts of levels and targets beside steps and themes: what only all of them together tell is found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product
from random import Random

import numpy as np
import pyarrow as pa
import pytest

from data.attack.counting import attack_counts
from data.attack.known import TOTAL, Finding, Group, Limits, Publication, Series
from data.attack.program import NotOptimalError, Program
from data.attack.sharing import attack_shared
from tests.published_counts import cell as count
from tests.published_means import SCHEMA, SCORE, Panel, everybody, mean, of
from tests.test_attack_sharing import AIR, MADE_OF, QUESTION, STEPS, WATER, WEIGHT, Rows, scored, some_rows, told

LIMITS = Limits(width={0: 20.0, 1: 20.0, 2: 10.0})
LEVELS = [("established", 40.0), ("advanced", 60.0), ("mature", 80.0)]
ADVANCED: Series = ("level_at_least", "advanced")
ESTABLISHED: Series = ("level_at_least", "established")
SCHEDULE: Series = ("on_schedule", "overall")
STEP_A = next(iter(STEPS))
Slack = Mapping[tuple[Series, int, Group], int]  # how much a published count leaves open at either side


def bounds(panel: Panel, series: Series, number: int, targets: Sequence[float]) -> dict[int, float]:
    """The bound of every company that a count may speak of."""
    level = dict(LEVELS).get(series[1])
    return {c: level or targets[c] for c in panel.answers[SCORE][number]}


def with_counts(
    panel: Panel, publication: Publication, slack: Slack, *, targets: Sequence[float] | None = None
) -> Publication:
    """The publication with counts of these series, rounds and groups, beside its means.

    targets: of the companies; by default from 50 on, one apart, so that nobody's is another's.
    """
    targets = targets or [50.0 + company for company in range(panel.size)]
    answers, base, cells = dict(publication.answers), dict(publication.base), []
    for series in (ESTABLISHED, ADVANCED, SCHEDULE):
        reached = {
            number: {c: float(panel.answers[SCORE][number][c] >= b) for c, b in here.items()}
            for number in panel.groups if (here := bounds(panel, series, number, targets)) is not None
        }  # fmt: skip
        answers[series] = {
            number: np.array([here.get(c, np.nan) for c in range(panel.size)]) for number, here in reached.items()
        }
        base[series] = {number: ~np.isnan(here) for number, here in answers[series].items()}
    for (series, number, group), more in slack.items():
        who = [c for c in panel.groups[number][group] if c in panel.answers[SCORE][number]]
        total = int(sum(answers[series][number][c] for c in who))
        lo, hi = max(0, total - more), min(len(who), total + more)
        cells.append(count(series, group, len(who), lo, hi, round=number))
    target = {number: np.array(targets[: panel.size]) for number in panel.groups}
    table = pa.concat_tables([publication.cells, pa.Table.from_pylist(cells, schema=SCHEMA)])
    return replace(publication, cells=table, answers=answers, base=base, target=target)


def attacked(
    publication: Publication, insiders: int = 1, series: Sequence[Series] | None = None
) -> dict[Series, Finding]:
    found = attack_shared([publication], LIMITS, LEVELS, insiders=insiders, series=series)
    return {each.series: each for each in found}


def counted(publication: Publication, insiders: int = 1) -> list[Finding]:
    return attack_counts([publication], LIMITS, LEVELS, insiders=insiders)


def failing(findings: Mapping[Series, Finding]) -> dict[Series, str]:
    return {series: each.reason for series, each in findings.items() if each.failed}


def a_step_a_theme_and_a_count() -> tuple[Panel, Rows]:
    """Five companies, all alike: step a is 60; step b is three parts water (46.8) and one part air (99.6), so 60."""
    answer = [None, 60.0, 60.0, 46.8, 99.6]  # the first question applies to nobody: water is one question of step b
    answers = {
        each: {1: {} if value is None else dict.fromkeys(range(5), value)}
        for each, value in zip(QUESTION, answer, strict=True)
    }
    panel = scored(Panel(everybody(1, range(5)), answers))
    assert set(panel.answers[SCORE][1].values()) == {60.0}
    return panel, {STEP_A: [mean(1)], WATER: [mean(1)]}


def test_a_step_a_theme_and_a_count_tell_another_theme_although_no_two_of_them_do() -> None:
    """All five are advanced: the steps have 5 x 2 x 60 points, of which step a has at most 300.25. Of the 299.75 that
    step b has at least, water has three quarters of at most 234.25: air has at least 496.25 of its 500 points.
    """
    panel, rows = a_step_a_theme_and_a_count()
    all_advanced: Slack = {(ADVANCED, 1, TOTAL): 0}

    def publish(rows: Rows, slack: Slack) -> Publication:
        return with_counts(panel, told(panel, rows, rounding=0.1), slack)

    found = attacked(publish(rows, all_advanced), series=[AIR, ADVANCED])
    assert found[AIR].reason == "narrow"
    # of the 3.75 points that air lacks at most, an insider knows its own 0.4
    assert found[AIR].width == pytest.approx(3.35, abs=0.01)
    assert (found[ADVANCED].pinned, found[ADVANCED].reason) == (True, "pinned")
    assert not [each for each in counted(publish(rows, all_advanced)) if each.failed], "counts and steps tell as much"
    assert not failing(attacked(publish(rows, {}))), "steps and themes tell as much"
    for series in rows:
        assert not failing(attacked(publish({**rows, series: []}, all_advanced))), f"without {series} as much is told"
    coded: Slack = {(ADVANCED, 1, TOTAL): 3}  # as this house tells it, of more companies: at least so many
    assert not failing(attacked(publish(rows, coded)))


def some_counts(seed: int) -> tuple[Panel, Rows, Slack]:
    """A random panel with its means, and counts over the total and a segment: exact, or off by one."""
    random = Random(seed)
    panel, rows = some_rows(seed)
    groups: list[Group] = [TOTAL, ("segment", "a")]
    places = product((ADVANCED, SCHEDULE), panel.groups, groups)
    return panel, rows, {place: random.randint(0, 1) for place in places if random.random() < 0.7}


class Twin:
    """Everything that was published, over every single answer: a linear program per assignment of who reached what."""

    def __init__(self, panel: Panel, rows: Rows, publication: Publication) -> None:
        self.panel, self.publication = panel, publication
        self.keys = [
            (q, n, c) for q in range(len(QUESTION)) for n in panel.groups for c in panel.answers[QUESTION[q]][n]
        ]
        self.truth = np.array([panel.answers[QUESTION[q]][n][c] for q, n, c in self.keys])
        self.scores = [(n, c) for n, here in panel.answers[SCORE].items() for c in here]
        lines, self.low, self.high = [], [], []
        told_cells = {
            (c["measure"], c["item"], c["kind"], c["base_round"], c["round"], c["dimension"], c["member"]): c
            for c in publication.cells.to_pylist()
        }
        for series, addresses in rows.items():
            for address in addresses:
                kind, base, number = address[:3]
                who, _ = of(panel, address, series)
                at = {"pair_start": [(base or 0, 1)], "change": [(number, 1), (base or 0, -1)]}.get(kind, [(number, 1)])
                lines.append(sum(sign * self.line(series, n, c) for n, sign in at for c in who))
                here = told_cells[(*series, *address)]
                self.low.append(len(who) * (float(here["lo"]) - 1e-7))
                self.high.append(len(who) * (float(here["hi"]) + 1e-7))
        self.many = len(lines)
        self.rows = np.array([*lines, *(self.line(SCORE, n, c) for n, c in self.scores)])

    def line(self, series: Series, number: int, company: int) -> np.ndarray:
        if series == SCORE:
            return np.asarray(sum(self.line(step, number, company) for step in STEPS) / 2)
        counts = [WEIGHT[q] if (n, c) == (number, company) and q in MADE_OF[series] else 0.0 for q, n, c in self.keys]
        return np.array(counts) / sum(counts)

    def regions(self, number: int, company: int) -> list[tuple[float, float]]:
        """Between which bounds a score may be, for every side of its level and its target."""
        ends = sorted({60.0, 50.0 + company})
        return list(zip([0.0, *ends], [*(each - 1e-3 for each in ends), 100.0], strict=True))

    def assignments(self) -> Iterator[list[tuple[float, float]]]:
        """Every way in which scores may have reached what they did that gives the published counts."""
        counts = [c for c in self.publication.cells.to_pylist() if c["measure"] != "maturity"]
        for every in product(*(self.regions(n, c) for n, c in self.scores)):
            if all(
                cell["lo"] <= sum(
                    low >= (60.0 if cell["item"] == "advanced" else 50.0 + c)
                    for (n, c), (low, _) in zip(self.scores, every, strict=True)
                    if n == cell["round"] and c in self.panel.groups[n][cell["dimension"], cell["member"]]
                ) <= cell["hi"]
                for cell in counts
            ):  # fmt: skip
                yield list(every)

    def ends(
        self, regions: Sequence[tuple[float, float]], coalition: tuple[int, ...]
    ) -> Iterator[tuple[Series, int, int, float, float]]:
        """The least and the most that every score of the others can be, where each overall score is in its region."""
        low = np.array([*self.low, *(low for low, _ in regions)])
        high = np.array([*self.high, *(high for _, high in regions)])
        program = Program(self.rows, low, high)
        known = np.array([c in coalition for _, _, c in self.keys])
        program.bound(np.where(known, self.truth, 0.0), np.where(known, self.truth, 100.0))
        for series in (SCORE, *MADE_OF):
            for number, here in self.panel.answers[series].items():
                for company in set(here) - set(coalition):
                    goal = self.line(series, number, company)
                    try:
                        high_end, low_end = (float(goal @ program.furthest_sum(goal, sign)) for sign in (1, -1))
                    except NotOptimalError:
                        return  # no answers are like this
                    yield series, number, company, low_end, high_end


def slowly(
    panel: Panel, rows: Rows, publication: Publication, insiders: int
) -> tuple[dict[Series, float], dict[Series, bool]]:
    """The narrowest interval of every score, and whether some level or target is certain that means leave open."""
    twin = Twin(panel, rows, publication)
    possible = list(twin.assignments())
    narrowest = dict.fromkeys([SCORE, *MADE_OF], 100.0)
    certain = {ADVANCED: False, SCHEDULE: False}
    for coalition in (each for size in range(insiders + 1) for each in combinations(range(panel.size), size)):
        alone = {
            (s, n, c): (low, high) for s, n, c, low, high in twin.ends([(0.0, 100.0)] * len(twin.scores), coalition)
        }
        every: dict[tuple[Series, int, int], list[tuple[float, float]]] = {}
        for regions in possible:
            for series, number, company, low, high in twin.ends(regions, coalition):
                every.setdefault((series, number, company), []).append((low, high))
        for (series, number, company), ends in every.items():
            narrowest[series] = min(narrowest[series], max(high for _, high in ends) - min(low for low, _ in ends))
            if series == SCORE:
                truth = panel.answers[SCORE][number][company]
                for count, bounds in ((ADVANCED, [40.0, 60.0, 80.0]), (SCHEDULE, [50.0 + company])):
                    up = min((b for b in bounds if b > truth), default=np.inf)
                    down = max((b for b in bounds if b <= truth), default=-np.inf) - 1e-3
                    may = any(high >= up - 1e-6 or low <= down + 1e-6 for low, high in ends)
                    by_means = alone[series, number, company]
                    certain[count] |= not may and (by_means[1] >= up - 1e-6 or by_means[0] <= down + 1e-6)
    return narrowest, certain


@pytest.mark.parametrize(("seed", "insiders"), [(0, 1), (4, 1), (8, 1), (10, 1)])
def test_what_is_found_beside_counts_is_what_every_assignment_of_levels_and_targets_leaves(
    seed: int, insiders: int
) -> None:
    panel, rows, slack = some_counts(seed)
    publication = with_counts(panel, told(panel, rows), slack)
    widths, certain = slowly(panel, rows, publication, insiders)
    found = attacked(publication, insiders)
    limit = LIMITS.width[insiders]
    for series, width in widths.items():
        assert found[series].failed == (width < limit - 1e-2)
        assert found[series].width == pytest.approx(min(width, limit), abs=0.01)
    for series, is_certain in certain.items():
        told_of = any(each == series for each, _, _ in slack)
        assert found[series].pinned == (is_certain and told_of)


def test_of_a_larger_panel_counts_are_taken_along_too_and_not_found_is_a_failure(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    panel, rows = a_step_a_theme_and_a_count()
    publication = with_counts(panel, told(panel, rows, rounding=0.1), {(ADVANCED, 1, TOTAL): 0})
    assert {each.series for each in counted(publication)} >= {ADVANCED, SCHEDULE}
    for module in ("questions", "counting"):
        monkeypatch.setattr(f"data.attack.{module}.FEW_ENOUGH", 0)
    found = attacked(publication)
    assert (found[AIR].failed, found[ADVANCED].failed, found[ADVANCED].reason) == (True, True, "not concluded")
    assert not failing(attacked(with_counts(panel, told(panel, rows, rounding=0.1), {})))
    assert not counted(publication), "attacked twice"
