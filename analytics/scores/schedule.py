"""Who is at or above their own target: per year, among the founders, and what the table of targets asks."""

from dataclasses import replace

from analytics import vocabulary
from analytics.breaks import break_notes, round_axis, rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, Table, grid_table
from analytics.indicator import indicators
from analytics.marks import WITHHELD, mark
from analytics.scores.target import OWN
from analytics.scores.target_course import Course, course, on_schedule_note
from analytics.text import Language, Text, count, join, number, percent, say
from analytics.title import assessed
from data.cube import Cell, Cube

OF = Text(nl="{count} van {n}", en="{count} of {n}")
TITLE = Text(
    nl="In {round} stonden {count} van de {companies} op of boven hun eigen doel",
    en="In {round}, {count} of the {companies} stood at or above their own target",
)
HIDDEN = Text(
    nl="Hoeveel bedrijven op of boven hun eigen doel staan, wordt niet getoond",
    en="How many companies stand at or above their own target is not shown",
)
SUBTITLE = Text(
    nl="Bedrijven met een totaalscore op of boven hun eigen doel, van de bedrijven met een score in het jaar",
    en="Companies with an overall score at or above their own target, of the companies with a score in the year",
)
SHARE = Text(nl="aandeel van de bedrijven met een score", en="share of the companies with a score")
HEADER = (
    Text(nl="Jaar", en="Year"), Text(nl="Op of boven doel", en="At or above target"), Text(nl="van (n)", en="of (n)"),
)  # fmt: skip

FOUNDERS_TITLE = Text(
    nl="In {round} was het gemiddelde van {founders} {mean}; hun eigen doel was gemiddeld {own}",
    en="In {round}, {founders} had a mean of {mean}; their own target was {own} on average",
)
FOUNDERS_ALONE = Text(
    nl="In {round} was het gemiddelde van {founders} {mean}", en="In {round}, {founders} had a mean of {mean}"
)
FOUNDERS = (Text(nl="oprichter", en="founder"), Text(nl="oprichters", en="founders"))
FOUNDERS_HIDDEN = Text(
    nl="De score van de oprichters wordt in geen enkel jaar getoond",
    en="The score of the founders is not shown in any year",
)
FOUNDERS_SUBTITLE = Text(
    nl="Gemiddelde score en gemiddeld eigen doel van de bedrijven die er van het begin af bij zijn ({numbers}). Losse "
    "punten: wie van hen indiende, kan per jaar verschillen.",
    en="Mean score and mean own target of the companies that took part from the start ({numbers}). Separate dots: "
    "which of them handed in may differ per year.",
)
BASE = Text(nl="{round}: n = {n}", en="{round}: n = {n}")
FOUNDERS_MEAN = Text(nl="gemiddelde score van de oprichters", en="mean score of the founders")
FOUNDERS_HEADER = (
    Text(nl="Jaar", en="Year"), Text(nl="Gemiddelde score", en="Mean score"), Text(nl="Eigen doel", en="Own target"),
    Text(nl="n", en="n"),
)  # fmt: skip

TARGETS_TITLES: dict[Course, Text] = {
    "rises": Text(
        nl="Het doel loopt op van {first} in lidmaatschapsjaar {start} naar {last} in lidmaatschapsjaar {end}",
        en="The target rises from {first} in membership year {start} to {last} in membership year {end}",
    ),
    "falls": Text(
        nl="Het doel loopt af van {first} in lidmaatschapsjaar {start} naar {last} in lidmaatschapsjaar {end}",
        en="The target falls from {first} in membership year {start} to {last} in membership year {end}",
    ),
    "stays": Text(nl="Het doel is {last} in elk lidmaatschapsjaar", en="The target is {last} in every membership year"),
    "varies": Text(
        nl="Het doel verschilt per lidmaatschapsjaar: van {first} in jaar {start} tot {last} in jaar {end}",
        en="The target differs by membership year: from {first} in year {start} to {last} in year {end}",
    ),
}
TARGETS_SUBTITLE = Text(
    nl="De totaalscore die een bedrijf ten minste moet hebben, per lidmaatschapsjaar (1 is het jaar van toetreden) en "
    "grootte. Uit de overeenkomst.",
    en="The overall score that a company must at least have, by membership year (1 is the year of joining) and size. "
    "From the agreement.",
)
NO_TARGETS = Text(nl="Deze overeenkomst heeft geen doelen.", en="This agreement has no targets.")
RANGE = Text(
    nl="{low}\N{NO-BREAK SPACE}tot\N{NO-BREAK SPACE}{high}",
    en="between {low} and\N{NO-BREAK SPACE}{high}",
)
NONE = Text(nl="geen doel", en="no target")
EVERY_SIZE = Text(nl="elke grootte", en="every size")
SIZE = Text(nl="Grootte", en="Size")
MEMBERSHIP_YEAR = Text(nl="jaar {year}", en="year {year}")
AND_LATER = Text(nl="jaar {year} en later", en="year {year} and later")


