"""Native charts: their place, axes, marks and labels, as PowerPoint can edit them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from lxml import etree
from pptx.enum.chart import XL_LABEL_POSITION, XL_MARKER_STYLE, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.oxml.ns import qn
from pptx.util import Pt

from analytics.drawing.labels import Box, Placed, Wish
from analytics.figure import Figure, Mark
from analytics.office import LANGUAGE_TAGS
from analytics.slides.places import Area
from analytics.slides.sheet import SMALL, Sheet, describe, emu, hatch, paragraphs
from analytics.slides.workbook import LOCALE
from analytics.text import Language, Text

POSITIONS: Final = {
    ("left", "middle"): XL_LABEL_POSITION.RIGHT, ("right", "middle"): XL_LABEL_POSITION.LEFT,
    ("center", "bottom"): XL_LABEL_POSITION.ABOVE, ("center", "top"): XL_LABEL_POSITION.BELOW,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Plot:
    """A chart with the place of its inner plot on the slide (points) and the scale of its value axis.

    upright: the values go upwards; else to the right.
    """

    sheet: Sheet
    chart: Any
    area: Area
    low: float
    high: float
    upright: bool = True

    def along(self, value: float) -> float:
        """The place of a value on the slide: its x, or its y where values go upwards."""
        share = (value - self.low) / (self.high - self.low)
        if self.upright:
            return self.area.bottom - share * self.area.height
        return self.area.left + share * self.area.width

    @property
    def within(self) -> Box:
        """The plot as labels see it: y upwards, from its lower left corner."""
        return Box(0, 0, self.area.width, self.area.height)


def chart(
    sheet: Sheet, kind: Any, data: Any, *, outer: Area, inner: Area, alt: str, name: str
) -> Any:  # fmt: skip
    """A chart on the sheet whose inner plot stands exactly at `inner`, so that words and lines can stand at it."""
    frame = sheet.shapes.add_chart(kind, *emu(outer), data)
    frame.name = name
    describe(frame, alt)
    made = frame.chart
    made.has_legend = False
    made.has_title = False
    made.font.size = Pt(SMALL)
    made.font.color.rgb = sheet.colour("muted")
    _layout(made, outer, inner)
    _open(made)
    _numbered(made)
    _language(made, sheet.language)
    return made


def axis_code(figure: Figure) -> str:
    """How the value axis writes its whole numbers, with the percent sign as the language has it."""
    if figure.unit != "%":
        return LOCALE.in_(figure.language) + "0"
    return LOCALE.in_(figure.language) + Text(nl='0"\N{NO-BREAK SPACE}%"', en='0"%"').in_(figure.language)


def value_axis(plot: Plot, axis: Any, *, figure: Figure, unit: float | None) -> None:
    """The scale of a value axis with light grid lines; unit None: no axis is seen, the numbers stand at the marks."""
    axis.minimum_scale, axis.maximum_scale = plot.low, plot.high
    axis.has_minor_gridlines = False
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.has_major_gridlines = unit is not None
    if unit is None:
        axis.visible = False
        return
    axis.major_unit = unit
    axis.major_gridlines.format.line.color.rgb = plot.sheet.colour("grid")
    axis.major_gridlines.format.line.width = Pt(0.75)
    axis.format.line.fill.background()
    axis.tick_labels.number_format = axis_code(figure)
    axis.tick_labels.number_format_is_linked = False
    axis.tick_labels.font.size = Pt(SMALL)
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW


def category_axis(plot: Plot, axis: Any, *, size: float = SMALL) -> None:
    """An axis of names, without ticks."""
    axis.has_major_gridlines = False
    axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    axis.format.line.color.rgb = plot.sheet.colour("grid")
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.tick_labels.font.size = Pt(size)


def marker(series: Any, sheet: Sheet, *, colour: str, light: bool, size: int = 10, diamond: bool = False) -> None:
    """The points of a series: of their full colour, or lighter with an edge, as not every program draws open rings."""
    made = series.marker
    made.style = XL_MARKER_STYLE.DIAMOND if diamond else XL_MARKER_STYLE.CIRCLE
    made.size = size
    made.format.fill.solid()
    made.format.fill.fore_color.rgb = sheet.light(colour) if light else sheet.colour(colour)
    made.format.line.color.rgb = sheet.colour(colour)
    made.format.line.width = Pt(1.75)


def bar_fill(series: Any, sheet: Sheet, *, colour: str, hatched: bool) -> None:
    """The bars of a series: solid, or hatched where the value is not certain."""
    if hatched:
        hatch(series.format.fill, sheet.colour(colour), sheet.colour("background"))
        series.format.line.color.rgb = sheet.colour(colour)
        series.format.line.width = Pt(0.75)
        return
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = sheet.colour(colour)


def data_label(series: Any, place: int, text: str, *, sheet: Sheet, position: Any, colour: str, size: float) -> None:
    """The words at one point, as the figure has them."""
    label = series.points[place].data_label
    label.text_frame.word_wrap = False
    paragraphs(label.text_frame, text.split("\n"), size=size, colour=sheet.colour(colour))
    label.position = position


def say_beside(plot: Plot, wish: Wish, placed: Placed, *, colour: str) -> None:
    """Words in a box of their own at a point of the plot, where no position of a data label serves."""
    anchor = placed.yanchor
    plot.sheet.label(
        wish.text.strip(" ").replace("<br>", "\n"), plot.area.left + wish.x + placed.xshift,
        plot.area.bottom - wish.y - placed.yshift, size=wish.size, colour=colour,
        align={"left": "left", "right": "right", "center": "center"}[placed.xanchor],  # type: ignore[arg-type]
        anchor=anchor,
    )  # fmt: skip


def shown(marks: Sequence[Mark]) -> list[tuple[int, Mark]]:
    """The marks that have a value, with their places."""
    return [(place, each) for place, each in enumerate(marks) if each.value is not None]


def _layout(made: Any, outer: Area, inner: Area) -> None:
    plot = made._chartSpace.chart.plotArea
    for each in plot.findall(qn("c:layout")):
        plot.remove(each)
    layout = etree.Element(qn("c:layout"))
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    parts = (
        ("layoutTarget", "inner"), ("xMode", "edge"), ("yMode", "edge"),
        ("x", (inner.left - outer.left) / outer.width), ("y", (inner.top - outer.top) / outer.height),
        ("w", inner.width / outer.width), ("h", inner.height / outer.height),
    )  # fmt: skip
    for name, value in parts:
        text = value if isinstance(value, str) else f"{value:.5f}"
        etree.SubElement(manual, qn(f"c:{name}")).set("val", text)
    plot.insert(0, layout)


def _numbered(made: Any) -> None:
    """python-pptx numbers some axes below zero, which the format does not allow."""
    for each in made._chartSpace.iter(qn("c:axId"), qn("c:crossAx")):
        each.set("val", each.get("val").lstrip("-"))


def _open(made: Any) -> None:
    """No fill behind chart and plot, so that what lies behind is seen through it."""
    space = made._chartSpace
    for holder, before in ((space, ("c:txPr", "c:externalData", "c:printSettings", "c:userShapes", "c:extLst")),
                           (space.chart.plotArea, ("c:extLst",))):  # fmt: skip
        fill = etree.Element(qn("c:spPr"))
        etree.SubElement(fill, qn("a:noFill"))
        etree.SubElement(etree.SubElement(fill, qn("a:ln")), qn("a:noFill"))
        after = next((each for name in before if (each := holder.find(qn(name))) is not None), None)
        if after is None:
            holder.append(fill)
        else:
            after.addprevious(fill)


def _language(made: Any, language: Language) -> None:
    space = made._chartSpace
    for each in space.findall(qn("c:lang")):
        space.remove(each)
    element = etree.Element(qn("c:lang"))
    element.set("val", LANGUAGE_TAGS.in_(language))
    before = space.find(qn("c:date1904"))
    space.insert(0 if before is None else space.index(before) + 1, element)
