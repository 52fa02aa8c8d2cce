"""Every figure that can be shown, by key: its builder, the choices that it takes, and who has it.

A deck names a figure by its key and its choices by codes, as an address does; what is unknown or impossible in an
edition is refused in words.
"""

from collections.abc import Callable, Hashable, Mapping

from analytics import groups
from analytics.choosing.asked import Asked
from analytics.choosing.entry import UNKNOWN_FIGURE, Build, Codes, Entry, RefusedError, both
from analytics.choosing.explore import explore
from analytics.choosing.offer import name_of
from analytics.choosing.picks import (
    ACTION_ROUND,
    ANY_PAIR,
    ANY_ROUND,
    ANY_STEP,
    INTERNAL_SPLIT,
    RATED_THEME,
    RISK_ROUND,
    SCORED_THEME,
    WORKING_GROUP,
)
from analytics.figure import Figure
from analytics.reach import cohorts, membership, outreach, participation
from analytics.record import (
    action_list,
    actions,
    attendance,
    attendance_changes,
    corrections,
    others,
    plans,
    published,
    theme_actions,
    timeline,
)
from analytics.risks import collective, collective_record, risk_counts, risk_firm, themes
from analytics.scores import (
    composition,
    group_changes,
    group_steps,
    levels,
    movement,
    other_scores,
    overview,
    pace,
    quality,
    questions,
    same_companies,
    schedule,
    schedule_years,
    secondary,
    silent,
    steps,
    waterfall,
    zero_rule,
)
from analytics.text import Language, Text
from data.cube import Cube

STAND = Text(nl="Overzicht", en="Overview")
PROGRESS = Text(nl="Voortgang", en="Progress")
RISKS = Text(nl="Risico's", en="Risks")
AGREEMENT = Text(nl="De overeenkomst", en="The agreement")
ACCOUNT = Text(nl="Verantwoording", en="Accountability")


def _split_groups(*builds: Build) -> Callable[[Cube], tuple[Build, ...]]:
    return lambda cube: builds if groups.internal_dimensions(cube) else ()


