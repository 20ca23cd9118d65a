"""What visitors bring is read in processes of their own, one at a time: the page stays quick, and loads no language model."""

import atexit
import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from geo.panels.uploads import MOST_REPORTS
from geo.settings import DATA

MOST_WAITING = 6
"""Jobs that wait or are read at once, of all visitors; who comes later is asked to try again."""
LONGEST = 900.0
"""Seconds that one job may take."""
_ONE_AT_A_TIME = threading.Semaphore(1)
_UNFINISHED: "set[ReadingJob]" = set()
JobState = Literal["waiting", "reading", "done", "failed", "stopped"]


@dataclass(eq=False, slots=True)
class ReadingJob:
    """The reading of a folder's files into a store, and how far it is. `total` is None where it is not known."""

    folder: Path
    store: str
    kept: bool
    day: date | None = None
    state: JobState = "waiting"
    total: int | None = None
    done: int = 0
    ids: list[str] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)
    places: int = 0
    changes: int = 0
    distances: int = 0
    _process: "subprocess.Popen[str] | None" = None

    def start(self) -> None:
        """Begin, or wait until those before it are done."""
        _UNFINISHED.add(self)
        threading.Thread(target=self._run, daemon=True, name="reading-job").start()

    @property
    def over(self) -> bool:
        """Whether it is done, failed or stopped."""
        return self.state not in ("waiting", "reading")

    def stop(self) -> None:
        """End it; what was stored by then stays."""
        if not self.over:
            self.state = "stopped"
        process = self._process
        if process and process.poll() is None:
            process.kill()

    def take(self, line: str) -> None:
        """Take in a line of the process; one that is none of its own is left out."""
        try:
            told = json.loads(line)
        except ValueError:
            return
        if not isinstance(told, dict):
            return
        self.total = told.get("total", self.total)
        for name in ("done", "places", "changes", "distances"):
            setattr(self, name, getattr(self, name) + told.get(name, 0))
        self.ids += told.get("ids", [])
        self.known += told.get("known", [])
        self.refused += [told[name] for name in ("refused", "failed") if name in told]
        self.left_out |= told.get("left_out", {})
        if told.get("ended") and self.state == "reading":
            self.state = "done"

    def _run(self) -> None:
        try:
            with _ONE_AT_A_TIME:
                if self.state == "waiting":
                    self._read()
        finally:
            _UNFINISHED.discard(self)

    def _read(self) -> None:
        self.state = "reading"
        self._process = process = _start(self.folder, self.store, self.day)
        alarm = threading.Timer(LONGEST, self._give_up)
        alarm.daemon = True
        alarm.start()
        for line in process.stdout or ():
            self.take(line)
        alarm.cancel()
        if process.wait() and self.state == "reading":
            self.state = "failed"
            if not self.refused:
                # What it said went to the server's log: it may name what is no visitor's business.
                self.refused.append("the reading ended by itself; the server's log says why")

    def _give_up(self) -> None:
        self.refused.append(f"this took longer than {LONGEST / 60:.0f} minutes; what was read by then is kept")
        self.stop()


def count_unfinished() -> int:
    """How many jobs wait or are being read, of all visitors."""
    return len(_UNFINISHED)


def _start(folder: Path, store: str, day: date | None) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "geo.commands.reading_job", str(folder), str(MOST_REPORTS)]
    command += [day.isoformat()] if day else []
    known: dict[str, Any] = {**os.environ, "DATELINE_STORE": store}
    process = subprocess.Popen(
        command, cwd=DATA.parent, env=known, text=True, encoding="utf-8", errors="replace",
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
    )  # fmt: skip
    if hasattr(os, "setpriority"):
        # Visitors who click come before those who wait for their reports.
        os.setpriority(os.PRIO_PROCESS, process.pid, 10)
    return process


@atexit.register
def _stop_all() -> None:
    for job in list(_UNFINISHED):
        job.stop()
