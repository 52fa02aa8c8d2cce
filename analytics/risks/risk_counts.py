"""How companies rate a risk, and where they see it: counts of companies, in an edition that holds such details."""

from collections.abc import Callable
from dataclasses import dataclass

from analytics import vocabulary
from analytics.evidence import Content, framed
from analytics.fact import free_word
from analytics.figure import Category, Figure, Mark, Series, grid_table
from analytics.indicator import indicators
from analytics.risks.risk import LIKELIHOOD, SEVERITY, UNMADE
from analytics.risks.risk_order import latest_made, ranked
from analytics.text import Language, Text, capital, number, say
from data.cube import Cube, Detail

FIELD, WHERE = "risk_field", "risk_where"
FIELD_TITLE = Text(
    nl="In {round} kreeg ‘{theme}’ het vaakst ernst {severity} en waarschijnlijkheid {likelihood}: bij {count} van de "
    "{n} bedrijven",
    en="In {round}, ‘{theme}’ was most often given severity {severity} and likelihood {likelihood}: by {count} of the "
    "{n} companies",
)
FIELD_APART = Text(
    nl="In {round} gaven hoogstens {count} van de {n} bedrijven ‘{theme}’ hetzelfde oordeel",
    en="In {round}, at most {count} of the {n} companies gave ‘{theme}’ the same rating",
)
FIELD_NONE = Text(
    nl="In {round} heeft geen bedrijf ‘{theme}’ beoordeeld",
    en="In {round}, no company rated ‘{theme}’",
)
FIELD_SUBTITLE = Text(
    nl="Aantal bedrijven per combinatie van ernst (omlaag) en waarschijnlijkheid (naar rechts), {round}",
    en="Number of companies by combination of severity (down) and likelihood (to the right), {round}",
)
LEVEL = Text(nl="{name} {level}", en="{name} {level}")
WHERE_NOTE = Text(
    nl="Een bedrijf kan een thema bij meer {places} noemen. Tel de aantallen dus niet bij elkaar op.",
    en="A company may name a theme for several {places}, so do not add the counts up.",
)


@dataclass(frozen=True, slots=True)
class Place:
    """What a risk is named with: the figure's key, the code in the items, and its own words."""

    key: str
    code: str
    several: Text
    title: Text
    apart: Text
    none: Text
    subtitle: Text
    name: Callable[[Cube, str, Language], str]


COUNTRIES = Place(
    "risk_countries",
    "country",
    Text(nl="landen", en="countries"),
    Text(
        nl="In {round} noemden bedrijven ‘{theme}’ in {place} het vaakst ({count} van de {n})",
        en="In {round}, companies most often named ‘{theme}’ in {place} ({count} of {n})",
    ),
    Text(
        nl="In {round} noemden hoogstens {count} van de {n} bedrijven hetzelfde thema in hetzelfde land",
        en="In {round}, at most {count} of the {n} companies named the same theme in the same country",
    ),
    Text(
        nl="In de risicoanalyses over {round} zijn geen landen genoemd",
        en="The risk analyses of {round} name no countries",
    ),
    Text(
        nl="Aantal bedrijven dat een risicothema in een land noemt, van de {n} bedrijven met een risicoanalyse in "
        "{round}",
        en="Number of companies that name a risk theme in a country, of the {n} with a risk analysis in {round}",
    ),
    lambda _, code, language: vocabulary.country(code, language),
)
MATERIALS = Place(
    "risk_materials",
    "material",
    Text(nl="grondstoffen", en="raw materials"),
    Text(
        nl="In {round} noemden bedrijven ‘{theme}’ bij {place} het vaakst ({count} van de {n})",
        en="In {round}, companies most often named ‘{theme}’ with {place} ({count} of {n})",
    ),
    Text(
        nl="In {round} noemden hoogstens {count} van de {n} bedrijven hetzelfde thema bij dezelfde grondstof",
        en="In {round}, at most {count} of the {n} companies named the same theme with the same raw material",
    ),
    Text(
        nl="In de risicoanalyses over {round} zijn geen grondstoffen genoemd",
        en="The risk analyses of {round} name no raw materials",
    ),
    Text(
        nl="Aantal bedrijven dat een risicothema bij een grondstof noemt, van de {n} bedrijven met een risicoanalyse "
        "in {round}",
        en="Number of companies that name a risk theme with a raw material, of the {n} with a risk analysis in {round}",
    ),
    vocabulary.material,
)


def where_figures(cube: Cube) -> tuple[Callable[..., Figure], ...]:
    """The figures on where risks are seen; none in an edition that holds no details."""
    return (risk_countries, risk_materials) if cube.details(WHERE) else ()


def count_figures(cube: Cube) -> tuple[Callable[..., Figure], ...]:
    """The figure on how a risk is rated; none in an edition that holds no details."""
    return (risk_counts,) if cube.details(FIELD) else ()


