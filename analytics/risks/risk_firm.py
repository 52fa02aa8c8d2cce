"""How firm the order of the risks is when companies are left out or drawn again, where an edition tells it."""

from collections.abc import Callable
from typing import Final

from analytics import vocabulary
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, Table
from analytics.indicator import indicators
from analytics.risks.risk import HEADER
from analytics.risks.risk_order import latest_made, ranked
from analytics.text import Language, Text, join, number, percent, say
from data.cube import Cube, Detail

PLACE, TOP = "risk_rank", "risk_top"
FIRST: Final = 2
FIRM = Text(
    nl="Welk bedrijf men ook weglaat, {themes} blijven de eerste twee",
    en="Whichever company is left out, {themes} remain the first two",
)
OPEN = Text(
    nl="Zonder één van de bedrijven kunnen {themes} bij de eerste twee staan",
    en="With one of the companies left out, {themes} may be among the first two",
)
NONE = Text(
    nl="Over {round} is te weinig beoordeeld om een volgorde te bepalen",
    en="Too little was rated in {round} to determine an order",
)
SUBTITLE = Text(
    nl="Plaats van elk thema met alle bedrijven, de beste en slechtste plaats als steeds één bedrijf wordt weggelaten, "
    "en hoe vaak het bij de eerste twee komt als evenveel bedrijven opnieuw worden getrokken, {round}",
    en="Place of every theme with all companies, the best and worst place when one company is left out at a time, and "
    "how often it is among the first two when as many companies are drawn again, {round}",
)
NOT_AN_ERROR = Text(
    nl="Dit is geen foutmarge. Het laat zien hoeveel de volgorde van enkele bedrijven afhangt.",
    en="This is no margin of error. It shows how much the order depends on a few companies.",
)
BEFORE_ROUNDING = Text(
    nl="De plaatsen volgen hier de gemiddelden vóór afronding. Thema's die elders dezelfde ernst tonen, kunnen hier "
    "dus in een andere volgorde staan.",
    en="Places follow the means before rounding here, so themes that show the same severity elsewhere may stand in "
    "another order.",
)
LEFT_OUT, AGAIN = Text(nl="Eén bedrijf weggelaten", en="One company left out"), Text(
    nl="Opnieuw getrokken: bij de eerste twee", en="Drawn again: among the first two"
)  # fmt: skip
PLACES = Text(nl="Plaats", en="Place")
RANGE = Text(nl="{best} tot {worst}", en="{best} to {worst}")
ALWAYS = Text(nl="steeds {place}", en="always {place}")


def firm_figures(cube: Cube) -> tuple[Callable[..., Figure], ...]:
    """The figure on how firm the order is; none in an edition that holds no details."""
    return (risk_firm,) if cube.details(PLACE) else ()


def risk_firm(cube: Cube, language: Language) -> Figure:
    """Per theme of the latest round: its place, the places with one company less, how often it is among the first."""
    chosen = latest_made(cube)
    found = {detail.item: detail for detail in cube.details(PLACE, round=chosen)}
    names = {each.code: each.name for each in ranked(cube, language, round=chosen)}
    order = sorted((code for code in found if code in names), key=lambda code: (found[code].value or 0, names[code]))
    again = {detail.item: detail for detail in cube.details(TOP, round=chosen)}
    places = tuple(_place(found[code], language) for code in order)
    shares = tuple(_share(again.get(code), code, language) for code in order)
    name = vocabulary.round_short(cube, chosen, language)
    none = say(NONE, language, round=name)
    content = Content(
        key="risk_firm",
        form="table",
        title=_title(found, names, order, language=language) if order else none,
        subtitle=say(SUBTITLE, language, round=name),
        categories=tuple(Category(code, names[code]) for code in order),
        series=(
            Series("place", PLACES.in_(language), "accent", places),
            Series("again", AGAIN.in_(language), "quiet", shares),
        ),
        table=Table(
            (PLACES.in_(language), HEADER[1].in_(language), LEFT_OUT.in_(language), AGAIN.in_(language), "n"),
            tuple(
                (made.text, names[code], _range(found[code], language), share.text, str(found[code].n))
                for code, made, share in zip(order, places, shares, strict=True)
            ),
            (True, False, True, True, True),
        ),
        rounds=(chosen,),
        notes=(NOT_AN_ERROR.in_(language), BEFORE_ROUNDING.in_(language)),
        unit="",
        empty=None if order else none,
    )
    return framed(cube, language, content=content, indicator=indicators()["risk_severity"])


def _place(detail: Detail, language: Language) -> Mark:
    value = int(detail.value or 0)
    lo, hi = (int(each or value) for each in (detail.lo, detail.hi))
    return Mark(detail.item, value, number(value, language), n=detail.n, lo=lo, hi=hi)


def _share(detail: Detail | None, at: str, language: Language) -> Mark:
    if detail is None or detail.value is None:
        return Mark(at, None, "–", state="absent")
    return Mark(at, float(detail.value), percent(detail.value, language), n=detail.n)


def _range(detail: Detail, language: Language) -> str:
    best, worst = (number(each or detail.value or 0, language) for each in (detail.lo, detail.hi))
    return say(ALWAYS, language, place=best) if best == worst else say(RANGE, language, best=best, worst=worst)


def _title(found: dict[str, Detail], names: dict[str, str], order: list[str], *, language: Language) -> str:
    """The themes that are or may come among the first two when one company is left out."""
    possible = [code for code in order if (found[code].lo or 0) <= FIRST]
    themes = join((f"‘{names[code]}’" for code in possible), language)
    return say(FIRM if len(possible) == FIRST else OPEN, language, themes=themes)
