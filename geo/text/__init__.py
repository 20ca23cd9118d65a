"""Article → sentences, words, place names: the only room that knows spaCy."""
