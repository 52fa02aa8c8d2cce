"""The values as a workbook: what it is, a line per value, and what every figure means."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from math import ceil
from typing import Any, Final

from xlsxwriter import Workbook

from analytics.decks.deck import Page
from analytics.export import RUNS
from analytics.pack.about import Told
from analytics.pack.columns import FIGURE, PAGE, header, meanings
from analytics.pack.values import Line, lines_of
from analytics.text import Language, Text

# Nothing in a file may tell when it was made, or the same values would differ.
ALWAYS: Final = datetime(2000, 1, 1)
LONGEST: Final = 32_767  # characters that a cell can hold
ABOUT: Final = Text(nl="Over dit bestand", en="About this file")
VALUES: Final = Text(nl="Waarden", en="Values")
MEANING: Final = Text(nl="Betekenis", en="Meaning")
COLUMNS: Final = (PAGE, FIGURE, Text(nl="onderdeel", en="part"), Text(nl="betekenis", en="meaning"))
COLUMN: Final = Text(nl="Kolom of vlag", en="Column or flag")
SUBTITLE: Final = Text(nl="Ondertitel", en="Subtitle")
NOTE: Final = Text(nl="Kanttekening", en="Remark")
# In characters, in the order of the columns.
ABOUT_WIDE: Final = (24, 100)
VALUES_WIDE: Final = (8, 44, 32, 26, 11, 18, 15, 15, 7, 26, 16, 100)
MEANING_WIDE: Final = (8, 44, 26, 100)
LINE: Final = 15  # points; a row is as high as its longest text, for not every program reckons that itself
A4: Final = 9
PLAIN: Final = {"valign": "top"}
TEXTS: Final = PLAIN | {"align": "left", "indent": 1}
HEAD: Final = TEXTS | {"bold": True, "bg_color": "#E8EDF3", "bottom": 1}


def values_xlsx(pages: Sequence[Page], told: Told, language: Language) -> bytes:
    """Three sheets: what it is and who may see it, the values (numbers as numbers), and what every figure means.

    told: label and text, for the first sheet. Nothing in it can run. The same pages give the same bytes.
    """
    head = tuple(each.in_(language) for each in COLUMNS)
    about = (*told, (), (COLUMN.in_(language), MEANING.in_(language)), *meanings(language))
    values, meaning = (header(language), *lines_of(pages)), (head, *_meaning(pages, language))
    made = BytesIO()
    with Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"title": told[0][1], "created": ALWAYS})
        _sheet(book, ABOUT.in_(language), about, wide=ABOUT_WIDE, head=len(told) + 1)
        _headed(_sheet(book, VALUES.in_(language), values, wide=VALUES_WIDE), values)
        _headed(_sheet(book, MEANING.in_(language), meaning, wide=MEANING_WIDE, wraps=True), meaning)
    return made.getvalue()


def _meaning(pages: Sequence[Page], language: Language) -> Iterator[Line]:
    """A line per part of a figure's passport, after its subtitle and its notes."""
    for page in pages:
        if page.figure is not None:
            notes = [(NOTE.in_(language), note) for note in page.figure.notes]
            for label, text in ((SUBTITLE.in_(language), page.subtitle), *notes, *page.figure.passport):
                yield (page.number, page.title, label, text)


def _sheet(
    book: Any, name: str, lines: Iterable[Line], *, wide: Sequence[int], head: int = 0, wraps: bool = False
) -> Any:
    """A sheet with these lines. What a spreadsheet would run is a text, and stays one where somebody edits it.

    head: the line that is a header; wraps: the last column takes more than one line.
    """
    sheet = book.add_worksheet(name)
    number, bold = book.add_format(PLAIN), book.add_format(HEAD)
    texts = {
        (last, runs): book.add_format(TEXTS | {"text_wrap": last and wraps, "quote_prefix": runs})
        for last in (False, True)
        for runs in (False, True)
    }
    for column, width in enumerate(wide):
        sheet.set_column(column, column, width)
    for row, line in enumerate(lines):
        for column, held in enumerate(line):
            if isinstance(held, str):
                style = texts[column == len(wide) - 1, held.startswith(RUNS)]
                sheet.write_string(row, column, held[:LONGEST], bold if row == head else style)
            elif held is not None:
                sheet.write_number(row, column, held, number)
        if wraps:
            sheet.set_row(row, LINE * ceil(len(str(line[-1])) / wide[-1]))
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    return sheet


def _headed(sheet: Any, lines: Sequence[Line]) -> None:
    """The first line as a header: it stays in view, repeats on paper, and filters."""
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.autofilter(0, 0, len(lines) - 1, len(lines[0]) - 1)
