"""A page as its slide shows it, in every medium: no line ends within "n = 7", and one source stands there once."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from analytics.decks.deck import Page
from analytics.figure import Figure, Table
from analytics.text import is_address, site, unbroken


def on_slide(page: Page) -> Page:
    """The page, ready to be set.

    A table whose rows all have their source on one site says so once, at the foot, so that the other columns have the
    room; its addresses are whole in the notes, as they always are.
    """
    figure, sites = (None, ()) if page.figure is None else one_source(page.figure)
    return replace(
        page,
        title=unbroken(page.title),
        subtitle=unbroken(page.subtitle),
        body=tuple(map(unbroken, page.body)),
        notes=tuple(map(unbroken, page.notes)),
        explained=tuple(map(unbroken, page.explained)),
        footer=unbroken(" · ".join(dict.fromkeys((page.footer, *sites)))),
        figure=figure and _set(figure),
    )


def one_source(figure: Figure) -> tuple[Figure, tuple[str, ...]]:
    """A figure whose table leaves out every column of addresses of one site, and those sites."""
    table = figure.table
    sites = dict(_sites(table)) if figure.form == "table" else {}
    kept = [place for place in range(len(table.header)) if place not in sites]
    return replace(figure, table=_only(table, kept)), tuple(sites.values())


def _set(figure: Figure) -> Figure:
    across = figure.categories
    if figure.form == "grid":  # whose columns they head; a picture sets its own
        across = tuple(replace(each, label=unbroken(each.label)) for each in across)
    notes = tuple(map(unbroken, figure.notes))
    table = _unbroken(figure.table)
    return replace(figure, notes=notes, table=table, categories=across)


def _sites(table: Table) -> Iterator[tuple[int, str]]:
    """The place of every column of addresses of one site, with that site."""
    for place, cells in enumerate(zip(*table.rows, strict=True)):
        sites = {site(cell) for cell in cells}
        if all(map(is_address, cells)) and len(sites) == 1:
            yield place, sites.pop()


def _only(table: Table, kept: Sequence[int]) -> Table:
    rows = tuple(tuple(row[place] for place in kept) for row in table.rows)
    numeric = tuple(table.numeric[place] for place in kept) if table.numeric else ()
    return Table(tuple(table.header[place] for place in kept), rows, numeric)


def _unbroken(table: Table) -> Table:
    rows = tuple(tuple(map(unbroken, row)) for row in table.rows)
    return Table(tuple(map(unbroken, table.header)), rows, table.numeric)
