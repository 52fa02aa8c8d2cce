"""Company names become pseudonyms: a keyed hash of the normalised name. Names go in, only hashes come out.

The key lies outside the panel. Without it a hash says nothing, and a list of guessed names cannot be tried.
"""

import hashlib
import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass

LONGEST_NAME = 6  # words of a window that is compared with known names; longer names are found by their first words

# Letters that Unicode does not take apart into a letter and an accent.
_WHOLE_LETTERS = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"})
_AND = {"and", "und", "et", "y"}
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = re.compile(r"['’‘`´ʼ]")

# The legal forms that a company may be written with or without; compared after dots and spaces are gone.
_LEGAL_FORMS = frozenset(
    "bv nv vof cv ua ba bvba bvbaso srl sprl sa sas sarl spa ag gmbh mbh kg ohg ug ltd limited plc llc llp lp inc "
    "incorporated corp corporation oy oyj ab as asa aps sro spzoo doo kft zrt se slu sl".split()
)
_LEGAL_PHRASES = (
    ("besloten", "vennootschap"),
    ("naamloze", "vennootschap"),
    ("vennootschap", "onder", "firma"),
    ("commanditaire", "vennootschap"),
    ("gmbh", "en", "co", "kg"),
    ("en", "co", "kg"),
    ("pty", "ltd"),
    ("co", "ltd"),
)
_LEADING_FORMS = frozenset({"bv", "nv", "vof", "cv"})
_LONGEST_FORM = 4  # letters of a form that may be written apart: "s p z o o" is not in Dutch use, "b v b a" is


def normalise(name: str) -> str:
    """One spelling for all spellings of a name: "Voorbeeld-Gieterij Noord B.V." becomes "voorbeeld gieterij noord".

    Accents, capitals, punctuation, spaces and the legal form are dropped; "&" reads as "en". The result is empty
    where the name holds no letter or digit: callers treat that as a missing name.
    """
    return " ".join(_normal_words(name))


def _normal_words(name: str) -> list[str]:
    text = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name)).casefold()
    text = "".join(c for c in text if unicodedata.category(c) not in {"Mn", "Cf"}).translate(_WHOLE_LETTERS)
    words = ["en" if word in _AND else word for word in _WORD.findall(re.sub("[&+]", " en ", text))]
    return _joined_initials(_without_legal_form(words))


def _without_legal_form(words: list[str]) -> list[str]:
    """Drop legal forms at the end (several may follow one another) and the Dutch ones at the start."""
    while (length := _form_at_end(words)) and length < len(words):
        words = words[:-length]
    for length in (1, 2, 3):
        if len(words) > length and "".join(words[:length]) in _LEADING_FORMS and _one_form(words[:length]):
            return words[length:]
    return words


def _form_at_end(words: list[str]) -> int:
    """How many of the last words are a legal form: one word, a phrase, or its letters written apart."""
    for phrase in _LEGAL_PHRASES:
        if tuple(words[-len(phrase) :]) == phrase:
            return len(phrase)
    for length in range(_LONGEST_FORM, 0, -1):
        if "".join(words[-length:]) in _LEGAL_FORMS and len(words) >= length and _one_form(words[-length:]):
            return length
    return 0


def _one_form(words: list[str]) -> bool:
    """Whether words can be one form: a single word, or letters each standing alone."""
    return len(words) == 1 or all(len(word) == 1 for word in words)


def _joined_initials(words: list[str]) -> list[str]:
    """Letters that stand alone beside one another are one word: "a b c metaal" is "abc metaal"."""
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
