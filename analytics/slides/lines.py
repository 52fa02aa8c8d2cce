"""Rounds to the right, a score upwards: a native line per pair of the same companies, rings for everybody."""

from typing import Final

from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Pt

from analytics.drawing.context import SIGN
from analytics.drawing.labels import Box, Wish, line, place, point
from analytics.drawing.lines import BREAK, HIDDEN_CHANGE, ONLY_CHANGE, SAME, sides
from analytics.figure import Category, Figure, Mark, Series
from analytics.measure import LINE, width
from analytics.measure import lines as broken
from analytics.slides.charts import (
    POSITIONS,
    Plot,
    category_axis,
    chart,
    data_label,
    marker,
    say_beside,
    shown,
    value_axis,
)
from analytics.slides.places import Area
from analytics.slides.sheet import LABEL, SMALL, Sheet
from analytics.slides.workbook import category_data
from analytics.text import unbroken

LEFT, RIGHT, TOP, BRACKET, COLUMN = 48, 8, 18, 24, 22
# Of a place on the axis: below it the numbers need the room that a break would take.
NARROW: Final = 80
POINT: Final = 7  # half a point, with some air
APART: Final = "\N{NO-BREAK SPACE}"  # keeps every line of a change from the words beside it


def line_chart(sheet: Sheet, figure: Figure, area: Area) -> None:
    """The picture of a figure of form "lines" in an area."""
    wide = area.width - LEFT - RIGHT
    places = _places(figure, apart=True)
    apart = wide / (max(places.values()) + 1) >= NARROW
    places = places if apart else _places(figure, apart=False)
    slot = wide / (max(places.values()) + 1)
    labels = {each.code: _label(figure, each) for each in figure.categories}
    foot = max(len(broken(each, SMALL, slot - 6)) for each in labels.values()) * SMALL * LINE + 10
    top = TOP + (BRACKET if any(each.code.startswith("long:") for each in figure.series) else 0)
    axis = figure.axis or (0, 100)
    least = Area(0, 0, wide, area.height - LABEL * LINE - 4 - top - foot)
    unsaid = [each for each in _withheld(figure) if _free(Plot(sheet, None, least, *axis), figure, each[1]) is None]
    entries = [*_key(figure), *(("▨", f"{one.label}: {mark.text}", one.colour) for one, mark in unsaid)]
    key = sheet.key(entries, Area(area.left + LEFT, area.top, area.width - LEFT, LABEL * LINE)) + 4
    outer = Area(area.left, area.top + key, area.width, area.height - key)
    inner = Area(area.left + LEFT, outer.top + top, area.width - LEFT - RIGHT, outer.height - top - foot)
    names = [""] * (max(places.values()) + 1)
    for code, at in places.items():
        names[at] = labels[code]
    drawn = [each for each in figure.series if not each.written]
    data = category_data(figure, names, [(each.label, _values(each, places, len(names))) for each in drawn])
    low, high = axis
    middles = {code: (at + 0.5) * slot for code, at in places.items()}
    behind = Plot(sheet, None, inner, low, high)
    columns = _hidden(behind, figure, middles)
    made = chart(sheet, XL_CHART_TYPE.LINE_MARKERS, data, outer=outer, inner=inner, alt=figure.alt, name=figure.title)
    plot = Plot(sheet, made, inner, low, high)
    value_axis(plot, made.value_axis, figure=figure, unit=(high - low) / 5)
    category_axis(plot, made.category_axis)
    for series, one in zip(made.plots[0].series, drawn, strict=True):
        _style(series, one, sheet)
    _breaks(plot, figure, middles, before=slot if apart else slot / 2)
    _brackets(plot, figure, middles)
    _write(plot, figure, drawn, middles, places=places, hidden=columns)
    _hidden_words(plot, figure, columns)


def _places(figure: Figure, *, apart: bool) -> dict[str, int]:
    """The place of every round on the axis; apart: a break takes an empty place of its own."""
    places: dict[str, int] = {}
    at = 0
    for each in figure.categories:
        at += 1 if apart and each.break_before and places else 0
        places[each.code] = at
        at += 1
    return places


