"""One entry of the catalogue of figures: how a key and codes become a figure, and why an edition may refuse them."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from inspect import Parameter, signature

from analytics.breaks import rounds
from analytics.choosing.asked import EVERYBODY, Asked, cells_of
from analytics.choosing.explore import explore
from analytics.choosing.picks import Pick
from analytics.figure import Figure
from analytics.indicator import indicators
from analytics.text import Language, Text, join, say
from data.cube import Cube

Build = Callable[..., Figure]
Codes = tuple[tuple[str, str], ...]
BETWEEN_YEARS = "-"

UNKNOWN_FIGURE = Text(nl="Figuur ‘{key}’ bestaat niet.", en="Figure ‘{key}’ does not exist.")
NOT_HELD = Text(
    nl="‘{name}’ staat niet in deze editie: deze figuur bestaat alleen in een editie van het secretariaat.",
    en="‘{name}’ is not in this edition: only an edition of the secretariat has this figure.",
)
NO_CHOICE = Text(nl="‘{name}’ kent geen keuze ‘{choice}’.", en="‘{name}’ has no choice ‘{choice}’.")
NO_CODE = Text(
    nl="‘{name}’: {label} ‘{code}’ kan in deze editie niet. Wel mogelijk: {codes}.",
    en="‘{name}’: {label} ‘{code}’ is not possible in this edition. Possible: {codes}.",
)
NOTHING = Text(nl="niets", en="nothing")
NO_QUESTION = Text(
    nl="‘{name}’: op deze vraag heeft deze editie geen antwoord.",
    en="‘{name}’: this edition has no answer to this question.",
)


class RefusedError(ValueError):
    """A figure that this edition cannot show as asked; `text` says why, in both languages."""

    def __init__(self, text: Text) -> None:
        """Keep the words."""
        super().__init__(text.en)
        self.text = text


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure: key, short name, chapter, builder. picks: its choices; fixed: arguments that make it this figure.

    held: what an edition holds of the figures that only some editions have; None of a figure that every edition has.
    """

    key: str
    name: Text
    chapter: Text
    build: Build
    picks: tuple[Pick, ...] = ()
    fixed: Mapping[str, Hashable] = field(default_factory=dict)
    held: Callable[[Cube], tuple[Build, ...]] | None = None

    def is_in(self, cube: Cube) -> bool:
        """Whether the edition has what the figure is made of."""
        return self.held is None or self.build in self.held(cube)

    def makes(self, build: Build, arguments: Mapping[str, Hashable]) -> bool:
        """Whether this is the figure of a builder with these arguments."""
        return self.build is build and all(arguments.get(name) == value for name, value in self.fixed.items())

    def arguments(self, cube: Cube, codes: Codes) -> dict[str, Hashable]:
        """What the builder gets. Raises RefusedError where the edition cannot show it so; all faults at once."""
        if not self.is_in(cube):
            raise RefusedError(both(NOT_HELD, lambda language: {"name": self.name.in_(language)}))
        if self.build is explore:
            return {"asked": self.asked(cube, codes)}
        known, given, found = {each.name: each for each in self.picks}, dict(codes), dict(self.fixed)
        faults = [_no_choice(self, name) for name in given.keys() - known.keys()]
        for name, pick in known.items():
            if name not in given and not _is_needed(self.build, name):
                continue
            code = given.get(name) or pick.usual(cube) or ""
            if code in pick.options(cube):
                found[name] = pick.value(code)
            else:
                faults.append(_impossible(self, pick, code, cube=cube))
        if faults:
            raise RefusedError(Text(" ".join(each.nl for each in faults), " ".join(each.en for each in faults)))
        return found

    def asked(self, cube: Cube, codes: Codes) -> Asked:
        """The explorer's question. Raises RefusedError where the edition has no such cells."""
        given = dict(codes)
        years = tuple(each for each in rounds(cube) if str(each) in given.get("years", "").split(BETWEEN_YEARS))
        asked = Asked(given.get("indicator", ""), given.get("item", ""), given.get("companies") or EVERYBODY, years)
        if asked.indicator not in indicators() or not cells_of(cube, asked):
            raise RefusedError(both(NO_QUESTION, lambda language: {"name": self.name.in_(language)}))
        return asked


def _is_needed(build: Build, name: str) -> bool:
    """Whether the builder cannot do without this argument."""
    return signature(build).parameters[name].default is Parameter.empty


def _no_choice(entry: Entry, name: str) -> Text:
    return both(NO_CHOICE, lambda language: {"name": entry.name.in_(language), "choice": name})


def _impossible(entry: Entry, pick: Pick, code: str, *, cube: Cube) -> Text:
    def words(language: Language) -> dict[str, str]:
        return {
            "name": entry.name.in_(language), "label": pick.label.in_(language).lower(), "code": code,
            "codes": join(pick.options(cube), language) or NOTHING.in_(language),
        }  # fmt: skip

    return both(NO_CODE, words)


def both(text: Text, words: Callable[[Language], dict[str, str]]) -> Text:
    """A text with its placeholders filled, in both languages."""
    return Text(say(text, "nl", **words("nl")), say(text, "en", **words("en")))
