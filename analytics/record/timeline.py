"""What the agreement did, on one axis of rounds: every public fact once, of one working group and sort or of all."""

from dataclasses import dataclass
from typing import Final

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, grid_table
from analytics.record.year import Entry, Sort, Year, matrix
from analytics.text import Language, Text, count, number, say
from data.cube import Cube

EVERYTHING: Final = "all"
# In the order of reading; one and more of them.
SORTS: Final[dict[Sort, tuple[Text, Text]]] = {
    "decision": (Text(nl="besluit", en="decision"), Text(nl="besluiten", en="decisions")),
    "activity": (Text(nl="activiteit", en="activity"), Text(nl="activiteiten", en="activities")),
    "project": (Text(nl="project", en="project"), Text(nl="projecten", en="projects")),
    "outreach": (Text(nl="werving", en="recruiting"),) * 2,
    "note": (Text(nl="context en lessen", en="context and lessons"),) * 2,
}
NONE: Final = Text(nl="niets vastgelegd", en="nothing recorded")
FACTS: Final = (Text(nl="feit", en="fact"), Text(nl="feiten", en="facts"))
TITLE: Final = Text(
    nl="Over {round} is het meeste vastgelegd: {facts}, waarvan {activities}",
    en="Most is recorded for {round}: {facts}, of which {activities}",
)
LEVEL: Final = Text(nl="Wat er per jaar is vastgelegd", en="What is recorded per year")
NOTHING: Final = Text(
    nl="Van deze werkgroep is in geen enkel jaar iets vastgelegd",
    en="Nothing is recorded for this working group in any year",
)
SUBTITLE: Final = Text(
    nl="Aantal vastgelegde openbare feiten per convenantjaar, {whose}. Hoe sterker de kleur, hoe meer.",
    en="Number of recorded public facts per agreement year, {whose}. The stronger the colour, the more.",
)
ALL_GROUPS: Final = Text(nl="alle werkgroepen", en="all working groups")
ONE_GROUP: Final = Text(nl="werkgroep ‘{group}’", en="working group ‘{group}’")
PUBLIC: Final = Text(
    nl="Het zijn openbare feiten, geen antwoorden van bedrijven.",
    en="These are public facts, not answers of companies.",
)
RECORDED: Final = Text(
    nl="Geteld is wat is vastgelegd. Meer feiten betekent niet vanzelf meer werk of meer resultaat.",
    en="What is recorded is counted. More facts do not by themselves mean more work or more results.",
)
SORT: Final = Text(nl="Soort", en="Kind")


@dataclass(frozen=True, slots=True)
class Moment:
    """One fact and the name of its working group."""

    entry: Entry
    group: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """One round on the axis with its facts by sort, in the order of reading; sorts without facts are left out."""

    round: int
    label: str
    period: str
    sorts: tuple[tuple[Sort, tuple[Moment, ...]], ...]


def timeline(cube: Cube, language: Language, *, group: str = EVERYTHING, sort: str = EVERYTHING) -> tuple[Stretch, ...]:
    """Every round of the edition with its facts: of one working group (code) and one sort, or of all of them."""
    return tuple(_stretch(each, group=group, sort=sort) for each in matrix(cube, language))


def recorded_sorts(cube: Cube) -> tuple[Sort, ...]:
    """The sorts of which the edition has any fact, in the order of reading."""
    return tuple(sort for sort in SORTS if cube.facts[sort])


def recorded(cube: Cube, language: Language, *, group: str = EVERYTHING) -> Figure:
    """How much of each sort is recorded per round; a round of which nothing is recorded has words, not zeros."""
    stretches = timeline(cube, language, group=group)
    counts = {each.round: {sort: len(found) for sort, found in each.sorts} for each in stretches}
    series = tuple(
        Series(sort, SORTS[sort][1].in_(language), "accent",
               tuple(_mark(counts[each], each, sort=sort, language=language) for each in counts))
        for sort in recorded_sorts(cube)
    )  # fmt: skip
    categories = tuple(Category(str(each.round), each.label) for each in stretches)
    anything = any(counts.values())
    highest = max((mark.value or 0 for each in series for mark in each.marks), default=0)
    content = Content(
        key="recorded",
        form="grid",
        title=_title(cube, counts, language=language) if anything else NOTHING.in_(language),
        subtitle=say(SUBTITLE, language, whose=_whose(cube, group, language=language)),
        categories=categories,
        series=series,
        table=grid_table(SORT.in_(language), categories, series),
        rounds=rounds(cube),
        notes=(PUBLIC.in_(language), RECORDED.in_(language)),
        unit="",
        axis=(0, highest or 1),
        empty=None if anything else NOTHING.in_(language),
        public=True,
    )
    return framed(cube, language, content=content, indicator=None)


def _stretch(year: Year, *, group: str, sort: str) -> Stretch:
    here = [each for each in year.groups if group in (EVERYTHING, each.group)]
    moments = [Moment(entry, each.name) for each in here for entry in each.entries]
    asked = [each for each in SORTS if sort in (EVERYTHING, each)]
    sorts = ((each, tuple(one for one in moments if one.entry.sort == each)) for each in asked)
    return Stretch(year.round, year.label, year.period, tuple((each, found) for each, found in sorts if found))


def _mark(counts: dict[Sort, int], round: int, *, sort: Sort, language: Language) -> Mark:
    if not counts:
        return Mark(str(round), None, NONE.in_(language), state="absent")
    amount = counts.get(sort, 0)
    return Mark(str(round), amount, number(amount, language))


def _title(cube: Cube, counts: dict[int, dict[Sort, int]], *, language: Language) -> str:
    """The round of which most is recorded, where it is one."""
    totals = {number_: sum(each.values()) for number_, each in counts.items()}
    most = [each for each, total in totals.items() if total == max(totals.values())]
    if len(most) > 1 or "activity" not in counts[most[0]]:
        return LEVEL.in_(language)
    return say(
        TITLE, language, round=vocabulary.round_short(cube, most[0], language),
        facts=count(totals[most[0]], FACTS, language),
        activities=count(counts[most[0]]["activity"], SORTS["activity"], language),
    )  # fmt: skip


def _whose(cube: Cube, group: str, *, language: Language) -> str:
    names = {each.code: each.name.in_(language) for each in cube.agreement.working_groups}
    return say(ONE_GROUP, language, group=names[group]) if group in names else ALL_GROUPS.in_(language)
