"""Facts in, facts out: one contract, one file a store."""
