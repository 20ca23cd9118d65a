"""Reports that a visitor pastes or uploads, checked against the limits and put into files as the reading takes them."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath, PureWindowsPath

from geo.errors import InputError

KINDS = ("txt", "html", "htm", "jsonl", "csv")
MOST_FILES = 20
MOST_MEGABYTES = 10
"""Of one file, and of all together."""
MOST_REPORTS = 2_000
"""In one go: some ten minutes of reading on one core."""
MOST_PASTED = 200_000
"""Characters; the longest news reports have half of that."""
PASTED = "pasted text"
LIMITS = (
    f"At most {MOST_FILES} files of {', '.join(KINDS)}, {MOST_MEGABYTES} MB together, {MOST_REPORTS:,} reports; "
    f"pasted text up to {MOST_PASTED:,} characters."
)
_MEGABYTE = 1_000_000
_UNSAFE = re.compile(r"[^\w .()+,-]", re.ASCII)
_PAGE = re.compile(r"\s*<(!doctype|html)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as a browser sends it: the name it says, and its bytes."""

    name: str
    data: bytes


def check_uploads(pasted: str, uploads: Sequence[Upload]) -> None:
    """Raise InputError, naming the file and the value, where something is too much, of another kind, empty, or nothing at all."""
    if not pasted.strip() and not uploads:
        raise InputError("Nothing to read yet: paste a report, or choose files.")
    if len(pasted) > MOST_PASTED:
        raise InputError(f"{PASTED}: {len(pasted):,} characters are more than {MOST_PASTED:,}; save it as a .txt file")
    if len(uploads) > MOST_FILES:
        raise InputError(f"{len(uploads)} files are more than {MOST_FILES} in one go")
    for upload in uploads:
        _check_file(upload)
    size = sum(len(upload.data) for upload in uploads)
    if size > MOST_MEGABYTES * _MEGABYTE:
        raise InputError(f"{size / _MEGABYTE:.1f} MB in {len(uploads)} files are more than {MOST_MEGABYTES} MB")


def _check_file(upload: Upload) -> None:
    name = safe_name(upload.name)
    if name.rpartition(".")[2].lower() not in KINDS:
        raise InputError(f"{name}: not one of the kinds that can be read: {', '.join(KINDS)}")
    if not upload.data.strip():
        raise InputError(f"{name}: the file is empty")


def safe_name(name: str) -> str:
    """A file's name without folders and odd signs, at most 80 characters; it never begins with a dot or a dash."""
    bare = PureWindowsPath(PurePosixPath(name).name).name
    kept = _UNSAFE.sub("_", bare).lstrip(".- ")
    stem, dot, end = kept.rpartition(".")
    return f"{stem[: 79 - len(end)]}{dot}{end}"[:80] if stem else kept[-80:] or "file"


def digest_uploads(pasted: str, uploads: Iterable[Upload], day: date | None) -> str:
    """What was pasted and uploaded for a day, as a SHA-256; the order and the names of files make no difference."""
    parts = sorted(
        hashlib.sha256(data).digest()
        for data in (pasted.strip().encode("utf-8", "replace"), *(u.data for u in uploads))
    )
    return hashlib.sha256(b"".join(parts) + str(day).encode()).hexdigest()


def save_uploads(folder: Path, pasted: str, uploads: Iterable[Upload]) -> list[Path]:
    """Write what was pasted and uploaded into a folder, a file each, under names of their own."""
    named = [(safe_name(upload.name), upload.data) for upload in uploads]
    if pasted.strip():
        end = "html" if _PAGE.match(pasted) else "txt"
        named.insert(0, (f"{PASTED}.{end}", pasted.encode("utf-8", "replace")))
    paths: list[Path] = []
    for name, data in named:
        path = _free_path(folder, name)
        path.write_bytes(data)
        paths.append(path)
    return paths


def _free_path(folder: Path, name: str) -> Path:
    stem, _, end = name.rpartition(".")
    names = (name, *(f"{stem} ({n}).{end}" for n in range(2, MOST_FILES + 3)))
    return next(folder / n for n in names if not (folder / n).exists())
