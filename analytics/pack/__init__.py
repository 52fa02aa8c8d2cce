"""The session pack: all that a deck leaves the house as, in one zip, with its values and a manifest."""

from analytics.pack.packed import pack_of

__all__ = ["pack_of"]
