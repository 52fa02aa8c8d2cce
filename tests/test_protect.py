"""The ladder: a series that gives too much away is shown less as a whole, and nothing that fails is published."""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from random import Random
from typing import get_args

import numpy as np
import pyarrow as pa
import pytest

from data.attack.known import DisagreementError
from data.configuration.agreement import Agreement
from data.configuration.agreement_loading import find_agreement, load_agreement
from data.cube import Kind
from data.measuring.series import series_of
from data.measuring.statistics import company_values
from data.measuring.values import exact_counts
from data.protection.attackers import ATTACKS, Attackers
from data.protection.cells import Decided, Rung, cell_table, decide, rungs_of
from data.protection.earlier import Earlier, SeriesKey, own_cells, rows_shown
from data.protection.gate import in_units, publications
from data.protection.protect import attack_cells, protect
from data.protection.select import Decision
from tests.random_panel import Shape, Tables, random_tables, snapshot_of
from tests.small_agreement import small_agreement

AGREEMENT = small_agreement()
METALS = load_agreement(find_agreement("metals"))
LINEAR = ("linear-1", "linear-2")
ALL = ATTACKS


def decided_on(tables: dict[int, Tables], agreement: Agreement = AGREEMENT) -> Decided:
    policy = agreement.policies["plenary"]
    with snapshot_of(tables) as con:
        values = company_values(con, agreement, series_of(agreement, policy), policy.groups)
    return decide(values, agreement, policy)


def panel(seed: int, *, companies: int = 16) -> dict[int, Tables]:
    return random_tables(AGREEMENT, Random(seed), Shape(companies=companies, silent=0.1, missing_step=0))


@cache
def few() -> Decided:
    """Seven companies."""
    return decided_on(panel(2, companies=7))


def extreme(tables: dict[int, Tables]) -> dict[int, Tables]:
    """Everybody answers everything with nothing: sums that leave no room."""
    for here in tables.values():
        for row in here["answer"]:
            if row["state"] == "answered":
                row["value_micro"] = 0
    return tables


def with_policy(**changes: object) -> Agreement:
    plenary = AGREEMENT.policies["plenary"].model_copy(update=changes)
    return AGREEMENT.model_copy(update={"policies": AGREEMENT.policies | {"plenary": plenary}})


def shown(cells: pa.Table, measure: str, item: str) -> int:
    rows = cells.select(["measure", "item", "status"]).to_pylist()
    return sum((row["measure"], row["item"], row["status"]) == (measure, item, "published") for row in rows)


@pytest.mark.parametrize("seed", [0])
def test_what_is_published_withstands_every_attack(seed: int) -> None:
    decided = decided_on(panel(seed))
    protected = protect(decided, (), attacks=ALL)
    found = attack_cells(decided, in_units(protected.cells), (), attacks=ALL)
    assert set(found) == set(ALL)
    for attack in ("integer-1", "integer-2"):
        tried = {finding.series[0] for finding in found[attack]}
        assert tried >= {
            "level_at_least",
            "on_schedule",
            "risk_prioritised",
            "risk_severity",
            "action_companies",
            "action_theme_companies",
        }
    assert not [finding for each in found.values() for finding in each if finding.failed]


def test_without_bounds_near_the_ends_a_series_of_zeros_goes_down_the_ladder() -> None:
    """All at nothing: with exact means everybody would be known; the bounds near the ends leave room."""
    tables = extreme(panel(1))
    bounded = protect(decided_on(tables), (), attacks=LINEAR)
    assert shown(bounded.cells, "maturity", "overall")
    bare = protect(decided_on(tables, with_policy(clip_insiders=None)), (), attacks=LINEAR)
    down = {stretch[:2] for stretch in bare.rungs}
    assert ("maturity", "overall") in down
    assert shown(bare.cells, "maturity", "overall") < shown(bounded.cells, "maturity", "overall")


KINDS: dict[Rung, set[Kind]] = {"change_only": {"change"}, "newest_only": {"all"}}


def test_a_rung_below_shows_part_of_the_one_above() -> None:
    decided = decided_on(panel(2, companies=24))
    for series in (each for each in decided.values.series if each.guard == "answers"):
        key, groups = (series.measure, series.item), {each.comparability_group for each in AGREEMENT.rounds}
        before = None
        for rung in rungs_of(series):
            cells = cell_table(decided, {(*key, group): rung for group in groups}).to_pylist()
            here = {(c["kind"], c["base_round"], c["round"], c["dimension"], c["member"]) for c in cells
                    if (c["measure"], c["item"]) == key and c["decision"] == Decision.SHOWN}  # fmt: skip
            if before is not None and rung != "newest_only":
                assert here <= before
            if rung != "fine":
                assert {dimension for *_, dimension, _ in here} <= {"total"}
            assert {kind for kind, *_ in here} <= KINDS.get(rung, set(get_args(Kind)))
            before = here
        assert not here


