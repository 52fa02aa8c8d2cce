"""Wall time of one act, printed on a line."""

import time
from collections.abc import Callable


def timed(what: str, act: Callable[[], object], *, repeat: int = 1) -> float:
    """Seconds of the fastest of `repeat` runs."""
    best = float("inf")
    for _ in range(repeat):
        start = time.perf_counter()
        act()
        best = min(best, time.perf_counter() - start)
    print(f"{what:<64}{best:8.2f} s", flush=True)
    return best
