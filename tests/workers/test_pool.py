import itertools
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from geo.workers.batches import Batch
from geo.workers.pool import read_in_pool
from tests.workers.readers import DiesAlways, DiesOnce, Slow, make_articles


def cut(texts: list[str], size: int) -> list[Batch]:
    articles = make_articles(*texts)
    return [Batch(articles[i : i + size]) for i in range(0, len(articles), size)]


def test_two_processes_give_what_one_gives_in_the_same_order() -> None:
    read = list(read_in_pool(cut([f"text {n}" for n in range(30)], 3), Slow, 2))
    assert [r.article.text for _, o in read for r in o.readings] == [f"text {n}" for n in range(30)]
    assert len({r.notes for _, o in read for r in o.readings}) == 2


def test_worker_killed_in_the_middle_costs_nothing(tmp_path: Path) -> None:
    texts = [f"DIE {tmp_path / 'mark'}" if n == 7 else f"text {n}" for n in range(20)]
    read = list(read_in_pool(cut(texts, 4), DiesOnce, 2))
    assert (tmp_path / "mark").exists()
    assert [r.article.text for _, o in read for r in o.readings] == texts
    assert not any(o.failed for _, o in read)


def test_article_that_kills_every_worker_is_named_and_the_others_are_read() -> None:
    texts = ["DIE" if n == 5 else f"text {n}" for n in range(12)]
    read = list(read_in_pool(cut(texts, 4), DiesAlways, 2))
    assert [r.article.text for _, o in read for r in o.readings] == [t for t in texts if t != "DIE"]
    assert [o.failed for _, o in read if o.failed] == [
        (("title 5", "the process that read it was killed, each time it was tried"),)
    ]


ENDLESS = """
from geo.workers.batches import Batch
from geo.workers.pool import read_in_pool
from tests.workers.readers import Slow, make_articles

for _ in read_in_pool((Batch(make_articles(*["text"] * 60)) for _ in range(99)), Slow, 2):
    print("read", flush=True)
"""


def test_second_interruption_waits_for_no_batch() -> None:
    # A run of the tests that was begun in the background ignores Ctrl-C, and would hand that down.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    process = subprocess.Popen(
        [sys.executable, "-c", ENDLESS], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"read\n"
    for _ in range(2):
        # To all processes at once, as a terminal does.
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(0.3)
    assert process.wait(20) != 0
    process.stdout.close()


def test_endless_source_is_taken_no_further_than_a_few_batches_ahead() -> None:
    taken = itertools.count()

    def endless() -> Iterator[Batch]:
        for number in taken:
            yield Batch(make_articles(f"text {number}"))

    read = read_in_pool(endless(), Slow, 2)
    assert next(read)[1].readings
    assert next(taken) <= 8
    read.close()  # type: ignore[attr-defined]
