"""A real public panel comes in through a mapping, and the composition logic is right on data that nobody here wrote."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from data.cube import Cube, open_cube
from data.custody.panel import new_home
from data.intake.receive import receive
from data.publishing.publish import publish

RDR = Path(__file__).parents[2] / "shared" / "data" / "rdr" / "year-over-year-2015-2020.csv"
AGREEMENT = Path(__file__).parent / "agreements" / "rdr"

YEARS = {2015: 1, 2017: 2, 2018: 3, 2019: 4, 2020: 5}

pytestmark = pytest.mark.skipif(not RDR.exists(), reason=f"the public panel is not on this machine: no {RDR}")


@pytest.fixture(scope="module")
def cube(tmp_path_factory: pytest.TempPathFactory) -> Cube:
    root = tmp_path_factory.mktemp("rdr") / "home"
    (root / "agreements").mkdir(parents=True)
    root.chmod(0o700)
    shutil.copytree(AGREEMENT, root / "agreements" / "rdr")
    home = new_home(root, agreement="rdr", answers="real")
    for number in YEARS.values():
        receive(home, RDR, round_number=number, mapping=AGREEMENT / "mapping.toml")
    publish(home, audience="secretariat")
    return open_cube(home.editions, "secretariat")


# The README of the panel: mean over all companies of each year, and over the companies of both years.
ALL = {
    2015: ("35.8456", 16),
    2017: ("32.6977", 22),
    2018: ("34.2727", 22),
    2019: ("36.9396", 24),
    2020: ("31.5281", 26),
}
PAIRED = {
    (2015, 2017): ("35.8456", "36.1950", 16),
    (2017, 2018): ("32.6977", "34.2727", 22),
    (2018, 2019): ("34.2727", "36.2836", 22),
    (2019, 2020): ("36.9396", "32.2717", 24),
}


@pytest.mark.parametrize("year", ALL)
def test_the_mean_over_all_companies_is_the_publishers(cube: Cube, year: int) -> None:
    mean, n = ALL[year]
    cell = cube.cell("maturity", "overall", round=YEARS[year])
    assert cell is not None
    assert (cell.value, cell.n) == (Decimal(mean), n)


@pytest.mark.parametrize("pair", PAIRED)
def test_the_means_over_the_same_companies_are_the_publishers(cube: Cube, pair: tuple[int, int]) -> None:
    earlier, later = (YEARS[year] for year in pair)
    start_mean, end_mean, n = PAIRED[pair]
    start = cube.cell("maturity", "overall", round=later, base_round=earlier, kind="pair_start")
    end = cube.cell("maturity", "overall", round=later, base_round=earlier, kind="pair_end")
    change = cube.cell("maturity", "overall", round=later, base_round=earlier, kind="change")
    assert start is not None
    assert end is not None
    assert change is not None
    assert (start.value, end.value, start.n, end.n) == (Decimal(start_mean), Decimal(end_mean), n, n)
    assert change.value is not None
    assert abs(change.value - (Decimal(end_mean) - Decimal(start_mean))) <= Decimal("0.0001")


def test_between_2015_and_2017_all_companies_fall_while_the_same_companies_rise(cube: Cube) -> None:
    first, second = (
        cube.cell("maturity", "overall", round=YEARS[2015]),
        cube.cell("maturity", "overall", round=YEARS[2017]),
    )
    change = cube.cell("maturity", "overall", round=YEARS[2017], base_round=YEARS[2015], kind="change")
    assert first is not None
    assert second is not None
    assert change is not None
    assert first.value is not None
    assert second.value is not None
    assert change.value is not None
    assert second.value < first.value
    assert change.value > 0
