"""The first three risks of every round, and where their order says nothing because they lie level."""

from itertools import pairwise
from typing import Final

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, Table
from analytics.indicator import indicators
from analytics.marks import NOT_MADE, WITHHELD
from analytics.risks.risk import SEVERITY_FIRST, by_bound
from analytics.risks.risk_order import Ranked, level, made_rounds, partly_hidden, ranked, span
from analytics.risks.risk_years import AS_FAR_AS_SHOWN, NOT_THE_SAME
from analytics.risks.theme_list import present_name
from analytics.text import Language, Text, all_years, join, say
from data.cube import Cube

FIRST: Final = 3
ALWAYS = Text(
    nl="In {years} die worden getoond, staan {themes} bij de eerste drie risico's",
    en="In {years} that are shown, {themes} are among the first three risks",
)
ALWAYS_ONE = Text(
    nl="Alleen {themes} staat in {years} die worden getoond bij de eerste drie risico's",
    en="Only {themes} is among the first three risks in {years} that are shown",
)
CHANGING = Text(
    nl="Geen enkel risico staat in {years} die worden getoond bij de eerste drie",
    en="No risk is among the first three in {years} that are shown",
)
ONCE = Text(nl="In {round} stonden {themes} bovenaan", en="In {round}, {themes} came first")
HIDDEN = Text(nl="Er is geen jaar waarin de eerste drie risico's worden getoond",
              en="There is no year in which the first three risks are shown")  # fmt: skip
SUBTITLE = Text(
    nl="De eerste drie risicothema's per jaar met hun gemiddelde ernst (1-5), volgens de bedrijven met een "
    "risicoanalyse in dat jaar",
    en="The first three risk themes of each year with their mean severity (1-5), according to the companies with a "
    "risk analysis in that year",
)
LEVEL_NOTE = Text(
    nl="Dicht bijeen: de getoonde ernst verschilt hoogstens 0,1. Zo'n verschil kan al door de afronding komen, dus hun "
    "onderlinge volgorde is niet zeker. Bij gelijke ernst beslist de waarschijnlijkheid.",
    en="Close together: the severities shown differ by 0.1 at most. Rounding alone can make such a difference, so "
    "their order is not certain. Where severity is equal, likelihood decides.",
)
NOT_ALL = Text(
    nl="In {round} is de ernst van {themes} niet getoond. Dat kan ook bij de eerste drie horen.",
    en="In {round}, the severity of {themes} is not shown. It may belong to the first three as well.",
)
MAPPED = Text(
    nl="Waar een jaar een andere lijst van thema's had, staat er de naam van nu. Een thema dat later is gesplitst of "
    "samengevoegd, houdt zijn eigen naam, met ‘andere lijst’ erbij.",
    en="Where a year had another list of themes, the present name is given. A theme that was split or merged later "
    "keeps its own name, marked ‘other list’.",
)
WITH_SEVERITY = Text(nl="{theme} ({severity})", en="{theme} ({severity})")
YEAR = Text(nl="Jaar", en="Year")
LEVEL = Text(nl="Dicht bijeen", en="Close together")
N = Text(nl="n", en="n")
NONE = "–"


def risk_first(cube: Cube, language: Language) -> Figure:
    """The first three themes of every round, under their present names, with what lies level; a table."""
    numbers = rounds(cube)
    rows = {each: ranked(cube, language, round=each) for each in numbers}
    places = tuple(str(place) for place in range(1, FIRST + 1))
    marks = {each: _marks(cube, rows[each], round=each, language=language) for each in numbers}
    labels = {each: vocabulary.round_label(cube, each, language) for each in numbers}
    lists = {cube.agreement.round(each).theme_list for each in made_rounds(cube)}
    content = Content(
        key="risk_first",
        form="table",
        title=_title(cube, rows, language=language),
        subtitle=SUBTITLE.in_(language),
        categories=tuple(Category(str(each), label) for each, label in labels.items()),
        series=tuple(
            Series(place, place, "accent", tuple(marks[each][order] for each in numbers))
            for order, place in enumerate(places)
        ),
        table=Table(
            (YEAR.in_(language), *places, LEVEL.in_(language), N.in_(language)),
            tuple(
                (labels[each], *(made.text for made in marks[each]), _level(rows[each], language=language),
                 str(marks[each][0].n or ""))
                for each in numbers
            ),
            (False, False, False, False, False, True),
        ),
        rounds=numbers,
        notes=(
            SEVERITY_FIRST.in_(language),
            LEVEL_NOTE.in_(language),
            NOT_THE_SAME.in_(language),
            *_left_out(cube, rows, language=language),
            *by_bound(tuple(row for each in rows.values() for row in each[:FIRST]), language),
            *([MAPPED.in_(language)] if len(lists) > 1 else []),
        ),
        unit="",
        axis=(1, cube.agreement.scoring.severity_scale),
    )  # fmt: skip
    return framed(cube, language, content=content, indicator=indicators()["risk_severity"])


