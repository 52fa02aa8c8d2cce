"""Who takes part: members, joiners and leavers as counts, and what was handed in per round."""

from analytics.membership import members
from analytics.participation import deliverables, response
from data.cube import Text
from pages.parts.frame import shell_frame
from pages.parts.look import heading, title
from pages.parts.picks import pick_round
from pages.parts.showing import show_chosen, show_figure

TITLE = Text(nl="Deelname", en="Participation")
LEAD = Text(
    nl="Hoeveel bedrijven meedoen, hoeveel er toetraden en vertrokken, en wat er per jaar is ingediend. Altijd in "
    "aantallen.",
    en="How many companies take part, how many joined and left, and what was handed in each year. Always as counts.",
)
MEMBERS = Text(nl="Leden", en="Members")
HANDED_IN = Text(nl="Ingediend", en="Handed in")

frame = shell_frame()
title(frame.language, TITLE, LEAD)
heading(frame.language, MEMBERS)
show_figure(frame, members)
heading(frame.language, HANDED_IN)
show_figure(frame, deliverables)
show_chosen(frame, response, round=pick_round)
