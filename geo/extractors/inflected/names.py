"""Names of places in their cases: which words name a place, what its base form is, and how it stands in the sentence."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import product

from geo.gazetteers.base import PlaceNames
from geo.languages.inflected import Ending, NameRules, name_rules
from geo.languages.served import find_served
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
_OPENING = frozenset("«„“\"")
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
        short = seen.rules.short.get(word.text.upper()) if word.text.upper() in seen.rules.short else None
        if short:
            yield _place(seen, first, first, short, ALL_CASES, 2 + SURE)
            continue
        for last in range(min(first + LONGEST, len(words)) - 1, first - 1, -1):
            span = words[first : last + 1]
            if any(w.index in seen.taken or not w.is_word or (w.text[0].islower() and w is not word) for w in span):
                continue
            if not all(_touch(a, b) for a, b in zip(span, span[1:], strict=False)) or not span[-1].is_capital:
                continue
            found = _known(seen, span) or (_unknown(seen, span))
            if found is not None:
                yield found
                break


def _touch(one: Word, other: Word) -> bool:
    return other.start - one.end == 1


def _known(seen: _Seen, span: tuple[Word, ...]) -> PlaceName | None:
    """The name that the gazetteer knows words by, in the base form that suits the sentence best."""
    preposition, type_word, wanted = _before(seen, span[0].index)
    best: tuple[float, str, frozenset[str]] | None = None
    for base, cases in _bases(span, seen.rules):
        if not seen.gazetteer.is_name(base):
            continue
        first = seen.gazetteer.match(base)[0].place
        fits = not wanted or bool(cases & wanted) or bool(type_word)
        own = len(span) == 1 and base.lower() in span[0].lemmas and base.lower() != span[0].text.lower()
        weight = 2.0 * fits + 1.0 * own + 0.25 * math.log10(first.population + 1) + (0.5 if first.kind in ("country", "admin1") else 0)
        if best is None or weight > best[0]:
            best = (weight, base, cases)
    if best is None:
        return None
    return _weighed(seen, span, best[1], best[2], preposition, type_word, wanted)


def _unknown(seen: _Seen, span: tuple[Word, ...]) -> PlaceName | None:
    """Words that the recogniser takes for a place though no gazetteer has them, in the dictionary's base form."""
    start, end = span[0].start - seen.parsed.sentence.start, span[-1].end - seen.parsed.sentence.start
    preposition, type_word, wanted = _before(seen, span[0].index)
    word, one = span[0], len(span) == 1
    if one and (word.text.isupper() or any(f.pos in (*_SMALL_WORDS, "ADJF", "VERB") and f.known for f in word.forms)):
        return None
    if one and any(f.known and "anim" in f.tags and not f.tags & _PROPER for f in word.forms):
        return None
    told = seen.named is not None and (start, end, "LOC") in seen.named
    formed = one and any(f.lemma.endswith(seen.rules.suffixes) for f in word.forms) and bool(preposition) and bool(word.cases & wanted)
    if not told and not (one and (word.has("Geox") or formed or (type_word and not word.has("Name")))):
        return None
    lemma = next((f.lemma for f in word.forms if not wanted or f.case in wanted), word.text.lower())
    base = word.text if len(span) > 1 else lemma[:1].upper() + lemma[1:]
    if len(span) > 1:
        base = " ".join(w.text for w in span)
    return _place(seen, span[0].index, span[-1].index, base, word.cases or ALL_CASES, SURE)


def _before(seen: _Seen, first: int) -> tuple[str, str, frozenset[str]]:
    """The preposition that governs a name, the word for its kind between them, and the cases that the preposition takes."""
    words, type_word, at = seen.parsed.words, "", first - 1
    while at >= 0 and (words[at].is_word or words[at].text in _OPENING):
        lemmas = words[at].lemmas
        if not type_word and (kind := lemmas & (seen.rules.towns | seen.rules.units.keys())):
            type_word = min(kind)
        elif words[at].text.lower() in seen.rules.prepositions or words[at].text.lower() in seen.rules.unsure:
            if first - at > 3 and not type_word:
                break
            said = words[at].text.lower()
            return said, type_word, seen.rules.prepositions.get(said) or seen.rules.unsure[said]
        elif words[at].text in _OPENING:
            pass
        elif not any(f.pos in ("ADJF", "PRTF", "NPRO") for f in words[at].forms) and not type_word:
            break
        elif first - at > 4 or words[at].is_capital:
            break
        at -= 1
    return "", type_word, frozenset()