def risk_counts(cube: Cube, language: Language, *, theme: str | None = None, round: int | None = None) -> Figure:
    """Companies per severity and likelihood of one theme (the first one by default), the most severe at the top."""
    chosen = round or latest_made(cube)
    code = theme or ranked(cube, language, round=chosen)[0].code
    found = {
        detail.item.partition(":")[2]: detail
        for detail in cube.details(FIELD, round=chosen)
        if detail.item.startswith(f"{code}:")
    }
    n = max((each.n for each in found.values()), default=0)
    severities = range(cube.agreement.scoring.severity_scale, 0, -1)
    likelihoods = range(1, cube.agreement.scoring.likelihood_scale + 1)
    categories = tuple(Category(str(each), _level(LIKELIHOOD, each, language)) for each in likelihoods)
    series = tuple(
        Series(str(severe), _level(SEVERITY, severe, language), "accent",
               tuple(_count(found.get(f"{severe}x{likely}"), str(likely), n=n, language=language)
                     for likely in likelihoods))
        for severe in severities
    )  # fmt: skip
    name = vocabulary.round_short(cube, chosen, language)
    words = {"round": name, "theme": vocabulary.theme(cube, code, language)}
    made = "risks" not in cube.agreement.round(chosen).not_made
    content = Content(
        key="risk_counts",
        form="grid",
        title=_field_title(found, words, language=language) if made else say(UNMADE, language, **words),
        subtitle=say(FIELD_SUBTITLE, language, round=name),
        categories=categories,
        series=series,
        table=grid_table(capital(SEVERITY.in_(language)), categories, series),
        rounds=(chosen,),
        unit="",
        axis=_axis(series),
        empty=None if found else say(FIELD_NONE if made else UNMADE, language, **words),
    )
    return framed(cube, language, content=content, indicator=indicators()["risk_severity"])


def risk_countries(cube: Cube, language: Language, *, round: int | None = None) -> Figure:
    """Companies per theme and country: countries down, the one that is named most at the top."""
    return _where(cube, language, place=COUNTRIES, round=round or latest_made(cube))


def risk_materials(cube: Cube, language: Language, *, round: int | None = None) -> Figure:
    """Companies per theme and raw material: materials down, the one that is named most at the top."""
    return _where(cube, language, place=MATERIALS, round=round or latest_made(cube))


def _where(cube: Cube, language: Language, *, place: Place, round: int) -> Figure:
    found: dict[str, dict[str, Detail]] = {}
    for detail in cube.details(WHERE, round=round):
        theme, kind, word = detail.item.split(":", 2)
        if kind == place.code:
            found.setdefault(word, {})[theme] = detail
    names = {word: free_word(place.name(cube, word, language), language) for word in found}
    most = {word: max(each.value or 0 for each in here.values()) for word, here in found.items()}
    order = sorted(found, key=lambda word: (-most[word], -len(found[word]), names[word]))
    n = max((each.n for here in found.values() for each in here.values()), default=0)
    themes = {each.code: each.name for each in ranked(cube, language, round=round)}
    categories = tuple(Category(code, name) for code, name in themes.items())
    series = tuple(
        Series(word, names[word], "accent",
               tuple(_count(found[word].get(code), code, n=n, language=language) for code in themes))
        for word in order
    )  # fmt: skip
    name = vocabulary.round_short(cube, round, language)
    none = say(place.none, language, round=name)
    content = Content(
        key=place.key,
        form="grid",
        title=_where_title(place, series, themes, round_name=name, n=n, language=language) if series else none,
        subtitle=say(place.subtitle, language, round=name, n=n),
        categories=categories,
        series=series,
        table=grid_table(capital(place.several.in_(language)), categories, series),
        rounds=(round,),
        notes=(say(WHERE_NOTE, language, places=place.several.in_(language)),),
        unit="",
        axis=_axis(series),
        empty=None if series else none,
    )
    return framed(cube, language, content=content, indicator=None)


def _count(detail: Detail | None, at: str, *, n: int, language: Language) -> Mark:
    """A count of companies; no detail means that there is none."""
    value = int(detail.value or 0) if detail else 0
    return Mark(at, value, number(value, language), n=n, lo=value, hi=value)


def _axis(series: tuple[Series, ...]) -> tuple[float, float]:
    """From none to the largest count: counts per field are small, and a shade has to show."""
    return 0, max((made.value or 0 for each in series for made in each.marks), default=0) or 1


def _level(name: Text, level: int, language: Language) -> str:
    return say(LEVEL, language, name=name.in_(language), level=level)


def _field_title(found: dict[str, Detail], words: dict[str, str], *, language: Language) -> str:
    """The rating that was given most, where one stands alone; otherwise how many gave the same at most."""
    if not found:
        return say(FIELD_NONE, language, **words)
    most = max(each.value or 0 for each in found.values())
    on_top = [place for place, each in found.items() if each.value == most]
    severity, likelihood = on_top[0].split("x")
    numbers = {"count": number(most, language), "n": next(iter(found.values())).n}
    text = FIELD_TITLE if len(on_top) == 1 else FIELD_APART
    return say(text, language, severity=severity, likelihood=likelihood, **words, **numbers)


def _where_title(
    place: Place, series: tuple[Series, ...], themes: dict[str, str], *, round_name: str, n: int, language: Language
) -> str:
    """The theme and place that were named together most, where they stand alone."""
    marks = [(each.label, made) for each in series for made in each.marks]
    most = max(made.value or 0 for _, made in marks)
    on_top = [(label, made) for label, made in marks if made.value == most]
    label, made = on_top[0]
    text = place.title if len(on_top) == 1 else place.apart
    return say(text, language, round=round_name, theme=themes[made.at], place=label, count=made.text, n=n)
