"""Figures as the agreement published them, beside the same figures as computed."""

from analytics.record.published import published
from data.cube import Text
from pages.parts.frame import shell_frame
from pages.parts.look import title
from pages.parts.showing import show_figure

TITLE = Text(nl="Eerder gepubliceerd", en="As published")
LEAD = Text(
    nl="Wat de overeenkomst zelf in haar jaarverslagen schreef, naast wat deze editie berekent.",
    en="What the agreement itself wrote in its annual reports, beside what this edition computes.",
)

frame = shell_frame()
title(frame.language, TITLE, LEAD)
show_figure(frame, published)
