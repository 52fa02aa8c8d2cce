"""What is wrong with a template or a house style, in words for whoever chose it."""

from analytics.text import Language, Text, say


class SlidesError(ValueError):
    """A template or house style that cannot be used; `in_` says why in either language, str() in English."""

    def __init__(self, text: Text, **values: object) -> None:
        """Keep the text, and its values for either language."""
        self.text = text
        self.values = values
        super().__init__(say(text, "en", **values))

    def in_(self, language: Language) -> str:
        """The message in one language."""
        return say(self.text, language, **self.values)
