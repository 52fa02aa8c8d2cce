"""What the companies outside a mean could change: the band of every round, and the tipping point in words."""

from decimal import Decimal
from math import ceil, floor

from analytics import vocabulary
from analytics.band import HIGHEST, Band, band, monitored, tipping_change, tipping_mean, widest_mean
from analytics.breaks import rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, Table
from analytics.indicator import indicators
from analytics.marks import WITHHELD, mark
from analytics.text import COMPANIES, Language, Text, capital, count, number, percent, points, say
from analytics.title import finding, latest_pair
from data.cube import Cube

SAID = 3  # of the latest rounds the tipping point is told in words

BAND = Text(
    nl="In {round} ligt het gemiddelde van alle {monitored} gemonitorde bedrijven ergens tussen {lo} en {hi}",
    en="In {round}, the mean of all {monitored} monitored companies lies somewhere between {lo} and {hi}",
)
CENSUS = Text(
    nl="In {round} zitten alle {monitored} gemonitorde bedrijven in het gemiddelde: er is niemand die het kan "
    "veranderen",
    en="In {round}, all {monitored} monitored companies are in the mean: nobody is left who could change it",
)
HIDDEN = Text(
    nl="Wat de bedrijven buiten het gemiddelde zouden veranderen, is uit de getoonde cijfers niet af te leiden",
    en="What the companies outside the mean would change cannot be told from the figures shown",
)
SUBTITLE = Text(
    nl="Het getoonde gemiddelde van een deel van de gemonitorde bedrijven, en waar het gemiddelde van alle ligt als de "
    "rest 0\N{NO-BREAK SPACE}% of juist 100\N{NO-BREAK SPACE}% had",
    en="The mean shown for a part of the monitored companies, and where the mean of all lies if the rest had 0% or "
    "100%",
)
ROW = Text(nl="{round}: {mean} ({n} van {monitored})", en="{round}: {mean} ({n} of {monitored})")
RANGE = Text(nl="{lo} tot {hi}", en="{lo} to {hi}")
HATCHED = Text(
    nl="Het gearceerde deel hangt af van de rest: bedrijven die niets indienden, of die buiten het getoonde gemiddelde "
    "vallen. Zonder gearceerd deel is het gemiddelde dat van alle gemonitorde bedrijven.",
    en="The hatched part depends on the rest: companies that handed nothing in, or that are not in the mean shown. "
    "Where nothing is hatched, the mean is of all monitored companies.",
)
YEARS_DIFFER = Text(
    nl="De bedrijven verschillen per jaar; vergelijk de jaren hier niet met elkaar.",
    en="The companies differ from year to year; do not compare the years here.",
)
LEVEL_TIPS = Text(
    nl="{round}: het gemiddelde van alle {monitored} ligt alleen onder niveau ‘{level}’ ({bound}) bij een gemiddelde "
    "van minder dan {tip} voor de rest ({silent}).",
    en="{round}: the mean of all {monitored} is below the level ‘{level}’ ({bound}) only with a mean of less than "
    "{tip} for the rest ({silent}).",
)
LEVEL_STANDS = Text(
    nl="{round}: ook met 0\N{NO-BREAK SPACE}% voor de rest ({silent}) blijft het gemiddelde van alle {monitored} op of "
    "boven de ondergrens van niveau ‘{level}’ ({bound}).",
    en="{round}: even with 0% for the rest ({silent}), the mean of all {monitored} stays at or above the lower bound "
    "of the level ‘{level}’ ({bound}).",
)
CHANGE_TIPS = {
    "rose": Text(
        nl="De stijging bij dezelfde {companies} van {earlier} naar {later} ({change}) verdwijnt alleen als de andere "
        "bedrijven die in beide jaren gemonitord werden (hoogstens {others}) gemiddeld meer dan {tip} daalden.",
        en="The rise of the same {companies} from {earlier} to {later} ({change}) disappears only if the other "
        "companies monitored in both years (at most {others}) fell by more than {tip} on average.",
    ),
    "fell": Text(
        nl="De daling bij dezelfde {companies} van {earlier} naar {later} ({change}) verdwijnt alleen als de andere "
        "bedrijven die in beide jaren gemonitord werden (hoogstens {others}) gemiddeld meer dan {tip} stegen.",
        en="The fall of the same {companies} from {earlier} to {later} ({change}) disappears only if the other "
        "companies monitored in both years (at most {others}) rose by more than {tip} on average.",
    ),
}
CHANGE_STANDS = Text(
    nl="Wat de andere bedrijven die in beide jaren gemonitord werden ook deden (hoogstens {others}), de verandering "
    "bij dezelfde {companies} van {earlier} naar {later} ({change}) weegt zwaarder.",
    en="Whatever the other companies monitored in both years did (at most {others}), the change of the same "
    "{companies} from {earlier} to {later} ({change}) outweighs it.",
)
HEADER = (
    Text(nl="Jaar", en="Year"), Text(nl="Getoond gemiddelde", en="Mean shown"), Text(nl="n", en="n"),
    Text(nl="Gemonitord", en="Monitored"), Text(nl="Laagst mogelijk", en="Lowest possible"),
    Text(nl="Hoogst mogelijk", en="Highest possible"),
)  # fmt: skip


