"""Figures as the agreement published them, beside the same figures as computed, with restatements and sources."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.evidence import Content, framed
from analytics.figure import Figure, Table
from analytics.marks import ABSENT, WITHHELD
from analytics.text import Language, Text, number, percent, say
from data.cube import Cube, PublishedAndComputed

REASONS = {
    "equal": Text(nl="gelijk", en="equal"),
    "differs": Text(nl="wijkt af", en="differs"),
    "withheld": WITHHELD,
    "not_computable": Text(nl="niet uit antwoorden te berekenen", en="cannot be computed from answers"),
}
TITLE = Text(
    nl="{equal} van de {all} gepubliceerde cijfers komen ook uit de berekening",
    en="{equal} of the {all} published figures also come out of the computation",
)
TITLE_DIFFERS = Text(nl="{title}; bij {differs} is de uitkomst anders", en="{title}; for {differs} the outcome differs")
NO_YEAR = Text(
    nl="Deze editie heeft geen gegevens over de jaren waarvan cijfers zijn gepubliceerd",
    en="This edition has no data on the years of which figures were published",
)
SUBTITLE = Text(
    nl="Openbare cijfers van de overeenkomst naast dezelfde cijfers uit deze editie, afgerond als in de publicatie",
    en="Public figures of the agreement beside the same figures from this edition, at the published rounding",
)
NOTHING_NEW = Text(
    nl="Een berekende waarde staat er alleen waar zij gelijk is aan de gepubliceerde. De tabel "
    "vertelt zo niets nieuws.",
    en="A computed value is given only where it equals the published one, so the table tells nothing new.",
)
TESTS_THE_SUM = Text(
    nl="De antwoorden zijn verzonnen. Dat cijfers gelijk zijn, zegt dus iets over de berekening en niets over "
    "bedrijven.",
    en="The answers are invented, so figures that agree say something about the computation and nothing about "
    "companies.",
)
PUBLIC = Text(nl="De kolom ‘gepubliceerd’ bevat openbare feiten.", en="The column ‘published’ holds public facts.")
RESTATED = Text(nl="herzien: {earlier} werd {later}", en="restated: {earlier} became {later}")
OF = Text(nl="{value} van {n}", en="{value} of {n}")
YEAR = Text(nl="Jaar {year}", en="Year {year}")
EMPTY = Text(nl="Deze overeenkomst heeft geen gepubliceerde cijfers.", en="This agreement has no published figures.")
# Beside a count of today that is another one than was published.
COUNTED_ONCE = Text(
    nl="Over {round} is eerder {before} gepubliceerd; deze editie telt {now}.",
    en="For {round}, {before} was published before; this edition counts {now}.",
)
DELIVERED_AGAIN = Text(
    nl="Over {round} is eerder {before} gepubliceerd, naar de eerste aanlevering van dat jaar. De gegevens zijn daarna "
    "opnieuw aangeleverd, en daarin staan meer bedrijven: nu is het {now}.",
    en="For {round}, {before} was published before, after the first delivery of that year. The data were delivered "
    "again since, with more companies in them: now it is {now}.",
)
HEADER = (
    Text(nl="Jaar", en="Year"), Text(nl="Cijfer", en="Figure"), Text(nl="Over", en="Population"),
    Text(nl="Gepubliceerd", en="Published"), Text(nl="Berekend", en="Computed"), Text(nl="Uitkomst", en="Outcome"),
    Text(nl="Bron", en="Source"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One published figure in words; `url` is the source's address, empty where only its name is known."""

    year: str
    figure: str
    population: str
    published: str
    computed: str
    outcome: str
    restatement: str
    source: str
    url: str


def published_rows(cube: Cube, language: Language) -> tuple[PublishedRow, ...]:
    """Every published figure in words, by year and within a year in the order of the agreement's file."""
    ordered = sorted(cube.published_figures, key=lambda each: each.year)
    return tuple(_row(cube, each, language=language) for each in ordered)


