"""How long analysts wait while 25 of them use the page at once: clients of its WebSocket, on this machine only."""

import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from geo.stores import open_store
from tests.bench.bench_views import make_readings
from tests.browser.conftest import serve

SESSIONS, CHANGES = 25, 8
THINK = (2.0, 6.0)
"""Seconds from one answer to the next question of the same analyst."""


def measure() -> Iterator[str]:
    """Seconds from a filter change to the end of its run, with 25 sessions."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'bench.db'}"
        store = open_store(url)
        store.add(make_readings(random.Random(7)))
        store.close()
        server = serve(Path(folder), DATELINE_STORE=url)
        try:
            yield report(next(server), SESSIONS, CHANGES)
        finally:
            server.close()


def report(address: str, sessions: int, changes: int) -> str:
    """The line for a dashboard at this address."""
    opened, waits = asyncio.run(_use(address.replace("http", "ws"), sessions, changes))
    high = statistics.quantiles(waits, n=20)[-1]
    return (
        f"dashboard: {sessions} sessions at once: {statistics.median(waits):.2f} s a filter change, 95 % within {high:.2f} s; "
        f"opened within {max(opened):.1f} s"
    )


async def _use(address: str, sessions: int, changes: int) -> tuple[list[float], list[float]]:
    all_open = asyncio.Barrier(sessions)
    async with asyncio.TaskGroup() as group:
        running = [group.create_task(_session(address, number, changes, all_open)) for number in range(sessions)]
    done = [task.result() for task in running]
    return [opened for opened, _ in done], [wait for _, waits in done for wait in waits]


async def _session(address: str, number: int, changes: int, all_open: asyncio.Barrier) -> tuple[float, list[float]]:
    """One analyst: opens the page, and, once all have it open, changes its dates, an actor or the words again and again."""
    chance = random.Random(number)
    await asyncio.sleep(number * 0.2)
    async with connect(f"{address}/_stcore/stream", max_size=None) as socket:
        begun = time.perf_counter()
        await _ask(socket, "")
        opened, waits = time.perf_counter() - begun, []
        await all_open.wait()
        for _ in range(changes):
            await asyncio.sleep(chance.uniform(*THINK))
            begun = time.perf_counter()
            await _ask(socket, _some_filter(chance))
            waits.append(time.perf_counter() - begun)
    return opened, waits


def _some_filter(chance: random.Random) -> str:
    month = chance.randint(1, 11)
    return chance.choice(
        (
            f"from=2016-{month:02}-{chance.randint(1, 28):02}&to=2016-{month + 1:02}-15",
            "actor=Islamic+State" if chance.random() < 0.5 else "actor=Syrian+Democratic+Forces",
            f"q=Town{chance.randint(1, 999)}x",
        )
    )


async def _ask(socket: ClientConnection, query: str) -> None:
    """A run of the page under a link, and its end awaited."""
    asked = BackMsg()
    asked.rerun_script.query_string = query
    await socket.send(asked.SerializeToString())
    async with asyncio.timeout(60):
        while True:
            told = ForwardMsg()
            told.ParseFromString(await socket.recv())
            if told.WhichOneof("type") == "script_finished":
                return


if __name__ == "__main__":  # on a dashboard that runs already
    print(report(sys.argv[1], SESSIONS, CHANGES))
