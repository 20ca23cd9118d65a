"""Dateline: places, stated distances and control changes read out of news reports, and shown on a map."""
