"""One cell's text, read as what its column holds; what cannot be read says what was expected."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from difflib import get_close_matches

from data.configuration.agreement import Agreement, Round
from data.configuration.contract import CodeList, Column, fold
from data.intake.numbers import FIRST_YEAR, LAST_YEAR, day, decimal, whole
from data.text import Text, alike

MICRO = 1_000_000  # an answer is kept in millionths of a point
ALIKE = 0.7  # of 1: what looks less like a word than this is not suggested for it
FEW_CODES = 16  # a fault names all codes of a list as short as this, the themes of a round among them
_LARGEST_COUNT = 2**31 - 1
_LARGEST_MICRO = 10**15

_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff]")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_NOT_APPLICABLE = frozenset(
    fold(each) for each in ("n.v.t.", "n.v.t", "nvt", "n/a", "n.a.", "niet van toepassing", "not applicable")
)
_ABSENT = _NOT_APPLICABLE | {"", "."}
_MAY_BE_ANY_TEXT = frozenset({"text", "id", "company", "aliases", "answer"})
_YES = frozenset({"ja", "j", "yes", "y", "true", "waar", "x", "1", "✓", "✔"})
_NO = frozenset({"nee", "n", "no", "false", "onwaar", "0"})

A_DATE = Text("een datum zoals 31-12-2022 (dag, maand, jaar)", "a date such as 31-12-2022 (day, month, year)")
A_PLAUSIBLE_DATE = Text(f"een datum van {FIRST_YEAR} tot {LAST_YEAR}", f"a date from {FIRST_YEAR} to {LAST_YEAR}")
A_COUNT = Text("een geheel getal vanaf 0", "a whole number from 0")
YES_OR_NO = Text("ja of nee", "yes or no")
A_NAME = Text("een naam", "a name")
A_VALUE = Text("een ingevulde cel", "a filled cell")
AN_ACTIVITY = Text(
    "een activiteit van deze ronde die is gehouden (tabblad activities)",
    "an activity of this round that was held (sheet activities)",
)
A_WEB_ADDRESS = Text("een webadres (https://...)", "a web address (https://...)")

ACTIVITIES = "activity"  # the list of a round's activities that were held: it is of the delivery, not of the agreement

Reader = Callable[[str], object]


class UnreadableCellError(ValueError):
    """A cell's text is not what its column holds; `expected` says what would be, `kind` is one of data.faults.KINDS."""

    def __init__(self, expected: Text, kind: str) -> None:
        """Keep both for the report."""
        self.expected = expected
        self.kind = kind
        super().__init__(expected.en)


def clean(text: str) -> str:
    """The text without blanks around it, non-breaking spaces and invisible marks."""
    if text.isascii():
        return " ".join(text.split())
    return _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text))).strip()


def reader_of(column: Column, agreement: Agreement, round: Round, lists: Mapping[str, CodeList]) -> Reader:
    """The function that reads a cleaned, filled cell of a column: its value, or UnreadableCellError."""
    codes = lists.get(column.of, CodeList(()))
    longest = getattr(agreement.scoring, column.of) if column.kind == "scale" else 0
    readers: dict[str, Reader] = {
        "date": read_date,
        "count": read_count,
        "yes_no": read_yes_no,
        "url": read_url,
        "scale": lambda text: read_scale(text, longest),
        "code": lambda text: read_code(text, codes),
        "activity": lambda text: read_activity(text, lists.get(ACTIVITIES, CodeList(()))),
        "codes": lambda text: ";".join(read_code(part, codes) for part in map(clean, text.split(";")) if part),
        "round": lambda text: read_round(text, round.number),
    }
    return readers.get(column.kind, str)


def means_absent(column: Column, text: str) -> bool:
    """Whether a cleaned text says that there is no value: empty, or "n.v.t." and "-" where that cannot be text."""
    return not text or (column.kind not in _MAY_BE_ANY_TEXT and fold(text) in _ABSENT)


