"""Rounds to the right, a score upwards: lines over the same companies, dots for everybody, gaps at breaks."""

from typing import Final

from analytics.drawing.canvas import CHARACTER, Canvas, Spec, hover, text_height, text_width, ticks, wrap, wrap_round
from analytics.drawing.context import context_lines, with_marks
from analytics.drawing.labels import Box, Placed, Wish, line, place, point
from analytics.drawing.unknown import bounded, bounds, hidden, hidden_beside, missing, span
from analytics.drawing.years import Sheet, positions
from analytics.figure import Mark, Series
from analytics.text import Text

BREAK: Final = Text(nl="breuk", en="break")
SAME: Final = Text(nl="dezelfde bedrijven, per twee jaren", en="the same companies, two years at a time")
HIDDEN_CHANGE: Final = Text(nl="verandering<br>{text}", en="change<br>{text}")
ONLY_CHANGE: Final = Text(nl="alleen de<br>verandering:<br>{text}", en="change<br>only:<br>{text}")
BRACKET: Final = 7
LEFT, RIGHT = 48, 12


def lines(canvas: Canvas) -> Spec:
    """The picture of a figure of form "lines"."""
    figure = canvas.figure
    places = positions(figure)
    ends = (-0.45, max(places.values()) + 0.45)
    low, high = figure.axis or (0, 100)
    step = (canvas.width - LEFT - RIGHT) / (ends[1] - ends[0])
    fits = int(step / (canvas.small * CHARACTER)) - 1
    labels = {
        each.code: with_marks(canvas, each.code, _year(canvas, each.label, step=step), characters=fits)
        for each in figure.categories
    }
    bottom = round(max(text_height(each, canvas.small) for each in labels.values())) + 12
    bracket = any(each.code.startswith("long:") for each in figure.series)
    worded = bracket or any(each.break_before for each in figure.categories)
    breaks_height = (round(canvas.small * 1.5) if worded else 6) + (BRACKET if bracket else 0)
    key = canvas.key(_key(canvas), left=LEFT, raised=breaks_height - 2)
    around = key + breaks_height + bottom
    plot = canvas.free(300 if canvas.narrow else 340, around=around, least=150)
    sheet = Sheet(canvas, places, ends, (low, high), (canvas.tight - LEFT - RIGHT, plot))
    context_lines(canvas, places)
    _breaks(canvas, places)
    _bracket(sheet, step=step)
    unknown = [*hidden(sheet), *bounded(sheet), *missing(sheet)]
    for series in figure.series:
        if not series.written:
            _marks(sheet, series)
    _write(sheet, unknown)
    return canvas.layout(
        height=plot + around, left=LEFT, right=RIGHT, top=key + breaks_height, bottom=bottom,
        xaxis=canvas.axis(range=ends, tickvals=list(places.values()), ticktext=[labels[code] for code in places],
                          showgrid=False, tickangle=0),
        yaxis=canvas.axis(range=(low, high), **ticks(figure, [low + (high - low) * k / 5 for k in range(6)])),
        bargap=0,
    )  # fmt: skip


def _year(canvas: Canvas, label: str, *, step: float) -> str:
    """The label of a round; on a narrow sheet its years stand bare below it, in two lines where `step` is short.

    step: px from one round to the next.
    """
    if not canvas.narrow:
        return wrap_round(label, 18)
    name, _, years = label.partition(" (")
    years = years.removesuffix(")")
    if text_width(years, canvas.small) > step:
        years = years.replace("/", "/\n")
    return "<br>".join([wrap(name, 11), *(wrap(each, 11) for each in years.split("\n") if each)])


