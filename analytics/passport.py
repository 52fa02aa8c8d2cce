"""The passport of a figure: what was measured, among whom, how completely, by which rules, and who may see it.

Every figure has every label; where something does not apply, the passport says so.
"""

from collections.abc import Iterable, Sequence

from analytics import vocabulary
from analytics.breaks import breaks
from analytics.figure import Series
from analytics.indicator import Indicator
from analytics.marks import WITHHELD, mark
from analytics.text import Language, Text, day, join, say, sentence
from data.cube import Cube

LABELS = {
    "definition": Text(nl="Definitie", en="Definition"),
    "numerator": Text(nl="Teller", en="Numerator"),
    "denominator": Text(nl="Noemer", en="Denominator"),
    "population": Text(nl="Populatie", en="Population"),
    "base": Text(nl="Basis", en="Base"),
    "n": Text(nl="Aantal bedrijven (n)", en="Number of companies (n)"),
    "response": Text(nl="Respons", en="Response"),
    "rounds": Text(nl="Jaren", en="Years"),
    "instrument": Text(nl="Instrumentversie", en="Instrument version"),
    "breaks": Text(nl="Breuken", en="Breaks"),
    "unanswered": Text(nl="Onbeantwoord, van de toepasselijke vragen", en="Unanswered, of the applicable questions"),
    "caveats": Text(nl="Let op", en="Note"),
    "policy": Text(nl="Beschermingsregels", en="Protection rules"),
    "edition": Text(nl="Editie", en="Edition"),
    "visible_to": Text(nl="Te zien voor", en="Visible to"),
    "source": Text(nl="Bron van de gegevens", en="Source of the data"),
}
BASES = {
    "all": Text(nl="alle bedrijven met een waarde in het jaar", en="all companies with a value in the year"),
    "paired": Text(nl="dezelfde bedrijven in beide jaren", en="the same companies in both years"),
}
# Labels that only some declarations fill; every passport has all others.
OPTIONAL = ("numerator", "denominator", "breaks", "caveats")
EDITION = Text(nl="{edition} van {date}", en="{edition} of {date}")
IN_TABLE = Text(nl="Staat in de tabel.", en="Stands in the table.")
NO_ROUNDS = Text(nl="Niet aan een jaar gebonden.", en="Not tied to a year.")
UNDER_NAME = Text(nl="{name}: {told}", en="{name}: {told}")
PER_ROUND = Text(nl="{round}: {told}", en="{round}: {told}")
ALL_OF = Text(nl="alle {monitored} gemonitorde bedrijven", en="all {monitored} monitored companies")
SOME_OF = Text(
    nl="{submitted} van de {monitored} gemonitorde bedrijven", en="{submitted} of the {monitored} monitored companies"
)
NOT_ASSESSED = Text(
    nl="Niet van toepassing: dit cijfer rust niet op antwoorden uit de zelfbeoordeling.",
    en="Not applicable: this figure does not rest on answers of the self-assessment.",
)
NO_COMPANIES = Text(
    nl="Niet van toepassing: hier zijn geen bedrijven geteld.", en="Not applicable: no companies are counted here."
)
BY_PART = Text(nl="Verschilt per onderdeel van de figuur.", en="Differs by part of the figure.")
# Of a figure that shows several indicators, or public facts.
SEVERAL = {
    "definition": Text(
        nl="Deze figuur brengt meer dan één gegeven samen; ‘Werkwijze’ legt uit wat elk cijfer betekent.",
        en="This figure brings more than one thing together; ‘Method’ explains what every figure means.",
    ),
    "population": BY_PART,
    "base": BY_PART,
    "source": Text(
        nl="Verschilt per onderdeel; waar de bron openbaar is, staat die in de tabel.",
        en="Differs by part; where the source is public, it stands in the table.",
    ),
}


