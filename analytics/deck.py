"""A deck: what somebody chose to show, in order; and its pages: what every slide says, ready for any medium.

A deck holds codes and own words only. `pages_of` asks the figures of one edition; a medium (screen, PowerPoint, one
file, print) takes the pages, knows nothing of an edition, and formats no number itself.
"""

from dataclasses import dataclass
from typing import Literal

from analytics.figure import Figure
from analytics.text import Language
from data.cube import Cube

Kind = Literal["figure", "section", "text", "steps", "protection", "project", "decision"]


@dataclass(frozen=True, slots=True)
class Slide:
    """What somebody chose.

    figure: a key of the catalogue; choice: as in the address, (("round", "5"),); title: an own title, empty for the
    figure's or the fixed one; text: the lines of a text slide; notes: own speaker notes; code: the id of a project or
    decision.
    """

    kind: Kind
    figure: str = ""
    choice: tuple[tuple[str, str], ...] = ()
    title: str = ""
    text: str = ""
    notes: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """Slides in order, for one language and one edition (by name)."""

    name: str
    language: Language
    edition: str
    slides: tuple[Slide, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What a slide says, in one language; all words and numbers are final.

    body: the lines of a text, section, fixed or card slide; notes: speaker notes (own ones, definition, caveats, what
    not to say); footer: source, edition and who may see it; figure: None where there is nothing to draw.
    """

    number: int
    kind: Kind
    title: str
    subtitle: str
    figure: Figure | None
    body: tuple[str, ...]
    notes: tuple[str, ...]
    footer: str
    invented: bool


def pages_of(cube: Cube, deck: Deck) -> tuple[Page, ...]:
    """A page per slide, in order."""
    raise NotImplementedError