def on_schedule(cube: Cube, language: Language) -> Figure:
    """Companies at or above their own target per round, as coded shares with their base."""
    numbers = rounds(cube)
    cells = [cube.cell("on_schedule", "overall", round=each) for each in numbers]
    marks = tuple(share_of(cell, str(each), language=language) for cell, each in zip(cells, numbers, strict=True))
    labels = [vocabulary.round_label(cube, each, language) for each in numbers]
    content = Content(
        key="on_schedule",
        form="bars",
        title=_title(cube, cells, language=language),
        subtitle=SUBTITLE.in_(language),
        categories=tuple(Category(str(each), label) for each, label in zip(numbers, labels, strict=True)),
        series=(Series("on_schedule", SHARE.in_(language), "accent", marks),),
        table=Table(
            tuple(each.in_(language) for each in HEADER),
            tuple((label, made.text, "" if made.n is None else number(made.n, language))
                  for label, made in zip(labels, marks, strict=True)),
            (False, True, True),
        ),
        rounds=numbers,
        notes=on_schedule_note(cube, language),
        axis=(0, 100),
        axis_title=SHARE.in_(language),
    )  # fmt: skip
    return framed(cube, language, content=content, indicator=indicators()["on_schedule"])


def share_of(cell: Cell | None, at: str, *, language: Language) -> Mark:
    """A count among its own n as a share, written "7 of 12"; a bounded count gives a bounded share."""
    return as_share(mark(cell, at, unit="companies", language=language), language)


def as_share(made: Mark, language: Language) -> Mark:
    """The mark of a count as the mark of its share; as it is where no companies stand behind it."""
    if not made.n:
        return made
    value, lo, hi = (None if each is None else 100 * each / made.n for each in (made.value, made.lo, made.hi))
    text = say(OF, language, count=made.text, n=number(made.n, language))
    return replace(made, value=value, lo=lo, hi=hi, text=text)


def founders(cube: Cube, language: Language) -> Figure:
    """The founders' mean beside the mean of their own targets, in the rounds that show it."""
    numbers = rounds(cube)
    means = tuple(_of_founders(cube, "maturity", each, language=language) for each in numbers)
    targets = tuple(_of_founders(cube, "target_mean", each, language=language) for each in numbers)
    told = [(mean, own) for mean, own in zip(means, targets, strict=True) if mean.value is not None]
    content = Content(
        key="founders",
        form="lines",
        title=_founders_title(cube, told, language=language),
        subtitle=say(FOUNDERS_SUBTITLE, language, numbers=_bases(cube, means, language=language)),
        categories=round_axis(cube, language),
        series=(
            Series("founders", FOUNDERS_MEAN.in_(language), "accent", means),
            Series("target", OWN.in_(language), "target", targets),
        ),
        table=Table(
            tuple(each.in_(language) for each in FOUNDERS_HEADER),
            tuple(
                (vocabulary.round_label(cube, each, language), mean.text, own.text, str(mean.n or ""))
                for each, mean, own in zip(numbers, means, targets, strict=True)
            ),
            (False, True, True, True),
        ),
        rounds=numbers,
        notes=break_notes(cube, language),
        axis=(0, 100),
        empty=None if told else f"{FOUNDERS_HIDDEN.in_(language)}.",
    )
    declared = indicators()
    return framed(cube, language, content=content, indicator=declared["maturity_overall"], also=(declared["target"],))


