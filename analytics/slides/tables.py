"""Tables on a slide: a figure's own, or a grid of written values."""

from collections.abc import Sequence
from typing import Any, Final

from lxml import etree
from pptx.oxml.ns import qn
from pptx.util import Pt

from analytics.decks.tables import DOWN, Way, turned, written
from analytics.figure import Figure, Mark
from analytics.slides.places import Area
from analytics.slides.sheet import ANCHOR, Sheet, describe, emu, paragraphs, rgb
from analytics.slides.style import Style
from analytics.theme import between

NO_STYLE_NO_GRID: Final = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def draw_table(sheet: Sheet, figure: Figure, area: Area, *, way: Way, rows: range) -> None:
    """The header and these rows of a figure's table (or grid) as a table that can be edited."""
    words = written(figure)
    aligned = _aligned(figure, columns=len(words.header))
    shown = words.rows[rows.start : rows.stop]
    frame = sheet.shapes.add_table(len(shown) + 1, len(words.header), *emu(area))
    frame.name = figure.title
    describe(frame, figure.alt)
    table = frame.table
    table.horz_banding = False
    table.first_col = True
    style = table._tbl.tblPr.find(qn("a:tableStyleId"))
    if style is not None:
        style.text = NO_STYLE_NO_GRID
    for column, wide in zip(table.columns, way.widths, strict=True):
        column.width = Pt(wide)
    table.rows[0].height = Pt(way.head)
    for column, (cell, text) in enumerate(zip(table.rows[0].cells, words.header, strict=True)):
        _cell(sheet, cell, text, behind=None, muted=True, align=aligned[column], way=way, column=column, head=True)
    for place, texts in enumerate(shown, start=1):
        row = rows.start + place - 1
        table.rows[place].height = Pt(way.rows[row])
        for column, (cell, text) in enumerate(zip(table.rows[place].cells, texts, strict=True)):
            mark = _mark(figure, row=row, column=column)
            behind = None if mark is None else _shade(figure, sheet.style, mark)
            unknown = mark is not None and mark.value is None
            align = aligned[column]
            _cell(sheet, cell, text, behind=behind, muted=unknown, align=align, way=way, column=column, head=False)


def _cell(
    sheet: Sheet, cell: Any, text: str, *, behind: str | None, muted: bool, align: Any, way: Way, column: int,
    head: bool,
) -> None:  # fmt: skip
    cell.margin_left, cell.margin_right = Pt(way.across + way.apart[column]), Pt(way.across)
    cell.margin_top = cell.margin_bottom = Pt(DOWN)
    cell.vertical_anchor = ANCHOR["bottom" if head else "middle"]
    colour = sheet.colour("muted" if muted else "ink")
    paragraphs(cell.text_frame, text.split("\n"), size=way.size, colour=colour, bold=head, align=align)
    if behind is not None:
        cell.fill.solid()
        cell.fill.fore_color.rgb = rgb(behind)
    edge = etree.Element(qn("a:lnB"))
    edge.set("w", str(Pt(1.5 if head else 0.75)))
    fill = etree.SubElement(etree.SubElement(edge, qn("a:solidFill")), qn("a:srgbClr"))
    fill.set("val", str(sheet.colour("muted" if head else "grid")))
    cell._tc.get_or_add_tcPr().insert(0, edge)


def _aligned(figure: Figure, *, columns: int) -> Sequence[Any]:
    """Where the words of every column stand."""
    if _is_grid(figure):
        return ["left", *["center"] * (columns - 1)]
    numeric = figure.table.numeric or (False,) * columns
    return ["right" if each else "left" for each in numeric]


def _is_grid(figure: Figure) -> bool:
    return figure.form == "grid" and bool(figure.categories)


def _mark(figure: Figure, *, row: int, column: int) -> Mark | None:
    """The mark of a cell of a grid; None of a header, and in a table."""
    if not _is_grid(figure) or column == 0:
        return None
    series, place = (column - 1, row) if turned(figure) else (row, column - 1)
    return figure.series[series].marks[place]


def _shade(figure: Figure, style: Style, mark: Mark) -> str | None:
    """The darker, the larger what is certain; what is not shown stands there in words, unshaded."""
    if mark.certain is None:
        return None
    low, high = figure.axis or (0, 100)
    return between(style.look.shade_from, style.look.shade_to, (mark.certain - low) / (high - low))
