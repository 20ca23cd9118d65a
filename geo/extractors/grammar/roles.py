"""Who does what to what in a parsed sentence: subjects, objects and owners across passives, participles and conjunctions.

The relations are those of ClearNLP, as spaCy's English models give them. A path such as `object>prep:of|over` is a list of
steps, each from a word to the words that stand in that relation to it; `follow` walks one.
"""

from collections.abc import Callable

from geo.extractors.grammar.tree import DEEPEST, Branches
from geo.records.text import Token

_SHARED = 3
"""Words between two verbs that share the object behind the second: "captured and later annexed the town"."""
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_VERBS = ("VERB", "AUX")
_TIMES = ("DATE", "TIME", "CARDINAL")


class Tree(Branches):
    """A parsed sentence that tells the parts its words play."""

    def is_passive(self, verb: int) -> bool:
        """Whether a verb form is passive: "was taken", "taken by", "the town held by", "and taken" after a passive."""
        token = self.tokens[verb]
        deps = {k.dep for k in self.kids(verb)}
        if token.tag not in ("VBN", "VBD") or deps & {"nsubjpass", "auxpass"}:
            return token.tag in ("VBN", "VBD")
        if token.tag == "VBN" and any(k.lemma == "have" for k in self.kids(verb, "aux")):
            return False
        by = token.tag == "VBN" and ("agent" in deps or self._by(verb))
        reduced = token.dep in ("acl", "amod") and not deps & {"dobj", "nsubj"}
        joined = token.dep == "conj" and not deps & {"nsubj", "aux", "dobj"}
        return by or reduced or (joined and self.is_passive(token.head))

    def _by(self, index: int) -> bool:
        return any(k.text.lower() in self.words.agents for k in self.kids(index, "prep", "agent"))

    def subject(self, verb: int, depth: int = DEEPEST) -> list[int]:
        """The logical subject: who does it, through passives, participles, infinitives and conjunctions."""
        if self.is_passive(verb) or (self.tokens[verb].tag == "VBG" and self._by(verb)):
            return self.prep(verb, self.words.agents)
        return self.surface_subject(verb, depth)

    def surface_subject(self, verb: int, depth: int = DEEPEST) -> list[int]:
        """The subject as it stands, or the one that the verb shares with the word above it.

        Of an infinitive behind a noun both whose noun it is and the noun: "their operation to retake", "his army to retake".
        """
        own = self.kids_of(verb, *_SUBJECTS)
        if own:
            return [self._antecedent(i, verb) for i in reversed(own)]
        head = self.head(verb)
        if head is None or depth <= 0:
            return []
        aimed = self._noun_before_to(verb)
        owners = self.owner(aimed, depth - 1) if aimed is not None else []
        if aimed is not None and owners:
            return [*owners, aimed]
        return self._shared_subject(self.tokens[verb], head, depth - 1)

    def _shared_subject(self, token: Token, head: Token, depth: int) -> list[int]:
        """The subject of a verb without one of its own: of the clause above, or the noun that it describes."""
        if token.dep == "pcomp":
            above = self.head(head.index)
            moved = (
                self.kids_of(above.index, "dobj")
                if above is not None and head.text.lower() in self.words.losers
                else []
            )
            return moved[:1] or self._subject_or_owner(above, depth)
        if token.dep == "acl" and token.tag == "VBG":
            return [head.index]
        if token.dep == "amod" and token.tag == "VBG":
            return self._subject_or_owner(self.head(head.index) if head.dep == "pobj" else None, depth)
        moved = self.kids_of(head.index, "dobj") if token.dep == "xcomp" and head.pos in _VERBS else []
        return moved or self._subject_or_owner(head, depth)

    def _noun_before_to(self, verb: int) -> int | None:
        """The noun whose aim an infinitive tells: "the operation to retake", wherever the parse hangs it."""
        to = next((k.index for k in self.kids(verb, "aux") if k.tag == "TO" and k.index), 0)
        before = self.tokens[to - 1] if to else None
        if before is None or before.pos != "NOUN":
            return None
        return before.index if before.dep in ("dobj", "pobj", "nsubj", "attr", "nsubjpass", "conj") else None

    def _subject_or_owner(self, head: Token | None, depth: int) -> list[int]:
        if head is None or depth <= 0:
            return []
        if head.pos in _VERBS:
            return self.surface_subject(head.index, depth)
        if head.pos == "ADP":
            return self._subject_or_owner(self.head(head.index), depth - 1)
        return self.owner(head.index, depth)

    def _antecedent(self, index: int, verb: int) -> int:
        """The word that a relative pronoun stands for; any other word itself."""
        token = self.tokens[verb]
        relative = self.tokens[index].text.lower() in self.words.relatives and token.dep in ("relcl", "acl")
        return token.head if relative else index

    def owner(self, noun: int, depth: int = DEEPEST) -> list[int]:
        """Whose deed a noun is: "the army's offensive", "an offensive by the army", "the army launched an offensive"."""
        token, head = self.tokens[noun], self.head(noun)
        own = self.kids_of(noun, "poss")
        if own and self.tokens[own[0]].pos == "PRON" and token.dep == "dobj" and head is not None and depth > 0:
            return self.subject(head.index, depth - 1) or own
        named = own or self.prep(noun, self.words.agents) or self._naming(noun)[:1]
        if named or head is None or depth <= 0:
            return named
        above = self.head(head.index) if token.dep == "pobj" else head
        if self._is_apart(token, head, above):
            return []
        if token.dep in ("dobj", "attr") and head.pos in _VERBS:
            return self.subject(head.index, depth - 1)
        if token.dep == "pobj":
            return self._subject_or_owner(above, depth - 1)
        return self.owner(head.index, depth - 1) if token.dep == "conj" else []

    def _is_apart(self, token: Token, head: Token, above: Token | None) -> bool:
        """Whether the clause above a deed's noun tells of others than who does it: "condemned the assault", "died during it"."""
        regarded = above is not None and above.pos in _VERBS and above.lemma.lower() in self.words.regards
        return regarded or (token.dep == "pobj" and head.text.lower() in self.words.apart)

    def _naming(self, noun: int) -> list[int]:
        """The nouns and nationalities before a noun: "the rebel advance", "the Turkish offensive"."""
        before = self.kids(noun, "compound", "amod", "nmod")
        return [k.index for k in before if k.tag in ("NNP", "NN", "NNS", "NNPS") or k.entity == "NORP"]

    def bearer(self, noun: int) -> list[int]:
        """What a noun after a preposition is said of: the noun before it, or the subject of "is under siege"."""
        preposition = self.head(noun)
        above = self.head(preposition.index) if preposition is not None else None
        if preposition is None or above is None or preposition.dep not in ("prep", "pcomp", "agent"):
            return []
        return self.surface_subject(above.index) if above.pos in _VERBS else [above.index]

    def object(self, verb: int) -> list[int]:
        """The logical object: what it is done to, whether object, subject of a passive, or the noun of a relative clause."""
        token = self.tokens[verb]
        if self.is_passive(verb):
            described = token.dep in ("acl", "amod", "relcl") and not self.kids(verb, "nsubjpass")
            return [token.head] if described else self.surface_subject(verb)
        own = [self._antecedent(i, verb) for i in self.kids_of(verb, "dobj")]
        describes = (token.dep == "amod" and token.tag == "VBG") or (
            token.dep == "relcl" and bool(self.kids(verb, "nsubj"))
        )
        return own or ([token.head] if describes else self._shared_object(verb) or self._other_object(verb))

    def _shared_object(self, verb: int) -> list[int]:
        """ "captured and annexed the town": the object behind the second verb."""
        later = next((k for k in self.kids(verb, "conj") if k.pos == "VERB" and self.kids(k.index, "dobj")), None)
        near = later is not None and later.index - verb <= _SHARED
        return (
            self.kids_of(later.index, "dobj")
            if later and near and not self.kids(verb, "prep", "ccomp", "xcomp")
            else []
        )

    def _other_object(self, verb: int) -> list[int]:
        """Nouns that hang on a verb otherwise, in broken sentences."""
        others = self.kids(verb, "ccomp", "oprd", "attr", "npadvmod", "advmod")
        return [k.index for k in others if k.pos in ("NOUN", "PROPN") and k.entity not in _TIMES]

    def follow(self, index: int, path: str) -> list[int]:
        """The words at the end of a path from one word, for example `object>prep:of|over`."""
        at = [index]
        for step in path.split(">"):
            name, _, words = step.partition(":")
            at = [found for i in at for found in self._step(i, name, tuple(words.split("|")))]
        return at

    def _step(self, index: int, name: str, words: tuple[str, ...]) -> list[int]:
        if name == "prep":
            return self.prep(index, words)
        return self.deep(index, words) if name == "deep" else _STEPS[name](self, index)


