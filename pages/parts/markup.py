"""A figure's words, numbers and tables as markup: readable aloud, printable, in the text's own type."""

import re
from html import escape

from analytics.figure import WRITTEN, Figure, Mark, Table
from analytics.text import is_address, site, unbroken
from data.cube import Text

SHORT = 24  # characters that stay on one line, at the head of a row or on a telephone
FEW = 12  # characters that stay on one line in any cell
MANY, SOME = 5, 3  # columns from which a telephone shows a table row by row: always, and where one holds long words
NUMBERED, JOINED = re.compile(r"^(\d+\.) "), "\\1\N{NO-BREAK SPACE}"  # "5. Communicate" on one line
ASIDE = re.compile(r"\([^()]{1,16}\)")  # stays on one line: "(at least 4.4)"
BEHIND = Text(nl="Tabel en definitie", en="Table and definition")
DEFINITION = Text(nl="Definitie", en="Definition")
DOWNLOAD = Text(nl="Waarden downloaden (CSV)", en="Download values (CSV)")
IMAGE = Text(nl="Afbeelding", en="Picture")
INVENTED = Text(nl="verzonnen antwoorden", en="invented answers")


def written(figure: Figure) -> str:
    """A figure that is not drawn: large numbers, a shaded grid, or its table."""
    if figure.form == "numbers":
        return numbers_of(figure)
    if figure.form == "grid":
        return grid_of(figure)
    return table_of(figure.table, figure.title)


def numbers_of(figure: Figure) -> str:
    """A few large numbers, each above what it is; where they are of different companies, with how many those are."""
    labels = {category.code: category.label for category in figure.categories}
    marks = [mark for series in figure.series for mark in series.marks]
    differ = len({mark.n for mark in marks if mark.n is not None}) > 1
    parts = "".join(
        f"<div class='ks-{mark.state}'><dt>{escape(labels[mark.at])}{_base(mark) if differ else ''}</dt>"
        f"<dd>{escape(mark.text)}</dd></div>"
        for mark in marks
    )
    return f"<dl class='ks-numbers'>{parts}</dl>"


def _base(mark: Mark) -> str:
    return "" if mark.n is None else f"<br>{unbroken(f'n = {mark.n}')}"


def grid_of(figure: Figure) -> str:
    """A row per series, a column per category; the shade follows the value, the number itself always stands there."""
    head = "".join(f"<th scope='col' class='n'>{_lines(each.label)}</th>" for each in figure.categories)
    rows = "".join(
        f"<tr><th scope='row'>{escape(NUMBERED.sub(JOINED, series.label))}</th>"
        f"{''.join(_shaded(mark, figure) for mark in series.marks)}</tr>"
        for series in figure.series
    )
    return scrolling(
        f"<table class='ks-grid'><caption>{escape(figure.title)}</caption><thead><tr><td></td>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table>",
        figure.title,
    )


def _shaded(mark: Mark, figure: Figure) -> str:
    """A cell in the shade of its value; a bound in that of its lowest value, hatched with that of its highest."""
    low, high = figure.axis or (0.0, 100.0)

    def share(value: float | None) -> int:
        return 0 if value is None else round(100 * (value - low) / (high - low))

    shade = f"--share:{share(mark.certain)}%" + (f";--most:{share(mark.hi)}%" if mark.state == "bounded" else "")
    return f"<td class='n ks-{mark.state}' style='{shade}'>{escape(mark.text)}</td>"


def head_of(figure: Figure, *, titled: bool = True) -> str:
    """Title and subtitle; a figure that is written says here that answers are invented, a picture says so itself."""
    word = escape(INVENTED.in_(figure.language))
    invented = f"<span class='ks-invented'>{word}</span>" if figure.invented and figure.form in WRITTEN else ""
    title = f"<h3>{escape(unbroken(figure.title))}</h3>" if titled else ""
    base = "" if titled and figure.subtitle == figure.title else escape(unbroken(figure.subtitle))
    return f"{title}<p class='ks-base'>{base}{invented}</p>" if base or invented else title


def empty_of(figure: Figure) -> str:
    """Why a figure shows nothing, but for what its title says already."""
    more = (figure.empty or "").removeprefix(figure.title).lstrip(". ")
    return f"<p class='ks-empty'>{escape(more)}</p>" if more else ""


def foot_of(figure: Figure) -> str:
    """Notes; then the source, which a picture carries itself."""
    notes = "".join(f"<li>{escape(unbroken(note))}</li>" for note in figure.notes)
    source = f"<p class='ks-source'>{escape(figure.source)}</p>" if figure.form in WRITTEN or figure.empty else ""
    return f"<ul class='ks-notes'>{notes}</ul>{source}" if notes else source


