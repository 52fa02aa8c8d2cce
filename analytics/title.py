"""Titles that state the finding, in guarded words.

The rule, once: "rose" or "fell" is said only of the same companies, when their mean changed by at least five points
and they are at least five. Five points, because that is a quarter of a level; five companies, because among four
a single company that moves one level (20 points) moves the mean by five points on its own. Everything else is "no
clear change". Across a break nothing is compared at all.

The base, once: a finding of some companies is no finding of all. A title says of how many monitored companies it tells,
unless every one of them handed in a self-assessment (a census) and there is nobody whose silence could change it.

The group, once: a title singles out a group (the least, the lowest) only among groups of at least five companies. Of a
smaller one it would be a finding about a company or two, and not about what they have in common.
"""

from collections.abc import Collection
from decimal import Decimal
from typing import Final, Literal

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.marks import of_somebody
from analytics.text import COMPANIES, Language, Text, count, number, percent, rounded, say, sentence
from data.cube import Cell, Cube

MINIMUM_CHANGE: Final = 5
MINIMUM_COMPANIES: Final = 5

Finding = Literal["rose", "fell", "unclear", "few", "hidden"]

BETWEEN: Final = {
    "rose": Text(
        nl="Bij dezelfde {companies} steeg {subject} van {start} in {earlier} naar {end} in {later}",
        en="Among the same {companies}, {subject} rose from {start} in {earlier} to {end} in {later}",
    ),
    "fell": Text(
        nl="Bij dezelfde {companies} daalde {subject} van {start} in {earlier} naar {end} in {later}",
        en="Among the same {companies}, {subject} fell from {start} in {earlier} to {end} in {later}",
    ),
}
BY: Final = {
    "rose": Text(
        nl="Bij dezelfde {companies} steeg {subject} met {change} punten van {earlier} naar {later}",
        en="Among the same {companies}, {subject} rose by {change} points from {earlier} to {later}",
    ),
    "fell": Text(
        nl="Bij dezelfde {companies} daalde {subject} met {change} punten van {earlier} naar {later}",
        en="Among the same {companies}, {subject} fell by {change} points from {earlier} to {later}",
    ),
}
GUARDED: Final = {
    "unclear": Text(
        nl="Bij dezelfde {companies} is {subject} van {earlier} naar {later} niet duidelijk veranderd",
        en="Among the same {companies}, {subject} showed no clear change from {earlier} to {later}",
    ),
    "few": Text(
        nl="Met {companies} in beide jaren is over {subject} geen verandering vast te stellen",
        en="With {companies} in both years, no change in {subject} can be established",
    ),
    "hidden": Text(
        nl="Hoe {subject} bij dezelfde {companies} veranderde van {earlier} naar {later}, wordt niet getoond",
        en="How {subject} changed among the same {companies} from {earlier} to {later} is not shown",
    ),
}
IN_GROUP: Final = Text(nl="{companies} uit de groep ‘{group}’", en="{companies} in the group ‘{group}’")
OF_MONITORED: Final = Text(
    nl="{n} van de {monitored} gemonitorde bedrijven",
    en="{n} of the {monitored} monitored companies",
)
ASSESSED: Final = Text(
    nl="{companies} die een zelfbeoordeling indienden", en="{companies} that handed in a self-assessment"
)
RESPONSE: Final = Text(
    nl="In {round} dienden {submitted} van de {monitored} gemonitorde bedrijven een zelfbeoordeling in",
    en="In {round}, {submitted} of the {monitored} monitored companies handed in a self-assessment",
)
MONITORED: Final = Text(
    nl="In {round} werden {monitored} bedrijven gemonitord", en="{monitored} companies were monitored in {round}"
)
THESE: Final = Text(nl="bedrijven", en="companies")
LARGE_GROUPS: Final = Text(
    nl="De titel vergelijkt alleen groepen van ten minste vijf bedrijven: bij een kleinere groep zou zij over één of "
    "enkele bedrijven gaan.",
    en="The title compares only groups of at least five companies: of a smaller group it would tell about one company "
    "or a few.",
)
NO_PAIR: Final = Text(
    nl="Er zijn geen twee jaren waarin {subject} te vergelijken is",
    en="There are no two years in which {subject} can be compared",
)

FIRST_YEAR: Final = Text(
    nl="In {round} was {subject} van {companies} gemiddeld {mean}",
    en="In {round}, {subject} of {companies} was {mean} on average",
)


def finding(change: Cell | None) -> Finding:
    """What may be said about a same-company change, by the rule above, on the change as it is shown.

    A change that is rounded more coarsely has to keep the rule wherever it may lie before rounding.
    """
    if change is None or change.value is None or change.n is None:
        return "hidden"
    if change.n < MINIMUM_COMPANIES:
        return "few"
    ends = [abs(rounded(each)) for each in (change.value, change.lo, change.hi) if each is not None]
    if min(ends) < MINIMUM_CHANGE:
        return "unclear"
    return "rose" if change.value > 0 else "fell"


def worth_a_sentence(n: int | None) -> bool:
    """Whether a group of n companies may be singled out in a title, by the rule above."""
    return n is not None and n >= MINIMUM_COMPANIES


