"""The secretariat's report on an edition: what is withheld and by which rule, and how far the attackers came.

It stays in the closed room: the rules are public, their effect per row is in no edition.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from data.attack.known import Finding
from data.cube import Edition, Kind
from data.protection.cells import SHOWN, decide
from data.protection.openness import closed_rounds, is_hidden
from data.protection.select import WITHHELD, Decision
from data.publishing.making import ATTACK_WORDS, Made

RULES = {
    Decision.TOO_FEW: "too few companies",
    Decision.COMBINATION: "with figures that come first, some combination would rest on too few companies",
    Decision.INCOMPLETE: "not every company that should have the statistic that year has it",
    Decision.TOTAL_ONLY: "shown in total only",
    Decision.NOT_OPEN: "it would not stay open who handed in",
    Decision.LADDER: "a rung down: shown in full, the figure gave too much away",
}
BANDS = (10, 20, 30, 50)  # percentage points; the exact width would say something about the answers
KINDS: dict[Kind, str] = {"pair_start": "pairs with both ends", "change": "changes", "all": "means of all"}
OVERALL = 0  # the overall score is the first series


def report(made: Made, edition: Edition) -> str:
    """The whole report in plain text, in lines that fit a page."""
    lines = [*_heading(edition), *_shown(made)]
    if made.decided.policy.suppress:
        lines += [*_rungs(made), *_attacks(made), *_known_already(made), *_untied(made)]
        hidden = is_hidden(made.decided.agreement, made.decided.policy)
        lines += [*(_not_open(made) if hidden else _waiting_room(made))]
    return "\n".join(lines) + "\n"


def _heading(edition: Edition) -> Iterator[str]:
    yield f"Edition {edition.name} for the {edition.audience} audience, policy {edition.policy.version}"
    yield f"Published {edition.published_at.isoformat()}, content {edition.content_hash}"
    yield f"Who may see it: {edition.visible_to.en}"
    yield "Confidential: for the secretariat. The rules are public, their effect per row is in no edition."


def _shown(made: Made) -> Iterator[str]:
    columns = [made.content.cells.column(name).to_pylist() for name in ("measure", "decision")]
    counts = Counter(zip(columns[0], (Decision(code) for code in columns[1]), strict=True))
    yield from ("", "What is shown, in cells", f"{'measure':<20}{'shown':>8}{'not made':>10}{'withheld':>10}")
    for measure in dict.fromkeys(columns[0]):
        withheld = sum(counts[measure, rule] for rule in WITHHELD)
        shown = sum(counts[measure, decision] for decision in SHOWN)
        yield f"{measure:<20}{shown:>8}{counts[measure, Decision.NOT_MADE]:>10}{withheld:>10}"
        for rule, words in RULES.items():
            if counts[measure, rule]:
                yield f"    {counts[measure, rule]:>6}  {words}"
    kept = sum(made.content.cells.column("kept").to_pylist())
    if kept:
        yield f"{kept} cells stay as an earlier edition had them: corrected since, but by too few companies to show it."


def _rungs(made: Made) -> Iterator[str]:
    yield from ("", "Series that are not shown in full")
    if not made.protected.rungs:
        yield "None: every series stands on the highest rung."
    for (measure, item, group), rung in sorted(made.protected.rungs.items()):
        yield f"    {rung:<14}{measure} {item}, rounds of {group}"


def _attacks(made: Made) -> Iterator[str]:
    yield from ("", "The narrowest interval in which somebody else's value can be placed, in percentage points")
    for attack, found in made.protected.findings.items():
        yield f"    {ATTACK_WORDS[attack]:<28}{narrowest(found):>14}  over {len(found)} series"


def _known_already(made: Made) -> Iterator[str]:
    yield from ("", "What was published before, by itself")
    if not made.earlier:
        yield "Nothing was published before."
        return
    for each in made.earlier:
        what = {"edition": "edition", "consent": "with consent", "elsewhere": "published elsewhere"}[each.origin]
        yield f"    {each.name}: {sum(len(places) for places in each.shown.values())} figures ({what})"
    for attack, found in made.protected.already.items():
        yield f"    {ATTACK_WORDS[attack]:<28}{narrowest(found):>14}"
        yield from (f"        gives too much away: {_named(each)}" for each in found if each.failed)


def _untied(made: Made) -> Iterator[str]:
    if made.untied:
        yield from ("", "Figures published elsewhere that nothing here reckons with: judge by hand what they add")
    for figure, reason in made.untied:
        yield f"    year {figure.year} {figure.figure}, {figure.population.en}: {figure.value} {figure.unit}; {reason}"


def _not_open(made: Made) -> Iterator[str]:
    """The rounds that are held back so that it stays open who handed in; not for whose sake."""
    decided = made.decided
    least = decided.policy.insiders + 2
    yield from ("", "What the room may not know is who handed in: nothing is shown over two years, nor of these")
    for table, rounds in closed_rounds(decided.values, decided.agreement, decided.policy, made.earlier).items():
        yield f"    {table:<14}{'years ' + ', '.join(map(str, sorted(rounds))) if rounds else 'every year is shown'}"
    yield f"    In a year that is shown, of companies about which the room knows the same at least {least} handed in"
    yield f"    and at least {least} did not. Fewer groups in the policy make more companies alike. Years of which"
    yield "    something was published over two years, or while everybody might know who handed in, stay held back."


def _waiting_room(made: Made) -> Iterator[str]:
    decided = made.decided
    yield from ("", "Rows of the overall score that are shown, by whether joiners wait until enough come together")
    for waiting in (False, True):
        policy = decided.policy.model_copy(update={"waiting_room": waiting})
        other = decide(decided.values, decided.agreement, policy, made.earlier)
        shown = [row.kind for row, each in zip(other.rows, other.decisions[:, OVERALL], strict=True) if each in SHOWN]
        words = ", ".join(f"{name} {shown.count(kind)}" for kind, name in KINDS.items())
        mark = "  (in force)" if waiting == decided.policy.waiting_room else ""
        yield f"    {'joiners wait' if waiting else 'nobody waits':<14}{words}{mark}"


def narrowest(found: Sequence[Finding]) -> str:
    """The narrowest interval that an attack found, as a band in percentage points.

    A width that is a bound says only that no interval is narrower: nothing is said of how much wider they are.
    """
    least = min((finding.width for finding in found), default=100.0)
    exact = min((finding.width for finding in found if not finding.proven), default=np.inf)
    below = [edge for edge in BANDS if least >= edge]
    above = [edge for edge in BANDS if exact < edge]
    if not below:
        return f"under {above[0]}" if above else "not known"
    return f"{below[-1]} to {above[0]}" if above else f"{below[-1]} or more"


def _named(finding: Finding) -> str:
    return f"{finding.series[0]} {finding.series[1]} ({finding.reason})"
