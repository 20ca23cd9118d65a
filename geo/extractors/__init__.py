"""A sentence and its places → distances, control changes, dates, actors, who says so."""
