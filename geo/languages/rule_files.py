"""Reads a rule file into frozen records: an unknown, missing or wrongly formed field stops the run, naming file and record."""

import dataclasses
import json
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from geo.errors import DataFileError
from geo.settings import DATA

T = TypeVar("T")


@cache
def load_json(language: str, stem: str) -> dict[str, Any]:
    """`data/languages/<language>/<stem>.json` as a dictionary. Raises DataFileError when it is missing or no JSON object."""
    path = rule_path(language, stem)
    try:
        plain = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DataFileError(f"{path}: not a rule file: {error}") from error
    if not isinstance(plain, dict):
        raise DataFileError(f"{path}: a rule file is one JSON object, not {type(plain).__name__}")
    return plain


def rule_path(language: str, stem: str) -> Path:
    """Where the rule file of a language and stem is."""
    return DATA / "languages" / language / f"{stem}.json"


def make_records(kind: type[T], plain: Any, where: str) -> tuple[T, ...]:
    """A list of JSON objects as records of the dataclass `kind`. JSON lists become tuples. `where` names file and section."""
    if not isinstance(plain, list):
        raise DataFileError(f"{where}: a list is needed, not {type(plain).__name__}")
    return tuple(_make_record(kind, item, f"{where}, record {number}") for number, item in enumerate(plain, 1))


def _make_record(kind: type[T], item: Any, where: str) -> T:
    fields = {f.name: f for f in dataclasses.fields(kind)}  # type: ignore[arg-type]
    if not isinstance(item, dict):
        raise DataFileError(f"{where}: an object is needed, not {item!r}")
    needed = {n for n, f in fields.items() if f.default is f.default_factory is dataclasses.MISSING}
    for problem, names in (("unknown", item.keys() - fields.keys()), ("missing", needed - item.keys())):
        if names:
            raise DataFileError(f"{where}: {problem} field {', '.join(sorted(names))} in {item!r}")
    return kind(**{name: _frozen(value) for name, value in item.items()})


def _frozen(value: Any) -> Any:
    return tuple(_frozen(v) for v in value) if isinstance(value, list) else value
