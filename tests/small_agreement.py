"""A small agreement for random panels: two steps, three levels, four rounds of one comparability group, one apart."""

from datetime import date
from typing import Any

from data.configuration.agreement import Agreement
from data.configuration.agreement_loading import find_agreement, load_agreement


def small_agreement(*, questions: int = 7, **changes: Any) -> Agreement:
    """The metals agreement cut down; `changes` replace top-level keys of its raw form (scoring may be partial)."""
    raw: dict[str, Any] = load_agreement(find_agreement("metals")).model_dump(mode="json")
    raw["steps"] = raw["steps"][:2]
    raw["levels"] = [raw["levels"][0], raw["levels"][2], raw["levels"][4]]
    raw["segments"], raw["size_classes"] = raw["segments"][:2], raw["size_classes"][2:]
    raw["deliverables"] = [raw["deliverables"][0], raw["deliverables"][3]]
    raw["themes"] = [theme for theme in raw["themes"] if theme["code"] in ("health_safety", "water", "corruption")]
    raw["theme_links"], raw["published_figures"] = [], []
    raw["targets"] = [
        {"membership_year": 1, "minimum": "20"},
        {"membership_year": 2, "minimum": "45.5"},
        {"membership_year": 2, "size_class": raw["size_classes"][0]["code"], "minimum": "30"},
    ]
    raw["instrument_versions"] = raw["instrument_versions"][1:]
    raw["rounds"] = [_round(raw["rounds"][3], number) for number in range(1, 6)]
    steps = [step["code"] for step in raw["steps"]]
    raw["questions"] = [
        {
            "id": f"q{number}", "version": version, "step": steps[number % 2], "weight": 1 + number % 3,
            "themes": [["water"], [], ["water", "corruption"]][number % 3] if version == "v3" else ["corruption"],
            "maximum": [4, 3, 10][number % 3], "segments": ["recycling"] if number == 3 else [],
            "text": ["Vraag", "Question"],
        }
        for version in ("v2", "v3")
        for number in range(questions)
    ]  # fmt: skip
    raw["scoring"] |= changes.pop("scoring", {})
    return Agreement.model_validate(raw | changes)


def _round(pattern: dict[str, Any], number: int) -> dict[str, Any]:
    start = date(2018 + number, 7, 1)
    return pattern | {
        "number": number, "label": [f"Jaar {number}", f"Year {number}"], "start": start,
        "end": date(2019 + number, 6, 30), "reference_date": date(2018 + number, 12, 31),
        "instrument_version": "v2" if number == 1 else "v3", "comparability_group": "a" if number == 1 else "b",
        "due": {} if number == 1 else {"mat": date(2019 + number, 1, 31)}, "not_made": [], "note": None,
    }  # fmt: skip
