"""Tables on a slide: a figure's own, or a grid of written values; one that does not fit goes on over more slides."""

from collections.abc import Sequence
from typing import Any, Final

from lxml import etree
from pptx.oxml.ns import qn
from pptx.util import Pt

from analytics.drawing.fit import shared
from analytics.figure import Figure, Mark
from analytics.slides.charts import describe
from analytics.slides.measure import height, longest_word, width
from analytics.slides.places import Area
from analytics.slides.sheet import ANCHOR, SMALL, Sheet, emu, paragraphs, rgb
from analytics.slides.style import Style
from analytics.text import site
from analytics.theme import between

Cell = tuple[str, str | None, bool]  # words, the colour behind them ("#rrggbb"), whether there is a value
STEPS: Final = (16, 14, 13, SMALL)
ACROSS, DOWN = 6.0, 3.0
MOST_ACROSS: Final = 8
# A word that breaks is worse than a line that does: room for type that is wider still.
UNBROKEN: Final = 1.03
# So many characters stay on one line: "13 of 13".
SHORT: Final = 9


class Grid:
    """A table in the making: a header, rows of cells, and which columns align right (or stand in the middle)."""

    def __init__(
        self, header: Sequence[str], rows: Sequence[Sequence[Cell]], align: Sequence[str], *, name: str, alt: str
    ):
        """Keep the parts; nothing is measured yet."""
        self.header, self.rows, self.align, self.name, self.alt = tuple(header), tuple(rows), tuple(align), name, alt

    def parts(self, area: Area) -> tuple[int, tuple[float, ...], list[range]]:
        """Type size, column widths, and the rows per slide: as few slides as hold all, the type as large as it may.

        Smaller type is better than words that break.
        """
        ways = [self._way(size, area) for size in STEPS]
        fewest = min(len(rows) for _, _, rows, _ in ways)
        few = [way for way in ways if len(way[2]) == fewest]
        size, widths, rows, _ = next((way for way in few if way[3]), few[-1])
        return size, widths, rows

    def _way(self, size: int, area: Area) -> tuple[int, tuple[float, ...], list[range], bool]:
        """How the table looks in one type size, and whether every word of it stays whole."""
        widths, whole = self._widths(size, area.width)
        high = [self.high(row, size, widths) for row in self.rows]
        head = self.high([(each, None, True) for each in self.header], size, widths, bold=True)
        return size, widths, shared(high, area.height - head), whole

    def high(self, row: Sequence[Cell], size: int, widths: Sequence[float], *, bold: bool = False) -> float:
        """The height of a row."""
        return max(
            height(text, size, wide - 2 * ACROSS, bold=bold) for (text, _, _), wide in zip(row, widths, strict=True)
        ) + 2 * DOWN + 2  # fmt: skip

    def _widths(self, size: int, room: float) -> tuple[tuple[float, ...], bool]:
        """Every column as wide as its words ask, or no narrower than its longest word; whether that has room."""
        columns = list(zip(*([(each, None, True) for each in self.header], *self.rows), strict=True))
        least, asked = [], []
        for order, (head, *body) in enumerate(columns):
            texts = [line for text, _, _ in body for line in text.split("\n")]
            # The name of a column or row ("year 3 (2021/22)") breaks at its spaces only.
            words = [width(each, size, bold=True) for each in head[0].split()]
            words += [width(part, size) for each in texts for part in each.split()] if order == 0 else [
                width(each, size) if len(each) <= SHORT else longest_word(each, size) for each in texts
            ]  # fmt: skip
            heads = (width(each, size, bold=True) for each in head[0].split("\n"))
            least.append(max(words, default=0.0) * UNBROKEN)
            asked.append(max(*heads, *(width(each, size) for each in texts), least[-1]))
        free = room - (2 * ACROSS + 1) * len(columns)
        if sum(least) > free:  # only the longest words of all break
            return _edged(_level([0.0] * len(least), least, free)), False
        if sum(asked) <= free:
            return _edged([each + (free - sum(asked)) / len(columns) for each in asked]), True
        dealt = (_level(least, asked, free), _by_asking(least, asked, free))
        return min((_edged(each) for each in dealt), key=lambda way: self._tall(size, way)), True

    def _tall(self, size: int, widths: Sequence[float]) -> float:
        return sum(self.high(row, size, widths) for row in self.rows)

    def draw(self, sheet: Sheet, area: Area, *, size: int, widths: Sequence[float], rows: range) -> None:
        """The header and these rows as a table that can be edited."""
        shown = [self.rows[each] for each in rows]
        frame = sheet.shapes.add_table(len(shown) + 1, len(self.header), *emu(area))
        frame.name = self.name
        describe(frame, self.alt)
        table = frame.table
        table.horz_banding = False
        table.first_col = True
        style = table._tbl.tblPr.find(qn("a:tableStyleId"))
        if style is not None:
            style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # "No Style, No Grid"
        for column, wide in zip(table.columns, widths, strict=True):
            column.width = Pt(wide)
        head: list[Cell] = [(each, None, True) for each in self.header]
        for place, row in enumerate((head, *shown)):
            table.rows[place].height = Pt(self.high(row, size, widths, bold=place == 0))
            for cell, (text, behind, known), align in zip(table.rows[place].cells, row, self.align, strict=True):
                _cell(
                    sheet,
                    cell,
                    text,
                    behind=behind,
                    muted=place == 0 or not known,
                    align=align,
                    size=size,
                    head=place == 0,
                )


