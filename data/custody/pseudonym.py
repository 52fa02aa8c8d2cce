"""Company names become pseudonyms: a keyed hash of the normalised name. Names go in, only hashes come out.

The key lies outside the panel. Without it a hash says nothing, and a list of guessed names cannot be tried.
"""

import hashlib
import os
import re
import unicodedata
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

LONGEST_NAME = 6  # words of a window that is compared with known names
LONGEST_GLUED = 40  # letters of a word that may be a name of several words
SHORTEST_PART = 2  # letters of each of these
LONGEST_WINDOW = 12  # the same before initials are joined and legal forms dropped

# Settings of a database connection that sees names. What is larger than memory would go to a file for a while, and a
# crash would leave that file; without a folder for it the database stops instead. A million answers take 200 MB.
NO_NAMES_ON_DISK: Mapping[str, str] = {"temp_directory": ""}

# Letters that Unicode does not take apart into a letter and an accent.
_WHOLE_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_AND = {"and", "und"}
_WORD = re.compile(r"[^\W_]+")
_AMPERSAND = re.compile(r"[&+]")
_APOSTROPHES = re.compile(r"['’‘`´ʼ]")

# The legal forms that a company may be written with or without; compared after dots and spaces are gone.
_LEGAL_FORMS = frozenset({
    "bv", "nv", "vof", "cv", "ua", "ba", "bvba", "srl", "sprl", "sa", "sas", "sarl", "spa", "ag", "gmbh", "mbh", "kg",
    "ohg", "ug", "ltd", "limited", "plc", "llc", "llp", "lp", "inc", "incorporated", "corp", "corporation", "oy", "oyj",
    "ab", "as", "asa", "aps", "sro", "doo", "kft", "zrt", "se", "sl",
})  # fmt: skip
_LEGAL_PHRASES = {  # by their last word
    "vennootschap": (("besloten", "vennootschap"), ("naamloze", "vennootschap"), ("commanditaire", "vennootschap")),
    "firma": (("vennootschap", "onder", "firma"),),
    "kg": (("gmbh", "en", "co", "kg"), ("en", "co", "kg")),
    "ltd": (("pty", "ltd"), ("co", "ltd")),
}
_LEADING_FORMS = frozenset({"bv", "nv", "vof", "cv"})
_LONGEST_FORM = 4  # letters of a form that may be written apart: "s p z o o" is not in Dutch use, "b v b a" is


def normalise(name: str) -> str:
    """One spelling for all spellings of a name: "Voorbeeld-Gieterij Noord B.V." becomes "voorbeeld gieterij noord".

    Accents, capitals, punctuation, spaces and the legal form are dropped; "&" reads as "en". The result is empty
    where the name holds no letter or digit: callers treat that as a missing name.
    """
    return " ".join(_normal_words(name))


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """The secret of the pseudonyms: 32 random bytes. It is never shown; its fingerprint may be."""

    secret: bytes
    LENGTH: ClassVar[int] = 32
    HEADER: ClassVar[str] = "ketenspiegel key 1"

    @property
    def fingerprint(self) -> str:
        """Eight bytes in hex that recognise the key and tell nothing about it."""
        return self._hash(b"", purpose=b"fingerprint", size=8)

    def alias(self, name: str) -> str:
        """The keyed hash of one spelling of a name."""
        return self.spelling(normalise(name))

    def spelling(self, normal: str) -> str:
        """The same for a name that is already in its normal form (normalising twice may drop too much)."""
        return self._hash(normal.encode(), purpose=b"alias")

    def company(self, normal: str) -> str:
        """The pseudonym of a company that is known for the first time, by this name in its normal form."""
        return self._hash(normal.encode(), purpose=b"company")

    def passage(self, text: str) -> str:
        """The keyed hash of a text that somebody confirmed."""
        return self._hash(text.encode(), purpose=b"passage")

    def write(self, path: Path) -> None:
        """Write the key to a new file that only its owner can read. Raises FileExistsError."""
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(f"{self.HEADER}\n{self.secret.hex()}\n")
            file.flush()
            os.fsync(file.fileno())

    @classmethod
    def read(cls, path: Path) -> "Key":
        """Read a key file. Raises ValueError where it is something else; the message never quotes it."""
        lines = path.read_bytes().decode("ascii", errors="replace").split("\n")
        whole = len(lines) >= 2 and lines[0].strip() == cls.HEADER
        if not whole or not re.fullmatch(rf"[0-9a-f]{{{2 * cls.LENGTH}}}", lines[1].strip()):
            raise ValueError("it is not a key file, or it was cut off or changed")
        return cls(bytes.fromhex(lines[1].strip()))

    def _hash(self, content: bytes, *, purpose: bytes, size: int = 16) -> str:
        return hashlib.blake2b(content, key=self.secret, person=purpose, digest_size=size).hexdigest()


