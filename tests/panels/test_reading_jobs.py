"""The process beside the page: jobs wait for their turn, and one that dies costs its own job and no other."""

import sys
import time
from pathlib import Path

from geo.panels.reading_jobs import ReadingJob, ReadingProcess

# Ends a job whose folder is called "good", dies at "bad", and never answers "slow".
SCRIPT = """
import json, sys, time
for line in sys.stdin:
    job = json.loads(line)
    print("noise of a library"); print(json.dumps({"total": 1}), flush=True)
    if job["folder"] == "bad": sys.exit(3)
    if job["folder"] == "slow": time.sleep(60)
    print(json.dumps({"done": 1, "ids": ["a"]})); print(json.dumps({"ended": True}), flush=True)
"""


def begin(process: ReadingProcess, *folders: str) -> list[ReadingJob]:
    jobs = [ReadingJob(Path(folder), "sqlite://", kept=False, process=process) for folder in folders]
    for job in jobs:
        job.start()
    return jobs


def wait(until: object, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not until() and time.monotonic() < end:  # type: ignore[operator]
        time.sleep(0.02)


def test_dead_process_fails_its_job_and_the_next_is_read_by_another() -> None:
    process = ReadingProcess((sys.executable, "-c", SCRIPT))
    jobs = begin(process, "good", "bad", "good")
    wait(lambda: all(job.over for job in jobs))
    process.end()
    assert sorted(job.state for job in jobs) == ["done", "done", "failed"]
    failed = next(job for job in jobs if job.state == "failed")
    assert failed.refused == ["the reading ended by itself; the server's log says why"]
    assert [job.ids for job in jobs if job.state == "done"] == [["a"], ["a"]]
    assert not process.unfinished


def test_stopped_job_ends_at_once_and_lets_the_next_one_in() -> None:
    process = ReadingProcess((sys.executable, "-c", SCRIPT))
    (slow,) = begin(process, "slow")
    wait(lambda: slow.total == 1)
    (next_one,) = begin(process, "good")
    assert (slow.state, next_one.state, len(process.unfinished)) == ("reading", "waiting", 2)
    slow.stop()
    wait(lambda: next_one.over)
    process.end()
    assert (slow.state, slow.refused, next_one.state) == ("stopped", [], "done")


def test_idle_process_is_ended_and_a_busy_one_is_not() -> None:
    process = ReadingProcess((sys.executable, "-c", SCRIPT))
    (slow,) = begin(process, "slow")
    wait(lambda: slow.total == 1)
    process.end(if_idle=True)
    assert slow.state == "reading"
    slow.stop()
    wait(lambda: not process.unfinished)
    running = process.prepare()
    process.end(if_idle=True)
    assert running.poll() is not None