def _weighed(
    seen: _Seen, span: tuple[Word, ...], base: str, cases: frozenset[str], preposition: str, type_word: str, wanted: frozenset[str]
) -> PlaceName:
    """A known name with the evidence that it is meant as a place here."""
    place = seen.gazetteer.match(base)[0].place
    one = span[0] if len(span) == 1 else None
    fits = bool(cases & wanted)
    score = 1.0 + 2.0 * (len(span) > 1) + 2.0 * bool(type_word) + (place.population >= SMALL) + (place.population >= LARGE)
    score += 2.0 * (place.kind in ("country", "admin1")) + 2.0 * any(w.has("Geox") for w in span)
    if preposition and fits:
        score += 2.0 if preposition in seen.rules.prepositions else 1.0
    if one is not None:
        score += _of_one_word(seen, one, base, place.population >= SMALL, fits)
    score += _of_recogniser(seen, span)
    return _place(seen, span[0].index, span[-1].index, base, cases, score, preposition, type_word)


def _of_one_word(seen: _Seen, word: Word, base: str, populous: bool, fits: bool) -> float:
    """What a single word's own readings and neighbours speak for or against a place."""
    words, score = seen.parsed.words, 0.0
    behind = words[word.index + 1] if word.index + 1 < len(words) else None
    before = words[word.index - 1] if word.index else None
    place, person, opens = word.has("Geox"), _is_person(word), before is None or not before.is_word
    formed = base.lower().endswith(seen.rules.suffixes)
    score += 2.0 * (formed and not place)
    if person and not place and not (populous and fits) and not formed:
        score -= 2
    if any(f.pos in _SMALL_WORDS for f in word.forms) or base.lower() in seen.rules.common:
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
        score -= 0 if place or not common else 3 if opens else 1.5
    elif not opens:
        score += 2
    elif not any(f.pos == "NOUN" and f.case == NOM for f in word.forms):
        score -= 2
    if word.text.isupper() and len(word.text) < 5:
        score -= 5
    return score


def _is_person(word: Word) -> bool:
    return word.has("Surn") or word.has("Patr") or word.has("Name")


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
        unit = next((rules.units[u] for u in word.lemmas if u in rules.units), None)
        ground = bool(word.lemmas & rules.directions)
        if unit is None and not ground:
            continue
        last, back = at, at - 1
        while back >= 0 and (adjective := words[back]).is_capital and adjective.index not in seen.taken:
            if not any(f.pos == "ADJF" or not f.known or f.case for f in adjective.forms):
                break
            yield from _area(seen, back, last, word, None if ground else unit)
            # "Донецкой, Луганской и Запорожской областей": each is a name, the word for the unit stands once.
            if back >= 2 and (words[back - 1].text == "," or words[back - 1].text.lower() in rules.joins):
                last, back = back - 2, back - 2
            else:
                break


def _area(seen: _Seen, first: int, last: int, word: Word, unit: object) -> Iterator[PlaceName]:
    rules, adjective = seen.rules, seen.parsed.words[first]
    kinds: tuple[PlaceKind, ...] = ()
    if unit is not None:
        lemma = next(u for u in sorted(word.lemmas) if u in rules.units)
        kinds = rules.units[lemma].kinds
        for base, _ in _bases_of_word(adjective.text, rules.endings):
            if base.endswith(rules.units[lemma].gender) and seen.gazetteer.is_name(f"{base} {lemma}"):
                yield _place(seen, first, last, f"{base} {lemma}", word.cases or ALL_CASES, 4 + SURE, kinds=kinds, area=True)
                return
    for town in _towns_of(adjective.text, rules):
        if seen.gazetteer.is_name(town):
            yield _place(seen, first, last, town, word.cases or ALL_CASES, 4 + SURE, kinds=kinds, area=True)
            return


