"""Brings a store of an earlier version up to this one, in one transaction: afterwards it is of this version, or as it was."""

from pathlib import Path

from sqlalchemy import Connection, Engine, select, update

from geo.errors import StoreError
from geo.stores.engines import count_rows_for_planner, writing_to
from geo.stores.stories import fill_stories
from geo.stores.tables import SCHEMA_VERSION, about

_SCRIPTS = Path(__file__).parent / "migrations"
_AT_ONCE = 200


def migrate(engine: Engine) -> tuple[int, int]:
    """Bring a store up to date; it may be in use. The versions before and after. Raises StoreError where that fails.

    The tables change in one transaction. Then reports stored before stories were are grouped, a batch a transaction: cut
    off in between, the next run goes on there.
    """
    with writing_to(engine) as connection:
        before = _version(connection, engine)
        if before < SCHEMA_VERSION:
            _upgrade(connection, before)
            connection.execute(update(about).where(about.c.key == "schema").values(value=str(SCHEMA_VERSION)))
    while _fill(engine):
        pass
    if before < SCHEMA_VERSION:
        count_rows_for_planner(engine)
    return before, SCHEMA_VERSION


def _version(connection: Connection, engine: Engine) -> int:
    written = connection.scalar(select(about.c.value).where(about.c.key == "schema")) or ""
    if not written.isdigit() or int(written) > SCHEMA_VERSION:
        where = engine.url.render_as_string(hide_password=True)
        raise StoreError(f"{where}: its schema is {written!r}, this Dateline knows up to {SCHEMA_VERSION}")
    return int(written)


def _upgrade(connection: Connection, before: int) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    # The store's own word on its version is the one that counts: Alembic's is set to it first. Version 1 was before Alembic.
    command.stamp(config, "base" if before == 1 else str(before), purge=True)
    command.upgrade(config, str(SCHEMA_VERSION))


def _fill(engine: Engine) -> int:
    with writing_to(engine) as connection:
        return fill_stories(connection, _AT_ONCE)