_OF_SPLIT = _split_groups(groups.group_means, group_changes.group_changes, group_steps.group_steps, groups.group_levels)
_SECONDARY = {"dimension": secondary.DIMENSION}
_ENTRIES = (
    Entry("headline", Text(nl="Stand van zaken in drie getallen", en="The state of play in three numbers"), STAND,
          overview.headline),
    Entry("overall_trend", Text(nl="Totaalscore door de jaren", en="Overall score over the years"), STAND,
          overview.overall_trend),
    Entry("bases", Text(nl="Op hoeveel bedrijven de cijfers rusten", en="How many companies the figures rest on"),
          STAND, overview.bases),
    Entry("silent", Text(nl="Wat de andere bedrijven kunnen veranderen", en="What the other companies could change"),
          STAND, silent.silent),
    Entry("levels", Text(nl="Bedrijven per niveau", en="Companies by level"), STAND, levels.levels, (ANY_ROUND,)),
    Entry("explore", Text(nl="Vraag uit ‘Verkennen’", en="Question from ‘Explore’"), STAND, explore),
    Entry("level_counts", Text(nl="Precieze aantallen per niveau", en="Exact counts per level"), STAND,
          levels.level_counts, held=levels.level_figures),
    Entry("cohort_response", Text(nl="Ingediend, per jaar van toetreden", en="Handed in, by year of joining"), STAND,
          cohorts.cohort_response, (ANY_ROUND,), held=cohorts.cohort_figures),
    Entry("step_profile", Text(nl="De zes stappen in twee jaren", en="The six steps in two years"), PROGRESS,
          steps.step_profile, (ANY_PAIR,)),
    Entry("step_trend", Text(nl="Eén stap door de jaren", en="One step over the years"), PROGRESS, steps.step_trend,
          (ANY_STEP,)),
    Entry("unanswered", Text(nl="Wat per stap open bleef", en="What was left open per step"), PROGRESS,
          steps.unanswered, (ANY_ROUND,)),
    Entry("questions", Text(nl="Vragen van een stap", en="Questions of a step"), PROGRESS, questions.questions,
          (ANY_STEP, ANY_ROUND), held=questions.question_figures),
    Entry("target", Text(nl="Gemiddelde score en doel", en="Mean score and target"), PROGRESS, overview.target),
    Entry("on_schedule", Text(nl="Bedrijven op schema", en="Companies on schedule"), PROGRESS, schedule.on_schedule),
    Entry("founders", Text(nl="De oprichters", en="The founders"), PROGRESS, schedule.founders),
    Entry("pace", Text(nl="Tempo naar het einddoel", en="Pace to the final target"), PROGRESS, pace.pace,
          (ANY_ROUND,)),
    Entry("target_table", Text(nl="Tabel van doelen", en="Table of targets"), PROGRESS, schedule.target_table),
    Entry("on_schedule_by_year", Text(nl="Op schema, per lidmaatschapsjaar", en="On schedule, by membership year"),
          PROGRESS, schedule_years.on_schedule_by_year, held=schedule_years.year_figures),
    Entry("same_companies", Text(nl="Dezelfde bedrijven of niet", en="The same companies or not"), PROGRESS,
          same_companies.same_companies, (ANY_PAIR,)),
    Entry("waterfall", Text(nl="Waarom het gemiddelde verschilt", en="Why the mean differs"), PROGRESS,
          waterfall.waterfall, (ANY_PAIR,)),
    *(
        Entry(key, name, PROGRESS, build, (ANY_PAIR,), held=movement.movement_figures)
        for key, name, build in (
            ("directions", Text(nl="Hoeveel bedrijven stegen en daalden", en="How many companies rose and fell"),
             movement.directions),
            ("intervals", Text(nl="Marge om de verandering", en="Margin around the change"), movement.intervals),
            ("moves", Text(nl="Van niveau naar niveau", en="From level to level"), composition.moves),
        )
    ),
    Entry("composition", Text(nl="Waar het verschil vandaan komt", en="Where the difference comes from"), PROGRESS,
          composition.composition, (ANY_PAIR,), held=composition.composition_figures),
    Entry("secondary_members", Text(nl="Leden met secundaire metalen", en="Members with secondary materials"),
          PROGRESS, secondary.secondary_members),
    Entry("secondary_means", Text(nl="Secundaire metalen: scores", en="Secondary materials: scores"), PROGRESS,
          secondary.secondary_means),
    Entry("secondary_changes", Text(nl="Secundaire metalen: verandering", en="Secondary materials: change"), PROGRESS,
          group_changes.group_changes, fixed=_SECONDARY),
    Entry("secondary_steps", Text(nl="Secundaire metalen: per stap", en="Secondary materials: per step"), PROGRESS,
          secondary.secondary_steps, (ANY_ROUND,)),
    Entry("secondary_levels", Text(nl="Secundaire metalen: per niveau", en="Secondary materials: per level"), PROGRESS,
          secondary.secondary_levels, (ANY_ROUND,)),
    Entry("group_means", Text(nl="Groepen: scores", en="Groups: scores"), PROGRESS, groups.group_means,
          (INTERNAL_SPLIT,), held=_OF_SPLIT),
    Entry("group_changes", Text(nl="Groepen: verandering", en="Groups: change"), PROGRESS,
          group_changes.group_changes, (INTERNAL_SPLIT,), held=_OF_SPLIT),
    Entry("group_steps", Text(nl="Groepen: per stap", en="Groups: per step"), PROGRESS, group_steps.group_steps,
          (INTERNAL_SPLIT,), held=_OF_SPLIT),
    Entry("group_levels", Text(nl="Groepen: per niveau", en="Groups: per level"), PROGRESS, groups.group_levels,
          (INTERNAL_SPLIT,), held=_OF_SPLIT),
    Entry("risk_ranking", Text(nl="Risico's naar ernst", en="Risks by severity"), RISKS, themes.risk_ranking,
          (RISK_ROUND,)),
    Entry("risk_field", Text(nl="Risico's naar ernst en waarschijnlijkheid", en="Risks by severity and likelihood"),
          RISKS, themes.risk_field, (RISK_ROUND,)),
    Entry("risk_first", Text(nl="De eerste drie risico's door de jaren", en="The first three risks over the years"),
          RISKS, themes.risk_first),
    Entry("risk_development", Text(nl="Ernst van risico's door de jaren", en="Severity of risks over the years"),
          RISKS, themes.risk_development),
    Entry("theme_profile", Text(nl="Volwassenheid per thema in twee jaren", en="Maturity per theme in two years"),
          RISKS, themes.theme_profile, (ANY_PAIR,)),
    Entry("theme_trend", Text(nl="Eén thema door de jaren", en="One theme over the years"), RISKS, themes.theme_trend,
          (SCORED_THEME,)),
    Entry("collective_order", Text(nl="De volgorde, en wat er al loopt", en="The order, and what is under way"), RISKS,
          collective.collective_order),
    Entry("collective_firm", Text(nl="Hoe vast de eerste plaatsen zijn", en="How firm the first places are"), RISKS,
          collective.collective_firm),
    Entry("collective_decisions", Text(nl="Wat eerder is besloten", en="What was decided before"), RISKS,
          collective_record.collective_decisions),
    Entry("collective_projects", Text(nl="Alle projecten", en="All projects"), RISKS,
          collective_record.collective_projects),
    Entry("risk_counts", Text(nl="Hoe bedrijven een risico beoordelen", en="How companies rate a risk"), RISKS,
          risk_counts.risk_counts, (RATED_THEME, RISK_ROUND), held=risk_counts.count_figures),
    Entry("risk_countries", Text(nl="Landen bij een risico", en="Countries of a risk"), RISKS,
          risk_counts.risk_countries, (RISK_ROUND,), held=risk_counts.where_figures),
    Entry("risk_materials", Text(nl="Grondstoffen bij een risico", en="Raw materials of a risk"), RISKS,
          risk_counts.risk_materials, (RISK_ROUND,), held=risk_counts.where_figures),
    Entry("risk_firm", Text(nl="De volgorde met een bedrijf minder", en="The order with one company less"), RISKS,
          risk_firm.risk_firm, held=risk_firm.firm_figures),
    Entry("plans_on_time", Text(nl="Actieplannen op tijd", en="Action plans on time"), RISKS, plans.plans_on_time),
    Entry("action_companies", Text(nl="Bedrijven met acties, per stap", en="Companies with actions, by step"), RISKS,
          actions.action_companies, (ACTION_ROUND,)),
    Entry("action_rows", Text(nl="Acties per stap en stand", en="Actions by step and status"), RISKS,
          actions.action_rows, (ACTION_ROUND,), held=actions.row_figures),
    Entry("action_theme_companies", Text(nl="Bedrijven met acties, per risicothema",
          en="Companies with actions, by risk theme"), RISKS, theme_actions.theme_companies, (ACTION_ROUND,),
          held=theme_actions.theme_figures),
    Entry("action_theme_rows", Text(nl="Acties per risicothema en stand", en="Actions by risk theme and status"), RISKS,
          theme_actions.theme_rows, (ACTION_ROUND,), held=theme_actions.theme_row_figures),
    Entry("action_list", Text(nl="Openstaande acties", en="Open actions"), RISKS, action_list.action_list,
          (ACTION_ROUND,), held=action_list.list_figures),
    Entry("members", Text(nl="Leden, toetreders en vertrekkers", en="Members, joiners and leavers"), AGREEMENT,
          membership.members),
    Entry("deliverables", Text(nl="Ingediend door de jaren", en="Handed in over the years"), AGREEMENT,
          participation.deliverables),
    Entry("response", Text(nl="Ingediend in een jaar", en="Handed in in one year"), AGREEMENT, participation.response,
          (ANY_ROUND,)),
    Entry("outreach", Text(nl="Werving van bedrijven", en="Recruiting companies"), AGREEMENT, outreach.outreach),
    Entry("reached", Text(nl="Wie werd bereikt", en="Who was reached"), AGREEMENT, outreach.reached),
    Entry("recorded", Text(nl="Wat er per jaar is gedaan", en="What was done each year"), AGREEMENT, timeline.recorded,
          (WORKING_GROUP,)),
    Entry("attended", Text(nl="Deelname aan activiteiten", en="Attendance at activities"), AGREEMENT,
          attendance.attended, held=attendance.attended_figures),
    Entry("attendance_changes", Text(nl="Deelname en latere verandering", en="Attendance and later change"), AGREEMENT,
          attendance_changes.attendance_changes, (ANY_PAIR,), held=attendance_changes.change_figures),
    Entry("published", Text(nl="Eerder gepubliceerde cijfers", en="Figures as published"), ACCOUNT,
          published.published),
    Entry("others", Text(nl="Andere overeenkomsten", en="Other agreements"), ACCOUNT, others.others),
    Entry("unanswered_years", Text(nl="Onbeantwoord door de jaren", en="Unanswered over the years"), ACCOUNT,
          quality.left_open_years, fixed={"measure": "unanswered"}),
    Entry("not_applicable_years", Text(nl="Niet van toepassing door de jaren", en="Not applicable over the years"),
          ACCOUNT, quality.left_open_years, fixed={"measure": "not_applicable"}),
    Entry("assessments", Text(nl="Wie beoordeelde, en waarmee", en="Who assessed, and with what"), ACCOUNT,
          quality.assessments),
    Entry("corrections", Text(nl="Wat later is verbeterd", en="What was corrected later"), ACCOUNT,
          corrections.corrections),
    Entry("assessed_twice", Text(nl="Door een ander beoordeeld", en="Assessed by another"), ACCOUNT,
          other_scores.assessed_twice, (ANY_ROUND,), held=other_scores.twice_figures),
    Entry("other_rule", Text(nl="Scores met een andere rekenregel", en="Scores by another rule"), ACCOUNT,
          other_scores.other_rule, (ANY_ROUND,), held=other_scores.rule_figures),
    Entry("zero_rule", Text(nl="Hoogstens lager met onbeantwoord als nul", en="At most lower with unanswered as zero"),
          ACCOUNT, zero_rule.zero_rule, (ANY_ROUND,), held=zero_rule.zero_figures),
)  # fmt: skip
CATALOGUE: Mapping[str, Entry] = {each.key: each for each in _ENTRIES}


