"""Facts that hold no company's answers, and figures as published beside as computed, for the demo edition."""

from datetime import date
from decimal import Decimal
from typing import Any

from data.cube import PublishedAndComputed, Text

SOURCE = "https://publications.internationalrbc.org/metaal-2021-2022/due_diligence"
BOTH = Text("bedrijven in jaar 3 en 4", "companies in both year 3 and 4")
SUBMITTERS = Text("alle inleveraars", "all submitters")
MONITORED = Text("gemonitorde bedrijven (eerste publicatie)", "monitored companies (first publication)")
RESTATED = Text("gemonitorde bedrijven (hersteld)", "monitored companies (restated)")
ACTIVITY = dict.fromkeys(("date", "ended", "step", "theme", "source", "organiser", "partners", "place",
                          "companies_present", "outsiders_reached", "reason", "url"))  # fmt: skip
PROJECT = dict.fromkeys(("theme", "material", "countries", "partners", "started", "ended", "result_nl", "result_en",
                         "people_reached", "follows", "source"))  # fmt: skip
DECISION = dict.fromkeys(("date", "themes", "candidates", "project", "source"))


def demo_published() -> tuple[PublishedAndComputed, ...]:
    """Every reason once, and one restatement."""
    rows: list[tuple[int, str, Text, int, str, int | None, int | None, Any]] = [
        (2, "policy_published", MONITORED, 6, "companies", 9, 6, "equal"),
        (2, "policy_published", RESTATED, 6, "companies", 11, 6, "equal"),
        (3, "maturity_mean", SUBMITTERS, 36, "percent", 13, 36, "equal"),
        (3, "level_mature", SUBMITTERS, 0, "companies", 13, None, "withheld"),
        (3, "collective_research_countries", SUBMITTERS, 3, "countries", None, None, "not_computable"),
        (4, "maturity_mean", BOTH, 47, "percent", 7, 48, "differs"),
    ]
    return tuple(
        PublishedAndComputed(year, figure, population, Decimal(value), unit, n, str(n or ""), SOURCE,
                             None if computed is None else Decimal(computed), reason)
        for year, figure, population, value, unit, n, computed, reason in rows
    )  # fmt: skip


def demo_facts() -> dict[str, list[dict[str, Any]]]:
    """A few activities, one project, one decision, outreach of one round and three notes."""
    return {
        "activity": [
            ACTIVITY | {"activity": "a1", "round": 3, "date": date(2022, 3, 5), "kind": "webinar",
                        "working_group": "due_diligence", "step": "identify", "title_nl": "Webinar over risicoanalyse",
                        "title_en": "Webinar on risk analysis", "companies_present": 11, "status": "held",
                        "url": "https://example.org/webinar"},
            ACTIVITY | {"activity": "a2", "round": 3, "kind": "site_visit", "working_group": "secondary_materials",
                        "theme": "health_safety", "title_nl": "Bezoek aan een recyclingbedrijf",
                        "title_en": "Visit to a recycling company", "status": "postponed", "reason": "COVID-19"},
        ],
        "project": [
            PROJECT | {"project": "p1", "round": 3, "working_group": "collective_action", "theme": "health_safety",
                       "title_nl": "Onderzoek naar veiligheid in mijnen", "title_en": "Research into safety in mines",
                       "countries": "PE;BO;CO", "initiative": "collective", "started": date(2021, 9, 1),
                       "status": "running"},
        ],
        "decision": [
            DECISION | {"date": date(2021, 5, 20), "round": 2, "subject": "collective_risks",
                        "themes": "health_safety;water",
                        "reason_nl": "Beide thema's zijn ernstig en raken veel bedrijven.",
                        "reason_en": "Both themes are severe and concern many companies."},
        ],
        "outreach": [
            {"round": 4, "companies_listed": 60, "approached": 24, "in_talks": 5, "joined": 1, "declined": 9,
             "text_nl": None, "text_en": None, "source": None},
        ],
        "note": [
            {"round": 3, "working_group": "due_diligence", "kind": "context", "text_nl": "Eerste jaar met de webtool.",
             "text_en": "First year with the web tool.", "url": None},
            {"round": 3, "working_group": "general", "kind": "lesson", "text_nl": "Begin eerder met werven.",
             "text_en": "Start recruiting earlier.", "url": None},
            {"round": 4, "working_group": "general", "kind": "context", "text_nl": "Oorlog in Oekraïne en hoge prijzen",
             "text_en": "War in Ukraine and high prices", "url": None},
        ],
    }  # fmt: skip
