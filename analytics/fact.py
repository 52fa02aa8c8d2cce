"""How a fact without companies' answers is read: its texts, its lists, and words that were written freely."""

from collections.abc import Mapping
from typing import Any

from analytics.text import Language, Text

Fact = Mapping[str, Any]
# An edition writes this code for what one company alone wrote, or what reads like a company's name.
STAND_IN = "other"
OTHER = Text(nl="overig", en="other")


def both(row: Fact, key: str, language: Language) -> str:
    """A column pair such as title_nl and title_en, in one language; empty where the fact has none."""
    return Text(str(row.get(f"{key}_nl") or ""), str(row.get(f"{key}_en") or "")).in_(language)


def parts(row: Fact, key: str) -> tuple[str, ...]:
    """What stands between the semicolons of a column."""
    return tuple(each.strip() for each in str(row.get(key) or "").split(";") if each.strip())


def address(row: Fact) -> str:
    """Where the fact can be read; the name of its source where that has no address; empty without one."""
    return str(row.get("url") or row.get("source") or "")


def free_word(word: str, language: Language) -> str:
    """A word that was written freely, as it stands; in words where it was replaced."""
    return OTHER.in_(language) if word == STAND_IN else word
