"""Flags in a store: a person's word that a reading is wrong. They stand apart from what was read, and outlast reading it again."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from geo.records.facts import ControlChange, StatedDistance
from geo.records.flags import Flag, ReadingKey, change_key, distance_key
from geo.records.reading_json import from_json
from geo.stores.chunks import chunks
from geo.stores.tables import changes, distances, flags, mentions

_KEY = ("article_id", "kind", "start", "end", "read")


def raise_flags(connection: Connection, raised: Iterable[Flag]) -> int:
    """Keep flags, each once for a reading that nobody has flagged yet, and hang them on what is stored. How many are new."""
    listed = list(raised)
    ids = sorted({flag.key.article_id for flag in listed})
    standing = {flag.key for flag in standing_flags(connection, ids)}
    rows = [_row(flag) for flag in {f.key: f for f in listed if f.key not in standing}.values()]
    if rows:
        connection.execute(insert(flags), rows)
        hang_flags(connection, ids)
    return len(rows)


def take_back_flags(connection: Connection, keys: Iterable[ReadingKey], who: str) -> int:
    """Take back the standing flags of readings; they stay listed, with who took them back and when. How many there were."""
    wanted = set(keys)
    ids = [f.id for f in standing_flags(connection, sorted({k.article_id for k in wanted})) if f.key in wanted]
    back = {"taken_back": _now(), "taken_back_by": who}
    connection.execute(update(flags).where(flags.c.id.in_(ids)).values(back))
    return len(ids)


def list_flags(connection: Connection) -> list[Flag]:
    """All flags, also those taken back, latest first."""
    return [_flag(row) for row in connection.execute(select(flags).order_by(flags.c.since.desc(), flags.c.id.desc()))]


def standing_flags(connection: Connection, ids: Sequence[str]) -> list[Flag]:
    """The flags of articles that were not taken back."""
    return [_flag(row) for row in _standing(connection, ids)]


def hang_flags(connection: Connection, ids: Sequence[str]) -> None:
    """Hang the standing flags of articles on the rows that carry the flagged readings now, and on none where none does."""
    rows = _standing(connection, ids)
    if not rows:
        return
    found = dict(_readings(connection, sorted({row.article_id for row in rows})))
    for row in rows:
        kept: Any = found.get(_key(row))
        hung = {"fact_id": None, "mention_id": None}
        if kept:
            hung = {("mention_id" if row.kind == "place" else "fact_id"): kept.id, "position": kept.position}
        connection.execute(update(flags).where(flags.c.id == row.id).values(hung))


def forget_flags(connection: Connection, ids: Sequence[str]) -> None:
    """Delete the flags of articles that are deleted for good: they quote them."""
    for chunk in chunks(ids):
        connection.execute(delete(flags).where(flags.c.article_id.in_(chunk)))


def _standing(connection: Connection, ids: Sequence[str]) -> list[Any]:
    query = select(flags).where(flags.c.taken_back.is_(None)).order_by(flags.c.id)
    return [row for chunk in chunks(ids) for row in connection.execute(query.where(flags.c.article_id.in_(chunk)))]


def _readings(connection: Connection, ids: Sequence[str]) -> Iterator[tuple[ReadingKey, Any]]:
    for chunk in chunks(ids):
        for row in connection.execute(select(changes).where(changes.c.article_id.in_(chunk))):
            yield change_key(from_json(ControlChange, row.record)), row
        for row in connection.execute(select(distances).where(distances.c.article_id.in_(chunk))):
            yield distance_key(from_json(StatedDistance, row.record)), row
        placed = select(mentions).where(mentions.c.article_id.in_(chunk), mentions.c.place_id.is_not(None))
        for row in connection.execute(placed):
            yield ReadingKey(row.article_id, "place", row.record["start"], row.record["end"], row.place_id), row


def _row(flag: Flag) -> dict[str, Any]:
    told = {name: getattr(flag, name) for name in ("words", "quote", "who", "why")}
    key = {name: getattr(flag.key, name) for name in _KEY}
    return {**told, **key, "position": flag.sentence, "since": _plain(flag.since), "places": list(flag.places)}


def _key(row: Any) -> ReadingKey:
    return ReadingKey(*(getattr(row, name) for name in _KEY))


def _flag(row: Any) -> Flag:
    back = row.taken_back.replace(tzinfo=UTC) if row.taken_back else None
    since = row.since.replace(tzinfo=UTC)
    return Flag(
        _key(row), row.position, row.words, row.quote, row.who, since, row.why, tuple(row.places), back,
        row.taken_back_by, row.id,
    )  # fmt: skip


def _now() -> datetime:
    return _plain(datetime.now(UTC))


def _plain(when: datetime) -> datetime:
    """A time in UTC without its zone: the one form that both databases give back as they got it."""
    return when.astimezone(UTC).replace(tzinfo=None, microsecond=0)
