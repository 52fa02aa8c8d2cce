"""Which step lags in which group: the mean of every group on every OECD step, in an edition that shows such groups."""

from dataclasses import replace
from typing import Final

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Series, grid_table
from analytics.group_sentence import lowest_steps
from analytics.groups import APART_GROUPS, GROUP, INTERNAL, NO_CELLS, group_mean, members_of, with_n
from analytics.indicator import indicators
from analytics.text import Language, Text, say
from analytics.title import LARGE_GROUPS
from data.cube import Cube

TOPIC: Final = Text(nl="De scores per OESO-stap in {round}, {by}", en="The scores by OECD step in {round}, {by}")
HIDDEN: Final = Text(
    nl="In {round} heeft geen groep een score per OESO-stap", en="In {round}, no group has a score by OECD step"
)
SUBTITLE: Final = Text(
    nl="Gemiddelde score per stap, 0-100\N{NO-BREAK SPACE}%, van de bedrijven van elke groep met een score in {round}",
    en="Mean score by step, 0-100%, of the companies of each group with a score in {round}",
)


def group_steps(cube: Cube, language: Language, *, dimension: str, round: int | None = None) -> Figure:
    """A row per group, a column per step, each mean written with its n, in one round (the latest by default)."""
    chosen = round or rounds(cube)[-1]
    steps = tuple(
        Category(each.code, vocabulary.step_short(cube, each.code, language)) for each in cube.agreement.steps
    )
    series = tuple(
        Series(member, vocabulary.group(cube, dimension, member, language), "accent", tuple(
            replace(group_mean(cube, dimension, member, round=chosen, language=language, item=f"step:{step.code}"),
                    at=step.code)
            for step in steps
        ))
        for member in members_of(cube, dimension)
    )  # fmt: skip
    written = tuple(replace(each, marks=tuple(with_n(one, language) for one in each.marks)) for each in series)
    name = vocabulary.round_short(cube, chosen, language)
    anything = any(one.value is not None for each in series for one in each.marks)
    told = lowest_steps(cube, language, dimension=dimension, series=series, round=name,
                        steps={each.code: each.label for each in steps})  # fmt: skip
    by = INTERNAL[dimension][1].in_(language)
    hidden = say(HIDDEN, language, round=name)
    content = Content(
        key=f"group_steps_{dimension}",
        form="grid",
        title=(told or say(TOPIC, language, round=name, by=by)) if anything else hidden,
        subtitle=say(SUBTITLE, language, round=name),
        categories=steps,
        series=written,
        table=grid_table(GROUP.in_(language), steps, written),
        rounds=(chosen,),
        notes=(APART_GROUPS.in_(language), LARGE_GROUPS.in_(language)) if anything else (),
        axis=(0, 100),
        empty=None if anything else (hidden if series else NO_CELLS.in_(language)),
    )
    return framed(cube, language, content=content, indicator=indicators()["maturity_step"])
