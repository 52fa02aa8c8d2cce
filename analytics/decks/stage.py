"""What the words of a page leave to its picture or table on the stage of the offline file, 1600 x 900 px.

deck.css sets the same sizes.
"""

from itertools import accumulate
from math import ceil
from typing import Final

from analytics.decks.deck import Page
from analytics.evidence import notes_on
from analytics.figure import Figure, Table
from analytics.text import Text, unbroken

WIDTH, HEIGHT = 1600 - 2 * 56, 900 - 2 * 36
TITLE, BASE, REMARK, FOOT = 40, 26, 20, 20
GAPS: Final = 56
REMARK_LINES: Final = 3  # more would crowd out the picture; the rest stands in the notes
WIDE: Final = 0.58
MORE: Final = Text(nl="Meer toelichting staat in de notities.", en="More remarks are in the notes.")


def room_of(page: Page, *, lines: int = REMARK_LINES) -> float:
    """The height in px that title, base, foot and so many lines of notes leave to a picture or table."""
    remarks = remarks_of(page, lines=lines)
    taken = lines_of(page.title, TITLE) * TITLE * 1.15 + lines_of(page.subtitle, BASE) * BASE * 1.3
    taken += sum(lines_of(each, REMARK) for each in remarks) * REMARK * 1.3 + lines_of(page.footer, FOOT) * FOOT * 1.3
    return HEIGHT - taken - GAPS


def remarks_of(page: Page, *, lines: int) -> tuple[str, ...]:
    """The notes of a figure that stand on the slide; where there is no room for all, a line says where the rest is.

    First of all those that explain a sign in the picture (a hatching, "not shown").
    """
    figure = page.figure
    if figure is None:
        return ()
    signs = set(map(unbroken, notes_on(figure.language, series=figure.series, form=figure.form, unit=figure.unit)))
    wanted = sorted(figure.notes, key=lambda note: unbroken(note) not in signs)
    taken = accumulate(lines_of(each, REMARK) for each in wanted)
    kept = {note for note, used in zip(wanted, taken, strict=True) if used <= lines}
    more = () if len(kept) == len(figure.notes) else (MORE.in_(figure.language),)
    return (*(note for note in figure.notes if note in kept), *more)


def lines_of(text: str, size: float) -> int:
    """How many lines a text takes over the whole width, reckoned with wide type."""
    return ceil(len(text) * size * WIDE / WIDTH)


def as_table(figure: Figure) -> Table:
    """What is about to be written, as rows of text, to measure it by."""
    if figure.form == "table":
        return figure.table
    rows = tuple((each.label, *(mark.text for mark in each.marks)) for each in figure.series)
    return Table(("", *(each.label.replace("<br>", " ") for each in figure.categories)), rows)
