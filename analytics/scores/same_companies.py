"""Of whom two years tell: the companies behind their means are not the same ones."""

from analytics import vocabulary
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, Table
from analytics.indicator import indicators
from analytics.marks import mark
from analytics.profile import NO_PAIR, NOTHING
from analytics.text import COMPANIES, Language, Text, say
from analytics.title import latest_pair
from data.cube import Cell, Cube

Pair = tuple[int, int]

DIFFERENT = Text(
    nl="De gemiddelden van {earlier} en {later} gaan niet over precies dezelfde bedrijven: trek ze niet van elkaar af",
    en="The means of {earlier} and {later} are not of exactly the same companies: do not subtract one from the other",
)
SAME = Text(
    nl="In {earlier} en {later} zijn dezelfde {n} bedrijven beoordeeld",
    en="The same {n} companies were assessed in {earlier} and {later}",
)
HIDDEN = Text(
    nl="Of de gemiddelden van {earlier} en {later} over dezelfde bedrijven gaan, wordt niet getoond",
    en="Whether the means of {earlier} and {later} are of the same companies is not shown",
)
SUBTITLE = Text(
    nl="Aantal bedrijven achter de gemiddelden van {earlier} en {later}, en hoeveel er in {later} bijkwamen en "
    "vertrokken",
    en="Number of companies behind the means of {earlier} and {later}, and how many joined and left in {later}",
)
ROWS = {
    "before": Text(nl="beoordeeld in {earlier}", en="assessed in {earlier}"),
    "after": Text(nl="beoordeeld in {later}", en="assessed in {later}"),
    "both": Text(nl="beoordeeld in beide jaren", en="assessed in both years"),
    "joined": Text(nl="toegetreden in {later}", en="joined in {later}"),
    "left": Text(nl="vertrokken in {later}", en="left in {later}"),
}
ONLY_SAME = Text(
    nl="Alleen de verandering bij de bedrijven die in beide jaren beoordeeld zijn, zegt hoe bedrijven zich "
    "ontwikkelden.",
    en="Only the change among the companies assessed in both years tells how companies developed.",
)
STAYED = Text(
    nl="Wie maar in één van beide jaren beoordeeld is, kan in allebei lid zijn geweest.",
    en="A company that was assessed in one of the two years only may have been a member in both.",
)
ROW = Text(nl="Bedrijven", en="Companies")
COUNT = Text(nl="Aantal", en="Number")


def same_companies(cube: Cube, language: Language, *, pair: Pair | None = None) -> Figure:
    """How many companies stand behind two comparable years (the latest pair by default), and who came and went."""
    chosen = pair or latest_pair(cube)
    if chosen is None:
        return _without_pair(cube, language)
    later = chosen[1]
    names = vocabulary.pair_names(cube, chosen, language)
    counted = _behind(cube, chosen) | {item: cube.cell("membership", item, round=later) for item in ("joined", "left")}
    marks = {code: mark(cell, code, unit="companies", language=language) for code, cell in counted.items()}
    categories = tuple(Category(code, say(text, language, **names)) for code, text in ROWS.items())
    content = Content(
        key="same_companies",
        form="bars",
        title=_title(marks, names, language),
        subtitle=say(SUBTITLE, language, **names),
        categories=categories,
        series=(Series("companies", COMPANIES[1].in_(language), "accent", tuple(marks.values())),),
        table=Table(
            (ROW.in_(language), COUNT.in_(language)),
            tuple((each.label, marks[each.code].text) for each in categories),
            (False, True),
        ),
        rounds=chosen,
        notes=(ONLY_SAME.in_(language), STAYED.in_(language)),
        unit="",
        axis=(0, max(marks[code].value or 1 for code in ("before", "after"))),
    )
    return framed(cube, language, content=content, indicator=indicators()["membership"])


def other_companies(cube: Cube, pair: Pair) -> bool:
    """Whether it is shown that the companies behind the means of two rounds are not exactly the same ones."""
    values = [cell and cell.value for cell in _behind(cube, pair).values()]
    return None not in values and len(set(values)) > 1


def _behind(cube: Cube, pair: Pair) -> dict[str, Cell | None]:
    """How many companies stand behind the mean of each round, and behind both."""
    counted = {"before": ("submitted", pair[0]), "after": ("submitted", pair[1]), "both": ("comparable", pair[1])}
    return {code: cube.cell("membership", item, round=number) for code, (item, number) in counted.items()}


def _title(marks: dict[str, Mark], names: dict[str, str], language: Language) -> str:
    values = [marks[code].value for code in ("before", "after", "both")]
    if None in values:
        return say(HIDDEN, language, **names)
    return say(SAME if len(set(values)) == 1 else DIFFERENT, language, n=marks["both"].text, **names)


def _without_pair(cube: Cube, language: Language) -> Figure:
    title = NO_PAIR.in_(language)
    content = Content(
        key="same_companies", form="bars", title=title, subtitle=NOTHING.in_(language), categories=(), series=(),
        table=Table((ROW.in_(language), COUNT.in_(language)), ()), rounds=(), empty=title,
    )  # fmt: skip
    return framed(cube, language, content=content, indicator=indicators()["membership"])
