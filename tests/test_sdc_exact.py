"""The exact test of combinations agrees with tables that the field's reference implementation protected."""

import csv
from pathlib import Path

import numpy as np
import pytest

from data.protection.leaks import leaks
from data.protection.rowspace import Columns, Integers

SDC = Path(__file__).parents[2] / "shared" / "data" / "sdc" / "gausssuppression"
MANY = 99  # a size that no question is about

pytestmark = pytest.mark.skipif(not SDC.exists(), reason=f"the known tables are not on this machine: no {SDC}")


def table(name: str) -> list[dict[str, str]]:
    with (SDC / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows_of(cells: list[dict[str, str]], parts: list[dict[str, str]], keys: tuple[str, ...]) -> Integers:
    """Every cell of a table with totals as a row over its parts."""
    return np.array(
        [[all(cell[key] in (part[key], "Total") for key in keys) for part in parts] for cell in cells], dtype=np.int64
    )


def solvable(rows: Integers, wanted: list[int]) -> set[int]:
    """Which of some parts follow from rows."""
    size = np.full(rows.shape[1], MANY)
    size[wanted] = 1
    return {part for found in leaks(rows, Columns(np.arange(rows.shape[1]), size), below=2) for part in found}


def test_what_the_reference_suppresses_is_what_keeps_the_small_cells_from_being_solved() -> None:
    keys = ("region", "hovedint")
    parts, out = table("input_z1"), table("out_z1_default_maxN3")
    rows = rows_of(out, parts, keys)
    suppressed = [place + 1 for place, cell in enumerate(out) if cell["suppressed"] == "TRUE"]
    assert suppressed == [12, 13, 22, 23, 42, 43]
    primary = [
        parts.index({key: cell[key] for key in keys} | {"ant": cell["ant"]})
        for cell in out
        if cell["primary"] == "TRUE"
    ]
    shown = [cell["suppressed"] == "FALSE" for cell in out]
    assert solvable(rows[shown], primary) == set()
    all_but_small = [cell["primary"] == "FALSE" for cell in out]
    assert solvable(rows[all_but_small], primary) == set(primary)
    for place, cell in enumerate(out):
        if cell["suppressed"] == "TRUE" and cell["primary"] == "FALSE":
            with_one_more = [each or n == place for n, each in enumerate(shown)]
            assert solvable(rows[with_one_more], primary), f"{cell} could have been shown"


@pytest.mark.parametrize(
    ("name", "who_solves"),
    [("out_magnitude1_dom_none", {"B"}), ("out_magnitude1_dom_anySum", {"B"}), ("out_magnitude1_dom_numTTT", set())],
)
def test_a_company_that_knows_its_own_records_solves_another_exactly_where_the_reference_says(
    name: str, who_solves: set[str]
) -> None:
    parts, out = table("input_magnitude1"), table(name)
    rows = rows_of([cell for cell in out if cell["suppressed"] == "FALSE"], parts, ("sector4", "geo"))
    assert {company for company in "ABCD" if others_solved(rows, parts, company)} == who_solves


def others_solved(rows: Integers, parts: list[dict[str, str]], insider: str) -> set[int]:
    """The records of others that follow from rows for a company that knows its own: its records are one atom."""
    own = [part["company"] == insider for part in parts]
    numbers = iter(range(1, len(parts) + 1))
    atom = np.array([0 if mine else next(numbers) for mine in own])
    sizes = np.ones(int(atom.max()) + 1, dtype=np.int64)
    found = leaks(rows, Columns(atom, sizes), below=3)
    return (
        {part for columns in found if any(own[c] for c in columns) for part in columns if not own[part]}
        if found
        else set()
    )


def test_two_definitions_of_an_area_give_the_people_between_them_away() -> None:
    """The handbook's differencing: the same table for an area and for one a little larger."""
    people = [set(range(50)), set(range(52))]
    rows = np.array([[person in area for person in range(60)] for area in people], dtype=np.int64)
    atoms, first = np.unique(rows, axis=1, return_index=True)
    columns = Columns(np.arange(atoms.shape[1]), np.array([(rows == rows[:, [at]]).all(axis=0).sum() for at in first]))
    assert leaks(atoms, columns, below=3) != []
    assert leaks(atoms, columns, below=2) == []
