"""What pydantic cannot see: the parts of an agreement that contradict each other.

Each rule takes the agreement and the places of its rows, and yields its faults in words.
"""

from collections.abc import Mapping
from itertools import pairwise
from typing import get_args

from data.configuration.agreement import Agreement
from data.configuration.agreement_parts import ComputedFrom, GroupDimension
from data.configuration.agreement_places import TOML, Faults, Places, is_one_of
from data.configuration.agreement_uniqueness import nothing_is_empty, nothing_stands_twice


def contradictions(
    agreement: Agreement,
    *,
    lines: Mapping[str, tuple[int, ...]] | None = None,
    incomplete: frozenset[str] = frozenset(),
) -> list[str]:
    """Every contradiction between the parts of an agreement, in words; empty where there is none.

    lines: per CSV table the line number of each row. incomplete: tables of which faulty rows were left out, so that
    nothing is concluded from what is absent there.
    """
    places = Places(lines or {})
    faults = [fault for rule in RULES for fault in rule(agreement, places)]
    if "questions" not in incomplete:
        faults.extend(_every_step_is_asked(agreement))
    if "themes" not in incomplete:
        faults.extend(_themes_exist(agreement, places))
    return faults


def _levels_ascend_from_zero(agreement: Agreement, _: Places) -> Faults:
    for level in agreement.levels[:1]:
        if level.minimum != 0:
            yield f"{TOML}: levels: found {level.minimum} as the first minimum, expected 0"
    for lower, upper in pairwise(agreement.levels):
        if upper.minimum <= lower.minimum:
            yield (
                f"{TOML}: levels: found {upper.code} from {upper.minimum} after {lower.code} from {lower.minimum}, "
                "expected ascending minimums"
            )


def _size_classes_ascend(agreement: Agreement, _: Places) -> Faults:
    for size in agreement.size_classes:
        if size.fte_to is not None and size.fte_to < size.fte_from:
            yield f"{TOML}: size_classes: found {size.code} to {size.fte_to}, expected at least {size.fte_from}"
    for smaller, larger in pairwise(agreement.size_classes):
        if smaller.fte_to is None or larger.fte_from <= smaller.fte_to:
            end = "without an end" if smaller.fte_to is None else f"to {smaller.fte_to}"
            yield (
                f"{TOML}: size_classes: found {larger.code} from {larger.fte_from} after {smaller.code} {end}, "
                "expected classes that do not overlap"
            )


def _rounds_follow_each_other(agreement: Agreement, _: Places) -> Faults:
    for each in agreement.rounds:
        place = f"{TOML}: round {each.number}"
        if each.end < each.start:
            yield f"{place}, end: found {each.end}, expected a date after the start {each.start}"
        elif not each.start <= each.reference_date <= each.end:
            yield f"{place}, reference_date: found {each.reference_date}, expected {each.start} to {each.end}"
        for deliverable, due in each.due.items():
            if due < each.start:
                yield f"{place}, due.{deliverable}: found {due}, expected a date from the start {each.start} on"
    for earlier, later in pairwise(agreement.rounds):
        if later.number != earlier.number + 1:
            yield f"{TOML}: rounds: found number {later.number} after {earlier.number}, expected {earlier.number + 1}"
        if later.start <= earlier.end:
            yield (
                f"{TOML}: round {later.number}, start: found {later.start}, "
                f"expected a date after the end of round {earlier.number}, {earlier.end}"
            )


def _rounds_know_their_parts(agreement: Agreement, _: Places) -> Faults:
    versions = [version.code for version in agreement.instrument_versions]
    lists = [theme_list.code for theme_list in agreement.theme_lists]
    deliverables = [deliverable.code for deliverable in agreement.deliverables]
    for each in agreement.rounds:
        place = f"{TOML}: round {each.number}"
        yield from is_one_of(place, "instrument version", each.instrument_version, versions)
        yield from is_one_of(place, "theme list", each.theme_list, lists)
        for deliverable in each.due:
            yield from is_one_of(f"{place}, due", "deliverable", deliverable, deliverables)
    yield from is_one_of(TOML, "assessment_deliverable", agreement.assessment_deliverable, deliverables)


def _comparability_is_not_interrupted(agreement: Agreement, _: Places) -> Faults:
    last: dict[str, int] = {}
    for index, each in enumerate(agreement.rounds):
        group = each.comparability_group
        if last.get(group, index - 1) != index - 1:
            earlier = agreement.rounds[last[group]].number
            yield (
                f"{TOML}: round {each.number}, comparability_group: found {group!r} again after round {earlier} "
                "and a break, expected consecutive rounds or another code"
            )
        last[group] = index


def _questions_know_their_parts(agreement: Agreement, places: Places) -> Faults:
    versions = [version.code for version in agreement.instrument_versions]
    steps = [step.code for step in agreement.steps]
    segments = [segment.code for segment in agreement.segments]
    for index, question in enumerate(agreement.questions):
        place = places.row("questions", index)
        yield from is_one_of(f"{place}, column version", "instrument version", question.version, versions)
        yield from is_one_of(f"{place}, column step", "step", question.step, steps)
        for segment in question.segments:
            yield from is_one_of(f"{place}, column segments", "segment", segment, segments)


