"""Choosing collective risks: the order of the latest round, what already runs, and how firm the first places are."""

from decimal import Decimal
from itertools import pairwise
from typing import Final

from analytics import vocabulary
from analytics.evidence import Content, framed
from analytics.fact import parts
from analytics.figure import Category, Figure, Mark, Series, Table
from analytics.indicator import indicators
from analytics.marks import AT_LEAST, mark
from analytics.risks.collective_work import CHOSEN, chosen_in, decisions, work_on
from analytics.risks.risk import HEADER, HIDDEN, SEVERITY, SEVERITY_FIRST, TIES, UNMADE, by_bound, rated_by
from analytics.risks.risk_order import Ranked, latest_made, level, partly_hidden, ranked, span
from analytics.risks.risk_years import AS_FAR_AS_SHOWN
from analytics.text import Language, Text, join, number, say
from data.cube import Cube

CHOICES: Final = 2  # the first so many, where the parties have chosen nothing together yet
ON_TOP = Text(nl="In {round} staan {themes} bovenaan", en="In {round}, {themes} come first")
ONE_ON_TOP = Text(nl="In {round} staat {themes} bovenaan", en="In {round}, {themes} comes first")
CHOSEN_ALREADY = Text(nl="{top}; {themes} is al eerder gekozen", en="{top}; {themes} has been chosen before")
SOME_CHOSEN = Text(nl="{top}; {themes} zijn al eerder gekozen", en="{top}; {themes} have been chosen before")
BOTH_CHOSEN = Text(nl="{top}; beide zijn al eerder gekozen", en="{top}; both have been chosen before")
NEITHER = Text(nl="{top}; geen van beide is eerder gekozen", en="{top}; neither has been chosen before")
NOT_CHOSEN = Text(nl="{top}; dat is niet eerder gekozen", en="{top}; it has not been chosen before")
NONE_CHOSEN = Text(nl="{top}; geen daarvan is eerder gekozen", en="{top}; none of them has been chosen before")
ORDER_SUBTITLE = Text(
    nl="Risicothema's volgens de risicoanalyses van de bedrijven, {round}{n}, op ernst en dan op waarschijnlijkheid "
    "(1-5), met lopende acties en wat er openbaar over is vastgelegd",
    en="Risk themes according to the companies' risk analyses, {round}{n}, by severity and then likelihood (1-5), with "
    "actions in progress and what is publicly on record",
)
IN_PROGRESS = Text(nl="Actie in uitvoering bij", en="Action in progress at")
ACTIONS = Text(
    nl="Acties zijn die uit de actieplannen van de bedrijven{n}. Een actie zonder risicothema telt hier niet mee; wat "
    "gepland en afgerond is, staat bij ‘Plannen en acties’.",
    en="Actions are those of the companies' action plans{n}. An action without a risk theme does not count here; what "
    "is planned and completed stands under ‘Plans and actions’.",
)
WITH_PLAN = Text(nl=" ({n} bedrijven met een plan)", en=" ({n} companies with a plan)")
RUNNING = Text(nl="Gekozen, en wat er loopt of liep", en="Chosen, and what is or was under way")
CHOSEN_BEFORE = Text(nl="gekozen in {rounds}", en="chosen in {rounds}")
NOTHING = Text(nl="niets vastgelegd", en="nothing recorded")
NOTHING_ELSE = Text(nl="verder niets vastgelegd", en="nothing else recorded")
LEVEL_TITLE = Text(
    nl="De nummers {last} en {next}, ‘{above}’ en ‘{below}’, ontlopen elkaar nauwelijks in ernst",
    en="Numbers {last} and {next}, ‘{above}’ and ‘{below}’, hardly differ in severity",
)
CLEAR_TITLE = Text(
    nl="‘{above}’ op plaats {last} staat {difference} hoger in ernst dan ‘{below}’ op plaats {next}",
    en="‘{above}’ in place {last} is {difference} higher in severity than ‘{below}’ in place {next}",
)
FIRM_SUBTITLE = Text(
    nl="Verschil in gemiddelde ernst (1-5) tussen thema's die na elkaar komen, {round}{n}",
    en="Difference in mean severity (1-5) between themes that follow each other, {round}{n}",
)
BY_ROUNDING = Text(
    nl="De getallen zijn op 0,1 afgerond. Een verschil van hoogstens 0,1 kan daardoor ontstaan; de volgorde is dan "
    "niet zeker.",
    en="The numbers are rounded to 0.1. A difference of 0.1 at most can arise from that; then the order is not "
    "certain.",
)
ONE_COMPANY = Text(
    nl="Bij {n} bedrijven verschuift een gemiddelde {shift} als één bedrijf één punt hoger of lager oordeelt.",
    en="With {n} companies, a mean shifts by {shift} if one company rates one point higher or lower.",
)
NOT_ADVICE = Text(
    nl="De volgorde komt uit de oordelen van de bedrijven zelf. Welke risico's gezamenlijk worden aangepakt, kiezen de "
    "partijen.",
    en="The order follows from the companies' own ratings. Which risks are tackled together is for the parties to "
    "choose.",
)
IS_LEVEL, IS_CLEAR = Text(nl="niet zeker", en="not certain"), Text(
    nl="verschil groter dan de afronding", en="differs by more than the rounding"
)  # fmt: skip
FIRM_HEADER = (
    Text(nl="Plaatsen", en="Places"), Text(nl="Thema's", en="Themes"), HEADER[2], Text(nl="Verschil", en="Difference"),
    Text(nl="Volgorde", en="Order"),
)  # fmt: skip
PLACES = 4


