"""The pace that the target asks for: from a shown mean to the final target of the term, in points per year.

Arithmetic on the numbers as shown, so that a reader can do it again; no forecast. It is refused where no later year of
the term is known, over a break, and where the final target is not one number.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, Table
from analytics.indicator import indicators
from analytics.marks import WITHHELD, mark
from analytics.text import COMPANIES, Language, Text, count, percent, points, rounded, say
from analytics.title import comparable, finding
from data.cube import Cell, Cube

Refusal = Literal["hidden", "last", "break", "no_target", "many_targets"]

NEEDED = Text(
    nl="Van gemiddeld {mean} in {start} naar {goal} in {end}, het einddoel voor wie van het begin af meedoet, is "
    "ongeveer {pace} per jaar nodig",
    en="Getting from a mean of {mean} in {start} to {goal} in {end}, the final target of companies that took part "
    "from the start, takes about {pace} a year",
)
# Of a term whose last round the edition has already.
NEEDED_THEN = Text(
    nl="Van gemiddeld {mean} in {start} naar {goal} in {end}, het einddoel voor wie van het begin af meedoet, was "
    "ongeveer {pace} per jaar nodig",
    en="Getting from a mean of {mean} in {start} to {goal} in {end}, the final target of companies that took part "
    "from the start, would have taken about {pace} a year",
)
REACHED = Text(
    nl="In {start} lag de gemiddelde score ({mean}) al op of boven {goal}, het einddoel voor wie van het begin af "
    "meedoet",
    en="In {start}, the mean score ({mean}) was already at or above {goal}, the final target of companies that took "
    "part from the start",
)
NEARLY = Text(
    nl="In {start} lag de gemiddelde score ({mean}) al rond {goal}, het einddoel voor wie van het begin af meedoet",
    en="In {start}, the mean score ({mean}) was already about {goal}, the final target of companies that took part "
    "from the start",
)
REFUSED_TITLE = Text(
    nl="Vanaf {start} is geen tempo naar het einddoel te berekenen",
    en="From {start} on, no pace towards the final target can be computed",
)
REFUSED: dict[Refusal, Text] = {
    "hidden": Text(nl="Over {start} wordt geen gemiddelde getoond.", en="No mean is shown for {start}."),
    "last": Text(
        nl="Na {start} is in deze termijn nog geen jaar vastgelegd.",
        en="No year after {start} has been set in this term yet.",
    ),
    "break": Text(nl="Tussen {start} en {end} ligt een breuk.", en="There is a break between {start} and {end}."),
    "no_target": Text(nl="Deze overeenkomst heeft geen doel voor {end}.", en="This agreement has no target for {end}."),
    "many_targets": Text(
        nl="Het einddoel in {end} verschilt per grootte.", en="The final target in {end} differs by size."
    ),
}
SUBTITLE = Text(
    nl="Gemiddelde score van alle bedrijven met een score in {start} (n = {n}), naast het doel in {end} van een "
    "bedrijf dat van het begin af meedoet",
    en="Mean score of all companies with a score in {start} (n = {n}), beside the target in {end} of a company that "
    "took part from the start",
)
REFUSED_SUBTITLE = Text(
    nl="Gemiddelde score van alle bedrijven met een score in {start} (n = {n})",
    en="Mean score of all companies with a score in {start} (n = {n})",
)
NO_FORECAST = Text(
    nl="Dit is een rekensom, geen verwachting. Wie later toetrad, heeft een eigen doel; en de bedrijven achter het "
    "gemiddelde zijn niet elk jaar dezelfde.",
    en="This is arithmetic, not a forecast. Companies that joined later have a target of their own, and the companies "
    "behind the mean are not the same every year.",
)
SO_FAR = Text(
    nl="Dezelfde {companies} veranderden van {earlier} naar {later} met gemiddeld ongeveer {pace} per jaar ({change} "
    "in {years} jaar).",
    en="The same {companies} changed by about {pace} a year on average from {earlier} to {later} ({change} in {years} "
    "years).",
)
SO_FAR_ONE = Text(
    nl="Dezelfde {companies} veranderden van {earlier} naar {later} met {change}.",
    en="The same {companies} changed by {change} from {earlier} to {later}.",
)
MEAN = Text(nl="gemiddeld in {round}", en="mean in {round}")
GOAL = Text(
    nl="einddoel in {round} voor wie van het begin af meedoet",
    en="final target in {round} of companies that took part from the start",
)
PACE = Text(nl="nodig per jaar, {start} tot {end}", en="needed per year, {start} to {end}")
SAME = Text(
    nl="per jaar bij dezelfde bedrijven, {earlier} tot {later}", en="per year, same companies, {earlier} to {later}"
)
WHAT = (Text(nl="Wat", en="What"), Text(nl="Waarde", en="Value"), Text(nl="n", en="n"))


@dataclass(frozen=True, slots=True)
class Pace:
    """From the mean of one round to the target of the term's last round, `years` later, in percent.

    needed: points per year; zero or less where the mean, as it is shown, is at the target already.
    """

    start: int
    end: int
    mean: Cell
    goal: Decimal

    @property
    def years(self) -> int:
        """Years from the one to the other."""
        return self.end - self.start

    @property
    def needed(self) -> Decimal:
        """Points per year."""
        return (self.goal - rounded(self.mean.value or 0)) / self.years


def required(cube: Cube, *, round: int) -> Pace | Refusal:
    """The pace from one round on, or why there is none."""
    mean = cube.cell("maturity", "overall", round=round)
    if mean is None or mean.value is None:
        return "hidden"
    end = last_of_term(cube, round)
    if end == round:
        return "last"
    if not comparable(cube, round, end):
        return "break"
    goals = final_targets(cube, end)
    if len(goals) != 1:
        return "many_targets" if goals else "no_target"
    return Pace(round, end, mean, goals.pop())


def last_of_term(cube: Cube, round: int) -> int:
    """The last round of a round's term that the agreement has set so far."""
    term = cube.agreement.round(round).term
    return max(each.number for each in cube.agreement.rounds if each.term == term)


