"""What happened in a year, or in all years, as markup; every fact carries the number of its source."""

from collections.abc import Iterable
from html import escape

from analytics.record.telling import MATRIX, NOTHING, ROUND, SOURCE, Sources, beside, sorts_of, sources_of
from analytics.record.year import Entry, GroupYear, Year
from analytics.text import capital, say
from data.cube import Language
from pages.parts.markup import link, scrolling


def year_of(year: Year, language: Language) -> str:
    """One round: its period, then a part per working group that did something, then the sources."""
    sources = sources_of([year])
    body = "".join(_group(group, language, sources) for group in year.groups)
    period = f"<p class='ks-period'>{escape(' · '.join(filter(None, (year.period, year.note))))}</p>"
    if not body:
        return f"{period}<p class='ks-empty'>{escape(NOTHING.in_(language))}</p>"
    return period + body + _list_of(sources, language)


def matrix_of(years: tuple[Year, ...], language: Language) -> str:
    """Rounds down, working groups across: the form of the agreement's own multi-year overview, made for paper."""
    sources = sources_of(years)
    groups = years[0].groups if years else ()
    head = "".join(f"<th scope='col'>{escape(capital(group.name))}</th>" for group in groups)
    rows = "".join(
        f"<tr><th scope='row'>{escape(year.label)}</th>" + _cells(year, language, sources) + "</tr>" for year in years
    )
    table = (
        f"<table class='ks-matrix'><caption>{escape(MATRIX.in_(language))}</caption><thead><tr>"
        f"<th scope='col'>{escape(ROUND.in_(language))}</th>{head}</tr></thead><tbody>{rows}</tbody></table>"
    )
    return scrolling(table, MATRIX.in_(language)) + _list_of(sources, language)


def _cells(year: Year, language: Language, sources: Sources) -> str:
    """A cell per working group; one over all of them that says so where nothing is recorded."""
    if any(group.entries for group in year.groups):
        return "".join(f"<td>{_list(group.entries, language, sources)}</td>" for group in year.groups)
    return f"<td colspan='{len(year.groups)}' class='ks-absent'>{escape(NOTHING.in_(language))}</td>"


def _group(group: GroupYear, language: Language, sources: Sources) -> str:
    """A heading with its entries, a label beside each sort of them; empty where there are none."""
    rows = "".join(
        f"<dt>{escape(label.in_(language))}</dt><dd>{_list(entries, language, sources)}</dd>"
        for label, entries in sorts_of(group)
    )
    return f"<h3>{escape(capital(group.name))}</h3><dl class='ks-facts'>{rows}</dl>" if rows else ""


def _list(entries: Iterable[Entry], language: Language, sources: Sources) -> str:
    rows = "".join(f"<li>{_entry(entry, language, sources)}</li>" for entry in entries)
    return f"<ul>{rows}</ul>" if rows else ""


def _entry(entry: Entry, language: Language, sources: Sources) -> str:
    return f"{told(entry)} {_reference(entry, language, sources)}"


def _reference(entry: Entry, language: Language, sources: Sources) -> str:
    """The number of a fact's source; it opens from here where it has an address."""
    n = sources.number(entry)
    return "" if n is None else link(entry.url or entry.source, f"[{n}]", name=say(SOURCE, language, n=n))


def _list_of(sources: Sources, language: Language) -> str:
    """All sources, numbered."""
    rows = "".join(f"<li>{link(where, where.removeprefix('https://'))}</li>" for where in sources.addresses)
    return f"<h3>{escape(sources.heading.in_(language))}</h3><ol class='ks-sources'>{rows}</ol>" if rows else ""


def told(entry: Entry, more: Iterable[str] = ()) -> str:
    """What happened, then what kind of thing it was with its details and whatever more is said of it."""
    details = "".join(f"\N{NO-BREAK SPACE}· {escape(each)}" for each in (*beside(entry), *more) if each)
    return f"{escape(entry.title)}<span class='ks-more'>{details}</span>"
