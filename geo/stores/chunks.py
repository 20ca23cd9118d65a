"""Long lists in pieces short enough for one IN."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")


def chunks(listed: Sequence[T], size: int = 500) -> Iterator[Sequence[T]]:
    """The list in pieces of `size`, in order; the last may be shorter."""
    return (listed[i : i + size] for i in range(0, len(listed), size))
