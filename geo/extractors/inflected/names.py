"""Names of places in their cases: which words name a place, what its base form is, and how it stands in the sentence."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice, pairwise, product

from geo.gazetteers.base import PlaceNames
from geo.languages.inflected import Ending, NameRules, name_rules
from geo.languages.served import find_served
from geo.records.names import fold_name, romanise
from geo.records.places import PlaceKind
from geo.text.entities_of_names import NamedSpan
from geo.text.inflected import CASES, INS, LOC, NOM, InflectedSentence, Word

LONGEST = 4
"""Words of the longest name."""
SURE = 3.0
"""Evidence from which on words name a place."""
MOST_FORMS = 48
SMALL, LARGE = 1_000, 50_000
ALL_CASES = CASES
_BETWEEN = frozenset({"ADJF", "PRTF", "NPRO", "ADVB"})
"""Parts of speech that may stand between a preposition and its name: "над майже всім східним Алеппо"."""
_GOES_ON = frozenset(",–—-()/")
_STROKES = frozenset(",–—-")
LISTED = 3.0
"""So much evidence less is enough for a name that stands in a list with a sure one."""
_OPENING = frozenset('«„“"')
_PROPER = frozenset({"Geox", "Name", "Surn", "Patr", "Orgn", "Trad"})
_SMALL_WORDS = frozenset({"PREP", "CONJ", "PRCL", "NPRO", "INTJ", "PRED"})
Base = tuple[str, frozenset[str]]
"""A base form and the cases in which a word may be its form."""


@dataclass(frozen=True, slots=True)
class PlaceName:
    """Words that name a place. `base` is the name to look up; `cases` are those it may stand in, by itself or by the word for its kind before it.

    `preposition` governs it ("" for none); `first` and `last` are its words' numbers; `group` numbers the list it stands in.
    """

    sentence: int
    first: int
    last: int
    start: int
    end: int
    text: str
    base: str
    cases: frozenset[str]
    preposition: str = ""
    kinds: tuple[PlaceKind, ...] = ()
    type_word: str = ""
    is_area: bool = False
    group: int = -1
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is known of a sentence while its names are sought."""

    parsed: InflectedSentence
    rules: NameRules
    gazetteer: PlaceNames
    taken: frozenset[int]
    named: tuple[NamedSpan, ...] | None
    tells_places: bool


@dataclass(frozen=True, slots=True)
class _Led:
    """What stands before a name: the preposition that governs it, the word for its kind, and the cases that the preposition takes."""

    preposition: str = ""
    type_word: str = ""
    wanted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Read:
    """What words are taken for: a base form in some of its cases, with the evidence for it."""

    base: str
    cases: frozenset[str]
    score: float
    kinds: tuple[PlaceKind, ...] = ()
    is_area: bool = False


def find_place_names(
    sentences: Sequence[InflectedSentence],
    language: str,
    gazetteer: PlaceNames,
    taken: Sequence[frozenset[int]],
    named: Sequence[tuple[NamedSpan, ...]] | None,
) -> tuple[PlaceName, ...]:
    """The names of places in an article's sentences, in order. `taken` are the words of each sentence that name an actor.

    `named` are the recogniser's names by sentence, offsets within it; None where there is no recogniser.
    """
    rules = name_rules(language)
    weighed: list[PlaceName] = []
    for index, parsed in enumerate(sentences):
        spans = named[index] if named is not None else None
        seen = _Seen(parsed, rules, gazetteer, taken[index], spans, find_served(language).tells_places)
        weighed += _best_apart([*_areas(seen), *_plain(seen)])
    sure = {name.base for name in weighed if name.score >= SURE}
    lifted = [replace(n, score=n.score + 2) if n.base in sure and n.score < SURE else n for n in weighed]
    return tuple(_number_lists(_lift_lists(lifted, sentences, rules), sentences, rules))


