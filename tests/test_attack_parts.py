"""Overall and step scores are attacked together: what is told of one speaks of the other."""

from dataclasses import replace
from decimal import Decimal
from itertools import product
from random import Random

import numpy as np
import pyarrow as pa
import pytest

from data.attack.counting import attack_counts
from data.attack.known import DisagreementError, Finding, Limits, Publication, Series
from data.attack.linear import ENOUGH, attack_means
from data.attack.program import interval
from tests.published_means import SCORE, Address, Panel, all_rows, column, everybody, mean, of, publish, random_panel

LIMITS = Limits(width={0: 20.0, 1: 20.0, 2: 10.0})
STEPS: list[Series] = [("maturity", "step:a"), ("maturity", "step:b")]
LEVEL: Series = ("level_at_least", "established")
BOUND = 40.0
NOTHING: list[Address] = []


def with_overall(panel: Panel) -> Panel:
    """The overall score is the mean of the steps that a company has."""
    first, second = (panel.answers[each] for each in STEPS)
    panel.answers[SCORE] = {
        number: {
            company: sum(has) / len(has)
            for company in panel.groups[number]["total", "all"]
            if (has := [here[number][company] for here in (first, second) if company in here[number]])
        }
        for number in panel.groups
    }
    return panel


def told(panel: Panel, rows: dict[Series, list[Address]], *, rounding: float = 1.0) -> Publication:
    """What was published, with how the overall score is made; a round in which nobody has a value is left out."""
    publication = publish(panel, rows, rounding=rounding)
    has = {step: {n: ~np.isnan(column(panel, a)) for n, a in panel.answers[step].items()} for step in STEPS}
    parts = {
        step: {n: has[step][n] / np.maximum(sum(has[each][n].astype(int) for each in STEPS), 1) for n in panel.groups}
        for step in STEPS
    }
    return replace(publication, parts={SCORE: parts})


def some_rows(seed: int, *, at_ends: float) -> tuple[Panel, dict[Series, list[Address]]]:
    """A random panel, and more than half of the rows over at least three companies."""
    random = Random(seed)
    panel = with_overall(random_panel(random, companies=6, rounds=2, series=STEPS, at_ends=at_ends))
    everything = {each: all_rows(panel, least=3, series=each) for each in [*STEPS, SCORE]}
    return panel, {each: [row for row in here if random.random() < 0.6] for each, here in everything.items()}


def worst(publication: Publication, insiders: int = 1) -> dict[Series, Finding]:
    return {each.series: each for each in attack_means([publication], LIMITS, insiders=insiders)}


def twin(panel: Panel, rows: dict[Series, list[Address]], publication: Publication) -> dict[Series, float]:
    """The narrowest interval of every series for one insider: one program per end, over every company's steps."""
    places = {
        (step, number, company): place
        for place, (step, number, company) in enumerate(
            (step, number, company)
            for step in STEPS
            for number in panel.groups
            for company in panel.answers[step][number]
        )
    }
    truth = np.array([panel.answers[step][number][company] for step, number, company in places])

    def value(series: Series, number: int, company: int) -> np.ndarray:
        line = np.zeros(len(places) + 1)
        has = [places[key] for step in STEPS if (key := (step, number, company)) in places]
        for place in [places[series, number, company]] if series in STEPS else has:
            line[place] = 1 if series in STEPS else 1 / len(has)
        return line

    lines, low, high = [], [], []
    cells = {(c["measure"], c["item"], c["kind"], c["base_round"], c["round"], c["dimension"], c["member"]): c
             for c in publication.cells.to_pylist()}  # fmt: skip
    for series, addresses in rows.items():
        for address in addresses:
            kind, base, number = address[:3]
            who, _ = of(panel, address, series)
            line = np.zeros(len(places) + 1)
            for company in who:
                line += value(series, base or 0, company) if kind == "pair_start" else value(series, number, company)
                line -= value(series, base or 0, company) if kind == "change" else 0
            cell = cells[(*series, *address)]
            lines.append(line)
            low.append(len(who) * (float(cell["lo"]) - 1e-7))
            high.append(len(who) * (float(cell["hi"]) + 1e-7))
    narrowest = dict.fromkeys([SCORE, *STEPS], 100.0)
    everyone = sorted({company for _, _, company in places})
    for insider, (series, number) in product(everyone, product(narrowest, panel.groups)):
        for company in everyone:
            if company == insider or company not in panel.answers[series][number]:
                continue
            asked = value(series, number, company)
            asked[-1] = -1
            known = [(v, v) if c == insider else (0.0, 100.0) for (_, _, c), v in zip(places, truth, strict=True)]
            bounds = np.array([*known, (-100.0, 200.0)])
            least, most = interval(
                np.array([*lines, asked]), np.array([*low, 0.0]), np.array([*high, 0.0]), bounds, len(places)
            )
            narrowest[series] = min(narrowest[series], most - least)
    return narrowest


