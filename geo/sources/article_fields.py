"""The fields of an article as files carry them, checked: every kind of source makes its articles here."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any, Never

from geo.errors import InputError
from geo.records.text import Article, make_article_id

FIELDS = ("id", "title", "url", "publisher", "published", "language", "text")
# The longest news report is some 100,000 characters; beyond this a file is a dump of many, or no news at all.
MOST_CHARACTERS = 5_000_000
# Longer names of articles and publishers do not fit an index of PostgreSQL.
_LONGEST_NAME = 500
_TITLE_LENGTH = 100
# No newspaper is older; what bears an earlier year was dated by a program that had no date.
_EARLIEST = 1600
# Halves of a character that JSON can carry and no file or database can.
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?![a-z])")

Refuse = Callable[[InputError], None]
"""What is done with one article of many that cannot be read: raise its error, or tell it and go on with the next."""


def stop_at(error: InputError) -> Never:
    """Refuse an article by raising its error: the file is read no further."""
    raise error


def make_article(fields: Mapping[str, Any], where: str, date_source: str = "given") -> Article:
    """An article from its fields (`FIELDS`; only `text` is needed, the others may be missing, None, NaN or empty).

    Raises InputError, naming `where` and the value, for unknown fields, a field of another type, an empty or overlong
    text, and a date that is none.
    """
    unknown = [str(name) for name in fields if name not in FIELDS]
    if unknown:
        raise InputError(f"{where}: unknown field {', '.join(map(repr, unknown))}; an article has {', '.join(FIELDS)}")
    # NaN, which alone is not like itself, is how tables write that there is nothing.
    fields = {name: value for name, value in fields.items() if value == value}  # noqa: PLR0124
    text = _checked_text(fields.get("text"), where)
    url, published = _optional(fields, "url", where), fields.get("published") or None
    return Article(
        id=_identity(fields, where) or make_article_id(url, text),
        title=_optional(fields, "title", where) or make_title(text),
        text=text,
        url=url,
        publisher=_name(fields, "publisher", where),
        published=parse_date(published, where) if published else None,
        date_source=date_source if published else None,
        language=_language(fields, where),
    )


def _checked_text(text: Any, where: str) -> str:
    if not isinstance(text, str):
        raise InputError(f"{where}: not an article: 'text' is {'missing' if text is None else repr(text)[:60]}")
    if not text.strip():
        raise InputError(f"{where}: not an article: the text is empty")
    if "\0" in text:
        raise InputError(f"{where}: not text: it holds a NUL character")
    if len(text) > MOST_CHARACTERS:
        raise InputError(f"{where}: more than {MOST_CHARACTERS:,} characters are too long for one report")
    return _whole(text)


def _optional(fields: Mapping[str, Any], name: str, where: str) -> str | None:
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise InputError(f"{where}: field {name!r} is not text but {value!r}"[:300])
    if value and "\0" in value:
        raise InputError(f"{where}: field {name!r} holds a NUL character")
    return _whole(value) if value else None


def _identity(fields: Mapping[str, Any], where: str) -> str | None:
    """The id as it is given, to the space: text or a whole number, which tables with gaps carry as 7.0. None where it is blank."""
    given = fields.get("id")
    if isinstance(given, int | float) and not isinstance(given, bool) and given == given // 1:
        given = str(int(given))
    name = _name({"id": given}, "id", where) or ""
    return name if name.strip() else None


def _name(fields: Mapping[str, Any], name: str, where: str) -> str | None:
    value = _optional(fields, name, where)
    if value and len(value) > _LONGEST_NAME:
        raise InputError(
            f"{where}: field {name!r} has {len(value):,} characters, at most {_LONGEST_NAME}: {value[:40]!r}…"
        )
    return value


def _whole(text: str) -> str:
    """A text with the sign for an unreadable character where it holds half of one; offsets stay as they were."""
    return _LONE_SURROGATE.sub("\ufffd", text)


def _language(fields: Mapping[str, Any], where: str) -> str:
    written = (_optional(fields, "language", where) or "en").strip().lower()
    if not (code := _LANGUAGE.match(written)):
        raise InputError(f"{where}: {written[:60]!r} is no language code; write it like 'en'")
    return code.group()


def parse_date(written: Any, where: str) -> date:
    """A day written as 2016-11-03, as an ISO 8601 time, as e-mails and feeds write it, or as 03.11.2016.

    Raises InputError, naming `where` and the value, for anything else, and for a day on which no report can have appeared.
    """
    value = str(written).strip()
    for read in (datetime.fromisoformat, parsedate_to_datetime, lambda v: datetime.strptime(v, "%d.%m.%Y")):
        try:
            day = read(value).date()
        except (ValueError, OverflowError):
            continue
        if day.year < _EARLIEST or day > latest_day():
            raise InputError(f"{where}: {value[:60]!r} is no day on which a report can have appeared")
        return day
    raise InputError(f"{where}: {value[:60]!r} is no date; write it like 2016-11-03 or 03.11.2016")


def latest_day() -> date:
    """The latest day on which a report can have appeared: a day on, since where it was written it may be tomorrow already."""
    return datetime.now(UTC).date() + timedelta(days=1)


def make_title(text: str) -> str:
    """The first line of a text as its title, cut after a word where it is long."""
    line = next(line.strip() for line in text.splitlines() if line.strip())
    if len(line) <= _TITLE_LENGTH:
        return line
    return line[:_TITLE_LENGTH].rsplit(" ", 1)[0].rstrip(",;:– ") + " …"
