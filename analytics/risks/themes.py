"""Risk themes: how mature companies are per theme, and how severe and likely they judge the risks to be."""

from analytics import vocabulary
from analytics.figure import Figure
from analytics.profile import THEMES, profile
from analytics.risks.risk import risk_field, risk_ranking
from analytics.risks.risk_first import risk_first
from analytics.risks.risk_years import risk_development
from analytics.text import Language, Text, say
from analytics.trend import trend
from data.cube import Cube

__all__ = [
    "maturity_themes",
    "risk_development",
    "risk_field",
    "risk_first",
    "risk_ranking",
    "theme_profile",
    "theme_trend",
]

SUBJECT = Text(nl="de score op het thema ‘{theme}’", en="the score on the theme ‘{theme}’")


def maturity_themes(cube: Cube) -> tuple[str, ...]:
    """The codes of the themes for which the edition has a maturity score, in the order of their list."""
    present = {cell.item.removeprefix("theme:") for cell in cube.cells("maturity") if cell.item.startswith("theme:")}
    return tuple(dict.fromkeys(theme.code for theme in cube.agreement.themes if theme.code in present))


def theme_trend(cube: Cube, language: Language, *, theme: str) -> Figure:
    """One theme's maturity over the rounds: same-company lines, dots for all companies, breaks as gaps."""
    return trend(cube, language, item=f"theme:{theme}", key=f"theme_trend_{theme}",
                 subject=theme_subject(cube, theme, language), indicator="maturity_theme")  # fmt: skip


def theme_subject(cube: Cube, theme: str, language: Language) -> str:
    """What the score on a theme is called in a sentence."""
    return say(SUBJECT, language, theme=vocabulary.theme(cube, theme, language))


def theme_profile(cube: Cube, language: Language, *, pair: tuple[int, int] | None = None) -> Figure:
    """All themes over two comparable rounds, the same companies, in the order of the list."""
    items = {f"theme:{code}": vocabulary.theme(cube, code, language) for code in maturity_themes(cube)}
    return profile(cube, language, kind=THEMES, items=items, pair=pair)
