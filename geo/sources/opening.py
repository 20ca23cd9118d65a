"""Which reader a file needs, and which files a path stands for."""

from collections.abc import Callable, Iterator
from pathlib import Path

from geo.errors import InputError
from geo.records.text import Article
from geo.sources.csv import read_csv_file
from geo.sources.jsonl import read_jsonl_file
from geo.sources.text import read_text_file

READERS: dict[str, Callable[[Path], Iterator[Article]]] = {
    ".txt": read_text_file,
    ".jsonl": read_jsonl_file,
    ".csv": read_csv_file,
}
"""The kinds of source, by the end of the file's name."""


def open_source(path: Path) -> Iterator[Article]:
    """The articles of one file, one after the other. Raises InputError when it is missing or of a kind not known."""
    if not path.is_file():
        raise InputError(f"{path}: there is no such file")
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        raise InputError(f"{path}: unknown kind of file {path.suffix!r}; known are {', '.join(READERS)}")
    return reader(path)


def source_files(path: Path) -> list[Path]:
    """The files a path stands for: itself, or all of known kinds in a folder and below it, by name.

    Raises InputError when there is no such path, or nothing to read in the folder.
    """
    if not path.exists():
        raise InputError(f"{path}: there is no such file or folder")
    if path.is_file():
        return [path]
    found = sorted(p for p in path.rglob("*") if p.suffix.lower() in READERS and p.is_file())
    if not found:
        raise InputError(f"{path}: no file to read in this folder; known kinds are {', '.join(READERS)}")
    return found
