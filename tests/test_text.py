"""Words and numbers: formats per language, and every text present in both with the same placeholders."""

import importlib
import pkgutil
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from string import Formatter
from typing import Any

import pytest

import analytics
from analytics.text import COMPANIES, all_years, count, day, join, number, percent, points, rounded, say, sentence
from data.cube import Text

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"


def _texts(value: Any, where: str) -> Iterator[tuple[str, Text]]:
    """Every Text inside a constant of a module."""
    if isinstance(value, Text):
        yield where, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _texts(each, f"{where}[{key!r}]")
            yield from _texts(key, where)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _texts(each, where)


def _catalogue() -> list[tuple[str, Text]]:
    found: dict[Text, str] = {}
    for module in pkgutil.walk_packages(analytics.__path__, "analytics."):
        loaded = importlib.import_module(module.name)
        for name, value in vars(loaded).items():
            if not name.startswith("_"):
                for where, text in _texts(value, f"{module.name}.{name}"):
                    found.setdefault(text, where)
    return [(where, text) for text, where in found.items()]


def _placeholders(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_every_text_is_there_in_both_languages_with_the_same_placeholders() -> None:
    catalogue = _catalogue()
    assert len(catalogue) > 150
    for where, text in catalogue:
        assert text.nl.strip(), where
        assert text.en.strip(), where
        assert _placeholders(text.nl) == _placeholders(text.en), where


@pytest.mark.parametrize(
    ("value", "decimals", "nl", "en"),
    [
        (36, 0, f"36{NBSP}%", "36%"),
        (Decimal("12.5"), 1, f"12,5{NBSP}%", "12.5%"),
        (Decimal("36.5"), 0, f"37{NBSP}%", "37%"),
        (Decimal("-0.4"), 0, f"0{NBSP}%", "0%"),
    ],
)
def test_a_percentage_follows_the_language_and_rounds_half_up(value: Decimal, decimals: int, nl: str, en: str) -> None:
    assert percent(value, "nl", decimals=decimals) == nl
    assert percent(value, "en", decimals=decimals) == en


def test_a_change_has_its_sign_a_real_minus_and_the_right_plural() -> None:
    assert points(13, "nl") == f"+13{NBSP}punten"
    assert points(-13, "en") == f"{MINUS}13{NBSP}points"
    assert points(1, "nl") == f"+1{NBSP}punt"
    assert points(Decimal("-1.2"), "en") == f"{MINUS}1{NBSP}point"
    assert points(Decimal("0.4"), "nl") == f"0{NBSP}punten"
    assert points(Decimal("-0.4"), "nl") == f"0{NBSP}punten"


def test_two_years_are_both_and_not_all_two() -> None:
    assert [all_years(each, "nl") for each in (2, 3)] == ["beide jaren", "alle 3 jaren"]
    assert [all_years(each, "en") for each in (2, 3)] == ["both years", "all 3 years"]


def test_a_half_is_rounded_up_as_the_cube_does_and_not_to_even() -> None:
    assert [rounded(each) for each in (Decimal("0.5"), Decimal("1.5"), Decimal("2.5"))] == [1, 2, 3]


def test_thousands_and_decimals_are_separated_as_the_language_does() -> None:
    assert number(Decimal("-1234.5"), "nl", decimals=1) == f"{MINUS}1.234,5"
    assert number(Decimal("-1234.5"), "en", decimals=1) == f"{MINUS}1,234.5"


def test_dates_counts_lists_and_sentences_are_written_out() -> None:
    assert day(date(2026, 3, 5), "nl") == "5 maart 2026"
    assert day(date(2026, 3, 5), "en") == "5 March 2026"
    assert count(1, COMPANIES, "nl") == f"1{NBSP}bedrijf"
    assert count(7, COMPANIES, "en") == f"7{NBSP}companies"
    assert join(["beleid", "aanpak", "herstel"], "nl") == "beleid, aanpak en herstel"
    assert join(["policy", "act"], "en") == "policy and act"
    assert join([], "nl") == ""
    assert sentence("één bedrijf") == "Één bedrijf."


def test_a_text_without_a_value_for_its_placeholder_is_refused() -> None:
    with pytest.raises(KeyError):
        say(Text("{n} bedrijven", "{n} companies"), "nl")
