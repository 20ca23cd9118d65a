"""Finds the measures of length in a text: "44 miles (71 km)", "some 12-15 kilometres", "a mile and a half", "half a dozen miles"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from geo.languages.distance import DistanceRules, LimitKind, alternatives
from geo.records.facts import Unit

_DIGITS = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?(?![\d,])|\d+(?:[.,·]\d+)?(?!\d)"
_YEAR = 1000
"""From here on a number without a unit before "and 15 km" is more likely a year."""
_DASH = r"\s*[-‐‑–—~]\s*"


@dataclass(frozen=True, slots=True)
class Measure:
    """A length as written. `start:end` holds number and unit, `left:right` also limiting words and a doubled unit.

    `value` is in `unit`, of a range the middle; `low` and `high` are the range's ends in kilometres, else None.
    `again_km` is what a doubled unit says in kilometres.
    """

    start: int
    end: int
    left: int
    right: int
    value: float
    unit: Unit
    km: float
    limits: tuple[LimitKind, ...]
    low: float | None = None
    high: float | None = None
    again_km: float | None = None

    @property
    def approximate(self) -> bool:
        """Whether the words hedge: "about", a limit, or a range."""
        return self.low is not None or any(kind != "exact" for kind in self.limits)


def find_measures(text: str, rules: DistanceRules) -> Iterator[Measure]:
    """The measures in `text` with a number, from left to right; "a few kilometres" is none."""
    taken = 0
    for match in _measure_pattern(rules).finditer(text):
        if match.start() >= taken and (measure := _make_measure(text, match, rules)):
            if measure.low is None and (match["low"] or match["word_low"]):
                yield from _first_of_list(text, match, rules)
            taken = measure.right
            yield measure


def has_measure(text: str, rules: DistanceRules) -> bool:
    """Whether `text` may hold a measure: a cheap test before the dear one."""
    return _unit_word(rules).search(text) is not None


@cache
def _unit_word_of(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W\d_])(?:{words})(?!\w)", re.I)


def _unit_word(rules: DistanceRules) -> re.Pattern[str]:
    return _unit_word_of(rules.unit_pattern)


def _number_words(rules: DistanceRules) -> str:
    numbers, joints = rules.numbers, rules.numbers["joints"]
    word, times = alternatives([*numbers["ones"], *numbers["times"]]), alternatives(numbers["times"])
    fraction = alternatives(numbers["fractions"])
    run = rf"(?:{word})(?:(?:[-‐‑]|\s+)(?:{word}))*"
    whole = rf"(?:(?:(?:{word})(?:[-‐‑]|\s+))*(?:{times})\s+{joints['and']}\s+{run}|{run})(?:\s+{joints['and']}\s+{joints['a']}\s+(?:{fraction}))?"
    part = rf"(?:(?:{joints['few']})[-\s]+)?(?:{fraction})(?:\s+{joints['of']})?(?:[-\s]+(?:{joints['one']}))?(?:\s+(?:{joints['many']}))?"
    couple = alternatives(numbers["couple"])
    return rf"\b(?:{joints['a']}\s+(?:{couple})|{part}|{whole})(?!\w)"


def _measure_pattern(rules: DistanceRules) -> re.Pattern[str]:
    return _patterns(id(rules), rules)[0]


_built: dict[int, tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]] = {}


def _patterns(key: int, rules: DistanceRules) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    if key not in _built:
        _built[key] = (_build_measure(rules), _build_limits(rules), _build_double(rules))
    return _built[key]


def _build_measure(rules: DistanceRules) -> re.Pattern[str]:
    signs, vague = alternatives(rules.numbers["signs"]), alternatives(rules.numbers["vague"])
    joints = rules.numbers["joints"]
    digits = rf"(?<![\w.,/$€£+])(?:(?:{_DIGITS})(?:[\s-]?(?:{signs}))?|(?:{signs}))"
    number = rf"(?:{digits}|{_number_words(rules)})"
    unit = rf"(?:{rules.unit_pattern})(?![\w²³'’/]|-(?:{joints['rate']})|\s+(?:{joints['per']})\s)"
    low_unit = rf"(?:[\s-]?(?P<low_unit>{rules.unit_pattern}))?"
    word_unit = rf"(?:[\s-](?P<word_unit>{rules.unit_pattern}))?"
    low = rf"(?P<low>{digits}){low_unit}(?:{_DASH}|\s+(?:{joints['range']})\s+)"
    # "Ten and fifteen" are two numbers; "a hundred and ten", "two and a half" and "one and three quarters" are one.
    no_times = "".join(rf"(?<!{times})" for times in rules.numbers["times"])
    no_part = rf"(?!(?:{joints['a']}|\w+)[\s-]+(?:{alternatives(rules.numbers['fractions'])}))"
    joint = rf"(?:\s+(?:{joints['either']})\s+|{no_times}\s+{joints['and']}\s+{no_part})"
    word_low = rf"(?P<word_low>{_number_words(rules)}){word_unit}{joint}"
    return re.compile(
        rf"(?P<vague>\b(?:{vague})\s+)?(?:{low}|{word_low})?(?P<value>{number})(?P<odd>[-\s]{joints['odd']})?"
        rf"\s*[-‐‑]?\s*(?P<unit>{unit})(?P<half>\s+{joints['and']}\s+{joints['a']}\s+(?:{joints['part']})\b)?",
        re.I,
    )


def _build_limits(rules: DistanceRules) -> re.Pattern[str]:
    return re.compile(rf"(?:(?<![\w-])(?:{rules.approx_pattern})\s*)+$", re.I)


def _build_double(rules: DistanceRules) -> re.Pattern[str]:
    number = rf"(?P<value>{_DIGITS}|{_number_words(rules)})"
    joints = rules.numbers["joints"]
    measure = rf"{number}[\s-]*(?P<unit>{rules.unit_pattern})(?!\w)\.?"
    return re.compile(
        rf"\.?\s*(?:[(\[][^()\[\]]{{0,24}}?{measure}[^()\[\]]{{0,24}}[)\]]|(?:/|,?\s+{joints['or']}|,)\s*(?:(?:{joints['about']})\s+)?{measure.replace('<value>', '<value2>').replace('<unit>', '<unit2>')},?)",
        re.I,
    )


def _make_measure(text: str, match: re.Match[str], rules: DistanceRules) -> Measure | None:
    value, unit = _number(match["value"], rules), rules.unit_of[_plain(match["unit"])]
    if match["vague"] or value is None or not _means_length(text, match):
        return None
    if match["half"]:
        value += rules.numbers["fractions"][match["half"].split()[-1].lower()]
    low, high_km = _low(text, match, rules), value * unit.km
    start, low_km = low or (match.start("value"), None)
    if low_km is not None:
        value = (low_km + high_km) / 2 / unit.km
    left, limits = _limits(text, start, rules)
    right, again = _doubled(text, match.end(), unit.unit, rules)
    after = re.match(rf"\s+({rules.approx_after_pattern})\b", text[right:], re.I)
    if match["odd"] or after:
        limits = (*limits, rules.limit_of[_plain(after[1])] if after else "approximate")
    return Measure(
        start, match.end(), left, right, value, unit.unit, value * unit.km, limits, low_km,
        None if low_km is None else high_km, again,
    )  # fmt: skip


def _first_of_list(text: str, match: re.Match[str], rules: DistanceRules) -> Iterator[Measure]:
    """The "150 km" of "150 km and 180 km", the "10" and "15" of "10, 15 and 20 km": they share a unit and are no range."""
    group, own = ("low", match["low_unit"]) if match["low"] else ("word_low", match["word_unit"])
    unit = rules.unit_of[_plain(own or match["unit"])]
    start, end = match.start(group), match.end(group)
    if own:
        end = match.end("low_unit" if group == "low" else "word_unit")
    earlier = None if own else re.search(rf"(?<![\w.,/$€£+])(?:(?:{_DIGITS}),\s+)+$", text[:start])
    spans = [m.span() for m in re.finditer(_DIGITS, earlier[0])] if earlier else []
    for first, last in (*((earlier.start() + a, earlier.start() + b) for a, b in spans if earlier), (start, end)):
        value = _number(match[group] if first == start else text[first:last], rules)
        if value and (own or (value < _YEAR and not _is_toll(text[:first], rules))):
            left, limits = _limits(text, first, rules)
            yield Measure(first, last, left, last, value, unit.unit, value * unit.km, limits)


def _is_toll(before: str, rules: DistanceRules) -> bool:
    return re.search(rf"\b(?:{rules.numbers['joints']['toll']})\s+$", before[-40:], re.I) is not None


def _low(text: str, match: re.Match[str], rules: DistanceRules) -> tuple[int, float] | None:
    """Where a range begins and its lower end in kilometres; None when the first number belongs to something else."""
    group = "low" if match["low"] else "word_low"
    if not match[group]:
        return None
    low, high = _number(match[group], rules), _number(match["value"], rules)
    written = match["low_unit"] or match["word_unit"] or match["unit"]
    joined = text[match.end(group) : match.start("value")]
    both, between = (rules.numbers["joints"][name] for name in ("and", "between"))
    if f" {both} " in joined and not re.search(rf"\b{between}\s+$", text[: match.start(group)], re.I):
        return None
    if not low or not high or low >= high:
        return None
    return match.start(group), low * rules.unit_of[_plain(written)].km


def _means_length(text: str, match: re.Match[str]) -> bool:
    """Whether a one-letter unit stands where a length does: "5m from", not "$5m" or "5 m people" or "5 M"."""
    if match["unit"].lower() != "m":
        return match["unit"] not in ("MI", "Mi", "FT") or match["value"][0].isdigit()
    return match["unit"] == "m" and match["value"][0].isdigit() and not re.match(r"\s+[a-z]+s\b", text[match.end() :])


def _limits(text: str, start: int, rules: DistanceRules) -> tuple[int, tuple[LimitKind, ...]]:
    found = _patterns(id(rules), rules)[1].search(text[max(0, start - 60) : start])
    if not found:
        return start, ()
    left = start - len(found[0])
    words = re.findall(rules.approx_pattern, found[0], re.I)
    return left, tuple(rules.limit_of[_plain(w)] for w in words)


def _doubled(text: str, end: int, unit: Unit, rules: DistanceRules) -> tuple[int, float | None]:
    found = _patterns(id(rules), rules)[2].match(text, end)
    if not found:
        return (end + 1 if text[end : end + 1] == "." and re.match(r"\.\s+[a-z(]", text[end:]) else end), None
    value = _number(found["value"] or found["value2"], rules)
    other = rules.unit_of[_plain(found["unit"] or found["unit2"])]
    if value is None or other.unit == unit:
        return end, None
    return found.end(), value * other.km


def _plain(words: str) -> str:
    return " ".join(words.lower().split())


def _number(written: str, rules: DistanceRules) -> float | None:
    """The value of digits or number words; None when there is none (a bare "hundred")."""
    text = _plain(written)
    if text[0].isdigit() or text in rules.numbers["signs"]:
        return _digits_value(text, rules)
    return _words_value(re.split(r"[-‐‑\s]+", text), rules)


def _digits_value(text: str, rules: DistanceRules) -> float:
    extra = 0.0
    for sign, value in rules.numbers["signs"].items():
        if text.endswith(sign):
            text, extra = text[: -len(sign)].rstrip(" -"), value
            break
    plain = re.sub(r"[,\u00a0\u202f](?=\d{3}(?!\d))", "", text).replace(",", ".").replace("·", ".")
    return float(plain or 0) + extra


def _words_value(words: list[str], rules: DistanceRules) -> float | None:
    ones, times, fractions = rules.numbers["ones"], rules.numbers["times"], rules.numbers["fractions"]
    if any(w in rules.numbers["couple"] for w in words):
        return 2.0
    total, current, fraction = 0.0, 0.0, 0.0
    for word in words:
        if word in times:
            current = (current or 1) * times[word]
        elif word in fractions:
            fraction = fractions[word]
        elif word in ones:
            current += ones[word]
    if fraction:
        return _with_fraction(words, fraction, rules)
    total += current
    return total if words[0] not in times else None


def _with_fraction(words: list[str], fraction: float, rules: DistanceRules) -> float:
    """ "half a mile", "three quarters of a mile", "two and a half", "half a dozen"."""
    ones, times = rules.numbers["ones"], rules.numbers["times"]
    place = next(i for i, w in enumerate(words) if w in rules.numbers["fractions"])
    before = sum(ones.get(w, 0) for w in words[:place] if w not in rules.numbers["articles"])
    after = next((times[w] for w in words[place + 1 :] if w in times), 1)
    if rules.numbers["joints"]["and"] in words[:place]:
        return (before or 1) + fraction
    return (before or 1) * fraction * after
