"""Every figure by key, to be built with its choices.

A deck names a figure by its key and its choices by codes, as an address does; what is unknown or impossible in an
edition is refused in words.
"""

from collections.abc import Hashable, Mapping

from analytics.choosing.asked import Asked
from analytics.choosing.entries import ENTRIES
from analytics.choosing.entry import UNKNOWN_FIGURE, Build, Codes, Entry, RefusedError, both
from analytics.choosing.explore import explore
from analytics.choosing.offer import name_of
from analytics.figure import Figure
from analytics.text import Language
from data.cube import Cube

CATALOGUE: Mapping[str, Entry] = {each.key: each for each in ENTRIES}


def entry_named(key: str) -> Entry:
    """The figure of that key. Raises RefusedError, in words, where there is none."""
    if key not in CATALOGUE:
        raise RefusedError(both(UNKNOWN_FIGURE, lambda _: {"key": key}))
    return CATALOGUE[key]


def figure_of(cube: Cube, language: Language, *, key: str, codes: Codes = ()) -> Figure:
    """The figure with its choices. Raises RefusedError where it does not exist or the edition cannot show it."""
    entry = entry_named(key)
    return entry.build(cube, language, **entry.arguments(cube, codes))


def entry_of(build: Build, arguments: Mapping[str, Hashable]) -> Entry | None:
    """The figure that a page shows; None of one that is in no list."""
    return next((each for each in CATALOGUE.values() if each.makes(build, arguments)), None)


def codes_of(entry: Entry, arguments: Mapping[str, Hashable]) -> Codes:
    """The choices of a figure that a page shows, by code; what a page left to the figure is left out."""
    asked = arguments.get("asked")
    if isinstance(asked, Asked):
        told = {"indicator": asked.indicator, "item": asked.item, "companies": asked.group,
                "years": "-".join(map(str, asked.rounds))}  # fmt: skip
        return tuple((name, code) for name, code in told.items() if code)
    given = ((each.name, arguments.get(each.name)) for each in entry.picks)
    return tuple(
        (name, "-".join(map(str, value)) if isinstance(value, tuple) else str(value))
        for name, value in given
        if value is not None
    )


def choice_in_words(cube: Cube, key: str, codes: Codes, language: Language) -> str:
    """The name of a figure with what was chosen for it: "Bedrijven per niveau (jaar 5)"."""
    entry = CATALOGUE[key]
    known = {each.name: each for each in entry.picks}
    told = [known[name].shown(cube, code, language) for name, code in codes
            if name in known and code in known[name].options(cube)]  # fmt: skip
    if entry.build is explore:
        try:
            told = [name_of(cube, entry.asked(cube, codes), language)]
        except RefusedError:
            told = []
    name = entry.name.in_(language)
    return f"{name} ({', '.join(told)})" if told else name
