"""Choosing collective risks: the order, how firm it is, what was decided before and what came of it."""

from analytics.evidence import INTERNAL
from analytics.risks.collective import collective_firm, collective_order
from analytics.risks.collective_record import collective_decisions, collective_projects
from analytics.risks.risk_firm import firm_figures
from data.cube import Text
from pages.parts.frame import shell_frame
from pages.parts.look import heading, title
from pages.parts.showing import show_figure

TITLE = Text(nl="Collectieve risico's kiezen", en="Choosing collective risks")
LEAD = Text(
    nl="Welke risico's volgens de bedrijven voorgaan, wat er al op loopt, en wat er van eerdere keuzes is geworden.",
    en="Which risks come first according to the companies, what is under way, and what became of earlier choices.",
)
ORDER = Text(nl="De volgorde, en wat er al loopt", en="The order, and what is under way")
FIRM = Text(nl="Hoe vast de eerste plaatsen zijn", en="How firm the first places are")
DECISIONS = Text(nl="Wat eerder is besloten", en="What was decided before")
PROJECTS = Text(nl="Projecten", en="Projects")
STABLE = Text(
    nl="Of de volgorde blijft staan als er een bedrijf minder was geweest.",
    en="Whether the order would stand with one company less.",
)

frame = shell_frame()
title(frame.language, TITLE, LEAD)
heading(frame.language, ORDER)
show_figure(frame, collective_order)
heading(frame.language, FIRM)
show_figure(frame, collective_firm)
heading(frame.language, DECISIONS)
show_figure(frame, collective_decisions)
heading(frame.language, PROJECTS)
show_figure(frame, collective_projects)
if internal := firm_figures(frame.cube):
    heading(frame.language, INTERNAL, STABLE)
    for build in internal:
        show_figure(frame, build)
