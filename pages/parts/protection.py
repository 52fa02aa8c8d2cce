"""What is shown and what is not, as markup."""

from html import escape

from analytics.protection import IN_FULL, LESS, protection
from analytics.text import number, say
from data.cube import Cube, Language
from pages.parts.explain import bullets


def protection_of(cube: Cube, language: Language) -> str:
    """The promise, the rules behind it, what they cost in this edition, and what is not covered."""
    told = protection(cube, language)
    provisional = f"<p><b>{escape(told.provisional)}</b></p>" if told.provisional else ""
    if not told.rules:
        return f"{provisional}{_paragraph(told.promise)}"
    promise = f"<p><b>{escape(told.promise)}</b></p>{_paragraph(told.doubt)}"
    less = _paragraph(IN_FULL.in_(language))
    if told.less:
        heading = escape(say(LESS, language, count=number(len(told.less), language)))
        less = f"<details><summary>{heading}</summary>{bullets(list(told.less))}</details>"
    closing = f"{_paragraph(told.not_covered)}{less}{_paragraph(told.withstood)}"
    return provisional + promise + bullets(list(told.rules)) + closing


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>" if text else ""
