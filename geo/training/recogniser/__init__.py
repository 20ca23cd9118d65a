"""Trains the recogniser of place names from annotated reports: needs requirements-train.txt, and is never loaded in reading."""
