"""The shown values of a figure as a CSV file that a spreadsheet in the figure's language opens as it stands."""

import csv
from decimal import Decimal
from io import StringIO
from typing import Final

from analytics.figure import Figure, Mark, Series, State
from analytics.text import Text, decimal_sign

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
# What a spreadsheet would run as a formula. A minus or plus before a number is a number.
RUNS: Final = ("=", "+", "-", "@", "\t", "\r")


def figure_csv(figure: Figure) -> bytes:
    """UTF-8 with a byte order mark; one line per mark with its flag, or the table of a figure without marks.

    Withheld, not made and absent values are empty, never zero. Title, base, notes and source follow after an empty
    line. No cell can run as a formula.
    """
    lines = StringIO()
    writer = csv.writer(lines, delimiter=SEPARATOR.in_(figure.language), lineterminator="\r\n")
    places = {each.code: each.label for each in figure.categories}
    if figure.series:
        writer.writerow([each.in_(figure.language) for each in HEADER])
        writer.writerows(
            _row(figure, series, mark=mark, place=places.get(mark.at, mark.at))
            for series in figure.series
            for mark in series.marks
        )
    else:
        writer.writerow([inert(each) for each in figure.table.header])
        writer.writerows([inert(each) for each in row] for row in figure.table.rows)
    writer.writerow([])
    writer.writerows([inert(text)] for text in (figure.title, figure.subtitle, *figure.notes, figure.source))
    return lines.getvalue().encode("utf-8-sig")


def inert(text: str) -> str:
    """Text as a spreadsheet may hold it: what it would run gets an apostrophe in front."""
    return f"'{text}" if text.startswith(RUNS) else text


def _row(figure: Figure, series: Series, *, mark: Mark, place: str) -> list[str]:
    numbers = [_number(each, figure) for each in (mark.value, mark.lo, mark.hi)]
    n = "" if mark.n is None else str(mark.n)
    flag = FLAGS[mark.state].in_(figure.language)
    return [inert(series.label), inert(place), *numbers, n, inert(mark.text), flag]


def _number(value: float | None, figure: Figure) -> str:
    """A plain number with the language's decimal sign and at most six decimals; empty for none."""
    if value is None:
        return ""
    exact = Decimal(str(round(value, 6))).normalize()
    return f"{exact:f}".replace(".", decimal_sign(figure.language))
