"""Opens the store at an address, making it where there is none yet."""

from pathlib import Path

from sqlalchemy import Engine, insert, inspect, select

from geo.errors import StoreError
from geo.settings import store_url
from geo.stores.engines import make_engine, reading_from, sqlite_file, writing_to
from geo.stores.names import names_filled
from geo.stores.sql import SqlStore
from geo.stores.tables import SCHEMA_VERSION, about, metadata


def open_store(url: str | None = None, *, create: bool = True) -> SqlStore:
    """The store at a SQLAlchemy address (the setting's when None).

    With `create` a store that is not there is made, and a SQLite file of an earlier version is brought up to this one; a
    server's store waits for `python -m geo migrate`, since others may be using it. Raises StoreError for an address that
    is none, a file that is no store or of another version, and, without `create`, for one that does not exist.
    """
    url = url or store_url()
    engine = make_engine(url)
    path = sqlite_file(url)
    if path and not path.exists():
        if not create:
            raise StoreError(f"{path}: there is no store here yet")
        _make_folder(path.parent)
    if path and create and find_version(engine) in _EARLIER:
        from geo.stores.migrating import migrate

        migrate(engine)
    _check_or_make(engine, create)
    return SqlStore(engine)


_EARLIER = [str(n) for n in range(1, SCHEMA_VERSION)]


def find_version(engine: Engine) -> str | None:
    """The schema version of a database: "" where it is empty, None where it holds something else."""
    with reading_from(engine) as connection:
        names = set(inspect(connection).get_table_names())
        if not names:
            return ""
        found = connection.scalar(select(about.c.value).where(about.c.key == "schema")) if "about" in names else None
    return str(found) if found else None


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: the store's folder cannot be made: {error.strerror}") from error


def _check_or_make(engine: Engine, create: bool) -> None:
    version = find_version(engine)
    if version == "" and create:
        return _make_tables(engine)
    if version != str(SCHEMA_VERSION):
        where = engine.url.render_as_string(hide_password=True)
        raise StoreError(f"{where}: {_told_version(version)}; it was left as it is")
    return None


def _told_version(version: str | None) -> str:
    if not version:
        return "it holds no Dateline store"
    bring = "; `python -m geo migrate` brings it up" if version in _EARLIER else ""
    return f"its schema is {version}, this Dateline reads {SCHEMA_VERSION}{bring}"


def _make_tables(engine: Engine) -> None:
    with writing_to(engine) as connection:
        if not inspect(connection).get_table_names():
            metadata.create_all(connection)
            connection.execute(insert(about), [{"key": "schema", "value": str(SCHEMA_VERSION)}])
            names_filled(connection)
