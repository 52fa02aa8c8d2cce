"""Why the mean of all companies moved between two comparable years: who dropped out, who changed, who came in.

Every level that it passes is a cell of the edition, so that nothing is worked out: the mean of all companies in the
earlier year, of the same companies in both years, and of all companies in the later year. An edition with details also
tells those that left from members that were not assessed (`dropped_out.py`).
"""

from dataclasses import dataclass, replace
from typing import Literal

from analytics import vocabulary
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Series, Table
from analytics.indicator import indicators
from analytics.marks import mark, n_of
from analytics.pairs import pair_cells, rounded_apart
from analytics.profile import NO_PAIR, REFUSED
from analytics.scores.dropped_out import ON_THE_WAY, Step, apart, contributions
from analytics.scores.same_companies import ONLY_SAME, other_companies
from analytics.text import COMPANIES, Language, Text, capital, count, percent, rounded, say
from analytics.title import comparable, finding, latest_pair, response_note, same
from analytics.trend import small_group
from data.cube import Cell, Cube

Pair = tuple[int, int]
Side = Literal["higher", "lower", "alike"]

ALL: dict[Side, Text] = {
    "higher": Text(
        nl="Het gemiddelde van alle beoordeelde bedrijven was in {later} hoger dan in {earlier} ({after} tegen "
        "{before})",
        en="The mean of all assessed companies was higher in {later} than in {earlier} ({after} against {before})",
    ),
    "lower": Text(
        nl="Het gemiddelde van alle beoordeelde bedrijven was in {later} lager dan in {earlier} ({after} tegen "
        "{before})",
        en="The mean of all assessed companies was lower in {later} than in {earlier} ({after} against {before})",
    ),
    "alike": Text(
        nl="Het gemiddelde van alle beoordeelde bedrijven was {before} in {earlier} en {after} in {later}",
        en="The mean of all assessed companies was {before} in {earlier} and {after} in {later}",
    ),
}
SAME = {
    "rose": Text(nl="bij dezelfde {companies} steeg het van {start} naar {end}",
                 en="among the same {companies} it rose from {start} to {end}"),
    "fell": Text(nl="bij dezelfde {companies} daalde het van {start} naar {end}",
                 en="among the same {companies} it fell from {start} to {end}"),
    "unclear": Text(nl="bij dezelfde {companies} veranderde het niet duidelijk ({start} en {end})",
                    en="among the same {companies} it showed no clear change ({start} and {end})"),
    "few": Text(nl="met {companies} in beide jaren is geen verandering vast te stellen",
                en="with {companies} in both years, no change can be established"),
}  # fmt: skip
# Where the mean of all went one way and the same companies went the other.
YET = {
    "rose": Text(nl="toch steeg het bij dezelfde {companies} van {start} naar {end}",
                 en="yet among the same {companies} it rose from {start} to {end}"),
    "fell": Text(nl="toch daalde het bij dezelfde {companies} van {start} naar {end}",
                 en="yet among the same {companies} it fell from {start} to {end}"),
}  # fmt: skip
OPPOSITE = {("lower", "rose"), ("higher", "fell")}
SUBTITLE = Text(
    nl="Gemiddelde score, 0-100 %: van alle beoordeelde bedrijven in {earlier} (n = {before}), via dezelfde bedrijven "
    "in beide jaren (n = {both}), naar alle beoordeelde bedrijven in {later} (n = {after})",
    en="Mean score, 0-100%: from all assessed companies in {earlier} (n = {before}), by way of the same companies in "
    "both years (n = {both}), to all assessed companies in {later} (n = {after})",
)
FROM_TO = "n = {} → {}".replace(" ", "\N{NO-BREAK SPACE}")  # on one line
GONE = Text(
    nl="Wie alleen in {earlier} meetelt, valt weg ({from_to})",
    en="Those that count only in {earlier} drop out ({from_to})",
)
NOBODY_GONE = Text(
    nl="Niemand valt weg: alle {companies} tellen in beide jaren mee",
    en="Nobody drops out: all {companies} count in both years",
)
CHANGED = Text(
    nl="Dezelfde {companies} in beide jaren",
    en="The same {companies} in both years",
)
NEW = Text(
    nl="Wie alleen in {later} meetelt, komt erbij ({from_to})",
    en="Those that count only in {later} come in ({from_to})",
)
NOBODY_NEW = Text(
    nl="Niemand komt erbij: alle {companies} tellen in beide jaren mee",
    en="Nobody comes in: all {companies} count in both years",
)
DOTTED = Text(
    nl="Waar een stippellijn staat, verandert geen enkele score; er tellen alleen andere bedrijven mee.",
    en="Along a dotted line no score changes; it is only that other companies count.",
)
HIDDEN = Text(
    nl="De gemiddelden van alle bedrijven in {earlier} en {later} kunnen over verschillende bedrijven gaan; welk "
    "deel van het verschil daarvan komt, wordt niet getoond",
    en="The means of all companies in {earlier} and {later} may be of different companies; how much of the "
    "difference comes from that is not shown",
)
OTHERS_HIDDEN = Text(
    nl="De gemiddelden van alle bedrijven in {earlier} en {later} gaan niet over precies dezelfde bedrijven; welk "
    "deel van het verschil daarvan komt, wordt niet getoond",
    en="The means of all companies in {earlier} and {later} are not of exactly the same companies; how much of the "
    "difference comes from that is not shown",
)
NOTHING = Text(
    nl="Waar het verschil tussen de gemiddelden van alle bedrijven in twee jaren vandaan komt",
    en="Where the difference between the means of all companies in two years comes from",
)
# Not "step" on screen: that is one of the OECD.
BEFORE, AFTER = Text(nl="gemiddelde ervoor", en="mean before"), Text(nl="gemiddelde erna", en="mean after")
STEP = Text(nl="Wat er verandert", en="What changes")
N_BEFORE, N_AFTER = Text(nl="n ervoor", en="n before"), Text(nl="n erna", en="n after")


