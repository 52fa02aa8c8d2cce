"""The scores beside the ones that count: by another assessor, and by another rule for what was left open.

Only where an edition holds such details: they rest on few companies.
"""

from collections.abc import Callable

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, grid_table
from analytics.indicator import indicators
from analytics.left_open import MEASURES
from analytics.marks import detail_mark, mark
from analytics.scores.quality import STEP
from analytics.text import COMPANIES, Language, Text, capital, count, join, say
from analytics.title import worth_a_sentence
from data.cube import Cube

TWICE, RULE = "assessed_twice", "other_rule"
SELF = "self"

TWICE_TITLE = Text(
    nl="In {round} was de totaalscore van dezelfde {companies} {own} ({self}) en {theirs} ({assessor})",
    en="In {round}, the overall score of the same {companies} was {own} ({self}) and {theirs} ({assessor})",
)
TWICE_FEW = Text(
    nl="In {round} beoordeelde een ander ook {companies}: te weinig om over een verschil iets te zeggen",
    en="In {round}, somebody else assessed {companies} too: too few to tell of a difference",
)
TWICE_ALONE = Text(
    nl="In {round} is geen bedrijf ook door een ander beoordeeld",
    en="In {round}, no company was assessed by somebody else too",
)
TWICE_SUBTITLE = Text(
    nl="Gemiddelde score, 0-100\N{NO-BREAK SPACE}%, van de bedrijven die zichzelf beoordeelden en ook door een ander "
    "beoordeeld zijn, {round}",
    en="Mean score, 0-100%, of the companies that assessed themselves and were assessed by somebody else too, {round}",
)
TWICE_NOTE = Text(
    nl="Het gaat om een deel van de bedrijven; over de andere zegt dit niets. In alle andere cijfers telt alleen de "
    "zelfbeoordeling.",
    en="These are a part of the companies; it says nothing about the others. In all other figures only the "
    "self-assessment counts.",
)
COLUMN = Text(nl="{who} (n = {n})", en="{who} (n = {n})")

RULE_TITLE = Text(
    nl="In {round} was de totaalscore {counted}; met onbeantwoorde vragen als nul zou zij {other} zijn",
    en="In {round}, the overall score was {counted}; with unanswered questions as zero it would be {other}",
)
RULE_TOPIC = Text(
    nl="Wat een andere rekenregel in {round} met de scores doet",
    en="What another rule does to the scores in {round}",
)
RULE_SUBTITLE = Text(
    nl="Gemiddelde score, 0-100\N{NO-BREAK SPACE}%, van alle bedrijven in {round}: zoals zij telt, en als vragen die "
    "nu niet meetellen nul punten gaven (n = {numbers})",
    en="Mean score, 0-100%, of all companies in {round}: as it counts, and if questions that do not count now gave no "
    "points (n = {numbers})",
)
AS_COUNTED = Text(nl="zoals zij telt", en="as it counts")
AS_ZERO = Text(nl="{what} als nul", en="{what} as zero")
RULE_NOTE = Text(
    nl="De eerste kolom is het gewone cijfer van deze editie. De andere kolommen zijn alleen een proef op de som.",
    en="The first column is the ordinary figure of this edition. The other columns are only a check on it.",
)
RULE_HIDDEN = Text(nl="Over {round} is hier niets berekend.", en="Nothing was computed here for {round}.")


def twice_figures(cube: Cube) -> tuple[Callable[..., Figure], ...]:
    """The figure on second assessors; none in an edition that holds no details."""
    return (assessed_twice,) if cube.details(TWICE) else ()


def rule_figures(cube: Cube) -> tuple[Callable[..., Figure], ...]:
    """The figure on other rules; none in an edition that holds no details."""
    return (other_rule,) if cube.details(RULE) else ()


