"""Times of a function: the median of several runs after one that does not count."""

import statistics
import time
from collections.abc import Callable


def median_seconds(run: Callable[[], object], times: int = 5) -> float:
    """The median duration of `run` in seconds."""
    run()
    return statistics.median(_seconds(run) for _ in range(times))


def _seconds(run: Callable[[], object]) -> float:
    start = time.perf_counter()
    run()
    return time.perf_counter() - start
