"""The database behind a store: its connections and transactions, and what it says when it fails."""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, InvalidatePoolError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from geo.errors import StoreError

_WRITES = "dateline_writes"
# The transactions that write stand in one line, as SQLite's do of themselves: the number is "dateline" in ASCII, cut to 63 bits.
_ONE_WRITER = int.from_bytes(b"dateline", "big") & (2**63 - 1)
# Seconds for which a connection that answered is believed to answer still.
_FRESH = 1.0
_POSTGRES = re.compile(r"^postgres(ql)?://")
# Up to the last @: an address that cannot be parsed may hold one in its password.
_PASSWORD = re.compile(r"((?:^|//)[^:/@]*):(?!//).*@")


def make_engine(url: str) -> Engine:
    """An engine for a SQLAlchemy address. Raises StoreError naming an address that is none or a database not supported."""
    try:
        parsed = make_url(_POSTGRES.sub("postgresql+psycopg://", url))
        engine = create_engine(parsed, **_options(parsed))
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, ValueError) as error:
        # A ValueError quotes pieces of the address, which may be of the password.
        why = "" if type(error) is ValueError else f" ({_without_password(str(error))})"
        said = _without_password(url)
        raise StoreError(f"{said!r} is not a store: write it like sqlite:///reports.db{why}") from None
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    if engine.dialect.name == "postgresql":
        _prepare_postgres(engine)
    return engine


def _options(url: URL) -> dict[str, Any]:
    if url.get_backend_name() != "postgresql":
        return {}
    # Nothing is prepared on the server: a pooler in front of it may give each transaction another connection.
    connect = {"connect_timeout": 10, "application_name": "dateline", "prepare_threshold": None}
    return {"connect_args": connect}


def _without_password(address: str) -> str:
    """An address of a store, well formed or not, as it may be shown and logged."""
    return _PASSWORD.sub(r"\1:***@", address)


def sqlite_file(url: URL | str) -> Path | None:
    """The file of a SQLite address; None for other databases and for one in memory."""
    parsed = make_url(url)
    named = parsed.get_backend_name() == "sqlite" and parsed.database not in (None, "", ":memory:")
    return Path(str(parsed.database)) if named else None


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _: Any) -> None:
        # sqlite3 would begin transactions by its own rules and leave DDL out of them: begin is ours, below.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        # FULL keeps what was acknowledged even through a loss of power.
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA busy_timeout=30000")
        # What is deleted is overwritten: a report withdrawn by its publisher does not stay readable in the file.
        cursor.execute("PRAGMA secure_delete=ON")
        # Keys of stories lie all over their index: with 16 MB of pages at hand, and 40 MB in the log before they are put in their
        # place, a page that many articles share is read and written once.
        cursor.execute("PRAGMA cache_size=-16000")
        cursor.execute("PRAGMA wal_autocheckpoint=10000")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _prepare_postgres(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _: Any) -> None:
        with connection.cursor() as cursor:
            # Compiling a query of milliseconds takes longer than it runs, and a plan for any days is none for a month.
            cursor.execute("SET jit = off")
            cursor.execute("SET plan_cache_mode = force_custom_plan")
            # Places of all time are counted in memory, not on disk: some 30 MB a million mentions, given back at once.
            cursor.execute("SET work_mem = '64MB'")
            # What is asked for lies in memory or on a disk that does not turn: looking up a thousand rows is not to be feared.
            cursor.execute("SET random_page_cost = 1.1")
        connection.commit()

    @event.listens_for(engine, "checkin")
    def _rest(_: Any, record: ConnectionPoolEntry) -> None:
        record.info["rests_since"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def _check(connection: Any, record: ConnectionPoolEntry, _: Any) -> None:
        # A server may have been restarted since; a hosted page is up for months. A page asks several questions in a row.
        if time.monotonic() - record.info.get("rests_since", time.monotonic()) < _FRESH:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error


@contextmanager
def writing_to(engine: Engine, *, by_key: bool = False) -> Iterator[Connection]:
    """One transaction that is stored whole or not at all, and beside which nobody else writes. Raises StoreError.

    With `by_key` it looks rows up by their keys alone: PostgreSQL would read whole tables that it took no stock of yet.
    """
    with _told(engine), engine.connect().execution_options(**{_WRITES: True}) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_WRITER})")
            if by_key:
                connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        yield connection


@contextmanager
def rewriting(engine: Engine) -> Iterator[Connection]:
    """A transaction as `writing_to` makes it, after which what was deleted is gone from SQLite's log too. Raises StoreError."""
    with writing_to(engine) as connection:
        yield connection
    if sqlite_file(engine.url):
        with _told(engine), engine.connect() as connection:
            connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")


def count_rows_for_planner(engine: Engine) -> None:
    """Let PostgreSQL take stock after much was added: until it has, it sorts all of a place's mentions to find the latest twenty.

    And it looks into the rows of what an index says already. SQLite plans by its indexes alone, and well. Raises StoreError.
    """
    if engine.dialect.name == "postgresql":
        with _told(engine), engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM (ANALYZE)")


@contextmanager
def reading_from(engine: Engine) -> Iterator[Connection]:
    """One consistent view of what is stored. Raises StoreError."""
    with _told(engine), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
        yield connection


@contextmanager
def asking(engine: Engine) -> Iterator[Connection]:
    """A connection for one question, whose answer is consistent in itself: of three ways to a server and back, those that begin and
    end a transaction are spared. Raises StoreError."""
    with _told(engine), engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            connection.execution_options(isolation_level="AUTOCOMMIT")
        yield connection


@contextmanager
def _told(engine: Engine) -> Iterator[None]:
    """Database errors as one line that names the store; those of the driver itself too, where it is used by hand."""
    try:
        yield
    except (DBAPIError, engine.dialect.loaded_dbapi.Error) as error:
        where = sqlite_file(engine.url) or engine.url.render_as_string(hide_password=True)
        said = " ".join(str(getattr(error, "orig", error)).split())[:300]
        raise StoreError(f"{where}: {said}; what is stored was left as it is") from error
