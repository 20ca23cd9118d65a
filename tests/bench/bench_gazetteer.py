"""Look-ups in the built gazetteer, names not seen before in the run."""

import random
import statistics
import time
from collections.abc import Iterator

from geo.gazetteers.sqlite import open_gazetteer


def measure() -> Iterator[str]:
    """Microseconds a look-up: of names that are there, and of names that are not."""
    gazetteer = open_gazetteer()
    names = ["Raqqa", "Rakka", "al-Bab", "Dayr az-Zawr", "Mosul", "Kharkiv", "Goma", "El Fasher", "Bakhmut", "Palmyra"]
    letters = random.Random(1)
    absent = ["".join(letters.choices("abdefghklmnrst", k=9)).title() for _ in range(1000)]
    for label, asked in (("known names", names), ("unknown names", absent)):
        times = [_microseconds(gazetteer.match, name) for name in asked]
        yield f"gazetteer: {statistics.median(times):.0f} µs a look-up of {label} ({len(asked)}, median)"


def _microseconds(match: object, name: str) -> float:
    start = time.perf_counter()
    match(name)  # type: ignore[operator]
    return (time.perf_counter() - start) * 1e6
