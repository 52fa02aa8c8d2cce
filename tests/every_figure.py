"""Every figure of the catalogue by key, and more of those that take a choice: every promise holds of all of them."""

from collections.abc import Callable
from functools import partial

from analytics.choosing.asked import Asked
from analytics.choosing.catalogue import CATALOGUE
from analytics.choosing.explore import explore
from analytics.figure import Figure, Mark, Series
from analytics.record import actions, theme_actions, timeline
from analytics.risks import risk
from analytics.scores import levels, pace, steps, zero_rule
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

# What a figure cannot do without, and a year in which there is something to show.
CHOSEN = {
    "levels": {"round": 5}, "response": {"round": 4}, "questions": {"step": "act"},
    "theme_trend": {"theme": "corruption"},
    "pace": {"round": 3}, "secondary_steps": {"round": 5}, "secondary_levels": {"round": 5},
    **{key: {"dimension": "segment"} for key in ("group_means", "group_changes", "group_steps", "group_levels")},
}  # fmt: skip
STEPS = ("embed", "identify", "act", "track", "communicate", "remedy")

FIGURES: dict[str, Callable[[Cube, Language], Figure]] = {
    **{
        key: partial(entry.build, **entry.fixed, **CHOSEN.get(key, {}))
        for key, entry in CATALOGUE.items()
        if key not in ("explore", "step_trend")
    },
    **{f"step_trend_{code}": partial(steps.step_trend, step=code) for code in STEPS},
    "levels_withheld": partial(levels.levels, round=1),
    "step_profile_3_4": partial(steps.step_profile, pair=(3, 4)),
    "step_profile_refused": partial(steps.step_profile, pair=(2, 3)),
    "action_companies_withheld": partial(actions.action_companies, round=2),
    "action_theme_companies_withheld": partial(theme_actions.theme_companies, round=2),
    "risk_ranking_4": partial(risk.risk_ranking, round=4),
    "risk_field_not_made": partial(risk.risk_field, round=3),
    "pace_refused": partial(pace.pace, round=6),
    "zero_rule_5": partial(zero_rule.zero_rule, round=5),
    "recorded_of_one_group": partial(timeline.recorded, group="secondary_materials"),
    **{key: partial(explore, asked=asked) for key, asked in ASKED.items()},
}

# Figures of public facts: they say so in place of naming invented answers.
PUBLIC = frozenset(
    {
        "recorded",
        "recorded_of_one_group",
        "outreach",
        "reached",
        "others",
        "collective_decisions",
        "collective_projects",
    }
)


def every_figure(cube: Cube, language: Language) -> dict[str, Figure]:
    """All of them, in one language."""
    return {key: made(cube, language) for key, made in FIGURES.items()}


def marks_of(figure: Figure) -> list[Mark]:
    """The marks of all its series."""
    return [mark for series in figure.series for mark in series.marks]


def series_of(figure: Figure, code: str) -> Series:
    """One of its series, by code."""
    return next(each for each in figure.series if each.code == code)