def final_targets(cube: Cube, end: int) -> set[Decimal]:
    """What companies that took part from the start must have in a round: one number, or one per size class."""
    first = min(each.number for each in cube.agreement.rounds)
    sizes = [each.code for each in cube.agreement.size_classes]
    goals = (cube.agreement.target(end - first + 1, size) for size in sizes)
    return {goal for goal in goals if goal is not None}


def pace(cube: Cube, language: Language, *, round: int | None = None) -> Figure:
    """The pace from one round on (the latest from which there is one), beside what the same companies did per year."""
    chosen = round or latest_start(cube)
    found = required(cube, round=chosen)
    start, end = (vocabulary.round_short(cube, each, language) for each in (chosen, last_of_term(cube, chosen)))
    mean = mark(cube.cell("maturity", "overall", round=chosen), "mean", unit="percent", language=language)
    words = {"start": start, "end": end, "mean": mean.text}
    if isinstance(found, Pace):
        words |= {"goal": percent(found.goal, language), "pace": _a_year(found.needed, language).removeprefix("+")}
        needed = NEEDED_THEN if found.end <= cube.edition.latest_round else NEEDED
        open_ = needed if found.needed > 0 else NEARLY  # where only rounding may have brought the mean to the target
        title = say(REACHED if (found.mean.lo or 0) >= found.goal else open_, language, **words)
    else:
        title = say(REFUSED_TITLE, language, **words)
    change = _so_far(cube, chosen)
    parts = [
        (say(MEAN, language, round=start), mean),
        *(_needed(found, language, start=start, end=end) if isinstance(found, Pace) else ()),
        *(_same(cube, change, language=language) if change else ()),
    ]
    content = Content(
        key="pace",
        form="numbers",
        title=title,
        subtitle=say(SUBTITLE if isinstance(found, Pace) else REFUSED_SUBTITLE, language, start=start, end=end,
                     n=WITHHELD.in_(language) if mean.n is None else mean.n),
        categories=tuple(Category(each.at, label) for label, each in parts),
        series=(Series("pace", WHAT[1].in_(language), "accent", tuple(each for _, each in parts), written=True),),
        table=Table(
            tuple(each.in_(language) for each in WHAT),
            tuple((label, each.text, "" if each.n is None else str(each.n)) for label, each in parts),
            (False, True, True),
        ),
        rounds=tuple(dict.fromkeys((chosen, last_of_term(cube, chosen)))),
        notes=(
            *([_told(cube, change, language=language)] if change else []),
            *([NO_FORECAST.in_(language)] if isinstance(found, Pace) else []),
        ),
        empty=None if isinstance(found, Pace) else say(REFUSED[found], language, **words),
    )  # fmt: skip
    declared = indicators()
    return framed(cube, language, content=content, indicator=declared["maturity_overall"],
                  also=(declared["target"], *([declared["paired_change"]] if change else ())))  # fmt: skip


