"""What companies do about their risks: actions of their plans per OECD step, or what is counted else, and status.

The plenary sees companies with such an action; how many actions there are stands in the secretariat's edition only.
"""

from collections.abc import Callable
from dataclasses import dataclass

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Series, anything_told, grid_table
from analytics.indicator import indicators
from analytics.marks import WITHHELD, mark
from analytics.profile import STEPS
from analytics.text import Language, Text, number, say
from data.cube import Cube

STATUS, DONE = "action_status", "done"
UNMADE = Text(nl="Over {round} zijn geen actieplannen gemaakt", en="No action plans were made for {round}")
HIDDEN = Text(
    nl="Welke acties bedrijven in {round} afrondden, wordt niet getoond",
    en="Which actions companies completed in {round} is not shown",
)
NOTHING = Text(
    nl="Welke acties bedrijven in {round} planden, uitvoerden of afrondden, wordt niet getoond",
    en="Which actions companies planned, carried out or completed in {round} is not shown",
)
SELF_REPORTED = Text(
    nl="De stand van een actie is wat het bedrijf zelf opgaf. Zij zegt niet hoe groot de actie is.",
    en="The status of an action is what the company itself reported. It does not tell how large the action is.",
)
MORE_THAN_ONE = Text(
    nl="Een bedrijf met meerdere acties kan bij meer stappen en in meer kolommen meetellen. Tel de aantallen dus niet "
    "bij elkaar op.",
    en="A company with several actions may count at several steps and in several columns, so do not add the counts up.",
)


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted: the measure (also the figure's key), its declaration, the rows of a round, and its own words.

    rows: the codes and names of what actions are counted by, in order; heading: what these are.
    """

    measure: str
    indicator: str
    rows: Callable[[Cube, int, Language], tuple[Category, ...]]
    heading: Text
    title: Text
    at_most: Text
    none: Text
    subtitle: Text
    notes: tuple[Text, ...]


def _steps(cube: Cube, _: int, language: Language) -> tuple[Category, ...]:
    return tuple(Category(each.code, vocabulary.step_short(cube, each.code, language)) for each in cube.agreement.steps)


COMPANIES = Counted(
    "action_companies",
    "actions_done",
    _steps,
    STEPS.heading,
    Text(
        nl="In {round} hadden bedrijven het vaakst een afgeronde actie bij ‘{row}’ ({count} van de {n})",
        en="In {round}, companies most often had a completed action at ‘{row}’ ({count} of {n})",
    ),
    Text(
        nl="In {round} hadden per OESO-stap hoogstens {count} van de {n} bedrijven een afgeronde actie",
        en="In {round}, at most {count} of the {n} companies had a completed action at any one OECD step",
    ),
    Text(
        nl="In {round} had geen van de {n} bedrijven met een actieplan een afgeronde actie",
        en="In {round}, none of the {n} companies with an action plan had a completed action",
    ),
    Text(
        nl="Bedrijven met ten minste één actie per OESO-stap en stand, van de bedrijven met een actieplan in {round} "
        "(n = {n})",
        en="Companies with at least one action by OECD step and status, of the companies with an action plan in "
        "{round} (n = {n})",
    ),
    (MORE_THAN_ONE, SELF_REPORTED),
)
ROWS = Counted(
    "action_rows",
    "action_rows",
    _steps,
    STEPS.heading,
    Text(
        nl="In {round} waren er de meeste afgeronde acties bij ‘{row}’ ({count})",
        en="In {round}, ‘{row}’ had the most completed actions ({count})",
    ),
    Text(
        nl="In {round} waren per OESO-stap hoogstens {count} acties afgerond",
        en="In {round}, at most {count} actions were completed at any one OECD step",
    ),
    Text(nl="In {round} was geen enkele actie afgerond", en="In {round}, no action was completed"),
    Text(
        nl="Aantal acties per OESO-stap en stand, van de bedrijven met een actieplan in {round} (n = {n})",
        en="Number of actions by OECD step and status, of the companies with an action plan in {round} (n = {n})",
    ),
    (SELF_REPORTED,),
)


def row_figures(cube: Cube) -> tuple[Callable[..., Figure], ...]:
    """The figure on how many actions there are; none in an edition that has no cells for it."""
    return (action_rows,) if cube.cells(ROWS.measure) else ()


def action_companies(cube: Cube, language: Language, *, round: int | None = None) -> Figure:
    """Companies with at least one action, per step and status, in one round (the latest by default)."""
    return counted_grid(cube, language, counted=COMPANIES, round=round or rounds(cube)[-1])


def action_rows(cube: Cube, language: Language, *, round: int | None = None) -> Figure:
    """How many actions, per step and status, in one round (the latest by default)."""
    return counted_grid(cube, language, counted=ROWS, round=round or rounds(cube)[-1])


def counted_grid(cube: Cube, language: Language, *, counted: Counted, round: int) -> Figure:
    """A row per step or theme and a column per status, with what most was completed of as its title."""
    statuses = tuple(Category(code, name.in_(language)) for code, name in cube.agreement.vocabulary[STATUS].items())
    series = tuple(
        Series(each.code, each.label, "accent", tuple(
            mark(cube.cell(counted.measure, f"{each.code}:{status.code}", round=round), status.code, unit="companies",
                 language=language)
            for status in statuses
        ))
        for each in counted.rows(cube, round, language)
    )  # fmt: skip
    marks = [made for each in series for made in each.marks]
    name = vocabulary.round_short(cube, round, language)
    n = next((made.n for made in marks if made.n is not None), None)
    made_none = all(made.state in ("not_made", "absent") for made in marks)
    told = anything_told(series)
    title = _title(series, counted, name, n, language=language) if told else say(NOTHING, language, round=name)
    if made_none:
        title = say(UNMADE, language, round=name)
    content = Content(
        key=counted.measure,
        form="grid",
        title=title,
        subtitle=say(counted.subtitle, language, round=name, n=WITHHELD.in_(language) if n is None else n),
        categories=statuses,
        series=series,
        table=grid_table(counted.heading.in_(language), statuses, series),
        rounds=(round,),
        notes=tuple(each.in_(language) for each in counted.notes),
        unit="",
        axis=(0, max(n or 0, *(made.value or 0 for made in marks), 1)),
        empty=None if told else title,
    )
    return framed(cube, language, content=content, indicator=indicators()[counted.indicator])


def _title(series: tuple[Series, ...], counted: Counted, round_name: str, n: int | None, *, language: Language) -> str:
    """The row where most was completed, where one stands out for certain; otherwise how many it were at most."""
    done = {each.label: made for each in series for made in each.marks if made.at == DONE}
    if n is None or not all(made.is_told for made in done.values()):
        return say(HIDDEN, language, round=round_name)
    words = {"round": round_name, "n": number(n, language)}
    most, *others = sorted(done, key=lambda label: done[label].hi or 0, reverse=True)
    if done[most].state == "shown" and all((done[label].hi or 0) < (done[most].value or 0) for label in others):
        return say(counted.title, language, row=most, count=done[most].text, **words)
    if not done[most].hi:
        return say(counted.none, language, **words)
    return say(counted.at_most, language, count=number(done[most].hi or 0, language), **words)
