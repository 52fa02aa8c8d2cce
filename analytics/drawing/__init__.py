"""From a figure to a picture: plain dicts for Plotly, no Plotly object and no data frame on the way.

`go.Figure(plotly_spec(figure, dark=False), _validate=False)` takes the result as it is.
"""

from analytics.drawing.canvas import Canvas, Spec, canvas, wrap
from analytics.drawing.field import field
from analytics.drawing.lines import lines
from analytics.drawing.rows import rows
from analytics.drawing.sheets import columns, grid, numbers
from analytics.figure import Figure

__all__ = ["CONFIG", "DRAWN", "plotly_spec"]

# No tool bar over the picture and no zooming by accident; the page offers its own downloads.
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "responsive": True}

FORMS = {
    "lines": lines, "dumbbell": rows, "bars": rows, "dots": rows, "strip": rows, "columns": columns, "field": field,
    "grid": grid, "numbers": numbers,
}  # fmt: skip
# Forms that have a picture; "table" is only a table.
DRAWN = frozenset(FORMS)


def plotly_spec(
    figure: Figure, *, dark: bool = False, width: int = 960, room: int | None = None, readable: int = 0, least: int = 0
) -> Spec:
    """The picture of a figure as {"data": ..., "layout": ...}.

    width: the width in px that the reader will see; below 560 the picture is drawn for a telephone. The height is set,
    the width follows the page. room: the height of a slide that writes the source itself; the picture fills it where
    its form can, and is higher only where it must be. readable: the least type size that a room reads. least: the least
    width at which a window shows it, for which labels find their places. An empty figure gives a sheet with its
    sentence. Raises KeyError for form "table".
    """
    sheet = canvas(figure, dark=dark, width=width, room=room, readable=readable, least=least)
    return _empty(sheet, figure.empty) if figure.empty else FORMS[figure.form](sheet)


def _empty(sheet: Canvas, sentence: str) -> Spec:
    sheet.write(wrap(sentence, round(sheet.width / (sheet.size * 0.62))), x=0.5, y=0.5, xref="paper", yref="paper",
                colour=sheet.look.muted, align="center")  # fmt: skip
    hidden = {"range": (0, 1), "showgrid": False, "showticklabels": False}
    return sheet.layout(height=120, left=8, right=8, top=8, bottom=8, xaxis=sheet.axis(**hidden),
                        yaxis=sheet.axis(**hidden))  # fmt: skip
