"""Every value of a deck's figures, one a line: the same lines as CSV and as a sheet."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from typing import Final

from analytics.decks.deck import Page
from analytics.export import DECIMALS, SEPARATOR, inert, plain_number, values_of
from analytics.figure import Figure
from analytics.pack.columns import IN_WORDS, header
from analytics.text import Language, Text, say

ROW: Final = Text(nl="rij {number}: {name}", en="row {number}: {name}")
Held = str | int | float | None
Line = tuple[Held, ...]


def lines_of(pages: Sequence[Page]) -> Iterator[Line]:
    """A line per mark of every figure, in the columns of `header`; of a figure that is a table also one per cell.

    A value that is withheld, not made or absent is None, never zero; its flag says which.
    """
    for page in pages:
        if page.figure is not None:
            for line in (*_marks(page.figure), *_table(page.figure)):
                yield (page.number, page.title, *line, page.figure.source)


def values_csv(pages: Sequence[Page], language: Language) -> bytes:
    """The lines as a file that a spreadsheet in the deck's language opens as it stands; nothing in it can run."""
    held = StringIO()
    writer = csv.writer(held, delimiter=SEPARATOR.in_(language), lineterminator="\r\n")
    writer.writerow(header(language))
    writer.writerows([_written(each, language) for each in line] for line in lines_of(pages))
    return held.getvalue().encode("utf-8-sig")


def _marks(figure: Figure) -> Iterator[Line]:
    for each in values_of(figure):
        numbers = (None if number is None else round(number, DECIMALS) for number in each.numbers)
        yield (each.series, each.place, *numbers, each.n, each.text, each.flag)


def _table(figure: Figure) -> Iterator[Line]:
    """What stands in a table is words, also where it looks like a number: it has no bounds and no n of its own."""
    if figure.form != "table":
        return
    flag = IN_WORDS.in_(figure.language)
    for number, row in enumerate(figure.table.rows, start=1):
        name = say(ROW, figure.language, number=number, name=row[0])
        for column, text in zip(figure.table.header[1:], row[1:], strict=True):
            if text:
                yield (name, column, None, None, None, None, None, text, flag)


def _written(held: Held, language: Language) -> str:
    return inert(held) if isinstance(held, str) else plain_number(held, language)
