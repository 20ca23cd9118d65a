"""Where a report came from, and whether what bears its id later came from the same place: only then is it the same report, changed."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import datetime
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from geo.records.text import Article, make_article_id

T = TypeVar("T")
WEB, FILE, PAGE = "web:", "file:", "page:"
"""How origins begin: a host that it was fetched from, a file that somebody named, a visitor of the page."""


@dataclass(frozen=True, slots=True)
class Version:
    """A report as it stood before its source changed it; `until` is when that was stored, in UTC."""

    article: Article
    until: datetime


def from_web(article: Article, address: str) -> Article:
    """An article as fetched from an address: its host vouches for it."""
    return replace(article, origin=f"{WEB}{host_of(address)}")


def from_file(article: Article, name: str) -> Article:
    """An article out of a file: of the host whose address it bears, else of the file of this name."""
    return replace(article, origin=f"{FILE}{host_of(article.url) or name}")


def from_visitor(article: Article, digest: str) -> Article:
    """An article that a visitor of the page brought, with the digest of what it holds: another text is never its next version."""
    return replace(article, origin=f"{PAGE}{digest[:16]}")


def host_of(address: str | None) -> str:
    """The host of a web address in lower case, or ""."""
    try:
        return urlsplit(address or "").hostname or ""
    except ValueError:
        return ""


def hosts_alike(one: str, other: str) -> bool:
    """Whether two hosts are one, or one is below the other (www.example.org and example.org)."""
    return bool(one and other) and (one == other or one.endswith("." + other) or other.endswith("." + one))


def same_origin(stored: str | None, address: str | None, given: str | None) -> bool:
    """Whether what comes from `given` may be a new version of a report stored from `stored`, which bears `address`.

    Of what was stored before origins were noted, its address is believed.
    """
    if stored == given:
        return True
    if given is None or given.startswith(PAGE):
        return False
    if stored is None:
        return given.startswith(FILE) or hosts_alike(host_of(address), given.removeprefix(WEB))
    both = stored.startswith(WEB) and given.startswith(WEB)
    return both and hosts_alike(stored.removeprefix(WEB), given.removeprefix(WEB))


def apart_id(article: Article) -> str:
    """The id of an article whose own id is that of a report from elsewhere: the same whenever it comes from there again."""
    return make_article_id(None, f"{article.origin or ''}\0{article.id}")


def rename_article(record: T, names: Mapping[str, str]) -> T:
    """A record and all within it with the ids of articles as `names` has them by their old ones."""
    if isinstance(record, tuple):
        return tuple(rename_article(part, names) for part in record)  # type: ignore[return-value]
    if isinstance(record, type) or not is_dataclass(record):
        return record
    changed: dict[str, Any] = {f.name: rename_article(getattr(record, f.name), names) for f in fields(record)}
    field = "id" if isinstance(record, Article) else "article_id"
    if field in changed:
        changed[field] = names.get(changed[field], changed[field])
    renamed: T = replace(cast(Any, record), **changed)
    return renamed
