"""One slip of the pen: the names that somebody may have meant who wrote this one.

The panel knows names by their hashes only, so that nothing tells how far two of them are apart. But whoever has a name
can write down what it becomes by one slip, and look those up.
"""

from collections.abc import Iterator
from itertools import pairwise
from string import ascii_lowercase

TOGETHER = tuple(first + second for first in ascii_lowercase for second in ascii_lowercase)
LETTERS = tuple(ascii_lowercase)
SHORTEST = 4  # letters: one other letter in a shorter word, an initial or an abbreviation, makes another name
LONG = 6  # letters: two others in a shorter word make another one, as Oost and West are


def slips(name: str, *, letters: int = 2) -> Iterator[str]:
    """Every name that is one slip away from a name in its normal form (`pseudonym.normalise`); some come twice.

    A slip: up to so many letters side by side in one word (one letter in a short word) are others, too many or left
    out; two letters or two words changed places; a word is too many; two words are one, or one is two. Words with a
    digit stay: "Hal 1" is not "Hal 2".
    """
    words = name.split()
    for place, word in enumerate(words):
        before, after = words[:place], words[place + 1 :]
        if len(word) >= SHORTEST and word.isalpha():
            for other in _of_word(word, letters if len(word) >= LONG else 1):
                yield " ".join([*before, other, *after])
        if len(words) > 1 and word.isalpha():
            yield " ".join([*before, *after])
    for place, (first, second) in enumerate(pairwise(words)):
        before, after = words[:place], words[place + 2 :]
        yield " ".join([*before, first + second, *after])
        yield " ".join([*before, second, first, *after])


def _of_word(word: str, letters: int) -> Iterator[str]:
    put = ("", *LETTERS, *TOGETHER) if letters > 1 else ("", *LETTERS)
    for start in range(len(word) + 1):
        for taken in range(min(letters, len(word) - start) + 1):
            head, tail = word[:start], word[start + taken :]
            yield from (head + middle + tail for middle in put)
    for at in range(1, len(word)):
        yield f"{word[:at]} {word[at:]}"
        yield word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
