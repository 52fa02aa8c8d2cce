"""The change of every group over every pair of comparable rounds, each over its own same companies."""

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations
from typing import Final

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, Table
from analytics.group_sentence import FEW, NAMED, TAILS
from analytics.groups import APART_GROUPS, NO_CELLS, members_of
from analytics.indicator import indicators
from analytics.marks import WITHHELD, mark, of_somebody
from analytics.profile import APART, CHANGE, RANGE
from analytics.text import Language, Text, join, number, rounded, say
from analytics.title import Finding, comparable, finding
from analytics.trend import CHANGE_AND_N, small_group
from data.cube import Cell, Cube

PAIR_AND_GROUP: Final = Text(nl="Jaren en groep", en="Years and group")
START: Final = Text(nl="begin", en="start")
END: Final = Text(nl="eind", en="end")
CHANGES_TITLE: Final = Text(
    nl="Van {earlier} naar {later} is de totaalscore {parts}", en="From {earlier} to {later}, the overall score {parts}"
)
FOUND: Final[dict[Finding, Text]] = {
    "rose": Text(nl="bij dezelfde {n} {companies} met {change} punten gestegen",
                 en="rose by {change} points among the same {n} {companies}"),
    "fell": Text(nl="bij dezelfde {n} {companies} met {change} punten gedaald",
                 en="fell by {change} points among the same {n} {companies}"),
    "unclear": Text(nl="bij dezelfde {n} {companies} niet duidelijk veranderd",
                    en="showed no clear change among the same {n} {companies}"),
}  # fmt: skip
# Of groups that all rose, or all fell.
CHANGES_ALIKE: Final[dict[Finding, Text]] = {
    "rose": Text(nl="Van {earlier} naar {later} steeg de totaalscore bij dezelfde bedrijven met {parts}",
                 en="From {earlier} to {later}, the overall score among the same companies rose by {parts}"),
    "fell": Text(nl="Van {earlier} naar {later} daalde de totaalscore bij dezelfde bedrijven met {parts}",
                 en="From {earlier} to {later}, the overall score among the same companies fell by {parts}"),
}  # fmt: skip
ALIKE_PART: Final = Text(nl="{change} punten ({n} {companies})", en="{change} points ({n} {companies})")
CHANGES_TOPIC: Final = Text(
    nl="Hoe de totaalscore per groep bij dezelfde bedrijven veranderde van {earlier} naar {later}",
    en="How the overall score changed per group among the same companies from {earlier} to {later}",
)
CHANGES_SMALL: Final = Text(
    nl="Van {earlier} naar {later} zijn alle {all} groepen te klein om iets over dezelfde bedrijven te zeggen",
    en="From {earlier} to {later}, all {all} groups are too small to tell anything of the same companies",
)
CHANGES_MANY: Final = Text(nl="Van {earlier} naar {later} {parts}", en="From {earlier} to {later}, {parts}")
MANY_FOUND: Final[dict[Finding, Text]] = {
    "rose": Text(nl="steeg de totaalscore in {k} van de {all} groepen",
                 en="the overall score rose in {k} of the {all} groups"),
    "fell": Text(nl="in {k} daalde zij", en="in {k} it fell"),
    "unclear": Text(nl="in {k} was er geen duidelijke verandering", en="in {k} there was no clear change"),
    "few": Text(nl="te klein om iets te zeggen: {k}", en="too small to tell: {k}"),
    "hidden": Text(nl="van {k} wordt dat niet getoond", en="for {k} this is not shown"),
}  # fmt: skip
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
CHANGES_ALONE: Final = Text(
    nl="Verandering in punten van de gemiddelde totaalscore, 0-100 %, van dezelfde bedrijven van een groep in twee "
    "vergelijkbare jaren ({numbers}); begin en eind worden niet getoond",
    en="Change in points of the mean overall score, 0-100%, of the same companies of a group in two comparable years "
    "({numbers}); start and end are not shown",
)
HIDDEN: Final = Text(
    nl="De verandering {pairs} wordt niet getoond: de groep is te klein, of het getal zou samen met andere getallen "
    "iets over één bedrijf verraden.",
    en="The change {pairs} is not shown: the group is too small, or the number would reveal something about one "
    "company together with other numbers.",
)
PAIR_HIDDEN: Final = Text(nl="van {earlier} naar {later}", en="from {earlier} to {later}")
GROUP_HIDDEN: Final = Text(nl="van {earlier} naar {later} ({groups})", en="from {earlier} to {later} ({groups})")
PAIR_OF: Final = Text(nl="{earlier} → {later}: {group}", en="{earlier} → {later}: {group}")
ONLY_CHANGE: Final = Text(nl="alleen de verandering", en="the change only")


@dataclass(frozen=True, slots=True)
class _Row:
    """One group over one pair of rounds: its label, its change, and its marks (start, end, change)."""

    pair: tuple[int, int]
    member: str
    group: str
    label: str
    change: Cell
    marks: tuple[Mark, Mark, Mark]

    @property
    def at(self) -> str:
        """Its place on the category axis."""
        return self.marks[2].at


