"""How single companies moved between two comparable years, for the secretariat.

Directions, margins, levels and the make-up of the mean rest on details: `movement_figures` says whether an edition has
them. Without them each figure says so.
"""

from collections.abc import Callable
from decimal import Decimal
from math import ceil, floor

from analytics import vocabulary
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, Table
from analytics.indicator import indicators
from analytics.marks import detail_mark
from analytics.scores.composition import empty, moves, scores
from analytics.text import Language, Text, say, signed
from analytics.title import latest_pair, of_monitored, response_note
from data.cube import Cube

Pair = tuple[int, int]

AXES = (20, 30, 40, 50, 60, 80, 100, 120, 200)  # points from end to end; no change is further off than 100

SERIES = Text(nl="Score", en="Score")
DIRECTION_TITLE = Text(
    nl="Onder dezelfde {companies} steeg de totaalscore van {earlier} naar {later} bij {rose} en daalde zij bij {fell}",
    en="Among the same {companies}, the overall score rose at {rose} from {earlier} to {later} and fell at {fell}",
)
DIRECTION_NONE_FELL = Text(
    nl="Onder dezelfde {companies} steeg de totaalscore van {earlier} naar {later} bij {rose}; bij geen enkel daalde "
    "zij",
    en="Among the same {companies}, the overall score rose at {rose} from {earlier} to {later} and fell at none",
)
DIRECTION_ALL = Text(
    nl="Bij dezelfde {companies} steeg de totaalscore van {earlier} naar {later} zonder uitzondering",
    en="Among the same {companies}, the overall score rose at each of them from {earlier} to {later}",
)
DIRECTION_SUBTITLE = Text(
    nl="Aantal bedrijven waarvan de score steeg, gelijk bleef of daalde, van de bedrijven in beide jaren (n = {n})",
    en="Number of companies whose score rose, stayed the same or fell, of the companies in both years (n = {n})",
)
DIRECTIONS = {
    "rose": Text(nl="steeg", en="rose"),
    "same": Text(nl="bleef gelijk", en="stayed the same"),
    "fell": Text(nl="daalde", en="fell"),
}
ANY_CHANGE = Text(nl="Elk verschil telt hier, hoe klein ook.", en="Any difference counts here, however small.")

INTERVAL_TITLE = Text(
    nl="Bij dezelfde {companies} veranderde de totaalscore van {earlier} naar {later} gemiddeld met {change} (marge "
    "{low} tot {high})",
    en="Among the same {companies}, the overall score changed by {change} on average from {earlier} to {later} (margin "
    "{low} to {high})",
)
INTERVAL_NONE = Text(
    nl="Van {earlier} naar {later} zijn er te weinig bedrijven voor een marge bij de verandering",
    en="From {earlier} to {later} there are too few companies for a margin around the change",
)
INTERVAL_SUBTITLE = Text(
    nl="Gemiddelde verandering in punten bij dezelfde bedrijven (n = {n}), met het exacte 95%-interval van de "
    "tekenwisseltoets",
    en="Mean change in points among the same companies (n = {n}), with the exact 95% interval of the sign-flip test",
)
ENDS = {
    "lo": Text(nl="ondergrens van de marge", en="lower end of the margin"),
    "hi": Text(nl="bovengrens van de marge", en="upper end of the margin"),
}
MEAN = Text(nl="gemiddelde verandering", en="mean change")
FEW = Text(nl="te weinig bedrijven voor een marge", en="too few companies for a margin")
FROM_SIX = Text(
    nl="De marge zegt hoe sterk het gemiddelde van enkele bedrijven afhangt; zij bestaat vanaf zes bedrijven. Zij gaat "
    "ervan uit dat een bedrijf even goed evenveel boven als onder de gemiddelde verandering had kunnen uitkomen. De "
    "bedrijven zijn niet geloot: over bedrijven die niet in beide jaren indienden, zegt de marge niets.",
    en="The margin tells how much the mean depends on a few companies; it exists from six companies on. It assumes "
    "that a company could as well have ended as far above the mean change as below it. The companies are no random "
    "sample: the margin says nothing about companies that did not hand in in both years.",
)


def movement_figures(cube: Cube) -> tuple[Callable[..., Figure], ...]:
    """The figures of this module and of the moves between levels that this edition has details for."""
    return (directions, intervals, moves) if cube.details("direction") else ()


