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
