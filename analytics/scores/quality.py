"""How far the figures can be trusted: what was left open over the years, and how every year was assessed."""

from analytics import vocabulary
from analytics.breaks import breaks, rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Series, Table, grid_table
from analytics.indicator import indicators
from analytics.marks import mark
from analytics.scores.steps import axis_end
from analytics.text import Language, Text, join, percent, say, sentence
from data.cube import Cube

OPEN_TITLES = {
    "unanswered": Text(
        nl="In geen enkel jaar bleef bij een stap gemiddeld meer dan {high} van de toepasselijke vragen onbeantwoord",
        en="In no year was more than {high} of the applicable questions of a step left unanswered on average",
    ),
    "not_applicable": Text(
        nl="In geen enkel jaar was bij een stap gemiddeld meer dan {high} van de vragen niet van toepassing",
        en="In no year did more than {high} of the questions of a step not apply on average",
    ),
}
OPEN_TITLES_WHERE_SHOWN = {
    "unanswered": Text(
        nl="Waar het wordt getoond, bleef bij een stap gemiddeld hoogstens {high} van de toepasselijke vragen "
        "onbeantwoord",
        en="Where it is shown, at most {high} of the applicable questions of a step were left unanswered on average",
    ),
    "not_applicable": Text(
        nl="Waar het wordt getoond, was bij een stap gemiddeld hoogstens {high} van de vragen niet van toepassing",
        en="Where it is shown, at most {high} of the questions of a step did not apply on average",
    ),
}
OPEN_HIDDEN = {
    "unanswered": Text(
        nl="Hoeveel vragen onbeantwoord bleven, wordt niet getoond",
        en="How many questions were left unanswered is not shown",
    ),
    "not_applicable": Text(
        nl="Hoeveel vragen niet van toepassing waren, wordt niet getoond",
        en="How many questions did not apply is not shown",
    ),
}
OPEN_SUBTITLE = Text(
    nl="Gemiddeld aandeel van {asked} per bedrijf, per OESO-stap en jaar ({numbers}); hoe sterker de kleur, hoe "
    "groter het aandeel",
    en="Mean share of {asked} per company, by OECD step and year ({numbers}); the stronger the colour, the larger "
    "the share",
)
ASKED = {
    "unanswered": Text(nl="de toepasselijke vragen", en="the applicable questions"),
    "not_applicable": Text(nl="alle vragen", en="all questions"),
}
RULES = {
    ("unanswered", "leaves"): Text(
        nl="Een vraag die een bedrijf openlaat, telt niet mee in zijn score. De score kan dus stijgen doordat vragen "
        "openblijven; daarom staat het aandeel hier.",
        en="A question that a company leaves open does not count in its score. So a score may rise because questions "
        "are left open, which is why the share stands here.",
    ),
    ("unanswered", "zero"): Text(
        nl="Een vraag die een bedrijf openlaat, telt als nul in zijn score.",
        en="A question that a company leaves open counts as zero in its score.",
    ),
    ("not_applicable", "leaves"): Text(
        nl="Een vraag die voor een bedrijf niet van toepassing is, telt niet mee in zijn score.",
        en="A question that does not apply to a company does not count in its score.",
    ),
    ("not_applicable", "zero"): Text(
        nl="Een vraag die voor een bedrijf niet van toepassing is, telt als nul in zijn score.",
        en="A question that does not apply to a company counts as zero in its score.",
    ),
}
STEP = Text(nl="OESO-stap", en="OECD step")
BASE = Text(nl="{round}: n = {n}", en="{round}: n = {n}")
HIDDEN_N = Text(nl="n wordt niet getoond", en="n is not shown")

ASSESSED_TITLE = Text(
    nl="Bij {broken} van de {all} overgangen naar een volgend jaar ligt een breuk: daar wordt niets vergeleken",
    en="There is a break at {broken} of the {all} transitions to a next year: nothing is compared there",
)
ALL_BROKEN = Text(
    nl="Bij elke overgang naar een volgend jaar ligt een breuk: daar wordt niets vergeleken",
    en="There is a break at every transition to a next year: nothing is compared there",
)
ONE_YEAR = Text(
    nl="Er is nog maar één jaar: er valt niets te vergelijken",
    en="There is one year so far: there is nothing to compare",
)
NO_BREAKS = Text(nl="Alle jaren zijn met elkaar te vergelijken", en="All years can be compared with each other")
ASSESSED_SUBTITLE = Text(
    nl="Welke vragenlijst per jaar is gebruikt, en wat er tegenover het jaar ervoor veranderde en door wie",
    en="Which questionnaire was used in a year, and what changed against the year before and by whom",
)
SELF = Text(
    nl="Bedrijven beoordelen zichzelf. Heeft ook een ander een bedrijf beoordeeld, zoals een deskundige, dan telt in "
    "de scores toch alleen de zelfbeoordeling; het oordeel van de ander is alleen voor het secretariaat.",
    en="Companies assess themselves. Where somebody else assessed a company too, such as an expert, still only the "
    "self-assessment counts in the scores; only the secretariat sees what the other found.",
)
ASSESSED_HEADER = (
    Text(nl="Jaar", en="Year"), Text(nl="Vragenlijst", en="Questionnaire"),
    Text(nl="Te vergelijken met het jaar ervoor", en="Comparable with the year before"),
)  # fmt: skip
FIRST = Text(nl="eerste jaar", en="first year")
COMPARABLE = Text(nl="ja", en="yes")
BREAK = Text(nl="Nee. {what}", en="No. {what}")


