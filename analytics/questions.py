"""Which questions lag: the questions of one step, the lowest score first. Only where single questions are cells."""

from collections.abc import Callable

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, Table
from analytics.indicator import indicators
from analytics.marks import mark
from analytics.text import Language, Text, number, say
from data.cube import Cube

LOWEST = Text(
    nl="In {round} scoorde vraag {code} het laagst van stap {step} ({value}) en vraag {last} het hoogst ({highest})",
    en="In {round}, question {code} scored lowest in step {step} ({value}) and question {last} highest ({highest})",
)
EQUAL = Text(
    nl="Hoe de vragen van stap {step} in {round} scoorden", en="How the questions of step {step} scored in {round}"
)
HIDDEN = Text(
    nl="Hoe de vragen van stap {step} in {round} scoorden, wordt niet getoond",
    en="How the questions of step {step} scored in {round} is not shown",
)
SUBTITLE = Text(
    nl="Gemiddelde score per vraag, 0-100\N{NO-BREAK SPACE}%, over de bedrijven die haar beantwoordden; {round}",
    en="Mean score per question, 0-100%, over the companies that answered it; {round}",
)
LABEL = Text(nl="{code} {asked}", en="{code} {asked}")
SEGMENTS = Text(
    nl="Niet elke vraag geldt voor elk bedrijf: daarom verschilt n per vraag.",
    en="Not every question applies to every company, so n differs by question.",
)
HEADER = (Text(nl="Vraag", en="Question"), Text(nl="Gemiddelde score", en="Mean score"), Text(nl="n", en="n"))
SCORE = Text(nl="gemiddelde score", en="mean score")


def question_figures(cube: Cube) -> tuple[Callable[..., Figure], ...]:
    """The figures of single questions that the edition has the cells for."""
    return (questions,) if any(each.item.startswith("question:") for each in cube.cells("maturity")) else ()


def questions(cube: Cube, language: Language, *, step: str, round: int | None = None) -> Figure:
    """The questions of one step in one round (the latest by default), the lowest shown score first."""
    chosen = round or rounds(cube)[-1]
    texts = _of_step(cube, language, step=step, round=chosen)
    marks = (
        mark(cube.cell("maturity", f"question:{each}", round=chosen), each, unit="percent", language=language)
        for each in texts
    )
    ordered = tuple(sorted(marks, key=lambda each: (each.value is None, each.value or 0)))
    categories = tuple(Category(each.at, say(LABEL, language, code=each.at, asked=texts[each.at])) for each in ordered)
    shown = any(each.state == "shown" for each in ordered)
    name = vocabulary.round_short(cube, chosen, language)
    short = vocabulary.step_short(cube, step, language)
    content = Content(
        key="questions",
        form="bars",
        title=_title(ordered, round_name=name, step=short, language=language),
        subtitle=say(SUBTITLE, language, round=name),
        categories=categories,
        series=(Series("score", SCORE.in_(language), "quiet", ordered),),
        table=Table(
            tuple(each.in_(language) for each in HEADER),
            tuple(
                (category.label, made.text, "" if made.n is None else number(made.n, language))
                for category, made in zip(categories, ordered, strict=True)
            ),
            (False, True, True),
        ),
        rounds=(chosen,),
        notes=(SEGMENTS.in_(language),),
        axis=(0, 100),
        empty=None if shown else f"{say(HIDDEN, language, round=name, step=short)}.",
    )
    return framed(cube, language, content=content, indicator=indicators()["question"])


def _of_step(cube: Cube, language: Language, *, step: str, round: int) -> dict[str, str]:
    """The questions of a step in the questionnaire of a round, with their words."""
    asked = cube.agreement.questions_of(cube.agreement.round(round).instrument_version)
    return {each.id: each.text.in_(language) for each in asked if each.step == step}


def _title(ordered: tuple[Mark, ...], *, round_name: str, step: str, language: Language) -> str:
    """Names the lowest and the highest question where each stands alone, as the scores are shown."""
    shown = [each for each in ordered if each.value is not None]
    words = {"round": round_name, "step": f"‘{step}’"}
    if not shown:
        return say(HIDDEN, language, **words)
    texts = [each.text for each in shown]
    if texts.count(texts[0]) > 1 or texts.count(texts[-1]) > 1:
        return say(EQUAL, language, **words)
    return say(LOWEST, language, code=shown[0].at, value=texts[0], last=shown[-1].at, highest=texts[-1], **words)
