"""How much room a text needs on a slide, without asking for a font: the same on every machine.

Widths are those of Arial (in thousandths of the type size), made a little wider, because the font that a reader's
machine takes instead may be. Sizes and room in points.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

LINE: Final = 1.2
SMALLEST: Final = 12
# Wider than Arial: DejaVu and Verdana stand in where neither Arial nor Liberation is installed.
WIDER: Final = 1.17
BOLD: Final = 1.12
_WIDTHS: Final = {
    **dict.fromkeys("ijl'|", 222), **dict.fromkeys(" .,:;/!ftI[]\\‘’\N{NO-BREAK SPACE}", 278),
    **dict.fromkeys("r-()“”\"*·", 345), **dict.fromkeys("cksvxyzJ", 500),
    **dict.fromkeys("abdeghnopqu0123456789_?L$#€", 556), **dict.fromkeys("FTZ+−=<>~", 611),
    **dict.fromkeys("ABEKPSVXY&", 667), **dict.fromkeys("CDHNRUw", 722), **dict.fromkeys("GOQ", 778),
    **dict.fromkeys("mM%", 889), **dict.fromkeys("W@—…", 1000),
}  # fmt: skip
_OTHER: Final = 600
NARROWEST: Final = WIDER * min(_WIDTHS.values()) / 1000
# A line may break after a space, and after a hyphen or a stroke inside a word.
_PIECES: Final = re.compile(r"[^\s/-]*[/-]+(?=\S)|[^\s/-]+[/-]*\s*|[/-]+\s*|\s+")


@lru_cache(maxsize=8192)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of one line of text."""
    thousandths = sum(_WIDTHS.get(each, _OTHER) for each in text)
    return thousandths / 1000 * size * WIDER * (BOLD if bold else 1)


@lru_cache(maxsize=4096)
def lines(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text as it breaks over lines of at most `room`; a word that is longer than a line is broken."""
    made: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for piece in _PIECES.findall(paragraph.replace("\N{NO-BREAK SPACE}", "\x00")):
            word = piece.replace("\x00", "\N{NO-BREAK SPACE}")
            if line and width((line + word).rstrip(), size, bold=bold) > room:
                made.append(line.rstrip())
                line = ""
            while width(word.rstrip(), size, bold=bold) > room and len(word) > 1:
                most = min(len(word) - 1, int(room / (size * NARROWEST)) + 1)
                cut = next((k for k in range(most, 1, -1) if width(word[:k], size, bold=bold) <= room), 1)
                made.append(word[:cut])
                word = word[cut:]
            line += word
        made.append(line.rstrip())
    return tuple(made)


def height(text: str, size: float, room: float, *, bold: bool = False) -> float:
    """The height of a text over lines of at most `room`."""
    return len(lines(text, size, room, bold=bold)) * size * LINE


def longest_word(text: str, size: float, *, bold: bool = False) -> float:
    """The width of the longest part that no line may break."""
    return max((width(each.strip(), size, bold=bold) for each in _PIECES.findall(text)), default=0.0)


def fitting(
    texts: Sequence[str], steps: Sequence[int], *, room: float, high: float, bold: bool = False, between: float = 0
) -> int | None:
    """The largest size of `steps` at which all texts fit below each other; None where the smallest is too large."""
    for size in steps:
        total = sum(height(each, size, room, bold=bold) + between for each in texts) - between
        if total <= high:
            return size
    return None


def shortened(text: str, size: float, *, room: float, high: float, bold: bool = False) -> str:
    """The text cut at a word so that it fits, with "…" for what is left out; whole where it fits."""
    if height(text, size, room, bold=bold) <= high:
        return text
    words = text.split(" ")
    while len(words) > 1 and height(" ".join(words) + " …", size, room, bold=bold) > high:
        words.pop()
    return " ".join(words) + " …"
