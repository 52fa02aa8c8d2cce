"""Words and numbers as a reader sees them, in either language; every format follows the locale (Babel)."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from data.cube import LANGUAGES, Language, Text

__all__ = [
    "COMPANIES", "Language", "Number", "Text", "capital", "count", "day", "decimal_sign", "grouping_sign", "join",
    "number", "other_language", "percent", "points", "rounded", "say", "sentence", "unbroken",
]  # fmt: skip

LOCALES = Text(nl="nl_NL", en="en_GB")
# Dutch sets a space before the percent sign, one that does not break over lines.
PERCENT = Text(nl="{value}\N{NO-BREAK SPACE}%", en="{value}%")
POINTS = Text(nl="{value}\N{NO-BREAK SPACE}punten", en="{value}\N{NO-BREAK SPACE}points")
ONE_POINT = Text(nl="{value}\N{NO-BREAK SPACE}punt", en="{value}\N{NO-BREAK SPACE}point")
BOTH_YEARS = Text(nl="beide jaren", en="both years")
ALL_YEARS = Text(nl="alle {amount} jaren", en="all {amount} years")
COMPANIES = (Text(nl="bedrijf", en="company"), Text(nl="bedrijven", en="companies"))
MINUS = "\N{MINUS SIGN}"
# A space at which no line may end: in "n = 7", "0-100 %", "jaar 4", "0 van 11", "1 en 2", "1 tot 5", "23 punten",
# "‘6. Herstellen’", before "·".
TOGETHER = re.compile(
    r" (?:(?<=\bn )(?==)|(?<=\bn = )|(?<=\d )(?=%)|(?<=\b(?:jaar|year|term|stap|step) )(?=\d)|(?<=\btermijn )(?=\d)"
    r"|(?<=\d )(?=(?:van|of|en|and|tot|to) \d)|(?<=\d (?:van|and|tot) )(?=\d)|(?<=\d (?:of|en|to) )(?=\d)"
    r"|(?<=\d )(?=(?:punt|point)(?:en|s)?\b)|(?<=‘\d\. )|(?=· ))",
    re.IGNORECASE,
)

Number = Decimal | int | float


def say(text: Text, language: Language, **values: object) -> str:
    """The text in one language with its placeholders filled; values are formatted already.

    Raises KeyError where a placeholder has no value.
    """
    return text.in_(language).format(**values)


def unbroken(text: str) -> str:
    """No line ends before "%" and "·", within "n = 7" and "1 en 2", nor between a number and its year or points."""
    return TOGETHER.sub("\N{NO-BREAK SPACE}", text)


def number(value: Number, language: Language, *, decimals: int = 0) -> str:
    """A number with exactly so many decimals, rounded half up, with a real minus sign: -1234.5 -> "−1.234,5"."""
    exact = rounded(value, decimals=decimals)
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    shown = format_decimal(abs(exact), format=pattern, locale=LOCALES.in_(language))
    return f"{MINUS}{shown}" if exact < 0 else shown


def rounded(value: Number, *, decimals: int = 0) -> Decimal:
    """The number as it is shown: rounded half up to so many decimals."""
    return Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def percent(value: Number, language: Language, *, decimals: int = 0) -> str:
    """A percentage of 0-100: 36 -> "36 %" in Dutch and "36%" in English."""
    return say(PERCENT, language, value=number(value, language, decimals=decimals))


def points(value: Number, language: Language, *, decimals: int = 0) -> str:
    """A change in percentage points with its sign: 13 -> "+13 punten", 0 -> "0 punten"."""
    form = ONE_POINT if abs(rounded(value, decimals=decimals)) == 1 else POINTS
    return say(form, language, value=signed(value, language, decimals=decimals))


def signed(value: Number, language: Language, *, decimals: int = 0) -> str:
    """A number with its sign: 13 -> "+13", 0 -> "0"."""
    shown = number(value, language, decimals=decimals)
    return f"+{shown}" if rounded(value, decimals=decimals) > 0 else shown


def count(amount: int, noun: tuple[Text, Text], language: Language) -> str:
    """An amount with its noun, (singular, plural): "1 bedrijf", "7 bedrijven"."""
    return f"{number(amount, language)}\N{NO-BREAK SPACE}{noun[amount != 1].in_(language)}"


def all_years(amount: int, language: Language) -> str:
    """Every one of several years: "beide jaren", "alle 3 jaren"."""
    return say(BOTH_YEARS if amount == 2 else ALL_YEARS, language, amount=number(amount, language))


def day(value: date, language: Language) -> str:
    """A date in words: "5 maart 2026", "5 March 2026"."""
    return format_date(value, format="d MMMM y", locale=LOCALES.in_(language))


def join(parts: Iterable[str], language: Language) -> str:
    """A list in a sentence: "beleid, aanpak en herstel"."""
    words = list(parts)
    return format_list(words, style="standard", locale=LOCALES.in_(language)) if words else ""


def sentence(text: str) -> str:
    """The text with a capital and, where it has none, a full stop."""
    start = capital(text)
    return start if start.endswith((".", "!", "?", ":")) else f"{start}."


def other_language(language: Language) -> Language:
    """The one that the reader may change to."""
    return next(each for each in LANGUAGES if each != language)


def capital(text: str) -> str:
    """The text with a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def decimal_sign(language: Language) -> str:
    """The decimal sign of the language, "," or "."."""
    return str(Locale.parse(LOCALES.in_(language)).number_symbols["latn"]["decimal"])


def grouping_sign(language: Language) -> str:
    """The sign between thousands, "." or ","."""
    return str(Locale.parse(LOCALES.in_(language)).number_symbols["latn"]["group"])


def site(text: str) -> str:
    """An address as the name of its site: nobody follows a link in a picture or from a projector."""
    return text.split("/")[2] if is_address(text) else text


def is_address(text: str) -> bool:
    """Whether a text is the address of a page and nothing else."""
    return text.startswith(("https://", "http://")) and " " not in text
