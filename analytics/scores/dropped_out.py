"""Who drops out of the mean of all: those that left, and members that were not assessed, where details tell them apart.

Each brings its share of the change, as `composition.py` has it for the overall score and every step.
"""

from dataclasses import dataclass

from analytics.figure import Mark, Series
from analytics.marks import detail_mark
from analytics.text import COMPANIES, Language, Text, count, percent, say
from data.cube import Cube, Detail

Pair = tuple[int, int]

LEFT = Text(nl="Wie vertrok, valt weg ({companies})", en="Those that left drop out ({companies})")
NOBODY_LEFT = Text(
    nl="Van wie in {earlier} meetelde, vertrok niemand",
    en="None of those that counted in {earlier} left",
)
SILENT = Text(
    nl="Wie lid bleef maar in {later} niet beoordeeld is, valt weg ({companies})",
    en="Those that stayed members but were not assessed in {later} drop out ({companies})",
)
NOBODY_SILENT = Text(
    nl="Wie lid bleef, telt in beide jaren mee",
    en="Those that stayed members count in both years",
)
ON_THE_WAY = Text(
    nl="De stand tussen wie vertrok en wie niet beoordeeld is, volgt uit de bijdrage van beide; het is geen gemiddelde "
    "van bedrijven.",
    en="The level between those that left and those that were not assessed follows from what each contributes; it is "
    "no mean of companies.",
)
CONTRIBUTION = Text(nl="Bijdrage", en="Contribution")
PART_OF = {"left": "left", "silent": "silent", "same": "within", "new": "entry"}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way, in words, with the levels before and after it; `code` is the place of both marks."""

    code: str
    label: str
    start: Mark
    end: Mark


def apart(cube: Cube, pair: Pair, gone: Step, *, names: dict[str, str], language: Language) -> tuple[Step, ...]:
    """The step of whoever drops out as two, where the edition has details; else as it is.

    names: those of the two rounds, `earlier` and `later`. A level between the two has no n: it is no mean.
    """
    left, silent = (_part(cube, pair, code) for code in ("left", "silent"))
    if left is None or left.value is None or silent is None or gone.start.value is None:
        return (gone,)
    between = gone.end if left.n else gone.start
    if left.n and silent.n:
        level = gone.start.value + float(left.value)
        between = Mark(at="", value=level, text=percent(level, language), lo=level, hi=level)
    made = []
    for code, detail, some, nobody, start, end in (
        ("left", left, LEFT, NOBODY_LEFT, gone.start, between),
        ("silent", silent, SILENT, NOBODY_SILENT, between, gone.end),
    ):
        companies = count(detail.n or 0, COMPANIES, language)
        label = say(some if detail.n else nobody, language, companies=companies, **names)
        made.append(Step(code, label, start, end))
    return tuple(made)


def contributions(cube: Cube, pair: Pair, steps: tuple[Step, ...], language: Language) -> tuple[Series, ...]:
    """What each step brings to the change, written beside it; nothing where the edition has no details."""
    if not all(each.code in PART_OF for each in steps):
        return ()
    marks = tuple(
        detail_mark(_part(cube, pair, PART_OF[each.code]), each.code, unit="points", language=language, decimals=1)
        for each in steps
    )
    return (Series("contribution", CONTRIBUTION.in_(language), "ink", marks, written=True),)


def _part(cube: Cube, pair: Pair, part: str) -> Detail | None:
    return cube.detail("composition", f"overall:{part}", base_round=pair[0], round=pair[1])
