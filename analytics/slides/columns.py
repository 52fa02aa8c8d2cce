"""Counts per round: native columns, each with its number."""

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION

from analytics.drawing.context import SIGN
from analytics.figure import Figure
from analytics.measure import LINE, lines
from analytics.slides.charts import Plot, bar_fill, category_axis, chart, data_label, value_axis
from analytics.slides.places import Area
from analytics.slides.sheet import LABEL, SMALL, Sheet
from analytics.slides.workbook import category_data


def column_chart(sheet: Sheet, figure: Figure, area: Area) -> None:
    """The picture of a figure of form "columns" in an area: counts per round, each with its number."""
    drawn = [each for each in figure.series if not each.written]
    entries = [("■", each.label, each.colour) for each in drawn]
    key = sheet.key(entries, Area(area.left, area.top, area.width, LABEL * LINE)) + 6
    slot = area.width / len(figure.categories)
    context = {
        each.code: [f"{SIGN} {one.label}" for one in figure.context if one.at == each.code]
        for each in figure.categories
    }
    labels = ["\n".join((each.label.replace(" (", "\n(", 1), *context[each.code])) for each in figure.categories]
    foot = max(len(lines(each, SMALL, slot - 6)) for each in labels) * SMALL * LINE + 10
    outer = Area(area.left, area.top + key, area.width, area.height - key)
    inner = Area(area.left, outer.top + 20, area.width, outer.height - 20 - foot)
    values = [{mark.at: mark for mark in each.marks} for each in drawn]
    found = [[marks[each.code].value if each.code in marks else None for each in figure.categories] for marks in values]
    data = category_data(figure, labels, [(each.label, column) for each, column in zip(drawn, found, strict=True)])
    made = chart(
        sheet, XL_CHART_TYPE.COLUMN_CLUSTERED, data, outer=outer, inner=inner, alt=figure.alt, name=figure.title
    )
    top = max((each for column in found for each in column if each is not None), default=1) or 1
    plot = Plot(sheet, made, inner, *(figure.axis or (0, top)))
    value_axis(plot, made.value_axis, figure=figure, unit=None)
    category_axis(plot, made.category_axis)
    bars = made.plots[0]
    bars.gap_width, bars.overlap, bars.vary_by_categories = 40, -8, False
    for series, one, marks in zip(bars.series, drawn, values, strict=True):
        bar_fill(series, sheet, colour=one.colour, hatched=False)
        for place, category in enumerate(figure.categories):
            mark = marks.get(category.code)
            if mark is None:
                continue
            if mark.value is not None:
                above = XL_LABEL_POSITION.OUTSIDE_END
                data_label(series, place, mark.text, sheet=sheet, position=above, colour=one.colour, size=LABEL)
                continue
            order = drawn.index(one)
            x = inner.left + slot * (place + (0.2 + order + 0.5) / (len(drawn) + 0.4))
            sheet.label(mark.text.replace(" ", "\n"), x, inner.bottom - 2, size=SMALL, colour="muted", align="center",
                        anchor="bottom")  # fmt: skip
