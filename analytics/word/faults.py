"""What is wrong with a template, in words for whoever chose it."""

from analytics.office import OfficeError


class WordError(OfficeError):
    """A template that a document cannot be made of."""