def passport(
    cube: Cube,
    language: Language,
    *,
    indicator: Indicator | None,
    series: Sequence[Series],
    rounds: Sequence[int],
    also: Sequence[Indicator] = (),
    empty: bool = False,
    data: str | None = None,
) -> tuple[tuple[str, str], ...]:
    """The definition beside the number, as (label, text) pairs. series, rounds: what the figure shows.

    also: other indicators that it shows beside `indicator`. empty: it shows nothing, in a table neither. data: where
    the numbers come from, where that is no indicator's.
    """
    edition = cube.edition
    policy = edition.policy.version
    if edition.policy.provisional:
        policy = f"{policy}. {edition.policy.provisional.in_(language)}"
    years = join((vocabulary.round_label(cube, each, language) for each in rounds), language)
    assessed = indicator is not None and indicator.assessed
    texts = {
        **(_declared(indicator, also, language) if indicator else _several(language)),
        **({"source": data} if data else {}),
        "n": _numbers(series, language) if series or empty else IN_TABLE.in_(language),
        "response": _response(cube, rounds, language) if assessed else NOT_ASSESSED.in_(language),
        "rounds": years or NO_ROUNDS.in_(language),
        "instrument": _instruments(cube, rounds, language=language) or NO_ROUNDS.in_(language),
        "breaks": " ".join(each.note for each in breaks(cube, language, among=rounds)) if assessed else "",
        "unanswered": _unanswered(cube, rounds, language) if assessed else NOT_ASSESSED.in_(language),
        "policy": policy,
        "edition": say(EDITION, language, edition=edition.name, date=day(edition.published_at, language)),
        "visible_to": sentence(edition.visible_to.in_(language)),
    }
    return tuple((label.in_(language), texts[key]) for key, label in LABELS.items() if texts.get(key))


def _several(language: Language) -> dict[str, str]:
    return {key: text.in_(language) for key, text in SEVERAL.items()}


def _declared(indicator: Indicator, also: Sequence[Indicator], language: Language) -> dict[str, str]:
    """What the declarations say, by the key of their label; where they differ, each under its name."""
    told = {each.name.in_(language): _said(each, language) for each in (indicator, *also)}
    every = {
        key: {name: texts[key] for name, texts in told.items() if texts[key]} for key in _said(indicator, language)
    }
    return {
        key: next(iter(texts.values()), "")
        if len(set(texts.values())) < 2
        else " ".join(say(UNDER_NAME, language, name=name, told=text) for name, text in texts.items())
        for key, texts in every.items()
    }


def _said(indicator: Indicator, language: Language) -> dict[str, str]:
    return {
        "definition": indicator.definition.in_(language),
        "numerator": sentence(indicator.numerator.in_(language)),
        "denominator": sentence(indicator.denominator.in_(language)),
        "population": sentence(indicator.population.in_(language)),
        "base": sentence(BASES[indicator.base].in_(language)),
        "caveats": " ".join(each.in_(language) for each in indicator.caveats),
        "source": sentence(indicator.source.in_(language)),
    }


def _numbers(series: Sequence[Series], language: Language) -> str:
    numbers = sorted({mark.n for each in series for mark in each.marks if mark.n is not None})
    if numbers:
        return join(map(str, numbers), language)
    states = {mark.state for each in series for mark in each.marks}
    return (NO_COMPANIES if "shown" in states and "withheld" not in states else WITHHELD).in_(language)


def _response(cube: Cube, rounds: Iterable[int], language: Language) -> str:
    """Per round how many of the monitored companies handed in; "all" is a census."""

    def told(number: int) -> str:
        submitted, monitored = (
            mark(cube.cell("membership", item, round=number), item, unit="companies", language=language)
            for item in ("submitted", "monitored")
        )
        if submitted.value is None or monitored.value is None:
            return WITHHELD.in_(language)
        text = ALL_OF if submitted.value == monitored.value else SOME_OF
        return say(text, language, submitted=submitted.text, monitored=monitored.text)

    return _per_round(cube, {each: told(each) for each in rounds}, language)


def _unanswered(cube: Cube, rounds: Iterable[int], language: Language) -> str:
    """Per round the mean share of applicable questions that companies left open."""
    cells = {each: cube.cell("unanswered", "overall", round=each) for each in rounds}
    marks = {each: mark(cell, "", unit="percent", language=language) for each, cell in cells.items()}
    return _per_round(cube, {each: made.text for each, made in marks.items()}, language)


def _per_round(cube: Cube, told: dict[int, str], language: Language) -> str:
    years = {each: vocabulary.round_short(cube, each, language) for each in told}
    parts = [say(PER_ROUND, language, round=years[each], told=text) for each, text in told.items()]
    return sentence("; ".join(parts)) if parts else NO_ROUNDS.in_(language)


def _instruments(cube: Cube, numbers: Iterable[int], *, language: Language) -> str:
    used: dict[str, list[str]] = {}
    for number in numbers:
        version = cube.agreement.round(number).instrument_version
        used.setdefault(version, []).append(vocabulary.round_short(cube, number, language))
    return "; ".join(f"{version} ({join(rounds, language)})" for version, rounds in used.items())
