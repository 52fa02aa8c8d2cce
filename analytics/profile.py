"""Two comparable rounds beside each other for several series, over the same companies: start, end and change."""

from dataclasses import dataclass

from analytics import vocabulary
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, Table
from analytics.indicator import indicators
from analytics.left_open import left_open, left_open_note, pair_headers, with_left_open
from analytics.marks import WITHHELD, mark
from analytics.text import Language, Text, join, rounded, say
from analytics.title import Finding, comparable, finding, latest_pair, response_note, same
from analytics.trend import pair_cells, rounded_apart, small_group
from data.cube import Cell, Cube

SUBTITLE = Text(
    nl="Gemiddelde score, 0-100 %, van dezelfde bedrijven in {earlier} en {later} (n = {n}), met de verandering "
    "in punten",
    en="Mean score, 0-100%, of the same companies in {earlier} and {later} (n = {n}), with the change in points",
)
TITLE = Text(nl="Van {earlier} naar {later} {lead}", en="From {earlier} to {later}, {lead}")
ALL_OF, SOME_OF = Text(nl="alle {all}", en="all {all}"), Text(nl="{k} van de {all}", en="{k} of the {all}")


def _alike(text: Text) -> tuple[Text, Text]:
    """The same words of one series and of more."""
    return text, text


# What a title says first, of one series or of more: the first of these that was found; then what it says of the others.
LEAD: dict[Finding, tuple[Text, Text]] = {
    "rose": (Text(nl="steeg bij dezelfde {companies} {what}", en="{what} rose among the same {companies}"),
             Text(nl="stegen bij dezelfde {companies} {what}", en="{what} rose among the same {companies}")),
    "fell": (Text(nl="daalde bij dezelfde {companies} {what}", en="{what} fell among the same {companies}"),
             Text(nl="daalden bij dezelfde {companies} {what}", en="{what} fell among the same {companies}")),
    "unclear": (Text(nl="veranderde bij dezelfde {companies} {what} niet duidelijk",
                     en="{what} showed no clear change among the same {companies}"),
                Text(nl="veranderden bij dezelfde {companies} {what} niet duidelijk",
                     en="{what} showed no clear change among the same {companies}")),
    "few": _alike(Text(nl="is bij dezelfde {companies} voor {what} geen verandering vast te stellen",
                       en="no change in {what} can be established among the same {companies}")),
    "hidden": _alike(Text(nl="wordt voor {what} de verandering bij dezelfde {companies} niet getoond",
                          en="the change in {what} among the same {companies} is not shown")),
}  # fmt: skip
REST: dict[Finding, tuple[Text, Text]] = {
    "fell": (Text(nl="{k} daalde", en="{k} fell"), Text(nl="{k} daalden", en="{k} fell")),
    "unclear": (Text(nl="{k} veranderde niet duidelijk", en="{k} showed no clear change"),
                Text(nl="{k} veranderden niet duidelijk", en="{k} showed no clear change")),
    "few": _alike(Text(nl="voor {k} zijn er te weinig bedrijven", en="for {k} there are too few companies")),
    "hidden": _alike(Text(nl="voor {k} wordt dit niet getoond", en="for {k} this is not shown")),
}  # fmt: skip
APART = Text(
    nl="Begin, eind en verandering zijn elk apart afgerond. Daardoor is de verandering niet precies het verschil van "
    "beide getallen bij {labels}.",
    en="Start, end and change are each rounded separately. So the change is not exactly the difference of the two "
    "numbers for {labels}.",
)
LOWEST = Text(nl="{title}; ‘{label}’ staat het laagst ({value})", en="{title}; ‘{label}’ is lowest ({value})")
REFUSED = Text(
    nl="{earlier} en {later} zijn niet te vergelijken: er ligt een breuk tussen",
    en="{earlier} and {later} cannot be compared: there is a break between them",
)
NOTHING = Text(nl="Geen vergelijking over dezelfde bedrijven", en="No comparison over the same companies")
NO_PAIR = Text(nl="Er zijn geen twee vergelijkbare jaren", en="There are no two comparable years")
NO_CHANGES = Text(
    nl="Deze editie heeft voor deze twee jaren geen reeksen over dezelfde bedrijven.",
    en="This edition has no series over the same companies for these two years.",
)
CHANGE = Text(nl="Verandering", en="Change")
RANGE = Text(nl="{low} tot {high}", en="{low} to {high}")


@dataclass(frozen=True, slots=True)
class Kind:
    """What is profiled: the figure's key, the first column's heading, the plural in the title, the declaration."""

    key: str
    heading: Text
    plural: Text
    indicator: str


STEPS = Kind("step_profile", Text(nl="OESO-stap", en="OECD step"), Text(nl="stappen", en="steps"), "maturity_step")
THEMES = Kind(
    "theme_profile", Text(nl="Risicothema", en="Risk theme"), Text(nl="thema's", en="themes"), "maturity_theme"
)


