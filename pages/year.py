"""The year: what the agreement did in one round per working group, or all rounds in one printable table."""

from analytics.record.report import YEAR_FIGURES
from analytics.record.telling import DONE, FACTS, FIGURES
from analytics.record.year import matrix, year
from data.cube import Text
from pages.parts.address import choice
from pages.parts.chronicle import matrix_of, year_of
from pages.parts.draft import show_draft
from pages.parts.frame import shell_frame
from pages.parts.look import heading, html, title
from pages.parts.own_look import WORD, ask_for_look, own_look
from pages.parts.picks import pick_year
from pages.parts.showing import show_figure
from pages.parts.word import word_link

TITLE = Text(nl="Het jaar", en="The year")
LEAD = Text(
    nl="Wat de partijen in een jaar deden en besloten, per werkgroep, met de cijfers van dat jaar.",
    en="What the parties did and decided in a year, per working group, with that year's figures.",
)
VIEW = Text(nl="Weergave", en="View")
VIEWS = {
    "one": Text(nl="Eén jaar", en="One year"),
    "all": Text(nl="Alle jaren (om af te drukken)", en="All years (for printing)"),
}

frame = shell_frame()
title(frame.language, TITLE, LEAD)
view = choice(frame.say(VIEW), tuple(VIEWS), "view", shown=lambda code: frame.say(VIEWS[code]), segmented=True)
look = own_look(WORD)
if view == "all":
    heading(frame.language, DONE, FACTS)
    link = word_link(frame.cube, frame.language, "matrix", look=look)
    html(link + matrix_of(matrix(frame.cube, frame.language), frame.language))
    ask_for_look(frame, WORD, look)
else:
    chosen = pick_year(frame)
    heading(frame.language, DONE, FACTS)
    link = word_link(frame.cube, frame.language, "year", round=chosen, look=look)
    html(link + year_of(year(frame.cube, frame.language, round=chosen), frame.language))
    heading(frame.language, FIGURES)
    for build in YEAR_FIGURES.values():
        show_figure(frame, build, round=chosen)
    ask_for_look(frame, WORD, look)
    if frame.audience == "secretariat":
        show_draft(frame, chosen, look=look)