def _every_step_is_asked(agreement: Agreement) -> Faults:
    """Of every segment too, where the overall score asks for all steps: else it could never have one."""
    for version in agreement.instrument_versions:
        questions = agreement.questions_of(version.code)
        for step in agreement.steps:
            asked = [question for question in questions if question.step == step.code]
            place = f"questions.csv: version {version.code}"
            if not asked:
                yield f"{place}: found no question of the step {step.code!r}, expected at least one"
            elif agreement.scoring.overall == "all_steps":
                for segment in agreement.segments:
                    if not any(segment.code in (question.segments or (segment.code,)) for question in asked):
                        yield (
                            f"{place}: found no question of the step {step.code!r} for the segment {segment.code!r}, "
                            "expected at least one, because the overall score asks for all steps"
                        )


def _themes_exist(agreement: Agreement, places: Places) -> Faults:
    """Themes are in a list that exists; a question's theme is in the list of a round that uses its version.

    An agreement may have no themes at all; one that has some has them in every round's list.
    """
    lists = [theme_list.code for theme_list in agreement.theme_lists]
    for index, theme in enumerate(agreement.themes):
        yield from is_one_of(f"{places.row('themes', index)}, column list", "theme list", theme.list, lists)
    for each in agreement.rounds if agreement.themes else ():
        if each.theme_list in lists and not agreement.themes_of(each.theme_list):
            yield f"themes.csv: found no theme of the list {each.theme_list!r} of round {each.number}, expected some"
    for index, question in enumerate(agreement.questions):
        used = {each.theme_list for each in agreement.rounds if each.instrument_version == question.version}
        known = dict.fromkeys(theme.code for theme in agreement.themes if theme.list in (used or lists))
        for code in question.themes:
            yield from is_one_of(f"{places.row('questions', index)}, column themes", "theme", code, known)
    for index, link in enumerate(agreement.theme_links):
        place = places.row("theme_links", index)
        for side, theme_list, code in (
            ("from", link.from_list, link.from_theme),
            ("to", link.to_list, link.to_theme),
        ):
            yield from is_one_of(f"{place}, column {side}_list", "theme list", theme_list, lists)
            if theme_list in lists:
                known_here = [theme.code for theme in agreement.themes_of(theme_list)]
                yield from is_one_of(f"{place}, column {side}_theme", "theme", code, known_here)


def _targets_know_their_size_class(agreement: Agreement, places: Places) -> Faults:
    sizes = [size.code for size in agreement.size_classes]
    for index, target in enumerate(agreement.targets):
        if target.size_class is not None:
            yield from is_one_of(places.item("targets", index), "size class", target.size_class, sizes)


def _published_figures_know_their_cell(agreement: Agreement, places: Places) -> Faults:
    numbers = [each.number for each in agreement.rounds]
    for index, figure in enumerate(agreement.published_figures):
        place = places.row("published_figures", index)
        yield from is_one_of(f"{place}, column year", "year", figure.year, numbers)
        if figure.computed_from is not None:
            yield from _cell_exists(figure.computed_from, agreement, place, numbers)


def _cell_exists(cell: ComputedFrom, agreement: Agreement, place: str, numbers: list[int]) -> Faults:
    yield from is_one_of(f"{place}, column round", "round", cell.round, numbers)
    if cell.base_round is not None:
        yield from is_one_of(f"{place}, column base_round", "round", cell.base_round, numbers)
    if (cell.base_round is None) != (cell.kind == "all"):
        found = "no base round" if cell.base_round is None else f"the base round {cell.base_round}"
        expected = "none" if cell.kind == "all" else "the earlier round of the pair"
        yield f"{place}, column base_round: found {found} with the kind {cell.kind!r}, expected {expected}"
    yield from is_one_of(
        f"{place}, column dimension", "dimension", cell.dimension, ("total", *get_args(GroupDimension))
    )
    members = {
        "segment": [segment.code for segment in agreement.segments],
        "size_class": [size.code for size in agreement.size_classes],
    }
    if cell.dimension in members:
        yield from is_one_of(f"{place}, column member", cell.dimension, cell.member, members[cell.dimension])


def _policies_protect(agreement: Agreement, _: Places) -> Faults:
    for audience in ("plenary", "secretariat"):
        if audience not in agreement.policies:
            yield f"{TOML}: policies: found no policy for {audience}, expected one"
    for audience, policy in agreement.policies.items():
        needed = policy.insiders + 2
        if policy.suppress and policy.minimum_companies < needed:
            yield (
                f"{TOML}: policies.{audience}, minimum_companies: found {policy.minimum_companies}, "
                f"expected at least {needed}: {policy.insiders} insiders leave two companies only then"
            )
        if policy.suppress and policy.waiting_room and not agreement.reporting_is_public:
            yield (
                f"{TOML}: policies.{audience}, waiting_room: found true with reporting_is_public = false, expected "
                "false: which companies wait would tell who handed in before"
            )


def _what_was_handed_in_is_as_public_as_who_did(agreement: Agreement, _: Places) -> Faults:
    for each in agreement.deliverables:
        if each.code == agreement.assessment_deliverable and each.public and not agreement.reporting_is_public:
            yield (
                f"{TOML}: deliverables, {each.code}, public: found true with reporting_is_public = false, expected "
                "false: it is told exactly, and per group, how many handed in what the world can see"
            )


RULES = (
    nothing_is_empty,
    nothing_stands_twice,
    _levels_ascend_from_zero,
    _size_classes_ascend,
    _rounds_follow_each_other,
    _rounds_know_their_parts,
    _comparability_is_not_interrupted,
    _questions_know_their_parts,
    _targets_know_their_size_class,
    _published_figures_know_their_cell,
    _policies_protect,
    _what_was_handed_in_is_as_public_as_who_did,
)
