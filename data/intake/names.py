"""The companies of a delivery: which spellings stand for which, and which are unknown or named twice."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from data.custody.pseudonym import normalise
from data.faults import Fault
from data.intake.matching import Matched
from data.intake.readers import A_NAME, UnreadableCellError, clean, nearest, with_nearest
from data.text import Text

IN_COMPANIES = Text("een bedrijf uit het tabblad companies", "a company of the companies sheet")
IN_PANEL = Text(
    "een bedrijf uit het tabblad companies dat eerder voor deze ronde is ontvangen",
    "a company of the companies sheet that was received before for this round",
)

COMPARED = 300  # names; of every unknown one the likeness with each is worked out

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
            raise UnreadableCellError(with_nearest(self.expected, self._like(spelling)), "company")
        return name or text

    def _like(self, spelling: str) -> str | None:
        """The name that counts and looks most like a spelling; of many names that would take too long."""
        near = nearest(spelling, self.by_spelling) if len(self.by_spelling) <= COMPARED else None
        return self.by_spelling[near] if near else None

    @property
    def spellings(self) -> dict[str, list[str]]:
        """Every name that counts, as written, with its spellings in their normal form, its own first."""
        found: dict[str, list[str]] = {}
        for spelling, name in self.by_spelling.items():
            found.setdefault(name, []).append(spelling)
        return found


def names_of_companies(
    rows: Iterable[tuple[int, int, str | None, str | None]], matched: Mapping[int, Matched]
) -> tuple[Names, dict[str, list[str]], list[Fault]]:
    """The names that a companies sheet declares: rows are (source, row_number, company, aliases).

    Gives the names, the aliases of each company, and a fault for each spelling that stands for two companies.
    """
    by_spelling: dict[str, str] = {}
    places: dict[str, tuple[int, int, str]] = {}
    aliases: dict[str, list[str]] = {}
    faults: list[Fault] = []
    later: list[tuple[int, int, str, str]] = []
    for source, row, company, others in rows:
        name = clean(company or "")
        spelling = normalise(name)
        if not spelling:
            continue
        if spelling in by_spelling:
            faults.append(_twice(matched, (source, row, "company"), name, places[spelling]))
            continue
        by_spelling[spelling], places[spelling] = name, (source, row, "company")
        aliases[name] = [clean(each) for each in others.split(";") if clean(each)] if others else []
        later += ((source, row, name, alias) for alias in aliases[name])
    for source, row, name, alias in later:
        spelling, at = normalise(alias), (source, row, "aliases")
        if spelling and by_spelling.setdefault(spelling, name) != name:
            faults.append(_twice(matched, at, alias, places[spelling]))
        places.setdefault(spelling, at)
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


def _twice(matched: Mapping[int, Matched], at: tuple[int, int, str], found: str, first: tuple[int, int, str]) -> Fault:
    """at and first: the sheet, row and column of the second and the first place."""
    (here, row, column), (there, first_row, first_column) = at, first
    sheet, elsewhere = matched[here].sheet, matched[there].sheet
    other = matched[there].cell(first_row, first_column)
    if there != here:
        other = ": ".join(filter(None, [elsewhere.file, f"{elsewhere.name}!{other}"]))
    expected = Text(f"elk bedrijf eenmaal (ook in {other})", f"each company once (also in {other})")
    return Fault(sheet.name, matched[here].cell(row, column), found, expected, kind="duplicate", file=sheet.file)
