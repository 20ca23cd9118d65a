"""A web server on loopback that answers what a test lays down, and a fetcher that may reach it."""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from geo.sources.fetching import Fetcher, Limits


@dataclass
class Site:
    """What a server answers, by path: (status, headers, body), and which paths were asked for, with their headers."""

    port: int = 0
    answers: dict[str, tuple[int, dict[str, str], bytes]] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@pytest.fixture
def site() -> Iterator[Site]:
    laid = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            laid.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
            if self.path == "/head-a-byte-at-a-time":
                return self._send(b"HTTP/1.0 200 OK\r\nX-Never: " + b"x" * 60)
            status, headers, body = laid.answers.get(self.path, (404, {}, b""))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            return self._send(body)

        def _send(self, body: bytes) -> None:
            try:
                slow = self.path in ("/slow", "/head-a-byte-at-a-time")
                for part in [body[i : i + 1] for i in range(len(body))] if slow else [body]:
                    self.wfile.write(part)
                    self.wfile.flush()
                    time.sleep(0.05 if slow else 0)
            except OSError:
                pass

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    laid.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    yield laid
    server.shutdown()
    server.server_close()


@pytest.fixture
def fetcher() -> Fetcher:
    return Fetcher(allowed=lambda address: address.is_loopback, limits=Limits(seconds=0.8, bytes=100_000, redirects=2))
