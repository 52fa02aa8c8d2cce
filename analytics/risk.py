"""Which risks weigh most: severity first, then likelihood; the two are never multiplied."""

from dataclasses import dataclass, replace

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, Table
from analytics.indicator import indicators
from analytics.marks import mark
from analytics.text import Language, Text, join, number, rounded, say
from data.cube import Cube

SEVERITY = Text(nl="ernst", en="severity")
LIKELIHOOD = Text(nl="waarschijnlijkheid", en="likelihood")
SEVERITY_AXIS = Text(nl="ernst (1 licht – 5 zeer ernstig)", en="severity (1 minor – 5 very severe)")
LIKELIHOOD_AXIS = Text(
    nl="waarschijnlijkheid (1 onwaarschijnlijk – 5 zeer waarschijnlijk)", en="likelihood (1 unlikely – 5 very likely)"
)
SCALE = Text(nl="gemiddeld oordeel, 1-5", en="mean rating, 1-5")
TOP = Text(
    nl="In {round} vonden bedrijven {themes} het ernstigst ({severity} op een schaal van 1 tot {scale})",
    en="In {round}, companies rated {themes} most severe ({severity} on a scale of 1 to {scale})",
)
LIKELIEST = Text(
    nl="In {round} vonden bedrijven {themes} het waarschijnlijkst ({likelihood} op een schaal van 1 tot {scale})",
    en="In {round}, companies rated {themes} most likely ({likelihood} on a scale of 1 to {scale})",
)
HIDDEN = Text(nl="Hoe ernstig bedrijven de risico's in {round} vonden, wordt niet getoond",
              en="How severe companies rated the risks in {round} is not shown")  # fmt: skip
