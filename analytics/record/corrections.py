"""What was corrected since it was published: figures restated, rounds delivered again, figures left as they were."""

from collections import Counter

from analytics import vocabulary
from analytics.breaks import rounds
from analytics.evidence import Content, framed
from analytics.figure import Figure, Table
from analytics.indicator import indicators
from analytics.record.published import PublishedRow, published_rows
from analytics.text import Language, Text, capital, count, join, say, sentence
from data.cube import Cell, Cube

CORRECTED_NOTHING = Text(
    nl="Er is niets gecorrigeerd of herzien dat in deze editie telt",
    en="Nothing that counts in this edition was corrected or restated",
)
CORRECTED = Text(nl="Sinds de eerste publicatie: {parts}", en="Since the first publication: {parts}")
RESTATED = (
    Text(nl="gepubliceerd cijfer herzien", en="published figure restated"),
    Text(nl="gepubliceerde cijfers herzien", en="published figures restated"),
)
REPLACED = (
    Text(nl="jaar opnieuw aangeleverd", en="year delivered again"),
    Text(nl="jaren opnieuw aangeleverd", en="years delivered again"),
)
KEPT = (
    Text(nl="cijfer ongewijzigd gelaten", en="figure left as it was"),
    Text(nl="cijfers ongewijzigd gelaten", en="figures left as they were"),
)
CORRECTED_SUBTITLE = Text(
    nl="Gepubliceerde cijfers die later anders werden, leveringen die zijn vervangen, en cijfers die staan zoals "
    "eerder gepubliceerd",
    en="Published figures that changed later, deliveries that were replaced, and figures that stand as published "
    "before",
)
CORRECTED_HEADER = (
    Text(nl="Jaar", en="Year"), Text(nl="Wat later anders werd", en="What changed later"), Text(nl="Bron", en="Source"),
)  # fmt: skip
RESTATEMENT = Text(nl="{figure}, {population}; {restatement}", en="{figure}, {population}; {restatement}")
DELIVERED = Text(
    nl="de gegevens van dit jaar zijn {k} keer aangeleverd; wat het laatst is ontvangen, telt",
    en="the data of this year were delivered {k} times; what was received last counts",
)
KEPT_ROW = Text(
    nl="{figures} ({names}): antwoorden erachter zijn gecorrigeerd, maar door te weinig bedrijven om een nieuw cijfer "
    "te tonen",
    en="{figures} ({names}): answers behind them were corrected, but by too few companies for a new figure to be shown",
)
OLDER = Text(
    nl="Elke eerdere editie blijft te openen zoals zij was (zie ‘Werkwijze’).",
    en="Every earlier edition can still be opened as it was (see ‘Method’).",
)


def corrections(cube: Cube, language: Language) -> Figure:
    """What was published and changed since, what was delivered again, and which figures stand as they were."""
    restated = [each for each in published_rows(cube, language) if each.restatement]
    replaced = {number: k for number, k in _deliveries(cube).items() if k > 1}
    kept = _kept(cube)
    rows = [
        *((each.year, _restated(each, language=language), each.source) for each in restated),
        *((_year(cube, number, language), sentence(say(DELIVERED, language, k=k)), "")
          for number, k in sorted(replaced.items())),
        *((_year(cube, number, language), _kept_words(cells, language=language), "")
          for number, cells in sorted(kept.items())),
    ]  # fmt: skip
    amounts = ((len(restated), RESTATED), (len(replaced), REPLACED), (sum(map(len, kept.values())), KEPT))
    parts = join((count(amount, noun, language) for amount, noun in amounts if amount), language)
    title = say(CORRECTED if parts else CORRECTED_NOTHING, language, parts=parts)
    content = Content(
        key="corrections",
        form="table",
        title=title,
        subtitle=CORRECTED_SUBTITLE.in_(language),
        categories=(),
        series=(),
        table=Table(tuple(each.in_(language) for each in CORRECTED_HEADER), tuple(rows), (False,) * 3),
        rounds=rounds(cube),
        notes=(OLDER.in_(language),),
        empty=None if rows else f"{title}.",
    )
    return framed(cube, language, content=content, indicator=None)


def _deliveries(cube: Cube) -> Counter[int]:
    """How often each round was delivered."""
    return Counter(int(each["round"]) for each in cube.edition.deliveries)


def _kept(cube: Cube) -> dict[int, list[Cell]]:
    """The cells that stand as published before, by round."""
    kept: dict[int, list[Cell]] = {}
    for each in indicators().values():
        for cell in cube.cells(each.measure, kept=True):
            if each.covers(cell):
                kept.setdefault(cell.round, []).append(cell)
    return kept


def _restated(row: PublishedRow, *, language: Language) -> str:
    words = {"figure": row.figure, "population": row.population.split(" (")[0], "restatement": row.restatement}
    return sentence(say(RESTATEMENT, language, **words))


def _kept_words(cells: list[Cell], *, language: Language) -> str:
    names = dict.fromkeys(
        each.name.in_(language) for each in indicators().values() if any(each.covers(cell) for cell in cells)
    )
    figures = count(len(cells), KEPT, language)
    return sentence(say(KEPT_ROW, language, figures=figures, names=join(names, language)))


def _year(cube: Cube, round: int, language: Language) -> str:
    return capital(vocabulary.round_short(cube, round, language))
