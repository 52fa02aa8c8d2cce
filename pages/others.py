"""How does it compare outside: what other agreements published about themselves; nothing is compared with it."""

from analytics.record.others import others
from data.cube import Text
from pages.parts.frame import shell_frame
from pages.parts.look import title
from pages.parts.showing import show_figure

TITLE = Text(nl="Andere overeenkomsten", en="Other agreements")
LEAD = Text(
    nl="Wat andere overeenkomsten over hun eigen voortgang publiceerden. Er is geen gezamenlijke meetlat.",
    en="What other agreements published about their own progress. There is no common yardstick.",
)

frame = shell_frame()
title(frame.language, TITLE, LEAD)
show_figure(frame, others)
