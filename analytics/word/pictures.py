"""The pictures of figures at the width of a page, drawn by one start of a browser however many they are."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import accumulate
from typing import Final

from PIL import Image

from analytics.chromium import screenshot
from analytics.drawing import plotly_spec
from analytics.drawing.svg import svg_of
from analytics.drawing.svg_text import root
from analytics.figure import WRITTEN, Figure

# On 16 cm of paper, type of 14 px becomes 9 points.
WIDTH: Final = 680
SCALE: Final = 2.5  # 270 dots per inch at that width
HEIGHT: Final = 240  # px that a picture fills where its form can, and exceeds where it must
SLACK: Final = 160  # px; a window shows less than its size where the browser keeps room for bars of its own
POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"


@dataclass(frozen=True, slots=True)
class Sketch:
    """The picture of a figure without its words around it, as SVG; its size in px."""

    svg: str
    height: int
    width: int = WIDTH


# From sketches to PNG files, one each. Raises ChromiumError.
Draw = Callable[[Sequence[Sketch]], Sequence[bytes]]


def sketch(figure: Figure) -> Sketch | None:
    """The picture of a figure; None of one that is written, or that shows nothing."""
    if figure.form in WRITTEN or figure.empty is not None:
        return None
    spec = plotly_spec(figure, width=WIDTH, room=HEIGHT)
    height = int(spec["layout"]["height"])
    body = svg_of(spec, width=WIDTH, name=figure.key)
    return Sketch(root(body, width=WIDTH, height=height, attributes={"width": WIDTH, "height": height}), height)


def drawn(sketches: Sequence[Sketch]) -> tuple[bytes, ...]:
    """All of them below each other on one page, as the browser draws it, and then cut apart."""
    if not sketches:
        return ()
    tops = list(accumulate((each.height for each in sketches), initial=0))
    page = screenshot(
        f"<!doctype html><meta charset='utf-8'><meta http-equiv='Content-Security-Policy' content=\"{POLICY}\">"
        "<style>body{margin:0;background:#fff}svg{display:block}</style>" + "".join(each.svg for each in sketches),
        width=WIDTH, height=tops[-1] + SLACK, scale=SCALE,
    )  # fmt: skip
    with Image.open(BytesIO(page)) as whole:
        picture = whole.convert("RGB")
    return tuple(_cut(picture, each, top=top) for each, top in zip(sketches, tops, strict=False))


def _cut(picture: Image.Image, part: Sketch, *, top: int) -> bytes:
    box = (0, top, part.width, top + part.height)
    made = BytesIO()
    picture.crop(tuple(round(each * SCALE) for each in box)).save(made, "PNG", optimize=True)  # type: ignore[arg-type]
    return made.getvalue()
