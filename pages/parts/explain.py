"""How the figures are made, as markup: levels, breaks, protection in plain words, and the data dictionary."""

from html import escape

from analytics.breaks import breaks
from analytics.indicator import Indicator
from analytics.text import Text, day, number, percent, say, sentence
from data.cube import Cube, Edition, Language

LEVEL = Text(nl="{name}: vanaf {minimum}", en="{name}: from {minimum}")
BOUNDARY = Text(
    nl="Een score precies op een grens hoort bij het hogere niveau. Welk niveau bij een grens hoort, is niet "
    "gepubliceerd; dit is onze keuze.",
    en="A score exactly on a boundary belongs to the higher level. Which level a boundary belongs to was not "
    "published; this is our choice.",
)
NO_BREAKS = Text(nl="Er zijn geen breuken.", en="There are no breaks.")
PROTECTED = (
    Text(
        nl="Een cijfer staat er alleen als er ten minste {k} bedrijven achter staan. Dat geldt ook voor elk verschil "
        "tussen twee getoonde groepen: wie de ene van de andere aftrekt, houdt nooit minder dan {k} bedrijven over.",
        en="A figure is shown only where at least {k} companies stand behind it. The same holds for every difference "
        "between two groups that are shown: subtracting one from the other never leaves fewer than {k} companies.",
    ),
    Text(
        nl="Of een groep getoond wordt, hangt af van wie meedoet, nooit van wat bedrijven antwoordden. Dezelfde "
        "bedrijven in twee jaren gaan voor, daarna komen alle bedrijven van een jaar, daarna kleinere groepen.",
        en="Whether a group is shown depends on who takes part, never on what companies answered. The same companies "
        "in two years come first, then all companies of a year, then smaller groups.",
    ),
    Text(
        nl="Gemiddelden zijn afgerond op {rounding} procentpunt, half naar boven.",
        en="Means are rounded to {rounding} percentage point, half up.",
    ),
    Text(
        nl="Aantallen staan er vanaf {counts} bedrijven. Kleine en bijna volledige aantallen staan er als grens "
        "(‘hoogstens’, ‘minstens’).",
        en="Counts are shown from {counts} companies on. Small and nearly complete counts are given as a bound "
        "(‘at most’, ‘at least’).",
    ),
    Text(
        nl="‘Niet getoond’ is iets anders dan nul, en ook iets anders dan ‘geen gegevens’ of ‘niet gemaakt’.",
        en="‘Not shown’ differs from zero, and also from ‘no data’ and from ‘not made’.",
    ),
)
UNPROTECTED = Text(
    nl="Deze editie is intern: er is niets weggelaten. Zij bevat gemiddelden en aantallen, ook van kleine groepen; "
    "daaruit is soms één bedrijf te herkennen.",
    en="This edition is internal: nothing was left out. It holds means and counts, of small groups too; a single "
    "company can sometimes be recognised in them.",
)
LABELS = {
    "definition": Text(nl="Definitie", en="Definition"),
    "numerator": Text(nl="Teller", en="Numerator"),
    "denominator": Text(nl="Noemer", en="Denominator"),
    "population": Text(nl="Populatie", en="Population"),
    "better": Text(nl="Beter is", en="Better is"),
    "caveats": Text(nl="Let op", en="Note"),
    "source": Text(nl="Bron", en="Source"),
    "examples": Text(nl="Voorbeelden", en="Examples"),
}
BETTER = {
    "higher": Text(nl="hoger", en="higher"),
    "lower": Text(nl="lager", en="lower"),
    "neither": Text(nl="hoger noch lager", en="neither higher nor lower"),
}
SHOWS = Text(nl="{explanation} Getoond: {shows}.", en="{explanation} Shown: {shows}.")
CURRENT = Text(nl="huidige editie", en="current edition")


def levels_of(cube: Cube, language: Language) -> str:
    """The levels with their lower bounds, and whose a boundary is."""
    bounds = [
        say(LEVEL, language, name=each.name.in_(language), minimum=percent(each.minimum, language))
        for each in cube.agreement.levels
    ]
    return f"{_list(bounds)}<p>{escape(BOUNDARY.in_(language))}</p>"


def breaks_of(cube: Cube, language: Language) -> str:
    """Every break between rounds: what changed and by whom."""
    notes = [each.note for each in breaks(cube, language)] or [NO_BREAKS.in_(language)]
    return _list(notes)


def protection_of(edition: Edition, language: Language) -> str:
    """What is shown and what is not, in plain words; says where the rules are provisional."""
    policy = edition.policy
    provisional = f"<p><b>{escape(policy.provisional.in_(language))}</b></p>" if policy.provisional else ""
    if not policy.suppress:
        return f"{provisional}<p>{escape(UNPROTECTED.in_(language))}</p>"
    words = {
        "k": number(policy.minimum_companies, language),
        "counts": number(policy.counts_from, language),
        "rounding": number(policy.rounding, language, decimals=max(0, -int(policy.rounding.as_tuple().exponent))),
    }
    return provisional + _list([say(each, language, **words) for each in PROTECTED])


def definition_of(indicator: Indicator, language: Language) -> str:
    """One entry of the data dictionary, with its worked examples."""
    examples = [
        say(SHOWS, language, explanation=sentence(each.explanation.in_(language)), shows=each.shows.in_(language))
        for each in indicator.examples
    ]
    texts = {
        "definition": [indicator.definition.in_(language)],
        "numerator": [sentence(indicator.numerator.in_(language))],
        "denominator": [sentence(indicator.denominator.in_(language))],
        "population": [sentence(indicator.population.in_(language))],
        "better": [sentence(BETTER[indicator.better].in_(language))],
        "caveats": [each.in_(language) for each in indicator.caveats],
        "source": [sentence(indicator.source.in_(language))],
        "examples": examples,
    }
    rows = "".join(
        f"<dt>{escape(LABELS[key].in_(language))}</dt><dd>{'<br>'.join(map(escape, lines))}</dd>"
        for key, lines in texts.items()
        if lines
    )
    name = escape(indicator.name.in_(language))
    return f"<details><summary>{name}</summary><dl class='ks-passport'>{rows}</dl></details>"


def editions_of(names: tuple[str, ...], shown: Edition, current: str | None, language: Language) -> str:
    """All editions of this audience, the newest first, each a link that opens it."""
    rows = "".join(f"<li>{_edition(name, shown, language)}{_mark(name, current, language)}</li>" for name in names)
    return f"<ul>{rows}</ul>"


def _list(sentences: list[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(each)}</li>" for each in sentences) + "</ul>"


def _edition(name: str, shown: Edition, language: Language) -> str:
    if name == shown.name:
        return f"<b>{escape(name)}</b> ({escape(day(shown.published_at, language))})"
    return f"<a href='?lang={language}&amp;edition={escape(name)}' target='_self'>{escape(name)}</a>"


def _mark(name: str, current: str | None, language: Language) -> str:
    return f" <span class='ks-more'>{escape(CURRENT.in_(language))}</span>" if name == current else ""
