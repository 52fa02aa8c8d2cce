"""One slide of a deck as markup: title, base, one picture or table, what must be read with it, source and place."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from html import escape
from typing import Final

from analytics.decks.deck import Page
from analytics.decks.long_tables import lines_beside
from analytics.decks.stage import REMARK_LINES, WIDTH, as_table, lines_of, remarks_of, room_of
from analytics.drawing.fit import READABLE, SHORT, Fitted, fitted, sheet
from analytics.drawing.svg_text import root
from analytics.evidence import INVENTED
from analytics.figure import WRITTEN, Figure, Mark, Table
from analytics.text import Language, Text, site
from analytics.theme import LIGHT

LARGE: Final = (120, 96, 76, 60, 48)  # type of large numbers
LINES: Final = (34, 30, 26)  # type of lines of text
ABOVE_LINES, LINES_GAP, BULLET, LINE = 40, 18, 36, 1.3
SHADES: Final = 20
NOTES: Final = Text(nl="Notities", en="Notes")
SLIDE: Final = Text(nl="dia", en="slide")
NAMES: Final = {getattr(LIGHT, each.name): f"var(--{each.name})" for each in fields(LIGHT)}


def slide(page: Page, *, language: Language, of: int) -> str:
    """The slide as a section, with the speaker's notes beside it; of: how many slides the deck has."""
    picture = _picture(page, name=f"{language}{page.number}")
    lines = lines_beside(page) if picture is None else picture.lines
    remarks = remarks_of(page, lines=lines)
    foot = escape(INVENTED.in_(language)) if page.invented else ""
    parts = (
        _paragraph("internal", page.internal),
        f"<header><h2>{escape(page.title)}</h2>{_paragraph('base', page.subtitle)}</header>",
        f"<div class='room'>{''.join(_content(page, picture, lines=lines))}</div>",
        _list("remarks", remarks),
        f"<footer><p class='source'>{escape(page.footer)}</p>{f'<p class=invented>{foot}</p>' if foot else ''}"
        f"<p class='place'>{page.number} / {of}</p></footer>",
    )
    # On a handout stands what explains the slide and is not on it; the rest is for who speaks.
    below = [note for note in page.explained if note not in remarks]
    notes = "".join(_paragraph("reader" if note in below else "", note) for note in page.notes)
    return (
        f"<section class='slide' lang='{language}' data-number='{page.number}' "
        f"aria-roledescription='{SLIDE.in_(language)}' aria-label='{page.number} / {of}'>"
        f"<div class='stage {page.kind}'>{''.join(parts)}</div>"
        f"<aside class='speaker'><h3>{NOTES.in_(language)}</h3>{notes}</aside></section>"
    )


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it stands on the slide, and for how many lines of notes it leaves room."""

    drawn: Fitted
    lines: int


def _picture(page: Page, *, name: str) -> Picture | None:
    """The figure drawn for its slide; None where there is nothing to draw. name: the picture's own in the file.

    Notes give way where the picture could only be read from nearby beside them.
    """
    figure = page.figure
    if figure is None or figure.empty is not None or figure.form in WRITTEN:
        return None
    for lines in range(REMARK_LINES, -1, -1):
        made = fitted(figure, width=WIDTH, height=room_of(page, lines=lines), paint=_paint, name=name)
        if made.scale >= READABLE:
            break
    return Picture(made, lines)


def _content(page: Page, picture: Picture | None, *, lines: int) -> Iterator[str]:
    figure = page.figure
    if figure is not None:
        if figure.empty is not None:
            yield _paragraph("empty", figure.empty)
        elif figure.form in WRITTEN:
            yield _written(figure, room=room_of(page, lines=lines))
        elif picture is not None:
            said = {"role": "img", "aria-label": escape(figure.alt, quote=True)}
            yield root(picture.drawn.body, width=WIDTH, height=picture.drawn.height, attributes=said)
    if page.body:
        kind = f"lines s{_lines_size(page)}"
        yield _list(kind, page.body) if len(page.body) > 1 else _paragraph("lead", page.body[0])


def _lines_size(page: Page) -> int:
    """The largest type at which the lines of a slide find room; the smallest where they never do."""
    room = room_of(page) - ABOVE_LINES - LINES_GAP * (len(page.body) - 1)
    inside = WIDTH / (WIDTH - BULLET)
    for size in LINES:
        if sum(lines_of(each, size * inside) for each in page.body) * size * LINE <= room:
            return size
    return LINES[-1]


def _paint(colour: str) -> str:
    """A colour of the theme as a variable of the style sheet, which is another in the dark."""
    return NAMES.get(colour, colour)


def _paragraph(kind: str, text: str) -> str:
    return f"<p{f' class={kind!r}' if kind else ''}>{escape(text)}</p>" if text else ""


def _list(kind: str, lines: tuple[str, ...]) -> str:
    return f"<ul class='{kind}'>{''.join(f'<li>{escape(each)}</li>' for each in lines)}</ul>" if lines else ""


def _written(figure: Figure, *, room: float) -> str:
    if figure.form == "numbers":
        return _numbers(figure)
    reckoned = sheet(as_table(figure), width=WIDTH, height=room)
    table = _grid(figure) if figure.form == "grid" else _table(figure.table, reckoned.widths)
    name = escape(figure.title, quote=True)
    return f"<div class='roll t{reckoned.size}' tabindex='0' role='region' aria-label='{name}'>{table}</div>"


def _numbers(figure: Figure) -> str:
    labels = {each.code: each.label for each in figure.categories}
    parts = "".join(
        f"<div class='{mark.state}'><dt>{escape(labels[mark.at])}</dt><dd>{escape(mark.text)}</dd></div>"
        for series in figure.series
        for mark in series.marks
    )
    words = [mark.text for series in figure.series for mark in series.marks]
    needed = sum(max(len(each), 8) for each in words) * 0.7
    size = next((each for each in LARGE if needed * each + 40 * (len(words) - 1) <= WIDTH), LARGE[-1])
    return f"<dl class='numbers l{size}'>{parts}</dl>"


def _grid(figure: Figure) -> str:
    """A row per series, a column per category; the shade follows the value, the number itself always stands there."""
    head = "".join(f"<th scope='col'>{escape(each.label.replace('<br>', ' '))}</th>" for each in figure.categories)
    rows = "".join(
        f"<tr><th scope='row'>{escape(each.label)}</th>{''.join(_shaded(mark, figure) for mark in each.marks)}</tr>"
        for each in figure.series
    )
    return f"<table class='grid'><thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _shaded(mark: Mark, figure: Figure) -> str:
    low, high = figure.axis or (0.0, 100.0)
    share = 0.0 if mark.certain is None else (mark.certain - low) / (high - low)
    kind = mark.state if mark.certain is None else f"q{round(SHADES * min(1.0, max(0.0, share)))}"
    return f"<td class='{kind}'>{escape(mark.text)}</td>"


def _short(text: str) -> str:
    return " class='short'" if len(text) <= SHORT else ""


def _table(table: Table, widths: tuple[float, ...]) -> str:
    """The table with the widths that its rows were reckoned by; a browser makes a column wider than that at need."""
    columns = "".join(f"<col width='{100 * each / sum(widths):.1f}%'>" for each in widths)
    numeric = table.numeric or (False,) * len(table.header)
    kinds = [" class='n'" if each else "" for each in numeric]
    head = "".join(f"<th scope='col'{kind}>{escape(text)}</th>" for kind, text in zip(kinds, table.header, strict=True))
    rows = "".join(
        f"<tr><th scope='row'{kinds[0] or _short(row[0])}>{escape(row[0])}</th>"
        + "".join(f"<td{kind}>{escape(site(text))}</td>" for kind, text in zip(kinds[1:], row[1:], strict=True))
        + "</tr>"
        for row in table.rows
    )
    return f"<table><colgroup>{columns}</colgroup><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
