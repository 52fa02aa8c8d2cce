"""Who takes part: members, joiners and leavers per round, and what was handed in, each with its own base."""

from dataclasses import replace

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.evidence import Content, framed
from analytics.figure import Category, Figure, Mark, Series, Table, grid_table
from analytics.indicator import indicators
from analytics.marks import ABSENT, AT_LEAST, AT_MOST, NOT_MADE, WITHHELD, mark
from analytics.reach.handed_in import grid_title, response_title
from analytics.text import Language, Text, join, number, say
from data.cube import Cell, Cube

NOT_EXPECTED = Text(nl="niet verwacht", en="not expected")
OF = Text(nl="{count} van {base}", en="{count} of {base}")
RESPONSE_SUBTITLE = Text(
    nl="Bedrijven waarvan het stuk binnen is of openbaar staat, van de bedrijven waarvan het in {round} werd verwacht "
    "(eigen basis per stuk)",
    en="Companies whose deliverable is in or is public, of those from which it was expected in {round} (every "
    "deliverable has its own base)",
)
SHARE = Text(nl="aandeel van de verwachte bedrijven", en="share of the companies expected")
LATE = Text(nl="Op tijd ingediend: {parts}.", en="Handed in on time: {parts}.")
WAIVED = Text(nl="Vrijgesteld: {parts}.", en="Exempted: {parts}.")
GRID_SUBTITLE = Text(
    nl="Bedrijven waarvan het stuk binnen is of openbaar staat, van de bedrijven waarvan het dat jaar werd verwacht. "
    "Hoe sterker de kleur, hoe groter het aandeel.",
    en="Companies whose deliverable is in or is public, of those from which it was expected that year. The stronger "
    "the colour, the larger the share.",
)
BASES_DIFFER = Text(
    nl="Van hoeveel bedrijven een stuk wordt verwacht, verschilt per stuk en per jaar. Aandelen met een andere basis "
    "zijn niet zomaar te vergelijken.",
    en="How many companies are expected to hand in a deliverable differs by deliverable and year. Shares with "
    "different bases cannot simply be compared.",
)
PUBLIC_PARTS = Text(
    nl="Bij ieder bedrijf na te gaan, en daarom zonder bescherming: {parts}.",
    en="Anyone can check this at each company, so it needs no protection: {parts}.",
)
HEADER = (Text(nl="Stuk", en="Deliverable"), Text(nl="Ingediend", en="Handed in"), Text(nl="Verwacht", en="Expected"),
          Text(nl="Op tijd", en="On time"), Text(nl="Vrijgesteld", en="Exempted"))  # fmt: skip
DELIVERABLE = Text(nl="Stuk", en="Deliverable")


def response(cube: Cube, language: Language, *, round: int | None = None) -> Figure:
    """What was handed in, in one round (the latest by default), per deliverable with its own base."""
    chosen = round or rounds(cube)[-1]
    parts = cube.agreement.deliverables
    marks = [replace(share(cube, part.code, chosen, language=language), at=part.code) for part in parts]
    name = vocabulary.round_short(cube, chosen, language)
    labels = [vocabulary.deliverable(cube, part.code, language) for part in parts]
    columns = ("submitted", "expected", "on_time", "waived")
    rows = tuple(
        (label, *(_count(cube, measure, part.code, chosen, language=language).text for measure in columns))
        for label, part in zip(labels, parts, strict=True)
    )
    content = Content(
        key="response",
        form="bars",
        title=response_title(marks, labels, round_name=name, language=language),
        subtitle=say(RESPONSE_SUBTITLE, language, round=name),
        categories=tuple(Category(part.code, label) for part, label in zip(parts, labels, strict=True)),
        series=(Series("submitted", SHARE.in_(language), "accent", tuple(marks)),),
        table=Table(tuple(each.in_(language) for each in HEADER), rows, (False, True, True, True, True)),
        rounds=(chosen,),
        notes=(BASES_DIFFER.in_(language), *_sentences(cube, chosen, labels=labels, language=language)),
        axis=(0, 100),
        axis_title=SHARE.in_(language),
    )
    return framed(cube, language, content=content, indicator=indicators()["participation"])


