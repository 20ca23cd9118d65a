"""Files as text: UTF-8, or UTF-16 that says so, plain or gzipped; anything else is named and refused."""

import codecs
import gzip
import io
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO, cast

from geo.errors import InputError
from geo.sources.article_fields import MOST_CHARACTERS

STANDARD_INPUT = Path("-")
# A character may be written as six in JSON (\u0041); the head of an article comes on top.
MOST_LINE = 6 * MOST_CHARACTERS + 100_000


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """A file's bytes, unpacked where its name ends in .gz; `-` is standard input.

    Raises InputError naming the file where it cannot be opened or, while it is read, is cut short or damaged.
    """
    try:
        with _open(path) as file:
            yield file
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise InputError(f"{path}: not a whole gzip file: {error}") from error
    except UnicodeDecodeError as error:
        byte = error.object[error.start : error.start + 1].hex()
        raise InputError(f"{path}: not {error.encoding.upper()} text (byte 0x{byte}); save it as UTF-8") from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error


def _open(path: Path) -> BinaryIO:
    if path == STANDARD_INPUT:
        return sys.stdin.buffer
    return cast(BinaryIO, gzip.open(path) if path.suffix.lower() == ".gz" else path.open("rb"))


@contextmanager
def opened_text(path: Path, newline: str | None = None) -> Iterator[TextIO]:
    """A file's text. Raises InputError as `opened` does, and for the first byte that is not of its encoding."""
    with opened(path) as file:
        buffered = file if isinstance(file, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, file))
        yield io.TextIOWrapper(buffered, find_encoding(buffered.peek(2)[:2]), newline=newline)


def read_text(path: Path) -> str:
    """The text of a file that holds one report, or the start of one that is too long to be one."""
    with opened_text(path) as file:
        return file.read(MOST_CHARACTERS + 1)


def read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a text file with their numbers from 1, blank ones left out; one too long for a report is cut at `MOST_LINE`."""
    with opened_text(path) as file:
        number = 0
        while line := file.readline(MOST_LINE):
            number += 1
            if line.strip():
                yield number, line
            while len(line) == MOST_LINE and not line.endswith("\n"):
                line = file.readline(MOST_LINE)


def find_encoding(start: bytes) -> str:
    """UTF-16 where a text's first bytes say so, else UTF-8 with or without a mark."""
    return "utf-16" if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"