def _towns_of(adjective: str, rules: NameRules) -> Iterator[str]:
    """The towns that an adjective may be made of, likeliest first: "Покровском" → "Покровск"."""
    stems = {adjective[: -len(e)] for e in _adjective_endings(rules.endings) if e and adjective.lower().endswith(e)}
    for stem in sorted(stems, key=len):
        for ending in sorted(rules.of_town, key=len, reverse=True):
            if stem.lower().endswith(ending):
                bare = stem[: len(stem) - len(ending)]
                yield from (start + base for base in rules.of_town[ending] for start in dict.fromkeys((bare, bare.removesuffix("ь"))))
                break


@lru_cache(maxsize=4)
def _adjective_endings(endings: tuple[Ending, ...]) -> frozenset[str]:
    """All endings that adjectives take: those of the paradigms in whose genitive or locative a name of an adjective's form stands."""
    return frozenset(e for row in endings for e in (row.base, *row.gen, *row.dat, *row.acc, *row.ins, *row.loc) if 2 <= len(e) <= 3) | {"а", "у", "е"}


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
    found: dict[str, set[str]] = {text: {NOM, "acc"}}
    lowered = text.lower()
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


def _place(
    seen: _Seen,
    first: int,
    last: int,
    base: str,
    cases: frozenset[str],
    score: float,
    preposition: str = "",
    type_word: str = "",
    kinds: tuple[PlaceKind, ...] = (),
    area: bool = False,
) -> PlaceName:
    words = seen.parsed.words
    if not preposition:
        preposition, said, wanted = _before(seen, first)
        type_word = type_word or said
    if type_word and not kinds and type_word in seen.rules.units:
        kinds = seen.rules.units[type_word].kinds
    if type_word and preposition:
        cases = cases | (seen.rules.prepositions.get(preposition) or seen.rules.unsure.get(preposition) or frozenset())
    elif type_word:
        governed = next((w for w in reversed(words[:first]) if type_word in w.lemmas), None)
        cases = (governed.cases if governed else frozenset()) or cases
    start, end = words[first].start, words[last].end
    text = seen.parsed.text[start - seen.parsed.sentence.start : end - seen.parsed.sentence.start]
    return PlaceName(
        seen.parsed.sentence.index, first, last, start, end, text, base, cases, preposition, kinds, type_word, area, -1, score
    )  # fmt: skip


def _lift_lists(
    names: Sequence[PlaceName], sentences: Sequence[InflectedSentence], rules: NameRules
) -> list[PlaceName]:
    """The names that are sure, and those that stand in a list with one of them."""
    kept: list[PlaceName] = []
    by_sentence: dict[int, list[PlaceName]] = {}
    for name in names:
        by_sentence.setdefault(name.sentence, []).append(name)
    for index, here in by_sentence.items():
        words = sentences[index].words
        sure = [n.score >= SURE for n in here]
        for _ in range(2):
            for i, name in enumerate(here):
                beside = [j for j in (i - 1, i + 1) if 0 <= j < len(here) and sure[j]]
                if not sure[i] and name.score >= SURE - 2 and any(_joined(words, *sorted((name, here[j]), key=lambda n: n.first), rules) for j in beside):  # type: ignore[misc]
                    sure[i] = True
        kept += [n for n, s in zip(here, sure, strict=True) if s]
    return kept


def _joined(words: Sequence[Word], one: PlaceName, other: PlaceName, rules: NameRules) -> bool:
    """Whether only a comma, a stroke, an "and" or a preposition stands between two names."""
    between = words[one.last + 1 : other.first]
    return 0 < len(between) <= 3 and all(
        w.text in ",–—-" or w.text.lower() in rules.joins or w.text.lower() in rules.prepositions or w.lemmas & rules.towns for w in between
    ) and any(w.text in ",–—-" or w.text.lower() in rules.joins for w in between)


def _number_lists(
    names: Sequence[PlaceName], sentences: Sequence[InflectedSentence], rules: NameRules
) -> Iterator[PlaceName]:
    """The names with the number of the list they stand in; one without a preposition takes that of the name before it."""
    group, before = -1, None
    for name in names:
        listed = before is not None and before.sentence == name.sentence and _joined(sentences[name.sentence].words, before, name, rules)
        if not listed:
            group += 1
        elif before is not None and not name.preposition and before.preposition:
            name = replace(name, preposition=before.preposition)
        before = replace(name, group=group)
        yield before


