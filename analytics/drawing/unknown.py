"""What has no point in a picture over the years, hatched: a withheld value, and a mean with only a bound."""

from typing import Final

from analytics.drawing.canvas import hover, text_height, text_width
from analytics.drawing.dots import BOTH
from analytics.drawing.labels import Box
from analytics.drawing.years import Sheet
from analytics.figure import Figure, Mark, Series
from analytics.text import say

HATCH: Final = 0.13
POINT: Final = 9  # px that a point takes from its middle
BOUND: Final = 0.09


def hidden(sheet: Sheet) -> list[Box]:
    """A withheld value could be anywhere: a hatched column over the whole axis, never a point at zero."""
    canvas = sheet.canvas
    done: set[str] = set()
    columns: list[Box] = []
    for series in canvas.figure.series:
        for mark in series.marks:
            alone = not series.written and not series.code.startswith("pair:")
            if mark.state not in ("withheld", "not_made") or not alone or mark.at in done:
                continue
            done.add(mark.at)
            low, high = sheet.axis
            own = _others_shown(canvas.figure, series, at=mark.at)
            colour = canvas.look.colour(series.colour) if own else canvas.look.muted
            middle = sheet.places[mark.at]
            columns.append(Box(*sheet.px(middle - HATCH / 2, low), *sheet.px(middle + HATCH / 2, high)))
            canvas.data.append({
                "type": "bar", "x": [sheet.places[mark.at]], "y": [high - low], "base": low, "width": HATCH,
                "marker": {"color": "rgba(0,0,0,0)", "line": {"color": canvas.look.grid, "width": 1},
                           "pattern": {"shape": "/", "fgcolor": colour, "size": 7, "solidity": 0.12}},
                "hoverinfo": "text", "hovertext": hover(series, mark), "meta": {"state": mark.state, "at": mark.at},
            })  # fmt: skip
            columns += _word(sheet, mark, text=_told(canvas.figure, mark), colour=colour)
    return columns


def _told(figure: Figure, mark: Mark) -> str:
    """What a column says: of two groups that neither is shown, since its own colour would tell of one of them."""
    alone = [each for each in figure.series if not each.written and not each.code.startswith("pair:")]
    here = [one.text for each in alone for one in each.marks if one.at == mark.at]
    return say(BOTH, figure.language, bound=mark.text) if here == [mark.text] * 2 else mark.text


def _word(sheet: Sheet, mark: Mark, *, text: str, colour: str) -> list[Box]:
    """What a column means, upwards in it where no point lies under the word, else beside it; returns what it takes."""
    canvas, x, (low, high) = sheet.canvas, sheet.places[mark.at], sheet.axis
    near = [sheet.px(x, each.value)[1] for one in canvas.figure.series for each in one.marks
            if each.at == mark.at and each.value is not None and not one.written]  # fmt: skip
    bottom, top = (sheet.px(x, end)[1] for end in sheet.axis)
    above, below = top - max(near, default=bottom) - POINT, min(near, default=top) - bottom - POINT
    word = text_width(text, canvas.small)
    first = above >= word or above >= below
    end, side = (high, "top") if first else (low, "bottom")
    look = {"y": end, "yanchor": side, "bgcolor": canvas.look.background, "borderpad": 1, "size": canvas.small}
    if max(above, below) >= word:
        canvas.write(text, x=x, textangle=-90, colour=colour, **look)
        return []
    text = text.replace(" ", "<br>")
    right = sheet.px(x - HATCH / 2, 0)[0] - 3
    canvas.write(text, x=x - HATCH / 2, xanchor="right", xshift=-3, align="right", colour=colour, **look)
    high_px = text_height(text, canvas.small)
    y = top - high_px if first else bottom
    return [Box(right - text_width(text, canvas.small), y, right, y + high_px)]


def bounded(sheet: Sheet) -> list[Box]:
    """A mean of which only a bound is shown: hatched over all that it may be, in the colour of its series."""
    canvas = sheet.canvas
    columns: list[Box] = []
    for series, mark in bounds(canvas.figure):
        x, (low, high) = sheet.x(series, mark), span(mark)
        columns.append(Box(*sheet.px(x - BOUND / 2, low), *sheet.px(x + BOUND / 2, high)))
        colour = canvas.look.colour(series.colour)
        canvas.data.append({
            "type": "bar", "x": [x], "y": [high - low], "base": low, "width": BOUND,
            "marker": {"color": "rgba(0,0,0,0)", "line": {"color": colour, "width": 1},
                       "pattern": {"shape": "/", "fgcolor": colour, "size": 6, "solidity": 0.25}},
            "hoverinfo": "text", "hovertext": hover(series, mark), "meta": {"state": mark.state, "at": mark.at},
        })  # fmt: skip
    return columns


def missing(sheet: Sheet) -> list[Box]:
    """A round of which there is nothing at all says so at the foot: an empty place would leave the reader to guess."""
    canvas = sheet.canvas
    drawn = [each for each in canvas.figure.series if not each.written]
    told = {mark.at for each in drawn for mark in each.marks if mark.state != "absent"}
    words = {mark.at: mark.text for each in drawn for mark in each.marks if mark.at not in told}
    boxes: list[Box] = []
    for at, word in words.items():
        text, (x, y) = word.replace(" ", "<br>"), sheet.px(sheet.places[at], sheet.axis[0])
        canvas.write(text, x=sheet.places[at], y=sheet.axis[0], yanchor="bottom", align="center", size=canvas.small,
                     colour=canvas.look.muted, bgcolor=canvas.look.background)  # fmt: skip
        half = text_width(text, canvas.small) / 2
        boxes.append(Box(x - half, y, x + half, y + text_height(text, canvas.small)))
    return boxes


def bounds(figure: Figure) -> list[tuple[Series, Mark]]:
    """The marks with a bound that stand on the value axis."""
    return [
        (series, mark)
        for series in figure.series if not series.written
        for mark in series.marks if mark.state == "bounded"
    ]  # fmt: skip


def span(mark: Mark) -> tuple[float, float]:
    """The lowest and highest value of a mark with a bound."""
    return mark.lo or 0.0, mark.hi or 0.0


def hidden_beside(figure: Figure) -> list[tuple[Series, Mark]]:
    """Per series the first hidden value in whose column another series has one."""
    found: list[tuple[Series, Mark]] = []
    drawn = [each for each in figure.series if not each.written]
    for series in drawn:
        others = {mark.at for each in drawn if each is not series for mark in each.marks if mark.value is not None}
        alone = not series.code.startswith("pair:")
        hidden_ = [mark for mark in series.marks if mark.state in ("withheld", "not_made") and mark.at in others]
        found += [(series, mark) for mark in hidden_[:1] if alone]
    return found


def _others_shown(figure: Figure, series: Series, *, at: str) -> bool:
    """Whether another group's dot stands in the column: its colour then says whose value it hides."""
    others = (each for each in figure.series if each is not series and not each.written and not each.joined)
    return any(mark.at == at and mark.value is not None for each in others for mark in each.marks)