def group_changes(cube: Cube, language: Language, *, dimension: str) -> Figure:
    """Every group over the pairs of comparable rounds of which anything is shown, the same companies.

    A dumbbell where both ends of a row are shown; the changes as large numbers where no row has its ends. What is not
    shown stands in one sentence, and in the table.
    """
    rows = _change_rows(cube, dimension, language=language)
    shown = [each for each in rows if each.marks[2].is_told]
    hidden = tuple(each for each in rows if each not in shown)
    numbers = sorted({each.change.n for each in shown if each.change.n is not None})
    ends = any(one.lo is not None for each in shown for one in each.marks[:2])
    apart = [each.label for each in shown if _rounded_apart(each)]
    content = Content(
        key=f"group_changes_{dimension}",
        form="dumbbell" if ends or not shown else "numbers",
        title=_changes_title(cube, shown, rows, dimension=dimension, language=language)
        if shown
        else CHANGES_HIDDEN.in_(language),
        subtitle=say(CHANGES_SUBTITLE if ends else CHANGES_ALONE, language, numbers=_numbers(numbers, language)),
        categories=tuple(
            Category(each.at, each.label) for each in shown
        ),
        series=_series(shown, ends=ends, language=language),
        table=Table(
            (PAIR_AND_GROUP.in_(language), *(each.in_(language) for each in (START, END, CHANGE)), "n"),
            tuple((each.label, *(one.text for one in each.marks), str(each.marks[2].n or "")) for each in rows),
            (False, True, True, True, True),
        ),
        rounds=tuple(sorted({number_ for each in rows for number_ in each.pair})),
        notes=(
            *([_hidden_note(cube, hidden, rows, language=language)] if shown and hidden else []),
            *([APART_GROUPS.in_(language)] if rows else []),
            *([say(APART, language, labels=join((f"‘{each}’" for each in apart), language))] if apart else []),
            *small_group(numbers, language),
        ),
        axis=(0, 100),
        empty=None if shown else (CHANGES_HIDDEN if rows else NO_CELLS).in_(language),
    )  # fmt: skip
    return framed(cube, language, content=content, indicator=indicators()["paired_change"])


def _series(rows: list[_Row], *, ends: bool, language: Language) -> tuple[Series, ...]:
    """Start, end and change; the change alone where no row has its ends."""
    if not ends:
        return (Series("change", CHANGE.in_(language), "accent", tuple(each.marks[2] for each in rows)),)
    names = {"start": (START, "quiet"), "end": (END, "accent"), "change": (CHANGE, "accent")}
    return tuple(
        Series(code, name.in_(language), colour, tuple(_drawn(each.marks[place], code, language) for each in rows),
               written=code == "change")
        for place, (code, (name, colour)) in enumerate(names.items())
    )  # fmt: skip


def _hidden_note(cube: Cube, hidden: tuple[_Row, ...], rows: tuple[_Row, ...], *, language: Language) -> str:
    """The pairs of which the change is not shown, with the groups where it is shown of others."""
    parts = []
    for pair in dict.fromkeys(each.pair for each in hidden):
        groups = [each.group for each in hidden if each.pair == pair]
        every = len(groups) == len([each for each in rows if each.pair == pair])
        earlier, later = (vocabulary.round_short(cube, each, language) for each in pair)
        parts.append(say(PAIR_HIDDEN if every else GROUP_HIDDEN, language, earlier=earlier, later=later,
                         groups=join(groups, language)))  # fmt: skip
    return say(HIDDEN, language, pairs=join(parts, language))


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
    if change is None or of_somebody(cube, change) is None:
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
    return _Row(pair, member, group, label, change, marks)


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


def _changes_title(cube: Cube, shown: list[_Row], rows: tuple[_Row, ...], *, dimension: str, language: Language) -> str:
    """The latest and then longest pair of which a group is shown: two groups by name, of more how many rose or fell."""
    told = max((each.pair for each in shown), key=lambda pair: (pair[1], pair[1] - pair[0]))
    here = [each for each in rows if each.pair == told]
    names = {"earlier": vocabulary.round_short(cube, told[0], language),
             "later": vocabulary.round_short(cube, told[1], language)}  # fmt: skip
    if len(here) <= NAMED:
        return _of_two(cube, here, dimension=dimension, names=names, language=language)
    found = [finding(each.change) for each in here]
    if not FOUND.keys() & found:
        return say(CHANGES_SMALL if "hidden" not in found else CHANGES_TOPIC, language, all=len(found), **names)
    parts = [say(text, language, k=found.count(key), all=len(found)) for key, text in MANY_FOUND.items()
             if found.count(key) or key == "rose"]  # fmt: skip
    return say(CHANGES_MANY, language, parts="; ".join(parts), **names)


def _of_two(cube: Cube, rows: list[_Row], *, dimension: str, names: dict[str, str], language: Language) -> str:
    """The change of every group of enough companies, and of the others why nothing is said."""
    told = {each.member: finding(each.change) for each in rows}
    companies = {each.member: vocabulary.companies_of(cube, dimension, each.member, language) for each in rows}
    kinds = {found for found in told.values() if found in FOUND}
    alike = next(iter(kinds)) if len(kinds) == 1 else None
    form = CHANGES_ALIKE.get(alike) if alike else None
    parts = [
        say(ALIKE_PART if form else FOUND[told[each.member]], language, n=each.change.n,
            companies=companies[each.member],
            change=number(abs(each.change.value or Decimal(0)), language))
        for each in rows if told[each.member] in FOUND
    ]  # fmt: skip
    title = say(form or CHANGES_TITLE, language, parts=join(parts, language), **names)
    if not parts:
        title = say(CHANGES_TOPIC, language, **names)
    for each in rows:
        if told[each.member] not in FOUND:
            tail = FEW if told[each.member] == "few" else TAILS["withheld"]
            title = say(tail, language, title=title, companies=companies[each.member])
    return title


def _numbers(numbers: list[int], language: Language) -> str:
    if len(numbers) > 1:
        return f"n = {say(RANGE, language, low=numbers[0], high=numbers[-1])}"
    return f"n = {numbers[0] if numbers else WITHHELD.in_(language)}"
