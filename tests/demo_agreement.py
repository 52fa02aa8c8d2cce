"""A small agreement in memory with the codes of metals: for tests and drawings, never shipped as configuration."""

import tomllib
from typing import Any

from data.configuration.agreement import Agreement
from data.configuration.agreement_files import VOCABULARY

STEPS = {
    "embed": (["Integreer IMVO in beleid en managementsystemen",
               "Embed responsible business conduct into policies and management systems"],
              ["Beleid", "Policy"]),
    "identify": (["Identificeer en beoordeel negatieve gevolgen", "Identify and assess adverse impacts"],
                 ["Risico's in beeld", "Identify"]),
    "act": (["Stop, voorkom of beperk negatieve gevolgen", "Cease, prevent or mitigate adverse impacts"],
            ["Aanpak", "Act"]),
    "track": (["Monitor praktische toepassing en resultaten", "Track implementation and results"],
              ["Monitoring", "Track"]),
    "communicate": (["Communiceer hoe gevolgen worden aangepakt", "Communicate how impacts are addressed"],
                    ["Communicatie", "Communicate"]),
    "remedy": (["Zorg voor of werk mee aan herstel", "Provide for or cooperate in remediation"],
               ["Herstel", "Remedy"]),
}  # fmt: skip
LEVELS = {
    "basic": (["basis", "basic"], 0),
    "improving": (["in ontwikkeling", "improving"], 20),
    "established": (["gevestigd", "established"], 40),
    "advanced": (["gevorderd", "advanced"], 60),
    "mature": (["volwassen", "mature"], 80),
}
THEMES = {
    "child_labour": ["kinderarbeid", "child labour"],
    "forced_labour": ["gedwongen arbeid", "forced labour"],
    "labour_rights": ["arbeidsrechten", "labour rights"],
    "fair_wages": ["leefbaar loon", "fair wages"],
    "freedom_of_association": ["vrijheid van vakvereniging", "freedom of association"],
    "discrimination_gender": ["discriminatie en gender", "discrimination and gender"],
    "biodiversity": ["biodiversiteit", "biodiversity"],
    "corruption": ["corruptie", "corruption"],
    "health_safety": ["gezondheid en veiligheid", "health and safety"],
    "water": ["waterverbruik en waterbeschikbaarheid", "water use and availability"],
}
VERSIONS = {
    "v1": (["Eerste vragenlijst.", "First questionnaire."], ["secretariaat", "secretariat"]),
    "v2": (["Nieuwe scoring, een beoordelingskader en extra vragen uit de OESO-richtlijn voor mineralen.",
            "New scoring, an assessment framework and extra questions from the OECD Minerals Guidance."],
           ["secretariaat en deskundigen", "secretariat and experts"]),
    "v3": (["Scoring bijgewerkt; eerste jaar van de webtool.", "Scoring updated; first year of the web tool."],
           ["secretariaat", "secretariat"]),
}  # fmt: skip
# round: term, comparability group, instrument version
ROUNDS = {1: (1, "t1-a", "v1"), 2: (1, "t1-b", "v2"), 3: (1, "t1-c", "v3"), 4: (1, "t1-c", "v3"),
          5: (1, "t1-c", "v3"), 6: (2, "t2-a", "v3")}  # fmt: skip
DELIVERABLES = {
    "mat": (["volwassenheidsmeting", "maturity assessment"], False),
    "risk_analysis": (["risicoanalyse", "risk analysis"], False),
    "action_plan": (["actieplan", "action plan"], False),
    "policy": (["IMVO-beleid gepubliceerd", "RBC policy published"], True),
    "public_report": (["openbare rapportage", "public report"], True),
}
WORKING_GROUPS = {
    "due_diligence": ["gepaste zorgvuldigheid", "due diligence"],
    "secondary_materials": ["secundaire metalen", "secondary materials"],
    "collective_action": ["collectieve actie", "collective action"],
    "general": ["algemeen", "general"],
}


def demo_agreement() -> Agreement:
    """The agreement, validated like any other."""
    return Agreement.model_validate(_raw())