def names_in(text: str, key: Key, known: Container[str]) -> tuple[str, ...]:
    """The passages of a text that read like a known name, as they stand there, each with all that belongs to the name.

    known: hashes of spellings (`Key.alias`). Every window of one to six words is compared, in each way of reading it.
    """
    found = [place for place, normal in _windows(text) if _is_known(normal, key, known)]
    whole = [place for place in found if not any(_within(place, other) for other in found)]
    return tuple(dict.fromkeys(text[first:last] for first, last in whole))


def _within(place: tuple[int, int], other: tuple[int, int]) -> bool:
    return place != other and other[0] <= place[0] and place[1] <= other[1]


def _windows(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Every passage of one to six words: where it stands, and its normal form (no legal form, initials joined)."""
    words = list(_WORD.finditer(text))
    for first, start in enumerate(words):
        for end in words[first : first + LONGEST_WINDOW]:
            normal = normalise(text[start.start() : end.end()])
            if normal.count(" ") >= LONGEST_NAME:
                break
            yield (start.start(), end.end()), normal


def _is_known(normal: str, key: Key, known: Container[str]) -> bool:
    return any(key.spelling(each) in known for each in _readings(normal) if each)


def _readings(normal: str) -> Iterator[str]:
    """What a passage may stand for: itself, also without a genitive s; its words written as one; and one word, as in
    an address on the web, as two or three, also without a legal form.
    """
    for each in dict.fromkeys((normal, normal.removesuffix("s"))):
        yield each
        if " " in each:
            yield each.replace(" ", "")
    if " " not in normal and len(normal) <= LONGEST_GLUED:
        for each in dict.fromkeys((normal, *(normal.removesuffix(form) for form in sorted(_LEADING_FORMS)))):
            yield each
            for first in range(SHORTEST_PART, len(each) - SHORTEST_PART + 1):
                yield f"{each[:first]} {each[first:]}"
                for second in range(first + SHORTEST_PART, len(each) - SHORTEST_PART + 1):
                    yield f"{each[:first]} {each[first:second]} {each[second:]}"


def _normal_words(name: str) -> list[str]:
    text = _APOSTROPHES.sub("", name)
    text = text.lower() if text.isascii() else _plain(text)
    if "&" in text or "+" in text:
        text = _AMPERSAND.sub(" en ", text)
    words = _WORD.findall(text)
    if not _AND.isdisjoint(words):
        words = ["en" if word in _AND else word for word in words]
    return words if _stay(words) else _joined_initials(_without_legal_form(words))


def _stay(words: list[str]) -> bool:
    """Whether no word is an initial or may belong to a legal form, as in most names of a delivery: nothing to drop."""
    if not words or min(map(len, words)) == 1:
        return False
    last = words[-1]
    return last not in _LEGAL_FORMS and last not in _LEGAL_PHRASES and words[0] not in _LEADING_FORMS


def _plain(text: str) -> str:
    """Without accents, capitals and characters that only steer the layout."""
    folded = unicodedata.normalize("NFKD", text).casefold().translate(_WHOLE_LETTERS)
    return "".join(c for c in unicodedata.normalize("NFKD", folded) if unicodedata.category(c) not in {"Mn", "Cf"})


def _without_legal_form(words: list[str]) -> list[str]:
    """Drop legal forms at the end (several may follow one another) and the Dutch ones at the start."""
    while (length := _form_at_end(words)) and length < len(words):
        words = words[:-length]
    if words and len(words[0]) > 1:
        return words[1:] if words[0] in _LEADING_FORMS and len(words) > 1 else words
    for length in (2, 3):
        if len(words) > length and _one_form(words[:length]) and "".join(words[:length]) in _LEADING_FORMS:
            return words[length:]
    return words


def _form_at_end(words: list[str]) -> int:
    """How many of the last words are a legal form: one word, a phrase, or its letters written apart."""
    last = words[-1] if words else ""
    for phrase in _LEGAL_PHRASES.get(last, ()):
        if tuple(words[-len(phrase) :]) == phrase:
            return len(phrase)
    if len(last) > 1:
        return int(last in _LEGAL_FORMS)
    for length in range(_LONGEST_FORM, 1, -1):
        if len(words) >= length and _one_form(words[-length:]) and "".join(words[-length:]) in _LEGAL_FORMS:
            return length
    return 0


def _one_form(words: list[str]) -> bool:
    """Whether words can be one form: a single word, or letters each standing alone."""
    return len(words) == 1 or all(len(word) == 1 for word in words)


def _joined_initials(words: list[str]) -> list[str]:
    """Letters that stand alone beside one another are one word: "a b c metaal" is "abc metaal"."""
    if all(len(word) > 1 for word in words):
        return words
    joined: list[str] = []
    previous_single = False
    for word in words:
        single = len(word) == 1
        if single and previous_single:
            joined[-1] += word
        else:
            joined.append(word)
        previous_single = single
    return joined
