"""What counting unanswered questions as zero could do to the scores at most, where nobody may see what it does."""

from collections.abc import Callable
from math import ceil

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, Table
from analytics.indicator import indicators
from analytics.left_open import UNANSWERED
from analytics.marks import WITHHELD, mark, n_of
from analytics.scores.other_scores import rule_figures, scored_items
from analytics.scores.quality import STEP
from analytics.scores.zero_bound import lower_by
from analytics.text import Language, Text, capital, points, say
from data.cube import Cube

TITLE = Text(
    nl="In {round} zou de totaalscore hoogstens {points} lager zijn als onbeantwoorde vragen als nul telden",
    en="In {round}, the overall score would be at most {points} lower if unanswered questions counted as zero",
)
TOPIC = Text(
    nl="Hoeveel lager de scores van {round} hoogstens zouden zijn als onbeantwoorde vragen als nul telden",
    en="How much lower the scores of {round} would be at most if unanswered questions counted as zero",
)
SUBTITLE = Text(
    nl="Gemiddelde score, 0-100\N{NO-BREAK SPACE}%, en gemiddeld aandeel onbeantwoorde vragen van alle bedrijven in "
    "{round}, en wat daaruit volgt",
    en="Mean score, 0-100%, and mean share of unanswered questions of all companies in {round}, and what follows",
)
SCORE = Text(nl="score", en="score")
IF_ZERO = Text(nl="met onbeantwoord als nul", en="with unanswered as zero")
AT_MOST = Text(nl="hoogstens {points} lager", en="at most {points} lower")
NOTE = Text(
    nl="Dit is een uiterste grens, geen schatting: zij gaat ervan uit dat juist de vragen openbleven die het zwaarst "
    "wegen, bij bedrijven die op de andere vragen alles haalden. Hoeveel het werkelijk scheelt, wordt niet getoond.",
    en="This is an outer limit, not an estimate: it assumes that the questions left open are those that weigh most, at "
    "companies that scored full marks on the others. How much it really matters is not shown.",
)
HIDDEN = Text(
    nl="Uit wat over {round} wordt getoond, volgt hier geen grens.",
    en="From what is shown of {round}, no limit follows here.",
)


def zero_figures(cube: Cube) -> tuple[Callable[..., Figure], ...]:
    """This figure, where unanswered questions do not count and the edition does not hold what it would do itself."""
    return (zero_rule,) if cube.agreement.scoring.unanswered == "leaves" and not rule_figures(cube) else ()


def zero_rule(cube: Cube, language: Language, *, round: int | None = None) -> Figure:
    """The overall score and each step, the share left open, and how much lower the score would be at most; a table."""
    chosen = round or rounds(cube)[-1]
    name = vocabulary.round_short(cube, chosen, language)
    items = scored_items(cube, language)
    scores, shares = (
        tuple(mark(cube.cell(measure, item, round=chosen), item, unit="percent", language=language) for item in items)
        for measure in ("maturity", "unanswered")
    )
    bounds = tuple(_bound(cube, made, round=chosen, language=language) for made in scores)
    headers = tuple(capital(each.in_(language)) for each in (SCORE, UNANSWERED, IF_ZERO))
    codes = ("score", "unanswered", "lower")
    title = TOPIC if bounds[0].hi is None else TITLE
    told = any(each.hi is not None for each in bounds)
    content = Content(
        key="zero_rule", form="table",
        title=say(title, language, round=name, points=_points(bounds[0].hi or 0, language)),
        subtitle=say(SUBTITLE, language, round=name),
        categories=tuple(Category(code, label) for code, label in items.items()),
        series=tuple(
            Series(code, label, "accent", marks)
            for code, label, marks in zip(codes, headers, (scores, shares, bounds), strict=True)
        ),
        table=Table(
            (STEP.in_(language), *headers, "n"),
            tuple(
                (label, *(made.text for made in row), n_of(row[0]))
                for label, row in zip(items.values(), zip(scores, shares, bounds, strict=True), strict=True)
            ),
            (False, True, True, True, True),
        ),
        rounds=(chosen,), notes=(NOTE.in_(language),), axis=(0, 100),
        empty=None if told else say(HIDDEN, language, round=name),
        coded=any(each.state == "bounded" for each in (*scores, *shares)),
    )  # fmt: skip
    return framed(cube, language, content=content, indicator=indicators()["maturity_step"])


def _bound(cube: Cube, score: Mark, *, round: int, language: Language) -> Mark:
    """The limit of one score in whole points, upwards: what is said is never less than what is possible."""
    found = lower_by(cube, score.at, round=round)
    if found is None:
        return Mark(score.at, None, WITHHELD.in_(language), state="withheld")
    most = ceil(found)
    text = say(AT_MOST, language, points=_points(most, language))
    return Mark(score.at, None, text, state="bounded", n=score.n, lo=0, hi=most)


def _points(amount: float, language: Language) -> str:
    return points(amount, language).removeprefix("+")
