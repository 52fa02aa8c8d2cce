"""What the agreement asks of a company, per membership year and size: public configuration, no answers."""

from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, grid_table
from analytics.indicator import indicators
from analytics.scores.target_course import Course, course
from analytics.text import Language, Text, number, percent, say
from data.cube import Cube

TITLES: dict[Course, Text] = {
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
SUBTITLE = Text(
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
        title=_title(found, series, years, language=language)
        if (found := course(cube))
        else NO_TARGETS.in_(language).rstrip("."),
        subtitle=SUBTITLE.in_(language),
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


def _title(found: Course, series: tuple[Series, ...], years: list[int], *, language: Language) -> str:
    first, last = (_range([each.marks[place] for each in series], language=language) for place in (0, -1))
    return say(TITLES[found], language, first=first, last=last, start=years[0], end=years[-1])


def _range(marks: list[Mark], *, language: Language) -> str:
    """What the sizes are asked: one number, or the lowest and the highest."""
    values = [each.value for each in marks if each.value is not None]
    low, high = number(min(values), language), percent(max(values), language)
    return high if min(values) == max(values) else say(RANGE, language, low=low, high=high)
