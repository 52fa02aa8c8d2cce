"""What is wrong with a template or a house style, in words for whoever chose it."""

from analytics.office import OfficeError


class SlidesError(OfficeError):
    """A template or house style that slides cannot be made of."""
