"""Any question from the floor: one item of one indicator, for one group, over some rounds, as an existing form.

A score with two comparable rounds is a trend; a change is a dumbbell per pair; a count, a rating or any other share
stands round by round. Nothing is compared that a break keeps apart, and what is not shown says so in one sentence.
"""

from dataclasses import replace
from typing import Final

from analytics import vocabulary
from analytics.breaks import break_notes, round_axis, rounds
from analytics.choosing.asked import EVERYBODY, Asked, cells_of, is_shown
from analytics.choosing.offer import group_name, name_of, subject_of
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Form, Mark, Series, Table
from analytics.indicator import Indicator, Unit, indicators
from analytics.marks import mark, n_of, of_somebody
from analytics.pairs import Line
from analytics.risks.risk_years import NOT_THE_SAME
from analytics.scores.changes import changes
from analytics.text import Language, Text, capital, join, say
from analytics.trend import trend
from data.cube import Cube

KEY: Final = "explore"
VALUE_AND_N = Text(nl="{name}: {value} in {round} (n = {n})", en="{name}: {value} in {round} (n = {n})")
NOT_SHOWN = Text(nl="{name}: niet getoond", en="{name}: not shown")
# One sentence for every reason: which of them holds would itself tell something.
HIDDEN = Text(
    nl="Hierover toont deze editie niets: de groep is te klein, het getal zou samen met andere getallen iets over één "
    "bedrijf verraden, of het bestaat niet.",
    en="This edition shows nothing on this: the group is too small, the number would reveal something about one "
    "company together with other numbers, or it does not exist.",
)
# What an edition that hides nothing can say.
UNMADE = Text(nl="Dit overzicht is niet gemaakt voor {rounds}.", en="This overview was not made for {rounds}.")
NOBODY = Text(
    nl="In {rounds} had geen enkel bedrijf van deze groep hierover een gegeven.",
    en="In {rounds}, no company of this group had a value for this.",
)
SUBTITLE = Text(nl="{what}. Populatie: {population}{group}", en="{what}. Population: {population}{group}")
WITH_NUMBERS = Text(nl="{subtitle}. {numbers}", en="{subtitle}. {numbers}")
IN_GROUP = Text(nl=", groep ‘{group}’", en=", group ‘{group}’")
N_PER_ROUND = Text(nl="{round}: n = {n}", en="{round}: n = {n}")
WHAT: Final[dict[Unit, Text]] = {
    "percent": Text(nl="Gemiddelde, 0-100 %", en="Mean, 0-100%"),
    "points": Text(nl="Verandering in punten", en="Change in points"),
    "companies": Text(nl="Aantal bedrijven", en="Number of companies"),
    "scale": Text(nl="Gemiddelde, 1-{scale}", en="Mean, 1-{scale}"),
    "actions": Text(nl="Aantal acties", en="Number of actions"),
}
FORMS: Final[dict[Unit, Form]] = {
    "percent": "lines", "points": "dumbbell", "companies": "strip", "scale": "dots", "actions": "strip",
}  # fmt: skip
HEADER = (Text(nl="Jaar", en="Year"), Text(nl="Waarde", en="Value"), Text(nl="n", en="n"))
SMALL_AXIS: Final = 20


def explore(cube: Cube, language: Language, *, asked: Asked) -> Figure:
    """The answer to one question; an empty figure with one sentence where nothing of it is shown."""
    declared = indicators()[asked.indicator]
    if not is_shown(cube, asked):
        return _hidden(cube, language, asked=asked, declared=declared)
    subject = subject_of(cube, asked.item, language)
    line = Line(asked.item, asked.rounds or rounds(cube), asked.dimension, asked.member)
    if declared.base == "paired":
        return changes(cube, language, line=line, key=KEY, name=name_of(cube, asked, language), subject=subject,
                       indicator=declared)  # fmt: skip
    if any(cell.kind == "change" and of_somebody(cube, cell) for cell in cells_of(cube, asked)):
        return trend(
            cube, language, item=asked.item, key=KEY, subject=subject, indicator=asked.indicator,
            dimension=asked.dimension, member=asked.member, among=line.rounds,
        )  # fmt: skip
    return _per_round(cube, language, asked=asked, declared=declared, numbers=line.rounds)


