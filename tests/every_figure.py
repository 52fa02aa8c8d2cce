"""Every figure that analytics makes, by key: new figures join this list and with it every promise in the tests."""

from collections.abc import Callable

from analytics import actions, levels, membership, overview, participation, published, steps, themes
from analytics.asked import Asked
from analytics.explore import explore
from analytics.figure import Figure
from data.cube import Cube, Language

# One question of every form that the explorer has, and one that is not answered.
ASKED = {
    "explore_trend": Asked("maturity_overall", "overall", rounds=(3, 4, 5)),
    "explore_group": Asked("maturity_overall", "overall", "secondary:other"),
    "explore_share": Asked("unanswered", "step:act"),
    "explore_change": Asked("paired_change", "step:embed"),
    "explore_count": Asked("level_share", "established"),
    "explore_scale": Asked("risk_severity", "water"),
    "explore_hidden": Asked("maturity_overall", "overall", "founders:founders", (4,)),
}

FIGURES: dict[str, Callable[[Cube, Language], Figure]] = {
    "headline": overview.headline,
    "overall_trend": overview.overall_trend,
    "bases": overview.bases,
    "levels": lambda cube, language: levels.levels(cube, language, round=5),
    "levels_withheld": lambda cube, language: levels.levels(cube, language, round=1),
    "response": lambda cube, language: participation.response(cube, language, round=4),
    "target": overview.target,
    **{
        f"step_trend_{code}": lambda cube, language, code=code: steps.step_trend(cube, language, step=code)
        for code in ("embed", "identify", "act", "track", "communicate", "remedy")
    },
    "step_profile": steps.step_profile,
    "step_profile_3_4": lambda cube, language: steps.step_profile(cube, language, pair=(3, 4)),
    "step_profile_refused": lambda cube, language: steps.step_profile(cube, language, pair=(2, 3)),
    "unanswered": steps.unanswered,
    "action_companies": actions.action_companies,
    "action_companies_withheld": lambda cube, language: actions.action_companies(cube, language, round=2),
    "action_rows": actions.action_rows,
    "theme_trend": lambda cube, language: themes.theme_trend(cube, language, theme="corruption"),
    "theme_profile": themes.theme_profile,
    "risk_ranking": themes.risk_ranking,
    "risk_ranking_4": lambda cube, language: themes.risk_ranking(cube, language, round=4),
    "risk_field": themes.risk_field,
    "risk_field_not_made": lambda cube, language: themes.risk_field(cube, language, round=3),
    "risk_development": themes.risk_development,
    "deliverables": participation.deliverables,
    "members": membership.members,
    "published": published.published,
    **{key: lambda cube, language, asked=asked: explore(cube, language, asked=asked) for key, asked in ASKED.items()},
}


def every_figure(cube: Cube, language: Language) -> dict[str, Figure]:
    """All of them, in one language."""
    return {key: made(cube, language) for key, made in FIGURES.items()}
