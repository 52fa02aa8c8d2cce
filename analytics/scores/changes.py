"""The changes of one series over the same companies, a row per pair of comparable rounds: start, end and change."""

from collections.abc import Iterable
from dataclasses import replace

from analytics import vocabulary
from analytics.breaks import break_notes
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Form, Mark, Series, Table
from analytics.indicator import Indicator
from analytics.marks import mark
from analytics.pairs import Line, longer, pair_cells, pairs_of, rounded_apart, told, told_response
from analytics.profile import CHANGE
from analytics.text import Language, Text, capital, say
from analytics.title import change_title
from analytics.trend import PAIR_N, change_caveats
from data.cube import Cube

START, END = Text(nl="eerste jaar", en="first year"), Text(nl="laatste jaar", en="last year")
PAIR = Text(nl="{earlier} en {later}", en="{earlier} and {later}")
YEARS = Text(nl="Jaren", en="Years")
ONLY_CHANGE = Text(nl="alleen de verandering", en="the change only")
SUBTITLE = Text(
    nl="{name}: begin en eind, 0-100 %, met de verandering in punten. {numbers}",
    en="{name}: start and end, 0-100%, with the change in points. {numbers}",
)


def changes(
    cube: Cube, language: Language, *, line: Line, key: str, name: str, subject: str, indicator: Indicator
) -> Figure:
    """Every pair of the line's rounds that the edition has a change of; pairs over a break do not exist.

    name: what is shown, in the subtitle; subject: what the series is called in a sentence.
    """
    pairs = (*pairs_of(cube, line), *longer(cube, line))
    rows = [_row(cube, pair, line=line, language=language) for pair in pairs]
    series = tuple(
        Series(code, label.in_(language), colour, tuple(row[place] for row in rows), written=code == "change")
        for place, (code, label, colour) in enumerate(
            (("start", START, "quiet"), ("end", END, "accent"), ("change", CHANGE, "accent"))
        )
    )
    labels = [say(PAIR, language, **_names(cube, pair, language)) for pair in pairs]
    numbers = [
        say(PAIR_N, language, n=row[2].n, **_names(cube, pair, language))
        for pair, row in zip(pairs, rows, strict=True) if row[2].n is not None
    ]  # fmt: skip
    apart = rounded_apart(cube, *pairs, item=line.item, language=language, dimension=line.dimension, member=line.member)
    pair = told(cube, line)
    cells = (line.change(cube, *each) for each in pairs)
    shown = [each for each in cells if each is not None and each.value is not None]
    content = Content(
        key=key,
        form=form_of(each for row in rows for each in row[:2]),
        title=change_title(cube, language, item=line.item, subject=subject, pair=pair,
                           dimension=line.dimension, member=line.member),
        subtitle=say(SUBTITLE, language, name=name, numbers=capital("; ".join(numbers))),
        categories=tuple(Category(row[2].at, capital(label)) for row, label in zip(rows, labels, strict=True)),
        series=series,
        table=Table(
            (YEARS.in_(language), *(each.label for each in series), "n"),
            tuple((label, *(each.text for each in row), str(row[2].n or ""))
                  for row, label in zip(rows, labels, strict=True)),
            (False, True, True, True, True),
        ),
        rounds=line.rounds,
        notes=(
            *([apart] if apart else []),
            *change_caveats(shown, language),
            *told_response(cube, pair, line=line, language=language),
            *break_notes(cube, language, among=line.rounds),
        ),
        axis=(0, 100),
    )  # fmt: skip
    return framed(cube, language, content=content, indicator=indicator)


def form_of(ends: Iterable[Mark]) -> Form:
    """A dumbbell where an end is shown; of changes alone the picture would be empty, and the table tells as much."""
    return "dumbbell" if any(each.is_told for each in ends) else "table"


def _row(cube: Cube, pair: tuple[int, int], *, line: Line, language: Language) -> tuple[Mark, ...]:
    """Start, end and change; a longer stretch has no ends of its own, which is no gap in the data."""
    cells = pair_cells(cube, pair, item=line.item, dimension=line.dimension, member=line.member)
    at = f"{pair[0]}-{pair[1]}"
    start, end = (mark(each, at, unit="percent", language=language) for each in cells[:2])
    change = mark(cells[2], at, unit="points", language=language)
    only = ONLY_CHANGE.in_(language)
    ends = (replace(each, text=only) if each.state == "absent" else each for each in (start, end))
    return (*ends, change)


def _names(cube: Cube, pair: tuple[int, int], language: Language) -> dict[str, str]:
    earlier, later = (vocabulary.round_short(cube, each, language) for each in pair)
    return {"earlier": earlier, "later": later}
