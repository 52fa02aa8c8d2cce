"""The companies that signed at the start: their mean beside the mean of their own targets."""

from analytics import vocabulary
from analytics.breaks import break_notes, round_axis, rounds
from analytics.evidence import Content, framed
from analytics.figure import Figure, Mark, Series, Table
from analytics.indicator import indicators
from analytics.marks import WITHHELD, mark
from analytics.scores.target import OWN
from analytics.text import Language, Text, count, join, say
from data.cube import Cube

TITLE = Text(
    nl="In {round} was het gemiddelde van {founders} {mean}; hun eigen doel was gemiddeld {own}",
    en="In {round}, {founders} had a mean of {mean}; their own target was {own} on average",
)
ALONE = Text(nl="In {round} was het gemiddelde van {founders} {mean}", en="In {round}, {founders} had a mean of {mean}")
FOUNDERS = (Text(nl="oprichter", en="founder"), Text(nl="oprichters", en="founders"))
HIDDEN = Text(
    nl="De score van de oprichters wordt in geen enkel jaar getoond",
    en="The score of the founders is not shown in any year",
)
SUBTITLE = Text(
    nl="Gemiddelde score en gemiddeld eigen doel van de bedrijven die er van het begin af bij zijn ({numbers}). Losse "
    "punten: wie van hen indiende, kan per jaar verschillen.",
    en="Mean score and mean own target of the companies that took part from the start ({numbers}). Separate dots: "
    "which of them handed in may differ per year.",
)
BASE = Text(nl="{round}: n = {n}", en="{round}: n = {n}")
MEAN = Text(nl="gemiddelde score van de oprichters", en="mean score of the founders")
HEADER = (
    Text(nl="Jaar", en="Year"), Text(nl="Gemiddelde score", en="Mean score"), Text(nl="Eigen doel", en="Own target"),
    Text(nl="n", en="n"),
)  # fmt: skip


def founders(cube: Cube, language: Language) -> Figure:
    """The founders' mean beside the mean of their own targets, in the rounds that show it."""
    numbers = rounds(cube)
    means = tuple(_of_founders(cube, "maturity", each, language=language) for each in numbers)
    targets = tuple(_of_founders(cube, "target_mean", each, language=language) for each in numbers)
    told = [(mean, own) for mean, own in zip(means, targets, strict=True) if mean.value is not None]
    content = Content(
        key="founders",
        form="lines",
        title=_title(cube, told, language=language),
        subtitle=say(SUBTITLE, language, numbers=_bases(cube, means, language=language)),
        categories=round_axis(cube, language),
        series=(
            Series("founders", MEAN.in_(language), "accent", means),
            Series("target", OWN.in_(language), "target", targets),
        ),
        table=Table(
            tuple(each.in_(language) for each in HEADER),
            tuple(
                (vocabulary.round_label(cube, each, language), mean.text, own.text, str(mean.n or ""))
                for each, mean, own in zip(numbers, means, targets, strict=True)
            ),
            (False, True, True, True),
        ),
        rounds=numbers,
        notes=break_notes(cube, language),
        axis=(0, 100),
        empty=None if told else f"{HIDDEN.in_(language)}.",
    )
    declared = indicators()
    return framed(cube, language, content=content, indicator=declared["maturity_overall"], also=(declared["target"],))


def _of_founders(cube: Cube, measure: str, round: int, *, language: Language) -> Mark:
    cell = cube.cell(measure, "overall", round=round, dimension="founders", member="founders")
    return mark(cell, str(round), unit="percent", language=language)


def _bases(cube: Cube, means: tuple[Mark, ...], *, language: Language) -> str:
    shown = [
        say(BASE, language, round=vocabulary.round_short(cube, int(each.at), language), n=each.n)
        for each in means
        if each.n is not None
    ]
    return join(shown, language) or WITHHELD.in_(language)


def _title(cube: Cube, told: list[tuple[Mark, Mark]], *, language: Language) -> str:
    """The latest round that shows the founders; their target where it is shown too."""
    if not told:
        return HIDDEN.in_(language)
    mean, own = told[-1]
    text = ALONE if own.value is None else TITLE
    name = vocabulary.round_short(cube, int(mean.at), language)
    founders = count(mean.n or 0, FOUNDERS, language)
    return say(text, language, round=name, founders=founders, mean=mean.text, own=own.text)
