"""A draft for the annual report of one round: sentences that the figures say already, and the facts of the year.

Nothing is computed here. Every number stands in a figure of the same edition or in a recorded fact.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from analytics import vocabulary
from analytics.breaks import breaks
from analytics.evidence import WITHHELD_NOTE, source_line
from analytics.figure import Figure
from analytics.marks import WITHHELD
from analytics.reach.membership import told
from analytics.reach.participation import BASES_DIFFER, response
from analytics.record.telling import DONE, NOTES, beside, sources_of
from analytics.record.year import Entry, GroupYear, year
from analytics.risks.risk import rated_by, risk_ranking
from analytics.risks.risk_order import ranked
from analytics.scores.levels import levels
from analytics.scores.overview import OVERALL
from analytics.scores.steps import step_profile
from analytics.scores.target import target
from analytics.scores.target_course import on_schedule_note
from analytics.scores.waterfall import waterfall
from analytics.text import Language, Text, join, say, sentence
from analytics.title import change_title
from analytics.trend import pair_cells
from data.cube import Cube

# The figures of a year, each by the part of a draft that it belongs to.
YEAR_FIGURES: Final[dict[str, Callable[..., Figure]]] = {"participation": response, "progress": levels}
TITLE = Text(nl="Concept voor de jaarrapportage: {round}", en="Draft for the annual report: {round}")
PARTICIPATION = Text(nl="Deelname", en="Participation")
PROGRESS = Text(nl="Voortgang", en="Progress")
RISKS = Text(nl="Risico's", en="Risks")
SOURCES = Text(nl="Bronnen van de feiten", en="Sources of the facts")
FOOT = Text(nl="Bij de cijfers", en="About the figures")
HANDED_IN = Text(nl="Ingediend: {parts}.", en="Handed in: {parts}.")
PART = Text(nl="{label} {amount}", en="{label} {amount}")
TARGET = Text(
    nl="De gemiddelde score was {mean}, het gemiddelde eigen doel {own} (n = {n}).",
    en="The mean score was {mean}, the mean own target {own} (n = {n}).",
)
RATED = Text(
    nl="Dit zijn gemiddelden van de bedrijven met een risicoanalyse{n}.",
    en="These are means of the companies with a risk analysis{n}.",
)
NO_PAIR = Text(
    nl="Met een eerder jaar is {round} niet te vergelijken.", en="{round} cannot be compared with an earlier year."
)
NOTHING = Text(
    nl="Er zijn geen activiteiten, projecten of besluiten vastgelegd.",
    en="No activities, projects or decisions are recorded.",
)
SAME_COMPANIES = Text(
    nl="Een stijging of daling is alleen gezegd van dezelfde bedrijven in beide jaren, vanaf vijf punten en vijf "
    "bedrijven.",
    en="A rise or fall is told only of the same companies in both years, from five points and five companies on.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a draft: a sentence, the name of a working group, one of its facts, or a source with its number."""

    sort: Literal["sentence", "group", "fact", "source"]
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a draft under its heading; `code` is the same in either language."""

    code: str
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """The draft of one round; parts of which there is nothing to say are left out."""

    title: str
    period: str
    parts: tuple[Part, ...]


def draft(cube: Cube, language: Language, *, round: int) -> str:
    """The draft of one round as plain text: headings, sentences, and facts as lines that start with a dash."""
    made = draft_of(cube, language, round=round)
    bodies = (
        "\n".join((part.heading, *(f"- {line.text}" if line.sort == "fact" else line.text for line in part.lines)))
        for part in made.parts
    )
    return "\n\n".join((f"{made.title}\n{made.period}", *bodies))


def draft_of(cube: Cube, language: Language, *, round: int) -> Draft:
    """The draft of one round in its parts."""
    found = year(cube, language, round=round)
    addresses = sources_of([found]).addresses
    notes = (each for group in found.groups for each in group.notes)
    parts: dict[str, tuple[Text, Iterable[Line]]] = {
        "participation": (PARTICIPATION, _sentences(*_participation(cube, language, round=round))),
        "progress": (PROGRESS, _sentences(*_progress(cube, language, round=round))),
        "risks": (RISKS, _sentences(*_risks(cube, language, round=round))),
        "done": (DONE, _done(found.groups, addresses, language=language)),
        "notes": (NOTES, _facts(notes, addresses)),
        "sources": (SOURCES, (Line("source", f"[{n}] {where}") for n, where in enumerate(addresses, start=1))),
        "foot": (FOOT, _sentences(*_foot(cube, language))),
    }
    made = (Part(code, heading.in_(language), tuple(lines)) for code, (heading, lines) in parts.items())
    title = say(TITLE, language, round=found.label)
    return Draft(title, sentence(found.period), tuple(each for each in made if each.lines))


def draft_figures(cube: Cube, language: Language, *, round: int) -> tuple[tuple[str, Figure], ...]:
    """The figures of a draft, each with the code of its part: those of the year, and before its levels the way from the
    mean of the year before to this one, where all of that is shown: who has last year's report at hand compares them.
    """
    way = _way(cube, language, round=round)
    found = []
    for code, build in YEAR_FIGURES.items():
        if code == "progress" and way is not None:
            found.append((code, way))
        found.append((code, build(cube, language, round=round)))
    return tuple(found)


def _sentences(*texts: str) -> tuple[Line, ...]:
    return tuple(Line("sentence", each) for each in texts)


def _participation(cube: Cube, language: Language, *, round: int) -> tuple[str, ...]:
    figure = response(cube, language, round=round)
    labels = {each.code: each.label for each in figure.categories}
    parts = [say(PART, language, label=labels[mark.at], amount=mark.text) for mark in figure.series[0].marks]
    return (
        sentence(told(cube, language, round=round)),
        say(HANDED_IN, language, parts=join(parts, language)),
        BASES_DIFFER.in_(language),
    )


def _progress(cube: Cube, language: Language, *, round: int) -> tuple[str, ...]:
    """The change among the same companies where there is one, the levels, and the distance to the target."""
    pair = _pair(cube, round)
    compared: tuple[str, ...]
    if pair is not None and pair_cells(cube, pair, item="overall")[2] is not None:
        way = _way(cube, language, round=round)  # its title says the change among the same companies too
        overall = way.title if way else change_title(
            cube, language, item="overall", subject=OVERALL.in_(language), pair=pair
        )  # fmt: skip
        compared = (sentence(overall), sentence(step_profile(cube, language, pair=pair).title))
    else:
        name = vocabulary.round_short(cube, round, language)
        broken = (each.note for each in breaks(cube, language) if each.later == round)
        compared = (sentence(say(NO_PAIR, language, round=name)), *broken)
    return (*compared, sentence(levels(cube, language, round=round).title), *_target(cube, language, round=round))


def _pair(cube: Cube, round: int) -> tuple[int, int] | None:
    """The round with the one before it, where the two may be compared."""
    return next((each for each in cube.agreement.comparable_pairs() if each[1] == round), None)


def _way(cube: Cube, language: Language, *, round: int) -> Figure | None:
    """The way from the mean of the round before to that of this one; None where a level of it is not shown."""
    pair = _pair(cube, round)
    figure = None if pair is None else waterfall(cube, language, pair=pair)
    return None if figure is None or figure.empty is not None else figure


def _target(cube: Cube, language: Language, *, round: int) -> tuple[str, ...]:
    """Mean and target of the round, where the figure of the target shows both."""
    shown = {each.code: mark for each in target(cube, language).series for mark in each.marks if mark.at == str(round)}
    mean, own = shown["all"], shown["target"]
    if mean.value is None or own.value is None:
        return ()
    n = WITHHELD.in_(language) if mean.n is None else mean.n
    return (say(TARGET, language, mean=mean.text, own=own.text, n=n), *on_schedule_note(cube, language))


def _risks(cube: Cube, language: Language, *, round: int) -> tuple[str, ...]:
    """What the companies rated most severe, and how many rated: a sentence on its own has no subtitle below it."""
    title = sentence(risk_ranking(cube, language, round=round).title)
    n = rated_by(ranked(cube, language, round=round), language)
    return (title, *([say(RATED, language, n=n)] if n else []))


def _done(groups: Iterable[GroupYear], addresses: tuple[str, ...], *, language: Language) -> tuple[Line, ...]:
    lines: list[Line] = []
    for group in groups:
        facts = tuple(_facts((*group.decisions, *group.activities, *group.projects), addresses))
        if facts:
            lines += [Line("group", f"{sentence(group.name).removesuffix('.')}:"), *facts]
    return tuple(lines) or _sentences(NOTHING.in_(language))


def _facts(entries: Iterable[Entry], addresses: tuple[str, ...]) -> Iterator[Line]:
    """A fact a line: what happened, what it was, and the number of its source."""
    for entry in entries:
        source = entry.url or entry.source
        number = f" [{addresses.index(source) + 1}]" if source else ""
        yield Line("fact", f"{entry.title} ({'; '.join(beside(entry))}){number}")


def _foot(cube: Cube, language: Language) -> tuple[str, ...]:
    return (
        SAME_COMPANIES.in_(language), WITHHELD_NOTE.in_(language), sentence(source_line(cube, language)),
    )  # fmt: skip
