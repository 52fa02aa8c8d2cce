"""Are we on schedule: the mean and the companies' own targets, who is at theirs, the founders, the pace, the table."""

from analytics.evidence import INTERNAL
from analytics.scores.founders import founders
from analytics.scores.overview import target
from analytics.scores.pace import pace
from analytics.scores.schedule import on_schedule
from analytics.scores.schedule_years import year_figures
from analytics.scores.target_table import target_table
from data.cube import Text
from pages.parts.frame import shell_frame
from pages.parts.look import heading, title
from pages.parts.picks import pick_start
from pages.parts.showing import show_chosen, show_figure

TITLE = Text(nl="Op schema?", en="On schedule?")
LEAD = Text(
    nl="Hoe de scores zich verhouden tot wat de overeenkomst vraagt. Elk bedrijf heeft een eigen doel, dat van het "
    "lidmaatschapsjaar afhangt.",
    en="How the scores compare with what the agreement asks. Every company has a target of its own, which depends "
    "on its membership year.",
)
FOUNDERS = Text(nl="De oprichters", en="The founders")
PACE = Text(nl="Welk tempo het einddoel vraagt", en="The pace that the final target asks for")
TABLE = Text(nl="Wat de overeenkomst vraagt", en="What the agreement asks")

frame = shell_frame()
title(frame.language, TITLE, LEAD)
show_figure(frame, target, alone=False)
show_figure(frame, on_schedule)
heading(frame.language, FOUNDERS)
show_figure(frame, founders)
heading(frame.language, PACE)
show_chosen(frame, pace, round=pick_start)
heading(frame.language, TABLE)
show_figure(frame, target_table)
if internal := year_figures(frame.cube):
    heading(frame.language, INTERNAL)
    for build in internal:
        show_figure(frame, build)
