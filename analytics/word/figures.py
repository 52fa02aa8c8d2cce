"""A figure in a document: caption, base, picture or table, notes and source, in words that can be edited."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from analytics.drawing.fit import sheet
from analytics.evidence import BOUNDED_NOTE, HATCHED_NOTE
from analytics.figure import Figure
from analytics.text import Text
from analytics.word.paper import FIGURE, TABLE, Paper
from analytics.word.pictures import Draw, sketch

NO_BROWSER: Final = Text(
    nl="De figuren staan in dit document als tabel: waar het is gemaakt, was geen browser (Chromium) om ze te tekenen.",
    en="The figures are tables in this document: where it was made there was no browser (Chromium) to draw them.",
)
VALUES: Final = Text(nl="De waarden van de figuren", en="The values of the figures")
LINE: Final = 1250  # px; as many characters of the largest type as a line of a wide print has
ANY: Final = 1e9
ON_ONE_PAGE: Final = 20  # rows


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure with its picture; None where it is written, shows nothing, or nobody could draw it."""

    figure: Figure
    png: bytes | None
    undrawn: bool = False


def drawings(figures: Sequence[Figure], draw: Draw | None) -> tuple[Drawn, ...]:
    """The figures with their pictures, drawn together. Raises what `draw` raises."""
    sketches = {place: made for place, each in enumerate(figures) if (made := sketch(each)) is not None}
    if draw is None:
        return tuple(Drawn(each, None, undrawn=place in sketches) for place, each in enumerate(figures))
    pictures = dict(zip(sketches, draw(tuple(sketches.values())), strict=True))
    return tuple(Drawn(each, pictures.get(place)) for place, each in enumerate(figures))


def show(paper: Paper, drawn: Drawn) -> None:
    """The figure with everything that stands around it on screen."""
    figure = drawn.figure
    if figure.empty is not None:
        paper.words(figure.title, "Caption")
        paper.remark(figure.subtitle, keep=True)
        paper.words(figure.empty)
    elif drawn.png is not None:
        paper.caption(FIGURE, figure.title)
        paper.remark(figure.subtitle, keep=True)
        paper.picture(drawn.png, alt=figure.alt)
    else:
        _table(paper, figure)
    bounded, hatched = BOUNDED_NOTE.in_(paper.language), HATCHED_NOTE.in_(paper.language)
    for note in figure.notes:  # a table has no hatching to explain
        paper.remark(bounded if note == hatched and drawn.png is None else note)
    paper.remark(figure.source)


def values(paper: Paper, drawn: Iterable[Drawn]) -> None:
    """The tables behind the pictures, under a heading of their own."""
    pictured = [each.figure for each in drawn if each.png is not None]
    if pictured:
        paper.heading(VALUES.in_(paper.language), 1)
    for figure in pictured:
        _table(paper, figure)


def _table(paper: Paper, figure: Figure) -> None:
    table = figure.table
    paper.caption(TABLE, figure.title)
    paper.remark(figure.subtitle, keep=True)
    shares = sheet(table, width=LINE, height=ANY).widths
    paper.table(
        table.header, table.rows, shares=shares, numeric=table.numeric, name=figure.title,
        whole=len(table.rows) <= ON_ONE_PAGE,
    )  # fmt: skip
