"""Which reports tell one story: copies and near copies of an agency's text, found by their words.

Each text gets a signature: a key of its words for exact copies, and MinHash values (Broder 1997) of its three-word shingles
for near ones. Texts whose signatures agree in a band share a key, and are one story when half of their shingles are the
same and they were published within two weeks. A story is all that hangs together in this way, named by its smallest
article id, so that the order of arrival changes nothing. Every report is kept; only the counting differs.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, select, update

from geo.records.text import Article
from geo.stores.chunks import chunks
from geo.stores.inserting import insert_rows
from geo.stores.tables import articles, mentions, story_keys
from geo.stores.totals import count_in, count_out

ALIKE = 0.5
WINDOW = timedelta(days=14)
# 25 bands of 5 values: the best for the threshold of one half with 128 values (datasketch's own choice).
_VALUES, _BANDS, _BAND = 128, 25, 5
# Shorter texts share their shingles by chance or by custom: only exact copies of them count.
_FEWEST_SHINGLES = 20
_EXACT = 8
_WORD = re.compile(r"\w+")


@dataclass(slots=True)
class Told:
    """A report as stories see it."""

    id: str
    story_id: str
    signature: bytes
    published: date | None
    keys: tuple[int, ...] = ()


def sign_text(text: str) -> bytes:
    """A text's signature: 8 bytes of all its words, then 128 MinHash values of 4 bytes where it is long enough."""
    words = _WORD.findall(text.lower())
    exact = hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).digest()[:_EXACT]
    shingles = {" ".join(words[i : i + 3]) for i in range(len(words) - 2)}
    return exact + (_min_hash(shingles) if len(shingles) >= _FEWEST_SHINGLES else b"")


def story_keys_of(signature: bytes) -> list[int]:
    """The keys under which a signature is found: one for exact copies, 25 for near ones, as signed 64-bit numbers."""
    width = 4 * _BAND
    values = signature[_EXACT:]
    bands = (
        hashlib.sha256(bytes([n]) + values[n * width : (n + 1) * width]).digest()
        for n in range(_BANDS if values else 0)
    )
    return [int.from_bytes(key[:8], "big", signed=True) for key in (signature[:_EXACT], *bands)]


def likeness(one: bytes, other: bytes) -> float:
    """The share of shingles that two texts have in common (Jaccard), estimated from their signatures; 1 for exact copies."""
    if one[:_EXACT] == other[:_EXACT]:
        return 1.0
    a, b = one[_EXACT:], other[_EXACT:]
    if not a or not b:
        return 0.0
    return sum(a[i : i + 4] == b[i : i + 4] for i in range(0, len(a), 4)) / _VALUES


def group_stories(connection: Connection, reports: Iterable[Article]) -> dict[str, Told]:
    """Put reports that are not stored yet into stories, joining stored stories where a report links them.

    These stories are counted out of the totals: who stores the reports counts in all that are named by what this gives.
    """
    fresh = [_sign(article) for article in reports]
    by_key, renamed = _stored_under(connection, {key for told in fresh for key in told.keys}), dict[str, str]()
    stored, touched = {t.id: t.story_id for found in by_key.values() for t in found}, set[str]()
    for told in fresh:
        near = {other.id: other for key in told.keys for other in by_key[key] if _one_story(told, other)}
        stories = {other.story_id for other in near.values()}
        touched |= {stored[i] for i in near if i in stored}
        told.story_id = min({told.id, *stories})
        _rename(by_key, stories - {told.story_id}, told.story_id, renamed)
        for key in told.keys:
            by_key[key].append(told)
    count_out(connection, touched)
    for old, new in renamed.items():
        _rename_stored(connection, articles.c.story_id == old, new)
    return {told.id: told for told in fresh}


def _sign(article: Article) -> Told:
    signature = sign_text(article.text)
    return Told(article.id, article.id, signature, article.published, tuple(sorted(set(story_keys_of(signature)))))


def keep_keys(connection: Connection, told: Iterable[Told]) -> None:
    """Store the keys of reports just stored, so that later ones find them."""
    rows = [{"key": key, "article_id": t.id} for t in told for key in t.keys]
    insert_rows(connection, story_keys, rows)


