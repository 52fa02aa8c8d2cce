"""A text that a reader can see, in both languages."""

from collections.abc import Iterable
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


def alike(text: str) -> Text:
    """What is the same in both languages: a code, a name, a number."""
    return Text(text, text)


def joined(texts: Iterable[Text], between: str) -> Text:
    """Texts one after another, each language for itself."""
    every = tuple(texts)
    return Text(*(between.join(each.in_(language) for each in every) for language in LANGUAGES))
