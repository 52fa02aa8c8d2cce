"""The change of every group over every pair of comparable rounds, each over its own same companies."""

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations
from typing import Final

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, Table
from analytics.groups import APART_GROUPS, NAMED, NO_CELLS, ONE_GROUP, members_of
from analytics.indicator import indicators
from analytics.marks import WITHHELD, mark
from analytics.profile import APART, CHANGE, FINDINGS, RANGE
from analytics.scores.changes import ONLY_CHANGE, form_of
from analytics.text import Language, Text, capital, join, number, rounded, say
from analytics.title import Finding, comparable, finding
from analytics.trend import CHANGE_AND_N, SMALL_GROUP, small_group
from data.cube import Cell, Cube

PAIR_AND_GROUP: Final = Text(nl="Jaren en groep", en="Years and group")
START: Final = Text(nl="begin", en="start")
END: Final = Text(nl="eind", en="end")
CHANGES_TITLE: Final = Text(nl="Van {earlier} naar {later}: {parts}", en="From {earlier} to {later}: {parts}")
FOUND: Final[dict[Finding, Text]] = {
    "rose": Text(nl="{change} punten gestegen (n = {n})", en="up {change} points (n = {n})"),
    "fell": Text(nl="{change} punten gedaald (n = {n})", en="down {change} points (n = {n})"),
    "unclear": Text(nl="niet duidelijk veranderd (n = {n})", en="no clear change (n = {n})"),
    "few": Text(nl="te weinig bedrijven om iets te zeggen (n = {n})", en="too few companies to tell (n = {n})"),
    "hidden": WITHHELD,
}
GROUPS: Final = Text(nl="{n} groepen", en="{n} groups")
CHANGES_HIDDEN: Final = Text(
    nl="De verandering bij dezelfde bedrijven wordt per groep niet getoond",
    en="The change among the same companies is not shown per group",
)
CHANGES_SUBTITLE: Final = Text(
    nl="Gemiddelde totaalscore, 0-100 %, van dezelfde bedrijven van een groep in twee vergelijkbare jaren, met de "
    "verandering in punten ({numbers})",
    en="Mean overall score, 0-100%, of the same companies of a group in two comparable years, with the change in "
    "points ({numbers})",
)
PAIR_OF: Final = Text(nl="{earlier} → {later}: {group}", en="{earlier} → {later}: {group}")


@dataclass(frozen=True, slots=True)
class _Row:
    """One group over one pair of rounds: its label, its change, and its marks (start, end, change)."""

    pair: tuple[int, int]
    group: str
    label: str
    change: Cell
    marks: tuple[Mark, Mark, Mark]


def group_changes(cube: Cube, language: Language, *, dimension: str) -> Figure:
    """Every group over every pair of comparable rounds, the same companies; a dumbbell where both ends are shown."""
    rows = _change_rows(cube, dimension, language=language)
    shown = [each for each in rows if each.marks[2].state in ("shown", "bounded")]
    numbers = sorted({each.change.n for each in shown if each.change.n is not None})
    names = ((START, "quiet"), (END, "accent"), (CHANGE, "accent"))
    series = tuple(
        Series(
            code,
            name.in_(language),
            colour,
            tuple(_drawn(each.marks[place], code, language) for each in rows),
            written=code == "change",
        )
        for place, (code, (name, colour)) in enumerate(zip(("start", "end", "change"), names, strict=True))
    )
    apart = [each.label for each in rows if _rounded_apart(each)]
    empty = None if shown else (CHANGES_HIDDEN if rows else NO_CELLS).in_(language)
    content = Content(
        key=f"group_changes_{dimension}",
        form=form_of(one for each in rows for one in each.marks[:2]),
        title=_changes_title(cube, shown, rows, language=language) if shown else CHANGES_HIDDEN.in_(language),
        subtitle=say(CHANGES_SUBTITLE, language, numbers=_numbers(numbers, language)),
        categories=tuple(Category(each.marks[2].at, each.label) for each in rows),
        series=series,
        table=Table(
            (PAIR_AND_GROUP.in_(language), *(capital(each.label) for each in series), "n"),
            tuple((each.label, *(one.text for one in each.marks), str(each.marks[2].n or "")) for each in rows),
            (False, True, True, True, True),
        ),
        rounds=tuple(sorted({number_ for each in rows for number_ in each.pair})),
        notes=(
            *([APART_GROUPS.in_(language)] if rows else []),
            *([say(APART, language, labels=join((f"‘{each}’" for each in apart), language))] if apart else []),
            *([small_group(numbers[0], language)] if numbers and 1 < numbers[0] < SMALL_GROUP else []),
        ),
        axis=(0, 100),
        empty=empty,
    )
    return framed(cube, language, content=content, indicator=indicators()["paired_change"])


