"""What is shown and what is not, in words for a company's director; the numbers come from the edition's policy."""

from dataclasses import dataclass

from analytics import vocabulary
from analytics.text import Language, Text, join, number, say
from data.cube import Cube

PROMISE = Text(
    nl="Niemand in de zaal kan uit deze cijfers zeker of nauwkeurig afleiden wat een ander bedrijf heeft geantwoord. "
    "Ook niet als {insiders} bedrijven hun eigen antwoorden naast elkaar leggen en alles gebruiken wat er ooit is "
    "gepubliceerd.",
    en="Nobody in the room can work out from these figures, for certain or closely, what another company answered. Not "
    "even if {insiders} companies put their own answers side by side and use everything that was ever published.",
)
SUMS = Text(
    nl="Hoe u de getoonde cijfers ook optelt of aftrekt, ook die van eerdere edities: de uitkomst gaat altijd over "
    "ten minste {k} bedrijven.",
    en="However you add or subtract the figures shown, those of earlier editions included: the outcome is always "
    "about at least {k} companies.",
)
GROUPS = Text(
    nl="Welke groepen u ziet, volgt uit de ledenlijst en uit wie heeft ingediend, nooit uit de antwoorden. "
    "Dezelfde bedrijven in twee jaren gaan voor, dan alle bedrijven van een jaar, dan kleinere groepen.",
    en="Which groups you see follows from the list of members and from who handed in, never from the answers. The "
    "same companies in two years come first, then all companies of a year, then smaller groups.",
)
TRIED = Text(
    nl="Vóór publicatie proberen twee rekenprogramma's die hier los van staan het toch. Als één bedrijf de score "
    "van een ander binnen {one} punten kan plaatsen, of {insiders} bedrijven samen binnen {two} punten, dan wordt "
    "van dat hele onderwerp minder getoond.",
    en="Before publication two independent programs try all the same. If one company can place another’s score "
    "within {one} points, or {insiders} companies together within {two} points, less is shown of that whole "
    "subject.",
)
WHO_HANDED_IN = Text(
    nl="Wie heeft ingediend, is niet bekend en moet onbekend blijven. Daarom vergelijken we geen twee jaren, en heeft "
    "een jaar alleen cijfers als van bedrijven waarvan de zaal hetzelfde weet er minstens {few} wel en minstens {few} "
    "niet hebben ingediend.",
    en="Who handed in is not known and must stay unknown. So no two years are compared, and a year has figures only if "
    "of companies about which the room knows the same at least {few} handed in and at least {few} did not.",
)
ROUNDED = Text(
    nl="Gemiddelden zijn afgerond op {rounding} procentpunt, half naar boven; dicht bij 0 of 100 staat er alleen "
    "een grens. Aantallen staan er vanaf {counts} bedrijven, kleine en bijna volledige aantallen als grens "
    "(‘hoogstens’, ‘minstens’).",
    en="Means are rounded to {rounding} percentage point, half up; near 0 or 100 only a bound is given. Counts are "
    "shown from {counts} companies on, small and nearly complete ones as a bound (‘at most’, ‘at least’).",
)
LEFT_OPEN = Text(
    nl="Heeft een bedrijf een hele stap opengelaten, dan wordt die stap dat jaar van niemand getoond: anders zag "
    "de zaal wie het was.",
    en="Where a company left a whole step open, that step is shown of nobody that year: otherwise it would show "
    "which company it was.",
)
CORRECTED = Text(
    nl="Wordt een antwoord later gecorrigeerd, dan verandert een getoond cijfer pas als ten minste {k} bedrijven "
    "zijn gecorrigeerd. Tot dan blijft het oude cijfer staan, met een opmerking.",
    en="When an answer is corrected later, a figure that was shown changes only once at least {k} companies were "
    "corrected. Until then the old figure stays, with a note.",
)
NOT_ZERO = Text(
    nl="‘Niet getoond’ is iets anders dan nul, en ook iets anders dan ‘geen gegevens’ of ‘niet gemaakt’.",
    en="‘Not shown’ differs from zero, and also from ‘no data’ and from ‘not made’.",
)
RULES = (SUMS, GROUPS, TRIED, ROUNDED, LEFT_OPEN, CORRECTED, NOT_ZERO)
NOT_COVERED = Text(
    nl="Niet beschermd is wat een bedrijf zelf bekendmaakt, en wat meer dan {insiders} bedrijven samen weten.",
    en="Not protected is what a company makes known itself, and what more than {insiders} companies know together.",
)
LESS = Text(nl="Minder getoond in deze editie ({count})", en="Shown in less detail in this edition ({count})")
IN_FULL = Text(
    nl="In deze editie hoefde van geen enkel onderwerp minder te worden getoond.",
    en="In this edition no subject had to be shown in less detail.",
)
POLICY = Text(
    nl="Bescherming: beleid {version}; doorstaan: {attacks}.", en="Protection: policy {version}; withstood: {attacks}."
)
NOT_TRIED = Text(
    nl="Dit is op deze editie nog niet volledig beproefd. Niet geprobeerd: {attacks}.",
    en="This edition was not yet put to the test in full. Not tried: {attacks}.",
)
LOST = Text(
    nl="Wat eerder is gepubliceerd, geeft op zichzelf al te veel prijs, en dat neemt geen editie terug. Niet "
    "doorstaan: {attacks}.",
    en="What was published before gives too much away by itself, and no edition takes that back. Not withstood: "
    "{attacks}.",
)
ATTACKS = {
    "linear-1": Text(nl="één bedrijf op gemiddelden", en="one company on means"),
    "integer-1": Text(nl="één bedrijf op aantallen", en="one company on counts"),
    "shared-1": Text(nl="één bedrijf op stappen en thema's samen", en="one company on steps and themes together"),
    "linear-2": Text(nl="twee bedrijven op gemiddelden", en="two companies on means"),
    "integer-2": Text(nl="twee bedrijven op aantallen", en="two companies on counts"),
    "shared-2": Text(nl="twee bedrijven op stappen en thema's samen", en="two companies on steps and themes together"),
}
RUNGS = {
    "totals": Text(nl="{name} (alleen alle bedrijven samen)", en="{name} (all companies together only)"),
    "coarse": Text(nl="{name} (op {coarse} punten)", en="{name} (to {coarse} points)"),
    "change_only": Text(nl="{name} (alleen de verandering)", en="{name} (the change only)"),
    "newest_only": Text(nl="{name} (alleen het laatste jaar)", en="{name} (the latest year only)"),
    "withheld": Text(nl="{name} (niet getoond)", en="{name} (not shown)"),
}
IN_ROUNDS = Text(nl="{name}, {rounds}", en="{name}, {rounds}")
MEASURES = {
    "maturity": Text(nl="volwassenheid, {item}", en="maturity, {item}"),
    "level_at_least": Text(nl="bedrijven vanaf niveau {item}", en="companies at or above level {item}"),
    "on_schedule": Text(nl="bedrijven op schema", en="companies on schedule"),
    "unanswered": Text(nl="open vragen, {item}", en="questions left open, {item}"),
    "not_applicable": Text(nl="niet van toepassing, {item}", en="not applicable, {item}"),
    "risk_prioritised": Text(nl="prioriteit van {item}", en="priority of {item}"),
    "risk_rated": Text(nl="beoordeling van {item}", en="rating of {item}"),
    "risk_severity": Text(nl="ernst van {item}", en="severity of {item}"),
    "risk_likelihood": Text(nl="waarschijnlijkheid van {item}", en="likelihood of {item}"),
    "action_companies": Text(nl="acties, {item}", en="actions, {item}"),
    "action_theme_companies": Text(nl="acties, {item}", en="actions, {item}"),
}
UNPROTECTED = Text(
    nl="Deze editie is intern: er is niets weggelaten. Zij bevat gemiddelden en aantallen, ook van kleine groepen; "
    "daaruit is soms één bedrijf te herkennen.",
    en="This edition is internal: nothing was left out. It holds means and counts, of small groups too; a single "
    "company can sometimes be recognised in them.",
)


