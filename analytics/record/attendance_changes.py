"""How the scores of companies that attended activities changed after, and those of the others: an association.

Only where an edition holds such details: they rest on few companies.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from analytics import vocabulary
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, Table
from analytics.indicator import indicators
from analytics.marks import detail_mark, n_of
from analytics.profile import NO_CHANGES
from analytics.record.attendance import ANY_KIND, KIND, kinds_of
from analytics.scores.movement import axis_around
from analytics.text import Language, Text, say
from analytics.title import MINIMUM_COMPANIES, latest_pair
from analytics.trend import CHANGE_AND_N, small_group
from data.cube import Cube

RECORDED, CHANGED = "attendance_recorded", "change_by_attendance"
LEAST: Final = 3  # companies on either side; below it one company is most of a mean

Pair = tuple[int, int]

SIDES = {
    "attended": Text(nl="Wel deelgenomen", en="Attended"),
    "not_attended": Text(nl="Niet deelgenomen", en="Did not attend"),
}
N_OF = Text(nl="n ({side})", en="n ({side})")

TITLE = Text(
    nl="Wie in {earlier} aan activiteiten deelnam, veranderde tot {later} gemiddeld {attended}; wie niet deelnam, "
    "{other}",
    en="Companies that attended activities in {earlier} changed by {attended} on average until {later}, the others by "
    "{other}",
)
# Below the number of companies from which a title tells a change.
GUARDED = Text(
    nl="Met {n_attended} bedrijven die in {earlier} deelnamen en {n_other} andere is geen verband met de verandering "
    "tot {later} vast te stellen",
    en="With {n_attended} companies that attended in {earlier} and {n_other} others, no association with the change "
    "until {later} can be established",
)
TOPIC = Text(
    nl="Deelname aan activiteiten in {earlier}, naast de verandering van de totaalscore tot {later}",
    en="Attendance at activities in {earlier}, beside the change of the overall score until {later}",
)
TOO_FEW = Text(
    nl="Te weinig bedrijven om deelname in {earlier} naast de verandering tot {later} te leggen",
    en="Too few companies to lay attendance in {earlier} beside the change until {later}",
)
SUBTITLE = Text(
    nl="Gemiddelde verandering van de totaalscore in punten, van bedrijven met een score in {earlier} en {later} "
    "(n = {n}), naar deelname in {earlier}",
    en="Mean change of the overall score in points, of companies with a score in {earlier} and {later} (n = {n}), by "
    "attendance in {earlier}",
)
FEW = Text(nl="te weinig bedrijven", en="too few companies")
ASSOCIATION = Text(
    nl="Dit is een verband, geen effect: bedrijven kozen zelf of zij deelnamen, en wie deelnam kan ook in andere "
    "dingen verschillen.",
    en="This is an association, not an effect: companies chose themselves whether to attend, and those that did may "
    "differ in other ways too.",
)
BEFORE = Text(
    nl="Deelname telt in {earlier}: dat hele jaar ligt vóór de zelfbeoordeling van {later}, een deel ervan misschien "
    "ook vóór die van {earlier}. Staan aan een kant minder dan drie bedrijven, dan wordt over die soort niets gezegd.",
    en="Attendance counts in {earlier}: all of that year lies before the self-assessment of {later}, a part of it "
    "perhaps before that of {earlier} too. With fewer than three companies on one side, nothing is said of that kind.",
)
ONLY_RECORDED = Text(
    nl="Deelname is die aan activiteiten waarvan is vastgelegd wie er was. Wie alleen bij een andere was, staat hier "
    "bij ‘niet deelgenomen’.",
    en="Attendance is that at activities of which it is recorded who was there. A company that was only at another "
    "one counts here as ‘did not attend’.",
)
PARTLY = Text(
    nl="Van {recorded} van de {held} gehouden activiteiten van deze soorten is vastgelegd wie er was.",
    en="Of {recorded} of the {held} activities of these kinds that were held, it is recorded who was there.",
)
NOT_RECORDED = Text(
    nl="Over {earlier} is niet vastgelegd welke bedrijven aan activiteiten deelnamen.",
    en="It is not recorded which companies attended activities in {earlier}.",
)
NO_PAIR = Text(
    nl="Er zijn geen twee vergelijkbare jaren om deelname naast te leggen.",
    en="There are no two comparable years to lay attendance beside.",
)


def change_figures(cube: Cube) -> tuple[Callable[..., Figure], ...]:
    """The figure on attendance and change; none in an edition that holds no attendance."""
    return (attendance_changes,) if cube.details(CHANGED) else ()


def attendance_changes(cube: Cube, language: Language, *, pair: Pair | None = None) -> Figure:
    """Per kind the mean change of who attended in the first round of a pair (the latest by default), and of others."""
    chosen = pair or latest_pair(cube)
    if chosen is None:
        return _nothing(cube, language, sentence=NO_PAIR.in_(language))
    names = vocabulary.pair_names(cube, chosen, language)
    kinds = kinds_of(cube, language, round=chosen[0])
    if not kinds:
        return _nothing(cube, language, sentence=say(NOT_RECORDED, language, **names), rounds=chosen)
    sides = {kind: _sides(cube, kind, chosen, language=language) for kind in kinds}
    total = sum(made.n or 0 for made in sides[next(iter(kinds))])
    if not total:
        return _nothing(cube, language, sentence=NO_CHANGES.in_(language), rounds=chosen)
    told = {kind: _told(sides[kind], language) for kind in kinds}
    series = tuple(
        Series(side, label.in_(language), colour, tuple(_with_n(told[kind][place], language) for kind in kinds))
        for place, ((side, label), colour) in enumerate(zip(SIDES.items(), ("accent", "quiet"), strict=True))
    )
    shown = [made for each in series for made in each.marks if made.value is not None]
    content = Content(
        key="attendance_changes",
        form="dots",
        title=_title(told, names, language),
        subtitle=say(SUBTITLE, language, n=total, **names),
        categories=tuple(Category(kind, name) for kind, name in kinds.items()),
        series=series,
        table=Table(
            (
                KIND.in_(language),
                *(text for each in series for text in (each.label, say(N_OF, language, side=each.label.lower()))),
            ),
            tuple(
                (name, *(text for place in range(2) for text in (told[kind][place].text, n_of(sides[kind][place]))))
                for kind, name in kinds.items()
            ),
            (False, True, True, True, True),
        ),
        rounds=chosen,
        notes=(
            ASSOCIATION.in_(language),
            *small_group((made.n for made in shown), language),
            say(BEFORE, language, **names),
            ONLY_RECORDED.in_(language),
            *_partly(cube, {*kinds} - {ANY_KIND}, chosen[0], language=language),
        ),
        unit="",
        axis=axis_around([made.value for made in shown if made.value is not None]),
    )
    return framed(cube, language, content=content, indicator=indicators()[CHANGED])


def _sides(cube: Cube, kind: str, pair: Pair, *, language: Language) -> tuple[Mark, ...]:
    """The change of who attended and of who did not; a side without companies has n = 0."""
    found = (cube.detail(CHANGED, f"{kind}:{side}", base_round=pair[0], round=pair[1]) for side in SIDES)
    marks = (detail_mark(each, kind, unit="points", language=language) for each in found)
    return tuple(replace(made, n=made.n or 0) for made in marks)


def _told(sides: tuple[Mark, ...], language: Language) -> tuple[Mark, ...]:
    """Both changes; with few companies on one side neither has a number."""
    if min(made.n or 0 for made in sides) < LEAST:
        return tuple(Mark(made.at, None, FEW.in_(language), state="absent") for made in sides)
    return sides


def _with_n(made: Mark, language: Language) -> Mark:
    """In the picture a change carries its n; the table has a column for it."""
    return made if made.n is None else replace(made, text=say(CHANGE_AND_N, language, change=made.text, n=made.n))


def _title(told: dict[str, tuple[Mark, ...]], names: dict[str, str], language: Language) -> str:
    """Tells the two changes of all kinds together, where there are companies enough on both sides."""
    if all(made.value is None for each in told.values() for made in each):
        return say(TOO_FEW, language, **names)
    there, absent = told[ANY_KIND]
    if there.n is None or absent.n is None:
        return say(TOPIC, language, **names)
    text = GUARDED if min(there.n, absent.n) < MINIMUM_COMPANIES else TITLE
    return say(text, language, attended=_with_n(there, language).text, other=_with_n(absent, language).text,
               n_attended=there.n, n_other=absent.n, **names)  # fmt: skip


def _partly(cube: Cube, kinds: set[str], round: int, *, language: Language) -> tuple[str, ...]:
    """Whether attendance of some activities of these kinds is not recorded."""
    held = sum(each["kind"] in kinds and each["status"] == "held" for each in cube.fact_rows("activity", round=round))
    recorded = sum(int(each.value or 0) for each in cube.details(RECORDED, round=round) if each.item in kinds)
    return (say(PARTLY, language, recorded=recorded, held=held),) if recorded < held else ()


def _nothing(cube: Cube, language: Language, *, sentence: str, rounds: tuple[int, ...] = ()) -> Figure:
    content = Content(
        key="attendance_changes", form="dots", title=sentence.removesuffix("."), subtitle=sentence, categories=(),
        series=(), table=Table((KIND.in_(language),), ()), rounds=rounds, empty=sentence,
    )  # fmt: skip
    return framed(cube, language, content=content, indicator=indicators()[CHANGED])
