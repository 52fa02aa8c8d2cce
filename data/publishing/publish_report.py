"""The secretariat's report on an edition: what is withheld and by which rule, and how far the attackers came.

It stays in the closed room: the rules are public, their effect per row is in no edition.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from data.attack.known import Finding
from data.cube import AUDIENCE_WORDS, Edition, Kind
from data.protection.attackers import Attack
from data.protection.cells import SHOWN, decide
from data.protection.openness import closed_rounds, is_hidden
from data.protection.select import WITHHELD, Decision
from data.publishing.making import ATTACK_WORDS, Made
from data.text import Language, Text, alike, joined

RULES = {
    Decision.TOO_FEW: Text("te weinig bedrijven", "too few companies"),
    Decision.COMBINATION: Text(
        "met cijfers die voorgaan zou een combinatie op te weinig bedrijven rusten",
        "with figures that come first, some combination would rest on too few companies",
    ),
    Decision.INCOMPLETE: Text(
        "niet elk bedrijf dat het cijfer dat jaar zou moeten hebben, heeft het",
        "not every company that should have the statistic that year has it",
    ),
    Decision.TOTAL_ONLY: Text("alleen als totaal getoond", "shown in total only"),
    Decision.NOT_OPEN: Text("anders bleef niet open wie heeft ingediend", "it would not stay open who handed in"),
    Decision.LADDER: Text(
        "een trede lager: volledig getoond verried het te veel",
        "a rung down: shown in full, the figure gave too much away",
    ),
}
BANDS = (10, 20, 30, 50)  # percentage points; the exact width would say something about the answers
KINDS: dict[Kind, Text] = {
    "pair_start": Text("paren met beide jaren", "pairs with both ends"),
    "change": Text("veranderingen", "changes"),
    "all": Text("gemiddelden van alle", "means of all"),
}
ORIGINS = {
    "edition": Text("editie", "edition"),
    "consent": Text("met instemming", "with consent"),
    "elsewhere": Text("elders gepubliceerd", "published elsewhere"),
}
REASONS = {
    "narrow": Text("te smal interval", "narrow"),
    "pinned": Text("waarde staat vast", "pinned"),
    "undecided": Text("niet uitgemaakt", "undecided"),
    "not concluded": Text("niet uitgemaakt", "not concluded"),
}
OVERALL = 0  # the overall score is the first series
EMPTY = alike("")


def report(made: Made, edition: Edition, language: Language = "en") -> str:
    """The whole report in plain text, in lines that fit a page."""
    lines = [*_heading(edition), *_shown(made)]
    if made.decided.policy.suppress:
        lines += [*_rungs(made), *_attacks(made), *_known_already(made), *_untied(made)]
        hidden = is_hidden(made.decided.agreement, made.decided.policy)
        lines += [*(_not_open(made) if hidden else _waiting_room(made))]
    return joined(lines, "\n").in_(language) + "\n"


def _heading(edition: Edition) -> Iterator[Text]:
    name, whom, policy = edition.name, AUDIENCE_WORDS[edition.audience], edition.policy.version
    when, content = edition.published_at.isoformat(), edition.content_hash
    yield Text(
        f"Editie {name} voor {whom.nl}, beleid {policy}", f"Edition {name} for {whom.en} audience, policy {policy}"
    )
    yield Text(f"Gepubliceerd {when}, inhoud {content}", f"Published {when}, content {content}")
    yield Text(f"Wie haar mag zien: {edition.visible_to.nl}", f"Who may see it: {edition.visible_to.en}")
    yield Text(
        "Vertrouwelijk: voor het secretariaat. De regels zijn openbaar, hun uitwerking per rij staat in geen editie.",
        "Confidential: for the secretariat. The rules are public, their effect per row is in no edition.",
    )


def _shown(made: Made) -> Iterator[Text]:
    columns = [made.content.cells.column(name).to_pylist() for name in ("measure", "decision")]
    counts = Counter(zip(columns[0], (Decision(code) for code in columns[1]), strict=True))
    yield from (EMPTY, Text("Wat wordt getoond, in cellen", "What is shown, in cells"))
    yield Text(
        f"{'maat':<24}{'getoond':>8}{'niet gemaakt':>14}{'achtergehouden':>16}",
        f"{'measure':<24}{'shown':>8}{'not made':>14}{'withheld':>16}",
    )
    for measure in dict.fromkeys(columns[0]):
        withheld = sum(counts[measure, rule] for rule in WITHHELD)
        shown = sum(counts[measure, decision] for decision in SHOWN)
        yield alike(f"{measure:<24}{shown:>8}{counts[measure, Decision.NOT_MADE]:>14}{withheld:>16}")
        for rule, words in RULES.items():
            if counts[measure, rule]:
                yield Text(*(f"    {counts[measure, rule]:>6}  {each}" for each in words))
    kept = sum(made.content.cells.column("kept").to_pylist())
    if kept:
        yield Text(
            f"{kept} cellen blijven zoals een eerdere editie ze had: daarna verbeterd, maar door te weinig bedrijven "
            "om het te tonen.",
            f"{kept} cells stay as an earlier edition had them: corrected since, but by too few companies to show it.",
        )


def _rungs(made: Made) -> Iterator[Text]:
    yield from (EMPTY, Text("Reeksen die niet volledig worden getoond", "Series that are not shown in full"))
    if not made.protected.rungs:
        yield Text("Geen: elke reeks staat op de hoogste trede.", "None: every series stands on the highest rung.")
    for (measure, item, group), rung in sorted(made.protected.rungs.items()):
        start = f"    {rung:<14}{measure} {item}"
        yield Text(f"{start}, rondes van {group}", f"{start}, rounds of {group}")


def _attacks(made: Made) -> Iterator[Text]:
    yield EMPTY
    yield Text(
        "Het smalste interval waarin de waarde van een ander te plaatsen is, in procentpunten",
        "The narrowest interval in which somebody else's value can be placed, in percentage points",
    )
    for attack, found in made.protected.findings.items():
        line = band_line(attack, narrowest(found))
        yield Text(f"{line.nl}  over {len(found)} reeksen", f"{line.en}  over {len(found)} series")


def _known_already(made: Made) -> Iterator[Text]:
    yield from (EMPTY, Text("Wat eerder is gepubliceerd, op zichzelf", "What was published before, by itself"))
    if not made.earlier:
        yield Text("Er is eerder niets gepubliceerd.", "Nothing was published before.")
        return
    for each in made.earlier:
        figures, origin = sum(len(places) for places in each.shown.values()), ORIGINS[each.origin]
        yield Text(
            f"    {each.name}: {figures} cijfers ({origin.nl})", f"    {each.name}: {figures} figures ({origin.en})"
        )
    for attack, found in made.protected.already.items():
        yield band_line(attack, narrowest(found))
        for finding in (each for each in found if each.failed):
            what, why = f"{finding.series[0]} {finding.series[1]}", reason_of(finding)
            yield Text(
                f"        verraadt te veel: {what} ({why.nl})", f"        gives too much away: {what} ({why.en})"
            )


def _untied(made: Made) -> Iterator[Text]:
    if made.untied:
        yield EMPTY
        yield Text(
            "Cijfers van elders waar hier niets rekening mee houdt: beoordeel zelf wat zij toevoegen",
            "Figures published elsewhere that nothing here reckons with: judge by hand what they add",
        )
    for figure, reason in made.untied:
        name, whose, value = f"{figure.year} {figure.figure}", figure.population, figure.value
        yield Text(
            f"    jaar {name}, {whose.nl}: {value}; {reason.nl}",
            f"    year {name}, {whose.en}: {value} {figure.unit}; {reason.en}",
        )


def _not_open(made: Made) -> Iterator[Text]:
    """The rounds that are held back so that it stays open who handed in; not for whose sake."""
    decided = made.decided
    least = decided.policy.insiders + 2
    yield EMPTY
    yield Text(
        "De zaal mag niet weten wie heeft ingediend: over twee jaren wordt niets getoond, en van deze jaren ook niet",
        "What the room may not know is who handed in: nothing is shown over two years, nor of these",
    )
    for table, rounds in closed_rounds(decided.values, decided.agreement, decided.policy, made.earlier).items():
        years = ", ".join(map(str, sorted(rounds)))
        yield Text(
            f"    {table:<14}{f'jaren {years}' if rounds else 'elk jaar wordt getoond'}",
            f"    {table:<14}{f'years {years}' if rounds else 'every year is shown'}",
        )
    yield Text(
        f"    In een jaar dat wordt getoond, hebben van bedrijven waarover de zaal hetzelfde weet er minstens {least} "
        f"ingediend\n    en minstens {least} niet. Met minder groepen in het beleid zijn meer bedrijven gelijk. Jaren "
        "waarvan\n    iets over twee jaren is gepubliceerd, of toen iedereen kon weten wie indiende, blijven achter.",
        f"    In a year that is shown, of companies about which the room knows the same at least {least} handed in\n"
        f"    and at least {least} did not. Fewer groups in the policy make more companies alike. Years of which\n"
        "    something was published over two years, or while everybody might know who handed in, stay held back.",
    )


def _waiting_room(made: Made) -> Iterator[Text]:
    decided = made.decided
    yield EMPTY
    yield Text(
        "Rijen van de totaalscore die de regels toelaten, vóór de aanvallen, naargelang toetreders wachten tot er\n"
        "genoeg bij elkaar komen",
        "Rows of the overall score that the rules allow, before the attacks, by whether joiners wait until enough\n"
        "come together",
    )
    for waiting in (False, True):
        policy = decided.policy.model_copy(update={"waiting_room": waiting})
        other = decide(decided.values, decided.agreement, policy, made.earlier)
        shown = [row.kind for row, each in zip(other.rows, other.decisions[:, OVERALL], strict=True) if each in SHOWN]
        counted = joined(
            (Text(*(f"{name} {shown.count(kind)}" for name in names)) for kind, names in KINDS.items()), ", "
        )
        in_force = Text("  (van kracht)", "  (in force)") if waiting == decided.policy.waiting_room else EMPTY
        who = Text("zij wachten", "joiners wait") if waiting else Text("niemand wacht", "nobody waits")
        yield Text(
            f"    {who.nl:<14}{counted.nl}{in_force.nl}",
            f"    {who.en:<14}{counted.en}{in_force.en}",
        )


def reason_of(finding: Finding) -> Text:
    """Why a finding gives too much away; what a solver said itself stays as it is."""
    return REASONS.get(finding.reason, alike(finding.reason))


def band_line(attack: Attack, *bands: Text) -> Text:
    """An attack with the bands that it came to."""
    words = ATTACK_WORDS[attack]
    return Text(
        f"    {words.nl:<28}" + "".join(f"{band.nl:>16}" for band in bands),
        f"    {words.en:<28}" + "".join(f"{band.en:>16}" for band in bands),
    )


def narrowest(found: Sequence[Finding]) -> Text:
    """The narrowest interval that an attack found, as a band in percentage points.

    A width that is a bound says only that no interval is narrower: nothing is said of how much wider they are.
    """
    least = min((finding.width for finding in found), default=100.0)
    exact = min((finding.width for finding in found if not finding.proven), default=np.inf)
    below = [edge for edge in BANDS if least >= edge]
    above = [edge for edge in BANDS if exact < edge]
    if not below:
        return Text(f"onder {above[0]}", f"under {above[0]}") if above else Text("niet bekend", "not known")
    if above:
        return Text(f"{below[-1]} tot {above[0]}", f"{below[-1]} to {above[0]}")
    return Text(f"{below[-1]} of meer", f"{below[-1]} or more")
