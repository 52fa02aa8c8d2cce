"""A figure as a CSV file that a spreadsheet in the figure's language opens as it stands: its table, or every mark."""

import csv
import re
from collections.abc import Iterable
from decimal import Decimal
from io import StringIO
from typing import Final

from analytics.figure import Figure, Mark, Series, State
from analytics.text import Text, decimal_sign

# Dutch Excel splits on semicolons; other Excels on commas. Both read UTF-8 where the file says so (BOM).
SEPARATOR: Final = Text(nl=";", en=",")
HEADER: Final = (
    Text(nl="reeks", en="series"), Text(nl="plaats", en="place"), Text(nl="waarde", en="value"),
    Text(nl="ondergrens", en="lower bound"), Text(nl="bovengrens", en="upper bound"), Text(nl="n", en="n"),
    Text(nl="zoals getoond", en="as shown"), Text(nl="vlag", en="flag"),
)  # fmt: skip
FLAGS: Final[dict[State, Text]] = {
    "shown": Text(nl="getoond", en="shown"),
    "bounded": Text(nl="alleen grens", en="bound only"),
    "withheld": Text(nl="niet getoond", en="not shown"),
    "not_made": Text(nl="niet gemaakt", en="not made"),
    "absent": Text(nl="geen gegevens", en="no data"),
}
# What a spreadsheet would run as a formula; a minus or plus before a plain number is a number.
RUNS: Final = ("=", "+", "-", "@", "\t", "\r")
_NUMBER: Final = re.compile(r"^[+\-−]?[\d.,]+( ?%)?$")


def table_csv(figure: Figure) -> bytes:
    """The figure's table as shown, and the words that belong to it."""
    return _written(figure, [figure.table.header, *figure.table.rows])


def figure_csv(figure: Figure) -> bytes:
    """One line per mark with its bounds and its flag, and the words; the table of a figure without marks.

    Withheld, not made and absent values are empty, never zero.
    """
    if not figure.series:
        return table_csv(figure)
    places = {each.code: each.label for each in figure.categories}
    marks = [
        _row(figure, series, mark=mark, place=places.get(mark.at, mark.at))
        for series in figure.series
        for mark in series.marks
    ]
    return _written(figure, [[each.in_(figure.language) for each in HEADER], *marks])


def inert(text: str) -> str:
    """Text as a spreadsheet may hold it: what it would run gets an apostrophe in front; a plain number stays one."""
    return f"'{text}" if text.startswith(RUNS) and not _NUMBER.match(text) else text


def _written(figure: Figure, rows: Iterable[Iterable[str]]) -> bytes:
    """UTF-8 with a byte order mark: the rows, an empty line, then title, base, notes and source. Nothing can run."""
    lines = StringIO()
    writer = csv.writer(lines, delimiter=SEPARATOR.in_(figure.language), lineterminator="\r\n")
    writer.writerows(map(inert, row) for row in rows)
    writer.writerow(())
    writer.writerows((inert(text),) for text in (figure.title, figure.subtitle, *figure.notes, figure.source))
    return lines.getvalue().encode("utf-8-sig")


def _row(figure: Figure, series: Series, *, mark: Mark, place: str) -> list[str]:
    numbers = [_number(each, figure) for each in (mark.value, mark.lo, mark.hi)]
    n = "" if mark.n is None else str(mark.n)
    flag = FLAGS[mark.state].in_(figure.language)
    return [series.label, place, *numbers, n, mark.text, flag]


def _number(value: float | None, figure: Figure) -> str:
    """A plain number with the language's decimal sign and at most six decimals; empty for none."""
    if value is None:
        return ""
    exact = Decimal(str(round(value, 6))).normalize()
    return f"{exact:f}".replace(".", decimal_sign(figure.language))
