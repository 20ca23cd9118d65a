"""What of a text is no word of its report, or stands for one: `data/languages/<code>/plain.json`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from geo.errors import DataFileError
from geo.languages.rule_files import load_json, make_records, rule_path


@dataclass(frozen=True, slots=True)
class PlainExample:
    """A text and how it is read."""

    text: str
    plain: str


@dataclass(frozen=True, slots=True)
class PlainRules:
    """One language's words and lines that are taken out of a text, or written otherwise, before it is read.

    `left_out` matches the lines that a page sets around a report; `code` a nation's code before those who fight or before
    what they do, its groups named `code` and `forces`; `note` what stands in brackets and is no word of the report; `again` a
    hyphen in a word that the model would take for three ("re-established").
    `articles` and `prefixes` keep their hyphen where a line was broken behind it; behind the words of `listing` a colon
    before a list says nothing.
    """

    language: str
    left_out: re.Pattern[str]
    code: re.Pattern[str]
    codes: Mapping[str, str]
    forces: frozenset[str]
    deeds: frozenset[str]
    note: re.Pattern[str]
    again: re.Pattern[str]
    articles: frozenset[str]
    prefixes: frozenset[str]
    listing: frozenset[str]
    examples: tuple[PlainExample, ...]


@cache
def plain_rules(language: str = "en") -> PlainRules:
    """The rules of `data/languages/<language>/plain.json`. Raises DataFileError when a section is missing or no pattern."""
    plain, where = load_json(language, "plain"), rule_path(language, "plain")
    try:
        words: dict[str, frozenset[str]] = {
            s: frozenset(plain[s]) for s in ("forces", "deeds", "articles", "prefixes", "listing")
        }
        opens = f"[ \\t>*•–—-]*(?:{'|'.join(plain['left_out'])})[^\\n]*"
        whole = f"[ \\t]*(?:{'|'.join(plain['left_out_wholly'])})[ \\t]*"
        return PlainRules(
            language=language,
            left_out=re.compile(f"^(?:{opens}|{whole})$", re.IGNORECASE | re.MULTILINE),
            code=re.compile(
                f"(?<![\\w#@/-])(?P<code>{_any(plain['codes'])})(?= (?:(?P<forces>(?i:{_any(words['forces'])}))"
                f"|{_any(words['deeds'])})\\b)"
            ),
            codes=plain["codes"],
            note=re.compile(f"(?:\\d{{1,3}}|[a-z]|(?:note|nb|n) ?\\d{{1,2}}|{_any(plain['notes'])})", re.IGNORECASE),
            again=re.compile(f"(?<![\\w-])(?i:re)(?P<hyphen>-)(?={_any(plain['again'])})"),
            examples=make_records(PlainExample, plain["examples"], f"{where}, examples"),
            **words,
        )
    except KeyError as error:
        raise DataFileError(f"{where}: missing section {error}") from error
    except re.error as error:
        raise DataFileError(f"{where}: not a pattern: {error}") from error


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) + ")"
