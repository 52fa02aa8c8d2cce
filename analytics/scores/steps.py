"""Where are we per OECD step: each step over the rounds, two rounds beside each other, and what was left open."""

from dataclasses import replace

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, Table, anything_told
from analytics.indicator import indicators
from analytics.left_open import MEASURES
from analytics.marks import WITHHELD, mark
from analytics.profile import STEPS, profile
from analytics.text import Language, Text, percent, say
from analytics.title import latest_pair
from analytics.trend import trend
from data.cube import Cube

__all__ = ["step_profile", "step_trend", "unanswered"]

SUBJECT = Text(nl="de score op stap {step}", en="the score on step {step}")
OWN_TARGET = Text(
    nl="Het eigen doel geldt voor de totaalscore, niet per stap: in {round} was het gemiddeld {target} (n = {n}); zie "
    "‘Op schema’.",
    en="A company's own target is for the overall score, not per step: in {round} it was {target} on average "
    "(n = {n}); see ‘On schedule’.",
)
OPEN_TITLE = Text(
    nl="In {round} bleef per {step} gemiddeld {low} tot {high} van de toepasselijke vragen onbeantwoord",
    en="In {round}, on average {low} to {high} of the applicable questions per {step} were left unanswered",
)
OPEN_AT_MOST = Text(
    nl="In {round} bleef per {step} gemiddeld hoogstens {high} van de toepasselijke vragen onbeantwoord",
    en="In {round}, on average at most {high} of the applicable questions per {step} were left unanswered",
)
# Where a step is not shown, it might be the one with least or most.
STEP, SHOWN_STEP = Text(nl="stap", en="step"), Text(nl="getoonde stap", en="step that is shown")
OPEN_HIDDEN = Text(
    nl="Hoeveel vragen in {round} openbleven, wordt niet getoond",
    en="How many questions were left open in {round} is not shown",
)
OPEN_SUBTITLE = Text(
    nl="Gemiddeld aandeel per bedrijf, per OESO-stap, {round} (n = {n}): onbeantwoord van de toepasselijke vragen, "
    "niet van toepassing van alle vragen. Deze vragen tellen niet mee in de score.",
    en="Mean share per company, by OECD step, {round} (n = {n}): unanswered of the applicable questions, not "
    "applicable of all questions. These questions do not count in the score.",
)
COLOURS = {"unanswered": "accent", "not_applicable": "quiet"}


def step_trend(cube: Cube, language: Language, *, step: str) -> Figure:
    """One OECD step over the rounds: same-company lines, dots for all companies, breaks as gaps."""
    return trend(cube, language, item=f"step:{step}", key=f"step_trend_{step}",
                 subject=step_subject(cube, step, language), indicator="maturity_step")  # fmt: skip


def step_subject(cube: Cube, step: str, language: Language) -> str:
    """What the score on a step is called in a sentence."""
    short = vocabulary.step_short(cube, step, language).replace(". ", " (", 1) + ")"
    return say(SUBJECT, language, step=short)


def step_profile(cube: Cube, language: Language, *, pair: tuple[int, int] | None = None) -> Figure:
    """The six steps in OECD order over two comparable rounds, the same companies."""
    items = {f"step:{each.code}": vocabulary.step_short(cube, each.code, language) for each in cube.agreement.steps}
    chosen = pair or latest_pair(cube)
    figure = profile(cube, language, kind=STEPS, items=items, pair=chosen)
    if chosen is None or figure.empty:
        return figure
    return replace(figure, notes=(*figure.notes, *_own_target(cube, chosen[1], language)))


def _own_target(cube: Cube, number: int, language: Language) -> tuple[str, ...]:
    """Against what companies are held in a round, where that is shown: their own target, which no step has."""
    cell = cube.cell("target_mean", "overall", round=number)
    if cell is None or cell.value is None:
        return ()
    name = vocabulary.round_short(cube, number, language)
    return (say(OWN_TARGET, language, round=name, target=percent(cell.value, language), n=cell.n),)


def unanswered(cube: Cube, language: Language, *, round: int | None = None) -> Figure:
    """The share of questions left open, and of those that do not apply, per step in one round."""
    chosen = round or rounds(cube)[-1]
    steps = cube.agreement.steps
    categories = tuple(Category(each.code, vocabulary.step_short(cube, each.code, language)) for each in steps)
    series = tuple(
        Series(measure, label.in_(language), COLOURS[measure], _shares(cube, measure, round=chosen, language=language))
        for measure, label in MEASURES.items()
    )
    open_ = [made for made in series[0].marks if made.is_told]
    n = max((made.n for made in open_ if made.n), default=None)
    name = vocabulary.round_short(cube, chosen, language)
    title = say(OPEN_HIDDEN, language, round=name)
    words = {"round": name, "step": (STEP if len(open_) == len(steps) else SHOWN_STEP).in_(language)}
    if any(made.state == "bounded" for made in open_):
        highest = max(made.value if made.value is not None else made.hi or 0 for made in open_)
        title = say(OPEN_AT_MOST, language, **words, high=percent(highest, language))
    elif open_:
        low, high = (chosen_by(open_, key=lambda each: each.value or 0) for chosen_by in (min, max))
        title = say(OPEN_TITLE, language, **words, low=low.text, high=high.text)
    content = Content(
        key="unanswered",
        form="dots",
        title=title,
        subtitle=say(OPEN_SUBTITLE, language, round=name, n=n or WITHHELD.in_(language)),
        categories=categories,
        series=series,
        table=Table(
            (STEPS.heading.in_(language), *(each.label for each in series)),
            tuple((each.label, *(one.marks[place].text for one in series)) for place, each in enumerate(categories)),
            (False, True, True),
        ),
        rounds=(chosen,),
        axis=(0, axis_end(series)),
        empty=None if anything_told(series) else title,
    )
    return framed(cube, language, content=content, indicator=indicators()["unanswered"])


def _shares(cube: Cube, measure: str, *, round: int, language: Language) -> tuple[Mark, ...]:
    return tuple(
        mark(cube.cell(measure, f"step:{each.code}", round=round), each.code, unit="percent", language=language)
        for each in cube.agreement.steps
    )


def axis_end(series: tuple[Series, ...]) -> float:
    """The first round end of the axis that holds every value: small shares stay readable."""
    largest = max((made.value or made.hi or 0 for each in series for made in each.marks), default=0)
    return next(end for end in (20, 30, 50, 100) if largest <= end)
