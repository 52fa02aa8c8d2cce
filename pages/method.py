"""How the figures are made and protected, what every figure means, and which editions there are."""

from analytics.indicator import indicators
from data.cube import Text
from pages.parts.editions import current_name, edition_names
from pages.parts.explain import breaks_of, definition_of, editions_of, levels_of
from pages.parts.frame import shell_frame
from pages.parts.look import heading, html, title
from pages.parts.protection import protection_of

TITLE = Text(nl="Werkwijze", en="Method")
LEAD = Text(
    nl="Hoe de cijfers tot stand komen, wat wel en niet wordt getoond, en wat elk cijfer betekent.",
    en="How the figures are made, what is shown and what is not, and what every figure means.",
)
PROTECTION = Text(nl="Wat wordt getoond", en="What is shown")
BREAKS = Text(nl="Breuken", en="Breaks")
BREAKS_LEAD = Text(
    nl="Over een breuk heen wordt niets vergeleken: een lijn stopt daar.",
    en="Nothing is compared across a break: a line stops there.",
)
LEVELS = Text(nl="Niveaus", en="Levels")
DICTIONARY = Text(nl="Wat elk cijfer betekent", en="What every figure means")
EDITIONS = Text(nl="Edities", en="Editions")
EDITIONS_LEAD = Text(
    nl="Een editie verandert nooit meer. Eerdere edities blijven te openen.",
    en="An edition never changes again. Earlier editions can still be opened.",
)

frame = shell_frame()
edition = frame.cube.edition
title(frame.language, TITLE, LEAD)
heading(frame.language, PROTECTION)
html(protection_of(frame.cube, frame.language))
heading(frame.language, BREAKS, BREAKS_LEAD)
html(breaks_of(frame.cube, frame.language))
heading(frame.language, LEVELS)
html(levels_of(frame.cube, frame.language))
heading(frame.language, DICTIONARY)
html("".join(definition_of(indicator, frame.language) for indicator in indicators().values()))
heading(frame.language, EDITIONS, EDITIONS_LEAD)
html(editions_of(edition_names(frame.audience), edition, current_name(frame.audience), frame.language))
