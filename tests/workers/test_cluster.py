"""A real scheduler and two real workers on loopback, one of which is killed."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import Client

from geo.errors import InputError
from geo.workers.batches import Batch
from geo.workers.cluster import partition_name, read_on_cluster
from geo.workers.tables import outcome_table, write_partition
from tests.workers.readers import DiesAlways, Slow, make_articles

ROOT = Path(__file__).parent.parent.parent
pytestmark = pytest.mark.xdist_group("dask")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    folder = tmp_path_factory.mktemp("dask")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    dask = [sys.executable, "-m", "distributed.cli"]
    scheduler = ["dask_scheduler", "--host", "127.0.0.1", "--port", address.rpartition(":")[2], "--no-dashboard"]
    worker = ["dask_worker", address, "--host", "127.0.0.1", "--nthreads", "1", "--no-dashboard", "--no-nanny"]
    started = [
        start([*dask[:-1], f"distributed.cli.{name}", *rest], folder) for name, *rest in (scheduler, worker, worker)
    ]
    with Client(address, timeout=60) as client:
        client.wait_for_workers(2, timeout=60)
    yield address, started[1:]
    for process in started:
        process.kill()
        process.wait()


def start(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    settings = os.environ | {"PYTHONPATH": str(ROOT), "DASK_LOGGING__DISTRIBUTED": "error"}
    return subprocess.Popen(command, cwd=folder, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def batches(count: int, size: int) -> list[Batch]:
    articles = make_articles(*(f"text {n}" for n in range(count)))
    return [Batch(articles[i : i + size]) for i in range(0, count, size)]


def test_cluster_reads_all_once_though_a_worker_is_killed(cluster, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    address, workers = cluster
    read, started = [], time.monotonic()
    for _, outcome in read_on_cluster(batches(120, 6), Slow, address, tmp_path):
        read.append(outcome)
        if len(read) == 3:
            workers[0].send_signal(signal.SIGKILL)
    assert [r.article.text for o in read for r in o.readings] == [f"text {n}" for n in range(120)]
    assert not any(o.failed for o in read)
    assert list(tmp_path.iterdir()) == []
    assert time.monotonic() - started < 60


def test_partitions_left_by_a_run_that_was_broken_off_are_taken_up(cluster, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    address, _ = cluster
    all_batches = batches(12, 6)
    first = next(read_on_cluster([all_batches[0]], Slow, address, tmp_path / "once"))[1]
    path = tmp_path / f"{partition_name(all_batches[0].articles)}.readings.parquet"
    write_partition(outcome_table(first), path)
    read = [o for _, o in read_on_cluster(all_batches, Slow, address, tmp_path)]
    assert read[0] == first
    assert len(read[1].readings) == 6


def test_address_without_a_scheduler_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no Dask scheduler answers"):
        next(read_on_cluster(batches(1, 1), DiesAlways, "nonsense://x", tmp_path))
