"""A report from anywhere → Article. One file a kind; `open_source` picks it by the file's name."""

from geo.sources.opening import open_source, source_files

__all__ = ["open_source", "source_files"]
