"""When something is said to have happened: an interval that knows how exact it is."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Granularity = Literal["day", "week", "month", "season", "year", "span"]
Basis = Literal["explicit", "relative", "report"]
"""Whether the words give the date, give it relative to the report's, or only the report's own date is known."""


@dataclass(frozen=True, slots=True)
class DateSpan:
    """The half-open interval `[start, end)`; an open side is None. `text` is the date as written, "" for the report's own.

    `start_offset` and `end_offset` say where the words stand in the article, both None for the report's own date.
    """

    start: date | None
    end: date | None
    granularity: Granularity
    basis: Basis
    text: str = ""
    start_offset: int | None = None
    end_offset: int | None = None
    future: bool = False