def collective_order(cube: Cube, language: Language) -> Figure:
    """The themes of the latest round with an overview of risks, and what runs on each; a table."""
    chosen = latest_made(cube)
    rows = ranked(cube, language, round=chosen)
    shown = any(span(each.severity) for each in rows)
    running = tuple(_running(cube, each, round=chosen, language=language) for each in rows)
    name = vocabulary.round_short(cube, chosen, language)
    content = Content(
        key="collective_order",
        form="table",
        title=_order_title(cube, rows, round_name=name, language=language),
        subtitle=say(ORDER_SUBTITLE, language, round=name, n=rated_by(rows, language)),
        categories=tuple(Category(each.code, each.name) for each in rows),
        series=(
            Series("severity", SEVERITY.in_(language), "accent", tuple(each.severity for each in rows)),
            Series("likelihood", HEADER[3].in_(language), "quiet", tuple(each.likelihood for each in rows)),
            Series("prioritised", HEADER[4].in_(language), "quiet", tuple(each.prioritised for each in rows)),
            Series("in_progress", IN_PROGRESS.in_(language), "quiet", running),
        ),
        table=Table(
            tuple(each.in_(language) for each in (*HEADER[:5], IN_PROGRESS, RUNNING)),
            tuple(_order_row(cube, *each, language=language) for each in zip(rows, running, strict=True)),
            (True, False, True, True, True, True, False),
        ),
        rounds=(chosen,),
        notes=(
            SEVERITY_FIRST.in_(language),
            *([TIES.in_(language)] if shown else []),
            NOT_ADVICE.in_(language),
            *by_bound(rows, language),
            say(ACTIONS, language, n=_plans(running, language)),
        ),
        unit="",
        axis=(1, cube.agreement.scoring.severity_scale),
    )
    return framed(cube, language, content=content, indicator=indicators()["risk_severity"])


def collective_firm(cube: Cube, language: Language) -> Figure:
    """How far the first themes of the latest round lie apart, beside what rounding and one company can do."""
    chosen = latest_made(cube)
    rows = ranked(cube, language, round=chosen)
    first = [each for each in rows if span(each.severity)][: max(PLACES, choices(cube) + 1)]
    name = vocabulary.round_short(cube, chosen, language)
    n = min((each.severity.n for each in first if each.severity.n), default=None)
    last = choices(cube)
    firm = len(first) > last
    hidden = say(UNMADE if all(each.severity.state == "not_made" for each in rows) else HIDDEN, language, round=name)
    content = Content(
        key="collective_firm",
        form="table",
        title=_firm_title(first[last - 1], first[last], last=last, language=language) if firm else hidden,
        subtitle=say(FIRM_SUBTITLE, language, round=name, n=rated_by(rows, language)),
        categories=tuple(Category(each.code, each.name) for each in first),
        series=(Series("severity", SEVERITY.in_(language), "accent", tuple(each.severity for each in first)),),
        table=Table(
            tuple(each.in_(language) for each in FIRM_HEADER),
            tuple(
                (join((str(place), str(place + 1)), language), join((f"‘{above.name}’", f"‘{below.name}’"), language),
                 join((above.severity.text, below.severity.text), language), _difference(above, below, language),
                 (IS_LEVEL if level(above, below) else IS_CLEAR).in_(language))
                for place, (above, below) in enumerate(pairwise(first), start=1)
            ),
            (False, False, True, True, False),
        ),
        rounds=(chosen,),
        notes=(
            BY_ROUNDING.in_(language),
            *([say(ONE_COMPANY, language, n=n, shift=number(1 / n, language, decimals=2))] if n else []),
        ),
        unit="",
        axis=(1, cube.agreement.scoring.severity_scale),
        empty=None if firm else hidden,
    )  # fmt: skip
    return framed(cube, language, content=content, indicator=indicators()["risk_severity"])


