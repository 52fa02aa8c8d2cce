"""A title or a note of one's own on a figure: which numbers in it does the figure not show?

A number is what is written in digits, in either language's format. "33 %" is backed by a percentage and "+13 punten" by
a change only, so that a share is never taken for a count; a number without a unit is backed by any. A sign that is
written must be the one that is shown; without a sign a number stands for both ("fell by 13 points").
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from analytics.figure import Figure

# Not inside a word ("CO2"); a dash after a digit or a letter is no sign ("2021-2022").
NUMBER: Final = re.compile(
    r"(?<![\w.,])(?P<sign>[+\-\N{MINUS SIGN}])?(?P<digits>\d+(?:[.,]\d+)*)"
    r"(?:\s?(?:(?P<percent>%|(?:procent|percent|per cent)(?!\w))"
    r"|(?P<points>(?:(?:procent)?punt(?:en)?|(?:percentage )?points?)(?!\w))))?"
)
YEARS: Final = re.compile(r"\b(\d\d)(\d\d)/(\d\d)\b")
WITH_AXIS: Final = ("lines", "dumbbell", "dots", "field")  # the forms whose scale is written along it
FORMATS: Final = ((".", ","), (",", "."))  # the sign between thousands and the decimal sign: Dutch, English


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is written: what it may mean in either language, its sign ("" for none), and its unit."""

    written: str
    values: frozenset[Decimal]
    sign: str
    unit: str

    def is_backed_by(self, shown: "Number") -> bool:
        """Whether this is the shown number."""
        same_unit = self.unit in ("", shown.unit)
        same_sign = not self.sign or (self.sign == "-") == (shown.sign == "-")
        return same_unit and same_sign and bool(self.values & shown.values)


def unbacked_numbers(text: str, figure: Figure) -> tuple[str, ...]:
    """The numbers in a typed title or note that are not on the figure, as typed, each once and in order.

    On the figure is what it shows: marks with their n, table, notes, base, and the rounds and years of its axis.
    """
    shown = [number for part in _shown(figure) for number in _numbers(part)]
    return tuple(
        dict.fromkeys(typed.written for typed in _numbers(text) if not any(typed.is_backed_by(each) for each in shown))
    )


def _shown(figure: Figure) -> Iterator[str]:
    """Everything that the figure says but its title, which the typed one replaces, and its source."""
    yield figure.subtitle
    yield figure.empty or ""
    yield from figure.notes
    yield from figure.table.header
    for row in figure.table.rows:
        yield from row
    yield from (each.label for each in figure.categories)
    for series in figure.series:
        yield series.label
        for mark in series.marks:
            yield mark.text
            if mark.n is not None:
                yield str(mark.n)
    if figure.form in WITH_AXIS and figure.axis is not None:
        yield from (f"{end:g}{figure.unit}" for end in figure.axis)
    if figure.target is not None:
        yield figure.target[1]


def _numbers(text: str) -> Iterator[Number]:
    for found in NUMBER.finditer(YEARS.sub(r"\1\2/\1\3", text)):
        unit = "%" if found["percent"] else "points" if found["points"] else ""
        sign = (found["sign"] or "").replace("\N{MINUS SIGN}", "-")
        yield Number(found[0].strip(), _values(found["digits"]), sign, unit)


def _values(written: str) -> frozenset[Decimal]:
    """What the digits mean in Dutch and in English: "1.234" is 1234 in the one and 1,234 in the other."""
    found: set[Decimal] = set()
    for group, decimal in FORMATS:
        whole, _, rest = written.partition(decimal)
        parts = whole.split(group)
        if all(len(each) == 3 for each in parts[1:]) and (rest.isdigit() or not rest):
            found.add(Decimal("".join(parts) + (f".{rest}" if rest else "")).normalize())
    return frozenset(found)