def _label(figure: Figure, category: Category) -> str:
    """A round with its years below it, and what happened around it."""
    beside = [f"{SIGN} {each.label}" for each in figure.context if each.at == category.code]
    return "\n".join((unbroken(category.label).replace("<br>", "\n").replace(" (", "\n(", 1), *beside))


def _values(series: Series, places: dict[str, int], count: int) -> list[float | None]:
    values: list[float | None] = [None] * count
    for mark in series.marks:
        values[places[mark.at]] = mark.value
    return values


def _key(figure: Figure) -> list[tuple[str, str, str]]:
    entries: list[tuple[str, str, str]] = []
    if any(each.code.startswith("pair:") for each in figure.series):
        entries.append(("●━●", SAME.in_(figure.language), "accent"))
    for each in figure.series:
        if not each.written and not each.code.startswith("pair:"):
            entries.append(("◆" if each.colour == "target" else "●", each.label, each.colour))
    return entries


def _style(series: object, one: Series, sheet: Sheet) -> None:
    series.smooth = False  # type: ignore[attr-defined]
    stroke = series.format.line  # type: ignore[attr-defined]
    if one.joined:
        stroke.color.rgb, stroke.width = sheet.colour(one.colour), Pt(2.5)
    else:
        stroke.fill.background()
    marker(series, sheet, colour=one.colour, light=one.colour == "quiet", diamond=one.colour == "target")


def _breaks(plot: Plot, figure: Figure, middles: dict[str, float], *, before: float) -> None:
    """A dashed line so far before the round, and the word above it."""
    first = True
    for each in figure.categories:
        if each.break_before and not first:
            x = plot.area.left + middles[each.code] - before
            plot.sheet.line((x, plot.area.top), (x, plot.area.bottom), colour="muted", dashed=True)
            plot.sheet.label(BREAK.in_(figure.language), x, plot.area.top - 1, size=SMALL, colour="muted",
                             align="center", anchor="bottom")  # fmt: skip
        first = False


def _brackets(plot: Plot, figure: Figure, middles: dict[str, float]) -> None:
    """A change over more than one pair: a bracket over its years, above the picture; its ends are no points."""
    for series in figure.series:
        if not series.code.startswith("long:"):
            continue
        start, end = (plot.area.left + middles[each] for each in series.code.removeprefix("long:").split("-"))
        y = plot.area.top - TOP - 2
        for one, other in (((start, y), (end, y)), ((start, y), (start, y + 5)), ((end, y), (end, y + 5))):
            plot.sheet.line(one, other, colour="accent", wide=1.5)
        text = f"{series.label}: {series.marks[0].text}"
        if width(text, SMALL) > (end - start) * 1.4:
            text = series.marks[0].text
        plot.sheet.label(text, (start + end) / 2, y - 1, size=SMALL, colour="accent", align="center", anchor="bottom")


def _hidden(plot: Plot, figure: Figure, middles: dict[str, float]) -> dict[str, Box]:
    """A withheld value could be anywhere: a hatched column over the whole axis behind the chart, never a point."""
    columns: dict[str, Box] = {}
    for _, mark in _withheld(figure):
        x = middles[mark.at]
        columns[mark.at] = Box(x - COLUMN / 2, 0, x + COLUMN / 2, plot.area.height)
        area = Area(plot.area.left + x - COLUMN / 2, plot.area.top, COLUMN, plot.area.height)
        plot.sheet.hatched(area, colour="quiet")
    return columns


def _withheld(figure: Figure) -> list[tuple[Series, Mark]]:
    """The first mark of every round that has a value which is not told; the ends of pairs have words of their own."""
    single = (each for each in figure.series if not each.written and not each.code.startswith("pair:"))
    marks = [(each, mark) for each in single for mark in each.marks if mark.state in ("withheld", "not_made")]
    return list({found[1].at: found for found in reversed(marks)}.values())


