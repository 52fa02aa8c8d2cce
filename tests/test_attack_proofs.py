"""What the attacker on means calls proven holds for every coalition and every class, not only for the narrowest."""

from collections.abc import Iterator
from itertools import combinations
from random import Random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from data.attack.blocks import Block
from data.attack.boxes import Boxes
from data.attack.program import Program, interval
from data.attack.sight import Sight
from data.attack.system import Room
from tests.published_means import SCORE, all_rows, publish, random_panel

Moves = np.ndarray


def blocks(seed: int) -> Iterator[tuple[Block, Boxes, Moves]]:
    """Small blocks in which many answers are at an end, each with moves from the truth as far as the rows allow."""
    random = Random(seed)
    panel = random_panel(random, companies=random.randint(4, 8), rounds=random.randint(1, 3), at_ends=0.6)
    rows = [row for row in all_rows(panel, least=2) if random.random() < 0.5]
    if not rows:
        return
    for block in Room([publish(panel, rows, rounding=random.choice([1.0, 20.0, 40.0]))]).blocks(SCORE):
        boxes = Boxes(block)
        program = Program(block.matrix, block.low, block.high)
        program.bound(np.zeros(len(block.size)), 100 * block.size)
        moves = [program.furthest(at, sign) - boxes.truth for at in range(len(block.size)) for sign in (1, -1)]
        yield block, boxes, np.array(moves)


def exact(block: Block, coalition: tuple[int, ...]) -> np.ndarray:
    """Per class how wide the interval is of a company outside the coalition, written out per company; inf for none."""
    who, of_class = block.has.nonzero()
    value = block.value[who, of_class]
    bounds = np.array([(v, v) if c in coalition else (0.0, 100.0) for c, v in zip(who, value, strict=True)])
    widths = np.full(len(block.size), np.inf)
    for at in range(len(widths)):
        outside = np.flatnonzero((of_class == at) & ~np.isin(who, coalition))
        if len(outside):
            least, most = interval(block.matrix[:, of_class], block.low, block.high, bounds, int(outside[0]))
            widths[at] = most - least
    return widths


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 2))
def test_moves_that_are_followed_never_prove_too_much_and_programs_over_classes_are_exact(
    seed: int, insiders: int
) -> None:
    for block, boxes, moves in blocks(seed):
        for coalition in combinations(range(len(block.companies)), min(insiders, len(block.companies) - 1)):
            here = boxes.of(tuple((np.array([each]), 1) for each in coalition), boxes.truth, boxes.truth)
            truth = exact(block, coalition)
            assert (here.open == np.isfinite(truth)).all()
            assert (here.width[here.open] <= truth[here.open] + 1e-5).all()
            boxes.follow(here, moves)
            assert (here.width[here.open] <= truth[here.open] + 1e-5).all()
            bounds = np.stack(boxes.bounds(here), axis=1)
            reach = np.array([interval(block.matrix, block.low, block.high, bounds, at) for at in range(len(truth))])
            assert (reach[:, 0] <= here.low + 1e-5).all()
            assert (reach[:, 1] >= here.high - 1e-5).all()
            here.low, here.high = reach.T
            boxes.measure(here)
            np.testing.assert_allclose(here.width[here.open], truth[here.open], atol=1e-4)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 2), st.sampled_from([10.0, 30.0, 60.0]))
def test_what_is_proven_at_sight_holds_for_every_coalition_of_these_kinds(
    seed: int, insiders: int, enough: float
) -> None:
    for block, boxes, moves in blocks(seed):
        if len(block.companies) <= insiders:
            continue
        every_class = np.arange(len(block.size))
        doubtful, proven, _ = Sight(boxes, moves).doubtful(every_class, insiders, enough)
        assert proven >= enough
        for coalition in combinations(range(len(block.companies)), insiders):
            if tuple(sorted(int(boxes.kind[each]) for each in coalition)) not in doubtful:
                assert exact(block, coalition).min() >= proven - 1e-5


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 2))
def test_a_set_of_coalitions_proves_no_more_than_holds_for_each_of_them(seed: int, insiders: int) -> None:
    for block, boxes, moves in blocks(seed):
        for who in boxes.kinds:
            if len(who) <= insiders:
                continue
            here = boxes.of(((who, insiders),), boxes.truth, boxes.truth)
            boxes.follow(here, moves)
            for coalition in combinations(who.tolist(), insiders):
                truth = exact(block, coalition)
                assert (here.width[here.open] <= truth[here.open] + 1e-5).all()
            parts = boxes.split(here.choices, 0) if not boxes.same(here.choices[0]) else []
            count = sum(len(list(combinations(range(len(w)), n))) for (w, n), *rest in parts if not rest)
            count += sum(len(a[0]) * len(b[0]) for a, *rest in parts if rest for b in rest)
            assert not parts or count == len(list(combinations(who, insiders)))


def test_two_insiders_in_one_class_are_not_judged_by_what_each_allows_alone() -> None:
    has = np.array([[True, False, False], [True, False, True], [True, False, True], [False, True, False]])
    block = Block(
        matrix=np.array([[1.0, 1.0, 0.0], [0.0, 1.0, 1.0]]), low=np.array([150.0, -1e3]), high=np.array([150.0, 1e3]),
        size=has.sum(axis=0).astype(float), rounds=np.array([1, 1, 2]), companies=np.arange(4), has=has,
        value=np.where(has, [[50.0, 0.0, 50.0]], 0.0), asked=np.ones(3, dtype=bool),
    )  # fmt: skip
    boxes = Boxes(block)
    sight = Sight(boxes, np.array([[-100.0, 100.0, 0.0]]))  # one insider of class 0 allows it, two allow half of it
    doubtful, _, _ = sight.doubtful(np.array([1]), 2, 60.0)
    first, second = int(boxes.kind[0]), int(boxes.kind[1])
    assert exact(block, (0, 1))[1] == 50
    assert exact(block, (0,))[1] == 100
    assert {(min(first, second), max(first, second)), (second, second)} <= set(doubtful)
