"""Names for the places of reports that were stored before names were: from the gazetteer, once a store."""

from geo.gazetteers.sqlite import open_gazetteer
from geo.records.places import OtherNames
from geo.stores.sql import SqlStore


def name_older_places(store: SqlStore) -> int:
    """Give the places that have none yet their other names. How many places got some; 0 where that was done before."""
    wanted = store.places_to_name()
    if wanted is None:
        return 0
    gazetteer = open_gazetteer() if wanted else None
    named = [OtherNames(i, names) for i in wanted if gazetteer and (names := gazetteer.other_names(i))]
    store.name_places(named)
    return len(named)
