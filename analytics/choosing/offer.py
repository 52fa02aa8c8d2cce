"""What can be asked of an edition: the indicators, items and groups of its own cells, in order and by name."""

from collections.abc import Mapping
from typing import Final

from analytics import vocabulary
from analytics.choosing.asked import EVERYBODY, Asked
from analytics.indicator import Indicator, indicators
from analytics.left_open import MEASURES
from analytics.reach.membership import PARTS
from analytics.risks.themes import theme_subject
from analytics.scores.overview import BASES, OVERALL
from analytics.scores.steps import step_subject
from analytics.text import Language, Text, say
from data.cube import Cube

# indicator -> item -> groups ("dimension:member"), each in the order in which a reader expects it.
Offer = Mapping[str, Mapping[str, tuple[str, ...]]]
STATUS: Final = "action_status"
WITH_STATUS: Final = {"step_status": vocabulary.step_short, "theme_status": vocabulary.theme}
ALL_STEPS = Text(nl="alle stappen samen", en="all steps together")
ON_ITEM = Text(nl="de score op {item}", en="the score on {item}")
MEMBERSHIP: Final[dict[str, Text]] = {**BASES, **{code: name for code, (name, _) in PARTS.items()}}


def offered(cube: Cube) -> Offer:
    """Every indicator that the edition has a cell of, with its items and their groups."""
    found: dict[str, dict[str, set[str]]] = {}
    for declared in indicators().values():
        for cell in cube.cells(declared.measure):
            if declared.covers(cell):
                groups = found.setdefault(declared.key, {}).setdefault(cell.item, set())
                groups.add(f"{cell.dimension}:{cell.member}")
    item_order, group_order = _item_order(cube), _group_order(cube)

    def place(group: str) -> tuple[int, str]:
        return group_order.get(group.partition(":")[0], len(group_order)), group

    return {
        key: {
            item: tuple(sorted(here[item], key=place))
            for item in sorted(here, key=lambda item: (item_order.get(item, len(item_order)), item))
        }
        for key, here in found.items()
    }


def _item_order(cube: Cube) -> dict[str, int]:
    """The place of every code that an item can be: the whole before its parts, parts as the agreement lists them."""
    agreement = cube.agreement
    steps, themes = ([each.code for each in parts] for parts in (agreement.steps, agreement.themes))
    codes = (
        "overall", *(f"step:{each}" for each in steps), *(f"theme:{each}" for each in themes),
        *(each.code for each in (*agreement.levels, *agreement.deliverables)), *themes,
        *(f"{code}:{status}" for code in (*steps, *themes) for status in agreement.vocabulary.get(STATUS, {})),
        *MEMBERSHIP,
    )  # fmt: skip
    return {code: place for place, code in enumerate(dict.fromkeys(codes))}


def _group_order(cube: Cube) -> dict[str, int]:
    """The place of every dimension: all companies, then as the policy names them; two-way groups come after these."""
    dimensions = (EVERYBODY.partition(":")[0], *cube.edition.policy.groups)
    return {dimension: place for place, dimension in enumerate(dimensions)}


def name_of(cube: Cube, asked: Asked, language: Language) -> str:
    """What was asked, without its rounds: "Ernst, ‘kinderarbeid’, ‘oprichters’"."""
    declared = indicators()[asked.indicator]
    parts = [declared.name.in_(language)]
    if declared.items != (asked.item,):
        parts.append(f"‘{item_name(cube, declared, asked.item, language)}’")
    if asked.group != EVERYBODY:
        parts.append(f"‘{group_name(cube, asked.group, language)}’")
    return ", ".join(parts)


def group_name(cube: Cube, group: str, language: Language) -> str:
    """The name of a group by its code "dimension:member"."""
    dimension, _, member = group.partition(":")
    return vocabulary.group(cube, dimension, member, language)


def item_name(cube: Cube, declared: Indicator, item: str, language: Language) -> str:
    """The name of an item, by what the declaration says that its codes stand for."""
    if declared.named in WITH_STATUS:
        code, _, status = item.partition(":")
        return f"{WITH_STATUS[declared.named](cube, code, language)}, {vocabulary.word(cube, STATUS, status, language)}"
    if declared.measure in MEASURES and item == "overall":  # a share of questions is no score
        return ALL_STEPS.in_(language)
    if declared.named == "membership":
        return MEMBERSHIP[item].in_(language) if item in MEMBERSHIP else item
    names = {
        "series": vocabulary.item_short, "level": vocabulary.level, "deliverable": vocabulary.deliverable,
        "theme": vocabulary.theme,
    }  # fmt: skip
    return names[declared.named](cube, item, language)


def subject_of(cube: Cube, item: str, language: Language) -> str:
    """What a maturity series is called in a sentence: "de score op stap 3 (Aanpak)"."""
    kind, _, code = item.partition(":")
    if kind == "step":
        return step_subject(cube, code, language)
    if kind == "theme":
        return theme_subject(cube, code, language)
    if code:
        return say(ON_ITEM, language, item=vocabulary.item(cube, item, language))
    return OVERALL.in_(language)
