"""How companies with secondary materials fare: the one split that everybody may see, and what was done about them."""

from dataclasses import replace
from typing import Final

from analytics import vocabulary
from analytics.breaks import break_notes, round_axis, rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, Table, anything_told
from analytics.group_sentence import lowest_steps, sentence_on
from analytics.groups import APART_GROUPS, NO_CELLS, group_levels, group_mean, members_of
from analytics.indicator import indicators
from analytics.marks import WITHHELD, mark
from analytics.reach.membership import members_of_group
from analytics.record.timeline import Moment, Stretch, timeline
from analytics.text import Language, Text, join, say
from data.cube import Cube

DIMENSION: Final = "secondary"
WORKING_GROUP: Final = "secondary_materials"
# By what a fact of another working group shows that it is about secondary materials (in Dutch, in small letters).
MENTIONED: Final = ("secundair", "recycl", "circulair")
COLOURS: Final = {"secondary": "accent", "other": "quiet"}
MEANS_TITLE: Final = Text(nl="In {round} was de gemiddelde score {parts}", en="In {round}, the mean score was {parts}")
MEANS_PART: Final = Text(nl="{value} bij {n} {companies}", en="{value} among {n} {companies}")
MEANS_TOPIC: Final = Text(
    nl="Hoe bedrijven met en zonder secundaire metalen scoorden",
    en="How companies with and without secondary materials scored",
)
HIDDEN: Final = Text(
    nl="Hoe bedrijven met en zonder secundaire metalen scoorden, wordt niet getoond",
    en="How companies with and without secondary materials scored is not shown",
)
MEANS_SUBTITLE: Final = Text(
    nl="Gemiddelde totaalscore, 0-100 %, van alle bedrijven van elke groep met een score in het jaar ({numbers}). "
    "Losse punten: de bedrijven verschillen per jaar.",
    en="Mean overall score, 0-100%, of all companies of each group with a score in the year ({numbers}). Separate "
    "dots: the companies differ per year.",
)
STEPS_TITLE: Final = Text(
    nl="Hoe bedrijven met secundaire metalen en overige bedrijven in {round} per OESO-stap scoorden",
    en="How companies with secondary materials and other companies scored by OECD step in {round}",
)
STEPS_SUBTITLE: Final = Text(
    nl="Gemiddelde score per stap, 0-100 %, van alle bedrijven van elke groep met een score in {round} ({numbers})",
    en="Mean score by step, 0-100%, of all companies of each group with a score in {round} ({numbers})",
)
STEP: Final = Text(nl="OESO-stap", en="OECD step")
YEAR: Final = Text(nl="Jaar", en="Year")
MEMBERS_TITLE: Final = Text(
    nl="Op de peildatum van {round} waren {count} van de {all} leden bedrijven met secundaire metalen",
    en="On the reference date of {round}, {count} of the {all} members were companies with secondary materials",
)
MEMBERS_HIDDEN: Final = Text(
    nl="Hoeveel leden bedrijven met secundaire metalen zijn, wordt niet getoond",
    en="How many members are companies with secondary materials is not shown",
)
MEMBERS_SUBTITLE: Final = Text(
    nl="Aantal bedrijven dat secundaire metalen levert of ervan afhankelijk is: lid op de peildatum, toegetreden en "
    "vertrokken in het jaar",
    en="Number of companies that supply or depend on secondary materials: members on the reference date, joined and "
    "left in the year",
)


def secondary_members(cube: Cube, language: Language) -> Figure:
    """Members, joiners and leavers with secondary materials, per round."""
    return members_of_group(
        cube, language, key="secondary_members", dimension=DIMENSION, member="secondary",
        title=_members_title(cube, language=language), subtitle=MEMBERS_SUBTITLE.in_(language),
    )  # fmt: skip


def secondary_means(cube: Cube, language: Language) -> Figure:
    """The mean of both groups in every round, as dots that no line joins."""
    groups, numbers = members_of(cube, DIMENSION), rounds(cube)
    series = tuple(
        Series(each, vocabulary.group(cube, DIMENSION, each, language), COLOURS[each],
               tuple(group_mean(cube, DIMENSION, each, round=one, language=language) for one in numbers))
        for each in groups
    )  # fmt: skip
    anything = anything_told(series)
    hidden = (HIDDEN if groups else NO_CELLS).in_(language)
    content = Content(
        key="secondary_means",
        form="lines",
        title=_means_title(cube, series, language=language) if anything else hidden.removesuffix("."),
        subtitle=say(MEANS_SUBTITLE, language, numbers=_numbers_per_round(cube, series, language=language)),
        categories=round_axis(cube, language),
        series=series,
        table=Table(
            (YEAR.in_(language), *(text for each in series for text in (each.label, "n"))),
            tuple(
                (vocabulary.round_label(cube, one, language),
                 *(text for each in series for text in (each.marks[place].text, str(each.marks[place].n or ""))))
                for place, one in enumerate(numbers)
            ),
            (False, *(True for _ in series for _ in range(2))),
        ),
        rounds=numbers,
        notes=(APART_GROUPS.in_(language), *break_notes(cube, language)) if anything else (),
        axis=(0, 100),
        empty=None if anything else hidden,
    )  # fmt: skip
    return framed(cube, language, content=content, indicator=indicators()["maturity_overall"])


