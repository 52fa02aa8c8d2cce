"""A score over the rounds: a line only within one pair of rounds over the same companies, dots for everybody.

Two pairs are two lines, also where they meet in a round: their companies differ. Over a break nothing is joined.
"""

from collections.abc import Collection, Iterable
from dataclasses import replace

from analytics import vocabulary
from analytics.breaks import break_notes, round_axis, rounds
from analytics.evidence import Content, framed
from analytics.figure import Figure, Mark, Series, Table, anything_told
from analytics.indicator import indicators
from analytics.left_open import headers, left_open, left_open_note, with_left_open
from analytics.marks import WITHHELD, mark, n_of, of_somebody
from analytics.pairs import Line, longer, pair_cells, pairs_of, rounded_apart, told, told_response
from analytics.text import COMPANIES, Language, Text, count, points, say
from analytics.title import change_title, comparable, first_year
from data.cube import Cell, Cube

__all__ = ["pair_cells", "rounded_apart", "small_group", "trend"]

SAME = Text(nl="dezelfde bedrijven, {earlier} en {later}", en="the same companies, {earlier} and {later}")
CHANGE = Text(nl="verandering van {earlier} naar {later}", en="change from {earlier} to {later}")
EVERYBODY = Text(nl="alle bedrijven van het jaar", en="all companies of the year")
CHANGE_AND_N = Text(nl="{change} (n = {n})", en="{change} (n = {n})")
SUBTITLE = Text(
    nl="{measure}, 0-100 %. Lijnen: dezelfde bedrijven in twee vergelijkbare jaren ({pairs}). Losse punten: "
    "{everybody}.",
    en="{measure}, 0-100%. Lines: the same companies in two comparable years ({pairs}). Separate dots: {everybody}.",
)
WITH_BRACKET = Text(nl="{pairs}; haak: {told}", en="{pairs}; bracket: {told}")
PAIR_N = Text(nl="{earlier} en {later}: n = {n}", en="{earlier} and {later}: n = {n}")
PAIR_HIDDEN = Text(nl="{earlier} en {later}: {hidden}", en="{earlier} and {later}: {hidden}")
NO_PAIRS = Text(nl="geen", en="none")
OF_ITEM = Text(nl="{measure}, ‘{item}’", en="{measure}, ‘{item}’")
IN_GROUP = Text(nl="{measure}, groep ‘{group}’", en="{measure}, group ‘{group}’")
EVERYBODY_IN_GROUP = Text(nl="alle bedrijven van de groep in het jaar", en="all companies of the group in the year")
LONG = Text(
    nl="Van {earlier} naar {later} veranderde de score bij dezelfde {companies} met {change}.",
    en="From {earlier} to {later} the score of the same {companies} changed by {change}.",
)
SMALL = Text(
    nl="De groepen zijn klein. Als één van de {companies} een niveau (20 punten) opschuift, verandert het gemiddelde "
    "met ongeveer {shift}.",
    en="The groups are small. If one of the {companies} moves up one level (20 points), the mean changes by about "
    "{shift}.",
)
OWN_COMPANIES = Text(
    nl="Elke verandering gaat over een eigen groep bedrijven. Tel veranderingen van verschillende jaren dus niet bij "
    "elkaar op.",
    en="Every change is about a group of companies of its own, so do not add up changes of different years.",
)
HEADER = (
    Text(nl="Reeks", en="Series"), Text(nl="Jaar", en="Year"), Text(nl="Score", en="Score"),
    Text(nl="Verandering", en="Change"), Text(nl="n", en="n"),
)  # fmt: skip
SAME_SHORT = Text(nl="dezelfde bedrijven", en="the same companies")
ALL_SHORT = Text(nl="alle bedrijven", en="all companies")
EMPTY = Text(
    nl="Over deze reeks kan in geen enkel jaar iets worden getoond.",
    en="Nothing can be shown on this series in any year.",
)
SMALL_GROUP = 10


