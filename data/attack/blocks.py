"""Rows that hang together, over classes of unknowns: what the attackers on means look into at once.

Unknowns that stand in the same rows with the same signs form a class: the rows see only the sum of a class. That keeps
a system small however many companies there are. Classes that no row connects fall apart into blocks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from data.attack.known import Companies, Flags, Floats
from data.attack.rows import Columns, Integers, Row


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that hang together, over classes of unknowns.

    matrix: rows x classes, how often a value counts in a row; `low` and `high`: bounds of each row, a sum. size:
    companies per class, in round `rounds`. companies: who is in the block; has: companies x classes, who is in which
    (a company at most once); value: the truth at the same places, 0 elsewhere. asked: the classes whose intervals are
    asked for; the others are there because rows connect them.
    """

    matrix: Floats
    low: Floats
    high: Floats
    size: Floats
    rounds: Integers
    companies: Companies
    has: Flags
    value: Floats
    asked: Flags


def blocks_of(rows: Sequence[Row], parts: Sequence[Columns]) -> Iterator[Block]:
    """Rows over the columns of several series, of which the first is asked for."""
    if not rows:
        return
    value, company, rounds = (
        np.concatenate([getattr(each, name) for each in parts]) for name in ("value", "company", "round")
    )
    part = np.repeat(np.arange(len(parts)), [len(each.value) for each in parts])
    matrix = np.zeros((len(rows), len(value)))
    for place, row in enumerate(rows):
        matrix[place, row.columns] = row.signs
    touched = np.flatnonzero(matrix.any(axis=0))
    first, class_of = distinct(np.vstack([matrix[:, touched], part[touched]]).T)
    matrix = matrix[:, touched[first]]
    first_row, same_as = distinct(matrix)
    low, high = np.full(len(first_row), -np.inf), np.full(len(first_row), np.inf)
    np.maximum.at(low, same_as, [row.low for row in rows])
    np.minimum.at(high, same_as, [row.high for row in rows])
    matrix = matrix[first_row]
    for classes, here in _parts(matrix != 0):
        asked = part[touched[first[classes]]] == 0
        if not asked.any():
            continue
        mine = touched[np.isin(class_of, classes)]
        at = np.searchsorted(classes, class_of[np.isin(class_of, classes)])
        companies, who = np.unique(company[mine], return_inverse=True)
        has = np.zeros((len(companies), len(classes)), dtype=bool)
        truth = np.zeros(has.shape)
        has[who, at], truth[who, at] = True, value[mine]
        yield Block(
            matrix[np.ix_(here, classes)], low[here], high[here], has.sum(axis=0).astype(float),
            rounds[touched[first[classes]]], companies, has, truth, asked,
        )  # fmt: skip


def distinct(lines: Floats) -> tuple[Integers, Integers]:
    """Of the lines of a matrix: where each distinct one first stands, and which of these each line is."""
    whole = np.ascontiguousarray(lines).view(np.dtype((np.void, lines.shape[1] * lines.itemsize))).ravel()
    _, first, which = np.unique(whole, return_index=True, return_inverse=True)
    return first, which


def _parts(touches: Flags) -> Iterator[tuple[Integers, Integers]]:
    """Classes and rows (both ascending) that hang together."""
    left = np.ones(touches.shape[0], dtype=bool)
    while left.any():
        rows = np.zeros(len(left), dtype=bool)
        rows[np.argmax(left)] = True
        grown = 0
        while grown < rows.sum():
            grown = int(rows.sum())
            classes = np.asarray(touches[rows].any(axis=0))
            rows = np.asarray(touches[:, classes].any(axis=1))
        left &= ~rows
        yield np.flatnonzero(classes), np.flatnonzero(rows)
