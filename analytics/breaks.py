"""Breaks: between which rounds nothing may be compared, what changed there, and by whom."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from analytics import vocabulary
from analytics.figure import Category
from analytics.text import Language, Text, join, say, sentence
from data.cube import Cube, Round

BETWEEN = Text(nl="Breuk tussen {earlier} en {later}: {what}", en="Break between {earlier} and {later}: {what}")
CHANGED = Text(nl="{changes} ({changed_by})", en="{changes} ({changed_by})")
SEVERAL = Text(
    nl="Breuken vóór {rounds}: daaroverheen wordt niets vergeleken. De definitie zegt wat er veranderde.",
    en="Breaks before {rounds}: nothing is compared across them. The definition says what changed.",
)
BY_RULE = Text(
    nl="de vragenlijst bleef gelijk; volgens afspraak begint hier een nieuwe reeks.",
    en="the questionnaire stayed the same; by rule a new series starts here.",
)


@dataclass(frozen=True, slots=True)
class Break:
    """A break before round `later`; `what` says what changed and by whom, `note` is a whole sentence."""

    earlier: int
    later: int
    what: str
    note: str


def breaks(cube: Cube, language: Language, *, among: Collection[int] | None = None) -> tuple[Break, ...]:
    """Every break between consecutive rounds up to the latest round of the edition.

    among: only those that lie between the first and the last of these rounds.
    """
    numbers = rounds(cube)
    if among is not None:
        numbers = tuple(each for each in numbers if min(among, default=0) <= each <= max(among, default=0))
    pairs = pairwise(numbers)
    return tuple(made for earlier, later in pairs if (made := _break(cube, earlier, later=later, language=language)))


def break_notes(cube: Cube, language: Language, *, among: Collection[int] | None = None) -> tuple[str, ...]:
    """The note under a figure: what changed at its one break, or where its breaks are (its passport has the rest)."""
    found = breaks(cube, language, among=among)
    if len(found) < 2:
        return tuple(each.note for each in found)
    later = join((vocabulary.round_short(cube, each.later, language) for each in found), language)
    return (say(SEVERAL, language, rounds=later),)


def rounds(cube: Cube) -> tuple[int, ...]:
    """The rounds that the edition covers, in order: from the first that anything was delivered of.

    An agreement may have had years before its secretariat began to deliver; one without a delivery in between stays.
    """
    first = min((each["round"] for each in cube.edition.deliveries), default=0)
    return tuple(
        sorted(each.number for each in cube.agreement.rounds if first <= each.number <= cube.edition.latest_round)
    )


def round_axis(cube: Cube, language: Language, *, among: Collection[int] | None = None) -> tuple[Category, ...]:
    """The rounds (or `among` these, in order) as categories; a round after a break carries what changed.

    Where rounds are left out, what changed in any of them stands at the next one.
    """
    shown = rounds(cube) if among is None else tuple(sorted(among))
    found = breaks(cube, language, among=shown)
    before = {later: earlier for earlier, later in pairwise(shown)}
    return tuple(
        Category(
            str(number),
            vocabulary.round_label(cube, number, language),
            break_before=" ".join(each.what for each in found if before.get(number, number) < each.later <= number)
            or None,
        )
        for number in shown
    )


def _break(cube: Cube, earlier: int, *, later: int, language: Language) -> Break | None:
    first, second = cube.agreement.round(earlier), cube.agreement.round(later)
    if first.comparability_group == second.comparability_group:
        return None
    what = _what(cube, first, second=second, language=language)
    words = {"earlier": vocabulary.round_short(cube, earlier, language),
             "later": vocabulary.round_short(cube, later, language)}  # fmt: skip
    note = sentence(say(BETWEEN, language, what=what[:1].lower() + what[1:], **words))
    return Break(earlier, later, sentence(what), note)


def _what(cube: Cube, first: Round, *, second: Round, language: Language) -> str:
    if first.instrument_version == second.instrument_version:
        return second.note.in_(language) if second.note and first.term != second.term else BY_RULE.in_(language)
    version = next(each for each in cube.agreement.instrument_versions if each.code == second.instrument_version)
    return sentence(
        say(CHANGED, language, changes=version.changes.in_(language).rstrip("."),
            changed_by=version.changed_by.in_(language))
    )  # fmt: skip
