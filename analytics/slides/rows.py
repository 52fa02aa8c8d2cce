"""Categories down the side, values to the right: names, native bars or dots, and what stands beside them in words."""

from analytics.drawing.rows import BARS
from analytics.figure import Figure, Series
from analytics.measure import width
from analytics.slides.bars import bar_chart
from analytics.slides.charts import Plot
from analytics.slides.dots import dot_chart
from analytics.slides.places import Area
from analytics.slides.row_places import HIDDEN, Rows, column_of, left_of, rows_of
from analytics.slides.sheet import SMALL, Sheet


def row_chart(sheet: Sheet, figure: Figure, area: Area) -> None:
    """The picture of a figure of form "bars", "strip", "dots" or "dumbbell" in an area."""
    rows = rows_of(sheet, figure, area)
    bars = figure.form in BARS
    plot = bar_chart(sheet, rows) if bars else dot_chart(sheet, rows)
    for place, category in enumerate(figure.categories):
        if not bars or len(rows.drawn) > 1:
            beside = Area(area.left, rows.middle(place) - rows.row / 2, left_of(figure, area), rows.row)
            sheet.write(category.label, beside, size=rows.size, align="right", anchor="middle")
        _hidden(plot, rows, place)
    for order, series in enumerate(rows.written):
        _written(sheet, rows, series, order=order, area=area)


def _hidden(plot: Plot, rows: Rows, place: int) -> None:
    """What has no value stands there in words, at the start of its row: once where all of it says the same."""
    if rows.figure.form in BARS:
        bars = [(rows.bar(place, order), series.marks[place]) for order, series in enumerate(rows.drawn)]
        if {mark.state for _, mark in bars} <= {*HIDDEN} and len({mark.text for _, mark in bars}) == 1:
            bars = [(rows.middle(place), bars[0][1])]
        for y, mark in bars:
            if mark.state in HIDDEN:
                plot.sheet.label(mark.text, rows.inner.left + 4, y, size=rows.size, colour="muted")
        return
    marks = [(series, series.marks[place]) for series in rows.drawn]
    hidden = [(series, mark) for series, mark in marks if mark.value is None]
    if hidden:
        text = " / ".join(dict.fromkeys(mark.text for _, mark in hidden))
        if len(hidden) == 1 < len(marks):
            text = f"{hidden[0][0].label}: {text}"
        wide = width(text, SMALL) + 8
        taken = [
            (plot.along(mark.value), width(mark.text, rows.size) + 14) for _, mark in marks if mark.value is not None
        ]
        left = all(x - beside > rows.inner.left + wide for x, beside in taken)
        right = all(x + beside < rows.outer.right - wide for x, beside in taken)
        x, align = (rows.outer.right, "right") if right and not left else (rows.inner.left, "left")
        plot.sheet.label(text, x, rows.middle(place), size=SMALL, colour="muted", align=align)  # type: ignore[arg-type]


def _written(sheet: Sheet, rows: Rows, series: Series, *, order: int, area: Area) -> None:
    """A column of numbers at the right of the rows."""
    right = area.right - sum(column_of(each) for each in rows.written[order + 1 :])
    sheet.label(series.label, right, rows.inner.top - 2, size=SMALL, colour="muted", align="right", anchor="bottom")
    for place, mark in enumerate(series.marks):
        known = mark.value is not None
        sheet.label(mark.text, right, rows.middle(place), size=rows.size if known else SMALL,
                    colour="ink" if known else "muted", align="right")  # fmt: skip