def deliverables(cube: Cube, language: Language) -> Figure:
    """Every deliverable in every round, with its own base: a grid of "8 of 12"."""
    parts, numbers = cube.agreement.deliverables, rounds(cube)
    series = tuple(
        Series(part.code, vocabulary.deliverable(cube, part.code, language), "accent",
               tuple(share(cube, part.code, each, language=language) for each in numbers))
        for part in parts
    )  # fmt: skip
    categories = tuple(Category(str(each), vocabulary.round_label(cube, each, language)) for each in numbers)
    content = Content(
        key="deliverables",
        form="grid",
        title=grid_title(cube, series, language=language),
        subtitle=GRID_SUBTITLE.in_(language),
        categories=categories,
        series=series,
        table=grid_table(DELIVERABLE.in_(language), categories, series),
        rounds=numbers,
        notes=(BASES_DIFFER.in_(language), *_public_parts(cube, language=language)),
        axis=(0, 100),
    )
    return framed(cube, language, content=content, indicator=indicators()["participation"])


def share(cube: Cube, code: str, round: int, *, language: Language, measure: str = "submitted") -> Mark:
    """Handed in as a share of expected, written "8 of 12"; n is the base. Bounded counts give a bounded share."""
    handed, base = cube.cell(measure, code, round=round), cube.cell("expected", code, round=round)
    at = str(round)
    if handed is None or base is None:
        return Mark(at, None, ABSENT.in_(language), state="absent")
    if "not_made" in (handed.status, base.status):
        return Mark(at, None, NOT_MADE.in_(language), state="not_made")
    if handed.lo is None or handed.hi is None or base.lo is None:
        return Mark(at, None, WITHHELD.in_(language), state="withheld")
    # Who handed in is counted among those expected: its n says how many these are, also where they are told as a bound.
    expected = int(base.value if base.value is not None else handed.n or 0)
    if expected == 0:
        return Mark(at, None, NOT_EXPECTED.in_(language), state="absent")
    lo, hi = (float(100 * each / expected) for each in (handed.lo, handed.hi))
    text = say(OF, language, count=_in_words(handed, language), base=number(expected, language))
    if handed.value is None:
        return Mark(at, None, text, state="bounded", n=expected, lo=lo, hi=hi)
    return Mark(at, float(100 * handed.value / expected), text, n=expected, lo=lo, hi=hi)


def _public_parts(cube: Cube, *, language: Language) -> tuple[str, ...]:
    """Which deliverables the world can see per company."""
    names = [part.name.in_(language) for part in cube.agreement.deliverables if part.public]
    return (say(PUBLIC_PARTS, language, parts=join(names, language)),) if names else ()


def _in_words(cell: Cell, language: Language) -> str:
    if cell.value is not None:
        return number(cell.value, language)
    text, limit = (AT_LEAST, cell.lo) if cell.precision == "at_least" else (AT_MOST, cell.hi)
    return say(text, language, value=number(limit or 0, language))


def _count(cube: Cube, measure: str, code: str, round: int, *, language: Language) -> Mark:
    return mark(cube.cell(measure, code, round=round), code, unit="companies", language=language)


def _sentences(cube: Cube, round: int, *, labels: list[str], language: Language) -> tuple[str, ...]:
    """On time and exempted, in words, where they are shown and say something."""
    made: list[str] = []
    for measure, text, silent in (("on_time", LATE, -1), ("waived", WAIVED, 0)):
        counts = [(label, cube.cell(measure, part.code, round=round))
                  for label, part in zip(labels, cube.agreement.deliverables, strict=True)]  # fmt: skip
        told = [f"{label} {number(cell.value, language)}" for label, cell in counts
                if cell is not None and cell.value is not None and cell.value != silent]  # fmt: skip
        if told:
            made.append(say(text, language, parts=join(told, language)))
    return tuple(made)
