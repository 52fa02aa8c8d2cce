"""Are action plans handed in on time: per round, of the companies from which one was expected."""

from typing import Final

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, Table
from analytics.indicator import indicators
from analytics.reach.participation import BASES_DIFFER, SHARE, share
from analytics.record.published import counted_before
from analytics.text import Language, Text, day, say
from data.cube import Cube

PLAN: Final = "action_plan"
PUBLISHED: Final = "action_plan_on_time"  # as the agreement's reports name it
HANDED_IN, ON_TIME = Text(nl="ingediend", en="handed in"), Text(nl="op tijd ingediend", en="handed in on time")
TITLE = Text(
    nl="In {round} werden {count} verwachte actieplannen op tijd ingediend",
    en="In {round}, {count} expected action plans were handed in on time",
)
LOWEST = Text(nl="{title}; het kleinst was het aandeel in {round} ({count})",
              en="{title}; the share was smallest in {round} ({count})")  # fmt: skip
HIDDEN = Text(
    nl="Hoeveel actieplannen op tijd werden ingediend, wordt niet getoond",
    en="How many action plans were handed in on time is not shown",
)
NONE = Text(nl="Deze overeenkomst vraagt geen actieplan.", en="This agreement asks for no action plan.")
SUBTITLE = Text(
    nl="Bedrijven die hun actieplan indienden en die dat op tijd deden, van de bedrijven waarvan het in dat jaar werd "
    "verwacht",
    en="Companies that handed in their action plan and those that did so on time, of the companies from which it was "
    "expected that year",
)
DUE = Text(nl="Uiterste datum", en="Due date")
YEAR = Text(nl="Jaar", en="Year")
NO_DATE = "–"


def plans_on_time(cube: Cube, language: Language) -> Figure:
    """Action plans handed in, and handed in on time, per round with its own base; bounds where counts are coded."""
    numbers = rounds(cube)
    asked = any(each.code == PLAN for each in cube.agreement.deliverables)
    handed = [share(cube, PLAN, each, language=language) for each in numbers]
    # Where no plan was expected there is nothing that could be on time either.
    timely = [
        share(cube, PLAN, each, language=language, measure="on_time") if one.is_told else one
        for each, one in zip(numbers, handed, strict=True)
    ]
    labels = [vocabulary.round_label(cube, each, language) for each in numbers]
    content = Content(
        key="plans_on_time",
        form="bars",
        title=_title(cube, timely, language=language),
        subtitle=SUBTITLE.in_(language),
        categories=tuple(Category(str(each), label) for each, label in zip(numbers, labels, strict=True)),
        series=(
            Series("submitted", HANDED_IN.in_(language), "quiet", tuple(handed)),
            Series("on_time", ON_TIME.in_(language), "accent", tuple(timely)),
        ),
        table=Table(
            tuple(each.in_(language) for each in (YEAR, HANDED_IN, ON_TIME, DUE)),
            tuple(
                (label, one.text, other.text, _due(cube, number, language=language))
                for number, label, one, other in zip(numbers, labels, handed, timely, strict=True)
            ),
            (False, True, True, False),
        ),
        rounds=numbers,
        notes=(
            *counted_before(cube, language, figure=PUBLISHED, shown=_exact(cube, timely)),
            BASES_DIFFER.in_(language),
        ),
        axis=(0, 100),
        axis_title=SHARE.in_(language),
        empty=None if asked else NONE.in_(language),
    )
    return framed(cube, language, content=content, indicator=indicators()["participation"])


def _title(cube: Cube, marks: list[Mark], *, language: Language) -> str:
    """The latest shown round, and the one whose share is smallest for certain; bases differ, so no change."""
    told = [made for made in marks if made.is_told]
    if not told:
        return HIDDEN.in_(language)
    latest, least = told[-1], min(told, key=lambda made: made.hi or 0)
    names = {made.at: vocabulary.round_short(cube, int(made.at), language) for made in told}
    title = say(TITLE, language, round=names[latest.at], count=latest.text)
    others = [made for made in marks if made is not least and made.state in ("shown", "bounded", "withheld")]
    if latest is least or any((made.lo or 0) <= (least.hi or 0) for made in others):
        return title
    return say(LOWEST, language, title=title, round=names[least.at], count=least.text)


def _exact(cube: Cube, marks: list[Mark]) -> dict[int, tuple[int, int]]:
    """The plans that were on time and those expected, of the rounds that show both as numbers."""
    counts = {int(made.at): cube.cell("on_time", PLAN, round=int(made.at)) for made in marks if made.value is not None}
    bases = {int(made.at): made.n for made in marks}
    return {
        each: (int(cell.value), bases[each] or 0)
        for each, cell in counts.items() if cell is not None and cell.value is not None
    }  # fmt: skip


def _due(cube: Cube, number: int, *, language: Language) -> str:
    found = cube.agreement.round(number).due.get(PLAN)
    return day(found, language) if found else NO_DATE