def read_date(text: str) -> date:
    """A day, see data.numbers.day."""
    found = day(text)
    if found is None:
        raise UnreadableCellError(A_DATE, "date")
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise UnreadableCellError(A_PLAUSIBLE_DATE, "date")
    return found


def read_count(text: str) -> int:
    """A whole number from 0."""
    number = whole(text)
    if number is None or not 0 <= number <= _LARGEST_COUNT:
        raise UnreadableCellError(A_COUNT, "number")
    return number


def read_scale(text: str, longest: int) -> int:
    """A whole number from 1 to the scale's length."""
    number = whole(text)
    if number is None or not 1 <= number <= longest:
        expected = Text(f"een geheel getal van 1 tot en met {longest}", f"a whole number from 1 to {longest}")
        raise UnreadableCellError(expected, "number")
    return number


def read_answer(text: str) -> int | None:
    """An answer in micro, None for not applicable; UnreadableCellError for text and for negative numbers."""
    if fold(text) in _NOT_APPLICABLE:
        return None
    number = decimal(text)
    micro = None if number is None else number * MICRO
    if micro is None or micro != micro.to_integral_value() or not 0 <= micro < _LARGEST_MICRO:
        raise UnreadableCellError(A_VALUE, "number")
    return int(micro)


def read_yes_no(text: str) -> bool:
    """Ja/nee, yes/no, true/false, or x."""
    if fold(text) in _YES:
        return True
    if fold(text) in _NO:
        return False
    raise UnreadableCellError(YES_OR_NO, "code")


def read_round(text: str, number: int) -> int:
    """The number of the delivery's own round, which a row may repeat."""
    if whole(text) != number:
        expected = Text(
            f"{number} (de ronde van deze levering) of leeg", f"{number} (the round of this delivery) or empty"
        )
        raise UnreadableCellError(expected, "round")
    return number


def read_url(text: str) -> str:
    """A web address; nothing else may become a link."""
    if not re.fullmatch(r"https?://[^\s\"'<>]+", text):
        raise UnreadableCellError(A_WEB_ADDRESS, "text")
    return text


def read_code(text: str, codes: CodeList) -> str:
    """The code for a code or a name in either language."""
    found = codes.find(text)
    if found is None:
        raise UnreadableCellError(_one_of(text, codes), "code")
    return found


def read_activity(text: str, held: CodeList) -> str:
    """The activity for its code or its title in either language."""
    found = held.find(text)
    if found is None:
        near = nearest(text, held.spellings)
        raise UnreadableCellError(with_nearest(AN_ACTIVITY, held.spellings[near] if near else None), "code")
    return found


def _one_of(text: str, codes: CodeList) -> Text:
    if not codes.codes:
        return Text("een lege cel: de lijst is leeg", "an empty cell: the list is empty")
    if len(codes.codes) == 1:
        return alike(codes.codes[0].code)
    near = nearest(text, codes.spellings)
    return with_nearest(any_of(codes), codes.spellings[near] if near else None)


def any_of(codes: CodeList) -> Text:
    """The codes of a list in words: all of them, or the first and the last of a long one."""
    every = [each.code for each in codes.codes]
    if len(every) <= FEW_CODES:
        return Text(f"een van {', '.join(every)}", f"one of {', '.join(every)}")
    return Text(
        f"een van de {len(every)} uit de lijst, van {every[0]} tot en met {every[-1]}",
        f"one of the {len(every)} of the list, from {every[0]} to {every[-1]}",
    )


def nearest(text: str, spellings: Iterable[str]) -> str | None:
    """The folded spelling that looks most like a text; None where nothing does."""
    found = get_close_matches(fold(text)[:80], list(spellings), n=1, cutoff=ALIKE)
    return found[0] if found else None


def with_nearest(expected: Text, near: str | None) -> Text:
    """The same words with a suggestion added, where there is one."""
    if near is None:
        return expected
    return Text(f"{expected.nl} (bedoelt u {near!r}?)", f"{expected.en} (did you mean {near!r}?)")
