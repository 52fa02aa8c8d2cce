"""Are we on schedule: the mean beside the mean of the companies' own targets, and who is at or above theirs."""

from analytics import vocabulary
from analytics.breaks import break_notes, round_axis, rounds
from analytics.evidence import Content, framed
from analytics.figure import Figure, Mark, Series, Table
from analytics.indicator import indicators
from analytics.marks import WITHHELD, mark
from analytics.scores.target_course import on_schedule_note
from analytics.text import Language, Text, number, points, rounded, say
from analytics.title import assessed
from data.cube import Cube

MEAN = Text(nl="gemiddelde score", en="mean score")
OWN = Text(nl="gemiddeld eigen doel", en="mean own target")
FOUNDERS = Text(nl="oprichters", en="founders")
BELOW = Text(
    nl="In {round} lag de gemiddelde score van de {companies} ongeveer {distance} onder hun gemiddelde eigen doel",
    en="In {round}, the mean score of the {companies} was about {distance} below their mean own target",
)
ABOVE = Text(
    nl="In {round} lag de gemiddelde score van de {companies} ongeveer {distance} boven hun gemiddelde eigen doel",
    en="In {round}, the mean score of the {companies} was about {distance} above their mean own target",
)
NEAR = Text(
    nl="In {round} lag de gemiddelde score van de {companies} dicht bij hun gemiddelde eigen doel",
    en="In {round}, the mean score of the {companies} was close to their mean own target",
)
HIDDEN = Text(
    nl="De afstand tot het doel in {round} wordt niet getoond", en="The distance to the target in {round} is not shown"
)
SUBTITLE = Text(
    nl="Gemiddelde score en gemiddeld eigen doel van alle bedrijven met een score in het jaar ({round}: n = {n}). "
    "Losse punten: de bedrijven verschillen per jaar. Het doel hangt af van lidmaatschapsjaar en grootte.",
    en="Mean score and mean own target of all companies with a score in the year ({round}: n = {n}). Separate dots: "
    "the companies differ per year. The target depends on membership year and size.",
)
ON_SCHEDULE = Text(
    nl="Op of boven het eigen doel in {round}: {count} van {n} bedrijven.",
    en="At or above their own target in {round}: {count} of {n} companies.",
)
FOUNDERS_NOTE = Text(
    nl="Oprichters in {round}: gemiddeld {value} (n = {n}).", en="Founders in {round}: a mean of {value} (n = {n})."
)
ROUNDED = Text(
    nl="Gemiddelde en doel zijn afgerond. De afstand is die van de afgeronde getallen en kan een punt schelen.",
    en="Mean and target are rounded. The distance is that of the rounded numbers and may be a point off.",
)
HEADER = (
    Text(nl="Jaar", en="Year"), Text(nl="Gemiddelde score", en="Mean score"), Text(nl="Eigen doel", en="Own target"),
    Text(nl="Op of boven doel", en="At or above target"), Text(nl="n", en="n"),
)  # fmt: skip
NEARBY = 5


def target(cube: Cube, language: Language, *, alone: bool = True) -> Figure:
    """Mean score and mean own target per round, as dots that no line touches: the companies differ per round.

    alone: False on a page that shows who is on schedule, and the founders, as figures of their own.
    """
    numbers = rounds(cube)
    means = [_mark(cube, "maturity", each, language=language) for each in numbers]
    targets = [_mark(cube, "target_mean", each, language=language) for each in numbers]
    told = next((place for place in reversed(range(len(numbers))) if _both(means[place], targets[place])), -1)
    name = vocabulary.round_short(cube, numbers[told], language)
    schedule = [mark(cube.cell("on_schedule", "overall", round=each), str(each), unit="companies", language=language)
                for each in numbers]  # fmt: skip
    n = means[told].n
    content = Content(
        key="target",
        form="lines",
        title=_title(cube, means[told], targets[told], round_name=name, language=language),
        subtitle=say(SUBTITLE, language, round=name, n=WITHHELD.in_(language) if n is None else n),
        categories=round_axis(cube, language),
        series=(
            Series("all", MEAN.in_(language), "quiet", tuple(means)),
            Series("target", OWN.in_(language), "target", tuple(targets)),
        ),
        table=Table(
            tuple(each.in_(language) for each in HEADER),
            tuple(
                (vocabulary.round_label(cube, number, language), mean.text, own.text, on.text, str(mean.n or ""))
                for number, mean, own, on in zip(numbers, means, targets, schedule, strict=True)
            ),
            (False, True, True, True, True),
        ),
        rounds=numbers,
        notes=(
            *(
                (
                    *_schedule_note(schedule[told], name, language=language),
                    *_founders(cube, language),
                    *on_schedule_note(cube, language),
                )
                if alone
                else ()
            ),
            ROUNDED.in_(language),
            *break_notes(cube, language),
        ),
        axis=(0, 100),
    )
    declared = indicators()
    return framed(cube, language, content=content, indicator=declared["maturity_overall"],
                  also=(declared["target"], declared["on_schedule"]))  # fmt: skip


def _mark(cube: Cube, measure: str, number: int, *, language: Language) -> Mark:
    return mark(cube.cell(measure, "overall", round=number), str(number), unit="percent", language=language)


def _both(mean: Mark, own: Mark) -> bool:
    return mean.value is not None and own.value is not None


def _title(cube: Cube, mean: Mark, own: Mark, *, round_name: str, language: Language) -> str:
    if mean.value is None or own.value is None:
        return say(HIDDEN, language, round=round_name)
    distance = rounded(mean.value) - rounded(own.value)
    text = NEAR if abs(distance) < NEARBY else ABOVE if distance > 0 else BELOW
    companies = assessed(cube, language, round=int(mean.at), n=mean.n or 0)
    away = points(abs(distance), language).removeprefix("+")
    return say(text, language, round=round_name, companies=companies, distance=away)


def _schedule_note(schedule: Mark, round_name: str, *, language: Language) -> tuple[str, ...]:
    if schedule.n is None:
        return ()
    return (say(ON_SCHEDULE, language, round=round_name, count=schedule.text, n=number(schedule.n, language)),)


def _founders(cube: Cube, language: Language) -> tuple[str, ...]:
    """The latest round in which the founders' mean is shown, in a sentence."""
    for number_ in reversed(rounds(cube)):
        cell = cube.cell("maturity", "overall", round=number_, dimension="founders", member="founders")
        shown = mark(cell, str(number_), unit="percent", language=language)
        if shown.value is not None:
            name = vocabulary.round_short(cube, number_, language)
            return (say(FOUNDERS_NOTE, language, round=name, value=shown.text, n=shown.n),)
    return ()
