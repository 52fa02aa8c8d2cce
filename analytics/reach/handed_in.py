"""What the titles on deliverables say: what was handed in most and least, and in how many years by everybody."""

from typing import Final

from analytics.figure import Mark, Series
from analytics.text import Language, Text, all_years, capital, join, say
from data.cube import Cube

# Of bases that differ a larger number may be a smaller share: 13 of 16 against 11 of 13. A company "has" what is asked:
# an action plan is handed in, a policy is published.
RESPONSE_TITLE = Text(
    nl="In {round} was het aandeel bedrijven {most} het grootst ({most_of}) en dat {least} het kleinst ({least_of})",
    en="In {round}, the share of companies {most} was largest ({most_of}) and that {least} smallest ({least_of})",
)
MOST = Text(
    nl="In {round} was het aandeel bedrijven {most} het grootst ({most_of})",
    en="In {round}, the share of companies {most} was largest ({most_of})",
)
LEAST = Text(
    nl="In {round} was het aandeel bedrijven {least} het kleinst ({least_of})",
    en="In {round}, the share of companies {least} was smallest ({least_of})",
)
TIED_MOST = Text(
    nl="In {round} waren de aandelen bedrijven {most} het grootst ({most_of})",
    en="In {round}, the shares of companies {most} were largest ({most_of})",
)
TIED_LEAST = Text(
    nl="In {round} waren de aandelen bedrijven {least} het kleinst ({least_of})",
    en="In {round}, the shares of companies {least} were smallest ({least_of})",
)
SAME = Text(
    nl="In {round} was het aandeel bedrijven voor elk stuk even groot ({most_of})",
    en="In {round}, the share of companies was the same for every deliverable ({most_of})",
)
WITH = Text(nl="met ‘{name}’", en="with ‘{name}’")
# Where bounds, or what is not shown, leave open which it was.
OPEN = Text(
    nl="Welk deel van de bedrijven in {round} elk stuk had",
    en="What share of the companies had each deliverable in {round}",
)
RESPONSE_ONE = Text(
    nl="In {round} hadden {most_of} bedrijven ‘{most}’", en="In {round}, {most_of} companies had ‘{most}’"
)
RESPONSE_HIDDEN = Text(
    nl="Wat in {round} werd ingediend, wordt niet getoond", en="What was handed in in {round} is not shown"
)
GRID_TITLE = Text(
    nl="Hoeveel bedrijven elk stuk indienden, per jaar en met de eigen basis",
    en="How many companies handed in each deliverable, per year and with its own base",
)
# How often everybody handed in what the scores rest on: of none, some or all of the years.
GRID_NEVER = Text(
    nl="‘{name}’ werd in geen van de {all} jaren door alle verwachte bedrijven ingediend",
    en="In none of the {all} years was ‘{name}’ handed in by every company expected to",
)
GRID_SOME = Text(
    nl="‘{name}’ werd in {k} van de {all} jaren door alle verwachte bedrijven ingediend",
    en="In {k} of the {all} years, ‘{name}’ was handed in by every company expected to",
)
GRID_ALWAYS = Text(
    nl="‘{name}’ werd in {years} door alle verwachte bedrijven ingediend",
    en="In {years}, ‘{name}’ was handed in by every company expected to",
)
HIGHEST: Final = 100


def response_title(marks: list[Mark], labels: list[str], *, round_name: str, language: Language) -> str:
    """What was handed in most and least, as far as it is certain: a bound or a withheld count may lie anywhere."""
    label = dict(zip((made.at for made in marks), labels, strict=True))
    shown = [made for made in marks if made.is_told]
    hidden = [made for made in marks if made.state == "withheld"]
    if not shown:
        return say(RESPONSE_HIDDEN, language, round=round_name)
    if len(shown) == 1 and not hidden:
        return say(RESPONSE_ONE, language, round=round_name, most=label[shown[0].at], most_of=shown[0].text)
    exact = [made for made in shown if made.value is not None]
    most = [made for made in exact if not hidden and all((one.hi or 0) <= (made.value or 0) for one in shown)]
    least = [made for made in exact if not hidden and all((one.lo or 0) >= (made.value or 0) for one in shown)]
    words = {
        "round": round_name, "most": _names(most, label, language), "least": _names(least, label, language),
        "most_of": _of(most, language), "least_of": _of(least, language),
    }  # fmt: skip
    return say(_form_of(len(most), len(least), of=len(shown)), language, **words)


def _form_of(most: int, least: int, *, of: int) -> Text:
    """Which title fits so many that share the most and so many that share the least; the side that stands alone."""
    if most == least == of:
        return SAME
    if most == 1:
        return RESPONSE_TITLE if least == 1 else MOST
    if least == 1:
        return LEAST
    if most and (not least or most <= least):
        return TIED_MOST
    return TIED_LEAST if least else OPEN


def _names(marks: list[Mark], label: dict[str, str], language: Language) -> str:
    """With what: "with ‘policy’ and with ‘risk analysis’", which does not ask for both at once."""
    return join((say(WITH, language, name=label[made.at]) for made in marks), language)


def _of(marks: list[Mark], language: Language) -> str:
    """Their counts with their bases, each once."""
    return join(dict.fromkeys(made.text for made in marks), language)


def grid_title(cube: Cube, series: tuple[Series, ...], *, language: Language) -> str:
    """In how many of several years everybody handed in the assessment: a mean is of all then, and no silence counts."""
    row = next(each for each in series if each.code == cube.agreement.assessment_deliverable)
    asked = [made for made in row.marks if made.state not in ("absent", "not_made")]
    if len(asked) < 2 or any(made.state != "shown" for made in asked):
        return GRID_TITLE.in_(language)
    k = sum(made.value == HIGHEST for made in asked)
    text = GRID_ALWAYS if k == len(asked) else GRID_SOME if k else GRID_NEVER
    return say(text, language, name=capital(row.label), k=k, all=len(asked),
               years=all_years(len(asked), language))  # fmt: skip
