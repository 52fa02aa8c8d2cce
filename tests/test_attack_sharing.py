"""Steps and themes share questions: what is told of one speaks of the other, and the attacker on both knows it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from random import Random

import numpy as np
import pytest

from data.attack.known import DisagreementError, Finding, Limits, Publication, Questions, Series
from data.attack.linear import attack_means
from data.attack.program import NotOptimalError, Program
from data.attack.sharing import attack_shared
from tests.published_counts import LEVELS
from tests.published_means import SCORE, Address, Panel, all_rows, everybody, mean, of, publish, random_panel

LIMITS = Limits(width={0: 20.0, 1: 20.0, 2: 10.0})
QUESTION: list[Series] = [("maturity", f"question:{n}") for n in range(5)]
WEIGHT = [1.0, 2.0, 1.0, 3.0, 1.0]
STEPS: dict[Series, tuple[int, ...]] = {("maturity", "step:a"): (0, 1, 2), ("maturity", "step:b"): (3, 4)}
WATER, AIR = ("maturity", "theme:water"), ("maturity", "theme:air")
MADE_OF: dict[Series, tuple[int, ...]] = STEPS | {WATER: (0, 3), AIR: (4,)}
Rows = Mapping[Series, Sequence[Address]]


def scored(panel: Panel) -> Panel:
    """The panel with the scores that its questions make; who lacks a step has no overall score."""
    for series, questions in MADE_OF.items():
        panel.answers[series] = {number: {} for number in panel.groups}
        for number, groups in panel.groups.items():
            for company in groups["total", "all"]:
                has = [q for q in questions if company in panel.answers[QUESTION[q]][number]]
                if has:
                    points = sum(WEIGHT[q] * panel.answers[QUESTION[q]][number][company] for q in has)
                    panel.answers[series][number][company] = points / sum(WEIGHT[q] for q in has)
    first, second = (panel.answers[step] for step in STEPS)
    panel.answers[SCORE] = {
        number: {c: (first[number][c] + second[number][c]) / 2 for c in first[number] if c in second[number]}
        for number in panel.groups
    }
    return panel


def told(panel: Panel, rows: Rows, *, rounding: float = 1.0, clip: bool = False) -> Publication:
    """What was published of these scores, with the questions that make them."""
    scores = Panel(panel.groups, {series: panel.answers[series] for series in (SCORE, *MADE_OF)})
    publication = publish(scores, {each: rows.get(each, []) for each in scores.answers}, rounding=rounding, clip=clip)
    answers = {
        number: np.array([[panel.answers[q][number].get(c, np.nan) for c in range(panel.size)] for q in QUESTION])
        for number in panel.groups
    }
    return replace(
        publication,
        parts={SCORE: {step: {number: np.full(panel.size, 0.5) for number in panel.groups} for step in STEPS}},
        questions={
            number: Questions(here, np.where(np.isnan(here), 0.0, np.array(WEIGHT)[:, None]), MADE_OF)
            for number, here in answers.items()
        },
    )


def some_rows(seed: int) -> tuple[Panel, Rows]:
    """A random panel with answers near the ends, and most rows over at least three companies."""
    random = Random(seed)
    panel = scored(random_panel(random, companies=5, rounds=1 + seed % 2, series=QUESTION, at_ends=0.8))
    everything = {each: all_rows(panel, least=3, series=each) for each in (SCORE, *MADE_OF)}
    return panel, {each: [row for row in here if random.random() < 0.7] for each, here in everything.items()}


def found(publication: Publication, insiders: int = 1, processes: int = 1) -> dict[Series, Finding]:
    attacked = attack_shared([publication], LIMITS, LEVELS, insiders=insiders, processes=processes)
    return {each.series: each for each in attacked}


def twin(panel: Panel, rows: Rows, publication: Publication, insiders: int) -> dict[Series, float]:
    """The narrowest interval of every score: programs over every single answer, for every coalition and company."""
    keys = [(q, n, c) for q in range(len(QUESTION)) for n in panel.groups for c in panel.answers[QUESTION[q]][n]]
    truth = np.array([panel.answers[QUESTION[q]][n][c] for q, n, c in keys])

    def line(series: Series, number: int, company: int) -> np.ndarray:
        if series == SCORE:
            return np.asarray(sum(line(step, number, company) for step in STEPS) / 2)
        counts = [
            WEIGHT[q] if (n, c) == (number, company) and q in MADE_OF[series] else 0.0 for q, n, c in keys
        ]  # fmt: skip
        return np.array(counts) / sum(counts)

    lines, low, high = [], [], []
    cells = {(c["measure"], c["item"], c["kind"], c["base_round"], c["round"], c["dimension"], c["member"]): c
             for c in publication.cells.to_pylist()}  # fmt: skip
    for series, addresses in rows.items():
        for address in addresses:
            kind, base, number = address[:3]
            who, _ = of(panel, address, series)
            at = {"pair_start": [(base, 1)], "change": [(number, 1), (base, -1)]}.get(kind, [(number, 1)])
            lines.append(sum(sign * line(series, n or 0, c) for n, sign in at for c in who))
            cell = cells[(*series, *address)]
            low.append(len(who) * (float(cell["lo"]) - 1e-7))
            high.append(len(who) * (float(cell["hi"]) + 1e-7))
    narrowest = dict.fromkeys([SCORE, *MADE_OF], 100.0)
    program = Program(np.array(lines), np.array(low), np.array(high))
    for coalition in combinations(range(panel.size), insiders):
        known = np.array([c in coalition for _, _, c in keys])
        program.bound(np.where(known, truth, 0.0), np.where(known, truth, 100.0))
        for series in narrowest:
            for number, here in panel.answers[series].items():
                for company in set(here) - set(coalition):
                    goal = line(series, number, company)
                    ends = [float(goal @ program.furthest_sum(goal, sign)) for sign in (1, -1)]
                    narrowest[series] = min(narrowest[series], ends[0] - ends[1])
    return narrowest


@pytest.mark.parametrize(("seed", "insiders"), [(0, 1), (1, 1), (3, 1), (4, 2)])
def test_what_fails_and_how_narrow_it_is_is_what_programs_over_every_answer_find(seed: int, insiders: int) -> None:
    panel, rows = some_rows(seed)
    publication = told(panel, rows)
    expected, findings = twin(panel, rows, publication, insiders), found(publication, insiders)
    limit = LIMITS.width[insiders]
    assert any(width < limit for width in expected.values()), "an example that tries nothing"
    for series, width in expected.items():
        assert findings[series].failed == (width < limit - 1e-4)
        assert findings[series].width == pytest.approx(min(width, limit), abs=1e-3)


def unbounded_by_the_others() -> tuple[Panel, Rows]:
    """Eight companies; the step is three parts water and one part air; air is so high that only a bound is told."""
    answers = {each: {1: dict.fromkeys(range(8), 60.0)} for each in QUESTION}
    answers[QUESTION[4]] = {1: dict.fromkeys(range(8), 100.0)}
    answers[QUESTION[0]] = {1: {}}  # applies to nobody, so that water is the question of step b alone
    panel = scored(Panel(everybody(1, range(8)), answers))
    return panel, {("maturity", "step:b"): [mean(1)], WATER: [mean(1)], AIR: [mean(1)]}


@pytest.mark.parametrize("air", ["bounded", "withheld"])
def test_a_step_and_one_of_its_themes_tell_the_other_theme_although_each_alone_is_safe(air: str) -> None:
    panel, rows = unbounded_by_the_others()
    shown = rows if air == "bounded" else {**rows, AIR: []}
    publication = told(panel, shown, rounding=0.1, clip=True)
    assert not [each for each in attack_means([publication], LIMITS, insiders=1) if each.failed]
    findings = found(publication)
    assert [series for series, each in findings.items() if each.failed] == [AIR]
    # 8 x (0.05 x 4 + 0.05 x 3) / 1 points of air are left for all of them together
    assert findings[AIR].width == pytest.approx(2.8, abs=0.01)
    assert not found(told(panel, {**rows, WATER: []}, rounding=0.1, clip=True))[AIR].failed


def test_two_processes_find_what_one_finds_of_shared_questions() -> None:
    panel, rows = some_rows(1)
    alone, together = found(told(panel, rows)), found(told(panel, rows), processes=2)
    assert {s: (f.failed, round(f.width, 6)) for s, f in alone.items()} == {
        s: (f.failed, round(f.width, 6)) for s, f in together.items()
    }


def test_a_larger_panel_is_never_called_safe_where_only_a_program_over_everybody_could_say_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    panel, rows = some_rows(0)
    publication = told(panel, rows)
    everything = found(publication)
    monkeypatch.setattr("data.attack.questions.FEW_ENOUGH", 0)
    monkeypatch.setattr("data.attack.tries.FEW_ENOUGH", 0)
    monkeypatch.setattr("data.attack.tries.NEAREST", 1)
    few = found(publication)
    assert all(few[series].failed for series, each in everything.items() if each.failed)
    assert {each.reason for each in few.values() if each.failed} == {"not concluded"}


@pytest.mark.parametrize(("seed", "insiders"), [(0, 1), (0, 2), (4, 1), (6, 2)])
def test_evidence_of_a_larger_panel_holds_for_every_coalition(
    monkeypatch: pytest.MonkeyPatch, seed: int, insiders: int
) -> None:
    """It is found so often that whoever works together misses some of it; else what fails of a few would pass."""
    panel, rows = some_rows(seed)
    publication = told(panel, rows)
    expected = twin(panel, rows, publication, insiders)
    monkeypatch.setattr("data.attack.questions.FEW_ENOUGH", 0)
    findings = found(publication, insiders)
    narrow = {series for series, width in expected.items() if width < LIMITS.width[insiders] - 1e-4}
    assert narrow <= {series for series, each in findings.items() if each.failed}


def test_a_program_about_shared_questions_without_an_optimum_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_optimum(*_: object) -> None:
        raise NotOptimalError("time limit reached")

    panel, rows = some_rows(0)
    monkeypatch.setattr(Program, "furthest_sum", no_optimum)
    assert {(each.failed, each.reason) for each in found(told(panel, rows)).values()} == {(True, "time limit reached")}


def test_questions_that_do_not_make_a_score_are_noticed() -> None:
    panel, rows = some_rows(0)
    publication = told(panel, rows)
    sheet = publication.questions[1]
    wrong = replace(sheet, scores={**sheet.scores, WATER: (0, 4)})
    with pytest.raises(DisagreementError, match="a score is not what its questions make"):
        found(replace(publication, questions={1: wrong}))


def test_scores_of_unknown_questions_are_never_called_safe() -> None:
    panel, rows = some_rows(0)
    with pytest.raises(DisagreementError, match="edition: round 1: it does not say which questions"):
        found(replace(told(panel, rows), questions={}))


def test_an_open_question_that_counts_as_nothing_is_no_unknown() -> None:
    """Two questions of which the first is open for all and counts as 0: the score is at most a quarter."""
    answers = {each: {1: dict.fromkeys(range(6), 40.0)} for each in QUESTION}
    panel = scored(Panel(everybody(1, range(6)), answers))
    sheet = Questions(
        np.array([[np.nan] * 6, [80.0] * 6]), np.array([[3.0] * 6, [1.0] * 6]), {AIR: (0, 1)}
    )  # fmt: skip
    scores = Panel(panel.groups, {AIR: {1: dict.fromkeys(range(6), 20.0)}})
    publication = replace(publish(scores, {AIR: [mean(1)]}), questions={1: sheet})
    assert found(publication, insiders=0)[AIR].width == 20
    (finding,) = attack_shared([publication], Limits({0: 30.0}), LEVELS, insiders=0)
    assert finding.failed
    assert finding.width == pytest.approx(25, abs=1e-3)