@dataclass(frozen=True, slots=True)
class Protection:
    """What holds for an edition, as sentences; empty where something does not apply.

    doubt: of which attacks the promise is not sure. less: the subjects that are shown in less detail; short: what a
    slide has room for.
    """

    provisional: str
    promise: str
    doubt: str
    rules: tuple[str, ...]
    not_covered: str
    less: tuple[str, ...]
    withstood: str
    short: tuple[str, ...]


def protection(cube: Cube, language: Language) -> Protection:
    """The promise, the rules behind it, what they cost in this edition, and what is not covered."""
    policy = cube.edition.policy
    provisional = policy.provisional.in_(language) if policy.provisional else ""
    if not policy.suppress:
        return Protection(provisional, UNPROTECTED.in_(language), "", (), "", (), "", (UNPROTECTED.in_(language),))
    words = {
        "insiders": number(policy.insiders, language),
        "k": number(policy.minimum_companies, language),
        "few": number(policy.insiders + 2, language),
        "counts": number(policy.counts_from, language),
        "rounding": number(policy.rounding, language, decimals=max(0, -int(policy.rounding.as_tuple().exponent))),
        "one": number(policy.narrowest.get(1, 0), language),
        "two": number(policy.narrowest.get(2, 0), language),
    }
    withstood, lost = cube.edition.attacks, cube.edition.lost
    tried = [words.in_(language) for name, words in ATTACKS.items() if name in withstood]
    not_tried = [words.in_(language) for name, words in ATTACKS.items() if name not in (*withstood, *lost)]
    beaten = [words.in_(language) for name, words in ATTACKS.items() if name in lost]
    promise = say(PROMISE, language, **words)
    # What a promise rests on may not be left off a slide.
    doubts = ((NOT_TRIED, not_tried), (LOST, beaten))
    doubt = " ".join(say(each, language, attacks=join(names, language)) for each, names in doubts if names)
    rules = RULES if cube.agreement.reporting_is_public else (SUMS, WHO_HANDED_IN, *RULES[2:])
    rest = (say(each, language, **words) for each in (SUMS, NOT_ZERO, NOT_COVERED))
    return Protection(
        provisional=provisional,
        promise=promise,
        doubt=doubt,
        rules=tuple(say(each, language, **words) for each in rules),
        not_covered=say(NOT_COVERED, language, **words),
        less=_less(cube, language),
        withstood=say(POLICY, language, version=policy.version, attacks=join(tried, language)) if tried else "",
        short=tuple(each for each in (promise, doubt, *rest, provisional) if each),
    )


