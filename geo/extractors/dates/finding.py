"""Finds when: the dates that a sentence names, as half-open intervals, against the day of its report.

Own rules, since a parser of free prose takes "We" for Wednesday and does not know "the spring of 2013".
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from geo.extractors.dates.calendar import DAY, Aim
from geo.extractors.dates.reading import Meant, Setting, Written, read_written
from geo.languages.dates import DateRule, DateRules, date_rules
from geo.records.dates import DateSpan
from geo.records.text import ParsedSentence, Token


def find_dates(
    sentence: ParsedSentence, published: date | None, language: str = "en", before: date | None = None
) -> tuple[DateSpan, ...]:
    """The dates named in a sentence, in order; offsets are the article's.

    A date without its year gets the year that fits `published`: not after it, unless its verb is of the future. What is
    relative to an unknown `published` gives no date. `before` is the day spoken of before the sentence, from which "two days
    later" counts. A date that is said but not understood is a span without either end.
    """
    rules = date_rules(language)
    spans: list[DateSpan] = []
    found = find_written(sentence.text, rules)
    for number, written in enumerate(found):
        reference = _reference(sentence.text, found, number, published, rules)
        last = next((s.start for s in reversed(spans) if s.start), before)
        setting = Setting(reference, last, _aim(sentence, written, rules))
        meant = read_written(written, setting, rules)
        if meant is not None:
            spans.append(_span(sentence, written, meant, published))
        elif (unread := _unread(sentence, written, published)) is not None:
            spans.append(unread)
    return tuple(_framed(sentence, spans, published, rules))


_SAID = ("unknown", "neighbour", "later", "day", "days", "numbered day")
"""Kinds that name a day even where it cannot be told which."""


def _unread(sentence: ParsedSentence, written: Written, published: date | None) -> DateSpan | None:
    """A date before the report ("at a prior date"), or one that is said but not understood; None where nothing can be said."""
    at, kind = sentence.sentence.start, written.rule.kind
    words = sentence.text[written.start : written.end]
    where = (words, at + written.start, at + written.end)
    if kind == "prior":
        return DateSpan(None, published, "span", "relative", *where)
    said = kind in _SAID and (published is not None or kind == "unknown" or "year" in written.groups)
    return DateSpan(None, None, "span", "explicit", *where) if said and not words.startswith("after") else None


def is_unread(span: DateSpan) -> bool:
    """Whether a date was said but not understood."""
    return span.start is None and span.end is None


def find_written(text: str, rules: DateRules) -> list[Written]:
    """The dates as written in a text, the longest from the left, none overlapping; offsets are the text's."""
    groups = {name for name, hint in rules.hints.items() if hint.search(text)}
    if not groups:
        return []
    matches = [
        _written(match, rule)
        for rule, pattern, needs in rules.compiled
        if groups.issuperset(needs)
        for match in pattern.finditer(text)
    ]
    kept: list[Written] = []
    for written in sorted(matches, key=lambda w: (w.start, -w.end)):
        if not kept or written.start >= kept[-1].end:
            kept.append(written)
    return kept


def _written(match: re.Match[str], rule: DateRule) -> Written:
    named = {name: words for name, words in match.groupdict().items() if words}
    start, end = match.span("date") if "date" in named else match.span()
    if "which" in named:
        start, end = min(start, match.start("which")), max(end, match.end("which"))
    return Written(start, end, rule, {**named, "whole": match[0]})


def _first_token(sentence: ParsedSentence, written: Written) -> Sequence[Token]:
    at = sentence.sentence.start
    return sentence.tokens_in(at + written.start, at + written.end)[:1]


def _reference(
    text: str, found: Sequence[Written], number: int, published: date | None, rules: DateRules
) -> date | None:
    """The day to fit a year against: of "March and June 2015" that of the second date, else the report's."""
    dated, following = found[number], found[number + 1] if number + 1 < len(found) else None
    if following is None or "year" in dated.groups or dated.rule.kind not in ("day", "month"):
        return published
    joined = re.fullmatch(rules.frames["tight"], text[dated.end : following.start], re.I)
    if not joined or dated.rule.kind != following.rule.kind or "year" not in following.groups:
        return published
    meant = read_written(following, Setting(None), rules)
    return meant.interval[1] - DAY if meant else published


