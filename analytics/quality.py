"""How far the figures can be trusted: what was left open, how a year was assessed, and what was corrected since."""

from collections import Counter

from analytics import vocabulary
from analytics.breaks import breaks, rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Series, Table
from analytics.indicator import indicators
from analytics.marks import mark
from analytics.published import PublishedRow, published_rows
from analytics.steps import axis_end
from analytics.text import Language, Text, capital, count, join, percent, say, sentence
from data.cube import Cell, Cube

OPEN_TITLES = {
    "unanswered": Text(
        nl="In geen enkel jaar bleef bij een stap gemiddeld meer dan {high} van de vragen onbeantwoord",
        en="In no year was more than {high} of the questions of a step left unanswered on average",
    ),
    "not_applicable": Text(
        nl="In geen enkel jaar was bij een stap gemiddeld meer dan {high} van de vragen niet van toepassing",
        en="In no year did more than {high} of the questions of a step not apply on average",
    ),
}
OPEN_TITLES_WHERE_SHOWN = {
    "unanswered": Text(
        nl="Waar het wordt getoond, bleef bij een stap gemiddeld hoogstens {high} van de vragen onbeantwoord",
        en="Where it is shown, at most {high} of the questions of a step were left unanswered on average",
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
    nl="Gemiddeld aandeel van de vragen per bedrijf, per OESO-stap en jaar ({numbers}); hoe sterker de kleur, hoe "
    "groter het aandeel",
    en="Mean share of questions per company, by OECD step and year ({numbers}); the stronger the colour, the larger "
    "the share",
)
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
NO_BREAKS = Text(nl="Alle jaren zijn met elkaar te vergelijken", en="All years can be compared with each other")
ASSESSED_SUBTITLE = Text(
    nl="Welke vragenlijst per jaar is gebruikt, en wat er tegenover het jaar ervoor veranderde en door wie",
    en="Which questionnaire was used in a year, and what changed against the year before and by whom",
)
SELF = Text(
    nl="Bedrijven beoordelen zichzelf. Beoordeelt ook een ander een bedrijf, zoals een onafhankelijke deskundige bij "
    "een steekproef, dan telt dat oordeel in geen van de getoonde scores mee.",
    en="Companies assess themselves. Where somebody else assesses a company too, such as an independent expert for a "
    "sample, that judgement counts in none of the scores shown.",
)
ASSESSED_HEADER = (
    Text(nl="Jaar", en="Year"), Text(nl="Vragenlijst", en="Questionnaire"),
    Text(nl="Te vergelijken met het jaar ervoor", en="Comparable with the year before"),
)  # fmt: skip
FIRST = Text(nl="eerste jaar", en="first year")
COMPARABLE = Text(nl="ja", en="yes")
BREAK = Text(nl="Nee. {what}", en="No. {what}")

CORRECTED_NOTHING = Text(
    nl="Er is niets gecorrigeerd of herzien dat in deze editie telt",
    en="Nothing that counts in this edition was corrected or restated",
)
CORRECTED = Text(nl="Sinds de eerste publicatie: {parts}", en="Since the first publication: {parts}")
RESTATED = (
    Text(nl="gepubliceerd cijfer herzien", en="published figure restated"),
    Text(nl="gepubliceerde cijfers herzien", en="published figures restated"),
)
REPLACED = (
    Text(nl="jaar opnieuw aangeleverd", en="year delivered again"),
    Text(nl="jaren opnieuw aangeleverd", en="years delivered again"),
)
KEPT = (
    Text(nl="cijfer ongewijzigd gelaten", en="figure left as it was"),
    Text(nl="cijfers ongewijzigd gelaten", en="figures left as they were"),
)
CORRECTED_SUBTITLE = Text(
    nl="Gepubliceerde cijfers die later anders werden, leveringen die zijn vervangen, en cijfers die staan zoals "
    "eerder gepubliceerd",
    en="Published figures that changed later, deliveries that were replaced, and figures that stand as published "
    "before",
)
CORRECTED_HEADER = (
    Text(nl="Jaar", en="Year"), Text(nl="Wat later anders werd", en="What changed later"), Text(nl="Bron", en="Source"),
)  # fmt: skip
RESTATEMENT = Text(nl="{figure}, {population}: {restatement}", en="{figure}, {population}: {restatement}")
DELIVERED = Text(
    nl="de gegevens van dit jaar zijn {k} keer aangeleverd; wat het laatst is ontvangen, telt",
    en="the data of this year were delivered {k} times; what was received last counts",
)
KEPT_ROW = Text(
    nl="{figures} ({names}): antwoorden erachter zijn gecorrigeerd, maar door te weinig bedrijven om een nieuw cijfer "
    "te tonen",
    en="{figures} ({names}): answers behind them were corrected, but by too few companies for a new figure to be shown",
)
OLDER = Text(
    nl="Elke eerdere editie blijft te openen zoals zij was (zie ‘Werkwijze’).",
    en="Every earlier edition can still be opened as it was (see ‘Method’).",
)


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
        subtitle=say(OPEN_SUBTITLE, language, numbers=_bases(cube, series, language=language)),
        categories=categories,
        series=series,
        table=Table(
            (STEP.in_(language), *(each.label for each in categories)),
            tuple((each.label, *(one.text for one in each.marks)) for each in series),
            (False, *(True for _ in categories)),
        ),
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
    content = Content(
        key="assessments",
        form="table",
        title=say(ASSESSED_TITLE if found else NO_BREAKS, language, **words),
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
        notes=(SELF.in_(language),),
    )  # fmt: skip
    return framed(cube, language, content=content, indicator=None)


def corrections(cube: Cube, language: Language) -> Figure:
    """What was published and changed since, what was delivered again, and which figures stand as they were."""
    restated = [each for each in published_rows(cube, language) if each.restatement]
    replaced = {number: k for number, k in _deliveries(cube).items() if k > 1}
    kept = _kept(cube)
    rows = [
        *((each.year, _restated(each, language=language), each.source) for each in restated),
        *((_year(cube, number, language), sentence(say(DELIVERED, language, k=k)), "")
          for number, k in sorted(replaced.items())),
        *((_year(cube, number, language), _kept_words(cells, language=language), "")
          for number, cells in sorted(kept.items())),
    ]  # fmt: skip
    amounts = ((len(restated), RESTATED), (len(replaced), REPLACED), (sum(map(len, kept.values())), KEPT))
    parts = join((count(amount, noun, language) for amount, noun in amounts if amount), language)
    title = say(CORRECTED if parts else CORRECTED_NOTHING, language, parts=parts)
    content = Content(
        key="corrections",
        form="table",
        title=title,
        subtitle=CORRECTED_SUBTITLE.in_(language),
        categories=(),
        series=(),
        table=Table(tuple(each.in_(language) for each in CORRECTED_HEADER), tuple(rows), (False,) * 3),
        rounds=rounds(cube),
        notes=(OLDER.in_(language),),
        empty=None if rows else f"{title}.",
    )
    return framed(cube, language, content=content, indicator=None)


def _deliveries(cube: Cube) -> Counter[int]:
    """How often each round was delivered."""
    return Counter(int(each["round"]) for each in cube.edition.deliveries)


def _kept(cube: Cube) -> dict[int, list[Cell]]:
    """The cells that stand as published before, by round."""
    kept: dict[int, list[Cell]] = {}
    for each in indicators().values():
        for cell in cube.cells(each.measure, kept=True):
            if each.covers(cell):
                kept.setdefault(cell.round, []).append(cell)
    return kept


def _restated(row: PublishedRow, *, language: Language) -> str:
    words = {"figure": row.figure, "population": row.population, "restatement": row.restatement}
    return sentence(say(RESTATEMENT, language, **words))


def _kept_words(cells: list[Cell], *, language: Language) -> str:
    names = dict.fromkeys(
        each.name.in_(language) for each in indicators().values() if any(each.covers(cell) for cell in cells)
    )
    figures = count(len(cells), KEPT, language)
    return sentence(say(KEPT_ROW, language, figures=figures, names=join(names, language)))


def _year(cube: Cube, round: int, language: Language) -> str:
    return capital(vocabulary.round_short(cube, round, language))
