"""A reading as one JSON object, and back: the form of `python -m geo read --format jsonl` and of the store."""

import dataclasses
import types
import typing
from datetime import date
from functools import cache
from typing import Any, TypeVar

from geo.records.actors import ActorMention
from geo.records.facts import Reading

T = TypeVar("T")
# A field whose plain name is a Python keyword or would be unclear there, and its name in JSON.
_IN_JSON = {"from_place": "from", "of_place": "of"}


def to_json(record: Any) -> Any:
    """A record as plain lists, dictionaries and strings; dates as ISO 8601. An actor mention says its actor's id and name."""
    if dataclasses.is_dataclass(record):
        plain = {_IN_JSON.get(f.name, f.name): to_json(getattr(record, f.name)) for f in dataclasses.fields(record)}
        if isinstance(record, ActorMention):
            plain |= {"id": record.actor and record.actor.id, "name": record.actor and record.actor.name}
        return plain
    if isinstance(record, tuple | list):
        return [to_json(item) for item in record]
    return record.isoformat() if isinstance(record, date) else record


def reading_to_json(reading: Reading) -> dict[str, Any]:
    """A reading in the published form: the article without its text."""
    plain: dict[str, Any] = to_json(reading)
    del plain["article"]["text"]
    return plain


def from_json(kind: type[T], plain: Any) -> T:
    """The record of class `kind` that `to_json` made `plain` of.

    Raises KeyError or TypeError when `plain` is not of that form.
    """
    return typing.cast(T, _build(kind, plain))


@cache
def _field_types(kind: type) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {f.name: hints[f.name] for f in dataclasses.fields(kind)}


def _build(kind: Any, plain: Any) -> Any:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if plain is None or origin is typing.Literal:
        return plain
    if origin in (types.UnionType, typing.Union):
        return _build(next(a for a in arguments if a is not type(None)), plain)
    if origin is tuple:
        return tuple(_build(arguments[0], item) for item in plain)
    if dataclasses.is_dataclass(kind):
        wanted = _field_types(typing.cast(type, kind))
        present = {n: t for n, t in wanted.items() if _IN_JSON.get(n, n) in plain}
        return typing.cast(type, kind)(**{n: _build(t, plain[_IN_JSON.get(n, n)]) for n, t in present.items()})
    return date.fromisoformat(plain) if kind is date else plain
