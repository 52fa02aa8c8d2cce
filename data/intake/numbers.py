"""Numbers and days as Dutch Excel users write them: decimal commas, thousands points, 31-12-2022."""

import re
from datetime import date
from decimal import Decimal

FIRST_YEAR, LAST_YEAR = 1990, 2100  # outside of these a date is a slip of the pen
_EXCEL_DIGITS = 15  # a spreadsheet holds no more; what it stores beyond them (0.1 + 0.2) is noise

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan january", "februari feb february", "maart mrt mar march", "april apr", "mei may",
            "juni jun june", "juli jul july", "augustus aug august", "september sep sept", "oktober okt october oct",
            "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_ISO_DATE = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?", re.ASCII)
_DUTCH_DATE = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?:[T ]\d{1,2}:\d{2}.*)?", re.ASCII)
_WORDED_DATE = re.compile(r"(\d{1,2})[-. ]+([^\W\d_]+)\.?[-, ]+(\d{4})", re.ASCII)

_PLAIN = re.compile(r"[+-]?\d+(?:[.,]\d+)?", re.ASCII)
_POINTS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", re.ASCII)
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_WHOLE_THOUSANDS = re.compile(r"\d{1,3}(?:[. ]\d{3})+", re.ASCII)


def day(text: str) -> date | None:
    """A day: 2022-12-31, 31-12-2022, 31/12/22, "31 december 2022". The day comes first, as in Dutch.

    None for anything else, a day that does not exist among them.
    """
    if found := _ISO_DATE.fullmatch(text):
        year, month, number = map(int, found.groups())
    elif found := _DUTCH_DATE.fullmatch(text):
        number, month, year = map(int, found.groups())
    elif found := _WORDED_DATE.fullmatch(text):
        number, month, year = int(found.group(1)), _MONTHS.get(found.group(2).casefold(), 0), int(found.group(3))
    else:
        return None
    try:
        return date(year + 2000 if year < 100 else year, month, number)
    except ValueError:
        return None


def decimal(text: str) -> Decimal | None:
    """A number with a decimal comma or point, and thousands where that is certain; None for anything else."""
    if _PLAIN.fullmatch(text):
        number = Decimal(text.replace(",", "."))
    elif _POINTS.fullmatch(text):
        number = Decimal(text.replace(".", "").replace(",", "."))
    elif _COMMAS.fullmatch(text):
        number = Decimal(text.replace(",", ""))
    else:
        return None
    surplus = len(number.as_tuple().digits) - _EXCEL_DIGITS
    exponent = number.as_tuple().exponent
    return round(number, -int(exponent) - surplus) if surplus > 0 else number


def whole(text: str) -> int | None:
    """A whole number; 1.200 is twelve hundred. None for anything else."""
    number = decimal(re.sub(r"[. ]", "", text) if _WHOLE_THOUSANDS.fullmatch(text) else text)
    return int(number) if number is not None and number == number.to_integral_value() else None
