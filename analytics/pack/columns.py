"""The columns of the values and their flags, each with what it means."""

from collections.abc import Iterator
from typing import Final

from analytics.export import FLAGS, HEADER
from analytics.figure import State
from analytics.text import Language, Text

PAGE: Final = Text(nl="dia", en="slide")
FIGURE: Final = Text(nl="figuur", en="figure")
SOURCE: Final = Text(nl="bron", en="source")
COLUMNS: Final = (PAGE, FIGURE, *HEADER, SOURCE)
# In the order of the columns.
MEANINGS: Final = (
    Text(nl="nummer van de dia; van een tabel die over meer dia's doorloopt de eerste",
         en="number of the slide; the first one where a table goes on over more"),
    Text(nl="titel van de dia", en="title of the slide"),
    Text(nl="groep, onderwerp of rij waarvan de waarde is", en="group, subject or row that the value is of"),
    Text(nl="plaats in de figuur: jaar, stap, niveau, thema of kolom",
         en="place in the figure: year, step, level, theme or column"),
    Text(nl="het getal; leeg waar alleen een grens wordt getoond, of niets",
         en="the number; empty where only a bound is shown, or nothing"),
    Text(nl="het andere getal, in een figuur met twee schalen: dat van de horizontale as",
         en="the other number, in a figure with two scales: that of the horizontal axis"),
    Text(nl="het getal is minstens dit", en="the number is at least this"),
    Text(nl="het getal is hoogstens dit", en="the number is at most this"),
    Text(nl="aantal bedrijven achter de waarde; leeg waar het niet wordt getoond",
         en="number of companies behind the value; empty where it is not shown"),
    Text(nl="de waarde in de woorden van de figuur", en="the value in the words of the figure"),
    Text(nl="wat er van de waarde wordt getoond; hieronder staat elke vlag",
         en="what is shown of the value; every flag is listed below"),
    Text(nl="overeenkomst, editie en wie dit mag zien", en="agreement, edition and who may see this"),
)  # fmt: skip
FLAG_MEANINGS: Final[dict[State, Text]] = {
    "shown": Text(nl="het getal staat er", en="the number is there"),
    "bounded": Text(nl="er staat alleen tussen welke grenzen het getal ligt",
                    en="only the bounds are given between which the number lies"),
    "withheld": Text(nl="er is een getal, maar het wordt niet getoond; het is niet nul",
                     en="there is a number, but it is not shown; it is not zero"),
    "not_made": Text(nl="voor dat jaar is dit overzicht niet gemaakt", en="no such overview was made for that year"),
    "absent": Text(nl="hierover zijn geen gegevens", en="there are no data about this"),
}  # fmt: skip
IN_WORDS: Final = Text(nl="in woorden", en="in words")
IN_WORDS_MEANING: Final = Text(
    nl="een cel van een tabel, zoals de figuur haar toont", en="a cell of a table, as the figure shows it"
)


def header(language: Language) -> tuple[str, ...]:
    """The names of the columns."""
    return tuple(each.in_(language) for each in COLUMNS)


def meanings(language: Language) -> Iterator[tuple[str, str]]:
    """Every column, then every flag, with its meaning."""
    told = [*zip(COLUMNS, MEANINGS, strict=True), *((FLAGS[state], FLAG_MEANINGS[state]) for state in FLAGS)]
    return ((name.in_(language), meaning.in_(language)) for name, meaning in (*told, (IN_WORDS, IN_WORDS_MEANING)))
