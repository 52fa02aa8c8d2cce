"""What did the agreement do: every activity, project, decision and note on one axis of years, by group and kind."""

from functools import partial

from analytics.choosing.picks import GROUP
from analytics.record.attendance import attended_figures
from analytics.record.attendance_changes import change_figures
from analytics.record.timeline import EVERYTHING, SORTS, recorded, recorded_sorts
from analytics.text import capital
from data.cube import Text
from pages.parts.address import choice
from pages.parts.frame import shell_frame
from pages.parts.look import heading, html, title
from pages.parts.picks import pick_pair
from pages.parts.rail import timeline_rail
from pages.parts.shelf import made_once
from pages.parts.showing import show_chosen, show_figure

TITLE = Text(nl="Tijdlijn", en="Timeline")
LEAD = Text(
    nl="Wat de partijen deden en besloten, jaar na jaar, met de status en het resultaat van projecten.",
    en="What the parties did and decided, year after year, with the status and results of projects.",
)
SORT = Text(nl="Soort", en="Kind")
ALL = Text(nl="Alles", en="Everything")
FACTS = Text(nl="Jaar na jaar", en="Year after year")
INTERNAL = Text(nl="Intern: wie deelnam, en hoe het daarna ging", en="Internal: who attended, and what came after")

frame = shell_frame()
title(frame.language, TITLE, LEAD)
groups = {EVERYTHING: frame.say(ALL)} | {
    each.code: capital(frame.say(each.name)) for each in frame.cube.agreement.working_groups
}
sorts = {EVERYTHING: frame.say(ALL)} | {
    each: capital(frame.say(SORTS[each][1])) for each in recorded_sorts(frame.cube)
}  # fmt: skip
group = choice(frame.say(GROUP), tuple(groups), "group", shown=groups.__getitem__, segmented=True)
show_figure(frame, recorded, group=group)
if who := attended_figures(frame.cube):
    heading(frame.language, INTERNAL)
    show_chosen(frame, *who)
if changes := change_figures(frame.cube):
    show_chosen(frame, *changes, pair=partial(pick_pair, key="attended_in"))
heading(frame.language, FACTS)
sort = choice(frame.say(SORT), tuple(sorts), "kind", shown=sorts.__getitem__, segmented=True)
html(made_once(frame, timeline_rail, group=group, sort=sort))