@dataclass(frozen=True, slots=True)
class Levels:
    """The cells that the way passes, all of them shown: both means of all, both ends of the same companies, change."""

    before: Cell
    start: Cell
    end: Cell
    after: Cell
    change: Cell

    @property
    def steps(self) -> dict[str, tuple[Cell, Cell]]:
        """The three steps, each from the level before it to the level after it."""
        return {"gone": (self.before, self.start), "same": (self.start, self.end), "new": (self.end, self.after)}


def waterfall(cube: Cube, language: Language, *, pair: Pair | None = None) -> Figure:
    """The way from one mean of all to the next, over two comparable years (the latest by default).

    Where one of its levels is not shown, one sentence that is the same for every reason.
    """
    chosen = pair or latest_pair(cube)
    if chosen is None:
        return _empty(cube, language, sentence=NO_PAIR.in_(language))
    names = vocabulary.pair_names(cube, chosen, language)
    if not comparable(cube, *chosen):
        return _empty(cube, language, sentence=capital(say(REFUSED, language, **names)), pair=chosen)
    levels = _levels(cube, chosen)
    if levels is None:
        hidden = OTHERS_HIDDEN if other_companies(cube, chosen) else HIDDEN
        return _empty(cube, language, sentence=say(hidden, language, **names), pair=chosen)
    both = levels.change.n or 0
    steps = _steps(cube, chosen, levels, names=names, language=language)
    categories = tuple(Category(each.code, each.label, regrouped=each.code != "same") for each in steps)
    series = (
        Series("start", BEFORE.in_(language), "quiet", tuple(replace(each.start, at=each.code) for each in steps)),
        Series("end", AFTER.in_(language), "accent", tuple(replace(each.end, at=each.code) for each in steps)),
        *contributions(cube, chosen, steps, language),
    )
    rounding = rounded_apart(cube, chosen, item="overall", language=language)
    content = Content(
        key="waterfall",
        form="dumbbell",
        title=_title(cube, levels, names=names, language=language),
        subtitle=say(SUBTITLE, language, **names, before=levels.before.n, both=both, after=levels.after.n),
        categories=categories,
        series=series,
        table=_table(categories, series, language),
        rounds=chosen,
        notes=(
            DOTTED.in_(language),
            ONLY_SAME.in_(language),
            *([ON_THE_WAY.in_(language)] if any(each.start.n is None for each in steps) else []),
            *([rounding] if rounding else []),
            *small_group((both,), language),
            *response_note(cube, language, round=chosen[1], n=both),
        ),
        axis=(0, 100),
    )
    declared = indicators()
    return framed(cube, language, content=content, indicator=declared["maturity_overall"],
                  also=(declared["paired_change"],))  # fmt: skip


