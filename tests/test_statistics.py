"""The statistics agree with a slow, obvious twin on random panels, exactly."""

from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.configuration.agreement import Agreement
from data.configuration.agreement_loading import find_agreement, load_agreement
from data.measuring import statistics
from data.measuring.lattice import lattice
from data.measuring.scoring import MILLION
from data.measuring.series import exists, series_of
from data.measuring.statistics import company_values, sums
from tests.random_panel import Shape, Tables, random_tables, snapshot_of
from tests.small_agreement import small_agreement
from tests.twin import MEANS, Address, Statistic, twin

RANDOMS = st.integers(0, 2**32).map(Random)
SHAPES = st.builds(
    Shape,
    companies=st.integers(1, 14),
    rounds=st.integers(1, 5),
    silent=st.sampled_from([0.0, 0.2, 0.6]),
    unanswered=st.sampled_from([0.0, 0.2]),
    not_applicable=st.sampled_from([0.0, 0.3]),
    missing_step=st.sampled_from([0.0, 0.3]),
)
DIMENSIONS = ("secondary", "founders", "segment", "size_class", "cohort")


def fast(agreement: Agreement, tables: dict[int, Tables]) -> dict[Address, Statistic]:
    """The fast path in the twin's form."""
    series = series_of(agreement, agreement.policies["secretariat"])
    with snapshot_of(tables) as con:
        values = company_values(con, agreement, series, DIMENSIONS)
    rows = lattice(values.roster, agreement)
    found = sums(values, rows)
    result: dict[Address, Statistic] = {}
    for line, row in enumerate(rows):
        for column, each in enumerate(series):
            if not exists(each, row.base_round, row.round):
                continue
            n, total = int(found.n[line, column]), int(found.total[line, column])
            value: Fraction | None = Fraction(total)
            if each.form == "mean":
                value = Fraction(total, n * MILLION) if n else None
            address = (each.measure, each.item, row.kind, row.base_round, row.round, row.dimension, row.member)
            result[address] = (n, value)
    return result


def assert_alike(agreement: Agreement, tables: dict[int, Tables]) -> None:
    expected, found = twin(agreement, tables), fast(agreement, tables)
    assert set(found) == set(expected)
    different = {
        address: (found[address], expected[address]) for address in found if found[address] != expected[address]
    }
    assert not different, dict(list(different.items())[:3])


@settings(max_examples=15, deadline=None)
@given(random=RANDOMS, shape=SHAPES)
def test_every_statistic_is_what_a_slow_loop_over_companies_finds(random: Random, shape: Shape) -> None:
    agreement = small_agreement()
    assert_alike(agreement, random_tables(agreement, random, shape))


def test_companies_scored_a_few_at_a_time_get_the_same_statistics(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statistics, "COMPANIES_AT_A_TIME", 3)
    agreement = small_agreement()
    assert_alike(agreement, random_tables(agreement, Random(7), Shape(companies=8, rounds=3, unanswered=0.2)))


@pytest.mark.parametrize(
    "scoring",
    [
        {"unanswered": "zero"},
        {"not_applicable": "zero"},
        {"overall": "existing_steps"},
        {"unanswered": "zero", "not_applicable": "zero", "overall": "existing_steps"},
    ],
)
def test_every_rule_of_scoring_agrees_with_the_twin(scoring: dict[str, Any]) -> None:
    agreement = small_agreement(scoring=scoring)
    assert_alike(agreement, random_tables(agreement, Random(7), Shape(companies=10, missing_step=0.4)))


def test_the_whole_metals_agreement_agrees_with_the_twin() -> None:
    metals = load_agreement(find_agreement("metals"))
    assert_alike(metals, random_tables(metals, Random(3), Shape(companies=15, rounds=6)))


def test_a_round_without_a_companies_table_uses_the_one_before() -> None:
    agreement = small_agreement()
    tables = random_tables(agreement, Random(5), Shape(companies=8, rounds=3))
    tables[3]["company"] = []
    assert_alike(agreement, tables)


def test_the_twin_meets_joiners_leavers_silence_and_missing_steps() -> None:
    """The random panels are worth comparing only if the hard cases occur in them."""
    agreement = small_agreement()
    found = twin(agreement, random_tables(agreement, Random(11), Shape(companies=14, missing_step=0.3)))
    total = {address[:2]: value for address, value in found.items() if address[4:] == (4, "total", "all")}
    n = {series: n for series, (n, _) in total.items()}
    assert 0 < n["maturity", "overall"] < n["unanswered", "overall"]
    change = next(n for address, (n, _) in found.items() if address[:4] == ("maturity", "overall", "change", 3))
    assert 0 < change < max(n for address, (n, _) in found.items() if address[:3] == ("maturity", "overall", "all"))
    everywhere = {address[1]: value for address, (_, value) in found.items() if address[0] == "membership" and value}
    assert {"joined", "left", "comparable"} <= set(everywhere)


def test_a_level_starts_at_its_lower_bound() -> None:
    agreement = small_agreement(questions=2)
    answer = {"question": "q0", "assessor": "self", "state": "answered", "value_micro": 1_600_000}
    other = {"question": "q1", "assessor": "self", "state": "answered", "value_micro": 1_200_000}
    tables = random_tables(agreement, Random(1), Shape(companies=1, rounds=2, silent=0, missing_step=0))
    company = tables[2]["company"][0]["company"]
    tables[2]["answer"] = [{"company": company, **answer}, {"company": company, **other}]
    found = fast(agreement, tables)
    assert found["maturity", "overall", "all", None, 2, "total", "all"] == (1, Fraction(40))
    assert found["level_at_least", "established", "all", None, 2, "total", "all"] == (1, Fraction(1))
    assert found["level_at_least", "mature", "all", None, 2, "total", "all"] == (1, Fraction(0))
    assert set(MEANS) >= {"maturity"}


def test_an_action_counts_at_its_step_and_at_its_theme_and_one_without_a_theme_at_its_step_alone() -> None:
    agreement = small_agreement()
    tables = random_tables(agreement, Random(1), Shape(companies=2, rounds=2, silent=0))
    one, two = (row["company"] for row in tables[2]["company"])
    step, other = (each.code for each in agreement.steps[:2])
    theme = agreement.themes_of(agreement.round(2).theme_list)[0].code
    written = [(one, step, theme), (one, other, theme), (one, step, None), (two, step, None)]
    tables[2]["action"] = [
        {"action": f"a{place}", "company": company, "step": at, "theme": on, "due": None, "status": "done"}
        for place, (company, at, on) in enumerate(written)
    ]
    found = fast(agreement, tables)
    expected = {("action_companies", step): 2, ("action_companies", other): 1, ("action_theme_companies", theme): 1,
                ("action_rows", step): 3, ("action_rows", other): 1, ("action_theme_rows", theme): 2}  # fmt: skip
    for (measure, code), number in expected.items():
        assert found[measure, f"{code}:done", "all", None, 2, "total", "all"] == (2, Fraction(number))
        assert found[measure, f"{code}:planned", "all", None, 2, "total", "all"] == (2, Fraction(0))