def behind_of(figure: Figure, *, download: str | None) -> str:
    """The table (where the figure is not one already) and the passport, folded away; then the way to the values.

    download: its address but for the ending; None of a figure that shows nothing, which has its passport alone.
    """
    table = table_of(figure.table, figure.title) if figure.form != "table" and download else ""
    label = escape((BEHIND if table else DEFINITION).in_(figure.language))
    folded = f"<details class='ks-behind'><summary>{label}</summary>{table}{passport_of(figure)}</details>"
    if download is None:
        return folded
    spoken = escape(f"{DOWNLOAD.in_(figure.language)}: {figure.title}", quote=True)
    return (
        f"{folded}<p class='ks-csv'><a href='{download}.csv' download aria-label='{spoken}'>"
        f"{escape(DOWNLOAD.in_(figure.language))}</a></p>{_images(figure, download)}"
    )


def _images(figure: Figure, download: str) -> str:
    """The figure as a picture with its words inside; a browser makes the PNG itself, on a page that opens beside."""
    label = escape(IMAGE.in_(figure.language))
    spoken = escape(f"{IMAGE.in_(figure.language)}: {figure.title}", quote=True)
    return (
        f"<p class='ks-image'>{label}: <a href='{download}.picture' target='_blank' rel='noopener' "
        f"aria-label='PNG, {spoken}'>PNG</a> · <a href='{download}.svg' download aria-label='SVG, {spoken}'>SVG</a></p>"
    )


def table_of(table: Table, caption: str) -> str:
    """A table as markup: readable aloud, printable, its numbers aligned.

    One that is wider than a telephone stands there row by row, every value behind the name of its column.
    """
    numeric = table.numeric or (False,) * len(table.header)
    classes = [" class='n'" if each else "" for each in numeric]
    head = "".join(f"<th scope='col'{c}>{escape(text)}</th>" for c, text in zip(classes, table.header, strict=True))
    names = [f" data-name='{escape(text, quote=True)}'" for text in table.header]
    rows = "".join(f"<tr>{_row(row, classes, names)}</tr>" for row in table.rows)
    long = any(_is_long(text) for row in table.rows for text in row[1:])
    many = " class='ks-many'" if len(table.header) >= (SOME if long else MANY) else ""
    return scrolling(
        f"<table{many}><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>",
        caption,
    )


def scrolling(table: str, name: str) -> str:
    """A table that is wider than the screen scrolls by itself, with the keyboard too."""
    return f"<div class='ks-scroll' tabindex='0' role='region' aria-label='{escape(name, quote=True)}'>{table}</div>"


def _lines(label: str) -> str:
    """A label whose lines are broken by the figure."""
    return "<br>".join(escape(part) for part in label.split("<br>"))


def _row(row: tuple[str, ...], classes: list[str], names: list[str]) -> str:
    """A cell that is an address becomes a link, written as the site's name."""
    short = " class='ks-short'" if len(row[0]) <= SHORT else ""
    # A bare number at the head of a row says nothing on a telephone, where the head of its column is not there.
    head = f"{classes[0]}{names[0]}" if classes[0] else short
    first = f"<th scope='row'{head}>{escape(row[0])}</th>"
    return first + "".join(
        f"<td{c or _width(text)}{name}>{_words(text)}</td>"
        for c, name, text in zip(classes[1:], names[1:], row[1:], strict=True)
    )


def _width(text: str) -> str:
    """A cell of a few characters stays on one line; one that needs more than a line stays wide enough to read."""
    if len(site(text)) <= FEW:
        return " class='ks-short'"
    return " class='ks-long'" if _is_long(text) else ""


def _is_long(text: str) -> bool:
    return len(site(text)) > SHORT


def _words(text: str) -> str:
    """The words of a cell, a short aside in brackets on one line; an address as a link."""
    if is_address(text):
        return link(text, site(text))
    return ASIDE.sub(r"<span class='ks-short'>\g<0></span>", escape(unbroken(text)))


def link(address: str, label: str, *, name: str | None = None) -> str:
    """A label that opens its address beside this page; the bare label where there is none. name: what is read aloud."""
    if not is_address(address):
        return escape(label)
    spoken = f" aria-label='{escape(name)}'" if name else ""
    return f"<a href='{escape(address)}' target='_blank' rel='noopener noreferrer'{spoken}>{escape(label)}</a>"


def passport_of(figure: Figure) -> str:
    """The definition beside the number."""
    rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(text)}</dd>" for label, text in figure.passport)
    return f"<dl class='ks-passport'>{rows}</dl>" if rows else ""
