"""The page as a host runs it: `streamlit run hosted.py` adds /readyz, which asks the store, and /metrics with its counts."""

import asyncio
import os
import time
from functools import cache, lru_cache

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from geo.errors import StoreError
from geo.panels.rights import HOSTED
from geo.settings import store_url
from geo.stores import open_store
from geo.stores.sql import SqlStore

# Counting a large store takes part of a second: a collector that asks often gets the count of half a minute ago.
_COUNTS_KEPT = 30.0


async def ready(_: Request) -> PlainTextResponse:
    """200 when the store answers, else 503; why stands in the server's log, not on the web."""
    try:
        await asyncio.to_thread(_check)
    except StoreError as error:
        print(f"not ready: {error}", flush=True)
        return PlainTextResponse("the store does not answer\n", 503)
    return PlainTextResponse("ready\n")


async def metrics(_: Request) -> PlainTextResponse:
    """What the store holds, in the text form of Prometheus; sessions are counted in /_stcore/metrics."""
    try:
        lines = await asyncio.to_thread(_count, int(time.monotonic() / _COUNTS_KEPT))
    except StoreError:
        return PlainTextResponse("dateline_store_up 0\n", 503)
    return PlainTextResponse("".join(lines))


def _check() -> None:
    _store(store_url()).check()


@cache
def _store(url: str) -> SqlStore:
    return open_store(url, create=False)


@lru_cache(maxsize=1)
def _count(_: int) -> list[str]:
    counts = _store(store_url()).counts()
    held = {name: getattr(counts, name) for name in type(counts).__slots__}
    return [f"# TYPE dateline_{name} gauge\ndateline_{name} {n}\n" for name, n in (held | {"store_up": 1}).items()]


# Visitors may look, unless `DATELINE_PAGE` says more.
os.environ[HOSTED] = "1"
app = st.App("dashboard.py", routes=[Route("/readyz", ready), Route("/metrics", metrics)])