def directions(cube: Cube, language: Language, *, pair: Pair | None = None) -> Figure:
    """How many companies rose, stayed and fell, overall and per step, over a pair (the latest by default)."""
    chosen = pair or latest_pair(cube)
    if chosen is None or not cube.details("direction", base_round=chosen[0], round=chosen[1], dimension="total"):
        return empty(cube, language, key="directions", indicator="paired_change")
    earlier, later = chosen
    names = vocabulary.pair_names(cube, chosen, language)
    series = tuple(
        Series(item, label, "accent", tuple(
            detail_mark(cube.detail("direction", f"{item}:{word}", base_round=earlier, round=later), word,
                        unit="companies", language=language)
            for word in DIRECTIONS
        ))
        for item, label in scores(cube, language).items()
    )  # fmt: skip
    rose, _, fell = series[0].marks
    n = rose.n or 0
    told = DIRECTION_TITLE if fell.value else DIRECTION_ALL if rose.value == rose.n else DIRECTION_NONE_FELL
    heads = tuple(Category(word, text.in_(language)) for word, text in DIRECTIONS.items())
    content = Content(
        key="directions",
        form="grid",
        title=say(
            told,
            language,
            rose=rose.text,
            fell=fell.text,
            companies=of_monitored(cube, language, round=later, n=n),
            **names,
        ),
        subtitle=say(DIRECTION_SUBTITLE, language, n=rose.n),
        categories=heads,
        series=series,
        table=Table(
            (SERIES.in_(language), *(each.label for each in heads), "n"),
            tuple((each.label, *(made.text for made in each.marks), str(each.marks[0].n)) for each in series),
            (False, True, True, True, True),
        ),
        rounds=chosen,
        notes=(ANY_CHANGE.in_(language), *response_note(cube, language, round=later, n=n)),
        unit="",
        axis=(0, max(made.n or 1 for each in series for made in each.marks)),
    )
    return framed(cube, language, content=content, indicator=indicators()["paired_change"])


def intervals(cube: Cube, language: Language, *, pair: Pair | None = None) -> Figure:
    """The mean change of the same companies with its exact interval, overall and per step."""
    chosen = pair or latest_pair(cube)
    labels = scores(cube, language)
    found = [
        cube.detail("change_interval", item, base_round=chosen[0], round=chosen[1]) if chosen else None
        for item in labels
    ]
    overall = found[0]
    if chosen is None or overall is None:
        return empty(cube, language, key="intervals", indicator="paired_change")
    lo, hi = (
        tuple(_end(getattr(each, end, None), away, item, language) for item, each in zip(labels, found, strict=True))
        for end, away in (("lo", floor), ("hi", ceil))
    )
    means = tuple(
        detail_mark(each, item, unit="points", language=language) for item, each in zip(labels, found, strict=True)
    )
    series = (
        Series("lo", ENDS["lo"].in_(language), "quiet", lo),
        Series("mean", MEAN.in_(language), "accent", means),
        Series("hi", ENDS["hi"].in_(language), "quiet", hi),
    )
    words = {"change": means[0].text, "low": lo[0].text, "high": hi[0].text}
    words["companies"] = of_monitored(cube, language, round=chosen[1], n=overall.n)
    words |= vocabulary.pair_names(cube, chosen, language)
    content = Content(
        key="intervals",
        form="dumbbell",
        title=say(INTERVAL_NONE if overall.lo is None else INTERVAL_TITLE, language, **words),
        subtitle=say(INTERVAL_SUBTITLE, language, n=overall.n),
        categories=tuple(Category(item, label) for item, label in labels.items()),
        series=series,
        table=Table(
            (SERIES.in_(language), *(each.label for each in (series[1], series[0], series[2])), "n"),
            tuple(
                (labels[mean.at], mean.text, low.text, high.text, "" if mean.n is None else str(mean.n))
                for mean, low, high in zip(means, lo, hi, strict=True)
            ),
            (False, True, True, True, True),
        ),
        rounds=chosen,
        notes=(FROM_SIX.in_(language), *response_note(cube, language, round=chosen[1], n=overall.n)),
        unit="",
        axis=axis_around([made.value for made in (*lo, *means, *hi) if made.value is not None]),
    )
    return framed(cube, language, content=content, indicator=indicators()["paired_change"])


def _end(value: Decimal | None, away: Callable[[Decimal], int], item: str, language: Language) -> Mark:
    """One end of an interval in whole points, `away` from the mean: what is told covers what was found. Few companies
    have none.
    """
    if value is None:
        return Mark(at=item, value=None, text=FEW.in_(language), state="absent")
    told = away(value)
    return Mark(at=item, value=told, text=signed(told, language))


def axis_around(values: list[float]) -> tuple[float, float]:
    """From a ten at or below every end and zero, past every end, as long as steps of tens divide it."""
    low = 10 * floor(min([0.0, *values]) / 10)
    return low, next(low + each for each in AXES if low + each >= max([1.0, *values]))
