"""Finds who is named as fighting: by the table of actors, by nationality and force noun, and by the article's own references."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from geo.extractors.actors.officers import Officers
from geo.extractors.actors.references import References
from geo.extractors.actors.speakers import take_up_speakers
from geo.geocoding.capitals import countries_in
from geo.languages.actors import ActorTable, ActorWords, Alias, fold_words
from geo.languages.attribution import saying_rules
from geo.records.actors import Actor, ActorMention, ActorMethod
from geo.records.names import skeleton
from geo.records.places import PlaceMention
from geo.records.text import Article, ParsedSentence, Token

_WORD_AND_TOKEN = tuple[str, int]
_HYPHENS = ("-", "‐", "‑")
_BEFORE_NOUNS = ("amod", "compound", "nmod")
_SHORTEST_NATION = 4
"""Letters that a nationality without its capital has at least: "us forces" are ours."""


@lru_cache(maxsize=1 << 16)
def _bones(word: str) -> str:
    return skeleton(word) or word


@dataclass(frozen=True, slots=True)
class _Found:
    """Tokens `first` to `last` name an actor."""

    first: int
    last: int
    mention: ActorMention


def find_actors(
    article: Article,
    sentences: Sequence[ParsedSentence],
    places: Sequence[PlaceMention],
    words: ActorWords,
    table: ActorTable,
) -> tuple[ActorMention, ...]:
    """The actors named in an article, in order: names, compositions ("Syrian army") and references ("the group", "they").

    A name that several actors share means the one that was active then and is of a country the article speaks of.
    References that could not be resolved are kept with actor None.
    """
    return _Finder(article, sentences, places, words, table).find()


class _Finder:
    """The search in one article."""

    def __init__(
        self, article: Article, sentences: Sequence[ParsedSentence], places: Sequence[PlaceMention],
        words: ActorWords, table: ActorTable,
    ) -> None:  # fmt: skip
        self.sentences, self.words, self.table = sentences, words, table
        self.year = article.published.year if article.published else None
        self.countries = {m.place.country for m in places if m.place and m.place.country}
        self.states = {m.start: m for m in places if m.place and m.place.kind == "country"}
        self.ends = {m.end for m in places}
        self.capitals = {m.start: m for m in places if m.place and m.place.feature == "PPLC"}
        self.references = References(sentences, places, words, table, self.year)

    def find(self) -> tuple[ActorMention, ...]:
        found: list[ActorMention] = []
        for sentence in self.sentences:
            named = list(self._named(sentence))
            for more in (self._composed, self._countries):
                taken = {i for f in named for i in range(f.first, f.last + 1)}
                named += more(sentence, taken)
            taken = {i for f in named for i in range(f.first, f.last + 1)}
            named.sort(key=lambda f: f.first)
            here = [f.mention for f in named]
            here += self.references.take_up(sentence, taken, here, found)
            found += sorted(here, key=lambda m: m.start)
        speaking = take_up_speakers(self.sentences, found, self.words)
        leading = tuple(Officers(self.sentences, found, self.words, self.table, self.year).mentions())
        told = {m.start for m in leading}
        others = (m for m in (*found, *speaking) if m.start not in told)
        return tuple(sorted((*others, *leading), key=lambda m: m.start))

    def _named(self, sentence: ParsedSentence) -> Iterator[_Found]:
        """The names of the table."""
        ahead = [(word, i) for i, token in enumerate(sentence.tokens) for word in fold_words(token.text)]
        shouting = sentence.text.isupper()
        at = 0
        while at < len(ahead):
            aliases = self._match(ahead, at, sentence.tokens, shouting)
            if not aliases:
                at += 1
                continue
            first, last = ahead[at][1], ahead[at + len(aliases[0].words) - 1][1]
            actor = self._choose(aliases).row.as_of(self.year)
            yield _Found(first, last, mention_of(sentence, first, last, actor, "dictionary"))
            at += len(aliases[0].words)

    def _match(self, ahead: list[_WORD_AND_TOKEN], at: int, tokens: tuple[Token, ...], shouting: bool) -> list[Alias]:
        """The longest aliases that begin here: by their letters, else (several words) by their consonants."""
        best: list[Alias] = []
        for alias in self.table.by_word.get(ahead[at][0], ()):
            if best and len(alias.words) < len(best[0].words):
                break
            if _fits(alias, ahead, at, tokens, shouting) and not self._is_spelled_otherwise(alias):
                best.append(alias)
        if best or not tokens[ahead[at][1]].text[:1].isupper():
            return best
        for alias in self.table.by_skeleton.get(_bones(ahead[at][0]), ()):
            written = [word for word, _ in ahead[at : at + len(alias.words)]]
            heard = tuple(map(_bones, written))
            if heard == alias.words and sum(map(len, heard)) > 5 and _is_of_its_nation(alias, written):
                return [alias]
        return []

    def _is_spelled_otherwise(self, alias: Alias) -> bool:
        """Whether the article spells out an acronym as another name than the actor's, whose country it does not speak of."""
        actor = alias.row.actor
        if not alias.upper or len(alias.words) > 1 or not actor.country or actor.country in self.countries:
            return False
        own = {fold_words(name) for name in (actor.name, *alias.row.aliases)}
        return any(name not in own for name in self._spelled_out(alias.words[0]))

    def _spelled_out(self, acronym: str) -> Iterator[tuple[str, ...]]:
        """The names of an article, as folded words, whose capitals are an acronym's letters."""
        for sentence in self.sentences:
            initials = "".join(t.text[0] if t.text[:1].isupper() and len(t.text) > 1 else " " for t in sentence.tokens)
            for found in re.finditer(f"(?={acronym.upper()})", initials):
                run = sentence.tokens[found.start() : found.start() + len(acronym)]
                yield tuple(word for t in run for word in fold_words(t.text))

    def _choose(self, aliases: list[Alias]) -> Alias:
        def likely(alias: Alias) -> tuple[bool, bool, bool]:
            actor = alias.row.actor
            return (
                alias.row.active_in(self.year),
                actor.country in self.countries,
                alias.words == fold_words(actor.name),
            )

        return max(aliases, key=likely)

    def _composed(self, sentence: ParsedSentence, taken: set[int]) -> Iterator[_Found]:
        """ "Iraqi troops", "the Iraqis", "syrian army", "under Russian control": a nationality with a noun for forces or a hold,
        or standing for its people."""
        tokens = sentence.tokens
        for i, token in enumerate(tokens):
            capital = token.text[:1].isupper()
            if i in taken or not (capital or (len(token.text) >= _SHORTEST_NATION and token.dep in _BEFORE_NOUNS)):
                continue
            country = self.table.demonyms.get(" ".join(fold_words(token.text)))
            if country is None or self._is_prefixed(tokens, i) or self._is_prefixed(tokens, i - 1):
                continue
            head = self._force_head(tokens, i, taken)
            does = head is None and capital and self._does(tokens, i)
            plural = capital and token.tag in ("NNS", "NNPS") and token.dep != "compound"
            if head is not None or plural or does or self._holds(tokens, i):
                last = i if head is None else head
                actor = self.table.state_forces(country, self.year)
                yield _Found(i, last, mention_of(sentence, i, last, actor, "demonym"))

    def _does(self, tokens: tuple[Token, ...], at: int) -> bool:
        """Whether a nationality stands before a deed of war, and so for its forces: "the Turkish offensive", "Iraqi operations"."""
        head = tokens[tokens[at].head]
        near = at < head.index <= at + 3 and tokens[at].dep in _BEFORE_NOUNS and head.pos == "NOUN"
        between = {t.lemma.lower() for t in tokens[at + 1 : head.index]}
        others = between & (self.words.backed | self.words.figures.before | self.words.nouns.keys())
        return near and head.lemma.lower() in self.words.missions and not others

    def _is_prefixed(self, tokens: tuple[Token, ...], at: int) -> bool:
        """Whether a hyphen ties a word to one that names no nation: "pro-Russian forces", not "Russian-Syrian forces"."""
        if at < 2 or tokens[at - 1].text not in _HYPHENS or tokens[at - 1].end != tokens[at].start:
            return False
        return " ".join(fold_words(tokens[at - 2].text)) not in self.table.demonyms

    def _force_head(self, tokens: tuple[Token, ...], at: int, taken: set[int]) -> int | None:
        """The force noun that a nationality before it belongs to; None after "Turkish-backed" and before "rebels"."""
        for i in range(at + 1, min(at + 5, len(tokens))):
            token = tokens[i]
            lemma = token.lemma.lower()
            if i in taken or lemma in self.words.backed or token.pos not in ("ADJ", "NOUN", "PROPN", "VERB"):
                return None
            if self.words.nouns.get(lemma) == "insurgent" or lemma in self.words.irregular:
                return None
            if token.dep in ("compound", "amod", "nmod") and token.head > i:
                continue
            return i if self.words.nouns.get(lemma) in ("state", "armed") else None
        return None

    def _holds(self, tokens: tuple[Token, ...], at: int) -> bool:
        """Whether a nationality says whose hold it is: "Ukrainian control", "the Russian occupation"."""
        token, head = tokens[at], tokens[tokens[at].head]
        return token.dep in _BEFORE_NOUNS and head.index == at + 1 and head.lemma.lower() in self.words.holds

    def _countries(self, sentence: ParsedSentence, taken: set[int]) -> Iterator[_Found]:
        """Countries that act ("Turkey launched", "by Russia", "Sri Lanka's army", "Kyiv said"): their armed forces."""
        for i, token in enumerate(sentence.tokens):
            place = self.states.get(token.start) or self._speaking(sentence, token)
            if place is None or i in taken or not place.place or self._is_container(sentence, i):
                continue
            last = max(t.index for t in sentence.tokens_in(place.start, place.end))
            head = sentence.tokens[last]
            force = self._army(sentence.tokens, last, taken)
            if (
                force is not None
                or head.dep in ("nsubj", "nsubjpass", "poss", "npadvmod", "conj")
                or (head.dep == "pobj" and sentence.tokens[head.head].text.lower() in self.words.acting)
            ):
                actor, last = self.table.state_forces(place.place.country, self.year), force or last
                yield _Found(i, last, mention_of(sentence, i, last, actor, "demonym"))

    def _army(self, tokens: tuple[Token, ...], at: int, taken: set[int]) -> int | None:
        """The noun for a state's force that a country stands before: "Congo army", not "Congo rebels"."""
        head = self._force_head(tokens, at, taken) if tokens[at].dep in _BEFORE_NOUNS else None
        return head if head is not None and self.words.nouns.get(tokens[head].lemma.lower()) == "state" else None

    def _is_container(self, sentence: ParsedSentence, at: int) -> bool:
        """Whether a country only says where the place before it lies: "the retaking of Palmyra, Syria"."""
        before = sentence.tokens[at - 1 : at] if at > 1 else ()
        return any(t.text == "," and sentence.tokens[at - 2].end in self.ends for t in before)

    def _speaking(self, sentence: ParsedSentence, token: Token) -> PlaceMention | None:
        """A capital that stands for its state: it says something."""
        place, verb = self.capitals.get(token.start), sentence.tokens[token.head]
        says = token.dep == "nsubj" and verb.lemma.lower() in saying_rules().by_lemma["verb"]
        return place if says else None


def mention_of(
    sentence: ParsedSentence, first: int, last: int, actor: Actor | None, method: ActorMethod
) -> ActorMention:
    """The actor mention that tokens `first` to `last` of a sentence are."""
    start, end, base = sentence.tokens[first].start, sentence.tokens[last].end, sentence.sentence.start
    return ActorMention(start, end, sentence.text[start - base : end - base], actor, method)


def _is_of_its_nation(alias: Alias, written: Sequence[str]) -> bool:
    """Whether words that only sound like a name speak of no other nation: "Syrian forces" are not the Zerevani forces."""
    return countries_in(" ".join(written)) <= {alias.row.actor.country}


def _fits(alias: Alias, ahead: list[_WORD_AND_TOKEN], at: int, tokens: tuple[Token, ...], shouting: bool) -> bool:
    these = ahead[at : at + len(alias.words)]
    if tuple(word for word, _ in these) != alias.words:
        return False
    written = [tokens[i].text for _, i in these]
    if alias.upper:
        return not shouting and all(w.upper() == w for w in written)
    return alias.lower or any(w[:1].isupper() for w in written)
