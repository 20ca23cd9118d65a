"""Two workers against one, through the pool and through Dask: articles a second as a ratio.

The runs go by pairs, one worker and then two, and the least seconds of each count, from when every worker has read its first
batch (its start, with its model, is not what is measured) to when one is done after which others wait still (at the end of an
archive a worker may have nothing left to read, once). `DATELINE_BENCH_PAIRS` says how many pairs. Where other programs keep the
processors busy, two workers cannot have both: the work that an article takes, in seconds of a core, tells what they would do.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psutil
from distributed import Client

from geo.pipeline import Reader
from geo.workers.batches import Batch, Outcome
from geo.workers.cluster import read_on_cluster
from geo.workers.pool import read_in_pool
from tests.bench.bench_reading import sample_articles

PAIRS = int(os.environ.get("DATELINE_BENCH_PAIRS", "2"))
SIZE, BATCHES, WAITING = 12, 40, 8
ROOT = Path(__file__).parent.parent.parent
Read = Callable[[Iterator[Batch]], Iterator[tuple[Batch, Outcome]]]
Cost = tuple[float, float, float]
"""Seconds an article, and a core's seconds: of all processes, and of the one that gives the others their batches."""


def measure() -> Iterator[str]:
    """The ratio of two workers to one, of each way to have several."""
    yield from compare("pool", in_pool)
    yield from compare("Dask", on_dask)


def compare(name: str, run: Callable[[int], Cost]) -> Iterator[str]:
    """Run one worker and two by turns; a line with what each read, and the ratio."""
    one, two = zip(*((run(1), run(2)) for _ in range(PAIRS)), strict=True)
    wall, work, own = ([min(cost[n] for cost in runs) for runs in (one, two)] for n in range(3))
    free = 2 * work[0] / work[1]
    yield (
        f"workers: {name}: two read {wall[0] / wall[1]:.2f} times what one reads ({1 / wall[0]:.1f} articles a second), at a load of "
        f"{os.getloadavg()[0]:.1f}; by work ({work[0] * 1000:.0f} and {work[1] * 1000:.0f} ms of a core an article, {own[1] * 1000:.1f} of them for handing it out and back) {free:.2f} on free processors"
    )


def in_pool(workers: int) -> Cost:
    """What an article takes in a pool."""
    return timed(lambda batches: read_in_pool(batches, Reader, workers), workers)


def on_dask(workers: int) -> Cost:
    """What an article takes on a Dask cluster of this machine."""
    with tempfile.TemporaryDirectory() as folder, dask_cluster(workers) as address:
        return timed(lambda batches: read_on_cluster(batches, Reader, address, Path(folder)), workers)


def timed(read: Read, workers: int) -> Cost:
    """Read batches; what an article takes from when each worker has read its first, as long as there is more to read."""
    before: Cost = (0.0, 0.0, 0.0)
    for number, (batch, outcome) in enumerate(read(iter(make_batches())), 1):
        assert len(outcome.readings) == len(batch.articles), outcome.failed
        if number == 2 * workers:
            before = now()
        if number == BATCHES:
            counted = (BATCHES - 2 * workers) * SIZE
            wall, work, own = ((end - start) / counted for start, end in zip(before, now(), strict=True))
            return wall, work, own
    raise AssertionError("the reading ended early")


def now() -> Cost:
    """The time, and what all processes and this one have worked."""
    return time.perf_counter(), spent(), time.process_time()


def spent() -> float:
    """The seconds that this process and those below it have worked."""
    mine = psutil.Process()
    return sum(sum(p.cpu_times()[:2]) for p in (mine, *mine.children(recursive=True)))


def make_batches() -> list[Batch]:
    """The sample again and again, each time as other articles."""
    sample = sample_articles()
    named = [replace(sample[n % len(sample)], id=f"w{n}") for n in range(SIZE * (BATCHES + WAITING))]
    return [Batch(tuple(named[n : n + SIZE])) for n in range(0, len(named), SIZE)]


@contextmanager
def dask_cluster(workers: int) -> Iterator[str]:
    """The address of a scheduler on loopback with so many workers of one thread each."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    scheduler = ["dask_scheduler", "--host", "127.0.0.1", "--port", address.rpartition(":")[2], "--no-dashboard"]
    worker = ["dask_worker", address, "--host", "127.0.0.1", "--nthreads", "1", "--no-dashboard", "--no-nanny"]
    started = [start_dask(command) for command in (scheduler, *[worker] * workers)]
    try:
        with Client(address, timeout=60) as client:
            client.wait_for_workers(workers, timeout=60)
        yield address
    finally:
        for process in started:
            process.kill()
            process.wait()


def start_dask(command: list[str]) -> subprocess.Popen[bytes]:
    """One process of a cluster, quiet, in this project's folder so that it finds the reader."""
    words = [sys.executable, "-m", f"distributed.cli.{command[0]}", *command[1:]]
    settings = os.environ | {"PYTHONPATH": str(ROOT), "DASK_LOGGING__DISTRIBUTED": "error"}
    return subprocess.Popen(words, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
