"""The names of codes, from the agreement that the edition carries."""

from babel import Locale

from data.cube import Cube, Language, Named, Text, country_code

TOTAL = Text(nl="alle bedrijven", en="all companies")
OVERALL = Text(nl="totaalscore", en="overall score")
STEP = Text(nl="stap {number}: {name}", en="step {number}: {name}")
JOINED_IN = Text(nl="toegetreden in {round}", en="joined in {round}")
QUESTION = Text(nl="vraag {code}", en="question {code}")
FIGURES = {
    "policy_published": Text(nl="IMVO-beleid gepubliceerd", en="RBC policy published"),
    "public_report": Text(
        nl="openbare verslaglegging over gepaste zorgvuldigheid", en="public report on due diligence"
    ),
    "risks_identified": Text(nl="belangrijkste risico's in beeld", en="main risks identified"),
    "action_plan_on_time": Text(nl="actieplannen op tijd ingediend", en="action plans handed in on time"),
    "mat_submitted": Text(nl="zelfbeoordeling ingediend", en="self-assessment handed in"),
    "maturity_mean": Text(nl="gemiddelde volwassenheid", en="mean maturity"),
    "maturity_target": Text(nl="doel voor de volwassenheid", en="maturity target"),
    "companies_signed": Text(nl="ondertekenaars", en="signatories"),
    "companies_joined": Text(nl="toegetreden bedrijven", en="companies that joined"),
    "collective_risks_chosen": Text(nl="gekozen collectieve risico's", en="collective risks chosen"),
    "collective_research_countries": Text(nl="landen in gezamenlijk onderzoek", en="countries in joint research"),
}
# As a sentence names the companies of a group; groups of other dimensions by the name of the group.
SECONDARY_COMPANIES = {
    "secondary": Text(nl="bedrijven met secundaire metalen", en="companies with secondary materials"),
    "other": Text(nl="overige bedrijven", en="other companies"),
}
COMPANIES_OF = Text(nl="bedrijven uit de groep ‘{group}’", en="companies in the group ‘{group}’")
CROSS, CROSSED = "+", Text(nl=" én ", en=" and ")
LEVEL_COUNT = Text(nl="bedrijven op niveau {level}", en="companies at level {level}")


def _named(parts: tuple[Named, ...], code: str) -> Text:
    return next((part.name for part in parts if part.code == code), Text(code, code))


def step(cube: Cube, code: str, language: Language) -> str:
    """The full name of an OECD step with its number."""
    found = next(part for part in cube.agreement.steps if part.code == code)
    return STEP.in_(language).format(number=found.number, name=found.name.in_(language))


def step_short(cube: Cube, code: str, language: Language) -> str:
    """The short name of an OECD step with its number: "2. Risico's in beeld"."""
    found = next(part for part in cube.agreement.steps if part.code == code)
    return f"{found.number}. {found.short.in_(language)}"


def level(cube: Cube, code: str, language: Language) -> str:
    """The name of a maturity level."""
    return _named(cube.agreement.levels, code).in_(language)


def deliverable(cube: Cube, code: str, language: Language) -> str:
    """The name of something a company hands in."""
    return _named(cube.agreement.deliverables, code).in_(language)


def theme(cube: Cube, code: str, language: Language) -> str:
    """The name of a risk theme, from the first list that has it."""
    return _named(cube.agreement.themes, code).in_(language)


def round_label(cube: Cube, number: int, language: Language) -> str:
    """The label of a round as the agreement writes it: "Jaar 3 (2021/22)"."""
    return cube.agreement.round(number).label.in_(language)


def round_short(cube: Cube, number: int, language: Language) -> str:
    """The label of a round without what stands in brackets, in running text: "jaar 3"."""
    label = round_label(cube, number, language).split("(")[0].strip()
    return label[:1].lower() + label[1:]


def pair_names(cube: Cube, pair: tuple[int, int], language: Language) -> dict[str, str]:
    """Two rounds in running text, as the words of a sentence: earlier and later."""
    earlier, later = pair
    return {"earlier": round_short(cube, earlier, language), "later": round_short(cube, later, language)}


def group(cube: Cube, dimension: str, member: str, language: Language) -> str:
    """The name of a group of the lattice; of a group of two dimensions ("secondary+segment") both names."""
    if CROSS in dimension:
        both = zip(dimension.split(CROSS), member.split(CROSS), strict=True)
        return CROSSED.in_(language).join(group(cube, *each, language) for each in both)
    if dimension == "cohort":
        return JOINED_IN.in_(language).format(round=round_short(cube, int(member), language))
    found = {
        "total": lambda: TOTAL,
        "secondary": lambda: cube.agreement.word("secondary_group", member),
        "founders": lambda: cube.agreement.word("founders_group", member),
        "segment": lambda: _named(cube.agreement.segments, member),
        "size_class": lambda: _named(cube.agreement.size_classes, member),
    }[dimension]()
    return found.in_(language)


def companies_of(cube: Cube, dimension: str, member: str, language: Language) -> str:
    """The companies of a group in running text: "bedrijven met secundaire metalen"."""
    if dimension == "secondary" and member in SECONDARY_COMPANIES:
        return SECONDARY_COMPANIES[member].in_(language)
    return COMPANIES_OF.in_(language).format(group=group(cube, dimension, member, language))


def item(cube: Cube, code: str, language: Language) -> str:
    """The name of a series: "overall", "step:embed", "theme:water", "question:1.1"."""
    kind, _, rest = code.partition(":")
    if kind == "step":
        return step(cube, rest, language)
    if kind == "theme":
        return theme(cube, rest, language)
    if kind == "question":
        return QUESTION.in_(language).format(code=rest)
    return OVERALL.in_(language)


def item_short(cube: Cube, code: str, language: Language) -> str:
    """As `item`, a step by its short name: "1. Beleid"."""
    kind, _, rest = code.partition(":")
    return step_short(cube, rest, language) if kind == "step" else item(cube, code, language)


def word(cube: Cube, kind: str, code: str, language: Language) -> str:
    """A code of the shared vocabulary, e.g. ("activity_kind", "webinar")."""
    return cube.agreement.word(kind, code).in_(language)


def material(cube: Cube, name: str, language: Language) -> str:
    """A raw material of the agreement, by its code or its name in either language; any other word as it stands."""
    for code, text in cube.agreement.vocabulary.get("material", {}).items():
        if name.strip().casefold() in {each.casefold() for each in (code, *text)}:
            return text.in_(language)
    return name


def country(name: str, language: Language) -> str:
    """A country by its ISO code or its name in either language; anything else as it stands."""
    code = country_code(name)
    return str(Locale.parse(language).territories[code]) if code else name.strip()


def published_figure(cube: Cube, code: str, language: Language) -> str:
    """The name of a published figure: level_<code> counts companies at one level."""
    if code.startswith("level_"):
        name = level(cube, code.removeprefix("level_"), language)
        return LEVEL_COUNT.in_(language).format(level=f"‘{name}’")
    return FIGURES[code].in_(language) if code in FIGURES else code.replace("_", " ")