def latest_start(cube: Cube) -> int:
    """The latest round from which a pace can be told; the latest round where there is none."""
    told = [each for each in rounds(cube) if isinstance(required(cube, round=each), Pace)]
    return told[-1] if told else rounds(cube)[-1]


def _needed(found: Pace, language: Language, *, start: str, end: str) -> tuple[tuple[str, Mark], ...]:
    goal = Mark("goal", float(found.goal), percent(found.goal, language), lo=float(found.goal), hi=float(found.goal))
    needed = max(found.needed, Decimal(0))
    pace = Mark("pace", float(needed), _a_year(needed, language))
    return ((say(GOAL, language, round=end), goal), (say(PACE, language, start=start, end=end), pace))


def _same(cube: Cube, change: Cell, *, language: Language) -> tuple[tuple[str, Mark], ...]:
    value = _of(change)
    label = say(SAME, language, **_names(cube, change, language=language))
    return ((label, Mark("same", float(value), _a_year(value, language), n=change.n)),)


def _so_far(cube: Cube, round: int) -> Cell | None:
    """The shown same-company change of the longest stretch of a round's series, of which something may be said."""
    group = cube.agreement.round(round).comparability_group
    told = [
        each
        for each in cube.cells("maturity", item="overall", kind="change", dimension="total")
        if cube.agreement.round(each.round).comparability_group == group and finding(each) not in ("few", "hidden")
    ]
    return max(told, key=lambda each: (_span(each), each.round), default=None)


def _told(cube: Cube, change: Cell, *, language: Language) -> str:
    years = _span(change)
    return say(
        SO_FAR if years > 1 else SO_FAR_ONE, language, companies=count(change.n or 0, COMPANIES, language),
        pace=_a_year(_of(change), language), change=points(change.value or 0, language),
        years=years, **_names(cube, change, language=language),
    )  # fmt: skip


def _of(change: Cell) -> Decimal:
    """Points a year of a change as it is shown."""
    return rounded(change.value or Decimal(0)) / _span(change)


def _a_year(value: Decimal, language: Language) -> str:
    """Points a year, to a tenth where they are not whole: 23 points in two years are 11.5 a year, and not 12."""
    tenth = rounded(value, decimals=1)
    return points(value, language, decimals=0 if tenth == tenth.to_integral_value() else 1)


def _span(change: Cell) -> int:
    return change.round - (change.base_round or change.round)


def _names(cube: Cube, change: Cell, *, language: Language) -> dict[str, str]:
    numbers = (change.base_round or change.round, change.round)
    earlier, later = (vocabulary.round_short(cube, each, language) for each in numbers)
    return {"earlier": earlier, "later": later}
