"""The companies of a delivery: which spellings stand for which, and which are unknown or named twice."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from data.faults import Fault
from data.matching import Matched
from data.pseudonym import normalise
from data.readers import A_NAME, UnreadableCellError, clean
from data.text import Text

IN_COMPANIES = Text("een bedrijf uit het tabblad companies", "a company of the companies sheet")
IN_PANEL = Text(
    "een bedrijf uit het tabblad companies dat eerder voor deze ronde is ontvangen",
    "a company of the companies sheet that was received before for this round",
)

Known = Callable[[Sequence[str]], Sequence[bool]]


@dataclass(frozen=True, slots=True)
class Names:
    """Every spelling that a delivery may use, in its normal form, with the name that counts.

    written: the names that count, as written. expected: what a name that is not among them should have been; None
    accepts every name.
    """

    by_spelling: Mapping[str, str] = field(repr=False)
    expected: Text | None = IN_COMPANIES
    written: frozenset[str] = field(default=frozenset(), repr=False)

    def read(self, text: str) -> str:
        """The name that counts for one cell; UnreadableCellError where it is unknown."""
        if text in self.written:
            return text
        spelling = normalise(text)
        if not spelling:
            raise UnreadableCellError(A_NAME, "company")
        name = self.by_spelling.get(spelling)
        if name is None and self.expected is not None:
            raise UnreadableCellError(self.expected, "company")
        return name or text


def names_of_companies(
    rows: Iterable[tuple[int, int, str | None, str | None]], matched: Mapping[int, Matched]
) -> tuple[Names, dict[str, list[str]], list[Fault]]:
    """The names that a companies sheet declares: rows are (source, row_number, company, aliases).

    Gives the names, the aliases of each company, and a fault for each spelling that stands for two companies.
    """
    by_spelling: dict[str, str] = {}
    places: dict[str, str] = {}
    aliases: dict[str, list[str]] = {}
    faults: list[Fault] = []
    later: list[tuple[int, int, str, str]] = []
    for source, row, company, others in rows:
        name = clean(company or "")
        spelling = normalise(name)
        if not spelling:
            continue
        at = matched[source]
        if spelling in by_spelling:
            faults.append(_twice(at, at.cell(row, "company"), name, places[spelling]))
            continue
        by_spelling[spelling], places[spelling] = name, at.cell(row, "company")
        aliases[name] = [clean(each) for each in (others or "").split(";") if clean(each)]
        later += ((source, row, name, alias) for alias in aliases[name])
    for source, row, name, alias in later:
        spelling, at = normalise(alias), matched[source]
        if by_spelling.setdefault(spelling, name) != name:
            faults.append(_twice(at, at.cell(row, "aliases"), alias, places[spelling]))
        places.setdefault(spelling, at.cell(row, "aliases"))
    return Names(by_spelling, written=frozenset(aliases)), aliases, faults


def names_known(names: Iterable[str], known: Known) -> Names:
    """The names of a delivery without a companies sheet: those that the panel knows in this round; of two
    spellings the first."""
    every = sorted({name for name in map(clean, names) if normalise(name)})
    by_spelling: dict[str, str] = {}
    for name, found in zip(every, known(every), strict=True):
        if found:
            by_spelling.setdefault(normalise(name), name)
    return Names(by_spelling, IN_PANEL)


def _twice(at: Matched, cell: str, found: str, other: str) -> Fault:
    expected = Text(f"elk bedrijf eenmaal (ook in {other})", f"each company once (also in {other})")
    return Fault(at.sheet.name, cell, found, expected, kind="duplicate", file=at.sheet.file)
