"""Everything that a home ever showed of a series, as rows over (round, company, answer): slowly and from the cubes."""

import numpy as np

from data.cube import open_cube
from data.custody.home import Home
from data.protection.rowspace import Columns, Integers
from data.publishing.memory import as_of_edition, values_of
from data.publishing.publish import list_editions

Unknown = tuple[int, str, int]  # round, pseudonym, the answer itself in millionths


def everything_shown(home: Home, measure: str, item: str) -> tuple[Integers, Columns]:
    """One row per published cell of every plenary edition; a company's every answer is a column of its own."""
    rows: list[dict[Unknown, int]] = []
    for edition in list_editions(home, "plenary"):
        cube = open_cube(home.editions, "plenary", name=edition.name)
        values = values_of(home, cube.agreement, edition.policy, as_of_edition(home, edition.deliveries))
        names = values.roster.pseudonyms
        column = [(each.measure, each.item) for each in values.series].index((measure, item))
        for cell in cube.cells(measure, item=item, status="published"):
            if cell.kept:
                continue  # said by an earlier edition, over the answers of then
            row: dict[Unknown, int] = {}
            members = set(values.roster.groups[cell.round][cell.dimension, cell.member].tolist())
            rounds = [cell.round] if cell.base_round is None else [cell.base_round, cell.round]
            if cell.base_round is not None:
                members &= set(values.roster.groups[cell.base_round]["total", "all"].tolist())
            members = {company for company in members if all(values.present[at][column, company] for at in rounds)}
            assert len(members) == cell.n
            for at, sign in signs(cell.kind, cell.base_round, cell.round):
                for company in members:
                    row[at, names[company], int(values.value[at][column, company])] = sign
            rows.append(row)
    unknowns = sorted({unknown for row in rows for unknown in row})
    companies = sorted({company for _, company, _ in unknowns})
    matrix = np.array([[row.get(unknown, 0) for unknown in unknowns] for row in rows], dtype=np.int64)
    atom = np.array([companies.index(company) for _, company, _ in unknowns])
    return matrix, Columns(atom, np.ones(len(companies), dtype=np.int64))


def signs(kind: str, base_round: int | None, number: int) -> list[tuple[int, int]]:
    """The rounds that a cell touches, with their signs."""
    if kind == "change":
        assert base_round is not None
        return [(number, 1), (base_round, -1)]
    if kind == "pair_start":
        assert base_round is not None
        return [(base_round, 1)]
    return [(number, 1)]
