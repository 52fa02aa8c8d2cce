"""A table that one slide cannot show in type that a room reads goes on over the next."""

from collections.abc import Sequence
from dataclasses import replace

from analytics.decks.deck import Page
from analytics.drawing.fit import READABLE_PX, row_heights, shared
from analytics.figure import Figure
from analytics.offline.slide import WIDTH, as_table, room_of


def over_slides(page: Page, *, other: Page | None = None) -> tuple[Page, ...]:
    """The page, or as many with some of its rows each and "(1/2)" in their titles.

    other: the same page in the other language: both are cut at the same rows, so that a change of language in the
    middle of a talk shows the same.
    """
    known = [each for each in (page, other) if each is not None]
    tables = [(each, each.figure) for each in known if each.figure is not None and _is_table(each.figure)]
    if not tables or len({len(as_table(figure).rows) for _, figure in tables}) > 1:
        return (page,)
    heights = [row_heights(as_table(figure), size=READABLE_PX, width=WIDTH) for _, figure in tables]
    head, *rows = (max(each) for each in zip(*heights, strict=True))
    cut = shared(rows, min(room_of(_part(each, "(9/9)")) for each in known) - head)
    if len(cut) == 1:
        return (page,)
    parts = [_part(page, f"({order}/{len(cut)})", rows) for order, rows in enumerate(cut, start=1)]
    # On a handout the explanation stands once, below the last.
    return (*(replace(each, explained=()) for each in parts[:-1]), parts[-1])


def numbered(pages: Sequence[Page], other: Sequence[Page]) -> tuple[Page, ...]:
    """All slides of a deck in order, with their own numbers. other: the same pages in the other language, or none."""
    beside = other or (None,) * len(pages)
    slides = [each for page, twin in zip(pages, beside, strict=True) for each in over_slides(page, other=twin)]
    return tuple(replace(each, number=number) for number, each in enumerate(slides, start=1))


def _is_table(figure: Figure) -> bool:
    return figure.form in ("table", "grid") and figure.empty is None


def _part(page: Page, place: str, rows: range | None = None) -> Page:
    figure = page.figure
    if figure is not None and rows is not None and figure.form == "grid":
        figure = replace(figure, series=figure.series[rows.start : rows.stop])
    elif figure is not None and rows is not None:
        figure = replace(figure, table=replace(figure.table, rows=figure.table.rows[rows.start : rows.stop]))
    return replace(page, title=f"{page.title} {place}", figure=figure)
