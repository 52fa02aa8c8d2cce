"""Slides that are no figure: the OECD steps, the protection in plain words, a card of one project or decision.

All of them are public facts and rules; none holds a company's answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from analytics.choosing.entry import RefusedError, both
from analytics.evidence import seen_by
from analytics.fact import Fact
from analytics.protection import protection
from analytics.risks.collective_record import (
    DECISION_HEADER,
    NOT_RECORDED,
    PROJECT_HEADER,
    decision_row,
    project_row,
)
from analytics.risks.collective_work import decisions, projects
from analytics.text import Language, Text, capital, is_address, say, sentence, site
from data.cube import Cube

STEPS_TITLE = Text(nl="De OESO-stappen van gepaste zorgvuldigheid", en="The OECD steps of due diligence")
STEPS_SUBTITLE = Text(
    nl="De zelfbeoordeling vraagt naar elke stap; per stap loopt de score van 0 tot 100 %.",
    en="The self-assessment asks about every step; per step the score runs from 0 to 100%.",
)
STEP_LINE = Text(nl="{number}. {name}", en="{number}. {name}")
PROTECTION_TITLE = Text(nl="Wat u ziet, en wat niemand ziet", en="What you see, and what nobody sees")
CARD_LINE = Text(nl="{label}: {value}", en="{label}: {value}")
NO_PROJECT = Text(nl="Project ‘{code}’ staat niet in deze editie.", en="Project ‘{code}’ is not in this edition.")
NO_DECISION = Text(nl="Besluit ‘{code}’ staat niet in deze editie.", en="Decision ‘{code}’ is not in this edition.")
LAST = "last"  # instead of a code: what was recorded last


@dataclass(frozen=True, slots=True)
class Words:
    """What a slide that is no figure says; more: what its speaker may add."""

    title: str
    subtitle: str
    lines: tuple[str, ...]
    more: tuple[str, ...] = ()


def steps_slide(cube: Cube, language: Language) -> Words:
    """The steps by the full names that the agreement gives them."""
    lines = tuple(
        say(STEP_LINE, language, number=each.number, name=capital(each.name.in_(language)))
        for each in cube.agreement.steps
    )
    return Words(STEPS_TITLE.in_(language), STEPS_SUBTITLE.in_(language), lines)


def protection_slide(cube: Cube, language: Language) -> Words:
    """The promise with what it rests on; the other rules are for the speaker."""
    told = protection(cube, language)
    more = tuple(each for each in (*told.rules, told.withstood) if each and each not in told.short)
    return Words(PROTECTION_TITLE.in_(language), capital(seen_by(cube, language)), told.short, more)


def project_codes(cube: Cube) -> dict[str, Fact]:
    """Every project by its id, in order: what was recorded of it last."""
    return {str(row["project"]): row for row in projects(cube)}


def decision_codes(cube: Cube) -> dict[str, Fact]:
    """Every decision by its round and its place in it, in order: "2-1"."""
    found: dict[str, Fact] = {}
    places: dict[int, int] = {}
    for row in decisions(cube):
        places[row["round"]] = places.get(row["round"], 0) + 1
        found[f"{row['round']}-{places[row['round']]}"] = row
    return found


def project_card(cube: Cube, language: Language, *, code: str) -> Words:
    """One project. Raises RefusedError where the edition has none of that id."""
    row = _found(project_codes(cube), code, unknown=NO_PROJECT)
    when, title, *rest, source = project_row(cube, row, language=language)
    return _card(title, when, PROJECT_HEADER[2:], (*rest, source), language)


def decision_card(cube: Cube, language: Language, *, code: str) -> Words:
    """One decision of a plenary. Raises RefusedError where the edition has none of that code."""
    row = _found(decision_codes(cube), code, unknown=NO_DECISION)
    when, subject, *rest, source = decision_row(cube, row, language=language)
    return _card(subject, when, DECISION_HEADER[2:], (*rest, source), language)


def _found(known: dict[str, Fact], code: str, *, unknown: Text) -> Fact:
    wanted = list(known)[-1] if code == LAST and known else code
    if wanted not in known:
        raise RefusedError(both(unknown, lambda _: {"code": code}))
    return known[wanted]


def _card(title: str, when: str, header: Iterable[Text], values: Iterable[str], language: Language) -> Words:
    """What is recorded, a line each under its own label; an address as its site, and whole for the speaker."""
    told = [(label.in_(language), value) for label, value in zip(header, values, strict=True)
            if value and value != NOT_RECORDED]  # fmt: skip
    lines = tuple(
        say(CARD_LINE, language, label=label, value=site(value))
        if is_address(value)
        else sentence(say(CARD_LINE, language, label=label, value=value))
        for label, value in told
    )
    whole = tuple(say(CARD_LINE, language, label=label, value=value) for label, value in told if is_address(value))
    return Words(capital(title), when, lines, whole)
