"""A few large numbers on a slide."""

from analytics.figure import Figure
from analytics.measure import width
from analytics.slides.places import Area
from analytics.slides.sheet import Sheet


def large_numbers(sheet: Sheet, figure: Figure, area: Area) -> None:
    """A few large numbers with what they are, and the companies behind them."""
    marks = [mark for each in figure.series for mark in each.marks]
    slot = area.width / max(len(marks), 1)
    high = min(area.height, 250.0)
    top = area.top + max(0.0, (area.height - high) / 3)
    sizes = [
        size
        for size in (60, 54, 48, 40, 32, 28)
        if all(width(mark.text, size) <= slot - 20 for mark in marks if mark.value is not None)
    ]
    size = sizes[0] if sizes else 24
    for place, (category, mark) in enumerate(zip(figure.categories, marks, strict=True)):
        left = area.left + place * slot
        known = mark.value is not None
        colour = "muted" if not known else "accent" if place == len(marks) - 1 else "ink"
        sheet.write(mark.text, Area(left, top, slot - 20, high * 0.45), size=size if known else 24, colour=colour,
                    anchor="bottom")  # fmt: skip
        n = f"\nn = {mark.n}" if mark.n is not None else ""
        below = Area(left, top + high * 0.45 + 8, slot - 20, high * 0.5)
        sheet.write(category.label.replace("<br>", "\n") + n, below, size=18, colour="muted")
