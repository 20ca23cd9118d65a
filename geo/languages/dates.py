"""The words in which a language says when: `data/languages/<code>/dates.json`, compiled."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Literal

from geo.errors import DataFileError
from geo.languages.rule_files import load_json, make_records, rule_path

DateKind = Literal[
    "day",
    "numbered day",
    "days",
    "month",
    "season",
    "year",
    "night",
    "weekday",
    "offset",
    "neighbour",
    "ago",
    "past",
    "step",
    "later",
    "vague",
    "lone day",
    "prior",
    "unknown",
]
"""How a match is turned into an interval; `geo.extractors.dates.finding` has a reader for each."""
DateExample = tuple[str, str, str | None, str | None]
"""A text, the day of its report, and the half-open interval that its first date means (ISO 8601; None: open)."""
_SECTIONS = {
    "months", "weekdays", "seasons", "numbers", "ordinals", "units", "parts", "future", "rules", "frames", "report", "common_words",
    "headings", "hints",
}  # fmt: skip
_HINTS = {"{month}": "months", "{weekday}": "weekdays", "{season}": "seasons", "{year}": "years"}


@dataclass(frozen=True, slots=True)
class DatePart:
    """Words for a part of a month (first and last day; 0 the end, negative from the end), year (months), season (months)."""

    words: tuple[str, ...]
    month: tuple[int, int]
    year: tuple[int, int]
    season: tuple[int, int]


@dataclass(frozen=True, slots=True)
class DateRule:
    """A wording of a date: its pattern, and how it is read. `cased`: months need their capital ("May", "March")."""

    name: str
    kind: DateKind
    pattern: str
    examples: tuple[DateExample, ...]
    counter_examples: tuple[str, ...] = ()
    cased: bool = False


@dataclass(frozen=True, slots=True)
class FutureWords:
    """Words that set what they govern after the report."""

    auxiliaries: tuple[str, ...]
    verbs: tuple[str, ...]
    modals: tuple[str, ...]


@dataclass(frozen=True)
class DateRules:
    """All of one language's date vocabulary."""

    words: Mapping[str, Mapping[str, Any]]
    """Months, weekdays, seasons (first month), numbers, ordinals and units by word."""
    parts: tuple[DatePart, ...]
    rules: tuple[DateRule, ...]
    future: FutureWords
    frames: Mapping[str, str]
    report: Mapping[str, Any]
    headings: Mapping[str, str]
    hint_words: str
    common: tuple[str, ...] = ()
    """Months that are common words too, in lower case: never a month without their capital."""
    sooner: frozenset[str] = frozenset()
    """Words for what has passed of a week or month that goes on."""

    @cached_property
    def part_of(self) -> dict[str, DatePart]:
        """Each word for a part, and the part."""
        return {word: part for part in self.parts for word in part.words}

    @cached_property
    def compiled(self) -> tuple[tuple[DateRule, re.Pattern[str], tuple[str, ...]], ...]:
        """Each rule with its pattern and the groups of words that a text must hold for it to match."""
        return tuple((rule, self.pattern(rule.pattern, cased=rule.cased), self._needs(rule)) for rule in self.rules)

    @cached_property
    def hints(self) -> dict[str, re.Pattern[str]]:
        """A quick test for each group of words."""
        named = {group: re.compile(_any(self.words[group]), re.I) for group in ("months", "weekdays", "seasons")}
        return {**named, "years": re.compile(r"(?:19|20)\d\d"), "words": re.compile(self.hint_words, re.I)}

    @staticmethod
    def _needs(rule: DateRule) -> tuple[str, ...]:
        return tuple(group for sign, group in _HINTS.items() if sign in _required(rule.pattern)) or ("words",)

    @cached_property
    def line_head(self) -> re.Pattern[str]:
        """A day or an hour at the head of a line with what parts it from the words behind it."""
        return re.compile(f"^{self._dated_line}{self.headings['before_words']}", re.M)

    @cached_property
    def heading(self) -> re.Pattern[str]:
        """A line that holds nothing but a day, a month, a year or an hour; `date` is the first, `until` a second day."""
        return re.compile(f"^{self._dated_line}{self.headings['alone']}$", re.M)

    @cached_property
    def _dated_line(self) -> str:
        words, day, year = self.words, r"\d{1,2}(?:st|nd|rd|th)?", r"(?:19|20)\d\d"
        month, weekday = (f"(?i:{_any(words[name])})" for name in ("months", "weekdays"))
        dated = self.headings["date"]
        for sign, part in {"{day}": day, "{month}": month, "{weekday}": weekday, "{year}": year}.items():
            dated = dated.replace(sign, part)
        clock = self.headings["clock"]
        joined = f"(?P<date>{dated})(?:{self.headings['until']}(?P<until>{dated}))?(?:,? ?(?:at |\\()?{clock}\\)?)?"
        return f"{self.headings['before']}(?:{joined}|{clock})"

    @cached_property
    def _patterns(self) -> dict[tuple[str, bool], re.Pattern[str]]:
        return {}

    def pattern(self, text: str, *, cased: bool = False) -> re.Pattern[str]:
        """A pattern with its words filled in. Raises DataFileError when it is no regular expression."""
        known = self._patterns.get((text, cased))
        if known is None:
            known = self._patterns[text, cased] = self._compile(text, cased)
        return known

    def _compile(self, text: str, cased: bool) -> re.Pattern[str]:
        for sign, part in self._fillings(cased).items():
            text = text.replace(sign, part)
        try:
            return re.compile(text.replace(" ?", r"\s*").replace(" ", r"\s+"), re.I | re.M)
        except re.error as error:
            raise DataFileError(f"date rules: {text!r} is no regular expression: {error}") from error

    def _fillings(self, cased: bool) -> dict[str, str]:
        words = self.words
        day = rf"\d{{1,2}}(?:st|nd|rd|th)?(?!\d)|{_any(words['ordinals'])}"
        names = [m.capitalize() for m in words["months"] if len(m) > 3 or m == "may"]
        month = f"(?-i:{_any(names)})" if cased else f"(?!(?-i:{_any(self.common)})\\b){_any(words['months'])}"
        weekday, number = _any(words["weekdays"]), rf"\d{{1,3}}|{_any(words['numbers'])}"
        return {
            "{day}": f"(?<!\\d)(?P<day>{day})", "{day2}": f"(?P<day2>{day})", "{month}": f"(?P<month>{month})",
            "{year}": r"(?P<year>(?:19|20)\d\d)", "{year2}": r"(?P<year2>(?:19|20)?\d\d)",
            "{weekday}": f"(?P<weekday>{weekday})", "{weekday2}": f"(?P<weekday2>{weekday})",
            "{season}": f"(?P<season>{_any(words['seasons'])})", "{part}": f"(?P<part>{_any(self.part_of)})",
            "{ordinal}": _any(words["ordinals"]), "{number}": f"(?P<number>{number})", "{unit}": f"(?P<unit>{_any(words['units'])})",
        }  # fmt: skip


def _required(pattern: str) -> str:
    """A pattern without its optional groups "(?:…)?"."""
    before = ""
    while before != pattern:
        before, pattern = pattern, re.sub(r"\(\?:[^()]*\)\?", "", pattern)
    return pattern


def _any(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in longest_first) + ")"


@cache
def date_rules(language: str = "en") -> DateRules:
    """The date rules of a language. Raises DataFileError naming the file and record when they are wrong."""
    path, plain = rule_path(language, "dates"), load_json(language, "dates")
    if missing := _SECTIONS - plain.keys():
        raise DataFileError(f"{path}: missing section {', '.join(sorted(missing))}")
    return DateRules(
        words={
            name: plain[name] for name in ("months", "weekdays", "seasons", "numbers", "ordinals", "units", "which")
        },
        parts=make_records(DatePart, plain["parts"], f"{path}, parts"),
        rules=make_records(DateRule, plain["rules"], f"{path}, rules"),
        future=make_records(FutureWords, [plain["future"]], f"{path}, future")[0],
        frames=plain["frames"],
        report=plain["report"],
        headings=plain["headings"],
        hint_words=plain["hints"],
        common=tuple(plain["common_words"]),
        sooner=frozenset(plain["sooner"]),
    )
