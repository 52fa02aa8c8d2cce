"""Every action that is planned or in progress, and how long it is overdue, in an edition that holds such rows."""

from collections.abc import Callable

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.evidence import Content, framed
from analytics.fact import free_word
from analytics.figure import Figure, Table
from analytics.profile import STEPS
from analytics.record.actions import SELF_REPORTED, STATUS, UNMADE
from analytics.text import Language, Text, count, day, number, say
from data.cube import Action, Cube

OPEN = ("planned", "in_progress")
LATE = Text(
    nl="Gerekend tot {date}, het einde van {round}, is bij {late} van de {open} openstaande acties de datum "
    "verstreken, het langst al {days}",
    en="Counted up to {date}, the end of {round}, the due date of {late} of the {open} open actions has passed, the "
    "longest by {days}",
)
ON_TIME = Text(
    nl="Gerekend tot {date}, het einde van {round}, is bij geen van de openstaande acties ({open}) de datum verstreken",
    en="Counted up to {date}, the end of {round}, the due date of none of the open actions ({open}) has passed",
)
NONE = Text(nl="In {round} stonden er geen acties open", en="There were no open actions in {round}")
SUBTITLE = Text(
    nl="Acties die gepland of in uitvoering zijn, zonder naam van het bedrijf; dagen over datum tot {date}",
    en="Actions that are planned or in progress, without the company's name; days overdue up to {date}",
)
TWO_DAYS = Text(
    nl="De stand is die van het actieplan dat het bedrijf in dat jaar indiende; de dagen tellen tot het einde van dat "
    "jaar. Wat tussen indienen en dat einde gereedkwam, staat hier dus nog als open; waarvan de datum later valt, "
    "staat er als ‘nog niet’.",
    en="The status is that of the action plan that the company handed in that year; the days count up to the end of "
    "that year. What was completed between handing in and that end is therefore still listed as open; what falls due "
    "later is listed as ‘not yet’.",
)
WORDS = Text(
    nl="Partner en gevraagde steun staan er in de woorden van de bedrijven. Wat maar één bedrijf noemt, staat er als "
    "‘overig’.",
    en="Partner and support wanted stand in the words of the companies. What one company alone names is given as "
    "‘other’.",
)
HEADER = (
    STEPS.heading, Text(nl="Risicothema", en="Risk theme"), Text(nl="Stand", en="Status"),
    Text(nl="Datum", en="Due date"), Text(nl="Dagen over datum", en="Days overdue"),
    Text(nl="Partner", en="Partner"), Text(nl="Gevraagde steun", en="Support wanted"),
)  # fmt: skip
DAYS = (Text(nl="dag", en="day"), Text(nl="dagen", en="days"))
NOT_YET = Text(nl="nog niet", en="not yet")
NOTHING = "–"


def list_figures(cube: Cube) -> tuple[Callable[..., Figure], ...]:
    """The list of open actions; none in an edition that holds no rows of actions."""
    return (action_list,) if cube.actions else ()


def action_list(cube: Cube, language: Language, *, round: int | None = None) -> Figure:
    """The open actions of a round (the latest by default), those longest overdue first; a table."""
    chosen = round or rounds(cube)[-1]
    here = [each for each in cube.actions if each.round == chosen]
    steps = {each.code: each.number for each in cube.agreement.steps}
    found = sorted(
        (each for each in here if each.status in OPEN),
        key=lambda each: (-(each.days_overdue or 0), str(each.due or "9999"), steps[each.step], each.action),
    )
    late = [each.days_overdue for each in found if each.days_overdue]
    name = vocabulary.round_short(cube, chosen, language)
    text = NONE if not found else LATE if late else ON_TIME
    made = "actions" not in cube.agreement.round(chosen).not_made
    end = day(cube.agreement.round(chosen).end, language)
    title = say(
        text, language, round=name, date=end, open=number(len(found), language),
        late=number(len(late), language), days=count(max(late, default=0), DAYS, language),
    )  # fmt: skip
    content = Content(
        key="action_list",
        form="table",
        title=title if made else say(UNMADE, language, round=name),
        subtitle=say(SUBTITLE, language, date=end),
        categories=(),
        series=(),
        table=Table(
            tuple(each.in_(language) for each in HEADER),
            tuple(_row(cube, each, language=language) for each in found),
            (False, False, False, False, True, False, False),
        ),
        rounds=(chosen,),
        notes=(SELF_REPORTED.in_(language), *([TWO_DAYS.in_(language)] if found else []), WORDS.in_(language)),
        empty=None if found else title if made else say(UNMADE, language, round=name),
    )
    return framed(cube, language, content=content, indicator=None)


def _row(cube: Cube, action: Action, *, language: Language) -> tuple[str, ...]:
    return (
        vocabulary.step_short(cube, action.step, language),
        vocabulary.theme(cube, action.theme, language) if action.theme else NOTHING,
        vocabulary.word(cube, STATUS, action.status, language),
        day(action.due, language) if action.due else NOTHING,
        _overdue(action, language),
        *(free_word(each, language) if each else NOTHING for each in (action.partner, action.support_wanted)),
    )


def _overdue(action: Action, language: Language) -> str:
    """How many days an open action is overdue; in words where its day is still to come."""
    if action.days_overdue is None:
        return NOTHING
    return number(action.days_overdue, language) if action.days_overdue else NOT_YET.in_(language)
