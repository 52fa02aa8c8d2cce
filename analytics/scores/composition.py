"""What the mean of all companies is made of, and moves between levels, over two comparable years: for the secretariat.

Both rest on details; without them each figure says so.
"""

from collections.abc import Callable
from dataclasses import replace

from analytics import vocabulary
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, Table, grid_table
from analytics.indicator import indicators
from analytics.marks import detail_mark
from analytics.text import Language, Text, say, signed
from analytics.title import latest_pair, of_monitored, response_note
from data.cube import Cube

Pair = tuple[int, int]

NO_DETAILS = Text(
    nl="Deze editie bevat geen cijfers over afzonderlijke bewegingen van bedrijven",
    en="This edition holds no figures on single movements of companies",
)
SCORE = Text(nl="Score", en="Score")
PARTS = {
    "within": Text(nl="dezelfde bedrijven", en="same companies"),
    "entry": Text(nl="alleen in het latere jaar", en="only in the later year"),
    "left": Text(nl="vertrokken", en="left"),
    "silent": Text(nl="lid, niet beoordeeld", en="member, not assessed"),
    "all": Text(nl="samen", en="together"),
}
COMPOSITION_TITLE = Text(
    nl="Het gemiddelde van alle bedrijven verschoof van {earlier} naar {later} met {all} punten; dezelfde bedrijven "
    "droegen {within} bij",
    en="The mean of all companies moved by {all} points from {earlier} to {later}; the same companies account for "
    "{within}",
)
COMPOSITION_SUBTITLE = Text(
    nl="Wat elke groep bijdroeg aan de verandering van het gemiddelde van alle bedrijven, in punten ({parts})",
    en="What each group contributed to the change of the mean of all companies, in points ({parts})",
)
PART_N = Text(nl="{part}: n = {n}", en="{part}: n = {n}")
EXACT = Text(
    nl="De vier groepen tellen precies op tot de hele verandering; na afronding kan het een of twee tienden schelen. "
    "De aantallen bedrijven zijn die bij de totaalscore.",
    en="The four groups add up exactly to the whole change; after rounding it may differ by a tenth or two. The "
    "numbers of companies are those behind the overall score.",
)
MOVES_TITLE = Text(
    nl="Van {earlier} naar {later} gingen van dezelfde {companies} de meeste ({count}) van ‘{before}’ naar ‘{after}’",
    en="From {earlier} to {later}, most of the same {companies} ({count}) went from ‘{before}’ to ‘{after}’",
)
MOVES_STAYED = Text(
    nl="Van {earlier} naar {later} bleven van dezelfde {companies} de meeste ({count}) op niveau ‘{before}’",
    en="From {earlier} to {later}, most of the same {companies} ({count}) stayed at the level ‘{before}’",
)
MOVES_MIXED = Text(
    nl="Onder dezelfde {companies} was het niveau in {later} bij {up} hoger en bij {down} lager dan in {earlier}",
    en="Among the same {companies}, the level was higher at {up} and lower at {down} in {later} than in {earlier}",
)
MOVES_UP = Text(
    nl="Onder dezelfde {companies} was het niveau in {later} bij {up} hoger dan in {earlier}, en bij geen enkel lager",
    en="Among the same {companies}, the level was higher at {up} in {later} than in {earlier}, and lower at none",
)
MOVES_ALL_UP = Text(
    nl="Bij dezelfde {companies} was het niveau in {later} zonder uitzondering hoger dan in {earlier}",
    en="Among the same {companies}, the level was higher at each of them in {later} than in {earlier}",
)
MOVES_DOWN = Text(
    nl="Onder dezelfde {companies} was het niveau in {later} bij {down} lager dan in {earlier}, en bij geen enkel "
    "hoger",
    en="Among the same {companies}, the level was lower at {down} in {later} than in {earlier}, and higher at none",
)
MOVES_NONE = Text(
    nl="Bij dezelfde {companies} was het niveau in {later} zonder uitzondering hetzelfde als in {earlier}",
    en="Among the same {companies}, the level was the same at each of them in {later} as in {earlier}",
)
MOVES_SUBTITLE = Text(
    nl="Aantal bedrijven naar niveau in {earlier} (rijen) en {later} (kolommen), van de bedrijven in beide jaren "
    "(n = {n})",
    en="Number of companies by level in {earlier} (rows) and {later} (columns), of the companies in both years "
    "(n = {n})",
)
FROM = Text(nl="{earlier} \\ {later}", en="{earlier} \\ {later}")


def scores(cube: Cube, language: Language) -> dict[str, str]:
    """The overall score and those of the steps, with their labels."""
    steps = {f"step:{each.code}": vocabulary.step_short(cube, each.code, language) for each in cube.agreement.steps}
    return {"overall": vocabulary.item(cube, "overall", language)} | steps


def composition_figures(cube: Cube) -> tuple[Callable[..., Figure], ...]:
    """The composition, where this edition has details for it: what the waterfall shows, for every step too."""
    return (composition,) if cube.details("composition") else ()


