"""Files as text: UTF-8, or UTF-16 that says so; anything else is named and refused."""

import codecs
from collections.abc import Iterator
from pathlib import Path

from geo.errors import InputError


def read_text(path: Path) -> str:
    """The whole of a text file. Raises InputError naming the file and the first byte that is not of its encoding."""
    try:
        with path.open(encoding=find_encoding(path), newline=None) as file:
            return file.read()
    except UnicodeDecodeError as error:
        raise _not_text(path, error) from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error


def read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """The lines of a text file with their numbers from 1, blank ones left out. Raises InputError as `read_text` does."""
    try:
        with path.open(encoding=find_encoding(path), newline=None) as file:
            yield from ((number, line) for number, line in enumerate(file, 1) if line.strip())
    except UnicodeDecodeError as error:
        raise _not_text(path, error) from error
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error


def find_encoding(path: Path) -> str:
    """UTF-16 where the file's first bytes say so, else UTF-8 with or without a mark."""
    with path.open("rb") as file:
        start = file.read(2)
    return "utf-16" if start in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"


def _not_text(path: Path, error: UnicodeDecodeError) -> InputError:
    byte = error.object[error.start : error.start + 1].hex()
    return InputError(f"{path}: not {error.encoding.upper()} text (byte 0x{byte}); save it as UTF-8")