def silent(cube: Cube, language: Language) -> Figure:
    """The band of every round: solid what is certain, hatched what the companies without a score could make of it."""
    numbers = rounds(cube)
    bands = {each: band(cube, round=each) for each in numbers}
    found = [each for each in bands.values() if each is not None]
    marks = tuple(_mark(cube, bands[each], each, language=language) for each in numbers)
    labels = {each: _label(cube, bands[each], each, language=language) for each in numbers}
    content = Content(
        key="silent",
        form="bars",
        title=_title(cube, found[-1], language=language) if found else HIDDEN.in_(language),
        subtitle=SUBTITLE.in_(language),
        categories=tuple(Category(str(each), labels[each]) for each in numbers),
        series=(Series("all_monitored", HEADER[3].in_(language), "accent", marks),),
        table=Table(
            tuple(each.in_(language) for each in HEADER),
            tuple(_row(cube, each, language=language) for each in numbers),
            (False, True, True, True, True, True),
        ),
        rounds=numbers,
        notes=(
            *(note for each in found[-SAID:] for note in _level_note(cube, each, language=language)),
            *_change_note(cube, language=language),
            HATCHED.in_(language),
            YEARS_DIFFER.in_(language),
        ),
        axis=(0, 100),
        empty=None if found else HIDDEN.in_(language),
        coded=False,
    )
    # The mean shown may be that of the same companies in two years, and a note tells of their change.
    declared = indicators()
    return framed(cube, language, content=content, indicator=declared["maturity_overall"],
                  also=(declared["paired_change"],))  # fmt: skip


def _mark(cube: Cube, found: Band | None, round: int, *, language: Language) -> Mark:
    at = str(round)
    if found is None:
        alone = mark(cube.cell("maturity", "overall", round=round), at, unit="percent", language=language)
        return alone if alone.n is None else Mark(at, None, WITHHELD.in_(language), state="withheld")
    if not found.outside:
        return mark(found.mean, at, unit="percent", language=language)
    return Mark(at, None, say(RANGE, language, lo=_low(found.lo, language), hi=_high(found.hi, language)),
                state="bounded", n=found.n, lo=floor(found.lo), hi=ceil(found.hi))  # fmt: skip


def _label(cube: Cube, found: Band | None, round: int, *, language: Language) -> str:
    name = capital(vocabulary.round_short(cube, round, language))
    if found is None:
        return name
    mean = percent(found.mean.value or 0, language)
    return say(ROW, language, round=name, mean=mean, n=found.n, monitored=found.monitored)


def _row(cube: Cube, round: int, *, language: Language) -> tuple[str, ...]:
    """What is shown of a round stands in the table also where it has no band."""
    shown = widest_mean(cube, round) or cube.cell("maturity", "overall", round=round)
    mean = mark(shown, "", unit="percent", language=language)
    everybody = mark(cube.cell("membership", "monitored", round=round), "", unit="companies", language=language)
    found = band(cube, round=round)
    ends = ("", "") if found is None else (_low(found.lo, language), _high(found.hi, language))
    if found is not None and not found.outside:
        ends = (mean.text, mean.text)
    n = "" if mean.n is None else number(mean.n, language)
    return (vocabulary.round_label(cube, round, language), mean.text, n, everybody.text, *ends)


def _title(cube: Cube, found: Band, *, language: Language) -> str:
    words = {"round": vocabulary.round_short(cube, found.round, language), "monitored": found.monitored}
    if not found.outside:
        return say(CENSUS, language, **words)
    return say(BAND, language, lo=_low(found.lo, language), hi=_high(found.hi, language), **words)


def _level_note(cube: Cube, found: Band, *, language: Language) -> tuple[str, ...]:
    """When the mean of all would not reach the level that the shown mean has reached; the lowest is always reached."""
    reached = [each for each in cube.agreement.levels if found.mean.lo is not None and each.minimum <= found.mean.lo]
    level = max(reached, key=lambda each: each.minimum)
    tip = tipping_mean(found, bound=level.minimum)
    if tip is None or not level.minimum:
        return ()
    text = LEVEL_TIPS if tip > 0 else LEVEL_STANDS
    return (
        say(text, language, round=capital(vocabulary.round_short(cube, found.round, language)),
            level=level.name.in_(language), bound=percent(level.minimum, language), monitored=found.monitored,
            silent=count(found.outside, COMPANIES, language), tip=_high(tip, language)),
    )  # fmt: skip


def _change_note(cube: Cube, *, language: Language) -> tuple[str, ...]:
    """When a change that is told of the latest pair would be undone by who is missing from it."""
    pair = latest_pair(cube)
    change = pair and cube.cell("maturity", "overall", round=pair[1], base_round=pair[0], kind="change")
    told = finding(change or None)
    if not pair or not change or told not in CHANGE_TIPS or change.n is None:
        return ()
    both = [monitored(cube, each) or 0 for each in pair]
    others = min(both) - change.n
    if others < 1:
        return ()
    tip = floor(tipping_change(change, others=others))
    earlier, later = (vocabulary.round_short(cube, each, language) for each in pair)
    return (
        say(CHANGE_TIPS[told] if tip < HIGHEST else CHANGE_STANDS, language, earlier=earlier, later=later,
            companies=count(change.n, COMPANIES, language), change=points(change.value or 0, language), others=others,
            tip=points(tip, language).removeprefix("+")),
    )  # fmt: skip


def _low(value: Decimal, language: Language) -> str:
    """In whole points, as the mean that it follows from is told, and towards what is certain: a lower end down."""
    return percent(floor(value), language)


def _high(value: Decimal, language: Language) -> str:
    """In whole points, an upper end up."""
    return percent(ceil(value), language)