def trend(
    cube: Cube, language: Language, *, item: str, key: str, subject: str, indicator: str, dimension: str = "total",
    member: str = "all", among: tuple[int, ...] | None = None,
) -> Figure:  # fmt: skip
    """The trend of one maturity series ("overall", "step:act", "theme:water"), of everybody or of one group.

    subject: what the series is called in a sentence; indicator: the key of its declaration; among: only these rounds.
    """
    declared = indicators()[indicator]
    line = Line(item, among or rounds(cube), dimension, member)
    pairs, pair = pairs_of(cube, line), told(cube, line)
    everybody = Series(
        code="all",
        label=(EVERYBODY if _is_total(line) else EVERYBODY_IN_GROUP).in_(language),
        colour="quiet",
        marks=tuple(_mark(_of_all(cube, line, each), each, language=language) for each in line.rounds),
    )
    lines = [series for each in pairs for series in _pair_series(cube, each, line=line, language=language)]
    if pair is not None and pair not in pairs:
        lines.append(_written_change(cube, pair, line=line, language=language, code="long"))
    measure = declared.name.in_(language)
    if declared.items != (item,):
        measure = say(OF_ITEM, language, measure=measure, item=vocabulary.item_short(cube, item, language))
    if not _is_total(line):
        measure = say(IN_GROUP, language, measure=measure, group=vocabulary.group(cube, dimension, member, language))
    content = Content(
        key=key,
        form="lines",
        title=first_year(cube, language, item=item, subject=subject, dimension=dimension, member=member)
        or change_title(cube, language, item=item, subject=subject, pair=pair, dimension=dimension, member=member),
        subtitle=say(SUBTITLE, language, measure=measure, everybody=everybody.label,
                     pairs=_pair_numbers(cube, pairs, told=pair, line=line, language=language)),
        categories=round_axis(cube, language, among=line.rounds),
        series=(*lines, everybody),
        table=_table(cube, pairs, line=line, language=language),
        rounds=line.rounds,
        notes=(
            *_notes(cube, pairs, told=pair, line=line, language=language),
            *told_response(cube, pair, line=line, language=language),
            *(left_open_note(cube, language, item=item, rounds=pair or ()) if _is_total(line) else ()),
            *break_notes(cube, language, among=line.rounds),
        ),
        axis=(0, 100),
        empty=None if anything_told((*lines, everybody)) else EMPTY.in_(language),
    )  # fmt: skip
    also = (indicators()["paired_change"],) if lines and content.empty is None else ()
    return framed(cube, language, content=content, indicator=declared, also=also)


def _is_total(line: Line) -> bool:
    return (line.dimension, line.member) == ("total", "all")


def _of_all(cube: Cube, line: Line, number: int) -> Cell | None:
    """The mean over every company of the group in a round; None where it has none with a score."""
    cell = cube.cell("maturity", line.item, round=number, dimension=line.dimension, member=line.member)
    return of_somebody(cube, cell)


def _mark(cell: Cell | None, number: int, *, language: Language) -> Mark:
    return mark(cell, str(number), unit="percent", language=language)


def _cells(cube: Cube, pair: tuple[int, int], line: Line) -> tuple[Cell | None, Cell | None, Cell | None]:
    return pair_cells(cube, pair, item=line.item, dimension=line.dimension, member=line.member)


def _pair_series(cube: Cube, pair: tuple[int, int], *, line: Line, language: Language) -> tuple[Series, Series]:
    """The line over the same companies, and the change that is written beside it."""
    earlier, later = pair
    start, end, _ = _cells(cube, pair, line)
    names = _names(cube, pair, language=language)
    marks = (_mark(start, earlier, language=language), _mark(end, later, language=language))
    code = f"{earlier}-{later}"
    whole = all(each.value is not None for each in marks) and comparable(cube, earlier, later)
    return (
        Series(f"pair:{code}", say(SAME, language, **names), "accent", marks, joined=whole),
        _written_change(cube, pair, line=line, language=language, code="change"),
    )


def _written_change(cube: Cube, pair: tuple[int, int], *, line: Line, language: Language, code: str) -> Series:
    """A change with its base in words. code: "change" stands beside the line of its pair, "long" over the years."""
    earlier, later = pair
    written = mark(line.change(cube, *pair), str(later), unit="points", language=language)
    if written.state == "shown":
        written = replace(written, text=say(CHANGE_AND_N, language, change=written.text, n=written.n))
    label = say(CHANGE, language, **_names(cube, pair, language=language))
    return Series(f"{code}:{earlier}-{later}", label, "accent", (written,), written=True)


