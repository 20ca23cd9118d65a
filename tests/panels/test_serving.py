"""What a process that serves many sets for itself."""

import gc
import sys
from collections.abc import Iterator

import pytest

from geo.panels.serving import serve_many


@pytest.fixture
def by_default() -> Iterator[None]:
    """Python's own settings, whatever ran in this process before."""
    turn, garbage = sys.getswitchinterval(), gc.get_threshold()
    sys.setswitchinterval(0.005)
    gc.set_threshold(700, 10, 10)
    yield
    sys.setswitchinterval(turn)
    gc.set_threshold(*garbage)


def test_turns_are_shorter_and_looks_through_all_that_is_kept_are_rarer(by_default: None) -> None:
    turn, garbage = sys.getswitchinterval(), gc.get_threshold()
    serve_many()
    assert sys.getswitchinterval() < turn
    assert all(now >= before for now, before in zip(gc.get_threshold(), garbage, strict=True))
    assert gc.isenabled()