def _free(plot: Plot, figure: Figure, mark: Mark) -> float | None:
    """The top of the words in a hatched column, at the end that is farther from any point; None: they cover one."""
    ends = [plot.along(each.value) for one in figure.series for each in one.marks
            if each.at == mark.at and each.value is not None and not one.written]  # fmt: skip
    long = width(mark.text, SMALL) + 8
    above, below = min(ends, default=plot.area.bottom), max(ends, default=plot.area.top)
    high = above - plot.area.top >= plot.area.bottom - below
    free = above - plot.area.top if high else plot.area.bottom - below
    if ends and free < long + 2 + POINT:
        return None
    return plot.area.top + 2 if high else plot.area.bottom - long - 2


def _hidden_words(plot: Plot, figure: Figure, columns: dict[str, Box]) -> None:
    """The words in a hatched column, at the end where no point stands."""
    for _, mark in _withheld(figure):
        top = _free(plot, figure, mark)
        if top is None:
            continue
        long, wide = width(mark.text, SMALL) + 8, SMALL * LINE
        middle = plot.area.left + (columns[mark.at].left + columns[mark.at].right) / 2
        box = plot.sheet.write(mark.text, Area(middle - wide / 2, top, wide, long), size=SMALL, colour="muted",
                               align="center", anchor="middle", turned=True)  # fmt: skip
        box.fill.solid()
        box.fill.fore_color.rgb = plot.sheet.colour("background")


def _write(
    plot: Plot, figure: Figure, drawn: list[Series], middles: dict[str, float], *, places: dict[str, int],
    hidden: dict[str, Box],
) -> None:  # fmt: skip
    """The numbers at their points as data labels, and the changes beside their lines."""
    taken = list(hidden.values())
    wishes: list[tuple[Wish, int, int, str]] = []
    for order, series in enumerate(drawn):
        points = [(middles[mark.at], plot.area.bottom - plot.along(mark.value or 0), mark)
                  for _, mark in shown(series.marks)]  # fmt: skip
        taken += [point(x, y) for x, y, _ in points]
        if series.joined and len(points) == 2:
            taken += line(points[0][:2], points[1][:2])
        for x, y, mark in points:
            wishes.append((Wish(x, y, mark.text, LABEL, sides(series, mark)), order, places[mark.at], series.colour))
    wishes.sort(key=lambda each: each[3] != "accent")
    changes = [wish for each in figure.series if each.code.startswith("change:")
               for wish in _change(plot, figure, each, middles)]  # fmt: skip
    asked = [*(each[0] for each in wishes), *changes]
    found = place(asked, taken=taken, within=plot.within)
    made = list(plot.chart.plots[0].series)
    for (wish, order, at, colour), placed in zip(wishes, found, strict=False):
        position = None if placed is None else POSITIONS.get((placed.xanchor, placed.yanchor))
        if position is not None and placed is not None and abs(placed.yshift) < 12:
            data_label(made[order], at, wish.text, sheet=plot.sheet, position=position, colour=colour, size=wish.size)
        elif placed is not None:
            say_beside(plot, wish, placed, colour=colour)
    for wish, placed in zip(changes, found[len(wishes) :], strict=True):
        if placed is not None:
            say_beside(plot, wish, placed, colour="muted")


def _change(plot: Plot, figure: Figure, series: Series, middles: dict[str, float]) -> list[Wish]:
    """The change of a pair: in the middle of its line, or at the foot where the ends are not shown."""
    code = series.code.removeprefix("change:")
    pair = next(each for each in figure.series if each.code == f"pair:{code}")
    middle = sum(middles[each] for each in code.split("-")) / 2
    mark: Mark = series.marks[0]
    if pair.joined:
        y = sum(plot.area.bottom - plot.along(each.value or 0) for each in pair.marks) / 2
        around = ("below right", "above left", "below", "above", "far below", "far above")
        lines = (f"{APART}{each}{APART}" for each in mark.text.replace(" (", "<br>(").split("<br>"))
        return [Wish(middle, y, "<br>".join(lines), SMALL, around)]
    form: Final = HIDDEN_CHANGE if mark.value is None else ONLY_CHANGE
    text = form.in_(figure.language).format(text=mark.text.replace(" (", "<br>("))
    return [Wish(middle, 0, text, SMALL, ("above",))]
