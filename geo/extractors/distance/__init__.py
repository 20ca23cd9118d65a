"""Stated distances: measure, from where, of what, and how they compare with the map."""