def _key(canvas: Canvas) -> list[tuple[str, str, str]]:
    """What is what, once per kind of series."""
    figure, look = canvas.figure, canvas.look
    entries: list[tuple[str, str, str]] = []
    if any(each.code.startswith("pair:") and any(mark.hi is not None for mark in each.marks) for each in figure.series):
        entries.append(("●━●", SAME.in_(figure.language), look.accent))
    for each in figure.series:
        if not each.written and not each.code.startswith("pair:"):
            sign = "◆" if each.colour == "target" else "○" if each.colour == "quiet" else "●"
            entries.append((sign, each.label, look.colour(each.colour)))
    # A hatched column in which something else does stand would seem to hide that.
    entries += [("▨", f"{each.label}: {mark.text}", look.colour(each.colour)) for each, mark in hidden_beside(figure)]
    return entries


def _breaks(canvas: Canvas, places: dict[str, float]) -> None:
    before: float | None = None
    for category in canvas.figure.categories:
        at = places[category.code]
        if category.break_before and before is not None:
            middle = (before + at) / 2
            canvas.shapes.append({
                "type": "line", "x0": middle, "x1": middle, "y0": 0, "y1": 1, "yref": "paper", "layer": "below",
                "line": {"color": canvas.look.muted, "width": 1, "dash": "dot"},
            })  # fmt: skip
            canvas.write(
                BREAK.in_(canvas.figure.language), x=middle, y=1, yref="paper", yanchor="bottom",
                hovertext=wrap(category.break_before, 50), size=canvas.small, colour=canvas.look.muted,
            )  # fmt: skip
        before = at


def _bracket(sheet: Sheet, *, step: float) -> None:
    """A change over more than one pair: a bracket over its years, above the picture; its ends are no points.

    step: px from one round to the next.
    """
    canvas = sheet.canvas
    for series in canvas.figure.series:
        if not series.code.startswith("long:"):
            continue
        start, end = (sheet.places[each] for each in series.code.removeprefix("long:").split("-"))
        for x0, x1, y0 in ((start, end, BRACKET), (start, start, 2), (end, end, 2)):
            canvas.shapes.append({
                "type": "line", "x0": x0, "x1": x1, "y0": y0, "y1": BRACKET, "yref": "paper", "yanchor": 1,
                "ysizemode": "pixel", "line": {"color": canvas.look.accent, "width": 1.5},
            })  # fmt: skip
        mark = series.marks[0]
        # Beside the bracket there is more room, up to the word at the next break.
        room = (end - start) * step
        texts = (f"{series.label}: {mark.text}", mark.text, _without_unit(mark.text))
        text = next((each for each in texts if text_width(each, canvas.small) < room * 1.4), texts[-1])
        canvas.write(text, x=(start + end) / 2, y=1, yref="paper", yanchor="bottom", yshift=BRACKET, size=canvas.small,
                     colour=canvas.look.accent)  # fmt: skip


def _without_unit(text: str) -> str:
    """ "+14 punten (n = 7)" for a narrow sheet: "+14 (n = 7)"."""
    amount, _, rest = text.partition("\N{NO-BREAK SPACE}")
    return " (".join((amount, *rest.split(" (")[1:]))


def _marks(sheet: Sheet, series: Series) -> None:
    """Points of one series; its line only where `joined`, and only between two shown points."""
    canvas = sheet.canvas
    shown = [mark for mark in series.marks if mark.value is not None]
    if not shown:
        return
    colour = canvas.look.colour(series.colour)
    symbol = "diamond" if series.colour == "target" else "circle"
    canvas.data.append({
        "type": "scatter", "name": series.label, "meta": {"series": series.code},
        "mode": "lines+markers" if series.joined else "markers",
        "x": [sheet.x(series, mark) for mark in shown], "y": [mark.value for mark in shown],
        "line": {"color": colour, "width": 3},
        "marker": {"size": 10, "symbol": symbol,
                   "color": canvas.look.background if series.colour == "quiet" else colour,
                   "line": {"color": colour, "width": 2}},
        "hoverinfo": "text", "connectgaps": False, "cliponaxis": False,
        "hovertext": [hover(series, mark) for mark in shown],
    })  # fmt: skip


