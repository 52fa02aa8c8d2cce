"""What went wrong, in words for a person; of a delivery: where, what was found, what was expected."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from data.text import LANGUAGES, Language, Text

PRINTED_FAULTS = 200  # more than anyone repairs in one go; the rest is counted by kind
QUOTED_CHARACTERS = 60

NOTHING = Text("niets", "nothing")

KINDS = {
    "file": Text("bestand", "file"),
    "sheet": Text("tabblad", "sheet"),
    "column": Text("kolom", "column"),
    "empty": Text("lege verplichte cel", "empty required cell"),
    "number": Text("getal", "number"),
    "date": Text("datum", "date"),
    "code": Text("onbekende code of naam", "unknown code or name"),
    "company": Text("onbekend bedrijf", "unknown company"),
    "text": Text("tekst", "text"),
    "formula": Text("formule", "formula"),
    "duplicate": Text("dubbel", "duplicate"),
    "relation": Text("tegenspraak tussen cellen", "contradiction between cells"),
    "round": Text("ronde", "round"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a delivery.

    sheet: the name of the sheet or file; cell: its address such as "D17", a row number, or "" for the whole sheet.
    found: a cell's text (quoted when printed), words of ours (Text), or None for nothing.
    file: the workbook, where a delivery has more than one. kind: a key of KINDS.
    """

    sheet: str
    cell: str
    found: str | Text | None
    expected: Text
    kind: str = field(default="text", compare=False)
    file: str = ""

    def in_(self, language: Language) -> str:
        """The fault as one line in one language."""
        words = Text("gevonden {found}, verwacht {expected}", "found {found}, expected {expected}").in_(language)
        line = words.format(found=_found(self.found, language), expected=self.expected.in_(language))
        place = "!".join(part for part in (self.sheet, self.cell) if part)
        return ": ".join(part for part in (self.file, place, line) if part)

    def __str__(self) -> str:
        """The fault as one line in English."""
        return self.in_("en")


class WordedError(Exception):
    """What went wrong, for a person to read: what was found, what to do, and whether anything was written.

    words: in both languages; `str()` is English.
    """

    def __init__(self, words: Text) -> None:
        """Keep both languages for whoever shows it."""
        self.words = words
        super().__init__(words.en)


class DeliveryRefused(WordedError):  # noqa: N818 - it says what happened, not that the code is wrong
    """A delivery was not accepted; nothing was written. `faults` holds every fault, `str()` is the report."""

    def __init__(self, name: str, faults: Iterable[Fault]) -> None:
        """Word the report; name: of the source, as its sender knows it."""
        self.name = name
        self.faults = tuple(sorted(dict.fromkeys(faults), key=_place))
        super().__init__(Text(*(self.report(language) for language in LANGUAGES)))

    def report(self, language: Language) -> str:
        """The whole report in one language: at most PRINTED_FAULTS faults, the rest counted by kind."""
        count = len(self.faults)
        one, many, rest_of = (
            Text("{name} is niet aangenomen: 1 fout. Er is niets weggeschreven.",
                 "{name} was not accepted: 1 fault. Nothing was written."),
            Text("{name} is niet aangenomen: {count} fouten. Er is niets weggeschreven.",
                 "{name} was not accepted: {count} faults. Nothing was written."),
            Text("en nog {count}: {kinds}", "and {count} more: {kinds}"),
        )  # fmt: skip
        lines = [(one if count == 1 else many).in_(language).format(name=self.name, count=count)]
        lines += [fault.in_(language) for fault in self.faults[:PRINTED_FAULTS]]
        rest = Counter(fault.kind for fault in self.faults[PRINTED_FAULTS:])
        if rest:
            kinds = ", ".join(f"{KINDS[kind].in_(language)} {n}" for kind, n in rest.most_common())
            lines.append(rest_of.in_(language).format(count=rest.total(), kinds=kinds))
        return "\n  ".join(lines)


def _found(found: str | Text | None, language: Language) -> str:
    if found is None:
        return NOTHING.in_(language)
    if isinstance(found, Text):
        return found.in_(language)
    short = found if len(found) <= QUOTED_CHARACTERS else found[: QUOTED_CHARACTERS - 1] + "…"
    return "'" + "".join(c if c.isprintable() else " " for c in short) + "'"


def _place(fault: Fault) -> tuple[str, str, int, int, str]:
    """Sort by file, sheet, row and column; B comes before AA."""
    letters = "".join(c for c in fault.cell if c.isalpha())
    digits = "".join(c for c in fault.cell if c.isdigit())
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter.upper()) - ord("A") + 1
    return fault.file, fault.sheet, int(digits or 0), column, str(fault.expected)
