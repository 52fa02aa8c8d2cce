"""What zeros for questions that do not count could do to the scores at most, where nobody may see what they do."""

from collections.abc import Callable, Sequence
from itertools import chain
from math import ceil

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, Table
from analytics.indicator import indicators
from analytics.left_open import MEASURES
from analytics.marks import WITHHELD, mark, n_of
from analytics.scores.other_scores import AS_ZERO, rule_figures, scored_items
from analytics.scores.quality import STEP
from analytics.scores.zero_bound import lower_by
from analytics.text import Language, Text, capital, points, say
from data.cube import Cube

TITLES = {
    ("unanswered", "not_applicable"): Text(
        nl="In {round} zou de totaalscore hoogstens {unanswered} lager zijn als onbeantwoorde vragen als nul telden, "
        "en hoogstens {not_applicable} als vragen die niet van toepassing zijn dat deden",
        en="In {round}, the overall score would be at most {unanswered} lower if unanswered questions counted as zero, "
        "and at most {not_applicable} if questions that do not apply did",
    ),
    ("unanswered",): Text(
        nl="In {round} zou de totaalscore hoogstens {unanswered} lager zijn als onbeantwoorde vragen als nul telden",
        en="In {round}, the overall score would be at most {unanswered} lower if unanswered questions counted as zero",
    ),
    ("not_applicable",): Text(
        nl="In {round} zou de totaalscore hoogstens {not_applicable} lager zijn als vragen die niet van toepassing "
        "zijn als nul telden",
        en="In {round}, the overall score would be at most {not_applicable} lower if questions that do not apply "
        "counted as zero",
    ),
    (): Text(
        nl="Hoeveel lager de scores van {round} hoogstens zouden zijn als vragen die niet meetellen als nul telden",
        en="How much lower the scores of {round} would be at most if questions that do not count counted as zero",
    ),
}
SUBTITLE = Text(
    nl="Gemiddelde score, 0-100\N{NO-BREAK SPACE}%, en gemiddeld aandeel vragen dat niet meetelt, van alle bedrijven "
    "in {round}, en wat daaruit volgt",
    en="Mean score, 0-100%, and mean share of questions that do not count, of all companies in {round}, and what "
    "follows",
)
SCORE = Text(nl="score", en="score")
AT_MOST = Text(nl="hoogstens {points} lager", en="at most {points} lower")
NOTE = Text(
    nl="Dit zijn uiterste grenzen, geen schattingen: zij gaan ervan uit dat juist de zwaarste vragen niet meetelden, "
    "bij bedrijven die op de andere vragen alles haalden. Hoeveel het werkelijk scheelt, wordt niet getoond.",
    en="These are outer limits, not estimates: they assume that the questions that did not count are those that weigh "
    "most, at companies that scored full marks on the others. How much it really matters is not shown.",
)
SEGMENTS = Text(
    nl="Niet van toepassing is ook een vraag die niet voor het segment van een bedrijf is bedoeld: ook die zou dan als "
    "nul tellen.",
    en="A question that is not meant for a company's segment does not apply to it either, and would count as zero too.",
)
HIDDEN = Text(
    nl="Uit wat over {round} wordt getoond, volgt hier geen grens.",
    en="From what is shown of {round}, no limit follows here.",
)


def zero_figures(cube: Cube) -> tuple[Callable[..., Figure], ...]:
    """This figure, where some questions do not count and the edition does not hold what a zero would do itself."""
    return (zero_rule,) if _uncounted(cube) and not rule_figures(cube) else ()


def zero_rule(cube: Cube, language: Language, *, round: int | None = None) -> Figure:
    """The overall score and each step, the shares that do not count, and how much lower it would be at most; a table.

    Unanswered questions and those that do not apply each have their share and their limit, where the agreement does
    not count them as zero anyway.
    """
    chosen = round or rounds(cube)[-1]
    name = vocabulary.round_short(cube, chosen, language)
    items = scored_items(cube, language)
    scores, *shares = (
        tuple(mark(cube.cell(measure, item, round=chosen), item, unit="percent", language=language) for item in items)
        for measure in ("maturity", *_uncounted(cube))
    )
    limits = {
        measure: tuple(_limit(cube, made, measure=measure, round=chosen, language=language) for made in scores)
        for measure in _uncounted(cube)
    }
    series = (Series("score", capital(SCORE.in_(language)), "accent", scores), *chain.from_iterable(
        (Series(measure, capital(what), "accent", share),
         Series(f"{measure}_zero", capital(say(AS_ZERO, language, what=what)), "accent", limits[measure]))
        for measure, share, what in zip(limits, shares, (MEASURES[each].in_(language) for each in limits), strict=True)
    ))  # fmt: skip
    overall = {measure: made[0].hi for measure, made in limits.items() if made[0].hi is not None}
    asked = cube.agreement.questions_of(cube.agreement.round(chosen).instrument_version)
    divided = "not_applicable" in limits and any(each.segments for each in asked)
    content = Content(
        key="zero_rule", form="table",
        title=say(TITLES[tuple(overall)], language, round=name,
                  **{measure: _points(most, language) for measure, most in overall.items()}),
        subtitle=say(SUBTITLE, language, round=name),
        categories=tuple(Category(code, label) for code, label in items.items()), series=series,
        table=_table(series, tuple(items.values()), language=language), rounds=(chosen,),
        notes=(NOTE.in_(language), *((SEGMENTS.in_(language),) if divided else ())), axis=(0, 100),
        empty=None if any(each.hi is not None for made in limits.values() for each in made)
        else say(HIDDEN, language, round=name),
        coded=any(each.state == "bounded" for each in chain(scores, *shares)),
    )  # fmt: skip
    return framed(cube, language, content=content, indicator=indicators()["maturity_step"])


def _uncounted(cube: Cube) -> tuple[str, ...]:
    return tuple(measure for measure in MEASURES if getattr(cube.agreement.scoring, measure) == "leaves")


def _table(series: Sequence[Series], labels: Sequence[str], *, language: Language) -> Table:
    """A row per score, a column per series, and n."""
    columns = zip(*(each.marks for each in series), strict=True)
    return Table(
        (STEP.in_(language), *(each.label for each in series), "n"),
        tuple((label, *(made.text for made in row), n_of(row[0])) for label, row in zip(labels, columns, strict=True)),
        (False, *(True for _ in series), True),
    )


def _limit(cube: Cube, score: Mark, *, measure: str, round: int, language: Language) -> Mark:
    """The limit of one score in whole points, upwards: what is said is never less than what is possible."""
    found = lower_by(cube, score.at, measure=measure, round=round)
    if found is None:
        return Mark(score.at, None, WITHHELD.in_(language), state="withheld")
    most = ceil(found)
    text = say(AT_MOST, language, points=_points(most, language))
    return Mark(score.at, None, text, state="bounded", n=score.n, lo=0, hi=most)


def _points(amount: float, language: Language) -> str:
    return points(amount, language).removeprefix("+")
