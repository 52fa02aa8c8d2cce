"""Where do we stand: the headline, the strip of bases, the levels, what was handed in and the distance to target."""

from dataclasses import replace

from analytics import vocabulary
from analytics.breaks import breaks, rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, Table
from analytics.indicator import indicators
from analytics.marks import WITHHELD, mark, of_somebody
from analytics.reach.participation import response
from analytics.scores.levels import levels
from analytics.scores.target import target
from analytics.text import Language, Text, capital, join, say
from analytics.title import change_title, first_year, latest_pair, response_note
from analytics.title import response as response_words
from analytics.trend import pair_cells, rounded_apart, small_group, trend
from data.cube import Cube

__all__ = ["bases", "headline", "levels", "overall_trend", "response", "target"]

OVERALL = Text(nl="de totaalscore", en="the overall score")
CHANGE = Text(nl="verandering", en="change")
MEAN = Text(nl="gemiddelde score", en="mean score")
HEADLINE = Text(
    nl="Gemiddelde volwassenheid, 0-100 %, van dezelfde bedrijven in {earlier} en {later} (n = {n})",
    en="Mean maturity, 0-100%, of the same companies in {earlier} and {later} (n = {n})",
)
NOT_COMPARED = Text(
    nl="{latest} is hier niet mee te vergelijken. {what}", en="{latest} cannot be compared with this. {what}"
)
FIRST_YEAR = Text(
    nl="Gemiddelde volwassenheid, 0-100 %, van alle bedrijven met een score in {round} (n = {n})",
    en="Mean maturity, 0-100%, of all companies with a score in {round} (n = {n})",
)
ANY_TWO = Text(
    nl="Gemiddelde volwassenheid, 0-100 %, van dezelfde bedrijven in twee jaren",
    en="Mean maturity, 0-100%, of the same companies in two years",
)
NO_PAIR = Text(
    nl="Zodra er twee vergelijkbare jaren zijn, staat hier de verandering bij dezelfde bedrijven.",
    en="Once there are two comparable years, the change among the same companies will stand here.",
)
WHAT = Text(nl="Wat", en="What")
VALUE = Text(nl="Waarde", en="Value")

BASES = {
    "official": Text(nl="lid op de peildatum", en="member on the reference date"),
    "monitored": Text(nl="gemonitord", en="monitored"),
    "submitted": Text(nl="zelfbeoordeling ingediend", en="self-assessment handed in"),
    "comparable": Text(nl="ook vorig vergelijkbaar jaar ingediend", en="also handed in the previous comparable year"),
}
BASES_HIDDEN = Text(
    nl="Op hoeveel bedrijven de cijfers van {round} rusten, wordt niet getoond",
    en="How many companies the figures of {round} rest on is not shown",
)
BASES_SUBTITLE = Text(
    nl="Aantal bedrijven in {rounds}, van alle leden tot de bedrijven achter een vergelijking",
    en="Number of companies in {rounds}, from all members to the companies behind a comparison",
)
BASES_NOTE = Text(
    nl="Elk cijfer noemt zijn eigen basis. De verandering rust op de kleinste groep: de bedrijven die in beide jaren "
    "een zelfbeoordeling indienden.",
    en="Every figure names its own base. The change rests on the smallest group: the companies that handed in a "
    "self-assessment in both years.",
)
NO_COMPARISON = Text(nl="geen vergelijking", en="no comparison")
NEW_SERIES = Text(
    nl="In {round} begint een nieuwe reeks; een vergelijking met het jaar ervoor is er niet.",
    en="A new series starts in {round}; there is no comparison with the year before.",
)