def _less(cube: Cube, language: Language) -> tuple[str, ...]:
    """The series that stand on a lower rung; which they are is public, why they are there is not."""
    coarse = number(cube.edition.policy.coarse_rounding, language)
    named = []
    for key, rung in cube.edition.rungs.items():
        measure, item, group = key.split("/")
        name = say(
            IN_ROUNDS, language, name=_series(cube, measure, item, language), rounds=_rounds(cube, group, language)
        )
        named.append(say(RUNGS[rung], language, name=name, coarse=coarse))
    return tuple(named)


def _rounds(cube: Cube, group: str, language: Language) -> str:
    """The rounds of a comparability group, in words."""
    numbers = [each.number for each in cube.agreement.rounds if each.comparability_group == group]
    return join((vocabulary.round_short(cube, number, language) for number in numbers), language)


def _series(cube: Cube, measure: str, item: str, language: Language) -> str:
    """A series in words."""
    match measure:
        case "level_at_least":
            name = vocabulary.level(cube, item, language)
        case "risk_prioritised" | "risk_rated" | "risk_severity" | "risk_likelihood":
            name = vocabulary.theme(cube, item, language).lower()
        case "action_companies" | "action_theme_companies":
            code, _, status = item.partition(":")
            named = vocabulary.step if measure == "action_companies" else vocabulary.theme
            name = f"{named(cube, code, language)}: {vocabulary.word(cube, 'action_status', status, language)}"
        case _:
            name = vocabulary.item(cube, item, language)
    return say(MEASURES[measure], language, item=name) if measure in MEASURES else f"{measure} {item}"
