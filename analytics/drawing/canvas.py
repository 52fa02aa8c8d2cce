"""The sheet that every form draws on: colours, sizes, wrapped text, and the layout that all pictures share."""

import re
import textwrap
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from typing import Any, Final

from analytics.figure import Figure, Mark, Series
from analytics.text import decimal_sign, grouping_sign, number, percent, unbroken
from analytics.theme import FONT, Look, look

Spec = dict[str, Any]

NARROW_BELOW: Final = 560
# Mean width of a character as a share of the type size, measured generously so that nothing is cut off.
CHARACTER: Final = 0.54
# The same of a wide type, for what has no room to spare: nobody knows which one a reader has.
WIDE: Final = 0.58
# "%" is half as wide again; in Dutch the narrow space before it makes up for that.
PERCENT, WIDER = re.compile(r"(?<=\d)%"), 0.65
LINE: Final = 1.3


@dataclass(slots=True)
class Canvas:
    """What one picture is made of while it is drawn. Sizes in px; `width` is the width that the reader will see.

    room: the height of a slide, which writes the source itself; None on a page, where a picture is as high as it likes.
    readable: the type size that a room can still read; small type is no smaller, where the labels are larger.
    least: the least width at which a window shows the picture (px), where that is less than `width`; 0 where it is not.
    """

    figure: Figure
    look: Look
    width: int
    room: int | None = None
    readable: int = 0
    least: int = 0
    data: list[Spec] = field(default_factory=list)
    shapes: list[Spec] = field(default_factory=list)
    annotations: list[Spec] = field(default_factory=list)

    @property
    def narrow(self) -> bool:
        """Whether the picture is as narrow as a telephone."""
        return self.width < NARROW_BELOW

    @property
    def tight(self) -> int:
        """The width for which labels find their places: in a wider window points only move apart."""
        return self.least or self.width

    @property
    def size(self) -> int:
        """The type size of labels."""
        return 12 if self.narrow else 14

    @property
    def small(self) -> int:
        """The type size of axes, notes and the source."""
        return max(self.size - 1 if self.narrow else self.size - 2, min(self.readable, self.size))

    def free(self, usual: int, *, around: int, least: int, most: int | None = None) -> int:
        """The height of the drawing itself: `usual` on a page, and on a slide what is left beside `around`."""
        if self.room is None:
            return usual
        left = max(least, self.room - around)
        return left if most is None else min(left, most)

    def write(self, text: str, **place: Any) -> None:
        """Text without an arrow; text is set as it stands (escape it first with `wrap`)."""
        font = {"size": place.pop("size", self.size), "color": place.pop("colour", self.look.ink)}
        self.annotations.append({"text": text, "showarrow": False, "font": font, "align": "left", **place})

    def key(self, entries: list[tuple[str, str, str]], *, left: int = 0, raised: int = 0) -> int:
        """A line above the picture that says what is what: (sign, label, colour). Returns its height in px.

        left: the margin that it starts in; raised: what stands between it and the picture.
        """
        parts = [(sign, label, colour, (len(label) + 5) * self.size * CHARACTER) for sign, label, colour in entries]
        lines: list[str] = [""]
        used = 0.0
        for sign, label, colour, width in parts:
            if used and used + width > self.width - 20:
                lines.append("")
                used = 0.0
            gap = "\N{EM SPACE}" if used else ""
            coloured = f'<span style="color:{colour}">{sign}</span>'
            lines[-1] += f"{gap}{coloured}\N{NO-BREAK SPACE}{escape(label, quote=False)}"
            used += width
        height = round(len(lines) * self.size * LINE) + 8
        self.write("<br>".join(lines), x=0, xref="paper", xanchor="left", xshift=-left, y=1, yref="paper",
                   yanchor="bottom", yshift=4 + raised, colour=self.look.ink)  # fmt: skip
        return height

    def layout(self, *, height: int, left: int, right: int, top: int, bottom: int, **axes: Any) -> Spec:
        """The whole picture: room on each side in px, and the source line at the foot inside the picture."""
        source = wrap(self.figure.source, round((self.width - 16) / (self.small * CHARACTER)))
        foot = round((source.count("<br>") + 1) * self.small * LINE) + 14
        if self.room is not None:
            source, foot = "", 0
        return {
            "data": self.data,
            "layout": {
                "height": height + foot,
                "autosize": True,
                "margin": {"l": left, "r": right, "t": top, "b": bottom + foot, "pad": 0},
                "paper_bgcolor": "rgba(0,0,0,0)",
                "plot_bgcolor": "rgba(0,0,0,0)",
                "font": {"family": FONT, "size": self.size, "color": self.look.ink},
                "separators": decimal_sign(self.figure.language) + grouping_sign(self.figure.language),
                "showlegend": False,
                "hovermode": "closest",
                "dragmode": False,
                "hoverlabel": {"font": {"family": FONT, "size": self.size}, "align": "left"},
                "title": {
                    "text": source, "x": 0, "xref": "container", "xanchor": "left", "pad": {"l": 2},
                    "y": (foot - 6) / (height + foot), "yref": "container", "yanchor": "top", "automargin": False,
                    "font": {"size": self.small, "color": self.look.muted},
                },
                "shapes": self.shapes,
                "annotations": self.annotations,
                **axes,
            },
        }  # fmt: skip

    def axis(self, **settings: Any) -> Spec:
        """An axis that cannot be dragged, with a light grid."""
        return {
            "fixedrange": True, "gridcolor": self.look.grid, "gridwidth": 1, "zeroline": False, "showline": False,
            "ticks": "", "tickfont": {"size": self.small, "color": self.look.muted},
            "title": {"font": {"size": self.small, "color": self.look.muted}, "standoff": 8}, **settings,
        }  # fmt: skip


def canvas(
    figure: Figure, *, dark: bool, width: int, room: int | None = None, readable: int = 0, least: int = 0
) -> Canvas:
    """An empty sheet for a figure."""
    return Canvas(figure, look(dark=dark), width, room, readable, least)


def wrap(text: str, characters: int) -> str:
    """Text over several lines at word boundaries, safe for a picture; a word is never cut."""
    return "<br>".join(escape(line, quote=False) for line in wrapped_lines(text, characters))


@lru_cache(maxsize=8192)
def wrapped_lines(text: str, characters: int) -> tuple[str, ...]:
    """The lines that a text takes, at word boundaries; a word is never cut."""
    return tuple(textwrap.wrap(text, max(characters, 6), break_long_words=False, break_on_hyphens=True))


def wrap_round(label: str, characters: int) -> str:
    """The label of a round: its years in brackets on a line of their own, its number on the line of its word."""
    return "<br>".join(wrap(unbroken(part), characters) for part in label.replace(" (", "\n(").split("\n"))


def text_width(text: str, size: float) -> float:
    """The width in px that a text needs, over its longest line."""
    return max(len(line) + WIDER * len(PERCENT.findall(line)) for line in text.split("<br>")) * size * CHARACTER


def text_height(text: str, size: float) -> float:
    """The height in px that a text needs."""
    return (text.count("<br>") + 1) * size * LINE


def ticks(figure: Figure, values: list[float]) -> Spec:
    """Places on the value axis, written in the figure's language and unit."""
    write = percent if figure.unit == "%" else number
    return {"tickvals": values, "ticktext": [write(each, figure.language) for each in values]}


def hover(series: Series, mark: Mark) -> str:
    """What a pointer over a mark says: series, value and the companies behind it."""
    n = "" if mark.n is None else f"<br>n = {mark.n}"
    return f"{escape(series.label, quote=False)}: {escape(mark.text, quote=False)}{n}"