def _change_rows(cube: Cube, dimension: str, *, language: Language) -> tuple[_Row, ...]:
    """The pairs in their order, in each the groups; a group without companies in both rounds has no row."""
    pairs = sorted(each for each in combinations(rounds(cube), 2) if comparable(cube, *each))
    members = members_of(cube, dimension)
    rows = (_row(cube, pair, dimension, member, language=language) for pair in pairs for member in members)
    return tuple(each for each in rows if each is not None)


def _row(cube: Cube, pair: tuple[int, int], dimension: str, member: str, *, language: Language) -> _Row | None:
    earlier, later = pair
    start, end, change = (
        cube.cell("maturity", "overall", round=later, base_round=earlier, kind=kind, dimension=dimension, member=member)
        for kind in ("pair_start", "pair_end", "change")
    )
    if change is None or change.status == "not_made":
        return None
    at = f"{earlier}-{later}:{member}"
    marks = (
        mark(start, at, unit="percent", language=language),
        mark(end, at, unit="percent", language=language),
        mark(change, at, unit="points", language=language),
    )
    if start is None and end is None:  # from the first round to the last the lattice has the change alone
        told = ONLY_CHANGE.in_(language)
        marks = (replace(marks[0], text=told), replace(marks[1], text=told), marks[2])
    group = vocabulary.group(cube, dimension, member, language)
    names = (vocabulary.round_short(cube, each, language) for each in pair)
    label = say(PAIR_OF, language, **dict(zip(("earlier", "later"), names, strict=True)), group=group)
    return _Row(pair, group, label, change, marks)


def _drawn(made: Mark, code: str, language: Language) -> Mark:
    """In the picture a change carries its n; the table has a column for it."""
    if code != "change" or made.n is None:
        return made
    return replace(made, text=say(CHANGE_AND_N, language, change=made.text, n=made.n))


def _rounded_apart(row: _Row) -> bool:
    """Whether the shown ends do not differ by the shown change."""
    start, end, change = (each.value for each in row.marks)
    if start is None or end is None or change is None:
        return False
    return rounded(end) - rounded(start) != rounded(change)


def _changes_title(cube: Cube, shown: list[_Row], rows: tuple[_Row, ...], *, language: Language) -> str:
    """The latest and then longest pair of which a group is shown: two groups by name, of more how many rose or fell."""
    told = max((each.pair for each in shown), key=lambda pair: (pair[1], pair[1] - pair[0]))
    here = [each for each in rows if each.pair == told]
    names = {"earlier": vocabulary.round_short(cube, told[0], language),
             "later": vocabulary.round_short(cube, told[1], language)}  # fmt: skip
    if len(here) <= NAMED:
        parts = [say(ONE_GROUP, language, group=each.group, found=_found(each, language)) for each in here]
        return say(CHANGES_TITLE, language, parts=join(parts, language), **names)
    found = [finding(each.change) for each in here]
    everything = say(GROUPS, language, n=len(found))
    parts = [say(text, language, k=found.count(key), all=everything) for key, text in FINDINGS.items()
             if found.count(key) or key == "rose"]  # fmt: skip
    return say(CHANGES_TITLE, language, parts=join(parts, language), **names)


def _found(row: _Row, language: Language) -> str:
    found = finding(row.change)
    change = number(abs(row.change.value or Decimal(0)), language)
    return say(FOUND[found], language, change=change, n=row.change.n)


def _numbers(numbers: list[int], language: Language) -> str:
    if len(numbers) > 1:
        return f"n = {say(RANGE, language, low=numbers[0], high=numbers[-1])}"
    return f"n = {numbers[0] if numbers else WITHHELD.in_(language)}"