def is_known(gazetteer: PlaceNames, name: str) -> bool:
    """Whether a gazetteer has a name in its own letters or in Latin ones, as `match` finds it."""
    return gazetteer.is_name(name) or gazetteer.is_name(romanise(fold_name(name)))


def _best_apart(names: Sequence[PlaceName]) -> list[PlaceName]:
    """Of names that share a word the better: the longer, then the surer."""
    kept: list[PlaceName] = []
    for name in sorted(names, key=lambda n: (n.first - n.last, -n.score)):
        if all(name.last < k.first or k.last < name.first for k in kept):
            kept.append(name)
    return sorted(kept, key=lambda n: n.first)


def _plain(seen: _Seen) -> Iterator[PlaceName]:
    words = seen.parsed.words
    for first, word in enumerate(words):
        if not word.is_capital or first in seen.taken:
            continue
        if short := seen.rules.short.get(word.text.upper()):
            yield _place(seen, (word,), _Read(short, ALL_CASES, 2 + SURE))
            continue
        for span in _spans(seen, first):
            found = _known(seen, span) or _unknown(seen, span)
            if found is not None:
                yield found
                break


def _spans(seen: _Seen, first: int) -> Iterator[tuple[Word, ...]]:
    """The words from one on that may be a name together, longest first."""
    words = seen.parsed.words
    for last in range(min(first + LONGEST, len(words)) - 1, first - 1, -1):
        span = words[first : last + 1]
        if all(w.is_word and w.is_capital and w.index not in seen.taken for w in span) and all(
            _touch(a, b) for a, b in pairwise(span)
        ):
            yield span


def _touch(one: Word, other: Word) -> bool:
    return other.start - one.end == 1


def _known(seen: _Seen, span: tuple[Word, ...]) -> PlaceName | None:
    """The name that the gazetteer knows words by, in the base form that suits the sentence best."""
    led = _before(seen, span[0].index)
    bases = list(_bases(span, seen.rules))
    best = _best_base(seen, span, led, [(b, c) for b, c in bases if is_known(seen.gazetteer, b)])
    best = best or _best_base(seen, span, led, [(whole, c) for b, c in bases if (whole := _province(seen, b)) != b])
    if best is None and led.wanted and not any(f.known for w in span for f in w.forms):
        # A name of another tongue that the gazetteer has in Latin letters only: "над Тархуною".
        fits = [(b, c) for b, c in bases if c & led.wanted]
        best = _best_base(seen, span, led, [(b, c) for b, c in fits if _latin_name(b, seen.rules, seen.gazetteer)])
    if best is None:
        return None
    base, cases = _better_known(seen, best[0]), best[1]
    return _place(seen, span, _Read(base, cases, _evidence(seen, span, base, cases, led)), led)


def _best_base(seen: _Seen, span: tuple[Word, ...], led: _Led, bases: Sequence[Base]) -> Base | None:
    """The base form that suits preposition and dictionary best; of several the one of the greatest place."""

    def weight(found: Base) -> float:
        base, cases = found
        matches = seen.gazetteer.match(base)
        place = matches[0].place if matches else None
        size = 0.25 * math.log10(place.population + 1) + 0.5 * (place.kind in ("country", "admin1")) if place else 0.0
        size += 2.0 * (not led.wanted or bool(cases & led.wanted) or bool(led.type_word))
        size += 1.5 * seen.gazetteer.is_name(base) + 0.5 * (base == span[0].text)
        return size + (len(span) == 1 and base.lower() in span[0].lemmas and base.lower() != span[0].text.lower())

    return max(bases, key=weight, default=None)


def _province(seen: _Seen, base: str) -> str:
    """The name of a land's province ("Луганщина" → "Луганська область"), where the gazetteer has it, else the name itself."""
    for ending, unit in seen.rules.lands:
        if base.lower().endswith(ending):
            whole = base[: len(base) - len(ending)] + unit
            return whole if is_known(seen.gazetteer, whole) else base
    return base


