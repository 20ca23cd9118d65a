"""Facts in, facts out: one contract, one file a store."""

from geo.stores.opening import open_store

__all__ = ["open_store"]