def profile(
    cube: Cube, language: Language, *, kind: Kind, items: dict[str, str], pair: tuple[int, int] | None = None
) -> Figure:
    """The profile of some series (item -> label, in order) over a pair of rounds (the latest comparable by default)."""
    chosen = pair or latest_pair(cube)
    if chosen is None or not comparable(cube, *chosen):
        return _refused(cube, language, kind=kind, pair=chosen)
    earlier, later = chosen
    cells = {item: pair_cells(cube, chosen, item=item) for item in items}
    starts = tuple(mark(cells[item][0], item, unit="percent", language=language) for item in items)
    ends = tuple(mark(cells[item][1], item, unit="percent", language=language) for item in items)
    changes = tuple(mark(cells[item][2], item, unit="points", language=language) for item in items)
    series = (
        Series("start", vocabulary.round_label(cube, earlier, language), "quiet", starts),
        Series("end", vocabulary.round_label(cube, later, language), "accent", ends),
        Series("change", CHANGE.in_(language), "accent", changes, written=True),
    )
    told = [cells[item][2] for item in items]
    numbers = sorted({made.n for made in changes if made.n is not None})
    names = {"earlier": vocabulary.round_short(cube, earlier, language),
             "later": vocabulary.round_short(cube, later, language)}  # fmt: skip
    apart = [f"‘{label}’" for item, label in items.items() if rounded_apart(cube, chosen, item=item, language=language)]
    nothing = all(each.state == "absent" for each in changes)
    table = Table(
        (kind.heading.in_(language), *(each.label for each in series), "n"),
        tuple(
            (items[item], start.text, end.text, change.text, str(change.n or ""))
            for item, start, end, change in zip(items, starts, ends, changes, strict=True)
        ),
        (False, True, True, True, True),
    )
    shares = [_left_open(cube, language, item=item, pair=chosen) for item in items]
    content = Content(
        key=kind.key,
        form="dumbbell",
        title=_title(cube, told, ends, items=items, names=names, language=language, kind=kind),
        subtitle=say(SUBTITLE, language, n=_numbers(numbers, language), **names),
        categories=tuple(Category(item, label) for item, label in items.items()),
        series=series,
        table=with_left_open(table, shares, pair_headers(cube, language, pair=chosen)),
        rounds=chosen,
        notes=(
            *([say(APART, language, labels=join(apart, language))] if apart else []),
            *small_group(numbers, language),
            *(response_note(cube, language, round=later, n=numbers[0]) if len(numbers) == 1 else ()),
            *(left_open_note(cube, language, item="overall", rounds=chosen) if any(shares) else ()),
        ),
        axis=(0, 100),
        empty=NO_CHANGES.in_(language) if nothing else None,
    )
    change = indicators()["paired_change"]
    paired = {"base": change.base, "population": change.population}  # of nobody else does this figure tell
    declared = indicators()[kind.indicator].model_copy(update=paired)
    return framed(cube, language, content=content, indicator=declared, also=(change,))


def _left_open(cube: Cube, language: Language, *, item: str, pair: tuple[int, int]) -> tuple[Mark, ...]:
    """What was left out of a score in both years: unanswered in each, then not applicable in each."""
    both = (left_open(cube, language, item=item, round=each) for each in pair)
    return tuple(made for measure in zip(*both, strict=True) for made in measure)


def _title(
    cube: Cube, changes: list[Cell | None], ends: tuple[Mark, ...], *, items: dict[str, str], names: dict[str, str],
    language: Language, kind: Kind,
) -> str:  # fmt: skip
    """Counts what rose and fell by the rule of `analytics.title`; names the lowest end where every end is shown.

    It says of how many companies it tells where that is one number for all series.
    """
    found = [finding(each) for each in changes]
    everything = f"{len(found)} {kind.plural.in_(language)}"
    first, *others = (each for each in LEAD if each in found)
    k = found.count(first)
    what = say(SOME_OF if others else ALL_OF, language, k=k, all=everything)
    rest = join((say(REST[each][found.count(each) > 1], language, k=found.count(each)) for each in others), language)
    shown = [each for each in changes if each is not None and each.n is not None]
    alike = len({each.n for each in shown}) == 1
    companies = same(cube, shown[0] if alike else None, language=language)
    lead = say(LEAD[first][k > 1], language, companies=companies, what=what)
    title = "; ".join(filter(None, (say(TITLE, language, lead=lead, **names), rest)))
    values = [rounded(each.value) for each in ends if each.value is not None]
    if len(values) < len(ends) or values.count(min(values)) > 1:
        return title
    lowest = min(ends, key=lambda each: each.value or 0)
    return say(LOWEST, language, title=title, label=items[lowest.at], value=lowest.text)


def _refused(cube: Cube, language: Language, *, kind: Kind, pair: tuple[int, int] | None) -> Figure:
    title = NO_PAIR.in_(language)
    if pair is not None:
        earlier, later = (vocabulary.round_short(cube, each, language) for each in pair)
        title = say(REFUSED, language, earlier=earlier[:1].upper() + earlier[1:], later=later)
    content = Content(
        key=kind.key, form="dumbbell", title=title, subtitle=NOTHING.in_(language), categories=(), series=(),
        table=Table((kind.heading.in_(language),), ()), rounds=pair or (), axis=(0, 100), empty=title,
    )  # fmt: skip
    return framed(cube, language, content=content, indicator=indicators()[kind.indicator])


def _numbers(numbers: list[int], language: Language) -> str:
    if not numbers:
        return WITHHELD.in_(language)
    if len(numbers) == 1:
        return str(numbers[0])
    return say(RANGE, language, low=numbers[0], high=numbers[-1])