def _better_known(seen: _Seen, base: str) -> str:
    """The name of a land's province; for a village's name that in the twin language is a great town's, that; else the name itself."""
    if (whole := _province(seen, base)) != base:
        return whole
    matches = seen.gazetteer.match(base)
    if matches and matches[0].place.population < SMALL:
        twin = base
        for own, other in seen.rules.twin:
            twin = twin.replace(own, other)
        for name in dict.fromkeys((twin, twin.replace("ы", "и"))):
            if (
                name != base
                and is_known(seen.gazetteer, name)
                and seen.gazetteer.match(name)[0].place.population >= LARGE
            ):
                return name
    return base


def _unknown(seen: _Seen, span: tuple[Word, ...]) -> PlaceName | None:
    """Words that the recogniser or their form tells for a place though no gazetteer has them, in the dictionary's base form."""
    start, end = span[0].start - seen.parsed.sentence.start, span[-1].end - seen.parsed.sentence.start
    told = seen.named is not None and (start, end, "LOC") in seen.named
    led, word = _before(seen, span[0].index), span[0]
    if len(span) > 1:
        bases = islice(_bases(span, seen.rules), MOST_FORMS) if told else ()
        found = next((b for b in bases if seen.gazetteer.match(b[0])), (" ".join(w.text for w in span), ALL_CASES))
        return _place(seen, span, _Read(*found, SURE), led) if told else None
    if word.text.isupper() or any(f.pos in (*_SMALL_WORDS, "ADJF", "VERB") and f.known for f in word.forms):
        return None
    if any(f.known and "anim" in f.tags and not f.tags & _PROPER for f in word.forms):
        return None
    formed = any(f.lemma.endswith(seen.rules.suffixes) for f in word.forms) and bool(word.cases & led.wanted)
    if not (told or word.has("Geox") or formed or (led.type_word and not word.has("Name"))):
        return None
    lemmas = [f.lemma for f in word.forms if not led.wanted or f.case in led.wanted]
    lemma = min(lemmas, key=lambda found: found != word.text.lower(), default=word.text.lower())
    base = "-".join(
        part[:1].upper() + part[1:] if part not in seen.rules.small_parts else part for part in lemma.split("-")
    )
    return _place(seen, span, _Read(base, word.cases | led.wanted or ALL_CASES, SURE), led)


def _before(seen: _Seen, first: int) -> _Led:
    """What stands before a name: "в районе города Бахмут" → "в" and "город"."""
    words, type_word, at = seen.parsed.words, "", first - 1
    while at >= 0 and (words[at].is_word or words[at].text in _OPENING):
        said = words[at].text.lower()
        if not type_word and (kind := words[at].lemmas & (seen.rules.towns | seen.rules.units.keys())):
            type_word = min(kind)
        elif said in seen.rules.prepositions or said in seen.rules.unsure:
            if first - at > 4 and not type_word:
                break
            return _Led(said, type_word, seen.rules.prepositions.get(said) or seen.rules.unsure[said])
        elif words[at].text not in _OPENING and (
            first - at > 4 or words[at].is_capital or not (type_word or any(f.pos in _BETWEEN for f in words[at].forms))
        ):
            break
        at -= 1
    return _Led("", type_word)


def _evidence(seen: _Seen, span: tuple[Word, ...], base: str, cases: frozenset[str], led: _Led) -> float:
    """What speaks for a known name being meant as a place here."""
    matches = seen.gazetteer.match(base) or seen.gazetteer.match(_latin_name(base, seen.rules, seen.gazetteer))
    place = matches[0].place
    fits = bool(cases & led.wanted)
    score = 1.0 + 2.0 * (len(span) > 1) + 2.0 * bool(led.type_word)
    score += (place.population >= SMALL) + (place.population >= LARGE)
    score += 2.0 * (place.kind in ("country", "admin1")) + 2.0 * any(w.has("Geox") for w in span)
    if fits:
        score += 2.0 if led.preposition in seen.rules.prepositions else 1.0
    if len(span) == 1:
        score += _of_one_word(seen, span[0], base, place.population >= SMALL and fits)
    return score + _of_recogniser(seen, span)


