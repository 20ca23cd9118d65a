"""The rules of one language about where sentences end."""

import re
from dataclasses import dataclass
from functools import cache

from geo.errors import DataFileError
from geo.languages.rule_files import load_json, make_records, rule_path


@dataclass(frozen=True, slots=True)
class SentenceExample:
    """A text and the sentences it has to fall into."""

    text: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SentenceRules:
    """Abbreviations without their full stop, folded to lower case, and the words that begin a sentence after one.

    `dateline` matches the head of a report's line, up to its first sentence.
    """

    titles: frozenset[str]
    units: frozenset[str]
    abbreviations: frozenset[str]
    openers: frozenset[str]
    dateline: re.Pattern[str]
    examples: tuple[SentenceExample, ...]


@cache
def sentence_rules(language: str = "en") -> SentenceRules:
    """The rules of `data/languages/<language>/sentences.json`. Raises DataFileError when a section is missing."""
    plain, where = load_json(language, "sentences"), rule_path(language, "sentences")
    try:
        words: dict[str, frozenset[str]] = {
            s: frozenset(plain[s]) for s in ("titles", "units", "abbreviations", "openers")
        }
        dateline = re.compile(plain["dateline"], re.MULTILINE)
        examples = make_records(SentenceExample, plain["examples"], f"{where}, examples")
        return SentenceRules(**words, dateline=dateline, examples=examples)
    except KeyError as error:
        raise DataFileError(f"{where}: missing section {error}") from error
    except re.error as error:
        raise DataFileError(f"{where}: dateline: not a pattern: {error}") from error
