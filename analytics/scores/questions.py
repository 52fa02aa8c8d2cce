"""Which questions lag: the questions of one step, the lowest score first. Only where single questions are cells."""

from collections.abc import Callable
from dataclasses import replace

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, grid_table
from analytics.indicator import indicators
from analytics.marks import detail_mark, mark, of_somebody
from analytics.scores.schedule import as_share
from analytics.text import Language, Text, say
from analytics.title import worth_a_sentence
from data.cube import Cube

LOWEST = Text(
    nl="In {round} scoorde vraag {code} het laagst van stap {step} ({value}, n = {n}) en vraag {last} het hoogst "
    "({highest}, n = {of})",
    en="In {round}, question {code} scored lowest in step {step} ({value}, n = {n}) and question {last} highest "
    "({highest}, n = {of})",
)
# A question that one or two companies answered tells of these, and not of the step.
LOWEST_OF_MANY = Text(
    nl="In {round} scoorde, van de vragen die ten minste vijf bedrijven beantwoordden, vraag {code} het laagst van "
    "stap {step} ({value}, n = {n}) en vraag {last} het hoogst ({highest}, n = {of})",
    en="In {round}, of the questions that at least five companies answered, {code} scored lowest in step {step} "
    "({value}, n = {n}) and {last} highest ({highest}, n = {of})",
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
    nl="Niet elke vraag geldt voor elk bedrijf, en niet elke is beantwoord: daarom verschilt n, en gaan de gemiddelden "
    "niet over precies dezelfde bedrijven.",
    en="Not every question applies to every company, and not every one was answered, so n differs and the means are "
    "not of exactly the same companies.",
)
HEADER = (Text(nl="Vraag", en="Question"), Text(nl="Gemiddelde score", en="Mean score"))
REACHED = "question_reached"
REACHED_HEAD = Text(nl="Bedrijven op 80\N{NO-BREAK SPACE}% of meer", en="Companies at 80% or more")
OPEN = "question_open"
OPEN_HEADS = {
    "unanswered": Text(nl="Onbeantwoord", en="Unanswered"),
    "not_applicable": Text(nl="Niet van toepassing", en="Not applicable"),
}
SCORE = "score"
VALUE_AND_N = Text(nl="{value} (n = {n})", en="{value} (n = {n})")


def question_figures(cube: Cube) -> tuple[Callable[..., Figure], ...]:
    """The figures of single questions that the edition has the cells for."""
    return (questions,) if any(each.item.startswith("question:") for each in cube.cells("maturity")) else ()


def questions(cube: Cube, language: Language, *, step: str, round: int | None = None) -> Figure:
    """The questions of one step in one round (the latest by default), the lowest shown score first."""
    chosen = round or rounds(cube)[-1]
    texts = _of_step(cube, language, step=step, round=chosen)
    marks = {each: _score(cube, each, round=chosen, language=language) for each in texts}
    order = sorted(texts, key=lambda each: (marks[each].value is None, marks[each].value or 0))
    columns = {SCORE: HEADER[1].in_(language)}
    if cube.details(REACHED, round=chosen):
        columns[REACHED] = REACHED_HEAD.in_(language)
    if cube.details(OPEN, round=chosen):
        columns |= {state: head.in_(language) for state, head in OPEN_HEADS.items()}
    name, short = vocabulary.round_short(cube, chosen, language), vocabulary.step_short(cube, step, language)
    series = tuple(
        Series(each, say(LABEL, language, code=each, asked=texts[each]), "accent",
               tuple(_column(cube, each, code, score=marks[each], round=chosen, language=language) for code in columns))
        for each in order
    )  # fmt: skip
    categories = tuple(Category(code, label) for code, label in columns.items())
    content = Content(
        key="questions",
        form="grid",
        title=_title([marks[each] for each in order], order, round_name=name, step=short, language=language),
        subtitle=say(SUBTITLE, language, round=name),
        categories=categories,
        series=series,
        table=grid_table(HEADER[0].in_(language), categories, series),
        rounds=(chosen,),
        notes=(SEGMENTS.in_(language),),
        axis=(0, 100),
        empty=None if any(each.n for each in marks.values()) else say(HIDDEN, language, round=name, step=short) + ".",
    )
    return framed(cube, language, content=content, indicator=indicators()["question"])


def _score(cube: Cube, question: str, *, round: int, language: Language) -> Mark:
    cell = cube.cell("maturity", f"question:{question}", round=round)
    return mark(of_somebody(cube, cell), SCORE, unit="percent", language=language)


def _with_n(made: Mark, language: Language) -> Mark:
    """The number of companies differs by question, so it stands beside every score."""
    return made if made.n is None else replace(made, text=say(VALUE_AND_N, language, value=made.text, n=made.n))


def _column(cube: Cube, question: str, column: str, *, score: Mark, round: int, language: Language) -> Mark:
    """The score, or of how many companies something holds: at 80 % or more of the points, left open, not applicable."""
    if column == SCORE:
        return _with_n(score, language)
    item = f"question:{question}"
    found = (
        cube.detail(REACHED, item, round=round)
        if column == REACHED
        else cube.detail(OPEN, f"{item}:{column}", round=round)
    )
    return as_share(detail_mark(found, column, unit="companies", language=language), language)


def _of_step(cube: Cube, language: Language, *, step: str, round: int) -> dict[str, str]:
    """The questions of a step in the questionnaire of a round, with their words."""
    asked = cube.agreement.questions_of(cube.agreement.round(round).instrument_version)
    return {each.id: each.text.in_(language) for each in asked if each.step == step}


def _title(marks: list[Mark], order: list[str], *, round_name: str, step: str, language: Language) -> str:
    """Names the lowest and the highest question where each stands alone, as the scores are shown, among enough."""
    every = [(question, made) for question, made in zip(order, marks, strict=True) if made.value is not None]
    shown = [(question, made) for question, made in every if worth_a_sentence(made.n)]
    words = {"round": round_name, "step": f"‘{step}’"}
    if not every:
        return say(HIDDEN, language, **words)
    texts = [made.text for _, made in shown]
    if len(texts) < 2 or texts.count(texts[0]) > 1 or texts.count(texts[-1]) > 1:
        return say(EQUAL, language, **words)
    form = LOWEST if len(shown) == len(every) else LOWEST_OF_MANY
    (lowest, least), (highest, most) = shown[0], shown[-1]
    return say(form, language, code=lowest, value=least.text, n=least.n, last=highest, highest=most.text, of=most.n,
               **words)  # fmt: skip
