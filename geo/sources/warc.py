"""Web archives (WARC 0.18 to 1.1, plain or gzipped by record, as Common Crawl's news crawl is): their pages as articles."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geo.errors import InputError
from geo.records.text import Article
from geo.sources.article_fields import Refuse, stop_at
from geo.sources.html import MOST_BYTES, Known, read_page


def read_warc_file(path: Path, refuse: Refuse = stop_at) -> Iterator[Article]:
    """The articles among an archive's pages. Records that are no page (images, failed requests) are passed over.

    Refuses pages without an article. Raises InputError for a file that is no archive or is cut short.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number, end = 0, 0
    try:
        with path.open("rb") as file:
            archive = ArchiveIterator(file)
            for record in archive:
                number += bool(record.rec_type)
                article = _read_record(record, f"{path}, record {number}", refuse) if _is_page(record) else None
                check_whole(record, f"{path}: not a whole WARC file: record {number}")
                archive.read_to_end()
                end = archive.offset
                if article:
                    yield article
        if number and end < path.stat().st_size:
            said = "the head of a record is cut short"
            raise InputError(f"{path}: not a whole WARC file after record {number}: {said}")  # noqa: TRY301
    except InputError:
        raise
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError) as error:
        half = isinstance(error, AttributeError)
        said = "the head of a record is cut short or damaged" if half else " ".join(str(error).split())[:200]
        raise InputError(f"{path}: not a whole WARC file after record {number}: {said}") from error
    if not number:
        raise InputError(f"{path}: not a WARC file: it holds no record")


def count_pages(path: Path) -> int:
    """How many records of an archive are pages, whether they hold a report or not. Raises InputError for what is no archive."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        with path.open("rb") as file:
            return sum(1 for record in ArchiveIterator(file) if _is_page(record))
    except (ArchiveLoadFailed, EOFError, OSError, ValueError, AttributeError) as error:
        raise InputError(f"{path}: not a whole WARC file") from error


def _is_page(record: Any) -> bool:
    if record.rec_type != "response" or record.http_headers is None:
        return False
    kind = record.http_headers.get_header("Content-Type", "")
    return record.http_headers.get_statuscode() == "200" and "html" in kind.lower()


def check_whole(record: Any, where: str) -> None:
    """Read over what is left of a record. Raises InputError where the file ends within it."""
    while record.raw_stream.read(65_536):
        pass
    # A head that is cut has lost the length, which the standard asks of every record.
    if record.length is None or getattr(record.raw_stream, "limit", None):
        raise InputError(f"{where} is cut short")


def _read_record(record: Any, where: str, refuse: Refuse) -> Article | None:
    kind = record.http_headers.get_header("Content-Type", "")
    charset = kind.partition("charset=")[2].split(";")[0].strip(" \"'") or None
    data = record.content_stream().read(MOST_BYTES + 1)
    try:
        return read_page(data, where, Known(record.rec_headers.get_header("WARC-Target-URI"), charset))
    except InputError as error:
        refuse(error)
    return None
