"""Who is named in a sentence: actors by their names in the language, armies by nation, and words that mean one side of a war."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from geo.languages.actors import actor_table
from geo.languages.inflected import home_side, inflected_words
from geo.languages.sides import meant_by
from geo.records.actors import Actor, ActorMention, ActorMethod
from geo.text.inflected import CASES, InflectedSentence, Word, read_lemmas

_QUOTES = frozenset("«»„“”\"'")
REACH = 3
"""Words between a nation's adjective and its noun for armed men."""
FORCES, OWN, FOE = "forces", "own", "foe"
ARMY = "army"
"""The word of the table of sides for a country's armed forces."""


@dataclass(frozen=True, slots=True)
class Named:
    """Words that name who fights: the id of an actor, or in `meaning` the English word of the table of sides (or OWN, FOE, FORCES).

    `first` and `last` are the numbers of its words; `cases` are those its head may stand in.
    """

    sentence: int
    first: int
    last: int
    start: int
    end: int
    text: str
    actor: str
    meaning: str
    cases: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Alias:
    words: tuple[frozenset[str], ...]
    actor: str
    meaning: str
    upper: bool


def find_actors(sentences: Sequence[InflectedSentence], language: str) -> tuple[Named, ...]:
    """All who are named in an article's sentences, in order; of those that share words the longest."""
    found: list[Named] = []
    for parsed in sentences:
        words = [w for w in parsed.words if w.text not in _QUOTES]
        at = 0
        while at < len(words):
            named = max(_at(parsed, words, at, language), key=lambda n: n.last - n.first, default=None)
            if named is None:
                at += 1
                continue
            at = next((i for i, w in enumerate(words) if w.index > named.last), len(words))
            before = found[-1] if found else None
            if before is not None and _is_head(before, named):
                named = _joined(parsed, found.pop(), named)
            found.append(named)
    return tuple(found)


def _is_head(before: Named, named: Named) -> bool:
    """Whether words for armed men stand before the name of theirs: "Бойцы Сил быстрой поддержки"."""
    near = before.sentence == named.sentence and 0 < named.first - before.last <= 2
    return near and not before.actor and before.meaning not in (OWN, FOE) and bool(named.actor) and "gen" in named.cases


def _joined(parsed: InflectedSentence, head: Named, named: Named) -> Named:
    text = parsed.text[head.start - parsed.sentence.start : named.end - parsed.sentence.start]
    return replace(named, first=head.first, start=head.start, text=text, cases=head.cases)


def words_of_actors(actors: Sequence[Named], sentences: Sequence[InflectedSentence]) -> list[frozenset[int]]:
    """For each sentence the numbers of the words that name actors by name: they name no place."""
    taken: list[set[int]] = [set() for _ in sentences]
    for named in actors:
        taken[named.sentence].update(range(named.first, named.last + 1))
    return [frozenset(numbers) for numbers in taken]


def _at(parsed: InflectedSentence, words: Sequence[Word], at: int, language: str) -> Iterator[Named]:
    """Who is named by words that begin at a word."""
    lists = _lists(language)
    yield from _by_alias(parsed, words, at, lists)
    yield from _by_nation(parsed, words, at, lists)
    word = words[at]
    generic = next((lists.generic[g] for g in sorted(word.lemmas) if g in lists.generic), "")
    for meaning, means in (
        (OWN, bool(word.lemmas & lists.own)),
        (FOE, bool(word.lemmas & lists.foe)),
        (generic, bool(generic)),
        (FORCES, bool(word.lemmas & lists.forces)),
    ):
        if means:
            yield _named(parsed, [word], "", meaning)
            return


def _by_alias(parsed: InflectedSentence, words: Sequence[Word], at: int, lists: "_Lists") -> Iterator[Named]:
    for lemma in words[at].lemmas:
        for alias in lists.aliases.get(lemma, ()):
            span = words[at : at + len(alias.words)]
            same = len(span) == len(alias.words) and all(w.lemmas & a for w, a in zip(span, alias.words, strict=True))
            if same and (not alias.upper or span[0].text.isupper() or span[0].text[0].isdigit()):
                yield _named(parsed, span, alias.actor, alias.meaning)


