"""What may stand only once in an agreement."""

from collections.abc import Callable, Hashable, Mapping
from typing import Any

from data.configuration.agreement import Agreement
from data.configuration.agreement_places import TOML, Faults, Places

CODED = (
    "steps", "levels", "segments", "size_classes", "deliverables", "theme_lists", "working_groups",
    "instrument_versions",
)  # fmt: skip

# Table -> what identifies a row, in words and as a key.
KEYS: Mapping[str, tuple[str, Callable[[Any], tuple[Hashable, ...]]]] = {
    **{table: ("the code", lambda part: (part.code,)) for table in CODED},
    "targets": ("the target of", lambda part: (part.membership_year, part.size_class or "every size")),
    "questions": ("the question", lambda part: (part.id, part.version)),
    "themes": ("the theme", lambda part: (part.list, part.code)),
    "theme_links": ("the link", lambda part: (part.from_list, part.from_theme, part.to_list, part.to_theme)),
    "published_figures": ("the figure", lambda part: (part.year, part.figure, part.population.en)),
    "other_agreements": ("the figure", lambda part: (part.agreement.en, part.year, part.figure.en)),
}


def nothing_is_empty(agreement: Agreement, _: Places) -> Faults:
    """The lists without which there is nothing to count."""
    for table in ("steps", "levels", "segments", "size_classes", "deliverables", "instrument_versions", "rounds"):
        if not getattr(agreement, table):
            yield f"{TOML}: {table}: found none, expected at least one"


def nothing_stands_twice(agreement: Agreement, places: Places) -> Faults:
    """Codes, numbers and rows that identify something, each once (rounds: their numbers have to follow each other)."""
    for table, (what, key_of) in KEYS.items():
        yield from _twice(table, what, [key_of(part) for part in getattr(agreement, table)], places)
    yield from _twice("steps", "the number", [(step.number,) for step in agreement.steps], places)


def _twice(table: str, what: str, keys: list[tuple[Hashable, ...]], places: Places) -> Faults:
    first: dict[tuple[Hashable, ...], int] = {}
    for index, key in enumerate(keys):
        if key in first:
            shown = ", ".join(map(str, key))
            earlier = places.item(table, first[key])
            yield f"{places.item(table, index)}: found {what} {shown!r} again, expected it once (it is in {earlier})"
        first.setdefault(key, index)