def entry_named(key: str) -> Entry:
    """The figure of that key. Raises RefusedError, in words, where there is none."""
    if key not in CATALOGUE:
        raise RefusedError(both(UNKNOWN_FIGURE, lambda _: {"key": key}))
    return CATALOGUE[key]


def figure_of(cube: Cube, language: Language, *, key: str, codes: Codes = ()) -> Figure:
    """The figure with its choices. Raises RefusedError where it does not exist or the edition cannot show it."""
    entry = entry_named(key)
    return entry.build(cube, language, **entry.arguments(cube, codes))


def entry_of(build: Build, arguments: Mapping[str, Hashable]) -> Entry | None:
    """The figure that a page shows; None of one that is in no list."""
    return next((each for each in CATALOGUE.values() if each.makes(build, arguments)), None)


def codes_of(entry: Entry, arguments: Mapping[str, Hashable]) -> Codes:
    """The choices of a figure that a page shows, by code; what a page left to the figure is left out."""
    asked = arguments.get("asked")
    if isinstance(asked, Asked):
        told = {"indicator": asked.indicator, "item": asked.item, "companies": asked.group,
                "years": "-".join(map(str, asked.rounds))}  # fmt: skip
        return tuple((name, code) for name, code in told.items() if code)
    given = ((each.name, arguments.get(each.name)) for each in entry.picks)
    return tuple(
        (name, "-".join(map(str, value)) if isinstance(value, tuple) else str(value))
        for name, value in given
        if value is not None
    )


def choice_in_words(cube: Cube, key: str, codes: Codes, language: Language) -> str:
    """The name of a figure with what was chosen for it: "Bedrijven per niveau (jaar 5)"."""
    entry = CATALOGUE[key]
    known = {each.name: each for each in entry.picks}
    told = [known[name].shown(cube, code, language) for name, code in codes
            if name in known and code in known[name].options(cube)]  # fmt: skip
    if entry.build is explore:
        try:
            told = [name_of(cube, entry.asked(cube, codes), language)]
        except RefusedError:
            told = []
    name = entry.name.in_(language)
    return f"{name} ({', '.join(told)})" if told else name
