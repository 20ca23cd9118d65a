"""Who leads a side or speaks for it: "the Iraqi prime minister said", "said Prigozhin", "Haftar … his units"."""

from collections.abc import Iterator, Sequence

from geo.languages.actors import ActorTable, ActorWords, fold_words
from geo.languages.attribution import saying_rules
from geo.languages.leaders import ends_name, find_leader
from geo.records.actors import Actor, ActorMention
from geo.records.text import ParsedSentence, Token

_OWN = ("compound", "amod", "nmod", "appos", "prep", "pobj", "poss", "flat", "punct")
"""Relations by which a person's office and its owner hang on the name."""
_NOMINAL = ("NOUN", "PROPN", "ADJ")
_HEADS = ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "ROOT")
_VERBS = ("VERB", "AUX")
_WITHIN = 3
"""Sentences back in which "his" still finds its man."""
_LONGEST_NAME = 6
"""Words before the last one of a leader's name that are looked at."""
_FIGHTERS = ("state", "armed")


class Officers:
    """The people of one article whose side their office tells, sentence by sentence. `named` are the actors found so far."""

    def __init__(
        self, sentences: Sequence[ParsedSentence], named: Sequence[ActorMention], words: ActorWords,
        table: ActorTable, year: int | None,
    ) -> None:  # fmt: skip
        self.sentences, self.words, self.table, self.year = sentences, words, table, year
        self.named = [m for m in named if m.actor is not None]
        self.sayings = saying_rules().by_lemma["verb"]
        self.known: dict[str, Actor] = {}

    def mentions(self) -> Iterator[ActorMention]:
        """A mention for each officer who says something, and for each "his" before a force that an officer leads."""
        last: tuple[int, Actor | None] | None = None
        for sentence in self.sentences:
            # Most sentences name nobody: they are passed over until one has.
            if last is None and not any(self._may_lead(t) for t in sentence.tokens):
                continue
            kids = _kids_of(sentence)
            for token in sentence.tokens:
                if (
                    token.text.lower() in self.words.his
                    and last is not None
                    and sentence.sentence.index - last[0] <= _WITHIN
                ):
                    yield from self._his(sentence, token, last[1])
                if token.text.lower() in self.words.he and self._says(sentence, token):
                    yield from self._he(sentence, token, last)
                if token.pos not in _NOMINAL or token.dep not in _HEADS:
                    continue
                around = list(_around(kids, token))
                names = [t for t in around if t.entity == "PERSON"]
                actor = self._side(token, around, names) or self._led(sentence, token, around)
                if names or actor is not None:
                    last = sentence.sentence.index, actor
                if actor is not None and self._says(sentence, token) and not self._is_named(token):
                    yield _mention(sentence, around, token, actor)

    def _may_lead(self, token: Token) -> bool:
        return token.entity == "PERSON" or token.lemma.lower() in self.words.offices or ends_name(token.text)

    def _his(self, sentence: ParsedSentence, token: Token, actor: Actor | None) -> Iterator[ActorMention]:
        force = self.words.nouns.get(sentence.tokens[token.head].lemma.lower())
        if actor is not None and token.dep == "poss" and force in _FIGHTERS:
            yield ActorMention(token.start, token.end, token.text, actor, "reference")

    def _he(
        self, sentence: ParsedSentence, token: Token, last: tuple[int, Actor | None] | None
    ) -> Iterator[ActorMention]:
        """ "He said": the person spoken of last, so never a group, and nobody known where that person's side is not."""
        if last is not None and sentence.sentence.index - last[0] <= _WITHIN:
            yield ActorMention(token.start, token.end, token.text, last[1], "reference" if last[1] else "unresolved")

    def _side(self, token: Token, around: Sequence[Token], names: Sequence[Token]) -> Actor | None:
        """The side of the person or body at a word by the office beside it, or as told before."""
        inside = [m for m in self.named if any(m.start < t.end and t.start < m.end for t in around)]
        if any(t.lemma.lower() in self.words.offices for t in around):
            actor = next((m.actor for m in inside), None) or self._state(around)
            if actor is not None:
                self.known |= {t.text: actor for t in names[:1]}
                return actor
        return next((self.known[t.text] for t in names[:1] if t.text in self.known), None)

    def _state(self, around: Sequence[Token]) -> Actor | None:
        """The armed forces of the one nation beside an office, where no other people, rebels or backers are."""
        lemmas = {t.lemma.lower() for t in around}
        others = any(self.words.nouns.get(lemma) in ("insurgent", "group") for lemma in lemmas)
        nations = {c for t in around if (c := self.table.demonyms.get(" ".join(fold_words(t.text))))}
        peoples = sum(t.entity == "NORP" for t in around)
        if others or lemmas & self.words.backed or len(nations) != 1 or peoples > 1:
            return None
        return self.table.state_forces(next(iter(nations)), self.year)

    def _led(self, sentence: ParsedSentence, token: Token, around: Sequence[Token]) -> Actor | None:
        """The side that a known leader at a word or beside it leads: "the rebels' leader, Riek Machar"."""
        named = (self._led_by(sentence, t) for t in around if t is token or t.dep == "appos")
        return next((actor for actor in named if actor is not None), None)

    def _led_by(self, sentence: ParsedSentence, token: Token) -> Actor | None:
        """The side of a leader whose name a word ends, by the table of leaders."""
        if not ends_name(token.text):
            return None
        before = sentence.tokens[max(0, token.index - _LONGEST_NAME) : token.index + 1]
        leader = find_leader([t.text for t in before], self.year)
        return self.table.by_id[leader.side].as_of(self.year) if leader and leader.side in self.table.by_id else None

    def _is_named(self, token: Token) -> bool:
        return any(m.start <= token.start < m.end for m in self.named)

    def _says(self, sentence: ParsedSentence, token: Token) -> bool:
        verb = sentence.tokens[token.head]
        return verb.pos in _VERBS and verb.lemma.lower() in self.sayings and token.dep in ("nsubj", "dobj", "attr")


def _mention(sentence: ParsedSentence, around: Sequence[Token], token: Token, actor: Actor) -> ActorMention:
    """The mention of a name with the words that stand right before it and belong to it."""
    own, first = {t.index for t in around}, token
    while first.index and first.index - 1 in own:
        first = sentence.tokens[first.index - 1]
    base = sentence.sentence.start
    return ActorMention(
        first.start, token.end, sentence.text[first.start - base : token.end - base], actor, "reference"
    )


def _around(kids: Sequence[Sequence[Token]], token: Token) -> Iterator[Token]:
    """A word and what tells whose it is: "Yevgeny Prigozhin, head of the Wagner Group"."""
    yield token
    for kid in kids[token.index]:
        if kid.dep in _OWN:
            yield from _around(kids, kid)


def _kids_of(sentence: ParsedSentence) -> list[list[Token]]:
    found: list[list[Token]] = [[] for _ in sentence.tokens]
    for token in sentence.tokens:
        if token.head != token.index:
            found[token.head].append(token)
    return found
