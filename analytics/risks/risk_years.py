"""How the risks were rated over the years, over theme lists that can be compared."""

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, grid_table
from analytics.indicator import indicators
from analytics.marks import mark
from analytics.risks.risk import HEADER
from analytics.risks.risk_order import Ranked, foremost, latest_made, made_rounds, partly_hidden, ranked, surely
from analytics.risks.theme_list import OTHER_LIST, theme_in
from analytics.text import Language, Text, say
from data.cube import Cube

DEVELOPMENT_TITLE = Text(
    nl="In {k} van de {all} jaren met een risico-overzicht staat ‘{theme}’ bovenaan in ernst, alleen of gedeeld",
    en="In {k} of the {all} years with an overview of risks, ‘{theme}’ is most severe, alone or tied",
)
ALWAYS = Text(
    nl="In alle {all} jaren met een risico-overzicht staat ‘{theme}’ bovenaan in ernst, alleen of gedeeld",
    en="In all {all} years with an overview of risks, ‘{theme}’ is most severe, alone or tied",
)
ONCE = Text(nl="In {round} staat ‘{theme}’ bovenaan in ernst, alleen of gedeeld",
            en="In {round}, ‘{theme}’ is most severe, alone or tied")  # fmt: skip
OTHER_NOW = Text(
    nl="Wat in ernst bovenaan stond, is op de risicolijst van nu gesplitst, samengevoegd of vervallen",
    en="What was most severe was split, merged or dropped in the present list of risks",
)
AS_FAR_AS_SHOWN = Text(nl="{title}, voor zover getoond", en="{title}, as far as shown")
DEVELOPMENT_HIDDEN = Text(nl="Er is geen jaar waarin de ernst per thema wordt getoond",
                          en="There is no year in which severity per theme is shown")  # fmt: skip
DEVELOPMENT_SUBTITLE = Text(
    nl="Gemiddelde ernst per risicothema en jaar, 1-5, van alle bedrijven met een risicoanalyse in dat jaar; hoe "
    "sterker de kleur, hoe ernstiger",
    en="Mean severity per risk theme and year, 1-5, of all companies with a risk analysis in that year; the stronger "
    "the colour, the more severe",
)
NOT_THE_SAME = Text(
    nl="De bedrijven verschillen per jaar. Een andere waarde is daarom nog geen verandering.",
    en="The companies differ from year to year, so a different value is not yet a change.",
)


def risk_development(cube: Cube, language: Language) -> Figure:
    """Severity per theme and round over the theme list of the latest round; other lists through the mapping."""
    numbers = rounds(cube)
    latest = ranked(cube, language, round=latest_made(cube))
    list_ = cube.agreement.round(latest_made(cube)).theme_list
    series = tuple(
        Series(row.code, row.name, "accent",
               tuple(_severity(cube, row.code, each, of=list_, language=language) for each in numbers))
        for row in latest
    )  # fmt: skip
    categories = tuple(Category(str(each), vocabulary.round_label(cube, each, language)) for each in numbers)
    content = Content(
        key="risk_development",
        form="grid",
        title=_development_title(cube, latest, of=list_, language=language),
        subtitle=DEVELOPMENT_SUBTITLE.in_(language),
        categories=categories,
        series=series,
        table=grid_table(HEADER[1].in_(language), categories, series),
        rounds=numbers,
        notes=(NOT_THE_SAME.in_(language),),
        unit="",
        axis=(1, cube.agreement.scoring.severity_scale),
    )
    return framed(cube, language, content=content, indicator=indicators()["risk_severity"])


def _severity(cube: Cube, theme: str, round: int, *, of: str, language: Language) -> Mark:
    """The severity of a theme of one list in a round that may use another; a split or merged theme has no number."""
    code = theme_in(cube, theme, of=of, into=cube.agreement.round(round).theme_list)
    if code is None:
        return Mark(str(round), None, OTHER_LIST.in_(language), state="absent")
    cell = cube.cell("risk_severity", code, round=round)
    return mark(cell, str(round), unit="scale", language=language, decimals=1)


def _development_title(cube: Cube, rows: tuple[Ranked, ...], *, of: str, language: Language) -> str:
    """Which theme may have stood on top most often, by what is shown; the one that is first now wins a tie.

    Where it may only have in a year, because of a bound or of a theme that is not shown, the title says so.
    """
    tops: dict[int, dict[str | None, bool]] = {}  # per round who may stand on top, and whether each does for certain
    hidden = False
    for number in made_rounds(cube):
        list_ = cube.agreement.round(number).theme_list
        found = ranked(cube, language, round=number)
        top, _ = foremost(found, _severe, language)
        hidden = hidden or not top or partly_hidden(found)
        if top:
            tops[number] = {theme_in(cube, each.code, of=list_, into=of): surely(each, found, _severe) for each in top}
    if not tops:
        return DEVELOPMENT_HIDDEN.in_(language)
    first = max(rows, key=lambda each: sum(each.code in top for top in tops.values()))
    k = sum(first.code in top for top in tops.values())
    text = ONCE if len(tops) == 1 else ALWAYS if k == len(tops) else DEVELOPMENT_TITLE
    title = say(text if k else OTHER_NOW, language, k=k, all=len(tops), theme=first.name,
                round=vocabulary.round_short(cube, next(iter(tops)), language))  # fmt: skip
    unsure = not all(top.get(first.code, True) for top in tops.values())
    return say(AS_FAR_AS_SHOWN, language, title=title) if hidden or unsure else title


def _severe(row: Ranked) -> Mark:
    return row.severity
