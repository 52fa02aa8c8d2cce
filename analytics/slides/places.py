"""Places on a slide and in a layout, in points; the layouts that a deck asks for, by name."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal

from pptx.enum.shapes import PP_PLACEHOLDER

Role = Literal["figure", "section", "text"]
# The names that PowerPoint gives its layouts, in English and Dutch; a template's own names are compared without case.
NAMES: Final[dict[Role, tuple[str, ...]]] = {
    "figure": ("Title Only", "Alleen titel"),
    "section": ("Section Header", "Sectiekop", "Sectiekoptekst"),
    "text": ("Title and Content", "Titel en inhoud", "Titel en object", "Titel en tekst"),
}
# What PowerPoint writes in these layouts itself, whatever language their names are in.
TYPES: Final[dict[Role, str]] = {"figure": "titleOnly", "section": "secHead", "text": "obj"}
TITLES: Final = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
BODIES: Final = (PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.SUBTITLE)
POINT: Final = 12700


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on a slide, in points from its upper left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height


def place_of(holder: Any, kinds: Iterable[Any]) -> Any | None:
    """The first placeholder of a slide or layout of one of these kinds, in their order."""
    places = list(holder.placeholders)
    return next((each for kind in kinds for each in places if each.placeholder_format.type == kind), None)


def area_of(shape: Any) -> Area:
    """Where a shape stands."""
    return Area(shape.left / POINT, shape.top / POINT, shape.width / POINT, shape.height / POINT)
