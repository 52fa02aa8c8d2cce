"""One question to an edition, whether it is answered, and which answered question lies nearest to one that is not."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.indicator import indicators
from analytics.marks import of_somebody
from data.cube import Cell, Cube, Kind

EVERYBODY: Final = "total:all"
OVER_TWO: Final[tuple[Kind, ...]] = ("pair_start", "pair_end", "change")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to an edition, by codes. group: "dimension:member"; rounds: in order, none for every round."""

    indicator: str
    item: str
    group: str = EVERYBODY
    rounds: tuple[int, ...] = ()

    @property
    def dimension(self) -> str:
        """The dimension of the group, or both of a two-way group ("secondary+segment")."""
        return self.group.partition(":")[0]

    @property
    def member(self) -> str:
        """The member of the group, or both of a two-way group."""
        return self.group.partition(":")[2]


def cells_of(cube: Cube, asked: Asked) -> tuple[Cell, ...]:
    """The cells that answer: of the declared kinds, and for a mean that can be compared its changes as well.

    A cell over two rounds counts where both are asked.
    """
    declared, wanted = indicators()[asked.indicator], asked.rounds or rounds(cube)
    addresses: list[tuple[Kind, int | None, int]] = [("all", None, each) for each in wanted]
    addresses += [(kind, *pair) for pair in combinations(wanted, 2) for kind in OVER_TWO]
    cells = (
        cube.cell(declared.measure, asked.item, kind=kind, base_round=base, round=number, dimension=asked.dimension,
                  member=asked.member)
        for kind, base, number in addresses
    )  # fmt: skip
    return tuple(each for each in cells if each is not None and (declared.base == "all" or declared.covers(each)))


def is_shown(cube: Cube, asked: Asked) -> bool:
    """Whether the edition shows anything of it: a number or a bound, of one company at least."""
    return any(cell.status == "published" for cell in cells_of(cube, asked) if of_somebody(cube, cell))


def nearest(cube: Cube, asked: Asked) -> Asked | None:
    """The shown question nearest to one that is not shown; None where nothing near it is shown either.

    Nearest, in this order: the same in a wider group (of two dimensions first one of them, then all companies); the
    same in another round, the closest one and of two equally close ones the later; over all rounds, where a change over
    the same companies may be shown though no round is; then the same three of the whole that the item is a part of (of
    a step or a theme the overall score), for all companies.
    """
    return next((each for each in _nearer(cube, asked) if is_shown(cube, each)), None)


def _nearer(cube: Cube, asked: Asked) -> Iterator[Asked]:
    groups = (asked.group, *_wider(asked))
    wanted = asked.rounds or rounds(cube)
    others = sorted(
        (each for each in rounds(cube) if each not in wanted),
        key=lambda each: (min(abs(each - one) for one in wanted), -each),
    )
    yield from (replace(asked, group=group) for group in groups[1:])
    yield from (replace(asked, group=group, rounds=(each,)) for group in groups for each in others)
    yield from (replace(asked, group=group, rounds=()) for group in groups)
    whole = _whole(asked)
    if whole is not None:
        yield whole
        yield from _nearer(cube, whole)


def _wider(asked: Asked) -> tuple[str, ...]:
    """The groups that hold this one, the narrowest first."""
    if asked.group == EVERYBODY:
        return ()
    cross = vocabulary.CROSS
    parts = zip(asked.dimension.split(cross), asked.member.split(cross), strict=True)
    single = tuple(":".join(each) for each in parts) if cross in asked.dimension else ()
    return (*single, EVERYBODY)


def _whole(asked: Asked) -> Asked | None:
    """The overall score where the item is one step or theme of it."""
    declared = indicators()[asked.indicator]
    if declared.named != "series" or asked.item == "overall":
        return None
    whole = next(
        (each for each in indicators().values() if each.measure == declared.measure and each.kinds == declared.kinds
         and "overall" in each.items), None,
    )  # fmt: skip
    return None if whole is None else Asked(whole.key, "overall", rounds=asked.rounds)