def _marks(cube: Cube, rows: tuple[Ranked, ...], *, round: int, language: Language) -> tuple[Mark, ...]:
    """One mark per place: the severity of the theme that stands there, written with its name."""
    at = str(round)
    if all(each.severity.state == "not_made" for each in rows):
        return (Mark(at, None, NOT_MADE.in_(language), state="not_made"),) * FIRST
    marks = [_named(cube, each, round=round, language=language) for each in rows[:FIRST] if span(each.severity)]
    hidden = Mark(at, None, WITHHELD.in_(language), state="withheld")
    return (*marks, *(hidden for _ in range(FIRST - len(marks))))


def _named(cube: Cube, row: Ranked, *, round: int, language: Language) -> Mark:
    made = row.severity
    name = present_name(cube, row.code, round=round, language=language)
    text = say(WITH_SEVERITY, language, theme=name, severity=made.text)
    return Mark(str(round), made.value, text, state=made.state, n=made.n, lo=made.lo, hi=made.hi, kept=made.kept)


def _level(rows: tuple[Ranked, ...], *, language: Language) -> str:
    """Which of the first three lie level, by their places; a theme further down that lies level with the third too."""
    shown = [each for each in rows if span(each.severity)]
    first, rest = shown[:FIRST], shown[FIRST:]
    pairs = [(str(place), str(place + 1)) for place, (a, b) in enumerate(pairwise(first), 1) if level(a, b)]
    pairs += [(str(FIRST), f"‘{each.name}’") for each in rest if level(first[-1], each)]
    if not shown:
        return ""
    return "; ".join(join(pair, language) for pair in pairs) or NONE


def _left_out(cube: Cube, rows: dict[int, tuple[Ranked, ...]], *, language: Language) -> tuple[str, ...]:
    """Per round with shown themes: those of which the severity is not shown."""
    hidden = {
        number: [f"‘{each.name}’" for each in found if each.severity.state == "withheld"]
        for number, found in rows.items()
        if any(span(each.severity) for each in found)
    }
    return tuple(
        say(NOT_ALL, language, round=vocabulary.round_short(cube, number, language), themes=join(names, language))
        for number, names in hidden.items()
        if names
    )


def _title(cube: Cube, rows: dict[int, tuple[Ranked, ...]], *, language: Language) -> str:
    """Which themes are among the first three in every round that shows them, under their present names."""
    names = {
        number: [present_name(cube, each.code, round=number, language=language) for each in found if _is_first(each)]
        for number, found in rows.items()
    }
    # What shares the third place is among the first three too, so a round may have more of them.
    shown = {number: each for number, each in names.items() if len(each) >= FIRST}
    if not shown:
        return HIDDEN.in_(language)
    latest = max(shown)
    quoted = [f"‘{name}’" for name in shown[latest] if all(name in each for each in shown.values())]
    words = {"themes": join(quoted, language), "years": all_years(len(shown), language)}
    text = CHANGING if not quoted else ALWAYS_ONE if len(quoted) == 1 else ALWAYS
    if len(shown) == 1:
        text, words["round"] = ONCE, vocabulary.round_short(cube, latest, language)
    title = say(text, language, **words)
    return say(AS_FAR_AS_SHOWN, language, title=title) if any(partly_hidden(rows[each]) for each in shown) else title


def _is_first(row: Ranked) -> bool:
    return row.rank is not None and row.rank <= FIRST
