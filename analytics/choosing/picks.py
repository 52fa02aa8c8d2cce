"""The choices that a figure takes, by code: what an edition offers, what it is called and what it stands for."""

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.groups import INTERNAL, internal_dimensions
from analytics.record.timeline import ALL_GROUPS, EVERYTHING
from analytics.risks.risk_order import latest_made, made_rounds, ranked
from analytics.risks.themes import maturity_themes
from analytics.text import Language, Text, capital, say
from data.cube import Cube

ROUND = Text(nl="Jaar", en="Year")
PAIR = Text(nl="Twee jaren, dezelfde bedrijven", en="Two years, the same companies")
BETWEEN = Text(nl="{earlier} en {later}", en="{earlier} and {later}")
STEP = Text(nl="OESO-stap", en="OECD step")
THEME = Text(nl="Risicothema", en="Risk theme")
SPLIT = Text(nl="Groepen naar", en="Groups by")
GROUP = Text(nl="Werkgroep", en="Working group")


@dataclass(frozen=True, slots=True)
class Pick:
    """One choice: its name in an address and as an argument, in words, and what an edition offers for it.

    options: the codes, in order; shown: a code in words; value: what a code stands for; last: whether the last code is
    the usual one, where a figure does not know better.
    """

    name: str
    label: Text
    options: Callable[[Cube], tuple[str, ...]]
    shown: Callable[[Cube, str, Language], str]
    value: Callable[[str], Hashable] = str
    last: bool = False

    def usual(self, cube: Cube) -> str | None:
        """The code that is taken where nobody chose; None where the edition offers none."""
        codes = self.options(cube)
        return codes[-1 if self.last else 0] if codes else None


def pairs(cube: Cube) -> dict[str, tuple[int, int]]:
    """The consecutive comparable rounds of the edition, by code: "3-4"."""
    covered = set(rounds(cube))
    return {f"{a}-{b}": (a, b) for a, b in cube.agreement.comparable_pairs() if {a, b} <= covered}


def rounds_with(cube: Cube, what: str) -> tuple[int, ...]:
    """The rounds for which something ("risks", "actions") was made; all of them where that is no round."""
    numbers = rounds(cube)
    return tuple(each for each in numbers if what not in cube.agreement.round(each).not_made) or numbers


def between(cube: Cube, code: str, language: Language) -> str:
    """A pair in words: "jaar 3 en jaar 4"."""
    earlier, later = (int(each) for each in code.split("-"))
    return say(BETWEEN, language, **vocabulary.pair_names(cube, (earlier, later), language))


def _codes(numbers: tuple[int, ...]) -> tuple[str, ...]:
    return tuple(str(each) for each in numbers)


def _round_name(cube: Cube, code: str, language: Language) -> str:
    return vocabulary.round_label(cube, int(code), language)


def _pair(code: str) -> tuple[int, int]:
    earlier, later = code.split("-")
    return int(earlier), int(later)


def _group(cube: Cube, code: str, language: Language) -> str:
    found = next((each for each in cube.agreement.working_groups if each.code == code), None)
    return capital((found.name if found else ALL_GROUPS).in_(language))


def _round(options: Callable[[Cube], tuple[int, ...]]) -> Pick:
    return Pick("round", ROUND, lambda cube: _codes(options(cube)), _round_name, int, last=True)


ANY_ROUND = _round(rounds)
RISK_ROUND = _round(partial(rounds_with, what="risks"))
ACTION_ROUND = _round(partial(rounds_with, what="actions"))
ANY_PAIR = Pick("pair", PAIR, lambda cube: tuple(pairs(cube)), between, _pair, last=True)
ANY_STEP = Pick("step", STEP, lambda cube: tuple(each.code for each in cube.agreement.steps), vocabulary.step_short)
SCORED_THEME = Pick("theme", THEME, maturity_themes, vocabulary.theme)
RATED_THEME = Pick(
    "theme", THEME,
    lambda cube: tuple(each.code for each in ranked(cube, "nl", round=latest_made(cube))) if made_rounds(cube) else (),
    vocabulary.theme,
)  # fmt: skip
INTERNAL_SPLIT = Pick(
    "dimension", SPLIT, internal_dimensions, lambda _, code, language: INTERNAL[code][0].in_(language)
)
WORKING_GROUP = Pick(
    "group", GROUP, lambda cube: (EVERYTHING, *(each.code for each in cube.agreement.working_groups)), _group
)