def composition(cube: Cube, language: Language, *, pair: Pair | None = None) -> Figure:
    """The change of the all-company mean split into stayers, later year only, left and silent, overall and per step."""
    chosen = pair or latest_pair(cube)
    if chosen is None or not cube.details("composition", base_round=chosen[0], round=chosen[1]):
        return empty(cube, language, key="composition", indicator="maturity_overall")
    names = vocabulary.pair_names(cube, chosen, language)
    series = tuple(
        Series(item, label, "accent", tuple(_points(cube, item, part, chosen, language) for part in PARTS))
        for item, label in scores(cube, language).items()
    )
    overall = {made.at: made for made in series[0].marks}
    heads = tuple(Category(part, text.in_(language)) for part, text in PARTS.items())
    numbers = "; ".join(say(PART_N, language, part=each.label, n=overall[each.code].n) for each in heads[:-1])
    content = Content(
        key="composition",
        form="table",
        title=say(COMPOSITION_TITLE, language, all=overall["all"].text, within=overall["within"].text, **names),
        subtitle=say(COMPOSITION_SUBTITLE, language, parts=numbers),
        categories=heads,
        series=series,
        table=grid_table(SCORE.in_(language), heads, series),
        rounds=chosen,
        notes=(EXACT.in_(language),),
        unit="",
    )
    return framed(cube, language, content=content, indicator=indicators()["maturity_overall"])


def _points(cube: Cube, item: str, part: str, pair: Pair, language: Language) -> Mark:
    """What one part brings to one score: the sign and the number alone, since the heading names the unit."""
    detail = cube.detail("composition", f"{item}:{part}", base_round=pair[0], round=pair[1])
    made = detail_mark(detail, part, unit="points", language=language, decimals=1)
    return made if made.value is None else replace(made, text=signed(made.value, language, decimals=1))


def moves(cube: Cube, language: Language, *, pair: Pair | None = None) -> Figure:
    """How many companies went from each level to each other one, or stayed where they were."""
    chosen = pair or latest_pair(cube)
    if chosen is None or not cube.details("moved", base_round=chosen[0], round=chosen[1], dimension="total"):
        return empty(cube, language, key="moves", indicator="level_share")
    names = vocabulary.pair_names(cube, chosen, language)
    levels = tuple(Category(each.code, each.name.in_(language)) for each in cube.agreement.levels)
    series = tuple(
        Series(before.code, before.label, "accent", tuple(
            detail_mark(cube.detail("moved", f"{before.code}>{after.code}", base_round=chosen[0], round=chosen[1]),
                        after.code, unit="companies", language=language)
            for after in levels
        ))
        for before in levels
    )  # fmt: skip
    told = [(made, each.label) for each in series for made in each.marks]
    most, before = max(told, key=lambda each: each[0].value or 0)
    alone = sum(made.value == most.value for made, _ in told) == 1 and 2 * (most.value or 0) > (most.n or 0)
    after = next(each.label for each in levels if each.code == most.at)
    place = {
        each.code: number for number, each in enumerate(sorted(cube.agreement.levels, key=lambda each: each.minimum))
    }
    moved = [(place[made.at] - place[each.code], int(made.value or 0)) for each in series for made in each.marks]
    up, down = (sum(amount for by, amount in moved if sign * by > 0) for sign in (1, -1))
    mixed = {(True, True): MOVES_MIXED, (True, False): MOVES_UP, (False, True): MOVES_DOWN, (False, False): MOVES_NONE}
    n = most.n or 0
    text = MOVES_ALL_UP if up == n else mixed[up > 0, down > 0]
    text = text if not alone else MOVES_STAYED if before == after else MOVES_TITLE
    companies = of_monitored(cube, language, round=chosen[1], n=n)
    title = say(text, language, count=most.text, companies=companies, before=before, after=after, up=up, down=down,
                **names)  # fmt: skip
    content = Content(
        key="moves",
        form="grid",
        title=title,
        subtitle=say(MOVES_SUBTITLE, language, n=n, **names),
        categories=levels,
        series=series,
        table=grid_table(say(FROM, language, **names), levels, series),
        rounds=chosen,
        notes=response_note(cube, language, round=chosen[1], n=n),
        unit="",
        axis=(0, most.value or 1),
    )
    return framed(cube, language, content=content, indicator=indicators()["level_share"])


def empty(cube: Cube, language: Language, *, key: str, indicator: str) -> Figure:
    """The figure of an edition without details, or without two comparable years."""
    sentence = NO_DETAILS.in_(language)
    content = Content(
        key=key, form="grid", title=sentence, subtitle=sentence, categories=(), series=(),
        table=Table((SCORE.in_(language),), ()), rounds=(), empty=sentence,
    )  # fmt: skip
    return framed(cube, language, content=content, indicator=indicators()[indicator])
