"""Scores of which figures were published are made the same way for ever.

Other weights, levels or targets make another number of the same answers. Beside the figures that were published of the
first one it would give the answers away, and no attacker reckons with two scores of one answer. So they are not
changed: what should change comes with a new instrument version, from a next round on.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from decimal import Decimal

from data.configuration.agreement import Agreement
from data.cube import CUBE_FILE, connect_read_only
from data.custody.home import Home, HomeError
from data.publishing.ledger import REMEMBERED, Entry
from data.text import Text, alike, joined

OF_ANSWERS = ("maturity", "level_at_least", "on_schedule", "unanswered", "not_applicable")
OF_SCALES = {"risk_severity": "severity_scale", "risk_likelihood": "likelihood_scale"}
ASKED = ("step", "themes", "weight", "maximum", "segments")
MOST_SAID = 12
NONE = "none"
REMEDY = Text(
    "Zet ze terug. Een andere vragenlijst of scoring krijgt een nieuwe instrumentversie en een nieuwe "
    "vergelijkbaarheidsgroep, in een ronde waarvan nog niets is gepubliceerd; niveaus, doelen en scoringsregels gelden "
    "voor alle rondes van een convenant. Er is niets weggeschreven.",
    "Put them back. Another questionnaire or scoring takes a new instrument version and a new comparability group, in "
    "a round of which nothing was published; levels, targets and rules of scoring hold for all rounds of an agreement. "
    "Nothing was written.",
)

Made = dict[Text, str]  # a part of the configuration, in words -> what it says
Published = Mapping[int, set[str]]  # round -> the measures of which something was published


class ScoringChangedError(HomeError):
    """The configuration makes another number of answers of which figures were published; the message says where."""


def refuse_changed_scoring(home: Home, entries: Sequence[Entry], agreement: Agreement) -> None:
    """Raise ScoringChangedError where figures that a room remembers were made in another way than they would be now."""
    faults: dict[Text, Text] = {}  # a difference -> where it was first published otherwise
    for entry in entries:
        if entry.kind == "consent":
            found, where = _of_consent(entry, agreement), alike("")
        else:
            name = entry.facts["name"]
            found, where = _of_edition(home, name, agreement), Text(f" zoals in {name}", f" as in {name}")
        for difference in found:
            faults.setdefault(difference, where)
    if not faults:
        return
    one, rest = len(faults) == 1, len(faults) - MOST_SAID
    lines = [
        Text(
            f"Het convenant {agreement.code} geeft andere scores aan antwoorden waarvan al cijfers zijn gepubliceerd: "
            f"{'1 verschil' if one else f'{len(faults)} verschillen'}.",
            f"The agreement {agreement.code} makes other scores of answers of which figures were published: "
            f"{'1 difference' if one else f'{len(faults)} differences'}.",
        ),
        *[joined(each, "") for each in faults.items()][:MOST_SAID],
    ]
    if rest > 0:
        lines.append(Text(f"en nog {rest}", f"and {rest} more"))
    raise ScoringChangedError(joined([joined(lines, "\n  "), REMEDY], "\n"))


def scoring_of(agreement: Agreement, number: int, measures: set[str]) -> Made:
    """What the figures of these measures in a round are made with, apart from the answers."""
    made: Made = {}
    if number not in {each.number for each in agreement.rounds}:
        return made
    if measures & set(OF_ANSWERS):
        for question in agreement.questions_of(agreement.round(number).instrument_version):
            for part in ASKED:
                found = getattr(question, part)
                said = ";".join(sorted(found)) or NONE if isinstance(found, tuple) else str(found)
                which = f"{question.id}, {part}"
                made[Text(f"ronde {number}, vraag {which}", f"round {number}, question {which}")] = said
        for rule in ("unanswered", "not_applicable", "overall"):
            made[alike(f"scoring, {rule}")] = getattr(agreement.scoring, rule)
    if "level_at_least" in measures:
        for level in agreement.levels:
            made[Text(f"niveau {level.code}, minimum", f"level {level.code}, minimum")] = _plain(level.minimum)
    if "on_schedule" in measures:
        made |= dict(_targets(agreement, number))
    for measure in measures & set(OF_SCALES):
        scale = OF_SCALES[measure]
        made[alike(f"scoring, {scale}")] = str(getattr(agreement.scoring, scale))
    return made


def scoring_seal(agreement: Agreement, rounds: Sequence[int], measure: str) -> str:
    """The hash of what a figure is made with: a line of the ledger holds it."""
    made = [{part.en: said for part, said in scoring_of(agreement, each, {measure}).items()} for each in rounds]
    return hashlib.sha256(json.dumps(made, sort_keys=True).encode()).hexdigest()


def rounds_of(address: Sequence[object]) -> list[int]:
    """The rounds of a figure, from its address."""
    return [number for number in address[1:3] if isinstance(number, int)]


def _targets(agreement: Agreement, number: int) -> Iterator[tuple[Text, str]]:
    """The target of every membership year that a company can be in, per size class."""
    first = min(each.number for each in agreement.rounds)
    for year in range(1, number - first + 2):
        for size in agreement.size_classes:
            target = agreement.target(year, size.code)
            part = Text(f"doel, lidmaatschapsjaar {year}, {size.code}", f"target, membership year {year}, {size.code}")
            yield part, NONE if target is None else _plain(target)


def _plain(number: Decimal) -> str:
    """A number that is written alike however many zeros the configuration has."""
    return f"{number.normalize():f}"


def _of_edition(home: Home, name: str, agreement: Agreement) -> Iterator[Text]:
    then, published = _told(home, name)
    for number, measures in sorted(published.items()):
        before, now = (scoring_of(each, number, measures) for each in (then, agreement))
        for part in {**before, **now}:
            if before.get(part) != now.get(part):
                found, expected = now.get(part, NONE), before.get(part, NONE)
                yield Text(
                    f"{part.nl}: gevonden {found}, verwacht {expected}",
                    f"{part.en}: found {found}, expected {expected}",
                )


def _told(home: Home, name: str) -> tuple[Agreement, Published]:
    """The configuration that an edition was made with, and what it shows."""
    with closing(connect_read_only(home.editions / REMEMBERED / name / CUBE_FILE)) as con:
        configuration = con.execute("select configuration from agreement").fetchall()[0][0]
        shown = con.execute(
            "select distinct measure, unnest([base_round, round]) from cell where status = 'published'"
        ).fetchall()
    published: dict[int, set[str]] = {}
    for measure, number in shown:
        if number is not None:
            published.setdefault(number, set()).add(measure)
    return Agreement.model_validate(json.loads(configuration)), published


def _of_consent(entry: Entry, agreement: Agreement) -> Iterator[Text]:
    """A consent of before its scoring was written down is judged by its number alone, with the rest."""
    facts = entry.facts
    sealed = facts.get("scoring")
    rounds = rounds_of(facts["address"])
    if sealed is not None and sealed != scoring_seal(agreement, rounds, facts["measure"]):
        figure, numbers = f"{facts['measure']} {facts['item']}", [str(number) for number in rounds]
        yield Text(
            f"de scoring van ronde {' en '.join(numbers)}: gevonden een andere dan toen de partijen instemden met "
            f"{figure}, verwacht die van toen",
            f"the scoring of round {' and '.join(numbers)}: found another than when the parties consented to {figure}, "
            "expected that one",
        )
