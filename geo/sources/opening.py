"""Which reader a file or address needs, and which files a path stands for."""

from collections.abc import Callable, Iterator
from pathlib import Path

from geo.errors import InputError
from geo.records.origins import from_file
from geo.records.text import Article
from geo.sources.article_fields import Refuse, stop_at
from geo.sources.columns import ALL, Columns
from geo.sources.csv import read_csv_file
from geo.sources.jsonl import read_jsonl_file
from geo.sources.parquet import read_parquet_file
from geo.sources.reading_files import STANDARD_INPUT
from geo.sources.text import read_text_file
from geo.sources.warc import read_warc_file

Read = Callable[[Path, Refuse], Iterator[Article]]


def _read_html(path: Path, refuse: Refuse) -> Iterator[Article]:
    from geo.sources.html import read_html_file

    return read_html_file(path, refuse)


def _read_feed(path: Path, refuse: Refuse) -> Iterator[Article]:
    from geo.sources.feed import read_feed_file

    return read_feed_file(path, refuse)


READERS: dict[str, Read] = {
    ".txt": read_text_file,
    ".jsonl": read_jsonl_file,
    ".csv": read_csv_file,
    ".parquet": read_parquet_file,
    ".html": _read_html,
    ".htm": _read_html,
    ".xml": _read_feed,
    ".rss": _read_feed,
    ".atom": _read_feed,
    ".warc": read_warc_file,
    ".warc.gz": read_warc_file,
    ".txt.gz": read_text_file,
    ".jsonl.gz": read_jsonl_file,
    ".csv.gz": read_csv_file,
    ".html.gz": _read_html,
    ".xml.gz": _read_feed,
    ".rss.gz": _read_feed,
    ".atom.gz": _read_feed,
}
"""The kinds of source, by the end of the file's name. Standard input (`-`) is read as JSON lines."""
# Those whose articles stand in columns, which may have other names.
_IN_COLUMNS: dict[Read, Callable[[Path, Refuse, Columns], Iterator[Article]]] = {
    read_jsonl_file: read_jsonl_file,
    read_csv_file: read_csv_file,
    read_parquet_file: read_parquet_file,
}


def open_source(named: str | Path, refuse: Refuse = stop_at, columns: Columns = ALL) -> Iterator[Article]:
    """The articles of one file, of standard input (`-`) or of a web address, one after the other.

    `refuse` gets the error of each article among many that cannot be read; by default it ends the reading. `columns` says
    where tables and lines of JSON hold what. Raises InputError when a file is missing, of a kind not known, or cannot be read on.
    """
    if _is_address(named):
        from geo.sources.url import read_url

        return read_url(str(named), refuse)
    path = Path(named)
    return (from_file(article, path.name) for article in _open_file(path, refuse, columns))


def _open_file(path: Path, refuse: Refuse, columns: Columns) -> Iterator[Article]:
    if path == STANDARD_INPUT:
        return read_jsonl_file(path, refuse, columns)
    if not path.is_file():
        raise InputError(f"{path}: there is no such file")
    reader = find_reader(path)
    if reader is None:
        raise InputError(f"{path}: unknown kind of file {path.suffix!r}; known are {', '.join(READERS)}")
    return _IN_COLUMNS[reader](path, refuse, columns) if reader in _IN_COLUMNS else reader(path, refuse)


def find_reader(path: Path) -> Read | None:
    """The reader for a file, by the end of its name."""
    name = path.name.lower()
    return next((READERS[end] for end in sorted(READERS, key=len, reverse=True) if name.endswith(end)), None)


def source_files(named: str | Path) -> list[Path | str]:
    """The sources that a path stands for: itself, or all files of known kinds in a folder and below it, by name.

    A pattern like `news/*.jsonl` stands for the files it matches; `-` and web addresses stand for themselves. Raises
    InputError when there is no such path, or nothing to read in the folder.
    """
    if _is_address(named):
        return [str(named)]
    path = Path(named)
    if path == STANDARD_INPUT or path.is_file():
        return [path]
    if path.is_dir():
        found = [p for p in path.rglob("*") if find_reader(p) and p.is_file()]
    elif any(sign in str(named) for sign in "*?["):
        start = Path(path.anchor)
        found = [p for p in start.glob(str(path.relative_to(start))) if p.is_file()]
    else:
        raise InputError(f"{path}: there is no such file or folder")
    if not found:
        raise InputError(f"{path}: no file to read in this folder; known kinds are {', '.join(READERS)}")
    return sorted(found)


def _is_address(named: str | Path) -> bool:
    return isinstance(named, str) and named.lower().startswith(("http://", "https://"))
