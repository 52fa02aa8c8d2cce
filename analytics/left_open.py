"""Questions that do not count in a score, beside the score: no score rises by silence unseen.

The shares are of all companies of a year; an edition has none of the same companies in two years. What was left
unanswered is a share of the questions that apply to a company, what does not apply one of all its questions.
"""

from collections.abc import Iterable, Sequence

from analytics import vocabulary
from analytics.figure import Mark, Table
from analytics.marks import mark
from analytics.text import Language, Text, capital, say, sentence
from data.cube import Cube

UNANSWERED = Text(nl="onbeantwoord", en="unanswered")
NOT_APPLICABLE = Text(nl="niet van toepassing", en="not applicable")
MEASURES = {"unanswered": UNANSWERED, "not_applicable": NOT_APPLICABLE}
YEAR = Text(
    nl="in {round} was gemiddeld {not_applicable} van de vragen niet van toepassing, en bleef {unanswered} van de "
    "toepasselijke vragen onbeantwoord",
    en="in {round}, on average {not_applicable} of the questions did not apply, and {unanswered} of those that did "
    "were left unanswered",
)
HIDDEN = Text(
    nl="in {round} wordt niet getoond hoeveel vragen er onbeantwoord of niet van toepassing waren",
    en="for {round} it is not shown how many questions were unanswered or did not apply",
)
NOTE = Text(
    nl="{years}. Deze vragen tellen niet mee in de score; de aandelen gaan over alle bedrijven van het jaar.",
    en="{years}. These questions do not count in the score; the shares are of all companies of the year.",
)
HEADER = Text(nl="{what}, alle bedrijven ({rounds})", en="{what}, all companies ({rounds})")


def left_open(cube: Cube, language: Language, *, item: str, round: int) -> tuple[Mark, ...]:
    """The shares unanswered and not applicable behind a score in one round; none for a series without them.

    None either where an agreement counts one of them as zero: then the score falls with it, and does not hide it.
    """
    if any(getattr(cube.agreement.scoring, measure) == "zero" for measure in MEASURES):
        return ()
    cells = [(measure, cube.cell(measure, item, round=round)) for measure in MEASURES]
    return tuple(mark(cell, measure, unit="percent", language=language) for measure, cell in cells if cell is not None)


def left_open_note(cube: Cube, language: Language, *, item: str, rounds: Iterable[int]) -> tuple[str, ...]:
    """The shares of the rounds that a title compares, in words; nothing where the series has none or none is shown."""
    years: list[str] = []
    told = False
    for number in rounds:
        marks = left_open(cube, language, item=item, round=number)
        shown = bool(marks) and all(each.is_told for each in marks)
        shares = {each.at: each.text for each in marks}
        name = vocabulary.round_short(cube, number, language)
        years.append(say(YEAR if shown else HIDDEN, language, round=name, **shares))
        told = told or shown
    return (sentence(say(NOTE, language, years="; ".join(years))),) if told else ()


def with_left_open(table: Table, beside: Sequence[Sequence[Mark]], headers: Iterable[str]) -> Table:
    """A table with the shares of every row beside it, an empty place where a row has none; as it is where none has."""
    if not any(beside):
        return table
    more = tuple(headers)
    rows = tuple(
        (*row, *((each.text for each in marks) if marks else ("",) * len(more)))
        for row, marks in zip(table.rows, beside, strict=True)
    )
    return Table((*table.header, *more), rows, (*table.numeric, *(True for _ in more)))


def headers(language: Language) -> tuple[str, ...]:
    """The heads of the columns of one round."""
    return tuple(capital(each.in_(language)) for each in MEASURES.values())


def pair_headers(cube: Cube, language: Language, *, pair: tuple[int, int]) -> tuple[str, ...]:
    """The heads of the columns of two rounds, that of the earlier first."""
    return tuple(
        say(HEADER, language, what=capital(each.in_(language)), rounds=vocabulary.round_short(cube, number, language))
        for each in MEASURES.values()
        for number in pair
    )