def _names(cube: Cube, pair: tuple[int, int], *, language: Language) -> dict[str, str]:
    earlier, later = (vocabulary.round_short(cube, each, language) for each in pair)
    return {"earlier": earlier, "later": later}


def _pair_numbers(
    cube: Cube, pairs: tuple[tuple[int, int], ...], *, told: tuple[int, int] | None, line: Line, language: Language
) -> str:
    def of(pair: tuple[int, int]) -> str:
        change = line.change(cube, *pair)
        names = _names(cube, pair, language=language)
        if change is None or change.n is None:
            return say(PAIR_HIDDEN, language, hidden=WITHHELD.in_(language), **names)
        return say(PAIR_N, language, n=change.n, **names)

    numbers = "; ".join(map(of, pairs)) or NO_PAIRS.in_(language)
    return numbers if told is None or told in pairs else say(WITH_BRACKET, language, pairs=numbers, told=of(told))


def _notes(
    cube: Cube, pairs: tuple[tuple[int, int], ...], *, told: tuple[int, int] | None, line: Line, language: Language
) -> tuple[str, ...]:
    apart = rounded_apart(cube, *pairs, item=line.item, language=language, dimension=line.dimension, member=line.member)
    changes = {pair: line.change(cube, *pair) for pair in (*pairs, *longer(cube, line))}
    long = [
        say(LONG, language, companies=count(change.n or 0, COMPANIES, language),
            change=points(change.value or 0, language), **_names(cube, pair, language=language))
        for pair, change in changes.items()
        if change is not None and pair not in (*pairs, told)
    ]  # fmt: skip
    shown = [each for each in changes.values() if each is not None and each.value is not None]
    return (*([apart] if apart else []), *long, *change_caveats(shown, language))


def change_caveats(shown: Collection[Cell], language: Language) -> tuple[str, ...]:
    """What to bear in mind with the shown changes of one series: few companies, and others from pair to pair."""
    return (
        *small_group((each.n for each in shown), language),
        *([OWN_COMPANIES.in_(language)] if len(shown) > 1 else []),
    )


def small_group(numbers: Iterable[int | None], language: Language) -> tuple[str, ...]:
    """How far one company moves the mean of the smallest group; nothing of large ones, and none of a company alone."""
    n = min((each for each in numbers if each and each > 1), default=SMALL_GROUP)
    if n >= SMALL_GROUP:
        return ()
    shift = points(20 / n, language).removeprefix("+")
    return (say(SMALL, language, companies=count(n, COMPANIES, language), shift=shift),)


def _table(cube: Cube, pairs: tuple[tuple[int, int], ...], *, line: Line, language: Language) -> Table:
    rows: list[tuple[str, ...]] = []
    for pair in (*pairs, *longer(cube, line)):
        start, end, change = _cells(cube, pair, line)
        names = _names(cube, pair, language=language)
        scores = (_mark(each, 0, language=language) for each in (start, end) if each is not None)
        score = _ends(scores)
        shown = mark(change, "", unit="points", language=language)
        rows.append((SAME_SHORT.in_(language), " → ".join(names.values()), score, shown.text, n_of(shown)))
    for number in line.rounds:
        shown = _mark(_of_all(cube, line, number), number, language=language)
        year = vocabulary.round_label(cube, number, language)
        rows.append((ALL_SHORT.in_(language), year, shown.text, "", n_of(shown)))
    table = Table(tuple(each.in_(language) for each in HEADER), tuple(rows), (False, False, True, True, True))
    if not _is_total(line):
        return table
    shares = [left_open(cube, language, item=line.item, round=each) for each in line.rounds]
    return with_left_open(table, [*[()] * (len(rows) - len(shares)), *shares], headers(language))


def _ends(marks: Iterable[Mark]) -> str:
    """Both ends; once "not shown" where neither is."""
    ends = tuple(marks)
    shown = any(each.value is not None for each in ends)
    return " → ".join(each.text for each in (ends if shown else ends[:1]))
