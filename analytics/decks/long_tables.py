"""A table that is too long for one slide goes on over the next: at the same rows in every medium and language."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from analytics.decks.around import notes_beside, notes_height, subtitle_of
from analytics.decks.deck import Page
from analytics.decks.on_slide import on_slide
from analytics.decks.stage import REMARK_LINES, WIDTH, as_table, room_of
from analytics.decks.tables import turned, written
from analytics.drawing.fit import READABLE_PX, row_heights, shared
from analytics.figure import Figure
from analytics.measure import SMALLEST

PLACE: Final = "({order}/{count})"
LONGEST_PLACE: Final = " (9/9)"
# The content of a slide in the built-in theme, in points.
CONTENT_WIDTH, CONTENT_HEIGHT = 876.0, 398.0


def cut(page: Page, *, other: Page | None = None) -> list[range]:
    """The rows of a page's table per slide; one run where it is no table, or finds room on one slide.

    other: the same page in the other language: both are cut at the same rows, so that a change of language in the
    middle of a talk shows the same. A run finds room in 12 points on the stage of the offline file and on a slide of
    the built-in theme, in both languages. Notes give way where the table takes fewer slides without them.
    """
    known = [each for each in (page, other) if each is not None]
    figures = [each.figure for each in known if each.figure is not None and _is_table(each.figure)]
    counts = {len(as_table(figure).rows) for figure in figures}
    if len(figures) < len(known) or len(counts) > 1:
        return [range(max(counts, default=0))]
    both = list(zip(known, figures, strict=True))
    return min((_runs(both, lines=each) for each in (REMARK_LINES, 0)), key=len)


def _runs(both: Sequence[tuple[Page, Figure]], *, lines: int) -> list[range]:
    """The rows per slide where notes take so many lines."""
    in_powerpoint = [_on_slide(each, figure, notes=lines > 0) for each, figure in both if not turned(figure)]
    for numbering in ("", LONGEST_PLACE):  # which one slide does not need, and its title may need a line for
        on_stage = [_on_stage(each, figure, numbering, lines=lines) for each, figure in both]
        runs = shared([max(each) for each in zip(*on_stage, *in_powerpoint, strict=True)], 1.0)
        if len(runs) == 1:
            break
    return runs


def over_slides(page: Page, *, other: Page | None = None) -> tuple[Page, ...]:
    """The page, or as many with some of its rows each and "(1/2)" in their titles."""
    rows = cut(page, other=other)
    if len(rows) == 1:
        return (page,)
    parts = [_part(page, numbered_title("", order, len(rows)), each) for order, each in enumerate(rows)]
    # On a handout the explanation stands once, below the last.
    return (*(replace(each, explained=()) for each in parts[:-1]), parts[-1])


def numbered(pages: Sequence[Page], other: Sequence[Page]) -> tuple[Page, ...]:
    """All slides of a deck in order, with their own numbers. other: the same pages in the other language, or none."""
    slides = [each for page, twin in beside(pages, other) for each in over_slides(page, other=twin)]
    return tuple(replace(each, number=number) for number, each in enumerate(slides, start=1))


def lines_beside(page: Page) -> int:
    """How many lines of notes stand on a slide of the offline file: none where rows of a table need their room."""
    if page.figure is None or not _is_table(page.figure):
        return REMARK_LINES
    taken = sum(row_heights(as_table(page.figure), size=READABLE_PX, width=WIDTH))
    return REMARK_LINES if taken <= room_of(page, lines=REMARK_LINES) else 0


def slide_counts(pages: Sequence[Page], other: Sequence[Page]) -> tuple[int, ...]:
    """Over how many slides each page goes in the offline file and in the built-in theme."""
    return tuple(len(cut(page, other=twin)) for page, twin in beside(pages, other))


def beside(pages: Sequence[Page], other: Sequence[Page]) -> list[tuple[Page, Page | None]]:
    """Every page as its slide shows it, with the same one in the other language, None where there is none."""
    twins = map(on_slide, other) if other else (None,) * len(pages)
    return list(zip(map(on_slide, pages), twins, strict=True))


def numbered_title(title: str, order: int, count: int) -> str:
    """The title of one of several slides that show one page; order: from 0."""
    return title if count == 1 else f"{title} {PLACE.format(order=order + 1, count=count)}".strip()


def _is_table(figure: Figure) -> bool:
    return figure.form in ("table", "grid") and figure.empty is None


def _on_stage(page: Page, figure: Figure, numbering: str, *, lines: int) -> list[float]:
    """What every row takes of the room on the stage of the offline file, as a share of what the header leaves."""
    head, *rows = row_heights(as_table(figure), size=READABLE_PX, width=WIDTH)
    return _shares(rows, room_of(replace(page, title=page.title + numbering), lines=lines) - head)


def _on_slide(page: Page, figure: Figure, *, notes: bool) -> list[float]:
    """The same on a slide of the built-in theme."""
    way = written(figure).way(SMALLEST, CONTENT_WIDTH)
    beside = notes_beside(figure, width=CONTENT_WIDTH, high=CONTENT_HEIGHT) if notes else ()
    taken = subtitle_of(page, width=CONTENT_WIDTH)[1] + notes_height(beside, width=CONTENT_WIDTH)
    return _shares(way.rows, CONTENT_HEIGHT - taken - way.head)


def _shares(rows: Sequence[float], room: float) -> list[float]:
    return [each / max(room, 1.0) for each in rows]


def _part(page: Page, place: str, rows: range | None = None) -> Page:
    figure = page.figure
    if figure is not None and rows is not None and figure.form == "grid":
        figure = replace(figure, series=figure.series[rows.start : rows.stop])
    elif figure is not None and rows is not None:
        figure = replace(figure, table=replace(figure.table, rows=figure.table.rows[rows.start : rows.stop]))
    return replace(page, title=f"{page.title} {place}", figure=figure)