def choices(cube: Cube) -> int:
    """How many collective risks the parties chose together the last time; two where they never did."""
    made = [parts(row, "themes") for row in decisions(cube) if row["subject"] == CHOSEN]
    return next((len(each) for each in reversed(made) if each), CHOICES)


def _order_title(cube: Cube, rows: tuple[Ranked, ...], *, round_name: str, language: Language) -> str:
    """The first themes by what is shown, as many as were chosen the last time, and which of them were chosen before.

    What shares the last of these places is named too: the alphabet decides nothing.
    """
    if all(each.severity.state == "not_made" for each in rows):
        return say(UNMADE, language, round=round_name)
    top = [each for each in rows if each.rank is not None and each.rank <= choices(cube)]
    if len(top) < choices(cube):
        return say(HIDDEN, language, round=round_name)
    themes = join((f"‘{each.name}’" for each in top), language)
    named = say(ON_TOP if len(top) > 1 else ONE_ON_TOP, language, round=round_name, themes=themes)
    named = say(AS_FAR_AS_SHOWN, language, title=named) if partly_hidden(rows) else named
    before = [f"‘{each.name}’" for each in top if chosen_in(cube, each.code)]
    both = len(top) == 2
    if not before:
        text = NOT_CHOSEN if len(top) == 1 else NEITHER if both else NONE_CHOSEN
    elif len(before) == 1:
        text = CHOSEN_ALREADY
    else:
        text = BOTH_CHOSEN if both else SOME_CHOSEN
    return say(text, language, top=named, themes=join(before, language))


def _running(cube: Cube, row: Ranked, *, round: int, language: Language) -> Mark:
    """The companies with an action in progress on a theme."""
    cell = cube.cell("action_theme_companies", f"{row.code}:in_progress", round=round)
    return mark(cell, row.code, unit="companies", language=language)


def _plans(running: tuple[Mark, ...], language: Language) -> str:
    """How many companies have an action plan, in brackets; nothing where no number is shown."""
    n = next((each.n for each in running if each.n is not None), None)
    return "" if n is None else say(WITH_PLAN, language, n=n)


def _order_row(cube: Cube, row: Ranked, running: Mark, *, language: Language) -> tuple[str, ...]:
    before = join((vocabulary.round_short(cube, each, language) for each in chosen_in(cube, row.code)), language)
    chosen = [say(CHOSEN_BEFORE, language, rounds=before)] if before else []
    work = work_on(cube, row.code, language) or ((NOTHING_ELSE if before else NOTHING).in_(language),)
    return (str(row.rank or ""), row.name, row.severity.text, row.likelihood.text, row.prioritised.text,
            running.text, "; ".join((*chosen, *work)))  # fmt: skip


def _firm_title(above: Ranked, below: Ranked, *, last: int, language: Language) -> str:
    """What separates the last theme that would be chosen from the first that would not."""
    return say(
        LEVEL_TITLE if level(above, below) else CLEAR_TITLE, language, last=last, next=last + 1,
        above=above.name, below=below.name, difference=_difference(above, below, language),
    )  # fmt: skip


def _difference(above: Ranked, below: Ranked, language: Language) -> str:
    """The difference of two severities as shown; what it is at least where either is a bound."""
    higher, lower = span(above.severity), span(below.severity)
    if higher is None or lower is None:
        return "–"
    value = number(max(higher[0] - lower[1], Decimal(0)), language, decimals=1)
    exact = higher[0] == higher[1] and lower[0] == lower[1]
    return value if exact else say(AT_LEAST, language, value=value)