def _of_one_word(seen: _Seen, word: Word, base: str, towns_case: bool) -> float:
    """What a single word's own readings and neighbours speak for or against a place."""
    words, score = seen.parsed.words, 0.0
    behind = words[word.index + 1] if word.index + 1 < len(words) else None
    before = words[word.index - 1] if word.index else None
    place, person, opens = (
        word.has("Geox"),
        _is_person(word),
        before is None or (before.text not in _GOES_ON and not before.is_word),
    )
    formed = base.lower().endswith(seen.rules.suffixes)
    score += 2.0 * (formed and not place)
    if person and not (place or towns_case or formed):
        score -= 2
    if any(f.pos in _SMALL_WORDS for f in word.forms) or {base.lower(), word.text.lower()} & seen.rules.common:
        score -= 6
    if behind is not None and not behind.is_capital and behind.is_word and _agree(word, behind):
        score -= 4
    if before is not None and before.is_capital and before.has("Name") and _touch(before, word):
        score -= 4
    if behind is not None and behind.is_capital and _touch(word, behind) and behind.has("Surn") and word.has("Name"):
        score -= 4
    common = any(f.known and not f.tags & _PROPER for f in word.forms)
    if not place and not person and not any(f.known for f in word.forms):
        score += 1
    if seen.tells_places:
        score += formed and place
        score -= 0 if place or not common else 3 if opens else 1.5
    elif not opens:
        score += 2
    elif any(f.known for f in word.forms):
        things = any(f.pos == "NOUN" and f.case in (NOM, "acc") and "anim" not in f.tags for f in word.forms)
        score += 1 if things else -2
    if word.text.isupper() and len(word.text) < 5:
        score -= 5
    return score


def _is_person(word: Word) -> bool:
    """Whether the dictionary has a word as a person's name; of words that it does not know it takes most for one."""
    return any(f.known and f.tags & {"Surn", "Patr", "Name"} for f in word.forms)


def _agree(adjective: Word, noun: Word) -> bool:
    """Whether a word is an adjective that only goes with the noun behind it ("Українські військові")."""
    cases = {f.case for f in adjective.forms if f.pos in ("ADJF", "PRTF")}
    return bool(cases & {f.case for f in noun.forms if f.pos == "NOUN"})


def _of_recogniser(seen: _Seen, span: tuple[Word, ...]) -> float:
    if seen.named is None:
        return 0.5
    start, end = span[0].start - seen.parsed.sentence.start, span[-1].end - seen.parsed.sentence.start
    kinds = [(s, e, kind) for s, e, kind in seen.named if s < end and start < e]
    place = any(w.has("Geox") for w in span)
    if any(kind == "LOC" for _, _, kind in kinds):
        return 3.0
    if not kinds or place:
        return -1.0 if kinds else 0.0
    return -3.0 if any(kind == "PER" for _, _, kind in kinds) else -2.0


def _areas(seen: _Seen) -> Iterator[PlaceName]:
    """Units and grounds named by an adjective: "Донецкой области", "на Покровському напрямку", lists of them before one word."""
    words, rules = seen.parsed.words, seen.rules
    for at, word in enumerate(words):
        if not word.lemmas & (rules.units.keys() | rules.directions):
            continue
        last, back = at, at - 1
        while back >= 0 and words[back].is_capital and back not in seen.taken:
            found = _area(seen, words[back : last + 1], word)
            if found is None:
                break
            yield found
            # "Донецкой, Луганской и Запорожской областей": each is a name, the word for the unit stands once.
            listed = back >= 2 and (words[back - 1].text == "," or words[back - 1].text.lower() in rules.joins)
            last, back = (back - 2, back - 2) if listed else (-1, -1)


