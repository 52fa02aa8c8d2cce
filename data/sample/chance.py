"""Chance that repeats itself: every draw depends on its own words only, never on the order of the draws."""

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

SEED = "ketenspiegel sample 1"

T = TypeVar("T")


def chance(*words: object) -> float:
    """A number from 0 up to 1 that belongs to these words."""
    text = "\x1f".join([SEED, *map(str, words)])
    return int.from_bytes(blake2b(text.encode(), digest_size=6).digest(), "big") / (1 << 48)


def around_zero(*words: object) -> float:
    """A bell-shaped number between -3 and 3 with mean 0 and standard deviation about 0.7."""
    return sum(chance(*words, draw) for draw in range(6)) - 3.0


def whole(low: int, high: int, *words: object) -> int:
    """A whole number from `low` to `high`, both included."""
    return low + int(chance(*words) * (high - low + 1))


def pick(options: Sequence[T], *words: object) -> T:
    """One of the options, all equally likely."""
    return options[whole(0, len(options) - 1, *words)]


def weighted(options: dict[T, int], *words: object) -> T:
    """One of the options, each as likely as its weight."""
    rest = chance(*words) * sum(options.values())
    for option, weight in options.items():
        rest -= weight
        if rest < 0:
            return option
    return next(reversed(options))
