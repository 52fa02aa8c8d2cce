"""Figures of annual reports after a correction: published once more, and of a group that a company left."""

from copy import deepcopy
from decimal import Decimal
from pathlib import Path

import pytest

from data.configuration.agreement import ComputedFrom
from tests.lean_home import lean_home
from tests.random_panel import correct, fill
from tests.test_published_facts import MEAN, deliveries, made_with, mean_of, with_figure

OF_SUPPLIERS = MEAN.model_copy(update={"dimension": "secondary", "member": "secondary"})
MOVED, NEAR_ALL = "c001", "c005"  # with scores near the mean of the suppliers, and of everybody


def test_a_figure_that_was_published_once_more_is_known_beside_the_first(tmp_path: Path) -> None:
    """The difference of both, times n, is what the company changed."""
    home = lean_home(tmp_path / "home")
    figures = []
    for number, tables in enumerate((deliveries(home), correct(deliveries(home), 3, 1)), start=1):
        fill(home, {3: tables[3]}, first_delivery=number)
        figures += with_figure(home.agreement(), MEAN, mean_of(home)).published_figures
    assert figures[0] != figures[1]
    made = made_with(home, home.agreement().model_copy(update={"published_figures": tuple(figures)}))
    assert not made.untied
    known = [cell["lo"] for each in made.earlier for cell in each.cells.to_pylist()]
    assert known == [figure.value - Decimal("0.05") for figure in figures]


def test_a_figure_that_was_published_once_is_known_over_the_first_answers_that_give_it_alone(tmp_path: Path) -> None:
    """Without one company the mean rounds to the same: that it does was published by nobody."""
    home = lean_home(tmp_path / "home")
    tables = deliveries(home)[3]
    fill(home, {3: tables})
    value = mean_of(home, "1")
    fewer = {name: [row for row in rows if name not in ("assessment", "answer") or row["company"] != NEAR_ALL]
             for name, rows in tables.items()}  # fmt: skip
    fill(home, {3: fewer}, first_delivery=2)
    assert mean_of(home, "1") == value
    made = made_with(home, with_figure(home.agreement(), MEAN, value))
    assert [cell["n"] for each in made.earlier for cell in each.cells.to_pylist()] == [9]


@pytest.mark.parametrize(("cell", "reason"), [(OF_SUPPLIERS, "withheld"), (MEAN, "equal")])
def test_that_the_figure_of_a_group_still_holds_is_not_told_after_a_company_left_it(
    tmp_path: Path, cell: ComputedFrom, reason: str
) -> None:
    """It would tell how near the company's score is to the mean of the others; of everybody nothing changed."""
    home = lean_home(tmp_path / "home")
    tables = deliveries(home)[3]
    fill(home, {3: tables})
    value = mean_of(home, "1", cell=cell)
    moved = deepcopy(tables)
    next(row for row in moved["company"] if row["company"] == MOVED)["secondary"] = "no"
    fill(home, {3: moved}, first_delivery=2)
    assert mean_of(home, "1", cell=cell) == value
    made = made_with(home, with_figure(home.agreement(), cell, value))
    assert made.content.published_figures[0].reason == reason
