"""Opens the store at an address, making it where there is none yet."""

from pathlib import Path

from sqlalchemy import Engine, insert, inspect, select

from geo.errors import StoreError
from geo.settings import store_url
from geo.stores.engines import make_engine, reading_from, sqlite_file, writing_to
from geo.stores.sql import SqlStore
from geo.stores.tables import SCHEMA_VERSION, about, metadata


def open_store(url: str | None = None, *, create: bool = True) -> SqlStore:
    """The store at a SQLAlchemy address (the setting's when None).

    Raises StoreError for an address that is none, a file that is no store or of another version, and, with `create`
    False, for one that does not exist.
    """
    url = url or store_url()
    engine = make_engine(url)
    path = sqlite_file(url)
    if path and not path.exists():
        if not create:
            raise StoreError(f"{path}: there is no store here yet")
        _make_folder(path.parent)
    _check_or_make(engine, create)
    return SqlStore(engine)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder}: the store's folder cannot be made: {error.strerror}") from error


def _check_or_make(engine: Engine, create: bool) -> None:
    with reading_from(engine) as connection:
        names = set(inspect(connection).get_table_names())
        version = connection.scalar(select(about.c.value).where(about.c.key == "schema")) if "about" in names else None
    if not names and create:
        return _make_tables(engine)
    if version != str(SCHEMA_VERSION):
        where = engine.url.render_as_string(hide_password=True)
        found = (
            f"its schema is {version}, this Dateline reads {SCHEMA_VERSION}"
            if version
            else "it holds no Dateline store"
        )
        raise StoreError(f"{where}: {found}; it was left as it is")
    return None


def _make_tables(engine: Engine) -> None:
    with writing_to(engine) as connection:
        if not inspect(connection).get_table_names():
            metadata.create_all(connection)
            connection.execute(insert(about), [{"key": "schema", "value": str(SCHEMA_VERSION)}])
