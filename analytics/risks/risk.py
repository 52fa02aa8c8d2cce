"""Which risks weigh most: severity first, then likelihood; the two are never multiplied."""

from dataclasses import replace

from analytics import vocabulary
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Series, Table
from analytics.indicator import indicators
from analytics.risks.risk_order import Ranked, foremost, latest_made, ranked, span
from analytics.text import Language, Text, join, number, say
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
TOP_OF_SHOWN = Text(
    nl="In {round} vonden bedrijven, van de thema's die worden getoond, {themes} het ernstigst ({severity} op een "
    "schaal van 1 tot {scale})",
    en="In {round}, of the themes that are shown, companies rated {themes} most severe ({severity} on a scale of 1 to "
    "{scale})",
)
LIKELIEST_OF_SHOWN = Text(
    nl="In {round} vonden bedrijven, van de thema's die worden getoond, {themes} het waarschijnlijkst ({likelihood} op "
    "een schaal van 1 tot {scale})",
    en="In {round}, of the themes that are shown, companies rated {themes} most likely ({likelihood} on a scale of 1 "
    "to {scale})",
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
    nl="De volgorde volgt de waarden zoals getoond, op 0,1 afgerond: thema's met dezelfde waarden delen hun rang en "
    "staan op alfabet. Scheelt de ernst hoogstens 0,1, dan is de volgorde niet zeker.",
    en="The order follows the values as shown, rounded to 0.1: themes with the same values share their rank and stand "
    "in alphabetical order. Where severity differs by 0.1 at most, the order is not certain.",
)
LEFT_OUT = Text(nl="Niet in de figuur: {themes}.", en="Not in the figure: {themes}.")
WITH_VALUES = Text(nl="{theme} (ernst {severity}, waarschijnlijkheid {likelihood})",
                   en="{theme} (severity {severity}, likelihood {likelihood})")  # fmt: skip
BY_BOUND = Text(
    nl="Een thema waarvan alleen een grens wordt getoond, staat op de plaats van de laagste waarde die het kan hebben, "
    "vóór thema's met precies die waarde.",
    en="A theme of which only a bound is shown stands where its lowest possible value puts it, before themes with "
    "exactly that value.",
)
HEADER = (Text(nl="Rang", en="Rank"), Text(nl="Risicothema", en="Risk theme"), Text(nl="Ernst", en="Severity"),
          Text(nl="Waarschijnlijkheid", en="Likelihood"), Text(nl="Prioriteit bij", en="Prioritised by"),
          Text(nl="n", en="n"))  # fmt: skip


def risk_ranking(cube: Cube, language: Language, *, round: int | None = None) -> Figure:
    """Severity and likelihood per theme as dots, the most severe first."""
    chosen = round or latest_made(cube)
    rows = ranked(cube, language, round=chosen)
    name = vocabulary.round_short(cube, chosen, language)
    content = Content(
        key="risk_ranking",
        form="dots",
        title=_title(cube, rows, round=chosen, language=language),
        subtitle=say(RANKING_SUBTITLE, language, round=name, n=rated_by(rows, language)),
        categories=tuple(Category(each.code, each.name) for each in rows),
        series=(
            Series("severity", SEVERITY.in_(language), "accent", tuple(each.severity for each in rows)),
            Series("likelihood", LIKELIHOOD.in_(language), "quiet", tuple(each.likelihood for each in rows)),
        ),
        table=_table(rows, language=language),
        rounds=(chosen,),
        notes=(SEVERITY_FIRST.in_(language), TIES.in_(language), *by_bound(rows, language)),
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
    missing = [
        say(WITH_VALUES, language, theme=each.name, severity=each.severity.text, likelihood=each.likelihood.text)
        for each in rows
        if each.code not in names
    ]
    marks = tuple(
        replace(each.severity, x=each.likelihood.value, text=f"{each.severity.text} / {each.likelihood.text}")
        for each in placed
    )
    name = vocabulary.round_short(cube, chosen, language)
    content = Content(
        key="risk_field",
        form="field",
        title=_likeliest(cube, rows, round=chosen, language=language)
        if placed
        else _title(cube, rows, round=chosen, language=language),
        subtitle=say(FIELD_SUBTITLE, language, round=name, n=rated_by(rows, language)),
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


def by_bound(rows: tuple[Ranked, ...], language: Language) -> tuple[str, ...]:
    """The note on the place of a theme of which only a bound is shown, where there is one."""
    return (BY_BOUND.in_(language),) if any(each.severity.state == "bounded" for each in rows) else ()


def _title(cube: Cube, rows: tuple[Ranked, ...], *, round: int, language: Language) -> str:
    name = vocabulary.round_short(cube, round, language)
    if all(each.severity.state == "not_made" for each in rows):
        return say(UNMADE, language, round=name)
    top, value = foremost(rows, lambda each: each.severity, language)
    if not top:
        return say(HIDDEN, language, round=name)
    text = TOP_OF_SHOWN if any(span(each.severity) is None for each in rows) else TOP
    return say(text, language, round=name, themes=_quoted(top, language), severity=value,
               scale=cube.agreement.scoring.severity_scale)  # fmt: skip


def _likeliest(cube: Cube, rows: tuple[Ranked, ...], *, round: int, language: Language) -> str:
    """The message of the field: the ranking above it has told the severity already."""
    top, value = foremost(rows, lambda each: each.likelihood, language)
    text = LIKELIEST_OF_SHOWN if any(span(each.likelihood) is None for each in rows) else LIKELIEST
    return say(text, language, round=vocabulary.round_short(cube, round, language), themes=_quoted(top, language),
               likelihood=value, scale=cube.agreement.scoring.likelihood_scale)  # fmt: skip


def _quoted(rows: list[Ranked], language: Language) -> str:
    return join((f"‘{each.name}’" for each in rows), language)


def rated_by(rows: tuple[Ranked, ...], language: Language) -> str:
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