def assessed_twice(cube: Cube, language: Language, *, round: int | None = None) -> Figure:
    """The overall score and each step by companies themselves and by others, over the companies that have both."""
    chosen = round or rounds(cube)[-1]
    name = vocabulary.round_short(cube, chosen, language)
    others = [
        code
        for code in cube.agreement.vocabulary["assessor"]
        if code != SELF and cube.detail(TWICE, f"overall:{code}", round=chosen) is not None
    ]
    columns = {
        code: capital(vocabulary.word(cube, "assessor", who, language))
        for other in others
        for code, who in ((f"{SELF}:{other}", SELF), (other, other))
    }
    series = tuple(
        Series(item, label, "accent", tuple(
            detail_mark(cube.detail(TWICE, f"{item}:{code}", round=chosen), code, unit="percent", language=language)
            for code in columns
        ))
        for item, label in scored_items(cube, language).items()
    )  # fmt: skip
    categories = tuple(
        Category(code, _with_n(label, code, series, language=language)) for code, label in columns.items()
    )
    alone = say(TWICE_ALONE, language, round=name)
    title = alone
    if others:
        own, theirs = series[0].marks[:2]
        text = TWICE_TITLE if worth_a_sentence(theirs.n) else TWICE_FEW
        title = say(text, language, companies=count(theirs.n or 0, COMPANIES, language), round=name,
                    own=own.text, theirs=theirs.text, self=vocabulary.word(cube, "assessor", SELF, language),
                    assessor=vocabulary.word(cube, "assessor", others[0], language))  # fmt: skip
    content = Content(
        key=TWICE, form="grid", title=title, subtitle=say(TWICE_SUBTITLE, language, round=name),
        categories=categories, series=series if others else (),
        table=grid_table(STEP.in_(language), categories, series if others else ()), rounds=(chosen,),
        notes=(TWICE_NOTE.in_(language),), axis=(0, 100), empty=None if others else f"{alone}.",
    )  # fmt: skip
    return framed(cube, language, content=content, indicator=indicators()["maturity_step"])


def _with_n(label: str, code: str, series: tuple[Series, ...], *, language: Language) -> str:
    """A column's head with the companies behind it: several numbers where not everybody has every step."""
    numbers = sorted({made.n for each in series for made in each.marks if made.at == code and made.n is not None})
    return say(COLUMN, language, who=label, n=join(map(str, numbers), language))


def other_rule(cube: Cube, language: Language, *, round: int | None = None) -> Figure:
    """The overall score and each step as it counts, and if unanswered or inapplicable questions counted as zero."""
    chosen = round or rounds(cube)[-1]
    name = vocabulary.round_short(cube, chosen, language)
    labels = {"counted": AS_COUNTED.in_(language)}
    labels |= {code: say(AS_ZERO, language, what=what.in_(language)) for code, what in MEASURES.items()}
    series = tuple(
        Series(item, label, "accent", _by_rule(cube, item, round=chosen, language=language))
        for item, label in scored_items(cube, language).items()
    )
    numbers = sorted({made.n for each in series for made in each.marks if made.n is not None})
    shown = {made.at: made for made in series[0].marks if made.value is not None}
    title = say(RULE_TOPIC, language, round=name)
    if {"counted", "unanswered"} <= set(shown):
        title = say(RULE_TITLE, language, round=name, counted=shown["counted"].text, other=shown["unanswered"].text)
    categories = tuple(Category(code, capital(each)) for code, each in labels.items())
    content = Content(
        key=RULE, form="grid", title=title,
        subtitle=say(RULE_SUBTITLE, language, round=name, numbers=join(map(str, numbers), language)),
        categories=categories, series=series, table=grid_table(STEP.in_(language), categories, series),
        rounds=(chosen,), notes=(RULE_NOTE.in_(language),),
        axis=(0, 100), empty=None if shown else say(RULE_HIDDEN, language, round=name),
    )  # fmt: skip
    return framed(cube, language, content=content, indicator=indicators()["maturity_step"])


def _by_rule(cube: Cube, item: str, *, round: int, language: Language) -> tuple[Mark, ...]:
    counted = mark(cube.cell("maturity", item, round=round), "counted", unit="percent", language=language)
    others = (
        detail_mark(cube.detail(RULE, f"{item}:{code}", round=round), code, unit="percent", language=language)
        for code in MEASURES
    )
    return (counted, *others)


def scored_items(cube: Cube, language: Language) -> dict[str, str]:
    """The overall score, then the steps in their order."""
    steps = {f"step:{each.code}": vocabulary.step_short(cube, each.code, language) for each in cube.agreement.steps}
    return {"overall": capital(vocabulary.OVERALL.in_(language))} | steps
