"""Native bars in rows: solid up to what is certain, hatched up to what is possible."""

from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION

from analytics.figure import Mark, Series
from analytics.slides.charts import Plot, bar_fill, category_axis, chart, data_label
from analytics.slides.row_places import Rows, finish, scale_of
from analytics.slides.sheet import Sheet
from analytics.slides.workbook import category_data


def bar_chart(sheet: Sheet, rows: Rows) -> Plot:
    """Bars that lie on each other: hatched up to what is possible, solid up to what is certain.

    More than one series: a bar per series in every row, each in its own colour, so that every bar can be bounded.
    """
    figure, drawn = rows.figure, rows.drawn
    several = len(drawn) > 1
    names: list[str] = []
    bars: list[tuple[Series, Mark] | None] = []
    for place, category in enumerate(figure.categories):
        names += [f"{category.label} · {each.label}" if several else category.label for each in drawn]
        bars += [(each, each.marks[place]) for each in drawn]
        if several:
            names.append("")
            bars.append(None)
    possible = [each[1].hi if each and each[1].state == "bounded" else None for each in bars]
    certain = [(each[1].lo if each[1].state == "bounded" else each[1].value) if each else None for each in bars]
    label = figure.axis_title or drawn[0].label or figure.title
    parts = [
        (part, values)
        for part, values in (("hatched", possible), ("solid", certain))
        if any(each is not None for each in values)
    ]
    data = category_data(figure, names, [(label, values) for _, values in parts] or [(label, certain)])
    made = chart(
        sheet, XL_CHART_TYPE.BAR_CLUSTERED, data, outer=rows.outer, inner=rows.inner, alt=figure.alt, name=figure.title
    )
    plot = Plot(sheet, made, rows.inner, *scale_of(rows), upright=False)
    bar = made.plots[0]
    bar.overlap, bar.gap_width = 100, 15 if several else 80
    bar.vary_by_categories = False
    category_axis(plot, made.category_axis, size=rows.size)
    made.category_axis.tick_labels.font.color.rgb = sheet.colour("ink")
    made.category_axis.reverse_order = True
    if several:
        made.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE
    finish(plot, rows, made.value_axis)
    if rows.ticks:
        made.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    for (part, values), series in zip(parts, bar.series, strict=False):
        bar_fill(series, sheet, colour=drawn[0].colour, hatched=part == "hatched")
        for place, each in enumerate(bars):
            if each is None or values[place] is None:
                continue
            one, mark = each
            if one.colour != drawn[0].colour:
                bar_fill(series.points[place], sheet, colour=one.colour, hatched=part == "hatched")
            if mark.state == "shown" or part == "hatched":
                beside = XL_LABEL_POSITION.OUTSIDE_END
                data_label(series, place, mark.text, sheet=sheet, position=beside, colour="ink", size=rows.size)
    return plot
