"""How do companies with secondary materials fare: what was done, the one split that may be shown, other groups last."""

from analytics.groups import SMALL_GROUPS, group_levels, group_means, internal_dimensions
from analytics.scores.group_changes import group_changes
from analytics.scores.secondary import (
    DIMENSION,
    secondary_levels,
    secondary_means,
    secondary_members,
    secondary_steps,
)
from data.cube import Text
from pages.parts.frame import shell_frame
from pages.parts.look import heading, html, title
from pages.parts.picks import pick_dimension, pick_round
from pages.parts.rail import secondary_rail
from pages.parts.shelf import made_once
from pages.parts.showing import show_chosen, show_figure

TITLE = Text(nl="Secundaire metalen", en="Secondary materials")
LEAD = Text(
    nl="Hoe bedrijven die secundaire metalen leveren of ervan afhankelijk zijn ervoor staan, en wat er voor hen is "
    "gedaan.",
    en="How companies that supply or depend on secondary materials fare, and what was done for them.",
)
MEMBERS = Text(nl="Wie doen mee", en="Who takes part")
DONE = Text(nl="Wat is er gedaan", en="What was done")
DONE_LEAD = Text(
    nl="Feiten van de werkgroep, en feiten van andere werkgroepen die secundaire metalen of recycling noemen.",
    en="Facts of the working group, and facts of others that mention secondary materials or recycling.",
)
SCORES = Text(nl="Scores van beide groepen", en="Scores of both groups")
INTERN = Text(nl="Intern: andere groepen", en="Internal: other groups")

frame = shell_frame()
title(frame.language, TITLE, LEAD)
heading(frame.language, MEMBERS)
show_figure(frame, secondary_members)
heading(frame.language, DONE, DONE_LEAD)
html(made_once(frame, secondary_rail))
heading(frame.language, SCORES)
show_figure(frame, secondary_means)
show_figure(frame, group_changes, dimension=DIMENSION)
show_chosen(frame, secondary_steps, secondary_levels, round=pick_round)
if internal_dimensions(frame.cube):
    heading(frame.language, INTERN, SMALL_GROUPS)
    show_chosen(frame, group_means, group_changes, group_levels, dimension=pick_dimension)
