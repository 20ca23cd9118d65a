"""What people flagged as wrong: by what it says is wrong, and as tables to take away for who mends the rules."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from geo.records.facts import ControlChange, StatedDistance
from geo.records.flags import Flag, ReadingKey, change_key, distance_key, place_key
from geo.records.places import PlaceMention
from geo.views.wording import write_day

Standing = Mapping[ReadingKey, Flag]
NO_FLAGS: Standing = MappingProxyType({})
FLAG_COLUMNS = (
    "flagged_by", "flagged_on", "flag_reason", "what", "read", "words", "sentence", "places", "article", "start", "end",
    "taken_back_by", "taken_back_on",
)  # fmt: skip
MARK_COLUMNS = FLAG_COLUMNS[:3]
"""Columns that a table of facts carries: who flagged the fact, when and why; empty where nobody did."""


def standing_flags(flags: Iterable[Flag]) -> Standing:
    """The flags that nobody took back, by what they say is wrong; a day given to a report says that of nothing."""
    return {flag.key: flag for flag in flags if flag.taken_back is None and flag.key.kind != "day"}


def count_at_places(standing: Standing) -> Counter[str]:
    """How many standing flags speak of each place, by its id."""
    return Counter(place for flag in standing.values() for place in flag.places)


def flag_on_change(standing: Standing, change: ControlChange, at: Iterable[PlaceMention]) -> Flag | None:
    """The flag on a change, else that on one of the names it is told of as the places they were read as."""
    article = change.evidence.article_id
    keys = (change_key(change), *(place_key(article, mention) for mention in at))
    return next((standing[key] for key in keys if key in standing), None)


def flag_on_distance(standing: Standing, distance: StatedDistance) -> Flag | None:
    """The flag on a stated distance, else that on one of its two ends."""
    article, ends = distance.evidence.article_id, filter(None, (distance.of_place, distance.from_place))
    keys = (distance_key(distance), *(place_key(article, mention) for mention in ends))
    return next((standing[key] for key in keys if key in standing), None)


def mark_cells(flag: Flag | None) -> tuple[str, str, str]:
    """The cells of MARK_COLUMNS; the time in UTC, as ISO 8601 writes it."""
    return (flag.who, flag.since.isoformat(), told_reason(flag)) if flag else ("", "", "")


def told_reason(flag: Flag) -> str:
    """Why a fact is said to be wrong, and of which of its places that is said where it is one's."""
    what = f"place “{flag.words}”" if flag.key.kind == "place" else ""
    return ": ".join(filter(None, (what, flag.why)))


def mark_words(flag: Flag) -> str:
    """ "flagged as wrong by Ann on 4 Mar 2026: another battle". Plain text."""
    reason = told_reason(flag)
    return f"flagged as wrong by {flag.who} on {write_day(flag.since.date())}" + (f": {reason}" if reason else "")


def flag_row(flag: Flag) -> tuple[object, ...]:
    """The cells of FLAG_COLUMNS."""
    key = flag.key
    back = flag.taken_back.isoformat() if flag.taken_back else ""
    return (
        flag.who, flag.since.isoformat(), flag.why, key.kind, key.read, flag.words, flag.quote, " ".join(flag.places), key.article_id, key.start,
        key.end, flag.taken_back_by or "", back,
    )  # fmt: skip


def flags_json(flags: Iterable[Flag]) -> str:
    """All flags, also those taken back, as a JSON array of objects with the fields of FLAG_COLUMNS."""
    rows = [dict(zip(FLAG_COLUMNS, flag_row(flag), strict=True)) for flag in flags]
    return json.dumps(rows, ensure_ascii=False, indent=1)
