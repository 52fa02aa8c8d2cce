"""Are plans acted on: action plans handed in on time, and companies with an action per step and status."""

from functools import partial

from analytics.evidence import INTERNAL
from analytics.record.action_list import list_figures
from analytics.record.actions import action_companies, row_figures
from analytics.record.plans import plans_on_time
from analytics.record.theme_actions import theme_figures, theme_row_figures
from data.cube import Text
from pages.parts.frame import shell_frame
from pages.parts.look import heading, title
from pages.parts.picks import pick_action_round
from pages.parts.showing import show_chosen, show_figure

TITLE = Text(nl="Plannen en acties", en="Plans and actions")
LEAD = Text(
    nl="Of bedrijven hun actieplan op tijd indienen, en bij welke OESO-stappen en risico's zij acties plannen, "
    "uitvoeren en afronden.",
    en="Whether companies hand in their action plan on time, and at which OECD steps and on which risks they plan, "
    "carry out and complete actions.",
)
ON_TIME = Text(nl="Actieplannen op tijd", en="Action plans on time")
ACTIONS = Text(nl="Acties uit de actieplannen", en="Actions of the action plans")

ROWS = Text(nl="Hoeveel acties er zijn, en welke er nog lopen.", en="How many actions there are, and which are open.")

frame = shell_frame()
title(frame.language, TITLE, LEAD)
heading(frame.language, ON_TIME)
show_figure(frame, plans_on_time)
heading(frame.language, ACTIONS)
show_chosen(frame, action_companies, *theme_figures(frame.cube), round=pick_action_round)
if internal := (*row_figures(frame.cube), *theme_row_figures(frame.cube), *list_figures(frame.cube)):
    heading(frame.language, INTERNAL, ROWS)
    show_chosen(frame, *internal, round=partial(pick_action_round, key="actions_in"))
