"""What stands around every figure: source line, the notes that follow from its marks, and its alt text.

A figure function says what is its own (title, marks, table); `framed` adds what no figure may lack.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analytics.figure import Category, Figure, Form, Series, Table
from analytics.indicator import Indicator
from analytics.passport import passport
from analytics.text import Language, Text, day, say, sentence
from data.cube import Audience, Cube

SOURCE = Text(
    nl="Bron: {agreement} · editie {edition} van {date} · {visible_to}",
    en="Source: {agreement} · edition {edition} of {date} · {visible_to}",
)
SEEN_BY = Text(nl="te zien voor: {visible_to}", en="visible to: {visible_to}")
INVENTED = Text(nl="verzonnen antwoorden", en="invented answers")
INTERNAL = Text(nl="Intern, niet verspreiden", en="Internal, do not pass on")
INTERNAL_FILE = Text(nl="intern-", en="internal-")
PUBLIC_FACTS = Text(nl="openbare feiten", en="public facts")
INVENTED_WORD = Text(nl="verzonnen", en="invented")
WITHHELD_NOTE = Text(
    nl="‘Niet getoond’ betekent: de groep is te klein, of het getal zou samen met andere getallen iets over één "
    "bedrijf verraden. Het betekent niet dat het getal nul is.",
    en="‘Not shown’ means: the group is too small, or the number would reveal something about one company together "
    "with other numbers. It does not mean that the number is zero.",
)
BOUNDED_NOTE = Text(
    nl="Waar ‘hoogstens’ of ‘minstens’ staat, zou het getal zelf te veel over één bedrijf zeggen.",
    en="Where it says ‘at most’ or ‘at least’, the number itself would tell too much about one company.",
)
HATCHED_NOTE = Text(
    nl="Waar ‘hoogstens’ of ‘minstens’ staat, zou het getal zelf te veel over één bedrijf zeggen. Het gearceerde deel "
    "is onbekend.",
    en="Where it says ‘at most’ or ‘at least’, the number itself would tell too much about one company. The hatched "
    "part is unknown.",
)
WHOLE = 1.001  # how wide a mean may be that is rounded to whole points
HATCHED = ("bars", "strip", "lines", "dots", "dumbbell")
NOT_MADE_NOTE = Text(
    nl="‘Niet gemaakt’: voor dat jaar bestaat dit overzicht niet. Het is iets anders dan nul of niet getoond.",
    en="‘Not made’: no such overview exists for that year. It differs from zero and from not shown.",
)
COARSE_NOTE = Text(
    nl="Een deel van deze getallen is grover afgerond dan op hele punten, omdat zij anders te veel over één bedrijf "
    "zouden verraden.",
    en="Some of these numbers are rounded more coarsely than to whole points, as they would otherwise reveal too much "
    "about one company.",
)
KEPT_NOTE = Text(
    nl="Een deel van deze cijfers staat er zoals eerder gepubliceerd. Antwoorden erachter zijn later gecorrigeerd, "
    "maar door te weinig bedrijven om een nieuw cijfer te kunnen tonen.",
    en="Some of these figures stand as published before. Answers behind them were corrected later, but by too few "
    "companies for a new figure to be shown.",
)


@dataclass(frozen=True, slots=True)
class Content:
    """What a figure function decides itself; rounds are those whose cells it shows, n the ones behind them.

    public: it shows public facts only, which are no invented answers whatever the edition holds. coded: what is
    bounded was told as a bound by the rules; False where it is arithmetic that a note of its own explains. data: where
    the numbers come from, for the passport; None: where its indicator says.
    """

    key: str
    form: Form
    title: str
    subtitle: str
    categories: tuple[Category, ...]
    series: tuple[Series, ...]
    table: Table
    rounds: tuple[int, ...]
    notes: tuple[str, ...] = ()
    unit: str = "%"
    axis: tuple[float, float] | None = None
    axis_title: str = ""
    second_axis_title: str = ""
    target: tuple[float, str] | None = None
    empty: str | None = None
    alt: str | None = None
    public: bool = False
    coded: bool = True
    data: str | None = None


def framed(
    cube: Cube, language: Language, *, content: Content, indicator: Indicator | None, also: Sequence[Indicator] = ()
) -> Figure:
    """The figure with everything around it; an empty one (`content.empty`) keeps its words and table.

    indicator None: the figure shows many indicators, and its passport says so instead of a definition. also: the few
    others that it shows, which its passport defines too.
    """
    return Figure(
        key=content.key,
        form=content.form,
        title=content.title,
        subtitle=content.subtitle,
        categories=content.categories,
        series=content.series,
        table=content.table,
        alt=content.alt or alt_text(content),
        source=source_line(cube, language, public=content.public),
        language=language,
        unit=content.unit,
        axis=content.axis,
        axis_title=content.axis_title,
        second_axis_title=content.second_axis_title,
        target=content.target,
        notes=(
            *content.notes,
            *notes_on(language, series=content.series, form=content.form, unit=content.unit, coded=content.coded),
        ),
        passport=passport(
            cube,
            language,
            indicator=indicator,
            also=also,
            series=content.series,
            rounds=content.rounds,
            empty=content.empty is not None,
            data=content.data,
        ),
        invented=cube.edition.invented and not content.public,
        empty=content.empty,
        public=content.public,
        internal=internal(cube, language),
    )


def source_line(cube: Cube, language: Language, *, public: bool = False) -> str:
    """Agreement, edition, date and audience; says where answers are invented, or that facts are public."""
    if public:
        return f"{rules_line(cube, language)} · {PUBLIC_FACTS.in_(language)}"
    if not cube.edition.invented:
        return rules_line(cube, language)
    name = cube.agreement.sample_name.in_(language)
    line = _line(cube, language, name)
    return line if INVENTED_WORD.in_(language) in name else f"{line} · {INVENTED.in_(language)}"


def rules_line(cube: Cube, language: Language) -> str:
    """The source of what the agreement lays down, such as its steps: neither an answer nor a fact stands there."""
    return _line(cube, language, cube.agreement.name.in_(language))


def _line(cube: Cube, language: Language, agreement: str) -> str:
    return say(
        SOURCE, language, agreement=agreement, edition=cube.edition.name, date=day(cube.edition.published_at, language),
        visible_to=seen_by(cube, language),
    )  # fmt: skip


def seen_by(cube: Cube, language: Language) -> str:
    """Who may see the edition: the parties, or anybody from a day on."""
    edition = cube.edition
    told = edition.visible_to.in_(language)
    return told if edition.public_from else say(SEEN_BY, language, visible_to=told)


def internal(cube: Cube, language: Language) -> str:
    """What nobody may overlook on whatever is made of the secretariat's edition; empty of every other."""
    edition = cube.edition
    if edition.audience != "secretariat":
        return ""
    return f"{INTERNAL.in_(language)} · {edition.visible_to.in_(language)}"


