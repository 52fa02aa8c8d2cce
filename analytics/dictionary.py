"""The data dictionary, written from the declarations: `python -m analytics.dictionary` writes docs/dictionary.*.md."""

from pathlib import Path
from typing import Final

from analytics.indicator import Example, Indicator, indicators
from analytics.passport import BASES, LABELS
from analytics.text import Language, Text, say, sentence
from data.cube import LANGUAGES

DOCS: Final = Path(__file__).parent.parent / "docs"
TITLE: Final = Text(nl="Wat elk cijfer betekent", en="What every figure means")
GENERATED: Final = Text(
    nl="Gemaakt uit `analytics/indicators/` met `python -m analytics.dictionary`. Verander de "
    "declaratie, niet dit bestand.",
    en="Made from `analytics/indicators/` by `python -m analytics.dictionary`. Change the declaration, not this file.",
)
UNIT: Final = Text(nl="Eenheid", en="Unit")
UNITS: Final = {
    "percent": Text(nl="procent, 0 tot 100", en="percent, 0 to 100"),
    "points": Text(nl="procentpunten", en="percentage points"),
    "companies": Text(nl="bedrijven", en="companies"),
    "scale": Text(nl="schaal van 1 tot 5", en="scale of 1 to 5"),
    "actions": Text(nl="acties", en="actions"),
}
BETTER: Final = Text(nl="Beter is", en="Better is")
DIRECTIONS: Final = {
    "higher": Text(nl="hoger", en="higher"),
    "lower": Text(nl="lager", en="lower"),
    "neither": Text(nl="geen van beide", en="neither"),
}
CELLS: Final = Text(nl="Cellen", en="Cells")
EXAMPLES: Final = Text(nl="Uitgewerkte voorbeelden", en="Worked examples")
EXAMPLE: Final = Text(nl="{explanation} Te zien is: **{shows}**.", en="{explanation} What is seen: **{shows}**.")


def dictionary(language: Language) -> str:
    """The whole dictionary as Markdown, in the order of the declarations."""
    parts = [f"# {TITLE.in_(language)}", GENERATED.in_(language)]
    parts += [_entry(each, language) for each in indicators().values()]
    return "\n\n".join(parts) + "\n"


def write_dictionary(folder: Path = DOCS) -> tuple[Path, ...]:
    """Write both languages; returns the paths."""
    paths = tuple(folder / f"dictionary.{language}.md" for language in LANGUAGES)
    for path, language in zip(paths, LANGUAGES, strict=True):
        path.write_text(dictionary(language), encoding="utf-8")
    return paths


def _entry(indicator: Indicator, language: Language) -> str:
    cells = ", ".join(f"`{indicator.measure}` / `{item}`" for item in indicator.items)
    rows = {
        LABELS["numerator"]: sentence(indicator.numerator.in_(language)),
        LABELS["denominator"]: sentence(indicator.denominator.in_(language)),
        LABELS["population"]: sentence(indicator.population.in_(language)),
        LABELS["base"]: sentence(BASES[indicator.base].in_(language)),
        UNIT: sentence(UNITS[indicator.unit].in_(language)),
        BETTER: sentence(DIRECTIONS[indicator.better].in_(language)),
        LABELS["source"]: sentence(indicator.source.in_(language)),
        CELLS: f"{cells} ({', '.join(indicator.kinds)})",
    }
    lines = [f"## {indicator.name.in_(language)}", "", indicator.definition.in_(language), ""]
    lines += [f"- **{label.in_(language)}**: {text}" for label, text in rows.items()]
    lines += [f"- **{LABELS['caveats'].in_(language)}**: {each.in_(language)}" for each in indicator.caveats]
    lines += ["", f"{EXAMPLES.in_(language)}:", ""]
    lines += [f"- {_example(each, language)}" for each in indicator.examples]
    return "\n".join(lines)


def _example(example: Example, language: Language) -> str:
    return say(
        EXAMPLE, language, explanation=sentence(example.explanation.in_(language)), shows=example.shows.in_(language)
    )


if __name__ == "__main__":
    for written in write_dictionary():
        print(written.relative_to(DOCS.parent))
