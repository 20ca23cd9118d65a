"""The fields of an article as files carry them, checked: every kind of source makes its articles here."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from geo.errors import InputError
from geo.records.text import Article, make_article_id

FIELDS = ("id", "title", "url", "publisher", "published", "text")
# The longest news report is some 100,000 characters; beyond this a file is a dump of many, or no news at all.
MOST_CHARACTERS = 5_000_000
_TITLE_LENGTH = 100


def make_article(fields: Mapping[str, Any], where: str) -> Article:
    """An article from its fields (`FIELDS`; only `text` is needed, the others may be missing, None or empty).

    Raises InputError, naming `where` and the value, for unknown fields, a field of another type, an empty or overlong
    text, and a date that is none.
    """
    unknown = [str(name) for name in fields if name not in FIELDS]
    if unknown:
        raise InputError(f"{where}: unknown field {', '.join(map(repr, unknown))}; an article has {', '.join(FIELDS)}")
    text = _checked_text(fields.get("text"), where)
    url, published = _optional(fields, "url", where), fields.get("published") or None
    return Article(
        id=str(fields.get("id") or make_article_id(url, text)),
        title=_optional(fields, "title", where) or make_title(text),
        text=text,
        url=url,
        publisher=_optional(fields, "publisher", where),
        published=parse_date(published, where) if published else None,
        date_source="given" if published else None,
    )


def _checked_text(text: Any, where: str) -> str:
    if not isinstance(text, str):
        raise InputError(f"{where}: not an article: 'text' is {'missing' if text is None else repr(text)[:60]}")
    if not text.strip():
        raise InputError(f"{where}: not an article: the text is empty")
    if "\0" in text:
        raise InputError(f"{where}: not text: it holds a NUL character")
    if len(text) > MOST_CHARACTERS:
        raise InputError(f"{where}: {len(text):,} characters are too long for one report (at most {MOST_CHARACTERS:,})")
    return text


def _optional(fields: Mapping[str, Any], name: str, where: str) -> str | None:
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise InputError(f"{where}: field {name!r} is not text but {value!r}"[:300])
    return value or None


def parse_date(written: Any, where: str) -> date:
    """A day written as 2016-11-03, as an ISO 8601 time, or as 03.11.2016. Raises InputError naming `where` and the value."""
    value = str(written).strip()
    for read in (datetime.fromisoformat, lambda v: datetime.strptime(v, "%d.%m.%Y")):
        try:
            return read(value).date()
        except ValueError:
            continue
    raise InputError(f"{where}: {value[:60]!r} is no date; write it like 2016-11-03 or 03.11.2016")


def make_title(text: str) -> str:
    """The first line of a text as its title, cut after a word where it is long."""
    line = next(line.strip() for line in text.splitlines() if line.strip())
    if len(line) <= _TITLE_LENGTH:
        return line
    return line[:_TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(",;:– ") + " …"
