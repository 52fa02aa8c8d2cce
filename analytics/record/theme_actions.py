"""What companies do about their risks: actions of their plans per risk theme and status, in one round.

An action need not have a theme: what has none counts at its step (`actions.py`) and nowhere here. The themes are those
of the round's own list.
"""

from collections.abc import Callable

from analytics.breaks import rounds
from analytics.figure import Category, Figure
from analytics.record.actions import SELF_REPORTED, Counted, counted_grid
from analytics.text import Language, Text
from data.cube import Cube

THEME = Text(nl="Risicothema", en="Risk theme")
NO_THEME = Text(
    nl="Een actie hoeft geen risicothema te hebben. Acties zonder thema tellen hier niet mee; per OESO-stap wel.",
    en="An action need not have a risk theme. Actions without a theme do not count here; by OECD step they do.",
)
MORE_THAN_ONE = Text(
    nl="Een bedrijf met meerdere acties kan bij meer thema's en in meer kolommen meetellen. Tel de aantallen dus niet "
    "bij elkaar op.",
    en="A company with several actions may count at several themes and in several columns, so do not add the counts "
    "up.",
)


def _themes(cube: Cube, round: int, language: Language) -> tuple[Category, ...]:
    return tuple(
        Category(each.code, each.name.in_(language))
        for each in cube.agreement.themes_of(cube.agreement.round(round).theme_list)
    )


COMPANIES = Counted(
    "action_theme_companies",
    "actions_done_theme",
    _themes,
    THEME,
    Text(
        nl="In {round} hadden bedrijven het vaakst een afgeronde actie voor ‘{row}’ ({count} van de {n})",
        en="In {round}, companies most often had a completed action on ‘{row}’ ({count} of {n})",
    ),
    Text(
        nl="In {round} hadden per risicothema hoogstens {count} van de {n} bedrijven een afgeronde actie",
        en="In {round}, at most {count} of the {n} companies had a completed action on any one risk theme",
    ),
    Text(
        nl="In {round} had geen van de {n} bedrijven met een actieplan een afgeronde actie voor een risicothema",
        en="In {round}, none of the {n} companies with an action plan had a completed action on a risk theme",
    ),
    Text(
        nl="Bedrijven met ten minste één actie per risicothema en stand, van de bedrijven met een actieplan in {round} "
        "(n = {n})",
        en="Companies with at least one action by risk theme and status, of the companies with an action plan in "
        "{round} (n = {n})",
    ),
    (NO_THEME, MORE_THAN_ONE, SELF_REPORTED),
)
ROWS = Counted(
    "action_theme_rows",
    "action_theme_rows",
    _themes,
    THEME,
    Text(
        nl="In {round} waren er de meeste afgeronde acties voor ‘{row}’ ({count})",
        en="In {round}, ‘{row}’ had the most completed actions ({count})",
    ),
    Text(
        nl="In {round} waren per risicothema hoogstens {count} acties afgerond",
        en="In {round}, at most {count} actions were completed on any one risk theme",
    ),
    Text(
        nl="In {round} was geen enkele actie voor een risicothema afgerond",
        en="In {round}, no action on a risk theme was completed",
    ),
    Text(
        nl="Aantal acties per risicothema en stand, van de bedrijven met een actieplan in {round} (n = {n})",
        en="Number of actions by risk theme and status, of the companies with an action plan in {round} (n = {n})",
    ),
    (NO_THEME, SELF_REPORTED),
)


def theme_figures(cube: Cube) -> tuple[Callable[..., Figure], ...]:
    """The figure on companies; none in an edition from before actions were counted by theme."""
    return (theme_companies,) if cube.cells(COMPANIES.measure) else ()


def theme_row_figures(cube: Cube) -> tuple[Callable[..., Figure], ...]:
    """The figure on how many actions there are; none in an edition that has no cells for it."""
    return (theme_rows,) if cube.cells(ROWS.measure) else ()


def theme_companies(cube: Cube, language: Language, *, round: int | None = None) -> Figure:
    """Companies with at least one action, per theme and status, in one round (the latest by default)."""
    return counted_grid(cube, language, counted=COMPANIES, round=round or rounds(cube)[-1])


def theme_rows(cube: Cube, language: Language, *, round: int | None = None) -> Figure:
    """How many actions, per theme and status, in one round (the latest by default)."""
    return counted_grid(cube, language, counted=ROWS, round=round or rounds(cube)[-1])