def secondary_steps(cube: Cube, language: Language, *, round: int) -> Figure:
    """The mean of both groups on every OECD step in one round."""
    groups, steps = members_of(cube, DIMENSION), cube.agreement.steps
    series = tuple(
        Series(each, vocabulary.group(cube, DIMENSION, each, language), COLOURS[each],
               tuple(_step(cube, each, step.code, round=round, language=language) for step in steps))
        for each in groups
    )  # fmt: skip
    categories = tuple(Category(each.code, vocabulary.step_short(cube, each.code, language)) for each in steps)
    anything = anything_told(series)
    name = vocabulary.round_short(cube, round, language)
    told = lowest_steps(cube, language, dimension=DIMENSION, series=series, round=name,
                        steps={each.code: each.label for each in categories})  # fmt: skip
    hidden = (HIDDEN if groups else NO_CELLS).in_(language)
    content = Content(
        key="secondary_steps",
        form="dots",
        title=(told or say(STEPS_TITLE, language, round=name)) if anything else hidden.removesuffix("."),
        subtitle=say(STEPS_SUBTITLE, language, round=name, numbers=_numbers(series, language=language)),
        categories=categories,
        series=series,
        table=Table(
            (STEP.in_(language), *(each.label for each in series)),
            tuple((each.label, *(one.marks[place].text for one in series)) for place, each in enumerate(categories)),
            (False, *(True for _ in series)),
        ),
        rounds=(round,),
        axis=(0, 100),
        empty=None if anything else hidden,
    )
    return framed(cube, language, content=content, indicator=indicators()["maturity_step"])


def secondary_levels(cube: Cube, language: Language, *, round: int) -> Figure:
    """How many companies of both groups stand at least at each level in one round."""
    return group_levels(cube, language, dimension=DIMENSION, round=round)


def secondary_facts(cube: Cube, language: Language) -> tuple[Stretch, ...]:
    """The rounds with the facts of the working group, and those of others that mention secondary materials.

    Whether one does is asked of its Dutch text, so that both languages show the same facts.
    """
    own = next((each.name.in_(language) for each in cube.agreement.working_groups if each.code == WORKING_GROUP), None)
    told: list[Stretch] = []
    for dutch, shown in zip(timeline(cube, "nl"), timeline(cube, language), strict=True):
        sorts = (
            (sort, tuple(here for original, here in zip(originals, moments, strict=True)
                         if here.group == own or _mentions(original)))
            for (_, originals), (sort, moments) in zip(dutch.sorts, shown.sorts, strict=True)
        )  # fmt: skip
        told.append(replace(shown, sorts=tuple((sort, found) for sort, found in sorts if found)))
    return tuple(told)


def _mentions(moment: Moment) -> bool:
    text = " ".join((moment.entry.title, *moment.entry.details)).lower()
    return any(word in text for word in MENTIONED)


def _step(cube: Cube, member: str, step: str, *, round: int, language: Language) -> Mark:
    made = group_mean(cube, DIMENSION, member, round=round, language=language, item=f"step:{step}")
    return replace(made, at=step)


def _means_title(cube: Cube, series: tuple[Series, ...], *, language: Language) -> str:
    """The latest round of which anything is shown, with what is not shown in words."""
    place = max(place for place, _ in enumerate(rounds(cube)) if any(each.marks[place].is_told for each in series))
    name = vocabulary.round_short(cube, rounds(cube)[place], language)
    found = {each.code: each.marks[place] for each in series}
    told = sentence_on(cube, language, dimension=DIMENSION, found=found, text=MEANS_TITLE, part=MEANS_PART, round=name)
    return told or MEANS_TOPIC.in_(language)


def _numbers(series: tuple[Series, ...], *, language: Language) -> str:
    """The companies behind each group: "met secundaire metalen n = 7; overige bedrijven n = 6"."""
    told = []
    for each in series:
        found = sorted({one.n for one in each.marks if one.n is not None})
        told.append(f"{each.label} n = {join(map(str, found), language) if found else WITHHELD.in_(language)}")
    return "; ".join(told) or f"n = {WITHHELD.in_(language)}"


def _numbers_per_round(cube: Cube, series: tuple[Series, ...], *, language: Language) -> str:
    """Of the latest round with a shown mean; the table has all."""
    for place, number_ in reversed(tuple(enumerate(rounds(cube)))):
        if any(each.marks[place].n is not None for each in series):
            one = tuple(replace(each, marks=(each.marks[place],)) for each in series)
            name = vocabulary.round_short(cube, number_, language)
            return f"{name}: {_numbers(one, language=language)}"
    return f"n = {WITHHELD.in_(language)}"


def _members_title(cube: Cube, *, language: Language) -> str:
    last = rounds(cube)[-1]
    cells = (cube.cell("membership", "official", round=last, dimension=DIMENSION, member="secondary"),
             cube.cell("membership", "official", round=last))  # fmt: skip
    values = [mark(each, "", unit="companies", language=language) for each in cells]
    if any(each.value is None for each in values):
        return MEMBERS_HIDDEN.in_(language)
    name = vocabulary.round_short(cube, last, language)
    return say(MEMBERS_TITLE, language, round=name, count=values[0].text, all=values[1].text)
