"""How many companies take part, and how many joined and left, as counts per round."""

from itertools import pairwise

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, Table
from analytics.indicator import indicators
from analytics.marks import mark
from analytics.text import COMPANIES, Language, Text, count, say
from data.cube import Cube

PARTS = {
    "official": (Text(nl="lid op de peildatum", en="member on the reference date"), "quiet"),
    "joined": (Text(nl="toegetreden in het jaar", en="joined in the year"), "accent"),
    "left": (Text(nl="vertrokken in het jaar", en="left in the year"), "contrast"),
}
TITLE = Text(
    nl="Op de peildatum van {round} deden {companies} mee; in dat jaar {joined} bij en {left}",
    en="On the reference date of {round}, {companies} took part; {joined} and {left} during the year",
)
# None, one, more.
JOINED = (
    Text(nl="kwam er geen", en="none joined"),
    Text(nl="kwam er {n}", en="{n} joined"),
    Text(nl="kwamen er {n}", en="{n} joined"),
)
LEFT = (
    Text(nl="vertrok er geen", en="none left"),
    Text(nl="vertrok er {n}", en="{n} left"),
    Text(nl="vertrokken er {n}", en="{n} left"),
)
HIDDEN = Text(nl="Hoeveel bedrijven er meedoen, wordt niet getoond", en="How many companies take part is not shown")
SUBTITLE = Text(
    nl="Aantal bedrijven per jaar: lid op de peildatum, toegetreden en vertrokken in het jaar",
    en="Number of companies per year: members on the reference date, joined and left in the year",
)
REFERENCE = Text(
    nl="Wie na de peildatum toetreedt of vertrekt, verandert het aantal leden pas in het jaar erna. De aantallen "
    "hoeven daarom van jaar op jaar niet op elkaar aan te sluiten.",
    en="Whoever joins or leaves after the reference date changes the number of members in the next year only, so the "
    "counts need not add up from year to year.",
)
BETWEEN = Text(
    nl="Tussen {earlier} en {later} liggen maanden die bij geen jaar horen. Wie toen toetrad of vertrok, is in geen "
    "jaar als zodanig geteld.",
    en="Between {earlier} and {later} lie months that belong to no year. Whoever joined or left then is counted as "
    "such in no year.",
)
YEAR = Text(nl="Jaar", en="Year")


def members(cube: Cube, language: Language) -> Figure:
    """Members, joiners and leavers per round."""
    latest = [_mark(cube, item, rounds(cube)[-1], language=language) for item in PARTS]
    title = _title(cube, latest, language=language)
    return members_of_group(cube, language, key="members", title=title, subtitle=SUBTITLE.in_(language))


def members_of_group(
    cube: Cube, language: Language, *, key: str, title: str, subtitle: str, dimension: str = "total",
    member: str = "all",
) -> Figure:  # fmt: skip
    """The same of one group of the lattice, under a title of its own; empty where the edition has no such group."""
    numbers = rounds(cube)
    series = tuple(
        Series(item, name.in_(language), colour,
               tuple(_mark(cube, item, each, language=language, dimension=dimension, member=member)
                     for each in numbers))
        for item, (name, colour) in PARTS.items()
    )  # fmt: skip
    top = max((made.value or 0 for each in series for made in each.marks), default=0)
    labels = [vocabulary.round_label(cube, each, language) for each in numbers]
    content = Content(
        key=key,
        form="columns",
        title=title,
        subtitle=subtitle,
        categories=tuple(Category(str(each), label) for each, label in zip(numbers, labels, strict=True)),
        series=series,
        table=Table(
            (YEAR.in_(language), *(each.label for each in series)),
            tuple((label, *(each.marks[place].text for each in series)) for place, label in enumerate(labels)),
            (False, True, True, True),
        ),
        rounds=numbers,
        notes=(REFERENCE.in_(language), *_between(cube, language)),
        unit="",
        axis=(0, top * 1.15 or 10),
        axis_title=COMPANIES[1].in_(language),
        empty=None if any(made.state != "absent" for each in series for made in each.marks) else title,
    )
    return framed(cube, language, content=content, indicator=indicators()["membership"])


def _between(cube: Cube, language: Language) -> tuple[str, ...]:
    """A note for every two rounds of which the later starts more than a day after the earlier ends."""
    found = [cube.agreement.round(each) for each in rounds(cube)]
    return tuple(
        say(BETWEEN, language, earlier=vocabulary.round_short(cube, one.number, language),
            later=vocabulary.round_short(cube, next_.number, language))
        for one, next_ in pairwise(found)
        if (next_.start - one.end).days > 1
    )  # fmt: skip


def told(cube: Cube, language: Language, *, round: int) -> str:
    """Members, joiners and leavers of one round in a sentence without its full stop."""
    return _title(cube, [_mark(cube, item, round, language=language) for item in PARTS], language=language)


def _mark(
    cube: Cube, item: str, number: int, *, language: Language, dimension: str = "total", member: str = "all"
) -> Mark:
    cell = cube.cell("membership", item, round=number, dimension=dimension, member=member)
    return mark(cell, str(number), unit="companies", language=language)


def _title(cube: Cube, latest: list[Mark], *, language: Language) -> str:
    official, joined, left = latest
    if official.value is None or joined.value is None or left.value is None:
        return HIDDEN.in_(language)
    return say(
        TITLE, language, round=vocabulary.round_short(cube, int(official.at), language),
        companies=count(int(official.value), COMPANIES, language),
        joined=_moved(joined, JOINED, language), left=_moved(left, LEFT, language),
    )  # fmt: skip


def _moved(made: Mark, words: tuple[Text, Text, Text], language: Language) -> str:
    """How many came or went, in words that follow the number."""
    return say(words[min(int(made.value or 0), 2)], language, n=made.text)