def _levels(cube: Cube, pair: Pair) -> Levels | None:
    """The levels of the way; None unless each is shown as a number over the answers as they are now."""
    before, after = (cube.cell("maturity", "overall", round=each) for each in pair)
    start, end, change = pair_cells(cube, pair, item="overall")
    found = [each for each in (before, start, end, after, change) if each and each.value is not None and not each.kept]
    return Levels(*found) if len(found) == 5 else None


def _steps(cube: Cube, pair: Pair, levels: Levels, *, names: dict[str, str], language: Language) -> tuple[Step, ...]:
    """The steps of the way in words and marks; who drops out in two steps where the edition tells them apart."""
    companies = count(levels.change.n or 0, COMPANIES, language)
    made: list[Step] = []
    for code, cells in levels.steps.items():
        from_to = FROM_TO.format(*(each.n for each in cells))
        label = say(_step(code, cells), language, **names, companies=companies, from_to=from_to)
        step = Step(code, label, *(mark(each, code, unit="percent", language=language) for each in cells))
        made += apart(cube, pair, step, names=names, language=language) if code == "gone" else (step,)
    return tuple(made)


def _step(code: str, cells: tuple[Cell, Cell]) -> Text:
    """What a step is, in words. The same companies are among all of either year: as many are the same ones."""
    if code == "same":
        return CHANGED
    nobody, some = {"gone": (NOBODY_GONE, GONE), "new": (NOBODY_NEW, NEW)}[code]
    return nobody if cells[0].n == cells[1].n else some


def _title(cube: Cube, levels: Levels, *, names: dict[str, str], language: Language) -> str:
    """Where both means of all stand, and by the rule of `analytics.title` what the same companies did."""
    found, side = finding(levels.change), _side(levels)
    means = {name: percent(getattr(levels, name).value, language) for name in ("before", "after", "start", "end")}
    companies = same(cube, levels.change, language=language)
    text = YET[found] if (side, found) in OPPOSITE else SAME[found]
    return f"{say(ALL[side], language, **names, **means)}; {say(text, language, companies=companies, **means)}"


def _side(levels: Levels) -> Side:
    """On which side of the earlier mean of all the later one lies; alike as shown, or where rounding leaves it open."""
    (before, low, high), (after, lowest, highest) = (
        [rounded(each.value or 0), each.lo or 0, each.hi or 0] for each in (levels.before, levels.after)
    )
    if before != after and lowest >= high:
        return "higher"
    return "lower" if before != after and highest <= low else "alike"


def _table(categories: tuple[Category, ...], series: tuple[Series, ...], language: Language) -> Table:
    start, end, *written = (each.marks for each in series)
    heads = (*(each.in_(language) for each in (STEP, BEFORE, AFTER, N_BEFORE, N_AFTER)),
             *(each.label for each in series[2:]))  # fmt: skip
    return Table(
        heads,
        tuple(
            (each.label, one.text, other.text, n_of(one), n_of(other), *(marks[place].text for marks in written))
            for place, (each, one, other) in enumerate(zip(categories, start, end, strict=True))
        ),
        (False, *(True for _ in heads[1:])),
    )


def _empty(cube: Cube, language: Language, *, sentence: str, pair: Pair | None = None) -> Figure:
    content = Content(
        key="waterfall", form="dumbbell", title=sentence, subtitle=NOTHING.in_(language),
        categories=(), series=(), table=Table((STEP.in_(language),), ()), rounds=pair or (), axis=(0, 100),
        empty=sentence,
    )  # fmt: skip
    return framed(cube, language, content=content, indicator=indicators()["maturity_overall"])
