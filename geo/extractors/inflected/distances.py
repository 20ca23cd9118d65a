"""Stated distances: "в 12 км к югу от Бахмута", "за 20 кілометрів на захід від …", "15 км севернее …", "от A до B 240 километров"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo.extractors.inflected.ground import CONTAINERS, Ground, Placed, last_town
from geo.languages.inflected import inflected_words, name_rules
from geo.records.facts import Bearing, Limit, StatedDistance, Unit
from geo.records.text import Evidence
from geo.text.inflected import GEN, Word

RULE = "measure"
AHEAD = 4
"""Words between a preposition of the anchor and its name: "от крупного города Бахмут"."""
_LIMITS: Mapping[str, Limit] = {"approximate": "", "at_most": "at_most", "at_least": "at_least"}
_RANGE = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class _Measure:
    first: int
    last: int
    value: float
    unit: Unit
    km: float
    approximate: bool
    limit: Limit


def find_distances(ground: Ground) -> tuple[StatedDistance, ...]:
    """The distances that a sentence states."""
    measures = _measures(ground.words, ground.language)
    return tuple(distance for m in measures if (distance := _read(m, ground)) is not None)


def _measures(words: Sequence[Word], language: str) -> Iterator[_Measure]:
    rules = inflected_words(language, "distance")
    for at, word in enumerate(words):
        unit = next((u for u in sorted(word.lemmas) if u in rules["units"]), None)
        if unit is None or not at:
            continue
        numbered = _number_before(words, at, rules["numbers"])
        if numbered is None:
            continue
        first, value = numbered
        lead = first - 1
        approximate, limit = False, _LIMITS["approximate"]
        for kind in ("approximate", "at_most", "at_least"):
            for phrase in rules[kind]:
                size = len(phrase.split())
                said = " ".join(w.text.lower() for w in words[max(0, lead + 1 - size) : lead + 1])
                if said == phrase and phrase not in rules["to"]:
                    approximate, limit, lead = kind == "approximate", _LIMITS[kind], lead - size
        trap = lead >= 0 and (words[lead].lemmas & set(rules["traps_before"]))
        if trap and not _bearing_at(words, at + 1, rules)[1]:
            continue
        yield _Measure(first, at, value, rules["units"][unit][0], value * rules["units"][unit][1], approximate, limit)


def _number_before(words: Sequence[Word], at: int, numbers: Mapping[str, float]) -> tuple[int, float] | None:
    """The first word of the number before a unit, and its value: digits, words, or the middle of a range."""
    before = words[at - 1]
    if re.fullmatch(r"\d+(?:[.,]\d+)?", before.text):
        value = float(before.text.replace(",", "."))
        if at >= 4 and words[at - 2].text in _RANGE and words[at - 3].text.isdigit():
            return at - 3, (float(words[at - 3].text) + value) / 2
        if at >= 2 and words[at - 2].text.isdigit() and len(before.text) == 3 and len(words[at - 2].text) <= 2:
            return at - 2, float(words[at - 2].text + before.text)
        return at - 1, value
    tens = next((numbers[n] for n in before.lemmas if n in numbers), None)
    if tens is None:
        return None
    higher = next((numbers[n] for n in words[at - 2].lemmas if n in numbers), None) if at >= 2 else None
    return (at - 2, higher + tens) if higher and higher >= 20 and tens < 10 else (at - 1, tens)


def _bearing_at(words: Sequence[Word], at: int, rules: Any) -> tuple[int, Bearing | None]:
    """The word behind a bearing that begins at a word, and the bearing; (at, None) without one."""
    start = at + 1 if at < len(words) and words[at].text.lower() in rules["towards"] else at
    found: tuple[int, Bearing | None] = (at, None)
    for bearing, said in rules["bearings"].items():
        for phrase in said:
            parts = phrase.split()
            span = words[start : start + len(parts)]
            same = len(span) == len(parts) and all(
                p in w.lemmas or p == w.text.lower() for p, w in zip(parts, span, strict=True)
            )
            if same and start + len(parts) > found[0]:
                found = (start + len(parts), bearing)
    return found


def _read(m: _Measure, ground: Ground) -> StatedDistance | None:
    rules, words = inflected_words(ground.language, "distance"), ground.words
    end, bearing = _bearing_at(words, m.last + 1, rules)
    anchor, last = _anchor_ahead(ground, end, bearing, rules)
    behind = [p for p in ground.here if p[0].last < m.first]
    if anchor is not None:
        located = _located(anchor, behind, ground, m.first)
    elif bearing is not None:
        located = behind[-1] if behind else None
        others = [p for p in (*ground.before, *behind) if located is None or p[1].place != located[1].place]
        anchor = last_town(others)
    else:
        anchor, located = _between(behind, ground, m.first, rules)
    if anchor is None:
        return None
    span = ground.span(m.first, max(m.last, end - 1, last))
    sentence = ground.parsed.sentence
    evidence = Evidence(sentence.article_id, sentence.index, sentence.start, sentence.end, ground.parsed.text, RULE)
    return StatedDistance(
        span.start, span.end, span.text, m.value if m.unit in ("m", "mi") else m.km, m.unit, m.km, bearing, m.approximate, anchor[1],
        located[1] if located else None, evidence, limit=m.limit,
    )  # fmt: skip


def _located(anchor: Placed, behind: Sequence[Placed], ground: Ground, until: int) -> Placed | None:
    """What lies at a distance from an anchor: the town named last before the measure, or the one that the sentence points to."""
    others = [p for p in behind if p[1].place is None or p[1].place != anchor[1].place]
    if (town := last_town(others)) is not None:
        return town
    rules = name_rules(ground.language)
    if any(w.lemmas & (rules.towns | rules.here) for w in ground.words[:until]):
        return last_town([p for p in ground.before if p[1].place != anchor[1].place])
    return None


def _between(behind: Sequence[Placed], ground: Ground, until: int, rules: Any) -> tuple[Placed | None, Placed | None]:
    """The ends of a bare measure: "от A до B 240 км", "между A и B 7 км", "до B 35 км"."""
    pair = [p for p in behind if p[0].preposition in rules["between"]]
    if len(pair) > 1:
        return pair[-2], pair[-1]
    to = next((p for p in reversed(behind) if p[0].preposition in rules["to"]), None)
    if to is not None:
        start = next((p for p in reversed(behind) if p[0].preposition in rules["from"]), None)
        return (start, to) if start else (to, last_town(ground.before))
    towns = _towns([*ground.before, *behind])
    if len(towns) > 1 and any(w.text.lower() in rules["between"] for w in ground.words[:until]):
        return towns[-2], towns[-1]
    return None, None


def _anchor_ahead(ground: Ground, at: int, bearing: Bearing | None, rules: Any) -> tuple[Placed | None, int]:
    """The place behind a measure and its bearing that it counts from, and its last word; (None, at - 1) without one."""
    words, names = ground.words, name_rules(ground.language)
    led = at < len(words) and words[at].text.lower() in (*rules["from"], *rules["to"])
    if not led and bearing is None:
        return None, at - 1
    for number in range(at + led, min(at + led + AHEAD, len(words))):
        found = next((p for p in ground.here if p[0].first == number), None)
        if found is not None and (led or GEN in found[0].cases):
            return found, found[0].last
        if not words[number].is_word:
            break
        follows = any(p[0].first in (number + 1, number + 2) for p in ground.here)
        if led and words[number].lemmas & names.towns and not follows:
            named = [*ground.before, *(p for p in ground.here if p[0].last < at)]
            if (town := last_town(named)) is not None:
                return town, number
    return None, at - 1


def _towns(places: Sequence[Placed]) -> list[Placed]:
    """The towns among places, each once."""
    towns = [p for p in places if not p[1].place or p[1].place.kind not in CONTAINERS]
    return list({p[0].base: p for p in towns}.values())