def _per_round(
    cube: Cube, language: Language, *, asked: Asked, declared: Indicator, numbers: tuple[int, ...]
) -> Figure:
    """One value per round, none of them joined: the companies differ."""
    marks = tuple(
        mark(
            of_somebody(cube, cube.cell(declared.measure, asked.item, round=each, dimension=asked.dimension,
                                        member=asked.member)),
            str(each), unit=declared.unit, language=language, decimals=declared.decimals,
        )
        for each in numbers
    )  # fmt: skip
    form, name = _form(marks, unit=declared.unit), name_of(cube, asked, language)
    years = round_axis(cube, language, among=numbers)
    content = Content(
        key=KEY,
        form=form,
        title=_title(cube, marks, name=name, language=language),
        subtitle=_subtitle(cube, marks if form == "lines" else (), asked=asked, declared=declared, language=language),
        categories=years if form == "lines" else tuple(map(_with_n, years, marks)),
        series=(
            Series("counted" if form == "strip" else "all", name, "accent" if form == "strip" else "quiet", marks),
        ),
        table=Table(
            tuple(each.in_(language) for each in HEADER),
            tuple((year.label, made.text, n_of(made)) for year, made in zip(years, marks, strict=True)),
            (False, True, True),
        ),
        rounds=numbers,
        notes=(
            *([NOT_THE_SAME.in_(language)] if len(numbers) > 1 and declared.named != "membership" else []),
            *(break_notes(cube, language, among=numbers) if declared.assessed else ()),
        ),
        unit="%" if declared.unit == "percent" else "",
        axis=_axis(cube, marks, unit=declared.unit),
    )
    return framed(cube, language, content=content, indicator=declared)


def _form(marks: tuple[Mark, ...], *, unit: Unit) -> Form:
    """Shares stand on the axis of the rounds, with its breaks; a bound needs a bar, for its unknown part is hatched."""
    bounded = any(each.state == "bounded" for each in marks)
    return "bars" if unit == "percent" and bounded else FORMS[unit]


def _title(cube: Cube, marks: tuple[Mark, ...], *, name: str, language: Language) -> str:
    """The latest value that is shown, with its base; two rounds are never compared: their companies differ."""
    told = next(each for each in reversed(marks) if each.n is not None)
    year = vocabulary.round_short(cube, int(told.at), language)
    return say(VALUE_AND_N, language, name=name, value=told.text, round=year, n=told.n)


def _subtitle(cube: Cube, marks: tuple[Mark, ...], *, asked: Asked, declared: Indicator, language: Language) -> str:
    """What is measured among whom; on an axis of rounds also n per round, which rows have beside their names."""
    what = say(WHAT[declared.unit], language, scale=cube.agreement.scoring.severity_scale)
    group = "" if asked.group == EVERYBODY else say(IN_GROUP, language, group=group_name(cube, asked.group, language))
    numbers = [
        say(N_PER_ROUND, language, round=vocabulary.round_short(cube, int(each.at), language), n=each.n)
        for each in marks if each.n is not None
    ]  # fmt: skip
    told = "; ".join(numbers)
    subtitle = say(SUBTITLE, language, what=what, population=declared.population.in_(language), group=group)
    return say(WITH_NUMBERS, language, subtitle=subtitle, numbers=capital(told)) if told else subtitle


def _with_n(year: Category, made: Mark) -> Category:
    """A round as the head of its row, with the companies behind its value."""
    return year if made.n is None else replace(year, label=f"{year.label}, n = {made.n}")


def _axis(cube: Cube, marks: tuple[Mark, ...], *, unit: Unit) -> tuple[float, float] | None:
    """The whole scale; of shares near nothing its lowest part, so that they stay readable; a count has no end."""
    if unit == "scale":
        return (1, cube.agreement.scoring.severity_scale)
    if unit != "percent":
        return None
    largest = max((each.hi or 0 for each in marks), default=0)
    return (0, SMALL_AXIS if largest <= SMALL_AXIS else 100)


def _hidden(cube: Cube, language: Language, *, asked: Asked, declared: Indicator) -> Figure:
    """Nothing of it is shown: no marks and no rows, so that no reason shows through."""
    numbers = asked.rounds or rounds(cube)
    years = join((vocabulary.round_short(cube, each, language) for each in numbers), language)
    content = Content(
        key=KEY, form=FORMS[declared.unit], title=say(NOT_SHOWN, language, name=name_of(cube, asked, language)),
        subtitle=years[:1].upper() + years[1:], categories=(), series=(),
        table=Table(tuple(each.in_(language) for each in HEADER), ()), rounds=numbers,
        empty=_why(cube, asked, years=years, language=language),
    )  # fmt: skip
    return framed(cube, language, content=content, indicator=declared)


def _why(cube: Cube, asked: Asked, *, years: str, language: Language) -> str:
    """The one sentence where the edition protects; where it hides nothing, nobody is behind an empty place."""
    if cube.edition.policy.suppress:
        return HIDDEN.in_(language)
    everybody = cells_of(cube, replace(asked, group=EVERYBODY))
    unmade = bool(everybody) and all(cell.status == "not_made" for cell in everybody)
    return say(UNMADE if unmade else NOBODY, language, rounds=years)
