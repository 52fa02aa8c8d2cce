"""A figure as a CSV file that a spreadsheet in the figure's language opens as it stands."""

import csv
import re
from collections.abc import Sequence
from decimal import Decimal
from io import StringIO
from typing import Final

from analytics.figure import Figure, Mark, Series, State
from analytics.marks import ABSENT, NOT_MADE, WITHHELD
from analytics.text import Text, decimal_sign

# Dutch Excel splits on semicolons; other Excels on commas. Both read UTF-8 where the file says so (BOM).
SEPARATOR: Final = Text(nl=";", en=",")
SECOND: Final = Text(nl="tweede waarde", en="second value")
HEADER: Final = (
    Text(nl="reeks", en="series"), Text(nl="plaats", en="place"), Text(nl="waarde", en="value"), SECOND,
    Text(nl="ondergrens", en="lower bound"), Text(nl="bovengrens", en="upper bound"), Text(nl="n", en="n"),
    Text(nl="zoals getoond", en="as shown"), Text(nl="vlag", en="flag"),
)  # fmt: skip
FLAGS: Final[dict[State, Text]] = {
    "shown": Text(nl="getoond", en="shown"),
    "bounded": Text(nl="alleen grens", en="bound only"),
    "withheld": WITHHELD,
    "not_made": NOT_MADE,
    "absent": ABSENT,
}
Part = Sequence[Sequence[str]]
# What a spreadsheet would run as a formula; a minus or plus before a plain number is a number.
RUNS: Final = ("=", "+", "-", "@", "\t", "\r")
_NUMBER: Final = re.compile(r"^[+\-−]?[\d.,]+( ?%)?$")


def figure_csv(figure: Figure) -> bytes:
    """Three parts, an empty line between them: a line per mark, the table as shown, and the words.

    A mark has its bounds, its n and its flag; a value that is withheld, not made or absent is empty, never zero. The
    table has what is no mark (a share left open, a source); the words are title, base, notes and source. A figure
    without marks starts with its table. UTF-8 with a byte order mark; nothing in it can run.
    """
    table: Part = [figure.table.header, *figure.table.rows]
    words: Part = [(text,) for text in (figure.title, figure.subtitle, *figure.notes, figure.source)]
    lines = StringIO()
    writer = csv.writer(lines, delimiter=SEPARATOR.in_(figure.language), lineterminator="\r\n")
    for order, part in enumerate(filter(None, (_marks(figure), table, words))):
        if order:
            writer.writerow(())
        writer.writerows(map(inert, row) for row in part)
    return lines.getvalue().encode("utf-8-sig")


def inert(text: str) -> str:
    """Text as a spreadsheet may hold it: what it would run gets an apostrophe in front; a plain number stays one."""
    return f"'{text}" if text.startswith(RUNS) and not _NUMBER.match(text) else text


def _marks(figure: Figure) -> Part:
    """A header and a line per mark; a second value where the figure has two scales. Empty without marks."""
    places = {each.code: each.label for each in figure.categories}
    marks = [(series, mark) for series in figure.series for mark in series.marks]
    two = any(mark.x is not None for _, mark in marks)
    header = [each.in_(figure.language) for each in HEADER if two or each is not SECOND]
    rows = [_row(figure, series, mark=mark, place=places.get(mark.at, mark.at), two=two) for series, mark in marks]
    return [header, *rows] if rows else []


def _row(figure: Figure, series: Series, *, mark: Mark, place: str, two: bool) -> list[str]:
    values = (mark.value, mark.x, mark.lo, mark.hi) if two else (mark.value, mark.lo, mark.hi)
    n = "" if mark.n is None else str(mark.n)
    flag = FLAGS[mark.state].in_(figure.language)
    return [series.label, place, *(_number(each, figure) for each in values), n, mark.text, flag]


def _number(value: float | None, figure: Figure) -> str:
    """A plain number with the language's decimal sign and at most six decimals; empty for none."""
    if value is None:
        return ""
    exact = Decimal(str(round(value, 6))).normalize()
    return f"{exact:f}".replace(".", decimal_sign(figure.language))