@pytest.mark.parametrize("seed", range(6))
def test_steps_are_as_narrow_as_slow_programs_find_and_the_overall_score_never_narrower_than_said(seed: int) -> None:
    panel, rows = some_rows(seed, at_ends=0.6)
    publication = told(panel, rows)
    expected, found = twin(panel, rows, publication), worst(publication)
    for step in STEPS:
        if found[step].proven:
            assert expected[step] >= min(found[step].width, ENOUGH) - 1e-3
        else:
            assert found[step].width == pytest.approx(expected[step], abs=1e-3)
    assert expected[SCORE] >= found[SCORE].width - 1e-3


def test_an_overall_score_that_is_not_shown_is_found_by_way_of_the_steps() -> None:
    panel = Panel(everybody(1, range(6)), {each: {1: dict.fromkeys(range(6), 0.0)} for each in STEPS})
    with_overall(panel)
    shown = {STEPS[0]: [mean(1)], STEPS[1]: [mean(1)], SCORE: NOTHING}
    assert worst(told(panel, shown, rounding=0))[SCORE].failed
    assert not worst(told(panel, shown | {STEPS[1]: NOTHING}, rounding=0))[SCORE].failed


def test_a_step_that_is_not_shown_is_found_by_way_of_the_overall_score_and_the_other_steps() -> None:
    answers = {STEPS[0]: {1: dict.fromkeys(range(6), 100.0)}, STEPS[1]: {1: dict.fromkeys(range(6), 0.0)}}
    panel = with_overall(Panel(everybody(1, range(6)), answers))
    shown = {STEPS[0]: [mean(1)], STEPS[1]: NOTHING, SCORE: [mean(1)]}
    found = worst(told(panel, shown, rounding=0))
    assert found[STEPS[1]].failed
    assert found[STEPS[1]].width == pytest.approx(0, abs=1e-3)
    assert not worst(told(panel, shown | {SCORE: NOTHING}, rounding=0))[STEPS[1]].failed


def test_two_processes_find_what_one_finds_of_parts_and_wholes() -> None:
    panel = with_overall(random_panel(Random(5), companies=8, rounds=2, series=STEPS))
    publication = told(panel, {each: all_rows(panel, least=4, series=each) for each in [*STEPS, SCORE]})
    alone = attack_means([publication], LIMITS, insiders=1)
    assert attack_means([publication], LIMITS, insiders=1, processes=2) == alone


def counted(panel: Panel, rows: dict[Series, list[Address]], *, rounding: float = 1.0) -> Publication:
    """The same with a count of each round that says nothing: so that the attacker on counts asks for the scores."""
    publication = told(panel, rows, rounding=rounding)
    scores = publication.answers[SCORE]
    reached = {number: np.where(np.isnan(here), np.nan, here >= BOUND) for number, here in scores.items()}
    cells = [
        {
            "measure": LEVEL[0], "item": LEVEL[1], "kind": "all", "base_round": None, "round": number,
            "dimension": "total", "member": "all", "status": "published", "n": int((~np.isnan(here)).sum()),
            "value": None, "lo": Decimal(0), "hi": Decimal(int((~np.isnan(here)).sum())), "precision": "exact",
        }
        for number, here in scores.items()
    ]  # fmt: skip
    return replace(
        publication,
        cells=pa.concat_tables([publication.cells, pa.Table.from_pylist(cells, schema=publication.cells.schema)]),
        base=dict(publication.base) | {LEVEL: publication.base[SCORE]},
        answers=dict(publication.answers) | {LEVEL: reached},
    )


def levels(publication: Publication) -> Finding:
    (found,) = attack_counts([publication], LIMITS, [(LEVEL[1], BOUND)], insiders=1, series=[LEVEL])
    return found


@pytest.mark.parametrize("seed", range(6))
def test_the_attacker_on_counts_knows_what_the_steps_tell_of_the_overall_score(seed: int) -> None:
    panel, rows = some_rows(seed, at_ends=0.9)
    publication = counted(panel, rows, rounding=0.01)
    expected = twin(panel, rows, publication)[SCORE]
    found = levels(publication)
    if expected >= LIMITS.width[1]:
        assert not found.failed
    else:
        assert found.failed
        assert found.width == pytest.approx(expected, abs=1e-3)


def test_steps_that_are_shown_tell_a_level_although_the_overall_score_is_not_shown() -> None:
    panel = with_overall(Panel(everybody(1, range(6)), {each: {1: dict.fromkeys(range(6), 0.0)} for each in STEPS}))
    shown = {STEPS[0]: [mean(1)], STEPS[1]: [mean(1)], SCORE: NOTHING}
    assert levels(counted(panel, shown, rounding=0)).failed
    assert not levels(counted(panel, shown | {STEPS[1]: NOTHING}, rounding=0)).failed


def test_parts_that_do_not_make_their_whole_are_noticed() -> None:
    panel = with_overall(random_panel(Random(1), companies=6, rounds=1, series=STEPS))
    publication = told(panel, {each: [mean(1)] for each in [*STEPS, SCORE]})
    parts = publication.parts[SCORE]
    swapped = {STEPS[0]: {1: parts[STEPS[0]][1] * 0.5}, STEPS[1]: {1: parts[STEPS[1]][1] * 1.5}}
    with pytest.raises(DisagreementError, match="not the mean of its parts"):
        worst(replace(publication, parts={SCORE: swapped}))
