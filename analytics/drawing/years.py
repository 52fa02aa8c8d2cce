"""Where the rounds stand in a picture over the years, and its scales in px."""

from dataclasses import dataclass
from typing import Final

from analytics.drawing.canvas import Canvas
from analytics.figure import Figure, Mark, Series

STEP: Final = 1.0
AFTER_BREAK: Final = 1.35
ASIDE: Final = 0.07
ASIDE_NARROW: Final = 0.16  # on a telephone two dots would otherwise read as one, and two lines as a single one


def positions(figure: Figure) -> dict[str, float]:
    """The place of every round on the axis; after a break there is more room."""
    places: dict[str, float] = {}
    at = 0.0
    for category in figure.categories:
        if places:
            at += AFTER_BREAK if category.break_before else STEP
        places[category.code] = at
    return places


@dataclass(frozen=True, slots=True)
class Sheet:
    """A canvas with the scales of this picture: from data to px, for placing labels."""

    canvas: Canvas
    places: dict[str, float]
    ends: tuple[float, float]
    axis: tuple[float, float]
    plot: tuple[int, int]

    def x(self, series: Series, mark: Mark) -> float:
        """The place of a mark: the ends of a same-company line stand a little aside, so that two lines never meet."""
        aside = 0.0
        if series.code.startswith("pair:"):
            aside = ASIDE_NARROW if self.canvas.narrow else ASIDE
            aside = aside if mark is series.marks[0] else -aside
        return self.places[mark.at] + aside

    def px(self, x: float, y: float) -> tuple[float, float]:
        """From data to px."""
        (x0, x1), (y0, y1) = self.ends, self.axis
        return (x - x0) / (x1 - x0) * self.plot[0], (y - y0) / (y1 - y0) * self.plot[1]
