"""How a statement is told: its status by the words around its trigger, and who says so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from geo.languages.inflected import inflected_words, name_rules
from geo.records.actors import Attribution, SayerKind
from geo.records.facts import ControlStatus
from geo.text.inflected import NOM, InflectedSentence, Word

GOVERNS = 5
"""Words before a trigger among which the verb that governs it stands."""
DENIES = 14
"""Words before a trigger among which the word that denies it stands."""
LONGEST_SAYER = 9
_ENDS = frozenset('.,;:!?—–()«»"')
_STATUSES: tuple[ControlStatus, ...] = ("failed", "attempted", "planned", "started", "ongoing")


@dataclass(frozen=True, slots=True)
class Sayer:
    """Who says something in a sentence: the words' numbers, and those of the word of saying."""

    first: int
    last: int
    cue: int
    attribution: Attribution


def find_status(parsed: InflectedSentence, first: int, last: int, usual: ControlStatus, language: str) -> ControlStatus:
    """The status of a statement whose trigger is the words `first` to `last`; `usual` is what its form alone says."""
    rules, words = inflected_words(language, "certainty"), parsed.words
    if _any(words[max(0, first - 2) : first], rules["negations"], exact=True) and not _any(
        words[max(0, first - 2) : first], ["только"]
    ):
        return "negated"
    start = _clause_start(words, first)
    clause = words[start:first]
    if _denied(words, first, rules):
        return "denied"
    if any(w.text.lower() in rules["conditions"] for w in words[max(0, start) : first]) or _opens_condition(
        words, start, rules
    ):
        return "hypothetical"
    for status in _STATUSES:
        window = (
            [*clause[-GOVERNS:], *(words[first:last] if last > first else ())]
            if status != "failed"
            else words[max(start, first - GOVERNS) : last + 6]
        )
        if _said(window, rules[status]):
            return status
    if _said(clause[-3:], rules["possible"]):
        return "hypothetical"
    return usual


def _opens_condition(words: Sequence[Word], start: int, rules: Any) -> bool:
    return start < len(words) and words[start].text.lower() in rules["conditions"]


def _denied(words: Sequence[Word], first: int, rules: Any) -> bool:
    """Whether a word of denial stands before, or a verdict of falsehood governs the sentence's sayer."""
    window = words[max(0, first - DENIES) : first]
    return any(w.lemmas & set(rules["denials"]) for w in window)


def _said(window: Sequence[Word], listed: Sequence[str]) -> bool:
    single = {w for w in listed if " " not in w}
    if any(w.lemmas & single for w in window):
        return True
    for phrase in (p.split() for p in listed if " " in p):
        for at in range(len(window) - len(phrase) + 1):
            if all(p in window[at + i].lemmas or p == window[at + i].text.lower() for i, p in enumerate(phrase)):
                return True
    return False


def _any(window: Sequence[Word], listed: Sequence[str], exact: bool = False) -> bool:
    return any(w.text.lower() in listed if exact else w.lemmas & set(listed) for w in window)


def _clause_start(words: Sequence[Word], at: int) -> int:
    """The number of the first word of the clause that a word stands in: behind the last comma, colon, stroke or semicolon."""
    return next((i + 1 for i in range(at - 1, -1, -1) if words[i].text in ",;:—–("), 0)


def find_sayers(parsed: InflectedSentence, language: str) -> tuple[Sayer, ...]:
    """Those who say something in a sentence, in order."""
    return tuple(sorted((*_by_phrase(parsed, language), *_by_verb(parsed, language)), key=lambda s: s.cue))


def _by_phrase(parsed: InflectedSentence, language: str) -> Iterator[Sayer]:
    """ "по данным …", "зі посиланням на …"."""
    rules, words = inflected_words(language, "attribution"), parsed.words
    for row in rules["by"]:
        size = len(row["words"])
        for at in range(len(words) - size):
            if all(
                want in w.lemmas or want == w.text.lower()
                for want, w in zip(row["words"], words[at : at + size], strict=True)
            ):
                last = _end_of_name(words, at + size, name_rules(language).joins)
                if last >= at + size and row["case"] in (words[at + size].cases or {row["case"]}):
                    yield _sayer(parsed, at + size, last, at + size - 1, rules)


