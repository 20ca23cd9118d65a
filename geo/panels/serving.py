"""How this process divides its time among visitors."""

import gc
import sys

_TURN = 0.0005
"""Seconds that one visitor's run may go on while others wait; Python's own are ten times as many."""
_GARBAGE = (20_000, 10, 50)
"""New objects to a first look for garbage among them, such looks to a second, and second ones to a look through all that is kept."""


def serve_many() -> None:
    """Let nobody wait long for others: for a process in which many look at kept answers. Once a process is enough.

    A thread that reads rows gives way at each row, and then waits as long as the others may run before they must give way. A look
    through all kept answers, a million objects without one cycle, halts everybody for half a second and more: every few minutes is
    enough, and what a run leaves behind is found by the smaller looks.
    """
    sys.setswitchinterval(_TURN)
    gc.set_threshold(*_GARBAGE)
