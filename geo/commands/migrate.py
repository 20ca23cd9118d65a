"""`migrate`: brings a store of an earlier version up to this one."""

from geo.commands.console import say, told_in_one_line
from geo.commands.ingest import StoreOption
from geo.settings import store_url
from geo.stores.engines import make_engine
from geo.stores.migrating import migrate as migrate_store
from geo.stores.opening import find_version, open_store


@told_in_one_line
def migrate(store: StoreOption = None) -> None:
    """Bring a store up to this version of Dateline, or make it; where that fails it is left as it was."""
    url = store or store_url()
    engine = make_engine(url)
    if find_version(engine) == "":
        open_store(url).close()
        say("The store was empty and is ready.")
        return
    before, after = migrate_store(engine)
    say(f"The store is of version {after}." if before == after else f"The store came from version {before} to {after}.")