UNMADE = Text(nl="Over {round} is geen overzicht van risico's gemaakt", en="No overview of risks was made for {round}")
RANKING_SUBTITLE = Text(
    nl="Gemiddelde ernst en waarschijnlijkheid volgens de bedrijven, {round}{n}; eerst op ernst geordend, "
    "dan op waarschijnlijkheid",
    en="Mean severity and likelihood according to the companies, {round}{n}; ordered by severity first, then "
    "likelihood",
)
FIELD_SUBTITLE = Text(
    nl="Gemiddelde ernst en waarschijnlijkheid per risicothema volgens de bedrijven, {round}{n}",
    en="Mean severity and likelihood per risk theme according to the companies, {round}{n}",
)
N = Text(nl=" (n = {n})", en=" (n = {n})")
SEVERITY_FIRST = Text(
    nl="De ernst gaat voor, zoals de VN-richtlijnen vragen: een ernstig maar onwaarschijnlijk risico staat "
    "hoger dan een waarschijnlijk maar licht risico.",
    en="Severity comes first, as the UN Guiding Principles ask: a severe but unlikely risk ranks above a likely but "
    "minor one.",
)
TIES = Text(
    nl="Thema's met dezelfde getoonde waarden delen hun rang en staan in alfabetische volgorde.",
    en="Themes with the same shown values share their rank and stand in alphabetical order.",
)
LEFT_OUT = Text(nl="Niet in de figuur: {themes}.", en="Not in the figure: {themes}.")
HEADER = (Text(nl="Rang", en="Rank"), Text(nl="Risicothema", en="Risk theme"), Text(nl="Ernst", en="Severity"),
          Text(nl="Waarschijnlijkheid", en="Likelihood"), Text(nl="Prioriteit bij", en="Prioritised by"),
          Text(nl="n", en="n"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ranked:
    """One theme of a round: rank (None where severity is not shown; equal shown values share it) and its marks."""

    code: str
    name: str
    rank: int | None
    severity: Mark
    likelihood: Mark
    prioritised: Mark


def ranked(cube: Cube, language: Language, *, round: int) -> tuple[Ranked, ...]:
    """The themes of a round by shown severity, then shown likelihood, then name; those not shown come last."""
    rows: list[Ranked] = []
    for theme in cube.agreement.themes_of(cube.agreement.round(round).theme_list):
        severity, likelihood = (
            mark(cube.cell(measure, theme.code, round=round), theme.code, unit="scale", language=language, decimals=1)
            for measure in ("risk_severity", "risk_likelihood")
        )
        count = cube.cell("risk_prioritised", theme.code, round=round)
        prioritised = mark(count, theme.code, unit="companies", language=language)
        rows.append(Ranked(theme.code, theme.name.in_(language), None, severity, likelihood, prioritised))
    rows.sort(key=lambda each: (*_weight(each), each.name.casefold()))
    weights = [_weight(each) for each in rows]
    return tuple(
        replace(each, rank=weights.index(weight) + 1) if each.severity.value is not None else each
        for each, weight in zip(rows, weights, strict=True)
    )


def risk_ranking(cube: Cube, language: Language, *, round: int | None = None) -> Figure:
    """Severity and likelihood per theme as dots, the most severe first."""
    chosen = round or latest_made(cube)
    rows = ranked(cube, language, round=chosen)
    name = vocabulary.round_short(cube, chosen, language)
    content = Content(
        key="risk_ranking",
        form="dots",
        title=_title(cube, rows, round=chosen, language=language),
        subtitle=say(RANKING_SUBTITLE, language, round=name, n=_n(rows, language)),
        categories=tuple(Category(each.code, each.name) for each in rows),
        series=(
            Series("severity", SEVERITY.in_(language), "accent", tuple(each.severity for each in rows)),
            Series("likelihood", LIKELIHOOD.in_(language), "quiet", tuple(each.likelihood for each in rows)),
        ),
        table=_table(rows, language=language),
        rounds=(chosen,),
        notes=(SEVERITY_FIRST.in_(language), TIES.in_(language)),
        unit="",
        axis=(1, cube.agreement.scoring.severity_scale),
        axis_title=SCALE.in_(language),
    )
    return framed(cube, language, content=content, indicator=indicators()["risk_severity"])


def risk_field(cube: Cube, language: Language, *, round: int | None = None) -> Figure:
    """Every theme as a point: likelihood to the right, severity upwards. Themes not shown are named in a note."""
    chosen = round or latest_made(cube)
    rows = ranked(cube, language, round=chosen)
    placed = [each for each in rows if each.severity.value is not None and each.likelihood.value is not None]
    names = {each.code: each.name for each in placed}
    missing = [each.name for each in rows if each.code not in names]
    marks = tuple(
        replace(each.severity, x=each.likelihood.value, text=f"{each.severity.text} / {each.likelihood.text}")
        for each in placed
    )
    name = vocabulary.round_short(cube, chosen, language)
    content = Content(
        key="risk_field",
        form="field",
        title=_likeliest(cube, placed, round=chosen, language=language)
        if placed
        else _title(cube, rows, round=chosen, language=language),
        subtitle=say(FIELD_SUBTITLE, language, round=name, n=_n(rows, language)),
        categories=tuple(Category(code, label) for code, label in names.items()),
        series=(Series("themes", f"{SEVERITY.in_(language)} / {LIKELIHOOD.in_(language)}", "accent", marks),),
        table=_table(rows, language=language),
        rounds=(chosen,),
        notes=(
            SEVERITY_FIRST.in_(language),
            *([say(LEFT_OUT, language, themes=join(missing, language))] if missing and placed else []),
        ),
        unit="",
        axis=(1, cube.agreement.scoring.severity_scale),
        axis_title=LIKELIHOOD_AXIS.in_(language),
        second_axis_title=SEVERITY_AXIS.in_(language),
        empty=None if placed else _title(cube, rows, round=chosen, language=language),
    )
    return framed(cube, language, content=content, indicator=indicators()["risk_severity"])


def latest_made(cube: Cube) -> int:
    """The latest round for which an overview of risks was made."""
    made = [each for each in rounds(cube) if "risks" not in cube.agreement.round(each).not_made]
    return (made or list(rounds(cube)))[-1]


def _weight(row: Ranked) -> tuple[float, float]:
    """Sorts the most severe first, then the most likely; what is not shown goes last."""
    severity, likelihood = (_shown(each) for each in (row.severity, row.likelihood))
    return (1.0 if severity is None else -severity, 1.0 if likelihood is None else -likelihood)


def _shown(mark: Mark) -> float | None:
    """The value to the decimal that a reader sees: what looks equal is equal."""
    return None if mark.value is None else float(rounded(mark.value, decimals=1))


def _title(cube: Cube, rows: tuple[Ranked, ...], *, round: int, language: Language) -> str:
    name = vocabulary.round_short(cube, round, language)
    if all(each.severity.state == "not_made" for each in rows):
        return say(UNMADE, language, round=name)
    shown = [value for each in rows if (value := _shown(each.severity)) is not None]
    if not shown:
        return say(HIDDEN, language, round=name)
    top = [each for each in rows if _shown(each.severity) == max(shown)]
    return say(
        TOP, language, round=name, themes=join((f"‘{each.name}’" for each in top), language),
        severity=top[0].severity.text, scale=cube.agreement.scoring.severity_scale,
    )  # fmt: skip


def _likeliest(cube: Cube, placed: list[Ranked], *, round: int, language: Language) -> str:
    """The message of the field: the ranking above it has told the severity already."""
    top = max(_shown(each.likelihood) or 0 for each in placed)
    likeliest = [each for each in placed if _shown(each.likelihood) == top]
    return say(
        LIKELIEST, language, round=vocabulary.round_short(cube, round, language),
        themes=join((f"‘{each.name}’" for each in likeliest), language), likelihood=likeliest[0].likelihood.text,
        scale=cube.agreement.scoring.severity_scale,
    )  # fmt: skip


def _n(rows: tuple[Ranked, ...], language: Language) -> str:
    """How many companies rated, one number or a range; nothing where no theme is shown."""
    numbers = sorted({each.severity.n for each in rows if each.severity.n is not None})
    if not numbers:
        return ""
    ends = dict.fromkeys(number(each, language) for each in (numbers[0], numbers[-1]))
    return say(N, language, n="–".join(ends))


def _table(rows: tuple[Ranked, ...], *, language: Language) -> Table:
    return Table(
        tuple(each.in_(language) for each in HEADER),
        tuple(
            (str(each.rank or ""), each.name, each.severity.text, each.likelihood.text, each.prioritised.text,
             str(each.severity.n or ""))
            for each in rows
        ),
        (True, False, True, True, True, True),
    )  # fmt: skip
