"""A text that a reader can see, in both languages."""

from typing import Literal, NamedTuple

Language = Literal["nl", "en"]
LANGUAGES: tuple[Language, ...] = ("nl", "en")


class Text(NamedTuple):
    """One text in Dutch and in English; both are required."""

    nl: str
    en: str

    def in_(self, language: Language) -> str:
        """The text in one language."""
        return self.nl if language == LANGUAGES[0] else self.en


class WordedError(Exception):
    """What went wrong, for a person to read: what was found, what to do, and whether anything was written.

    words: in both languages; `str()` is English.
    """

    def __init__(self, words: Text) -> None:
        """Keep both languages for whoever shows it."""
        self.words = words
        super().__init__(words.en)