def test_the_rung_of_one_group_of_rounds_leaves_the_others_as_they_are() -> None:
    decided = decided_on(panel(2, companies=24))
    fine = {tuple(c[k] for k in ("measure", "item", "kind", "base_round", "round", "dimension", "member")): c
            for c in cell_table(decided).to_pylist()}  # fmt: skip
    lower = cell_table(decided, {("maturity", "overall", "a"): "withheld"}).to_pylist()
    for cell in lower:
        address = tuple(cell[k] for k in ("measure", "item", "kind", "base_round", "round", "dimension", "member"))
        if address[:2] == ("maturity", "overall") and AGREEMENT.round(cell["round"]).comparability_group == "a":
            assert cell["status"] == "withheld"
        else:
            assert cell == fine[address]


def test_a_cell_that_rests_on_another_company_is_noticed() -> None:
    """As a mistake of the publisher would make it: one value of the sum is not the company's."""
    decided = decided_on(panel(3, companies=24))
    wrong = decided.sums.total.copy()
    line = int(np.flatnonzero(decided.decisions[:, 0] == Decision.SHOWN)[0])
    wrong[line, 0] += 60 * 1_000_000 * decided.sums.n[line, 0]
    broken = replace(decided, sums=replace(decided.sums, total=wrong))
    with pytest.raises(DisagreementError):
        protect(broken, (), attacks=("linear-1",))


def test_an_n_that_leaves_out_the_company_without_a_value_is_noticed() -> None:
    """The fault of taking whoever answered as the base: the room knows who should have."""
    decided = decided_on(panel(3, companies=24))
    line = int(np.flatnonzero(decided.decisions[:, 0] == Decision.SHOWN)[0])
    fewer = decided.sums.n.copy()
    fewer[line, 0] -= 1
    with pytest.raises(DisagreementError):
        protect(replace(decided, sums=replace(decided.sums, n=fewer)), (), attacks=("linear-1",))


def test_exact_means_of_small_groups_fail_where_rounded_ones_pass() -> None:
    policy = with_policy(rounding=Decimal("0.0001"), clip_insiders=None, narrowest={1: Decimal(99), 2: Decimal(99)})
    assert protect(decided_on(panel(4), policy), (), attacks=LINEAR).rungs


def test_questions_that_are_not_for_a_segment_are_known_not_to_apply_to_its_companies() -> None:
    """Where nothing else is not applicable, a share that looks wide open says that of everybody."""
    tables = random_tables(METALS, Random(5), Shape(companies=16, silent=0, not_applicable=0, missing_step=0))
    decided = decided_on(tables, METALS)
    now = publications(decided, in_units(cell_table(decided)), ())[-1]
    seen = set()
    for (measure, item), rounds in now.least.items():
        for number, least in rounds.items():
            known = now.answers[measure, item][number]
            assert least[~np.isnan(known)] == pytest.approx(known[~np.isnan(known)], abs=1e-5)
            seen |= {*least[~np.isnan(known)].round(1).tolist()}
    assert {measure for measure, _ in now.least} == {"not_applicable"}
    assert {0.0, 25.0} < seen
    for cells, fails in ((cell_table(decided), True), (protect(decided, (), attacks=("linear-1",)).cells, False)):
        found = attack_cells(decided, in_units(cells), (), attacks=("linear-1",))["linear-1"]
        assert any(each.failed for each in found if each.series[0] == "not_applicable") == fails


def test_an_answer_from_before_a_company_came_in_another_segment_is_no_contradiction() -> None:
    tables = random_tables(METALS, Random(5), Shape(companies=16, silent=0, missing_step=0))
    for here in tables.values():
        for row in here["company"]:
            row["segment"] = "recycling"
    decided = decided_on(tables, METALS)
    now = publications(decided, in_units(cell_table(decided)), ())[-1]
    for series, rounds in now.least.items():
        assert not any((least > now.answers[series][number]).any() for number, least in rounds.items())
    attack_cells(decided, now.cells, (), attacks=("linear-1",))


