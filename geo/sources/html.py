"""Web pages: the report without what stands around it, its title, publisher, address and day of publication."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from geo.errors import InputError
from geo.records.text import Article
from geo.sources.addresses import canonical_address, same_site
from geo.sources.article_fields import Refuse, make_article, stop_at
from geo.sources.page_dates import page_date, read_day
from geo.sources.reading_files import opened

MOST_BYTES = 20_000_000
# Fewer words are a caption, a paywall's teaser or an error page.
FEWEST_WORDS = 25
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,40})""", re.IGNORECASE)


def read_html_file(path: Path, refuse: Refuse = stop_at) -> Iterator[Article]:
    """The one article of a saved web page."""
    with opened(path) as file:
        data = file.read(MOST_BYTES + 1)
    yield read_page(data, str(path))


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a page before it is read: where it came from, the server's charset, and what a feed says of it."""

    url: str | None = None
    charset: str | None = None
    published: date | None = None
    publisher: str | None = None


def read_page(data: bytes, where: str, known: Known = Known()) -> Article:
    """The article of a web page.

    The day is the one known beforehand (source "feed"), else the page's own (`geo.sources.page_dates`), else a guess from the whole page,
    whose source is "page". Raises InputError, naming `where`, for a page too large or without an article.
    """
    from trafilatura import load_html

    html = decode_page(data, where, known.charset)
    tree = load_html(html)
    if tree is None:
        raise InputError(f"{where}: not a web page")
    day = (known.published, "feed") if known.published else page_date(tree)
    found = _extract(html, known.url, where)
    text = "\n\n".join(_paragraphs(found))
    if len(text.split()) < FEWEST_WORDS:
        raise InputError(f"{where}: no article in this page: {len(text.split())} words besides menus and the like")
    if not day and (guessed := read_day(found.date)):
        day = guessed, "page"
    fields = {
        "text": text,
        "title": found.title,
        "url": _address(found.url, known.url),
        "publisher": known.publisher or found.sitename or found.hostname,
        "published": day[0].isoformat() if day else None,
    }
    return make_article(fields, where, day[1] if day else "given")


def decode_page(data: bytes, where: str, charset: str | None = None) -> str:
    """A page as text: by the server's charset, the page's own, as UTF-8, or by its bytes. Raises InputError where too large or none."""
    from trafilatura.utils import decode_file

    if len(data) > MOST_BYTES:
        raise InputError(f"{where}: the page is larger than {MOST_BYTES:,} bytes, so no report")
    if data[:4] in (b"%PDF", b"\x89PNG", b"PK\x03\x04", b"GIF8") or data[:2] in (b"\xff\xd8", b"\x1f\x8b"):
        raise InputError(f"{where}: not a web page but {data[:4]!r}…")
    declared = _CHARSET.search(data[:4096])
    for name in ("utf-8", charset, declared.group(1).decode() if declared else None):
        try:
            return data.decode(name or "ascii").replace("\0", "")
        except (ValueError, LookupError):
            # Some servers name a charset that is none ("undefined"), which Python knows as one that always fails.
            continue
    return decode_file(data).replace("\0", "")


def text_of(markup: str, where: str) -> str:
    """The words of a piece of HTML, as feeds carry them: paragraphs with a blank line between."""
    from lxml import etree, html

    try:
        root = html.fromstring(f"<div>{markup}</div>")
    except (etree.ParserError, ValueError) as error:
        raise InputError(f"{where}: not HTML: {error}") from error
    for element in root.xpath("//p | //br | //div | //li | //h1 | //h2 | //h3 | //blockquote"):
        element.tail = "\n\n" + (element.tail or "")
    for element in root.xpath("//script | //style"):
        element.text = ""
    lines = (" ".join(line.split()) for line in root.text_content().splitlines())
    return "\n\n".join(line for line in lines if line)


def _extract(html: str, url: str | None, where: str) -> Any:
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(html, url=url, with_metadata=True, include_comments=False, include_tables=False)
    except Exception as error:
        # Whatever a page does to the library: it costs this page, and not the archive that it stands in.
        raise InputError(f"{where}: not a web page that can be read: {type(error).__name__}: {error}"[:300]) from error
    if found is None:
        raise InputError(f"{where}: no article in this page")
    return found


def _paragraphs(found: Any) -> list[str]:
    """The lines of a report without its headline, which is its title."""
    lines = [line for line in (found.text or "").splitlines() if line.strip()]
    return lines[1:] if lines and lines[0].strip() == (found.title or "").strip() else lines


def _address(named: str | None, fetched: str | None) -> str | None:
    """The address that the page calls its own, unless it was fetched from elsewhere: no page may take another's place."""
    own = canonical_address(named) if named else None
    came = canonical_address(fetched) if fetched else None
    if own and (came is None or same_site(own, came)):
        return own
    return came