def drop_keys(connection: Connection, ids: Sequence[str]) -> None:
    """Forget the keys of articles that are about to be deleted."""
    rows = connection.execute(select(articles.c.id, articles.c.signature).where(articles.c.id.in_(ids))).all()
    for row in rows:
        found = story_keys_of(row.signature) if row.signature else []
        connection.execute(delete(story_keys).where(story_keys.c.key.in_(found), story_keys.c.article_id == row.id))


def rename_headless(connection: Connection, gone: Sequence[str]) -> set[str]:
    """Give stories named by articles that were deleted the smallest id that is left in them: their new names."""
    left = select(articles.c.story_id, func.min(articles.c.id).label("first")).group_by(articles.c.story_id)
    named = connection.execute(left.where(articles.c.story_id.in_(gone))).all()
    for story, first in named:
        _rename_stored(connection, articles.c.story_id == story, first)
    return {first for _, first in named}


def fill_stories(connection: Connection, at_most: int) -> int:
    """Group articles that were stored before stories were: up to `at_most` of them. How many it were."""
    query = select(articles).where(articles.c.signature.is_(None)).order_by(articles.c.id).limit(at_most)
    rows = connection.execute(query).all()
    old = [Article(r.id, r.title, r.text, published=r.published) for r in rows]
    count_out(connection, [a.id for a in old])
    grouped = group_stories(connection, old)
    for told in grouped.values():
        connection.execute(update(articles).where(articles.c.id == told.id).values(signature=told.signature))
        _rename_stored(connection, articles.c.id == told.id, told.story_id)
    count_in(connection, {told.story_id for told in grouped.values()})
    keep_keys(connection, grouped.values())
    return len(rows)


def _min_hash(shingles: set[str]) -> bytes:
    found = _blank().copy()
    found.update_batch([s.encode("utf-8", "surrogatepass") for s in sorted(shingles)])
    return found.hashvalues.astype("<u4").tobytes()  # type: ignore[no-any-return]


@cache
def _blank() -> Any:
    """The signature of no text: its permutations are made once, since they are the same for all texts."""
    from datasketch import MinHash

    # The scheme and the hash are named, since stored signatures must stay comparable with later ones.
    return MinHash(num_perm=_VALUES, seed=1, scheme="affine32")


def _stored_under(connection: Connection, keys: set[int]) -> dict[int, list[Told]]:
    found: dict[int, list[Told]] = defaultdict(list)
    known: dict[str, Told] = {}
    columns = (story_keys.c.key, articles.c.id, articles.c.story_id, articles.c.signature, articles.c.published)
    joined = select(*columns).join(articles, articles.c.id == story_keys.c.article_id)
    for chunk in chunks(sorted(keys)):
        for row in connection.execute(joined.where(story_keys.c.key.in_(chunk))):
            told = known.setdefault(row.id, Told(row.id, row.story_id, row.signature, row.published))
            found[row.key].append(told)
    return found


def _one_story(told: Told, other: Told) -> bool:
    if told.signature[:_EXACT] == other.signature[:_EXACT]:
        return True
    near = told.published is None or other.published is None or abs(told.published - other.published) <= WINDOW
    return near and likeness(told.signature, other.signature) >= ALIKE


def _rename(by_key: dict[int, list[Told]], old: set[str], new: str, renamed: dict[str, str]) -> None:
    if not old:
        return
    for told in (t for found in by_key.values() for t in found):
        if told.story_id in old:
            told.story_id = new
    for name in [n for n, became in renamed.items() if became in old]:
        renamed[name] = new
    renamed.update(dict.fromkeys(old, new))


def _rename_stored(connection: Connection, which: ColumnElement[bool], name: str) -> None:
    """Give articles another story, and so their mentions, which carry it too."""
    theirs = mentions.c.article_id.in_(select(articles.c.id).where(which))
    connection.execute(update(mentions).where(theirs).values(story_id=name))
    connection.execute(update(articles).where(which).values(story_id=name))
