"""A figure as a CSV file that a spreadsheet in the figure's language opens as it stands."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO
from typing import Final

from analytics.figure import Figure, State
from analytics.marks import ABSENT, NOT_MADE, WITHHELD
from analytics.text import Language, Text, decimal_sign

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
DECIMALS: Final = 6
Part = Sequence[Sequence[str]]
# What a spreadsheet would run as a formula; a minus or plus before a plain number is a number.
RUNS: Final = ("=", "+", "-", "@", "\t", "\r")
_NUMBER: Final = re.compile(r"^[+\-−]?[\d.,]+( ?%)?$")


@dataclass(frozen=True, slots=True)
class Value:
    """One mark in words and numbers.

    numbers: value, second value (of a figure with two scales), lower and upper bound; n: companies behind it; text: as
    shown; flag: shown, bound only, or why there is no number.
    """

    series: str
    place: str
    numbers: tuple[float | None, float | None, float | None, float | None]
    n: int | None
    text: str
    flag: str


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


def values_of(figure: Figure) -> tuple[Value, ...]:
    """A value per mark, in the order of the series. One that is withheld, not made or absent has no number."""
    places = {each.code: each.label for each in figure.categories}
    return tuple(
        Value(
            series=series.label,
            place=places.get(mark.at, mark.at),
            numbers=(mark.value, mark.x, mark.lo, mark.hi),
            n=mark.n,
            text=mark.text,
            flag=FLAGS[mark.state].in_(figure.language),
        )
        for series in figure.series
        for mark in series.marks
    )


def plain_number(value: float | None, language: Language) -> str:
    """A plain number with the language's decimal sign and at most six decimals; empty for none."""
    if value is None:
        return ""
    exact = Decimal(str(round(value, DECIMALS))).normalize()
    return f"{exact:f}".replace(".", decimal_sign(language))


def _marks(figure: Figure) -> Part:
    """A header and a line per mark; a second value where the figure has two scales. Empty without marks."""
    values = values_of(figure)
    two = any(each.numbers[1] is not None for each in values)
    header = [each.in_(figure.language) for each in HEADER if two or each is not SECOND]
    rows = [_row(each, figure.language, two=two) for each in values]
    return [header, *rows] if rows else []


def _row(value: Value, language: Language, *, two: bool) -> list[str]:
    first, second, *bounds = value.numbers
    numbers = (first, second, *bounds) if two else (first, *bounds)
    plain = [plain_number(each, language) for each in (*numbers, value.n)]
    return [value.series, value.place, *plain, value.text, value.flag]
