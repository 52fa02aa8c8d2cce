"""Risk rows of invented companies: every company that hands in a risk analysis rates every theme of the round's list.

Health and safety and water come out on top in round 2, as the published choice of collective risks asks.
"""

from dataclasses import dataclass

from data.sample.chance import around_zero, chance, pick, weighted, whole
from data.sample.members import Company

# Severity and likelihood (1-5) around which the companies' ratings lie.
THEMES: dict[str, tuple[float, float]] = {
    "health_safety": (4.5, 3.7),
    "child_labour": (3.2, 2.1),
    "forced_labour": (3.5, 2.2),
    "working_conditions": (3.1, 3.2),
    "freedom_of_association": (2.6, 2.9),
    "discrimination": (2.3, 2.6),
    "land_rights": (3.0, 2.4),
    "conflict": (3.0, 1.8),
    "corruption": (2.8, 2.9),
    "water": (4.7, 3.4),
    "environment": (3.3, 3.4),
    "biodiversity": (2.8, 2.7),
}

# How ratings move per year after round 2: what is worked on becomes less likely, new knowledge makes others graver.
DRIFT: dict[str, tuple[float, float]] = {
    "health_safety": (-0.05, -0.25),
    "water": (-0.1, -0.1),
    "forced_labour": (0.2, 0.1),
    "biodiversity": (0.15, 0.1),
    "land_rights": (0.1, 0.1),
    "conflict": (0.15, 0.2),
}

# In round 2 all but a few chose the two themes that became the collective risks.
CHOSEN_TOGETHER = {2: ("health_safety", "water")}

PLACES = (
    ("mangaan", "Zuid-Afrika"),
    ("nikkel", "Indonesië"),
    ("kobalt", "Congo (DRC)"),
    ("tin", "Bolivia"),
    ("koper", "Peru"),
    ("zink", "Peru"),
    ("bauxiet", "Guinee"),
    ("schroot", "India"),
    ("schroot", "Turkije"),
)


@dataclass(frozen=True)
class Risk:
    """One row of a risk analysis."""

    company: Company
    theme: str
    material: str
    country: str
    severity: int
    likelihood: int
    relation: str
    prioritised: bool


def risks(number: int, companies: list[Company], themes: list[str]) -> list[Risk]:
    """The risk analyses of the companies: each theme once, some themes once more for a material from a country."""
    rows = []
    for company in companies:
        chosen = priorities(number, company, themes)
        for theme in themes:
            severity, likelihood = _rating(number, company, theme)
            rows.append(Risk(company, theme, "", "", severity, likelihood, _relation(company, theme), theme in chosen))
            if chance("place", company.code, theme) < 0.22:
                material, country = pick(PLACES, "where", company.code, theme)
                milder = max(1, severity - whole(0, 1, "milder", number, company.code, theme))
                rows.append(Risk(company, theme, material, country, milder, likelihood, "linked", False))
    return rows


def priorities(number: int, company: Company, themes: list[str]) -> set[str]:
    """The two to four themes that the company chose: the gravest, with a choice of its own."""

    def weight(theme: str) -> float:
        severity, likelihood = _rating(number, company, theme)
        together = 0.7 if theme in CHOSEN_TOGETHER.get(number, ()) else 0.0
        return severity + 0.2 * likelihood + together + 0.6 * around_zero("choice", company.code, theme, number)

    count = whole(2, 4, "priorities", number, company.code)
    return set(sorted(themes, key=lambda theme: (-weight(theme), theme))[:count])


def _rating(number: int, company: Company, theme: str) -> tuple[int, int]:
    years = max(0, number - 2)
    drift = DRIFT.get(theme, (0.0, 0.0))
    values = []
    for kind, (start, per_year) in enumerate(zip(THEMES[theme], drift, strict=True)):
        lasting = 0.8 * around_zero("risk", company.code, theme, kind)
        passing = 0.35 * around_zero("risk year", number, company.code, theme, kind)
        values.append(max(1, min(5, round(start + per_year * years + lasting + passing))))
    return values[0], values[1]


def _relation(company: Company, theme: str) -> str:
    own = {"health_safety", "environment", "water", "working_conditions"}
    if theme in own and company.segment in {"primary", "recycling"}:
        return weighted({"caused": 35, "contributed": 40, "linked": 25}, "relation", company.code, theme)
    return weighted({"contributed": 25, "linked": 75}, "relation", company.code, theme)
