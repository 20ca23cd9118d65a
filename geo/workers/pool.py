"""Batches through a pool of processes on this machine: in order, with a bound on memory, and no worker's death costs an article."""

import itertools
import multiprocessing
import signal
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache
from typing import Any

from geo.records.text import Article
from geo.workers.batches import Batch, MakeReader, Outcome, Reads, join_outcomes, read_batch

# Batches that wait for each worker: so many that none idles, so few that memory stays small.
_AHEAD = 2
# A worker starts anew after so many batches: what leaks, leaks little.
_BATCHES_PER_WORKER = 500
# After so many deaths over one batch its articles are read one by one, to find the one that kills.
_DEATHS = 2


def read_in_pool(batches: Iterable[Batch], make_reader: MakeReader, workers: int) -> Iterator[tuple[Batch, Outcome]]:
    """Read batches in `workers` processes; results come in the order of the batches, each as soon as those before it are done.

    A batch whose worker dies is read again; an article that kills its worker twice is told as failed.
    """
    with _Pool(make_reader, workers) as pool:
        waiting: deque[tuple[Batch, Future[Outcome]]] = deque()
        coming = iter(batches)
        while True:
            for batch in itertools.islice(coming, workers * (1 + _AHEAD) - len(waiting)):
                waiting.append((batch, pool.submit(batch.articles)))
            if not waiting:
                return
            batch, future = waiting.popleft()
            yield batch, _outcome(pool, batch, future, waiting)


def _outcome(
    pool: "_Pool", batch: Batch, future: Future[Outcome], waiting: deque[tuple[Batch, Future[Outcome]]]
) -> Outcome:
    for _ in range(_DEATHS):
        try:
            return future.result()
        except BrokenProcessPool:
            pool.restart()
            future = pool.submit(batch.articles)
            _submit_again(pool, waiting)
    # Alone in the pool: a death then tells of one article.
    pool.restart()
    outcome = join_outcomes(_read_alone(pool, article) for article in batch.articles)
    _submit_again(pool, waiting)
    return outcome


def _submit_again(pool: "_Pool", waiting: deque[tuple[Batch, Future[Outcome]]]) -> None:
    """Give batches that were in a pool that broke to the new one; those that were done by then stay done."""
    for number, (batch, future) in enumerate(waiting):
        if not future.done() or future.cancelled() or future.exception() is not None:
            waiting[number] = (batch, pool.submit(batch.articles))


def _read_alone(pool: "_Pool", article: Article) -> Outcome:
    for _ in range(_DEATHS):
        try:
            return pool.submit((article,)).result()
        except BrokenProcessPool:
            pool.restart()
    return Outcome(failed=((article.title, "the process that read it was killed, each time it was tried"),))


class _Pool:
    """The workers of now: a pool that broke is replaced by a new one."""

    def __init__(self, make_reader: MakeReader, workers: int) -> None:
        self._make_reader, self._workers, self._owner = make_reader, workers, threading.current_thread()
        self._executor = self._start()

    def _start(self) -> ProcessPoolExecutor:
        # Started fresh and not forked: a copy of a process that holds a database connection or threads is not sound.
        return ProcessPoolExecutor(
            self._workers, multiprocessing.get_context("spawn"), _ignore_interrupt, max_tasks_per_child=_BATCHES_PER_WORKER
        )  # fmt: skip

    def submit(self, articles: tuple[Article, ...]) -> Future[Outcome]:
        with _interrupts_held():
            try:
                return self._executor.submit(_read, self._make_reader, articles)
            except BrokenProcessPool:
                self.restart()
                return self._executor.submit(_read, self._make_reader, articles)

    def restart(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = self._start()

    def __enter__(self) -> "_Pool":
        return self

    def __exit__(self, *_: Any) -> None:
        # A reading that is given up may be taken apart in the executor's own thread, which cannot wait for itself.
        try:
            self._executor.shutdown(wait=threading.current_thread() is self._owner, cancel_futures=True)
        except KeyboardInterrupt:
            # Who presses it again waits for no batch; without an end of its workers the process would have none.
            for worker in multiprocessing.active_children():
                worker.kill()
                worker.join()
            raise


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C waits until a worker has been started, which inherits that: else it would end in the middle of its own start."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _ignore_interrupt() -> None:
    """Ctrl-C goes to all processes of a terminal: the parent alone ends the run, after what was read is stored."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@cache
def _reader(make_reader: MakeReader) -> Reads:
    return make_reader()


def _read(make_reader: MakeReader, articles: tuple[Article, ...]) -> Outcome:
    return read_batch(_reader(make_reader), articles)
