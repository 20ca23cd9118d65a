"""What visitors bring is read in a process beside the page, one job at a time: the page stays quick, and loads no language model."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Literal

from geo.panels.uploads import MOST_REPORTS
from geo.settings import DATA

MOST_WAITING = 6
"""Jobs that wait or are read at once, of all visitors; who comes later is asked to try again."""
LONGEST = 900.0
"""Seconds that one job may take."""
IDLE = 300.0
"""Seconds after which the process, some 600 MB, is ended when nobody brings more."""
_ENDED_ALONE = "the reading ended by itself; the server's log says why"
COMMAND = (sys.executable, "-m", "geo.commands.reading_job")
JobState = Literal["waiting", "reading", "done", "failed", "stopped"]


class ReadingProcess:
    """The process that reads, started at first need or when somebody is about to bring reports; and the line before it."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = tuple(command)
        self.turn = threading.Lock()
        self.unfinished: set[ReadingJob] = set()
        self._starting = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._idle: threading.Timer | None = None

    def prepare(self) -> "subprocess.Popen[str]":
        """The process, started where there is none; it loads what reading needs while this returns."""
        with self._starting:
            if self._process is None or self._process.poll() is not None:
                self._process = _start(self._command)
            self._wait_idle()
            return self._process

    def end(self, *, if_idle: bool = False) -> None:
        """End the process with what it reads, or only where nothing waits; the next job starts another."""
        with self._starting:
            if self._process and not (if_idle and self.unfinished):
                self._process.kill()
                self._process.wait()
                self._process = None

    def _wait_idle(self) -> None:
        if self._idle:
            self._idle.cancel()
        self._idle = threading.Timer(IDLE, partial(self.end, if_idle=True))
        self._idle.daemon = True
        self._idle.start()


PROCESS = ReadingProcess()
"""One for all visitors of this page's server."""


@dataclass(eq=False, slots=True)
class ReadingJob:
    """The reading of a folder's files into a store, and how far it is. `total` is None where it is not known.

    What the store `beside` holds is not read again. `known` are ids of reports that the store held, `there` of those beside it,
    `reports` titles and addresses of all by id.
    """

    folder: Path
    store: str
    kept: bool
    day: date | None = None
    beside: str | None = None
    state: JobState = "waiting"
    total: int | None = None
    done: int = 0
    ids: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    there: list[str] = field(default_factory=list)
    reports: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)
    places: int = 0
    changes: int = 0
    distances: int = 0
    process: ReadingProcess = PROCESS

    def start(self) -> None:
        """Begin, or wait until those before it are done."""
        self.process.unfinished.add(self)
        threading.Thread(target=self._run, daemon=True, name="reading-job").start()

    @property
    def over(self) -> bool:
        """Whether it is done, failed or stopped."""
        return self.state not in ("waiting", "reading")

    def stop(self) -> None:
        """End it; what was stored by then stays."""
        was, self.state = self.state, "stopped" if not self.over else self.state
        if was == "reading":
            self.process.end()

    def take(self, line: str) -> bool:
        """Take in a line of the process; one that is none of its own is left out. Whether it was the job's last."""
        try:
            told = json.loads(line)
        except ValueError:
            return False
        if not isinstance(told, dict):
            return False
        self.total = told.get("total", self.total)
        for name in ("done", "places", "changes", "distances"):
            setattr(self, name, getattr(self, name) + told.get(name, 0))
        self.ids += told.get("ids", [])
        self.known += told.get("known", [])
        self.there += told.get("there", [])
        self.reports |= {i: (title, url) for i, (title, url) in told.get("reports", {}).items()}
        self.refused += [told[name] for name in ("refused", "failed") if name in told]
        self.left_out |= told.get("left_out", {})
        if told.get("ended") and self.state == "reading":
            self.state = "failed" if "failed" in told else "done"
        return bool(told.get("ended"))

    def _run(self) -> None:
        try:
            with self.process.turn:
                if self.state == "waiting":
                    self._read()
        finally:
            self.process.unfinished.discard(self)

    def _read(self) -> None:
        self.state = "reading"
        alarm = threading.Timer(LONGEST, self._give_up)
        alarm.daemon = True
        alarm.start()
        try:
            ended = self._ask(self.process.prepare())
        except OSError:
            ended = False
        alarm.cancel()
        if not ended:
            # It may be dead already and not yet known to be: the next job must not be given to it.
            self.process.end()
        if not ended and self.state == "reading":
            self.refused.append(_ENDED_ALONE)
            self.state = "failed"

    def _ask(self, process: "subprocess.Popen[str]") -> bool:
        if process.stdin is None or process.stdout is None:
            return False
        day = self.day.isoformat() if self.day else None
        job = {"folder": str(self.folder), "store": self.store, "beside": self.beside, "most": MOST_REPORTS, "day": day}
        process.stdin.write(json.dumps(job) + "\n")
        process.stdin.flush()
        return any(self.take(line) for line in process.stdout)

    def _give_up(self) -> None:
        self.refused.append(f"this took longer than {LONGEST / 60:.0f} minutes; what was read by then is kept")
        self.stop()


def _start(command: Sequence[str]) -> "subprocess.Popen[str]":
    # It ends by itself when the page's server does, for then its input ends. Its errors go to the server's log.
    process = subprocess.Popen(
        list(command), cwd=DATA.parent, text=True, encoding="utf-8", errors="replace",
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    if hasattr(os, "setpriority"):
        # Visitors who click come before those who wait for their reports.
        os.setpriority(os.PRIO_PROCESS, process.pid, 10)
    return process
