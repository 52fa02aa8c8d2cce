"""A figure as one picture at slide size, for a document or a slide: its words, n, notes and source are inside it."""

from collections.abc import Iterator
from html import escape
from itertools import accumulate
from typing import Final

from analytics.decks.on_slide import one_source
from analytics.drawing import DRAWN
from analytics.drawing.canvas import text_height
from analytics.drawing.fit import APART, Sheet, after_numbers, fitted, row_height, sheet
from analytics.drawing.svg_text import Label, root, same
from analytics.figure import Figure
from analytics.measure import lines
from analytics.text import Text, say, unbroken
from analytics.theme import Look, look

WIDTH, HEIGHT, EDGE = 1600, 900, 40
TITLE, BASE, NOTE = 38, 24, 18
LEAST: Final = 330  # px that the picture keeps, however many words stand round it
EVEN: Final = (0.6, 0.7, 0.8, 0.9)  # of the width, for the lines of a title
MORE: Final = Text(nl="… en nog {count} regels; ze staan in de CSV", en="… and {count} more rows; they are in the CSV")


def figure_svg(figure: Figure, *, dark: bool = False) -> str:
    """The figure as an SVG of 1600 x 900 px: title, subtitle with base and n, picture or table, notes, source.

    Its type is the reader's own (the same families as on screen); nothing in it runs or is fetched. As on a slide, a
    source that all rows of a table share stands at the foot.
    """
    figure, sites = one_source(figure)
    colours = look(dark=dark)
    top, head = _words(
        [(figure.title, TITLE, colours.ink, True), (figure.subtitle, BASE, colours.muted, False)], top=EDGE * 0.7
    )
    notes = [(note, NOTE, colours.muted, False) for note in figure.notes]
    source = (" · ".join((figure.source, *sites)), NOTE, colours.muted, False)
    foot = HEIGHT - EDGE * 0.6 - _words([*notes, source], top=0)[0]
    room = max(foot - top - EDGE * 0.7, LEAST)
    middle = top + EDGE * 0.3
    parts = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{colours.background}"/>',
        _tag(figure.internal, colours) if figure.internal else "",
        *head,
        f'<g transform="translate({EDGE} {middle:.0f})">{_drawn(figure, colours, room=room, dark=dark)}</g>',
        *_words([*notes, source], top=foot)[1],
    ]
    said = {"width": WIDTH, "height": HEIGHT, "role": "img", "aria-label": escape(figure.alt, quote=True),
            "lang": figure.language}  # fmt: skip
    return root("".join(parts), width=WIDTH, height=HEIGHT, attributes=said)


def _tag(text: str, colours: Look) -> str:
    """At the very top, what nobody may overlook in a picture that is for no room."""
    edged = f"\N{NO-BREAK SPACE}{escape(text, quote=False)}\N{NO-BREAK SPACE}"
    return Label(edged, NOTE, colours.background, EDGE, 0, "left", "top", "left", ground=colours.contrast).drawn(same)


def _words(texts: list[tuple[str, int, str, bool]], *, top: float) -> tuple[float, list[str]]:
    """Words below each other over the whole width, each (text, type size, colour, bold); where they end, and drawn."""
    drawn: list[str] = []
    for text, size, colour, bold in texts:
        if not text:
            continue
        over = _lines(unbroken(text), size, bold=bold)
        wrapped = "<br>".join(escape(each, quote=False) for each in over)
        made = Label(wrapped, size, colour, EDGE, top, "left", "top", "left").drawn(same)
        drawn.append(f'<g font-weight="600">{made}</g>' if bold else made)
        top += text_height(wrapped, size)
    return top, drawn


def _lines(text: str, size: int, *, bold: bool) -> tuple[str, ...]:
    """The lines of a text over the whole width; those of a title about as long as each other, as on a page."""
    over = lines(text, size, WIDTH - 2 * EDGE, bold=bold)
    narrower = (lines(text, size, (WIDTH - 2 * EDGE) * share, bold=True) for share in EVEN if bold)
    return next((each for each in narrower if len(each) == len(over)), over)


def _drawn(figure: Figure, colours: Look, *, room: float, dark: bool) -> str:
    width = WIDTH - 2 * EDGE
    if figure.form in DRAWN or figure.empty is not None:
        made = fitted(figure, width=width, height=room, dark=dark)
        return f'<g transform="translate(0 {max(0.0, (room - made.height) / 2):.0f})">{made.body}</g>'
    return "".join(_table(figure, sheet(figure.table, width=width, height=room), colours))


def _table(figure: Figure, made: Sheet, colours: Look) -> Iterator[str]:
    """A table as text with a rule under every row."""
    numeric = figure.table.numeric or (False,) * len(made.widths)
    ends = list(accumulate(made.widths))
    starts = [end - width + APART * made.size * apart
              for end, width, apart in zip(ends, made.widths, after_numbers(numeric), strict=True)]  # fmt: skip
    top = 0.0
    for order, row in enumerate((made.header, *made.rows)):
        for text, left, right, number in zip(row, starts, ends, numeric, strict=True):
            x, side = (right - made.size, "right") if number else (left, "left")
            colour = colours.muted if order == 0 else colours.ink
            yield Label(text, made.size, colour, x, top, side, "top", side).drawn(same)
        top += row_height(row, made.size)
        yield f'<path d="M0 {top - made.size * 0.3:.0f}H{ends[-1]:.0f}" stroke="{colours.grid}"/>'
    if made.left_out:
        more = say(MORE, figure.language, count=made.left_out)
        yield Label(more, made.size, colours.muted, 0, top, "left", "top", "left").drawn(same)
