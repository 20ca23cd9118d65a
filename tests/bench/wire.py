"""A wire between a browser and a server on this machine that counts what comes back over it, compressed as it travels."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Wire:
    """Passes every connection on to the server; `received` is how many bytes it has sent back."""

    def __init__(self, port: int) -> None:
        self.received = 0
        self._port = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listening.accept()
            except OSError:
                return
            server = socket.create_connection(("127.0.0.1", self._port))
            threading.Thread(target=self._pass_on, args=(client, server, False), daemon=True).start()
            threading.Thread(target=self._pass_on, args=(server, client, True), daemon=True).start()

    def _pass_on(self, source: socket.socket, target: socket.socket, counts: bool) -> None:
        try:
            while data := source.recv(65536):
                self.received += len(data) if counts else 0
                target.sendall(data)
        except OSError:
            pass
        finally:
            for end in (source, target):
                end.close()

    def close(self) -> None:
        """Take no more connections."""
        self._listening.close()


@contextmanager
def wire_to(port: int) -> Iterator[Wire]:
    """A wire to a port of this machine, until the block ends."""
    wire = Wire(port)
    try:
        yield wire
    finally:
        wire.close()
