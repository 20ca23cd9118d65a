"""Stated distances: "в 12 км к югу от Бахмута", "за 20 кілометрів на захід від …", "15 км севернее …", "от A до B 240 километров"."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from geo.extractors.inflected.names import PlaceName
from geo.languages.inflected import inflected_words, name_rules
from geo.records.facts import Bearing, Limit, StatedDistance
from geo.records.places import PlaceMention
from geo.records.text import Evidence
from geo.text.inflected import GEN, InflectedSentence, Word

RULE = "measure"
AHEAD = 4
"""Words between a preposition of the anchor and its name: "от крупного города Бахмут"."""
_RANGE = frozenset("-–—")
Placed = tuple[PlaceName, PlaceMention]


@dataclass(frozen=True, slots=True)
class _Measure:
    first: int
    last: int
    value: float
    unit: str
    km: float
    approximate: bool
    limit: Limit


def find_distances(
    parsed: InflectedSentence, here: Sequence[Placed], before: Sequence[Placed], article_id: str, language: str
) -> tuple[StatedDistance, ...]:
    """The distances that a sentence states. `here` are its places in order, `before` those of the sentences before it."""
    return tuple(
        d for m in _measures(parsed.words, language) if (d := _read(m, parsed, here, before, article_id, language)) is not None
    )


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
        approximate, limit = False, ""
        for kind in ("approximate", "at_most", "at_least"):
            for phrase in rules[kind]:
                size = len(phrase.split())
                if lead + 1 >= size and " ".join(w.text.lower() for w in words[lead + 1 - size : lead + 1]) == phrase and phrase not in rules["to"]:
                    approximate, limit, lead = kind == "approximate", "" if kind == "approximate" else kind, lead - size
        trap = lead >= 0 and (words[lead].lemmas & set(rules["traps_before"]))
        if trap and not _bearing_at(words, at + 1, rules)[1]:
            continue
        km = value * rules["units"][unit]
        yield _Measure(first, at, value, unit, km, approximate, limit)  # type: ignore[arg-type]


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
            if len(span) == len(parts) and all(p in w.lemmas or p == w.text.lower() for p, w in zip(parts, span, strict=True)):
                if start + len(parts) > found[0]:
                    found = (start + len(parts), bearing)
    assert found[1] is None or found[1] in get_args(Bearing)
    return found


def _read(
    m: _Measure, parsed: InflectedSentence, here: Sequence[Placed], before: Sequence[Placed], article_id: str, language: str
) -> StatedDistance | None:
    rules, words = inflected_words(language, "distance"), parsed.words
    end, bearing = _bearing_at(words, m.last + 1, rules)
    anchor, last = _anchor_ahead(words, end, bearing, here, before, rules, language)
    # One place only in some kinds of wording: "от A до B 240 км", "между A и B 7 км", "до B 35 км".
    behind = [p for p in here if p[0].last < m.first]
    located: Placed | None = None
    if anchor is None and bearing is None:
        to = next((p for p in reversed(behind) if p[0].preposition in rules["to"]), None)
        pair = [p for p in behind if p[0].preposition in rules["between"]]
        start = next((p for p in reversed(behind) if p[0].preposition in rules["from"]), None)
        if len(pair) >= 2:
            anchor, located = pair[-2], pair[-1]
        elif to is not None:
            anchor = start or to
            located = to if start else _last_town(before)
        elif any(w.lemmas & set(rules["between"]) for w in words[: m.first]) and len(towns := _towns([*before, *behind])) >= 2:
            anchor, located = towns[-2], towns[-1]
        if anchor is None:
            return None
    elif anchor is None:
        located = behind[-1] if behind else None
        anchor = _last_town([p for p in (*before, *behind) if located is None or p[1].place != located[1].place])
        if anchor is None:
            return None
    else:
        others = [p for p in behind if p[1].place is None or p[1].place != anchor[1].place]
        towns = [p for p in others if not p[1].place or p[1].place.kind not in ("country", "admin1")]
        if towns:
            located = towns[-1]
        elif _points_back(words, m.first, language):
            located = _last_town([p for p in before if p[1].place != anchor[1].place])
    start_at, end_at = words[m.first].start, words[max(m.last, end - 1, last)].end
    text = parsed.text[start_at - parsed.sentence.start : end_at - parsed.sentence.start]
    quote = parsed.text
    evidence = Evidence(article_id, parsed.sentence.index, parsed.sentence.start, parsed.sentence.end, quote, RULE)
    unit = "km" if rules["units"][m.unit] == 1 else "m" if rules["units"][m.unit] < 1 else "mi" if m.km / m.value > 1.5 else "km"
    value = m.value if unit != "km" else m.km
    return StatedDistance(
        start_at, end_at, text, value, unit, m.km, bearing, m.approximate, anchor[1], located[1] if located else None, evidence,
        limit=m.limit,
    )  # fmt: skip


def _anchor_ahead(
    words: Sequence[Word],
    at: int,
    bearing: Bearing | None,
    here: Sequence[Placed],
    before: Sequence[Placed],
    rules: Any,
    language: str,
) -> tuple[Placed | None, int]:
    """The place behind a measure and its bearing that it counts from, and its last word; (None, at - 1) without one."""
    names = name_rules(language)
    led = at < len(words) and words[at].text.lower() in (*rules["from"], *rules["to"])
    first = at + led
    if not led and bearing is None:
        return None, at - 1
    for number in range(first, min(first + AHEAD, len(words))):
        found = next((p for p in here if p[0].first == number), None)
        if found is not None and (led or GEN in found[0].cases):
            return found, found[0].last
        if not words[number].is_word:
            break
        towns = words[number].lemmas & names.towns
        follows = any(p[0].first in (number + 1, number + 2) for p in here)
        if led and towns and not follows and (town := _last_town([*before, *(p for p in here if p[0].last < at)])):
            return town, number
    return None, at - 1


def _towns(places: Sequence[Placed]) -> list[Placed]:
    found: list[Placed] = []
    for place in places:
        if (not place[1].place or place[1].place.kind not in ("country", "admin1", "region")) and all(place[0].base != f[0].base for f in found):
            found.append(place)
    return found


def _last_town(places: Sequence[Placed]) -> Placed | None:
    return next((p for p in reversed(places) if not p[1].place or p[1].place.kind not in ("country", "admin1", "region", "water")), None)


def _points_back(words: Sequence[Word], until: int, language: str) -> bool:
    """Whether a sentence speaks of a place that was named before it: "село розташоване", "отсюда"."""
    rules = name_rules(language)
    return any(w.lemmas & rules.towns or w.lemmas & rules.here for w in words[:until])
