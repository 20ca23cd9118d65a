"""The ways in which one language names a border by both its countries: `data/languages/<code>/borders.json`, compiled."""

import re
from dataclasses import dataclass
from functools import cache

from geo.errors import DataFileError
from geo.languages.rule_files import load_json, make_records, rule_path


@dataclass(frozen=True, slots=True)
class BorderPattern:
    """One way: a regular expression with the groups `one`, `other` and `word`, once {name} and {word} are filled in."""

    id: str
    pattern: str
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@cache
def border_patterns(words: str, language: str = "en") -> tuple[tuple[BorderPattern, re.Pattern[str]], ...]:
    """The ways of a language with their expressions; `words` matches the words for a border.

    Raises DataFileError, naming the record, when a section is missing or a pattern is none.
    """
    plain, where = load_json(language, "borders"), rule_path(language, "borders")
    try:
        records, name = make_records(BorderPattern, plain["patterns"], f"{where}, patterns"), plain["name"]
    except KeyError as error:
        raise DataFileError(f"{where}: missing section {error}") from error
    return tuple((record, _compile(record, name, words, str(where))) for record in records)


def _compile(record: BorderPattern, name: str, words: str, where: str) -> re.Pattern[str]:
    try:
        return re.compile(record.pattern.replace("{name}", name).replace("{word}", f"(?P<word>{words})"))
    except re.error as error:
        raise DataFileError(f"{where}: {record.id!r} is no regular expression: {error}") from error
