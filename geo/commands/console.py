"""How commands speak: one line for an error and its exit code, progress where a person looks on."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import ParamSpec, TypeVar

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from geo.commands.events import log_event
from geo.errors import DatelineError

P = ParamSpec("P")
R = TypeVar("R")

BAD_INPUT = 2
INTERRUPTED = 130

console = Console(stderr=True, highlight=False)


def say(message: str) -> None:
    """One line to standard error, as it is: without markup, and without control characters that a text may hold.

    Where events are logged as JSON it is one of them, so that a collector finds nothing else.
    """
    line = printable(message.replace("\n", "\\n"))
    if not log_event("said", message=line):
        console.print(line, markup=False, soft_wrap=True)


def printable(text: str) -> str:
    """A text as a terminal may show it: control and direction characters, by which a report could redraw the screen, as \\x1b."""
    return "".join(c if c.isprintable() or c in "\n\t" else f"\\x{ord(c):02x}" for c in text)


def told_in_one_line(command: Callable[P, R]) -> Callable[P, R]:
    """A command whose DatelineErrors become one line and exit code 2, and whose interruption is code 130."""

    @wraps(command)
    def told(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except DatelineError as error:
            say(f"dateline: {error}")
            raise typer.Exit(BAD_INPUT) from error
        except KeyboardInterrupt as error:
            say("dateline: interrupted; what was stored before stays")
            raise typer.Exit(INTERRUPTED) from error
        except BrokenPipeError as error:
            sys.stderr.close()
            raise typer.Exit(0) from error

    return told


class RateColumn(ProgressColumn):
    """How many a second, over the last while."""

    def render(self, task: Task) -> Text:
        """The rate of a task, blank until there is one."""
        rate = task.finished_speed or task.speed
        return Text(f"{rate:.1f}/s" if rate else "", style="progress.data.speed")


@contextmanager
def counting(what: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """A progress bar on standard error where that is a terminal; yields the function that counts on."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        RateColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
        task = progress.add_task(what, total=total)
        yield lambda n: progress.advance(task, n)
