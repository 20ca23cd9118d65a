"""Facts to what the map draws: numbers, ids and encoded place names. Words of the news never come here."""
