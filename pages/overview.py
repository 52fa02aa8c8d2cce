"""Where do we stand: the same companies, the bases, the levels, the response and the target."""

from analytics.evidence import INTERNAL
from analytics.reach.cohorts import cohort_figures
from analytics.scores.levels import level_figures
from analytics.scores.overview import bases, headline, levels, overall_trend, response, target
from analytics.scores.silent import silent
from data.cube import Text
from pages.parts.frame import shell_frame
from pages.parts.look import heading, title
from pages.parts.picks import pick_round
from pages.parts.showing import show_chosen, show_figure, show_numbers

TITLE = Text(nl="Waar staan we?", en="Where do we stand?")
LEAD = Text(
    nl="Hoe ver de bedrijven zijn met gepaste zorgvuldigheid, op hoeveel bedrijven dat rust, en hoe ver het doel "
    "nog is.",
    en="How far the companies have come with due diligence, how many companies that rests on, and how far the target "
    "still is.",
)

frame = shell_frame()
title(frame.language, TITLE, LEAD)
show_numbers(frame, headline)
show_figure(frame, overall_trend, titled=False)
show_figure(frame, bases)
show_figure(frame, silent)
show_figure(frame, levels)
show_figure(frame, response)
show_figure(frame, target)
if internal := level_figures(frame.cube):
    heading(frame.language, INTERNAL)
    for build in internal:
        show_figure(frame, build)
    show_chosen(frame, *cohort_figures(frame.cube), round=pick_round)
