"""The one look: colours by name in light and dark, fonts and sizes. A colour belongs to a code, never to a position."""

from dataclasses import dataclass
from typing import Final

FONT: Final = "'Source Sans', 'Source Sans 3', 'Source Sans Pro', 'Noto Sans', Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Look:
    """Colours of one mode. Everything drawn has at least 3:1 on `background`, everything written at least 4.5:1.

    accent: the same companies, the message; quiet: all companies, context; contrast: what leaves or warns; target:
    what is aimed at. track: what a bar could have filled; grid: axis lines; shade: the ends of a heat scale.
    """

    background: str
    ink: str
    muted: str
    grid: str
    track: str
    accent: str
    quiet: str
    contrast: str
    target: str
    shade_from: str
    shade_to: str

    def colour(self, name: str) -> str:
        """The colour with this name; KeyError where the theme has none."""
        named = {"accent": self.accent, "quiet": self.quiet, "contrast": self.contrast, "target": self.target}
        return named[name]


# Dark enough on white, and far enough apart for the three kinds of colour blindness (measured: least distance 11).
LIGHT: Final = Look(
    background="#ffffff", ink="#1b232c", muted="#56616d", grid="#e3e7eb", track="#eef1f4", accent="#0067a3",
    quiet="#5d6874", contrast="#b35900", target="#a6327f", shade_from="#f3f7fa", shade_to="#a9cfe8",
)  # fmt: skip
DARK: Final = Look(
    background="#0e1117", ink="#eef1f5", muted="#a7b1bd", grid="#2a313b", track="#1b212a", accent="#5cb5ee",
    quiet="#9ba7b4", contrast="#f0a35e", target="#e690c8", shade_from="#161c24", shade_to="#1f5680",
)  # fmt: skip


def look(*, dark: bool) -> Look:
    """The colours of a mode."""
    return DARK if dark else LIGHT


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours (#rrggbb) after WCAG 2, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def between(start: str, end: str, share: float) -> str:
    """The colour at `share` (0-1) of the way from one to another."""
    parts = zip(_channels(start), _channels(end), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * min(1.0, max(0.0, share))):02x}" for a, b in parts)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