def _write(sheet: Sheet, unknown: list[Box]) -> None:
    """The numbers beside their points, and the changes beside their lines or, without ends, at the foot."""
    canvas = sheet.canvas
    taken = list(unknown)
    wishes: list[tuple[Wish, float, float, str]] = []
    for series in canvas.figure.series:
        if series.written:
            continue
        shown = [(sheet.x(series, mark), mark.value, mark) for mark in series.marks if mark.value is not None]
        taken += [point(*sheet.px(x, y)) for x, y, _ in shown]
        if series.joined and len(shown) == 2:
            taken += line(sheet.px(*shown[0][:2]), sheet.px(*shown[1][:2]))
        colour = canvas.look.colour(series.colour)
        for x, y, mark in shown:
            wishes.append((Wish(*sheet.px(x, y), mark.text, canvas.size, sides(series, mark)), x, y, colour))
    for series, mark in bounds(canvas.figure):
        x, (low, high) = sheet.x(series, mark), span(mark)
        # Its words stand at the end that tells something: below "at least", above "at most".
        y, side = (high, "above") if high < sheet.axis[1] else (low, "below")
        wish = Wish(*sheet.px(x, y), mark.text, canvas.size, (side, "right", "left"))
        wishes.append((wish, x, y, canvas.look.colour(series.colour)))
    wishes.sort(key=lambda each: each[3] != canvas.look.accent)
    changes = [each for each in canvas.figure.series if each.code.startswith("change:")]
    wishes += [wish for series in changes for wish in _change(sheet, series)]
    within = Box(0, 0, *map(float, sheet.plot))
    for (wish, x, y, colour), placed in zip(wishes, place([each[0] for each in wishes], taken=taken, within=within),
                                            strict=True):  # fmt: skip
        if placed is not None:
            _label(canvas, wish, x=x, y=y, placed=placed, colour=colour)


def sides(series: Series, mark: Mark) -> tuple[str, ...]:
    """A line's own numbers keep off the line: above where it rises to, below where it rises from."""
    if not series.joined:
        return ("right", "left", "above", "below", "above right", "below right", "far above", "far below")
    first, last = (each.value or 0 for each in series.marks)
    up = (last >= first) == (mark is series.marks[1])
    return ("above", "above left", "far above", "right") if up else ("below", "below right", "far below", "left")


def _change(sheet: Sheet, series: Series) -> list[tuple[Wish, float, float, str]]:
    """The change of a pair: in the middle of its line, or at the foot where the ends are not shown."""
    canvas = sheet.canvas
    earlier, later = series.code.removeprefix("change:").split("-")
    pair = next(each for each in canvas.figure.series if each.code == f"pair:{earlier}-{later}")
    middle = (sheet.places[earlier] + sheet.places[later]) / 2
    mark = series.marks[0]
    if pair.joined:
        height = sum(each.value or 0 for each in pair.marks) / 2
        text = mark.text.split("\N{NO-BREAK SPACE}")[0] if canvas.narrow else mark.text.replace(" (", "<br>(")
        sides = ("below right", "above left", "below", "above", "far below", "far above")
        wish = Wish(*sheet.px(middle, height), text, canvas.small, sides, needed=not canvas.narrow)
        return [(wish, middle, height, canvas.look.muted)]
    form = HIDDEN_CHANGE if mark.value is None else ONLY_CHANGE
    text = form.in_(canvas.figure.language).format(text=mark.text.replace(" (", "<br>("))
    low = sheet.axis[0]
    return [(Wish(*sheet.px(middle, low), text, canvas.small, ("above",)), middle, low, canvas.look.muted)]


def _label(canvas: Canvas, wish: Wish, *, x: float, y: float, placed: Placed, colour: str) -> None:
    canvas.write(wish.text, x=x, y=y, xshift=placed.xshift, yshift=placed.yshift, xanchor=placed.xanchor,
                 yanchor=placed.yanchor, size=wish.size, colour=colour, align="center", bgcolor=canvas.look.background,
                 borderpad=0)  # fmt: skip
