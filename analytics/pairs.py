"""Two rounds over the same companies: which pairs an edition has of a series of one group, and their cells."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import combinations

from analytics.marks import of_somebody
from analytics.text import Language, Text, join, percent, points, rounded, say
from analytics.title import comparable, latest_pair, response_note
from data.cube import Cell, Cube

APART = Text(
    nl="Begin, eind en verandering zijn elk apart afgerond: {changes}.",
    en="Start, end and change are each rounded separately: {changes}.",
)
ONE_APART = Text(nl="{change} van {start} naar {end}", en="{change} from {start} to {end}")


@dataclass(frozen=True, slots=True)
class Line:
    """One maturity series of one group over some rounds: what a trend follows."""

    item: str
    rounds: tuple[int, ...]
    dimension: str = "total"
    member: str = "all"

    def change(self, cube: Cube, earlier: int, later: int) -> Cell | None:
        """The change between two rounds, over the companies of the group that have both."""
        return pair_cells(cube, (earlier, later), item=self.item, dimension=self.dimension, member=self.member)[2]


def pair_cells(
    cube: Cube, pair: tuple[int, int], *, item: str, dimension: str = "total", member: str = "all"
) -> tuple[Cell | None, Cell | None, Cell | None]:
    """Start, end and change of one pair over the same companies."""
    earlier, later = pair
    start, end, change = (
        cube.cell("maturity", item, round=later, base_round=earlier, kind=kind, dimension=dimension, member=member)
        for kind in ("pair_start", "pair_end", "change")
    )
    return start, end, change


def pairs_of(cube: Cube, line: Line) -> tuple[tuple[int, int], ...]:
    """Consecutive comparable rounds of the line of which there is a change: shown, withheld or not made."""
    return tuple(pair for pair in cube.agreement.comparable_pairs() if _within(line.rounds, pair) and
                 of_somebody(cube, line.change(cube, *pair)))  # fmt: skip


def longer(cube: Cube, line: Line) -> tuple[tuple[int, int], ...]:
    """Pairs over more than one round, first to last of a comparability group, whose change is shown."""
    consecutive = cube.agreement.comparable_pairs()
    return tuple(
        pair
        for pair in combinations(line.rounds, 2)
        if pair not in consecutive
        and comparable(cube, *pair)
        and (change := line.change(cube, *pair)) is not None
        and change.value is not None
    )


def told(cube: Cube, line: Line) -> tuple[int, int] | None:
    """The pair that a title tells: the longest comparable stretch where its change is shown, or the latest pair."""
    stretches = longer(cube, line)
    if stretches:
        return max(stretches, key=lambda pair: (pair[1], pair[1] - pair[0]))
    return latest_pair(cube, item=line.item, dimension=line.dimension, member=line.member, within=line.rounds)


def rounded_apart(
    cube: Cube, *pairs: tuple[int, int], item: str, language: Language, dimension: str = "total", member: str = "all"
) -> str | None:
    """One note on every pair whose shown ends do not differ by the shown change; None where all do."""
    cells = [pair_cells(cube, pair, item=item, dimension=dimension, member=member) for pair in pairs]
    found = [made for each in cells if (made := _one_apart(each, language=language))]
    return say(APART, language, changes=join(found, language)) if found else None


def _one_apart(cells: tuple[Cell | None, ...], *, language: Language) -> str | None:
    values = [each.value for each in cells if each is not None and each.value is not None]
    if len(values) < 3:
        return None
    start, end, change = map(rounded, values)
    if end - start == change:
        return None
    shown = (percent(start, language), percent(end, language), points(change, language))
    return say(ONE_APART, language, start=shown[0], end=shown[1], change=shown[2])


def told_response(cube: Cube, pair: tuple[int, int] | None, *, line: Line, language: Language) -> tuple[str, ...]:
    """The note on the monitored companies that the title of a pair tells its finding against."""
    change = line.change(cube, *pair) if pair and line.dimension == "total" else None
    return () if change is None else response_note(cube, language, round=change.round, n=change.n)


def _within(rounds: Collection[int], pair: tuple[int, int]) -> bool:
    return set(pair) <= set(rounds)
