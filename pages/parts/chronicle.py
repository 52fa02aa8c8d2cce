"""The facts of a round, or of all rounds, as markup; every fact carries the number of its source."""

from collections.abc import Iterable
from html import escape

from analytics import vocabulary
from analytics.text import Text, say
from data.cube import Cube, Language
from pages.parts.facts import BY_GROUP, Chronicle, Entry
from pages.parts.markup import scrolling

Sources = dict[str, int]

PARTS = {
    "activity": Text(nl="Activiteiten", en="Activities"),
    "project": Text(nl="Projecten", en="Projects"),
    "note": Text(nl="Context en lessen", en="Context and lessons"),
}
DECISIONS = Text(nl="Besluiten", en="Decisions")
OUTREACH = Text(nl="Werving", en="Outreach")
PLENARY = Text(nl="besluiten en werving", en="decisions and outreach")
ROUND = Text(nl="Jaar", en="Year")
MATRIX = Text(nl="Alle jaren per werkgroep", en="All years per working group")
SOURCES = Text(nl="Bronnen", en="Sources")
SOURCE = Text(nl="bron {n}", en="source {n}")
NOTHING = Text(nl="Over dit jaar is hier niets vastgelegd.", en="Nothing is recorded here for this year.")
NEW_TAB = "target='_blank' rel='noopener noreferrer'"


def round_facts(cube: Cube, round: int, language: Language) -> str:
    """Everything of one round: decisions, then a part per working group, then outreach and the sources."""
    told, sources = Chronicle(cube, language), Sources()
    body = _part(DECISIONS.in_(language), {"": told.decisions(round)}, language, sources)
    for group in cube.agreement.working_groups:
        entries = {PARTS[table].in_(language): told.of_group(table, round, group.code) for table in BY_GROUP}
        name = group.name.in_(language)
        body += _part(name[:1].upper() + name[1:], entries, language, sources)
    body += _part(OUTREACH.in_(language), {"": told.outreach(round)}, language, sources)
    if not body:
        return f"<p class='ks-empty'>{escape(NOTHING.in_(language))}</p>"
    return body + _source_list(sources, language)


def matrix(cube: Cube, numbers: Iterable[int], language: Language) -> str:
    """Rounds down, working groups across: the form of the agreement's own multi-year overview, made for paper."""
    told, sources = Chronicle(cube, language), Sources()
    groups = cube.agreement.working_groups
    names = [*(group.name.in_(language) for group in groups), PLENARY.in_(language)]
    head = "".join(f"<th scope='col'>{escape(name[:1].upper() + name[1:])}</th>" for name in names)
    rows = []
    for round in numbers:
        columns = [[each for table in BY_GROUP for each in told.of_group(table, round, group.code)] for group in groups]
        columns.append([*told.decisions(round), *told.outreach(round)])
        cells = "".join(f"<td>{_list(entries, language, sources)}</td>" for entries in columns)
        label = vocabulary.round_label(cube, round, language)
        rows.append(f"<tr><th scope='row'>{escape(label)}</th>{cells}</tr>")
    table = (
        f"<table class='ks-matrix'><caption>{escape(MATRIX.in_(language))}</caption><thead><tr>"
        f"<th scope='col'>{escape(ROUND.in_(language))}</th>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )
    return scrolling(table, MATRIX.in_(language)) + _source_list(sources, language)


def _part(name: str, groups: dict[str, tuple[Entry, ...]], language: Language, sources: Sources) -> str:
    """A heading with its entries; a label stands beside each kind of entry. Empty where there are none."""
    rows = "".join(
        f"<dt>{escape(label)}</dt><dd>{_list(entries, language, sources)}</dd>"
        for label, entries in groups.items()
        if entries
    )
    return f"<h3>{escape(name)}</h3><dl class='ks-facts'>{rows}</dl>" if rows else ""


def _list(entries: Iterable[Entry], language: Language, sources: Sources) -> str:
    return "<ul>" + "".join(f"<li>{_entry(entry, language, sources)}</li>" for entry in entries) + "</ul>"


def _entry(entry: Entry, language: Language, sources: Sources) -> str:
    lead = f"<b>{escape(entry.kind)}</b>" if entry.kind else ""
    more = f"<span class='ks-more'>{escape(' · '.join(entry.details))}</span>" if entry.details else ""
    marks = "".join(_reference(link, language, sources) for link in entry.links)
    return " ".join(part for part in (lead, escape(entry.text), more, marks) if part)


def _reference(link: str, language: Language, sources: Sources) -> str:
    n = sources.setdefault(link, len(sources) + 1)
    label = escape(say(SOURCE, language, n=n))
    return f"<a class='ks-ref' href='{escape(link)}' {NEW_TAB} aria-label='{label}'>[{n}]</a>"


def _source_list(sources: Sources, language: Language) -> str:
    rows = "".join(
        f"<li><a href='{escape(link)}' {NEW_TAB}>{escape(link.split('://', 1)[1])}</a></li>" for link in sources
    )
    return f"<h3>{escape(SOURCES.in_(language))}</h3><ol class='ks-sources'>{rows}</ol>" if rows else ""