def headline(cube: Cube, language: Language) -> Figure:
    """The same-company change of the latest comparable pair, as a few large numbers; of a first year its mean."""
    if title := first_year(cube, language, item="overall", subject=OVERALL.in_(language)):
        return _of_first_year(cube, language, title=title)
    pair = latest_pair(cube)
    start, end, change = pair_cells(cube, pair, item="overall") if pair else (None, None, None)
    earlier, later = pair or (0, 0)
    names = {"earlier": vocabulary.round_short(cube, earlier, language),
             "later": vocabulary.round_short(cube, later, language)} if pair else {}  # fmt: skip
    marks = (
        mark(start, "start", unit="percent", language=language),
        mark(end, "end", unit="percent", language=language),
        mark(change, "change", unit="points", language=language),
    )
    categories = (
        Category("start", names.get("earlier", "")),
        Category("end", names.get("later", "")),
        Category("change", CHANGE.in_(language)),
    )
    n = change.n if change and change.n else None
    apart = rounded_apart(cube, pair, item="overall", language=language) if pair else None
    later_breaks = [
        say(NOT_COMPARED, language, latest=capital(vocabulary.round_short(cube, each.later, language)), what=each.what)
        for each in breaks(cube, language)
        if pair and each.later > later
    ]
    content = Content(
        key="headline",
        form="numbers",
        title=change_title(cube, language, item="overall", subject=OVERALL.in_(language), pair=pair),
        subtitle=say(HEADLINE, language, n=n or WITHHELD.in_(language), **names) if pair else ANY_TWO.in_(language),
        categories=categories if pair else (),
        series=(Series("same", MEAN.in_(language), "accent", marks, written=True),) if pair else (),
        table=Table(
            (WHAT.in_(language), VALUE.in_(language), "n"),
            tuple((each.label, one.text, str(one.n or "")) for each, one in zip(categories, marks, strict=True))
            if pair
            else (),
            (False, True, True),
        ),
        rounds=(earlier, later) if pair else (),
        notes=(
            *([apart] if apart else []),
            *small_group((n,), language),
            *(response_note(cube, language, round=later, n=n) if pair else ()),
            *later_breaks,
        ),
        empty=None if pair else NO_PAIR.in_(language),
    )
    return framed(cube, language, content=content, indicator=indicators()["paired_change"])


def _of_first_year(cube: Cube, language: Language, *, title: str) -> Figure:
    (only,) = rounds(cube)
    made = mark(cube.cell("maturity", "overall", round=only), "mean", unit="percent", language=language)
    name = vocabulary.round_short(cube, only, language)
    content = Content(
        key="headline",
        form="numbers",
        title=title,
        subtitle=say(FIRST_YEAR, language, round=name, n=made.n),
        categories=(Category("mean", name),),
        series=(Series("all", MEAN.in_(language), "accent", (made,), written=True),),
        table=Table(
            (WHAT.in_(language), VALUE.in_(language), "n"), ((name, made.text, str(made.n)),), (False, True, True)
        ),
        rounds=(only,),
        notes=(NO_PAIR.in_(language), *response_note(cube, language, round=only, n=made.n)),
    )
    return framed(cube, language, content=content, indicator=indicators()["maturity_overall"])


def overall_trend(cube: Cube, language: Language) -> Figure:
    """The overall score over the rounds."""
    return trend(cube, language, item="overall", key="overall_trend", subject=OVERALL.in_(language),
                 indicator="maturity_overall")  # fmt: skip


def bases(cube: Cube, language: Language) -> Figure:
    """On how many companies the figures rest, in the latest comparable round and, where it is later, the latest."""
    pair = latest_pair(cube)
    shown = tuple(dict.fromkeys((*((pair[1],) if pair else ()), cube.edition.latest_round)))
    first = {each.later for each in breaks(cube, language)} | set(rounds(cube)[:1])
    series = tuple(_bases_of(cube, each, language=language, main=each == shown[0]) for each in shown)
    handed_in, base = (cube.cell("membership", item, round=shown[0]) for item in ("submitted", "monitored"))
    title = say(BASES_HIDDEN, language, round=vocabulary.round_short(cube, shown[0], language))
    if handed_in and base and handed_in.value is not None and base.value is not None:
        title = response_words(cube, language, round=shown[0], submitted=int(handed_in.value), base=int(base.value))
    labels = [each.in_(language) for each in BASES.values()]
    starts = [each for each in shown if each in first]
    content = Content(
        key="bases",
        form="strip",
        title=title,
        subtitle=say(
            BASES_SUBTITLE,
            language,
            rounds=join((vocabulary.round_short(cube, each, language) for each in shown), language),
        ),
        categories=tuple(Category(code, label) for code, label in zip(BASES, labels, strict=True)),
        series=series,
        table=Table(
            ("", *(each.label for each in series)),
            tuple((label, *(each.marks[place].text for each in series)) for place, label in enumerate(labels)),
            (False, *(True for _ in series)),
        ),
        rounds=shown,
        notes=(
            BASES_NOTE.in_(language),
            *(say(NEW_SERIES, language, round=vocabulary.round_short(cube, each, language)) for each in starts),
        ),
        unit="",
    )
    return framed(cube, language, content=content, indicator=indicators()["membership"])


def _bases_of(cube: Cube, number: int, *, language: Language, main: bool) -> Series:
    """The bases of one round; the first round of a series has no comparable companies, which is not zero of them."""
    marks: list[Mark] = []
    for item in BASES:
        cell = of_somebody(cube, cube.cell("membership", item, round=number))
        made = mark(cell, item, unit="companies", language=language)
        marks.append(made if made.state != "absent" else replace(made, text=NO_COMPARISON.in_(language)))
    label = vocabulary.round_label(cube, number, language)
    return Series(f"round:{number}", label, "accent" if main else "quiet", tuple(marks))