def left_open_years(cube: Cube, language: Language, *, measure: str = "unanswered") -> Figure:
    """The share of questions unanswered (or not applicable) per step and round, as a grid."""
    numbers, steps = rounds(cube), cube.agreement.steps
    series = tuple(
        Series(
            each.code, vocabulary.step_short(cube, each.code, language), "accent",
            tuple(mark(cube.cell(measure, f"step:{each.code}", round=number), str(number), unit="percent",
                       language=language) for number in numbers),
        )
        for each in steps
    )  # fmt: skip
    categories = tuple(Category(str(each), vocabulary.round_label(cube, each, language)) for each in numbers)
    rule = cube.agreement.scoring.unanswered if measure == "unanswered" else cube.agreement.scoring.not_applicable
    content = Content(
        key=f"{measure}_years",
        form="grid",
        title=_open_title(series, measure=measure, language=language),
        subtitle=say(
            OPEN_SUBTITLE, language, asked=ASKED[measure].in_(language), numbers=_bases(cube, series, language=language)
        ),
        categories=categories,
        series=series,
        table=grid_table(STEP.in_(language), categories, series),
        rounds=numbers,
        notes=(RULES[measure, rule].in_(language),),
        axis=(0, axis_end(series)),
    )
    return framed(cube, language, content=content, indicator=indicators()[measure])


def _open_title(series: tuple[Series, ...], *, measure: str, language: Language) -> str:
    """The largest share that may stand anywhere; "in no year" only where every place tells its share."""
    marks = [made for each in series for made in each.marks if made.state != "not_made"]
    told = [made.value if made.value is not None else made.hi for made in marks]
    ends = [each for each in told if each is not None]
    if not ends:
        return OPEN_HIDDEN[measure].in_(language)
    titles = OPEN_TITLES if len(ends) == len(marks) else OPEN_TITLES_WHERE_SHOWN
    return say(titles[measure], language, high=percent(max(ends), language))


def _bases(cube: Cube, series: tuple[Series, ...], *, language: Language) -> str:
    """The companies behind each round; the steps of a round may differ, and then the fewest are told."""
    fewest: dict[str, int] = {}
    for made in (made for each in series for made in each.marks):
        if made.n is not None:
            fewest[made.at] = min(made.n, fewest.get(made.at, made.n))
    parts = (say(BASE, language, round=vocabulary.round_short(cube, int(at), language), n=n)
             for at, n in sorted(fewest.items(), key=lambda each: int(each[0])))  # fmt: skip
    return join(parts, language) or HIDDEN_N.in_(language)


def assessments(cube: Cube, language: Language) -> Figure:
    """Per round: the questionnaire, whether it may be compared with the round before, what changed and by whom."""
    numbers = rounds(cube)
    found = {each.later: each.what for each in breaks(cube, language)}
    state = {each: COMPARABLE.in_(language) for each in numbers} | {numbers[0]: FIRST.in_(language)}
    state |= {each: say(BREAK, language, what=what) for each, what in found.items()}
    words = {"broken": len(found), "all": len(numbers) - 1}
    title = ASSESSED_TITLE
    if len(numbers) == 1:
        title = ONE_YEAR
    elif not found:
        title = NO_BREAKS
    elif len(found) == words["all"]:
        title = ALL_BROKEN
    content = Content(
        key="assessments",
        form="table",
        title=say(title, language, **words),
        subtitle=ASSESSED_SUBTITLE.in_(language),
        categories=(),
        series=(),
        table=Table(
            tuple(each.in_(language) for each in ASSESSED_HEADER),
            tuple(
                (vocabulary.round_label(cube, each, language), cube.agreement.round(each).instrument_version,
                 sentence(state[each]))
                for each in numbers
            ),
            (False, False, False),
        ),
        rounds=numbers,
        notes=(SELF.in_(language), *([checked.in_(language)] if (checked := cube.agreement.verification) else [])),
    )  # fmt: skip
    return framed(cube, language, content=content, indicator=None)
