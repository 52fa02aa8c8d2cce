"""How the figures are made, as markup: levels, breaks, and the data dictionary."""

from html import escape

from analytics.breaks import breaks
from analytics.indicator import Indicator
from analytics.passport import LABELS as PASSPORT
from analytics.text import Text, day, percent, say, sentence
from data.cube import Cube, Edition, Language

LEVEL = Text(nl="{name}: vanaf {minimum}", en="{name}: from {minimum}")
BOUNDARY = Text(
    nl="Een score precies op een grens hoort bij het hogere niveau. Welk niveau bij een grens hoort, is niet "
    "gepubliceerd; dit is onze keuze.",
    en="A score exactly on a boundary belongs to the higher level. Which level a boundary belongs to was not "
    "published; this is our choice.",
)
NO_BREAKS = Text(nl="Er zijn geen breuken.", en="There are no breaks.")
LABELS = {
    **{key: PASSPORT[key] for key in ("definition", "numerator", "denominator", "population")},
    "better": Text(nl="Beter is", en="Better is"),
    "caveats": PASSPORT["caveats"],
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
    return f"{bullets(bounds)}<p>{escape(BOUNDARY.in_(language))}</p>"


def breaks_of(cube: Cube, language: Language) -> str:
    """Every break between rounds: what changed and by whom."""
    notes = [each.note for each in breaks(cube, language)] or [NO_BREAKS.in_(language)]
    return bullets(notes)


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


def bullets(sentences: list[str]) -> str:
    """Sentences as a list."""
    return "<ul>" + "".join(f"<li>{escape(each)}</li>" for each in sentences) + "</ul>"


def _edition(name: str, shown: Edition, language: Language) -> str:
    if name == shown.name:
        return f"<b>{escape(name)}</b> ({escape(day(shown.published_at, language))})"
    return f"<a href='?lang={language}&amp;edition={escape(name)}' target='_self'>{escape(name)}</a>"


def _mark(name: str, current: str | None, language: Language) -> str:
    return f" <span class='ks-more'>{escape(CURRENT.in_(language))}</span>" if name == current else ""
