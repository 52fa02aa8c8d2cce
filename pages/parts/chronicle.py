"""What happened in a year, or in all years, as markup; every fact carries the number of its source."""

from collections.abc import Iterable
from html import escape

from analytics.text import Text, say
from analytics.year import Entry, GroupYear, Year
from data.cube import Language
from pages.parts.markup import link, scrolling

Sources = dict[str, int]

DECISIONS = Text(nl="Besluiten", en="Decisions")
ACTIVITIES = Text(nl="Activiteiten", en="Activities")
PROJECTS = Text(nl="Projecten", en="Projects")
NOTES = Text(nl="Context en lessen", en="Context and lessons")
ROUND = Text(nl="Jaar", en="Year")
MATRIX = Text(nl="Alle jaren per werkgroep", en="All years per working group")
SOURCES = Text(nl="Bronnen", en="Sources")
SOURCE = Text(nl="bron {n}", en="source {n}")
NOTHING = Text(nl="Over dit jaar is hier niets vastgelegd.", en="Nothing is recorded here for this year.")


def year_of(year: Year, language: Language) -> str:
    """One round: its period, then a part per working group that did something, then the sources."""
    sources = Sources()
    body = "".join(_group(group, language, sources) for group in year.groups)
    period = f"<p class='ks-period'>{escape(' · '.join(filter(None, (year.period, year.note))))}</p>"
    if not body:
        return f"{period}<p class='ks-empty'>{escape(NOTHING.in_(language))}</p>"
    return period + body + _source_list(sources, language)


def matrix_of(years: tuple[Year, ...], language: Language) -> str:
    """Rounds down, working groups across: the form of the agreement's own multi-year overview, made for paper."""
    sources = Sources()
    groups = years[0].groups if years else ()
    head = "".join(f"<th scope='col'>{escape(_capital(group.name))}</th>" for group in groups)
    rows = "".join(
        f"<tr><th scope='row'>{escape(year.label)}</th>"
        + "".join(f"<td>{_list(group.entries, language, sources)}</td>" for group in year.groups)
        + "</tr>"
        for year in years
    )
    table = (
        f"<table class='ks-matrix'><caption>{escape(MATRIX.in_(language))}</caption><thead><tr>"
        f"<th scope='col'>{escape(ROUND.in_(language))}</th>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )
    return scrolling(table, MATRIX.in_(language)) + _source_list(sources, language)


def _group(group: GroupYear, language: Language, sources: Sources) -> str:
    """A heading with its entries, a label beside each sort of them; empty where there are none."""
    sorts = (
        (DECISIONS, group.decisions),
        (ACTIVITIES, group.activities),
        (PROJECTS, group.projects),
        (NOTES, group.notes),
    )
    rows = "".join(
        f"<dt>{escape(label.in_(language))}</dt><dd>{_list(entries, language, sources)}</dd>"
        for label, entries in sorts
        if entries
    )
    return f"<h3>{escape(_capital(group.name))}</h3><dl class='ks-facts'>{rows}</dl>" if rows else ""


def _list(entries: Iterable[Entry], language: Language, sources: Sources) -> str:
    rows = "".join(f"<li>{_entry(entry, language, sources)}</li>" for entry in entries)
    return f"<ul>{rows}</ul>" if rows else ""


def _entry(entry: Entry, language: Language, sources: Sources) -> str:
    """What happened, then what kind of thing it was with its details, then the source."""
    beside = (entry.kind, entry.status, entry.when, entry.theme, *entry.details)
    more = f"<span class='ks-more'>{escape(' · '.join(filter(None, beside)))}</span>"
    where = entry.url or entry.source
    return f"{escape(entry.title)} {more} {_reference(where, language, sources) if where else ''}"


def _reference(where: str, language: Language, sources: Sources) -> str:
    """The number of a source; a source with an address opens from here."""
    n = sources.setdefault(where, len(sources) + 1)
    return link(where, f"[{n}]", name=say(SOURCE, language, n=n))


def _source_list(sources: Sources, language: Language) -> str:
    rows = "".join(f"<li>{link(where, where.removeprefix('https://'))}</li>" for where in sources)
    return f"<h3>{escape(SOURCES.in_(language))}</h3><ol class='ks-sources'>{rows}</ol>" if rows else ""


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
