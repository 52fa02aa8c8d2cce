"""A picture as SVG: the same specification that a screen draws with Plotly, written out without Plotly or a browser.

It knows what `plotly_spec` uses and nothing more: bars (solid or hatched), points, lines, rectangles and text.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from analytics.drawing.canvas import Spec
from analytics.drawing.svg_text import Label, Paint, box, length, same

NOTHING: Final = "rgba(0,0,0,0)"
DASHES: Final = {"dot": "1.5 3", "dash": "6 4"}


def svg_of(spec: Spec, *, width: float, paint: Paint = same, name: str = "p") -> str:
    """What a picture consists of, as SVG elements of `width` by the specification's height (px), without a root.

    paint: how a colour of the theme is written (itself, or a variable of a style sheet); name: begins the identifiers,
    which must differ between the pictures of one document.
    """
    layout = spec["layout"]
    margin = layout["margin"]
    high = layout["height"] - margin["t"] - margin["b"]
    pen = Pen(
        width - margin["l"] - margin["r"], high, margin["l"], margin["t"],
        layout["xaxis"], layout["yaxis"], paint, name,
    )  # fmt: skip
    shapes = layout["shapes"]
    below = [each for each in shapes if each.get("layer") == "below"]
    parts = [
        *_grid(pen),
        *(_shape(pen, each) for each in below),
        *(part for trace in spec["data"] for part in _trace(pen, trace)),
        *(_shape(pen, each) for each in shapes if each not in below),
        *_axes(pen),
        *(_annotation(pen, each) for each in layout["annotations"]),
    ]
    return f"{pen.patterns()}{''.join(parts)}"


@dataclass(slots=True)
class Pen:
    """The plot of one picture: its place on the sheet in px, its two axes, and the hatchings used so far."""

    width: float
    height: float
    left: float
    top: float
    xaxis: Spec
    yaxis: Spec
    paint: Paint
    name: str
    hatches: dict[tuple[str, float, float], str] = field(default_factory=dict)

    def x(self, value: float, *, paper: bool = False) -> float:
        """From data (or a share of the plot) to px from the left."""
        low, high = (0, 1) if paper else self.xaxis["range"]
        return self.left + (value - low) / (high - low) * self.width

    def y(self, value: float, *, paper: bool = False) -> float:
        """From data (or a share of the plot) to px from the top."""
        low, high = (0, 1) if paper else self.yaxis["range"]
        return self.top + self.height - (value - low) / (high - low) * self.height

    def hatch(self, colour: str, *, size: float, solidity: float) -> str:
        """The fill of a hatching, which is described once per picture."""
        key = (colour, size, solidity)
        self.hatches.setdefault(key, f"{self.name}-h{len(self.hatches)}")
        return f"url(#{self.hatches[key]})"

    def patterns(self) -> str:
        """The hatchings of this picture: slanted lines over nothing."""
        made = "".join(
            f'<pattern id="{name}" width="{length(size)}" height="{length(size)}" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><path d="M0 0V{length(size)}" stroke="{self.paint(colour)}" '
            f'stroke-width="{length(max(1.2, 2 * size * solidity))}"/></pattern>'
            for (colour, size, solidity), name in self.hatches.items()
        )
        return f"<defs>{made}</defs>" if made else ""


def _grid(pen: Pen) -> Iterator[str]:
    for axis, upright in ((pen.xaxis, True), (pen.yaxis, False)):
        if not axis.get("showgrid", True):
            continue
        for value in axis.get("tickvals", ()):
            if upright:
                path = f"M{length(pen.x(value))} {length(pen.top)}V{length(pen.top + pen.height)}"
            else:
                path = f"M{length(pen.left)} {length(pen.y(value))}H{length(pen.left + pen.width)}"
            yield f'<path d="{path}" stroke="{pen.paint(axis["gridcolor"])}"/>'


def _axes(pen: Pen) -> Iterator[str]:
    """The words along both axes."""
    foot, lowest = pen.top + pen.height, 0.0
    size, colour = pen.xaxis["tickfont"]["size"], pen.xaxis["tickfont"]["color"]
    if pen.xaxis.get("showticklabels", True):
        for value, text in zip(pen.xaxis.get("tickvals", ()), _tick_texts(pen.xaxis), strict=True):
            label = Label(text, size, colour, pen.x(value), foot + 4, "center", "top")
            lowest = max(lowest, label.height)
            yield label.drawn(pen.paint)
    if pen.yaxis.get("showticklabels", True):
        for value, text in zip(pen.yaxis.get("tickvals", ()), _tick_texts(pen.yaxis), strict=True):
            yield Label(text, size, colour, pen.left - 6, pen.y(value), "right", "middle").drawn(pen.paint)
    if text := pen.xaxis["title"].get("text"):
        middle = pen.left + pen.width / 2
        yield Label(text, size, colour, middle, foot + lowest + 8, "center", "top").drawn(pen.paint)
    if text := pen.yaxis["title"].get("text"):
        middle = pen.top + pen.height / 2
        yield Label(text, size, colour, 2 + size / 2, middle, "center", "middle", angle=-90).drawn(pen.paint)


def _tick_texts(axis: Spec) -> list[str]:
    texts = axis.get("ticktext")
    return [str(each) for each in axis.get("tickvals", ())] if texts is None else list(texts)


def _shape(pen: Pen, shape: Spec) -> str:
    """A rule or a rectangle; with `ysizemode` "pixel" its heights are px above the anchor."""
    line = shape["line"]
    x0, x1 = pen.x(shape["x0"]), pen.x(shape["x1"])
    if shape.get("ysizemode") == "pixel":
        base = pen.y(shape["yanchor"], paper=shape.get("yref") == "paper")
        y0, y1 = base - shape["y0"], base - shape["y1"]
    else:
        y0, y1 = (pen.y(shape[end], paper=shape.get("yref") == "paper") for end in ("y0", "y1"))
    stroke = _stroke(pen, line)
    if shape["type"] == "line":
        return f'<path d="M{length(x0)} {length(y0)}L{length(x1)} {length(y1)}"{stroke}/>'
    return f'<rect{box(x0, y0, x1, y1)} fill="{_fill(pen, shape["fillcolor"])}"{stroke}/>'


def _stroke(pen: Pen, line: Spec) -> str:
    if not line.get("width"):
        return ""
    dash = DASHES.get(line.get("dash", "solid"))
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f' stroke="{pen.paint(line["color"])}" stroke-width="{length(line["width"])}"{dashed}'


def _fill(pen: Pen, colour: str) -> str:
    return "none" if colour == NOTHING else pen.paint(colour)


def _trace(pen: Pen, trace: Spec) -> Iterator[str]:
    if trace["type"] == "bar":
        yield from _bars(pen, trace)
        return
    points = [(pen.x(x), pen.y(y)) for x, y in zip(trace["x"], trace["y"], strict=True)]
    if "lines" in trace["mode"]:
        path = "L".join(f"{length(x)} {length(y)}" for x, y in points)
        yield f'<path d="M{path}" fill="none"{_stroke(pen, trace["line"])}/>'
    if "markers" in trace["mode"]:
        marker = trace["marker"]
        look = f' fill="{_fill(pen, marker["color"])}"{_stroke(pen, marker["line"])}'
        radius = marker["size"] / 2
        for x, y in points:
            yield _point(x, y, radius=radius, diamond=marker.get("symbol") == "diamond", look=look)


def _point(x: float, y: float, *, radius: float, diamond: bool, look: str) -> str:
    if not diamond:
        return f'<circle cx="{length(x)}" cy="{length(y)}" r="{length(radius)}"{look}/>'
    reach = radius * 1.3
    corners = ((x, y - reach), (x + reach, y), (x, y + reach), (x - reach, y))
    sides = f"M{'L'.join(f'{length(across)} {length(down)}' for across, down in corners)}z"
    return f'<path d="{sides}"{look}/>'


def _bars(pen: Pen, trace: Spec) -> Iterator[str]:
    marker, half = trace["marker"], trace["width"] / 2
    fill = _fill(pen, marker["color"])
    if pattern := marker.get("pattern"):
        fill = pen.hatch(pattern["fgcolor"], size=pattern["size"], solidity=pattern["solidity"])
    look = f' fill="{fill}"{_stroke(pen, marker.get("line", {}))}'
    base = trace.get("base", 0)
    for x, y in zip(trace["x"], trace["y"], strict=True):
        if trace.get("orientation") == "h":
            area = box(pen.x(base), pen.y(y - half), pen.x(base + x), pen.y(y + half))
        else:
            area = box(pen.x(x - half), pen.y(base), pen.x(x + half), pen.y(base + y))
        yield f"<rect{area}{look}/>"


def _annotation(pen: Pen, note: Spec) -> str:
    """Text beside a point of the data or of the plot; Plotly's rule for the sides that are not named."""
    wide, high = note.get("xref") == "paper", note.get("yref") == "paper"
    side = note.get("xanchor") or _nearest(note["x"], wide, ("left", "center", "right"))
    level = note.get("yanchor") or _nearest(note["y"], high, ("bottom", "middle", "top"))
    x = pen.x(note["x"], paper=wide) + note.get("xshift", 0)
    y = pen.y(note["y"], paper=high) - note.get("yshift", 0)
    label = Label(
        note["text"], note["font"]["size"], note["font"]["color"], x, y, side, level, note.get("align", "center"),
        note.get("bgcolor", ""), note.get("textangle", 0),
    )  # fmt: skip
    return label.drawn(pen.paint)


def _nearest(value: float, paper: bool, sides: tuple[str, str, str]) -> str:
    if not paper:
        return sides[1]
    return sides[0] if value < 1 / 3 else sides[2] if value > 2 / 3 else sides[1]
