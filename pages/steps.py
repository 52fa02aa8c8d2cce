"""The six OECD steps: two years beside each other, one step over the years, what was left open."""

from functools import partial

from analytics.evidence import INTERNAL
from analytics.groups import SMALL_GROUPS, internal_dimensions
from analytics.scores.group_steps import group_steps
from analytics.scores.questions import question_figures
from analytics.scores.steps import step_profile, step_trend, unanswered
from data.cube import Text
from pages.parts.frame import shell_frame
from pages.parts.look import heading, title
from pages.parts.picks import pick_dimension, pick_pair, pick_round, pick_step
from pages.parts.showing import show_chosen

TITLE = Text(nl="De zes OESO-stappen", en="The six OECD steps")
LEAD = Text(
    nl="Waar dezelfde bedrijven vooruitgaan, en waar niet. Lijnen verbinden alleen jaren die te vergelijken zijn.",
    en="Where the same companies move ahead, and where they do not. Lines join comparable years only.",
)
PROFILE = Text(nl="Twee jaren naast elkaar", en="Two years side by side")
TREND = Text(nl="Eén stap door de jaren", en="One step over the years")
OPEN = Text(nl="Wat open bleef", en="What was left open")
WHICH = Text(nl="Welke vragen achterblijven", en="Which questions lag")
NOT_SINGLE = Text(
    nl="Losse vragen staan niet in deze editie: wat op één vraag is geantwoord, zegt al snel te veel over een bedrijf. "
    "Hoeveel bedrijven over alle vragen samen een niveau halen, staat op ‘Overzicht’.",
    en="Single questions are not in this edition: one answer soon says too much about a company. "
    "How many companies reach a level over all questions together stands on ‘Overview’.",
)
GROUPS = Text(nl="Intern: de stappen per groep bedrijven", en="Internal: the steps by group of companies")
QUESTIONS = Text(
    nl="Welke vragen achterblijven of open bleven. Losse vragen worden buiten het secretariaat niet getoond.",
    en="Which questions lag or were left open. Single questions are not shown outside the secretariat.",
)

frame = shell_frame()
title(frame.language, TITLE, LEAD)
heading(frame.language, PROFILE)
show_chosen(frame, step_profile, pair=pick_pair)
heading(frame.language, TREND)
show_chosen(frame, step_trend, step=pick_step)
heading(frame.language, OPEN)
show_chosen(frame, unanswered, round=pick_round)
if internal_dimensions(frame.cube):
    heading(frame.language, GROUPS, SMALL_GROUPS)
    show_chosen(frame, group_steps, dimension=pick_dimension)
if internal := question_figures(frame.cube):
    heading(frame.language, INTERNAL, QUESTIONS)
    show_chosen(frame, *internal, step=partial(pick_step, key="asked"), round=partial(pick_round, key="asked_in"))
else:
    heading(frame.language, WHICH, NOT_SINGLE)
