"""How the target of a company goes with its years of membership, and what that does to the companies on schedule."""

from itertools import pairwise
from typing import Literal

from analytics.text import Language, Text
from data.cube import Cube

Course = Literal["rises", "falls", "stays", "varies"]

ON_SCHEDULE: dict[Course, Text] = {
    "rises": Text(
        nl="Het doel stijgt met de lidmaatschapsjaren. Het aantal bedrijven op schema kan dalen terwijl de scores "
        "stijgen.",
        en="The target rises with the years of membership. Fewer companies may be on schedule while scores rise.",
    ),
    "falls": Text(
        nl="Het doel daalt met de lidmaatschapsjaren. Het aantal bedrijven op schema kan stijgen terwijl de scores "
        "dalen.",
        en="The target falls with the years of membership. More companies may be on schedule while scores fall.",
    ),
    "stays": Text(
        nl="Het doel blijft met de lidmaatschapsjaren gelijk.",
        en="The target stays the same over the years of membership.",
    ),
    "varies": Text(
        nl="Het doel gaat met de lidmaatschapsjaren niet één kant op. Het aantal bedrijven op schema kan daardoor "
        "stijgen terwijl de scores dalen, en andersom.",
        en="The target does not go one way with the years of membership. So more companies may be on schedule while "
        "scores fall, and the other way round.",
    ),
}


def course(cube: Cube) -> Course | None:
    """Which way the minimum goes from one membership year to the next, over all sizes; None where there are no targets.

    "rises" and "falls": it may stand still, and of some sizes always does.
    """
    agreement = cube.agreement
    years = sorted({each.membership_year for each in agreement.targets})
    if not years:
        return None
    found = set[Course]()
    for size in [each.code for each in agreement.size_classes] or [""]:
        minimums = [each for year in years if (each := agreement.target(year, size)) is not None]
        found |= {"rises" if later > earlier else "falls" for earlier, later in pairwise(minimums) if later != earlier}
    if len(found) > 1:
        return "varies"
    return next(iter(found), "stays")


def on_schedule_note(cube: Cube, language: Language) -> tuple[str, ...]:
    """Why the companies on schedule need not go the way of the scores; nothing where there are no targets."""
    found = course(cube)
    return (ON_SCHEDULE[found].in_(language),) if found else ()
