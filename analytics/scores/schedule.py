"""How many companies are at or above their own target, per year; and any count as a share of its own n."""

from dataclasses import replace

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, Table
from analytics.indicator import indicators
from analytics.marks import mark
from analytics.scores.target_course import on_schedule_note
from analytics.text import Language, Text, number, say
from analytics.title import assessed
from data.cube import Cell, Cube

OF = Text(nl="{count} van {n}", en="{count} of {n}")
TITLE = Text(
    nl="In {round} stonden {count} van de {companies} op of boven hun eigen doel",
    en="In {round}, {count} of the {companies} stood at or above their own target",
)
HIDDEN = Text(
    nl="Hoeveel bedrijven op of boven hun eigen doel staan, wordt niet getoond",
    en="How many companies stand at or above their own target is not shown",
)
SUBTITLE = Text(
    nl="Bedrijven met een totaalscore op of boven hun eigen doel, van de bedrijven met een score in het jaar",
    en="Companies with an overall score at or above their own target, of the companies with a score in the year",
)
SHARE = Text(nl="aandeel van de bedrijven met een score", en="share of the companies with a score")
HEADER = (
    Text(nl="Jaar", en="Year"), Text(nl="Op of boven doel", en="At or above target"), Text(nl="van (n)", en="of (n)"),
)  # fmt: skip


def on_schedule(cube: Cube, language: Language) -> Figure:
    """Companies at or above their own target per round, as coded shares with their base."""
    numbers = rounds(cube)
    cells = [cube.cell("on_schedule", "overall", round=each) for each in numbers]
    marks = tuple(share_of(cell, str(each), language=language) for cell, each in zip(cells, numbers, strict=True))
    labels = [vocabulary.round_label(cube, each, language) for each in numbers]
    content = Content(
        key="on_schedule",
        form="bars",
        title=_title(cube, cells, language=language),
        subtitle=SUBTITLE.in_(language),
        categories=tuple(Category(str(each), label) for each, label in zip(numbers, labels, strict=True)),
        series=(Series("on_schedule", SHARE.in_(language), "accent", marks),),
        table=Table(
            tuple(each.in_(language) for each in HEADER),
            tuple((label, made.text, "" if made.n is None else number(made.n, language))
                  for label, made in zip(labels, marks, strict=True)),
            (False, True, True),
        ),
        rounds=numbers,
        notes=on_schedule_note(cube, language),
        axis=(0, 100),
        axis_title=SHARE.in_(language),
    )  # fmt: skip
    return framed(cube, language, content=content, indicator=indicators()["on_schedule"])


def share_of(cell: Cell | None, at: str, *, language: Language) -> Mark:
    """A count among its own n as a share, written "7 of 12"; a bounded count gives a bounded share."""
    return as_share(mark(cell, at, unit="companies", language=language), language)


def as_share(made: Mark, language: Language) -> Mark:
    """The mark of a count as the mark of its share; as it is where no companies stand behind it."""
    if not made.n:
        return made
    value, lo, hi = (None if each is None else 100 * each / made.n for each in (made.value, made.lo, made.hi))
    text = say(OF, language, count=made.text, n=number(made.n, language))
    return replace(made, value=value, lo=lo, hi=hi, text=text)


def _title(cube: Cube, cells: list[Cell | None], *, language: Language) -> str:
    """The latest round that shows a count, bounded or not."""
    shown = [each for each in cells if each is not None and each.n]
    if not shown:
        return HIDDEN.in_(language)
    told = shown[-1]
    words = mark(told, "", unit="companies", language=language).text
    name = vocabulary.round_short(cube, told.round, language)
    companies = assessed(cube, language, round=told.round, n=told.n or 0)
    return say(TITLE, language, round=name, count=words, companies=companies)