def _edged(widths: Sequence[float]) -> tuple[float, ...]:
    return tuple(each + 2 * ACROSS + 1 for each in widths)


def _level(least: Sequence[float], asked: Sequence[float], free: float) -> list[float]:
    """Columns that ask little get it; the others are equally wide, none narrower than its longest word."""
    low, high = 0.0, max(asked)
    for _ in range(30):
        middle = (low + high) / 2
        made = [max(narrow, min(wish, middle)) for narrow, wish in zip(least, asked, strict=True)]
        low, high = (middle, high) if sum(made) <= free else (low, middle)
    return [max(narrow, min(wish, low)) for narrow, wish in zip(least, asked, strict=True)]


def _by_asking(least: Sequence[float], asked: Sequence[float], free: float) -> list[float]:
    """Every column its longest word, and of the rest as much as it asks more."""
    share = (free - sum(least)) / sum(wish - narrow for narrow, wish in zip(least, asked, strict=True))
    return [narrow + share * (wish - narrow) for narrow, wish in zip(least, asked, strict=True)]


def _cell(
    sheet: Sheet, cell: Any, text: str, *, behind: str | None, muted: bool, align: Any, size: int, head: bool
) -> None:
    cell.margin_left = cell.margin_right = Pt(ACROSS)
    cell.margin_top = cell.margin_bottom = Pt(DOWN)
    cell.vertical_anchor = ANCHOR["bottom" if head else "middle"]
    colour = sheet.colour("muted" if muted else "ink")
    paragraphs(cell.text_frame, text.split("\n"), size=size, colour=colour, bold=head, align=align)
    if behind is not None:
        cell.fill.solid()
        cell.fill.fore_color.rgb = rgb(behind)
    edge = etree.Element(qn("a:lnB"))
    edge.set("w", str(Pt(1.5 if head else 0.75)))
    fill = etree.SubElement(etree.SubElement(edge, qn("a:solidFill")), qn("a:srgbClr"))
    fill.set("val", str(sheet.colour("muted" if head else "grid")))
    cell._tc.get_or_add_tcPr().insert(0, edge)


def table_of(figure: Figure) -> Grid:
    """The figure's table; addresses stand there as their sites, and whole in the notes."""
    numeric = figure.table.numeric or (False,) * len(figure.table.header)
    return Grid(
        figure.table.header, [[(site(text), None, True) for text in row] for row in figure.table.rows],
        ["right" if each else "left" for each in numeric], name=figure.title, alt=figure.alt,
    )  # fmt: skip


def grid_of(figure: Figure, style: Style) -> Grid:
    """A value written in every place, the darker, the larger; what is not shown stands there in words, unshaded.

    A grid that is wider than a slide reads is turned: its columns become rows.
    """
    down = [each.label for each in figure.series]
    across = [each.label.replace("<br>", "\n").replace(" (", "\n(", 1) for each in figure.categories]
    cells = [[_shaded(figure, style, mark) for mark in series.marks] for series in figure.series]
    if len(across) > MOST_ACROSS and len(down) < len(across):
        down, across = [each.replace("\n", " ") for each in across], down
        cells = [list(column) for column in zip(*cells, strict=True)]
    rows = [[(label, None, True), *row] for label, row in zip(down, cells, strict=True)]
    return Grid(["", *across], rows, ["left", *("center" for _ in across)], name=figure.title, alt=figure.alt)


def _shaded(figure: Figure, style: Style, mark: Mark) -> Cell:
    low, high = figure.axis or (0, 100)
    words = mark.text.replace("<br>", "\n")
    if mark.value is None:
        return words, None, False
    return words, between(style.look.shade_from, style.look.shade_to, (mark.value - low) / (high - low)), True
