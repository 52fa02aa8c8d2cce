"""A score over the rounds: a line only within one pair of rounds over the same companies, dots for everybody.

Two pairs are two lines, also where they meet in a round: their companies differ. Over a break nothing is joined.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

from analytics import vocabulary
from analytics.breaks import breaks, round_axis, rounds
from analytics.evidence import Content, framed
from analytics.figure import Figure, Mark, Series, Table
from analytics.indicator import indicators
from analytics.left_open import headers, left_open, left_open_note, with_left_open
from analytics.marks import mark
from analytics.text import COMPANIES, Language, Text, count, join, percent, points, rounded, say
from analytics.title import change_title, comparable, latest_pair
from data.cube import Cell, Cube

SAME = Text(nl="dezelfde bedrijven, {earlier} en {later}", en="the same companies, {earlier} and {later}")
CHANGE = Text(nl="verandering van {earlier} naar {later}", en="change from {earlier} to {later}")
EVERYBODY = Text(nl="alle bedrijven van het jaar", en="all companies of the year")
CHANGE_AND_N = Text(nl="{change} (n = {n})", en="{change} (n = {n})")
SUBTITLE = Text(
    nl="{measure}, 0-100 %. Lijnen: dezelfde bedrijven in twee vergelijkbare jaren ({pairs}). Losse punten: alle "
    "bedrijven van dat jaar.",
    en="{measure}, 0-100%. Lines: the same companies in two comparable years ({pairs}). Separate dots: all companies "
    "of that year.",
)
WITH_BRACKET = Text(nl="{pairs}; haak: {told}", en="{pairs}; bracket: {told}")
PAIR_N = Text(nl="{earlier} en {later}: n = {n}", en="{earlier} and {later}: n = {n}")
NO_PAIRS = Text(nl="geen", en="none")
HIDDEN_N = Text(nl="niet getoond", en="not shown")
APART = Text(
    nl="Begin, eind en verandering zijn elk apart afgerond: {changes}.",
    en="Start, end and change are each rounded separately: {changes}.",
)
ONE_APART = Text(nl="{change} van {start} naar {end}", en="{change} from {start} to {end}")
LONG = Text(
    nl="Van {earlier} naar {later} veranderde de score bij dezelfde {companies} met {change}.",
    en="From {earlier} to {later} the score of the same {companies} changed by {change}.",
)
SMALL = Text(
    nl="De groepen zijn klein. Als één van {companies} een niveau (20 punten) opschuift, verandert het gemiddelde met "
    "ongeveer {shift}.",
    en="The groups are small. If one of {companies} moves up one level (20 points), the mean changes by about {shift}.",
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


def trend(cube: Cube, language: Language, *, item: str, key: str, subject: str, indicator: str) -> Figure:
    """The trend of one maturity series ("overall", "step:act", "theme:water").

    subject: what the series is called in a sentence; indicator: the key of its declaration.
    """
    declared, told = indicators()[indicator], _told(cube, item=item)
    pairs = _pairs(cube, item=item)
    everybody = Series(
        code="all",
        label=EVERYBODY.in_(language),
        colour="quiet",
        marks=tuple(_mark(cube.cell("maturity", item, round=each), each, language=language) for each in rounds(cube)),
    )
    lines = [series for pair in pairs for series in _pair_series(cube, pair, item=item, language=language)]
    if told is not None and told not in pairs:
        lines.append(_written_change(cube, told, item=item, language=language, code="long"))
    content = Content(
        key=key,
        form="lines",
        title=change_title(cube, language, item=item, subject=subject, pair=told),
        subtitle=say(SUBTITLE, language, measure=declared.name.in_(language),
                     pairs=_pair_numbers(cube, pairs, told=told, item=item, language=language)),
        categories=round_axis(cube, language),
        series=(*lines, everybody),
        table=_table(cube, pairs, item=item, language=language),
        rounds=rounds(cube),
        notes=(
            *_notes(cube, pairs, item=item, language=language),
            *left_open_note(cube, language, item=item, rounds=told or ()),
            *(each.note for each in breaks(cube, language)),
        ),
        axis=(0, 100),
        empty=None if _anything((*lines, everybody)) else EMPTY.in_(language),
    )  # fmt: skip
    return framed(cube, language, content=content, indicator=declared)


def _pairs(cube: Cube, *, item: str) -> tuple[tuple[int, int], ...]:
    """Consecutive comparable rounds for which the lattice has this series."""
    return tuple(
        (earlier, later)
        for earlier, later in cube.agreement.comparable_pairs()
        if cube.cell("maturity", item, round=later, base_round=earlier, kind="change")
    )


def pair_cells(cube: Cube, pair: tuple[int, int], *, item: str) -> tuple[Cell | None, Cell | None, Cell | None]:
    """Start, end and change of one pair over the same companies."""
    earlier, later = pair
    start, end, change = (
        cube.cell("maturity", item, round=later, base_round=earlier, kind=kind)
        for kind in ("pair_start", "pair_end", "change")
    )
    return start, end, change


def rounded_apart(cube: Cube, *pairs: tuple[int, int], item: str, language: Language) -> str | None:
    """One note on every pair whose shown ends do not differ by the shown change; None where all do."""
    found = [made for pair in pairs if (made := _one_apart(cube, pair, item=item, language=language))]
    return say(APART, language, changes=join(found, language)) if found else None


def _one_apart(cube: Cube, pair: tuple[int, int], *, item: str, language: Language) -> str | None:
    values = [each.value for each in pair_cells(cube, pair, item=item) if each is not None and each.value is not None]
    if len(values) < 3:
        return None
    start, end, change = map(rounded, values)
    if end - start == change:
        return None
    shown = (percent(start, language), percent(end, language), points(change, language))
    return say(ONE_APART, language, start=shown[0], end=shown[1], change=shown[2])


def _mark(cell: Cell | None, number: int, *, language: Language) -> Mark:
    return mark(cell, str(number), unit="percent", language=language)


def _pair_series(cube: Cube, pair: tuple[int, int], *, item: str, language: Language) -> tuple[Series, Series]:
    """The line over the same companies, and the change that is written beside it."""
    earlier, later = pair
    start, end, _ = pair_cells(cube, pair, item=item)
    names = _names(cube, pair, language=language)
    marks = (_mark(start, earlier, language=language), _mark(end, later, language=language))
    code = f"{earlier}-{later}"
    whole = all(each.value is not None for each in marks) and comparable(cube, earlier, later)
    return (
        Series(f"pair:{code}", say(SAME, language, **names), "accent", marks, joined=whole),
        _written_change(cube, pair, item=item, language=language, code="change"),
    )


def _written_change(cube: Cube, pair: tuple[int, int], *, item: str, language: Language, code: str) -> Series:
    """A change with its base in words. code: "change" stands beside the line of its pair, "long" over the years."""
    earlier, later = pair
    written = mark(pair_cells(cube, pair, item=item)[2], str(later), unit="points", language=language)
    if written.state == "shown":
        written = replace(written, text=say(CHANGE_AND_N, language, change=written.text, n=written.n))
    label = say(CHANGE, language, **_names(cube, pair, language=language))
    return Series(f"{code}:{earlier}-{later}", label, "accent", (written,), written=True)


def _names(cube: Cube, pair: tuple[int, int], *, language: Language) -> dict[str, str]:
    earlier, later = (vocabulary.round_short(cube, each, language) for each in pair)
    return {"earlier": earlier, "later": later}


def _pair_numbers(
    cube: Cube, pairs: tuple[tuple[int, int], ...], *, told: tuple[int, int] | None, item: str, language: Language
) -> str:
    def of(pair: tuple[int, int]) -> str:
        change = pair_cells(cube, pair, item=item)[2]
        n = HIDDEN_N.in_(language) if change is None or change.n is None else change.n
        return say(PAIR_N, language, n=n, **_names(cube, pair, language=language))

    numbers = "; ".join(map(of, pairs)) or NO_PAIRS.in_(language)
    return numbers if told is None or told in pairs else say(WITH_BRACKET, language, pairs=numbers, told=of(told))


def _longer(cube: Cube, *, item: str) -> tuple[Cell, ...]:
    """Changes over more than one round, first to last of a comparability group, where shown."""
    consecutive = cube.agreement.comparable_pairs()
    cells = (
        cube.cell("maturity", item, round=later, base_round=earlier, kind="change")
        for earlier, later in combinations(rounds(cube), 2)
        if (earlier, later) not in consecutive and comparable(cube, earlier, later)
    )
    return tuple(each for each in cells if each is not None and each.value is not None)


def _told(cube: Cube, *, item: str) -> tuple[int, int] | None:
    """The pair that the title tells: the longest comparable stretch where its change is shown, or the latest pair."""
    longer = [each for each in _longer(cube, item=item) if each.base_round is not None]
    if not longer:
        return latest_pair(cube, item=item)
    last = max(longer, key=lambda each: (each.round, each.round - (each.base_round or 0)))
    return (last.base_round or 0, last.round)


def _notes(cube: Cube, pairs: tuple[tuple[int, int], ...], *, item: str, language: Language) -> tuple[str, ...]:
    apart = rounded_apart(cube, *pairs, item=item, language=language)
    long = [
        say(LONG, language, companies=count(each.n or 0, COMPANIES, language), change=points(each.value or 0, language),
            **_names(cube, (each.base_round or 0, each.round), language=language))
        for each in _longer(cube, item=item)
        if (each.base_round, each.round) != _told(cube, item=item)
    ]  # fmt: skip
    changes = (pair_cells(cube, pair, item=item)[2] for pair in pairs)
    smallest = min((change.n for change in changes if change and change.n), default=None)
    small = [] if smallest is None or smallest >= SMALL_GROUP else [small_group(smallest, language)]
    return (*([apart] if apart else []), *long, *small)


def small_group(n: int, language: Language) -> str:
    """How far one company moves the mean of so few."""
    shift = points(20 / n, language).removeprefix("+")
    return say(SMALL, language, companies=count(n, COMPANIES, language), shift=shift)


def _anything(series: tuple[Series, ...]) -> bool:
    return any(each.state in ("shown", "bounded") for one in series for each in one.marks)


def _table(cube: Cube, pairs: tuple[tuple[int, int], ...], *, item: str, language: Language) -> Table:
    rows: list[tuple[str, ...]] = []
    for pair in (*pairs, *((each.base_round or 0, each.round) for each in _longer(cube, item=item))):
        start, end, change = pair_cells(cube, pair, item=item)
        names = _names(cube, pair, language=language)
        scores = (_mark(each, 0, language=language) for each in (start, end) if each is not None)
        score = _ends(scores)
        shown = mark(change, "", unit="points", language=language)
        rows.append((SAME_SHORT.in_(language), " → ".join(names.values()), score, shown.text, _n(shown)))
    for number in rounds(cube):
        shown = _mark(cube.cell("maturity", item, round=number), number, language=language)
        year = vocabulary.round_label(cube, number, language)
        rows.append((ALL_SHORT.in_(language), year, shown.text, "", _n(shown)))
    table = Table(tuple(each.in_(language) for each in HEADER), tuple(rows), (False, False, True, True, True))
    shares = [left_open(cube, language, item=item, round=each) for each in rounds(cube)]
    return with_left_open(table, [*[()] * (len(rows) - len(shares)), *shares], headers(language))


def _ends(marks: Iterable[Mark]) -> str:
    """Both ends; once "not shown" where neither is."""
    ends = tuple(marks)
    shown = any(each.value is not None for each in ends)
    return " → ".join(each.text for each in (ends if shown else ends[:1]))


def _n(shown: Mark) -> str:
    return "" if shown.n is None else str(shown.n)
