"""Who takes part and how far it reaches: members and leavers, what was handed in, recruiting, people reached."""

from analytics.reach.membership import members
from analytics.reach.outreach import outreach, reached
from analytics.reach.participation import deliverables, response
from data.cube import Text
from pages.parts.frame import shell_frame
from pages.parts.look import heading, title
from pages.parts.picks import pick_round
from pages.parts.showing import show_chosen, show_figure

TITLE = Text(nl="Deelname", en="Participation")
LEAD = Text(
    nl="Hoeveel bedrijven meedoen, hoeveel er toetraden en vertrokken, wat er per jaar is ingediend, en wie de "
    "overeenkomst daarbuiten bereikt. Altijd in aantallen.",
    en="How many companies take part, how many joined and left, what was handed in each year, and whom the agreement "
    "reaches beyond them. Always as counts.",
)
MEMBERS = Text(nl="Leden", en="Members")
HANDED_IN = Text(nl="Ingediend", en="Handed in")
REACH = Text(nl="Bereik", en="Reach")

frame = shell_frame()
title(frame.language, TITLE, LEAD)
heading(frame.language, MEMBERS)
show_figure(frame, members)
heading(frame.language, HANDED_IN)
show_figure(frame, deliverables)
show_chosen(frame, response, round=pick_round)
heading(frame.language, REACH)
show_figure(frame, outreach)
show_figure(frame, reached)
