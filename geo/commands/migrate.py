"""`migrate`: brings a store of an earlier version up to this one."""

from geo.commands.console import say, told_in_one_line
from geo.commands.ingest import StoreOption
from geo.commands.naming import name_older_places
from geo.gazetteers.sqlite import needs_build
from geo.settings import gazetteer_path, store_url
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
    _name_places(url)


def _name_places(url: str) -> None:
    """Give the places of older reports their other names, where the gazetteer is at hand: a host's machine may have none."""
    store = open_store(url)
    if store.places_to_name() is not None:
        if needs_build(gazetteer_path()):
            say("No gazetteer of today is here, so places are found by their main names until the next ingest.")
        else:
            say(f"{name_older_places(store)} places were given their other names.")
    store.close()
