"""The attacker's programs reproduce what the field's own tools and handbook say of tables that others protected."""

import csv
import json
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from data.attack.known import Limits
from data.attack.linear import attack_means
from data.attack.program import interval
from tests.published_means import SCORE, Panel, everybody, mean, publish

SDC = Path(__file__).parents[2] / "shared" / "data" / "sdc"

pytestmark = pytest.mark.skipif(not SDC.exists(), reason=f"the known tables are not on this machine: no {SDC}")

Address = tuple[str, str]


def table(name: str) -> list[dict[str, str]]:
    with (SDC / "gausssuppression" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def worked(name: str) -> dict[str, Any]:
    examples = json.loads((SDC / "handbook" / "worked_examples.json").read_text(encoding="utf-8"))
    return dict(examples[name])


class Cells:
    """The cells of a table as sums of what it is made of; every part is at least 0 and otherwise unknown."""

    def __init__(self, parts: int, sums: dict[Address, list[int]], published: dict[Address, float]) -> None:
        self.rows = np.array([np.isin(range(parts), places) for places in sums.values()], dtype=float)
        self.addresses = list(sums)
        at = [self.addresses.index(address) for address in published]
        value = np.array(list(published.values()))
        # One more column: the cell that is asked about, tied to its parts by a row of its own.
        self.told = np.hstack([self.rows[at], np.zeros((len(at), 1))])
        self.low, self.high = np.append(value, 0.0), np.append(value, 0.0)
        self.bounds = np.array([(0.0, np.inf)] * (parts + 1))

    def interval(self, address: Address) -> tuple[float, float]:
        tie = np.append(self.rows[self.addresses.index(address)], -1.0)
        return interval(np.vstack([self.told, tie]), self.low, self.high, self.bounds, len(tie) - 1)


def additive(name: str, columns: Address, parts: list[tuple[set[str], str]]) -> tuple[Cells, list[dict[str, str]]]:
    """The published cells of an output table; `parts`: per smallest cell the codes that it counts in, per side."""
    out = table(name)
    first, second = columns
    sums = {
        (row[first], row[second]): [
            place
            for place, (codes, other) in enumerate(parts)
            if row[first] in codes and row[second] in (other, "Total")
        ]
        for row in out
    }
    value = "ant" if "ant" in out[0] else "value"
    shown = {(row[first], row[second]): float(row[value]) for row in out if row["suppressed"] == "FALSE"}
    return Cells(len(parts), sums, shown), out


def same_intervals(cells: Cells, out: list[dict[str, str]], columns: Address) -> int:
    """Compare every interval that the reference tells; how many there were."""
    told = [row for row in out if row["lo"] != "NA"]
    for row in told:
        expected = float(row["lo"]), float(row["up"])
        assert cells.interval((row[columns[0]], row[columns[1]])) == pytest.approx(expected, abs=1e-6), row
    return len(told)


def test_the_intervals_of_a_table_of_regions_are_those_of_the_reference() -> None:
    columns = ("region", "hovedint")
    parts = [({row["region"], "Total"}, row["hovedint"]) for row in table("input_z1")]
    assert same_intervals(*additive("out_z1_maxN3_intervals", columns, parts), columns) == 3


def test_the_intervals_of_a_table_with_two_ways_of_grouping_regions_are_those_of_the_reference() -> None:
    columns = ("region", "hovedint")
    parts = [({row["region"], row["fylke"], row["kostragr"], "Total"}, row["hovedint"]) for row in table("input_z2")]
    assert same_intervals(*additive("out_z2_maxN3_intervals", columns, parts), columns) > 3


def test_the_intervals_of_a_table_of_turnover_are_those_of_the_reference() -> None:
    columns = ("sector4", "geo")
    records = {(row["sector4"], row["geo"]) for row in table("input_magnitude1")}
    parts = [({sector, "Total"}, geo) for sector, geo in sorted(records)]
    assert same_intervals(*additive("out_magnitude1_dom_intervals", columns, parts), columns) == 9


@pytest.mark.parametrize(("method", "solved"), [("none", True), ("anySum", True), ("numTTT", False)])
def test_a_company_that_knows_its_own_records_solves_anothers_only_where_singletons_were_not_protected(
    method: str, solved: bool
) -> None:
    records = table("input_magnitude1")
    parts = [({row["sector4"], "Total"}, row["geo"]) for row in records]
    cells, _ = additive(f"out_magnitude1_dom_{method}", ("sector4", "geo"), parts)
    found = set()
    for company, place in product("ABCD", range(len(records))):
        if records[place]["company"] == company:
            continue
        bounds = cells.bounds.copy()
        for own, row in enumerate(records):
            if row["company"] == company:
                bounds[own] = float(row["value"])
        least, most = interval(cells.told, cells.low[:-1], cells.high[:-1], bounds, place)
        if most - least < 1e-6:
            found.add(company)
    assert ("B" in found) == solved
    assert bool(found) == solved


def test_the_feasibility_interval_of_the_handbook() -> None:
    example = worked("geurts_table10_feasibility")
    unknown = example["unknown"]
    rows = np.array([[float(name in each["cells"]) for name in unknown] for each in example["equations"]])
    total = np.array([float(each["total"]) for each in example["equations"]])
    bounds = np.array([(float(example["lower_bound"]), np.inf)] * len(unknown))
    for name, expected in (example["expected"] | example["derived_by_us"]).items():
        assert interval(rows, total, total, bounds, unknown.index(name)) == pytest.approx(expected, abs=1e-6)


def test_the_second_largest_estimates_the_largest_as_the_handbook_says() -> None:
    example = worked("p_percent")
    rows, total = np.ones((1, 3)), np.array([float(example["total"])])
    bounds = np.array([(0.0, np.inf), (example["x2"], example["x2"]), (0.0, np.inf)])
    _, most = interval(rows, total, total, bounds, 0)
    assert most == pytest.approx(example["expected"]["second_largest_upper_estimate_of_x1"])


def test_a_linked_table_gives_the_other_part_away() -> None:
    example = worked("linking")
    for males, both, females in zip(example["males"], example["totals"], example["expected_females"], strict=True):
        told = np.array([float(males), float(both)])
        rows, bounds = np.array([[1.0, 0.0], [1.0, 1.0]]), np.array([(0.0, np.inf)] * 2)
        assert interval(rows, told, told, bounds, 1) == pytest.approx((females, females), abs=1e-6)


def test_two_definitions_of_an_area_give_the_difference_away() -> None:
    example = worked("differencing_two_area_definitions")
    for small, large, expected in zip(example["A"], example["B"], example["expected_difference"], strict=True):
        for inner, outer, difference in zip(small, large, expected, strict=True):
            told = np.array([float(inner), float(outer)])
            rows, bounds = np.array([[1.0, 0.0], [1.0, 1.0]]), np.array([(0.0, np.inf)] * 2)
            assert interval(rows, told, told, bounds, 1) == pytest.approx((difference, difference), abs=1e-6)


def test_two_ways_of_breaking_hours_give_the_people_between_them_away() -> None:
    example = worked("differencing_recode")
    first, second = (np.array(example[name], dtype=float) for name in ("first", "second"))
    # Unknown: below 20, from 20 to 24, from 25 to 39, and the three further breaks, which are the same in both.
    rows = np.vstack(
        [np.eye(6)[0], np.eye(6)[1] + np.eye(6)[2], np.eye(6)[3:], np.eye(6)[0] + np.eye(6)[1], np.eye(6)[2]]
    )
    told = np.concatenate([first, second[:2]])
    expected = example["expected_20_24"]
    assert interval(rows, told, told, np.array([(0.0, np.inf)] * 6), 1) == pytest.approx((expected, expected), abs=1e-6)


def test_so_many_colluders_need_so_many_companies_in_a_cell() -> None:
    for name, least in worked("min_frequency")["expected"].items():
        colluders = int(name[-1])
        for n in range(2, 6):
            panel = Panel(everybody(1, range(n)), {SCORE: {1: {c: 45.0 + c for c in range(n)}}})
            publication = publish(panel, [mean(1)], rounding=0)
            limits = Limits({colluders: 10})
            (finding,) = attack_means([publication], limits, insiders=colluders)
            exact = finding.width < 1e-3
            assert exact == (n < least), (colluders, n)
