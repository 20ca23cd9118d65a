"""A reading as one JSON object, and back: the form of `python -m geo read --format jsonl` and of the store."""

import dataclasses
import types
import typing
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any, TypeVar

from geo.records.actors import ActorMention
from geo.records.facts import Reading

T = TypeVar("T")
Builder = Callable[[Any], Any]
# A field whose plain name is a Python keyword or would be unclear there, and its name in JSON.
_IN_JSON = {"from_place": "from", "of_place": "of"}
_PLAIN = (str, int, float, bool, type(None))


def to_json(record: Any) -> Any:
    """A record as plain lists, dictionaries and strings; dates as ISO 8601. An actor mention says its actor's id and name."""
    kind: Any = type(record)
    if kind in _PLAIN:
        return record
    if names := _names(kind):
        plain = {key: to_json(getattr(record, name)) for name, key in names}
        if isinstance(record, ActorMention):
            plain |= {"id": record.actor and record.actor.id, "name": record.actor and record.actor.name}
        return plain
    if isinstance(record, tuple | list):
        return [to_json(item) for item in record]
    return record.isoformat() if isinstance(record, date) else record


@cache
def _names(kind: Any) -> list[tuple[str, str]]:
    """The fields of a record and their names in JSON; none for what is no record."""
    found = dataclasses.fields(kind) if dataclasses.is_dataclass(kind) else ()
    return [(f.name, _IN_JSON.get(f.name, f.name)) for f in found]


def reading_to_json(reading: Reading) -> dict[str, Any]:
    """A reading in the published form: the article without its text and where it came from, the places without their other names."""
    plain: dict[str, Any] = to_json(reading)
    del plain["article"]["text"], plain["article"]["origin"], plain["called"]
    return plain


def from_json(kind: type[T], plain: Any) -> T:
    """The record of class `kind` that `to_json` made `plain` of.

    Raises KeyError or TypeError when `plain` is not of that form.
    """
    return typing.cast(T, _builder(typing.cast(typing.Hashable, kind))(plain))


@cache
def _builder(kind: Any) -> Builder:
    """How to make a value of a type, worked out once a type: a store reads the same few types thousands of times."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (types.UnionType, typing.Union):
        inner = _builder(next(a for a in arguments if a is not type(None)))
        return lambda plain: None if plain is None else inner(plain)
    if origin is tuple:
        item = _builder(arguments[0])
        if item is _same:
            return lambda plain: None if plain is None else tuple(plain)
        return lambda plain: None if plain is None else tuple([item(p) for p in plain])
    if dataclasses.is_dataclass(kind):
        return _record_builder(typing.cast(type, kind))
    return _date if kind is date else _same


def _record_builder(kind: type) -> Builder:
    hints = typing.get_type_hints(kind)
    fields = [(f.name, _IN_JSON.get(f.name, f.name), _builder(hints[f.name])) for f in dataclasses.fields(kind)]
    # Most fields are the same in both forms: calling a function for each takes longer than all else that a list of facts does.
    same = [(name, key) for name, key, make in fields if make is _same]
    made = [field for field in fields if field[2] is not _same]

    def build(plain: Any) -> Any:
        if plain is None:
            return None
        given = {name: plain[key] for name, key in same if key in plain}
        for name, key, make in made:
            if key in plain:
                given[name] = make(plain[key])
        return kind(**given)

    return build


def _date(plain: Any) -> Any:
    return None if plain is None else date.fromisoformat(plain)


def _same(plain: Any) -> Any:
    return plain
