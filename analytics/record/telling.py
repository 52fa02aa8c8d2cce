"""The words around the facts of a year, on every medium the same: their sorts, their sources, what each was."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analytics.record.year import Entry, GroupYear, Year
from analytics.text import Text

DONE = Text(nl="Gedaan en besloten", en="Done and decided")
FIGURES = Text(nl="Cijfers van het jaar", en="Figures of the year")
FACTS = Text(
    nl="Activiteiten, projecten en besluiten zijn openbare feiten, met hun bron.",
    en="Activities, projects and decisions are public facts, with their source.",
)
DECISIONS = Text(nl="Besluiten", en="Decisions")
ACTIVITIES = Text(nl="Activiteiten", en="Activities")
PROJECTS = Text(nl="Projecten", en="Projects")
NOTES = Text(nl="Context en lessen", en="Context and lessons")
ROUND = Text(nl="Jaar", en="Year")
MATRIX = Text(nl="Alle jaren per werkgroep", en="All years per working group")
SOURCES = Text(nl="Bronnen", en="Sources")
ONE_SOURCE = Text(nl="Bron", en="Source")
SOURCE = Text(nl="bron {n}", en="source {n}")
NOTHING = Text(
    nl="Over dit jaar zijn geen activiteiten, projecten, besluiten of notities vastgelegd.",
    en="No activities, projects, decisions or notes are recorded for this year.",
)


@dataclass(frozen=True, slots=True)
class Sources:
    """The sources of facts in order of appearance: addresses, or names where there is none."""

    addresses: tuple[str, ...]

    def number(self, entry: Entry) -> int | None:
        """The number of a fact's source; None where it has none, or where a single source needs no number."""
        where = entry.url or entry.source
        return self.addresses.index(where) + 1 if where and len(self.addresses) > 1 else None

    @property
    def heading(self) -> Text:
        """What their list is called."""
        return SOURCES if len(self.addresses) > 1 else ONE_SOURCE


def sources_of(years: Iterable[Year]) -> Sources:
    """The sources of all facts of some rounds."""
    entries = (entry for year in years for group in year.groups for entry in group.entries)
    return Sources(tuple(dict.fromkeys(where for entry in entries if (where := entry.url or entry.source))))


def sorts_of(group: GroupYear) -> Iterator[tuple[Text, tuple[Entry, ...]]]:
    """What a working group did, each sort with its name; a sort of which there is nothing is left out."""
    sorts = (
        (DECISIONS, group.decisions),
        (ACTIVITIES, group.activities),
        (PROJECTS, group.projects),
        (NOTES, group.notes),
    )
    return ((name, entries) for name, entries in sorts if entries)


def beside(entry: Entry) -> tuple[str, ...]:
    """What is said of a fact behind its title: what kind of thing it was, its state, when, and its details."""
    return tuple(filter(None, (entry.kind, entry.status, entry.when, entry.theme, *entry.details)))
