"""Pages of a deck made of figures of the demo edition, and one of every other kind."""

from analytics.decks.deck import Page
from data.cube import Cube, Language
from tests.every_figure import FIGURES

WORDS: dict[str, tuple[str, ...]] = {
    "section": ("Waar staan de bedrijven na vijf jaar?",),
    "text": ("Drie dingen om te onthouden", "Een & < tweede", "En een derde"),
}


def pages_of_figures(cube: Cube, language: Language, keys: tuple[str, ...]) -> tuple[Page, ...]:
    """A section, a text, then a page per figure."""
    words = [
        Page(place, "section" if kind == "section" else "text", kind.capitalize(), "", None, body, ("Eigen notitie",),
             "Bron: zo", True)
        for place, (kind, body) in enumerate(WORDS.items(), 1)
    ]  # fmt: skip
    figures = [FIGURES[key](cube, language) for key in keys]
    return (
        *words,
        *(
            Page(place, "figure", each.title, each.subtitle, each, (), (*each.notes, f"Let op: {each.key}"),
                 each.source, each.invented)
            for place, each in enumerate(figures, len(words) + 1)
        ),
    )  # fmt: skip
