"""One slide of a deck as markup: title, base, one picture or table, what must be read with it, source and place."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from html import escape
from itertools import accumulate
from math import ceil
from typing import Final

from analytics.decks.deck import Page
from analytics.drawing.fit import READABLE, SHORT, Fitted, fitted, sheet
from analytics.drawing.svg_text import root
from analytics.evidence import INVENTED, notes_on
from analytics.figure import WRITTEN, Figure, Mark, Table
from analytics.text import Language, Text, site
from analytics.theme import LIGHT

# The stage is 1600 x 900; deck.css sets the same sizes.
WIDTH, HEIGHT = 1600 - 2 * 56, 900 - 2 * 36
TITLE, BASE, REMARK, FOOT = 40, 26, 20, 20
GAPS: Final = 56
REMARK_LINES: Final = 3  # more would crowd out the picture; the rest stands in the notes
LARGE: Final = (120, 96, 76, 60, 48)  # type of large numbers
SHADES: Final = 20
WIDE: Final = 0.58
NOTES: Final = Text(nl="Notities", en="Notes")
SLIDE: Final = Text(nl="dia", en="slide")
MORE: Final = Text(nl="Meer toelichting staat in de notities.", en="More remarks are in the notes.")
NAMES: Final = {getattr(LIGHT, each.name): f"var(--{each.name})" for each in fields(LIGHT)}


def slide(page: Page, *, language: Language, of: int) -> str:
    """The slide as a section, with the speaker's notes beside it; of: how many slides the deck has."""
    picture = _picture(page, name=f"{language}{page.number}")
    # Notes give way where the picture could only be read from nearby beside them.
    remarks = _remarks(page, lines=REMARK_LINES if picture is None or picture.beside_notes else 0)
    foot = escape(INVENTED.in_(language)) if page.invented else ""
    parts = (
        f"<header><h2>{escape(page.title)}</h2>{_paragraph('base', page.subtitle)}</header>",
        f"<div class='room'>{''.join(_content(page, picture))}</div>",
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
    """A picture as it stands on the slide, and whether it leaves room for notes."""

    drawn: Fitted
    beside_notes: bool


def _picture(page: Page, *, name: str) -> Picture | None:
    """The figure drawn for its slide; None where there is nothing to draw. name: the picture's own in the file."""
    figure = page.figure
    if figure is None or figure.empty is not None or figure.form in WRITTEN:
        return None
    for lines in (REMARK_LINES, 0):
        made = fitted(figure, width=WIDTH, height=room_of(page, lines=lines), paint=_paint, name=name)
        if made.scale >= READABLE:
            break
    return Picture(made, lines > 0)


def _remarks(page: Page, *, lines: int) -> tuple[str, ...]:
    """The notes of a figure that stand on the slide; where there is no room for all, a line says where the rest is.

    First of all those that explain a sign in the picture (a hatching, "not shown").
    """
    figure = page.figure
    if figure is None:
        return ()
    signs = notes_on(figure.language, series=figure.series, form=figure.form, unit=figure.unit)
    wanted = sorted(figure.notes, key=lambda note: note not in signs)
    taken = accumulate(_lines(each, REMARK) for each in wanted)
    kept = {note for note, used in zip(wanted, taken, strict=True) if used <= lines}
    more = () if len(kept) == len(figure.notes) else (MORE.in_(figure.language),)
    return (*(note for note in figure.notes if note in kept), *more)


def _lines(text: str, size: float) -> int:
    """How many lines a text takes over the whole width, reckoned with wide type."""
    return ceil(len(text) * size * WIDE / WIDTH)


def room_of(page: Page, *, lines: int = REMARK_LINES) -> float:
    """The height in px that title, base, foot and so many lines of notes leave to a picture or table."""
    remarks = _remarks(page, lines=lines)
    taken = _lines(page.title, TITLE) * TITLE * 1.15 + _lines(page.subtitle, BASE) * BASE * 1.3
    taken += sum(_lines(each, REMARK) for each in remarks) * REMARK * 1.3 + _lines(page.footer, FOOT) * FOOT * 1.3
    return HEIGHT - taken - GAPS


def _content(page: Page, picture: Picture | None) -> Iterator[str]:
    figure = page.figure
    if figure is not None:
        if figure.empty is not None:
            yield _paragraph("empty", figure.empty)
        elif figure.form in WRITTEN:
            yield _written(figure, room=room_of(page))
        elif picture is not None:
            said = {"role": "img", "aria-label": escape(figure.alt, quote=True)}
            yield root(picture.drawn.body, width=WIDTH, height=picture.drawn.height, attributes=said)
    if page.body:
        long = " long" if sum(_lines(each, 34) for each in page.body) > 10 else ""
        yield _list(f"lines{long}", page.body) if len(page.body) > 1 else _paragraph("lead", page.body[0])


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
    size = sheet(as_table(figure), width=WIDTH, height=room).size
    table = _grid(figure) if figure.form == "grid" else _table(figure.table)
    name = escape(figure.title, quote=True)
    return f"<div class='roll t{size}' tabindex='0' role='region' aria-label='{name}'>{table}</div>"


def as_table(figure: Figure) -> Table:
    """What is about to be written, as rows of text, to measure it by."""
    if figure.form == "table":
        return figure.table
    rows = tuple((each.label, *(mark.text for mark in each.marks)) for each in figure.series)
    return Table(("", *(each.label.replace("<br>", " ") for each in figure.categories)), rows)


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
    share = 0.0 if mark.value is None else (mark.value - low) / (high - low)
    kind = mark.state if mark.value is None else f"q{round(SHADES * min(1.0, max(0.0, share)))}"
    return f"<td class='{kind}'>{escape(mark.text)}</td>"


def _short(text: str) -> str:
    return " class='short'" if len(text) <= SHORT else ""


def _table(table: Table) -> str:
    numeric = table.numeric or (False,) * len(table.header)
    kinds = [" class='n'" if each else "" for each in numeric]
    head = "".join(f"<th scope='col'{kind}>{escape(text)}</th>" for kind, text in zip(kinds, table.header, strict=True))
    rows = "".join(
        f"<tr><th scope='row'{kinds[0] or _short(row[0])}>{escape(row[0])}</th>"
        + "".join(f"<td{kind}>{escape(site(text))}</td>" for kind, text in zip(kinds[1:], row[1:], strict=True))
        + "</tr>"
        for row in table.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