def test_replayed_rungs_are_not_attacked_again() -> None:
    decided = decided_on(panel(2))
    rungs = {("maturity", "overall", "b"): "withheld"}
    assert protect(decided, (), attacks=ALL, rungs=rungs).findings == {}


def test_what_fails_with_nothing_shown_takes_down_what_tells_it_until_nothing_is_left() -> None:
    attackers = Attackers(decided_on(panel(2)), lambda attack, done, of: None)
    series = attackers.decided.values.series
    step, overall = ("maturity", "step:embed"), ("maturity", "overall")
    level = next((each.measure, each.item) for each in series if each.measure == "level_at_least")
    assert attackers.blamed({step}, {}) == {step}
    assert attackers.blamed({step}, {step: "withheld"}) == {overall}
    themes: dict[SeriesKey, Rung] = {(each.measure, each.item): "withheld" for each in series if each.part == "theme"}
    assert attackers.blamed({step}, {step: "withheld", overall: "withheld"}) == set(themes)
    scores = themes | dict.fromkeys([step, overall], "withheld")
    counts = {(each.measure, each.item) for each in series if each.measure in ("level_at_least", "on_schedule")}
    assert attackers.blamed({step}, scores) == counts
    assert attackers.blamed({step}, scores | dict.fromkeys(counts, "withheld")) == set()
    theme, other = ("maturity", "theme:water"), ("maturity", "theme:corruption")
    both = [step, ("maturity", "step:identify")]
    assert attackers.blamed({theme}, {theme: "withheld"}) == {overall, other, *both}
    assert attackers.blamed({theme}, {theme: "withheld", overall: "totals", other: "coarse"}) == set(both)
    scores: dict[SeriesKey, Rung] = {(each.measure, each.item): "totals" for each in series
                                     if each.measure == "maturity" and each.part in ("overall", "step")}  # fmt: skip
    assert attackers.blamed({level}, {}) == set(scores)
    assert attackers.blamed({level}, scores) == {level}
    assert attackers.blamed({level}, scores | {level: "withheld"}) == set(scores)
    assert attackers.blamed({level}, dict.fromkeys([*scores, level], "withheld")) == set()


def test_scores_that_share_questions_go_down_until_nothing_of_any_is_told() -> None:
    plenary = with_policy(narrowest={1: Decimal(60), 2: Decimal(10)}).policies["plenary"]
    decided = replace(few(), policy=plenary)
    protected = protect(decided, (), attacks=("shared-1",))
    assert {item.partition(":")[0] for _, item, _ in protected.rungs} == {"overall", "step", "theme"}
    found = attack_cells(decided, in_units(protected.cells), (), attacks=("shared-1",))["shared-1"]
    assert found
    assert not [each for each in found if each.failed]


def test_an_earlier_edition_is_attacked_with_the_weights_of_its_own_agreement() -> None:
    heavier = [each.model_copy(update={"weight": 1 + 3 * (n % 2)}) for n, each in enumerate(AGREEMENT.questions)]
    other = AGREEMENT.model_copy(update={"questions": tuple(heavier)})
    then, now = decided_on(panel(2, companies=7), other), few()
    assert not np.array_equal(then.values.value[3], now.values.value[3])
    cells = in_units(cell_table(then))
    earlier = Earlier("then", then.values, then.expected, *rows_shown(then.rows, own_cells(cells)), cells)
    found = attack_cells(now, in_units(cell_table(now)), (earlier,), attacks=("shared-1",))["shared-1"]
    assert {each.series for each in found} >= {("maturity", "overall"), ("maturity", "theme:water")}


def test_exact_counts_of_few_companies_are_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fault of a publisher that tells counts as they are, in groups of any size: it ends below on the ladder."""
    tables = panel(4, companies=12)
    counts = {each[:2] for each in ladder_of_counts(tables, AGREEMENT)}
    monkeypatch.setattr("data.protection.cells.coded_counts", lambda total, n, insiders: exact_counts(total))
    faulty = {each[:2] for each in ladder_of_counts(tables, with_policy(counts_from=4))}
    assert faulty - counts
    assert {measure for measure, _ in faulty} >= {"risk_prioritised", "action_companies"}


def ladder_of_counts(tables: dict[int, Tables], agreement: Agreement) -> set[tuple[str, str, str]]:
    """The stretches of counts that are not shown in full after one company has tried."""
    decided = decided_on(tables, agreement)
    counts = {(each.measure, each.item) for each in decided.values.series if each.form == "count"}
    return {each for each in protect(decided, (), attacks=("integer-1",)).rungs if each[:2] in counts}