def _raw() -> dict[str, Any]:
    return {
        "code": "metals",
        "name": ["Voorbeeldconvenant metaal", "Example metals agreement"],
        "sample_name": ["Voorbeeldconvenant metaal (verzonnen antwoorden)",
                        "Example metals agreement (invented answers)"],
        "reporting_is_public": True,
        "scoring": {},
        "steps": [{"code": code, "number": number, "name": name, "short": short}
                  for number, (code, (name, short)) in enumerate(STEPS.items(), start=1)],
        "levels": [{"code": code, "name": name, "minimum": minimum} for code, (name, minimum) in LEVELS.items()],
        "segments": [{"code": "primary", "name": ["primair / verwerking", "primary / processing"]},
                     {"code": "recycling", "name": ["recycling", "recycling"]}],
        "size_classes": [{"code": "fte_0_25", "name": ["0-25 fte", "0-25 FTE"], "fte_from": 0, "fte_to": 25},
                         {"code": "fte_5001", "name": ["meer dan 25 fte", "over 25 FTE"], "fte_from": 26}],
        "deliverables": [{"code": code, "name": name, "public": public}
                         for code, (name, public) in DELIVERABLES.items()],
        "assessment_deliverable": "mat",
        "theme_lists": [{"code": "analysis", "name": ["bedrijfsanalyses", "company analyses"]},
                        {"code": "matrix2024", "name": ["risicomatrix 2024", "2024 risk matrix"]}],
        "working_groups": [{"code": code, "name": name} for code, name in WORKING_GROUPS.items()],
        "instrument_versions": [{"code": code, "changes": changes, "changed_by": changed_by}
                                for code, (changes, changed_by) in VERSIONS.items()],
        "rounds": [_round(number) for number in ROUNDS],
        "targets": [{"membership_year": 1, "minimum": 20}, {"membership_year": 5, "minimum": 80}],
        "policies": {audience: _policy(suppress=audience == "plenary") for audience in ("plenary", "secretariat")},
        "questions": [{"id": f"{number}.1", "version": "v3", "step": code, "themes": ["health_safety"],
                       "weight": 1, "maximum": 4, "text": [f"Vraag {number}.1?", f"Question {number}.1?"]}
                      for number, code in enumerate(STEPS, start=1)],
        "themes": [*({"list": "analysis", "code": code, "name": name} for code, name in THEMES.items()),
                   *({"list": "matrix2024", "code": code, "name": THEMES[code]}
                     for code in list(THEMES)[:8])],
        "theme_links": [{"from_list": "analysis", "from_theme": code, "to_list": "matrix2024", "to_theme": code}
                        for code in list(THEMES)[:8]],
        "other_agreements": [
            {"agreement": ["Kleding", "Garments"], "year": 2019, "figure": ["voldoet geheel", "fully meets"],
             "value": 63, "unit": "percent", "n": 36, "base": ["57 bedrijven", "57 companies"],
             "source": ["jaarrapportage 2019", "annual report 2019"]},
            {"agreement": ["Voeding", "Food"], "year": 2, "figure": ["invullers", "respondents"], "value": 110,
             "unit": "companies", "instrument": ["zelfbeoordeling", "self-assessment"],
             "source": ["jaarrapportage jaar 2", "annual report year 2"]},
        ],
        "vocabulary": tomllib.loads(VOCABULARY.read_text(encoding="utf-8")),
    }  # fmt: skip


def _round(number: int) -> dict[str, Any]:
    term, group, version = ROUNDS[number]
    year = 2018 + number if term == 1 else 2019 + number
    return {
        "number": number, "term": term,
        "label": [f"Jaar {number} ({year}/{year - 1999})", f"Year {number} ({year}/{year - 1999})"],
        "start": f"{year}-07-01", "end": f"{year + 1}-06-30", "reference_date": f"{year + 1}-01-01",
        "instrument_version": version, "comparability_group": group, "theme_list": "analysis",
        "not_made": ["risks"] if number == 3 else [],
    }  # fmt: skip


def _policy(*, suppress: bool) -> dict[str, Any]:
    visible_to = ["de plenaire vergadering", "the plenary"] if suppress else ["het secretariaat", "the secretariat"]
    return {
        "version": "provisional-1", "suppress": suppress, "minimum_companies": 4 if suppress else 1,
        "insiders": 2 if suppress else 0, "counts_from": 8 if suppress else 1,
        "rounding": "1" if suppress else "0.0001",
        "groups": ["secondary", "founders"] + ([] if suppress else ["segment", "size_class", "cohort"]),
        "visible_to": visible_to,
        "provisional": ["Deze regels zijn voorlopig.", "These rules are provisional."] if suppress else None,
    }  # fmt: skip