def internal_file(audience: Audience, language: Language) -> str:
    """What the name of a file begins with that is made of the secretariat's edition; empty of every other."""
    return INTERNAL_FILE.in_(language) if audience == "secretariat" else ""


def notes_on(
    language: Language, *, series: Iterable[Series], form: Form, unit: str, coded: bool = True
) -> tuple[str, ...]:
    """The notes that follow from the marks themselves; coded: as in `Content`."""
    series = tuple(series)
    states = {mark.state for each in series for mark in each.marks} - (set() if coded else {"bounded"})
    bounded = HATCHED_NOTE if form in HATCHED else BOUNDED_NOTE
    found = (("withheld", WITHHELD_NOTE), ("bounded", bounded), ("not_made", NOT_MADE_NOTE))
    marks = [mark for each in series for mark in each.marks]
    coarse = unit == "%" and any(mark.value is not None and (mark.hi or 0) - (mark.lo or 0) > WHOLE for mark in marks)
    kept = any(mark.kept for mark in marks)
    texts = [text for state, text in found if state in states]
    texts += [text for text, said in ((COARSE_NOTE, coarse), (KEPT_NOTE, kept)) if said]
    return tuple(text.in_(language) for text in texts)


def alt_text(content: Content) -> str:
    """The chart in words: what it says, then every series with its values and the companies behind them."""
    labels = {each.code: each.label.split("<br>")[0] for each in content.categories}
    parts = [sentence(content.title), sentence(content.subtitle)]
    for each in content.series:
        values = "; ".join(f"{labels.get(mark.at, mark.at)} {_value_and_n(mark.text, mark.n)}" for mark in each.marks)
        if values:
            parts.append(sentence(f"{each.label}: {values}"))
    return " ".join(parts)


def _value_and_n(text: str, n: int | None) -> str:
    return text if n is None or "n = " in text else f"{text} (n = {n})"
