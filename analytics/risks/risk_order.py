"""The order of the risks of a round: severity first, then likelihood, by what a reader may conclude of either.

A theme of which only a bound is shown ("at least 4.4") stands where its lowest possible value puts it, before a theme
with exactly that value, whatever the likelihood of either: it is as severe at least.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from analytics.breaks import rounds
from analytics.figure import Mark
from analytics.marks import AT_LEAST, mark
from analytics.text import Language, number, rounded, say
from data.cube import Cube

# One step of the last decimal that is shown: two means so close may be equal, or the other way round, before rounding.
NEARLY: Final = Decimal("0.1")
Span = tuple[Decimal, Decimal]
NOTHING: Final = (Decimal(0), Decimal(0))  # below every scale


@dataclass(frozen=True, slots=True)
class Ranked:
    """One theme of a round: rank (None where severity is not shown; what looks equal shares it) and its marks."""

    code: str
    name: str
    rank: int | None
    severity: Mark
    likelihood: Mark
    prioritised: Mark


def ranked(cube: Cube, language: Language, *, round: int) -> tuple[Ranked, ...]:
    """The themes of a round by severity, then likelihood, then name; those of which nothing is shown come last."""
    rows: list[Ranked] = []
    for theme in cube.agreement.themes_of(cube.agreement.round(round).theme_list):
        severity, likelihood = (
            mark(cube.cell(measure, theme.code, round=round), theme.code, unit="scale", language=language, decimals=1)
            for measure in ("risk_severity", "risk_likelihood")
        )
        count = cube.cell("risk_prioritised", theme.code, round=round)
        prioritised = mark(count, theme.code, unit="companies", language=language)
        rows.append(Ranked(theme.code, theme.name.in_(language), None, severity, likelihood, prioritised))
    rows.sort(key=lambda each: (*_weight(each), each.name.casefold()))
    weights = [_weight(each) for each in rows]
    return tuple(
        each if span(each.severity) is None else replace(each, rank=weights.index(weight) + 1)
        for each, weight in zip(rows, weights, strict=True)
    )


def span(mark: Mark) -> Span | None:
    """The lowest and highest value that a mark may stand for, to the decimal that a reader sees; None: not shown."""
    if mark.value is not None:
        shown = rounded(mark.value, decimals=1)
        return shown, shown
    if mark.lo is None or mark.hi is None:
        return None
    return rounded(mark.lo, decimals=1), rounded(mark.hi, decimals=1)


def level(above: Ranked, below: Ranked) -> bool:
    """Whether the severity of two neighbours lies so close that their order says nothing; both are shown."""
    higher, lower = span(above.severity), span(below.severity)
    return higher is not None and lower is not None and higher[0] - lower[1] <= NEARLY


def partly_hidden(rows: Iterable[Ranked]) -> bool:
    """Whether some severities of a round are shown and others withheld: one of those may come before what is shown."""
    states = {each.severity.state for each in rows}
    return "withheld" in states and bool(states & {"shown", "bounded"})


def foremost(rows: Iterable[Ranked], of: Callable[[Ranked], Mark], language: Language) -> tuple[list[Ranked], str]:
    """The themes that stand on top in one respect, alone or tied, and its value in words; where bounds leave open which
    these are, all that may. Nothing and "" where none is shown.
    """
    spans = [(each, found) for each in rows if (found := span(of(each)))]
    if not spans:
        return [], ""
    highest = max(low for _, (low, _) in spans)
    top = [(each, found) for each, found in spans if found[1] >= highest]
    top = [(each, found) for each, found in top if surely(each, [one for one, _ in top], of)] or top
    lowest = min(low for _, (low, _) in top)
    value = number(lowest, language, decimals=1)
    exact = all(found == (lowest, lowest) for _, found in top)
    return [each for each, _ in top], value if exact else say(AT_LEAST, language, value=value)


def surely(one: Ranked, others: Iterable[Ranked], of: Callable[[Ranked], Mark]) -> bool:
    """Whether a theme that is shown stands as high as every other one, wherever bounds may lie."""
    found = span(of(one))
    highest = max(
        (high for each in others if each.code != one.code for _, high in [span(of(each)) or NOTHING]), default=0
    )
    return found is not None and found[0] >= highest


def latest_made(cube: Cube) -> int:
    """The latest round for which an overview of risks was made."""
    return (made_rounds(cube) or rounds(cube))[-1]


def made_rounds(cube: Cube) -> tuple[int, ...]:
    """The rounds for which an overview of risks was made."""
    return tuple(each for each in rounds(cube) if "risks" not in cube.agreement.round(each).not_made)


def _weight(row: Ranked) -> tuple[Decimal, ...]:
    """Sorts the most severe first, then the most likely; what is not shown goes last."""
    severity, likelihood = (span(each) or NOTHING for each in (row.severity, row.likelihood))
    return tuple(-each for each in (*severity, *likelihood))