def published(cube: Cube, language: Language) -> Figure:
    """The table of published and computed figures."""
    rows = published_rows(cube, language)
    reasons = [each.reason for each in cube.published_figures]
    title = say(TITLE, language, all=len(rows), equal=reasons.count("equal"))
    if "differs" in reasons:
        title = say(TITLE_DIFFERS, language, title=title, differs=reasons.count("differs"))
    if not any(each.year in rounds(cube) for each in cube.published_figures):
        title = NO_YEAR.in_(language)
    protected = cube.edition.policy.suppress
    content = Content(
        key="published",
        form="table",
        title=title if rows else EMPTY.in_(language),
        subtitle=SUBTITLE.in_(language),
        categories=(),
        series=(),
        table=Table(
            tuple(each.in_(language) for each in HEADER),
            tuple(
                (row.year, row.figure, row.population, row.published, row.computed,
                 " · ".join(filter(None, (row.outcome, row.restatement))), row.source)
                for row in rows
            ),
            (False, False, False, True, True, False, False),
        ),
        rounds=tuple(sorted({each.year for each in cube.published_figures})),
        notes=(
            PUBLIC.in_(language),
            *([NOTHING_NEW.in_(language)] if protected else []),
            *([TESTS_THE_SUM.in_(language)] if cube.edition.invented else []),
        ),
        empty=None if rows else EMPTY.in_(language),
    )  # fmt: skip
    return framed(cube, language, content=content, indicator=None)


def counted_before(
    cube: Cube, language: Language, *, figure: str, shown: Mapping[int, tuple[int, int]]
) -> tuple[str, ...]:
    """Why a published count is another one than the count and the base (of companies) that are shown of its round."""
    delivered = Counter(int(each["round"]) for each in cube.edition.deliveries)
    notes = []
    for each in cube.published_figures:
        now = shown.get(each.year)
        if each.figure != figure or each.n is None or now in (None, (int(each.value), each.n)):
            continue
        count, base = now
        again = each.reason == "equal" and delivered[each.year] > 1 and base > each.n
        notes.append(say(
            DELIVERED_AGAIN if again else COUNTED_ONCE, language, before=_value(each, each.value, language=language),
            round=vocabulary.round_short(cube, each.year, language),
            now=say(OF, language, value=number(count, language), n=number(base, language)),
        ))  # fmt: skip
    return tuple(notes)


def restatement(cube: Cube, figure: PublishedAndComputed, language: Language) -> str:
    """What an earlier publication of the same figure said, where this one replaced it; empty otherwise."""
    same = [each for each in cube.published_figures if _said_again(each, figure)]
    if len(same) < 2 or same[-1] is not figure:
        return ""
    return say(RESTATED, language, earlier=_value(same[0], same[0].value, language=language),
               later=_value(figure, figure.value, language=language))  # fmt: skip


def _said_again(one: PublishedAndComputed, other: PublishedAndComputed) -> bool:
    """The same figure of the same year with the same population, but for what stands in brackets."""
    populations = [each.population.en.split("(")[0].strip() for each in (one, other)]
    return (one.year, one.figure) == (other.year, other.figure) and populations[0] == populations[1]


def _row(cube: Cube, figure: PublishedAndComputed, *, language: Language) -> PublishedRow:
    return PublishedRow(
        year=say(YEAR, language, year=figure.year),
        figure=vocabulary.published_figure(cube, figure.figure, language),
        population=figure.population.in_(language),
        published=_value(figure, figure.value, language=language),
        computed="–" if figure.computed is None else _value(figure, figure.computed, language=language),
        outcome=_outcome(cube, figure).in_(language),
        restatement=restatement(cube, figure, language),
        source=figure.source,
        url=figure.source if figure.source.startswith("https://") else "",
    )


def _outcome(cube: Cube, figure: PublishedAndComputed) -> Text:
    """What came out; of a year before the first delivery there is nothing that could be withheld."""
    if figure.reason == "withheld" and figure.year not in rounds(cube):
        return ABSENT
    return REASONS[figure.reason]


def _value(figure: PublishedAndComputed, value: Decimal, *, language: Language) -> str:
    decimals = max(0, -int(figure.value.normalize().as_tuple().exponent))
    if figure.unit == "percent":
        return percent(value, language, decimals=decimals)
    shown = number(value, language, decimals=decimals)
    return say(OF, language, value=shown, n=figure.n) if figure.n is not None and figure.unit == "companies" else shown