def _by_nation(parsed: InflectedSentence, words: Sequence[Word], at: int, lists: "_Lists") -> Iterator[Named]:
    """A nation's people, and its adjective before a noun for armed men: "російські війська", "туарегские повстанцы"."""
    nation = next((lists.nations[n] for n in words[at].lemmas if n in lists.nations), "")
    if not nation:
        return
    if any(f.pos == "NOUN" for f in words[at].forms):
        yield _named(parsed, [words[at]], f"{nation.lower()}-forces", "")
    for further in range(at + 1, min(at + 1 + REACH, len(words))):
        word = words[further]
        if generic := next((lists.generic[g] for g in word.lemmas if g in lists.generic and g not in lists.army), ""):
            yield _named(parsed, words[at : further + 1], "", f"{nation}:{generic}")
        if word.lemmas & lists.forces:
            yield _named(parsed, words[at : further + 1], f"{nation.lower()}-forces", "")
            return
        if word.text[0].isalpha() and not any(f.pos in ("ADJF", "NUMR", "PRTF") for f in word.forms):
            return


def _named(parsed: InflectedSentence, span: Sequence[Word], actor: str, meaning: str) -> Named:
    start, end = span[0].start, span[-1].end
    head = next((w for w in span if any(f.pos in ("NOUN", "NPRO") for f in w.forms)), span[-1])
    cases = head.cases
    if not cases or head.text.isupper() or not any(f.known for f in head.forms):
        cases = CASES
    text = parsed.text[start - parsed.sentence.start : end - parsed.sentence.start]
    return Named(parsed.sentence.index, span[0].index, span[-1].index, start, end, text, actor, meaning, cases)


@dataclass(frozen=True, slots=True)
class _Lists:
    """The word lists of `actors.json`, by base form."""

    aliases: Mapping[str, tuple[_Alias, ...]]
    nations: Mapping[str, str]
    forces: frozenset[str]
    generic: Mapping[str, str]
    army: frozenset[str]
    own: frozenset[str]
    foe: frozenset[str]


@cache
def _lists(language: str) -> _Lists:
    plain = inflected_words(language, "actors")
    home_side(language)
    aliases: dict[str, list[_Alias]] = {}
    rows = [(actor, "", text) for actor, texts in plain["named"].items() for text in texts]
    rows += [("", english, text) for english, texts in plain["generic"].items() for text in texts if " " in text]
    for actor, english, text in rows:
        words = read_lemmas(text.replace("«", "").replace("»", ""), language)
        alias = _Alias(words, actor, english, text.split()[0].isupper())
        for lemma in words[0]:
            aliases.setdefault(lemma, []).append(alias)
    return _Lists(
        {lemma: tuple(found) for lemma, found in aliases.items()},
        {lemma: country for country, lemmas in plain["nations"].items() for lemma in lemmas},
        frozenset(plain["forces"]),
        {lemma: english for english, lemmas in plain["generic"].items() for lemma in lemmas if " " not in lemma},
        frozenset(plain["generic"].get(ARMY, ())),
        frozenset(plain["own"]),
        frozenset(plain["foe"]),
    )


def resolve(named: Named, language: str, countries: Sequence[str], day: date | None) -> ActorMention:
    """A named one as a mention of an actor, where the countries of the places told of and the day say whom its words mean."""
    actor, method = _actor(named, language, countries, day)
    return ActorMention(named.start, named.end, named.text, actor, method if actor else "unresolved")


def _actor(named: Named, language: str, countries: Sequence[str], day: date | None) -> tuple[Actor | None, ActorMethod]:
    table, year = actor_table(), day.year if day else None
    if named.actor:
        known = table.by_id.get(named.actor)
        actor = known.as_of(year) if known else table.state_forces(named.actor[:2].upper(), year)
        return actor, "demonym" if named.actor.endswith("-forces") else "dictionary"
    home = home_side(language)
    wanted = {OWN: home.own, FOE: home.foe, FORCES: home.own if home.forces else ""}.get(named.meaning)
    if wanted is not None:
        at_home = bool(countries) and countries[0] in home.theatre and (year is None or year >= home.since)
        return (table.by_id[wanted].as_of(year) if at_home and wanted else None), "reference"
    nation, _, english = named.meaning.rpartition(":")
    side = meant_by(english, (nation,) if nation else tuple(countries), day)
    return (table.by_id[side.actor].as_of(year) if side and side.actor in table.by_id else None), "reference"


def forces_of(country: str, day: date | None) -> Actor:
    """The armed forces of a country, where its name stands for them."""
    return actor_table().state_forces(country, day.year if day else None)