def _below(*deps: str) -> Callable[[Tree, int], list[int]]:
    return lambda tree, index: tree.kids_of(index, *deps)


def _governing_verb(tree: Tree, index: int) -> list[int]:
    head = tree.head(index)
    fits = head is not None and head.pos in _VERBS and tree.tokens[index].dep in (*_SUBJECTS, "dobj", "attr")
    return [head.index] if fits and head is not None else []


def _predicate(tree: Tree, index: int) -> list[int]:
    token = tree.tokens[index]
    return tree.surface_subject(token.head) if token.dep in ("acomp", "attr") else []


def _verdict(tree: Tree, index: int) -> list[int]:
    """What a verb says that something is: "declared the city free", "was declared liberated"; no clause of its own."""
    found = tree.kids(index, "oprd", "acomp", "ccomp", "xcomp")
    own = ("mark", "aux", "auxpass", "dobj", "neg")
    return [k.index for k in found if k.tag in ("JJ", "VBD", "VBN") and not tree.kids(k.index, *own)]


def _declarer(tree: Tree, index: int) -> list[int]:
    """Who says it by name, no pronoun."""
    return [i for i in tree.subject(index) if tree.tokens[i].pos != "PRON"]


def _its(tree: Tree, index: int) -> list[int]:
    return [k.index for k in tree.kids(index, "poss") if k.text.lower() in tree.words.owners]


def _adjacent(tree: Tree, index: int) -> list[int]:
    return [index - 1] if index and tree.tokens[index - 1].pos in ("NOUN", "PROPN") else []


_STEPS: dict[str, Callable[[Tree, int], list[int]]] = {
    "subject": lambda tree, index: tree.subject(index),
    "object": lambda tree, index: tree.object(index),
    "owner": lambda tree, index: tree.owner(index),
    "bearer": lambda tree, index: tree.bearer(index),
    "possessor": _below("poss"),
    "modifier": _below("compound", "amod", "nmod", "npadvmod"),
    "apposition": _below("appos"),
    "particle": _below("prt", "advmod"),
    "dative": _below("dative"),
    "above": lambda tree, index: [head.index] if (head := tree.head(index)) is not None else [],
    "verb": _governing_verb,
    "predicate": _predicate,
    "adjacent": _adjacent,
    "verdict": _verdict,
    "declarer": _declarer,
    "topic": lambda tree, index: tree.surface_subject(index),
    "its": _its,
    "self": lambda _tree, index: [index],
}
PATH_STEPS = frozenset(_STEPS) | {"prep", "deep"}
"""The names of the steps that a path may have."""
