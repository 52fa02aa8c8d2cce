"""Every figure that analytics makes, by key: new figures join this list and with it every promise in the tests."""

from collections.abc import Callable

from analytics import (
    action_list,
    actions,
    cohorts,
    collective,
    collective_record,
    corrections,
    group_changes,
    groups,
    levels,
    membership,
    other_scores,
    others,
    outreach,
    overview,
    pace,
    participation,
    plans,
    published,
    quality,
    questions,
    risk_counts,
    risk_firm,
    same_companies,
    schedule,
    schedule_years,
    secondary,
    silent,
    steps,
    themes,
    timeline,
)
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
    "risk_first": themes.risk_first,
    "collective_order": collective.collective_order,
    "collective_firm": collective.collective_firm,
    "collective_decisions": collective_record.collective_decisions,
    "collective_projects": collective_record.collective_projects,
    "plans_on_time": plans.plans_on_time,
    "risk_counts": risk_counts.risk_counts,
    "risk_countries": risk_counts.risk_countries,
    "risk_materials": risk_counts.risk_materials,
    "risk_firm": risk_firm.risk_firm,
    "action_list": action_list.action_list,
    "deliverables": participation.deliverables,
    "same_companies": same_companies.same_companies,
    "members": membership.members,
    "published": published.published,
    "silent": silent.silent,
    "on_schedule": schedule.on_schedule,
    "founders": schedule.founders,
    "target_table": schedule.target_table,
    "pace": pace.pace,
    "pace_refused": lambda cube, language: pace.pace(cube, language, round=6),
    "unanswered_years": quality.left_open_years,
    "not_applicable_years": lambda cube, language: quality.left_open_years(cube, language, measure="not_applicable"),
    "assessments": quality.assessments,
    "corrections": corrections.corrections,
    "level_counts": levels.level_counts,
    "cohort_response": cohorts.cohort_response,
    "on_schedule_by_year": schedule_years.on_schedule_by_year,
    "assessed_twice": other_scores.assessed_twice,
    "other_rule": other_scores.other_rule,
    "questions": lambda cube, language: questions.questions(cube, language, step="act"),
    "recorded": timeline.recorded,
    "recorded_of_one_group": lambda cube, language: timeline.recorded(cube, language, group="secondary_materials"),
    "secondary_members": secondary.secondary_members,
    "secondary_means": secondary.secondary_means,
    "secondary_steps": lambda cube, language: secondary.secondary_steps(cube, language, round=5),
    "secondary_levels": lambda cube, language: secondary.secondary_levels(cube, language, round=5),
    "secondary_changes": lambda cube, language: group_changes.group_changes(cube, language, dimension="secondary"),
    "segment_means": lambda cube, language: groups.group_means(cube, language, dimension="segment"),
    "outreach": outreach.outreach,
    "reached": outreach.reached,
    "others": others.others,
    **{key: lambda cube, language, asked=asked: explore(cube, language, asked=asked) for key, asked in ASKED.items()},
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
