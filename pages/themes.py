"""Risk themes: how severe and likely companies judge them, and how mature they are in dealing with them."""

from functools import partial

from analytics.evidence import INTERNAL
from analytics.risks.risk_counts import count_figures, where_figures
from analytics.risks.themes import risk_development, risk_field, risk_first, risk_ranking, theme_profile, theme_trend
from data.cube import Text
from pages.parts.frame import shell_frame
from pages.parts.look import heading, title
from pages.parts.picks import pick_pair, pick_rated_theme, pick_risk_round, pick_theme
from pages.parts.showing import show_chosen, show_figure

TITLE = Text(nl="Risicothema's", en="Risk themes")
LEAD = Text(
    nl="Wat bedrijven zelf als hun grootste risico's zien: eerst de ernst, dan de waarschijnlijkheid. En hoe ver zij "
    "per thema zijn.",
    en="What companies see as their main risks: severity first, then likelihood. And how far they have come per theme.",
)
RISKS = Text(nl="Welke risico's wegen het zwaarst", en="Which risks weigh most")
FIRST = Text(nl="De eerste drie door de jaren", en="The first three over the years")
DEVELOPMENT = Text(nl="Ernst door de jaren", en="Severity over the years")
MATURITY = Text(nl="Hoe ver bedrijven per thema zijn", en="How far companies have come per theme")
COUNTS = Text(
    nl="Hoe bedrijven een risico beoordelen, en in welke landen en bij welke grondstoffen zij het zien.",
    en="How companies rate a risk, and in which countries and with which raw materials they see it.",
)

frame = shell_frame()
title(frame.language, TITLE, LEAD)
heading(frame.language, RISKS)
show_chosen(frame, risk_ranking, risk_field, round=pick_risk_round)
heading(frame.language, FIRST)
show_figure(frame, risk_first)
heading(frame.language, DEVELOPMENT)
show_figure(frame, risk_development)
heading(frame.language, MATURITY)
show_chosen(frame, theme_profile, pair=pick_pair)
show_chosen(frame, theme_trend, theme=pick_theme)
if internal := count_figures(frame.cube):
    heading(frame.language, INTERNAL, COUNTS)
    show_chosen(frame, *internal, theme=pick_rated_theme, round=partial(pick_risk_round, key="rated_in"))
    show_chosen(frame, *where_figures(frame.cube), round=partial(pick_risk_round, key="seen_in"))