def change_title(
    cube: Cube, language: Language, *, item: str, subject: str, pair: tuple[int, int] | None, dimension: str = "total",
    member: str = "all",
) -> str:  # fmt: skip
    """The title for the same-company change of a series over one pair of comparable rounds, of one group.

    pair None, or two rounds that may not be compared: the title refuses.
    """
    if pair is None or not comparable(cube, *pair):
        return sentence(say(NO_PAIR, language, subject=subject)).removesuffix(".")
    earlier, later = pair
    change, start, end = (
        cube.cell("maturity", item, round=later, base_round=earlier, kind=kind, dimension=dimension, member=member)
        for kind in ("change", "pair_start", "pair_end")
    )
    found = finding(change)
    words = {
        "subject": subject,
        "earlier": vocabulary.round_short(cube, earlier, language),
        "later": vocabulary.round_short(cube, later, language),
        "companies": same(cube, change, language=language, dimension=dimension, member=member),
        "change": "" if change is None else number(abs(change.value or Decimal(0)), language),
    }
    if found not in BETWEEN:
        return say(GUARDED[found], language, **words)
    if start is None or end is None or start.value is None or end.value is None:
        return say(BY[found], language, **words)
    return say(
        BETWEEN[found], language, start=percent(start.value, language), end=percent(end.value, language), **words
    )


def first_year(
    cube: Cube, language: Language, *, item: str, subject: str, dimension: str = "total", member: str = "all"
) -> str | None:
    """The mean of everybody in the only round of an edition, which has nothing to be compared with yet.

    None where there are several rounds, or that mean is not shown as one number.
    """
    only, *others = rounds(cube)
    cell = cube.cell("maturity", item, round=only, dimension=dimension, member=member)
    if others or cell is None or cell.value is None or cell.n is None:
        return None
    companies = assessed(cube, language, round=only, n=cell.n)
    if dimension != "total":
        group = vocabulary.group(cube, dimension, member, language)
        companies = say(IN_GROUP, language, companies=count(cell.n, COMPANIES, language), group=group)
    return say(FIRST_YEAR, language, round=vocabulary.round_short(cube, only, language), subject=subject,
               companies=companies, mean=percent(cell.value, language))  # fmt: skip


def same(cube: Cube, change: Cell | None, *, language: Language, dimension: str = "total", member: str = "all") -> str:
    """Of whom a change tells: how many companies, and of which group or of how many; no number where none is shown."""
    n = None if change is None else change.n
    if dimension != "total":
        told = THESE.in_(language) if n is None else count(n, COMPANIES, language)
        return say(IN_GROUP, language, companies=told, group=vocabulary.group(cube, dimension, member, language))
    if change is None or n is None:
        return THESE.in_(language)
    return of_monitored(cube, language, round=change.round, n=n)


def of_monitored(cube: Cube, language: Language, *, round: int, n: int) -> str:
    """The n companies of a finding, and of how many monitored ones; these alone where they are everybody."""
    base = monitored(cube, round)
    if base is None or n >= base:
        return count(n, COMPANIES, language)
    return say(OF_MONITORED, language, n=number(n, language), monitored=number(base, language))


def assessed(cube: Cube, language: Language, *, round: int, n: int) -> str:
    """The n companies with a self-assessment: "13 bedrijven" where that is everybody, else with what they did."""
    told = count(n, COMPANIES, language)
    return told if monitored(cube, round) == n else say(ASSESSED, language, companies=told)


def response_note(cube: Cube, language: Language, *, round: int, n: int | None) -> tuple[str, ...]:
    """The monitored companies that a finding of n is told against, as a note; nothing where the title names none."""
    handed_in, base = _members(cube, "submitted", round), monitored(cube, round)
    if n is None or base is None or n >= base:
        return ()
    if handed_in is not None:
        return (sentence(response(cube, language, round=round, submitted=handed_in, base=base)),)
    name = vocabulary.round_short(cube, round, language)
    return (sentence(say(MONITORED, language, round=name, monitored=number(base, language))),)


def response(cube: Cube, language: Language, *, round: int, submitted: int, base: int) -> str:
    """The response of a round in words."""
    return say(
        RESPONSE, language, round=vocabulary.round_short(cube, round, language), submitted=number(submitted, language),
        monitored=number(base, language),
    )  # fmt: skip


def monitored(cube: Cube, round: int) -> int | None:
    """How many companies were asked for a self-assessment in a round, where that is shown."""
    return _members(cube, "monitored", round)


def _members(cube: Cube, item: str, round: int) -> int | None:
    cell = cube.cell("membership", item, round=round)
    return None if cell is None or cell.value is None else int(cell.value)


def comparable(cube: Cube, earlier: int, later: int) -> bool:
    """Whether the scores of two rounds may be compared."""
    groups = {cube.agreement.round(number).comparability_group for number in (earlier, later)}
    return len(groups) == 1 and earlier < later


def latest_pair(
    cube: Cube, *, item: str = "overall", dimension: str = "total", member: str = "all",
    within: Collection[int] | None = None,
) -> tuple[int, int] | None:  # fmt: skip
    """The latest two consecutive comparable rounds of which the edition has a change (shown or withheld) of somebody.

    within: only of these rounds.
    """
    pairs = [
        (earlier, later)
        for earlier, later in cube.agreement.comparable_pairs()
        if (within is None or {earlier, later} <= set(within))
        and of_somebody(cube, cube.cell("maturity", item, round=later, base_round=earlier, kind="change",
                                        dimension=dimension, member=member))
    ]  # fmt: skip
    return pairs[-1] if pairs else None