def _area(seen: _Seen, span: tuple[Word, ...], word: Word) -> PlaceName | None:
    """The unit or ground that an adjective names beside the word for it: the unit's own name, else that of its town."""
    rules, adjective = seen.rules, span[0].text
    lemma = next((u for u in sorted(word.lemmas) if u in rules.units), "")
    kinds = rules.units[lemma].kinds if lemma else ()
    units = [
        f"{b} {lemma}"
        for b, _ in _bases_of_word(adjective, rules.endings)
        if lemma and b.endswith(rules.units[lemma].gender)
    ]
    base = next((name for name in (*units, *_towns_of(adjective, rules)) if is_known(seen.gazetteer, name)), None)
    if base is None:
        return None
    return _place(seen, span, _Read(base, word.cases or ALL_CASES, 4 + SURE, () if base in units else kinds, True))


def _towns_of(adjective: str, rules: NameRules) -> Iterator[str]:
    """The towns that an adjective may be made of, likeliest first: "Покровском" → "Покровск"."""
    stems = {adjective[: -len(e)] for e in _adjective_endings(rules.endings) if e and adjective.lower().endswith(e)}
    for stem in sorted(stems, key=len):
        for ending in sorted(rules.of_town, key=len, reverse=True):
            if stem.lower().endswith(ending):
                bare = stem[: len(stem) - len(ending)]
                yield from (
                    start + base
                    for base in rules.of_town[ending]
                    for start in dict.fromkeys((bare, bare.removesuffix("ь")))
                )
                break


@lru_cache(maxsize=4)
def _adjective_endings(endings: tuple[Ending, ...]) -> frozenset[str]:
    """All endings that adjectives take: those of the paradigms in whose genitive or locative a name of an adjective's form stands."""
    return frozenset(
        e for row in endings for e in (row.base, *row.gen, *row.dat, *row.acc, *row.ins, *row.loc) if 2 <= len(e) <= 3
    ) | {"а", "у", "е"}


def _bases(span: tuple[Word, ...], rules: NameRules) -> Iterator[Base]:
    """The base forms that words may be forms of, all in one case; of a name of several words each, or the last alone, declines."""
    each = [_bases_of_word(w.text, rules.endings) for w in span]
    if len(each) == 1:
        yield from each[0]
        return
    yield " ".join(w.text for w in span), frozenset({NOM, "acc"})
    head = " ".join(w.text for w in span[:-1])
    yield from ((f"{head} {base}", cases) for base, cases in each[-1])
    for number, chosen in enumerate(product(*each)):
        if number >= MOST_FORMS * 8:
            return
        cases = frozenset.intersection(*(c for _, c in chosen))
        if cases:
            yield " ".join(base for base, _ in chosen), cases


@lru_cache(maxsize=1 << 15)
def _bases_of_word(text: str, endings: tuple[Ending, ...]) -> tuple[Base, ...]:
    """The base forms of one word with their cases, the word itself first."""
    lowered = text.lower()
    # A feminine name has an accusative of its own, all others that of the nominative.
    found: dict[str, set[str]] = {text: {NOM} if lowered[-1] in "ая" else {NOM, "acc"}}
    for row in endings:
        for case in ("gen", "dat", "acc", INS, LOC):
            for ending in getattr(row, case):
                stem = text[: len(text) - len(ending)]
                if lowered.endswith(ending) and len(stem) > 1:
                    base = stem + (row.base if not text.isupper() else row.base.upper())
                    found.setdefault(base, set()).add(case)
    if lowered[-1] in "оеуюэиі":
        # Names of other tongues and some of our own do not decline: "в Токио", "из Дебальцево".
        found[text] = set(CASES)
    return tuple((base, frozenset(cases)) for base, cases in found.items())