def _aim(sentence: ParsedSentence, written: Written, rules: DateRules) -> Aim:
    if any(_is_future(sentence, t, rules) for t in _first_token(sentence, written)):
        return "future"
    left = sentence.text[: written.start]
    ends = any(rules.pattern(rules.frames[name]).search(left) for name in ("until", "by"))
    return "nearest" if ends else "past"


def _is_future(sentence: ParsedSentence, token: Token, rules: DateRules) -> bool:
    """Whether the verb that a date hangs on is of the future: "will", or "to" under a plan."""
    verb = next((t for t in sentence.ancestors(token.index) if t.pos in ("VERB", "AUX")), None)
    while verb is not None:
        helpers = {c.text.lower() for c in sentence.children(verb.index) if c.dep in ("aux", "auxpass")}
        if helpers & {*rules.future.auxiliaries, *rules.future.modals}:
            return verb.tag in ("VB", "MD") or "have" not in helpers
        if "to" in helpers:
            above = sentence.tokens[verb.head]
            return above.lemma.lower() in rules.future.verbs or _is_future(sentence, verb, rules)
        if verb.dep not in ("conj", "xcomp", "pcomp") or verb.head == verb.index or "be" in helpers:
            return False
        verb = next((t for t in sentence.ancestors(verb.index) if t.pos in ("VERB", "AUX")), None)
    return False


def _span(sentence: ParsedSentence, written: Written, meant: Meant, published: date | None) -> DateSpan:
    at, (start, end) = sentence.sentence.start, meant.interval
    later = published is not None and start > published
    return DateSpan(
        start, end, meant.granularity, meant.basis, sentence.text[written.start : written.end],
        at + written.start, at + written.end, later,
    )  # fmt: skip


def _framed(
    sentence: ParsedSentence, spans: Sequence[DateSpan], published: date | None, rules: DateRules
) -> list[DateSpan]:
    """The dates with "since", "until", "by", "between … and …", "from … to …" and "the night of" around them taken in."""
    framed: list[DateSpan] = []
    index = 0
    while index < len(spans):
        pair = _pair(sentence, spans[index], spans[index + 1], rules) if index + 1 < len(spans) else None
        framed.append(pair or _open(sentence, spans[index], published, rules))
        index += 2 if pair else 1
    return framed


def _left(sentence: ParsedSentence, span: DateSpan) -> str:
    return sentence.text[: (span.start_offset or 0) - sentence.sentence.start]


def _pair(sentence: ParsedSentence, first: DateSpan, second: DateSpan, rules: DateRules) -> DateSpan | None:
    opening = rules.pattern(rules.frames["pair"]).search(_left(sentence, first))
    between = _left(sentence, second)[(first.end_offset or 0) - sentence.sentence.start :]
    if not opening or not re.fullmatch(rules.frames["join"].replace(" ", r"\s+"), between, re.I):
        return None
    if opening[0].lower().startswith("from") and re.search(r"\band\b", between):
        return None
    if first.start is None or second.end is None or first.start >= second.end:
        return None
    return _widened(sentence, replace(first, end=second.end, granularity="span", future=first.future), opening, second)


def _open(sentence: ParsedSentence, span: DateSpan, published: date | None, rules: DateRules) -> DateSpan:
    left = _left(sentence, span)
    if span.start is None:
        return span
    for name in ("since", "until", "by", "night"):
        opening = rules.pattern(rules.frames[name]).search(left)
        if opening and (name != "night" or span.granularity == "day"):
            return _widened(sentence, _opened(name, span, published), opening, span)
    return span


def _opened(name: str, span: DateSpan, published: date | None) -> DateSpan:
    if name == "since":
        end = None if published is None or span.future else published + DAY
        return replace(span, end=end, granularity="span")
    if name == "night":
        return replace(span, end=span.end + DAY if span.end else None, granularity="span")
    return replace(span, start=None, granularity="span")


def _widened(sentence: ParsedSentence, span: DateSpan, opening: re.Match[str], last: DateSpan) -> DateSpan:
    """The interval with the words from its opening to its last date."""
    at = sentence.sentence.start
    start, end = opening.start(), (last.end_offset or 0) - at
    return replace(span, text=sentence.text[start:end], start_offset=at + start, end_offset=at + end)