def _of_founders(cube: Cube, measure: str, round: int, *, language: Language) -> Mark:
    cell = cube.cell(measure, "overall", round=round, dimension="founders", member="founders")
    return mark(cell, str(round), unit="percent", language=language)


def _bases(cube: Cube, means: tuple[Mark, ...], *, language: Language) -> str:
    shown = [
        say(BASE, language, round=vocabulary.round_short(cube, int(each.at), language), n=each.n)
        for each in means
        if each.n is not None
    ]
    return join(shown, language) or WITHHELD.in_(language)


def _founders_title(cube: Cube, told: list[tuple[Mark, Mark]], *, language: Language) -> str:
    """The latest round that shows the founders; their target where it is shown too."""
    if not told:
        return FOUNDERS_HIDDEN.in_(language)
    mean, own = told[-1]
    text = FOUNDERS_ALONE if own.value is None else FOUNDERS_TITLE
    name = vocabulary.round_short(cube, int(mean.at), language)
    founders = count(mean.n or 0, FOUNDERS, language)
    return say(text, language, round=name, founders=founders, mean=mean.text, own=own.text)


def target_table(cube: Cube, language: Language) -> Figure:
    """What the agreement asks, per membership year and size class: public configuration, no answers."""
    years = sorted({each.membership_year for each in cube.agreement.targets})
    by_size = any(each.size_class for each in cube.agreement.targets)
    sizes = {each.code: each.name.in_(language) for each in cube.agreement.size_classes}
    if not by_size:
        sizes = {next(iter(sizes)): EVERY_SIZE.in_(language)}
    series = tuple(
        Series(code, label, "target", tuple(_asked(cube, each, size=code, language=language) for each in years))
        for code, label in sizes.items()
    )
    labels = [say(MEMBERSHIP_YEAR, language, year=each) for each in years[:-1]]
    labels += [say(AND_LATER, language, year=each) for each in years[-1:]]
    categories = tuple(Category(str(each), label) for each, label in zip(years, labels, strict=True))
    content = Content(
        key="target_table",
        form="grid",
        title=_targets_title(found, series, years, language=language)
        if (found := course(cube))
        else NO_TARGETS.in_(language).rstrip("."),
        subtitle=TARGETS_SUBTITLE.in_(language),
        categories=categories,
        series=series if years else (),
        table=grid_table(SIZE.in_(language), categories, series if years else ()),
        rounds=(),
        axis=(0, 100),
        empty=None if years else NO_TARGETS.in_(language),
    )
    return framed(cube, language, content=content, indicator=indicators()["target"])


def _asked(cube: Cube, year: int, *, size: str, language: Language) -> Mark:
    minimum = cube.agreement.target(year, size)
    if minimum is None:
        return Mark(str(year), None, NONE.in_(language), state="absent")
    value = float(minimum)
    return Mark(str(year), value, percent(minimum, language), lo=value, hi=value)


def _targets_title(found: Course, series: tuple[Series, ...], years: list[int], *, language: Language) -> str:
    first, last = (_range([each.marks[place] for each in series], language=language) for place in (0, -1))
    return say(TARGETS_TITLES[found], language, first=first, last=last, start=years[0], end=years[-1])


def _range(marks: list[Mark], *, language: Language) -> str:
    """What the sizes are asked: one number, or the lowest and the highest."""
    values = [each.value for each in marks if each.value is not None]
    low, high = number(min(values), language), percent(max(values), language)
    return high if min(values) == max(values) else say(RANGE, language, low=low, high=high)


def _title(cube: Cube, cells: list[Cell | None], *, language: Language) -> str:
    """The latest round that shows a count, bounded or not."""
    shown = [each for each in cells if each is not None and each.n]
    if not shown:
        return HIDDEN.in_(language)
    told = shown[-1]
    words = mark(told, "", unit="companies", language=language).text
    name = vocabulary.round_short(cube, told.round, language)
    companies = assessed(cube, language, round=told.round, n=told.n or 0)
    return say(TITLE, language, round=name, count=words, companies=companies)
