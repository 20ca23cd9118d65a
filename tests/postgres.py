"""A PostgreSQL server of our own on loopback, in a folder that goes with it: for the stores' contract and the torture script.

`DATELINE_TEST_POSTGRES` names a server that is there already; its database is emptied. Else Debian's packages
(`postgresql`) are looked for, and without them the tests run on SQLite alone.
"""

import os
import shutil
import signal
import socket
import subprocess
import tempfile
from pathlib import Path

from sqlalchemy import create_engine

SHARED = f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') // 2**22}MB"
"""The shared buffers of a durable server: a quarter of the memory, as `docs/hosting.md` has it."""


def find_programs() -> Path | None:
    """The folder of initdb and postgres, of the latest version installed; None without one."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


class Postgres:
    """A server that listens on a free port of 127.0.0.1, started at once."""

    def __init__(self, *, durable: bool = False) -> None:
        programs = find_programs()
        if programs is None:
            raise FileNotFoundError("PostgreSQL is not installed: apt install postgresql")
        self._programs, self._durable = programs, durable
        self._folder = Path(tempfile.mkdtemp(prefix="dateline-postgres-"))
        if os.getuid() == 0:
            shutil.chown(self._folder, "postgres", "postgres")
        self._run("initdb", "-D", str(self._data), "-U", "dateline", "-A", "trust", "--locale=C", "-E", "UTF8", "-N")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.start()

    @property
    def url(self) -> str:
        """The address of its database."""
        return f"postgresql+psycopg://dateline@127.0.0.1:{self.port}/postgres"

    @property
    def _data(self) -> Path:
        return self._folder / "data"

    def start(self) -> None:
        """Start it and wait until it answers."""
        (self._data / "postmaster.pid").unlink(missing_ok=True)
        options = f"-h 127.0.0.1 -p {self.port} -c unix_socket_directories=''"
        quick = " -c shared_buffers=32MB -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        # A durable one is set up as ours are to be.
        how = f" -c shared_buffers={SHARED}" if self._durable else quick
        log = str(self._folder / "log")
        self._run("pg_ctl", "-D", str(self._data), "-w", "-t", "60", "-l", log, "-o", options + how, "start")

    def kill(self) -> None:
        """End the server and all its processes as a crash would."""
        first = int((self._data / "postmaster.pid").read_text().splitlines()[0])
        children = subprocess.run(
            ["ps", "-o", "pid=", "--ppid", str(first)], capture_output=True, text=True, check=False
        )
        for process in [first, *map(int, children.stdout.split())]:
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                continue

    def size(self) -> int:
        """The bytes that its database takes."""
        asked = create_engine(self.url)
        with asked.connect() as connection:
            found = connection.exec_driver_sql("SELECT pg_database_size(current_database())").scalar_one()
        asked.dispose()
        return int(found)

    def stop(self) -> None:
        """Stop it and delete its folder."""
        self._run("pg_ctl", "-D", str(self._data), "-m", "immediate", "-w", "stop")
        shutil.rmtree(self._folder, ignore_errors=True)

    def _run(self, program: str, *arguments: str) -> None:
        # The server refuses to run as root.
        before = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        command = [*before, str(self._programs / program), *arguments]
        done = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, cwd="/", check=False
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{program}: {done.stderr.strip()}")
