"""Countries by their ISO code, however a company or a fact writes them."""

from functools import cache

from babel import Locale

from data.text import LANGUAGES


def country_code(written: str) -> str | None:
    """The ISO code of a country, from that code or from its name in either language; None for any other word."""
    return _territories().get(" ".join(written.split()).casefold())


@cache
def _territories() -> dict[str, str]:
    """ISO codes by themselves and by the names of countries, in small letters."""
    return {
        word.casefold(): code
        for language in LANGUAGES
        for code, name in Locale.parse(language).territories.items()
        for word in (code, name)
    }
