"""Can the figures be trusted: what was left open, how every year was assessed, and what was corrected since."""

from analytics.evidence import INTERNAL
from analytics.record.corrections import corrections
from analytics.scores.other_scores import rule_figures, twice_figures
from analytics.scores.quality import assessments, left_open_years
from analytics.scores.zero_rule import zero_figures
from data.cube import Text
from pages.parts.frame import shell_frame
from pages.parts.look import heading, title
from pages.parts.picks import pick_round
from pages.parts.showing import show_chosen, show_figure

TITLE = Text(nl="Hoe betrouwbaar zijn de cijfers?", en="How reliable are the figures?")
LEAD = Text(
    nl="Wat bedrijven openlieten, wie beoordeelde, welke jaren niet te vergelijken zijn en wat er later is verbeterd.",
    en="What companies left open, who assessed, which years cannot be compared, and what was corrected later.",
)
OPEN = Text(nl="Wat niet meetelt in de scores", en="What does not count in the scores")
ASSESSED = Text(nl="Wie beoordeelde, en waarmee", en="Who assessed, and with what")
CORRECTED = Text(nl="Wat later is verbeterd", en="What was corrected later")
OTHER_SCORES = Text(
    nl="Wat een andere rekenregel of een andere beoordelaar met de scores doet.",
    en="What another rule or another assessor does to the scores.",
)

frame = shell_frame()
title(frame.language, TITLE, LEAD)
heading(frame.language, OPEN)
show_figure(frame, left_open_years, measure="unanswered")
show_figure(frame, left_open_years, measure="not_applicable")
if bounds := zero_figures(frame.cube):
    show_chosen(frame, *bounds, round=pick_round)
heading(frame.language, ASSESSED)
show_figure(frame, assessments)
heading(frame.language, CORRECTED)
show_figure(frame, corrections)
if internal := (*rule_figures(frame.cube), *twice_figures(frame.cube)):
    heading(frame.language, INTERNAL, OTHER_SCORES)
    show_chosen(frame, *internal, round=pick_round)
