"""Takes up actors named before: "they", "the group", "the militants", "the army" of the country that the report speaks of."""

from collections.abc import Iterator, Sequence

from geo.languages.actors import ActorTable, ActorWords, ReferenceRule
from geo.records.actors import Actor, ActorKind, ActorMention
from geo.records.places import PlaceMention
from geo.records.text import ParsedSentence, Token

_ACTING = ("nsubj", "nsubjpass", "pobj", "dobj", "poss", "appos", "conj", "ROOT", "npadvmod", "compound", "attr", "dep")


class References:
    """The references in one article, resolved sentence by sentence."""

    def __init__(
        self, sentences: Sequence[ParsedSentence], places: Sequence[PlaceMention], words: ActorWords,
        table: ActorTable, year: int | None,
    ) -> None:  # fmt: skip
        self.words, self.table, self.year = words, table, year
        self.starts = [s.sentence.start for s in sentences]
        self.first = sentences[0].sentence.index if sentences else 0
        self.aside = {t.end for s in sentences for t in s.tokens if _is_aside(s, t, words)}
        self.places = [m for m in places if m.place and m.place.country and not self._is_beside(m)]
        self.rules = {word: rule for rule in reversed(words.references) for word in rule.words}

    def take_up(
        self, sentence: ParsedSentence, taken: set[int], here: list[ActorMention], before: list[ActorMention]
    ) -> Iterator[ActorMention]:
        """The references of one sentence. `here` are the actors named in it, `before` those of the sentences before it."""
        for token in sentence.tokens:
            rule = None if token.index in taken else self.rules.get(_key(token))
            if rule is None or token.dep not in _ACTING or self._is_led(sentence, token):
                continue
            first = self._first_word(sentence, token, taken)
            if first is None or not self._points_back(sentence, token, first) or self._is_owned(sentence, token, taken):
                continue
            named = (*before, *(m for m in here if m.end <= token.start))
            actor = self._resolve(sentence, token, first, rule, named)
            if actor is None and (
                _key(token) in self.words.nobody | self.words.own or _is_of(sentence, token, rule, self.words)
            ):
                continue
            start, base = sentence.tokens[first].start, sentence.sentence.start
            text = sentence.text[start - base : token.end - base]
            yield ActorMention(start, token.end, text, actor, "reference" if actor else "unresolved")

    def _is_beside(self, mention: PlaceMention) -> bool:
        return mention.end in self.aside and mention.place is not None and mention.place.kind == "country"

    def _is_owned(self, sentence: ParsedSentence, token: Token, taken: set[int]) -> bool:
        """Whether the words behind a noun say whose it is: "the fighters of Boko Haram" point back to nobody."""
        behind = sentence.tokens[token.index + 1 : token.index + 4]
        linked = bool(behind) and behind[0].text.lower() in self.words.links and token.pos == "NOUN"
        return linked and any(t.index in taken for t in behind if t.head == behind[0].index)

    def _is_led(self, sentence: ParsedSentence, token: Token) -> bool:
        """Whether a noun stands before another that takes up the same: the "government" of "government forces"."""
        return token.dep == "compound" and _key(sentence.tokens[token.head]) in self.rules

    def _first_word(self, sentence: ParsedSentence, token: Token, taken: set[int]) -> int | None:
        """The first word of the noun's phrase after its article; None when a named actor is part of the phrase."""
        first = token.index
        while first and _is_part(sentence.tokens[first - 1], token):
            first -= 1
            if first in taken:
                return None
        return first

    def _points_back(self, sentence: ParsedSentence, token: Token, first: int) -> bool:
        """Whether words take up someone: a pronoun, a noun with "the", or "government forces"; not "rebels", "Kurdish forces"."""
        if token.pos == "PRON":
            return True
        definite = first > 0 and sentence.tokens[first - 1].text.lower() in self.words.definite
        return definite or self._is_official(sentence, token, first)

    def _is_official(self, sentence: ParsedSentence, token: Token, first: int) -> bool:
        words = {t.lemma.lower() for t in sentence.tokens[first : token.index + 1]}
        return bool(words & self.words.government)

    def _resolve(
        self, sentence: ParsedSentence, token: Token, first: int, rule: ReferenceRule, named: Sequence[ActorMention]
    ) -> Actor | None:
        """The actor that a reference means, None where there is none. `named` are the actors before it."""
        since = self.starts[max(0, sentence.sentence.index - self.first - rule.within)]
        if token.pos == "PRON":
            return _last(named, since, rule.kinds)
        if rule.official and not self._is_official(sentence, token, first):
            return None
        if self._is_official(sentence, token, first):
            return _last(named, since, ("state_force",)) or self._state_here(token.start)
        if first < token.index:
            return None
        if "state_force" in rule.kinds:
            named = [m for m in named if m.end not in self.aside]
        found = _last(named, since, rule.kinds)
        return found or (self._state_here(token.start) if "state_force" in rule.kinds else None)

    def _state_here(self, offset: int) -> Actor | None:
        """The armed forces of the country of the last place before the words, else of the first after them."""
        before = [m for m in self.places if m.start <= offset]
        near = before[-1] if before else (self.places[0] if self.places else None)
        return self.table.state_forces(near.place.country, self.year) if near and near.place else None


def _is_of(sentence: ParsedSentence, token: Token, rule: ReferenceRule, words: ActorWords) -> bool:
    """Whether a noun that only a government's word makes an actor is one of something: "the eastern side of the city"."""
    behind = sentence.tokens[token.index + 1 : token.index + 2]
    return rule.official and any(t.text.lower() in words.owned_by for t in behind)


def _is_aside(sentence: ParsedSentence, token: Token, words: ActorWords) -> bool:
    """Whether a name is only spoken of beside a noun: the country of "a visit to France", "a border with Turkey"."""
    preposition = sentence.tokens[token.head]
    above = sentence.tokens[preposition.head]
    behind = token.dep == "pobj" and preposition.text.lower() in words.aside and token.entity == "GPE"
    return behind and above.pos in ("NOUN", "PROPN")


def _key(token: Token) -> str:
    return token.text.lower() if token.pos == "PRON" else token.lemma.lower()


def _is_part(before: Token, noun: Token) -> bool:
    """Whether a word before a noun belongs to its phrase."""
    return before.dep in ("compound", "amod", "nmod") and before.head <= noun.index


def _last(mentions: Sequence[ActorMention], since: int, kinds: tuple[ActorKind, ...]) -> Actor | None:
    """The last actor of certain kinds (any, where none are given) that is named from an offset on."""
    for mention in reversed(mentions):
        if mention.start < since:
            return None
        if mention.actor is not None and (not kinds or mention.actor.kind in kinds):
            return mention.actor
    return None