def _by_verb(parsed: InflectedSentence, language: str) -> Iterator[Sayer]:
    rules, words = inflected_words(language, "attribution"), parsed.words
    verbs = set(rules["verbs"])
    for at, word in enumerate(words):
        if not any(f.lemma in verbs and f.pos in ("VERB", "PRTS", "PRED") for f in word.forms):
            continue
        after = _subject_after(words, at, name_rules(language).joins)
        before = _subject_before(words, at)
        opens = at == 0 or words[at - 1].text in ",—–" or words[at - 1].lemmas & {"как", "як"}
        chosen = (after or before) if opens else (before or after)
        if chosen:
            yield _sayer(parsed, *chosen, at, rules)
    if (colon := _colon_of_name(words, rules)) is not None:
        yield _sayer(parsed, 0, colon - 1, colon, rules)


def _colon_of_name(words: Sequence[Word], rules: Any) -> int | None:
    """The colon behind a name that opens a statement: "Сырский: …", "Генштаб: …"."""
    colon = next((i for i, w in enumerate(words[:6]) if w.text == ":"), 0)
    name = words[:colon]
    if not name or not all(w.is_word for w in name) or not name[0].is_capital or name[0].has("Geox"):
        return None
    says = {word for listed in rules["kinds"].values() for word in listed}
    return colon if any(w.has("Surn") or w.lemmas & says for w in name) else None


def _subject_after(words: Sequence[Word], verb: int, joins: frozenset[str]) -> tuple[int, int] | None:
    first = verb + 1
    if first >= len(words) or not words[first].is_word or NOM not in (words[first].cases or {NOM}):
        return None
    if not any(f.pos in ("NOUN", "ADJF", "NPRO", "PRTF") or not f.known for f in words[first].forms):
        return None
    last = _end_of_name(words, first, joins)
    return (first, last) if last >= first else None


def _subject_before(words: Sequence[Word], verb: int) -> tuple[int, int] | None:
    start = _clause_start(words, verb)
    first = next(
        (
            i
            for i in range(start, verb)
            if words[i].is_word
            and NOM in words[i].cases
            and any(f.pos in ("NOUN", "ADJF", "PRTF") and f.case == NOM for f in words[i].forms)
        ),
        None,
    )
    if first is None:
        first = next(
            (i for i in range(start, verb) if words[i].is_capital and (words[i].text.isupper() or not words[i].cases)),
            None,
        )
    if first is None:
        # "Минобороны России сообщает": a name that does not decline, or a name in another script.
        return None
    return first, min(verb - 1, first + LONGEST_SAYER)


def _end_of_name(words: Sequence[Word], first: int, joins: frozenset[str]) -> int:
    last = first - 1
    quoted = False
    for at in range(first, min(first + LONGEST_SAYER, len(words))):
        word = words[at]
        if word.text == "«":
            quoted = True
            continue
        if word.text == "»" and quoted:
            quoted, last = False, at
            continue
        if word.text in _ENDS or any(f.pos == "VERB" for f in word.forms[:1]):
            break
        if any(f.pos == "CONJ" and f.known for f in word.forms[:1]) and word.text.lower() not in joins:
            break
        last = at
    return last


def _sayer(parsed: InflectedSentence, first: int, last: int, cue: int, rules: Any) -> Sayer:
    words = parsed.words
    start, end = words[first].start, words[last].end
    text = parsed.text[start - parsed.sentence.start : end - parsed.sentence.start]
    lemmas = {lemma for w in words[first : last + 1] for lemma in w.lemmas}
    kind: SayerKind = next((k for k in get_args(SayerKind) if lemmas & set(rules["kinds"].get(k, ()))), "unknown")
    return Sayer(first, last, cue, Attribution(start, end, text, kind, "indirect", words[cue].text))


def choose_sayer(sayers: Sequence[Sayer], first: int, last: int) -> Attribution | None:
    """Who says a statement whose trigger is the words `first` to `last`: the nearest whose own words hold no part of it."""
    fits = [
        (min(abs(s.cue - first), abs(s.cue - last)), s.attribution)
        for s in sayers
        if not s.first <= first <= s.last and not first <= s.cue <= last
    ]
    return min(fits, key=lambda f: f[0])[1] if fits else None
