"""What stands around a picture on a slide of PowerPoint, and so how much room it leaves; in points."""

from typing import Final

from analytics.decks.deck import Page
from analytics.figure import Figure
from analytics.measure import LINE, SMALLEST, fitting, height, lines

SUBTITLE_STEPS: Final = (16, 14, SMALLEST)
BELOW_SUBTITLE: Final = 12
ABOVE_NOTES: Final = 8
# Lines of notes below a picture: on a low sheet the picture comes first.
NOTE_LINES, NOTE_LINES_LOW, LOW = 3, 1, 380


def subtitle_of(page: Page, *, width: float) -> tuple[int, float]:
    """Type size of the subtitle, and its height with what stands below it."""
    if not page.subtitle:
        return SUBTITLE_STEPS[0], 0.0
    most = 2 * SUBTITLE_STEPS[0] * LINE
    size = fitting([page.subtitle], SUBTITLE_STEPS, room=width, high=most) or SMALLEST
    return size, height(page.subtitle, size, width) + BELOW_SUBTITLE


def notes_beside(figure: Figure, *, width: float, high: float) -> tuple[str, ...]:
    """The notes that find room on a slide whose content is `width` by `high`; all of them are with the speaker."""
    kept: list[str] = []
    left = NOTE_LINES_LOW if high < LOW else NOTE_LINES
    for note in figure.notes:
        taken = len(lines(note, SMALLEST, width))
        if taken <= left:
            kept.append(note)
            left -= taken
    return tuple(kept)


def notes_height(notes: tuple[str, ...], *, width: float) -> float:
    """What these notes take, with what stands above them."""
    taken = sum(height(each, SMALLEST, width) for each in notes)
    return taken + ABOVE_NOTES if notes else 0.0
