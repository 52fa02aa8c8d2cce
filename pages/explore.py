"""Explore: any indicator, for any item and group of the edition, over any rounds."""

from data.cube import Text
from pages.parts.explorer import answer
from pages.parts.frame import shell_frame
from pages.parts.look import title

TITLE = Text(nl="Verkennen", en="Explore")
LEAD = Text(
    nl="Elke vraag die deze editie kan beantwoorden: kies een cijfer, waarover het gaat, welke bedrijven en welke "
    "jaren. Het adres van deze pagina onthoudt de keuze en de editie; wie de link opent, ziet precies hetzelfde.",
    en="Any question that this edition can answer: choose a figure, what it is about, which companies and which years. "
    "The address of this page remembers the choice and the edition; whoever opens the link sees exactly the same.",
)

frame = shell_frame()
title(frame.language, TITLE, LEAD)
answer(frame)