def name_to_look_up(base: str, language: str, gazetteer: PlaceNames) -> str:
    """The form of a base under which the gazetteer has it: itself, or as it may have been written before it came into these letters.

    "Ходейда" → "hodeida", "Джараблус" → "jarablus"; a form that is only spelled alike where none is known by the very name.
    """
    if is_known(gazetteer, base):
        return base
    rules = name_rules(language)
    alike = (form for form in _latin_forms(base, rules) if gazetteer.match(form))
    return _latin_name(base, rules, gazetteer) or next(alike, base)


def _latin_name(base: str, rules: NameRules, gazetteer: PlaceNames) -> str:
    """The Latin form under which a gazetteer has a name of another tongue; "" for none."""
    return next((form for form in _latin_forms(base, rules) if gazetteer.is_name(form)), "")


def _latin_forms(base: str, rules: NameRules) -> list[str]:
    spelled = base.lower()
    for own, latin in rules.spelled:
        spelled = spelled.replace(own, latin)
    forms = [spelled]
    for own, latin in rules.latin:
        forms += [form.replace(own, latin) for form in forms if own in form]
    return [romanise(form) for form in reversed(forms)]


def _place(seen: _Seen, span: tuple[Word, ...], read: _Read, led: _Led | None = None) -> PlaceName:
    words, first, last = seen.parsed.words, span[0], span[-1]
    led = led or _before(seen, first.index)
    kinds, cases = read.kinds, read.cases
    if not kinds and led.type_word in seen.rules.units and not read.is_area:
        kinds = seen.rules.units[led.type_word].kinds
    if led.preposition and (led.type_word or not cases & led.wanted):
        cases |= led.wanted
    elif led.type_word:
        governed = next(w for w in reversed(words[: first.index]) if led.type_word in w.lemmas)
        cases = governed.cases or cases
    offset = seen.parsed.sentence.start
    text = seen.parsed.text[first.start - offset : last.end - offset]
    return PlaceName(
        seen.parsed.sentence.index, first.index, last.index, first.start, last.end, text, read.base, cases, led.preposition, kinds,
        led.type_word, read.is_area, score=read.score,
    )  # fmt: skip


def _lift_lists(
    names: Sequence[PlaceName], sentences: Sequence[InflectedSentence], rules: NameRules
) -> list[PlaceName]:
    """The names that are sure, and those that stand in a list with one of them."""
    sure = [n.score >= SURE for n in names]
    for _ in range(2):
        for i, (one, other) in enumerate(pairwise(names)):
            if (
                sure[i] != sure[i + 1]
                and min(one.score, other.score) >= SURE - LISTED
                and _are_listed(one, other, sentences, rules)
            ):
                sure[i] = sure[i + 1] = True
    return [n for n, s in zip(names, sure, strict=True) if s]


def _are_listed(one: PlaceName, other: PlaceName, sentences: Sequence[InflectedSentence], rules: NameRules) -> bool:
    """Whether a comma, a stroke or an "and" stands between two names, and beside it at most a preposition or a word for a town."""
    if one.sentence != other.sentence:
        return False
    between = sentences[one.sentence].words[one.last + 1 : other.first]
    joins = [w.text in _STROKES or w.text.lower() in rules.joins for w in between]
    others = [w for w, joined in zip(between, joins, strict=True) if not joined]
    return (
        any(joins)
        and len(between) <= 3
        and all(w.text.lower() in rules.prepositions or w.lemmas & rules.towns for w in others)
    )


def _number_lists(
    names: Sequence[PlaceName], sentences: Sequence[InflectedSentence], rules: NameRules
) -> Iterator[PlaceName]:
    """The names with the number of the list they stand in; one without a preposition takes that of the name before it."""
    group, before = -1, None
    for name in names:
        listed = before is not None and _are_listed(before, name, sentences, rules)
        group += not listed
        preposition = before.preposition if listed and before and not name.preposition else name.preposition
        before = replace(name, group=group, preposition=preposition)
        yield before
