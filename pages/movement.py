"""Who moved: the same companies over two years, and of whom these tell; for the secretariat single movements."""

from functools import partial

from analytics.scores.composition import composition_figures
from analytics.scores.movement import movement_figures
from analytics.scores.same_companies import same_companies
from analytics.scores.steps import step_profile
from analytics.scores.waterfall import waterfall
from data.cube import Text
from pages.parts.frame import shell_frame
from pages.parts.look import heading, title
from pages.parts.picks import pick_pair
from pages.parts.showing import show_chosen

TITLE = Text(nl="Wie bewoog", en="Who moved")
LEAD = Text(
    nl="Hoe dezelfde bedrijven veranderden tussen twee jaren, en waarom de gemiddelden van die jaren dat niet zeggen.",
    en="How the same companies changed between two years, and why the means of those years do not tell that.",
)
SAME = Text(nl="Dezelfde bedrijven", en="The same companies")
INTERNAL = Text(nl="Intern: wat achter de gemiddelden beweegt", en="Internal: what moves behind the means")

frame = shell_frame()
title(frame.language, TITLE, LEAD)
heading(frame.language, SAME)
show_chosen(frame, step_profile, same_companies, waterfall, pair=pick_pair)
if internal := (*composition_figures(frame.cube), *movement_figures(frame.cube)):
    heading(frame.language, INTERNAL)
    show_chosen(frame, *internal, pair=partial(pick_pair, key="moved"))
