"""A deck as one file: opens in any browser, presents, prints, and needs no server and no network.

Every slide of both languages stands in it, drawn already; its script only shows one of them at a time.
"""

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Final

from analytics.decks.deck import Page
from analytics.decks.long_tables import numbered
from analytics.offline.controls import bar, desk
from analytics.offline.slide import SHADES, slide
from analytics.text import Language, other_language
from analytics.theme import DARK, FONT, LIGHT, Look, between

HERE: Final = Path(__file__).parent

__all__ = ["html_of", "policy", "source_hash"]


def html_of(pages: Sequence[Page], *, name: str, language: Language, other: Sequence[Page] = ()) -> str:
    """The deck as one HTML document.

    other: the same slides in the other language, for who changes it in the middle of a talk. The same pages give the
    same document, byte for byte.
    """
    second = other_language(language)
    first = numbered(pages, other)
    twins = numbered(other, pages) if other else ()
    slides = [slide(page, language=language, of=len(first)) for page in first]
    slides += [slide(page, language=second, of=len(twins)) for page in twins]
    languages = (language, second) if other else (language,)
    body = (
        f"<h1 class='aside'>{escape(name)}</h1><main>{''.join(slides)}</main>{desk(languages)}{bar(languages)}"
        "<div id='black' hidden></div><p id='told' class='aside' aria-live='polite'></p>"
    )
    return (
        f"<!doctype html>\n<html lang='{language}' data-deck='{sha256(body.encode()).hexdigest()[:16]}'><head>"
        f"<meta charset='utf-8'><meta http-equiv='Content-Security-Policy' content=\"{policy()}\">"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        "<meta name='referrer' content='no-referrer'><meta name='robots' content='noindex'>"
        f"<link rel='icon' href='data:,'><title>{escape(_tab(pages, name))}</title>"
        f"<style>{_style()}</style></head><body>{body}<script>{_script()}</script></body></html>\n"
    )


def _tab(pages: Sequence[Page], name: str) -> str:
    """What the tab of a browser and the properties of a PDF say: also whether the deck is for no room."""
    return " · ".join(dict.fromkeys((*filter(None, (each.internal for each in pages)), name)))


@cache
def policy() -> str:
    """What the file may do: its own style and its own script, known by their hashes, and nothing from anywhere."""
    return (
        f"default-src 'none'; script-src {source_hash(_script())}; style-src {source_hash(_style())}; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def source_hash(text: str) -> str:
    """A script or style as a content security policy allows it: by its hash."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


@cache
def _script() -> str:
    return (HERE / "deck.js").read_text(encoding="utf-8")


@cache
def _style() -> str:
    """The style sheet after the colours of the theme; print and start are light, a key makes it dark."""
    shades = "".join(f".q{step}{{background:var(--q{step})}}" for step in range(SHADES + 1))
    dark = f"@media screen{{:root[data-look=dark]{{{_colours(DARK)}}}}}"
    sheet = (HERE / "deck.css").read_text(encoding="utf-8")
    return f":root{{--font:{FONT};{_colours(LIGHT)}}}{dark}{shades}{sheet}"


def _colours(look: Look) -> str:
    named = {"background": look.background, "ink": look.ink, "muted": look.muted, "grid": look.grid,
             "track": look.track, "accent": look.accent, "quiet": look.quiet, "contrast": look.contrast,
             "target": look.target}  # fmt: skip
    shades = {
        f"q{step}": between(look.shade_from, look.shade_to, step / SHADES) for step in range(SHADES + 1)
    }  # fmt: skip
    return "".join(f"--{name}:{colour};" for name, colour in (named | shades).items())
