"""What other agreements published about themselves: each figure with its own base, instrument and year."""

from analytics.evidence import Content, framed
from analytics.figure import Figure, Table
from analytics.marks import amount
from analytics.text import COMPANIES, Language, Text, count, number, say
from data.cube import Cube, OtherFigure

TITLE = Text(
    nl="Andere overeenkomsten meten elk op een eigen manier; hun cijfers zijn niet te vergelijken",
    en="Other agreements each measure in a way of their own; their figures cannot be compared",
)
SUBTITLE = Text(
    nl="{figures} uit openbare jaarrapportages van {agreements} andere overeenkomsten, elk met een eigen basis, "
    "instrument en jaar",
    en="{figures} from public annual reports of {agreements} other agreements, each with its own base, instrument "
    "and year",
)
FIGURES = (Text(nl="cijfer", en="figure"), Text(nl="cijfers", en="figures"))
CAVEAT = Text(
    nl="Deze cijfers zijn niet met elkaar en niet met die van deze overeenkomst te vergelijken: wat er wordt gemeten, "
    "bij welke bedrijven, waarmee en tegen welke norm, verschilt per overeenkomst en soms per jaar.",
    en="These figures cannot be compared with each other or with those of this agreement: what is measured, over "
    "which companies, with what and against which standard differs by agreement and sometimes by year.",
)
PUBLIC = Text(
    nl="Alle cijfers in deze tabel zijn openbaar en zijn overgenomen zoals gepubliceerd.",
    en="All figures in this table are public and are given as published.",
)
REPORTS = Text(
    nl="Openbare jaarrapportages van andere overeenkomsten; zij staan in de configuratie van deze overeenkomst.",
    en="Public annual reports of other agreements; they stand in the configuration of this agreement.",
)
EMPTY = Text(
    nl="Bij deze overeenkomst zijn geen cijfers van andere overeenkomsten vastgelegd.",
    en="No figures of other agreements are recorded with this agreement.",
)
HEADER = (
    Text(nl="Overeenkomst", en="Agreement"), Text(nl="Jaar", en="Year"),
    Text(nl="Wat is gemeten", en="What is measured"), Text(nl="Uitkomst", en="Outcome"), Text(nl="Basis", en="Base"),
    Text(nl="Hoe gemeten, en wat te weten", en="How measured, and what to know"), Text(nl="Bron", en="Source"),
)  # fmt: skip
OF_BASE = Text(nl="{base} ({n} daarvan)", en="{base} ({n} of them)")
NOT_TOLD = "–"
NOT_TOLD_NOTE = Text(
    nl="Een streep betekent dat dit hier niet is vastgelegd; de bron kan er meer over zeggen. Dat geldt ook waar niet "
    "staat waarmee is gemeten.",
    en="A dash means that this is not recorded here; the source may tell more. That also holds where it is not said "
    "with what it was measured.",
)
# Years from here on are of the calendar; lower ones count from the start of that agreement.
FIRST_CALENDAR_YEAR = 1900
YEAR = Text(nl="jaar\N{NO-BREAK SPACE}{year}", en="year\N{NO-BREAK SPACE}{year}")


def others(cube: Cube, language: Language) -> Figure:
    """The table: no common axis, no order by value."""
    found = cube.agreement.other_agreements
    names = list(dict.fromkeys(each.agreement for each in found))
    rows = tuple(
        (
            each.agreement.in_(language),
            _year(each.year, language),
            each.figure.in_(language),
            amount(each.value, unit=each.unit, language=language),
            _base(each, language),
            _to_know(each, language) or NOT_TOLD,
            each.source.in_(language),
        )
        for each in sorted(found, key=lambda one: names.index(one.agreement))
    )
    content = Content(
        key="others",
        form="table",
        title=TITLE.in_(language) if rows else EMPTY.in_(language).removesuffix("."),
        subtitle=say(SUBTITLE, language, figures=count(len(rows), FIGURES, language), agreements=len(names))
        if rows
        else PUBLIC.in_(language),
        categories=(),
        series=(),
        table=Table(tuple(each.in_(language) for each in HEADER), rows, (False,) * 3 + (True,) + (False,) * 3),
        rounds=(),
        notes=(CAVEAT.in_(language), NOT_TOLD_NOTE.in_(language), PUBLIC.in_(language)) if rows else (),
        empty=None if rows else EMPTY.in_(language),
        public=True,
        data=REPORTS.in_(language),
    )
    return framed(cube, language, content=content, indicator=None)


def _year(year: int, language: Language) -> str:
    return str(year) if year >= FIRST_CALENDAR_YEAR else say(YEAR, language, year=year)


def _base(figure: OtherFigure, language: Language) -> str:
    """Of which companies; of a share also how many of them it is, where that was published."""
    share = figure.n if figure.unit == "percent" else None
    if figure.base is None:
        return NOT_TOLD if share is None else count(share, COMPANIES, language)
    base = figure.base.in_(language)
    if share is None:
        return base
    return say(OF_BASE, language, n=number(share, language), base=base)


def _to_know(figure: OtherFigure, language: Language) -> str:
    """With what it was measured, and what its source warns of."""
    return "; ".join(each.in_(language) for each in (figure.instrument, figure.note) if each)
